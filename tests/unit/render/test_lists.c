/* Claims, facts and query rows. */
#include "render_test.h"

static void make(struct shown *x) {
  shown_open(x, "**Status**: COMPLETE\n");
  int64_t reading = reading_of(x->s, "m/deploy.json", "deploy-manifest", RANK_PRIMARY);
  fact_of(x->s, reading, "\"status\": \"failed\"");
  fact_of(x->s, reading_of(x->s, "m/more.json", "deploy-manifest", RANK_DERIVED), "x");
  claim_of(x->s, x->document, "COMPLETE", (struct place){1, 13, 1, 21}, 0.5);
}

static void test_facts(void **state) {
  struct shown x;
  struct err err = ERR_INIT;
  struct buf out = BUF_INIT;
  struct render_options o = {0};
  make(&x);
  OK(render_facts_text(x.s, &o, STR_NONE, &out, &err));
  assert_string_equal(buf_cstr(&out), "m/deploy.json:9: service:web status = failure  /services/0/status\n"
                                      "m/more.json:9: service:web status = failure  /services/0/status\n");
  buf_clear(&out);
  OK(render_facts_jsonl(x.s, &o, STR("m/more.json"), &out, &err));
  assert_string_equal(buf_cstr(&out),
                      "{\"artifact\":\"m/more.json\",\"importer\":\"deploy-manifest\",\"rank\":\"primary\",\"release\":\"spring\","
                      "\"subject\":\"service:web\",\"attribute\":\"status\",\"value\":\"failure\",\"written\":\"failed\","
                      "\"state\":\"known\",\"pointer\":\"/services/0/status\",\"line\":9}\n");
  buf_release(&out);
  shown_close(&x);
}

static void test_claims(void **state) {
  struct shown x;
  struct err err = ERR_INIT;
  struct buf out = BUF_INIT;
  make(&x);
  struct render_options o = {.documents = &x.document, .documents_n = 1};
  OK(render_claims_text(x.s, &o, &out, &err));
  assert_non_null(strstr(buf_cstr(&out), ":1:13: status deployment status = success ratio\n    COMPLETE\n"));
  assert_non_null(strstr(buf_cstr(&out), ": 1 claim\n"));
  buf_clear(&out);
  OK(render_claims_json(x.s, &o, &out, &err));
  assert_non_null(strstr(buf_cstr(&out), "\"schema\": \"tieout-extract/1\""));
  assert_non_null(strstr(buf_cstr(&out), "\"value\": 0.5"));
  assert_null(strstr(buf_cstr(&out), "\"verdict\""));
  buf_release(&out);
  shown_close(&x);
}

static void test_query(void **state) {
  static const struct {
    const char *sql;
    bool json;
    const char *want;
  } cases[] = {
      {"SELECT subject, attribute, line FROM fact ORDER BY id LIMIT 1", false, "subject      attribute  line\nservice:web  status     9\n"},
      {"SELECT 1 AS a, NULL AS b, 0.1 AS c, 'x' AS d", true, "{\"a\":1,\"b\":null,\"c\":0.1,\"d\":\"x\"}\n"},
      {"SELECT 0.1 + 0.2 AS sum", false, "sum\n0.30000000000000004\n"},
      {"SELECT 1 AS a WHERE 0", false, ""},
      {"SELECT char(27) || '[2J' AS x", false, "x\n\\x1b[2J\n"},
  };
  struct shown x;
  make(&x);
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct err err = ERR_INIT;
    struct buf out = BUF_INIT;
    OK(render_query(x.s, str_of(cases[i].sql), cases[i].json, &out, &err));
    assert_string_equal(buf_cstr(&out), cases[i].want);
    buf_release(&out);
  }
  struct err err = ERR_INIT;
  struct buf out = BUF_INIT;
  assert_int_equal(render_query(x.s, STR("DELETE FROM fact"), false, &out, &err), -1);
  assert_int_equal(err.code, ERR_CONFIG);
  buf_release(&out);
  shown_close(&x);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_facts), cmocka_unit_test(test_claims), cmocka_unit_test(test_query)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
