/* Tables: columns, rows, targets, totals, times. */
#include "extract_cases.h"

static const struct extract_case things[] = {
    {"inventory",
     "| Service | URL | Revision | Image Digest | Traffic | Health |\n| --- | --- | --- | --- | --- | --- |\n"
     "| api-prod | https://api.example.org | api-00012-abc | sha256:0123456789ABCDEF | 100% | Ready |\n",
     "3 text measured service:api-prod url = https://api.example.org \"https://api.example.org\"\n"
     "3 text measured service:api-prod revision = api-00012-abc \"api-00012-abc\"\n"
     "3 text measured service:api-prod digest = sha256:0123456789abcdef \"sha256:0123456789ABCDEF\"\n"
     "3 figure measured service:api-prod traffic = 1 ratio [0.995, 1.01) \"100%\"\n"
     "3 status measured service:api-prod health = success \"Ready\"\n"
     "  blesses -> 3 \"100%\"\n"},
    {"scenarios with units in the header",
     "| Scenario | Requests | Errors | p95 (ms) | Throughput (req/min) | Cache Hit Rate | Status |\n| --- | --- | --- | --- | --- | --- | "
     "--- |\n"
     "| search | 12,000 | 60 | 820 | 600 | n/a | PASS |\n",
     "3 count measured scenario:search requests = 12000 count \"12,000\"\n"
     "3 count measured scenario:search errors = 60 count \"60\"\n"
     "3 figure measured scenario:search latency.p95 = 0.82 s [0.8195, 0.821) \"820\"\n"
     "3 figure measured scenario:search throughput = 10 1/s [9.99167, 10.0167) \"600\"\n"
     "3 status measured scenario:search status = success \"PASS\"\n"
     "  blesses -> 3 \"12,000\"\n"
     "  blesses -> 3 \"60\"\n"
     "  blesses -> 3 \"820\"\n"
     "  blesses -> 3 \"600\"\n"},
    {"a column of its own targets",
     "| Endpoint | p95 | Target p95 | Status |\n| --- | --- | --- | --- |\n| /login | 340 ms | < 300 ms | PASS |\n",
     "3 figure measured endpoint:/login latency.p95 = 0.34 s [0.3395, 0.341) \"340 ms\"\n"
     "  target -> 3 \"< 300 ms\"\n"
     "3 figure target endpoint:/login latency.p95 < 0.3 s [0.3, 0.3) \"< 300 ms\"\n"
     "3 status measured endpoint:/login status = success \"PASS\"\n"
     "  blesses -> 3 \"340 ms\"\n"},
    {"suites", "## Test results\n\n| Suite | Total | Passed | Failed |\n| --- | --- | --- | --- |\n| unit | 12 | 11 | 1 |\n",
     "5 count measured suite:unit tests.total = 12 count \"12\"\n"
     "5 count measured suite:unit tests.passed = 11 count \"11\"\n"
     "5 count measured suite:unit tests.failed = 1 count \"1\"\n"},
    {"numbered rows", "| # | Service | Status |\n| --- | --- | --- |\n| 1 | api | healthy |\n",
     "3 status measured service:api status = success \"healthy\"\n"},
    {"numbers that are names", "| Phase | Status |\n| --- | --- |\n| 3 | complete |\n",
     "3 status measured item:phase 3 status = success \"complete\"\n"},
    {"how many of what", "| Resource | Count |\n| --- | --- |\n| Dashboards | 9 |\n| Alert policies | 12 |\n",
     "3 count measured deployment count.dashboard = 9 count \"9\"\n"
     "4 count measured deployment count.alert-policy = 12 count \"12\"\n"},
};

