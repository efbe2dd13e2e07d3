/* The importers that are built in prove themselves by their own folders; the registry; a project's own importers. */
#include "ingest_test.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static void every_folder_proves_itself(void **state) {
  const char *root = TIEOUT_SOURCE_DIR "/importers";
  VEC(char *) folders = {0};
  DIR *dir = opendir(root);
  assert_non_null(dir);
  for (struct dirent *d; (d = readdir(dir));)
    if (d->d_name[0] != '.') vec_push(&folders, file_join(root, d->d_name));
  closedir(dir);
  assert_true(folders.n >= 10);
  qsort(folders.v, folders.n, sizeof folders.v[0], by_name);
  for (size_t i = 0; i < folders.n; i++) {
    struct importers *r;
    struct err err = ERR_INIT;
    struct buf out = BUF_INIT;
    struct importer_test result;
    assert_int_equal(importers_open(&r, NULL, &err), 0);
    if (importers_test(r, folders.v[i], &out, &result, &err)) fail_msg("%s: %s", folders.v[i], err.text);
    if (result.failures) fail_msg("%s", buf_cstr(&out));
    assert_true(result.checks >= 2); /* a sample and a bad file */
    buf_release(&out);
    importers_close(r);
    mem_free(folders.v[i]);
  }
  vec_release(&folders);
}

static void built_in_ones_are_listed(void **state) {
  struct importers *r;
  struct err err = ERR_INIT;
  const struct importer_info *infos;
  assert_int_equal(importers_open(&r, NULL, &err), 0);
  size_t n = importers_list(r, &infos);
  assert_true(n >= 10);
  for (size_t i = 0; i < n; i++) {
    assert_true(*infos[i].title && *infos[i].version);
    if (i) assert_true(strcmp(infos[i - 1].name, infos[i].name) < 0);
  }
  assert_non_null(importers_named(r, STR("deploy-manifest")));
  assert_null(importers_named(r, STR("nothing")));
  importers_close(r);
}

/* --- a project's own --- */

struct project {
  char dir[40];
};

static void put(const struct project *p, const char *name, const char *text) {
  char path[200];
  struct err err = ERR_INIT;
  snprintf(path, sizeof path, "%s/tieout/importers/%s", p->dir, name);
  char *folder = file_dir(path);
  mkdir(folder, 0700);
  mem_free(folder);
  assert_int_equal(file_write(path, str_of(text), &err), 0);
}

static int project_make(void **state) {
  static struct project p;
  char path[200];
  memcpy(p.dir, "/tmp/tieout-importers-XXXXXX", sizeof "/tmp/tieout-importers-XXXXXX");
  if (!mkdtemp(p.dir)) return -1;
  snprintf(path, sizeof path, "%s/tieout", p.dir);
  mkdir(path, 0700);
  snprintf(path, sizeof path, "%s/tieout/importers", p.dir);
  mkdir(path, 0700);
  *state = &p;
  return 0;
}

static int remove_file(void *ctx, const char *path, struct err *err) {
  unlink(path);
  return 0;
}

static int project_remove(void **state) {
  const struct project *p = *state;
  static const char *const folders[] = {"tieout/importers/own", "tieout/importers", "tieout", "."};
  struct err err = ERR_INIT;
  char path[200];
  file_walk(p->dir, remove_file, NULL, &err);
  for (size_t i = 0; i < 4; i++) {
    snprintf(path, sizeof path, "%s/%s", p->dir, folders[i]);
    rmdir(path);
  }
  rmdir(p->dir);
  return 0;
}

#define OWN(name)                                                                                                                          \
  "name: " name                                                                                                                            \
  "\ntitle: own\ndetect: {all: {path: /own, exists: true}}\nrules: [{subject: log, facts: [{attribute: message, from: /own}]}]\n"

