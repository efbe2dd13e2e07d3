/* Cited paths: there, there under a longer path, not there, or not a thing to look for. */
#include "check_test.h"

#include "check/prepare.h"

/* A folder with files, some of them in a work tree. */
static int tree_make(void **state) {
  char *root = mem_strdup("/tmp/tieout-cite-XXXXXX");
  *state = root;
  return mkdtemp(root) ? 0 : -1;
}

static void put(const char *root, const char *path) {
  char *whole = file_join(root, path);
  for (char *slash = whole + strlen(root) + 1; (slash = strchr(slash, '/')); slash++) {
    *slash = 0;
    mkdir(whole, 0700);
    *slash = '/';
  }
  struct err err = ERR_INIT;
  OK(file_write(whole, STR("x\n"), &err));
  mem_free(whole);
}

static int tree_drop(void **state) {
  char *command = mem_alloc(200);
  snprintf(command, 200, "rm -rf '%s'", (char *)*state);
  int rc = system(command);
  mem_free(command);
  mem_free(*state);
  return rc;
}

struct outcome {
  char text[300];
};

static int take_outcome(void *ctx, const struct row *r, struct err *err) {
  struct outcome *o = ctx;
  snprintf(o->text, sizeof o->text, "%.*s", STR_ARG(row_text(r, 0)));
  return 0;
}

static void expect(struct store *s, int64_t claim, const char *cited, const char *want) {
  struct err err = ERR_INIT;
  struct outcome got = {""};
  struct sandbox *b;
  OK(sandbox_open(&b, s, &err));
  OK(sandbox_run(b, "test", STR("SELECT outcome FROM citation WHERE claim = :claim"), BINDS(B_INT("claim", claim)), take_outcome, &got,
                 &err));
  if (strcmp(got.text, want) != 0) {
    print_error("%s: %s, wanted %s\n", cited, got.text, want);
    fail();
  }
  sandbox_close(b);
}

struct want {
  const char *cited, *outcome;
};

static void look_up(const char *root, const struct want *cases, size_t n, const struct check_options *o) {
  struct store *s = NULL;
  struct err err = ERR_INIT;
  OK(store_open(&s, NULL, STORE_CREATE, &err));
  char *report = file_join(root, "docs/report.md");
  int64_t document = document_of(s, report, TIME_NONE, TIME_NONE), claims[32];
  for (size_t i = 0; i < n; i++) claims[i] = citation_of(s, document, cases[i].cited);
  OK(cite_document(s, document, o, &err));
  for (size_t i = 0; i < n; i++) expect(s, claims[i], cases[i].cited, cases[i].outcome);
  mem_free(report);
  store_close(s);
}

static void test_work_tree(void **state) {
  static const struct want cases[] = {
      {"src/app/main.py", "exact"},
      {"notes.md", "exact"}, /* beside the report */
      {"../src/app/main.py", "exact"},
      {"./src/app/", "exact"},
      {"app/main.py", "suffix"},
      {"main.py", "suffix"},
      {"pp/main.py", "absent"},
      {"src/app/gone.py", "absent"},
      {"out/run.json", "ignored"},
      {"logs/a/b.log", "ignored"},
      {"https://example.org/a", "unchecked"},
      {"~/x.json", "unchecked"},
      {"/etc/gone-for-good.conf", "unchecked"},
      {"src/*.py", "unchecked"},
      {"run <name>.json", "unchecked"},
      {"git log -1", "unchecked"},
  };
  static const char *const FILES[] = {".git/HEAD", ".gitignore", "docs/report.md", "docs/notes.md", "src/app/main.py", ".git/gone.py"};
  struct err err = ERR_INIT;
  for (size_t i = 0; i < sizeof FILES / sizeof FILES[0]; i++) put(*state, FILES[i]);
  char *ignore = file_join(*state, ".gitignore");
  OK(file_write(ignore, STR("# run output\nout/\n*.log\n"), &err));
  mem_free(ignore);
  struct check_options o = {0};
  look_up(*state, cases, sizeof cases / sizeof cases[0], &o);
}

static void test_nothing_resolves(void **state) {
  static const struct want cases[] = {{"src/app/gone.py", "unchecked"}, {"gone.md", "unchecked"}};
  put(*state, ".git/HEAD");
  put(*state, "docs/report.md");
  struct check_options o = {0};
  look_up(*state, cases, 2, &o);
}

static void test_evidence_root(void **state) {
  static const struct want cases[] = {
      {".ci/load/report.json", "exact"},
      {"load/report.json", "suffix"},
      {".ci/load/gone.json", "absent"},  /* its first folder is there */
      {"docs/handbook.md", "unchecked"}, /* nobody said that the evidence holds documents */
  };
  put(*state, "given/.ci/load/report.json");
  char *given = file_join(*state, "given");
  const char *const roots[] = {given};
  struct check_options o = {.evidence_roots = roots, .evidence_roots_n = 1};
  look_up(*state, cases, sizeof cases / sizeof cases[0], &o);
  mem_free(given);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_work_tree, tree_make, tree_drop),
      cmocka_unit_test_setup_teardown(test_nothing_resolves, tree_make, tree_drop),
      cmocka_unit_test_setup_teardown(test_evidence_root, tree_make, tree_drop),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
