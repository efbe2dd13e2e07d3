/* Numbered migrations, one transaction each. */
#include "store/db.h"

#include <stdio.h>

#include "store/sql_text.h"

static int set_header(sqlite3 *db, const char *path, int version, struct err *err) {
  char sql[96];
  snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d", LEDGER_APPLICATION_ID, version);
  return db_script(db, path, sql, err);
}

/* Nothing to do if another program was faster: the version is read again under the lock. */
static int step_locked(sqlite3 *db, const char *path, int version, struct err *err) {
  int64_t have = 0;
  if (db_pragma(db, path, "PRAGMA user_version", &have, err) != 0) return -1;
  if (have >= version) return 0;
  const struct embedded *m = &sql_migrations[version - 1];
  if (db_script(db, path, (const char *)m->p, err) != 0) return err_context(err, "%s", m->name);
  return set_header(db, path, version, err);
}

static int step(sqlite3 *db, const char *path, int version, struct err *err) {
  if (db_script(db, path, "BEGIN IMMEDIATE", err) != 0) return -1;
  if (step_locked(db, path, version, err) == 0 && db_script(db, path, "COMMIT", err) == 0) return 0;
  struct err ignored = ERR_INIT;
  db_script(db, path, "ROLLBACK", &ignored);
  return -1;
}

int migrate_run(sqlite3 *db, const char *path, struct err *err) {
  int64_t have = 0;
  if (db_pragma(db, path, "PRAGMA user_version", &have, err) != 0) return -1;
  for (int version = (int)have + 1; version <= sql_migrations_count; version++)
    if (step(db, path, version, err) != 0) return -1;
  return 0;
}
