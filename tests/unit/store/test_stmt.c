/* Statements: every file prepares, none scans a big table unasked, and binds are checked. */
#include "store_test.h"

#include "store/sql_text.h"

static int open_memory(void **state) {
  struct err err = ERR_INIT;
  return store_open((struct store **)state, NULL, STORE_CREATE, &err);
}

static int close_memory(void **state) {
  store_close(*state);
  return 0;
}

/* "SCAN f" in a plan, f being the table or its alias, without an index that narrows it. */
static bool plan_scans(sqlite3 *db, const char *sql, char *said, size_t size) {
  struct buf explain = BUF_INIT;
  buf_printf(&explain, "EXPLAIN QUERY PLAN %s", sql);
  sqlite3_stmt *s = NULL;
  bool scans = false;
  if (sqlite3_prepare_v2(db, buf_cstr(&explain), -1, &s, NULL) != SQLITE_OK) fail_msg("%s: %s", sql, sqlite3_errmsg(db));
  while (!scans && sqlite3_step(s) == SQLITE_ROW) {
    const char *detail = (const char *)sqlite3_column_text(s, 3);
    static const char *const small[] = {"SCAN CONSTANT", "SCAN document", "SCAN d", "SCAN (", "SCAN json_each"};
    scans = strncmp(detail, "SCAN ", 5) == 0;
    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
      if (strncmp(detail, small[i], strlen(small[i])) == 0) scans = false;
    snprintf(said, size, "%s", detail);
  }
  sqlite3_finalize(s);
  buf_release(&explain);
  return scans;
}

static void test_all_prepare(void **state) {
  struct store *s = *state;
  char plan[256];
  for (int i = 0; i < SQL_COUNT; i++) {
    const struct embedded *sql = &sql_texts[i];
    sqlite3_stmt *st = NULL;
    const char *tail = NULL;
    if (sqlite3_prepare_v2(s->db, (const char *)sql->p, (int)sql->n, &st, &tail) != SQLITE_OK)
      fail_msg("%s: %s", sql->name, sqlite3_errmsg(s->db));
    assert_non_null(st);
    if (str_trim(str_of(tail)).n != 0) fail_msg("%s: more than one statement: %s", sql->name, tail);
    assert_in_range(sqlite3_bind_parameter_count(st), 0, STMT_PARAMS_MAX);
    sqlite3_finalize(st);
    if (!strstr((const char *)sql->p, "/*scan*/") && plan_scans(s->db, (const char *)sql->p, plan, sizeof plan))
      fail_msg("%s: %s without /*scan*/", sql->name, plan);
  }
}

static void test_scan_is_seen(void **state) {
  struct store *s = *state;
  char plan[256];
  assert_true(plan_scans(s->db, "SELECT id FROM fact WHERE text = 'x'", plan, sizeof plan));
  assert_true(plan_scans(s->db, "SELECT c.id FROM claim c WHERE c.value = 'x'", plan, sizeof plan));
  assert_false(plan_scans(s->db, "SELECT id FROM fact WHERE reading = 1", plan, sizeof plan));
}

#define RELATION(...) BINDS(B_INT("document", 1), B_TEXT("kind", STR("sum")), __VA_ARGS__)

static void expect_internal(int rc, const struct err *err, const char *says) {
  assert_int_equal(rc, -1);
  assert_int_equal(err->code, ERR_INTERNAL);
  if (!strstr(err->text, says)) fail_msg("\"%s\" does not say \"%s\"", err->text, says);
}

static void test_binds_are_checked(void **state) {
  struct store *s = *state;
  struct err err = ERR_INIT;
  int rc = store_exec(s, SQL_RELATION_INSERT, RELATION(B_INT("claim", 1), B_INT("other", 2)), &err);
  expect_internal(rc, &err, "parameter \"ord\" not bound");
  rc = store_exec(s, SQL_RELATION_INSERT, RELATION(B_INT("claim", 1), B_INT("other", 2), B_INT("ord", 0), B_INT("ord", 0)), &err);
  expect_internal(rc, &err, "parameter \"ord\" bound twice");
  rc = store_exec(s, SQL_RELATION_INSERT, RELATION(B_INT("claim", 1), B_INT("other", 2), B_INT("order", 0)), &err);
  expect_internal(rc, &err, "no parameter \"order\"");
  rc = store_exec(s, SQL_ARTIFACT_FIND, NULL, 0, &err);
  expect_internal(rc, &err, "artifact/find.sql: parameter \"sha256\" not bound");
}

static void test_order_of_binds_is_free(void **state) {
  struct store *s = *state;
  struct err err = ERR_INIT;
  int64_t id = 0;
  OK(store_insert(
      s, SQL_ARTIFACT_INSERT,
      BINDS(B_NULL("bytes"), B_INT("size", 7), B_TEXT("sha256", STR("0123456789012345678901234567890123456789012345678901234567890123"))),
      &id, &err));
  assert_int_equal(ask(s, "SELECT size FROM artifact"), 7);
}

