/* Prepared statements, checked binds, rows. */
#include "base/mem.h"
#include "store/db.h"
#include "store/sql_text.h"

/* --- preparing --- */

static int stmt_prepare(struct store *s, enum sql_id id, struct stmt *st, struct err *err) {
  const struct embedded *sql = &sql_texts[id];
  int rc = sqlite3_prepare_v3(s->db, (const char *)sql->p, (int)sql->n, SQLITE_PREPARE_PERSISTENT, &st->s, NULL);
  if (rc != SQLITE_OK) return db_err(s->db, rc, s->path, sql->name, err);
  st->params = sqlite3_bind_parameter_count(st->s);
  if (st->params > STMT_PARAMS_MAX) return err_set(err, ERR_INTERNAL, "%s: more than %d parameters", sql->name, STMT_PARAMS_MAX);
  st->names = mem_array(NULL, (size_t)st->params + 1, sizeof *st->names);
  for (int i = 0; i < st->params; i++) {
    const char *name = sqlite3_bind_parameter_name(st->s, i + 1);
    if (!name) return err_set(err, ERR_INTERNAL, "%s: parameter %d has no name", sql->name, i + 1);
    st->names[i] = name + 1;
  }
  return 0;
}

void stmt_release(struct stmt *st) {
  sqlite3_finalize(st->s);
  mem_free(st->names);
  *st = (struct stmt){0};
}

/* The cached statement, or `spare` while a row callback further up runs on the cached one. */
static struct stmt *stmt_take(struct store *s, enum sql_id id, struct stmt *spare, struct err *err) {
  struct stmt *st = s->cache[id].busy ? spare : &s->cache[id];
  if (!st->s && stmt_prepare(s, id, st, err) != 0) {
    stmt_release(st);
    return NULL;
  }
  st->busy = true;
  return st;
}

static void stmt_give(struct stmt *st, struct stmt *spare) {
  if (st == spare) {
    stmt_release(st);
    return;
  }
  sqlite3_reset(st->s);
  sqlite3_clear_bindings(st->s);
  st->busy = false;
}

/* --- binding --- */

/* Callers bind in the order of the SQL, so that the search is over at once. */
static int param_find(const struct stmt *st, const char *name, int hint) {
  for (int k = 0; k < st->params; k++) {
    int i = (hint + k) % st->params;
    if (strcmp(st->names[i], name) == 0) return i;
  }
  return -1;
}

int stmt_bind_value(sqlite3_stmt *s, int index, const struct bind *b) {
  const char *p = b->t.p ? b->t.p : "";
  switch (b->type) {
  case BIND_INT:
    return sqlite3_bind_int64(s, index, b->i);
  case BIND_REAL:
    return sqlite3_bind_double(s, index, b->r);
  case BIND_TEXT:
    return sqlite3_bind_text64(s, index, p, b->t.n, SQLITE_STATIC, SQLITE_UTF8);
  case BIND_BLOB:
    return sqlite3_bind_blob64(s, index, p, b->t.n, SQLITE_STATIC);
  case BIND_NULL:
    break;
  }
  return sqlite3_bind_null(s, index);
}

static int bind_all(struct store *s, enum sql_id id, struct stmt *st, const struct bind *binds, size_t n, struct err *err) {
  const char *name = sql_texts[id].name;
  uint64_t bound = 0;
  for (size_t k = 0; k < n; k++) {
    int i = param_find(st, binds[k].name, (int)(k % STMT_PARAMS_MAX));
    if (i < 0) return err_set(err, ERR_INTERNAL, "%s: no parameter \"%s\"", name, binds[k].name);
    if (bound & (UINT64_C(1) << i)) return err_set(err, ERR_INTERNAL, "%s: parameter \"%s\" bound twice", name, binds[k].name);
    bound |= UINT64_C(1) << i;
    int rc = stmt_bind_value(st->s, i + 1, &binds[k]);
    if (rc != SQLITE_OK) return db_err(s->db, rc, s->path, name, err);
  }
  for (int i = 0; i < st->params; i++)
    if (!(bound & (UINT64_C(1) << i))) return err_set(err, ERR_INTERNAL, "%s: parameter \"%s\" not bound", name, st->names[i]);
  return 0;
}

