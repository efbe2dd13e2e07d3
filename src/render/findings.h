/* What several writers ask about findings. */
#ifndef TIEOUT_RENDER_FINDINGS_H
#define TIEOUT_RENDER_FINDINGS_H

#include "render/view.h"

/* In the order of `fail_on`: 1 error, 2 warning, 3 note. */
enum { LEVEL_ERROR = 1, LEVEL_WARNING, LEVEL_NOTE, LEVELS_N = LEVEL_NOTE };
int finding_level(const struct view_finding *f);
/* It is why the exit status is 1: not waived, and at or above the level that was asked for. */
bool finding_fails(const struct view_finding *f, const struct render_options *o);

/* Every finding of the result in its order, those of evidence against evidence last and without a report; fn returns false to stop. */
typedef bool (*finding_fn)(void *ctx, const struct view_report *r, const struct view_finding *f);
void findings_each(const struct view *v, finding_fn fn, void *ctx);
/* Findings by level that are not waived; [0] counts the waived. */
void findings_count(const struct view *v, size_t counts[LEVELS_N + 1]);

/* The findings of each claim of one report, as indices into its findings, in their order. */
struct claim_index {
  VEC(size_t) start, list; /* those of claim i: list[start[i]] up to before list[start[i + 1]] */
};
void claim_index_load(struct claim_index *x, const struct view_report *r);
void claim_index_release(struct claim_index *x);
static inline const size_t *claim_findings(const struct claim_index *x, size_t claim, size_t *n) {
  *n = x->start.v[claim + 1] - x->start.v[claim];
  return x->list.v + x->start.v[claim];
}

/* What the exit status says, in words. */
const char *outcome_words(int exit_status);
/* The next line of `text` from `*at` on; false behind the last. */
bool next_line(struct str text, size_t *at, struct str *line);

#endif
