/* The SQL functions of rules. */
#include "store_test.h"

static int open_memory(void **state) {
  struct err err = ERR_INIT;
  return store_open((struct store **)state, NULL, STORE_CREATE, &err);
}

static int close_memory(void **state) {
  store_close(*state);
  return 0;
}

static void expect_text(struct store *s, const char *expression, const char *want) {
  struct buf sql = BUF_INIT;
  sqlite3_stmt *st = NULL;
  buf_printf(&sql, "SELECT %s", expression);
  assert_int_equal(sqlite3_prepare_v2(s->db, buf_cstr(&sql), -1, &st, NULL), SQLITE_OK);
  assert_int_equal(sqlite3_step(st), SQLITE_ROW);
  const char *got = (const char *)sqlite3_column_text(st, 0);
  if (!got) got = "NULL";
  if (strcmp(got, want) != 0) fail_msg("%s: got \"%s\", want \"%s\"", expression, got, want);
  sqlite3_finalize(st);
  buf_release(&sql);
}

struct row_case {
  const char *expression, *want;
};

static void expect_all(struct store *s, const struct row_case *rows, size_t n) {
  for (size_t i = 0; i < n; i++) expect_text(s, rows[i].expression, rows[i].want);
}

static void test_agrees(void **state) {
  static const struct row_case rows[] = {
      /* 0.39 % printed of 0.00391; the upper end is open, the lower is not */
      {"agrees(0.00385, 0.004, '=', 0.00391, 0.00391)", "1"},
      {"agrees(0.00385, 0.004, '=', 0.00385, 0.00385)", "1"},
      {"agrees(0.00385, 0.004, '=', 0.004, 0.004)", "0"},
      {"agrees(0.00385, 0.004, '=', 0.0041, 0.0041)", "0"},
      /* the conversion of a unit must not decide */
      {"agrees(0.385 * 0.01, 0.4 * 0.01, '=', 0.00385, 0.00385)", "1"},
      {"agrees(0.3, 0.3, '=', 0.1 + 0.2, 0.1 + 0.2)", "1"},
      /* two points */
      {"agrees(9, 9, '=', 9, 9)", "1"},
      {"agrees(9, 9, '=', 8, 8)", "0"},
      {"agrees(0, 0, '=', 0, 0)", "1"},
      /* two intervals that touch share nothing */
      {"agrees(1, 2, '=', 2, 3)", "0"},
      {"agrees(1, 2, '=', 1.9, 3)", "1"},
      /* at least four hours */
      {"agrees(14400, 9e999, '=', 20000, 20000)", "1"},
      {"agrees(14400, 9e999, '=', 14000, 14000)", "0"},
      /* 3-6 */
      {"agrees(3, 6, '..', 6, 6)", "1"},
      {"agrees(3, 6, '..', 7, 7)", "0"},
      {"agrees(90, 110, '~', 110, 110)", "1"},
      /* bounds */
      {"agrees(500, 500, '<', 499, 499)", "1"},
      {"agrees(500, 500, '<', 500, 500)", "0"},
      {"agrees(500, 500, '<=', 500, 500)", "1"},
      {"agrees(500, 500, '>', 500, 500)", "0"},
      {"agrees(500, 500, '>=', 500, 500)", "1"},
      {"agrees(500, 500, '>', 501, 501)", "1"},
      {"agrees(500, 500, '>=', 499, 499)", "0"},
      {"agrees(NULL, 1, '=', 1, 1)", "NULL"},
      {"agrees(1, 1, '=', 1, NULL)", "NULL"},
  };
  expect_all(*state, rows, sizeof rows / sizeof *rows);
}

static void test_meets(void **state) {
  static const struct row_case rows[] = {
      {"meets('>', 0.675, 0.69, 0.7, 0.7)", "0"},
      {"meets('>', 0.735, 0.75, 0.7, 0.7)", "1"},
      {"meets('>', 0.695, 0.71, 0.7, 0.7)", "NULL"},
      {"meets('<', 279.5, 281, 300, 300)", "1"},
      {"meets('<', 299.5, 301, 300, 300)", "NULL"},
      {"meets('<', 300.5, 302, 300, 300)", "0"},
      {"meets('<', 300, 300, 300, 300)", "0"},
      {"meets('<=', 300, 300, 300, 300)", "1"},
      {"meets('<=', 301, 301, 300, 300)", "0"},
      {"meets('>=', 300, 300, 300, 300)", "1"},
      {"meets('>=', 299, 299, 300, 300)", "0"},
      {"meets('>', 300, 300, 300, 300)", "0"},
      {"meets('>', 0.7 * 1.0000000000001, 0.7 * 1.0000000000001, 0.7, 0.7)", "0"},
      {"meets('<', 299, 300, 300, 300)", "1"}, /* up to, but not 300 */
      {"meets('>=', 299, 300, 300, 300)", "0"},
      {"meets('=', 8, 8, 8, 8)", "1"},
      {"meets('=', 7, 7, 8, 8)", "0"},
      {"meets('<', NULL, 1, 1, 1)", "NULL"},
  };
  expect_all(*state, rows, sizeof rows / sizeof *rows);
}

