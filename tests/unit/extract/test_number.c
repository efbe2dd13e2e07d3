/* Counts, ratios, sums, efforts, times and figures in running text, and the relations between them. */
#include "number_cases.h"

static const struct number_case counts[] = {
    {"digits", "9 dashboards, 12 alert policies and 3 failing services.\n",
     "1 count measured deployment count.dashboard = 9 count \"9\"\n"
     "1 count measured deployment count.alert-policy = 12 count \"12\"\n"
     "1 count measured deployment count.service = 3 count {failing} \"3\"\n"},
    {"words", "Eight Ruby services ran; twenty-one jobs are pending.\n",
     "1 count measured deployment count.service = 8 count {ruby} \"Eight\"\n"
     "1 count measured deployment count.job = 21 count \"twenty-one\"\n"},
    {"words behind the noun", "5 services redeployed, 4 users operational, 7 issues in total\n",
     "1 count measured deployment count.service = 5 count {redeployed} \"5\"\n"
     "1 count measured deployment count.user = 4 count {operational} \"4\"\n"
     "1 count measured deployment count.issue = 7 count \"7\"\n"},
    {"one", "1 critical blocker remains\n", "1 count measured deployment count.blocker = 1 count {critical} \"1\"\n"},
    {"keys", "**Files Created:** 2\n**Critical Issues**: 0\n**Total errors analyzed:** 3,003\n",
     "1 count measured deployment count.file = 2 count {created} \"2\"\n"
     "2 count measured deployment count.issue = 0 count {critical} \"0\"\n"
     "3 count measured deployment errors = 3003 count {analyzed} \"3,003\"\n"},
    {"headings", "# R\n\n## Work\n\n### Modified Files (8)\n\n### Commits made (7 total)\n\n### Outages (3 services)\n",
     "5 count measured item:modified files count.file = 8 count {modified} \"8\"\n"
     "7 count measured item:commits made count.commit = 7 count {made} \"7\"\n"
     "9 count measured item:outages count.service = 3 count \"3\"\n"},
    {"about", "~121K historical predictions, 40+ pages, about 30 files\n",
     "1 count measured deployment count.prediction ~ 121000 count [108900, 133100) {historical} \"~121K\"\n"
     "1 count measured deployment count.page >= 40 count [40, inf) \"40+\"\n"
     "1 count measured deployment count.file ~ 30 count [27, 33) \"about 30\"\n"},
    {"the vocabulary's own", "The load test made 40,000 requests; 12 tests passed, 3 tests failed, 15 tests\n",
     "1 count measured loadtest requests = 40000 count \"40,000\"\n"
     "1 count measured deployment tests.passed = 12 count \"12\"\n"
     "1 count measured deployment tests.failed = 3 count \"3\"\n"
     "1 count measured deployment tests.total = 15 count \"15\"\n"
     "  sum -> 1 \"12\"\n  sum -> 1 \"3\"\n"},
    {"tests behind their key", "Smoke tests: 12 passed, 1 failed.\n",
     "1 count measured deployment count.smoke-test = 12 count {passed} \"12\"\n"
     "1 count measured deployment count.smoke-test = 1 count {failed} \"1\"\n"},
    {"a state behind the verb", "8 services are up and running. 3 services are up to date. Are 4 services up?\n",
     "1 count measured deployment count.service = 8 count {up} \"8\"\n"
     "1 count measured deployment count.service = 3 count \"3\"\n"},
    {"of a wider whole", "5 services exist in the project; 4 are in this release. 9 jobs wait.\n",
     "1 count measured deployment count.service = 5 count {in all} \"5\"\n"
     "1 count measured deployment count.job = 9 count \"9\"\n"},
    {"a list of tests", "- **Tests Run**: 27\n- **Tests Passed**: 8\n- **Tests Failed**: 20\n",
     "1 count measured deployment tests.total = 27 count \"27\"\n"
     "  sum -> 2 \"8\"\n  sum -> 3 \"20\"\n"
     "2 count measured deployment tests.passed = 8 count \"8\"\n"
     "3 count measured deployment tests.failed = 20 count \"20\"\n"},
    {"with a state", "- 7 not deployed, 1 service failing\n", "1 count measured deployment count.service = 1 count {failing} \"1\"\n"},
};

