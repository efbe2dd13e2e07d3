#include "ingest/mapping.h"

#include "base/limits.h"

enum { PATH_STEPS_MAX = 64 }; /* the walk below recurses once a step */

/* --- compiling --- */

static struct str unescape(struct arena *a, struct str token) {
  if (str_find(token, STR("~"), 0) == SIZE_MAX) return arena_str(a, token);
  struct buf b = BUF_INIT;
  for (size_t i = 0; i < token.n; i++) {
    bool escaped = token.p[i] == '~' && i + 1 < token.n && (token.p[i + 1] == '0' || token.p[i + 1] == '1');
    buf_add_char(&b, escaped ? (token.p[++i] == '0' ? '~' : '/') : token.p[i]);
  }
  struct str out = arena_str(a, buf_str(&b));
  buf_release(&b);
  return out;
}

static bool as_index(struct str token, int64_t *out) {
  size_t i = token.n > 1 && token.p[0] == '-' ? 1 : 0;
  if (token.n - i == 0 || token.n - i > 9) return false;
  int64_t v = 0;
  for (size_t k = i; k < token.n; k++) {
    if (!ascii_is_digit(token.p[k])) return false;
    v = v * 10 + (token.p[k] - '0');
  }
  *out = i ? -v : v;
  return true;
}

static const char *compile_where(struct arena *a, struct str inside, struct step *out) {
  size_t eq = str_find(inside, STR("="), 0);
  if (eq == 0) return "a filter is written [key], [key=value] or [key!=value]";
  out->kind = STEP_WHERE;
  if (eq == SIZE_MAX) {
    out->present = true;
    out->key = unescape(a, inside);
    return NULL;
  }
  out->differs = inside.p[eq - 1] == '!';
  out->key = unescape(a, str_sub(inside, 0, eq - out->differs));
  out->value = unescape(a, str_sub(inside, eq + 1, inside.n));
  return NULL;
}

static const char *compile_step(struct arena *a, struct str token, struct step *out) {
  *out = (struct step){0};
  if (str_eq(token, STR("*")))
    out->kind = STEP_ALL;
  else if (str_eq(token, STR("**")))
    out->kind = STEP_DEEP;
  else if (token.n > 2 && token.p[0] == '[' && token.p[token.n - 1] == ']')
    return compile_where(a, str_sub(token, 1, token.n - 2), out);
  else {
    out->kind = STEP_KEY;
    out->has_index = as_index(token, &out->index);
    out->key = unescape(a, token);
  }
  return NULL;
}

static size_t count_slashes(struct str s) {
  size_t n = 0;
  for (size_t i = 0; i < s.n; i++) n += s.p[i] == '/';
  return n;
}

static const char *compile_steps(struct arena *a, struct str rest, struct path *out) {
  if (rest.n && rest.p[0] != '/') return "a path starts with '/', '^', '$' or '@key'";
  if (count_slashes(rest) > PATH_STEPS_MAX) return "a path may have 64 steps";
  size_t deep = 0;
  out->steps = arena_alloc(a, (count_slashes(rest) + 1) * sizeof *out->steps);
  for (size_t at = 0; at < rest.n;) {
    size_t end = str_find(rest, STR("/"), at + 1);
    if (end == SIZE_MAX) end = rest.n;
    const char *why = compile_step(a, str_sub(rest, at + 1, end - at - 1), &out->steps[out->n++]);
    if (why) return why;
    deep += out->steps[out->n - 1].kind == STEP_DEEP;
    at = end;
  }
  return deep > 1 ? "a path may hold '**' once" : NULL;
}

bool path_compile(struct arena *a, struct str text, struct path *out, const char **why) {
  *out = (struct path){0};
  if (str_starts(text, STR("$"))) {
    out->document = true;
    text = str_sub(text, 1, text.n);
  }
  while (!out->document && str_starts(text, STR("^"))) {
    out->up++;
    text = str_sub(text, 1, text.n);
  }
  if (str_ends(text, STR("@key"))) {
    out->key = true;
    text.n -= 4;
    if (str_ends(text, STR("/"))) text.n--;
  }
  *why = compile_steps(a, text, out);
  return !*why;
}

bool path_is_many(const struct path *p) {
  for (size_t i = 0; i < p->n; i++)
    if (p->steps[i].kind != STEP_KEY) return true;
  return false;
}

/* --- running --- */

struct visit {
  struct walk *w;
  path_fn fn;
  void *ctx;
};

static bool step_down(struct visit *v, const struct step *steps, size_t n, uint32_t node, int depth);

static const struct tree_node *node_at(const struct walk *w, uint32_t node) { return evidence_node(w->e, node); }

