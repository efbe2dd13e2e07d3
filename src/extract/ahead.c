/* Finding the claims of a report takes more time than writing them into the ledger, and needs nothing of it: where there are many reports,
 * a second thread finds those of the next ones while the first one writes. What is written, and in which order, is the same. */
#include <pthread.h>
#include <sched.h>

#include "base/mem.h"
#include "extract/extract.h"
#include "extract/read.h"

/* Reports that may lie ready; each may be as large as a report can be. */
enum { AHEAD = 4 };

struct slot {
  struct reading_report report;
  struct err err;
  int rc;
};

struct ahead {
  const char *const *paths;
  size_t n;
  const struct policy *policy;
  pthread_mutex_t lock;
  pthread_cond_t changed;
  size_t found, taken; /* of the paths, so far; `found` is never more than AHEAD in front */
  bool stop;
  struct slot slots[AHEAD];
};

static bool may_find(struct ahead *a) {
  pthread_mutex_lock(&a->lock);
  while (!a->stop && a->found - a->taken == AHEAD) pthread_cond_wait(&a->changed, &a->lock);
  bool may = !a->stop;
  pthread_mutex_unlock(&a->lock);
  return may;
}

static void find_slot(struct ahead *a, size_t i) {
  struct slot *slot = &a->slots[i % AHEAD];
  slot->err = (struct err)ERR_INIT;
  slot->rc = reading_find(&slot->report, a->paths[i], a->policy, &slot->err);
}

static void step(struct ahead *a, size_t *counter) {
  pthread_mutex_lock(&a->lock);
  ++*counter;
  pthread_cond_signal(&a->changed);
  pthread_mutex_unlock(&a->lock);
}

static void *find_all(void *ctx) {
  struct ahead *a = ctx;
  for (size_t i = 0; i < a->n && may_find(a); i++) {
    find_slot(a, i);
    step(a, &a->found);
  }
  return NULL;
}

static struct slot *wait_for(struct ahead *a, size_t i) {
  pthread_mutex_lock(&a->lock);
  while (a->found <= i) pthread_cond_wait(&a->changed, &a->lock);
  pthread_mutex_unlock(&a->lock);
  return &a->slots[i % AHEAD];
}

static void stop(struct ahead *a) {
  pthread_mutex_lock(&a->lock);
  a->stop = true;
  pthread_cond_signal(&a->changed);
  pthread_mutex_unlock(&a->lock);
}

static bool is_worth_a_thread(size_t n) {
  cpu_set_t set;
  return n > 1 && sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 1;
}

/* The reports from `i` on that were found and are not wanted any more. */
static void release_from(struct ahead *a, size_t i) {
  for (; i < a->found; i++) reading_release(&a->slots[i % AHEAD].report);
}

static int write_slot(struct slot *slot, struct store *s, const char *path, bool is_with, int64_t *document) {
  int rc = slot->rc;
  if (rc == 0) rc = reading_write(&slot->report, s, path, is_with, document, &slot->err);
  reading_release(&slot->report);
  return rc;
}

void extract_reports(struct store *s, const char *const *paths, size_t n, bool is_with, const struct policy *policy, extract_fn fn,
                     void *ctx) {
  struct ahead *a = mem_calloc(1, sizeof *a);
  *a = (struct ahead){.paths = paths, .n = n, .policy = policy};
  pthread_mutex_init(&a->lock, NULL);
  pthread_cond_init(&a->changed, NULL);
  pthread_t thread;
  bool running = is_worth_a_thread(n) && pthread_create(&thread, NULL, find_all, a) == 0;
  bool more = true;
  size_t i = 0;
  for (; i < n && more; i++) {
    if (!running) {
      find_slot(a, i);
      a->found++;
    }
    struct slot *slot = wait_for(a, i);
    int64_t document = 0;
    int rc = write_slot(slot, s, paths[i], is_with, &document);
    more = fn(ctx, paths[i], rc == 0 ? document : 0, rc == 0 ? NULL : &slot->err);
    step(a, &a->taken);
  }
  stop(a);
  if (running) pthread_join(thread, NULL);
  release_from(a, i);
  pthread_cond_destroy(&a->changed);
  pthread_mutex_destroy(&a->lock);
  mem_free(a);
}
