/* layers: doc */
/* The JSON reader and the tree on any bytes: every token inside the input, decoded text valid UTF-8, tree and events agree. */
#include "base/utf8.h"
#include "doc/json.h"
#include "doc/tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds) {
  if (!holds) __builtin_trap();
}

static bool is_value(enum json_kind kind) {
  return kind != JSON_KEY && kind != JSON_OBJECT_END && kind != JSON_ARRAY_END && kind != JSON_END;
}

/* Number of values, or -1. */
static int64_t walk(struct str in, bool many, struct err *err) {
  struct json_reader r;
  struct json_event e = {.kind = JSON_NULL};
  int64_t values = 0;
  size_t behind = 0;
  int rc = 0;
  json_open(&r, in, "fuzz.json", many);
  while (e.kind != JSON_END && (rc = json_next(&r, &e, err)) == 0) {
    demand(e.offset >= behind && e.offset + e.raw.n <= in.n);
    demand(utf8_valid(e.text, NULL));
    behind = e.offset + e.raw.n;
    values += is_value(e.kind);
  }
  json_close(&r);
  return rc < 0 ? -1 : values;
}

static void look_up_all(const struct tree *t) {
  struct buf pointer = BUF_INIT;
  for (uint32_t i = 0; i < t->nodes.n; i++) {
    const struct tree_node *n = &t->nodes.v[i];
    buf_clear(&pointer);
    tree_pointer(t, i, &pointer);
    if (n->parent == TREE_NONE) continue;
    bool object = t->nodes.v[n->parent].type == TREE_OBJECT;
    uint32_t found = object ? tree_get(t, n->parent, n->key) : tree_at(t, n->parent, n->index);
    demand(object ? found != TREE_NONE && found >= i : found == i);
    demand(n->line > 0 && n->column > 0);
  }
  buf_release(&pointer);
}

static void compare(struct str in, bool many) {
  struct err err = ERR_INIT, tree_err = ERR_INIT;
  struct tree t;
  int64_t values = walk(in, many, &err);
  int rc = tree_read_json(&t, in, "fuzz.json", many, NULL, &tree_err);
  if (values < 0)
    demand(rc < 0 && err.line == tree_err.line && err.column == tree_err.column && err.line > 0 && err.column > 0);
  else
    demand(values == 0 ? rc < 0 : rc == 0 && (int64_t)t.nodes.n == values);
  if (rc == 0) look_up_all(&t);
  tree_release(&t);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct str in = {(const char *)data, size};
  compare(in, false);
  compare(in, true);
  return 0;
}
