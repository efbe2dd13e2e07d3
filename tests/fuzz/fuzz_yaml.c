/* layers: doc */
/* The YAML tree on any bytes: places go forward and lie inside the input, every node is found again. */
#include "base/limits.h"
#include "doc/tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds) {
  if (!holds) __builtin_trap();
}

static void check(const struct tree *t, size_t size) {
  demand(t->roots.n > 0 && t->nodes.n > 0);
  uint32_t line = 1, offset = 0;
  for (uint32_t i = 0; i < t->nodes.n; i++) {
    const struct tree_node *n = &t->nodes.v[i];
    demand(n->offset >= offset && n->offset <= size && n->line >= line && n->column > 0);
    line = n->line;
    offset = n->offset;
    if (n->parent == TREE_NONE) continue;
    bool object = t->nodes.v[n->parent].type == TREE_OBJECT;
    uint32_t found = object ? tree_get(t, n->parent, n->key) : tree_at(t, n->parent, n->index);
    demand(object ? found != TREE_NONE && found >= i : found == i);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct err err = ERR_INIT;
  struct tree t;
  if (tree_read_yaml(&t, (struct str){(const char *)data, size}, "fuzz.yaml", NULL, &err) == 0)
    check(&t, size);
  else
    demand(err.line > 0 && err.column > 0 && err.text[0] != '\0');
  tree_release(&t);
  return 0;
}
