/* What the store's tests share: a folder of their own, and a few rows. */
#ifndef TIEOUT_STORE_TEST_H
#define TIEOUT_STORE_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/sha256.h"
#include "base/time.h"
#include "store/db.h"

#define OK(call) assert_ok((call), &err, __FILE__, __LINE__)
static inline void assert_ok(int rc, const struct err *err, const char *file, int line) {
  if (rc == 0) return;
  print_error("%s\n", err->text);
  _fail(file, line);
}

static inline int folder_make(void **state) {
  char *name = mem_strdup("/tmp/tieout-store-XXXXXX");
  if (!mkdtemp(name)) return -1;
  *state = name;
  return 0;
}

static inline int folder_remove_file(void *ctx, const char *path, struct err *err) { return unlink(path); }

static inline int folder_drop(void **state) {
  struct err err = ERR_INIT;
  file_walk(*state, folder_remove_file, NULL, &err);
  int rc = rmdir(*state);
  mem_free(*state);
  return rc;
}

/* An evidence file with these bytes, handed in. */
static inline int64_t intake_make(struct store *s, const char *path, const char *bytes) {
  struct err err = ERR_INIT;
  unsigned char sum[SHA256_SIZE];
  char hex[SHA256_HEX + 1];
  int64_t artifact = 0, id = 0;
  sha256_of(str_of(bytes), sum);
  sha256_hex(sum, hex);
  OK(store_artifact_put(s, hex, str_of(bytes), &artifact, &err));
  struct intake in = {.artifact = artifact, .path = str_of(path), .role = STR("evidence"), .source_time = TIME_NONE};
  OK(store_intake_add(s, &in, hex, &id, &err));
  return id;
}

static inline int64_t reading_make(struct store *s, int64_t intake) {
  struct err err = ERR_INIT;
  int64_t id = 0;
  struct reading r = {.intake = intake, .importer = STR("deploy-manifest"), .importer_version = STR("1"), .observed_at = TIME_NONE};
  OK(store_reading_add(s, &r, &id, &err));
  return id;
}

static inline int64_t fact_make(struct store *s, int64_t reading, const char *subject, const char *value) {
  struct err err = ERR_INIT;
  int64_t id = 0;
  struct fact f = {.reading = reading,
                   .subject = str_of(subject),
                   .attribute = STR("status"),
                   .value = str_of(value),
                   .written = str_of(value),
                   .observed_at = TIME_NONE,
                   .pointer = STR("/services/0/status")};
  OK(store_fact_add(s, &f, &id, &err));
  return id;
}

/* First column of the first row of any SELECT. */
static inline int64_t ask(struct store *s, const char *sql) {
  struct err err = ERR_INIT;
  int64_t out = 0;
  OK(db_pragma(s->db, NULL, sql, &out, &err));
  return out;
}

#endif
