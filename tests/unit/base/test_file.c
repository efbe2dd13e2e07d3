#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/time.h"

static char folder[64];

static const char *at(const char *name) {
  static char path[4][256];
  static int turn;
  char *out = path[turn++ & 3];
  snprintf(out, sizeof path[0], "%s/%s", folder, name);
  return out;
}

static void put(const char *name, const char *text) {
  struct err err = ERR_INIT;
  if (file_write(at(name), str_of(text), &err) != 0) fail_msg("%s: %s", err.path, err.text);
}

static int set_up(void **state) {
  snprintf(folder, sizeof folder, "%s", "test_file.XXXXXX");
  return mkdtemp(folder) ? 0 : -1;
}

static void remove_tree(const char *path) {
  DIR *d = opendir(path);
  for (struct dirent *e; d && (e = readdir(d)) != NULL;) {
    if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0) continue;
    char *inner = file_join(path, e->d_name);
    struct stat st;
    if (lstat(inner, &st) == 0 && S_ISDIR(st.st_mode))
      remove_tree(inner);
    else
      unlink(inner);
    mem_free(inner);
  }
  if (d) closedir(d);
  rmdir(path);
}

static int tear_down(void **state) {
  remove_tree(folder);
  return 0;
}

static void what_is_written_is_read(void **state) {
  struct err err = ERR_INIT;
  struct file f;
  put("a", "one\n");
  put("a", "two\n");
  assert_int_equal(file_read(&f, at("a"), 100, &err), 0);
  assert_string_equal(f.p, "two\n");
  assert_true(f.mtime != TIME_NONE);
  file_release(&f);
  put("empty", "");
  assert_int_equal(file_read(&f, at("empty"), 0, &err), 0);
  assert_int_equal(f.n, 0);
  assert_string_equal(f.p, "");
  file_release(&f);
  size_t n = 300000;
  char *big = mem_alloc(n);
  memset(big, 'x', n);
  assert_int_equal(file_write(at("big"), str_make(big, n), &err), 0);
  assert_int_equal(file_read(&f, at("big"), n, &err), 0);
  assert_int_equal(f.n, n);
  assert_memory_equal(f.p, big, n);
  file_release(&f);
  mem_free(big);
}

static void refusals_say_why(void **state) {
  struct err err = ERR_INIT;
  struct file f;
  put("four", "1234");
  assert_int_equal(mkdir(at("dir"), 0700), 0);
  assert_int_equal(mkfifo(at("pipe"), 0600), 0);
  static const struct {
    const char *name, *why;
  } rows[] = {
      {"missing", "no such file or directory"},
      {"dir", "is a folder, not a file"},
      {"pipe", "is a pipe, not a file; standard input is \"-\""},
      {"four", "is larger than the limit of 3 bytes"},
      {"four/x", "not a directory"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    assert_int_equal(file_read(&f, at(rows[i].name), 3, &err), -1);
    assert_int_equal(err.code, ERR_INPUT);
    assert_string_equal(err.text, rows[i].why);
    assert_string_equal(err.path, at(rows[i].name));
    assert_null(f.p);
  }
  assert_int_equal(file_read(&f, "/dev/null", 3, &err), -1);
  assert_string_equal(err.text, "is a device, not a file");
}

/* /proc says 0 bytes for files that have some: the size is a hint only. */
static void files_without_a_size_are_read_to_their_end(void **state) {
  struct err err = ERR_INIT;
  struct file f;
  if (access("/proc/self/status", R_OK) != 0) skip();
  assert_int_equal(file_read(&f, "/proc/self/status", 1 << 20, &err), 0);
  assert_true(f.n > 50);
  file_release(&f);
  assert_int_equal(file_read(&f, "/proc/self/status", 50, &err), -1);
  assert_string_equal(err.text, "is larger than the limit of 50 bytes");
}

static size_t entries(const char *path) {
  size_t n = 0;
  DIR *d = opendir(path);
  while (readdir(d)) n++;
  closedir(d);
  return n;
}

static void failed_writes_leave_nothing(void **state) {
  struct err err = ERR_INIT;
  assert_int_equal(mkdir(at("keep"), 0700), 0);
  assert_int_equal(mkdir(at("keep/sub"), 0700), 0);
  assert_int_equal(file_write(at("keep/sub"), STR("x"), &err), -1);
  assert_int_equal(err.code, ERR_SYSTEM);
  assert_string_equal(err.text, "is a folder, not a file");
  assert_int_equal(file_write(at("keep/none/x"), STR("x"), &err), -1);
  assert_int_equal(err.code, ERR_SYSTEM);
  assert_int_equal(entries(at("keep")), 3);
  if (access("/dev/full", W_OK) != 0) skip();
  assert_int_equal(file_write("/dev/full", STR("x"), &err), -1);
  assert_string_equal(err.text, "no space left on device");
}

static void links_are_written_through_and_modes_kept(void **state) {
  struct err err = ERR_INIT;
  put("real", "old");
  assert_int_equal(chmod(at("real"), 0640), 0);
  assert_int_equal(symlink("real", at("link")), 0);
  assert_int_equal(file_write(at("link"), STR("new"), &err), 0);
  struct stat st;
  assert_int_equal(lstat(at("link"), &st), 0);
  assert_true(S_ISLNK(st.st_mode));
  assert_int_equal(stat(at("real"), &st), 0);
  assert_int_equal(st.st_mode & 0777, 0640);
  struct file f;
  assert_int_equal(file_read(&f, at("real"), 10, &err), 0);
  assert_string_equal(f.p, "new");
  file_release(&f);
}

static int list(void *ctx, const char *path, struct err *err) {
  buf_printf(ctx, "%s ", path + strlen(folder) + 1);
  return 0;
}

static int stop(void *ctx, const char *path, struct err *err) { return err_set(err, ERR_INPUT, "enough"); }

static void walks_in_order_and_stays_inside(void **state) {
  struct err err = ERR_INIT;
  static const char *const folders[] = {"w", "w/b", "w/.hidden", "w/.git", "w/b-c"};
  for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) assert_int_equal(mkdir(at(folders[i]), 0700), 0);
  put("w/z", "");
  put("w/a", "");
  put("w/b/1", "");
  put("w/b-c/1", "");
  put("w/.hidden/x", "");
  put("w/.git/config", "");
  put("outside", "");
  assert_int_equal(symlink("a", at("w/inside")), 0);
  assert_int_equal(symlink("../outside", at("w/outside")), 0);
  assert_int_equal(symlink("..", at("w/loop")), 0);
  assert_int_equal(symlink("nowhere", at("w/dangling")), 0);
  struct buf b = BUF_INIT;
  assert_int_equal(file_walk(at("w"), list, &b, &err), 0);
  assert_string_equal(buf_cstr(&b), "w/.hidden/x w/a w/b-c/1 w/b/1 w/inside w/z ");
  buf_clear(&b);
  assert_int_equal(file_walk(at("w/a"), list, &b, &err), 0);
  assert_string_equal(buf_cstr(&b), "w/a ");
  buf_release(&b);
  assert_int_equal(file_walk(at("w"), stop, NULL, &err), -1);
  assert_string_equal(err.text, "enough");
  assert_int_equal(file_walk(at("w/none"), list, NULL, &err), -1);
  assert_int_equal(err.code, ERR_INPUT);
}

