/* From a path to the ledger: what is kept, once, whole, and what is said about it. */
#include "ingest_test.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"

struct world {
  char dir[40];
  char ledger[80];
  struct store *s;
  struct importers *r;
  struct policy policy;
};

static void in_dir(const struct world *w, const char *name, char out[200]) { snprintf(out, 200, "%s/%s", w->dir, name); }

static void put(const struct world *w, const char *name, const char *text) {
  char path[200];
  struct err err = ERR_INIT;
  in_dir(w, name, path);
  char *folder = file_dir(path);
  mkdir(folder, 0700);
  mem_free(folder);
  assert_int_equal(file_write(path, str_of(text), &err), 0);
}

static int setup(void **state) {
  static struct world w;
  struct err err = ERR_INIT;
  w = (struct world){.dir = "/tmp/tieout-intake-XXXXXX"};
  if (!mkdtemp(w.dir)) return -1;
  snprintf(w.ledger, sizeof w.ledger, "%s/ledger.db", w.dir);
  char ev[200];
  in_dir(&w, "ev", ev);
  mkdir(ev, 0700);
  policy_init(&w.policy);
  clock_fix(INT64_C(1930000000000000));
  if (store_open(&w.s, w.ledger, STORE_CREATE, &err) || importers_open(&w.r, NULL, &err)) return -1;
  *state = &w;
  return 0;
}

static int remove_file(void *ctx, const char *path, struct err *err) {
  unlink(path);
  return 0;
}

static int teardown(void **state) {
  struct world *w = *state;
  struct err err = ERR_INIT;
  char path[200];
  store_close(w->s);
  importers_close(w->r);
  policy_release(&w->policy);
  file_walk(w->dir, remove_file, NULL, &err);
  static const char *const folders[] = {"ev/.hidden", "ev/skip", "ev/.tieout", "ev/run-20310305-101112", "ev"};
  for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
    in_dir(w, folders[i], path);
    rmdir(path);
  }
  rmdir(w->dir);
  clock_fix(TIME_NONE);
  return 0;
}

static void ingest(struct world *w, const char *name, struct ingest_report *report) {
  char path[200];
  struct err err = ERR_INIT;
  struct ingest_options o = {.policy = &w->policy};
  in_dir(w, name, path);
  *report = (struct ingest_report){0};
  if (ingest_path(w->s, w->r, path, &o, report, &err)) fail_msg("%s", err.text);
}

/* One file, its outcome and the number of its facts. */
static struct ingest_file ingest_one(struct world *w, const char *name) {
  struct ingest_report report;
  ingest(w, name, &report);
  assert_int_equal(report.files.n, 1);
  struct ingest_file file = report.files.v[0];
  ingest_report_release(&report);
  return file;
}

/* Read-only SQL, first column of the first row. */
static int first_int(void *ctx, const struct row *r, struct err *err) {
  *(int64_t *)ctx = row_int(r, 0);
  return 1;
}

static int64_t ask(struct world *w, const char *sql) {
  struct sandbox *b;
  struct err err = ERR_INIT;
  int64_t n = -1;
  if (sandbox_open(&b, w->s, &err) || sandbox_run(b, "test", str_of(sql), NULL, 0, first_int, &n, &err)) fail_msg("%s", err.text);
  sandbox_close(b);
  return n;
}

static const char deploy[] =
    "{\"deploymentTimestamp\": \"2031-03-02T09:41:07Z\", \"projectId\": \"p\", \"environment\": \"e\",\n"
    " \"services\": [{\"service\": \"a\", \"status\": \"success\"}, {\"service\": \"b\", \"status\": \"failed\"}]}\n";

