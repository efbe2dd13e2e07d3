/* Lines of a log with their number and offset; an over-long line is an error, a missing last newline is not. */
#ifndef TIEOUT_DOC_LINES_H
#define TIEOUT_DOC_LINES_H

#include "base/err.h"
#include "base/str.h"
#include <stdint.h>

struct line {
  struct str s; /* without its end of line */
  uint32_t number;
  size_t offset;
  bool ended; /* by a newline: a last line without one may still be growing */
};

struct lines {
  struct str in;
  const char *path;
  size_t at;
  uint32_t number;
};

void lines_open(struct lines *l, struct str in, const char *path);
/* 1: a line; 0: no more; -1: error. */
int lines_next(struct lines *l, struct line *out, struct err *err);

#endif