static const struct extract_case metrics[] = {
    {"target, actual, status",
     "## Load Test\n\n| Metric | Target | Actual | Status |\n| --- | --- | --- | --- |\n| Overall p95 latency | ≤ 1.2 s | 980 ms | PASS "
     "|\n",
     "5 figure target loadtest latency.p95 <= 1.2 s [1.2, 1.2) \"≤ 1.2 s\"\n"
     "5 figure measured loadtest latency.p95 = 0.98 s [0.9795, 0.981) \"980 ms\"\n"
     "  target -> 5 \"≤ 1.2 s\"\n"
     "5 status measured item:overall p95 latency status = success \"PASS\"\n"
     "  blesses -> 5 \"980 ms\"\n"},
    {"target without a sign, known direction", "| Metric | Goal | Actual |\n| --- | --- | --- |\n| Cache hit rate (login) | 90% | 95% |\n",
     "3 figure target deployment cache_hit_rate >= 0.9 ratio [0.9, 0.9) {login} \"90%\"\n"
     "3 figure measured deployment cache_hit_rate = 0.95 ratio [0.945, 0.96) {login} \"95%\"\n"
     "  target -> 3 \"90%\"\n"},
    {"target without a sign, unknown direction", "| Metric | Goal | Actual |\n| --- | --- | --- |\n| Coverage | 80% | 92% |\n",
     "3 figure target item:coverage - = 0.8 ratio [0.795, 0.81) \"80%\"\n"
     "3 figure measured item:coverage - = 0.92 ratio [0.915, 0.93) \"92%\"\n"},
    {"gates", "| Gate | Required | Actual | Result |\n| --- | --- | --- | --- |\n| Build time | < 5 min | 6m 10s | FAIL |\n",
     "3 duration target deployment build.duration < 300 s [300, 300) \"< 5 min\"\n"
     "3 duration measured deployment build.duration = 370 s [369.5, 371) \"6m 10s\"\n"
     "  target -> 3 \"< 5 min\"\n"
     "3 status measured gate:Build time status = failure \"FAIL\"\n"
     "  blesses -> 3 \"6m 10s\"\n"},
    {"a miss that is admitted", "| Metric | Limit | Actual | Status |\n| --- | --- | --- | --- |\n| p99 | 800 ms | 1.2 s | ✅ waived |\n",
     "3 figure target deployment latency.p99 <= 0.8 s [0.8, 0.8) \"800 ms\"\n"
     "3 figure measured deployment latency.p99 = 1.2 s [1.15, 1.3) \"1.2 s\"\n"
     "  target -> 3 \"800 ms\"\n"
     "3 status measured item:p99 status = success \"✅ waived\"\n"},
    {"before and after", "| Metric | Before | After |\n| --- | --- | --- |\n| Error rate | 5% | 1% |\n",
     "3 figure previous deployment error_rate = 0.05 ratio [0.045, 0.06) \"5%\"\n"
     "3 figure measured deployment error_rate = 0.01 ratio [0.005, 0.02) \"1%\"\n"},
    {"percentile in parentheses", "| SLO | Target |\n| --- | --- |\n| API latency (p99) | < 2 s |\n",
     "3 figure target deployment latency.p99 < 2 s [2, 2) {api} \"< 2 s\"\n"},
    {"words behind a target", "| SLA | Requirement |\n| --- | --- |\n| Cache hit rate | > 70% on cached flows |\n",
     "3 figure target deployment cache_hit_rate > 0.7 ratio [0.7, 0.7) \"> 70%\"\n"},
    {"a target for the rows of a table beside it",
     "## Load Test\n\n### SLA\n\n| Metric | Target | Actual | Status |\n| --- | --- | --- | --- |\n| Cache hit rate | > 70% | 78% | PASS "
     "|\n| Overall p95 | < 1 s | 900 ms | PASS |\n\n"
     "### Scenarios\n\n| Scenario | p95 (ms) | Cache hit rate | Status |\n| --- | --- | --- | --- |\n| login | 1,100 | 68% | PASS |\n",
     "7 figure target loadtest cache_hit_rate > 0.7 ratio [0.7, 0.7) \"> 70%\"\n"
     "7 figure measured loadtest cache_hit_rate = 0.78 ratio [0.775, 0.79) \"78%\"\n"
     "  target -> 7 \"> 70%\"\n"
     "7 status measured item:cache hit rate status = success \"PASS\"\n"
     "  blesses -> 7 \"78%\"\n"
     "8 figure target loadtest latency.p95 < 1 s [1, 1) \"< 1 s\"\n"
     "8 figure measured loadtest latency.p95 = 0.9 s [0.8995, 0.901) \"900 ms\"\n"
     "  target -> 8 \"< 1 s\"\n"
     "8 status measured item:overall p95 status = success \"PASS\"\n"
     "  blesses -> 8 \"900 ms\"\n"
     "14 figure measured scenario:login latency.p95 = 1.1 s [1.0995, 1.101) \"1,100\"\n"
     "14 figure measured scenario:login cache_hit_rate = 0.68 ratio [0.675, 0.69) \"68%\"\n"
     "  target -> 7 \"> 70%\"\n"
     "14 status measured scenario:login status = success \"PASS\"\n"
     "  blesses -> 14 \"1,100\"\n"
     "  blesses -> 14 \"68%\"\n"},
};

