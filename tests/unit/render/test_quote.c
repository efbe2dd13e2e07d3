/* Foreign text on a terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "render/quote.h"

#define TEXT(literal)                                                                                                                      \
  { (literal), sizeof(literal) - 1 }

static void test_text(void **state) {
  static const struct {
    struct str text;
    size_t max;
    const char *want;
  } cases[] = {
      {TEXT("plain"), 80, "plain"},
      {TEXT("  two\n\tlines  "), 80, "two lines"},
      {TEXT("\033[31mred\033[0m"), 80, "\\x1b[31mred\\x1b[0m"},
      {TEXT("a\0b"), 80, "a\\x00b"},
      {TEXT("\xC2\x9B"
            "2J"),
       80, "\\x9b2J"}, /* a control sequence of one code point */
      {TEXT("abc\xE2\x80\xAE"
            "cba"),
       80, "abc\\u{202e}cba"}, /* turns the direction of what follows */
      {TEXT("\xE2\x81\xA6x\xE2\x81\xA9"), 80, "\\u{2066}x\\u{2069}"},
      {TEXT("bad \xFF\xC3"), 80, "bad \\xff\\xc3"},
      {TEXT("caf\xC3\xA9 \xE2\x9C\x85"), 80, "caf\xC3\xA9 \xE2\x9C\x85"},
      {TEXT("abcdef"), 3, "abc\xE2\x80\xA6"},
      {TEXT("\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"), 2, "\xC3\xA9\xC3\xA9\xE2\x80\xA6"},
      {TEXT(""), 3, ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct buf b = BUF_INIT;
    quote_text(&b, cases[i].text, cases[i].max);
    assert_string_equal(buf_cstr(&b), cases[i].want);
    buf_release(&b);
  }
}

static const struct quote_style PLAIN = {"", ""};

static void test_line(void **state) {
  static const struct {
    const char *line;
    size_t from, to;
    const char *want;
  } cases[] = {
      {"**Status**: COMPLETE", 12, 20, "     7 | **Status**: COMPLETE\n       |             ^^^^^^^^\n"},
      {"ab", 0, SIZE_MAX, "     7 | ab\n       | ^^\n"},
      {"ab", 9, 9, "     7 | ab\n       |   ^\n"},                             /* a place behind the end */
      {"\xE2\x9C\x85 ok", 2, 4, "     7 | \xE2\x9C\x85 ok\n       |    ^^\n"}, /* two columns wide */
      {"e\xCC\x81 ok", 3, 5, "     7 | e\xCC\x81 ok\n       |   ^^\n"},        /* a mark that takes none */
      {"\tok", 1, 3, "     7 |  ok\n       |  ^^\n"},
      {"a\033b", 2, 3, "     7 | a\\x1bb\n       |      ^\n"},
      {"", 0, 4, "     7 | \n       | ^\n"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct buf b = BUF_INIT;
    quote_line(&b, str_of(cases[i].line), cases[i].from, cases[i].to, 7, &PLAIN, NULL);
    assert_string_equal(buf_cstr(&b), cases[i].want);
    buf_release(&b);
  }
}

/* However long the line: what matters is shown, and the marks stand below it. */
static void test_long_line(void **state) {
  struct buf line = BUF_INIT, b = BUF_INIT;
  for (int i = 0; i < 100000; i++) buf_add_char(&line, i >= 70000 && i < 70005 ? 'X' : 'a');
  quote_line(&b, buf_str(&line), 70000, 70005, 1, &PLAIN, NULL);
  assert_true(b.n < 500);
  const char *shown = strstr(buf_cstr(&b), "XXXXX"), *marks = strstr(buf_cstr(&b), "^^^^^"), *second = strchr(buf_cstr(&b), '\n') + 1;
  assert_non_null(shown);
  assert_non_null(marks);
  /* the ellipsis in front is one column of three bytes */
  assert_int_equal(shown - buf_cstr(&b) - 2, marks - second);
  assert_null(strstr(marks, "^^^^^^"));
  buf_release(&line);
  buf_release(&b);
}

/* With the place of the last quotation remembered, the same comes out: forwards, backwards, of another line, beside a bad byte. */
static void test_cursor(void **state) {
  static const size_t places[] = {900, 20, 901, 5000, 4999, 7000, 7000, 0, 6500};
  struct buf line = BUF_INIT, other = BUF_INIT;
  struct quote_cursor cursor = {0};
  for (int i = 0; i < 7100; i++) buf_add_cstr(&line, i % 7 ? "x" : i % 2 ? "\xC3\xBC" : "\xFF");
  for (int i = 0; i < 7100; i++) buf_add_char(&other, (char)('a' + i % 26));
  for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
    for (int k = 0; k < 2; k++) {
      struct buf with = BUF_INIT, without = BUF_INIT;
      struct str s = buf_str(k ? &other : &line);
      quote_line(&with, s, places[i], places[i] + 3, 1, &PLAIN, &cursor);
      if (i % 3 == 0) quote_line(&with, s, places[i] + 40, places[i] + 43, 1, &PLAIN, &cursor);
      quote_line(&without, s, places[i], places[i] + 3, 1, &PLAIN, NULL);
      if (i % 3 == 0) quote_line(&without, s, places[i] + 40, places[i] + 43, 1, &PLAIN, NULL);
      assert_string_equal(buf_cstr(&with), buf_cstr(&without));
      buf_release(&with);
      buf_release(&without);
    }
  }
  buf_release(&line);
  buf_release(&other);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_text), cmocka_unit_test(test_line), cmocka_unit_test(test_long_line),
                                     cmocka_unit_test(test_cursor)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
