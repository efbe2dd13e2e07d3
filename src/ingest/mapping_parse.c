#include "ingest/mapping_parse.h"

#include "base/num.h"
#include "model/vocabulary.h"

enum { COND_DEPTH_MAX = 8 };

static const char *const time_formats[] = {"text", "epoch_s", "epoch_ms", "epoch_us", "epoch_ns", NULL};
static const char *const rank_names[] = {"primary", "derived", "narrative", NULL};
static const char *const type_names[] = {"null", "bool", "number", "string", "array", "object", NULL};

int parse_text(struct build *b, const struct config *c, uint32_t node, struct str *out, struct err *err) {
  struct str text;
  if (config_text(c, node, &text, err)) return -1;
  *out = arena_str(b->a, text);
  return 0;
}

int parse_rank(const struct config *c, uint32_t node, int *out, struct err *err) { return config_word(c, node, rank_names, out, err); }

int parse_time_format(const struct config *c, uint32_t node, enum time_format *out, struct err *err) {
  int word;
  if (config_word(c, node, time_formats, &word, err)) return -1;
  *out = (enum time_format)word;
  return 0;
}

/* --- paths and words --- */

int parse_path(struct build *b, const struct config *c, uint32_t node, struct path *out, struct err *err) {
  struct str text;
  const char *why;
  if (config_text(c, node, &text, err)) return -1;
  if (!path_compile(b->a, text, out, &why)) return config_error(c, node, err, "path \"%.*s\": %s", STR_ARG(text), why);
  return 0;
}

static uint32_t list_count(const struct config *c, uint32_t node) {
  return config_node(c, node)->type == TREE_ARRAY ? config_node(c, node)->count : 1;
}

struct list {
  struct build *b;
  void *v;
  size_t n;
};

static int add_path(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct list *list = ctx;
  struct path *v = list->v;
  return parse_path(list->b, c, node, &v[list->n++], err);
}

int parse_paths(struct build *b, const struct config *c, uint32_t node, struct paths *out, struct err *err) {
  struct list list = {b, arena_alloc(b->a, (list_count(c, node) + 1) * sizeof(struct path)), 0};
  if (config_each(c, node, add_path, &list, err)) return -1;
  if (!list.n) return config_error(c, node, err, "a list of paths must not be empty");
  *out = (struct paths){list.v, list.n};
  return 0;
}

static int add_word(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct list *list = ctx;
  struct str *v = list->v;
  return parse_text(list->b, c, node, &v[list->n++], err);
}

int parse_words(struct build *b, const struct config *c, uint32_t node, struct str **out, size_t *n, struct err *err) {
  struct list list = {b, arena_alloc(b->a, (list_count(c, node) + 1) * sizeof(struct str)), 0};
  if (config_each(c, node, add_word, &list, err)) return -1;
  *out = list.v;
  *n = list.n;
  return 0;
}

/* --- templates --- */

static int template_paths(struct build *b, const struct config *c, uint32_t node, struct str inside, struct paths *out, struct err *err) {
  size_t n = 1;
  for (size_t i = 0; i < inside.n; i++) n += inside.p[i] == '|';
  out->v = arena_alloc(b->a, n * sizeof *out->v);
  for (size_t at = 0; out->n < n;) {
    size_t end = str_find(inside, STR("|"), at);
    struct str text = str_trim(str_sub(inside, at, (end == SIZE_MAX ? inside.n : end) - at));
    const char *why;
    if (!path_compile(b->a, text, &out->v[out->n++], &why)) return config_error(c, node, err, "path \"%.*s\": %s", STR_ARG(text), why);
    at = end == SIZE_MAX ? inside.n : end + 1;
  }
  return 0;
}

int parse_template(struct build *b, const struct config *c, uint32_t node, struct template *out, struct err *err) {
  struct str text;
  if (parse_text(b, c, node, &text, err)) return -1;
  size_t n = 1;
  for (size_t i = 0; i < text.n; i++) n += text.p[i] == '{' ? 2 : 0;
  out->v = arena_alloc(b->a, n * sizeof *out->v);
  for (size_t at = 0; at < text.n;) {
    size_t open = str_find(text, STR("{"), at);
    if (open == SIZE_MAX) open = text.n;
    if (open > at) out->v[out->n++].text = str_sub(text, at, open - at);
    if (open == text.n) break;
    size_t close = str_find(text, STR("}"), open);
    if (close == SIZE_MAX) return config_error(c, node, err, "a '{' without its '}' in \"%.*s\"", STR_ARG(text));
    if (template_paths(b, c, node, str_sub(text, open + 1, close - open - 1), &out->v[out->n++].paths, err)) return -1;
    at = close + 1;
  }
  return 0;
}

struct str template_example(struct arena *a, const struct template *t) {
  struct buf out = BUF_INIT;
  for (size_t i = 0; i < t->n; i++) buf_add_str(&out, t->v[i].paths.n ? STR("x") : t->v[i].text);
  struct str s = arena_str(a, buf_str(&out));
  buf_release(&out);
  return s;
}

int check_subject(struct build *b, const struct config *c, uint32_t node, const struct template *t, struct err *err) {
  if (vocabulary_has_subject(template_example(b->a, t))) return 0;
  return config_error(c, node, err, "\"%.*s\" is not a subject of the vocabulary (docs/vocabulary.md)",
                      STR_ARG(config_node(c, node)->text));
}

/* --- times --- */

struct moment_build {
  struct build *b;
  struct moment_plan *out;
};

static int moment_path(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct moment_build *m = ctx;
  return parse_paths(m->b, c, node, &m->out->paths, err);
}

static int moment_time(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct moment_build *m = ctx;
  return parse_time_format(c, node, &m->out->format, err);
}

static const struct config_key moment_keys[] = {{"path", moment_path}, {"time", moment_time}};

