/* The same quantity of the same thing stated twice. Whatever leaves the scope open (another section, another moment, some of the things) is
 * no pair: reports repeat nouns far more often than figures. */
#include "extract/passes.h"
#include "extract/scope.h"
#include "extract/words.h"

/* A claim and the key under which it is looked for. */
struct keyed {
  struct str key;
  int32_t claim;
};
typedef VEC(struct keyed) keyed_list;

static int by_key(const void *a, const void *b) {
  const struct keyed *p = a, *q = b;
  int c = str_cmp(p->key, q->key);
  return c ? c : (p->claim > q->claim) - (p->claim < q->claim);
}

enum { REPEATS_MAX = 6 }; /* what stands there more often is a pattern, not a quantity */

/* Each later one against the first, in document order. */
static void relate_group(struct extraction *x, const keyed_list *l, size_t from, size_t to) {
  if (to - from < 2 || to - from > REPEATS_MAX) return;
  for (size_t i = from + 1; i < to; i++)
    if (x->claims.v[l->v[i].claim].d.block != x->claims.v[l->v[from].claim].d.block)
      relation_add(x, RELATION_SAME, l->v[i].claim, l->v[from].claim, (int32_t)(i - from - 1));
}

static void relate_all(struct extraction *x, keyed_list *l) {
  if (l->n) qsort(l->v, l->n, sizeof *l->v, by_key);
  for (size_t i = 0, j; i < l->n; i = j) {
    for (j = i + 1; j < l->n && str_eq(l->v[i].key, l->v[j].key);) j++;
    relate_group(x, l, i, j);
  }
}

/* --- hours of a work package ------------------------------------------------------------------------------------------------------ */

static const char *const making[] = {"add", "create", "implement", "build", "develop", "introduce", NULL};
/* Packages of every project: the same words, another piece of work. */
static const char *const everyday[] = {"testing",
                                       "tests",
                                       "test",
                                       "unit tests",
                                       "integration tests",
                                       "integration testing",
                                       "unit testing",
                                       "write tests",
                                       "documentation",
                                       "update documentation",
                                       "code review",
                                       "deployment",
                                       "deploy",
                                       "validation",
                                       "review",
                                       "setup",
                                       "write unit tests",
                                       "manual testing",
                                       "end-to-end testing",
                                       NULL};

/* "item:day 5-6: dependency cleanup" → "dependency cleanup". */
static struct str package_name(struct str subject) {
  struct str s = str_sub(subject, 5, SIZE_MAX);
  size_t colon = str_find(s, STR(": "), 0);
  bool numbered = false;
  for (size_t i = 0; colon != SIZE_MAX && i < colon; i++) numbered |= ascii_is_digit(s.p[i]);
  if (numbered) s = str_trim(str_sub(s, colon + 2, SIZE_MAX));
  size_t blank = str_find(s, STR(" "), 0);
  if (blank != SIZE_MAX && word_among(str_sub(s, 0, blank), making)) s = str_trim(str_sub(s, blank, SIZE_MAX));
  return s;
}

/* Has parts of its own below: headings do, items with a list. */
static bool is_package(const struct extraction *x, int32_t block) {
  int32_t item = x->blocks[block].item, next = block + 1;
  if (item < 0) return true;
  return next < (int32_t)x->md->n && block_at(x, next)->kind == MD_LIST && block_at(x, next)->parent == item;
}

static void collect_efforts(struct extraction *x, keyed_list *l) {
  for (size_t i = 0; i < x->claims.n; i++) {
    const struct claim_draft *d = &x->claims.v[i].d;
    if (x->claims.v[i].dropped || !str_eq(d->attribute, STR("effort")) || !str_starts(d->subject, STR("item:")) || !is_package(x, d->block))
      continue;
    struct str name = package_name(d->subject);
    if (memchr(name.p, ' ', name.n) && !word_among(name, everyday)) vec_push(l, (struct keyed){name, (int32_t)i});
  }
}

/* --- figures of the whole --------------------------------------------------------------------------------------------------------- */

static bool is_of_whole(struct str subject) { return str_eq(subject, STR("deployment")) || str_eq(subject, STR("loadtest")); }

/* Attributes that a report has one value of; a count of some noun can be of anything. */
static bool is_single(struct str a) {
  static const char *const attributes[] = {"requests", "error_rate", "throughput", "cache_hit_rate", NULL};
  return word_among(a, attributes) || str_starts(a, STR("latency."));
}

static bool is_plain(const struct extracted *e) {
  return !e->dropped && e->d.has_number && e->d.role == ROLE_MEASURED && (e->d.operator_ == OP_EQ || e->d.operator_ == OP_APPROX);
}

