/* Preparing the rules takes a fifth of the time of a small check and needs nothing but their SQL, so that it can be done by a second thread
 * while the first one reads reports and evidence. */
#include "check/ahead.h"

#include <sched.h>

#include "base/mem.h"
#include "check/rules.h"

static void *prepare_rules(void *ctx) {
  struct check_ahead *a = ctx;
  for (size_t i = 0; i < a->rules->v.n; i++) sandbox_prepare(a->sandbox, a->rules->v.v[i].name.p, str_of(a->rules->v.v[i].info.sql));
  return NULL;
}

static bool has_second_processor(void) {
  cpu_set_t set;
  return sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 1;
}

int check_ahead_start(struct check_ahead **out, struct store *s, const struct rules *rules, struct err *err) {
  struct check_ahead *a = mem_calloc(1, sizeof *a);
  a->store = s;
  a->rules = rules;
  if (sandbox_open(&a->sandbox, s, err) != 0) {
    mem_free(a);
    return -1;
  }
  /* Without the thread each rule is prepared when it is run. */
  a->running = has_second_processor() && pthread_create(&a->thread, NULL, prepare_rules, a) == 0;
  *out = a;
  return 0;
}

struct sandbox *check_ahead_sandbox(struct check_ahead *a) {
  if (a->running) pthread_join(a->thread, NULL);
  a->running = false;
  return a->sandbox;
}

void check_ahead_end(struct check_ahead *a) {
  if (!a) return;
  sandbox_close(check_ahead_sandbox(a));
  mem_free(a);
}
