/* Numbers that look like counts, ratios, sums, figures or times and are none. Each of these would be a false alarm. */
#include "number_cases.h"

#define NOTHING ""

static const struct number_case counts[] = {
    {"a phase", "Phase 3 services and step 2 tasks; sprint 9 issues; week 4 goals\n", NOTHING},
    {"a port and a version", "It listens on port 8080 requests; node 20 modules; v2 endpoints; 2.x versions; 1.2.3 files\n", NOTHING},
    {"a code", "- HTTP 500 errors\n- 404 errors and 503 responses\n", NOTHING},
    {"a year", "2025 reports, 1999 files\n", NOTHING},
    {"a date", "2025-10-01 services\n", NOTHING},
    {"an order", "top 5 services, first 3 files, the last 7 issues, the next 2 tasks\n", NOTHING},
    {"a rate", "every 10 requests, per 100 users, each 5 nodes\n", NOTHING},
    {"a time", "3 months, 2 sprints, 5 days, 30 seconds, 2 times, 4 years\n", NOTHING},
    {"an id", "#42 issues, issue 42 services, PR 17 files, $40 services\n", NOTHING},
    {"a compound", "44-character passwords, 3-tier services, 16-byte keys\n", NOTHING},
    {"a part", "2 of the services, 3 or 4 files, more than 5 users, fewer than 6 jobs\n", NOTHING},
    {"code", "Run `seed 8 services` and `kill 9 jobs`\n", NOTHING},
    {"a numbered heading", "## 4.2 Gates\n\n### 3 Services\n", NOTHING},
    {"a plan", "## Next Steps\n\n- add 3 dashboards\n- we will deploy 8 services\n", NOTHING},
    {"a wish", "We should have 12 alerts. There must be 8 nodes. Add 4 workers.\n", NOTHING},
    {"a condition", "If 3 services fail, roll back. Once 8 nodes are up, go on.\n", NOTHING},
    {"a fence", "```\n8 services\n```\n", NOTHING},
    {"a verb", "Phase 2 returns; step 1 requires; 0 represents nothing; 2 access; 3 status\n", NOTHING},
    {"no thing at all", "two ways, three kinds, 2 options, four levels\n", NOTHING},
    {"one", "one of the services, one service too many\n", NOTHING},
    {"a possessive", "two's complement values\n", NOTHING},
    {"a criterion", "## Success Criteria\n\n- 8 services healthy\n", NOTHING},
    {"a template", "## Report Template\n\n- 8 services deployed\n", NOTHING},
    {"a runbook", "## Troubleshooting\n\n- scale to 8 replicas\n", NOTHING},
    {"a change", "+3 services, -2 files\n", NOTHING},
    {"a bound", "< 5 errors, at most 3 failures\n", NOTHING},
    {"an example", "For example:\n\n- 8 services\n", NOTHING},
    {"quoted prose", "> there were 8 services\n", NOTHING},
};

static const struct number_case runs[] = {
    {"skipped tests that nobody tells", "- Tests Run: 27\n- Tests Passed: 8\n- Tests Failed: 18\n",
     "1 count measured deployment tests.total = 27 count \"27\"\n"
     "2 count measured deployment tests.passed = 8 count \"8\"\n"
     "3 count measured deployment tests.failed = 18 count \"18\"\n"},
    {"two runs in one list", "- 27 tests, 8 tests passed\n- 30 tests, 29 tests passed, 5 tests failed\n",
     "1 count measured deployment tests.total = 27 count \"27\"\n"
     "1 count measured deployment tests.passed = 8 count \"8\"\n"
     "2 count measured deployment tests.total = 30 count \"30\"\n"
     "2 count measured deployment tests.passed = 29 count \"29\"\n"
     "2 count measured deployment tests.failed = 5 count \"5\"\n"},
};

