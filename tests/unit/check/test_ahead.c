/* Rules prepared while the ledger is filled: findings are those of rules prepared when they are run, and so are mistakes. */
#include "check_test.h"

#include "check/rules.h"

struct bench {
  struct store *s;
  struct rules rules;
  struct policy policy;
  struct check_ahead *ahead;
  int64_t document;
};

static void add_rule(struct bench *b, const char *id, const char *sql) {
  struct err err = ERR_INIT;
  struct buf text = BUF_INIT;
  struct rule rule;
  buf_printf(&text, "/*---\nid: %s\ncategory: status\nlevel: error\ntitle: t\nwhy: w\nsince: 0.1.0\n---*/\n%s", id, sql);
  OK(rule_parse(&rule, &b->rules.arena, id, buf_str(&text), &err));
  vec_push(&b->rules.v, rule);
  buf_release(&text);
}

static int bench_open(void **state) {
  struct err err = ERR_INIT;
  struct bench *b = mem_calloc(1, sizeof *b);
  *state = b;
  policy_init(&b->policy);
  return store_open(&b->s, NULL, STORE_CREATE, &err);
}

static int bench_close(void **state) {
  struct bench *b = *state;
  check_ahead_end(b->ahead);
  for (size_t i = 0; i < b->rules.v.n; i++) rule_release(&b->rules.v.v[i]);
  vec_release(&b->rules.v);
  arena_release(&b->rules.arena);
  policy_release(&b->policy);
  store_close(b->s);
  mem_free(b);
  return 0;
}

/* What the rules are about comes after them, as in a check: hundreds of transactions while the other thread prepares. */
static void fill(struct bench *b) {
  for (int i = 0; i < 300; i++) {
    char path[32];
    snprintf(path, sizeof path, "m/deploy-%d.json", i);
    struct made made = {.path = path, .importer = "deploy-manifest", .observed = TIME_NONE};
    fact_of(b->s, reading_of(b->s, made), "service:web", "status", "failure", RANK_PRIMARY);
  }
  b->document = document_of(b->s, "report.md", TIME_NONE, TIME_NONE);
  claim_at(b->s, b->document, FAMILY_STATUS, "service:web", "status", "success", NULL, 5);
}

static int run(struct bench *b, size_t *rules_run, struct err *err) {
  struct check_options o = {.policy = &b->policy};
  if (check_prepare(b->s, b->document, &o, err) != 0) return -1;
  return check_run_ahead(b->ahead, &b->document, 1, &o, rules_run, err);
}

static void test_rules_see_what_came_after_them(void **state) {
  struct bench *b = *state;
  struct err err = ERR_INIT;
  size_t rules_run = 0;
  int64_t errors = 0;
  for (int i = 0; i < 40; i++) {
    char id[8], sql[200];
    snprintf(id, sizeof id, "AA%03d", i);
    snprintf(sql, sizeof sql,
             "SELECT c.id AS claim, f.id AS fact, 'contradicted' AS verdict, 'm%d' AS message FROM claim c JOIN fact f ON f.id = %d", i,
             i + 1);
    add_rule(b, id, sql);
  }
  OK(check_ahead_start(&b->ahead, b->s, &b->rules, &err));
  fill(b);
  OK(run(b, &rules_run, &err));
  assert_int_equal(rules_run, 40);
  OK(store_int(b->s, SQL_FINDING_COUNT, BINDS(B_TEXT("level", STR("error"))), 0, &errors, &err));
  assert_int_equal(errors, 40);
}

static void test_a_mistake_is_told_when_the_rule_is_run(void **state) {
  struct bench *b = *state;
  struct err err = ERR_INIT;
  size_t rules_run = 0;
  add_rule(b, "AA001", "SELECT c.id AS claim FROM claim c WHERE 0");
  add_rule(b, "AA002", "SELECT c.nothing AS claim FROM claim c");
  OK(check_ahead_start(&b->ahead, b->s, &b->rules, &err));
  fill(b);
  assert_int_equal(run(b, &rules_run, &err), -1);
  assert_int_equal(err.code, ERR_CONFIG);
  assert_non_null(strstr(err.text, "nothing"));
}

static void test_nothing_need_be_run(void **state) {
  struct bench *b = *state;
  struct err err = ERR_INIT;
  add_rule(b, "AA001", "SELECT c.id AS claim FROM claim c");
  OK(check_ahead_start(&b->ahead, b->s, &b->rules, &err));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_rules_see_what_came_after_them, bench_open, bench_close),
      cmocka_unit_test_setup_teardown(test_a_mistake_is_told_when_the_rule_is_run, bench_open, bench_close),
      cmocka_unit_test_setup_teardown(test_nothing_need_be_run, bench_open, bench_close),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
