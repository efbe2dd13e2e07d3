#include "render/sides.h"

#include "render/findings.h"

static int compare(const struct location *a, const struct location *b) {
  int c = str_cmp(a->path, b->path);
  if (!c) c = str_cmp(a->sha256, b->sha256);
  if (!c) c = (a->line > b->line) - (a->line < b->line);
  if (!c) c = (a->column > b->column) - (a->column < b->column);
  if (!c) c = str_cmp(a->pointer, b->pointer);
  return c ? c : str_cmp(a->text, b->text);
}

static int compare_items(const void *x, const void *y) {
  return compare(*(const struct location *const *)x, *(const struct location *const *)y);
}

static bool add_sides(void *ctx, const struct view_report *r, const struct view_finding *f) {
  struct sides *s = ctx;
  for (size_t i = 0; i < f->others.n; i++) vec_push(&s->v, &f->others.v[i]);
  return true;
}

void sides_load(struct sides *s, const struct view *v) {
  *s = (struct sides){0};
  for (size_t i = 0; i < v->reports.n; i++)
    for (size_t k = 0; k < v->reports.v[i].claims.n; k++) {
      const struct view_claim *c = &v->reports.v[i].claims.v[k];
      for (size_t j = 0; j < c->evidence.n; j++) vec_push(&s->v, &c->evidence.v[j]);
    }
  findings_each(v, add_sides, s);
  if (s->v.n) qsort(s->v.v, s->v.n, sizeof *s->v.v, compare_items);
  size_t kept = 0;
  for (size_t i = 0; i < s->v.n; i++)
    if (!kept || compare(s->v.v[kept - 1], s->v.v[i]) != 0) s->v.v[kept++] = s->v.v[i];
  s->v.n = kept;
}

void sides_release(struct sides *s) { vec_release(&s->v); }

size_t sides_index(const struct sides *s, const struct location *l) {
  const struct location *const *found = s->v.n ? bsearch(&l, s->v.v, s->v.n, sizeof *s->v.v, compare_items) : NULL;
  return found ? (size_t)(found - s->v.v) : 0;
}
