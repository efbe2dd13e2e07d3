/* The words that importers, extract, rules and templates share: subjects, attributes, count nouns. docs/vocabulary.md is
 * written from the same rows, and a test finds a word that is not in it. */
#ifndef TIEOUT_MODEL_VOCABULARY_H
#define TIEOUT_MODEL_VOCABULARY_H

#include "base/str.h"

enum word_kind { WORD_SUBJECT, WORD_ATTRIBUTE };

struct word {
  enum word_kind kind;
  const char *name; /* "service:NAME", "latency.p95", "count.KIND", "target.ATTRIBUTE" */
  const char *unit; /* base unit, "status", "text", "time" or "" */
  const char *text; /* what it means, one line */
};

const struct word *vocabulary_rows(size_t *n);
/* true if `subject` ("service:web") or `attribute` ("count.dashboard") fits a row. */
bool vocabulary_has_subject(struct str subject);
bool vocabulary_has_attribute(struct str attribute);

#endif