static void own_importers_are_found_and_win(void **state) {
  struct project *p = *state;
  struct importers *r;
  struct err err = ERR_INIT;
  put(p, "flat.yaml", OWN("flat"));
  put(p, "own/importer.yaml", OWN("deploy-manifest"));
  put(p, "own/sample.yaml", "not: a mapping\n");
  assert_int_equal(importers_open(&r, p->dir, &err), 0);
  assert_non_null(importers_named(r, STR("flat")));
  assert_string_equal(importers_named(r, STR("deploy-manifest"))->info.title, "own");
  importers_close(r);
}

static void a_bad_own_importer_has_a_place(void **state) {
  struct project *p = *state;
  struct importers *r;
  struct err err = ERR_INIT;
  put(p, "flat.yaml", "name: flat\nrule: []\n");
  assert_int_equal(importers_open(&r, p->dir, &err), -1);
  assert_int_equal(err.code, ERR_CONFIG);
  assert_int_equal(err.line, 2);
  assert_non_null(strstr(err.path, "tieout/importers/flat.yaml"));
  assert_non_null(strstr(err.text, "did you mean \"rules\"?"));
  assert_non_null(strstr(err.text, "\n  rule: []\n  ^"));
}

/* --- choosing --- */

static enum ingest_outcome outcome_of(const struct importers *r, const char *bytes, const char *path, struct buf *out) {
  struct diag_list list = {0};
  struct diag_sink diags = diag_list_sink(&list);
  struct recognised x;
  recognise(&x, r, NULL, str_of(bytes), path, &diags);
  diag_list_close(&list);
  buf_printf(out, "%s\n", x.importer ? x.importer->info.name : "-");
  for (size_t i = 0; i < list.v.n; i++) list_diag(out, &list.v.v[i]);
  enum ingest_outcome outcome = x.outcome;
  recognised_release(&x);
  diag_list_release(&list);
  return outcome;
}

static const struct {
  const char *bytes, *path, *out;
  enum ingest_outcome outcome;
} choices[] = {
    {"{\"deploymentTimestamp\":\"2031-01-01T00:00:00Z\",\"services\":[]}", "anything.txt", "deploy-manifest\n", INGEST_FACTS},
    {"{\"name\":\"left-pad\"}", "deploy-manifest-1.json", "-\n! 0:0 import-unknown \n", INGEST_UNKNOWN}, /* a name alone is no proof */
    {"# Report\n", "report.md", "-\n", INGEST_UNKNOWN},
    {"---\ndeploymentTimestamp: x\n---\n", "report.md", "-\n", INGEST_UNKNOWN},
    {"just words\n", "notes.txt", "-\n! 0:0 import-unknown \n", INGEST_UNKNOWN},
    {"", "a.json", "-\n! 0:0 import-unreadable the file is empty\n", INGEST_UNREADABLE},
    {" \n\t\n", "a.json", "-\n! 0:0 import-unreadable the file is empty\n", INGEST_UNREADABLE},
    {"just words\n", "a.yaml", "-\n! 0:0 import-unknown \n", INGEST_UNKNOWN},
    {"[INFO] starting\n[INFO] done\n", "run.log", "-\n! 0:0 import-unknown \n", INGEST_UNKNOWN},
    {"[2031-03-01T07:00:00Z] started\n", "x", "append-only-log\n", INGEST_FACTS},
};

static void choice_is_by_content(void **state) {
  struct importers *r;
  struct err err = ERR_INIT;
  assert_int_equal(importers_open(&r, NULL, &err), 0);
  for (size_t i = 0; i < sizeof choices / sizeof choices[0]; i++) {
    struct buf out = BUF_INIT;
    enum ingest_outcome outcome = outcome_of(r, choices[i].bytes, choices[i].path, &out);
    if (outcome != choices[i].outcome || strcmp(buf_cstr(&out), choices[i].out) != 0)
      fail_msg("row %zu: %d %s", i, outcome, buf_cstr(&out));
    buf_release(&out);
  }
  importers_close(r);
}