static void test_fmt(void **state) {
  static const struct row_case rows[] = {
      {"fmt(73200, 'count')", "73,200"},
      {"fmt(999, 'count')", "999"},
      {"fmt(1234567, 'count')", "1,234,567"},
      {"fmt(-1234, 'count')", "-1,234"},
      {"fmt(0, 'count')", "0"},
      {"fmt(100, 'count')", "100"},
      {"fmt(2.5, 'count')", "2.5"},
      {"fmt(0.98, 's')", "980 ms"},
      {"fmt(0.0005, 's')", "500 µs"},
      {"fmt(1.28, 's')", "1.28 s"},
      {"fmt(0, 's')", "0 s"},
      {"fmt(0.0039, 'ratio')", "0.39 %"},
      {"fmt(0.68, 'ratio')", "68 %"},
      {"fmt(1, 'ratio')", "100 %"},
      {"fmt(0.99954, 'ratio')", "99.954 %"},
      {"fmt(812 / 60.0, '1/s')", "812/min"},
      {"fmt(25, '1/s')", "25/s"},
      {"fmt(0.5, '1/s')", "0.5/s"},
      {"fmt(1500000000, 'B')", "1.5 GB"},
      {"fmt(268435456, 'B')", "256 MiB"},
      {"fmt(2048, 'B')", "2,048 bytes"},
      {"fmt(12.5, 'USD')", "$12.50"},
      {"fmt(1234, 'USD')", "$1,234"},
      {"fmt(1759280832000000, 'time')", "2025-10-01T01:07:12Z"},
      {"fmt(9e999, 's')", "∞"},
      {"fmt(NULL, 's')", "NULL"},
      {"fmt(3, NULL)", "3"},
      {"fmt(1e300, 'count') IS NOT NULL", "1"},
      {"fmt(1e300, 's') IS NOT NULL", "1"},
      {"fmt(5e-324, 'ratio') IS NOT NULL", "1"},
  };
  expect_all(*state, rows, sizeof rows / sizeof *rows);
}

static void test_plain(void **state) {
  static const struct row_case rows[] = {
      {"plain('  **Load   Test** ')", "load test"},
      {"plain('`api`')", "api"},
      {"plain('_done_')", "done"},
      {"plain('not_ready')", "not_ready"},
      {"plain('~~old~~ new')", "old new"},
      {"plain('~3 h')", "~3 h"},
      {"plain('a' || char(160) || char(8239) || 'B')", "a b"},
      {"plain('')", ""},
      {"plain(NULL)", "NULL"},
      {"plain('Überlast ✅')", "Überlast ✅"},
  };
  expect_all(*state, rows, sizeof rows / sizeof *rows);
}

static void test_working(void **state) {
  static const struct row_case rows[] = {
      {"terms(column1, 'count') FROM (VALUES (1200), (NULL), (40))", "1,200 + 40"},
      {"terms(column1, 'count') FROM (VALUES (NULL))", "NULL"},
      {"terms(1, 'count') FROM (VALUES (1)) WHERE 0", "NULL"},
      {"terms(column1, 'ms') FROM (VALUES (1),(2),(3),(4),(5),(6),(7),(8),(9),(10),(11),(12),(13),(14))",
       "1 ms + 2 ms + 3 ms + 4 ms + 5 ms + 6 ms + 7 ms + 8 ms + 9 ms + 10 ms + 11 ms + 12 ms + … (2 more)"},
      {"reads('0.39 %', '=', 0.00385, 0.004, 'ratio')", "\"0.39 %\" is 0.385 % to 0.4 %"},
      {"reads('28,500', '=', 28500, 28500, 'count')", "\"28,500\" is 28,500"},
      {"reads('4+ h', '=', 14400, 9e999, 's')", "\"4+ h\" is 4 h or more"},
      {"reads('< 600 ms', '<', 0.6, 0.6, 's')", "\"< 600 ms\" is less than 600 ms"},
      {"reads('> 70 %', '>=', 0.7, 0.7, 'ratio')", "\"> 70 %\" is at least 70 %"},
      {"reads('~3 h', '~', 9000, 12600, 's')", "\"~3 h\" is about 2 h 30 min to 3 h 30 min"},
      {"reads('x', '=', NULL, 1, 's')", "NULL"},
      {"apart(0.00385, 0.004, 0.00517, 0.00517, 'ratio')", "0.117 % above it"},
      {"apart(9, 9, 8, 8, 'count')", "1 below it"},
      {"apart(1, 2, 1.5, 1.5, 's')", "within it"},
      {"apart(0, 60e6, 120e6, 120e6, 'time')", "1 min above it"},
      {"apart(1, 2, 2, 3, 's')", "just above it"},
      {"apart(NULL, 2, 2, 3, 's')", "NULL"},
  };
  expect_all(*state, rows, sizeof rows / sizeof *rows);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_agrees, open_memory, close_memory),
      cmocka_unit_test_setup_teardown(test_meets, open_memory, close_memory),
      cmocka_unit_test_setup_teardown(test_fmt, open_memory, close_memory),
      cmocka_unit_test_setup_teardown(test_plain, open_memory, close_memory),
      cmocka_unit_test_setup_teardown(test_working, open_memory, close_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
