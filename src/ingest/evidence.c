#include "ingest/evidence.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/utf8.h"

static bool has_suffix(const char *path, const char *const *suffixes) {
  for (; *suffixes; suffixes++) {
    struct str s = str_of(path), suffix = str_of(*suffixes);
    if (s.n > suffix.n && str_eq_ci(str_sub(s, s.n - suffix.n, suffix.n), suffix)) return true;
  }
  return false;
}

static const char *const yaml_suffixes[] = {".yaml", ".yml", NULL};
static const char *const json_suffixes[] = {".json", ".jsonl", ".ndjson", NULL};
static const char *const prose_suffixes[] = {".md", ".markdown", ".mdx", NULL};

static struct str body_of(struct str s) {
  if (str_starts(s, STR("\xEF\xBB\xBF"))) s = str_sub(s, 3, s.n);
  return str_trim(s);
}

static struct str first_line(struct str body) {
  size_t end = str_find(body, STR("\n"), 0);
  return str_trim(str_sub(body, 0, end == SIZE_MAX ? body.n : end));
}

/* '[' also opens the lines of many logs: "[2025-09-30T22:14:52Z] text", "[INFO] text". */
static bool looks_like_json(struct str body, const char *path) {
  if (has_suffix(path, json_suffixes)) return true;
  if (!body.n || (body.p[0] != '{' && body.p[0] != '[')) return false;
  if (body.p[0] == '{') return true;
  struct str rest = str_trim(str_sub(body, 1, body.n));
  return rest.n && strchr("{[\"]", rest.p[0]) != NULL;
}

/* A key at the very start: "apiVersion: v1". */
static bool starts_with_key(struct str line) {
  size_t i = 0;
  while (i < line.n && (ascii_is_alnum(line.p[i]) || strchr("_-./", line.p[i]))) i++;
  return i > 0 && i < line.n && line.p[i] == ':' && (i + 1 == line.n || line.p[i + 1] == ' ');
}

enum yaml_look { YAML_NO, YAML_MAYBE, YAML_SURE };

static enum yaml_look looks_like_yaml(struct str body, const char *path) {
  if (has_suffix(path, prose_suffixes)) return YAML_NO;
  if (has_suffix(path, yaml_suffixes) || str_starts(body, STR("%YAML"))) return YAML_SURE;
  struct str line = first_line(body);
  return str_eq(line, STR("---")) || starts_with_key(line) ? YAML_MAYBE : YAML_NO;
}

static int read_json(struct evidence *e, const struct diag_sink *sink, struct err *err) {
  e->form = EVIDENCE_JSON;
  return tree_read_json(&e->tree, e->text.s, e->path, true, sink, err);
}

/* JSON is YAML, too, but only its own reader keeps the text of numbers; and "{a: 1}" is YAML alone. Nothing is said of a failed attempt. */
static bool is_json(const struct evidence *e) {
  struct tree attempt = {0};
  struct err ignored = ERR_INIT;
  bool json = tree_read_json(&attempt, e->text.s, e->path, true, NULL, &ignored) == 0;
  tree_release(&attempt);
  return json;
}

static int read_tree(struct evidence *e, struct str body, const struct diag_sink *sink, struct err *err) {
  enum yaml_look look = looks_like_yaml(body, e->path);
  if (looks_like_json(body, e->path) && (look != YAML_SURE || is_json(e))) return read_json(e, sink, err);
  if (look == YAML_NO) return 0;
  struct err ignored = ERR_INIT;
  int rc = tree_read_yaml(&e->tree, e->text.s, e->path, sink, look == YAML_SURE ? err : &ignored);
  if (!rc) e->form = EVIDENCE_YAML;
  return look == YAML_SURE ? rc : 0;
}

int evidence_open(struct evidence *e, struct str raw, const char *path, const struct diag_sink *sink, struct err *err) {
  *e = (struct evidence){.path = path};
  struct str body = body_of(raw);
  if (!body.n) return err_at(err, ERR_INPUT, "import-unreadable", path, 0, 0, "the file is empty");
  if (text_read(&e->text, raw, str_of(path), sink, err)) return -1;
  return read_tree(e, body_of(e->text.s), sink, err);
}

