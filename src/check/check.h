/* Claims against evidence: bind each report to its release, match subjects, run the rules in the sandbox, give verdicts. */
#ifndef TIEOUT_CHECK_CHECK_H
#define TIEOUT_CHECK_CHECK_H

#include "base/err.h"
#include "policy/policy.h"
#include "store/store.h"

struct scm;   /* scm/scm.h */
struct rules; /* embedded, then the project's own (override by id) */

int rules_open(struct rules **out, const char *project_dir, struct err *err);
void rules_close(struct rules *r);

struct rule_info {
  const char *id, *category, *level, *title, *why, *since, *sql;
};
size_t rules_list(const struct rules *r, const struct rule_info **out);

struct check_options {
  const struct policy *policy;
  struct str release;                /* or empty */
  const char *repo;                  /* where citations are looked up; NULL: the work tree of the report */
  const char *at;                    /* the commit that they are looked up at; NULL: the one that last changed the report, and the files */
  struct scm *scm;                   /* NULL: git is not asked */
  const char *const *evidence_roots; /* folders and files given as evidence: citations resolve there too */
  size_t evidence_roots_n;
  /* A rule used up its budget on one document: what it had found there is dropped, the others go on. ERR_INPUT for a built-in rule, which
   * the document is too much for; ERR_CONFIG for a project's own. NULL: the run ends with the error. */
  void (*stopped)(void *ctx, const struct err *why);
  /* A repository cannot be read: what it knows of the report is not looked up. May be told more than once. */
  void (*unread)(void *ctx, const struct err *why);
  void *told_ctx; /* of both */
};

/* What of the policy rules go by, as rows of `s`; waivers with the document that they are for. After the reports, before anything else. */
int check_policy(struct store *s, const struct rules *r, const struct policy *policy, const int64_t *documents, size_t n, struct err *err);
/* Binds, matches, and looks citations up: everything that rules stand on. For one document. */
int check_prepare(struct store *s, int64_t document, const struct check_options *o, struct err *err);
/* The part of it that depends on the evidence that was read, when there is more of it. */
int check_bind(struct store *s, int64_t document, const struct check_options *o, struct err *err);
/* Begins to prepare the rules, on a second processor if there is one, while the caller fills `s`. Both must outlive it. */
struct check_ahead;
int check_ahead_start(struct check_ahead **out, struct store *s, const struct rules *r, struct err *err);
void check_ahead_end(struct check_ahead *a);
/* Runs every rule whose needs are there, over the documents and over the evidence; writes findings and verdicts. */
int check_run(struct store *s, const struct rules *r, const int64_t *documents, size_t n, const struct check_options *o, size_t *rules_run,
              struct err *err);
/* The same with the store and the rules of `a`. */
int check_run_ahead(struct check_ahead *a, const int64_t *documents, size_t n, const struct check_options *o, size_t *rules_run,
                    struct err *err);

/* A former result (JSON) to compare with: read before the run, so that a wrong one ends it, compared with what was found after it. */
int check_baseline_load(struct store *s, const char *path, struct err *err);
int check_baseline_compare(struct store *s, struct err *err);

#endif
