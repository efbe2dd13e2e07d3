/* Mappings are in the program twice, as YAML and as the JSON made of it: both say the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "doc/tree.h"
#include "importers/embedded_importers.h"

static void assert_same_text(struct str a, struct str b) {
  assert_int_equal(a.n, b.n);
  if (a.n) assert_memory_equal(a.p, b.p, a.n);
}

static void assert_same_node(const struct tree_node *a, const struct tree_node *b) {
  assert_int_equal(a->type, b->type);
  assert_int_equal(a->parent, b->parent);
  assert_int_equal(a->first, b->first);
  assert_int_equal(a->next, b->next);
  assert_int_equal(a->count, b->count);
  assert_same_text(a->key, b->key);
  if (a->type != TREE_NULL) assert_same_text(a->text, b->text); /* YAML has several words for it */
}

static void check_one(const struct embedded *e) {
  struct err err = ERR_INIT;
  struct tree yaml = {0}, json = {0};
  assert_int_equal(tree_read_yaml(&yaml, embedded_str(e), e->name, NULL, &err), 0);
  assert_int_equal(tree_read_json(&json, embedded_json(e), e->name, false, NULL, &err), 0);
  assert_int_equal(yaml.nodes.n, json.nodes.n);
  for (size_t i = 0; i < yaml.nodes.n; i++) assert_same_node(&yaml.nodes.v[i], &json.nodes.v[i]);
  tree_release(&yaml);
  tree_release(&json);
}

static void mappings_are_the_same(void **state) {
  int n = 0;
  for (size_t i = 0; i < embedded_importers_count; i++) {
    const struct embedded *e = &embedded_importers[i];
    assert_int_equal(e->json != NULL, str_ends(str_of(e->name), STR("/importer.yaml")));
    if (!e->json) continue;
    check_one(e);
    n++;
  }
  assert_true(n > 5);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(mappings_are_the_same)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
