/* The result of a check in the forms that other programs read: of a report and evidence that are full of their markup. */
#include "render_test.h"

#include <jansson.h>

#include "base/time.h"

static const char REPORT[] = "# Report\n\n**Status**: COMPLETE\n\n- nine services\n- `a|b` <b>&amp;\n";

typedef int (*writer)(struct store *s, const struct render_options *o, struct buf *out, struct err *err);

struct fixture {
  struct shown x;
  struct render_options o;
};

static const struct render_rule RULES[] = {
    {"EV001", "evidence", "warning", "a summary disagrees with what it sums up", "Summaries are made again."},
    {"ST001", "status", "error", "overall status, against \"failed\" {evidence}", "A release isn't complete while a part of it failed."}};

static void make(struct fixture *f) {
  struct store *s;
  shown_open(&f->x, REPORT);
  s = f->x.s;
  int64_t in = reading_of(s, "m/deploy 100%.json", "deploy-manifest", RANK_PRIMARY);
  int64_t out = reading_of(s, "m/other.json", "deploy-manifest", RANK_PRIMARY);
  int64_t fact = fact_of(s, in, "\"status\": \"failed\" | `x` \x1b[31m");
  int64_t status = claim_of(s, f->x.document, "COMPLETE", (struct place){3, 13, 3, 21}, 0);
  int64_t count = claim_of(s, f->x.document, "nine services", (struct place){5, 3, 5, 16}, 9);
  int64_t odd = claim_of(s, f->x.document, "`a|b` <b>&amp;", (struct place){6, 3, 6, 17}, 0);
  bind_of(s, f->x.document, in, true, "cited");
  bind_of(s, f->x.document, out, false, "project b, the report is about a");
  verdict_of(s, status, "contradicted", fact);
  verdict_of(s, count, "supported", fact);
  verdict_of(s, odd, "unchecked", 0);
  finding_of(s, f->x.document, "ST001", "error", status, "\"COMPLETE\"\nbut [1](2) of {1} `services` @all ::failed, 50 %", fact, count);
  finding_of(s, 0, "EV001", "warning", 0, "two artifacts disagree", fact, 0);
  f->o = (struct render_options){
      .documents = &f->x.document, .documents_n = 1, .rules_run = 2, .exit_status = 1, .fail_on = 1, .rules = RULES, .rules_n = 2};
}

static char *written(const struct fixture *f, writer fn) {
  struct err err = ERR_INIT;
  struct buf out = BUF_INIT;
  OK(fn(f->x.s, &f->o, &out, &err));
  shown_plain(&out, f->x.path);
  return buf_take(&out, NULL);
}

static void expect(const struct fixture *f, writer fn, const char *want) {
  char *got = written(f, fn);
  assert_string_equal(got, want);
  mem_free(got);
}

static json_t *parsed(const struct fixture *f, writer fn) {
  json_error_t bad;
  char *text = written(f, fn);
  json_t *value = json_loads(text, 0, &bad);
  if (!value) print_error("%s\n", bad.text);
  assert_non_null(value);
  mem_free(text);
  return value;
}

/* The member at "a/0/b". */
static json_t *at(json_t *value, const char *path) {
  char key[64];
  for (; *path && value; path += *path == '/') {
    size_t n = strcspn(path, "/");
    assert_true(n < sizeof key);
    memcpy(key, path, n);
    key[n] = '\0';
    char *slash = strstr(key, "~1"); /* as a JSON Pointer has it */
    if (slash) {
      *slash = '/';
      memmove(slash + 1, slash + 2, strlen(slash + 2) + 1);
    }
    value = json_is_array(value) ? json_array_get(value, strtoul(key, NULL, 10)) : json_object_get(value, key);
    path += n;
  }
  return value;
}

static void expect_at(json_t *value, const char *path, const char *want) {
  const char *got = json_string_value(at(value, path));
  if (!got) print_error("%s\n", path);
  assert_non_null(got);
  assert_string_equal(got, want);
}

/* --- SARIF --- */

#define RUN "runs/0/"
#define R0  RUN "results/0/"
#define R1  RUN "results/1/"