static void a_manifest_becomes_facts(void **state) {
  struct world *w = *state;
  put(w, "ev/m.json", deploy);
  struct ingest_file f = ingest_one(w, "ev/m.json");
  assert_int_equal(f.outcome, INGEST_FACTS);
  assert_int_equal(f.facts, 3);
  assert_int_equal(ask(w, "SELECT count(*) FROM fact"), 3);
  assert_int_equal(ask(w, "SELECT facts FROM reading"), 3);
  assert_int_equal(ask(w, "SELECT count(*) FROM reading WHERE project = 'p' AND environment = 'e' AND importer = 'deploy-manifest' "
                          "AND rank = 'primary' AND observed_at = 1930210867000000"),
                   1);
  assert_int_equal(ask(w, "SELECT count(*) FROM intake WHERE source_time = 1930210867000000 AND source_time_basis = 'content'"), 1);
  assert_int_equal(ask(w, "SELECT count(*) FROM fact WHERE subject = 'service:b' AND value = 'failure' AND written = 'failed' AND line = 2 "
                          "AND pointer = '/services/1/status' AND text = '\"status\": \"failed\"' AND observed_at = 1930210867000000"),
                   1);
  assert_int_equal(ask(w, "SELECT count(*) FROM journal"), 1);
}

static void the_same_again_does_not_count_twice(void **state) {
  struct world *w = *state;
  put(w, "ev/m.json", deploy);
  ingest_one(w, "ev/m.json");
  struct ingest_file f = ingest_one(w, "ev/m.json");
  assert_int_equal(f.facts, 3);
  assert_int_equal(f.outcome, INGEST_FACTS);
  assert_int_equal(ask(w, "SELECT count(*) FROM fact"), 3);
  assert_int_equal(ask(w, "SELECT count(*) FROM reading"), 1);
  assert_int_equal(ask(w, "SELECT count(*) FROM artifact"), 1);
  assert_int_equal(ask(w, "SELECT count(*) FROM intake"), 2); /* but it was handed in twice, and the journal knows */
  assert_int_equal(ask(w, "SELECT count(*) FROM journal"), 2);
  assert_int_equal(ask(w, "SELECT max(i.id) - r.intake FROM intake i, reading r"), 0);
}

static void a_changed_importer_reads_again(void **state) {
  static const char own[] = "name: deploy-manifest\nversion: 9\ndetect: {all: {path: /services, type: array}}\n"
                            "rules: [{subject: deployment, facts: [{attribute: count.service, count: \"/services/*\"}]}]\n";
  struct world *w = *state;
  struct err err = ERR_INIT;
  put(w, "ev/m.json", deploy);
  ingest_one(w, "ev/m.json");
  assert_int_equal(importers_add(w->r, str_of(own), "own", &err), 0);
  assert_int_equal(ingest_one(w, "ev/m.json").facts, 1);
  assert_int_equal(ask(w, "SELECT count(*) FROM fact"), 1);
  assert_int_equal(ask(w, "SELECT count(*) FROM reading"), 1);
}

static void other_bytes_at_the_path_are_another_reading(void **state) {
  struct world *w = *state;
  put(w, "ev/m.json", deploy);
  ingest_one(w, "ev/m.json");
  put(w, "ev/m.json", "{\"deploymentTimestamp\": \"2031-03-03T09:41:07Z\", \"services\": []}");
  ingest_one(w, "ev/m.json");
  assert_int_equal(ask(w, "SELECT count(*) FROM reading"), 2);
}

static void times_from_the_name_and_the_file(void **state) {
  struct world *w = *state;
  put(w, "ev/run-20310305-101112/sla.json", "{\"overall\": {\"status\": \"pass\", \"p95LatencyMs\": {\"value\": 1}}}");
  put(w, "ev/sla.json", "{\"overall\": {\"status\": \"fail\", \"p95LatencyMs\": {\"value\": 1}}}");
  ingest_one(w, "ev/run-20310305-101112/sla.json");
  assert_int_equal(ask(w, "SELECT count(*) FROM intake WHERE source_time_basis = 'name' AND source_time = 1930471872000000"), 1);
  assert_int_equal(ask(w, "SELECT count(*) FROM reading WHERE observed_at = 1930471872000000"), 1);
  assert_int_equal(ask(w, "SELECT count(*) FROM fact WHERE observed_at IS NULL"), 0);
  ingest_one(w, "ev/sla.json");
  assert_int_equal(ask(w, "SELECT count(*) FROM intake WHERE source_time_basis = 'file' AND source_time > 0"), 1);
  assert_int_equal(ask(w, "SELECT count(*) FROM reading WHERE observed_at IS NULL"), 1); /* a file's time is when it was copied */
}