static const struct number_case ratios[] = {
    {"dates", "On 10/09 and 2024/2025 and 01/15/2026; season 2024/2025 games\n", NOTHING},
    {"around the clock", "24/7 services\n", NOTHING},
    {"alternatives", "Phase 1/2 only, I/O, and/or 3/4/5\n", NOTHING},
    {"a score", "Overall 85/100 and 7/10\n", NOTHING},
    {"a path", "`reports/12/31`, v1/2 and a/3/4\n", NOTHING},
    {"more than all", "925/918 records, 0/0 tests\n", NOTHING},
    {"about", "~8/10 services, 8/10+ services\n", NOTHING},
    {"a share of something else", "9/12 services (40% of the traffic)\n",
     "1 count measured deployment count.service = 9 count {of 12} \"9\"\n"
     "1 count measured deployment count.service = 12 count \"12\"\n"
     "1 ratio measured deployment ratio.service = 0.75 ratio [0.75, 0.75) \"9/12\"\n"
     "  numerator -> 1 \"9\"\n  denominator -> 1 \"12\"\n"
     "1 figure measured deployment traffic = 0.4 ratio [0.395, 0.41) \"40%\"\n"},
    {"another percentage", "3 of 4 jobs ran while the share (2%) fell\n", /* the percentage is not behind the ratio */
     "1 count measured deployment count.job = 3 count {of 4} \"3\"\n"
     "1 count measured deployment count.job = 4 count \"4\"\n"
     "1 ratio measured deployment ratio.job = 0.75 ratio [0.75, 0.75) \"3 of 4\"\n"
     "  numerator -> 1 \"3\"\n  denominator -> 1 \"4\"\n"},
    {"a progress figure", "Frontend 10% complete (2/15 files)\n", /* progress need not go by files */
     "1 count measured deployment count.file = 2 count {of 15} \"2\"\n"
     "1 count measured deployment count.file = 15 count \"15\"\n"
     "1 ratio measured deployment ratio.file = 0.13333333333333333 ratio [0.133333, 0.133333) \"2/15\"\n"
     "  numerator -> 1 \"2\"\n  denominator -> 1 \"15\"\n"},
};

static const struct number_case sums[] = {
    {"years", "2 Aprils (2024 + 2025)\n", "1 count measured deployment count.april = 2 count \"2\"\n"},
    {"a heading number", "## 4.2 Gates (6 hard + 1 soft)\n", NOTHING},
    {"months of people", "3 months (1 engineer + 1 developer)\n", "1 count measured deployment count.engineer = 1 count \"1\"\n"},
    {"repetitions", "3 times (15s + 30s + 60s)\n", NOTHING},
    {"another operator", "6 files (2 x 2 + 1 * 2)\n", "1 count measured deployment count.file = 6 count \"6\"\n"},
    {"a formula", "1.5 + 2.25 = 3.8 and 2 * 3 + 4 = 10\n", NOTHING},
    {"code", "`5 + 6 = 12`\n", NOTHING},
    {"a difference", "8 files (10 - 2)\n", "1 count measured deployment count.file = 8 count \"8\"\n"},
    {"a remark", "8 files (4 new)\n", "1 count measured deployment count.file = 8 count \"8\"\n"},
    {"a chain", "0% → 5% → 50% (+900%)\n", NOTHING},
    {"points of no percentage", "25 → 100 (+75 percentage points)\n", NOTHING},
};

static const struct number_case figures[] = {
    {"an alarm", "Alert when p95 latency > 2 s; page if the error rate exceeds 5%\n",
     "1 figure alarm deployment latency.p95 > 2 s [2, 2) \"> 2 s\"\n"},
    {"thresholds of alarms", "**Alerting Thresholds**:\n\n- Error rate >5% for 5 minutes\n- p95 latency >2s\n",
     "3 figure alarm deployment error_rate > 0.05 ratio [0.05, 0.05) \">5%\"\n"
     "4 figure alarm deployment latency.p95 > 2 s [2, 2) \">2s\"\n"},
    {"a target that nobody has", "SLA: error rate > 5%, throughput < 100 req/min\n", NOTHING},
    {"a rollback trigger", "## Rollback\n\n- error rate > 5%\n- p95 latency above 3 s\n", NOTHING},
    {"a change", "Throughput +300 req/min, error rate -12%, cache hit rate +4.8pp\n", NOTHING},
    {"a plan", "p95 latency will be 200 ms. The error rate should be 1%.\n", NOTHING},
    {"another thing", "The budget is 5 GB; a 30 s timeout; retry after 5 s; 99 % sure; 3 ms apart\n", NOTHING},
    {"a percentile of nothing", "the 95th percentile of 300 runs\n", NOTHING},
    {"code", "`p95=980ms` and `error rate 3%`\n", NOTHING},
    {"availability above one", "Availability: +300% (2 to 8)\n", NOTHING},
    {"an option elsewhere", "Run `deploy.sh --duration 300` and see `--duration 300`\n", NOTHING},
    {"a runbook's command", "## How to\n\n- `./load-test.sh --duration 300`\n", NOTHING},
};

