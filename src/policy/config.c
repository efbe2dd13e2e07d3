#include "policy/config.h"

#include "base/buf.h"
#include "base/utf8.h"

enum { CARET_LINE_MAX = 120, SLIP_MAX = 2, WORD_MAX = 40 };

/* What is doubtful in evidence (a repeated key, an alias) is an error in a file that people write by hand. */
struct doubt {
  bool any;
  uint32_t line, column;
  struct buf text;
};

static void keep_doubt(void *ctx, const struct diag *d) {
  struct doubt *doubt = ctx;
  if (doubt->any || diag_severity(d->id) == DIAG_NOTE) return;
  doubt->any = true;
  doubt->line = d->line;
  doubt->column = d->column;
  buf_add_cstr(&doubt->text, diag_text(d->id));
  if (d->detail.n) buf_printf(&doubt->text, ": %.*s", STR_ARG(d->detail));
}

static int error_at(const struct config *c, uint32_t line, uint32_t column, struct err *err, struct buf *text);

int config_open(struct config *c, struct str source, const char *path, struct err *err) {
  *c = (struct config){.source = source, .path = path};
  struct doubt doubt = {0};
  struct diag_sink sink = {keep_doubt, &doubt};
  if (tree_read_yaml(&c->tree, source, path, &sink, err)) {
    if (err->code == ERR_INPUT) err->code = ERR_CONFIG; /* the reader cannot know that this file is configuration, not evidence */
    buf_release(&doubt.text);
    return -1;
  }
  if (doubt.any) return error_at(c, doubt.line, doubt.column, err, &doubt.text);
  if (c->tree.roots.n > 1)
    return err_at(err, ERR_CONFIG, NULL, path, config_node(c, c->tree.roots.v[1])->line, 1, "more than one YAML document");
  return 0;
}

int config_open_json(struct config *c, struct str source, struct str json, const char *path, struct err *err) {
  *c = (struct config){.source = source, .path = path};
  return tree_read_json(&c->tree, json, path, false, NULL, err);
}

void config_release(struct config *c) {
  tree_release(&c->tree);
  *c = (struct config){0};
}

static struct str line_of(struct str source, uint32_t number) {
  size_t at = 0;
  for (uint32_t i = 1; i < number && at != SIZE_MAX; i++) {
    at = str_find(source, STR("\n"), at);
    if (at != SIZE_MAX) at++;
  }
  if (at == SIZE_MAX || at > source.n) return STR_NONE;
  size_t end = str_find(source, STR("\n"), at);
  return str_sub(source, at, (end == SIZE_MAX ? source.n : end) - at);
}

/* "\n  LINE\n     ^": tabs are repeated in the caret's line so that it stays under its place. */
static void add_caret(struct buf *out, struct str line, uint32_t column) {
  if (!line.n || line.n > CARET_LINE_MAX || column == 0) return;
  buf_add_cstr(out, "\n  ");
  buf_add_str(out, line);
  buf_add_cstr(out, "\n  ");
  size_t at = 0;
  for (uint32_t i = 1; i < column && at < line.n; i++) {
    uint32_t cp;
    size_t used = utf8_decode(line, at, &cp);
    buf_add_char(out, used && cp == '\t' ? '\t' : ' ');
    at += used ? used : 1;
  }
  buf_add_char(out, '^');
}

static int error_at(const struct config *c, uint32_t line, uint32_t column, struct err *err, struct buf *text) {
  add_caret(text, line_of(c->source, line), column);
  err_at(err, ERR_CONFIG, NULL, c->path, line, column, "%s", buf_cstr(text));
  buf_release(text);
  return -1;
}

int config_error(const struct config *c, uint32_t node, struct err *err, const char *fmt, ...) {
  struct buf text = BUF_INIT;
  va_list ap;
  va_start(ap, fmt);
  buf_vprintf(&text, fmt, ap);
  va_end(ap);
  if (node == TREE_NONE || node >= c->tree.nodes.n) return error_at(c, 0, 0, err, &text);
  return error_at(c, config_node(c, node)->line, config_node(c, node)->column, err, &text);
}

/* Place of a value's key: the tree knows values only, so look back for the key's text. */
static void key_place(const struct config *c, const struct tree_node *node, uint32_t *line, uint32_t *column) {
  *line = node->line;
  *column = node->column;
  for (uint32_t back = 0; back < 3 && node->line > back; back++) {
    struct str text = line_of(c->source, node->line - back);
    size_t limit = back ? text.n : node->column; /* columns are at most bytes: good enough before the value */
    size_t found = SIZE_MAX;
    for (size_t at = 0; (at = str_find(text, node->key, at)) != SIZE_MAX && at < limit; at++) found = at;
    if (found == SIZE_MAX) continue;
    *line = node->line - back;
    *column = (uint32_t)utf8_count(str_sub(text, 0, found)) + 1;
    return;
  }
}

