/* Results out. Each writer is a projection of the same rows; none decides anything. */
#ifndef TIEOUT_RENDER_RENDER_H
#define TIEOUT_RENDER_RENDER_H

#include "base/buf.h"
#include "base/err.h"
#include "store/store.h"

/* A rule as writers show it. */
struct render_rule {
  const char *id, *category, *level, *title, *why;
};

struct render_options {
  bool colour;
  bool verbose;             /* text: every claim with its verdict */
  bool quiet;               /* text: findings only */
  int64_t const *documents; /* in argument order */
  size_t documents_n;
  const char *baseline; /* path of the former result that this one was compared with, or NULL */
  size_t rules_run;
  int exit_status;
  int fail_on;                     /* findings of this level or above are why the status is 1: 0 none, 1 error, 2 warning, 3 note */
  struct str messages;             /* what the run said on standard error, a line each */
  int64_t now;                     /* if the user fixed it; 0: the clock's, which never gets into output */
  const char *docs;                /* address of the folder of the rules' pages, with '/' behind; NULL: not known */
  const struct render_rule *rules; /* by id */
  size_t rules_n;
};

int render_check_text(struct store *s, const struct render_options *o, struct buf *out, struct err *err);
int render_check_json(struct store *s, const struct render_options *o, struct buf *out, struct err *err);
int render_check_sarif(struct store *s, const struct render_options *o, struct buf *out, struct err *err);
int render_check_junit(struct store *s, const struct render_options *o, struct buf *out, struct err *err);
int render_check_github(struct store *s, const struct render_options *o, struct buf *out, struct err *err);
int render_check_markdown(struct store *s, const struct render_options *o, struct buf *out, struct err *err);
int render_check_cyclonedx(struct store *s, const struct render_options *o, struct buf *out, struct err *err);
int render_claims_text(struct store *s, const struct render_options *o, struct buf *out, struct err *err); /* tieout extract */
int render_claims_json(struct store *s, const struct render_options *o, struct buf *out, struct err *err);
int render_facts_text(struct store *s, const struct render_options *o, struct str artifact, struct buf *out, struct err *err);
int render_facts_jsonl(struct store *s, const struct render_options *o, struct str artifact, struct buf *out, struct err *err);
/* Rows of any query as an aligned table (for people) or JSON lines. */
int render_query(struct store *s, struct str sql, bool json, struct buf *out, struct err *err);

#endif
