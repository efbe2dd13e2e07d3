/* Rule files: read with their place, refused with their place; and every built-in rule is one that the sandbox takes. */
#include "check_test.h"

#include "check/rules.h"
#include "rules/embedded_rules.h"

#define HEAD "/*---\nid: ZZ001\ncategory: status\nlevel: error\ntitle: a\nwhy: b\nsince: 0.1.0\n"

static void test_parse(void **state) {
  static const struct {
    const char *text, *complaint;
    unsigned line, column;
  } cases[] = {
      {HEAD "---*/\nSELECT 1 AS claim", NULL, 0, 0},
      {HEAD "scope: evidence\npriority: 7\nneeds: {families: [status], attributes: [\"latency.*\"], relations: []}\n---*/\nSELECT 1", NULL,
       0, 0},
      {"SELECT 1", "starts with its front matter", 1, 1},
      {"x /*---\nid: A\n---*/", "starts with its front matter", 1, 1},
      {"/*---\nid: ZZ001\n", "has no end", 1, 1},
      {HEAD "colour: red\n---*/", "unknown key \"colour\"", 8, 9},
      {HEAD "scope: both\n---*/", "unknown scope \"both\"", 8, 8},
      {HEAD "priority: high\n---*/", "priority is a whole number", 8, 11},
      {HEAD "needs: [status]\n---*/", "a map is wanted for \"needs\"", 8, 8},
      {HEAD "needs: {words: [a]}\n---*/", "unknown key in needs: \"words\"", 8, 16},
      {HEAD "needs: {with: 1}\n---*/", "true or false is wanted for \"with\"", 8, 15},
      {HEAD "needs: {families: [states]}\n---*/", "\"states\" is none of the families: status, metadata", 8, 20},
      {HEAD "needs: {relations: [sums]}\n---*/", "\"sums\" is none of the relations: sum", 8, 21},
      {HEAD "needs: {attributes: [latencies.*]}\n---*/", "no fact has an attribute \"latencies.*\"", 8, 22},
      {HEAD "needs: {families: status}\n---*/", "a list is wanted for \"families\"", 8, 19},
      {"/*---\nid: ZZ001\ncategory: colour\n---*/", "unknown category \"colour\"", 3, 11},
      {"/*---\nid: ZZ001\nlevel: fatal\n---*/", "unknown level \"fatal\"", 3, 8},
      {"/*---\nid: ZZ001\n---*/", "key \"category\" is missing", 1, 1},
      {"/*---\nid: a/b\ncategory: status\nlevel: error\ntitle: a\nwhy: b\nsince: 1.0\n---*/", "is not 3 to 16 letters", 1, 1},
      {"/*---\n- id\n---*/", "not a map", 2, 1},
      {"/*---\nid: [\n---*/", "", 3, 0},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct err err = ERR_INIT;
    struct rule rule;
    struct arena arena = ARENA_INIT;
    int rc = rule_parse(&rule, &arena, "zz/rule.sql", str_of(cases[i].text), &err);
    assert_int_equal(rc, cases[i].complaint ? -1 : 0);
    if (cases[i].complaint) {
      if (!strstr(err.text, cases[i].complaint)) print_error("%zu: %s\n", i, err.text);
      assert_non_null(strstr(err.text, cases[i].complaint));
      assert_int_equal(err.code, ERR_CONFIG);
      assert_string_equal(err.path, "zz/rule.sql");
      assert_int_equal(err.line, cases[i].line);
      if (cases[i].column) assert_int_equal(err.column, cases[i].column);
    } else {
      rule_release(&rule);
    }
    arena_release(&arena);
  }
}

