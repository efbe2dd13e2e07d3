/* Thresholds of alerts: in text, in tables, in fenced rules. */
#include "number_cases.h"

static const struct number_case alarms[] = {
    {"text", "# R\n\n## Alerts\n\n- p95 latency > 2 s for 5 min\n- Alert when the error rate exceeds 3%\n- cache hit rate < 80%\n",
     "5 figure alarm deployment latency.p95 > 2 s [2, 2) \"> 2 s\"\n"
     "7 figure alarm deployment cache_hit_rate < 0.8 ratio [0.8, 0.8) \"< 80%\"\n"},
    {"conditions of a table",
     "# R\n\n## Alert policies\n\n| Alert | Condition | Severity |\n|---|---|---|\n| Slow | p99 latency > 4 s | page |\n",
     "7 figure alarm deployment latency.p99 > 4 s [4, 4) \"> 4 s\"\n"},
    {"a column of thresholds", "# R\n\n## Levels\n\n| Metric | Alert threshold | Note |\n|---|---|---|\n| Error rate | > 2% | calls |\n",
     "7 figure alarm deployment error_rate > 0.02 ratio [0.02, 0.02) \"> 2%\"\n"},
    {"rules in a fence",
     "# R\n\n```yaml\n- alert: Slow\n  expr: |\n    histogram_quantile(0.95, sum(rate(http_seconds_bucket_seconds[5m])) by (le))\n      > "
     "1.5\n"
     "- alert: HighErrorRate\n  expr: rate(hits{status=~\"5..\"}[5m]) / rate(hits[5m]) > 0.04\n```\n",
     "7 figure alarm deployment latency.p95 > 1.5 s [1.5, 1.5) \"> 1.5\"\n"
     "9 figure alarm deployment error_rate > 0.04 ratio [0.04, 0.04) \"> 0.04\"\n"},
    {"what went off, one service, burn rates, rollbacks",
     "# R\n\n## Alerts\n\n- The alert fired at p95 latency > 2 s.\n- Roll back when p95 latency > 5 s.\n\n```yaml\n- alert: SlowImport\n"
     "  expr: histogram_quantile(0.95, rate(import_seconds_bucket{job=\"tide\"}[5m])) > 60\n- alert: BurnErrors\n"
     "  expr: rate(hits{status=~\"5..\"}[1h]) > (14.4 * 0.001)\n- alert: Disk\n  expr: free_bytes / size_bytes < 0.1\n```\n",
     ""},
};

static void test_alarms(void **state) { run_number_cases(alarms, sizeof alarms / sizeof alarms[0]); }

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_alarms)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
