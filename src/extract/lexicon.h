/* What a column header, a metric's name or a key stands for: one table of terms for all of them. */
#ifndef TIEOUT_EXTRACT_LEXICON_H
#define TIEOUT_EXTRACT_LEXICON_H

#include "base/arena.h"
#include "model/claim.h"
#include "model/unit.h"

enum term_flag {
  TERM_TESTS = 1 << 0, /* means this only where tests are counted ("passed") */
  TERM_TIME = 1 << 1,  /* value is a point in time */
  TERM_WHOLE = 1 << 2  /* other words beside it make it something else ("version history") */
};

struct term {
  const char *words;     /* required ones, singular, lower case; the first is the key of the table */
  const char *attribute; /* vocabulary word */
  enum claim_family family;
  const char *base; /* unit that a number of it has; "" = none or any */
  unsigned flags;
};

struct meaning {
  const struct term *term; /* NULL: the lexicon does not know it */
  const struct unit *unit; /* "p95 (ms)"; NULL */
  enum claim_role role;    /* "target p95", "previous error rate" */
  bool overall;            /* "overall", "aggregate": of the whole, not of each part */
  struct str qualifier;    /* other words and what stands in parentheses, lower case */
};

/* Result lives in the arena. A label of more than a handful of words means nothing. */
struct meaning meaning_of(struct arena *a, struct str label);
/* Role that a header or label word gives to its values: "Target" → TARGET, "Before" → PREVIOUS, "Estimate" …; MEASURED if none.
 * *named: it was one of the words for measured values too ("Actual", "Current", "Result"). */
enum claim_role role_of_header(struct str header, bool *named);
/* "(ms)", "(req/min)": the unit in a header's last parenthesis, or behind a comma or "in"; NULL if there is none. */
const struct unit *unit_of_header(struct str header);
const struct term *lexicon_rows(size_t *n);

#endif
