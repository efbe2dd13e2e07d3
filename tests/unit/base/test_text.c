/* UTF-8, errors, diagnostics, SHA-256. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/err.h"
#include "base/sha256.h"
#include "base/utf8.h"

static void utf8_is_strict(void **state) {
  static const struct {
    const char *bytes;
    size_t n;
    size_t bad; /* SIZE_MAX: valid */
  } rows[] = {
      {"", 0, SIZE_MAX},
      {"a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80", 10, SIZE_MAX},
      {"\xC0\x80", 2, 0},         /* overlong */
      {"a\xE0\x80\x80", 4, 1},    /* overlong */
      {"\xF0\x80\x80\x80", 4, 0}, /* overlong */
      {"\xED\xA0\x80", 3, 0},     /* surrogate */
      {"\xF4\x90\x80\x80", 4, 0}, /* above U+10FFFF */
      {"\xF5\x80\x80\x80", 4, 0},
      {"ab\xC3", 3, 2}, /* cut */
      {"\x80", 1, 0},
      {"\xC3(", 2, 0},
      {"\xF4\x8F\xBF\xBF", 4, SIZE_MAX},
      {"\0", 1, SIZE_MAX},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    size_t bad = SIZE_MAX;
    bool valid = utf8_valid((struct str){rows[i].bytes, rows[i].n}, &bad);
    if (valid != (rows[i].bad == SIZE_MAX) || (!valid && bad != rows[i].bad)) fail_msg("row %zu: %d at %zu", i, valid, bad);
  }
  assert_true(utf8_valid(STR("x"), NULL));
  assert_int_equal(utf8_count(STR("a\xC3\xA4\xE2\x82\xAC\xFF")), 4);
}

static void utf8_round_trips(void **state) {
  for (uint32_t cp = 0; cp < 0x110000; cp += cp < 0x3000 ? 1 : 97) {
    if (cp >= 0xD800 && cp < 0xE000) continue;
    char bytes[4];
    uint32_t back = 0;
    size_t n = utf8_encode(cp, bytes);
    assert_int_equal(utf8_decode((struct str){bytes, n}, 0, &back), n);
    assert_int_equal(back, cp);
  }
  char bytes[4];
  assert_int_equal(utf8_encode(0xD800, bytes), 3);
  assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
}

static const char *formatted(const struct err *e) {
  static char text[4096];
  struct buf b = BUF_INIT;
  err_format(e, &b);
  snprintf(text, sizeof text, "%s", buf_cstr(&b));
  buf_release(&b);
  return text;
}

static void errors_name_their_place(void **state) {
  struct err e = ERR_INIT;
  assert_int_equal(err_at(&e, ERR_INPUT, "json-depth", "a.json", 3, 7, "too deep: %d", 9), -1);
  assert_string_equal(formatted(&e), "a.json:3:7: too deep: 9 [json-depth]");
  err_context(&e, "reading \"%s\"", "a");
  assert_string_equal(formatted(&e), "a.json:3:7: reading \"a\": too deep: 9 [json-depth]");
  err_set(&e, ERR_USAGE, "unknown option \"%s\"", "--x");
  assert_string_equal(formatted(&e), "unknown option \"--x\"");
  errno = ENOENT;
  err_errno(&e, ERR_INPUT, "dir", "dir/file");
  assert_string_equal(formatted(&e), "dir: no such file or directory: \"dir/file\"");
  errno = EACCES;
  err_errno(&e, ERR_INPUT, "x", "x");
  assert_string_equal(formatted(&e), "x: permission denied");
  assert_int_equal(err_set(NULL, ERR_INPUT, "nobody listens"), -1);
}

static void long_errors_are_cut_between_characters(void **state) {
  struct err e = ERR_INIT;
  char text[3 * ERR_TEXT_MAX];
  for (size_t i = 0; i + 2 < sizeof text; i += 2) memcpy(text + i, "\xC3\xA4", 3);
  err_at(&e, ERR_INPUT, NULL, text, 1, 1, "%s", text);
  assert_true(strlen(e.text) >= ERR_TEXT_MAX - 2);
  assert_true(utf8_valid(str_of(e.path), NULL));
  err_context(&e, "%s", e.text);
  assert_true(strlen(e.text) < ERR_TEXT_MAX);
}

static void errors_have_exit_codes(void **state) {
  static const int want[] = {
      [ERR_NONE] = 0, [ERR_USAGE] = 2, [ERR_CONFIG] = 2, [ERR_INPUT] = 3, [ERR_INTEGRITY] = 4, [ERR_SYSTEM] = 5, [ERR_INTERNAL] = 5};
  for (int i = 0; i <= ERR_INTERNAL; i++) assert_int_equal(err_exit((enum err_code)i), want[i]);
}

static int seen;
static void count_diag(void *ctx, const struct diag *d) {
  seen++;
  assert_ptr_equal(ctx, &seen);
  assert_int_equal(d->line, 4);
  assert_true(str_eq(d->detail, STR("key \"a\"")));
}

static void diagnostics_reach_their_sink(void **state) {
  struct diag_sink sink = {count_diag, &seen};
  diag_emit(&sink, DIAG_JSON_DUPLICATE_KEY, STR("a.json"), 4, 2, "key \"%s\"", "a");
  assert_int_equal(seen, 1);
  diag_emit(NULL, DIAG_JSON_DUPLICATE_KEY, STR("a.json"), 4, 2, "nobody");
  for (int i = 0; i < DIAG_COUNT; i++) {
    assert_true(strlen(diag_name((enum diag_id)i)) > 0 && strlen(diag_text((enum diag_id)i)) > 0);
    assert_true(strlen(diag_severity_name(diag_severity((enum diag_id)i))) > 0);
    if (i) assert_true(strcmp(diag_name((enum diag_id)(i - 1)), diag_name((enum diag_id)i)) < 0); /* sorted, no name twice */
  }
}

static void hashes(void **state) {
  static const struct {
    const char *text, *hex;
  } rows[] = {
      {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
  };
  for (size_t i = 0; i < 2; i++) {
    unsigned char sum[SHA256_SIZE];
    char hex[SHA256_HEX + 1];
    sha256_of(str_of(rows[i].text), sum);
    sha256_hex(sum, hex);
    assert_string_equal(hex, rows[i].hex);
  }
  struct sha256 *h = sha256_new();
  for (int i = 0; i < 1000000; i++) sha256_add(h, "a", 1);
  unsigned char sum[SHA256_SIZE];
  char hex[SHA256_HEX + 1];
  sha256_take(h, sum);
  sha256_hex(sum, hex);
  assert_string_equal(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(utf8_is_strict),
      cmocka_unit_test(utf8_round_trips),
      cmocka_unit_test(errors_name_their_place),
      cmocka_unit_test(long_errors_are_cut_between_characters),
      cmocka_unit_test(errors_have_exit_codes),
      cmocka_unit_test(diagnostics_reach_their_sink),
      cmocka_unit_test(hashes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
