/* Table cases for the forms that read numbers in running text; rows as in extract_cases.h. */
#ifndef TIEOUT_TESTS_NUMBER_CASES_H
#define TIEOUT_TESTS_NUMBER_CASES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "extract_dump.h"

struct number_case {
  const char *name;
  const char *markdown;
  const char *expected;
};

static const char *const number_passes[] = {"section", "hedge", "metadata", "table",     "status",  "command",  "change",
                                            "prose",   "ratio", "effort",   "duration",  "ordinal", "quantity", "alarm",
                                            "limit",   "count", "goal",     "aggregate", "same",    NULL};

static inline bool number_case_holds(const struct number_case *c) {
  struct dump d;
  struct err err = ERR_INIT;
  struct buf out = BUF_INIT;
  if (dump_open(&d, number_passes, c->markdown, strlen(c->markdown), "report.md", &err) < 0) buf_printf(&out, "%s\n", err.text);
  dump_all(&d, &out);
  bool same = strcmp(buf_cstr(&out), c->expected) == 0;
  if (!same) print_error("--- %s: got\n%s--- expected\n%s", c->name, buf_cstr(&out), c->expected);
  buf_release(&out);
  dump_close(&d);
  return same;
}

static inline void run_number_cases(const struct number_case *cases, size_t n) {
  size_t failed = 0;
  for (size_t i = 0; i < n; i++) failed += !number_case_holds(&cases[i]);
  assert_int_equal(failed, 0);
}
#define RUN_NUMBERS(cases) run_number_cases(cases, sizeof(cases) / sizeof(cases)[0])

#endif
