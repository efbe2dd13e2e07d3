/* Header pairs, property lists, front matter, and figures behind known keys. */
#include "base/time.h"
#include "extract_cases.h"

static const struct extract_case pairs[] = {
    {"header",
     "# Orion report\n\n**Date**: 2024-05-01  \n**Project**: `orion-prod-7`  \n**Environment**: Production  \n**Git Commit**: "
     "`0123ABC4567`  \n**Release Tag**: v1.4-rc\n",
     "3 metadata measured deployment as_of = 2024-05-01T00:00:00Z {date} \"2024-05-01\"\n"
     "4 metadata measured deployment project = orion-prod-7 \"orion-prod-7\"\n"
     "5 metadata measured deployment environment = production \"Production\"\n"
     "6 metadata measured deployment commit = 0123abc4567 \"0123ABC4567\"\n"
     "7 metadata measured deployment tag = v1.4-rc \"v1.4-rc\"\n"},
    {"list", "# R\n\n## Deployment Metadata\n\n- Snapshot Timestamp (UTC): 2024-05-01T10:20:30Z\n- Region: eu-west-3\n- Version: v2.1.0\n",
     "5 metadata measured deployment as_of = 2024-05-01T10:20:30Z {snapshot timestamp} \"2024-05-01T10:20:30Z\"\n"
     "6 metadata measured deployment region = eu-west-3 \"eu-west-3\"\n"
     "7 metadata measured deployment version = v2.1.0 \"v2.1.0\"\n"},
    {"table", "# R\n\n| Field | Value |\n| --- | --- |\n| Commit | `89abcde` |\n| Generated | 2024-05-01 10:00 UTC |\n",
     "5 metadata measured deployment commit = 89abcde \"89abcde\"\n"
     "6 metadata measured deployment as_of = 2024-05-01T10:00:00Z {generated} \"2024-05-01 10:00 UTC\"\n"},
    {"front matter", "---\ncommit: 89abcde\ndate: 2024-05-01\n---\n# R\n",
     "2 metadata measured deployment commit = 89abcde \"89abcde\"\n"
     "3 metadata measured deployment as_of = 2024-05-01T00:00:00Z {date} \"2024-05-01\"\n"},
    {"a date in the title", "# Handover (updated 2024-05-02)\n",
     "1 metadata measured deployment as_of = 2024-05-02T00:00:00Z {updated} \"2024-05-02\"\n"},
    {"figures", "# R\n\n- **Error rate**: 0.39%\n- **Overall p95 latency**: 980 ms\n- Total requests: 73,200\n",
     "3 figure measured loadtest error_rate = 0.0039 ratio [0.00385, 0.004) \"0.39%\"\n"
     "4 figure measured deployment latency.p95 = 0.98 s [0.9795, 0.981) \"980 ms\"\n"
     "5 count measured deployment requests = 73200 count \"73,200\"\n"},
    {"a target by its key", "# R\n\n- Target error rate: < 1%\n",
     "3 figure target loadtest error_rate < 0.01 ratio [0.01, 0.01) \"< 1%\"\n"},
    {"a load-test report", "# Nightly Load Test Report\n\n- Concurrency: 4\n- Average throughput/min: 600\n",
     "3 count measured loadtest concurrency = 4 count \"4\"\n"
     "4 figure measured loadtest throughput = 10 1/s [9.99167, 10.0167) {average} \"600\"\n"},
    {"a gateway and its properties",
     "# R\n\n## Edge\n\n- Gateway: `edge-prod`\n- Hostname: `https://edge.example.org`\n- Active Config: `edge-v12`\n",
     "5 text measured gateway:edge-prod resource = edge-prod \"edge-prod\"\n"
     "6 text measured gateway:edge-prod url = https://edge.example.org \"https://edge.example.org\"\n"
     "7 text measured gateway:edge-prod config = edge-v12 \"edge-v12\"\n"},
};

static void test_pairs(void **state) { RUN_CASES(pairs); }

static int64_t as_of(const char *markdown, const char *path) {
  struct dump d;
  struct err err = ERR_INIT;
  assert_int_equal(dump_open(&d, NULL, markdown, strlen(markdown), path, &err), 0);
  int64_t t = d.x.document.as_of;
  dump_close(&d);
  return t;
}

static int64_t at(int year, int month, int day, int hour) {
  int64_t t = 0;
  assert_true(time_from_civil(year, month, day, hour, 0, 0, &t));
  return t;
}

/* Snapshot before generated before updated before a bare date before the file's name. */
static void test_own_time(void **state) {
  assert_true(as_of("# R\n\nDate: 2024-01-01\nSnapshot: 2024-01-03\nGenerated: 2024-01-02\n", "r.md") == at(2024, 1, 3, 0));
  assert_true(as_of("# R\n\nDate: 2024-01-01\nLast updated: 2024-01-02\n", "r.md") == at(2024, 1, 2, 0));
  assert_true(as_of("# R\n\nDate: 2024-01-01\n", "r-20240505-110000.md") == at(2024, 1, 1, 0));
  assert_true(as_of("# R\n", "x/r-20240505-110000.md") == at(2024, 5, 5, 11));
  assert_true(as_of("# R\n", "x-20240505/r.md") == TIME_NONE);
}

/* The places are those of the original bytes, the values those of the repaired ones. */
static void test_identity(void **state) {
  static const char text[] = "# R\n\n**Project**: orion\n**Environment**: Staging\n";
  struct dump d;
  struct err err = ERR_INIT;
  assert_int_equal(dump_open(&d, NULL, text, sizeof text - 1, "r.md", &err), 0);
  assert_true(str_eq(d.x.project, STR("orion")));
  assert_true(str_eq(d.x.environment, STR("staging")));
  dump_close(&d);
}

static void assert_sorted(const char *(*row)(size_t i)) {
  for (size_t i = 1; row(i); i++)
    if (strcmp(row(i - 1), row(i)) >= 0) fail_msg("\"%s\" stands before \"%s\"", row(i - 1), row(i));
}

static void test_tables_sorted(void **state) {
  assert_sorted(hedge_cue);
  assert_sorted(hedge_lead);
  assert_sorted(setting_phrase);
  assert_sorted(section_phrase);
  assert_sorted(metadata_key);
  assert_sorted(citation_proof);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_pairs), cmocka_unit_test(test_own_time), cmocka_unit_test(test_identity),
                                     cmocka_unit_test(test_tables_sorted)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