static void nothing_is_skipped_in_silence(void **state) {
  struct world *w = *state;
  put(w, "ev/a.bin",
      "\x7F"
      "ELF");
  put(w, "ev/b.json", "{\"a\": [1,");
  put(w, "ev/c.json", "");
  put(w, "ev/d.json", "{\"name\": \"x\"}");
  put(w, "ev/e.md", "# Report\n");
  put(w, "ev/.hidden/f.json", deploy);
  put(w, "ev/.tieout/ledger.db", "own");
  struct ingest_report report;
  ingest(w, "ev", &report);
  static const enum ingest_outcome outcomes[] = {INGEST_FACTS,      INGEST_UNKNOWN, INGEST_UNREADABLE,
                                                 INGEST_UNREADABLE, INGEST_UNKNOWN, INGEST_UNKNOWN};
  assert_int_equal(report.files.n, 6);
  for (size_t i = 0; i < 6; i++) {
    if (report.files.v[i].outcome != outcomes[i]) fail_msg("%s: %d", report.files.v[i].path, report.files.v[i].outcome);
    assert_true(i == 0 || report.files.v[i].why);
  }
  ingest_report_release(&report);
  assert_int_equal(ask(w, "SELECT count(*) FROM intake"), 6);
  assert_int_equal(ask(w, "SELECT count(*) FROM reading WHERE importer IS NULL"), 5);
  assert_int_equal(ask(w, "SELECT count(*) FROM diagnostic WHERE name = 'import-unreadable' AND line = 1"), 1);
  assert_int_equal(ask(w, "SELECT count(*) FROM diagnostic WHERE name = 'import-unreadable'"), 2);
  assert_int_equal(ask(w, "SELECT count(*) FROM diagnostic WHERE name = 'import-unknown'"), 2);
}

static void binary_is_unreadable(void **state) {
  struct world *w = *state;
  char path[200];
  struct err err = ERR_INIT;
  put(w, "ev/a", "");
  in_dir(w, "ev/a", path);
  assert_int_equal(file_write(path, (struct str){"PK\x03\x04\0\0\0", 7}, &err), 0);
  assert_int_equal(ingest_one(w, "ev/a").outcome, INGEST_UNREADABLE);
}

static void invalid_utf8_is_repaired_and_told(void **state) {
  struct world *w = *state;
  put(w, "ev/m.json",
      "{\"deploymentTimestamp\": \"2031-03-02T09:41:07Z\", \"services\": [{\"service\": \"a\xFF\", \"status\": \"failed\"}]}");
  assert_int_equal(ingest_one(w, "ev/m.json").facts, 2);
  assert_int_equal(ask(w, "SELECT count(*) FROM diagnostic WHERE name = 'encoding-invalid'"), 1);
  assert_int_equal(ask(w, "SELECT count(*) FROM fact WHERE text = '\"status\": \"failed\"'"), 1);
}

static void the_policy_ignores(void **state) {
  struct world *w = *state;
  put(w, "ev/m.json", deploy);
  put(w, "ev/skip/n.json", deploy);
  vec_push(&w->policy.ignore, STR("skip/"));
  struct ingest_report report;
  ingest(w, "ev", &report);
  assert_int_equal(report.files.n, 1);
  ingest_report_release(&report);
}

static void the_policys_words_count(void **state) {
  struct world *w = *state;
  put(w, "ev/m.json", "{\"deploymentTimestamp\": \"2031-03-02T09:41:07Z\", \"services\": [{\"service\": \"a\", \"status\": \"Landed\"}]}");
  ingest_one(w, "ev/m.json");
  assert_int_equal(ask(w, "SELECT count(*) FROM fact WHERE state = 'unmapped'"), 1);
  vec_push(&w->policy.status, (struct policy_pair){.key = STR("landed"), .value = STR("success")});
  ingest_one(w, "ev/m.json");
  assert_int_equal(ask(w, "SELECT count(*) FROM fact WHERE state = 'unmapped'"), 0);
  assert_int_equal(ask(w, "SELECT count(*) FROM fact WHERE value = 'success'"), 1);
}