static void test_sarif(void **state) {
  struct fixture f;
  make(&f);
  json_t *log = parsed(&f, render_check_sarif);
  expect_at(log, R0 "message/text",
            "\"COMPLETE\" but [1] (2) of {{1}} `services` @all ::failed, 50 %. See [m/deploy 100%.json:9](1), [report.md:5](2). "
            "To settle it: a later artifact");
  assert_int_equal(json_integer_value(at(log, R0 "ruleIndex")), 1);
  expect_at(log, R0 "locations/0/physicalLocation/region/snippet/text", "COMPLETE");
  expect_at(log, R0 "relatedLocations/0/physicalLocation/artifactLocation/uri", "m/deploy%20100%25.json");
  expect_at(log, R0 "relatedLocations/0/physicalLocation/artifactLocation/uriBaseId", "%SRCROOT%");
  expect_at(log, R0 "relatedLocations/0/logicalLocations/0/fullyQualifiedName", "/services/0/status");
  expect_at(log, R0 "relatedLocations/0/message/text", "\"status\": \"failed\" | `x` \\x1b[31m");
  expect_at(log, R0 "partialFingerprints/tieoutFinding~1v1", "0123456789abcdef0123456789abcdef");
  /* evidence against evidence stands at its first side, which is no related location of its own */
  expect_at(log, R1 "locations/0/physicalLocation/artifactLocation/uri", "m/deploy%20100%25.json");
  assert_null(at(log, R1 "relatedLocations"));
  assert_null(at(log, R0 "suppressions"));
  assert_null(at(log, R0 "baselineState"));
  json_decref(log);
  shown_close(&f.x);
}

static void test_sarif_rules(void **state) {
  struct fixture f;
  make(&f);
  json_t *log = parsed(&f, render_check_sarif);
  expect_at(log, RUN "tool/driver/rules/0/name", "SummaryDisagreesWithWhatItSumsUp");
  expect_at(log, RUN "tool/driver/rules/1/name", "OverallStatusAgainstFailedEvidence");
  expect_at(log, RUN "tool/driver/rules/1/shortDescription/text", "overall status, against \"failed\" {{evidence}}");
  expect_at(log, RUN "tool/driver/rules/1/defaultConfiguration/level", "error");
  assert_null(at(log, RUN "tool/driver/rules/1/helpUri"));
  json_decref(log);
  f.o.docs = "https://docs.example/rules/";
  log = parsed(&f, render_check_sarif);
  expect_at(log, RUN "tool/driver/rules/1/helpUri", "https://docs.example/rules/ST001.md");
  expect_at(log, RUN "tool/driver/informationUri", "https://docs.example/rules/");
  json_decref(log);
  shown_close(&f.x);
}

static void test_sarif_run(void **state) {
  struct fixture f;
  make(&f);
  json_t *log = parsed(&f, render_check_sarif);
  assert_true(json_is_true(at(log, RUN "invocations/0/executionSuccessful")));
  assert_null(at(log, RUN "invocations/0/endTimeUtc"));
  expect_at(log, RUN "invocations/0/toolExecutionNotifications/0/descriptor/id", "evidence-out-of-scope");
  expect_at(log, RUN "invocations/0/toolExecutionNotifications/0/message/text", "project b, the report is about a");
  json_decref(log);
  f.o.exit_status = 3;
  f.o.now = INT64_C(1771093847000000);
  f.o.messages = STR("nothing to check\nin {here}\n");
  log = parsed(&f, render_check_sarif);
  assert_true(json_is_false(at(log, RUN "invocations/0/executionSuccessful")));
  assert_int_equal(json_integer_value(at(log, RUN "invocations/0/exitCode")), 3);
  expect_at(log, RUN "invocations/0/endTimeUtc", "2026-02-14T18:30:47Z");
  expect_at(log, RUN "invocations/0/toolExecutionNotifications/0/level", "error");
  expect_at(log, RUN "invocations/0/toolExecutionNotifications/1/message/text", "in {{here}}");
  json_decref(log);
  shown_close(&f.x);
}

/* --- JUnit --- */

