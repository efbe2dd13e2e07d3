/* Table cases for extract: a small Markdown text in, the claims as lines out (extract_dump.h). */
#ifndef TIEOUT_TESTS_EXTRACT_CASES_H
#define TIEOUT_TESTS_EXTRACT_CASES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "extract_dump.h"

struct extract_case {
  const char *name;
  const char *markdown;
  const char *expected;
};

/* The forms of this family of tests; others have their own. */
static const char *const structural_passes[] = {"section", "hedge", "metadata", "table",       "timeline", "status",
                                                "named",   "done",  "citation", "placeholder", "commit",   NULL};

/* false if the claims differ; says how. */
static inline bool case_holds(const struct extract_case *c) {
  struct dump d;
  struct err err = ERR_INIT;
  struct buf out = BUF_INIT;
  if (dump_open(&d, structural_passes, c->markdown, strlen(c->markdown), "report.md", &err) < 0) buf_printf(&out, "%s\n", err.text);
  dump_all(&d, &out);
  bool same = strcmp(buf_cstr(&out), c->expected) == 0;
  if (!same) print_error("--- %s: got\n%s--- expected\n%s", c->name, buf_cstr(&out), c->expected);
  buf_release(&out);
  dump_close(&d);
  return same;
}

/* Every case is run, so that one failure does not hide the others. */
static inline void run_cases(const struct extract_case *cases, size_t n) {
  size_t failed = 0;
  for (size_t i = 0; i < n; i++) failed += !case_holds(&cases[i]);
  assert_int_equal(failed, 0);
}
#define RUN_CASES(cases) run_cases(cases, sizeof(cases) / sizeof(cases)[0])

#endif
