/* SQLite on a memory pool: every size keeps its bytes, everything that is freed is counted off. */
#include "store_test.h"

#include <pthread.h>

#include "store/memory.h"

static const int SIZES[] = {1, 8, 23, 24, 25, 31, 32, 33, 56, 57, 2039, 2040, 2041, 2048, 4096, 70000, 1 << 20};
enum { SIZES_N = sizeof SIZES / sizeof *SIZES };

static void fill(unsigned char *p, int n) {
  for (int i = 0; i < n; i++) p[i] = (unsigned char)(i * 7 + n);
}

static void check_filled(const unsigned char *p, int n, int filled_as) {
  for (int i = 0; i < n; i++) assert_int_equal(p[i], (unsigned char)(i * 7 + filled_as));
}

static void sizes_keep_their_bytes(void **state) {
  unsigned char *p[SIZES_N];
  int64_t before = memory_in_use(), sum = 0;
  for (int i = 0; i < SIZES_N; i++) {
    p[i] = sqlite3_malloc(SIZES[i]);
    assert_true((uintptr_t)p[i] % 8 == 0);
    assert_true(sqlite3_msize(p[i]) >= (sqlite3_uint64)SIZES[i]);
    sum += SIZES[i];
    fill(p[i], SIZES[i]);
  }
  assert_true(memory_in_use() - before >= sum);
  for (int i = 0; i < SIZES_N; i++) check_filled(p[i], SIZES[i], SIZES[i]);
  for (int i = 0; i < SIZES_N; i++) sqlite3_free(p[i]);
  assert_int_equal(memory_in_use(), before);
}

static void resizing_keeps_what_fits(void **state) {
  int64_t before = memory_in_use();
  for (int i = 0; i < SIZES_N; i++)
    for (int k = 0; k < SIZES_N; k++) {
      unsigned char *p = sqlite3_malloc(SIZES[i]);
      fill(p, SIZES[i]);
      p = sqlite3_realloc(p, SIZES[k]);
      assert_true(sqlite3_msize(p) >= (sqlite3_uint64)SIZES[k]);
      check_filled(p, SIZES[i] < SIZES[k] ? SIZES[i] : SIZES[k], SIZES[i]);
      sqlite3_free(p);
    }
  assert_int_equal(memory_in_use(), before);
}

static void a_freed_block_is_used_again(void **state) {
  void *first = sqlite3_malloc(100);
  sqlite3_free(first);
  void *second = sqlite3_malloc(101);
  assert_ptr_equal(first, second);
  sqlite3_free(second);
}

static void *free_it(void *p) {
  sqlite3_free(p);
  return NULL;
}

static void another_thread_may_free(void **state) {
  pthread_t t;
  void *p = sqlite3_malloc(100);
  assert_int_equal(pthread_create(&t, NULL, free_it, p), 0);
  assert_int_equal(pthread_join(t, NULL), 0);
  void *q = sqlite3_malloc(100);
  assert_ptr_not_equal(p, q); /* it is on the lists of the other one */
  sqlite3_free(q);
}

static void a_ledger_gives_everything_back(void **state) {
  struct err err = ERR_INIT;
  struct store *s = NULL;
  OK(store_open(&s, NULL, STORE_CREATE, &err)); /* what SQLite keeps for good is taken now */
  store_close(s);
  int64_t before = memory_in_use();
  OK(store_open(&s, NULL, STORE_CREATE, &err));
  assert_true(memory_in_use() > before);
  store_close(s);
  assert_int_equal(memory_in_use(), before);
}

static int use_pool(void **state) {
  memory_pool();
  memory_pool(); /* once more changes nothing */
  return sqlite3_initialize();
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(sizes_keep_their_bytes),         cmocka_unit_test(resizing_keeps_what_fits),
      cmocka_unit_test(a_freed_block_is_used_again),    cmocka_unit_test(another_thread_may_free),
      cmocka_unit_test(a_ledger_gives_everything_back),
  };
  return cmocka_run_group_tests(tests, use_pool, NULL);
}
