/* cmark, with our allocator: its own one ends the process in a way that nobody can catch. */
#include <cmark.h>

#include "base/mem.h"
#include "doc/markdown_parts.h"

static cmark_mem mem = {mem_calloc, mem_realloc, mem_free};

cmark_node *md_cmark_parse(const char *p, size_t n) {
  cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &mem);
  cmark_parser_feed(parser, p, n);
  cmark_node *root = cmark_parser_finish(parser);
  cmark_parser_free(parser);
  return root;
}
