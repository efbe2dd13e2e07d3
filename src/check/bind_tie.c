/* Readings of one moment in one place: the parts of one release, whatever their kinds, unless they name different releases or say different
 * things of the same thing. Then nobody knows which is meant, none is compared, and each says why. */
#include "check/bind.h"

#include "base/buf.h"

bool candidates_of_one_moment(const struct candidate *x, const struct candidate *y) {
  return x->observed != TIME_NONE && x->observed == y->observed;
}

bool candidates_name_two_releases(const struct candidate *x, const struct candidate *y) {
  return (x->version.n && y->version.n && !str_eq_ci(x->version, y->version)) ||
         (x->commit.n && y->commit.n && !commits_agree(x->commit, y->commit)) ||
         (x->release.n && y->release.n && !str_eq(x->release, y->release));
}

/* The first that names a release, and one that names another. */
static bool find_two_releases(const struct tie *t, const struct candidate **first, const struct candidate **other) {
  *first = NULL;
  for (size_t i = 0; i < t->n; i++) {
    *other = t->v[i];
    if (*first && candidates_name_two_releases(*first, *other)) return true;
    if (!*first && ((*other)->version.n || (*other)->commit.n || (*other)->release.n)) *first = *other;
  }
  return false;
}

static int by_number(const void *x, const void *y) {
  int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
  return (a > b) - (a < b);
}

typedef VEC(int64_t) ids;

static int take_id(void *ctx, const struct row *r, struct err *err) {
  ids *v = ctx;
  vec_push(v, row_int(r, 0));
  return 0;
}

static int find_clashes(struct binding *b, const struct tie *t, ids *out, struct err *err) {
  struct buf list = BUF_INIT;
  for (size_t i = 0; i < t->n; i++) buf_printf(&list, "%s%lld", i ? "," : "[", (long long)t->v[i]->id);
  buf_add_char(&list, ']');
  int rc = t->n > 1 ? store_query(b->s, SQL_READING_CLASHES, BINDS(B_TEXT("readings", buf_str(&list))), take_id, out, err) : 0;
  buf_release(&list);
  return rc < 0 ? -1 : 0;
}

static bool clashes(const ids *v, const struct candidate *c) {
  return v->n && bsearch(&c->id, v->v, v->n, sizeof *v->v, by_number) != NULL;
}

/* Any other one of its kind that clashes, for the reason. */
static const struct candidate *counterpart(const struct tie *t, const ids *v, const struct candidate *c) {
  for (size_t i = 0; i < t->n; i++)
    if (t->v[i] != c && str_eq(t->v[i]->importer, c->importer) && clashes(v, t->v[i])) return t->v[i];
  return c;
}

static int bind_parts(struct binding *b, const struct tie *t, const char *why, struct err *err) {
  int n = 0;
  ids clashing = {0};
  int rc = find_clashes(b, t, &clashing, err);
  for (size_t i = 0; rc == 0 && i < t->n; i++) {
    struct candidate *c = t->v[i];
    c->tied = clashes(&clashing, c);
    if (c->tied) {
      const struct candidate *other = counterpart(t, &clashing, c);
      candidate_exclude(b, c, "of the same time as %.*s, which says otherwise of the same things: which of them counts is not known",
                        STR_ARG(other->path));
    } else {
      candidate_bind(b, c, "%s", why);
      n++;
    }
  }
  vec_release(&clashing);
  return rc == 0 ? n : -1;
}

int bind_tie(struct binding *b, const struct tie *t, const char *why, struct err *err) {
  const struct candidate *first, *other;
  if (!find_two_releases(t, &first, &other)) return bind_parts(b, t, why, err);
  for (size_t i = 0; i < t->n; i++) {
    t->v[i]->tied = true;
    candidate_exclude(b, t->v[i], "at its time there are %.*s and %.*s, of different releases: which of them counts is not known",
                      STR_ARG(first->path), STR_ARG(other->path));
  }
  return 0;
}