static void test_junit(void **state) {
  struct fixture f;
  make(&f);
  expect(&f, render_check_junit,
         "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<testsuites>\n"
         "  <testsuite name=\"report.md\" package=\"tieout\" id=\"0\" timestamp=\"1970-01-01T00:00:00\" hostname=\"localhost\" tests=\"3\" "
         "failures=\"1\" errors=\"0\" skipped=\"1\" time=\"0\">\n"
         "    <properties>\n"
         "      <property name=\"tieout.version\" value=\"" TIEOUT_VERSION "\"/>\n"
         "      <property name=\"sha256\" value=\"a4564b3457bdaddd9086a8a9b95ce09af04ea7b0dde6f9859e1324e44a58b3e5\"/>\n"
         "      <property name=\"supported\" value=\"1\"/>\n"
         "      <property name=\"contradicted\" value=\"1\"/>\n"
         "      <property name=\"conflicted\" value=\"0\"/>\n"
         "      <property name=\"unsupported\" value=\"0\"/>\n"
         "      <property name=\"stale\" value=\"0\"/>\n"
         "      <property name=\"waived\" value=\"0\"/>\n"
         "      <property name=\"unchecked\" value=\"1\"/>\n"
         "    </properties>\n"
         "    <testcase name=\"COMPLETE (deployment status)\" classname=\"report.md\" time=\"0\"><failure message=\"&quot;COMPLETE&quot; "
         "but [1](2) of {1} `services` @all ::failed, 50 %\" type=\"ST001\">report.md:3:13: error: &quot;COMPLETE&quot; but [1](2) of {1} "
         "`services` @all ::failed, 50 % [ST001]\n"
         "  m/deploy 100%.json:9:17  /services/0/status  | &quot;status&quot;: &quot;failed&quot; | `x` \\x1b[31m\n"
         "  report.md:5:3  | nine services\n"
         "  settle: a later artifact\n"
         "</failure></testcase>\n"
         "    <testcase name=\"nine services (deployment status)\" classname=\"report.md\" time=\"0\"></testcase>\n"
         "    <testcase name=\"`a|b` &lt;b&gt;&amp;amp; (deployment status)\" classname=\"report.md\" time=\"0\"><skipped "
         "message=\"unchecked\"/></testcase>\n"
         "    <system-out></system-out>\n"
         "    <system-err></system-err>\n"
         "  </testsuite>\n"
         "  <testsuite name=\"evidence\" package=\"tieout\" id=\"1\" timestamp=\"1970-01-01T00:00:00\" hostname=\"localhost\" tests=\"1\" "
         "failures=\"0\" errors=\"0\" skipped=\"1\" time=\"0\">\n"
         "    <properties>\n"
         "      <property name=\"tieout.version\" value=\"" TIEOUT_VERSION "\"/>\n"
         "    </properties>\n"
         "    <testcase name=\"EV001: two artifacts disagree\" classname=\"evidence\" time=\"0\"><skipped message=\"warning: two artifacts "
         "disagree\"/></testcase>\n"
         "    <system-out>m/deploy 100%.json:9:17: warning: two artifacts disagree [EV001]\n"
         "  m/deploy 100%.json:9:17  /services/0/status  | &quot;status&quot;: &quot;failed&quot; | `x` \\x1b[31m\n"
         "  settle: a later artifact\n"
         "</system-out>\n"
         "    <system-err></system-err>\n"
         "  </testsuite>\n"
         "  <testsuite name=\"tieout\" package=\"tieout\" id=\"2\" timestamp=\"1970-01-01T00:00:00\" hostname=\"localhost\" tests=\"1\" "
         "failures=\"0\" errors=\"0\" skipped=\"0\" time=\"0\">\n"
         "    <properties>\n"
         "      <property name=\"tieout.version\" value=\"" TIEOUT_VERSION "\"/>\n"
         "    </properties>\n"
         "    <testcase name=\"the check could be made\" classname=\"tieout\" time=\"0\"></testcase>\n"
         "    <system-out></system-out>\n"
         "    <system-err></system-err>\n"
         "  </testsuite>\n"
         "</testsuites>\n");
  shown_close(&f.x);
}

/* Below the level that fails, a finding is told and its case is skipped: it is no pass. */
static void test_junit_below_level(void **state) {
  struct fixture f;
  make(&f);
  f.o.fail_on = 0;
  f.o.now = INT64_C(1771093847500000);
  char *got = written(&f, render_check_junit);
  assert_null(strstr(got, "<failure"));
  assert_non_null(strstr(got, "<skipped message=\"contradicted: "));
  assert_non_null(strstr(got, "timestamp=\"2026-02-14T18:30:47\""));
  mem_free(got);
  f.o.exit_status = 3;
  f.o.messages = STR("no <claim>\nat all\x1b");
  got = written(&f, render_check_junit);
  assert_non_null(strstr(got, "<error message=\"could not be established\" type=\"exit-3\">no &lt;claim&gt;\nat all\\x1b</error>"));
  mem_free(got);
  shown_close(&f.x);
}

/* --- for people, on other people's pages --- */