static const struct number_case listings[] = {
    {"files in code", "### Modified Files (3)\n\n- `a.c`: parser\n- `b.c`: reader\n- `c.c`: writer\n- `d.c`: tests\n",
     "1 count measured deployment count.file = 3 count {modified} \"3\"\n"
     "  items -> 3 \"a.c\"\n"
     "3 text measured item:a.c - = a.c \"a.c\"\n"},
    {"a line with a colon", "We fixed 3 bugs:\n\n1. the parser\n2. the reader\n",
     "1 count measured deployment count.bug = 3 count \"3\"\n"
     "  items -> 3 \"the parser\"\n"
     "3 text measured item:the parser - = the parser \"the parser\"\n"},
    {"each item tells its own", "### Model tests (54+ tests) â\n\n1. `a.py` - 20 tests\n2. `b.py` - 30 tests\n",
     "1 count measured deployment tests.total >= 54 count [54, inf) \"54+\"\n"
     "  sum -> 3 \"20\"\n  sum -> 4 \"30\"\n"
     "3 count measured deployment tests.total = 20 count \"20\"\n"
     "4 count measured deployment tests.total = 30 count \"30\"\n"},
    {"names in parentheses", "All 3 services (hh-eco, hh-msgs, `web`, hh-rank) answer; 2 users (app_ro, app_rw)\n",
     "1 count measured deployment count.service = 3 count \"3\"\n"
     "  items -> 1 \"hh-eco\"\n"
     "1 text measured item:hh-eco - = hh-eco \"hh-eco\"\n"
     "1 count measured deployment count.user = 2 count \"2\"\n"
     "  items -> 1 \"app_ro\"\n"
     "1 text measured item:app_ro - = app_ro \"app_ro\"\n"},
    {"a table of them all",
     "# R\n\nIt has 3 dashboards.\n\n## Dashboards\n\n| Dashboard | Source |\n| --- | --- |\n| Web | w.json |\n| Api | a.json |\n",
     "3 count measured deployment count.dashboard = 3 count \"3\"\n"
     "  items -> 9 \"Web\"\n"
     "9 text measured item:web - = Web \"Web\"\n"},
};

static const struct number_case ratios[] = {
    {"with a noun and a percentage", "**Final**: 8/8 services healthy (100%)\n",
     "1 count measured deployment count.service = 8 count {healthy} \"8\"\n"
     "1 count measured deployment count.service = 8 count \"8\"\n"
     "1 ratio measured deployment ratio.service = 1 ratio [1, 1) {healthy} \"8/8\"\n"
     "  numerator -> 1 \"8\"\n  denominator -> 1 \"8\"\n"
     "1 percent measured deployment - = 1 ratio [0.995, 1.01) \"100%\"\n"
     "  percent-of -> 1 \"8/8\"\n"},
    {"key, ratio, percentage", "- **Healthy Services**: 2/8 (25%)\n",
     "1 count measured deployment count.service = 2 count {healthy} \"2\"\n"
     "1 count measured deployment count.service = 8 count \"8\"\n"
     "1 ratio measured deployment ratio.service = 0.25 ratio [0.25, 0.25) {healthy} \"2/8\"\n"
     "  numerator -> 1 \"2\"\n  denominator -> 1 \"8\"\n"
     "1 percent measured deployment - = 0.25 ratio [0.245, 0.26) \"25%\"\n"
     "  percent-of -> 1 \"2/8\"\n"},
    {"percentage first", "Phase 10 is 96% complete (4 of 5 plans done).\n",
     "1 percent measured deployment - = 0.96 ratio [0.955, 0.97) {complete} \"96%\"\n"
     "  percent-of -> 1 \"4 of 5\"\n"
     "1 count measured deployment count.plan = 4 count {done} \"4\"\n"
     "1 count measured deployment count.plan = 5 count \"5\"\n"
     "1 ratio measured deployment ratio.plan = 0.8 ratio [0.8, 0.8) {done} \"4 of 5\"\n"
     "  numerator -> 1 \"4\"\n  denominator -> 1 \"5\"\n"},
    {"a negative noun", "214/348 records (62% missing)\n",
     "1 count measured deployment count.record = 214 count {of 348} \"214\"\n"
     "1 count measured deployment count.record = 348 count \"348\"\n"
     "1 ratio measured deployment ratio.record = 0.6149425287356322 ratio [0.614943, 0.614943) \"214/348\"\n"
     "  numerator -> 1 \"214\"\n  denominator -> 1 \"348\"\n"
     "1 percent measured deployment - = 0.62 ratio [0.615, 0.63) {missing} \"62%\"\n"
     "  complement-of -> 1 \"214/348\"\n"},
    {"tests of tests in all", "207 of 210 tests passed\n",
     "1 count measured deployment tests.passed = 207 count \"207\"\n"
     "1 count measured deployment tests.total = 210 count \"210\"\n"
     "1 ratio measured deployment ratio.test = 0.9857142857142858 ratio [0.985714, 0.985714) {passed} \"207 of 210\"\n"
     "  numerator -> 1 \"207\"\n  denominator -> 1 \"210\"\n"},
    {"a state between", "- Smoke suite: 42/45 passed (93%)\n",
     "1 ratio measured deployment - = 0.9333333333333333 ratio [0.933333, 0.933333) \"42/45\"\n"
     "1 percent measured deployment - = 0.93 ratio [0.925, 0.94) \"93%\"\n"
     "  percent-of -> 1 \"42/45\"\n"},
    {"in a cell", "| Season | Games |\n| --- | --- |\n| 2023 | 207/209 (100%) |\n",
     "3 ratio measured item:season 2023 - = 0.9904306220095693 ratio [0.990431, 0.990431) \"207/209\"\n"
     "3 percent measured item:season 2023 - = 1 ratio [0.995, 1.01) \"100%\"\n"
     "  percent-of -> 3 \"207/209\"\n"},
};

