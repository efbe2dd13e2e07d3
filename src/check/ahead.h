/* Inside of check: what check_ahead_start() leaves behind. */
#ifndef TIEOUT_CHECK_AHEAD_H
#define TIEOUT_CHECK_AHEAD_H

#include <pthread.h>

#include "check/check.h"

struct check_ahead {
  struct store *store;
  const struct rules *rules;
  struct sandbox *sandbox; /* the thread's alone while it runs */
  pthread_t thread;
  bool running;
};

/* Waits until all is prepared. Owned by `a`. */
struct sandbox *check_ahead_sandbox(struct check_ahead *a);

#endif
