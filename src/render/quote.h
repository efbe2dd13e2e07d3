/* Foreign text on a terminal: control characters and direction marks are shown as escapes, long lines are cut around the part that matters.
 */
#ifndef TIEOUT_RENDER_QUOTE_H
#define TIEOUT_RENDER_QUOTE_H

#include "base/buf.h"
#include "base/str.h"
#include <stdint.h>

/* The whole text on one line, at most `max` code points. */
void quote_text(struct buf *out, struct str s, size_t max);

/* The part of `line` around code points [from, to) (0-based), and below it where they stand. `prefix` starts both lines' margins. */
struct quote_style {
  const char *mark_on, *mark_off; /* "" without colour */
};
/* How far into a line the last quotation began, so that the next one of the same line need not count from its beginning: a line may be the
 * whole report, with thousands of findings. NULL is no place to remember it. */
struct quote_cursor {
  const char *line;
  size_t codepoints, bytes;
};
void quote_line(struct buf *out, struct str line, size_t from, size_t to, uint32_t number, const struct quote_style *style,
                struct quote_cursor *cursor);
/* A line beside it, from its beginning. */
void quote_plain_line(struct buf *out, struct str line, uint32_t number);

#endif
