/* SQL that somebody else wrote can read the ledger and nothing else, and it ends. */
#include "store_test.h"

#include "base/limits.h"

struct box {
  struct store *s;
  struct sandbox *b;
};

static int box_open(void **state) {
  struct err err = ERR_INIT;
  struct box *x = mem_calloc(1, sizeof *x);
  *state = x;
  if (store_open(&x->s, NULL, STORE_CREATE, &err) != 0) return -1;
  fact_make(x->s, reading_make(x->s, intake_make(x->s, "deploy.json", "{}")), "service:web", "failure");
  return sandbox_open(&x->b, x->s, &err);
}

static int box_close(void **state) {
  struct box *x = *state;
  sandbox_close(x->b);
  store_close(x->s);
  mem_free(x);
  return 0;
}

struct answer {
  int rows;
  char text[256];
};

static int row_answer(void *ctx, const struct row *r, struct err *err) {
  struct answer *a = ctx;
  struct str s = row_text(r, 0);
  a->rows++;
  snprintf(a->text, sizeof a->text, "%.*s", STR_ARG(s));
  return 0;
}

static int run(struct box *x, const char *sql, struct answer *a, struct err *err) {
  *a = (struct answer){0};
  return sandbox_run(x->b, "rules/test", str_of(sql), NULL, 0, row_answer, a, err);
}

