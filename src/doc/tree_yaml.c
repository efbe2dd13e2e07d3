#include <yaml.h>

#include "doc/tree_build.h"
#include "doc/yaml_scalar.h"

struct yaml_reader {
  yaml_parser_t parser;
  struct tree_builder b;
  struct str in;                  /* behind a byte-order mark */
  size_t bom;                     /* its length */
  size_t chars, bytes;            /* libyaml counts code points: so many of them are so many bytes */
  bool want_key[LIMIT_DEPTH + 1]; /* by depth: the next node is a key */
};

/* Byte offset in the file of libyaml's n-th code point; goes forward only. */
static size_t offset_of(struct yaml_reader *r, size_t n) {
  while (r->chars < n && r->bytes < r->in.n) {
    r->bytes++;
    while (r->bytes < r->in.n && ((unsigned char)r->in.p[r->bytes] & 0xC0) == 0x80) r->bytes++;
    r->chars++;
  }
  return r->bom + r->bytes;
}

static void place_of(struct yaml_reader *r, size_t offset, uint32_t *line, uint32_t *column) {
  struct cursor c;
  cursor_open(&c, r->b.cursor.in);
  cursor_to(&c, offset);
  *line = c.line;
  *column = c.column;
}

/* What libyaml found wrong, with its place in our lines and columns. */
static int fail_syntax(struct yaml_reader *r, struct err *err) {
  const yaml_parser_t *p = &r->parser;
  uint32_t line, column;
  if (p->error == YAML_MEMORY_ERROR) return err_set(err, ERR_SYSTEM, "out of memory");
  const char *problem = p->problem ? p->problem : "not YAML";
  if (p->error == YAML_READER_ERROR) {
    place_of(r, r->bom + p->problem_offset, &line, &column);
    return err_at(err, ERR_INPUT, "yaml-encoding", r->b.path, line, column, "%s", problem);
  }
  r->chars = r->bytes = 0;
  place_of(r, offset_of(r, p->problem_mark.index), &line, &column);
  const char *context = p->context ? p->context : "";
  return err_at(err, ERR_INPUT, "yaml-syntax", r->b.path, line, column, "%s%s%s", context, *context ? ": " : "", problem);
}

static bool is_key(const struct yaml_reader *r) { return r->want_key[r->b.depth]; }

/* After a node at this depth is complete: in a mapping, keys and values take turns. */
static void turn(struct yaml_reader *r) {
  uint32_t depth = r->b.depth;
  if (depth > 0 && r->b.t->nodes.v[r->b.stack[depth - 1].node].type == TREE_OBJECT) r->want_key[depth] = !r->want_key[depth];
}

static struct str keep(struct yaml_reader *r, const yaml_event_t *e) {
  return arena_str(&r->b.t->arena, str_make((const char *)e->data.scalar.value, e->data.scalar.length));
}

static enum tree_type scalar_type(const yaml_event_t *e) {
  const char *tag = (const char *)e->data.scalar.tag;
  bool forced = tag && (strcmp(tag, "!") == 0 || strcmp(tag, YAML_STR_TAG) == 0);
  if (forced || e->data.scalar.style != YAML_PLAIN_SCALAR_STYLE) return TREE_STRING;
  return yaml_scalar_type(str_make((const char *)e->data.scalar.value, e->data.scalar.length));
}

static int read_scalar(struct yaml_reader *r, const yaml_event_t *e, size_t offset, struct err *err) {
  int rc = 0;
  enum tree_type type = scalar_type(e);
  if (is_key(r))
    r->b.key = keep(r, e);
  else if (type == TREE_BOOL)
    rc = tree_build_value(&r->b, type, e->data.scalar.length == 4 ? STR("true") : STR("false"), offset, err);
  else
    rc = tree_build_value(&r->b, type, keep(r, e), offset, err);
  turn(r);
  return rc;
}

static int read_alias(struct yaml_reader *r, const yaml_event_t *e, size_t offset, struct err *err) {
  int rc = 0;
  bool key = is_key(r);
  if (key)
    r->b.key = STR("");
  else
    rc = tree_build_value(&r->b, TREE_NULL, STR(""), offset, err);
  if (key) cursor_to(&r->b.cursor, offset);
  if (rc == 0)
    diag_emit(r->b.sink, DIAG_YAML_ALIAS, str_of(r->b.path), r->b.cursor.line, r->b.cursor.column, "*%s",
              (const char *)e->data.alias.anchor);
  turn(r);
  return rc;
}

static int read_start(struct yaml_reader *r, enum tree_type type, size_t offset, struct err *err) {
  if (is_key(r)) {
    cursor_to(&r->b.cursor, offset);
    return err_at(err, ERR_INPUT, "yaml-key", r->b.path, r->b.cursor.line, r->b.cursor.column, "expected a scalar as a key, found a %s",
                  type == TREE_OBJECT ? "mapping" : "sequence");
  }
  if (tree_build_value(&r->b, type, STR_NONE, offset, err) < 0) return -1;
  r->want_key[r->b.depth] = type == TREE_OBJECT;
  return 0;
}

static int read_end(struct yaml_reader *r) {
  tree_build_end(&r->b);
  turn(r);
  return 0;
}

static int read_event(struct yaml_reader *r, const yaml_event_t *e, struct err *err) {
  size_t offset = offset_of(r, e->start_mark.index);
  switch (e->type) {
  case YAML_SCALAR_EVENT:
    return read_scalar(r, e, offset, err);
  case YAML_ALIAS_EVENT:
    return read_alias(r, e, offset, err);
  case YAML_SEQUENCE_START_EVENT:
    return read_start(r, TREE_ARRAY, offset, err);
  case YAML_MAPPING_START_EVENT:
    return read_start(r, TREE_OBJECT, offset, err);
  case YAML_SEQUENCE_END_EVENT:
  case YAML_MAPPING_END_EVENT:
    return read_end(r);
  case YAML_NO_EVENT:
  case YAML_STREAM_START_EVENT:
  case YAML_STREAM_END_EVENT:
  case YAML_DOCUMENT_START_EVENT:
  case YAML_DOCUMENT_END_EVENT:
    break;
  }
  return 0;
}

static int read_stream(struct yaml_reader *r, struct err *err) {
  bool end = false;
  while (!end) {
    yaml_event_t e;
    if (!yaml_parser_parse(&r->parser, &e)) return fail_syntax(r, err);
    end = e.type == YAML_STREAM_END_EVENT;
    int rc = read_event(r, &e, err);
    yaml_event_delete(&e);
    if (rc < 0) return -1;
  }
  return r->b.t->roots.n > 0 ? 0 : tree_build_value(&r->b, TREE_NULL, STR(""), r->bom, err);
}

int tree_read_yaml(struct tree *t, struct str in, const char *path, const struct diag_sink *sink, struct err *err) {
  struct yaml_reader r = {.bom = cursor_bom(in)};
  r.in = str_sub(in, r.bom, in.n);
  tree_build_open(&r.b, t, in, path, sink);
  if (!yaml_parser_initialize(&r.parser)) return err_set(err, ERR_SYSTEM, "out of memory");
  yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&r.parser, (const unsigned char *)(r.in.n ? r.in.p : ""), r.in.n);
  int rc = read_stream(&r, err);
  yaml_parser_delete(&r.parser);
  if (rc == 0)
    tree_build_close(&r.b);
  else
    tree_release(t);
  return rc;
}
