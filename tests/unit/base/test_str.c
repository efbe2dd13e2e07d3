#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"

static void compares(void **state) {
  assert_true(str_eq(STR_NONE, STR("")));
  assert_true(str_eq_ci(STR("Ready"), STR("rEADY")));
  assert_false(str_eq_ci(STR("\xC3\x84"), STR("\xC3\xA4"))); /* ASCII case only */
  assert_true(str_cmp(STR("a"), STR("ab")) < 0);
  assert_true(str_cmp(STR("b"), STR("ab")) > 0);
  assert_int_equal(str_cmp(STR_NONE, STR_NONE), 0);
  assert_true(str_cmp(STR("\xFF"), STR("a")) > 0); /* bytes are unsigned */
}

static void finds(void **state) {
  struct str s = STR("one two one");
  assert_int_equal(str_find(s, STR("one"), 0), 0);
  assert_int_equal(str_find(s, STR("one"), 1), 8);
  assert_true(str_find(s, STR("three"), 0) == SIZE_MAX);
  assert_true(str_find(s, STR("one"), 99) == SIZE_MAX);
  assert_int_equal(str_find(s, STR(""), 11), 11);
  assert_int_equal(str_find_ci(s, STR("TWO"), 0), 4);
  assert_true(str_find_ci(STR("ab"), STR("abc"), 0) == SIZE_MAX);
  assert_true(str_find(STR_NONE, STR("x"), 0) == SIZE_MAX);
}

static void cuts(void **state) {
  assert_true(str_eq(str_trim(STR(" \t\r\n x y \n")), STR("x y")));
  assert_int_equal(str_trim(STR(" \n ")).n, 0);
  assert_true(str_eq(str_sub(STR("abc"), 1, SIZE_MAX), STR("bc")));
  assert_int_equal(str_sub(STR("abc"), 7, 2).n, 0);
  assert_true(str_starts_ci(STR("READY"), STR("rea")));
  assert_false(str_starts(STR("ab"), STR("abc")));
  assert_true(str_ends(STR("a.json"), STR(".json")));
  assert_false(str_ends(STR("json"), STR(".json")));
  assert_true(str_ends(STR_NONE, STR("")));
}

static void globs(void **state) {
  static const struct {
    const char *pattern, *text;
    bool match;
  } rows[] = {
      {"", "", true},
      {"", "a", false},
      {"*", "", true},
      {"*", "abc", true},
      {"*", "a/b", false},
      {"**", "a/b/c", true},
      {"*.json", "a.json", true},
      {"*.json", "a.json.bak", false},
      {"*.json", "dir/a.json", false},
      {"**/*.json", "a.json", true},
      {"**/*.json", "x/y/a.json", true},
      {"**/b", "ab", false},
      {"**/b", "a/b", true},
      {"a/**/z", "a/z", true},
      {"a/**/z", "a/b/c/z", true},
      {"a/**/z", "a/bz", false},
      {"a/**", "a/b/c", true},
      {"a?c", "abc", true},
      {"a?c", "a/c", false},
      {"a*b*c", "aXbYbZc", true},
      {"a*b*c", "aXbYbZ", false},
      {"**/x*/**/y", "p/x1/q/r/y", true},
      {"**/x*/**/y", "p/x1/q/r/z", false},
      {"build-*-????", "build-prod-2025", true},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (str_glob(str_of(rows[i].pattern), str_of(rows[i].text)) != rows[i].match) fail_msg("%s : %s", rows[i].pattern, rows[i].text);
}

static void hostile_globs_end(void **state) {
  char pattern[600], text[4000];
  for (size_t i = 0; i < sizeof pattern; i++) pattern[i] = "a*"[i % 2];
  memset(text, 'a', sizeof text);
  assert_true(str_glob((struct str){pattern, sizeof pattern}, (struct str){text, sizeof text}));
  pattern[598] = 'b';
  assert_false(str_glob((struct str){pattern, 599}, (struct str){text, sizeof text}));
  for (size_t i = 0; i < sizeof pattern; i++) pattern[i] = "**/a"[i % 4];
  for (size_t i = 0; i < sizeof text; i++) text[i] = "/a"[i % 2];
  assert_true(str_glob((struct str){pattern, sizeof pattern}, (struct str){text, sizeof text}));
  pattern[599] = 'b';
  assert_false(str_glob((struct str){pattern, sizeof pattern}, (struct str){text, sizeof text}));
}

static void hashes_do_not_depend_on_the_machine(void **state) {
  assert_true(str_hash(STR("service:web")) == str_hash(STR("service:web")));
  assert_true(str_hash(STR("service:web")) != str_hash(STR("service:wea")));
  assert_true(str_hash(STR("")) == str_hash(STR_NONE));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(compares),
      cmocka_unit_test(finds),
      cmocka_unit_test(cuts),
      cmocka_unit_test(globs),
      cmocka_unit_test(hostile_globs_end),
      cmocka_unit_test(hashes_do_not_depend_on_the_machine),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
