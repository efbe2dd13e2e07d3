#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "model/claim.h"
#include "model/fact.h"
#include "model/vocabulary.h"

static void knows_its_words(void **state) {
  static const char *const subjects[] = {"deployment", "service:web",   "service:*", "item:phase 2", "asset:dashboard/latency",
                                         "loadtest",   "image:reg/app", "log"};
  for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++)
    if (!vocabulary_has_subject(str_of(subjects[i]))) fail_msg("%s", subjects[i]);
  static const char *const attributes[] = {
      "status", "latency.p95", "count.alert-policy", "target.latency.p95", "target.count.node", "ratio.service",
      "as_of",  "effort",      "replicas.ready"};
  for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
    if (!vocabulary_has_attribute(str_of(attributes[i]))) fail_msg("%s", attributes[i]);
  static const char *const none[] = {
      "",       "service:", "service", "asset:x",        "asset:/x",    "asset:x/", "item:", "latency", "latency.p96",
      "count.", "count",    "target.", "target.nothing", "deployment ", "statusx",  "Status"};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++)
    if (vocabulary_has_subject(str_of(none[i])) || vocabulary_has_attribute(str_of(none[i]))) fail_msg("%s", none[i]);
}

static void rows_are_sorted_and_complete(void **state) {
  size_t n;
  const struct word *rows = vocabulary_rows(&n);
  for (size_t i = 0; i < n; i++) {
    assert_true(strlen(rows[i].text) > 3);
    if (i && rows[i].kind == rows[i - 1].kind && strcmp(rows[i - 1].name, rows[i].name) >= 0) fail_msg("%s", rows[i].name);
    if (i) assert_true(rows[i].kind >= rows[i - 1].kind);
  }
}

static void write_rows(struct buf *out, enum word_kind kind) {
  size_t n;
  const struct word *rows = vocabulary_rows(&n);
  for (size_t i = 0; i < n; i++)
    if (rows[i].kind == kind && kind == WORD_SUBJECT)
      buf_printf(out, "| `%s` | %s |\n", rows[i].name, rows[i].text);
    else if (rows[i].kind == kind)
      buf_printf(out, "| `%s` | %s | %s |\n", rows[i].name, rows[i].unit[0] ? rows[i].unit : "of ATTRIBUTE", rows[i].text);
}

/* The tables of docs/vocabulary.md are these rows. On a difference the wanted tables are printed, to be pasted. */
static void documentation_has_the_same_rows(void **state) {
  struct err err = ERR_INIT;
  struct file f;
  assert_int_equal(file_read(&f, TIEOUT_SOURCE_DIR "/docs/vocabulary.md", 1 << 20, &err), 0);
  struct buf want = BUF_INIT;
  buf_add_cstr(&want, "| subject | meaning |\n|---|---|\n");
  write_rows(&want, WORD_SUBJECT);
  bool subjects = str_find(file_str(&f), buf_str(&want), 0) != SIZE_MAX;
  if (!subjects) print_message("%s", buf_cstr(&want));
  buf_clear(&want);
  buf_add_cstr(&want, "| attribute | unit | meaning |\n|---|---|---|\n");
  write_rows(&want, WORD_ATTRIBUTE);
  bool attributes = str_find(file_str(&f), buf_str(&want), 0) != SIZE_MAX;
  if (!attributes) print_message("%s", buf_cstr(&want));
  buf_release(&want);
  file_release(&f);
  assert_true(subjects && attributes);
}

static void every_enumerator_has_a_name(void **state) {
  for (int i = 0; i < FAMILY_COUNT_; i++) assert_true(strlen(claim_family_name((enum claim_family)i)) > 3);
  for (int i = 0; i < RELATION_COUNT_; i++) assert_true(strlen(relation_kind_name((enum relation_kind)i)) > 2);
  for (int i = 0; i <= ROLE_PLAN; i++) assert_true(strlen(claim_role_name((enum claim_role)i)) > 3);
  for (int i = 0; i <= OP_RANGE; i++) assert_true(strlen(claim_operator_name((enum claim_operator)i)) > 0);
  for (int i = 0; i <= RANK_NARRATIVE; i++) assert_true(strlen(rank_name((enum rank)i)) > 0);
  for (int i = 0; i <= FACT_UNMAPPED; i++) assert_true(strlen(fact_state_name((enum fact_state)i)) > 0);
  assert_string_equal(claim_operator_name(OP_GE), ">=");
  assert_string_equal(relation_kind_name(RELATION_PERCENT_OF), "percent-of");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(knows_its_words),
      cmocka_unit_test(rows_are_sorted_and_complete),
      cmocka_unit_test(documentation_has_the_same_rows),
      cmocka_unit_test(every_enumerator_has_a_name),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
