/* The ledger: the hand-off between the stages, and the only place that knows SQLite.
 *
 * Statements are files below src/store/sql/<noun>/<verb>.sql; fact/insert.sql becomes SQL_FACT_INSERT. Parameters are named, and every
 * one must be bound exactly once or the call fails as ERR_INTERNAL. */
#ifndef TIEOUT_STORE_STORE_H
#define TIEOUT_STORE_STORE_H

#include "base/diag.h"
#include "base/err.h"
#include "model/claim.h"
#include "model/fact.h"
#include "store/sql_ids.h" /* generated: enum sql_id */

struct store;

enum store_mode { STORE_READ, STORE_WRITE, STORE_CREATE };

/* path NULL: a private ledger in memory. Another program's file, a newer version, a corrupted, locked or read-only one each give their own
 * message. STORE_READ on an older version is refused with a hint; WRITE migrates. */
int store_open(struct store **out, const char *path, enum store_mode mode, struct err *err);
/* A private ledger in a file of the folder for temporary files, which has no name any more as soon as a sandbox has opened it: for what may
 * not fit into memory. The same as one in memory in all else. */
int store_open_scratch(struct store **out, struct err *err);
void store_close(struct store *s);
/* Private: in memory, or on a scratch file. */
bool store_is_memory(const struct store *s);

/* One transaction; nested calls are savepoints. Rolled back by store_rollback or by closing. */
int store_begin(struct store *s, struct err *err);
int store_commit(struct store *s, struct err *err);
void store_rollback(struct store *s);

/* --- statements --- */

enum bind_type { BIND_NULL, BIND_INT, BIND_REAL, BIND_TEXT, BIND_BLOB };
struct bind {
  const char *name; /* without the colon */
  enum bind_type type;
  int64_t i;
  double r;
  struct str t;
};
#define B_INT(name_, x)  ((struct bind){.name = (name_), .type = BIND_INT, .i = (x)})
#define B_REAL(name_, x) ((struct bind){.name = (name_), .type = BIND_REAL, .r = (x)})
#define B_TEXT(name_, x) ((struct bind){.name = (name_), .type = BIND_TEXT, .t = (x)})
#define B_BLOB(name_, x) ((struct bind){.name = (name_), .type = BIND_BLOB, .t = (x)})
#define B_NULL(name_)    ((struct bind){.name = (name_), .type = BIND_NULL})
/* NULL where the slice is empty / the condition is false. */
#define B_TEXT_OR_NULL(name_, x)  ((struct bind){.name = (name_), .type = (x).n ? BIND_TEXT : BIND_NULL, .t = (x)})
#define B_INT_IF(name_, cond, x)  ((struct bind){.name = (name_), .type = (cond) ? BIND_INT : BIND_NULL, .i = (x)})
#define B_REAL_IF(name_, cond, x) ((struct bind){.name = (name_), .type = (cond) ? BIND_REAL : BIND_NULL, .r = (x)})
#define BINDS(...)                (const struct bind[]){__VA_ARGS__}, sizeof((const struct bind[]){__VA_ARGS__}) / sizeof(struct bind)

/* Borrowed for the time of one row callback. */
struct row;
int64_t row_int(const struct row *r, int col); /* NULL reads 0 */
double row_real(const struct row *r, int col);
struct str row_text(const struct row *r, int col); /* text or blob; NULL reads empty */
bool row_is_null(const struct row *r, int col);
int row_columns(const struct row *r);
const char *row_name(const struct row *r, int col);
enum bind_type row_type(const struct row *r, int col);
/* 0: go on; 1: enough; -1: error, *err filled. */
typedef int (*row_fn)(void *ctx, const struct row *r, struct err *err);

/* No rows wanted. */
int store_exec(struct store *s, enum sql_id id, const struct bind *binds, size_t n, struct err *err);
int store_insert(struct store *s, enum sql_id id, const struct bind *binds, size_t n, int64_t *rowid, struct err *err);
int store_query(struct store *s, enum sql_id id, const struct bind *binds, size_t n, row_fn fn, void *ctx, struct err *err);
/* First column of the first row; `dflt` if there is none or it is NULL. */
int store_int(struct store *s, enum sql_id id, const struct bind *binds, size_t n, int64_t dflt, int64_t *out, struct err *err);

/* --- the nouns --- */

/* The artifact with these bytes, made if new; bytes are kept only where the store is a file. */
int store_artifact_put(struct store *s, const char sha256_hex[65], struct str bytes, int64_t *id, struct err *err);
/* What cannot be read again, to be quoted: its bytes are kept in memory, too. */
int store_artifact_put_stream(struct store *s, const char sha256_hex[65], struct str bytes, int64_t *id, struct err *err);

struct intake {
  int64_t artifact;
  struct str path;
  struct str role;              /* "evidence", "report", "with" */
  struct str release;           /* or empty */
  int64_t source_time;          /* TIME_NONE */
  struct str source_time_basis; /* "content", "name", "file", or empty */
};
/* Also appends to the journal. */
int store_intake_add(struct store *s, const struct intake *in, const char sha256_hex[65], int64_t *id, struct err *err);

struct reading {
  int64_t intake;
  struct str importer, importer_version; /* empty: unknown kind */
  enum rank rank;
  struct str release, project, environment, commit_sha, version;
  int64_t observed_at;
};
int store_reading_add(struct store *s, const struct reading *r, int64_t *id, struct err *err);
int store_fact_add(struct store *s, const struct fact *f, int64_t *id, struct err *err);
int store_document_add(struct store *s, const struct document *d, int64_t *id, struct err *err);
int store_document_set(struct store *s, int64_t id, const struct document *d, struct err *err);
int store_section_add(struct store *s, const struct section *x, int64_t *id, struct err *err);
int store_claim_add(struct store *s, const struct claim *c, int64_t *id, struct err *err);
int store_relation_add(struct store *s, const struct relation *r, struct err *err);
int store_diagnostic_add(struct store *s, int64_t intake, const struct diag *d, struct err *err);

/* Everything that `from` knows of its evidence, under the same ids, without the bytes. `to` must be fresh. */
int store_copy_evidence(struct store *to, struct store *from, struct err *err);

/* --- journal --- */
int store_journal_append(struct store *s, struct str kind, struct str body, struct err *err);
/* ERR_INTEGRITY names the first entry that was edited, moved or lost. */
int store_journal_verify(struct store *s, struct err *err);

/* --- sandbox: read-only, one statement, allow-listed, with a budget; for rules and `tieout query` --- */

struct sandbox;
/* Sees what is committed in `s`, also what is committed later. So: no run inside a transaction, no commit in a row callback. `s` must
 * outlive it. */
int sandbox_open(struct sandbox **out, struct store *s, struct err *err);
void sandbox_close(struct sandbox *b);
/* Prepares what will be run. What is wrong with it is told when it is. Another thread may do it, if nobody else uses `b` meanwhile: `s` is
 * not touched. */
void sandbox_prepare(struct sandbox *b, const char *name, struct str sql);
/* `name` stands in messages. ERR_CONFIG if the SQL is not allowed, not one statement, over budget, or wrong. A parameter that the SQL does
 * not use is no error here, an unbound one is. */
int sandbox_run(struct sandbox *b, const char *name, struct str sql, const struct bind *binds, size_t n, row_fn fn, void *ctx,
                struct err *err);

#endif
