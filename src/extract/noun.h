/* What a number counts: the noun phrase behind it, or the label in front. */
#ifndef TIEOUT_EXTRACT_NOUN_H
#define TIEOUT_EXTRACT_NOUN_H

#include "extract/context.h"
#include "extract/words.h"

struct counted {
  struct str noun;      /* singular, lower case, words of a compound joined by '-' */
  struct str qualifier; /* words that narrow it, lower case, one blank apart; or empty */
  bool total;           /* "total": of everything that there is */
  bool bare;            /* the noun alone says nothing of whose: no qualifier, not total */
  size_t to;            /* behind the phrase */
};

/* Behind a number that ends at `at`: "8 services healthy", "12 alert policies", "3 failing services". `n` is the number: 1 wants a
 * singular. Units of time, multipliers and ordinals are no nouns. */
bool noun_after(struct extraction *x, struct str s, size_t at, double n, struct counted *out);
/* "Critical Issues", "Files Created", "Modified Files": the one plural noun in a label. */
bool noun_of_label(struct extraction *x, struct str label, struct counted *out);
/* The words before a number that make it a name, an order or a share: "Phase 3", "top 5", "port 8080", "HTTP 500", "every 10". */
bool is_numbered_name(struct str s, size_t number);
/* "count.service", or the word that the vocabulary has for it: "requests", "tests.passed" (the qualifier is used up then). */
struct str count_word(struct extraction *x, struct counted *c);
/* Words that say how things are, not which of them: "healthy", "ready". */
bool is_state(struct str words);
/* A plural by its form: not "status", "AWS", "requires". */
bool is_plural(struct str word);

#endif
