/* What the tests of check share: a ledger in memory, and rows made by hand. */
#ifndef TIEOUT_CHECK_TEST_H
#define TIEOUT_CHECK_TEST_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/sha256.h"
#include "base/time.h"
#include "check/check.h"

#define OK(call) assert_ok((call), &err, __FILE__, __LINE__)
static inline void assert_ok(int rc, const struct err *err, const char *file, int line) {
  if (rc == 0) return;
  print_error("%s:%u:%u: %s\n", err->path, err->line, err->column, err->text);
  _fail(file, line);
}

static inline int ledger_open(void **state) {
  struct err err = ERR_INIT;
  return store_open((struct store **)state, NULL, STORE_CREATE, &err);
}

static inline int ledger_close(void **state) {
  store_close(*state);
  return 0;
}

static inline int64_t at(const char *when) {
  struct moment m;
  assert_true(time_scan(str_of(when), &m) > 0);
  return m.lo;
}

/* Different bytes for every path, unless `same` names the bytes. */
static inline int64_t intake_of(struct store *s, const char *path, const char *role, const char *same) {
  struct err err = ERR_INIT;
  unsigned char sum[SHA256_SIZE];
  char hex[SHA256_HEX + 1];
  int64_t artifact = 0, id = 0;
  sha256_of(str_of(same ? same : path), sum);
  sha256_hex(sum, hex);
  OK(store_artifact_put(s, hex, str_of(same ? same : path), &artifact, &err));
  struct intake in = {.artifact = artifact, .path = str_of(path), .role = str_of(role), .source_time = TIME_NONE};
  OK(store_intake_add(s, &in, hex, &id, &err));
  return id;
}

/* The fields that binding goes by; NULL and TIME_NONE where the artifact does not say. */
struct made {
  const char *path, *importer, *project, *environment, *commit, *version, *label, *same;
  int64_t observed;
  enum rank rank;
};

static inline int64_t reading_of(struct store *s, struct made m) {
  struct err err = ERR_INIT;
  int64_t id = 0, intake = intake_of(s, m.path, "evidence", m.same);
  struct reading r = {.intake = intake,
                      .importer = str_of(m.importer),
                      .importer_version = STR("1"),
                      .rank = m.rank,
                      .release = str_of(m.label),
                      .project = str_of(m.project),
                      .environment = str_of(m.environment),
                      .commit_sha = str_of(m.commit),
                      .version = str_of(m.version),
                      .observed_at = m.observed};
  OK(store_reading_add(s, &r, &id, &err));
  return id;
}

static inline int64_t fact_of(struct store *s, int64_t reading, const char *subject, const char *attribute, const char *value,
                              enum rank rank) {
  struct err err = ERR_INIT;
  int64_t id = 0;
  struct fact f = {.reading = reading,
                   .subject = str_of(subject),
                   .attribute = str_of(attribute),
                   .value = str_of(value),
                   .written = str_of(value),
                   .state = FACT_KNOWN,
                   .rank = rank,
                   .observed_at = TIME_NONE,
                   .pointer = STR("/x"),
                   .line = 7,
                   .column = 3,
                   .text = str_of(value)};
  OK(store_fact_add(s, &f, &id, &err));
  OK(store_exec(s, SQL_READING_SET_FACTS, BINDS(B_INT("id", reading), B_INT("facts", 1)), &err));
  return id;
}

static inline int64_t document_of(struct store *s, const char *path, int64_t as_of, int64_t as_of_high) {
  struct err err = ERR_INIT;
  int64_t id = 0;
  struct document d = {.intake = intake_of(s, path, "report", NULL), .title = STR("Report"), .as_of = as_of, .as_of_high = as_of_high};
  OK(store_document_add(s, &d, &id, &err));
  return id;
}

/* A claim on a line of its own. */
static inline int64_t claim_at(struct store *s, int64_t document, enum claim_family family, const char *subject, const char *attribute,
                               const char *value, const char *qualifier, uint32_t line) {
  struct err err = ERR_INIT;
  int64_t id = 0;
  struct claim c = {.document = document,
                    .family = family,
                    .subject = str_of(subject),
                    .attribute = str_of(attribute),
                    .value = str_of(value),
                    .written = str_of(value),
                    .qualifier = str_of(qualifier),
                    .block = (int32_t)line,
                    .row = -1,
                    .col = -1,
                    .place = {line, 3, line, 9},
                    .text = str_of(value)};
  OK(store_claim_add(s, &c, &id, &err));
  return id;
}

static inline int64_t metadata_of(struct store *s, int64_t document, const char *attribute, const char *value) {
  return claim_at(s, document, FAMILY_METADATA, "deployment", attribute, value, NULL, 3);
}

static inline int64_t citation_of(struct store *s, int64_t document, const char *path) {
  return claim_at(s, document, FAMILY_CITATION, NULL, "path", path, "evidence", 9);
}

#endif
