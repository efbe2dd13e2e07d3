/* One written quantity: bound, number, scale, unit, and the interval that all this stands for. */
#ifndef TIEOUT_EXTRACT_MEASURE_H
#define TIEOUT_EXTRACT_MEASURE_H

#include "extract/context.h"
#include "model/unit.h"

struct measure {
  enum claim_operator op;   /* "<", "≤", "under", "at least", "~", "3-6" (..), "4+" (>=) */
  bool negated;             /* the bound is spoken of as missed; unused by scanners */
  double number, low, high; /* base unit; widened for "~"; high INFINITY for "4+" */
  bool integer;             /* digits only, no scale suffix, no "~": exact if it is a count */
  const struct unit *unit;  /* as written (or the default that was given); NULL: a bare number */
  bool unit_written;
  size_t from, to; /* bytes in the scanned text, bound and unit included */
  size_t digits_from, digits_to;
};

/* Reads one at s[at]: optional bound, number (with "k", "M" and "+" behind it, or a range), optional unit. `dflt` stands in where no unit
 * is written. Compound durations ("1h 12m", "4 min 53 s") are one measure. Bytes used, 0 if there is no quantity at `at`. A number glued to
 * letters ("v2", "p95", "10x") or part of a dotted, slashed or dashed token (dates, versions, ids) is none. */
size_t measure_scan(struct str s, size_t at, const struct unit *dflt, struct measure *out);
/* The first one at or after `at`; false if there is none. */
bool measure_next(struct str s, size_t at, const struct unit *dflt, struct measure *out);
/* The whole of `s` is one quantity, blanks, emphasis and a leading status emoji aside. */
bool measure_whole(struct str s, const struct unit *dflt, struct measure *out);
/* Puts number, interval, operator and unit into a draft. Bare numbers get unit "count". */
void measure_into(const struct measure *m, struct claim_draft *d);

#endif
