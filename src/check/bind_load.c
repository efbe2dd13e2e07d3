#include "check/bind.h"

#include "check/path.h"

static int take_place(void *ctx, const struct row *r, struct err *err) {
  struct binding *b = ctx;
  b->path = arena_str(&b->arena, row_text(r, 0));
  b->as_of = row_is_null(r, 1) ? TIME_NONE : row_int(r, 1);
  b->as_of_high = row_is_null(r, 2) ? b->as_of : row_int(r, 2);
  return 1;
}

/* Words that many releases carry and none is known by. */
static bool is_generic(struct str version) {
  static const char *const WORDS[] = {"latest",  "stable",     "main",    "master", "head", "release",
                                      "current", "production", "staging", "n/a",    NULL};
  for (size_t i = 0; WORDS[i]; i++)
    if (str_eq_ci(version, str_of(WORDS[i]))) return true;
  return version.n < 2;
}

static bool is_commit(struct str s) {
  if (s.n < 7 || s.n > 64) return false;
  for (size_t i = 0; i < s.n; i++)
    if (!ascii_is_xdigit(s.p[i])) return false;
  return true;
}

static int take_identity(void *ctx, const struct row *r, struct err *err) {
  struct binding *b = ctx;
  bool header = str_eq(row_text(r, 0), STR("metadata"));
  struct str attribute = row_text(r, 1), value = arena_str(&b->arena, str_trim(row_text(r, 2)));
  if (!value.n) return 0;
  if (header && str_eq(attribute, STR("project"))) {
    if (!b->identity.project.n) b->identity.project = value;
  } else if (header && str_eq(attribute, STR("environment"))) {
    if (!b->identity.environment.n) b->identity.environment = value;
  } else if (str_eq(attribute, STR("commit"))) {
    if (is_commit(value)) vec_push(&b->identity.commits, value);
  } else if (!is_generic(value)) {
    if (header)
      vec_push(&b->identity.versions, value);
    else
      vec_push(&b->identity.mentions, value);
  }
  return 0;
}

static int take_citation(void *ctx, const struct row *r, struct err *err) {
  struct binding *b = ctx;
  struct str qualifier = row_text(r, 2), role = row_text(r, 3);
  bool usable = !str_eq(qualifier, STR("glob")) && !str_eq(qualifier, STR("plan")) && !str_eq(role, STR("plan"));
  vec_push(&b->citations,
           (struct citation){row_int(r, 0), arena_str(&b->arena, row_text(r, 1)), usable, str_eq(qualifier, STR("evidence"))});
  return 0;
}

static int take_candidate(void *ctx, const struct row *r, struct err *err) {
  struct binding *b = ctx;
  struct candidate c = {.id = row_int(r, 0), .artifact = row_int(r, 2), .facts = row_int(r, 11)};
  struct str *texts[] = {&c.path, &c.importer, &c.release, &c.project, &c.environment, &c.commit, &c.version};
  static const int columns[] = {1, 3, 4, 5, 6, 7, 8};
  for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) *texts[i] = arena_str(&b->arena, str_trim(row_text(r, columns[i])));
  bool by_file = str_eq(row_text(r, 10), STR("file"));
  c.observed = row_is_null(r, 9) || by_file ? TIME_NONE : row_int(r, 9);
  vec_push(&b->all, c);
  return 0;
}

static int by_base(const void *x, const void *y) {
  const struct base_entry *a = x, *b = y;
  int d = str_cmp(a->base, b->base);
  return d ? d : (a->index > b->index) - (a->index < b->index);
}

static void index_bases(struct binding *b) {
  for (size_t i = 0; i < b->all.n; i++) vec_push(&b->by_base, (struct base_entry){path_name(b->all.v[i].path), i});
  if (b->by_base.n) qsort(b->by_base.v, b->by_base.n, sizeof *b->by_base.v, by_base);
}

size_t binding_base_from(const struct binding *b, struct str base) {
  size_t lo = 0, hi = b->by_base.n;
  while (lo < hi) {
    size_t mid = lo + (hi - lo) / 2;
    if (str_cmp(b->by_base.v[mid].base, base) < 0)
      lo = mid + 1;
    else
      hi = mid;
  }
  return lo;
}

int binding_load(struct binding *b, struct err *err) {
  const struct bind by_document[] = {B_INT("document", b->document)};
  if (store_query(b->s, SQL_DOCUMENT_PLACE, by_document, 1, take_place, b, err) != 0 ||
      store_query(b->s, SQL_CLAIM_IDENTITY, by_document, 1, take_identity, b, err) != 0 ||
      store_query(b->s, SQL_CLAIM_CITATIONS, by_document, 1, take_citation, b, err) != 0 ||
      store_query(b->s, SQL_READING_EVIDENCE, NULL, 0, take_candidate, b, err) != 0)
    return -1;
  index_bases(b);
  return 0;
}

void binding_release(struct binding *b) {
  vec_release(&b->identity.commits);
  vec_release(&b->identity.versions);
  vec_release(&b->identity.mentions);
  vec_release(&b->citations);
  vec_release(&b->all);
  vec_release(&b->by_base);
  arena_release(&b->arena);
}
