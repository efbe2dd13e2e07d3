/* Rows of rules become findings, levels and verdicts. The rules here are made for the test: what they say is what their rows say. */
#include "check_test.h"

#include "check/rules.h"
#include "check/run.h"

struct bench {
  struct store *s;
  struct rules rules;
  struct policy policy;
  int64_t document, primary, derived, other_primary; /* facts */
  int64_t claim, second;                             /* claims of lines 5 and 8 */
  size_t rules_run;
};

static int bench_open(void **state) {
  struct err err = ERR_INIT;
  struct bench *b = mem_calloc(1, sizeof *b);
  *state = b;
  if (store_open(&b->s, NULL, STORE_CREATE, &err) != 0) return -1;
  policy_init(&b->policy);
  struct made deploy = {.path = "m/deploy-20260301-090000.json", .importer = "deploy-manifest", .observed = TIME_NONE};
  struct made ready = {.path = "m/ready-20260301-100000.json", .importer = "readiness", .observed = TIME_NONE, .rank = RANK_DERIVED};
  int64_t d = reading_of(b->s, deploy), r = reading_of(b->s, ready);
  b->primary = fact_of(b->s, d, "service:web", "status", "failure", RANK_PRIMARY);
  b->other_primary = fact_of(b->s, d, "service:mail", "status", "failure", RANK_PRIMARY);
  b->derived = fact_of(b->s, r, "deployment", "status", "success", RANK_DERIVED);
  b->document = document_of(b->s, "report.md", TIME_NONE, TIME_NONE);
  b->claim = claim_at(b->s, b->document, FAMILY_STATUS, "deployment", "status", "success", NULL, 5);
  b->second = claim_at(b->s, b->document, FAMILY_STATUS, "service:web", "health", "success", NULL, 8);
  citation_of(b->s, b->document, deploy.path);
  citation_of(b->s, b->document, ready.path);
  return 0;
}

static int bench_close(void **state) {
  struct bench *b = *state;
  for (size_t i = 0; i < b->rules.v.n; i++) rule_release(&b->rules.v.v[i]);
  vec_release(&b->rules.v);
  arena_release(&b->rules.arena);
  policy_release(&b->policy);
  store_close(b->s);
  mem_free(b);
  return 0;
}

/* head: further lines of the front matter. */
static void add_rule(struct bench *b, const char *id, const char *level, const char *head, const char *sql) {
  struct err err = ERR_INIT;
  struct buf text = BUF_INIT;
  struct rule rule;
  buf_printf(&text, "/*---\nid: %s\ncategory: status\nlevel: %s\ntitle: t\nwhy: w\nsince: 0.1.0\n%s---*/\n%s", id, level, head, sql);
  OK(rule_parse(&rule, &b->rules.arena, id, buf_str(&text), &err));
  vec_push(&b->rules.v, rule);
  buf_release(&text);
}

static int run_bench(struct bench *b, struct err *err) {
  struct check_options o = {.policy = &b->policy};
  if (check_prepare(b->s, b->document, &o, err) != 0) return -1;
  return check_run(b->s, &b->rules, &b->document, 1, &o, &b->rules_run, err);
}

static int join(void *ctx, const struct row *r, struct err *err) {
  struct buf *b = ctx;
  if (b->n) buf_add_cstr(b, "; ");
  for (int c = 0; c < row_columns(r); c++) {
    if (c) buf_add_char(b, ' ');
    if (row_is_null(r, c))
      buf_add_char(b, '-');
    else if (row_type(r, c) == BIND_INT)
      buf_printf(b, "%lld", (long long)row_int(r, c));
    else
      buf_add_str(b, row_text(r, c));
  }
  return 0;
}

static void ask(struct bench *b, const char *sql, struct buf *out) {
  struct err err = ERR_INIT;
  struct sandbox *box;
  buf_clear(out);
  OK(sandbox_open(&box, b->s, &err));
  OK(sandbox_run(box, "test", str_of(sql), NULL, 0, join, out, &err));
  sandbox_close(box);
}

