#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/limits.h"
#include "doc/lines.h"

static const struct {
  const char *in;
  const char *want; /* number:offset:text, '.' for an ended line and '~' for one without an end */
} rows[] = {
    {"", ""},
    {"\n", "1:0:."},
    {"a", "1:0:a~"},
    {"a\n", "1:0:a."},
    {"a\r\nb\r\n", "1:0:a.2:3:b."},
    {"a\n\n\nb", "1:0:a.2:2:.3:3:.4:4:b~"},
    {"10%\r20%\r\n", "1:0:10%\r20%."},
    {"\xEF\xBB\xBF"
     "first\nsecond",
     "1:3:first.2:9:second~"},
};

static void splits(void **state) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct lines l;
    struct line line;
    struct err err = ERR_INIT;
    struct buf out = BUF_INIT;
    lines_open(&l, str_of(rows[i].in), "run.log");
    while (lines_next(&l, &line, &err) == 1)
      buf_printf(&out, "%u:%zu:%.*s%c", line.number, line.offset, STR_ARG(line.s), line.ended ? '.' : '~');
    assert_int_equal(err.code, ERR_NONE);
    assert_string_equal(buf_cstr(&out), rows[i].want);
    buf_release(&out);
  }
}

static void longest_line(void **state) {
  static const char *const ends[] = {"\n", "\r\n", ""};
  for (size_t over = 0; over < 2; over++) {
    for (size_t k = 0; k < 3; k++) {
      struct buf in = BUF_INIT;
      struct lines l;
      struct line line;
      struct err err = ERR_INIT;
      buf_add_cstr(&in, "short\n");
      for (size_t i = 0; i < LIMIT_LINE_BYTES + over; i++) buf_add_char(&in, 'x');
      buf_add_cstr(&in, ends[k]);
      lines_open(&l, buf_str(&in), "run.log");
      assert_int_equal(lines_next(&l, &line, &err), 1);
      assert_int_equal(lines_next(&l, &line, &err), over ? -1 : 1);
      if (over) {
        assert_string_equal(err.rule, "line-length");
        assert_int_equal(err.line, 2);
      } else {
        assert_int_equal(line.s.n, LIMIT_LINE_BYTES);
        assert_int_equal(lines_next(&l, &line, &err), 0);
      }
      buf_release(&in);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(splits), cmocka_unit_test(longest_line)};
  return cmocka_run_group_tests_name("doc/lines", tests, NULL, NULL);
}