/* Of the whole test or deployment, with nothing that narrows it; the bounds of a command line are no results. */
static void collect_figures(struct extraction *x, keyed_list *l) {
  for (size_t i = 0; i < x->claims.n; i++) {
    const struct extracted *e = &x->claims.v[i];
    const struct claim_draft *d = &e->d;
    if (!is_plain(e) || !is_of_whole(d->subject) || !is_single(d->attribute) || d->qualifier.n) continue;
    if (x->blocks[d->block].flags & (BLOCK_PREVIOUS | BLOCK_PLAN | BLOCK_CONDITION)) continue;
    vec_push(l, (struct keyed){arena_printf(&x->arena, "%.*s %.*s %.*s", STR_ARG(d->subject), STR_ARG(d->attribute), STR_ARG(d->unit)),
                               (int32_t)i});
  }
}

/* --- counts with a kind ------------------------------------------------------------------------------------------------------------ */

/* Words that say in which state or how many of the things are meant, not which kind: the number may have changed since. */
static const char *const states[] = {
    "new",      "old",       "open",       "closed",      "critical",   "high",         "low",      "medium",   "major",      "minor",
    "failing",  "failed",    "healthy",    "unhealthy",   "remaining",  "pending",      "blocking", "active",   "missing",    "ready",
    "complete", "available", "running",    "passing",     "first",      "last",         "next",     "other",    "additional", "separate",
    "small",    "large",     "main",       "key",         "top",        "single",       "similar",  "same",     "possible",   "potential",
    "known",    "unknown",   "broken",     "affected",    "related",    "existing",     "multiple", "simple",   "recent",     "daily",
    "weekly",   "extra",     "real",       "actual",      "valid",      "invalid",      "unique",   "empty",    "full",       "best",
    "total",    "parallel",  "concurrent", "consecutive", "successful", "unsuccessful", "specific", "required", "optional",   "bad",
    "good",     "live",      NULL};

/* One word that names a kind: no state, no participle. */
static bool is_kind(struct str q) {
  if (q.n < 4 || memchr(q.p, ' ', q.n) || !ascii_is_alpha(q.p[0]) || word_among(q, states)) return false;
  return !str_ends(q, STR("ed")) && !str_ends(q, STR("ing")) && !str_ends(q, STR("able"));
}

/* One byte a claim: is it a part of a stated sum? */
static unsigned char *sum_parts(struct extraction *x) {
  unsigned char *is = arena_alloc(&x->arena, x->claims.n + 1);
  for (size_t i = 0; i < x->relations.n; i++)
    if (x->relations.v[i].kind == RELATION_SUM) is[x->relations.v[i].other] = 1;
  return is;
}

enum { PARTS_MAX = 400 };

/* Parts of a stated sum fix how many of each kind there are: "20 issues (4 incident + 16 design)". Other counts of that kind must agree. */
static void relate_kinds(struct extraction *x) {
  const unsigned char *is_part = sum_parts(x);
  int parts = 0;
  size_t n = x->claims.n;
  for (size_t i = 0; i < n && parts < PARTS_MAX; i++) {
    const struct claim_draft *part = &x->claims.v[i].d;
    if (!is_part[i] || part->family != FAMILY_COUNT || !str_starts(part->attribute, STR("count.")) || !is_kind(part->qualifier)) continue;
    parts++;
    for (size_t k = 0; k < n; k++) {
      const struct extracted *e = &x->claims.v[k];
      if (k == i || !is_plain(e) || e->d.family != FAMILY_COUNT || e->d.block == part->block) continue;
      if (str_eq(e->d.attribute, part->attribute) && str_eq(e->d.qualifier, part->qualifier))
        relation_add(x, RELATION_SAME, (int32_t)k, (int32_t)i, 0);
    }
  }
}

/* --- occurrences ------------------------------------------------------------------------------------------------------------------- */

/* What recurs is named by the last word of its key: "Incident pattern", "Pattern". */
static void collect_ordinals(struct extraction *x, keyed_list *l) {
  for (size_t i = 0; i < x->claims.n; i++) {
    const struct claim_draft *d = &x->claims.v[i].d;
    if (x->claims.v[i].dropped || d->family != FAMILY_ORDINAL || !d->qualifier.n) continue;
    struct span w, last = {0, 0};
    for (size_t at = 0; word_next(d->qualifier, &at, &w);) last = w;
    if (last.to) vec_push(l, (struct keyed){span_str(d->qualifier, last), (int32_t)i});
  }
}

static void relate_keyed(struct extraction *x, void (*collect)(struct extraction *, keyed_list *)) {
  keyed_list l = {0};
  collect(x, &l);
  relate_all(x, &l);
  vec_release(&l);
}

void extract_same(struct extraction *x) {
  relate_keyed(x, collect_efforts);
  relate_keyed(x, collect_figures);
  relate_keyed(x, collect_ordinals);
  relate_kinds(x);
}
