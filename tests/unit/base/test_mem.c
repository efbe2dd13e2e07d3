#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/vec.h"

/* AddressSanitizer ends the program at a size that cannot be had, unless told to return NULL as malloc does. */
const char *__asan_default_options(void);
const char *__asan_default_options(void) { return "allocator_may_return_null=1"; }

static jmp_buf escape;
static size_t refused;

static void on_oom(size_t size) {
  refused = size;
  longjmp(escape, 1);
}

static void impossible_sizes_reach_the_handler(void **state) {
  mem_on_oom(on_oom);
  refused = 0;
  if (setjmp(escape) == 0) {
    mem_array(NULL, SIZE_MAX / 2, 4); /* overflows */
    fail();
  }
  assert_int_equal(refused, SIZE_MAX);
  refused = 0;
  if (setjmp(escape) == 0) {
    mem_alloc(SIZE_MAX - 64);
    fail();
  }
  assert_int_equal(refused, SIZE_MAX - 64);
  refused = 0;
  if (setjmp(escape) == 0) {
    mem_calloc(SIZE_MAX / 2, 3);
    fail();
  }
  assert_int_equal(refused, SIZE_MAX);
  refused = 0;
  struct arena a = ARENA_INIT;
  if (setjmp(escape) == 0) {
    arena_alloc(&a, SIZE_MAX - 8);
    fail();
  }
  assert_true(refused > SIZE_MAX / 2);
  mem_on_oom(NULL);
}

static void nothing_is_still_something(void **state) {
  void *p = mem_alloc(0), *q = mem_calloc(0, 8), *r = mem_dup(NULL, 0);
  assert_non_null(p);
  assert_non_null(q);
  assert_non_null(r);
  mem_free(p);
  mem_free(q);
  mem_free(r);
  mem_free(NULL);
}

static void copies_end_in_nul(void **state) {
  char *s = mem_strndup("abcdef", 3);
  assert_string_equal(s, "abc");
  mem_free(s);
}

static void vectors_grow_and_keep_their_items(void **state) {
  VEC(int) v = {0};
  for (int i = 0; i < 1000; i++) vec_push(&v, i);
  assert_int_equal(v.n, 1000);
  for (int i = 0; i < 1000; i++) assert_int_equal(v.v[i], i);
  vec_release(&v);
  assert_null(v.v);
  vec_release(&v);
}

static void arenas_give_zeroed_aligned_memory(void **state) {
  struct arena a = ARENA_INIT;
  size_t sizes[] = {1, 3, 17, 5000, 0, 2 << 20, 8, 4096};
  char *kept[sizeof sizes / sizeof *sizes];
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    kept[i] = arena_alloc(&a, sizes[i]);
    assert_int_equal((uintptr_t)kept[i] % _Alignof(max_align_t), 0);
    for (size_t k = 0; k < sizes[i]; k++) assert_int_equal(kept[i][k], 0);
    memset(kept[i], (int)i + 1, sizes[i]);
  }
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
    for (size_t k = 0; k < sizes[i]; k++) assert_int_equal(kept[i][k], (int)i + 1);
  struct str copy = arena_lower(&a, STR("Ready FOR \xC3\x84"));
  assert_string_equal(copy.p, "ready for \xC3\x84");
  assert_string_equal(arena_printf(&a, "%s-%d", "x", 7).p, "x-7");
  assert_int_equal(arena_str(&a, STR_NONE).n, 0);
  arena_release(&a);
  arena_release(&a);
}

static void buffers_stop_at_their_maximum(void **state) {
  struct buf b = BUF_INIT_MAX(10);
  buf_add_cstr(&b, "12345678");
  assert_false(b.overrun);
  buf_printf(&b, "%d", 12345);
  assert_true(b.overrun);
  assert_string_equal(buf_cstr(&b), "1234567812");
  buf_add_char(&b, 'x');
  assert_int_equal(b.n, 10);
  buf_clear(&b);
  assert_false(b.overrun);
  assert_string_equal(buf_cstr(&b), "");
  buf_release(&b);
}

static void buffers_hand_their_bytes_over(void **state) {
  struct buf b = BUF_INIT;
  size_t n = 7;
  char *empty = buf_take(&b, &n);
  assert_string_equal(empty, "");
  assert_int_equal(n, 0);
  mem_free(empty);
  for (int i = 0; i < 500; i++) buf_printf(&b, "%d,", i);
  buf_add_utf8(&b, 0x20AC);
  char *p = buf_take(&b, &n);
  assert_int_equal(n, strlen(p));
  assert_string_equal(p + n - 3, "\xE2\x82\xAC");
  assert_int_equal(b.n, 0);
  mem_free(p);
  buf_release(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(impossible_sizes_reach_the_handler),
      cmocka_unit_test(nothing_is_still_something),
      cmocka_unit_test(copies_end_in_nul),
      cmocka_unit_test(vectors_grow_and_keep_their_items),
      cmocka_unit_test(arenas_give_zeroed_aligned_memory),
      cmocka_unit_test(buffers_stop_at_their_maximum),
      cmocka_unit_test(buffers_hand_their_bytes_over),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