static void expect(struct bench *b, const char *sql, const char *want) {
  struct buf got = BUF_INIT;
  ask(b, sql, &got);
  assert_string_equal(buf_cstr(&got), want);
  buf_release(&got);
}

#define FINDINGS "SELECT rule, level, verdict, claim FROM finding ORDER BY document IS NULL, claim, rule"
#define VERDICTS "SELECT verdict FROM verdict WHERE claim IN (1, 2) ORDER BY claim"

static void run_ok(struct bench *b) {
  struct err err = ERR_INIT;
  OK(run_bench(b, &err));
}

/* One row about claim 1, against the facts 1 (primary), 3 (derived), or the claim 2. */
static void test_levels_and_verdicts(void **state) {
  static const struct {
    const char *level, *rows, *findings, *verdict;
  } cases[] = {
      {"error", "SELECT 1 AS claim, 1 AS fact, 'contradicted' AS verdict, 'm' AS message", "AA001 error contradicted 1", "contradicted"},
      {"error", "SELECT 1 AS claim, 3 AS fact, 'contradicted' AS verdict, 'm' AS message", "AA001 warning contradicted 1", "conflicted"},
      {"error", "SELECT 1 AS claim, 2 AS other, 'contradicted' AS verdict, 'm' AS message", "AA001 error contradicted 1", "contradicted"},
      {"error", "SELECT 1 AS claim, 1 AS fact, 'contradicted' AS verdict, 'm' AS message, 'note' AS level", "AA001 note contradicted 1",
       "contradicted"},
      {"warning", "SELECT 1 AS claim, 1 AS fact, 'contradicted' AS verdict, 'm' AS message, 'error' AS level",
       "AA001 warning contradicted 1", "contradicted"},
      {"error", "SELECT 1 AS claim, 1 AS fact, 'supported' AS verdict, 'm' AS message", "", "supported"},
      {"error", "SELECT 1 AS claim, 'unsupported' AS verdict, 'm' AS message", "AA001 warning unsupported 1", "unsupported"},
      {"error", "SELECT 1 AS claim, 1 AS fact, 'stale' AS verdict, 'm' AS message", "AA001 warning stale 1", "stale"},
      {"error", "SELECT 1 AS claim, 'unchecked' AS verdict, 'm' AS message", "AA001 note unchecked 1", "unchecked"},
      {"error", "SELECT 1 AS claim, 'm' AS message", "AA001 error - 1", "unchecked"},
      {"error", "SELECT NULL AS claim, 'm' AS message", "", "unchecked"},
      {"error", "SELECT 1 AS claim, 1 AS fact, 'contradicted' AS verdict, 'm' AS message UNION ALL SELECT 1, 3, 'supported', NULL",
       "AA001 error contradicted 1", "conflicted"},
      {"error",
       "SELECT 1 AS claim, 1 AS fact, NULL AS other, 'contradicted' AS verdict, 'm' AS message UNION ALL SELECT 1, NULL, 2, 'supported', "
       "NULL",
       "AA001 error contradicted 1", "contradicted"}, /* another claim is no evidence */
      {"error", "SELECT 1 AS claim, 1 AS fact, 'stale' AS verdict, 'm' AS message UNION ALL SELECT 1, 2, 'supported', NULL",
       "AA001 warning stale 1", "stale"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    void *fresh = NULL;
    assert_int_equal(bench_open(&fresh), 0);
    struct bench *b = fresh;
    struct buf verdict = BUF_INIT;
    add_rule(b, "AA001", cases[i].level, "", cases[i].rows);
    run_ok(b);
    expect(b, FINDINGS, cases[i].findings);
    ask(b, "SELECT verdict FROM verdict WHERE claim = 1", &verdict);
    assert_string_equal(buf_cstr(&verdict), cases[i].verdict);
    buf_release(&verdict);
    bench_close(&fresh);
  }
}

static void test_rows_of_a_claim_are_one_finding(void **state) {
  struct bench *b = *state;
  add_rule(b, "AA001", "error", "",
           "SELECT 1 AS claim, 1 AS fact, 'contradicted' AS verdict, 'first' AS message, NULL AS grp"
           " UNION ALL SELECT 1, 2, 'contradicted', 'second', NULL UNION ALL SELECT 1, 1, 'contradicted', 'again', NULL"
           " UNION ALL SELECT 1, 2, 'contradicted', 'apart', 'b'");
  run_ok(b);
  expect(b, "SELECT n.message, group_concat(o.fact, ',') FROM finding n JOIN finding_other o ON o.finding = n.id GROUP BY n.id ORDER BY 1",
         "apart 2; first 1,2");
  expect(b, "SELECT ord, fact FROM verdict_evidence WHERE claim = 1 ORDER BY ord", "0 1; 1 2");
}

static void test_said_once(void **state) {
  struct bench *b = *state;
  add_rule(b, "AA001", "error", "", "SELECT 1 AS claim, 1 AS fact, 'contradicted' AS verdict, 'general' AS message");
  add_rule(b, "AA002", "error", "priority: 5\n", "SELECT 1 AS claim, 1 AS fact, 'contradicted' AS verdict, 'special' AS message");
  add_rule(b, "AA003", "error", "", "SELECT 1 AS claim, 2 AS fact, 'contradicted' AS verdict, 'another side' AS message");
  add_rule(b, "AA004", "error", "", "SELECT 2 AS claim, 1 AS fact, 'contradicted' AS verdict, 'another claim' AS message");
  run_ok(b);
  expect(b, "SELECT message FROM finding ORDER BY message", "another claim; another side; special");
  assert_int_equal(b->rules_run, 4);
}

static void test_needs(void **state) {
  static const struct {
    const char *needs;
    int runs;
  } cases[] = {
      {"", 1},
      {"needs: {families: [status]}\n", 1},
      {"needs: {families: [ordinal]}\n", 0},
      {"needs: {families: [ordinal, citation]}\n", 1},
      {"needs: {attributes: [status]}\n", 1},
      {"needs: {attributes: [\"stat*\"]}\n", 1},
      {"needs: {attributes: [throughput]}\n", 0},
      {"needs: {relations: [sum]}\n", 0},
      {"needs: {families: [status], attributes: [throughput]}\n", 0},
      {"needs: {with: true}\n", 0},
      {"needs: {with: false}\n", 1},
  };
  struct bench *b = *state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    while (b->rules.v.n) rule_release(&b->rules.v.v[--b->rules.v.n]);
    /* A rule that is not run is not even looked at. */
    add_rule(b, "AA001", "error", cases[i].needs, cases[i].runs ? "SELECT 1 AS claim WHERE 0" : "SELECT nonsense");
    run_ok(b);
    assert_int_equal(b->rules_run, cases[i].runs);
  }
}

