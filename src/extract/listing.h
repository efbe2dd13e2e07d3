/* A count that announces a list or table: "### Modified Files (8)" above eight bullets. */
#ifndef TIEOUT_EXTRACT_LISTING_H
#define TIEOUT_EXTRACT_LISTING_H

#include "extract/context.h"

/* Relates counts in headings and lead lines, and counts of the whole, to the lists and tables that must hold as many. */
void count_listings(struct extraction *x);

#endif