/* Levenshtein distance of two short words, in two rows. */
static size_t distance(struct str a, struct str b) {
  size_t row[WORD_MAX + 1];
  if (a.n > WORD_MAX || b.n > WORD_MAX) return WORD_MAX;
  for (size_t j = 0; j <= b.n; j++) row[j] = j;
  for (size_t i = 1; i <= a.n; i++) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.n; j++) {
      size_t above = row[j];
      size_t best = diagonal + (ascii_lower(a.p[i - 1]) != ascii_lower(b.p[j - 1]));
      if (above + 1 < best) best = above + 1;
      if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
      row[j] = best;
      diagonal = above;
    }
  }
  return row[b.n];
}

const char *nearest_word(struct str word, const char *const *names) {
  const char *best = NULL;
  size_t least = SLIP_MAX + 1;
  for (; *names; names++) {
    size_t d = distance(word, str_of(*names));
    if (d < least && d < str_of(*names).n) {
      least = d;
      best = *names;
    }
  }
  return best;
}

static void add_choice(struct buf *out, struct str word, const char *const *names, const char *kind) {
  const char *near = nearest_word(word, names);
  if (near) buf_printf(out, "; did you mean \"%s\"?", near);
  buf_printf(out, " (known %s:", kind);
  for (size_t i = 0; names[i]; i++) buf_printf(out, "%s %s", i ? "," : "", names[i]);
  buf_add_char(out, ')');
}

static int unknown_key(const struct config *c, uint32_t node, const char *what, const struct config_key *keys, size_t n, struct err *err) {
  struct buf text = BUF_INIT;
  VEC(const char *) names = {0};
  for (size_t i = 0; i < n; i++) vec_push(&names, keys[i].name);
  vec_push(&names, NULL);
  const struct tree_node *value = config_node(c, node);
  buf_printf(&text, "unknown key \"%.*s\" in %s", STR_ARG(value->key), what);
  add_choice(&text, value->key, names.v, "keys");
  vec_release(&names);
  uint32_t line, column;
  key_place(c, value, &line, &column);
  return error_at(c, line, column, err, &text);
}

static const struct config_key *find_key(const struct config_key *keys, size_t n, struct str name) {
  for (size_t i = 0; i < n; i++)
    if (strncmp(keys[i].name, name.p, name.n) == 0 && !keys[i].name[name.n]) return &keys[i];
  return NULL;
}

int config_object(const struct config *c, uint32_t node, const char *what, const struct config_key *keys, size_t n, void *ctx,
                  struct err *err) {
  const struct tree_node *object = config_node(c, node);
  if (object->type != TREE_OBJECT) return config_error(c, node, err, "%s must be a list of \"key: value\" pairs", what);
  for (uint32_t i = object->first; i != TREE_NONE; i = config_node(c, i)->next) {
    const struct config_key *key = find_key(keys, n, config_node(c, i)->key);
    if (!key) return unknown_key(c, i, what, keys, n, err);
    if (key->read(ctx, c, i, err)) return -1;
  }
  return 0;
}

struct str config_line(const struct config *c, uint32_t node) {
  size_t to = config_node(c, node)->offset, from;
  if (to > c->source.n) to = c->source.n;
  for (from = to; from && c->source.p[from - 1] != '\n';) from--;
  while (to < c->source.n && c->source.p[to] != '\n') to++;
  return str_trim(str_sub(c->source, from, to - from));
}

int config_each(const struct config *c, uint32_t node, config_read_fn read, void *ctx, struct err *err) {
  if (config_node(c, node)->type != TREE_ARRAY) return read(ctx, c, node, err);
  for (uint32_t i = config_node(c, node)->first; i != TREE_NONE; i = config_node(c, i)->next)
    if (read(ctx, c, i, err)) return -1;
  return 0;
}

int config_text(const struct config *c, uint32_t node, struct str *out, struct err *err) {
  const struct tree_node *v = config_node(c, node);
  if (v->type == TREE_ARRAY || v->type == TREE_OBJECT || v->type == TREE_NULL)
    return config_error(c, node, err, "expected one word or text here");
  *out = v->text;
  return 0;
}

int config_bool(const struct config *c, uint32_t node, bool *out, struct err *err) {
  const struct tree_node *v = config_node(c, node);
  if (v->type != TREE_BOOL) return config_error(c, node, err, "expected true or false");
  *out = v->text.n && (v->text.p[0] == 't' || v->text.p[0] == 'T');
  return 0;
}

int config_word(const struct config *c, uint32_t node, const char *const *names, int *out, struct err *err) {
  struct str word = STR_NONE;
  if (config_text(c, node, &word, err)) return -1;
  for (int i = 0; names[i]; i++) {
    if (!str_eq(str_of(names[i]), word)) continue;
    *out = i;
    return 0;
  }
  struct buf text = BUF_INIT;
  buf_printf(&text, "unknown word \"%.*s\"", STR_ARG(word));
  add_choice(&text, word, names, "words");
  return error_at(c, config_node(c, node)->line, config_node(c, node)->column, err, &text);
}
