/* The published acceptance documents, read from the folder beside the checkout; skipped, and said so, where it is not there.
 *
 * Each test runs the built program (TIEOUT_PROGRAM) as a user would and reads its JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <jansson.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define SEEDS    TIEOUT_SHARED_DIR "/seeds"
#define EVIDENCE SEEDS "/evidence"
#define REPORT   SEEDS "/001-deployment-report.md"

struct result {
  json_t *json;
  int status;
};

static bool present(const char *path) {
  struct stat st;
  return stat(path, &st) == 0;
}

static void need_seeds(void) {
  if (!present(REPORT)) {
    print_message("skipped: %s is not here\n", SEEDS);
    skip();
  }
}

static struct result check(const char *arguments) {
  char command[4096];
  snprintf(command, sizeof command, "'%s' check --format json %s 2>/dev/null", TIEOUT_PROGRAM, arguments);
  FILE *pipe = popen(command, "r");
  assert_non_null(pipe);
  json_error_t error;
  struct result r = {.json = json_loadf(pipe, 0, &error)};
  if (!r.json) print_error("%s: %s\n", command, error.text);
  assert_non_null(r.json);
  r.status = WEXITSTATUS(pclose(pipe));
  return r;
}

static json_t *report_of(const struct result *r, size_t i) { return json_array_get(json_object_get(r->json, "reports"), i); }

static json_int_t number(const json_t *object, const char *key) { return json_integer_value(json_object_get(object, key)); }

static const char *string(const json_t *object, const char *key) {
  const char *s = json_string_value(json_object_get(object, key));
  return s ? s : "";
}

/* A finding other than a note on `line` in `category`, one of whose other sides has `pointer` (NULL: whatever it has). */
static bool found(const json_t *findings, json_int_t line, const char *category, const char *pointer) {
  size_t i, k;
  json_t *finding, *other;
  json_array_foreach(findings, i, finding) {
    if (strcmp(string(finding, "level"), "note") == 0) continue;
    if (line && number(finding, "line") != line) continue;
    if (category && strcmp(string(finding, "category"), category) != 0) continue;
    if (!pointer) return true;
    json_array_foreach(json_object_get(finding, "others"), k, other) {
      if (strcmp(string(other, "pointer"), pointer) == 0) return true;
    }
  }
  return false;
}

/* Line of the other side in the same report. */
static bool found_against_line(const json_t *findings, json_int_t line, json_int_t other_line) {
  size_t i, k;
  json_t *finding, *other;
  json_array_foreach(findings, i, finding) {
    if (number(finding, "line") != line) continue;
    json_array_foreach(json_object_get(finding, "others"), k, other) {
      if (number(other, "line") == other_line && !json_object_get(other, "pointer")) return true;
    }
  }
  return false;
}

static void assert_found(const json_t *findings, json_int_t line, const char *category, const char *pointer) {
  if (!found(findings, line, category, pointer))
    fail_msg("nothing found on line %lld in %s against %s", (long long)line, category ? category : "any category",
             pointer ? pointer : "any");
}

static void finds_the_contradictions(void **state) {
  need_seeds();
  struct result r = check("'" REPORT "' --evidence '" EVIDENCE "'");
  assert_int_equal(r.status, 1);
  json_t *findings = json_object_get(report_of(&r, 0), "findings");
  assert_found(findings, 11, "status", "/services/0/status");
  /* Inventory row → index of the service in the manifest, which sorts by name. */
  static const int row_service[8] = {2, 7, 6, 4, 1, 3, 0, 5};
  for (int i = 0; i < 8; i++) {
    char pointer[64];
    snprintf(pointer, sizeof pointer, "/services/%d/status", row_service[i]);
    assert_found(findings, 37 + i, "status", pointer);
  }
  assert_found(findings, 18, "status", "/slaValidation/overall/status");
  assert_found(findings, 165, "target", NULL);
  assert_found(findings, 18, NULL, NULL);
  assert_found(findings, 150, NULL, NULL);
  assert_true(found_against_line(findings, 150, 157) || found_against_line(findings, 18, 157));
  assert_found(findings, 139, NULL, NULL);
  assert_found(findings, 222, "time", NULL);
  assert_true(found_against_line(findings, 222, 23));
  assert_found(json_object_get(r.json, "findings"), 0, "evidence", "/overallStatus");
  json_decref(r.json);
}