static const struct number_case sums[] = {
    {"parts in parentheses", "Files modified: 24 (8 YAML + 14 C + 1 bash)\n",
     "1 count measured deployment count.file = 24 count {modified} \"24\"\n"
     "  sum -> 1 \"8\"\n  sum -> 1 \"14\"\n  sum -> 1 \"1\"\n"
     "1 count measured deployment count.file = 8 count {yaml} \"8\"\n"
     "1 count measured deployment count.file = 14 count {c} \"14\"\n"
     "1 count measured deployment count.file = 1 count {bash} \"1\"\n"},
    {"without a noun", "51 registered (28 active + 22 shadow)\n",
     "1 count measured deployment - = 51 count \"51\"\n"
     "  sum -> 1 \"28\"\n  sum -> 1 \"22\"\n"
     "1 count measured deployment - = 28 count {active} \"28\"\n"
     "1 count measured deployment - = 22 count {shadow} \"22\"\n"},
    {"times", "Took ~8 minutes (5min + 70sec + 2min)\n",
     "1 duration measured deployment duration ~ 480 s [408, 552) \"~8 minutes\"\n"
     "  sum -> 1 \"5min\"\n  sum -> 1 \"70sec\"\n  sum -> 1 \"2min\"\n"
     "1 duration measured deployment duration = 300 s [270, 360) \"5min\"\n"
     "1 duration measured deployment duration = 70 s [69.5, 71) \"70sec\"\n"
     "1 duration measured deployment duration = 120 s [90, 180) \"2min\"\n"},
    {"an equation", "So 15 unit + 8 system = 24 tests.\n",
     "1 count measured deployment count.test = 15 count {unit} \"15\"\n"
     "1 count measured deployment count.test = 8 count {system} \"8\"\n"
     "1 count measured deployment tests.total = 24 count \"24\"\n"
     "  sum -> 1 \"15\"\n  sum -> 1 \"8\"\n"},
    {"a change", "Error: 4.05 → 8.89 points (+119%)\n",
     "1 count previous deployment - = 4.05 count [4.045, 4.06) \"4.05\"\n"
     "1 change measured deployment - = 4.05 → 8.89 ratio [1.185, 1.2) \"+119%\"\n"
     "  before -> 1 \"4.05\"\n  after -> 1 \"8.89\"\n"
     "1 count measured deployment - = 8.89 count [8.885, 8.9) \"8.89\"\n"},
    {"points, in words", "Coverage rose by 13 pp from 61% to 74%.\n",
     "1 change measured deployment - = 61% to 74% points [0.125, 0.14) \"13 pp\"\n"
     "  before -> 1 \"61%\"\n  after -> 1 \"74%\"\n"
     "1 figure previous deployment - = 0.61 ratio [0.605, 0.62) \"61%\"\n"
     "1 figure measured deployment - = 0.74 ratio [0.735, 0.75) \"74%\"\n"},
    {"a factor", "Delay: 4h → 30min (8x faster)\n",
     "1 duration previous deployment - = 14400 s [12600, 18000) \"4h\"\n"
     "1 change measured deployment - = 4h → 30min factor [7.5, 9) \"8x\"\n"
     "  before -> 1 \"4h\"\n  after -> 1 \"30min\"\n"
     "1 duration measured deployment - = 1800 s [1770, 1860) \"30min\"\n"},
};

