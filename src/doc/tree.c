#include "doc/tree.h"

#include "base/buf.h"
#include "base/limits.h"
#include "doc/tree_build.h"

/* From this many children on a container has a table; below, walking the list is as fast. */
#define TABLE_FROM 32
/* So many duplicate keys of one file are reported one by one. */
#define DUPLICATES_TOLD 20

void tree_release(struct tree *t) {
  vec_release(&t->nodes);
  vec_release(&t->roots);
  vec_release(&t->tables);
  arena_release(&t->arena);
}

void tree_build_open(struct tree_builder *b, struct tree *t, struct str in, const char *path, const struct diag_sink *sink) {
  *t = (struct tree){0};
  b->t = t;
  b->path = path;
  b->sink = sink;
  b->key = STR_NONE;
  b->depth = b->duplicates = 0;
  cursor_open(&b->cursor, in);
}

/* Appends the node to its parent's children, or to the roots. */
static void link_node(struct tree_builder *b, uint32_t id, struct tree_node *node) {
  if (b->depth == 0) {
    node->parent = TREE_NONE;
    node->index = (uint32_t)b->t->roots.n;
    vec_push(&b->t->roots, id);
    return;
  }
  struct tree_frame *top = &b->stack[b->depth - 1];
  struct tree_node *parent = &b->t->nodes.v[top->node];
  node->parent = top->node;
  node->index = parent->count++;
  if (parent->type == TREE_OBJECT) node->key = b->key;
  if (top->last == TREE_NONE)
    parent->first = id;
  else
    b->t->nodes.v[top->last].next = id;
  top->last = id;
}

int tree_build_value(struct tree_builder *b, enum tree_type type, struct str text, size_t offset, struct err *err) {
  cursor_to(&b->cursor, offset);
  const struct cursor *c = &b->cursor;
  bool container = type == TREE_ARRAY || type == TREE_OBJECT;
  if (b->t->nodes.n >= LIMIT_TREE_NODES)
    return err_at(err, ERR_INPUT, "tree-nodes", b->path, c->line, c->column, "more than %zu values", LIMIT_TREE_NODES);
  /* The JSON reader has refused this already. */
  if (container && b->depth == LIMIT_DEPTH)
    return err_at(err, ERR_INPUT, "yaml-depth", b->path, c->line, c->column, "nested deeper than %d levels", LIMIT_DEPTH);
  uint32_t id = (uint32_t)b->t->nodes.n;
  struct tree_node node = {
      .type = type, .first = TREE_NONE, .next = TREE_NONE, .table = TREE_NONE, .text = text, .offset = (uint32_t)offset};
  node.line = c->line;
  node.column = c->column;
  link_node(b, id, &node);
  vec_push(&b->t->nodes, node);
  if (container) b->stack[b->depth++] = (struct tree_frame){id, TREE_NONE};
  return 0;
}

static void report_duplicate(struct tree_builder *b, uint32_t first, uint32_t again) {
  const struct tree_node *one = &b->t->nodes.v[first], *two = &b->t->nodes.v[again];
  struct str key = str_sub(two->key, 0, LIMIT_QUOTE_BYTES);
  if (b->duplicates++ >= DUPLICATES_TOLD) return;
  diag_emit(b->sink, DIAG_JSON_DUPLICATE_KEY, str_of(b->path), two->line, two->column, "\"%.*s\", before at %u:%u", STR_ARG(key), one->line,
            one->column);
}

void tree_build_close(struct tree_builder *b) {
  if (b->duplicates > DUPLICATES_TOLD)
    diag_emit(b->sink, DIAG_JSON_DUPLICATE_KEY, str_of(b->path), 0, 0, "%u more", b->duplicates - DUPLICATES_TOLD);
}

/* By key, then by position. */
static bool sorted(const struct tree_node *nodes, uint32_t a, uint32_t b) {
  int order = str_cmp(nodes[a].key, nodes[b].key);
  return order < 0 || (order == 0 && a < b);
}

static void merge(const struct tree_node *nodes, const uint32_t *from, uint32_t *to, size_t left, size_t middle, size_t right) {
  size_t a = left, b = middle;
  for (size_t i = left; i < right; i++) to[i] = a < middle && (b >= right || sorted(nodes, from[a], from[b])) ? from[a++] : from[b++];
}

/* Merge sort: no input makes it slow, which cannot be said of a hash whose function is known. `spare` has room for n too. */
static void sort_children(const struct tree_node *nodes, uint32_t *ids, uint32_t *spare, size_t n) {
  uint32_t *from = ids, *to = spare;
  for (size_t width = 1; width < n; width *= 2) {
    for (size_t i = 0; i < n; i += 2 * width) {
      size_t middle = i + width < n ? i + width : n, right = i + 2 * width < n ? i + 2 * width : n;
      merge(nodes, from, to, i, middle, right);
    }
    uint32_t *swap = from;
    from = to;
    to = swap;
  }
  if (from != ids) memcpy(ids, from, n * sizeof *ids);
}