/* (line, text) of claims that are true: nothing but notes may overlap them. */
static void silent_on_what_is_true(void **state) {
  need_seeds();
  struct result r = check("'" REPORT "' --evidence '" EVIDENCE "'");
  static const struct {
    json_int_t line;
    const char *text;
  } truths[] = {{18, "73,200"},   {18, "0.39"},     {18, "980"},    {147, "980"},   {148, "1,280"}, {149, "0.39"},  {17, "9 dashboards"},
                {17, "12 alert"}, {17, "8 uptime"}, {37, "sha256"}, {38, "sha256"}, {39, "sha256"}, {40, "sha256"}, {41, "sha256"},
                {42, "sha256"},   {43, "sha256"},   {44, "sha256"}, {59, "sha256"}, {66, "sha256"}, {59, "241"},    {66, "279"}};
  size_t i;
  json_t *finding;
  json_array_foreach(json_object_get(report_of(&r, 0), "findings"), i, finding) {
    if (strcmp(string(finding, "level"), "note") == 0) continue;
    json_t *claim = NULL, *c;
    size_t k;
    json_array_foreach(json_object_get(report_of(&r, 0), "claims"), k, c) {
      if (json_equal(json_object_get(c, "id"), json_object_get(finding, "claim"))) claim = c;
    }
    if (!claim) continue;
    for (size_t t = 0; t < sizeof truths / sizeof *truths; t++) {
      if (number(claim, "line") == truths[t].line && strstr(string(claim, "text"), truths[t].text) && strlen(string(claim, "text")) < 90)
        fail_msg("line %lld, %s: %s", (long long)truths[t].line, truths[t].text, string(finding, "message"));
    }
  }
  json_decref(r.json);
}

static char *read_all(const char *path) {
  FILE *f = fopen(path, "rb");
  assert_non_null(f);
  char *text = calloc(1, 1 << 20);
  assert_non_null(text);
  assert_true(fread(text, 1, (1 << 20) - 1, f) > 0);
  fclose(f);
  return text;
}

/* One edit of one line; `from` NULL: the whole line. */
struct edit {
  int first, last;
  const char *from, *to;
};

static void write_line(FILE *out, int number_, const char *line, size_t n, const struct edit *edits, size_t edits_n) {
  char text[8192];
  assert_true(n < sizeof text);
  memcpy(text, line, n);
  text[n] = 0;
  for (size_t i = 0; i < edits_n; i++) {
    const struct edit *e = &edits[i];
    if (number_ < e->first || number_ > e->last) continue;
    char *at = e->from ? strstr(text, e->from) : text;
    assert_non_null(at);
    char rest[8192];
    snprintf(rest, sizeof rest, "%s", e->from ? at + strlen(e->from) : "");
    snprintf(at, sizeof text - (size_t)(at - text), "%s%s", e->to, rest);
  }
  fprintf(out, "%s\n", text);
}

static void write_edited(int fd, const char *text, const struct edit *edits, size_t edits_n) {
  FILE *out = fdopen(fd, "wb");
  assert_non_null(out);
  int number_ = 1;
  for (const char *line = text; *line; number_++) {
    size_t n = strcspn(line, "\n");
    write_line(out, number_, line, n, edits, edits_n);
    line += n + (line[n] == '\n');
  }
  assert_int_equal(fclose(out), 0);
}

/* The report with each of its contradictions put right. */
static void the_corrected_report_passes(void **state) {
  need_seeds();
  static const struct edit corrections[] = {
      {11, 11, "COMPLETE", "FAILED"},
      {15, 15, NULL, "- No service was deployed."},
      {18, 18, "812", "279"},
      {18, 18, "SLA PASS", "SLA FAIL"},
      {37, 44, "100%", "0%"},
      {37, 44, "Ready", "Failed"},
      {139, 139, "--duration 300 ", ""},
      {150, 150, "812", "279"},
      {151, 151, "> 70%", "> 65%"},
      {176, 176, "> 70%", "> 65%"},
      {222, 222, "01:12:05", "01:06:50"},
      {234, 234, NULL, "- ❌ No service healthy"},
      {239, 239, NULL, "- ❌ Load tests missed their SLA"},
      {240, 240, NULL, "- ❌ SLA targets missed"},
  };
  char *text = read_all(REPORT);
  char path[] = "/tmp/tieout-corrected-XXXXXX.md";
  int fd = mkstemps(path, 3);
  assert_true(fd >= 0);
  write_edited(fd, text, corrections, sizeof corrections / sizeof *corrections);
  free(text);
  char arguments[512];
  snprintf(arguments, sizeof arguments, "'%s' --evidence '" EVIDENCE "'", path);
  struct result r = check(arguments);
  if (r.status != 0) {
    size_t i;
    json_t *finding;
    json_array_foreach(json_object_get(report_of(&r, 0), "findings"), i, finding)
        print_error("%lld %s %s\n", (long long)number(finding, "line"), string(finding, "level"), string(finding, "message"));
  }
  unlink(path);
  assert_int_equal(r.status, 0);
  assert_found(json_object_get(r.json, "findings"), 0, "evidence", "/overallStatus");
  json_decref(r.json);
}

