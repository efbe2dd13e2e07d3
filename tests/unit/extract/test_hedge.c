/* What the words around a number or state make of it. */
#include "extract_cases.h"

struct voiced {
  const char *text, *needle;
  enum claim_role role;
  bool silent;
};

static const struct voiced rows[] = {
    {"All 8 services are live.", "8", ROLE_MEASURED, false},
    {"We will deploy 8 services.", "8", ROLE_PLAN, false},
    {"8 services should be deployed.", "8", ROLE_PLAN, false},
    {"8 services are live, more will follow.", "8", ROLE_MEASURED, false},
    {"We should tune it, but 8 services are live.", "8", ROLE_MEASURED, false},
    {"If 8 services are live, go on.", "8", ROLE_MEASURED, true},
    {"8 services restart when the node dies.", "8", ROLE_MEASURED, true},
    {"Verify that 8 services are live.", "8", ROLE_PLAN, false},
    {"We did verify that 8 services are live.", "8", ROLE_MEASURED, false},
    {"p95 is 980 ms (target: 1.2 s)", "980 ms", ROLE_MEASURED, false},
    {"p95 is 980 ms (target: 1.2 s)", "1.2 s", ROLE_TARGET, false},
    {"p95 target of 1.2 s, measured 980 ms", "980 ms", ROLE_MEASURED, false},
    {"980 ms against the 1200 ms target", "1200 ms", ROLE_TARGET, false},
    {"estimated effort 4 h", "4 h", ROLE_ESTIMATE, false},
    {"error rate 1% (was 5%)", "5%", ROLE_PREVIOUS, false},
    {"error rate 1% (was 5%)", "1%", ROLE_MEASURED, false},
    {"Previously 5% of the calls failed.", "5%", ROLE_PREVIOUS, false},
    {"Compared with the fourth quarter (5%) it is lower.", "5%", ROLE_PREVIOUS, false},
    {"It fell to 1% compared to 5% in May.", "1%", ROLE_MEASURED, false},
    {"It fell to 1% compared to 5% in May.", "5%", ROLE_PREVIOUS, false},
    {"The previous rate of 5% is history.", "5%", ROLE_PREVIOUS, false},
    {"All went well. We will add 8 services. Done.", "8", ROLE_PLAN, false},
    {"We will add more. 8 services are live.", "8", ROLE_MEASURED, false},
    {"e.g. 8 services", "8", ROLE_MEASURED, true},
    {"In staging 8 services are live.", "8", ROLE_MEASURED, true},
    {"8 services are live in staging, 7 in production.", "7", ROLE_MEASURED, false},
    {"In production 8 services are live.", "8", ROLE_MEASURED, false},
    {"Yesterday 8 services were live.", "8", ROLE_PREVIOUS, false},
    {"On the previous release (3.1.0) 8 services were live.", "8", ROLE_PREVIOUS, false},
    {"8 services were live last week.", "8", ROLE_PREVIOUS, false},
    {"We need 8 services.", "8", ROLE_PLAN, false},
    {"The display wrongly showed 8 services.", "8", ROLE_MEASURED, true},
    {"The display shows 8 services, which is wrong.", "8", ROLE_MEASURED, true},
};

static void test_words(void **state) {
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    struct dump d;
    struct err err = ERR_INIT;
    static const char *const only[] = {"section", "hedge", NULL};
    assert_int_equal(dump_open(&d, only, rows[i].text, strlen(rows[i].text), "r.md", &err), 0);
    struct str s = d.md.blocks[0].text;
    size_t from = str_find(s, str_of(rows[i].needle), 0);
    assert_true(from != SIZE_MAX);
    struct voice v = voice_at(&d.x, 0, from, from + strlen(rows[i].needle));
    if (v.role != rows[i].role || v.silent != rows[i].silent)
      fail_msg("%s (%s): role %s, silent %d", rows[i].text, rows[i].needle, claim_role_name(v.role), v.silent);
    dump_close(&d);
  }
}

/* Flags of the first paragraph that holds "HERE". */
static unsigned flags_of(const char *markdown) {
  struct dump d;
  struct err err = ERR_INIT;
  unsigned flags = 0;
  static const char *const only[] = {"section", "hedge", NULL};
  assert_int_equal(dump_open(&d, only, markdown, strlen(markdown), "r.md", &err), 0);
  for (size_t i = 0; i < d.md.n; i++)
    if (d.md.blocks[i].kind == MD_PARAGRAPH && str_find(d.md.blocks[i].text, STR("HERE"), 0) != SIZE_MAX) flags = d.x.blocks[i].flags;
  dump_close(&d);
  return flags;
}

static void test_blocks(void **state) {
  assert_int_equal(flags_of("# R\n\nHERE\n"), 0);
  assert_int_equal(flags_of("# R\n\n## Next Steps\n\n### Week 1\n\nHERE\n"), BLOCK_PLAN);
  assert_int_equal(flags_of("# R\n\n## Next Steps Completed\n\nHERE\n"), 0);
  assert_int_equal(flags_of("- [ ] HERE\n"), BLOCK_OPEN_TASK | BLOCK_PLAN);
  assert_int_equal(flags_of("- [x] HERE\n"), BLOCK_DONE_TASK);
  assert_int_equal(flags_of("- [ ] a\n  - HERE\n"), BLOCK_OPEN_TASK | BLOCK_PLAN);
  assert_int_equal(flags_of("The release is complete when:\n\n- HERE\n"), BLOCK_CONDITION);
  assert_int_equal(flags_of("## Success criteria\n\n- HERE\n"), BLOCK_CRITERIA);
  assert_int_equal(flags_of("> HERE\n"), BLOCK_QUOTED);
  assert_int_equal(flags_of("## Before\n\nHERE\n"), BLOCK_PREVIOUS);
  assert_int_equal(flags_of("**Remaining:**\n\n1. HERE\n"), BLOCK_PLAN);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_words), cmocka_unit_test(test_blocks)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
