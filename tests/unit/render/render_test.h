/* What the tests of render share: a ledger with one report, two artifacts, and what a check of it came to. */
#ifndef TIEOUT_RENDER_TEST_H
#define TIEOUT_RENDER_TEST_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/sha256.h"
#include "base/time.h"
#include "render/render.h"

#define OK(call) assert_ok((call), &err, __FILE__, __LINE__)
static inline void assert_ok(int rc, const struct err *err, const char *file, int line) {
  if (rc == 0) return;
  print_error("%s\n", err->text);
  _fail(file, line);
}

static inline int64_t intake_of(struct store *s, const char *path, const char *role, struct str bytes) {
  struct err err = ERR_INIT;
  unsigned char sum[SHA256_SIZE];
  char hex[SHA256_HEX + 1];
  int64_t artifact = 0, id = 0;
  sha256_of(bytes, sum);
  sha256_hex(sum, hex);
  OK(store_artifact_put(s, hex, bytes, &artifact, &err));
  struct intake in = {.artifact = artifact, .path = str_of(path), .role = str_of(role), .source_time = TIME_NONE};
  OK(store_intake_add(s, &in, hex, &id, &err));
  return id;
}

static inline int64_t finding_of(struct store *s, int64_t document, const char *rule, const char *level, int64_t claim, const char *message,
                                 int64_t fact, int64_t other) {
  struct err err = ERR_INIT;
  int64_t id = 0;
  OK(store_insert(s, SQL_FINDING_INSERT,
                  BINDS(B_INT_IF("document", document, document), B_TEXT("rule", str_of(rule)), B_TEXT("category", STR("status")),
                        B_TEXT("level", str_of(level)), B_INT_IF("claim", claim, claim), B_TEXT("verdict", STR("contradicted")),
                        B_TEXT("message", str_of(message)), B_TEXT("expected", STR("failed")), B_TEXT("actual", STR("COMPLETE")),
                        B_TEXT("settle", STR("a later artifact")), B_TEXT("working", STR("1 + 1 = 2")),
                        B_TEXT("fingerprint", STR("0123456789abcdef0123456789abcdef")), B_NULL("policy"), B_NULL("waiver")),
                  &id, &err));
  for (int64_t k = 0; k < 2; k++) {
    bool is_fact = k == 0;
    if (!(is_fact ? fact : other)) continue;
    OK(store_exec(s, SQL_FINDING_INSERT_OTHER,
                  BINDS(B_INT("finding", id), B_INT("ord", k), B_INT_IF("fact", is_fact, fact), B_INT_IF("claim", !is_fact, other)), &err));
  }
  return id;
}

struct shown {
  struct store *s;
  char *path; /* the report, a file */
  int64_t document;
};

/* The report is on disk, so that its lines can be quoted; every text that it holds may be hostile. */
static inline void shown_open(struct shown *x, const char *report) {
  struct err err = ERR_INIT;
  char name[] = "/tmp/tieout-render-XXXXXX";
  assert_non_null(mkdtemp(name));
  x->path = file_join(name, "report.md");
  OK(file_write(x->path, str_of(report), &err));
  OK(store_open(&x->s, NULL, STORE_CREATE, &err));
  struct document d = {.intake = intake_of(x->s, x->path, "report", str_of(report)),
                       .title = STR("Report"),
                       .status_claimed = STR("COMPLETE"),
                       .as_of = 1900000000000000,
                       .as_of_high = 1900000001000000};
  OK(store_document_add(x->s, &d, &x->document, &err));
}

static inline void shown_close(struct shown *x) {
  char *dir = file_dir(x->path);
  remove(x->path);
  remove(dir);
  mem_free(dir);
  mem_free(x->path);
  store_close(x->s);
}

/* The report lies in a folder of its own name; the tests name it report.md. */
static inline void shown_plain(struct buf *out, const char *path) {
  struct buf b = BUF_INIT;
  struct str text = buf_str(out), from = str_of(path);
  for (size_t i = 0; i < text.n;) {
    bool here = str_starts(str_sub(text, i, text.n), from);
    if (here)
      buf_add_cstr(&b, "report.md");
    else
      buf_add_char(&b, text.p[i]);
    i += here ? from.n : 1;
  }
  buf_release(out);
  *out = b;
}

static inline int64_t reading_of(struct store *s, const char *path, const char *importer, enum rank rank) {
  struct err err = ERR_INIT;
  int64_t id = 0;
  struct reading r = {.intake = intake_of(s, path, "evidence", str_of(path)),
                      .importer = str_of(importer),
                      .importer_version = STR("1"),
                      .rank = rank,
                      .release = STR("spring"),
                      .observed_at = 1899999999000000};
  OK(store_reading_add(s, &r, &id, &err));
  OK(store_exec(s, SQL_READING_SET_FACTS, BINDS(B_INT("id", id), B_INT("facts", importer ? 1 : 0)), &err));
  return id;
}

static inline int64_t fact_of(struct store *s, int64_t reading, const char *text) {
  struct err err = ERR_INIT;
  int64_t id = 0;
  struct fact f = {.reading = reading,
                   .subject = STR("service:web"),
                   .attribute = STR("status"),
                   .value = STR("failure"),
                   .written = STR("failed"),
                   .observed_at = TIME_NONE,
                   .pointer = STR("/services/0/status"),
                   .line = 9,
                   .column = 17,
                   .text = str_of(text)};
  OK(store_fact_add(s, &f, &id, &err));
  return id;
}

static inline int64_t claim_of(struct store *s, int64_t document, const char *text, struct place place, double number) {
  struct err err = ERR_INIT;
  int64_t id = 0;
  struct claim c = {.document = document,
                    .family = FAMILY_STATUS,
                    .subject = STR("deployment"),
                    .attribute = STR("status"),
                    .value = STR("success"),
                    .written = str_of(text),
                    .has_number = number != 0,
                    .number = number,
                    .low = number,
                    .high = number < 0 ? INFINITY : number * 2,
                    .unit = STR("ratio"),
                    .row = -1,
                    .col = -1,
                    .place = place,
                    .text = str_of(text)};
  OK(store_claim_add(s, &c, &id, &err));
  return id;
}

static inline void bind_of(struct store *s, int64_t document, int64_t reading, bool bound, const char *reason) {
  struct err err = ERR_INIT;
  OK(store_exec(s, SQL_BINDING_INSERT,
                BINDS(B_INT("document", document), B_INT("reading", reading), B_INT("bound", bound), B_TEXT("reason", str_of(reason))),
                &err));
}

static inline void verdict_of(struct store *s, int64_t claim, const char *verdict, int64_t fact) {
  struct err err = ERR_INIT;
  OK(store_exec(s, SQL_VERDICT_INSERT, BINDS(B_INT("claim", claim), B_TEXT("verdict", str_of(verdict)), B_NULL("rules"), B_NULL("working")),
                &err));
  if (fact)
    OK(store_exec(s, SQL_VERDICT_INSERT_EVIDENCE, BINDS(B_INT("claim", claim), B_INT("ord", 0), B_INT("fact", fact), B_NULL("other")),
                  &err));
}

#endif
