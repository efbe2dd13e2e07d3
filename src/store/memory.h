/* Memory for SQLite. Inside of the store, but for memory_pool(). */
#ifndef TIEOUT_STORE_MEMORY_H
#define TIEOUT_STORE_MEMORY_H

#include <stdint.h>

/* From now on SQLite takes its memory from a pool, in the whole process: for a program that is ours alone, before the first ledger is
 * opened. Without it, or where SQLite is in use already, memory comes from where it always did. */
void memory_pool(void);
/* Bytes that SQLite has in use; with the pool, those of this thread. Differences are what counts. */
int64_t memory_in_use(void);

#endif
