/* SQL that somebody else wrote: its own read-only connection, an allow-list, one statement, a budget. */
#include "store/sandbox.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/memory.h"

/* Small, so that slow steps are noticed soon. */
enum { STEP_BATCH = 100 };
/* In this time, no statement can take much processor time. */
static const double LOOK_AGAIN_SECONDS = 0.1;
/* More rules than there are; a statement beyond is prepared each time. */
enum { PREPARED_MAX = 128 };

/* --- budget --- */

static int over(struct sandbox *b, const char *what) {
  b->budget.excess = what;
  return 1;
}

static struct budget budget_full(void) {
  return (struct budget){.steps = LIMIT_RULE_KSTEPS * INT64_C(1000) / STEP_BATCH,
                         .started = clock_processor(),
                         .look_again = clock_coarse() + LOOK_AGAIN_SECONDS,
                         .memory = memory_in_use()};
}

static int progress(void *ctx) {
  struct sandbox *b = ctx;
  if (b->budget.steps-- <= 0) return over(b, "steps");
  if (memory_in_use() - b->budget.memory > (int64_t)LIMIT_RULE_MEMORY) return over(b, "memory");
  double now = clock_coarse();
  if (now < b->budget.look_again) return 0;
  b->budget.look_again = now + LOOK_AGAIN_SECONDS;
  return clock_processor() - b->budget.started >= LIMIT_RULE_SECONDS ? over(b, "processor time") : 0;
}

static void limit_connection(struct sandbox *b) {
  static const struct {
    int id, value;
  } limits[] = {
      {SQLITE_LIMIT_LENGTH, LIMIT_RULE_VALUE_BYTES},
      {SQLITE_LIMIT_SQL_LENGTH, LIMIT_RULE_SQL_BYTES},
      {SQLITE_LIMIT_EXPR_DEPTH, 200},
      {SQLITE_LIMIT_COMPOUND_SELECT, 50},
      {SQLITE_LIMIT_ATTACHED, 0},
      {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100},
      {SQLITE_LIMIT_TRIGGER_DEPTH, 0},
      {SQLITE_LIMIT_VARIABLE_NUMBER, 100},
      {SQLITE_LIMIT_WORKER_THREADS, 0},
  };
  for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) sqlite3_limit(b->db, limits[i].id, limits[i].value);
  sqlite3_progress_handler(b->db, STEP_BATCH, progress, b);
}

/* --- opening --- */

