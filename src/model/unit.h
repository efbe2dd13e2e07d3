/* Units: what is written ("ms", "req/min", "%"), and the base unit it is converted to.
 *
 * Base units: "s", "ratio", "1/s", "B", "count", "USD", "time" (UTC microseconds, exact in a double until the year 2255). */
#ifndef TIEOUT_MODEL_UNIT_H
#define TIEOUT_MODEL_UNIT_H

#include "base/str.h"

struct unit {
  const char *written; /* as found in reports and mappings */
  const char *base;
  double factor; /* base = written * factor */
  bool glued;    /* may follow the digits without a blank ("300s", "98%") */
};

/* Longest unit at the start of `s` that ends at a word boundary; NULL if there is none. *used = bytes of s. Case matters
 * where it must ("m" minutes, "M" mega, "MB" bytes, "Mb" not a unit); otherwise words ("Minutes") are found in any case. */
const struct unit *unit_scan(struct str s, size_t *used);
/* Exactly this name, as mappings spell it: ns us ms s min h d percent ratio per_min per_s per_h B KiB MiB GiB count usd cents. */
const struct unit *unit_named(struct str name);

#endif