static const struct number_case times[] = {
    {"a move", "11:30 AM → 7:00 AM (4.5 hours earlier)\n", NOTHING},
    {"what remains", "23:00-23:30 UTC (~7 hours remaining)\n", NOTHING},
    {"no duration", "4:00 PM - 7:00 PM PT (all hands)\n", NOTHING},
    {"open half of the day", "4:00 - 7:00 PM (3 hours)\n", NOTHING},
    {"two zones", "16:00 PST - 20:00 UTC (4 hours)\n", NOTHING},
    {"a plan", "We will run it 10:00 - 11:00 UTC (2 hours)\n",
     "1 time plan deployment started_at = 1970-01-01T10:00:00Z {clock} \"10:00\"\n"
     "1 time plan deployment ended_at = 1970-01-01T11:00:00Z {clock} \"11:00 UTC\"\n"
     "1 duration plan deployment duration = 7200 s [5400, 10800) \"2 hours\"\n"
     "  start -> 1 \"10:00\"\n  end -> 1 \"11:00 UTC\"\n"},
    {"two runs in one list", "- Started: 2025-03-01T10:00:00Z\n- Started: 2025-03-01T11:00:00Z\n- Completed: 2025-03-01T09:00:00Z\n",
     "1 time measured deployment started_at = 2025-03-01T10:00:00Z \"2025-03-01T10:00:00Z\"\n"
     "2 time measured deployment started_at = 2025-03-01T11:00:00Z \"2025-03-01T11:00:00Z\"\n"
     "3 time measured deployment ended_at = 2025-03-01T09:00:00Z \"2025-03-01T09:00:00Z\"\n"},
    {"an ordinal of something else", "the 3rd service, the 2nd time, first incident\n", NOTHING},
};

static const struct number_case efforts[] = {
    {"some parts without hours", "## Work (8 hours)\n\n- Design (2 hours)\n- Build\n",
     "1 duration estimate item:work effort = 28800 s \"8 hours\"\n"
     "3 duration estimate item:design effort = 7200 s \"2 hours\"\n"},
    {"parallel work", "## Work (8 hours, in parallel)\n\n- Design (6 hours)\n- Build (8 hours)\n",
     "1 duration estimate item:work effort = 28800 s \"8 hours\"\n"
     "3 duration estimate item:design effort = 21600 s \"6 hours\"\n"
     "4 duration estimate item:build effort = 28800 s \"8 hours\"\n"},
    {"a conversion", "- Default: 60000 (1 minute)\n", NOTHING},
    {"each", "- Reviews (2 hours each)\n", NOTHING},
    {"days", "## Rollout (3 days)\n", NOTHING},
    {"no label", "- (2 hours)\n", NOTHING},
};

static const struct number_case sames[] = {
    {"a package of every project", "## Testing (2 hours)\n\n## Testing (3 hours)\n",
     "1 duration estimate item:testing effort = 7200 s \"2 hours\"\n"
     "3 duration estimate item:testing effort = 10800 s \"3 hours\"\n"},
    {"small tasks", "- Write parser tests (2 hours)\n- Write parser tests (3 hours)\n",
     "1 duration estimate item:write parser tests effort = 7200 s \"2 hours\"\n"
     "2 duration estimate item:write parser tests effort = 10800 s \"3 hours\"\n"},
    {"another state", "- 3 failing jobs\n\nNow 1 failing job\n",
     "1 count measured deployment count.job = 3 count {failing} \"3\"\n"
     "3 count measured deployment count.job = 1 count {failing} \"1\"\n"},
    {"other things of that noun", "5 files were read.\n\nThen 3 files were written.\n",
     "1 count measured deployment count.file = 5 count \"5\"\n"
     "3 count measured deployment count.file = 3 count \"3\"\n"},
    {"another part", "Load test: api p95 latency was 120 ms\n\nLoad test: p95 latency was 340 ms\n",
     "1 figure measured loadtest latency.p95 = 0.12 s [0.1195, 0.121) {api} \"120 ms\"\n"
     "3 figure measured loadtest latency.p95 = 0.34 s [0.3395, 0.341) \"340 ms\"\n"},
};