static void what_is_broken_has_a_place(void **state) {
  static const char *const broken[] = {"{\"a\": [1, 2", "{\"a\": 1} trailing", "{\"a\": tru}", "{\"a\": 01}", "[\"a\",]"};
  struct importers *r;
  struct err err = ERR_INIT;
  assert_int_equal(importers_open(&r, NULL, &err), 0);
  for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
    struct buf out = BUF_INIT;
    assert_int_equal(outcome_of(r, broken[i], "a.json", &out), INGEST_UNREADABLE);
    assert_non_null(strstr(buf_cstr(&out), "! 1:"));
    buf_release(&out);
  }
  struct buf out = BUF_INIT;
  assert_int_equal(outcome_of(r, "a: [1\nb: 2\n", "a.yaml", &out), INGEST_UNREADABLE);
  assert_non_null(strstr(buf_cstr(&out), "! 2:"));
  buf_release(&out);
  importers_close(r);
}

static void a_tie_is_refused(void **state) {
  struct importers *r;
  struct err err = ERR_INIT;
  struct buf out = BUF_INIT;
  assert_int_equal(importers_open(&r, NULL, &err), 0);
  assert_int_equal(importers_add(r, str_of(OWN("one")), "one", &err), 0);
  assert_int_equal(importers_add(r, str_of(OWN("two")), "two", &err), 0);
  assert_int_equal(outcome_of(r, "{\"own\": \"x\"}", "a.json", &out), INGEST_UNKNOWN);
  assert_string_equal(buf_cstr(&out), "-\n! 0:0 import-ambiguous \"one\" and \"two\" claim it equally well\n");
  buf_release(&out);
  importers_close(r);
}

/* --- the self-test finds what is wrong --- */

static void a_wrong_expectation_is_shown(void **state) {
  struct project *p = *state;
  struct importers *r;
  struct err err = ERR_INIT;
  struct buf out = BUF_INIT;
  struct importer_test result;
  char folder[200];
  put(p, "own/importer.yaml", OWN("own"));
  put(p, "own/sample.json", "{\"own\": \"x\"}\n");
  put(p, "own/sample.yaml", "");
  snprintf(folder, sizeof folder, "%s/tieout/importers/own", p->dir);
  snprintf(folder + strlen(folder), 20, "/sample.yaml");
  unlink(folder);
  folder[strlen(folder) - strlen("/sample.yaml")] = '\0';
  assert_int_equal(importers_open(&r, NULL, &err), 0);
  assert_int_equal(importers_test(r, folder, &out, &result, &err), 0);
  assert_int_equal(result.failures, 1); /* nothing to compare is no success */
  put(p, "own/facts.jsonl",
      "{\"importer\":\"own\",\"rank\":\"primary\",\"subject\":\"log\",\"attribute\":\"message\",\"value\":\"y\",\"state\":\"known\","
      "\"pointer\":\"/own\"}\n");
  buf_clear(&out);
  assert_int_equal(importers_test(r, folder, &out, &result, &err), 0);
  assert_int_equal(result.checks, 1);
  assert_int_equal(result.failures, 1);
  assert_non_null(strstr(buf_cstr(&out), "\n- {"));
  assert_non_null(strstr(buf_cstr(&out),
                         "\n+ {\"importer\": \"own\", \"rank\": \"primary\", \"subject\": \"log\", \"attribute\": \"message\", "
                         "\"value\": \"x\", \"state\": \"known\", \"pointer\": \"/own\"}"));
  buf_release(&out);
  importers_close(r);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_folder_proves_itself),
      cmocka_unit_test(built_in_ones_are_listed),
      cmocka_unit_test_setup_teardown(own_importers_are_found_and_win, project_make, project_remove),
      cmocka_unit_test_setup_teardown(a_bad_own_importer_has_a_place, project_make, project_remove),
      cmocka_unit_test(choice_is_by_content),
      cmocka_unit_test(what_is_broken_has_a_place),
      cmocka_unit_test(a_tie_is_refused),
      cmocka_unit_test_setup_teardown(a_wrong_expectation_is_shown, project_make, project_remove),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
