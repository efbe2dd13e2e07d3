/* Foreign text where a person reads it: control characters, direction marks and bytes that are not UTF-8 are shown as escapes. */
#ifndef TIEOUT_BASE_VISIBLE_H
#define TIEOUT_BASE_VISIBLE_H

#include "base/buf.h"
#include "base/str.h"
#include <stdint.h>

/* Has no shape of its own, or changes how others are shown. */
bool visible_hides(uint32_t cp);
/* One code point, or one bad byte, at s.p[i], as `\x1b` or `\u{202e}` where it hides; returns its length in bytes. */
size_t visible_add_one(struct buf *out, struct str s, size_t i);
/* On one line: a name with a line end in it cannot pass for two messages. */
void visible_add(struct buf *out, struct str s);
/* The same, but a line end before a blank stays: source lines stand indented below their message. */
void visible_add_message(struct buf *out, struct str s);

#endif
