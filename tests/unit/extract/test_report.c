/* A report file into the ledger: artifact, intake, document, sections, claims, relations, diagnostics. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "extract/extract.h"

static char *folder;

static int folder_make(void **state) {
  folder = mem_strdup("/tmp/tieout-extract-XXXXXX");
  return mkdtemp(folder) ? 0 : -1;
}

static int folder_drop(void **state) {
  int rc = rmdir(folder);
  mem_free(folder);
  return rc;
}

/* One column of text rows, each with a newline. */
static int add_row(void *ctx, const struct row *r, struct err *err) {
  struct buf *out = ctx;
  for (int c = 0; c < row_columns(r); c++) {
    if (c) buf_add_char(out, '|');
    buf_add_str(out, row_text(r, c));
  }
  buf_add_char(out, '\n');
  return 0;
}

static void assert_rows(struct store *s, const char *sql, const char *want) {
  struct sandbox *box = NULL;
  struct err err = ERR_INIT;
  struct buf out = BUF_INIT;
  assert_int_equal(sandbox_open(&box, s, &err), 0);
  if (sandbox_run(box, "test", str_of(sql), NULL, 0, add_row, &out, &err) < 0) fail_msg("%s", err.text);
  assert_string_equal(buf_cstr(&out), want);
  buf_release(&out);
  sandbox_close(box);
}

struct one_report {
  struct store *store;
  int64_t document;
  char *path;
};

static void report_open(struct one_report *r, const char *name, struct str bytes) {
  struct err err = ERR_INIT;
  struct policy policy;
  r->path = file_join(folder, name);
  policy_init(&policy);
  assert_int_equal(file_write(r->path, bytes, &err), 0);
  assert_int_equal(store_open(&r->store, NULL, STORE_CREATE, &err), 0);
  if (extract_report(r->store, r->path, false, &policy, &r->document, &err) < 0) fail_msg("%s", err.text);
  policy_release(&policy);
}

static void report_close(struct one_report *r) {
  store_close(r->store);
  unlink(r->path);
  mem_free(r->path);
}

static const char plain[] = "# Orion\n\nSnapshot: 2024-05-01T12:00:00Z\n\n**Status**: COMPLETE\n\n## Times\n\n### Phases\n\n"
                            "| Phase | Start | End |\n| --- | --- | --- |\n| Phase 1 | 2024-05-01T10:00:00Z | 2024-05-01T13:00:00Z |\n";

static void test_rows(void **state) {
  struct one_report r;
  report_open(&r, "r.md", STR(plain));
  assert_rows(r.store, "SELECT title, status_claimed, as_of FROM document", "Orion|COMPLETE|1714564800000000\n");
  assert_rows(r.store, "SELECT id, parent, top, level, title, line FROM section ORDER BY id",
              "1||1|1|Orion|1\n2|1|2|2|Times|7\n3|2|2|3|Phases|9\n");
  assert_rows(r.store, "SELECT family, attribute, section, \"row\", col, line, \"column\", end_column, text FROM claim ORDER BY id",
              "metadata|as_of|1|||3|11|31|2024-05-01T12:00:00Z\n"
              "status|status|1|||5|13|21|COMPLETE\n"
              "time|started_at|3|1|1|13|13|33|2024-05-01T10:00:00Z\n"
              "time|ended_at|3|1|2|13|36|56|2024-05-01T13:00:00Z\n");
  assert_rows(r.store, "SELECT kind, claim, other FROM relation WHERE kind = 'start'", "start|4|3\n");
  assert_rows(r.store, "SELECT claim FROM relation WHERE kind = 'snapshot' AND other = 1 ORDER BY claim", "3\n4\n");
  report_close(&r);
}

/* Read through a repaired copy, quoted and placed in the original: "âœ…" is a tick that was encoded twice. */
static void test_original_bytes(void **state) {
  static const char text[] = "\xEF\xBB\xBF# Orion\r\n\r\n**Status**: \xC3\xA2\xC5\x93\xE2\x80\xA6 COMPLETE\r\n";
  struct one_report r;
  report_open(&r, "twice.md", str_make(text, sizeof text - 1));
  assert_rows(r.store, "SELECT value, written, line, \"column\", end_column FROM claim",
              "success|\xC3\xA2\xC5\x93\xE2\x80\xA6 COMPLETE|3|13|25\n");
  assert_rows(r.store, "SELECT status_claimed FROM document", "\xC3\xA2\xC5\x93\xE2\x80\xA6 COMPLETE\n");
  assert_rows(r.store, "SELECT name FROM diagnostic ORDER BY name", "encoding-bom\nencoding-crlf\nencoding-double\n");
  report_close(&r);
}

static void assert_refused(const char *name, struct str bytes, const char *word) {
  struct err err = ERR_INIT;
  struct store *s = NULL;
  int64_t document = 0;
  char *path = file_join(folder, name);
  assert_int_equal(store_open(&s, NULL, STORE_CREATE, &err), 0);
  if (bytes.p) assert_int_equal(file_write(path, bytes, &err), 0);
  assert_int_equal(extract_report(s, path, false, NULL, &document, &err), -1);
  assert_int_equal(err.code, ERR_INPUT);
  if (!strstr(err.text, word)) fail_msg("%s", err.text);
  assert_rows(s, "SELECT count(*) FROM intake", "0\n");
  store_close(s);
  if (bytes.p) unlink(path);
  mem_free(path);
}

static void test_refused(void **state) {
  assert_refused("none.md", STR_NONE, "no such file");
  assert_refused("binary.md", STR("a\0b"), "");
}

/* Nothing in it is no error: that there is no claim is the caller's to say. */
static void test_empty(void **state) {
  struct one_report r;
  report_open(&r, "empty.md", STR(""));
  assert_rows(r.store, "SELECT count(*) FROM claim", "0\n");
  assert_rows(r.store, "SELECT role FROM intake", "report\n");
  report_close(&r);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows), cmocka_unit_test(test_original_bytes), cmocka_unit_test(test_refused),
                                     cmocka_unit_test(test_empty)};
  return cmocka_run_group_tests(tests, folder_make, folder_drop);
}
