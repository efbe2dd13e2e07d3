/* Things that look like claims and are none: plans, templates, conditions, definitions, commands. */
#include "extract_cases.h"

#define NOTHING ""

static const struct extract_case statuses[] = {
    {"a fence", "```\nStatus: COMPLETE\n```\n", NOTHING},
    {"a comment", "<!-- **Status:** COMPLETE -->\n", NOTHING},
    {"a condition", "**The rollout is complete when:**\n\n- ✅ all services healthy\n- ✅ dashboards working\n", NOTHING},
    {"a criterion", "## Success Criteria\n\n- All services are healthy\n- The deployment is complete\n", NOTHING},
    {"an open box", "## Checks\n\n- [ ] ✅ Gateway operational\n- [ ] Status: complete\n", NOTHING},
    {"next steps", "## Next Steps\n\n1. ✅ Monitor the gateway until it is healthy\n2. **Status**: complete the migration\n", NOTHING},
    {"a future step", "## Done\n\n1. ✅ Watch the logs for 24 hours\n2. ✅ Keep the old queue\n", NOTHING},
    {"a template", "## Report Template\n\n**Status:** COMPLETE\n\n- ✅ All services healthy\n", NOTHING},
    {"values of a field", "The job table:\n\n- status: pending, running, completed, failed\n- **Status**: `PASS` or `FAIL`\n", NOTHING},
    {"a path", "- Current status: `docs/COMPLETE.md`\n", "1 citation measured - path = docs/COMPLETE.md \"docs/COMPLETE.md\"\n"},
    {"a command", "2. **Check queue status**: `queuectl status`\n", NOTHING},
    {"a quoted word", "- Status: \"⚪ Off-season\"\n", NOTHING},
    {"a wish", "- **Expected status**: healthy\n- Target state: complete\n", NOTHING},
    {"document life cycle", "**Status:** Draft\n\n**Status:** Superseded\n", NOTHING},
    {"a legend", "| Icon | Meaning |\n| --- | --- |\n| ✅ | Complete |\n| ❌ | Failed |\n", NOTHING},
    {"a schema", "| Column | Type | Default |\n| --- | --- | --- |\n| status | text | pending |\n", NOTHING},
    {"a grade", "**Priority:** Critical\n**Severity:** critical\n**Default:** enabled\n", NOTHING},
    {"an earlier attempt", "The first deployment failed on a missing secret.\n", NOTHING},
    {"a part of the noun", "The deployment report is complete. The release notes are ready.\n", NOTHING},
    {"a deployment of something", "The deployment of the coordinator failed. The deployment to staging has failed.\n", NOTHING},
    {"if", "If the deployment failed, page the on-call engineer.\n", NOTHING},
    {"should", "The deployment should be complete by noon.\n", NOTHING},
    {"will", "The release will be deployed after the freeze.\n", NOTHING},
    {"history", "## Root Cause\n\nThe deployment failed because the port was taken.\n", NOTHING},
    {"some services", "Three of all services are failing.\n", NOTHING},
    {"quoted prose", "> The deployment has failed, they said.\n", NOTHING},
    {"a title word", "# Task 12: Migration - COMPLETION REPORT\n", NOTHING},
    {"a bare tick in a heading", "## Results\n\n### Faster queries ✅\n", NOTHING},
    {"a heading's remark", "## Final State (Task 12 Complete)\n", NOTHING},
    {"a release channel", "## 2012.07.19, Version 0.8.3 (Stable)\n", NOTHING},
    {"code in a bullet", "- ✅ `complete`\n", NOTHING},
};

static const struct extract_case metadata[] = {
    {"a key nobody knows", "# R\n\n**Mood**: blue\n**Reviewed by**: Ada\n", NOTHING},
    {"a commit that is none", "# R\n\n**Commit**: pending\n**Commit**: see the log\n", NOTHING},
    {"a version that is an edition", "# R\n\n**Version**: 3\n", NOTHING},
    {"a commit of some fix: named, and not what the report is about", "# R\n\n## Fixes\n\n### Retry storm\n\n- **Commit**: `1234abc`\n",
     "7 citation measured - commit = 1234abc \"1234abc\"\n"},
    {"a placeholder tag", "# R\n\n**Release Tag**: <tag>\n", NOTHING},
    {"a duration that is a word", "# R\n\n**Duration:** Investigation + Fix session\n", NOTHING},
    {"a change", "# R\n\n- **Error rate**: -12%\n- **Throughput**: +300 req/min\n", NOTHING},
    {"a URL with a colon", "# R\n\nhttps://example.org: the site\n", NOTHING},
    {"prose with a colon", "# R\n\nWe learned one thing. It is this: environment: variables are global.\n", NOTHING},
};

