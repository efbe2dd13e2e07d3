/* Line and column of byte offsets that only go forward: what was counted is never counted again.
 *
 * Lines end in '\n'; columns are code points, an invalid byte counts as one. A byte-order mark at the start counts for nothing. */
#ifndef TIEOUT_DOC_CURSOR_H
#define TIEOUT_DOC_CURSOR_H

#include "base/str.h"
#include <stdint.h>

struct cursor {
  struct str in;
  size_t at;
  uint32_t line, column; /* of `at`, 1-based */
};

/* Bytes of the byte-order mark that `in` starts with: 3 or 0. */
size_t cursor_bom(struct str in);
void cursor_open(struct cursor *c, struct str in);
/* To an offset at or behind the last one, at the start of a code point; what is behind the end means the end. */
void cursor_to(struct cursor *c, size_t offset);

#endif
