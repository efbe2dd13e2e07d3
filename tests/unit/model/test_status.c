#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/status.h"

#define S STATUS_SUCCESS
#define F STATUS_FAILURE
#define A STATUS_PARTIAL
#define P STATUS_PENDING

/* What looks like a status and is none. A reading here would become a false alarm. */
static void what_looks_like_a_status_is_none(void **state) {
  static const char *const rows[] = {
      "",
      "-",
      "N/A",
      "100%",
      "HTTP 403 (secured)",
      "VARCHAR(50)",
      "`docs/runs/STATUS.md`",
      "`deployctl status --failed`",
      /* a document's life cycle */
      "CURRENT",
      "NEW",
      "DRAFT v2",
      "SUPERSEDED by the March plan",
      "ARCHIVED",
      /* conditions, wishes, instructions, questions */
      "Fix is complete when:",
      "\xE2\x9C\x85 Migration is COMPLETE when all rows are copied",
      "ready if approved",
      "if deployment failed, roll back",
      "should be deployed",
      "Verify deployment is complete",
      "\xE2\x9C\x85 Monitor logs for two days",
      "Ready?",
      "Is the gateway healthy?",
      "What is working",
      /* the values that a state can have */
      "pass or fail",
      "PASS/FAIL",
      "pending, running, completed, failed",
      "\xE2\x9C\x85/\xE2\x9D\x8C",
      /* words with another job */
      "Failed requests: 0",
      "Passed: 12",
      "Failed logins report",
      "Active Directory",
      "Active users",
      "Complete list of changes",
      "Completed tasks",
      "Healthy services (2/8)",
      "Non-blocking",
      "fail-safe",
      "pear-ready-svc",
      "status.ok",
      "error handling",
      "Error budget policy",
      "Up to 5 retries",
      "Open questions",
      "Running",           /* up, or not over yet */
      "no longer failing", /* says nothing of what it is now */
      "\xE2\x9A\xAA Off-season",
      "the team said \"failed\" once",
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct status_reading r = status_read(str_of(rows[i]));
    if (r.status != STATUS_NONE || r.composite) fail_msg("%s: %s", rows[i], status_name(r.status));
  }
}

static void reads_what_a_status_text_says(void **state) {
  static const struct {
    const char *text;
    enum status status;
    bool composite;
    const char *word; /* the deciding bytes, NULL: not looked at */
  } rows[] = {
      {"COMPLETE", S, false, "COMPLETE"},
      {"**COMPLETE**", S, false, "COMPLETE"},
      {"\xE2\x9C\x85 COMPLETE", S, false, "COMPLETE"},
      {"\xE2\x9C\x85", S, false, "\xE2\x9C\x85"},
      {"\xE2\x9C\x85 Good", S, false, NULL},
      {"\xE2\x9C\x85 100% passing", S, false, "passing"},
      {"Ready", S, false, "Ready"},
      {"`Ready`", S, false, "Ready"},
      {"PRODUCTION READY", S, false, NULL},
      {"The billing platform is now PRODUCTION READY!", S, false, NULL},
      {"\xF0\x9F\x8E\x89 **PRODUCTION OPERATIONAL** \xF0\x9F\x8E\x89", S, false, "OPERATIONAL"},
      {"Deployed successfully", S, false, "Deployed"},
      {"All nine services operational since 01:00", S, false, NULL},
      {"24/7 operational", S, false, NULL},
      {"COMPLETE (9/9 services)", S, false, NULL},
      {"COMPLETE with 0 errors", S, false, NULL},
      {"Completed without errors", S, false, NULL},
      {"no failures", S, false, NULL},
      {"0 failed", S, false, NULL},
      {"FAILED \xE2\x86\x92 FIXED", S, false, "FIXED"},
      {"RESOLVED (was FAILED)", S, false, "RESOLVED"},
      {"error handling tests pass", S, false, "pass"},
      {"Status: success", S, false, "success"},
      {"PRODUCTION DEPLOYMENT FAILED", F, false, "FAILED"},
      {"CURRENT STATE (May 4, 2025): PRODUCTION DEPLOYMENT FAILED", F, false, "FAILED"},
      {"NON-FUNCTIONAL", F, false, "NON-FUNCTIONAL"},
      {"\xE2\x9D\x8C", F, false, NULL},
      {"\xE2\x9D\x8C Not working", F, false, "working"},
      {"Services DOWN", F, false, "DOWN"},
      {"Not deployed", F, false, "deployed"},
      {"not yet fully deployed", F, false, NULL},
      {"never deployed", F, false, NULL},
      {"5 not deployed, 2 failing", F, false, NULL},
      {"3 failed", F, false, NULL},
      {"Not ready", F, false, NULL},
      {"Blocked by the firewall change", F, false, NULL},
      {"PENDING", P, false, NULL},
      {"\xE2\x8F\xB3 IN PROGRESS", P, false, "IN PROGRESS"},
      {"\xF0\x9F\x9F\xA1 In Progress", P, false, NULL},
      {"\xE2\x9D\x8C NOT STARTED", P, false, "STARTED"},
      {"not complete", P, false, NULL},
      {"to be verified", P, false, NULL},
      {"READY FOR PRODUCTION", P, false, "READY FOR"},
      {"Ready to deploy", P, false, NULL},
      {"causes identified (90% confidence), fixes pending", P, false, NULL},
      {"DEGRADED", A, false, NULL},
      {"\xE2\x9A\xA0\xEF\xB8\x8F Partial", A, false, NULL},
      {"80% complete", A, false, NULL},
      {"mostly complete", A, false, NULL},
      {"WARN", A, false, NULL},
      {"unknown", STATUS_UNKNOWN, false, NULL},
      {"skipped", STATUS_SKIPPED, false, NULL},
      {"dry-run", STATUS_SKIPPED, false, NULL},
      /* several states at once are never one of them */
      {"Files fixed \xE2\x9C\x85 | Database still broken \xE2\x9D\x8C | Workers unhealthy \xE2\x9D\x8C", A, true, NULL},
      {"Metrics created \xE2\x9C\x85 | Alerts pending \xE2\x9A\xA0\xEF\xB8\x8F", A, true, NULL},
      {"Backend 100% Complete | Frontend 10% Complete (2/15 files)", A, true, NULL},
      {"\xE2\x9C\x85 FIX APPLIED - Awaiting validation", A, true, NULL},
      {"Analysis complete, implementation pending", A, true, NULL},
      {"\xE2\x9C\x85 COMPLETE - Ready for deployment", A, true, NULL},
      {"Substantially Complete (6/8 services operational)", A, true, NULL},
      {"COMPLETE (6/8 services)", A, true, NULL},
      {"Deployed but failing health checks", A, true, NULL},
      {"\xE2\x9A\xA0 COMPLETE", A, true, NULL},
      {"COMPLETE with known issues", A, true, NULL},
      {"Failed deployment recovery complete", A, true, NULL},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct str text = str_of(rows[i].text);
    struct status_reading r = status_read(text);
    if (r.status != rows[i].status || r.composite != rows[i].composite)
      fail_msg("%s: %s, %d", rows[i].text, status_name(r.status), r.composite);
    if (rows[i].word && !str_eq(str_sub(text, r.from, r.to - r.from), str_of(rows[i].word)))
      fail_msg("%s: decided by \"%.*s\"", rows[i].text, (int)(r.to - r.from), text.p + r.from);
  }
  assert_true(status_read(STR("READY FOR PRODUCTION")).ready_for);
  assert_false(status_read(STR("PRODUCTION READY")).ready_for);
}

