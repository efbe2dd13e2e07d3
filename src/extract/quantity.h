/* The label beside a figure in running text: "p95 980 ms", "0.39% error rate". */
#ifndef TIEOUT_EXTRACT_QUANTITY_H
#define TIEOUT_EXTRACT_QUANTITY_H

#include "extract/lexicon.h"
#include "extract/measure.h"

struct beside {
  struct meaning meaning; /* with a term that fits the figure's unit */
  struct str qualifier;   /* words that narrow it, lower case */
  size_t from, to;        /* bytes of the label */
};

/* The term is of a figure, and of the unit. */
bool figure_fits(const struct meaning *m, const struct measure *q);
/* What the figure of that block measures, as the words before or behind it say; false if they say nothing of the lexicon. */
bool figure_label(struct extraction *x, int32_t block, const struct measure *q, struct beside *out);
/* Nobody aims at more errors or less throughput: such a bound is where something gives way. */
bool is_worthwhile(struct str attribute, enum claim_operator op);

#endif
