/* tieout.yaml: what is read, and what is said about what is wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "policy/config.h"
#include "policy/policy.h"

static char path[] = "/tmp/tieout-policy-XXXXXX";

static int load(struct policy *p, const char *yaml, struct err *err) {
  char name[sizeof path];
  memcpy(name, path, sizeof path);
  int fd = mkstemp(name);
  assert_true(fd >= 0);
  assert_int_equal(write(fd, yaml, strlen(yaml)), (ssize_t)strlen(yaml));
  close(fd);
  policy_init(p);
  int rc = policy_load(p, name, err);
  unlink(name);
  return rc;
}

static void reads_every_key(void **state) {
  struct policy p;
  struct err err = ERR_INIT;
  assert_int_equal(load(&p,
                        "aliases:\n  embeddings: service:vector-svc\n"
                        "ignore:\n  - build/\n  - '*.tmp'\n"
                        "environments: [canary]\n"
                        "status: {shipped: success, half-done: partial}\n"
                        "levels: {CI001: off}\n",
                        &err),
                   0);
  struct str alias = policy_alias(&p, STR("Embeddings"));
  assert_true(str_eq(alias, STR("service:vector-svc")));
  assert_int_equal(policy_alias(&p, STR("embedding")).n, 0);
  assert_int_equal(p.ignore.n, 2);
  assert_true(str_eq(p.environments.v[p.environments.n - 1], STR("canary")));
  assert_true(str_eq(p.status.v[1].value, STR("partial")));
  assert_true(str_eq(p.levels.v[0].key, STR("CI001")) && str_eq(p.levels.v[0].value, STR("off")));
  policy_release(&p);
}

static void empty_is_fine(void **state) {
  static const char *const texts[] = {"", "# nothing yet\n", "---\n"};
  for (size_t i = 0; i < 3; i++) {
    struct policy p;
    struct err err = ERR_INIT;
    assert_int_equal(load(&p, texts[i], &err), 0);
    assert_int_equal(p.environments.n, 0);
    policy_release(&p);
  }
}

static const struct {
  const char *yaml;
  uint32_t line, column;
  const char *says;
} mistakes[] = {
    {"ignores:\n  - a\n", 1, 1,
     "unknown key \"ignores\" in the policy; did you mean \"ignore\"? (known keys: ages, aliases, environments, ignore,"},
    {"levels:\n  CI001: fatal\n", 2, 10, "unknown word \"fatal\" (known words: error, warning, note, off)"},
    {"levels:\n  CI001: warnin\n", 2, 10, "did you mean \"warning\"?"},
    {"status:\n  shipped: done\n", 2, 12, "unknown word \"done\""},
    {"aliases:\n  web: frontend\n", 2, 8, "\"frontend\" is not a subject"},
    {"aliases: [a]\n", 1, 10, "aliases must be a list of \"key: value\" pairs"},
    {"ignore:\n  - {a: b}\n", 2, 5, "expected one word or text here"},
    {"ignore: a\nignore: b\n", 2, 9, "a key occurs twice"},
    {"- a\n", 1, 1, "the policy must be a list of \"key: value\" pairs"},
    {"ignore: [a\n", 2, 1, ""},
    {"ignore: a\n---\nignore: b\n", 3, 1, "more than one YAML document"},
    {"targets: {}\n", 1, 10, "a target without \"attribute\""},
    {"targets: 500 ms\n", 1, 10, "a target must be a list of \"key: value\" pairs"},
    {"targets:\n  - {attribute: latency.p42, limit: '< 1 s', source: a}\n", 2, 17, "\"latency.p42\" is no attribute"},
    {"targets:\n  - {attribute: latency.p95, limit: 500 ms, source: a}\n", 2, 37, "\"500 ms\" is no limit"},
    {"targets:\n  - {attribute: latency.p95, limit: '< 500 furlongs', source: a}\n", 2, 37, "is no limit; write it like \"< 500 ms\""},
    {"targets:\n  - {attribute: latency.p95, limit: < 5 %, source: a}\n", 2, 5,
     "latency.p95 has the unit \"s\", the limit \"< 5 %\" has \"ratio\""},
    {"targets:\n  - {attribute: latency.p95, limit: < 5 s}\n", 2, 5, "a target without \"source\""},
    {"targets:\n  - {attribute: latency.p95, limit: < 5 s, source: ' '}\n", 2, 52, "this may not be empty"},
    {"targets:\n  - {attribute: latency.p95, subject: web, limit: < 5 s, source: a}\n", 2, 39, "\"web\" is not a subject"},
    {"targets:\n  - attribute: status\n    limit: < 5\n    source: a\n", 2, 5, "status has the unit \"status\""},
    {"targets:\n  - {value: 3}\n", 2, 6, "unknown key \"value\" in a target (known keys: attribute, limit, source, subject)"},
    {"ages: 3 d\n", 1, 7, "ages must be a list of \"key: value\" pairs"},
    {"ages: {service: soon}\n", 1, 17, "\"soon\" is no length of time"},
    {"ages: {service: 3 %}\n", 1, 17, "\"3 %\" is no length of time"},
    {"ages: {service: -3 d}\n", 1, 17, "is no length of time"},
    {"ages: {services: 3 d}\n", 1, 18, "\"services\" is no kind of subject"},
    {"require:\n  - words: [done]\n", 2, 5, "a requirement without \"evidence\""},
    {"require:\n  - evidence: [weather]\n", 2, 16, "\"weather\" is no kind of evidence"},
    {"require:\n  - evidence: [service]\n    level: off\n", 3, 12, "unknown word \"off\" (known words: error, warning, note)"},
    {"require:\n  - evidence: [service]\n    words: []\n", 3, 12, "the list is empty"},
    {"sections:\n  - titles: x\n", 2, 5, "a kind of report without \"require\""},
    {"sections:\n  - require: [[]]\n", 2, 15, "the list is empty"},
    {"sections:\n  - require: [{a: b}]\n", 2, 15, "expected one word or text here"},
    {"sections:\n  - require: a\n    level: fatal\n", 3, 12, "unknown word \"fatal\""},
    {"zones: [PT]\n", 1, 8, "zones must be a list of \"key: value\" pairs"},
    {"zones: {PT: Berlin}\n", 1, 13, "\"Berlin\" is no offset from UTC; write it like -08:00"},
    {"zones: {PT: -15:00}\n", 1, 13, "is no offset from UTC"},
    {"zones: {PT: -08:00 PST}\n", 1, 13, "is no offset from UTC"},
    {"zones: {pt: -08:00}\n", 1, 13, "\"pt\" can be no zone"},
    {"zones: {UTC: +01:00}\n", 1, 14, "\"UTC\" can be no zone"},
    {"zones: {PM: +01:00}\n", 1, 13, "\"PM\" can be no zone"},
    {"waivers: gone.yaml\n", 1, 10, "there is no file \"gone.yaml\""},
};

static void mistakes_have_a_place(void **state) {
  for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
    struct policy p;
    struct err err = ERR_INIT;
    assert_int_equal(load(&p, mistakes[i].yaml, &err), -1);
    assert_int_equal(err.code, ERR_CONFIG);
    if (err.line != mistakes[i].line || !strstr(err.text, mistakes[i].says))
      fail_msg("row %zu: %u:%u: %s", i, err.line, err.column, err.text);
    if (err.column != mistakes[i].column) fail_msg("row %zu: column %u: %s", i, err.column, err.text);
    policy_release(&p);
  }
}

static void a_caret_stands_under_the_place(void **state) {
  struct policy p;
  struct err err = ERR_INIT;
  assert_int_equal(load(&p, "levels:\n  \xC3\xA9t\xC3\xA9: fatal\n", &err), -1);
  assert_non_null(strstr(err.text, "\n    \xC3\xA9t\xC3\xA9: fatal\n         ^"));
  policy_release(&p);
}

static void a_missing_file_is_configuration(void **state) {
  struct policy p;
  struct err err = ERR_INIT;
  policy_init(&p);
  assert_int_equal(policy_load(&p, "/nonexistent/tieout.yaml", &err), -1);
  assert_int_equal(err.code, ERR_CONFIG);
  policy_release(&p);
}

static void nearest(void **state) {
  static const char *const names[] = {"aliases", "ignore", "status", NULL};
  assert_string_equal(nearest_word(STR("statsu"), names), "status");
  assert_string_equal(nearest_word(STR("Ignore"), names), "ignore");
  assert_null(nearest_word(STR("rules"), names));
  assert_null(nearest_word(STR(""), names));
}

/* --- ignore --- */

