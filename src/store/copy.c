/* The evidence of one ledger, put into another: `check` compares in memory and leaves the ledger as it is. */
#include "store/db.h"

enum { COPY_COLUMNS_MAX = 20 };

struct copy {
  struct store *to;
  enum sql_id write;
  const char *from; /* path of the ledger that is read */
};

static const char *const names[COPY_COLUMNS_MAX] = {"c0",  "c1",  "c2",  "c3",  "c4",  "c5",  "c6",  "c7",  "c8",  "c9",
                                                    "c10", "c11", "c12", "c13", "c14", "c15", "c16", "c17", "c18", "c19"};

static struct bind bind_of(const struct row *r, int col) {
  struct bind b = {.name = names[col], .type = row_type(r, col)};
  switch (b.type) {
  case BIND_INT:
    b.i = row_int(r, col);
    break;
  case BIND_REAL:
    b.r = row_real(r, col);
    break;
  case BIND_TEXT:
  case BIND_BLOB:
    b.t = row_text(r, col);
    break;
  case BIND_NULL:
    break;
  }
  return b;
}

static int row_copy(void *ctx, const struct row *r, struct err *err) {
  struct copy *c = ctx;
  struct bind binds[COPY_COLUMNS_MAX];
  int n = row_columns(r);
  if (n > COPY_COLUMNS_MAX) return err_set(err, ERR_INTERNAL, "a copy of %d columns", n);
  for (int i = 0; i < n; i++) binds[i] = bind_of(r, i);
  if (store_exec(c->to, c->write, binds, (size_t)n, err) == 0) return 0;
  if (err->code != ERR_INTERNAL) return -1;
  /* The tables in memory have the rules that those of the ledger had when it was written. */
  return err_at(err, ERR_INTEGRITY, "ledger-corrupt", c->from, 0, 0, "%s", err->text);
}

/* Parents before children, for their foreign keys. */
static const struct {
  enum sql_id read, write;
} tables[] = {{SQL_COPY_ARTIFACT_READ, SQL_COPY_ARTIFACT_WRITE},
              {SQL_COPY_INTAKE_READ, SQL_COPY_INTAKE_WRITE},
              {SQL_COPY_READING_READ, SQL_COPY_READING_WRITE},
              {SQL_COPY_FACT_READ, SQL_COPY_FACT_WRITE},
              {SQL_COPY_DIAGNOSTIC_READ, SQL_COPY_DIAGNOSTIC_WRITE}};

int store_copy_evidence(struct store *to, struct store *from, struct err *err) {
  if (store_begin(to, err) != 0) return -1;
  int rc = 0;
  for (size_t i = 0; rc == 0 && i < sizeof tables / sizeof *tables; i++) {
    struct copy c = {to, tables[i].write, from->path};
    rc = store_query(from, tables[i].read, NULL, 0, row_copy, &c, err);
  }
  if (rc == 0) rc = store_commit(to, err);
  if (rc != 0) store_rollback(to);
  return rc;
}
