/* Subjects of claims and of facts: equal, by alias, without the environment's suffix; never by likeness. */
#include "check_test.h"

#include "check/prepare.h"

static int take_subjects(void *ctx, const struct row *r, struct err *err) {
  struct buf *b = ctx;
  if (b->n) buf_add_char(b, ' ');
  buf_add_str(b, row_text(r, 0));
  return 0;
}

static void matches(struct store *s, int64_t claim, const char *want) {
  struct err err = ERR_INIT;
  struct buf got = BUF_INIT;
  struct sandbox *b;
  OK(sandbox_open(&b, s, &err));
  OK(sandbox_run(b, "test", STR("SELECT subject || '/' || how FROM subject_match WHERE claim = :claim ORDER BY 1"),
                 BINDS(B_INT("claim", claim)), take_subjects, &got, &err));
  assert_string_equal(buf_cstr(&got), want);
  buf_release(&got);
  sandbox_close(b);
}

static void test_matches(void **state) {
  static const struct {
    const char *subject, *want;
  } cases[] = {
      {"service:web", "service:web/equal"},
      {"service:WEB", "service:web/equal"},
      {"service:web-production", "service:web/suffix"},
      {"service:web_prod", "service:web/suffix"},
      {"service:web-staging", ""}, /* not this report's environment */
      {"service:we", ""},
      {"service:webb", ""},
      {"service:-production", ""},
      {"service:mail", "service:mail-production/suffix"},
      {"service:cart-production", "service:cart-production/equal"}, /* though service:cart is there too */
      {"item:web", "service:web/name"},
      {"item:login flow", "scenario:login flow/name"},
      {"item:login", ""},
      {"item:web-production", "service:web/suffix"},
      {"item:post office", "service:mail-production/alias"},
      {"service:post office", "service:mail-production/alias"},
      {"deployment", "deployment/equal"},
      {"loadtest", ""},
      {"service:*", ""},
  };
  struct store *s = *state;
  struct err err = ERR_INIT;
  struct policy policy;
  policy_init(&policy);
  vec_push(&policy.aliases, (struct policy_pair){.key = STR("post office"), .value = STR("service:mail-production")});
  static const char *const FACTS[] = {
      "deployment", "service:web", "service:mail-production", "service:cart", "service:cart-production", "scenario:login flow"};
  int64_t reading = reading_of(s, (struct made){.path = "deploy.json", .importer = "deploy-manifest", .observed = TIME_NONE});
  for (size_t i = 0; i < sizeof FACTS / sizeof FACTS[0]; i++) fact_of(s, reading, FACTS[i], "status", "success", RANK_PRIMARY);
  int64_t stray = reading_of(s, (struct made){.path = "other.json", .importer = "deploy-manifest", .observed = TIME_NONE});
  fact_of(s, stray, "loadtest", "status", "success", RANK_PRIMARY);
  int64_t document = document_of(s, "report.md", TIME_NONE, TIME_NONE);
  metadata_of(s, document, "environment", "Production");
  citation_of(s, document, "deploy.json");
  int64_t claims[sizeof cases / sizeof cases[0]];
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
    claims[i] = claim_at(s, document, FAMILY_STATUS, cases[i].subject, "status", "success", NULL, (uint32_t)i + 20);
  struct check_options o = {.policy = &policy};
  OK(check_prepare(s, document, &o, &err));
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) matches(s, claims[i], cases[i].want);
  policy_release(&policy);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(test_matches, ledger_open, ledger_close)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
