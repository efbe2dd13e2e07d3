/* A text file made readable, with the way back to its bytes.
 *
 * Byte-order mark, CRLF, U+00A0/U+202F/U+2009, invalid bytes, and UTF-8 that was decoded as cp1252 or cp1254 and encoded again
 * (with bytes lost on the way) are repaired on a copy. Offsets into the copy map to offsets of the original. */
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

struct text {
  struct str raw; /* borrowed */
  struct str s;   /* the readable copy, NUL-terminated; == raw (borrowed) when nothing had to be repaired */
  char *owned;    /* or NULL */
  VEC(struct text_run) runs;
  VEC(uint32_t) lines; /* offsets in raw at which lines start */
};

/* Emits one diagnostic for each kind of repair, with the first place and how many. Refuses NUL bytes (binary) as ERR_INPUT. */
int text_read(struct text *t, struct str raw, struct str path, const struct diag_sink *sink, struct err *err);
void text_release(struct text *t);
size_t text_raw(const struct text *t, size_t offset);
/* Bytes [from, to) of the copy: place in the original, and the original's own bytes. */
struct place text_place(const struct text *t, size_t from, size_t to);
struct str text_quote(const struct text *t, size_t from, size_t to);

#endif
