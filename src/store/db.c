/* Opening a ledger, and its transactions. */
#include "store/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "store/sql_text.h"

int db_script(sqlite3 *db, const char *path, const char *sql, struct err *err) {
  int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
  return rc == SQLITE_OK ? 0 : db_err(db, rc, path, NULL, err);
}

int db_pragma(sqlite3 *db, const char *path, const char *sql, int64_t *out, struct err *err) {
  sqlite3_stmt *s = NULL;
  int rc = sqlite3_prepare_v2(db, sql, -1, &s, NULL);
  if (rc == SQLITE_OK) rc = sqlite3_step(s);
  if (rc == SQLITE_ROW) *out = sqlite3_column_int64(s, 0);
  int failed = rc == SQLITE_ROW ? 0 : db_err(db, rc, path, NULL, err);
  sqlite3_finalize(s);
  return failed;
}

int db_harden(sqlite3 *db, const char *path, struct err *err) {
  static const struct {
    int option, value;
  } config[] = {
      {SQLITE_DBCONFIG_DEFENSIVE, 1},       {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
      {SQLITE_DBCONFIG_ENABLE_FKEY, 1},     {SQLITE_DBCONFIG_DQS_DDL, 0},
      {SQLITE_DBCONFIG_DQS_DML, 0},         {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
      {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0}, {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
  };
  for (size_t i = 0; i < sizeof config / sizeof *config; i++) {
    int rc = sqlite3_db_config(db, config[i].option, config[i].value, NULL);
    if (rc != SQLITE_OK) return db_err(db, rc, path, NULL, err);
  }
  sqlite3_extended_result_codes(db, 1);
  sqlite3_busy_timeout(db, LEDGER_BUSY_MS); /* of a ledger in memory the sandbox may be reading the schema just now */
  int rc = func_register(db);
  if (rc != SQLITE_OK) return db_err(db, rc, path, NULL, err);
  return db_script(db, path, "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY", err);
}

char *db_plain_path(const char *path) {
  struct buf b = BUF_INIT;
  if (path[0] != '/') buf_add_cstr(&b, "./");
  buf_add_cstr(&b, path);
  return buf_take(&b, NULL);
}

static int open_connection(struct store *s, const char *name, int flags, struct err *err) {
  int rc = sqlite3_open_v2(name, &s->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
  if (rc != SQLITE_OK) return db_err(s->db, rc, s->path, NULL, err);
  return db_harden(s->db, s->path, err);
}

/* --- memory --- */

/* The schema is put in place as bytes: replaying the migrations costs 1 to 2 ms, this 0.1, and `check` pays it every time. */
static int write_image(struct store *s, struct err *err) {
  sqlite3_file *file = NULL;
  enum { PIECE = 4096 }; /* a file takes less than 128 KiB at once */
  int rc = sqlite3_file_control(s->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  for (size_t i = 0; i < schema_image_size && rc == SQLITE_OK; i += PIECE)
    rc = file->pMethods->xWrite(file, schema_image + i, (int)(schema_image_size - i < PIECE ? schema_image_size - i : PIECE),
                                (sqlite3_int64)i);
  return rc == SQLITE_OK ? 0 : db_err(s->db, rc, NULL, "schema image", err);
}

/* A named memory file, so that the sandbox can open it a second time. The name never leaves the process. */
static int open_memory(struct store *s, struct err *err) {
  s->uri = sqlite3_mprintf("file:/tieout-%p?vfs=memdb", (void *)s);
  if (!s->uri) return db_err(NULL, SQLITE_NOMEM, NULL, NULL, err);
  if (open_connection(s, s->uri, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI, err) != 0) return -1;
  sqlite3_int64 limit = (sqlite3_int64)LIMIT_MEMORY_LEDGER;
  sqlite3_file_control(s->db, "main", SQLITE_FCNTL_SIZE_LIMIT, &limit);
  if (write_image(s, err) != 0) return -1;
  /* The rollback journal of a memory file would be a real file. */
  return db_script(s->db, NULL, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF", err);
}

/* --- scratch files --- */

/* Pages that a scratch ledger keeps in memory, in KiB; the rest is the operating system's to keep or to write. */
#define SCRATCH_CACHE "8192"

static char *scratch_name(struct err *err) {
  const char *folder = getenv("TMPDIR");
  char *name = file_join(folder && folder[0] ? folder : "/tmp", "tieout-XXXXXX");
  int fd = mkstemp(name);
  if (fd >= 0) {
    close(fd);
    return name;
  }
  err_errno(err, ERR_SYSTEM, name, "no file for what does not fit into memory");
  mem_free(name);
  return NULL;
}

void db_forget_name(struct store *s) {
  if (s->scratch) unlink(s->uri);
  s->scratch = false;
}

static int open_scratch(struct store *s, struct err *err) {
  char *name = scratch_name(err);
  if (!name) return -1;
  char *plain = db_plain_path(name);
  s->uri = sqlite3_mprintf("%s", plain);
  s->scratch = true;
  mem_free(plain);
  mem_free(name);
  if (!s->uri) return db_err(NULL, SQLITE_NOMEM, NULL, NULL, err);
  if (open_connection(s, s->uri, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err) != 0 || write_image(s, err) != 0) return -1;
  return db_script(s->db, NULL, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -" SCRATCH_CACHE, err);
}

int store_open_scratch(struct store **out, struct err *err) {
  struct store *s = mem_calloc(1, sizeof *s);
  if (open_scratch(s, err) != 0) {
    store_close(s);
    return -1;
  }
  *out = s;
  return 0;
}

/* --- files --- */

static int no_ledger(const char *path, struct err *err) {
  return err_at(err, ERR_USAGE, "ledger-missing", path, 0, 0, "no such ledger; is the name right? `tieout init` makes a new one");
}

static int check_folder(const char *path, struct err *err) {
  char *folder = file_dir(path);
  bool there = file_kind(folder) == FILE_FOLDER;
  mem_free(folder);
  return there ? 0 : err_at(err, ERR_USAGE, "ledger-open", path, 0, 0, "no such folder to make a ledger in; is the name right?");
}

static int check_kind(const char *path, enum store_mode mode, struct err *err) {
  switch (file_kind(path)) {
  case FILE_MISSING:
    return mode == STORE_CREATE ? check_folder(path, err) : no_ledger(path, err);
  case FILE_REGULAR:
    return 0;
  case FILE_FOLDER:
    return err_at(err, ERR_INPUT, "ledger-open", path, 0, 0, "a folder, not a ledger");
  case FILE_OTHER:
    break;
  }
  return err_at(err, ERR_INPUT, "ledger-open", path, 0, 0, "not a regular file");
}

/* Whose database is it? Any read also makes SQLite look at the file's header. */
static int check_identity(struct store *s, enum store_mode mode, struct err *err) {
  int64_t id = 0, version = 0, tables = 0;
  if (db_pragma(s->db, s->path, "PRAGMA application_id", &id, err) != 0) return -1;
  if (db_pragma(s->db, s->path, "PRAGMA user_version", &version, err) != 0) return -1;
  if (db_pragma(s->db, s->path, "SELECT count(*) FROM sqlite_schema", &tables, err) != 0) return -1;
  bool fresh = id == 0 && version == 0 && tables == 0;
  if (fresh && mode == STORE_CREATE) return 0;
  if (fresh) return err_at(err, ERR_INTEGRITY, "ledger-format", s->path, 0, 0, "an empty database, not a ledger");
  if (id != LEDGER_APPLICATION_ID)
    return err_at(err, ERR_INPUT, "ledger-format", s->path, 0, 0, "not a ledger: a database of another program");
  if (version > sql_migrations_count)
    return err_at(err, ERR_INPUT, "ledger-version", s->path, 0, 0, "ledger version %lld is newer than this program, which knows version %d",
                  (long long)version, sql_migrations_count);
  if (version < sql_migrations_count && mode == STORE_READ)
    return err_at(err, ERR_INPUT, "ledger-version", s->path, 0, 0,
                  "ledger version %lld is older than this program's %d; `tieout init` brings it up to date", (long long)version,
                  sql_migrations_count);
  return 0;
}

/* SQLite reads what is cut off the last page as zeros. With a write-ahead log the file may end anywhere: the log has the rest. */
static int check_end(struct store *s, bool has_log, struct err *err) {
  sqlite3_file *file = NULL;
  sqlite3_int64 size = 0;
  int64_t page = 0;
  if (has_log) return 0;
  if (db_pragma(s->db, s->path, "PRAGMA page_size", &page, err) != 0) return -1;
  int rc = sqlite3_file_control(s->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (rc == SQLITE_OK) rc = file->pMethods->xFileSize(file, &size);
  if (rc != SQLITE_OK) return db_err(s->db, rc, s->path, NULL, err);
  if (page > 0 && size % page == 0) return 0;
  return err_at(err, ERR_INTEGRITY, "ledger-corrupt", s->path, 0, 0, "the ledger is damaged (its end is cut off)");
}

static bool has_log(const char *path) {
  struct buf log = BUF_INIT;
  buf_printf(&log, "%s-wal", path);
  struct stat st;
  bool some = stat(buf_cstr(&log), &st) == 0 && st.st_size > 0; /* a reader leaves an empty one behind */
  buf_release(&log);
  return some;
}

/* A ledger that was closed cleanly has no write-ahead log. Then a read-only folder, where SQLite cannot make its shared-memory file,
 * need not stop us: nobody can write there. */
static int reopen_immutable(struct store *s, const char *plain, struct err *err) {
  sqlite3_close(s->db);
  s->db = NULL;
  struct buf uri = BUF_INIT;
  buf_add_cstr(&uri, "file:");
  for (const char *p = plain; *p; p++) {
    if (*p == '?' || *p == '#' || *p == '%')
      buf_printf(&uri, "%%%02X", (unsigned)*p);
    else
      buf_add_char(&uri, *p);
  }
  buf_add_cstr(&uri, "?immutable=1");
  sqlite3_free(s->uri);
  s->uri = sqlite3_mprintf("%s", buf_cstr(&uri));
  buf_release(&uri);
  if (!s->uri) return db_err(NULL, SQLITE_NOMEM, s->path, NULL, err);
  return open_connection(s, s->uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err);
}

static int open_reading(struct store *s, const char *plain, struct err *err) {
  if (open_connection(s, plain, SQLITE_OPEN_READONLY, err) != 0) return -1;
  int64_t version;
  int rc;
  sqlite3_stmt *probe = NULL;
  rc = sqlite3_prepare_v2(s->db, "SELECT count(*) FROM sqlite_schema", -1, &probe, NULL);
  sqlite3_finalize(probe);
  bool no_sidecar = (rc & 0xff) == SQLITE_CANTOPEN || (rc & 0xff) == SQLITE_READONLY;
  if (no_sidecar && reopen_immutable(s, plain, err) != 0) return -1;
  return db_pragma(s->db, s->path, "PRAGMA user_version", &version, err);
}

static int open_writing(struct store *s, const char *plain, enum store_mode mode, struct err *err) {
  int flags = SQLITE_OPEN_READWRITE | (mode == STORE_CREATE ? SQLITE_OPEN_CREATE : 0);
  if (open_connection(s, plain, flags, err) != 0) return -1;
  if (sqlite3_db_readonly(s->db, "main") == 1) return err_at(err, ERR_SYSTEM, "ledger-readonly", s->path, 0, 0, "the ledger is read-only");
  return 0;
}

static int open_file(struct store *s, enum store_mode mode, struct err *err) {
  if (check_kind(s->path, mode, err) != 0) return -1;
  bool log = has_log(s->path); /* asked first: opening makes one */
  char *plain = db_plain_path(s->path);
  s->uri = sqlite3_mprintf("%s", plain);
  int rc = -1;
  if ((mode == STORE_READ ? open_reading(s, plain, err) : open_writing(s, plain, mode, err)) != 0) goto out;
  if (check_identity(s, mode, err) != 0 || check_end(s, log, err) != 0) goto out;
  if (mode != STORE_READ) {
    if (db_script(s->db, s->path, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL", err) != 0) goto out;
    if (migrate_run(s->db, s->path, err) != 0) goto out;
  }
  rc = 0;
out:
  mem_free(plain);
  return rc;
}

int store_open(struct store **out, const char *path, enum store_mode mode, struct err *err) {
  struct store *s = mem_calloc(1, sizeof *s);
  if (path) s->path = mem_strdup(path);
  if ((path ? open_file(s, mode, err) : open_memory(s, err)) != 0) {
    store_close(s);
    return -1;
  }
  *out = s;
  return 0;
}

void store_close(struct store *s) {
  if (!s) return;
  for (int i = 0; i < SQL_COUNT; i++) stmt_release(&s->cache[i]);
  db_forget_name(s);
  sqlite3_close(s->db); /* rolls an open transaction back */
  sqlite3_free(s->uri);
  mem_free(s->path);
  mem_free(s);
}

bool store_is_memory(const struct store *s) { return s->path == NULL; }

/* --- transactions --- */

static int run_numbered(struct store *s, const char *verb, int n, struct err *err) {
  char sql[64];
  snprintf(sql, sizeof sql, "%s tieout_%d", verb, n);
  return db_script(s->db, s->path, sql, err);
}

int store_begin(struct store *s, struct err *err) {
  int rc = s->depth == 0 ? db_script(s->db, s->path, "BEGIN IMMEDIATE", err) : run_numbered(s, "SAVEPOINT", s->depth, err);
  if (rc == 0) s->depth++;
  return rc;
}

int store_commit(struct store *s, struct err *err) {
  if (s->depth == 0) return err_set(err, ERR_INTERNAL, "commit without a transaction");
  int rc = s->depth == 1 ? db_script(s->db, s->path, "COMMIT", err) : run_numbered(s, "RELEASE", s->depth - 1, err);
  if (rc == 0) s->depth--;
  return rc;
}

void store_rollback(struct store *s) {
  if (s->depth == 0) return;
  s->depth--;
  if (sqlite3_get_autocommit(s->db)) return; /* a full disk made SQLite roll back by itself */
  struct err ignored = ERR_INIT;
  if (s->depth == 0) {
    db_script(s->db, s->path, "ROLLBACK", &ignored);
    return;
  }
  run_numbered(s, "ROLLBACK TO", s->depth, &ignored);
  run_numbered(s, "RELEASE", s->depth, &ignored);
}