static void test_policy(void **state) {
  struct bench *b = *state;
  add_rule(b, "AA001", "error", "", "SELECT 1 AS claim, 1 AS fact, 'contradicted' AS verdict, 'a' AS message");
  add_rule(b, "AA002", "error", "", "SELECT 2 AS claim, 1 AS fact, 'contradicted' AS verdict, 'b' AS message");
  add_rule(b, "AA003", "warning", "", "SELECT 2 AS claim, 'unsupported' AS verdict, 'c' AS message");
  vec_push(&b->policy.levels, (struct policy_pair){.key = STR("AA001"), .value = STR("off")});
  vec_push(&b->policy.levels, (struct policy_pair){.key = STR("AA002"), .value = STR("note")});
  vec_push(&b->policy.levels, (struct policy_pair){.key = STR("AA003"), .value = STR("error")});
  run_ok(b);
  expect(b, FINDINGS, "AA002 note contradicted 2; AA003 error unsupported 2");
  assert_int_equal(b->rules_run, 2);
}

static void test_evidence_against_evidence(void **state) {
  struct bench *b = *state;
  add_rule(b, "AA001", "error", "", "SELECT 1 AS claim, 3 AS fact, 'supported' AS verdict UNION ALL SELECT 2, 1, 'contradicted'");
  add_rule(b, "EE001", "error", "scope: evidence\n", "SELECT 3 AS fact, 1 AS other, 'they disagree' AS message");
  run_ok(b);
  /* its own finding, and the claim's that leans on one of the two sides; what is refuted stays refuted */
  expect(b, FINDINGS, "EE001 warning conflicted 1; EE001 warning - -");
  expect(b, VERDICTS, "conflicted; contradicted");
  expect(b, "SELECT o.fact FROM finding n JOIN finding_other o ON o.finding = n.id WHERE n.document IS NULL ORDER BY o.ord", "3; 1");
  expect(b, "SELECT message FROM finding WHERE document IS NOT NULL", "rests on evidence that disagrees: they disagree");
}

