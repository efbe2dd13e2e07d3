/* A pool for SQLite's memory. To prepare and run thirty rules SQLite allocates some 60,000 times, a hundred bytes for some microseconds,
 * and with malloc() and a lock around its statistics that is half of the time that it takes. Here a small block is the head of a list.
 *
 * Every thread has lists of its own; a block that another thread frees moves to the lists of that one. Chunks are not given back, also not
 * by a thread that ends: the program's threads live about as long as the program. */
#include "store/memory.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <string.h>

#include "base/mem.h"

/* Blocks with their header are multiples of STEP up to STEP * CLASSES; what is larger comes from mem_alloc(). */
enum { STEP = 32, CLASSES = 64, CHUNK_BYTES = 64 << 10 };

struct block {
  size_t size;        /* bytes behind this field */
  struct block *next; /* while it is free; else the first of those bytes */
};
enum { HEADER = sizeof(size_t) };

struct chunk {
  struct chunk *next;
  size_t fill; /* so that blocks are aligned to 16 */
};

static _Thread_local struct pool {
  struct block *free[CLASSES + 1]; /* by size in steps */
  char *top, *end;                 /* what is left of the newest chunk */
  struct chunk *chunks;
  int64_t used;
} pool;

static bool installed; /* set once, before the first ledger is opened */

static size_t steps_for(size_t size) { return (size + HEADER + STEP - 1) / STEP; }
static bool is_large(size_t size) { return size > STEP * CLASSES - HEADER; }
static struct block *block_of(void *p) { return (struct block *)((char *)p - HEADER); }
static void *bytes_of(struct block *b) { return (char *)b + HEADER; }

static struct block *cut_block(size_t bytes) {
  if ((size_t)(pool.end - pool.top) < bytes) {
    struct chunk *c = mem_alloc(CHUNK_BYTES);
    c->next = pool.chunks;
    pool.chunks = c;
    pool.top = (char *)(c + 1);
    pool.end = (char *)c + CHUNK_BYTES;
  }
  struct block *b = (struct block *)pool.top;
  pool.top += bytes;
  b->size = bytes - HEADER;
  return b;
}

static struct block *small_block(size_t size) {
  size_t steps = steps_for(size);
  struct block *b = pool.free[steps];
  if (!b) return cut_block(steps * STEP);
  pool.free[steps] = b->next;
  return b;
}

static struct block *large_block(struct block *old, size_t size) {
  struct block *b = mem_realloc(old, size + HEADER);
  b->size = size;
  return b;
}

/* --- what SQLite asks for; sizes are above 0 and below 2 GiB --- */

static void *pool_alloc(int n) {
  size_t size = (size_t)n;
  struct block *b = is_large(size) ? large_block(NULL, size) : small_block(size);
  pool.used += (int64_t)b->size;
  return bytes_of(b);
}

static void pool_free(void *p) {
  struct block *b = block_of(p);
  pool.used -= (int64_t)b->size;
  if (is_large(b->size)) {
    mem_free(b);
    return;
  }
  size_t steps = steps_for(b->size);
  b->next = pool.free[steps];
  pool.free[steps] = b;
}

static void *pool_realloc(void *p, int n) {
  struct block *b = block_of(p);
  size_t old = b->size, size = (size_t)n;
  if (is_large(old) && is_large(size)) {
    pool.used += (int64_t)size - (int64_t)old;
    return bytes_of(large_block(b, size));
  }
  void *moved = pool_alloc(n);
  memcpy(moved, p, old < size ? old : size);
  pool_free(p);
  return moved;
}

static int pool_size(void *p) { return (int)block_of(p)->size; }

static int pool_roundup(int n) { return is_large((size_t)n) ? (n + 7) / 8 * 8 : (int)(steps_for((size_t)n) * STEP - HEADER); }

static int pool_init(void *ctx) { return SQLITE_OK; }
static void pool_shutdown(void *ctx) {}

void memory_pool(void) {
  static const sqlite3_mem_methods methods = {pool_alloc, pool_free, pool_realloc, pool_size, pool_roundup, pool_init, pool_shutdown, NULL};
  if (installed) return;
  /* Statistics are a lock around each call. Both are refused where SQLite is at work already. */
  installed = sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK && sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK;
}

int64_t memory_in_use(void) { return installed ? pool.used : sqlite3_memory_used(); }