/* A column that asks whether the target was met. */
static const struct extract_case verdicts[] = {
    {"a tick below OK?", "| Metric | Target | Actual | OK? |\n| --- | --- | --- | --- |\n| Coverage | ≥ 85% | 83.4% | ✅ |\n",
     "3 figure target item:coverage - >= 0.85 ratio [0.85, 0.85) \"≥ 85%\"\n"
     "3 figure measured item:coverage - = 0.834 ratio [0.8335, 0.835) \"83.4%\"\n"
     "  target -> 3 \"≥ 85%\"\n"
     "3 status measured item:coverage status = success \"✅\"\n"
     "  blesses -> 3 \"83.4%\"\n"},
    {"a no below Met", "| Metric | Limit | Measured | Met |\n| --- | --- | --- | --- |\n| Bundle | < 300 KB | 340 KB | no |\n",
     "3 figure target item:bundle - < 300000 B [300000, 300000) \"< 300 KB\"\n"
     "3 figure measured item:bundle - = 340000 B [339500, 341000) \"340 KB\"\n"
     "  target -> 3 \"< 300 KB\"\n"
     "3 status measured item:bundle status = failure \"no\"\n"
     "  blesses -> 3 \"340 KB\"\n"},
    {"a column that is only a tick", "| KPI | Objective | Current | ✓ |\n| --- | --- | --- | --- |\n| Widgets | >= 10 | 7 | met |\n",
     "3 count target deployment count.widget >= 10 count [10, 10) \">= 10\"\n"
     "3 count measured deployment count.widget = 7 count \"7\"\n"
     "  target -> 3 \">= 10\"\n"
     "3 status measured item:widgets status = success \"met\"\n"
     "  blesses -> 3 \"7\"\n"},
    {"no target beside it", "| Metric | Actual | Check |\n| --- | --- | --- |\n| Widgets | 7 | yes |\n",
     "3 count measured deployment count.widget = 7 count \"7\"\n"},
    {"targets of two stages",
     "| Metric | Goal | Target | Actual | Met |\n| --- | --- | --- | --- | --- |\n| Widgets | > 5 | > 10 | 7 | yes |\n",
     "3 count target deployment count.widget > 5 count [5, 5) \"> 5\"\n"
     "3 count target deployment count.widget > 10 count [10, 10) \"> 10\"\n"
     "3 count measured deployment count.widget = 7 count \"7\"\n"
     "  target -> 3 \"> 5\"\n"
     "  target -> 3 \"> 10\"\n"},
    {"all of them, and several numbers",
     "| Metric | Target | Actual | OK? |\n| --- | --- | --- | --- |\n| Delivery | 100% pass | 812/812 | ✅ |\n"
     "| Lag | < 2 s | 1.4 s median, 2.6 s max | ✅ |\n",
     "3 figure target item:delivery - = 1 ratio [0.995, 1.01) \"100%\"\n"
     "3 status measured item:delivery status = success \"✅\"\n"
     "4 duration target item:lag duration < 2 s [2, 2) \"< 2 s\"\n"
     "4 status measured item:lag status = success \"✅\"\n"},
    {"planned", "## Next Steps\n\n| Metric | Target | Current | Met? |\n| --- | --- | --- | --- |\n| Coverage | ≥ 85% | 71% | ✅ |\n",
     "5 figure target item:coverage - >= 0.85 ratio [0.85, 0.85) \"≥ 85%\"\n"
     "5 figure plan item:coverage - = 0.71 ratio [0.705, 0.72) \"71%\"\n"},
};

