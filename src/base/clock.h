/* The one clock. --now, then SOURCE_DATE_EPOCH, then the machine's time. */
#ifndef TIEOUT_BASE_CLOCK_H
#define TIEOUT_BASE_CLOCK_H

#include <stdint.h>

void clock_fix(int64_t usec); /* TIME_NONE undoes it */
int64_t clock_now(void);      /* UTC microseconds */
int64_t clock_fixed(void);    /* as --now or SOURCE_DATE_EPOCH have it; TIME_NONE: it is the machine's */
/* Processor seconds that this process has used: for budgets only, never for output. */
double clock_processor(void);
/* Seconds that pass, to some milliseconds, without a system call. For budgets only, too. */
double clock_coarse(void);

#endif