static void test_primary_is_not_in_doubt(void **state) {
  struct bench *b = *state;
  add_rule(b, "AA001", "error", "", "SELECT 1 AS claim, 1 AS fact, 'supported' AS verdict UNION ALL SELECT 2, 2, 'supported'");
  add_rule(b, "EE001", "error", "scope: evidence\n", "SELECT 3 AS fact, 1 AS other, 'they disagree' AS message");
  run_ok(b);
  expect(b, FINDINGS, "EE001 warning - -");
  expect(b, VERDICTS, "supported; supported");
  add_rule(b, "EE002", "error", "scope: evidence\n", "SELECT 1 AS fact, 2 AS other, 'two that were measured' AS message");
  run_ok(b);
  expect(b, VERDICTS, "conflicted; conflicted");
}

static void test_run_again(void **state) {
  struct bench *b = *state;
  add_rule(b, "AA001", "error", "", "SELECT 1 AS claim, 1 AS fact, 'contradicted' AS verdict, 'm' AS message");
  add_rule(b, "EE001", "warning", "scope: evidence\n", "SELECT 3 AS fact, 1 AS other, 'm' AS message");
  struct buf first = BUF_INIT, again = BUF_INIT;
  run_ok(b);
  ask(b, "SELECT rule, fingerprint FROM finding ORDER BY 1", &first);
  run_ok(b);
  ask(b, "SELECT rule, fingerprint FROM finding ORDER BY 1", &again);
  assert_string_equal(buf_cstr(&first), buf_cstr(&again));
  expect(b, "SELECT count(*) FROM verdict", "4");
  buf_release(&first);
  buf_release(&again);
}

/* The print of the one finding of a rule about a claim with this text on this line, against a fact of this subject. */
static void print_of(const char *text, uint32_t line, const char *subject, const char *value, struct buf *out) {
  struct err err = ERR_INIT;
  void *fresh = NULL;
  assert_int_equal(bench_open(&fresh), 0);
  struct bench *b = fresh;
  int64_t claim = claim_at(b->s, b->document, FAMILY_STATUS, "service:web", "status", text, NULL, line);
  int64_t reading = reading_of(b->s, (struct made){.path = "m/more.json", .importer = "deploy-manifest", .observed = TIME_NONE});
  int64_t fact = fact_of(b->s, reading, subject, "status", value, RANK_PRIMARY);
  char sql[200];
  snprintf(sql, sizeof sql, "SELECT %d AS claim, %d AS fact, 'contradicted' AS verdict, 'in line %u' AS message", (int)claim, (int)fact,
           line);
  add_rule(b, "AA001", "error", "", sql);
  OK(run_bench(b, &err));
  ask(b, "SELECT fingerprint FROM finding", out);
  bench_close(&fresh);
}