static void as_names_the_importer(void **state) {
  struct world *w = *state;
  struct err err = ERR_INIT;
  struct ingest_report report = {0};
  struct ingest_options o = {.as = "validation-report"};
  char path[200];
  put(w, "ev/m.json", deploy);
  in_dir(w, "ev/m.json", path);
  assert_int_equal(ingest_path(w->s, w->r, path, &o, &report, &err), 0);
  assert_string_equal(report.files.v[0].importer, "validation-report");
  assert_int_equal(report.files.v[0].outcome, INGEST_EMPTY);
  assert_int_equal(ask(w, "SELECT count(*) FROM diagnostic WHERE name = 'import-empty'"), 1);
  ingest_report_release(&report);
  o.as = "no-such";
  assert_int_equal(ingest_path(w->s, w->r, path, &o, &report, &err), -1);
  assert_int_equal(err.code, ERR_USAGE);
  assert_non_null(strstr(err.text, "deploy-manifest"));
}

static void a_missing_path_is_an_error(void **state) {
  struct world *w = *state;
  struct err err = ERR_INIT;
  struct ingest_report report = {0};
  struct ingest_options o = {0};
  assert_int_equal(ingest_path(w->s, w->r, "/nonexistent/evidence", &o, &report, &err), -1);
  assert_int_equal(err.code, ERR_INPUT);
  assert_int_equal(ask(w, "SELECT count(*) FROM intake"), 0);
}

static void a_release_label_is_kept(void **state) {
  struct world *w = *state;
  struct err err = ERR_INIT;
  struct ingest_report report = {0};
  struct ingest_options o = {.release = STR("2031.3")};
  char path[200];
  put(w, "ev/m.json", deploy);
  in_dir(w, "ev/m.json", path);
  for (int i = 0; i < 2; i++) assert_int_equal(ingest_path(w->s, w->r, path, &o, &report, &err), 0);
  assert_int_equal(ask(w, "SELECT count(*) FROM intake WHERE release = '2031.3'"), 2);
  assert_int_equal(ask(w, "SELECT count(*) FROM reading WHERE release = '2031.3'"), 1);
  ingest_report_release(&report);
}

/* --- append-only logs --- */

#define L1 "[2031-03-01T07:00:00Z] one (Artifacts: a.json)\n"
#define L2 "[2031-03-01T08:00:00Z] two\n"
#define L3 "[2031-03-01T09:00:00Z] three\n"

static void a_log_may_grow(void **state) {
  struct world *w = *state;
  put(w, "ev/m.log", L1 L2);
  assert_int_equal(ingest_one(w, "ev/m.log").facts, 3);
  put(w, "ev/m.log", L1 L2 L3);
  assert_int_equal(ingest_one(w, "ev/m.log").facts, 4);
  assert_int_equal(ask(w, "SELECT count(*) FROM fact"), 4); /* the earlier reading went: its entries are in this one */
  assert_int_equal(ask(w, "SELECT count(*) FROM artifact"), 2);
  assert_int_equal(ask(w, "SELECT count(*) FROM diagnostic WHERE name = 'log-rewritten'"), 0);
}

static void expect_rewritten(struct world *w, const char *text, uint32_t line) {
  struct ingest_report report;
  put(w, "ev/m.log", text);
  ingest(w, "ev/m.log", &report);
  assert_true(report.rewritten);
  assert_int_equal(report.files.v[0].outcome, INGEST_REWRITTEN);
  assert_int_equal(report.files.v[0].facts, 0);
  char why[40];
  snprintf(why, sizeof why, "line %u ", line);
  assert_int_equal(strncmp(report.files.v[0].why, why, strlen(why)), 0);
  ingest_report_release(&report);
}

static void a_log_may_not_change(void **state) {
  struct world *w = *state;
  put(w, "ev/m.log", L1 L2);
  ingest_one(w, "ev/m.log");
  expect_rewritten(w, L1 "[2031-03-01T08:00:00Z] to\n" L3, 2);
  assert_int_equal(ask(w, "SELECT count(*) FROM artifact WHERE bytes IS NOT NULL"), 2); /* both are kept … */
  assert_int_equal(ask(w, "SELECT count(*) FROM fact"), 3);                             /* … the good one counts */
  assert_int_equal(ask(w, "SELECT line FROM diagnostic WHERE name = 'log-rewritten'"), 2);
  expect_rewritten(w, L1 "[2031-03-01T08:00:00Z] to\n" L3, 2); /* handing it in again does not make it right */
  expect_rewritten(w, L1, 2);                                  /* shortened */
  put(w, "ev/m.log", L1 L2 L3);
  assert_int_equal(ingest_one(w, "ev/m.log").outcome, INGEST_FACTS);
}

