/* Paths, and what the words around make of them; values never filled in. */
#include "extract_cases.h"

static const struct extract_case paths[] = {
    {"introduced as proof among plans", "## Next steps\n\n- Wait\n\n**Evidence:** `out/a.json`, `out/b.json`\n",
     "5 citation measured - path = out/a.json {evidence} \"out/a.json\"\n"
     "5 citation measured - path = out/b.json {evidence} \"out/b.json\"\n"},
    {"proof that is still to be made", "## Next steps\n\n- [ ] Evidence: `out/a.json`\n\nEvidence: to be added, `out/b.json`\n",
     "3 citation plan - path = out/a.json {plan} \"out/a.json\"\n"
     "5 citation plan - path = out/b.json {plan} \"out/b.json\"\n"},
    {"a plan that speaks of evidence", "## Next steps\n\n- Collect evidence in `out/a.json`\n",
     "3 citation plan - path = out/a.json {plan} \"out/a.json\"\n"},
    {"code, with lines", "- fixed in `src/app/main.py:120-140` and `docs/a.md`\n",
     "1 citation measured - path = src/app/main.py \"src/app/main.py\"\n"
     "1 citation measured - path = docs/a.md \"docs/a.md\"\n"},
    {"folders", "Templates are in `services/web/templates` and `scripts/`.\n",
     "1 citation measured - path = services/web/templates \"services/web/templates\"\n"
     "1 citation measured - path = scripts/ \"scripts/\"\n"},
    {"links", "[the guide](./guide.md#setup) and [`raw`](data/raw.json)\n",
     "1 citation measured - path = ./guide.md \"the guide\"\n"
     "1 citation measured - path = data/raw.json \"raw\"\n"},
    {"plain", "- docs/HANDOVER.md\n- README.md\n",
     "1 citation measured - path = docs/HANDOVER.md \"docs/HANDOVER.md\"\n"
     "2 citation measured - path = README.md \"README.md\"\n"},
    {"pattern", "`reports/run-*.json`, `logs/<service>.log`, `out/report-YYYYMMDD.csv`\n",
     "1 citation measured - path = reports/run-*.json {glob} \"reports/run-*.json\"\n"
     "1 citation measured - path = logs/<service>.log {glob} \"logs/<service>.log\"\n"
     "1 citation measured - path = out/report-YYYYMMDD.csv {glob} \"out/report-YYYYMMDD.csv\"\n"},
    {"proof by a word", "Validated in `out/validation.json`. *Sources: `a/x.json`, `a/y.json`*\n",
     "1 citation measured - path = out/validation.json {evidence} \"out/validation.json\"\n"
     "1 citation measured - path = a/x.json {evidence} \"a/x.json\"\n"
     "1 citation measured - path = a/y.json {evidence} \"a/y.json\"\n"},
    {"proof by a column", "| Target | Evidence |\n| --- | --- |\n| Latency | `out/sla.json` |\n",
     "3 citation measured - path = out/sla.json {evidence} \"out/sla.json\"\n"},
    {"proof by the section", "## Artifacts\n\n- `out/build.json`, made by `scripts/build.sh`\n",
     "3 citation measured - path = out/build.json {evidence} \"out/build.json\"\n"
     "3 citation measured - path = scripts/build.sh \"scripts/build.sh\"\n"},
    {"to be made", "## Next Steps\n\n- write `docs/new.md`\n\n## Files\n\n- [ ] Create `src/x.py`\n- `src/y.py` (to be created)\n",
     "3 citation plan - path = docs/new.md {plan} \"docs/new.md\"\n"
     "7 citation plan - path = src/x.py {plan} \"src/x.py\"\n"
     "8 citation plan - path = src/y.py {plan} \"src/y.py\"\n"},
};

static const struct extract_case commits[] = {
    {"behind the word", "Fixed in commit `a1b2c3d` (see commit 0f1e2d3c4b5a).\n",
     "1 citation measured - commit = a1b2c3d \"a1b2c3d\"\n"
     "1 citation measured - commit = 0f1e2d3c4b5a \"0f1e2d3c4b5a\"\n"},
    {"several", "Commits: `a1b2c3d`, `b1b2c3d` and `c1b2c3d`; d1b2c3d is a build\n",
     "1 citation measured - commit = a1b2c3d \"a1b2c3d\"\n"
     "1 citation measured - commit = b1b2c3d \"b1b2c3d\"\n"
     "1 citation measured - commit = c1b2c3d \"c1b2c3d\"\n"},
    {"a column", "| Task | Commit |\n|---|---|\n| Valve | `a1b2c3d` |\n", "3 citation measured - commit = a1b2c3d \"a1b2c3d\"\n"},
    {"none",
     "`a1b2c3d` is a build. Image sha256:a1b2c3d4e5f6, revision web-a1b2c3d, commit-a1b2c3d, pre-commit a1b2c3d-x.\n\nCommit 1234567 or "
     "deadbeef, "
     "commit [a1b2c3d](https://example.org/c/a1b2c3d), commit message `a1b2c3d`.\n\nUpstream commit a1b2c3d. Commit a1b2c3d of another "
     "repo.\n\n"
     "- [ ] revert commit a1b2c3d\n",
     ""},
};

static const struct extract_case placeholders[] = {
    {"cells", "| Role | Name | Phone |\n| --- | --- | --- |\n| Lead | [Name] | TBD |\n",
     "3 placeholder measured item:lead - = [Name] \"[Name]\"\n"
     "3 placeholder measured item:lead - = TBD \"TBD\"\n"},
    {"pairs", "**Owner**: [Your Name]\n**Approved by**: ____________\n**Window**: XX:XX\n",
     "1 placeholder measured item:owner - = [Your Name] \"[Your Name]\"\n"
     "2 placeholder measured item:approved by - = ____________ \"____________\"\n"
     "3 placeholder measured item:window - = XX:XX \"XX:XX\"\n"},
    {"console links", "- Cloud monitor: [Console Link]\n",
     "1 placeholder measured item:cloud monitor - = [Console Link] \"[Console Link]\"\n"},
};

static void test_paths(void **state) { RUN_CASES(paths); }
static void test_commits(void **state) { RUN_CASES(commits); }
static void test_placeholders(void **state) { RUN_CASES(placeholders); }

/* A page full of them is a form to fill in. */
static void test_form(void **state) {
  struct buf text = BUF_INIT;
  for (int i = 0; i < 40; i++) buf_printf(&text, "- Item %d: [Name]\n", i);
  struct extract_case c = {"form", buf_cstr(&text), ""};
  assert_true(case_holds(&c));
  buf_release(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_paths), cmocka_unit_test(test_commits), cmocka_unit_test(test_placeholders),
                                     cmocka_unit_test(test_form)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