static void test_github(void **state) {
  struct fixture f;
  make(&f);
  f.o.messages = STR("a line\nanother");
  expect(&f, render_check_github,
         "::error file=report.md,line=3,endLine=3,col=13,endColumn=21,title=ST001 status::\"COMPLETE\" but [1](2) of {1} `services` @all "
         "::failed, 50 %25%0Am/deploy 100%25.json:9:17  /services/0/status  | \"status\": \"failed\" | `x` \\x1b[31m%0Areport.md:5:3  | "
         "nine services%0Asettle: a later artifact\n"
         "::warning file=m/deploy 100%25.json,line=9,col=17,title=EV001 status::two artifacts disagree%0Am/deploy 100%25.json:9:17  "
         "/services/0/status  | \"status\": \"failed\" | `x` \\x1b[31m%0Asettle: a later artifact\n"
         "::notice title=tieout::contradicted: 1 error, 1 warning, 0 notes%0Areport.md: 3 claims, 1 supported, 1 contradicted, 1 "
         "unchecked%0Aa line%0Aanother\n");
  shown_close(&f.x);
}

static void test_markdown(void **state) {
  struct fixture f;
  make(&f);
  expect(&f, render_check_markdown,
         "## ❌ tieout: contradicted\n"
         "\n"
         "1 error, 1 warning, 0 notes in 1 report; 2 rules run.\n"
         "\n"
         "| report | claims | supported | contradicted | conflicted | unsupported | stale | waived | unchecked |\n"
         "|---|--:|--:|--:|--:|--:|--:|--:|--:|\n"
         "| `report.md` | 3 | 1 | 1 | | | | | 1 |\n"
         "\n"
         "- **error** `ST001` `report.md:3:13`: ``\"COMPLETE\" but [1](2) of {1} `services` @all ::failed, 50 %``\n"
         "  - `m/deploy 100%.json:9:17` `/services/0/status`: ``\"status\": \"failed\" | `x` \\x1b[31m``\n"
         "  - `report.md:5:3`: `nine services`\n"
         "  - settle: `a later artifact`\n"
         "- **warning** `EV001` `m/deploy 100%.json:9:17`: `two artifacts disagree`\n"
         "  - `m/deploy 100%.json:9:17` `/services/0/status`: ``\"status\": \"failed\" | `x` \\x1b[31m``\n"
         "  - settle: `a later artifact`\n");
  shown_close(&f.x);
}

/* --- CycloneDX --- */

static void test_cyclonedx(void **state) {
  struct fixture f;
  make(&f);
  json_t *bom = parsed(&f, render_check_cyclonedx);
  expect_at(bom, "declarations/claims/0/bom-ref", "claim:C1");
  expect_at(bom, "declarations/claims/0/predicate", "COMPLETE (deployment status), line 3");
  expect_at(bom, "declarations/claims/0/reasoning", "contradicted: \"COMPLETE\" but [1](2) of {1} `services` @all ::failed, 50 % [ST001]");
  assert_null(at(bom, "declarations/claims/0/evidence"));
  assert_int_equal(json_array_size(at(bom, "declarations/claims/0/counterEvidence")), 2);
  expect_at(bom, "declarations/claims/1/evidence/0", "evidence:2");
  expect_at(bom, "declarations/claims/2/reasoning", "unchecked");
  expect_at(bom, "declarations/claims/3/predicate", "pieces of evidence agree with one another");
  expect_at(bom, "declarations/claims/3/target", "file:2");
  expect_at(bom, "declarations/evidence/1/data/0/contents/url", "m/deploy%20100%25.json#/services/0/status");
  expect_at(bom, "declarations/evidence/1/data/0/name", "file:2");
  expect_at(bom, "declarations/evidence/1/created", "2030-03-17T17:46:39Z");
  expect_at(bom, "declarations/attestations/0/map/0/claims/0", "claim:C2");
  expect_at(bom, "declarations/attestations/0/map/0/counterClaims/0", "claim:C1");
  expect_at(bom, "declarations/targets/components/0/bom-ref", "file:1");
  assert_null(at(bom, "metadata/timestamp"));
  json_decref(bom);
  f.o.now = INT64_C(1771093847000000);
  bom = parsed(&f, render_check_cyclonedx);
  expect_at(bom, "metadata/timestamp", "2026-02-14T18:30:47Z");
  json_decref(bom);
  shown_close(&f.x);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_sarif),    cmocka_unit_test(test_sarif_rules),       cmocka_unit_test(test_sarif_run),
      cmocka_unit_test(test_junit),    cmocka_unit_test(test_junit_below_level), cmocka_unit_test(test_github),
      cmocka_unit_test(test_markdown), cmocka_unit_test(test_cyclonedx)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
