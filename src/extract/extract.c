#include "extract/extract.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/sha256.h"
#include "base/time.h"
#include "extract/passes.h"
#include "extract/read.h"

/* Details live only for the call. */
static void keep_diag(void *ctx, const struct diag *d) {
  struct reading_report *r = ctx;
  struct diag copy = *d;
  copy.detail = arena_str(&r->arena, d->detail);
  vec_push(&r->diags, copy);
}

void reading_release(struct reading_report *r) {
  extraction_release(&r->x);
  markdown_release(&r->md);
  text_release(&r->text);
  file_release(&r->file);
  arena_release(&r->arena);
  vec_release(&r->diags);
}

static int read_report(struct reading_report *r, const char *path, struct err *err) {
  struct diag_sink sink = {keep_diag, r};
  if (file_read(&r->file, path, LIMIT_REPORT_BYTES, err) < 0) return -1;
  if (text_read(&r->text, file_str(&r->file), str_of(path), &sink, err) < 0) return -1;
  return markdown_read(&r->md, &r->text, path, &sink, err);
}

static void find_claims(struct reading_report *r, const char *path, const struct policy *policy) {
  size_t n = 0;
  const struct pass *p = passes(&n);
  extraction_init(&r->x, &r->text, &r->md, str_of(path));
  r->x.policy = policy;
  for (size_t i = 0; i < n && !r->x.capped; i++) p[i].run(&r->x);
  struct diag_sink sink = {keep_diag, r};
  if (r->x.capped) diag_emit(&sink, DIAG_REPORT_CAPPED, str_of(path), 0, 0, "%zu claims", r->x.claims.n);
}

/* The report's own time as its content says it, else the file's. */
static struct intake intake_of(const struct reading_report *r, const char *path, bool is_with) {
  struct intake in = {.path = str_of(path), .role = is_with ? STR("with") : STR("report"), .source_time = r->x.document.as_of};
  if (in.source_time != TIME_NONE) {
    in.source_time_basis = r->x.as_of_claim == CLAIM_NONE ? STR("name") : STR("content");
  } else if (r->file.mtime != TIME_NONE) {
    in.source_time = r->file.mtime;
    in.source_time_basis = STR("file");
  }
  return in;
}

static int write_intake(struct store *s, struct reading_report *r, const char *path, bool is_with, struct err *err) {
  unsigned char sum[SHA256_SIZE];
  char hex[SHA256_HEX + 1];
  struct intake in = intake_of(r, path, is_with);
  sha256_of(file_str(&r->file), sum);
  sha256_hex(sum, hex);
  bool stream = str_eq(in.path, STR("-"));
  if ((stream ? store_artifact_put_stream : store_artifact_put)(s, hex, file_str(&r->file), &in.artifact, err) < 0) return -1;
  if (store_intake_add(s, &in, hex, &r->x.intake, err) < 0) return -1;
  for (size_t i = 0; i < r->diags.n; i++)
    if (store_diagnostic_add(s, r->x.intake, &r->diags.v[i], err) < 0) return -1;
  return 0;
}

static int write_document(struct store *s, struct reading_report *r, bool is_with, struct err *err) {
  r->x.store = s;
  r->x.document.intake = r->x.intake;
  r->x.document.is_with = is_with;
  if (r->x.status_claim != CLAIM_NONE) r->x.document.status_claimed = claim_written(&r->x, r->x.status_claim);
  if (store_document_add(s, &r->x.document, &r->x.document_id, err) < 0) return -1;
  return extraction_flush(&r->x, err);
}

static int write_report(struct store *s, struct reading_report *r, const char *path, bool is_with, struct err *err) {
  if (store_begin(s, err) < 0) return -1;
  if (write_intake(s, r, path, is_with, err) < 0 || write_document(s, r, is_with, err) < 0) {
    store_rollback(s);
    return -1;
  }
  return store_commit(s, err);
}

int reading_find(struct reading_report *r, const char *path, const struct policy *policy, struct err *err) {
  *r = (struct reading_report){.diags = {0}};
  if (read_report(r, path, err) != 0) return -1;
  find_claims(r, path, policy);
  return 0;
}

int reading_write(struct reading_report *r, struct store *s, const char *path, bool is_with, int64_t *document, struct err *err) {
  int rc = write_report(s, r, path, is_with, err);
  *document = r->x.document_id;
  return rc;
}

int extract_report(struct store *s, const char *path, bool is_with, const struct policy *policy, int64_t *document, struct err *err) {
  struct reading_report r;
  int rc = reading_find(&r, path, policy, err);
  if (rc == 0) rc = reading_write(&r, s, path, is_with, document, err);
  reading_release(&r);
  return rc;
}
