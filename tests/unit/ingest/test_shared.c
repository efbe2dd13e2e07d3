/* Evidence that real emitters wrote, where a collection of it lies beside the checkout: what must be read, and how. */
#include "ingest_test.h"

#include "base/file.h"

static struct importers *registry;

static int setup(void **state) {
  struct err err = ERR_INIT;
  return importers_open(&registry, NULL, &err);
}

static int teardown(void **state) {
  importers_close(registry);
  return 0;
}

static void need(const char *path) {
  if (file_kind(path) != FILE_MISSING) return;
  print_message("skipped: %s is not there\n", path);
  skip();
}

/* Importer, then its facts and diagnostics. */
static void read_one(const char *path, struct buf *out) {
  struct file file;
  struct err err = ERR_INIT;
  struct diag_sink diags = {list_diag, out};
  struct import_sink sink = {list_fact, out, &diags, NULL};
  struct recognised x;
  if (file_read(&file, path, SIZE_MAX - 2, &err)) fail_msg("%s: %s", path, err.text);
  recognise(&x, registry, NULL, file_str(&file), path, &diags);
  buf_printf(out, "importer %s\n", x.importer ? x.importer->info.name : "-");
  if (x.importer && x.importer->read(x.importer, &x.evidence, &x.identity, &sink, &err)) fail_msg("%s: %s", path, err.text);
  recognised_release(&x);
  file_release(&file);
}

static void expect(const char *path, const char *line, size_t times) {
  struct buf out = BUF_INIT;
  read_one(path, &out);
  size_t n = 0;
  for (size_t at = 0; (at = str_find(buf_str(&out), str_of(line), at)) != SIZE_MAX; at++) n++;
  if (n != times) fail_msg("%s: \"%s\" is there %zu times, not %zu, in\n%s", path, line, n, times, buf_cstr(&out));
  buf_release(&out);
}

#define SEEDS   TIEOUT_SHARED_DIR "/seeds/evidence/"
#define SAMPLES TIEOUT_SHARED_DIR "/samples/"

struct row {
  const char *path, *line;
  size_t times;
};

static const struct row seeds[] = {
    {SEEDS ".deployment/manifests/deploy-manifest-20250930-235429.json", " status = failure @/services/", 8},
    {SEEDS ".deployment/manifests/deploy-manifest-20250930-235429.json", " url = [null] @", 8},
    {SEEDS ".deployment/manifests/deploy-manifest-20250930-235429.json", " health = [null] @", 7},
    {SEEDS ".deployment/manifests/deploy-manifest-20250930-235429.json", " health = failure @", 1},
    {SEEDS ".deployment/manifests/build-manifest-20250930-230317.json", "service:", 24},
    {SEEDS ".deployment/manifests/build-manifest-20250930-230317.json", " digest = sha256:", 16},
    {SEEDS ".deployment/manifests/build-manifest-20250930-230317.json",
     "deployment commit = 34601851bc832c466c896aafffaf5816e28c9bb1 @/git/sha\n", 1},
    {SEEDS ".deployment/load-tests/post-deploy-20251001-003452/load-test-report.json", "loadtest requests = 73200 count @", 1},
    {SEEDS ".deployment/load-tests/post-deploy-20251001-003452/load-test-report.json", "loadtest latency.p95 = 0.98 s @", 1},
    {SEEDS ".deployment/load-tests/post-deploy-20251001-003452/load-test-report.json", "loadtest latency.p99 = 1.28 s @", 1},
    {SEEDS ".deployment/load-tests/post-deploy-20251001-003452/load-test-report.json", "loadtest count.scenario = 9 count @", 1},
    {SEEDS ".deployment/load-tests/post-deploy-20251001-003452/load-test-report.json",
     "loadtest sla.status = failure @/slaValidation/overall/status\n", 1},
    {SEEDS ".deployment/load-tests/post-deploy-20251001-003452/load-test-report.json", "scenario:end-to-end cache_hit_rate = 0.68 ratio @",
     1},
    {SEEDS ".deployment/load-tests/post-deploy-20251001-003452/results/sla-validation.json",
     "loadtest sla.status = failure @/overall/status\n", 1},
    {SEEDS ".deployment/validation-report-20251001-010532.json", "deployment status = success @/overallStatus\n", 1},
    {SEEDS ".deployment/validation-report-20251001-010532.json", "gate:", 8},
    {SEEDS ".monitoring/setup-20251001-002418/monitoring-manifest.json", "deployment count.dashboard = 9 count @", 1},
    {SEEDS ".monitoring/setup-20251001-002418/monitoring-manifest.json", "deployment count.alert-policy = 12 count @", 1},
    {SEEDS ".monitoring/setup-20251001-002418/monitoring-manifest.json", "deployment count.uptime-check = 8 count @", 1},
    {SEEDS "migration-log.txt", "log message = Phase ", 10},
    {SEEDS "migration-log.txt", "!", 0},
    {SEEDS "README.md", "importer -\n", 1},
};

