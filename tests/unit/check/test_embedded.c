/* The front matter of a rule is in the program twice, as YAML and as the JSON made of it: both say the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "check/rules.h"
#include "rules/embedded_rules.h"

static void assert_same_words(const struct str *a, size_t a_n, const struct str *b, size_t b_n) {
  assert_int_equal(a_n, b_n);
  for (size_t i = 0; i < a_n; i++) assert_string_equal(a[i].p, b[i].p);
}

static void assert_same_rule(const struct rule *a, const struct rule *b) {
  assert_string_equal(a->info.id, b->info.id);
  assert_string_equal(a->info.category, b->info.category);
  assert_string_equal(a->info.level, b->info.level);
  assert_string_equal(a->info.title, b->info.title);
  assert_string_equal(a->info.why, b->info.why);
  assert_string_equal(a->info.since, b->info.since);
  assert_string_equal(a->info.sql, b->info.sql);
  assert_int_equal(a->evidence_scope, b->evidence_scope);
  assert_int_equal(a->priority, b->priority);
  assert_int_equal(a->needs.with, b->needs.with);
  assert_same_words(a->needs.families.v, a->needs.families.n, b->needs.families.v, b->needs.families.n);
  assert_same_words(a->needs.attributes.v, a->needs.attributes.n, b->needs.attributes.v, b->needs.attributes.n);
  assert_same_words(a->needs.relations.v, a->needs.relations.n, b->needs.relations.v, b->needs.relations.n);
}

static void check_one(const struct embedded *e) {
  struct err err = ERR_INIT;
  struct arena arena = ARENA_INIT;
  struct rule yaml, json;
  assert_int_equal(rule_parse(&yaml, &arena, e->name, embedded_str(e), &err), 0);
  assert_int_equal(rule_parse_json(&json, &arena, e->name, embedded_str(e), embedded_json(e), &err), 0);
  assert_same_rule(&yaml, &json);
  rule_release(&yaml);
  rule_release(&json);
  arena_release(&arena);
}

static void front_matters_are_the_same(void **state) {
  int n = 0;
  for (size_t i = 0; i < embedded_rules_count; i++) {
    const struct embedded *e = &embedded_rules[i];
    assert_int_equal(e->json != NULL, str_ends(str_of(e->name), STR("/rule.sql")));
    if (!e->json) continue;
    check_one(e);
    n++;
  }
  assert_true(n > 20);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(front_matters_are_the_same)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
