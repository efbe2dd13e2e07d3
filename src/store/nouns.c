/* One function for each thing that the stages keep. */
#include "base/clock.h"
#include "base/limits.h"
#include "base/sha256.h"
#include "base/time.h"
#include "store/db.h"
#include "store/journal.h"

#define B_TIME(n, x)  B_INT_IF(n, (x) != TIME_NONE, x)
#define B_PLACE(n, x) B_INT_IF(n, (x) != 0, x)

/* At most LIMIT_VALUE_BYTES, whole characters. */
static struct str cut(struct str s) {
  if (s.n <= LIMIT_VALUE_BYTES) return s;
  s.n = LIMIT_VALUE_BYTES;
  while (s.n && ((unsigned char)s.p[s.n] & 0xC0) == 0x80) s.n--;
  return s;
}

/* --- artifacts and intakes --- */

struct stored {
  const char *hex;
  bool same;
};

static int row_rehash(void *ctx, const struct row *r, struct err *err) {
  struct stored *x = ctx;
  unsigned char sum[SHA256_SIZE];
  char hex[SHA256_HEX + 1];
  sha256_of(row_text(r, 2), sum);
  sha256_hex(sum, hex);
  x->same = strcmp(hex, x->hex) == 0;
  return 1;
}

/* What was kept must be what was hashed, before anybody can commit it. */
static int verify_stored(struct store *s, const char *hex, int64_t id, struct err *err) {
  struct stored x = {hex, false};
  if (store_query(s, SQL_ARTIFACT_GET, BINDS(B_INT("id", id)), row_rehash, &x, err) != 0) return -1;
  return x.same ? 0 : err_at(err, ERR_INTEGRITY, "artifact-hash", s->path, 0, 0, "artifact %s was not stored as it was read", hex);
}

static int put_artifact(struct store *s, const char sha256_hex[65], struct str bytes, bool keep, int64_t *id, struct err *err) {
  struct str hex = str_of(sha256_hex);
  if (store_int(s, SQL_ARTIFACT_FIND, BINDS(B_TEXT("sha256", hex)), 0, id, err) != 0) return -1;
  if (*id) return 0;
  struct bind content = keep ? B_BLOB("bytes", bytes) : B_NULL("bytes");
  if (store_insert(s, SQL_ARTIFACT_INSERT, BINDS(B_TEXT("sha256", hex), B_INT("size", (int64_t)bytes.n), content), id, err) != 0) return -1;
  return keep ? verify_stored(s, sha256_hex, *id, err) : 0;
}

int store_artifact_put(struct store *s, const char sha256_hex[65], struct str bytes, int64_t *id, struct err *err) {
  return put_artifact(s, sha256_hex, bytes, !store_is_memory(s) && bytes.n <= LIMIT_KEEP_BYTES, id, err);
}

int store_artifact_put_stream(struct store *s, const char sha256_hex[65], struct str bytes, int64_t *id, struct err *err) {
  return put_artifact(s, sha256_hex, bytes, bytes.n <= LIMIT_KEEP_BYTES, id, err);
}

int store_intake_add(struct store *s, const struct intake *in, const char sha256_hex[65], int64_t *id, struct err *err) {
  int64_t now = clock_now();
  if (store_begin(s, err) != 0) return -1;
  int rc = store_insert(s, SQL_INTAKE_INSERT,
                        BINDS(B_INT("artifact", in->artifact), B_TEXT("path", in->path), B_TEXT("role", in->role),
                              B_TEXT_OR_NULL("release", in->release), B_TIME("source_time", in->source_time),
                              B_TEXT_OR_NULL("source_time_basis", in->source_time_basis), B_INT("taken_at", now)),
                        id, err);
  if (rc == 0) rc = journal_intake(s, in, sha256_hex, now, err);
  if (rc == 0) rc = store_commit(s, err);
  if (rc != 0) store_rollback(s);
  return rc;
}

/* --- evidence --- */

int store_reading_add(struct store *s, const struct reading *r, int64_t *id, struct err *err) {
  return store_insert(s, SQL_READING_INSERT,
                      BINDS(B_INT("intake", r->intake), B_TEXT_OR_NULL("importer", r->importer),
                            B_TEXT_OR_NULL("importer_version", r->importer_version), B_TEXT("rank", str_of(rank_name(r->rank))),
                            B_TEXT_OR_NULL("release", r->release), B_TEXT_OR_NULL("project", r->project),
                            B_TEXT_OR_NULL("environment", r->environment), B_TEXT_OR_NULL("commit_sha", r->commit_sha),
                            B_TEXT_OR_NULL("version", r->version), B_TIME("observed_at", r->observed_at)),
                      id, err);
}

