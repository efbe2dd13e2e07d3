/* tieout-waivers.yaml: what is read, what is said about what is wrong, and that nothing is lost when one more is written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/time.h"
#include "policy/waiver.h"

#define PRINT "0123456789abcdef0123456789abcdef"
#define SHA   PRINT PRINT
#define WHOLE "- rule: AR001\n  fingerprint: " PRINT "\n  report: " SHA "\n  owner: a team\n  reason: r\n  expires: 2031-04-30\n"

static char folder[] = "/tmp/tieout-waiver-XXXXXX";

static char *write_file(const char *yaml) {
  struct err err = ERR_INIT;
  char *path = file_join(folder, "waivers.yaml");
  unlink(path);
  if (yaml) assert_int_equal(file_write(path, str_of(yaml), &err), 0);
  return path;
}

static int load(const char *yaml, struct waivers *w, struct arena *arena, struct err *err) {
  char *path = write_file(yaml);
  int rc = waivers_load(w, arena, path, err);
  mem_free(path);
  return rc;
}

static void reads_one(void **state) {
  struct waivers w = {0};
  struct arena arena = ARENA_INIT;
  struct err err = ERR_INIT;
  assert_int_equal(load("# why\n" WHOLE "  path: docs/a.md\n", &w, &arena, &err), 0);
  assert_int_equal(w.n, 1);
  assert_true(str_eq(w.v[0].rule, STR("AR001")) && str_eq(w.v[0].fingerprint, STR(PRINT)) && str_eq(w.v[0].sha256, STR(SHA)));
  assert_true(str_eq(w.v[0].owner, STR("a team")) && str_eq(w.v[0].path, STR("docs/a.md")) && str_eq(w.v[0].expires, STR("2031-04-30")));
  assert_int_equal(w.v[0].line, 6);
  assert_true(str_eq(w.v[0].text, STR("reason: r")));
  int64_t end;
  assert_true(time_from_civil(2031, 5, 1, 0, 0, 0, &end)); /* the day itself is the last one */
  assert_int_equal(w.v[0].until, end);
  vec_release(&w);
  arena_release(&arena);
}

static void empty_is_fine(void **state) {
  static const char *const texts[] = {"", "# none\n", "[]\n"};
  for (size_t i = 0; i < 3; i++) {
    struct waivers w = {0};
    struct arena arena = ARENA_INIT;
    struct err err = ERR_INIT;
    assert_int_equal(load(texts[i], &w, &arena, &err), 0);
    assert_int_equal(w.n, 0);
  }
}

static const struct {
  const char *yaml;
  uint32_t line, column;
  const char *says;
} mistakes[] = {
    {"rule: AR001\n", 1, 1, "a file of waivers is one list"},
    {"- AR001\n", 1, 3, "a waiver must be a list of \"key: value\" pairs"},
    {"- rule: AR001\n", 1, 3, "a waiver without \"fingerprint\""},
    {WHOLE "  until: 2031-01-01\n", 7, 3, "unknown key \"until\" in a waiver (known keys: expires, fingerprint,"},
    {WHOLE "  owner: b\n", 7, 10, "a key occurs twice"},
    {"- rule: ''\n", 1, 9, "this may not be empty"},
    {"- owner: [a]\n", 1, 10, "expected one word or text here"},
    {"- fingerprint: 0123\n", 1, 16, "expected 32 hexadecimal digits in lower case"},
    {"- report: " PRINT "\n", 1, 11, "expected 64 hexadecimal digits in lower case"},
    {"- expires: someday\n", 1, 12, "expected a date (2026-03-31)"},
    {"- expires: 2031-02-30\n", 1, 12, "expected a date (2026-03-31)"},
    {WHOLE "---\n" WHOLE, 8, 1, "more than one YAML document"},
};

static void mistakes_have_a_place(void **state) {
  for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
    struct waivers w = {0};
    struct arena arena = ARENA_INIT;
    struct err err = ERR_INIT;
    assert_int_equal(load(mistakes[i].yaml, &w, &arena, &err), -1);
    assert_int_equal(err.code, ERR_CONFIG);
    if (err.line != mistakes[i].line || err.column != mistakes[i].column || !strstr(err.text, mistakes[i].says))
      fail_msg("row %zu: %u:%u: %s", i, err.line, err.column, err.text);
    vec_release(&w);
    arena_release(&arena);
  }
}

/* --- one more --- */

static int append(const char *path, struct str reason, struct err *err) {
  struct waiver w = {.rule = STR("ST001"), .fingerprint = STR(PRINT), .sha256 = STR(SHA), .owner = STR("b"), .reason = reason};
  return waiver_append(path, &w, STR("2031-06-30"), STR("line 3:\nof two"), err);
}

static void what_was_there_stays(void **state) {
  static const char *const texts[] = {NULL, "", "# ours\n" WHOLE "  # the end", "# ours\n" WHOLE "\n\n"};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    struct err err = ERR_INIT;
    struct file file = {0};
    char *path = write_file(texts[i]);
    if (append(path, STR("a \"reason\": # \\ \xC3\xA9\n\x01"), &err) != 0) fail_msg("%zu: %s", i, err.text);
    assert_int_equal(file_read(&file, path, 10000, &err), 0);
    if (texts[i]) assert_true(str_starts(file_str(&file), str_of(texts[i])));
    struct waivers w = {0};
    struct arena arena = ARENA_INIT;
    assert_int_equal(waivers_load(&w, &arena, path, &err), 0);
    assert_int_equal(w.n, i < 2 ? 1 : 2);
    assert_true(str_eq(w.v[w.n - 1].reason, STR("a \"reason\": # \\ \xC3\xA9\n\x01")));
    vec_release(&w);
    arena_release(&arena);
    file_release(&file);
    mem_free(path);
  }
}

static void what_is_no_list_is_left_alone(void **state) {
  static const char *const texts[] = {"[]\n", "a: b\n", "- broken: [\n", "--- |\n text\n"};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    struct err err = ERR_INIT;
    struct file file = {0};
    char *path = write_file(texts[i]);
    assert_int_equal(append(path, STR("r"), &err), -1);
    assert_int_equal(err.code, ERR_CONFIG);
    assert_int_equal(file_read(&file, path, 10000, &err), 0);
    assert_true(str_eq(file_str(&file), str_of(texts[i])));
    file_release(&file);
    mem_free(path);
  }
}

static int make_folder(void **state) { return mkdtemp(folder) ? 0 : -1; }

static int drop_folder(void **state) {
  char *path = file_join(folder, "waivers.yaml");
  unlink(path);
  mem_free(path);
  return rmdir(folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_one),
      cmocka_unit_test(empty_is_fine),
      cmocka_unit_test(mistakes_have_a_place),
      cmocka_unit_test(what_was_there_stays),
      cmocka_unit_test(what_is_no_list_is_left_alone),
  };
  return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