/* Every prefix, and every byte replaced: no crash, and the deciding bytes lie inside. */
static void broken_text_is_harmless(void **state) {
  static const char text[] = "\xE2\x9C\x85 Not yet deployed (6/8 \"ok\") \xE2\x86\x92 `failed` if: 80% complete | \xF0\x9F\x94\x84";
  char copy[sizeof text];
  for (size_t i = 0; i < sizeof text; i++) {
    struct status_reading r = status_read(str_make(text, i));
    assert_true(r.from <= r.to && r.to <= i);
    for (int c = 0; c < 256; c += 3) {
      memcpy(copy, text, sizeof text);
      copy[i] = (char)c;
      r = status_read(str_make(copy, sizeof copy - 1));
      assert_true(r.from <= r.to && r.to < sizeof copy);
    }
  }
}

static void long_text_is_read_in_linear_time(void **state) {
  static char text[1 << 20];
  static const char *const fills[] = {"COMPLETE ", "not ", "` ", "\"", "\xE2\x9C\x85", "-", "a-", "ready for "};
  for (size_t k = 0; k < sizeof fills / sizeof *fills; k++) {
    size_t n = strlen(fills[k]);
    for (size_t i = 0; i + n <= sizeof text; i += n) memcpy(text + i, fills[k], n);
    status_read(str_make(text, sizeof text / n * n));
  }
}

static void words_of_evidence(void **state) {
  static const struct {
    const char *word;
    enum status status;
  } rows[] = {
      {"success", S},
      {"SUCCEEDED", S},
      {"pass", S},
      {"True", S},
      {"READY", S},
      {"completed", S},
      {"MARK_RAN", STATUS_NONE},
      {"failed", F},
      {"not_ready", F},
      {"NotReady", F},
      {"Not Ready", F},
      {"error", F},
      {"False", F},
      {"missing", F},
      {"BLOCKED", F},
      {"timed_out", F},
      {"PARTIAL", A},
      {"WARN", A},
      {"in_progress", P},
      {"In Progress", P},
      {"running", P},
      {"pending-install", P},
      {"dry-run", STATUS_SKIPPED},
      {"skipped", STATUS_SKIPPED},
      {"cancelled", STATUS_SKIPPED},
      {"neutral", STATUS_SKIPPED},
      {"unknown", STATUS_UNKNOWN},
      {"Unknown", STATUS_UNKNOWN},
      {" ok ", S},
      {"", STATUS_NONE},
      {"-", STATUS_NONE},
      {"successor", STATUS_NONE},
      {"fine", STATUS_NONE},
      {"insufficient_data", STATUS_UNKNOWN},
      {"a status word that is far too long to be any", STATUS_NONE},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (status_of_word(str_of(rows[i].word)) != rows[i].status)
      fail_msg("%s: %s", rows[i].word, status_name(status_of_word(str_of(rows[i].word))));
}

/* No evidence is never a pass. */
static void nothing_is_not_success(void **state) {
  static const char *const rows[] = {"", "null", "none", "N/A", "nan", "${STATUS}", "skipped", "dry-run", "unknown", "notrun", "0"};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) assert_true(status_of_word(str_of(rows[i])) != S);
}

static void names_come_back(void **state) {
  for (enum status s = STATUS_SUCCESS; s <= STATUS_UNKNOWN; s++) assert_int_equal(status_named(str_of(status_name(s))), s);
  assert_int_equal(status_named(STR("")), STATUS_NONE);
  assert_int_equal(status_named(STR("Success")), STATUS_NONE);
  assert_string_equal(status_name(STATUS_NONE), "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_looks_like_a_status_is_none),
      cmocka_unit_test(reads_what_a_status_text_says),
      cmocka_unit_test(broken_text_is_harmless),
      cmocka_unit_test(long_text_is_read_in_linear_time),
      cmocka_unit_test(words_of_evidence),
      cmocka_unit_test(nothing_is_not_success),
      cmocka_unit_test(names_come_back),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
