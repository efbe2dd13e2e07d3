/* yaml_json FILE: runs at build. The YAML of a mapping, or the front matter of a rule, as JSON, which the program reads in a tenth of the
 * time. Printed as the initialiser of an array of bytes. */
#include <stdio.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "doc/tree.h"

static void put_string(struct buf *b, struct str s) {
  buf_add_char(b, '"');
  for (size_t i = 0; i < s.n; i++) {
    unsigned char c = (unsigned char)s.p[i];
    if (c < ' ' || c == '"' || c == '\\')
      buf_printf(b, "\\u%04x", c);
    else
      buf_add_char(b, (char)c);
  }
  buf_add_char(b, '"');
}

/* Depth is capped by the reader. */
static void put_node(struct buf *b, const struct tree *t, uint32_t node) {
  const struct tree_node *n = &t->nodes.v[node];
  bool object = n->type == TREE_OBJECT;
  switch (n->type) {
  case TREE_ARRAY:
  case TREE_OBJECT:
    buf_add_char(b, object ? '{' : '[');
    for (uint32_t child = n->first; child != TREE_NONE; child = t->nodes.v[child].next) {
      if (child != n->first) buf_add_char(b, ',');
      if (object) put_string(b, t->nodes.v[child].key);
      if (object) buf_add_char(b, ':');
      put_node(b, t, child);
    }
    buf_add_char(b, object ? '}' : ']');
    break;
  case TREE_STRING:
    put_string(b, n->text);
    break;
  case TREE_NUMBER:
  case TREE_BOOL:
    buf_add_str(b, n->text);
    break;
  case TREE_NULL:
    buf_add_cstr(b, "null");
    break;
  }
}

/* A rule starts with its front matter in a comment; a mapping is YAML as it is. */
static struct str yaml_of(struct str text) {
  size_t from = str_find(text, STR("/*---\n"), 0), to = str_find(text, STR("---*/"), 0);
  return from == 0 && to != SIZE_MAX ? str_sub(text, 6, to - 6) : text;
}

static int convert(struct str text, const char *path, struct buf *out, struct err *err) {
  struct tree t = {0};
  if (tree_read_yaml(&t, yaml_of(text), path, NULL, err) != 0) return -1;
  put_node(out, &t, 0);
  tree_release(&t);
  /* A YAML number that JSON does not know would only be missed at run time. */
  if (tree_read_json(&t, buf_str(out), path, false, NULL, err) != 0) return -1;
  tree_release(&t);
  return 0;
}

int main(int argc, char **argv) {
  struct err err = ERR_INIT;
  struct file file = {0};
  struct buf json = BUF_INIT;
  int rc = argc == 2 ? file_read(&file, argv[1], LIMIT_CONFIG_BYTES, &err) : err_set(&err, ERR_USAGE, "usage: yaml_json FILE");
  if (rc == 0) rc = convert(file_str(&file), argv[1], &json, &err);
  for (size_t i = 0; rc == 0 && i < json.n; i++) printf("0x%02x,", (unsigned char)json.p[i]);
  if (rc != 0) fprintf(stderr, "%s:%u:%u: %s\n", err.path, err.line, err.column, err.text);
  file_release(&file);
  buf_release(&json);
  return rc == 0 ? 0 : 1;
}
