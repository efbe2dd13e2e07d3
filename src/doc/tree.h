/* A JSON or YAML document as a tree whose nodes know their place. For mappings and policies, where values are looked up. */
#ifndef TIEOUT_DOC_TREE_H
#define TIEOUT_DOC_TREE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/err.h"
#include "base/vec.h"

enum tree_type { TREE_NULL, TREE_BOOL, TREE_NUMBER, TREE_STRING, TREE_ARRAY, TREE_OBJECT };

#define TREE_NONE UINT32_MAX

struct tree_node {
  enum tree_type type;
  uint32_t parent, first, next; /* TREE_NONE */
  uint32_t count;               /* children */
  uint32_t table;               /* private: where a large container's children are listed for look-up, or TREE_NONE */
  struct str key;               /* below an object */
  struct str text;              /* STRING: decoded; NUMBER, NULL: as written; BOOL: "true" or "false" */
  uint32_t offset;              /* of the value in the source */
  uint32_t line, column;
  uint32_t index; /* position below its parent */
};

struct tree {
  VEC(struct tree_node) nodes; /* 0 is the root of the first document */
  VEC(uint32_t) roots;         /* one a document (NDJSON, YAML with ---); never none */
  VEC(uint32_t) tables;        /* private */
  struct arena arena;
};

/* `many`: concatenated JSON documents. Strings are copied into the arena; `in` may go away. */
int tree_read_json(struct tree *t, struct str in, const char *path, bool many, const struct diag_sink *sink, struct err *err);
/* Plain scalars get the YAML 1.2 core schema's types; 1.1 booleans (yes, on) stay strings. Aliases become null with a diagnostic,
 * merge keys are not expanded, tags other than !!str are ignored. A file without a document is one null. */
int tree_read_yaml(struct tree *t, struct str in, const char *path, const struct diag_sink *sink, struct err *err);
void tree_release(struct tree *t);

/* Both take logarithmic time in large containers. */
uint32_t tree_get(const struct tree *t, uint32_t object, struct str key); /* last of duplicates; TREE_NONE */
uint32_t tree_at(const struct tree *t, uint32_t array, uint32_t index);
/* RFC 6901 pointer of a node within its document, appended to out. */
struct buf;
void tree_pointer(const struct tree *t, uint32_t node, struct buf *out);

#endif