static const struct {
  const char *lines;
  const char *path;
  bool ignored;
} ignores[] = {
    {"node_modules/", "node_modules/a/b.json", true},
    {"node_modules/", "web/node_modules/a.json", true},
    {"node_modules/", "node_modules", false}, /* a file of that name is no folder */
    {"*.tmp", "a/b/c.tmp", true},
    {"*.tmp", "a/b/c.tmp.json", false},
    {"/out", "out/a.json", true},
    {"/out", "sub/out/a.json", false},
    {"out/logs", "out/logs/x.log", true},
    {"out/logs", "sub/out/logs/x.log", false},
    {"**/logs", "sub/out/logs/x.log", true},
    {"out/*.log", "out/a.log", true},
    {"out/*.log", "out/deep/a.log", false},
    {"*.json\n!keep.json", "keep.json", false},
    {"*.json\n!keep.json", "drop.json", true},
    {"out/\n!out/keep.json", "out/keep.json", true}, /* what lies in an ignored folder cannot be taken back */
    {"!keep.json\n*.json", "keep.json", true},       /* the last line decides */
    {"# comment", "# comment", false},
    {"", "a", false},
    {"a.json", "./a.json", true},
};

static void ignores_like_git(void **state) {
  for (size_t i = 0; i < sizeof ignores / sizeof ignores[0]; i++) {
    struct policy p;
    struct err err = ERR_INIT;
    struct buf yaml = BUF_INIT;
    buf_add_cstr(&yaml, "ignore: [");
    for (const char *line = ignores[i].lines; *line;) {
      size_t n = strcspn(line, "\n");
      buf_printf(&yaml, "'%.*s', ", (int)n, line);
      line += n + (line[n] == '\n');
    }
    buf_add_cstr(&yaml, "]\n");
    assert_int_equal(load(&p, buf_cstr(&yaml), &err), 0);
    if (policy_ignores(&p, str_of(ignores[i].path)) != ignores[i].ignored) fail_msg("row %zu: %s", i, ignores[i].path);
    policy_release(&p);
    buf_release(&yaml);
  }
}

static void anchors_are_the_policys_folder(void **state) {
  struct policy p;
  policy_init(&p);
  p.path = mem_strdup("sub/tieout.yaml");
  vec_push(&p.ignore, STR("/out"));
  assert_true(policy_ignores(&p, STR("sub/out/a.json")));
  assert_true(policy_ignores(&p, STR("./sub/out/a.json")));
  assert_false(policy_ignores(&p, STR("sub/in/out/a.json")));
  policy_release(&p);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_every_key),
      cmocka_unit_test(empty_is_fine),
      cmocka_unit_test(mistakes_have_a_place),
      cmocka_unit_test(a_caret_stands_under_the_place),
      cmocka_unit_test(a_missing_file_is_configuration),
      cmocka_unit_test(nearest),
      cmocka_unit_test(ignores_like_git),
      cmocka_unit_test(anchors_are_the_policys_folder),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