static void test_constraints_are_ours(void **state) {
  struct store *s = *state;
  struct err err = ERR_INIT;
  int rc = store_exec(s, SQL_RELATION_INSERT, RELATION(B_INT("claim", 1), B_INT("other", 2), B_INT("ord", 0)), &err);
  expect_internal(rc, &err, "FOREIGN KEY");
  rc = store_exec(s, SQL_JOURNAL_LAST, NULL, 0, &err);
  assert_int_equal(rc, 0);
  intake_make(s, "a.json", "a");
  rc = store_exec(s, SQL_JOURNAL_LAST, NULL, 0, &err);
  expect_internal(rc, &err, "none were wanted");
}

struct seen {
  struct store *s;
  int rows;
  int64_t seqs[8];
};

static int row_nested(void *ctx, const struct row *r, struct err *err) {
  struct seen *seen = ctx;
  seen->seqs[seen->rows++] = row_int(r, 0);
  int64_t inner = 0;
  if (store_int(seen->s, SQL_JOURNAL_ALL, NULL, 0, -1, &inner, err) != 0) return -1;
  assert_int_equal(inner, 1); /* the inner run starts at the first row again */
  return 0;
}

static int row_stop(void *ctx, const struct row *r, struct err *err) {
  ((struct seen *)ctx)->rows++;
  return 1;
}

static int row_fail(void *ctx, const struct row *r, struct err *err) { return err_set(err, ERR_INPUT, "enough"); }

static void test_callbacks(void **state) {
  struct store *s = *state;
  struct err err = ERR_INIT;
  struct seen seen = {.s = s};
  for (int i = 0; i < 3; i++) OK(store_journal_append(s, STR("note"), STR("{}"), &err));
  OK(store_query(s, SQL_JOURNAL_ALL, NULL, 0, row_nested, &seen, &err));
  assert_int_equal(seen.rows, 3);
  assert_int_equal(seen.seqs[2], 3);
  seen.rows = 0;
  OK(store_query(s, SQL_JOURNAL_ALL, NULL, 0, row_stop, &seen, &err));
  assert_int_equal(seen.rows, 1);
  assert_int_equal(store_query(s, SQL_JOURNAL_ALL, NULL, 0, row_fail, &seen, &err), -1);
  assert_string_equal(err.text, "enough");
  OK(store_query(s, SQL_JOURNAL_ALL, NULL, 0, row_nested, &seen, &err)); /* usable again */
}

static int row_types(void *ctx, const struct row *r, struct err *err) {
  assert_int_equal(row_columns(r), 6);
  assert_string_equal(row_name(r, 2), "kind");
  assert_int_equal(row_type(r, 0), BIND_INT);
  assert_int_equal(row_type(r, 2), BIND_TEXT);
  struct str body = row_text(r, 3);
  assert_int_equal(body.n, 5);
  assert_memory_equal(body.p,
                      "a\0b\xFF"
                      "c",
                      5);
  return 0;
}

static void test_text_is_bytes(void **state) {
  struct err err = ERR_INIT;
  OK(store_journal_append(*state, STR("note"),
                          str_make("a\0b\xFF"
                                   "c",
                                   5),
                          &err));
  OK(store_query(*state, SQL_JOURNAL_ALL, NULL, 0, row_types, NULL, &err));
}

static void test_nested_transactions(void **state) {
  struct store *s = *state;
  struct err err = ERR_INIT;
  OK(store_begin(s, &err));
  intake_make(s, "kept.json", "1");
  OK(store_begin(s, &err));
  intake_make(s, "dropped.json", "2");
  store_rollback(s);
  OK(store_begin(s, &err));
  intake_make(s, "kept too.json", "3");
  OK(store_commit(s, &err));
  OK(store_commit(s, &err));
  assert_int_equal(ask(s, "SELECT count(*) FROM intake WHERE path LIKE 'kept%'"), 2);
  assert_int_equal(ask(s, "SELECT count(*) FROM intake"), 2);
  OK(store_journal_verify(s, &err));
  OK(store_begin(s, &err));
  intake_make(s, "dropped.json", "4");
  store_rollback(s);
  assert_int_equal(ask(s, "SELECT count(*) FROM intake"), 2);
  store_rollback(s); /* of nothing */
  expect_internal(store_commit(s, &err), &err, "without a transaction");
}

static void test_same_bytes_once(void **state) {
  struct store *s = *state;
  intake_make(s, "a.json", "same");
  intake_make(s, "b.json", "same");
  assert_int_equal(ask(s, "SELECT count(*) FROM artifact"), 1);
  assert_int_equal(ask(s, "SELECT count(*) FROM intake"), 2);
}