static const struct number_case efforts[] = {
    {"heading and steps",
     "## Rotation (8 hours - IN PROGRESS)\n\n**Steps:**\n1. Rotate keys (2.5 hours)\n2. Redeploy (30 min)\n3. Audit (6 hours)\n",
     "1 duration estimate item:rotation effort = 28800 s \"8 hours\"\n"
     "  sum -> 4 \"2.5 hours\"\n  sum -> 5 \"30 min\"\n  sum -> 6 \"6 hours\"\n"
     "1 status measured item:rotation status = pending \"IN PROGRESS\"\n"
     "4 duration estimate item:rotate keys effort = 9000 s \"2.5 hours\"\n"
     "5 duration estimate item:redeploy effort = 1800 s \"30 min\"\n"
     "6 duration estimate item:audit effort = 21600 s \"6 hours\"\n"},
    {"remarks behind the hours", "### Phase (weeks 1-2, 9 hours)\n\n- Lexer (4 hours) - **DONE**\n- Parser (6 hours) - next\n",
     "1 duration estimate item:phase effort = 32400 s \"9 hours\"\n"
     "  sum -> 3 \"4 hours\"\n  sum -> 4 \"6 hours\"\n"
     "3 duration estimate item:lexer effort = 14400 s \"4 hours\"\n"
     "4 duration estimate item:parser effort = 21600 s \"6 hours\"\n"},
    {"headings below", "## Build (5 hours)\n\n### Parser (2 hours)\n\n#### Lexer (1 hour)\n\n### Writer (4 hours)\n",
     "1 duration estimate item:build effort = 18000 s \"5 hours\"\n"
     "  sum -> 3 \"2 hours\"\n  sum -> 7 \"4 hours\"\n"
     "3 duration estimate item:parser effort = 7200 s \"2 hours\"\n"
     "5 duration estimate item:lexer effort = 3600 s \"1 hour\"\n"
     "7 duration estimate item:writer effort = 14400 s \"4 hours\"\n"},
    {"bold lines and nested items",
     "## Week (6+ hours)\n\n**Day 1: Parser (4 hours)**\n\n- Lexer (1 hour)\n- Grammar (3 hours)\n\n**Day 2: Writer (2 hours)**\n",
     "1 duration estimate item:week effort >= 21600 s [21600, inf) \"6+ hours\"\n"
     "  sum -> 3 \"4 hours\"\n  sum -> 8 \"2 hours\"\n"
     "3 duration estimate item:day 1: parser effort = 14400 s \"4 hours\"\n"
     "  sum -> 5 \"1 hour\"\n  sum -> 6 \"3 hours\"\n"
     "5 duration estimate item:lexer effort = 3600 s \"1 hour\"\n"
     "6 duration estimate item:grammar effort = 10800 s \"3 hours\"\n"
     "8 duration estimate item:day 2: writer effort = 7200 s \"2 hours\"\n"},
};

