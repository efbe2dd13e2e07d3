#include "render/artifacts.h"

#include "render/findings.h"

static void add(struct artifacts *a, struct str path, struct str sha256, bool is_report) {
  if (path.n) vec_push(&a->v, (struct artifact){path, sha256, is_report, a->v.n, 0});
}

static bool add_sides(void *ctx, const struct view_report *r, const struct view_finding *f) {
  for (size_t i = 0; i < f->others.n; i++) add(ctx, f->others.v[i].path, f->others.v[i].sha256, false);
  return true;
}

static void add_evidence(struct artifacts *a, const struct view_claim *c) {
  for (size_t i = 0; i < c->evidence.n; i++) add(a, c->evidence.v[i].path, c->evidence.v[i].sha256, false);
}

static int by_name(const struct artifact *x, const struct artifact *y) {
  int c = str_cmp(x->path, y->path);
  return c ? c : str_cmp(x->sha256, y->sha256);
}

static int by_name_and_rank(const void *x, const void *y) {
  const struct artifact *a = x, *b = y;
  int c = by_name(a, b);
  return c ? c : (a->rank > b->rank) - (a->rank < b->rank);
}

static int by_rank(const void *x, const void *y) {
  const size_t *a = x, *b = y;
  return (*a > *b) - (*a < *b);
}

static void drop_repeats(struct artifacts *a) {
  size_t kept = 0;
  for (size_t i = 0; i < a->v.n; i++)
    if (!kept || by_name(&a->v.v[kept - 1], &a->v.v[i]) != 0) a->v.v[kept++] = a->v.v[i];
  a->v.n = kept;
}

/* Ranks in order, then each rank's place in `v`. */
static void put_in_order(struct artifacts *a, size_t ranks) {
  size_t *place = mem_calloc(ranks + 1, sizeof *place);
  for (size_t i = 0; i < a->v.n; i++) {
    place[a->v.v[i].rank] = i;
    vec_push(&a->order, a->v.v[i].rank);
  }
  if (a->order.n) qsort(a->order.v, a->order.n, sizeof *a->order.v, by_rank);
  for (size_t i = 0; i < a->order.n; i++) {
    a->order.v[i] = place[a->order.v[i]];
    a->v.v[a->order.v[i]].index = i;
  }
  mem_free(place);
}

void artifacts_load(struct artifacts *a, const struct view *v) {
  *a = (struct artifacts){0};
  for (size_t i = 0; i < v->reports.n; i++) add(a, v->reports.v[i].path, v->reports.v[i].sha256, true);
  for (size_t i = 0; i < v->evidence.n; i++) add(a, v->evidence.v[i].path, v->evidence.v[i].sha256, false);
  for (size_t i = 0; i < v->reports.n; i++)
    for (size_t k = 0; k < v->reports.v[i].claims.n; k++) add_evidence(a, &v->reports.v[i].claims.v[k]);
  findings_each(v, add_sides, a);
  for (size_t i = 0; i < v->absent.n; i++) add(a, v->absent.v[i].report, STR_NONE, false);
  size_t ranks = a->v.n;
  if (ranks) qsort(a->v.v, a->v.n, sizeof *a->v.v, by_name_and_rank);
  drop_repeats(a);
  put_in_order(a, ranks);
}

void artifacts_release(struct artifacts *a) {
  vec_release(&a->v);
  vec_release(&a->order);
}

static int compare(const void *x, const void *y) { return by_name(x, y); }

const struct artifact *artifacts_find(const struct artifacts *a, struct str path, struct str sha256) {
  struct artifact wanted = {.path = path, .sha256 = sha256};
  return a->v.n ? bsearch(&wanted, a->v.v, a->v.n, sizeof *a->v.v, compare) : NULL;
}