static void test_parsed(void **state) {
  struct err err = ERR_INIT;
  struct rule rule;
  struct arena arena = ARENA_INIT;
  OK(rule_parse(&rule, &arena, "zz/rule.sql",
                STR(HEAD "scope: evidence\npriority: -7\nneeds: {families: [status, time], attributes: [\"latency.*\"]}\n---*/\nSELECT 1"),
                &err));
  assert_string_equal(rule.info.id, "ZZ001");
  assert_string_equal(rule.info.since, "0.1.0");
  assert_true(rule.evidence_scope);
  assert_int_equal(rule.priority, -7);
  assert_int_equal(rule.needs.families.n, 2);
  assert_int_equal(rule.needs.attributes.n, 1);
  assert_int_equal(rule.needs.relations.n, 0);
  rule_release(&rule);
  arena_release(&arena);
}

static int take_nothing(void *ctx, const struct row *r, struct err *err) { return 0; }

static void test_built_in(void **state) {
  struct err err = ERR_INIT;
  struct rules *rules = NULL;
  struct sandbox *b = NULL;
  const struct rule_info *info = NULL;
  OK(rules_open(&rules, NULL, &err));
  OK(sandbox_open(&b, *state, &err));
  size_t n = rules_list(rules, &info), files = 0;
  /* Two built-in rules of one id: the second would silently take the place of the first. */
  for (size_t i = 0; i < embedded_rules_count; i++) files += str_ends(str_of(embedded_rules[i].name), STR("/rule.sql"));
  assert_int_equal(n, files);
  assert_true(n >= 20);
  for (size_t i = 0; i < n; i++) {
    if (i) assert_true(strcmp(info[i - 1].id, info[i].id) < 0);
    OK(sandbox_run(b, rules->v.v[i].name.p, str_of(info[i].sql), BINDS(B_INT("document", 1)), take_nothing, NULL, &err));
  }
  sandbox_close(b);
  rules_close(rules);
}

static void test_project_overrides(void **state) {
  char root[] = "/tmp/tieout-rules-XXXXXX";
  struct err err = ERR_INIT;
  struct rules *built_in = NULL, *rules = NULL;
  const struct rule_info *info = NULL, *before = NULL;
  assert_non_null(mkdtemp(root));
  static const char *const FOLDERS[] = {"tieout", "tieout/rules", "tieout/rules/ST001-mine", "tieout/rules/ZZ001-new"};
  for (size_t i = 0; i < 4; i++) {
    char *folder = file_join(root, FOLDERS[i]);
    assert_int_equal(mkdir(folder, 0700), 0);
    mem_free(folder);
  }
  char *mine = file_join(root, "tieout/rules/ST001-mine/rule.sql"), *new = file_join(root, "tieout/rules/ZZ001-new/rule.sql");
  OK(file_write(mine, STR("/*---\nid: ST001\ncategory: status\nlevel: note\ntitle: mine\nwhy: b\nsince: 0.1.0\n---*/\nSELECT 1 AS claim"),
                &err));
  OK(file_write(new, STR(HEAD "---*/\nSELECT 1 AS claim"), &err));
  OK(rules_open(&built_in, NULL, &err));
  OK(rules_open(&rules, root, &err));
  size_t n = rules_list(rules, &info), n_before = rules_list(built_in, &before);
  assert_int_equal(n, n_before + 1);
  bool found = false;
  for (size_t i = 0; i < n; i++)
    if (strcmp(info[i].id, "ST001") == 0) found = strcmp(info[i].title, "mine") == 0;
  assert_true(found);
  assert_string_equal(info[n - 1].id, "ZZ001");
  rules_close(rules);
  OK(file_write(new, STR("SELECT 1"), &err));
  assert_int_equal(rules_open(&rules, root, &err), -1);
  assert_int_equal(err.code, ERR_CONFIG);
  assert_non_null(strstr(err.path, "ZZ001-new"));
  rules_close(built_in);
  unlink(mine);
  unlink(new);
  for (size_t i = 4; i-- > 0;) {
    char folder[200];
    snprintf(folder, sizeof folder, "%s/%s", root, FOLDERS[i]);
    rmdir(folder);
  }
  rmdir(root);
  mem_free(mine);
  mem_free(new);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_parse),
      cmocka_unit_test(test_parsed),
      cmocka_unit_test_setup_teardown(test_built_in, ledger_open, ledger_close),
      cmocka_unit_test(test_project_overrides),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