static const struct number_case times[] = {
    {"a range and its length", "**Date**: 2025-03-01\n\n**Session**: 16:50 UTC - 17:10 UTC (90 minutes)\n",
     "1 metadata measured deployment as_of = 2025-03-01T00:00:00Z {date} \"2025-03-01\"\n"
     "3 time measured deployment started_at = 2025-03-01T16:50:00Z {clock} \"16:50 UTC\"\n"
     "3 time measured deployment ended_at = 2025-03-01T17:10:00Z {clock} \"17:10 UTC\"\n"
     "3 duration measured deployment duration = 5400 s [5370, 5460) \"90 minutes\"\n"
     "  start -> 3 \"16:50 UTC\"\n  end -> 3 \"17:10 UTC\"\n"},
    {"over midnight", "Ran 23:50–00:20 (30 min)\n",
     "1 time measured deployment started_at = 1970-01-01T23:50:00Z {clock} \"23:50\"\n"
     "1 time measured deployment ended_at = 1970-01-02T00:20:00Z {clock} \"00:20\"\n"
     "1 duration measured deployment duration = 1800 s [1770, 1860) \"30 min\"\n"
     "  start -> 1 \"23:50\"\n  end -> 1 \"00:20\"\n"},
    {"one list", "- Started: 2025-03-01T10:00:00Z\n- Completed: 2025-03-01T10:30:00Z\n- Duration: 20 min\n",
     "1 time measured deployment started_at = 2025-03-01T10:00:00Z \"2025-03-01T10:00:00Z\"\n"
     "2 time measured deployment ended_at = 2025-03-01T10:30:00Z \"2025-03-01T10:30:00Z\"\n"
     "  start -> 1 \"2025-03-01T10:00:00Z\"\n"
     "3 duration measured deployment duration = 1200 s [1170, 1260) \"20 min\"\n"
     "  start -> 1 \"2025-03-01T10:00:00Z\"\n  end -> 2 \"2025-03-01T10:30:00Z\"\n"},
    {"occurrences", "- Incident pattern: 4th occurrence\n\nPattern: third occurrence of it\n",
     "1 ordinal measured deployment occurrence = 4 count {incident pattern} \"4th\"\n"
     "3 ordinal measured deployment occurrence = 3 count {pattern} \"third\"\n"
     "  same -> 1 \"4th\"\n"},
};

static const struct number_case figures[] = {
    {"titles that name nothing", "# R\n\n## What was done\n\n- Availability: 99.5 %\n\n## Cache module\n\n- Availability: 99.5 %\n",
     "5 figure measured deployment availability = 0.995 ratio [0.9945, 0.996) \"99.5 %\"\n"
     "9 figure measured item:cache module availability = 0.995 ratio [0.9945, 0.996) \"99.5 %\"\n"},
    {"beside the figures of a load test", "# R\n\n## Results\n\n- p95 latency: 120 ms\n- Throughput: 40 req/s\n",
     "5 figure measured loadtest latency.p95 = 0.12 s [0.1195, 0.121) \"120 ms\"\n"
     "6 figure measured loadtest throughput = 40 1/s [39.5, 41) \"40 req/s\"\n"},
    {"label in front and behind",
     "The load test had a 0.39% error rate, p95 980 ms, throughput of 812 req/min and p99 latency was 1.2 s.\n",
     "1 figure measured loadtest error_rate = 0.0039 ratio [0.00385, 0.004) \"0.39%\"\n"
     "1 figure measured loadtest latency.p95 = 0.98 s [0.9795, 0.981) \"980 ms\"\n"
     "1 figure measured loadtest throughput = 13.533333333333333 1/s [13.525, 13.55) \"812 req/min\"\n"
     "1 figure measured loadtest latency.p99 = 1.2 s [1.15, 1.3) \"1.2 s\"\n"},
    {"targets", "SLA: overall p95 < 1.2s, search p95 < 350 ms, cache hit rate > 0.98\n",
     "1 figure target loadtest latency.p95 < 1.2 s [1.2, 1.2) \"< 1.2s\"\n"
     "1 figure target loadtest latency.p95 < 0.35 s [0.35, 0.35) {search} \"< 350 ms\"\n"
     "1 figure target loadtest cache_hit_rate > 0.98 ratio [0.98, 0.98) \"> 0.98\"\n"},
    {"a command", "## Load Test\n\n- Command: `./run-load-test.sh --host x --duration 300 --concurrency 10`\n",
     "3 duration measured loadtest duration = 300 s [300, 300) \"300\"\n"
     "3 count measured loadtest concurrency = 10 count \"10\"\n"},
    {"a target elsewhere, and a verdict",
     "Pass criteria: cache hit rate > 0.98\n\nThe load test (78% cache hit rate), SLA validation (PASS)\n",
     "1 figure target loadtest cache_hit_rate > 0.98 ratio [0.98, 0.98) \"> 0.98\"\n"
     "3 figure measured loadtest cache_hit_rate = 0.78 ratio [0.775, 0.79) \"78%\"\n"
     "  target -> 1 \"> 0.98\"\n"
     "3 status measured loadtest sla.status = success \"PASS\"\n"
     "  blesses -> 3 \"78%\"\n"},
};

