/* What several writers ask about findings. */
#ifndef TIEOUT_RENDER_FINDINGS_H
#define TIEOUT_RENDER_FINDINGS_H

#include "render/view.h"

/* In the order of `fail_on`: 1 error, 2 warning, 3 note. */
enum { LEVEL_ERROR = 1, LEVEL_WARNING, LEVEL_NOTE, LEVELS_N = LEVEL_NOTE };
int finding_level(const struct view_finding *f);
/* It counts: not waived, and not in a former result already. */
bool finding_is_live(const struct view_finding *f);
/* It is why the exit status is 1: it counts, and is at or above the level that was asked for. */
bool finding_fails(const struct view_finding *f, const struct render_options *o);

/* Every finding of the result in its order, those of evidence against evidence last and without a report; fn returns false to stop. */
typedef bool (*finding_fn)(void *ctx, const struct view_report *r, const struct view_finding *f);
void findings_each(const struct view *v, finding_fn fn, void *ctx);
struct finding_counts {
  size_t levels[LEVELS_N + 1]; /* by level, without the waived */
  size_t live[LEVELS_N + 1];   /* of these, the ones that count */
  size_t waived, fresh, unchanged;
};
struct finding_counts findings_count(const struct view *v);
/* "2 errors, 1 warning, 0 notes, 1 waived" */
void findings_add_counts(struct buf *out, const struct finding_counts *n);
/* "1 new, 2 unchanged, 0 no longer found"; nothing without a former result. */
void findings_add_baseline(struct buf *out, const char *before, const struct view *v, const struct render_options *o);

/* The findings of each claim of one report, as indices into its findings, in their order. */
struct claim_index {
  VEC(size_t) start, list; /* those of claim i: list[start[i]] up to before list[start[i + 1]] */
};
void claim_index_load(struct claim_index *x, const struct view_report *r);
void claim_index_release(struct claim_index *x);
static inline const size_t *claim_findings(const struct claim_index *x, size_t claim, size_t *n) {
  bool known = claim + 1 < x->start.n;
  *n = known ? x->start.v[claim + 1] - x->start.v[claim] : 0;
  return *n ? x->list.v + x->start.v[claim] : NULL;
}

/* What the exit status says, in words. */
const char *outcome_words(int exit_status);
/* The next line of `text` from `*at` on; false behind the last. */
bool next_line(struct str text, size_t *at, struct str *line);

#endif