int store_fact_add(struct store *s, const struct fact *f, int64_t *id, struct err *err) {
  bool num = f->has_number;
  return store_insert(s, SQL_FACT_INSERT,
                      BINDS(B_INT("reading", f->reading), B_TEXT("subject", cut(f->subject)), B_TEXT("attribute", cut(f->attribute)),
                            B_TEXT_OR_NULL("value", cut(f->value)), B_TEXT_OR_NULL("written", cut(f->written)),
                            B_REAL_IF("number", num, f->number), B_REAL_IF("low", num, f->low), B_REAL_IF("high", num, f->high),
                            B_TEXT_OR_NULL("unit", f->unit), B_TEXT("state", str_of(fact_state_name(f->state))),
                            B_TEXT("rank", str_of(rank_name(f->rank))), B_TIME("observed_at", f->observed_at),
                            B_TEXT_OR_NULL("pointer", cut(f->pointer)), B_PLACE("line", f->line), B_PLACE("column", f->column),
                            B_TEXT_OR_NULL("text", cut(f->text))),
                      id, err);
}

int store_diagnostic_add(struct store *s, int64_t intake, const struct diag *d, struct err *err) {
  return store_exec(s, SQL_DIAGNOSTIC_INSERT,
                    BINDS(B_INT("intake", intake), B_TEXT("name", str_of(diag_name(d->id))),
                          B_TEXT("severity", str_of(diag_severity_name(diag_severity(d->id)))), B_PLACE("line", d->line),
                          B_PLACE("column", d->column), B_TEXT_OR_NULL("detail", d->detail)),
                    err);
}

/* --- reports --- */

int store_document_add(struct store *s, const struct document *d, int64_t *id, struct err *err) {
  return store_insert(s, SQL_DOCUMENT_INSERT,
                      BINDS(B_INT("intake", d->intake), B_INT("is_with", d->is_with), B_TEXT_OR_NULL("title", d->title),
                            B_TEXT_OR_NULL("status_claimed", d->status_claimed), B_TIME("as_of", d->as_of),
                            B_TIME("as_of_high", d->as_of_high)),
                      id, err);
}

int store_document_set(struct store *s, int64_t id, const struct document *d, struct err *err) {
  return store_exec(s, SQL_DOCUMENT_SET,
                    BINDS(B_TEXT_OR_NULL("title", d->title), B_TEXT_OR_NULL("status_claimed", d->status_claimed), B_TIME("as_of", d->as_of),
                          B_TIME("as_of_high", d->as_of_high), B_INT("id", id)),
                    err);
}

int store_section_add(struct store *s, const struct section *x, int64_t *id, struct err *err) {
  return store_insert(s, SQL_SECTION_INSERT,
                      BINDS(B_INT("document", x->document), B_INT_IF("parent", x->parent != 0, x->parent),
                            B_INT_IF("top", x->top != 0, x->top), B_INT("level", x->level), B_TEXT("title", x->title),
                            B_INT("line", x->line)),
                      id, err);
}

int store_claim_add(struct store *s, const struct claim *c, int64_t *id, struct err *err) {
  bool num = c->has_number;
  return store_insert(s, SQL_CLAIM_INSERT,
                      BINDS(B_INT("document", c->document), B_TEXT("family", str_of(claim_family_name(c->family))),
                            B_TEXT_OR_NULL("subject", cut(c->subject)), B_TEXT_OR_NULL("attribute", cut(c->attribute)),
                            B_TEXT("operator", str_of(claim_operator_name(c->operator_))), B_TEXT("role", str_of(claim_role_name(c->role))),
                            B_TEXT_OR_NULL("value", cut(c->value)), B_TEXT_OR_NULL("written", cut(c->written)),
                            B_TEXT_OR_NULL("qualifier", cut(c->qualifier)), B_REAL_IF("number", num, c->number),
                            B_REAL_IF("low", num, c->low), B_REAL_IF("high", num, c->high), B_INT("exact", c->exact),
                            B_TEXT_OR_NULL("unit", c->unit), B_INT_IF("section", c->section != 0, c->section), B_INT("block", c->block),
                            B_INT_IF("row", c->row >= 0, c->row), B_INT_IF("col", c->col >= 0, c->col), B_INT("line", c->place.line),
                            B_INT("column", c->place.column), B_INT("end_line", c->place.end_line),
                            B_INT("end_column", c->place.end_column), B_TEXT("text", cut(c->text))),
                      id, err);
}

int store_relation_add(struct store *s, const struct relation *r, struct err *err) {
  return store_exec(s, SQL_RELATION_INSERT,
                    BINDS(B_INT("document", r->document), B_TEXT("kind", str_of(relation_kind_name(r->kind))), B_INT("claim", r->claim),
                          B_INT("other", r->other), B_INT("ord", r->ord)),
                    err);
}
