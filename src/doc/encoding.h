/* A text file made readable, with the way back to its bytes.
 *
 * Byte-order mark, CRLF (and a CR alone, which ends a line in Markdown too), U+00A0/U+202F/U+2009, invalid bytes, and UTF-8 that was
 * decoded as cp1252 or cp1254 and encoded again (with bytes lost on the way, see doc/double.h) are repaired on a copy. Offsets into
 * the copy map to offsets of the original. Columns count the code points of the original; an invalid byte is one, a byte-order mark
 * none. What was lost for good is U+FFFD in the copy. */
#ifndef TIEOUT_DOC_ENCODING_H
#define TIEOUT_DOC_ENCODING_H

#include "base/diag.h"
#include "base/err.h"
#include "base/vec.h"
#include "model/place.h"

struct text_run {
  uint32_t at;  /* offset in the copy from which … */
  uint32_t raw; /* … this offset of the original counts on, byte by byte, until the next run */
};

/* Private: so many code points stand before this offset of the original. */
struct text_mark {
  uint32_t raw, count;
};

struct text {
  struct str raw; /* borrowed */
  struct str s;   /* the readable copy, NUL-terminated; == raw (borrowed) when nothing had to be repaired */
  char *owned;    /* or NULL */
  VEC(struct text_run) runs;
  VEC(uint32_t) lines;         /* offsets in raw at which lines start */
  VEC(struct text_mark) marks; /* private: one every few hundred bytes, so that no line is too long; none if all is ASCII */
};

/* Emits one diagnostic for each kind of repair, with the first place and how many. Refuses NUL bytes (binary) as ERR_INPUT.
 * An empty file is no error here. */
int text_read(struct text *t, struct str raw, struct str path, const struct diag_sink *sink, struct err *err);
void text_release(struct text *t);
size_t text_raw(const struct text *t, size_t offset);
/* Bytes [from, to) of the copy: place in the original, and the original's own bytes. Ends inside a code point are moved outwards.
 * Logarithmic in lines and repairs, whatever the length of the line. */
struct place text_place(const struct text *t, size_t from, size_t to);
struct str text_quote(const struct text *t, size_t from, size_t to);

#endif
