/* layers: doc */
/* Blocks, texts and spans of any Markdown: every place leads back to its byte, and the tree is one. */
#include "../support/markdown_check.h"
#include "doc/markdown.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct text t;
  struct markdown m;
  struct err err = ERR_INIT;
  if (text_read(&t, str_make((const char *)data, size), STR("fuzz.md"), NULL, &err) < 0) return 0;
  if (markdown_read(&m, &t, "fuzz.md", NULL, &err) == 0) {
    if (markdown_flaw(&m, &t)) __builtin_trap();
    markdown_release(&m);
  }
  text_release(&t);
  return 0;
}
