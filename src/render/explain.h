/* The story of one finding or claim, for a reviewer. */
#ifndef TIEOUT_RENDER_EXPLAIN_H
#define TIEOUT_RENDER_EXPLAIN_H

#include "render/render.h"

/* What is known of a rule. */
struct explain_rule {
  const char *id, *level, *title, *why; /* NULL: not known */
};

struct explain_options {
  struct render_options render;
  bool json;
  struct str id;      /* what is to be explained */
  struct store *kept; /* a ledger that may have the bytes of evidence, or NULL */
  struct explain_rule (*rule)(void *ctx, struct str id);
  void *rule_ctx;
};

/* "report.md:9:13", "9:13", "9": a place as check prints it. */
bool explain_place(struct str id, struct str *path, uint32_t *line, uint32_t *column);

/* ERR_USAGE if there is nothing of this id; the error lists what is near. */
int render_explain(struct store *s, const struct explain_options *o, struct buf *out, struct err *err);

#endif