static bool spend(struct walk *w, int64_t steps) {
  w->budget -= steps;
  return w->budget > 0;
}

static uint32_t child_at(const struct walk *w, uint32_t node, const struct step *s) {
  const struct tree_node *v = node_at(w, node);
  if (v->type == TREE_OBJECT) return tree_get(&w->e->tree, node, s->key);
  if (v->type != TREE_ARRAY || !s->has_index) return TREE_NONE;
  int64_t index = s->index < 0 ? s->index + v->count : s->index;
  return index < 0 || index >= v->count ? TREE_NONE : tree_at(&w->e->tree, node, (uint32_t)index);
}

static bool where_holds(const struct walk *w, uint32_t node, const struct step *s) {
  if (node_at(w, node)->type != TREE_OBJECT) return false;
  uint32_t member = tree_get(&w->e->tree, node, s->key);
  if (s->present) return member != TREE_NONE && node_at(w, member)->type != TREE_NULL;
  bool equal = member != TREE_NONE && str_eq(node_at(w, member)->text, s->value);
  return equal != s->differs;
}

/* Every child for '*', the fitting ones for '[k=v]'. */
static bool visit_children(struct visit *v, const struct step *steps, size_t n, uint32_t node, int depth) {
  for (uint32_t i = node_at(v->w, node)->first; i != TREE_NONE; i = node_at(v->w, i)->next) {
    if (!spend(v->w, 1)) return false;
    if (steps->kind == STEP_WHERE && !where_holds(v->w, i, steps)) continue;
    if (!step_down(v, steps + 1, n - 1, i, depth + 1)) return false;
  }
  return true;
}

/* The node itself, then everything below it. */
static bool visit_deep(struct visit *v, const struct step *steps, size_t n, uint32_t node, int depth) {
  if (depth > LIMIT_DEPTH || !spend(v->w, 1)) return false;
  if (!step_down(v, steps + 1, n - 1, node, depth + 1)) return false;
  for (uint32_t i = node_at(v->w, node)->first; i != TREE_NONE; i = node_at(v->w, i)->next)
    if (!visit_deep(v, steps, n, i, depth + 1)) return false;
  return true;
}

static bool step_down(struct visit *v, const struct step *steps, size_t n, uint32_t node, int depth) {
  if (n == 0) return v->fn(v->ctx, node);
  if (steps->kind == STEP_DEEP) return visit_deep(v, steps, n, node, depth);
  if (steps->kind != STEP_KEY) return visit_children(v, steps, n, node, depth);
  if (!spend(v->w, 1)) return false;
  uint32_t child = child_at(v->w, node, steps);
  return child == TREE_NONE || step_down(v, steps + 1, n - 1, child, depth);
}

static uint32_t path_start(const struct path *p, const struct scope *s) {
  if (p->document) return s->root;
  for (int i = 0; i < p->up && s; i++) s = s->outer;
  return s ? s->node : TREE_NONE;
}

void path_all(struct walk *w, const struct path *p, const struct scope *s, path_fn fn, void *ctx) {
  struct visit v = {w, fn, ctx};
  uint32_t start = path_start(p, s);
  if (start != TREE_NONE) step_down(&v, p->steps, p->n, start, 0);
}

static bool keep_first(void *ctx, uint32_t node) {
  *(uint32_t *)ctx = node;
  return false;
}

struct found path_first(struct walk *w, const struct path *p, const struct scope *s) {
  struct found f = {TREE_NONE, p->key};
  path_all(w, p, s, keep_first, &f.node);
  return f;
}

static bool is_null(const struct walk *w, struct found f) { return !f.is_key && node_at(w, f.node)->type == TREE_NULL; }

struct found paths_first(struct walk *w, const struct paths *p, const struct scope *s) {
  struct found best = {TREE_NONE, false};
  for (size_t i = 0; i < p->n; i++) {
    struct found f = path_first(w, &p->v[i], s);
    if (f.node == TREE_NONE) continue;
    if (!is_null(w, f)) return f;
    if (best.node == TREE_NONE) best = f;
  }
  return best;
}

uint32_t path_base(struct walk *w, const struct path *p, const struct scope *s) {
  struct path head = *p;
  head.n = 0;
  while (head.n < p->n && p->steps[head.n].kind == STEP_KEY) head.n++;
  return path_first(w, &head, s).node;
}

struct str found_text(const struct walk *w, struct found f, struct arena *a) {
  if (f.node == TREE_NONE) return STR_NONE;
  const struct tree_node *v = node_at(w, f.node);
  if (f.is_key) return v->key.p ? v->key : arena_printf(a, "%u", v->index);
  return v->type == TREE_ARRAY || v->type == TREE_OBJECT ? STR_NONE : v->text;
}