static const struct number_case relations[] = {
    {"a summary and its rows",
     "## Load Test\n\nThe load test made 3,000 requests at 90 req/min with p95 400 ms.\n\n"
     "| Scenario | Requests | p95 (ms) | Throughput (req/min) |\n| --- | --- | --- | --- |\n| a | 1,000 | 300 | 50 |\n| b | 2,000 | 400 | "
     "60 |\n",
     "3 count measured loadtest requests = 3000 count \"3,000\"\n"
     "  aggregate -> 7 \"1,000\"\n  aggregate -> 8 \"2,000\"\n  rate -> 3 \"90 req/min\"\n"
     "3 figure measured loadtest throughput = 1.5 1/s [1.49167, 1.51667) \"90 req/min\"\n"
     "  aggregate -> 7 \"50\"\n  aggregate -> 8 \"60\"\n"
     "3 figure measured loadtest latency.p95 = 0.4 s [0.3995, 0.401) \"400 ms\"\n"
     "  aggregate -> 7 \"300\"\n  aggregate -> 8 \"400\"\n"
     "7 count measured scenario:a requests = 1000 count \"1,000\"\n"
     "  rate -> 7 \"50\"\n"
     "7 figure measured scenario:a latency.p95 = 0.3 s [0.2995, 0.301) \"300\"\n"
     "7 figure measured scenario:a throughput = 0.8333333333333334 1/s [0.825, 0.85) \"50\"\n"
     "8 count measured scenario:b requests = 2000 count \"2,000\"\n"
     "  rate -> 8 \"60\"\n"
     "8 figure measured scenario:b latency.p95 = 0.4 s [0.3995, 0.401) \"400\"\n"
     "8 figure measured scenario:b throughput = 1 1/s [0.991667, 1.01667) \"60\"\n"},
    {"the same package", "## Plan A\n\n1. Cache warmup (20 hours)\n   - keys\n\n## Plan B\n\n**Day 5-6: Cache Warmup (24 hours)**\n",
     "3 duration estimate item:cache warmup effort = 72000 s \"20 hours\"\n"
     "8 duration estimate item:day 5-6: cache warmup effort = 86400 s \"24 hours\"\n"
     "  same -> 3 \"20 hours\"\n"},
    {"a kind that a sum fixes", "We found 20 issues (4 incident + 16 design).\n\nOf these 20 design issues none is open.\n",
     "1 count measured deployment count.issue = 20 count \"20\"\n"
     "  sum -> 1 \"4\"\n  sum -> 1 \"16\"\n"
     "1 count measured deployment count.issue = 4 count {incident} \"4\"\n"
     "1 count measured deployment count.issue = 16 count {design} \"16\"\n"
     "3 count measured deployment count.issue = 20 count {design} \"20\"\n"
     "  same -> 1 \"16\"\n"},
    {"a figure stated twice", "The load test had p95 980 ms.\n\n## Results\n\nThe load test reached p95 990 ms.\n",
     "1 figure measured loadtest latency.p95 = 0.98 s [0.9795, 0.981) \"980 ms\"\n"
     "5 figure measured loadtest latency.p95 = 0.99 s [0.9895, 0.991) \"990 ms\"\n"
     "  same -> 1 \"980 ms\"\n"},
};

/* Numbers by the thousand, and every cut of a text: no crash, and no time that grows faster than the text. */
static void test_hostile(void **state) {
  static const char *const fills[] = {"8/8 services (100%) ",
                                      "1 + ",
                                      "(2 hours)\n- ",
                                      "12 → 13 (",
                                      "p95 ",
                                      "10:00 - ",
                                      "3rd occurrence ",
                                      "one hundred ",
                                      "5 (1 + 2) ",
                                      "- a (1h)\n  ",
                                      "# a (2 hours)\n",
                                      "of 8 ",
                                      "`--duration 3` ",
                                      "\xE2\x86\x92 4 ",
                                      "9,9,9 "};
  for (size_t i = 0; i < sizeof fills / sizeof fills[0]; i++) {
    struct buf text = BUF_INIT;
    while (text.n < 60000) buf_add_cstr(&text, fills[i]);
    struct dump d;
    struct err err = ERR_INIT;
    assert_int_equal(dump_open(&d, number_passes, buf_cstr(&text), text.n, "report.md", &err), 0);
    dump_close(&d);
    buf_release(&text);
  }
}

