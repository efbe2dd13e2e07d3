/* Times of day without a date. They stand on the day of the report, so that they read well; only differences between them matter, and rules
 * know them by the qualifier "clock". */
#ifndef TIEOUT_EXTRACT_CLOCK_H
#define TIEOUT_EXTRACT_CLOCK_H

#include "base/time.h"
#include "extract/context.h"
#include "extract/words.h"

#define USEC_MINUTE INT64_C(60000000)
#define USEC_DAY    (24 * 60 * USEC_MINUTE)

/* Midnight of that day, or the epoch where the report has no time of its own. */
int64_t clock_day(const struct extraction *x);
int32_t clock_claim(struct extraction *x, int32_t block, struct span at, const struct clock_time *c, int64_t day, const char *attribute,
                    enum claim_role role);
bool is_clock(const struct claim_draft *d);
/* An end that lies before its start is on the next day. */
void clock_wrap(struct extraction *x, int32_t start, int32_t end);

#endif