static int sandbox_connect(struct sandbox *b, const struct store *s, struct err *err) {
  int rc = sqlite3_open_v2(s->uri, &b->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
  if (rc != SQLITE_OK) return db_err(b->db, rc, s->path, NULL, err);
  if (db_harden(b->db, s->path, err) != 0 || db_script(b->db, s->path, "PRAGMA query_only = ON", err) != 0) return -1;
  /* The schema is read now: a mistake in SQL that came before would be reported as a change of schema. */
  int64_t tables;
  if (db_pragma(b->db, s->path, "SELECT count(*) FROM sqlite_schema", &tables, err) != 0) return -1;
  limit_connection(b);
  rc = sqlite3_set_authorizer(b->db, sandbox_authorize, b);
  return rc == SQLITE_OK ? 0 : db_err(b->db, rc, s->path, NULL, err);
}

int sandbox_open(struct sandbox **out, struct store *s, struct err *err) {
  struct sandbox *b = mem_calloc(1, sizeof *b);
  b->store = s;
  b->budget = budget_full();
  if (sandbox_connect(b, s, err) != 0) {
    sandbox_close(b);
    return -1;
  }
  db_forget_name(s);
  *out = b;
  return 0;
}

void sandbox_close(struct sandbox *b) {
  if (!b) return;
  for (size_t i = 0; i < b->prepared.n; i++) {
    sqlite3_finalize(b->prepared.v[i].s);
    mem_free(b->prepared.v[i].sql);
  }
  vec_release(&b->prepared);
  sqlite3_close(b->db);
  mem_free(b);
}

/* --- running --- */

/* Faults of the ledger stay what they are; everything else is the fault of the SQL. */
static int sandbox_err(struct sandbox *b, const char *name, struct str sql, int rc, struct err *err) {
  int primary = rc & 0xff;
  if (primary == SQLITE_INTERRUPT && b->budget.excess)
    return err_at(err, ERR_CONFIG, "sql-budget", name, 0, 0, "stopped: more %s than a query may take", b->budget.excess);
  if (primary != SQLITE_ERROR && primary != SQLITE_AUTH && primary != SQLITE_TOOBIG && primary != SQLITE_MISMATCH &&
      primary != SQLITE_READONLY)
    return db_err(b->db, rc, b->store->path, name, err);
  if (primary == SQLITE_AUTH) return err_at(err, ERR_CONFIG, "sql-allowed", name, 0, 0, "not allowed: %s", b->denied);
  uint32_t line = 0, column = 0;
  int at = sqlite3_error_offset(b->db);
  if (sql.p && at >= 0 && (size_t)at <= sql.n) {
    line = column = 1;
    for (int i = 0; i < at; i++) {
      column = sql.p[i] == '\n' ? 1 : column + (((unsigned char)sql.p[i] & 0xC0) != 0x80);
      line += sql.p[i] == '\n';
    }
  }
  return err_at(err, ERR_CONFIG, "sql", name, line, column, "%s", sqlite3_errmsg(b->db));
}

/* Blanks, semicolons and comments: all that may follow the one statement. */
static bool is_empty_tail(struct str s) {
  size_t i = 0;
  while (i < s.n) {
    if (ascii_is_space(s.p[i]) || s.p[i] == ';' || s.p[i] == '\0') {
      i++;
    } else if (str_starts(str_sub(s, i, 2), STR("--"))) {
      size_t end = str_find(s, STR("\n"), i);
      i = end == SIZE_MAX ? s.n : end + 1;
    } else if (str_starts(str_sub(s, i, 2), STR("/*"))) {
      size_t end = str_find(s, STR("*/"), i + 2);
      i = end == SIZE_MAX ? s.n : end + 2;
    } else {
      return false;
    }
  }
  return true;
}

static int prepare_one(struct sandbox *b, const char *name, struct str sql, sqlite3_stmt **out, struct err *err) {
  const char *tail = NULL;
  if (sql.n > LIMIT_RULE_SQL_BYTES) return err_at(err, ERR_CONFIG, "sql", name, 0, 0, "more than %d bytes of SQL", LIMIT_RULE_SQL_BYTES);
  int rc = sqlite3_prepare_v2(b->db, sql.p ? sql.p : "", (int)sql.n, out, &tail);
  if (rc != SQLITE_OK) return sandbox_err(b, name, sql, rc, err);
  if (!*out) return err_at(err, ERR_CONFIG, "sql", name, 0, 0, "no statement");
  if (!is_empty_tail(str_sub(sql, (size_t)(tail - sql.p), sql.n)))
    return err_at(err, ERR_CONFIG, "sql", name, 0, 0, "more than one statement");
  if (!sqlite3_stmt_readonly(*out) || sqlite3_stmt_isexplain(*out))
    return err_at(err, ERR_CONFIG, "sql-allowed", name, 0, 0, "not a SELECT");
  return 0;
}

/* Index of the statement kept for this text, or SIZE_MAX. */
static size_t prepared_find(const struct sandbox *b, struct str sql) {
  for (size_t i = 0; i < b->prepared.n; i++)
    if (b->prepared.v[i].n == sql.n && memcmp(b->prepared.v[i].sql, sql.p, sql.n) == 0) return i;
  return SIZE_MAX;
}

/* *kept: its index, or SIZE_MAX where the caller has to finalize it. */
static int statement_take(struct sandbox *b, const char *name, struct str sql, sqlite3_stmt **out, size_t *kept, struct err *err) {
  size_t i = prepared_find(b, sql);
  *kept = SIZE_MAX;
  if (i != SIZE_MAX && !b->prepared.v[i].busy) {
    b->prepared.v[i].busy = true;
    *out = b->prepared.v[i].s;
    *kept = i;
    return 0;
  }
  if (prepare_one(b, name, sql, out, err) != 0) return -1;
  if (i == SIZE_MAX && b->prepared.n < PREPARED_MAX) {
    *kept = b->prepared.n;
    vec_push(&b->prepared, (struct prepared){mem_dup(sql.p, sql.n), sql.n, *out, true});
  }
  return 0;
}

static void statement_give(struct sandbox *b, sqlite3_stmt *s, size_t kept) {
  if (kept == SIZE_MAX) {
    sqlite3_finalize(s);
    return;
  }
  sqlite3_reset(s);
  sqlite3_clear_bindings(s);
  b->prepared.v[kept].busy = false;
}

void sandbox_prepare(struct sandbox *b, const char *name, struct str sql) {
  struct err ignored = ERR_INIT;
  sqlite3_stmt *s = NULL;
  size_t kept;
  statement_take(b, name, sql, &s, &kept, &ignored);
  statement_give(b, s, kept);
}

static const struct bind *bind_find(const struct bind *binds, size_t n, const char *name) {
  for (size_t i = 0; i < n; i++)
    if (strcmp(binds[i].name, name) == 0) return &binds[i];
  return NULL;
}

static int bind_used(struct sandbox *b, const char *name, struct str sql, sqlite3_stmt *s, const struct bind *binds, size_t n,
                     struct err *err) {
  int params = sqlite3_bind_parameter_count(s);
  for (int i = 1; i <= params; i++) {
    const char *param = sqlite3_bind_parameter_name(s, i);
    const struct bind *bind = param ? bind_find(binds, n, param + 1) : NULL;
    if (!bind) return err_at(err, ERR_CONFIG, "sql", name, 0, 0, "parameter \"%s\" has no value here", param ? param : "?");
    int rc = stmt_bind_value(s, i, bind);
    if (rc != SQLITE_OK) return sandbox_err(b, name, sql, rc, err);
  }
  return 0;
}

static int step_budget(struct sandbox *b, const char *name, struct str sql, sqlite3_stmt *s, row_fn fn, void *ctx, struct err *err) {
  int rc;
  int64_t rows = 0;
  while ((rc = sqlite3_step(s)) == SQLITE_ROW) {
    if (++rows > LIMIT_RULE_ROWS) return err_at(err, ERR_CONFIG, "sql-budget", name, 0, 0, "stopped: more than %d rows", LIMIT_RULE_ROWS);
    int said = fn(ctx, &(struct row){s}, err);
    if (said != 0) return said < 0 ? -1 : 0;
  }
  return rc == SQLITE_DONE ? 0 : sandbox_err(b, name, sql, rc, err);
}

int sandbox_run(struct sandbox *b, const char *name, struct str sql, const struct bind *binds, size_t n, row_fn fn, void *ctx,
                struct err *err) {
  if (b->store->depth > 0) return err_set(err, ERR_INTERNAL, "%s: run inside a transaction, of which it would not see the writes", name);
  struct budget outer = b->budget; /* a row callback may run another one */
  b->budget = budget_full();
  sqlite3_stmt *s = NULL;
  size_t kept = SIZE_MAX;
  int rc = statement_take(b, name, sql, &s, &kept, err);
  if (rc == 0) rc = bind_used(b, name, sql, s, binds, n, err);
  if (rc == 0) rc = step_budget(b, name, sql, s, fn, ctx, err);
  statement_give(b, s, kept);
  b->budget = outer;
  return rc;
}
