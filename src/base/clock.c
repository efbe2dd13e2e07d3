#include "base/clock.h"

#include "base/time.h"

static int64_t fixed = TIME_NONE; /* --now: set once, before anything reads the clock */

void clock_fix(int64_t usec) { fixed = usec; }

/* Whole seconds, as the reproducible-builds specification has it; anything else is ignored. */
static bool from_environment(int64_t *usec) {
  const char *s = getenv("SOURCE_DATE_EPOCH");
  if (!s || !ascii_is_digit(s[0])) return false;
  int64_t seconds = 0;
  for (; ascii_is_digit(*s); s++) {
    if (seconds > 253402300799) return false; /* the year 9999 */
    seconds = seconds * 10 + (*s - '0');
  }
  if (*s) return false;
  *usec = seconds * 1000000;
  return true;
}

int64_t clock_fixed(void) {
  int64_t usec;
  if (fixed != TIME_NONE) return fixed;
  return from_environment(&usec) ? usec : TIME_NONE;
}

int64_t clock_now(void) {
  int64_t usec = clock_fixed();
  if (usec != TIME_NONE) return usec;
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

double clock_processor(void) { return (double)clock() / CLOCKS_PER_SEC; }

double clock_coarse(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}
