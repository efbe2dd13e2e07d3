/* What there is to tell about one finding or claim: itself, its other sides, and what it was not held against. */
#ifndef TIEOUT_RENDER_STORY_H
#define TIEOUT_RENDER_STORY_H

#include "render/explain.h"
#include "render/source.h"
#include "render/view.h"

/* A fact, or a claim of this or another document. */
struct story_side {
  bool is_fact;
  struct location at;
  struct str subject, attribute, value, written, unit, figure; /* figure: the number for people */
  struct str state, rank, importer, release;                   /* of a fact */
  struct str role, family;                                     /* of a claim */
  int64_t observed_at;
};

struct story_candidate {
  struct location at;
  bool bound;
  struct str reason, state;
};

struct story_relation {
  struct str kind, text;
  bool reverse; /* the claim is what the other is measured by */
  uint32_t line, column;
  int64_t ord;
};

struct story_subject {
  struct str subject, how;
};

struct story {
  const struct view_report *report;   /* NULL: evidence against evidence */
  const struct view_finding *finding; /* NULL: a claim is explained */
  const struct view_claim *claim;     /* NULL: none */
  struct explain_rule rule;           /* of the finding */
  struct str working, section, heard; /* heard: ids of the rules that spoke of the claim */
  struct str reads;                   /* what the figure stands for */
  VEC(struct story_side) sides;
  VEC(struct story_candidate) candidates;
  size_t candidates_n; /* in all */
  VEC(struct story_relation) relations;
  VEC(struct story_subject) subjects;
  VEC(struct str) same_attribute; /* subjects in scope of which evidence tells the attribute */
};

struct story_target {
  size_t report; /* index into the view's; SIZE_MAX: none */
  const struct view_finding *finding;
  const struct view_claim *claim;
};
typedef VEC(struct story_target) story_targets;

/* All that `id` can mean: F3, C12, a fingerprint or the first six digits of one, [PATH:]LINE[:COLUMN]. */
void story_find(const struct view *v, struct str id, story_targets *out);
/* "F12 report.md:41:51 [TG001]" for those that may be meant, a line each. */
void story_near(const struct view *v, struct str id, struct buf *out);

int story_load(struct story *x, struct view *v, struct store *s, const struct story_target *target, const struct explain_options *o,
               struct err *err);
void story_release(struct story *x);

/* Lines around a place: `first` is the number of the first, its own among them. Secrets in evidence are starred out. */
enum { CONTEXT_LINES = 2 };
struct story_context {
  struct source source;
  uint32_t first, n; /* 0: there is nothing to quote from */
  struct buf shown;  /* the last line asked for */
  struct buf kept;   /* bytes out of the ledger */
};
void context_open(struct story_context *c, struct store *kept, const struct location *at, bool evidence);
struct str context_line(struct story_context *c, uint32_t number, bool evidence);
void context_release(struct story_context *c);

void explain_put_text(const struct story *x, const struct explain_options *o, struct buf *out);
/* An owned value of jansson. */
struct json_t *explain_json(const struct story *x, const struct explain_options *o);

#endif
