/* What evidence says: one value of one attribute of one subject, with its place. */
#ifndef TIEOUT_MODEL_FACT_H
#define TIEOUT_MODEL_FACT_H

#include "base/str.h"
#include <stdint.h>

/* Primary: a machine measured or did it. Derived: a summary of that. Narrative: prose. */
enum rank { RANK_PRIMARY, RANK_DERIVED, RANK_NARRATIVE };
/* Only a known fact can support a claim. */
enum fact_state { FACT_KNOWN, FACT_NULL, FACT_PLACEHOLDER, FACT_UNMAPPED };

const char *rank_name(enum rank r);
const char *fact_state_name(enum fact_state s);

/* Slices are borrowed for the call. */
struct fact {
  int64_t reading; /* store id */
  struct str subject, attribute;
  struct str value;   /* canonical: status name, number text in the base unit, else the text */
  struct str written; /* as the artifact writes it */
  bool has_number;
  double number, low, high; /* base unit; [low, high) by written precision. Integers: low = high = number */
  struct str unit;          /* base unit, or empty */
  enum fact_state state;
  enum rank rank;
  int64_t observed_at; /* microseconds or TIME_NONE */
  struct str pointer;  /* RFC 6901, empty for text files */
  uint32_t line, column;
  struct str text; /* quote from the artifact, at most LIMIT_QUOTE_BYTES */
};

#endif