static void joins_by_text(void **state) {
  static const struct {
    const char *dir, *name, *want;
  } rows[] = {
      {"a", "b", "a/b"},
      {"a/", "b", "a/b"},
      {"", "b", "b"},
      {".", "b", "b"},
      {"a", "./b/../c", "a/c"},
      {"a", "..", "."},
      {"a", "../..", ".."},
      {"../a", "../b", "../b"},
      {"a", "/abs/x", "/abs/x"},
      {"/", "a", "/a"},
      {"/", "../a", "/a"},
      {"/a/b", "../../..", "/"},
      {"", "", "."},
      {"a//b", "c//d", "a/b/c/d"},
      {"..", "..", "../.."},
      {"../..", "../x", "../../../x"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    char *p = file_join(rows[i].dir, rows[i].name);
    if (strcmp(p, rows[i].want) != 0) fail_msg("%s + %s = %s", rows[i].dir, rows[i].name, p);
    mem_free(p);
  }
  static const char *const dirs[][2] = {{"a/b", "a"}, {"a", "."}, {"/a", "/"}, {"/", "/"}, {"a/b/", "a"}, {"a//b", "a"}, {"", "."}};
  for (size_t i = 0; i < sizeof dirs / sizeof *dirs; i++) {
    char *p = file_dir(dirs[i][0]);
    assert_string_equal(p, dirs[i][1]);
    mem_free(p);
  }
  assert_true(str_eq(file_base(STR("a/b.md")), STR("b.md")));
  assert_true(str_eq(file_base(STR("b.md")), STR("b.md")));
}

static void finds_upwards(void **state) {
  assert_int_equal(mkdir(at("up"), 0700), 0);
  assert_int_equal(mkdir(at("up/deep"), 0700), 0);
  put("up/tieout-test.yaml", "");
  char *p = file_find_up(at("up/deep"), "tieout-test.yaml");
  assert_non_null(p);
  assert_true(str_ends(str_of(p), STR("/up/tieout-test.yaml")));
  mem_free(p);
  assert_null(file_find_up(at("up/deep"), "no such name anywhere.yaml"));
  assert_null(file_find_up(at("nowhere"), "tieout-test.yaml"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_written_is_read),
      cmocka_unit_test(refusals_say_why),
      cmocka_unit_test(files_without_a_size_are_read_to_their_end),
      cmocka_unit_test(failed_writes_leave_nothing),
      cmocka_unit_test(links_are_written_through_and_modes_kept),
      cmocka_unit_test(walks_in_order_and_stays_inside),
      cmocka_unit_test(joins_by_text),
      cmocka_unit_test(finds_upwards),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
