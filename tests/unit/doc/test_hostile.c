/* Each file of tests/hostile/doc through the reader of its kind: what is said must be what stands in <file>.expected. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "doc/encoding.h"
#include "doc/tree.h"

static void say(void *ctx, const struct diag *d) {
  buf_printf(ctx, "%.*s:%u:%u: %s: %s: %.*s [%s]\n", STR_ARG(d->path), d->line, d->column, diag_severity_name(diag_severity(d->id)),
             diag_text(d->id), STR_ARG(d->detail), diag_name(d->id));
}

static int read_by_kind(struct str in, const char *name, const struct diag_sink *sink, struct err *err) {
  struct str kind = str_of(name);
  struct tree t = {0};
  struct text x = {0};
  int rc;
  if (str_ends(kind, STR(".md")))
    rc = text_read(&x, in, kind, sink, err);
  else if (str_ends(kind, STR(".yaml")))
    rc = tree_read_yaml(&t, in, name, sink, err);
  else
    rc = tree_read_json(&t, in, name, str_ends(kind, STR(".ndjson")), sink, err);
  text_release(&x);
  tree_release(&t);
  return rc;
}

static void load(struct file *f, const char *path) {
  struct err err = ERR_INIT;
  if (file_read(f, path, LIMIT_CONFIG_BYTES, &err) < 0) fail_msg("%s: %s", path, err.text);
}

static int check_file(void *ctx, const char *path, struct err *unused) {
  struct str expected_suffix = STR(".expected");
  if (str_ends(str_of(path), expected_suffix)) return 0;
  struct file in, want;
  struct err err = ERR_INIT;
  struct buf out = BUF_INIT, want_path = BUF_INIT;
  struct diag_sink sink = {say, &out};
  buf_printf(&want_path, "%s.expected", path);
  load(&in, path);
  if (read_by_kind(file_str(&in), file_base(str_of(path)).p, &sink, &err) < 0)
    err_format(&err, &out);
  else
    buf_add_cstr(&out, "read");
  buf_add_char(&out, '\n');
  if (file_kind(buf_cstr(&want_path)) != FILE_REGULAR) fail_msg("%s has no .expected; it says\n%s", path, buf_cstr(&out));
  load(&want, buf_cstr(&want_path));
  if (!str_eq(buf_str(&out), file_str(&want))) print_error("%s says\n%s", path, buf_cstr(&out));
  assert_true(str_eq(buf_str(&out), file_str(&want)));
  file_release(&in);
  file_release(&want);
  buf_release(&out);
  buf_release(&want_path);
  ++*(size_t *)ctx;
  return 0;
}

static void hostile_files_are_told_apart(void **state) {
  struct err err = ERR_INIT;
  size_t n = 0;
  assert_int_equal(file_walk(TIEOUT_SOURCE_DIR "/tests/hostile/doc", check_file, &n, &err), 0);
  assert_true(n >= 20);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(hostile_files_are_told_apart)};
  return cmocka_run_group_tests_name("doc/hostile", tests, NULL, NULL);
}
