/* Inside of the facade: what src/tieout*.c share. */
#ifndef TIEOUT_SESSION_H
#define TIEOUT_SESSION_H

#include "base/buf.h"
#include "base/err.h"
#include "base/vec.h"
#include "check/check.h"
#include "extract/extract.h"
#include "ingest/ingest.h"
#include "policy/policy.h"
#include "render/render.h"
#include "scm/scm.h"
#include "store/store.h"
#include "tieout.h"

struct changed; /* tieout_changed.c */

struct tieout {
  struct store *ledger;             /* NULL: none was given */
  enum tieout_status ledger_status; /* of opening it; check goes on without one, and ends with this */
  struct policy policy;
  char *project;               /* folder of tieout.yaml, or NULL */
  struct importers *importers; /* when first needed */
  struct rules *rules;         /* when first needed */
  struct buf message;          /* one line for each thing that went wrong */
};

/* 5 wins, then 4, 2, 3, 1. */
enum tieout_status status_worse(enum tieout_status a, enum tieout_status b);

void session_clear(struct tieout *t);
/* Puts an error, or a line of our own, behind the messages; returns its exit status. */
enum tieout_status session_err(struct tieout *t, const struct err *e);
enum tieout_status session_say(struct tieout *t, enum tieout_status status, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

int session_importers(struct tieout *t, struct err *err);
int session_rules(struct tieout *t, struct err *err);
/* ERR_USAGE if the session has no ledger. */
int session_ledger(const struct tieout *t, struct err *err);

/* Reports below `paths` in their order: a folder stands for its *.md. What cannot be found is said, the rest goes on. */
struct paths {
  char **v;
  size_t n, cap;
};
enum tieout_status reports_expand(struct tieout *t, const char *const *paths, size_t n, struct paths *out);
void paths_release(struct paths *p);

/* One check: everything in memory; a ledger is only read. */
struct run {
  struct tieout *t;
  const struct tieout_check *o;
  struct store *s;
  VEC(int64_t) documents; /* of the reports, in argument order */
  struct paths read;      /* their paths */
  struct ingest_report files;
  struct scm *scm;         /* the repositories it looks into */
  struct changed *changed; /* with --changed */
  struct check_ahead *ahead;
  size_t rules_run;
  size_t rules_stopped;      /* by a limit */
  bool checked;              /* all stages were run */
  enum tieout_status status; /* the worst so far */
};
/* All stages up to the findings in `s`. 0 also when what was read stopped it: not `checked` then, and `status` says why. */
int run_stages(struct run *r, struct err *err);
/* The result in every format that was asked for: `out`, and those of `also`. */
int run_render(struct run *r, struct buf *out, struct err *err);
void run_release(struct run *r);
/* TIEOUT_OK, or what is wrong with the options, said. */
enum tieout_status session_check_refused(struct tieout *t, const struct tieout_check *o);
/* The commit of that name in the repository that the run is about, or ERR_USAGE. */
int run_repository(struct run *r, const char *wanted, struct scm_repo **repo, struct scm_commit *commit, struct err *err);
/* What has changed since tieout_check.changed. Closed in any case. */
int run_changed_open(struct run *r, struct changed **out, struct err *err);
void run_changed_close(struct changed *c);
/* All reports of the work tree, for who names none. */
void run_changed_reports(struct changed *c, struct paths *out);
/* Leaves those that changed, or whose evidence did, and says how many. */
int run_changed_keep(struct changed *c, struct err *err);
struct ingest_options run_ingest_options(const struct run *r);
/* Any of them became facts. */
bool run_any_known(const struct ingest_report *files);
/* Reads what the document cites as evidence, from the work tree or from the commit that was asked for. */
int run_read_cited(struct run *r, int64_t document, struct err *err);

/* A rule's folder: fires*.md must give findings of the rule, silent*.md none. Evidence lies beside the report, under the same name. */
enum tieout_status session_rule_test(struct tieout *t, const char *folder, struct buf *out, struct err *err);

/* Hands the text over; empties `b`. */
void session_output(struct buf *b, char **output, size_t *output_n);

#endif