static void find_duplicates_sorted(struct tree_builder *b, const uint32_t *ids, size_t n) {
  for (size_t i = 1; i < n; i++)
    if (str_eq(b->t->nodes.v[ids[i - 1]].key, b->t->nodes.v[ids[i]].key)) report_duplicate(b, ids[i - 1], ids[i]);
}

static void find_duplicates_in_list(struct tree_builder *b, uint32_t object) {
  const struct tree_node *nodes = b->t->nodes.v;
  for (uint32_t i = nodes[object].first; i != TREE_NONE; i = nodes[i].next) {
    for (uint32_t j = nodes[i].next; j != TREE_NONE; j = nodes[j].next) {
      if (!str_eq(nodes[i].key, nodes[j].key)) continue;
      report_duplicate(b, i, j);
      break;
    }
  }
}

/* Lists the children of a large container: of an array in order, of an object sorted. */
static void build_table(struct tree_builder *b, uint32_t container) {
  struct tree *t = b->t;
  struct tree_node *node = &t->nodes.v[container];
  size_t n = node->count, at = t->tables.n;
  bool object = node->type == TREE_OBJECT;
  vec_reserve(&t->tables, at + n + (object ? n : 0));
  uint32_t *ids = t->tables.v + at, *end = ids;
  for (uint32_t i = node->first; i != TREE_NONE; i = t->nodes.v[i].next) *end++ = i;
  t->tables.n += n;
  node->table = (uint32_t)at;
  if (!object) return;
  sort_children(t->nodes.v, ids, ids + n, n);
  find_duplicates_sorted(b, ids, n);
}

void tree_build_end(struct tree_builder *b) {
  uint32_t container = b->stack[--b->depth].node;
  const struct tree_node *node = &b->t->nodes.v[container];
  if (node->count >= TABLE_FROM)
    build_table(b, container);
  else if (node->type == TREE_OBJECT)
    find_duplicates_in_list(b, container);
}

static uint32_t get_in_table(const struct tree *t, const struct tree_node *object, struct str key) {
  const uint32_t *ids = t->tables.v + object->table;
  size_t low = 0, high = object->count; /* first entry above `key` */
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (str_cmp(t->nodes.v[ids[middle]].key, key) <= 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low && str_eq(t->nodes.v[ids[low - 1]].key, key) ? ids[low - 1] : TREE_NONE;
}

uint32_t tree_get(const struct tree *t, uint32_t object, struct str key) {
  if (object >= t->nodes.n || t->nodes.v[object].type != TREE_OBJECT) return TREE_NONE;
  const struct tree_node *node = &t->nodes.v[object];
  if (node->table != TREE_NONE) return get_in_table(t, node, key);
  uint32_t found = TREE_NONE;
  for (uint32_t i = node->first; i != TREE_NONE; i = t->nodes.v[i].next)
    if (str_eq(t->nodes.v[i].key, key)) found = i;
  return found;
}

uint32_t tree_at(const struct tree *t, uint32_t array, uint32_t index) {
  if (array >= t->nodes.n || t->nodes.v[array].type != TREE_ARRAY || index >= t->nodes.v[array].count) return TREE_NONE;
  const struct tree_node *node = &t->nodes.v[array];
  if (node->table != TREE_NONE) return t->tables.v[node->table + index];
  uint32_t i = node->first;
  while (index-- > 0) i = t->nodes.v[i].next;
  return i;
}

static void add_token(struct str key, struct buf *out) {
  for (size_t i = 0; i < key.n; i++) {
    if (key.p[i] == '~')
      buf_add_cstr(out, "~0");
    else if (key.p[i] == '/')
      buf_add_cstr(out, "~1");
    else
      buf_add_char(out, key.p[i]);
  }
}

void tree_pointer(const struct tree *t, uint32_t node, struct buf *out) {
  uint32_t way[LIMIT_DEPTH + 1], n = 0;
  for (uint32_t i = node; i < t->nodes.n && t->nodes.v[i].parent != TREE_NONE && n <= LIMIT_DEPTH; i = t->nodes.v[i].parent) way[n++] = i;
  while (n > 0) {
    const struct tree_node *step = &t->nodes.v[way[--n]];
    buf_add_char(out, '/');
    if (t->nodes.v[step->parent].type == TREE_OBJECT)
      add_token(step->key, out);
    else
      buf_printf(out, "%u", step->index);
  }
}
