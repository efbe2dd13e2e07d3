/* Inside of the sandbox. */
#ifndef TIEOUT_STORE_SANDBOX_H
#define TIEOUT_STORE_SANDBOX_H

#include "base/vec.h"
#include "store/db.h"

/* What the running statement may still take. */
struct budget {
  int64_t steps;      /* left, in units of STEP_BATCH */
  double started;     /* clock_processor() then */
  double look_again;  /* clock_coarse() before which the processor time is not asked for: that is a system call */
  int64_t memory;     /* bytes in use when it started */
  const char *excess; /* what it had too much of */
};

/* A statement that was run before: rules run once for each report. */
struct prepared {
  char *sql; /* owned */
  size_t n;
  sqlite3_stmt *s;
  bool busy; /* a row callback is running on it */
};

struct sandbox {
  sqlite3 *db;
  const struct store *store;
  struct budget budget;
  char denied[96]; /* what the allow-list said no to */
  VEC(struct prepared) prepared;
};

/* The authorizer: SELECT over the ledger's tables, with functions whose result depends on their arguments only. ctx is the sandbox. */
int sandbox_authorize(void *ctx, int action, const char *first, const char *second, const char *database, const char *inner);

#endif
