/* "Key: value" lines of a block, and claims made of one value whose meaning is known. */
#ifndef TIEOUT_EXTRACT_PAIR_H
#define TIEOUT_EXTRACT_PAIR_H

#include "extract/context.h"
#include "extract/lexicon.h"
#include "extract/measure.h"
#include "extract/words.h"

/* Byte ranges of the text that was scanned. */
struct pair {
  struct span key, value;
};

/* Next pair at or after *at: a line, or a part of a line between " | ", that begins with a short key and a colon. */
bool pair_next(struct str text, size_t *at, struct pair *out);

/* A value, alone in its cell or behind its key. */
struct value_at {
  int32_t block;
  struct span range;
  struct str subject;
  struct meaning meaning;   /* its term must be set, or `unit` and family decide */
  enum claim_family family; /* where there is no term */
  struct str attribute;     /* likewise */
  const struct unit *unit;  /* for numbers without one */
  enum claim_role role;
  bool answers; /* a status may be told as "yes" or "no" */
};
/* Claims it if it is of the kind that the term asks for: a status, one quantity, a time, an address … CLAIM_NONE if it is not. */
int32_t value_claim(struct extraction *x, const struct value_at *v);
/* "2025-10-01T01:07:12Z", in the arena. */
struct str time_text(struct arena *a, int64_t usec);
/* Parses one quantity that fills the range, but for a remark in parentheses or signs. */
bool value_measure(struct str text, struct span range, const struct unit *dflt, bool target, struct measure *out);

/* Before the first level-2 heading, where a report says what it is (metadata.c). */
bool in_header(const struct extraction *x, int32_t block);
/* Whom a pair of this block is about: the deployment in the header and in sections about it, else what the heading names. */
struct str pair_subject(struct extraction *x, int32_t block);
/* All headings above it say no more than that this is what came of it: "Results", "Wrap-up". */
bool under_outcome(struct extraction *x, int32_t block);
/* The same as pair_subject for figures: sections that only say that something is measured ("Performance") are about the deployment too. */
struct str figure_subject(struct extraction *x, int32_t block);
bool is_metadata_key(struct str key);
/* A key-value row of a table, read like a pair: metadata, or CLAIM_NONE. */
int32_t metadata_row(struct extraction *x, struct str key, int32_t value_block);

#endif
