/* Strings of the JSON reader: where they end, and what they say. */
#ifndef TIEOUT_DOC_JSON_STRING_H
#define TIEOUT_DOC_JSON_STRING_H

#include "base/buf.h"
#include <stdint.h>

/* What stopped a string from being read, with the offset of the byte that was not expected. */
struct json_fault {
  const char *rule, *expected; /* NULL: no fault */
  size_t offset;
};

/* The string whose opening quote is in.p[at]. Returns the offset behind its closing quote, or 0 with *fault filled.
 * *text is a slice of `in` where that will do, else of `scratch`. A surrogate without its other half and each byte that is not
 * UTF-8 become U+FFFD. */
size_t json_string_read(struct str in, size_t at, struct buf *scratch, struct str *text, struct json_fault *fault);

#endif