int parse_moment(struct build *b, const struct config *c, uint32_t node, struct moment_plan *out, struct err *err) {
  struct moment_build m = {b, out};
  if (config_node(c, node)->type != TREE_OBJECT) return parse_paths(b, c, node, &out->paths, err);
  if (config_object(c, node, "a time", moment_keys, 2, &m, err)) return -1;
  return out->paths.n ? 0 : config_error(c, node, err, "a time needs a \"path\"");
}

/* --- conditions: {path: P, test: …, test: …} becomes one cond a test --- */

struct cond_build {
  struct build *b;
  struct cond *v;
  size_t n;
  struct paths path;
  int depth;
};

static int conds_below(struct build *b, const struct config *c, uint32_t node, struct conds *out, int depth, struct err *err);

static struct cond *add_cond(struct cond_build *cb, enum test_kind kind) {
  struct cond *cond = &cb->v[cb->n++];
  cond->kind = kind;
  return cond;
}

static int cond_path(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct cond_build *cb = ctx;
  return parse_paths(cb->b, c, node, &cb->path, err);
}

static int cond_exists(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  return config_bool(c, node, &add_cond(ctx, TEST_EXISTS)->flag, err);
}

static int add_type(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  int word;
  if (config_word(c, node, type_names, &word, err)) return -1;
  *(unsigned *)ctx |= 1U << word;
  return 0;
}

static int cond_type(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  return config_each(c, node, add_type, &add_cond(ctx, TEST_TYPE)->types, err);
}

static int cond_words(struct cond_build *cb, enum test_kind kind, const struct config *c, uint32_t node, struct err *err) {
  struct cond *cond = add_cond(cb, kind);
  return parse_words(cb->b, c, node, &cond->words, &cond->words_n, err);
}

static int cond_eq(void *ctx, const struct config *c, uint32_t node, struct err *err) { return cond_words(ctx, TEST_EQ, c, node, err); }
static int cond_in(void *ctx, const struct config *c, uint32_t node, struct err *err) { return cond_words(ctx, TEST_IN, c, node, err); }
static int cond_match(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  return cond_words(ctx, TEST_MATCH, c, node, err);
}

static int cond_number(struct cond_build *cb, enum test_kind kind, const struct config *c, uint32_t node, struct err *err) {
  struct num n;
  if (config_node(c, node)->type != TREE_NUMBER || !num_parse(config_node(c, node)->text, &n))
    return config_error(c, node, err, "expected a number");
  add_cond(cb, kind)->number = n.value;
  return 0;
}

static int cond_gt(void *ctx, const struct config *c, uint32_t node, struct err *err) { return cond_number(ctx, TEST_GT, c, node, err); }
static int cond_ge(void *ctx, const struct config *c, uint32_t node, struct err *err) { return cond_number(ctx, TEST_GE, c, node, err); }
static int cond_lt(void *ctx, const struct config *c, uint32_t node, struct err *err) { return cond_number(ctx, TEST_LT, c, node, err); }
static int cond_le(void *ctx, const struct config *c, uint32_t node, struct err *err) { return cond_number(ctx, TEST_LE, c, node, err); }

static int cond_inner(struct cond_build *cb, enum test_kind kind, const struct config *c, uint32_t node, struct err *err) {
  if (cb->depth >= COND_DEPTH_MAX) return config_error(c, node, err, "conditions are nested too deeply (at most %d)", COND_DEPTH_MAX);
  return conds_below(cb->b, c, node, &add_cond(cb, kind)->inner, cb->depth + 1, err);
}

static int cond_all(void *ctx, const struct config *c, uint32_t node, struct err *err) { return cond_inner(ctx, TEST_ALL, c, node, err); }
static int cond_any(void *ctx, const struct config *c, uint32_t node, struct err *err) { return cond_inner(ctx, TEST_ANY, c, node, err); }
static int cond_not(void *ctx, const struct config *c, uint32_t node, struct err *err) { return cond_inner(ctx, TEST_NOT, c, node, err); }

static const struct config_key cond_keys[] = {
    {"path", cond_path},   {"exists", cond_exists}, {"type", cond_type}, {"eq", cond_eq}, {"in", cond_in},
    {"match", cond_match}, {"gt", cond_gt},         {"ge", cond_ge},     {"lt", cond_lt}, {"le", cond_le},
    {"all", cond_all},     {"any", cond_any},       {"not", cond_not},
};
enum { COND_KEYS = sizeof cond_keys / sizeof cond_keys[0] };

static int add_tests(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct cond_build *cb = ctx;
  size_t first = cb->n;
  cb->path = (struct paths){0};
  if (config_object(c, node, "a condition", cond_keys, COND_KEYS, cb, err)) return -1;
  if (cb->n == first)
    return config_error(c, node, err, "a condition needs a test: exists, type, eq, in, match, gt, ge, lt, le, all, any, not");
  for (size_t i = first; i < cb->n; i++) {
    cb->v[i].path = cb->path;
    if (cb->v[i].kind < TEST_ALL && !cb->path.n) return config_error(c, node, err, "a condition needs a \"path\"");
  }
  return 0;
}

static int conds_below(struct build *b, const struct config *c, uint32_t node, struct conds *out, int depth, struct err *err) {
  struct cond_build cb = {.b = b, .depth = depth};
  cb.v = arena_alloc(b->a, (list_count(c, node) + 1) * (size_t)COND_KEYS * sizeof *cb.v);
  if (config_each(c, node, add_tests, &cb, err)) return -1;
  *out = (struct conds){cb.v, cb.n};
  return 0;
}

int parse_conds(struct build *b, const struct config *c, uint32_t node, struct conds *out, struct err *err) {
  return conds_below(b, c, node, out, 0, err);
}
