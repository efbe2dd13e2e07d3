#include "doc/json.h"
#include "doc/tree_build.h"

static const enum tree_type types[] = {
    [JSON_OBJECT] = TREE_OBJECT, [JSON_ARRAY] = TREE_ARRAY, [JSON_STRING] = TREE_STRING, [JSON_NUMBER] = TREE_NUMBER,
    [JSON_TRUE] = TREE_BOOL,     [JSON_FALSE] = TREE_BOOL,  [JSON_NULL] = TREE_NULL,
};

static int add_event(struct tree_builder *b, const struct json_event *e, struct err *err) {
  switch (e->kind) {
  case JSON_KEY:
    b->key = arena_str(&b->t->arena, e->text);
    return 0;
  case JSON_OBJECT_END:
  case JSON_ARRAY_END:
    tree_build_end(b);
    return 0;
  case JSON_OBJECT:
  case JSON_ARRAY:
    return tree_build_value(b, types[e->kind], STR_NONE, e->offset, err);
  case JSON_STRING:
  case JSON_NUMBER:
  case JSON_TRUE:
  case JSON_FALSE:
  case JSON_NULL:
  case JSON_END:
    break;
  }
  return tree_build_value(b, types[e->kind], arena_str(&b->t->arena, e->text), e->offset, err);
}

static int read_events(struct tree_builder *b, struct json_reader *r, struct err *err) {
  struct json_event e;
  do {
    if (json_next(r, &e, err) < 0) return -1;
    if (e.kind != JSON_END && add_event(b, &e, err) < 0) return -1;
  } while (e.kind != JSON_END);
  if (b->t->roots.n > 0) return 0;
  cursor_to(&b->cursor, r->in.n);
  return err_at(err, ERR_INPUT, "json-truncated", r->path, b->cursor.line, b->cursor.column, "expected a value, found end of file");
}

int tree_read_json(struct tree *t, struct str in, const char *path, bool many, const struct diag_sink *sink, struct err *err) {
  struct tree_builder b;
  tree_build_open(&b, t, in, path, sink);
  struct json_reader r;
  json_open(&r, in, path, many);
  int rc = read_events(&b, &r, err);
  json_close(&r);
  if (rc == 0)
    tree_build_close(&b);
  else
    tree_release(t);
  return rc;
}
