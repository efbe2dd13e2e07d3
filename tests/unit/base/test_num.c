#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "base/buf.h"
#include "base/num.h"

static bool near(double a, double b) { return fabs(a - b) <= 1e-12 * fmax(1, fabs(a)); }

static void scans_printed_numbers(void **state) {
  static const struct {
    const char *text;
    size_t used;
    double value, low, high;
  } rows[] = {
      {"0.39 %", 4, 0.39, 0.385, 0.400},
      {"73,200", 6, 73200, 73199.5, 73201},
      {"1,234,567 rows", 9, 1234567, 1234566.5, 1234568},
      {"1_000_000", 9, 1000000, 999999.5, 1000001},
      {"73\xE2\x80\xAF"
       "200",
       8, 73200, 73199.5, 73201},
      {"73\xC2\xA0"
       "200 x",
       7, 73200, 73199.5, 73201},
      {"200 404", 3, 200, 199.5, 201}, /* an ordinary blank separates numbers */
      {"1,2", 1, 1, 0.5, 2},           /* no group of three */
      {"1,234", 5, 1234, 1233.5, 1235},
      {"1,2345", 1, 1, 0.5, 2},
      {"1234,567", 4, 1234, 1233.5, 1235}, /* a first group of four is none */
      {"12,345_678", 6, 12345, 12344.5, 12346},
      {"2025-10", 4, 2025, 2024.5, 2026},
      {"1.2.3", 3, 1.2, 1.15, 1.3}, /* the caller sees the second point */
      {"12:30", 2, 12, 11.5, 13},
      {"5.", 1, 5, 4.5, 6},
      {".5", 2, 0.5, 0.45, 0.6},
      {"-4.05", 5, -4.05, -4.06, -4.045},
      {"\xE2\x88\x92"
       "3",
       4, -3, -4, -2.5},
      {"+5", 2, 5, 4.5, 6},
      {"1e3", 3, 1000, 500, 2000},
      {"1.5e2", 5, 150, 145, 160},
      {"3e5b", 1, 3, 2.5, 4}, /* start of a hash */
      {"1.2,345", 3, 1.2, 1.15, 1.3},
      {"007", 3, 7, 6.5, 8},
      {"0", 1, 0, -0.5, 1},
      {"99.95%", 5, 99.95, 99.945, 99.96},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct num n = {0};
    size_t used = num_scan(str_of(rows[i].text), &n);
    if (used != rows[i].used || !near(n.value, rows[i].value) || !near(n.low, rows[i].low) || !near(n.high, rows[i].high))
      fail_msg("%s: used %zu value %.17g [%.17g, %.17g)", rows[i].text, used, n.value, n.low, n.high);
  }
  struct num n;
  static const char *const none[] = {"", "x", "-", "+", ".", "-.", ",5", "e5", "\xE2\x88\x92"};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++) assert_int_equal(num_scan(str_of(none[i]), &n), 0);
}

static void long_numbers_keep_their_value(void **state) {
  struct num n;
  assert_int_equal(num_scan(STR("123456789012345678901234567890"), &n), 30);
  assert_true(fabs(n.value / 123456789012345678901234567890.0 - 1) < 1e-15);
  assert_true(n.low <= n.value && n.value <= n.high);
  char digits[5000];
  memset(digits, '9', sizeof digits);
  assert_int_equal(num_scan((struct str){digits, sizeof digits}, &n), 0); /* no double holds it */
  digits[1] = '.';
  assert_int_equal(num_scan((struct str){digits, sizeof digits}, &n), sizeof digits);
  assert_true(fabs(n.value - 10) < 1e-9);
}

static void parses_json_numbers(void **state) {
  static const struct {
    const char *text;
    bool ok;
    double value;
  } rows[] = {
      {"0", true, 0},
      {"-0", true, 0},
      {"-12.5", true, -12.5},
      {"1e5", true, 1e5},
      {"1E+5", true, 1e5},
      {"1.5e-3", true, 0.0015},
      {"01", false, 0},
      {"+1", false, 0},
      {"1.", false, 0},
      {".5", false, 0},
      {"1e", false, 0},
      {"1,000", false, 0},
      {"", false, 0},
      {"-", false, 0},
      {"1 ", false, 0},
      {"0x10", false, 0},
      {"1e400", false, 0},
      {"1e-400", true, 0},
      {"NaN", false, 0},
      {"1e99999999999", false, 0},
      {"9007199254740993", true, 9007199254740992.0},
      {"0.1", true, 0.1},
      {"123456.789", true, 123456.789},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct num n = {0};
    bool ok = num_parse(str_of(rows[i].text), &n);
    if (ok != rows[i].ok || (ok && n.value != rows[i].value)) fail_msg("%s: %d %.17g", rows[i].text, ok, n.value);
  }
}

static void reads_number_words(void **state) {
  static const struct {
    const char *text;
    size_t used;
    double value;
  } rows[] = {
      {"eight services", 5, 8}, {"Twenty-one days", 10, 21}, {"ninety nine", 11, 99}, {"one hundred", 11, 100},
      {"ZERO", 4, 0},           {"hundred", 7, 100},         {"twelve", 6, 12},       {"thirty", 6, 30},
      {"twenty zero", 6, 20},   {"forty-two-ish", 9, 42},    {"eighty", 6, 80},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    double v = -1;
    size_t used = num_scan_word(str_of(rows[i].text), &v);
    if (used != rows[i].used || v != rows[i].value) fail_msg("%s: %zu %g", rows[i].text, used, v);
  }
  static const char *const none[] = {"", "eighth", "oneself", "tenfold", "someone", "8", "one_way", "elevenses"};
  double v;
  for (size_t i = 0; i < sizeof none / sizeof *none; i++) assert_int_equal(num_scan_word(str_of(none[i]), &v), 0);
}

static void formats_shortest(void **state) {
  static const struct {
    double value;
    const char *text;
  } rows[] = {
      {0, "0"},
      {-0.0, "0"},
      {1, "1"},
      {-1.5, "-1.5"},
      {0.1, "0.1"},
      {73200, "73200"},
      {0.0039, "0.0039"},
      {1e14, "100000000000000"},
      {1e15, "1e15"},
      {1.25e-7, "0.000000125"},
      {1e-20, "1e-20"},
      {1.0 / 3, "0.3333333333333333"},
      {123456.789, "123456.789"},
      {INFINITY, "inf"},
      {-INFINITY, "-inf"},
      {0.1 + 0.2, "0.30000000000000004"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct buf b = BUF_INIT;
    num_format(rows[i].value, &b);
    assert_string_equal(buf_cstr(&b), rows[i].text);
    if (isfinite(rows[i].value)) assert_true(strtod(buf_cstr(&b), NULL) == rows[i].value);
    buf_release(&b);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(scans_printed_numbers), cmocka_unit_test(long_numbers_keep_their_value),
      cmocka_unit_test(parses_json_numbers),   cmocka_unit_test(reads_number_words),
      cmocka_unit_test(formats_shortest),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