void evidence_release(struct evidence *e) {
  tree_release(&e->tree);
  text_release(&e->text);
  *e = (struct evidence){0};
}

/* --- quotes --- */

struct str quote_cap(struct str s, size_t max) {
  if (s.n <= max) return s;
  size_t n = max;
  while (n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80) n--;
  return str_sub(s, 0, n);
}

/* Behind the closing quote. JSON and YAML "…" escape with '\\', YAML '…' by doubling the quote. */
static size_t string_end(struct str s, size_t at, char quote) {
  for (size_t i = at + 1; i < s.n; i++) {
    bool escaped = quote == '"' ? s.p[i] == '\\' : s.p[i] == quote && i + 1 < s.n && s.p[i + 1] == quote;
    if (escaped)
      i++;
    else if (s.p[i] == quote)
      return i + 1;
  }
  return s.n;
}

static size_t line_end(struct str s, size_t at) {
  size_t end = str_find(s, STR("\n"), at);
  end = end == SIZE_MAX ? s.n : end;
  while (end > at && ascii_is_space(s.p[end - 1])) end--;
  return end;
}

static size_t value_end(const struct evidence *e, const struct tree_node *v) {
  struct str s = e->text.s;
  if (v->offset >= s.n) return s.n;
  char c = s.p[v->offset];
  if (v->type == TREE_ARRAY || v->type == TREE_OBJECT) return line_end(s, v->offset);
  if (c == '"' || (c == '\'' && e->form == EVIDENCE_YAML)) return string_end(s, v->offset, c);
  if (e->form == EVIDENCE_YAML) return line_end(s, v->offset);
  return v->offset + v->text.n;
}

/* The opening quote of a JSON key that ends just before `end`, or `end`. */
static size_t json_key_start(struct str s, size_t end) {
  size_t i = end;
  while (i > 0 && ascii_is_space(s.p[i - 1])) i--;
  if (i == 0 || s.p[i - 1] != ':') return end;
  for (i--; i > 0 && ascii_is_space(s.p[i - 1]);) i--;
  if (i == 0 || s.p[i - 1] != '"') return end;
  size_t least = i > LIMIT_QUOTE_BYTES ? i - LIMIT_QUOTE_BYTES : 0;
  for (size_t at = i - 1; at-- > least;) {
    size_t slashes = 0;
    while (slashes < at && s.p[at - 1 - slashes] == '\\') slashes++;
    if (s.p[at] == '"' && slashes % 2 == 0) return at;
  }
  return end;
}

static size_t yaml_key_start(struct str s, size_t end) {
  size_t i = end;
  while (i > 0 && s.p[i - 1] != '\n') i--;
  while (i < end && ascii_is_space(s.p[i])) i++;
  return i;
}

struct str evidence_quote(const struct evidence *e, uint32_t node) {
  if (node == TREE_NONE) return STR_NONE;
  const struct tree_node *v = evidence_node(e, node);
  size_t to = value_end(e, v);
  size_t from = v->offset;
  if (v->key.p) from = e->form == EVIDENCE_JSON ? json_key_start(e->text.s, v->offset) : yaml_key_start(e->text.s, v->offset);
  return quote_cap(text_quote(&e->text, from, to), LIMIT_QUOTE_BYTES);
}

/* A column in the original costs a walk along its line, so on a line that is a whole file in itself the copy's column must do. */
enum { WALKED_LINE_MAX = 1 << 16 };

void evidence_place(const struct evidence *e, uint32_t node, uint32_t *line, uint32_t *column) {
  const struct tree_node *v = evidence_node(e, node);
  *line = v->line;
  *column = v->column;
  if (!e->text.runs.n || v->column > WALKED_LINE_MAX) return;
  struct place place = text_place(&e->text, v->offset, v->offset);
  *line = place.line;
  *column = place.column;
}
