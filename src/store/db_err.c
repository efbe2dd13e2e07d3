/* SQLite's result codes as our errors. */
#include <errno.h>

#include "store/db.h"

struct code_row {
  int rc;
  enum err_code code;
  const char *rule;
  const char *text;
};

static const struct code_row rows[] = {
    {SQLITE_NOTADB, ERR_INTEGRITY, "ledger-format", "not a ledger: the file is no database"},
    {SQLITE_CORRUPT, ERR_INTEGRITY, "ledger-corrupt", "the ledger is damaged"},
    {SQLITE_BUSY, ERR_INPUT, "ledger-locked", "locked by another program"},
    {SQLITE_LOCKED, ERR_INPUT, "ledger-locked", "locked by another program"},
    {SQLITE_PROTOCOL, ERR_INPUT, "ledger-locked", "locked by another program"},
    {SQLITE_CANTOPEN, ERR_INPUT, "ledger-open", "the ledger cannot be opened"},
    {SQLITE_PERM, ERR_INPUT, "ledger-open", "the ledger cannot be opened"},
    {SQLITE_AUTH, ERR_CONFIG, "sql-allowed", "not allowed"},
    {SQLITE_READONLY, ERR_SYSTEM, "ledger-readonly", "the ledger is read-only"},
    {SQLITE_FULL, ERR_SYSTEM, "ledger-full", "no space left for the ledger"},
    {SQLITE_IOERR, ERR_SYSTEM, "ledger-io", "the ledger cannot be read or written"},
    {SQLITE_NOMEM, ERR_SYSTEM, "memory", "out of memory"},
    {SQLITE_TOOBIG, ERR_INPUT, "ledger-size", "a value is too large for the ledger"},
};

/* In memory these are our own mistakes. In a file they say that somebody else wrote there: what this program writes, into tables that it
 * made, keeps their rules. */
static const struct code_row of_files[] = {
    {SQLITE_ERROR, ERR_INTEGRITY, "ledger-corrupt", "the ledger is not built as this program builds it"},
    {SQLITE_CONSTRAINT, ERR_INTEGRITY, "ledger-corrupt", "the ledger holds what this program does not write"},
    {SQLITE_MISMATCH, ERR_INTEGRITY, "ledger-corrupt", "the ledger holds what this program does not write"},
};

/* SQLite hides some causes behind the call that failed. */
static int cause_of(sqlite3 *db, int rc) {
  if (rc == SQLITE_IOERR_NOMEM) return SQLITE_NOMEM;
  if ((rc & 0xff) != SQLITE_CANTOPEN || !db) return rc;
  switch (sqlite3_system_errno(db)) {
  case ENOSPC:
  case EDQUOT:
    return SQLITE_FULL;
  case ENOENT: /* not the ledger, which was looked for before: its log could not be made */
  case EIO:
  case EMFILE:
  case ENFILE:
    return SQLITE_IOERR;
  default:
    return rc;
  }
}

static const struct code_row *find_row(const struct code_row *table, size_t n, int rc) {
  for (size_t i = 0; i < n; i++)
    if (table[i].rc == (rc & 0xff)) return &table[i];
  return NULL;
}

static const struct code_row *row_of(int rc, const char *path) {
  static const struct code_row other = {0, ERR_INTERNAL, "sqlite", "the ledger failed"};
  const struct code_row *row = find_row(rows, sizeof rows / sizeof *rows, rc);
  if (!row && path) row = find_row(of_files, sizeof of_files / sizeof *of_files, rc);
  return row ? row : &other;
}

int db_err(sqlite3 *db, int rc, const char *path, const char *what, struct err *err) {
  const struct code_row *row = row_of(cause_of(db, rc), path);
  if (!path && row->code == ERR_INPUT) return err_set(err, ERR_INTERNAL, "%s: a commit while a query runs", what ? what : "memory ledger");
  bool of_db = db && sqlite3_extended_errcode(db) == rc;
  const char *said = of_db ? sqlite3_errmsg(db) : sqlite3_errstr(rc);
  return err_at(err, row->code, row->rule, path, 0, 0, "%s%s%s (%s)", what ? what : "", what ? ": " : "", row->text, said);
}
