/* Secrets that evidence carries must not reach facts, quotes or pages. */
#ifndef TIEOUT_BASE_REDACT_H
#define TIEOUT_BASE_REDACT_H

#include "base/arena.h"
#include "base/buf.h"

/* `s` itself, or a copy with what looks like a secret replaced by "[withheld]": the password of a URL, the value behind password=,
 * token:, Authorization: and the like, a key block, well-known token shapes. *found is set, never cleared. */
struct str redact(struct arena *a, struct str s, bool *found);
/* The same in place, with stars, so that columns stay what they are. */
void redact_hide(struct buf *b);

#endif