/* Documents of other projects cite none of this evidence: nothing is compared with it. */
static void other_projects_compare_nothing(void **state) {
  need_seeds();
  static const char *const others[] = {"003-operations-runbook.md", "004-incident-handoff.md"};
  for (size_t i = 0; i < 2; i++) {
    char arguments[512];
    snprintf(arguments, sizeof arguments, "'" SEEDS "/%s' --evidence '" EVIDENCE "'", others[i]);
    struct result r = check(arguments);
    size_t k;
    json_t *claim;
    json_array_foreach(json_object_get(report_of(&r, 0), "claims"), k, claim) {
      size_t m;
      json_t *place;
      json_array_foreach(json_object_get(claim, "evidence"), m, place) assert_null(json_object_get(place, "pointer"));
    }
    json_decref(r.json);
  }
}

static json_t *stripped(json_t *findings) {
  json_t *out = json_array(), *finding;
  size_t i;
  json_array_foreach(findings, i, finding)
      json_array_append_new(out, json_pack("[I,s,s]", number(finding, "line"), string(finding, "rule"), string(finding, "message")));
  return out;
}

static void project_of_the_manifest(char *out, size_t size) {
  json_t *manifest = json_load_file(EVIDENCE "/.deployment/manifests/deploy-manifest-20250930-235429.json", 0, NULL);
  assert_non_null(manifest);
  snprintf(out, size, "%s", string(manifest, "projectId"));
  json_decref(manifest);
}

/* Other documents beside it and a second project's manifests in the same folder change nothing. */
static void a_crowded_folder_changes_nothing(void **state) {
  need_seeds();
  char folder[] = "/tmp/tieout-crowd-XXXXXX", command[1024], arguments[512];
  assert_non_null(mkdtemp(folder));
  char project[128];
  project_of_the_manifest(project, sizeof project);
  snprintf(command, sizeof command,
           "cp -R '" EVIDENCE "/.' '%s' && cp '" SEEDS "'/*.md '%s' && mkdir '%s/other' && "
           "for f in '" EVIDENCE "'/.deployment/manifests/*.json; do sed -e 's/%s/quarry-prod/g' -e 's/failed/success/' "
           "-e 's/2025-09-30/2025-09-29/g' -e 's/20250930/20250929/g' -e 's/\\([\":-]\\)3460185/\\177aa001/g' \"$f\" "
           "> '%s/other/'$(basename \"$f\" | sed s/20250930/20250929/); done",
           folder, folder, folder, project, folder);
  assert_int_equal(system(command), 0);
  struct result alone = check("'" REPORT "' --evidence '" EVIDENCE "'");
  snprintf(arguments, sizeof arguments, "'" REPORT "' --evidence '%s'", folder);
  struct result crowd = check(arguments);
  json_t *a = stripped(json_object_get(report_of(&alone, 0), "findings")), *b = stripped(json_object_get(report_of(&crowd, 0), "findings"));
  if (!json_equal(a, b)) print_error("%s\n%s\n", json_dumps(a, 0), json_dumps(b, 0));
  assert_true(json_equal(a, b));
  json_decref(a);
  json_decref(b);
  json_decref(alone.json);
  json_decref(crowd.json);
  snprintf(command, sizeof command, "rm -rf '%s'", folder);
  assert_int_equal(system(command), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(finds_the_contradictions),         cmocka_unit_test(silent_on_what_is_true),
      cmocka_unit_test(the_corrected_report_passes),      cmocka_unit_test(other_projects_compare_nothing),
      cmocka_unit_test(a_crowded_folder_changes_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