static const struct number_case listings[] = {
    {"groups", "### Fields (6)\n\n- **Names**: first, last\n- **Times**: 4 of them\n",
     "1 count measured deployment count.field = 6 count \"6\"\n"},
    {"samples", "### Files (3)\n\n- `a.c`\n- `b.c` and others\n", "1 count measured deployment count.file = 3 count \"3\"\n"},
    {"several a bullet", "### Files (3)\n\n- `a.c`, `b.c`\n- `c.c`\n", "1 count measured deployment count.file = 3 count \"3\"\n"},
    {"prose bullets", "### Workers (2)\n\n- read the queue\n- write the log\n- sleep\n",
     "1 count measured deployment count.worker = 2 count \"2\"\n"},
    {"two lists", "### Files (4)\n\n- `a.c`\n- `b.c`\n\nand\n\n1. `c.c`\n2. `d.c`\n",
     "1 count measured deployment count.file = 4 count \"4\"\n"},
    {"nested", "### Files (2)\n\n- `a.c`\n  - `b.c`\n- `c.c`\n", "1 count measured deployment count.file = 2 count \"2\"\n"},
    {"some items tell their own", "### Tests (50 tests)\n\n- unit - 20 tests\n- system\n",
     "1 count measured deployment tests.total = 50 count \"50\"\n"
     "3 count measured deployment tests.total = 20 count \"20\"\n"},
    {"adjectives in parentheses", "We run 2 databases (managed, encrypted, private).\n",
     "1 count measured deployment count.database = 2 count \"2\"\n"},
    {"remarks in parentheses", "3 services (api-web, lines, and so on), 2 hosts (`a-1`, etc.)\n",
     "1 count measured deployment count.service = 3 count \"3\"\n"
     "1 count measured deployment count.host = 2 count \"2\"\n"},
    {"one name in parentheses", "3 services (api-web)\n", "1 count measured deployment count.service = 3 count \"3\"\n"},
    {"far off", "### Files (40)\n\n- `a.c`\n- `b.c`\n", "1 count measured deployment count.file = 40 count \"40\"\n"},
};

/* Headings that say whose the things are. */
static const struct number_case chapters[] = {
    {"a phase", "# R\n\nText.\n\n## Phase 2: Monitoring\n\n- 9 dashboards\n",
     "7 count measured item:phase 2: monitoring count.dashboard = 9 count \"9\"\n"},
    {"a team's", "# R\n\nText.\n\n## Monitoring\n\n### Billing\n\n- 9 dashboards\n",
     "9 count measured item:billing count.dashboard = 9 count \"9\"\n"},
    {"another environment's", "# R\n\nText.\n\n## Staging monitoring\n\n- 9 dashboards\n",
     "7 count measured item:staging monitoring count.dashboard = 9 count \"9\"\n"},
    {"what every chapter has", "# R\n\nText.\n\n## Monitoring\n\n- 9 checks\n- 3 failing dashboards\n",
     "7 count measured item:monitoring count.check = 9 count \"9\"\n"
     "8 count measured item:monitoring count.dashboard = 3 count {failing} \"3\"\n"},
};
static void test_chapters(void **state) { RUN_NUMBERS(chapters); }

/* Ranges that the length in front is not of. */
static const struct number_case lengths[] = {
    {"every so often", "- It runs every 30 min, 19:05-20:45 daily\n", NOTHING},
    {"words between", "- 30 min of downtime (19:05 - 20:45)\n", NOTHING},
    {"more than the range", "- 30 min (19:05 - 20:45 and 22:00 - 22:30)\n", NOTHING},
    {"a move", "- 2 hours (19:05 → 20:45)\n", NOTHING},
};
static void test_lengths(void **state) { RUN_NUMBERS(lengths); }

/* Parts that are no parts, or not all of them. */
static const struct number_case commas[] = {
    {"people of some months", "3 months (1 engineer, 1 developer)\n", "1 count measured deployment count.engineer = 1 count \"1\"\n"},
    {"the ones worth a word", "- 9 errors (2 critical)\n- 9 jobs (2 new, 1 renamed)\n",
     "1 count measured deployment count.error = 9 count \"9\"\n"
     "2 count measured deployment count.job = 9 count \"9\"\n"},
    {"said not to be all", "7 findings (including 2 high, 3 medium, 1 low)\n7 findings (some 2 high, 3 medium, 1 low)\n",
     "1 count measured deployment count.finding = 7 count \"7\"\n"
     "2 count measured deployment count.finding = 7 count \"7\"\n"},
    {"of another noun", "6 services (12 pods, 3 nodes)\n6 services (4 pods, 3 new)\n",
     "1 count measured deployment count.service = 6 count \"6\"\n"
     "1 count measured deployment count.pod = 12 count \"12\"\n"
     "1 count measured deployment count.node = 3 count \"3\"\n"
     "2 count measured deployment count.service = 6 count \"6\"\n"
     "2 count measured deployment count.pod = 4 count \"4\"\n"},
    {"a team", "Team of 5 (3 backend, 2 data)\n", NOTHING},
    {"years", "2 reports (2024 old, 2025 new)\n", "1 count measured deployment count.report = 2 count \"2\"\n"},
    {"tests that were skipped", "20 tests (15 passed, 3 failed)\n", "1 count measured deployment tests.total = 20 count \"20\"\n"},
    {"units", "4 jobs (30 s, 40 s, 1 min, 2 min)\n", "1 count measured deployment count.job = 4 count \"4\"\n"},
    {"far off", "100 rows (2 high, 3 medium, 1 low)\n", "1 count measured deployment count.row = 100 count \"100\"\n"},
};
static void test_commas(void **state) { RUN_NUMBERS(commas); }

