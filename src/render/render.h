/* Results out. Each writer is a projection of the same rows; none decides anything. */
#ifndef TIEOUT_RENDER_RENDER_H
#define TIEOUT_RENDER_RENDER_H

#include "base/buf.h"
#include "base/err.h"
#include "store/store.h"

struct render_options {
  bool colour;
  bool verbose;             /* text: every claim with its verdict */
  bool quiet;               /* text: findings only */
  int64_t const *documents; /* in argument order */
  size_t documents_n;
  const char *baseline; /* path of the former result that this one was compared with, or NULL */
  size_t rules_run;
  int exit_status;
};

int render_check_text(struct store *s, const struct render_options *o, struct buf *out, struct err *err);
int render_check_json(struct store *s, const struct render_options *o, struct buf *out, struct err *err);
int render_claims_text(struct store *s, const struct render_options *o, struct buf *out, struct err *err); /* tieout extract */
int render_claims_json(struct store *s, const struct render_options *o, struct buf *out, struct err *err);
int render_facts_text(struct store *s, const struct render_options *o, struct str artifact, struct buf *out, struct err *err);
int render_facts_jsonl(struct store *s, const struct render_options *o, struct str artifact, struct buf *out, struct err *err);
/* Rows of any query as an aligned table (for people) or JSON lines. */
int render_query(struct store *s, struct str sql, bool json, struct buf *out, struct err *err);

#endif
