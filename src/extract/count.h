/* Claims of counted things, shared by counts, ratios and breakdowns. */
#ifndef TIEOUT_EXTRACT_COUNT_H
#define TIEOUT_EXTRACT_COUNT_H

#include "extract/measure.h"
#include "extract/noun.h"

/* A number of things at a place. */
struct tally {
  int32_t block;
  struct span quote, digits; /* digits: the number as written */
  struct measure number;
  struct counted what;
  enum claim_role role;
};

/* The claim "number of what", subject by the place. */
int32_t tally_claim(struct extraction *x, const struct tally *t);
/* Whose things are counted there: the load test's for requests and scenarios, else by the section. */
struct str tally_subject(struct extraction *x, int32_t block, size_t from, size_t to, const struct counted *what);
/* The role of a count and whether it is one at all: plans, targets and conditions count nothing. */
bool tally_role(const struct extraction *x, int32_t block, size_t from, size_t to, enum claim_role *role);
/* "2025" without groups, 1990 to 2100. */
bool is_year(struct str digits);
/* Key of the "Key: value" line whose value begins at `at` (signs apart); empty if there is none. */
struct str key_before(struct str text, size_t at);

/* Takes the state of "8 services are up" into the phrase that ends at what->to. */
/* `part`: they are some of a whole that is told, too. */
void tally_predicate(struct str s, struct counted *what, bool part);
/* The "passed", "failed" … that stands directly behind `at` and ends its part of the sentence; empty if there is none. */
struct span tally_outcome(struct str s, size_t at);

#endif
