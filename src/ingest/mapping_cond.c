#include "ingest/mapping.h"

#include "base/num.h"

enum { COND_DEPTH_MAX = 8 };

static bool one_holds(struct walk *w, const struct cond *c, const struct scope *s, int depth);

static bool all_hold(struct walk *w, const struct conds *c, const struct scope *s, int depth) {
  for (size_t i = 0; i < c->n; i++)
    if (!one_holds(w, &c->v[i], s, depth + 1)) return false;
  return true;
}

static bool any_holds(struct walk *w, const struct conds *c, const struct scope *s, int depth) {
  for (size_t i = 0; i < c->n; i++)
    if (one_holds(w, &c->v[i], s, depth + 1)) return true;
  return false;
}

static bool scalar_number(const struct tree_node *v, double *out) {
  struct num n;
  if ((v->type != TREE_NUMBER && v->type != TREE_STRING) || !num_parse(str_trim(v->text), &n)) return false;
  *out = n.value;
  return true;
}

/* Numbers by value ("1.0" is 1), everything else by its text. */
static bool equals(const struct tree_node *v, struct str text, struct str word) {
  if (str_eq(text, word)) return true;
  double number;
  struct num n;
  return v->type == TREE_NUMBER && scalar_number(v, &number) && num_parse(word, &n) && n.value == number;
}

static bool compares(enum test_kind kind, double a, double b) {
  return kind == TEST_GT ? a > b : kind == TEST_GE ? a >= b : kind == TEST_LT ? a < b : a <= b;
}

static bool words_hold(const struct cond *c, const struct tree_node *v, struct str text) {
  for (size_t i = 0; i < c->words_n; i++)
    if (c->kind == TEST_MATCH ? str_glob(c->words[i], text) : equals(v, text, c->words[i])) return true;
  return false;
}

static bool node_holds(struct walk *w, const struct cond *c, struct found f) {
  const struct tree_node *v = evidence_node(w->e, f.node);
  if (c->kind == TEST_EXISTS) return true;
  if (c->kind == TEST_TYPE) return c->types >> v->type & 1U;
  struct arena a = ARENA_INIT;
  double number;
  bool ok;
  if (c->kind == TEST_EQ || c->kind == TEST_IN || c->kind == TEST_MATCH)
    ok = words_hold(c, v, found_text(w, f, &a));
  else
    ok = !f.is_key && scalar_number(v, &number) && compares(c->kind, number, c->number);
  arena_release(&a);
  return ok;
}

struct any_node {
  struct walk *w;
  const struct cond *c;
  bool is_key, holds;
};

static bool try_node(void *ctx, uint32_t node) {
  struct any_node *any = ctx;
  any->holds = node_holds(any->w, any->c, (struct found){node, any->is_key});
  return !any->holds;
}

/* Holds if any of the values that the paths find does. */
static bool test_holds(struct walk *w, const struct cond *c, const struct scope *s) {
  struct any_node any = {w, c, false, false};
  for (size_t i = 0; i < c->path.n && !any.holds; i++) {
    any.is_key = c->path.v[i].key;
    path_all(w, &c->path.v[i], s, try_node, &any);
  }
  return c->kind == TEST_EXISTS ? any.holds == c->flag : any.holds;
}

static bool one_holds(struct walk *w, const struct cond *c, const struct scope *s, int depth) {
  if (depth > COND_DEPTH_MAX) return false;
  if (c->kind == TEST_ALL) return all_hold(w, &c->inner, s, depth);
  if (c->kind == TEST_ANY) return any_holds(w, &c->inner, s, depth);
  if (c->kind == TEST_NOT) return !all_hold(w, &c->inner, s, depth);
  return test_holds(w, c, s);
}

bool conds_hold(struct walk *w, const struct conds *c, const struct scope *s) { return all_hold(w, c, s, 0); }