/* None of these is a figure that a verdict stands beside. */
static const struct number_case limits[] = {
    {"waived", "- p95 740 ms (limit 600 ms) ✅ waived\n",
     "1 figure measured deployment latency.p95 = 0.74 s [0.7395, 0.741) \"740 ms\"\n"
     "  target -> 1 \"600 ms\"\n"
     "1 figure target deployment latency.p95 <= 0.6 s [0.6, 0.6) \"600 ms\"\n"},
    {"not met", "- p95 740 ms (limit 600 ms) not met\n",
     "1 figure measured deployment latency.p95 = 0.74 s [0.7395, 0.741) \"740 ms\"\n"
     "  target -> 1 \"600 ms\"\n"
     "1 figure target deployment latency.p95 <= 0.6 s [0.6, 0.6) \"600 ms\"\n"},
    {"only sometimes", "- p95 740 ms (limit 600 ms), met at night only\n",
     "1 figure measured deployment latency.p95 = 0.74 s [0.7395, 0.741) \"740 ms\"\n"
     "  target -> 1 \"600 ms\"\n"
     "1 figure target deployment latency.p95 <= 0.6 s [0.6, 0.6) \"600 ms\"\n"},
    {"a target that may lie on either side", "- Coverage: 71% (target 80%) ✅\n",
     "1 figure measured item:coverage - = 0.71 ratio [0.705, 0.72) \"71%\"\n"},
    {"one tick for two", "- ✅ p95 740 ms (limit 600 ms), p99 700 ms (limit 600 ms)\n",
     "1 figure measured deployment latency.p95 = 0.74 s [0.7395, 0.741) \"740 ms\"\n"
     "  target -> 1 \"600 ms\"\n"
     "1 figure target deployment latency.p95 <= 0.6 s [0.6, 0.6) \"600 ms\"\n"
     "1 figure measured deployment latency.p99 = 0.7 s [0.6995, 0.701) \"700 ms\"\n"
     "  target -> 1 \"600 ms\"\n"
     "1 figure target deployment latency.p99 <= 0.6 s [0.6, 0.6) \"600 ms\"\n"},
    {"a plan", "- p95 should be 740 ms (limit 600 ms) ✅\n", NOTHING},
    {"an alarm", "- alert when p95 is 740 ms (limit 600 ms) ✅\n", NOTHING},
    {"another unit", "- p95 740 ms (limit 600 MB) ✅\n", "1 figure measured deployment latency.p95 = 0.74 s [0.7395, 0.741) \"740 ms\"\n"},
};

static void test_limits(void **state) { RUN_NUMBERS(limits); }
static void test_counts(void **state) { RUN_NUMBERS(counts); }
static void test_runs(void **state) { RUN_NUMBERS(runs); }
static void test_ratios(void **state) { RUN_NUMBERS(ratios); }
static void test_sums(void **state) { RUN_NUMBERS(sums); }
static void test_figures(void **state) { RUN_NUMBERS(figures); }
static void test_times(void **state) { RUN_NUMBERS(times); }
static void test_efforts(void **state) { RUN_NUMBERS(efforts); }
static void test_sames(void **state) { RUN_NUMBERS(sames); }
static void test_listings(void **state) { RUN_NUMBERS(listings); }

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_counts),   cmocka_unit_test(test_limits), cmocka_unit_test(test_commas),  cmocka_unit_test(test_lengths),
      cmocka_unit_test(test_chapters), cmocka_unit_test(test_runs),   cmocka_unit_test(test_ratios),  cmocka_unit_test(test_sums),
      cmocka_unit_test(test_figures),  cmocka_unit_test(test_times),  cmocka_unit_test(test_efforts), cmocka_unit_test(test_sames),
      cmocka_unit_test(test_listings),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