static void test_cuts(void **state) {
  static const char text[] =
      "## Work (8 hours)\n\n- **A**: 2/8 services healthy (25%), 24 (8 x + 16 y)\n- 4h → 30min (8x), 10:00 PM - 11:00 PM (1h)\n";
  for (size_t n = 0; n < sizeof text; n++) {
    struct dump d;
    struct err err = ERR_INIT;
    assert_int_equal(dump_open(&d, number_passes, text, n, "report.md", &err), 0);
    dump_close(&d);
  }
}

static const struct number_case chapters[] = {
    {"a chapter", "# R\n\nText.\n\n## Monitoring and Alerting\n\n- 9 dashboards imported\n- 12 alert policies\n",
     "7 count measured item:monitoring and alerting count.dashboard = 9 count {imported} \"9\"\n"
     "8 count measured deployment count.alert-policy = 12 count \"12\"\n"},
    {"a chapter of a chapter", "# R\n\nText.\n\n## Monitoring\n\n### Dashboards\n\nWe have 9 dashboards.\n",
     "9 count measured deployment count.dashboard = 9 count \"9\"\n"},
};
static void test_chapters(void **state) { RUN_NUMBERS(chapters); }

static const struct number_case lengths[] = {
    {"a length in front of its range", "- Duration: 2 h 40 min (19:05 - 20:45)\n",
     "1 duration measured deployment duration = 9600 s [9570, 9660) \"2 h 40 min\"\n"
     "  start -> 1 \"19:05\"\n"
     "  end -> 1 \"20:45\"\n"
     "1 time measured deployment started_at = 1970-01-01T19:05:00Z {clock} \"19:05\"\n"
     "1 time measured deployment ended_at = 1970-01-01T20:45:00Z {clock} \"20:45\"\n"},
    {"a length, a comma, its range", "The restore took 2 hours 40 minutes, 19:05–20:45.\n",
     "1 duration measured deployment duration = 9600 s [9570, 9660) \"2 hours 40 minutes\"\n"
     "  start -> 1 \"19:05\"\n"
     "  end -> 1 \"20:45\"\n"
     "1 time measured deployment started_at = 1970-01-01T19:05:00Z {clock} \"19:05\"\n"
     "1 time measured deployment ended_at = 1970-01-01T20:45:00Z {clock} \"20:45\"\n"},
};
static void test_lengths(void **state) { RUN_NUMBERS(lengths); }

static const struct number_case commas[] = {
    {"a scale", "- 7 findings (2 high, 3 medium, 1 low)\n",
     "1 count measured deployment count.finding = 7 count \"7\"\n"
     "  sum -> 1 \"2\"\n"
     "  sum -> 1 \"3\"\n"
     "  sum -> 1 \"1\"\n"
     "1 count measured deployment count.finding = 2 count {high} \"2\"\n"
     "1 count measured deployment count.finding = 3 count {medium} \"3\"\n"
     "1 count measured deployment count.finding = 1 count {low} \"1\"\n"},
    {"found", "- 7 found (2 high, 3 medium, 1 low)\n",
     "1 count measured deployment - = 7 count \"7\"\n"
     "  sum -> 1 \"2\"\n"
     "  sum -> 1 \"3\"\n"
     "  sum -> 1 \"1\"\n"
     "1 count measured deployment - = 2 count {high} \"2\"\n"
     "1 count measured deployment - = 3 count {medium} \"3\"\n"
     "1 count measured deployment - = 1 count {low} \"1\"\n"},
    {"more than there are", "6 services (4 upgraded, 3 new)\n",
     "1 count measured deployment count.service = 6 count \"6\"\n"
     "  sum -> 1 \"4\"\n"
     "  sum -> 1 \"3\"\n"
     "1 count measured deployment count.service = 4 count {upgraded} \"4\"\n"
     "1 count measured deployment count.service = 3 count {new} \"3\"\n"},
    {"behind a colon", "- 42 tickets: 18 bugs, 14 features and 12 chores\n",
     "1 count measured deployment count.ticket = 42 count \"42\"\n"
     "  sum -> 1 \"18\"\n"
     "  sum -> 1 \"14\"\n"
     "  sum -> 1 \"12\"\n"
     "1 count measured deployment count.ticket = 18 count {bugs} \"18\"\n"
     "1 count measured deployment count.ticket = 14 count {features} \"14\"\n"
     "1 count measured deployment count.ticket = 12 count {chores} \"12\"\n"},
};
static void test_commas(void **state) { RUN_NUMBERS(commas); }