static void two_spellings_are_one_path(void **state) {
  struct world *w = *state;
  struct err err = ERR_INIT;
  struct ingest_report report = {0};
  struct ingest_options o = {0};
  char cwd[1024];
  assert_non_null(getcwd(cwd, sizeof cwd));
  put(w, "ev/m.log", L1 L2);
  assert_int_equal(chdir(w->dir), 0);
  assert_int_equal(ingest_path(w->s, w->r, "ev/m.log", &o, &report, &err), 0);
  put(w, "ev/m.log", L2);
  assert_int_equal(ingest_path(w->s, w->r, "./ev/m.log", &o, &report, &err), 0);
  assert_int_equal(chdir(cwd), 0);
  assert_true(report.rewritten);
  ingest_report_release(&report);
}

/* --- whole or not at all --- */

static void a_reader_that_gives_up_leaves_no_half(void **state) {
  static const char own[] = "name: greedy\ndetect: {all: {path: /greedy, exists: true}}\n"
                            "rules: [{each: \"/**\", subject: log, facts: [{attribute: message, from: \"$/**/nowhere\", default: x}]}]\n";
  struct world *w = *state;
  struct err err = ERR_INIT;
  struct buf json = BUF_INIT;
  buf_add_cstr(&json, "{\"greedy\": [");
  for (int i = 0; i < 60000; i++) buf_add_cstr(&json, i ? ",[1]" : "[1]");
  buf_add_cstr(&json, "]}");
  put(w, "ev/m.json", buf_cstr(&json));
  buf_release(&json);
  assert_int_equal(importers_add(w->r, str_of(own), "own", &err), 0);
  assert_int_equal(ingest_one(w, "ev/m.json").outcome, INGEST_UNREADABLE);
  assert_int_equal(ask(w, "SELECT count(*) FROM fact"), 0);
  assert_int_equal(ask(w, "SELECT count(*) FROM intake"), 1);
  assert_int_equal(ask(w, "SELECT count(*) FROM reading WHERE importer IS NULL"), 1);
}

static void diagnostics_are_capped(void **state) {
  struct world *w = *state;
  struct buf json = BUF_INIT;
  buf_add_cstr(&json, "{\"deploymentTimestamp\": \"2031-03-02T09:41:07Z\", \"services\": [");
  for (int i = 0; i < 1500; i++) buf_printf(&json, "%s\n{\"service\": \"s%d\", \"status\": \"word%d\"}", i ? "," : "", i, i);
  buf_add_cstr(&json, "]}");
  put(w, "ev/m.json", buf_cstr(&json));
  buf_release(&json);
  assert_int_equal(ingest_one(w, "ev/m.json").facts, 1501);
  assert_int_equal(ask(w, "SELECT count(*) FROM diagnostic"), 1001);
  assert_int_equal(ask(w, "SELECT count(*) FROM diagnostic WHERE name = 'import-capped' AND detail = '500 more'"), 1);
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      T(a_manifest_becomes_facts),
      T(the_same_again_does_not_count_twice),
      T(a_changed_importer_reads_again),
      T(other_bytes_at_the_path_are_another_reading),
      T(times_from_the_name_and_the_file),
      T(nothing_is_skipped_in_silence),
      T(binary_is_unreadable),
      T(invalid_utf8_is_repaired_and_told),
      T(the_policy_ignores),
      T(the_policys_words_count),
      T(as_names_the_importer),
      T(a_missing_path_is_an_error),
      T(a_release_label_is_kept),
      T(a_log_may_grow),
      T(a_log_may_not_change),
      T(two_spellings_are_one_path),
      T(a_reader_that_gives_up_leaves_no_half),
      T(diagnostics_are_capped),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