static const struct extract_case changes[] = {
    {"a change of throughput",
     "| Metric | Before | After | Change |\n| --- | --- | --- | --- |\n| Throughput | 210 req/s | 340 req/s | +72% |\n",
     "3 figure previous deployment throughput = 210 1/s [209.5, 211) \"210 req/s\"\n"
     "3 figure measured deployment throughput = 340 1/s [339.5, 341) \"340 req/s\"\n"
     "3 change measured deployment - = 0.72 ratio [0.715, 0.73) \"+72%\"\n"
     "  before -> 3 \"210 req/s\"\n"
     "  after -> 3 \"340 req/s\"\n"},
    {"less of it", "| Metric | Before | After | Change |\n| --- | --- | --- | --- |\n| p95 | 400 ms | 300 ms | −25% ✅ |\n",
     "3 figure previous deployment latency.p95 = 0.4 s [0.3995, 0.401) \"400 ms\"\n"
     "3 figure measured deployment latency.p95 = 0.3 s [0.2995, 0.301) \"300 ms\"\n"
     "3 change measured deployment - = -0.25 ratio [-0.26, -0.245) \"−25%\"\n"
     "  before -> 3 \"400 ms\"\n"
     "  after -> 3 \"300 ms\"\n"},
    {"points and factors",
     "| Metric | Before | After | Change |\n| --- | --- | --- | --- |\n| Hit rate | 71% | 78% | +7 pp |\n| p95 | 400 ms | 200 ms | 2x "
     "faster |\n| p99 | 400 ms | 200 ms | - |\n",
     "3 figure previous deployment cache_hit_rate = 0.71 ratio [0.705, 0.72) \"71%\"\n"
     "3 figure measured deployment cache_hit_rate = 0.78 ratio [0.775, 0.79) \"78%\"\n"
     "4 figure previous deployment latency.p95 = 0.4 s [0.3995, 0.401) \"400 ms\"\n"
     "4 figure measured deployment latency.p95 = 0.2 s [0.1995, 0.201) \"200 ms\"\n"
     "5 figure previous deployment latency.p99 = 0.4 s [0.3995, 0.401) \"400 ms\"\n"
     "5 figure measured deployment latency.p99 = 0.2 s [0.1995, 0.201) \"200 ms\"\n"},
    {"no column of what was", "| Metric | Target | After | Change |\n| --- | --- | --- | --- |\n| p95 | 400 ms | 200 ms | -50% |\n",
     "3 figure target deployment latency.p95 <= 0.4 s [0.4, 0.4) \"400 ms\"\n"
     "3 figure measured deployment latency.p95 = 0.2 s [0.1995, 0.201) \"200 ms\"\n"
     "  target -> 3 \"400 ms\"\n"},
    {"other units, and a bound",
     "| Metric | Before | After | Change |\n| --- | --- | --- | --- |\n| Size | 2 GB | 40 ms | -50% |\n| p95 | ~400 ms | 200 ms | -50% |\n",
     "3 figure previous deployment size = 2000000000 B [1.5e+09, 3e+09) \"2 GB\"\n"
     "4 figure previous deployment latency.p95 ~ 0.4 s [0.34, 0.46) \"~400 ms\"\n"
     "4 figure measured deployment latency.p95 = 0.2 s [0.1995, 0.201) \"200 ms\"\n"},
};

static const struct extract_case totals[] = {
    {"known column", "| Scenario | Requests |\n| --- | --- |\n| a | 10 |\n| b | 20 |\n| **Total** | **31** |\n",
     "3 count measured scenario:a requests = 10 count \"10\"\n"
     "4 count measured scenario:b requests = 20 count \"20\"\n"
     "5 count measured deployment requests = 31 count \"31\"\n"
     "  sum -> 3 \"10\"\n"
     "  sum -> 4 \"20\"\n"},
    {"unknown column, first row", "| Area | Files |\n| --- | --- |\n| Total | 5 |\n| docs | 2 |\n| src | 3 |\n",
     "3 count measured - count.file = 5 count \"5\"\n"
     "  sum -> 4 \"2\"\n"
     "  sum -> 5 \"3\"\n"
     "4 count measured item:docs count.file = 2 count \"2\"\n"
     "5 count measured item:src count.file = 3 count \"3\"\n"},
    {"rounded hours", "| Task | Effort (hours) |\n| --- | --- |\n| a | 3.5 |\n| b | 4 |\n| Total | ~8 |\n",
     "3 figure measured item:a - = 12600 s [12420, 12960) \"3.5\"\n"
     "4 figure measured item:b - = 14400 s [12600, 18000) \"4\"\n"
     "5 figure measured - - ~ 28800 s [24480, 33120) \"~8\"\n"
     "  sum -> 3 \"3.5\"\n"
     "  sum -> 4 \"4\"\n"},
};