/* --- running --- */

static int step_all(struct store *s, enum sql_id id, struct stmt *st, row_fn fn, void *ctx, struct err *err) {
  int rc;
  while ((rc = sqlite3_step(st->s)) == SQLITE_ROW) {
    int said = fn(ctx, &(struct row){st->s}, err);
    if (said != 0) return said < 0 ? -1 : 0;
  }
  return rc == SQLITE_DONE ? 0 : db_err(s->db, rc, s->path, sql_texts[id].name, err);
}

int store_query(struct store *s, enum sql_id id, const struct bind *binds, size_t n, row_fn fn, void *ctx, struct err *err) {
  struct stmt spare = {0};
  struct stmt *st = stmt_take(s, id, &spare, err);
  if (!st) return -1;
  int rc = bind_all(s, id, st, binds, n, err);
  if (rc == 0) rc = step_all(s, id, st, fn, ctx, err);
  stmt_give(st, &spare);
  return rc;
}

struct unwanted {
  const char *name;
};

static int row_unwanted(void *ctx, const struct row *r, struct err *err) {
  return err_set(err, ERR_INTERNAL, "%s: gives rows, none were wanted", ((struct unwanted *)ctx)->name);
}

int store_exec(struct store *s, enum sql_id id, const struct bind *binds, size_t n, struct err *err) {
  struct unwanted u = {sql_texts[id].name};
  return store_query(s, id, binds, n, row_unwanted, &u, err);
}

int store_insert(struct store *s, enum sql_id id, const struct bind *binds, size_t n, int64_t *rowid, struct err *err) {
  if (store_exec(s, id, binds, n, err) != 0) return -1;
  if (rowid) *rowid = sqlite3_last_insert_rowid(s->db);
  return 0;
}

struct first_int {
  int64_t value;
};

static int row_first(void *ctx, const struct row *r, struct err *err) {
  if (!row_is_null(r, 0)) ((struct first_int *)ctx)->value = row_int(r, 0);
  return 1;
}

int store_int(struct store *s, enum sql_id id, const struct bind *binds, size_t n, int64_t dflt, int64_t *out, struct err *err) {
  struct first_int first = {dflt};
  if (store_query(s, id, binds, n, row_first, &first, err) != 0) return -1;
  *out = first.value;
  return 0;
}

/* --- rows --- */

int64_t row_int(const struct row *r, int col) { return sqlite3_column_int64(r->s, col); }
double row_real(const struct row *r, int col) { return sqlite3_column_double(r->s, col); }
bool row_is_null(const struct row *r, int col) { return sqlite3_column_type(r->s, col) == SQLITE_NULL; }
int row_columns(const struct row *r) { return sqlite3_column_count(r->s); }
const char *row_name(const struct row *r, int col) { return sqlite3_column_name(r->s, col); }

struct str row_text(const struct row *r, int col) {
  const char *p =
      sqlite3_column_type(r->s, col) == SQLITE_BLOB ? sqlite3_column_blob(r->s, col) : (const char *)sqlite3_column_text(r->s, col);
  return p ? str_make(p, (size_t)sqlite3_column_bytes(r->s, col)) : STR_NONE;
}

enum bind_type row_type(const struct row *r, int col) {
  switch (sqlite3_column_type(r->s, col)) {
  case SQLITE_INTEGER:
    return BIND_INT;
  case SQLITE_FLOAT:
    return BIND_REAL;
  case SQLITE_TEXT:
    return BIND_TEXT;
  case SQLITE_BLOB:
    return BIND_BLOB;
  default:
    return BIND_NULL;
  }
}