static void test_fingerprints(void **state) {
  static const struct {
    const char *text;
    uint32_t line;
    const char *subject, *value;
    bool same;
  } cases[] = {
      {"Ready", 20, "service:web", "failure", true},     {"Ready", 77, "service:web", "failure", true}, /* moved */
      {"**ready**", 20, "service:web", "failure", true},                                                /* formatted */
      {"Ready", 20, "service:web", "partial", true}, /* the other side measured something else */
      {"Done", 20, "service:web", "failure", false},     {"Ready", 20, "service:mail", "failure", false},
  };
  struct buf first = BUF_INIT, print = BUF_INIT;
  print_of(cases[0].text, cases[0].line, cases[0].subject, cases[0].value, &first);
  assert_int_equal(first.n, 32);
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    print_of(cases[i].text, cases[i].line, cases[i].subject, cases[i].value, &print);
    assert_int_equal(str_eq(buf_str(&first), buf_str(&print)), cases[i].same);
  }
  buf_release(&first);
  buf_release(&print);
}

static void test_repeats_differ(void **state) {
  struct bench *b = *state;
  for (uint32_t line = 30; line < 33; line++) claim_at(b->s, b->document, FAMILY_STATUS, "service:web", "status", "Ready", NULL, line);
  add_rule(b, "AA001", "error", "", "SELECT id AS claim, 1 AS fact, 'contradicted' AS verdict, 'm' AS message FROM claim WHERE line >= 30");
  run_ok(b);
  expect(b, "SELECT count(*), count(DISTINCT fingerprint) FROM finding", "3 3");
}

static void test_bad_rules(void **state) {
  static const struct {
    const char *sql, *complaint;
  } cases[] = {
      {"SELECT 1 AS claim, 'maybe' AS verdict, 'm' AS message", "unknown verdict \"maybe\""},
      {"SELECT 1 AS claim, 'm' AS text", "unknown column \"text\""},
      {"SELECT 'm' AS message", "column \"claim\" is missing"},
      {"SELECT 1 AS claim FROM nowhere", "nowhere"},
      {"SELECT 99 AS claim, 'm' AS message", "claim 99 is not one of the report's"},
      {"SELECT 1 AS claim, 99 AS fact, 'm' AS message", "there is no fact 99"},
      {"SELECT 1 AS claim, 99 AS other, 'm' AS message", "there is no claim 99"},
      {"DELETE FROM claim", ""},
      {"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS claim FROM n", ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    void *fresh = NULL;
    struct err err = ERR_INIT;
    assert_int_equal(bench_open(&fresh), 0);
    add_rule(fresh, "AA001", "error", "", cases[i].sql);
    assert_int_equal(run_bench(fresh, &err), -1);
    assert_int_equal(err.code, ERR_CONFIG);
    if (!strstr(err.text, cases[i].complaint)) print_error("%s\n", err.text);
    assert_non_null(strstr(err.text, cases[i].complaint));
    assert_non_null(strstr(err.text, "AA001"));
    expect(fresh, "SELECT count(*) FROM finding", "0");
    bench_close(&fresh);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_levels_and_verdicts),
      cmocka_unit_test_setup_teardown(test_rows_of_a_claim_are_one_finding, bench_open, bench_close),
      cmocka_unit_test_setup_teardown(test_said_once, bench_open, bench_close),
      cmocka_unit_test_setup_teardown(test_needs, bench_open, bench_close),
      cmocka_unit_test_setup_teardown(test_policy, bench_open, bench_close),
      cmocka_unit_test_setup_teardown(test_evidence_against_evidence, bench_open, bench_close),
      cmocka_unit_test_setup_teardown(test_primary_is_not_in_doubt, bench_open, bench_close),
      cmocka_unit_test_setup_teardown(test_run_again, bench_open, bench_close),
      cmocka_unit_test(test_fingerprints),
      cmocka_unit_test_setup_teardown(test_repeats_differ, bench_open, bench_close),
      cmocka_unit_test(test_bad_rules),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