static void test_reads(void **state) {
  static const struct {
    const char *sql, *text;
  } cases[] = {
      {"SELECT subject FROM fact", "service:web"},
      {"SELECT subject || ' ' || value FROM facts ; -- and no more", "service:web failure"},
      {"SELECT count(*) FROM fact /* unfinished", "1"},
      {"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10) SELECT sum(i) FROM n", "55"},
      {"SELECT group_concat(x, ', ') FROM (SELECT DISTINCT column1 AS x FROM (VALUES (1), (2), (2)))", "1, 2"},
      {"SELECT row_number() OVER (ORDER BY id) FROM fact", "1"},
      {"VALUES ('x')", "x"},
      {"SELECT name FROM sqlite_schema WHERE name = 'fact'", "fact"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct err err = ERR_INIT;
    struct answer a;
    OK(run(*state, cases[i].sql, &a, &err));
    assert_int_equal(a.rows, 1);
    assert_string_equal(a.text, cases[i].text);
  }
}

static void test_refuses(void **state) {
  static const char *const cases[] = {
      "DELETE FROM fact",
      "INSERT INTO fact (id) VALUES (1)",
      "UPDATE fact SET value = 'success'",
      "DROP TABLE fact",
      "CREATE TABLE t (x)",
      "CREATE TEMP TABLE t (x)",
      "CREATE TEMP VIEW v AS SELECT 1",
      "ATTACH 'other.db' AS other",
      "DETACH main",
      "PRAGMA query_only = OFF",
      "PRAGMA user_version",
      "SELECT * FROM pragma_table_info('fact')",
      "SELECT * FROM pragma_database_list",
      "SELECT * FROM dbstat",
      "SELECT * FROM sqlite_stmt",
      "VACUUM",
      "VACUUM INTO 'copy.db'",
      "BEGIN",
      "COMMIT",
      "SAVEPOINT s",
      "ANALYZE",
      "REINDEX",
      "EXPLAIN SELECT 1",
      "SELECT random()",
      "SELECT randomblob(10)",
      "SELECT zeroblob(1000000000)",
      "SELECT datetime('now')",
      "SELECT load_extension('x')",
      "SELECT sqlite_version()",
      "SELECT last_insert_rowid()",
      "SELECT fts3_tokenizer('simple')",
      "SELECT writefile('x', 'y')",
      "SELECT 1; SELECT 2",
      "SELECT 1; DELETE FROM fact",
      "SELECT 1 /* */ ; /* */ x",
      "",
      " -- nothing\n",
      ";",
      "SELECT :missing",
      "SELECT ?",
      "SELECT nobody FROM fact",
      "SELECT nobody",
      "SELECT \"no such column\" FROM fact",
      "SELEC 1",
      "INSERT INTO fact_fts SELECT 1",
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct err err = ERR_INIT;
    struct answer a;
    if (run(*state, cases[i], &a, &err) == 0) fail_msg("allowed: %s", cases[i]);
    if (err.code != ERR_CONFIG) fail_msg("%s: code %d: %s", cases[i], err.code, err.text);
    assert_string_equal(err.path, "rules/test");
    assert_int_equal(a.rows, 0);
  }
  struct box *x = *state;
  assert_int_equal(ask(x->s, "SELECT count(*) FROM fact"), 1);
}

static void test_place_of_a_mistake(void **state) {
  struct err err = ERR_INIT;
  struct answer a;
  assert_int_equal(run(*state, "SELECT id,\n  'é', nothing\nFROM fact", &a, &err), -1);
  assert_int_equal(err.line, 2);
  assert_int_equal(err.column, 8);
  assert_non_null(strstr(err.text, "nothing"));
}

/* Each of these would run for ever, or take all memory, or both. */
static void test_ends(void **state) {
  static const struct {
    const char *sql, *says;
  } cases[] = {
      {"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n", "stopped: more"},
      {"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT 1 FROM n) SELECT i FROM n", "more than 100000 rows"},
      {"WITH RECURSIVE n(i, t) AS (SELECT 1, '' UNION ALL SELECT i + 1, printf('%200000d', i) FROM n) SELECT t FROM n ORDER BY t",
       "more memory"},
      {"SELECT replace(printf('%100000d', 1), ' ', 'abcdefghij')", "too big"},
      {"SELECT 'x' LIKE replace(printf('%200d', 1), ' ', '%a')", "LIKE or GLOB pattern too complex"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct err err = ERR_INIT;
    struct answer a;
    if (run(*state, cases[i].sql, &a, &err) == 0) fail_msg("ended by itself: %s", cases[i].sql);
    assert_int_equal(err.code, ERR_CONFIG);
    if (!strstr(err.text, cases[i].says)) fail_msg("%s: \"%s\"", cases[i].sql, err.text);
  }
  struct err err = ERR_INIT;
  struct answer a;
  OK(run(*state, "SELECT count(*) FROM fact", &a, &err)); /* usable after */
}

static void test_deep_sql(void **state) {
  struct buf sql = BUF_INIT;
  struct err err = ERR_INIT;
  struct answer a;
  buf_add_cstr(&sql, "SELECT ");
  for (int i = 0; i < 5000; i++) buf_add_char(&sql, '(');
  buf_add_char(&sql, '1');
  for (int i = 0; i < 5000; i++) buf_add_char(&sql, ')');
  assert_int_equal(run(*state, buf_cstr(&sql), &a, &err), -1);
  assert_int_equal(err.code, ERR_CONFIG);
  buf_clear(&sql);
  buf_add_cstr(&sql, "SELECT 1");
  while (sql.n <= LIMIT_RULE_SQL_BYTES) buf_add_cstr(&sql, "                ");
  assert_int_equal(run(*state, buf_cstr(&sql), &a, &err), -1);
  assert_non_null(strstr(err.text, "bytes of SQL"));
  buf_release(&sql);
}

static void test_parameters(void **state) {
  struct box *x = *state;
  struct err err = ERR_INIT;
  struct answer a = {0};
  struct str sql = STR("SELECT value FROM fact WHERE subject = :subject");
  OK(sandbox_run(x->b, "q", sql, BINDS(B_INT("document", 3), B_TEXT("subject", STR("service:web"))), row_answer, &a, &err));
  assert_string_equal(a.text, "failure");
  /* the same statement again keeps nothing of the last run */
  a = (struct answer){0};
  OK(sandbox_run(x->b, "q", sql, BINDS(B_TEXT("subject", STR("service:api"))), row_answer, &a, &err));
  assert_int_equal(a.rows, 0);
  assert_int_equal(sandbox_run(x->b, "q", sql, NULL, 0, row_answer, &a, &err), -1);
  assert_non_null(strstr(err.text, ":subject"));
}

static int row_inner(void *ctx, const struct row *r, struct err *err) {
  struct answer a = {0};
  struct box *x = ctx;
  if (sandbox_run(x->b, "inner", STR("SELECT 1"), NULL, 0, row_answer, &a, err) != 0) return -1;
  a = (struct answer){0};
  if (sandbox_run(x->b, "same", STR("VALUES (1), (2), (3)"), NULL, 0, row_answer, &a, err) != 0) return -1;
  assert_int_equal(a.rows, 3);
  return 0;
}

static void test_nested(void **state) {
  struct box *x = *state;
  struct err err = ERR_INIT;
  OK(sandbox_run(x->b, "outer", STR("VALUES (1), (2), (3)"), NULL, 0, row_inner, x, &err));
}

static int row_commits(void *ctx, const struct row *r, struct err *err) { return store_journal_append(ctx, STR("note"), STR("{}"), err); }

/* What is written later is seen, once it is committed; what could not work is refused at once. */
static void test_sees_commits(void **state) {
  struct box *x = *state;
  struct err err = ERR_INIT;
  struct answer a;
  OK(store_begin(x->s, &err));
  fact_make(x->s, 1, "service:api", "success");
  assert_int_equal(run(x, "SELECT count(*) FROM fact", &a, &err), -1);
  assert_int_equal(err.code, ERR_INTERNAL);
  OK(store_commit(x->s, &err));
  OK(run(x, "SELECT count(*) FROM fact", &a, &err));
  assert_string_equal(a.text, "2");
  assert_int_equal(sandbox_run(x->b, "q", STR("SELECT id FROM fact"), NULL, 0, row_commits, x->s, &err), -1);
  assert_int_equal(err.code, ERR_INTERNAL);
  OK(store_journal_verify(x->s, &err));
}

static void test_file(void **state) {
  struct err err = ERR_INIT;
  struct answer a;
  struct box x = {0};
  char *path = file_join(*state, "ledger.db");
  OK(store_open(&x.s, path, STORE_CREATE, &err));
  fact_make(x.s, reading_make(x.s, intake_make(x.s, "deploy.json", "{}")), "service:web", "failure");
  OK(sandbox_open(&x.b, x.s, &err));
  OK(run(&x, "SELECT subject FROM fact", &a, &err));
  assert_string_equal(a.text, "service:web");
  fact_make(x.s, 1, "service:api", "success");
  OK(run(&x, "SELECT count(*) FROM fact", &a, &err));
  assert_string_equal(a.text, "2");
  struct sandbox *second = NULL; /* the first statement on a connection has not seen the schema */
  OK(sandbox_open(&second, x.s, &err));
  assert_int_equal(sandbox_run(second, "q", STR("SELECT nobody"), NULL, 0, row_answer, &a, &err), -1);
  assert_int_equal(err.code, ERR_CONFIG);
  sandbox_close(second);
  assert_int_equal(run(&x, "DELETE FROM fact", &a, &err), -1);
  sandbox_close(x.b);
  store_close(x.s);
  mem_free(path);
}

#define BOXED(fn) cmocka_unit_test_setup_teardown(fn, box_open, box_close)

int main(void) {
  const struct CMUnitTest tests[] = {
      BOXED(test_reads),  BOXED(test_refuses),      BOXED(test_place_of_a_mistake),
      BOXED(test_ends),   BOXED(test_deep_sql),     BOXED(test_parameters),
      BOXED(test_nested), BOXED(test_sees_commits), cmocka_unit_test_setup_teardown(test_file, folder_make, folder_drop),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