static const struct extract_case times[] = {
    {"start, end, next, snapshot",
     "# R\n\nSnapshot: 2024-05-01T12:00:00Z\n\n| Phase | Start (UTC) | End (UTC) | Status |\n| --- | --- | --- | --- |\n"
     "| Phase 1 | 2024-05-01T10:00:00Z | 2024-05-01T10:30:00Z | Complete |\n| Phase 2 | 2024-05-01T10:30:00Z | 2024-05-01T12:10:00Z | "
     "Planned |\n",
     "3 metadata measured deployment as_of = 2024-05-01T12:00:00Z {snapshot} \"2024-05-01T12:00:00Z\"\n"
     "7 time measured item:phase 1 started_at = 2024-05-01T10:00:00Z \"2024-05-01T10:00:00Z\"\n"
     "  snapshot -> 3 \"2024-05-01T12:00:00Z\"\n"
     "7 time measured item:phase 1 ended_at = 2024-05-01T10:30:00Z \"2024-05-01T10:30:00Z\"\n"
     "  start -> 7 \"2024-05-01T10:00:00Z\"\n"
     "  snapshot -> 3 \"2024-05-01T12:00:00Z\"\n"
     "7 status measured item:phase 1 status = success \"Complete\"\n"
     "8 time plan item:phase 2 started_at = 2024-05-01T10:30:00Z \"2024-05-01T10:30:00Z\"\n"
     "  next -> 7 \"2024-05-01T10:00:00Z\"\n"
     "8 time plan item:phase 2 ended_at = 2024-05-01T12:10:00Z \"2024-05-01T12:10:00Z\"\n"
     "  start -> 8 \"2024-05-01T10:30:00Z\"\n"
     "8 status measured item:phase 2 status = pending \"Planned\"\n"},
    {"a clock in front, newest first", "| Time (UTC) | Event |\n| --- | --- |\n| 2024-05-01 11:00 | end |\n| 2024-05-01 10:00 | start |\n",
     "3 time measured item:end observed_at = 2024-05-01T11:00:00Z \"2024-05-01 11:00\"\n"
     "4 time measured item:start observed_at = 2024-05-01T10:00:00Z \"2024-05-01 10:00\"\n"},
    {"a bare date is no snapshot",
     "# R\n\nDate: 2024-05-01\n\n| Job | Started | Duration |\n| --- | --- | --- |\n| a | 2024-05-02T10:00:00Z | 5 min |\n",
     "3 metadata measured deployment as_of = 2024-05-01T00:00:00Z {date} \"2024-05-01\"\n"
     "7 time measured item:a started_at = 2024-05-02T10:00:00Z \"2024-05-02T10:00:00Z\"\n"
     "7 duration measured item:a duration = 300 s [270, 360) \"5 min\"\n"
     "  start -> 7 \"2024-05-02T10:00:00Z\"\n"},
};

static void test_things(void **state) { RUN_CASES(things); }
static void test_metrics(void **state) { RUN_CASES(metrics); }
static void test_verdicts(void **state) { RUN_CASES(verdicts); }
static void test_changes(void **state) { RUN_CASES(changes); }
static void test_totals(void **state) { RUN_CASES(totals); }
static void test_times(void **state) { RUN_CASES(times); }

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_things),  cmocka_unit_test(test_metrics), cmocka_unit_test(test_verdicts),
                                     cmocka_unit_test(test_changes), cmocka_unit_test(test_totals),  cmocka_unit_test(test_times)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