static const struct extract_case tables[] = {
    {"a plan for a metric", "## Roadmap\n\n| Metric | Current | Goal |\n| --- | --- | --- |\n| Cache hit rate | 60% | 90% |\n",
     "5 figure plan deployment cache_hit_rate = 0.6 ratio [0.595, 0.61) \"60%\"\n"
     "5 figure target deployment cache_hit_rate >= 0.9 ratio [0.9, 0.9) \"90%\"\n"},
    {"options", "| Option | Cost | Status |\n| --- | --- | --- |\n| A | $100 | Rejected |\n", NOTHING},
    {"several quantities in a cell", "| Service | p95 |\n| --- | --- |\n| api | 120 ms / 340 ms |\n| web | p95 80 ms, p99 90 ms |\n",
     NOTHING},
    {"not measured", "| Service | p95 (ms) | Status |\n| --- | --- | --- |\n| api | n/a | - |\n| web | — |  |\n", NOTHING},
    {"numbers of unknown things", "| Team | Ada | Bob |\n| --- | --- | --- |\n| Red | 3 | 4 |\n", NOTHING},
    {"a metric that starts with total", "| Source | Rows |\n| --- | --- |\n| a | 1 |\n| b | 2 |\n| Total Records Processed | 9 |\n",
     NOTHING},
    {"a subtotal", "| Source | Rows |\n| --- | --- |\n| a | 1 |\n| Subtotal | 1 |\n| b | 2 |\n| Total | 3 |\n", NOTHING},
    {"sub-rows", "| Source | Rows |\n| --- | --- |\n| a | 3 |\n| - of it x | 1 |\n| b | 2 |\n| Total | 5 |\n", NOTHING},
    {"mixed units", "| Task | Time |\n| --- | --- |\n| a | 30 min |\n| b | 2 hours |\n| Total | 2.5 hours |\n", NOTHING},
    {"a missing cell", "| Source | Rows |\n| --- | --- |\n| a | 3 |\n| b | - |\n| Total | 5 |\n", NOTHING},
    {"an average column", "| Source | Avg rows |\n| --- | --- |\n| a | 3 |\n| b | 2 |\n| Total | 5 |\n", NOTHING},
    {"unique things", "| Source | Unique names |\n| --- | --- |\n| a | 3 |\n| b | 2 |\n| Total | 4 |\n", NOTHING},
};

static const struct extract_case citations[] = {
    {"commands", "Run `make test` and `./run.sh --fast`, then `cat docs/a.md`.\n", NOTHING},
    {"URLs", "See https://example.org/docs/a.md and `https://example.org/b.json`.\n", NOTHING},
    {"routes", "`/health`, `/api/v1/users`, `v1/users/all`\n", NOTHING},
    {"host paths", "`/tmp/x.json`, `~/notes.md`, `$HOME/a.txt`, `/var/log/app.log`\n", NOTHING},
    {"alternatives", "`read/write`, `OAuth/CORS`, `feature/login`, `origin/main`\n", NOTHING},
    {"products", "`Node.js`, `Next.js` and `console.log`\n", NOTHING},
    {"images", "`registry.example.org/team/app`, `python:3.11-slim`\n", NOTHING},
    {"calls", "`resp.json()` and file.json() and os.path.join(x)\n", NOTHING},
    {"links elsewhere", "[site](https://example.org/a.md) [top](#status) [mail](mailto:a@example.org)\n", NOTHING},
    {"numbers", "`1.2.3`, `10/12`, `3/4/5`\n", NOTHING},
    {"an example", "For example:\n\n- `src/demo/a.py`\n", NOTHING},
    {"plain words with a point", "We use node.js, i.e. config.yaml is read by app.py.\n", NOTHING},
};

static const struct extract_case placeholders[] = {
    {"links and boxes", "[Name](https://example.org/ada) and [x] done, [ ] open, [1], [^2]\n", NOTHING},
    {"link references", "[Console Link][c]\n\n[c]: https://example.org\n", NOTHING},
    {"arguments of commands", "`deploy --project <name> [Name]`\n", NOTHING},
    {"addresses", "Ada <ada@name.example>\n", NOTHING},
    {"words in brackets", "The queue [see above] was [sic] long\n", NOTHING},
    {"emphasis", "__bold__ and snake_case_name and a___b\n", NOTHING},
    {"not applicable", "| Check | Value |\n| --- | --- |\n| a | N/A |\n| b | - |\n", NOTHING},
    {"templates", "# Postmortem template\n\nOwner: [Name]\nDate: TBD\n", NOTHING},
};

static void test_statuses(void **state) { RUN_CASES(statuses); }
static void test_metadata(void **state) { RUN_CASES(metadata); }
static void test_tables(void **state) { RUN_CASES(tables); }
static void test_citations(void **state) { RUN_CASES(citations); }
static void test_placeholders(void **state) { RUN_CASES(placeholders); }

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_statuses),  cmocka_unit_test(test_metadata),     cmocka_unit_test(test_tables),
      cmocka_unit_test(test_citations), cmocka_unit_test(test_placeholders),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