static const struct number_case limits[] = {
    {"behind a figure, with a tick", "- search p95 740 ms (limit 600 ms) ✅\n",
     "1 figure measured deployment latency.p95 = 0.74 s [0.7395, 0.741) {search} \"740 ms\"\n"
     "  target -> 1 \"600 ms\"\n"
     "1 figure target deployment latency.p95 <= 0.6 s [0.6, 0.6) {search} \"600 ms\"\n"
     "1 status measured item:p95 status = success \"✅\"\n"
     "  blesses -> 1 \"740 ms\"\n"},
    {"a sign and a word", "We saw an error rate of 2.4% (SLO ≤ 1%) – within limit.\n",
     "1 figure measured loadtest error_rate = 0.024 ratio [0.0235, 0.025) \"2.4%\"\n"
     "  target -> 1 \"≤ 1%\"\n"
     "1 figure target loadtest error_rate <= 0.01 ratio [0.01, 0.01) \"≤ 1%\"\n"
     "1 status measured item:an error rate of status = success \"within limit\"\n"
     "  blesses -> 1 \"2.4%\"\n"},
    {"inside the parentheses", "- Bundle: 340 KB (limit 300 KB, met)\n",
     "1 figure measured item:bundle - = 340000 B [339500, 341000) \"340 KB\"\n"
     "  target -> 1 \"300 KB\"\n"
     "1 figure target item:bundle - <= 300000 B [300000, 300000) \"300 KB\"\n"
     "1 status measured item:bundle status = success \"met\"\n"
     "  blesses -> 1 \"340 KB\"\n"},
    {"a tick in front", "- ✅ checkout p99 710 ms (target: < 600 ms)\n",
     "1 status measured item:p99 status = success \"✅\"\n"
     "  blesses -> 1 \"710 ms\"\n"
     "1 figure measured deployment latency.p99 = 0.71 s [0.7095, 0.711) {checkout} \"710 ms\"\n"
     "  target -> 1 \"< 600 ms\"\n"
     "1 figure target deployment latency.p99 < 0.6 s [0.6, 0.6) {checkout} \"< 600 ms\"\n"},
    {"no verdict", "- Cache hit rate: 91% (target: > 95%)\n",
     "1 figure measured loadtest cache_hit_rate = 0.91 ratio [0.905, 0.92) \"91%\"\n"
     "  target -> 1 \"> 95%\"\n"
     "1 figure target loadtest cache_hit_rate > 0.95 ratio [0.95, 0.95) \"> 95%\"\n"},
};

static void test_limits(void **state) { RUN_NUMBERS(limits); }
static void test_counts(void **state) { RUN_NUMBERS(counts); }
static void test_listings(void **state) { RUN_NUMBERS(listings); }
static void test_ratios(void **state) { RUN_NUMBERS(ratios); }
static void test_sums(void **state) { RUN_NUMBERS(sums); }
static void test_efforts(void **state) { RUN_NUMBERS(efforts); }
static void test_times(void **state) { RUN_NUMBERS(times); }
static void test_figures(void **state) { RUN_NUMBERS(figures); }
static void test_relations(void **state) { RUN_NUMBERS(relations); }

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_counts),   cmocka_unit_test(test_limits),   cmocka_unit_test(test_commas),  cmocka_unit_test(test_lengths),
      cmocka_unit_test(test_chapters), cmocka_unit_test(test_listings), cmocka_unit_test(test_ratios),  cmocka_unit_test(test_sums),
      cmocka_unit_test(test_efforts),  cmocka_unit_test(test_times),    cmocka_unit_test(test_figures), cmocka_unit_test(test_relations),
      cmocka_unit_test(test_hostile),  cmocka_unit_test(test_cuts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