static void seeds_are_read(void **state) {
  need(SEEDS);
  for (size_t i = 0; i < sizeof seeds / sizeof seeds[0]; i++) expect(seeds[i].path, seeds[i].line, seeds[i].times);
}

static const struct row samples[] = {
    {SAMPLES "hh-build-manifest/build-manifest-dry-run.json", " status = skipped @", 8},
    {SAMPLES "hh-build-manifest/build-manifest-dry-run.json", " status = success @", 0},
    {SAMPLES "hh-build-manifest/build-manifest-dry-run.json", "fact-placeholder", 5},
    {SAMPLES "hh-build-manifest/build-manifest-success-docker.json", " digest = sha256:", 16},
    {SAMPLES "hh-build-manifest/build-manifest-success-cloudbuild.json", " digest = sha256:", 16},
    {SAMPLES "hh-deploy-manifest/deploy-manifest-dry-run.json", " = success ", 0},
    {SAMPLES "hh-deploy-manifest/deploy-manifest-healthfail-exit0.json", " = success ", 0},
    {SAMPLES "hh-deploy-manifest/deploy-manifest-skip-validation.json", "health = skipped @", 1},
    {SAMPLES "hh-load-test-report/load-test-report-dry-run.json", " = success ", 0},
    {SAMPLES "hh-load-test-report/load-test-report-dry-run.json", "sla.status = unknown @", 1},
    {SAMPLES "hh-load-test-report/load-test-report-dry-run.json", "scenario:", 0},
    {SAMPLES "hh-load-test-report/load-test-report-skip-validation.json", "sla.status = skipped @", 1},
    {SAMPLES "hh-load-test-report/load-test-report-pass.json", "loadtest sla.status = success @", 1},
    {SAMPLES "hh-load-test-report/load-test-report-pass.json", "threshold:cache-hit-rate status = unknown @", 1},
    {SAMPLES "hh-load-test-scenarios/scenario-rerank-dry-run.json", "scenario:rerank status = skipped @", 1},
    {SAMPLES "hh-load-test-scenarios/scenario-results-dry-run.jsonl", " status = skipped @", 9},
    {SAMPLES "hh-load-test-scenarios/scenario-results-pipeline-run.jsonl", " status = success @", 9},
    {SAMPLES "hh-sla-validation/sla-validation-skip-validation.json", "sla.status = skipped @", 1},
    {SAMPLES "hh-sla-validation/sla-validation-pass.json", "sla.status = success @", 1},
    {SAMPLES "hh-smoke-test-report/smoke-test-report-full-fail.json", "suite:smoke status = failure @", 1},
    {SAMPLES "hh-smoke-test-report/smoke-test-report-full-fail.json", "suite:smoke tests.failed = 7 count @", 1},
    {SAMPLES "hh-smoke-test-report/smoke-test-report-full-pass.json", "suite:smoke status = success @", 1},
    {SAMPLES "hh-smoke-test-report/smoke-test-report-quick-unreachable.json", "suite:smoke status = failure @", 1},
    {SAMPLES "hh-validation-report/validation-report-BLOCKED.json", "deployment status = failure @", 1},
    {SAMPLES "hh-validation-report/validation-report-PARTIAL.json", "deployment status = partial @", 1},
    {SAMPLES "hh-monitoring-manifest/monitoring-manifest.json", "deployment count.dashboard = 5 count @", 1},
    {SAMPLES "hh-monitoring-manifest/monitoring-manifest.json", " status = failure @/validation/", 2},
    {SAMPLES "hh-monitoring-manifest/monitoring-manifest-empty.json", "deployment count.dashboard = 0 count @", 1},
};

static void samples_are_read(void **state) {
  need(SAMPLES);
  for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) expect(samples[i].path, samples[i].line, samples[i].times);
}

/* Kinds that no importer is meant for: named as unknown or read as what they are, never as one of the kinds above. */
struct foreign {
  size_t files;
};

static bool is_ours(const char *path) {
  static const char *const ours[] = {"/hh-build-", "/hh-deploy-",     "/hh-load-",      "/hh-sla-",
                                     "/hh-smoke-", "/hh-validation-", "/hh-monitoring-"};
  for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++)
    if (strstr(path, ours[i])) return true;
  return false;
}

static int read_foreign(void *ctx, const char *path, struct err *err) {
  struct foreign *f = ctx;
  struct buf out = BUF_INIT;
  if (is_ours(path)) return 0;
  f->files++;
  read_one(path, &out);
  if (!strstr(buf_cstr(&out), "importer -\n") && !strstr(buf_cstr(&out), "importer append-only-log\n"))
    fail_msg("%s is taken for something it is not:\n%.400s", path, buf_cstr(&out));
  buf_release(&out);
  return 0;
}

static void nothing_else_is_taken_for_ours(void **state) {
  struct foreign f = {0};
  struct err err = ERR_INIT;
  need(SAMPLES);
  assert_int_equal(file_walk(SAMPLES, read_foreign, &f, &err), 0);
  assert_true(f.files > 100);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(seeds_are_read),
      cmocka_unit_test(samples_are_read),
      cmocka_unit_test(nothing_else_is_taken_for_ours),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
