/* How the JSON and the YAML reader put a tree together: values in document order, containers opened and closed. */
#ifndef TIEOUT_DOC_TREE_BUILD_H
#define TIEOUT_DOC_TREE_BUILD_H

#include "base/limits.h"
#include "doc/cursor.h"
#include "doc/tree.h"

struct tree_frame {
  uint32_t node;
  uint32_t last; /* child added last, or TREE_NONE */
};

struct tree_builder {
  struct tree *t;
  struct cursor cursor;
  const char *path;
  const struct diag_sink *sink;
  struct str key; /* of the next value, in the arena */
  uint32_t depth;
  uint32_t duplicates; /* reported in this file so far */
  struct tree_frame stack[LIMIT_DEPTH];
};

void tree_build_open(struct tree_builder *b, struct tree *t, struct str in, const char *path, const struct diag_sink *sink);
/* A value whose bytes start at `offset`, which must not go back. `text` must outlive the tree. Containers stay open until closed. */
int tree_build_value(struct tree_builder *b, enum tree_type type, struct str text, size_t offset, struct err *err);
void tree_build_end(struct tree_builder *b);
/* Behind the last value: says how many duplicate keys were not reported one by one. */
void tree_build_close(struct tree_builder *b);

#endif
