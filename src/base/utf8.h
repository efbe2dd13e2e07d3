/* UTF-8, strictly: no overlong forms, no surrogates, nothing above U+10FFFF. */
#ifndef TIEOUT_BASE_UTF8_H
#define TIEOUT_BASE_UTF8_H

#include "base/str.h"
#include <stdint.h>

/* Decodes the code point at s.p[i]; returns its length in bytes (1..4), or 0 if the bytes there are invalid. */
size_t utf8_decode(struct str s, size_t i, uint32_t *cp);
size_t utf8_encode(uint32_t cp, char out[4]);
bool utf8_valid(struct str s, size_t *bad_offset); /* bad_offset may be NULL */
/* Code points in the bytes; an invalid byte counts as one. */
size_t utf8_count(struct str s);

#endif