static void test_nulls(void **state) {
  struct store *s = *state;
  struct err err = ERR_INIT;
  int64_t id, document = 0, claim = 0;
  int64_t reading = reading_make(s, intake_make(s, "a.json", "x"));
  struct fact f = {
      .reading = reading, .subject = STR("loadtest"), .attribute = STR("latency.p95"), .observed_at = TIME_NONE, .state = FACT_NULL};
  OK(store_fact_add(s, &f, &id, &err));
  assert_int_equal(
      ask(s, "SELECT count(*) FROM fact WHERE value IS NULL AND number IS NULL AND low IS NULL AND observed_at IS NULL AND line IS NULL"),
      1);
  struct document d = {.intake = 1, .title = STR("Release 7"), .as_of = TIME_NONE, .as_of_high = TIME_NONE};
  OK(store_document_add(s, &d, &document, &err));
  d.as_of = 5;
  OK(store_document_set(s, document, &d, &err));
  assert_int_equal(ask(s, "SELECT as_of FROM document WHERE as_of_high IS NULL"), 5);
  struct claim c = {.document = document,
                    .family = FAMILY_FIGURE,
                    .attribute = STR("duration"),
                    .has_number = true,
                    .number = 14400,
                    .low = 14400,
                    .high = 1.0 / 0.0,
                    .row = -1,
                    .col = -1,
                    .place = {3, 1, 3, 8},
                    .text = STR("4+ hours")};
  OK(store_claim_add(s, &c, &claim, &err));
  assert_int_equal(ask(s, "SELECT count(*) FROM claim WHERE subject IS NULL AND high > 1e300 AND row IS NULL AND section IS NULL"), 1);
  struct diag g = {.id = DIAG_JSON_DUPLICATE_KEY, .line = 4};
  OK(store_diagnostic_add(s, 1, &g, &err));
  assert_int_equal(
      ask(s, "SELECT count(*) FROM diagnostic WHERE name = 'json-duplicate-key' AND severity = 'warning' AND \"column\" IS NULL"), 1);
}

static void test_copy(void **state) {
  struct err err = ERR_INIT;
  struct store *to = NULL;
  struct store *from = *state;
  int64_t report = 0;
  fact_make(from, reading_make(from, intake_make(from, "a.json", "x")), "service:web", "failure");
  struct intake in = {.artifact = 1, .path = STR("report.md"), .role = STR("report"), .source_time = TIME_NONE};
  OK(store_intake_add(from, &in, (const char[65]){0}, &report, &err));
  struct diag g = {.id = DIAG_JSON_DUPLICATE_KEY, .line = 4};
  OK(store_diagnostic_add(from, 1, &g, &err));
  OK(store_diagnostic_add(from, report, &g, &err));
  OK(store_open(&to, NULL, STORE_CREATE, &err));
  OK(store_copy_evidence(to, from, &err));
  assert_int_equal(ask(to, "SELECT count(*) FROM intake"), 1);
  assert_int_equal(ask(to, "SELECT count(*) FROM facts WHERE subject = 'service:web' AND pointer = '/services/0/status'"), 1);
  assert_int_equal(ask(to, "SELECT count(*) FROM diagnostic WHERE line = 4"), 1);
  store_close(to);
}

static void test_long_values_are_cut(void **state) {
  struct err err = ERR_INIT;
  struct buf text = BUF_INIT;
  int64_t id;
  buf_add_char(&text, 'x');
  for (int i = 0; i < 20000; i++) buf_add_cstr(&text, "é");
  struct fact f = {.reading = reading_make(*state, intake_make(*state, "a.json", "x")),
                   .subject = STR("log"),
                   .attribute = STR("url"),
                   .value = buf_str(&text),
                   .observed_at = TIME_NONE};
  OK(store_fact_add(*state, &f, &id, &err));
  assert_int_equal(ask(*state, "SELECT length(CAST(value AS BLOB)) FROM fact"), (16 << 10) - 1);
  buf_release(&text);
}

#define IN_MEMORY(fn) cmocka_unit_test_setup_teardown(fn, open_memory, close_memory)

int main(void) {
  const struct CMUnitTest tests[] = {
      IN_MEMORY(test_all_prepare),
      IN_MEMORY(test_scan_is_seen),
      IN_MEMORY(test_binds_are_checked),
      IN_MEMORY(test_order_of_binds_is_free),
      IN_MEMORY(test_constraints_are_ours),
      IN_MEMORY(test_callbacks),
      IN_MEMORY(test_text_is_bytes),
      IN_MEMORY(test_nested_transactions),
      IN_MEMORY(test_same_bytes_once),
      IN_MEMORY(test_nulls),
      IN_MEMORY(test_copy),
      IN_MEMORY(test_long_values_are_cut),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
