/* Rows with start and end: which time counts from which, what comes after what, and everything against the document's own time. */
#include "extract/clock.h"
#include "extract/passes.h"
#include "extract/table.h"

/* The row's claim of an attribute, or CLAIM_NONE. */
static int32_t row_claim(const struct extraction *x, const struct table *t, int32_t r, const char *attribute) {
  for (int32_t c = 0; c < t->cols; c++) {
    if (!str_eq(t->columns[c].attribute, str_of(attribute))) continue;
    int32_t claim = table_claim(x, t, r, c);
    if (claim != CLAIM_NONE) return claim;
  }
  return CLAIM_NONE;
}

static int32_t mark_of(const struct extraction *x, const struct table *t, int32_t r) {
  int32_t start = row_claim(x, t, r, "started_at");
  return start != CLAIM_NONE ? start : row_claim(x, t, r, "observed_at");
}

/* More steps back than forward: the table is sorted the other way. */
static bool is_newest_first(const struct extraction *x, const struct table *t) {
  int32_t before = CLAIM_NONE, back = 0, forward = 0;
  for (int32_t r = 1; r < t->rows; r++) {
    int32_t mark = mark_of(x, t, r);
    if (mark == CLAIM_NONE) continue;
    if (before != CLAIM_NONE) {
      back += x->claims.v[mark].d.high <= x->claims.v[before].d.low;
      forward += x->claims.v[mark].d.low >= x->claims.v[before].d.high;
    }
    before = mark;
  }
  return back > forward;
}

static void relate_times(struct extraction *x, const struct table *t) {
  bool newest_first = is_newest_first(x, t);
  int32_t before = CLAIM_NONE;
  for (int32_t r = 1; r < t->rows; r++) {
    int32_t start = row_claim(x, t, r, "started_at"), end = row_claim(x, t, r, "ended_at"), duration = row_claim(x, t, r, "duration");
    int32_t mark = mark_of(x, t, r);
    clock_wrap(x, start, end);
    relation_add(x, RELATION_START, end, start, 0);
    relation_add(x, RELATION_START, duration, start, 0);
    relation_add(x, RELATION_END, duration, end, 0);
    if (!newest_first) relation_add(x, RELATION_NEXT, mark, before, 0);
    if (mark != CLAIM_NONE) before = mark;
  }
}

enum { RANK_OWN_TIME = 2 }; /* a bare "Date" may be the day it began */

static void relate_snapshot(struct extraction *x) {
  if (x->as_of_claim == CLAIM_NONE || x->as_of_rank < RANK_OWN_TIME) return;
  for (size_t i = 0; i < x->claims.n; i++) {
    const struct claim_draft *d = &x->claims.v[i].d;
    if (d->family == FAMILY_TIME && d->role == ROLE_MEASURED) relation_add(x, RELATION_SNAPSHOT, (int32_t)i, x->as_of_claim, 0);
  }
}

void extract_timeline(struct extraction *x) {
  for (size_t i = 0; i < x->tables.n; i++)
    if (!x->tables.v[i]->silent && x->tables.v[i]->shape == TABLE_TIMELINE) relate_times(x, x->tables.v[i]);
  relate_snapshot(x);
}
