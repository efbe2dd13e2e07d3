/* Numbers as they are printed: exact text, value, and the interval that the printed precision stands for.
 *
 * "0.39" stands for [0.385, 0.400): rounded to nearest or truncated, both are honest. "73,200" for [73199.5, 73201);
 * an integer count is exact where the caller knows that it is one. Source: design notes on printed precision. */
#ifndef TIEOUT_BASE_NUM_H
#define TIEOUT_BASE_NUM_H

#include "base/str.h"

struct buf;

struct num {
  double value;
  double low, high; /* [low, high) by printed precision */
  int decimals;     /* digits after the point */
  bool negative;
};

/* Longest number at the start of `s`: sign, digits with ',' or '_' or no-break blanks between groups of three (an ordinary blank separates
 * two numbers as often), '.', fraction, exponent. Returns the bytes used, 0 if there is none. "1,2" is not a number with groups: reads 1.
 * It knows nothing of what follows: "1.2.3" reads 1.2, "12:30" reads 12; the caller looks at the next byte. */
size_t num_scan(struct str s, struct num *out);
/* The whole of `s` as a JSON number. */
bool num_parse(struct str s, struct num *out);
/* "eight" = 8; zero to twenty, tens to ninety ("twenty-one"), hundred. Bytes used, 0 if none. Case does not matter. */
size_t num_scan_word(struct str s, double *out);
/* Shortest text that reads back as the same double, '.' as point, no exponent below 1e15. */
void num_format(double v, struct buf *out);

#endif
