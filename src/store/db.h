/* Inside of the store: the connection and its errors. Nobody outside src/store/ includes this. */
#ifndef TIEOUT_STORE_DB_H
#define TIEOUT_STORE_DB_H

#include <sqlite3.h>

#include "store/store.h"

/* "tieo": PRAGMA application_id of every ledger. */
#define LEDGER_APPLICATION_ID 0x7469656F
/* How long to wait for another program that writes. */
enum { LEDGER_BUSY_MS = 2000 };
/* Parameters of one statement; the widest has 23. */
enum { STMT_PARAMS_MAX = 64 };

struct stmt {
  sqlite3_stmt *s;
  int params;
  const char **names; /* owned array; names without the colon, borrowed from s */
  bool busy;          /* a row callback is running on it */
};

struct store {
  sqlite3 *db;
  char *path;   /* as given; NULL: memory */
  char *uri;    /* what a second connection opens to see the same ledger */
  bool scratch; /* a file that still has a name, which goes when nobody needs it */
  int depth;    /* open transactions: one and its savepoints */
  struct stmt cache[SQL_COUNT];
};

struct row {
  sqlite3_stmt *s;
};

/* The last error of `db` by its SQLite code; `what` may be NULL. Returns -1. */
int db_err(sqlite3 *db, int rc, const char *path, const char *what, struct err *err);
/* Statements without parameters and without rows: PRAGMA, BEGIN, migrations. */
int db_script(sqlite3 *db, const char *path, const char *sql, struct err *err);
/* The one integer that a PRAGMA gives. */
int db_pragma(sqlite3 *db, const char *path, const char *sql, int64_t *out, struct err *err);
/* What every connection gets: nothing that a hostile schema could use, our functions. */
int db_harden(sqlite3 *db, const char *path, struct err *err);
/* A path that SQLite cannot take for a URI or for memory; owned by the caller. */
char *db_plain_path(const char *path);

/* The sandbox has opened it: takes the name of a scratch file away, so that nothing is left behind however the program ends. */
void db_forget_name(struct store *s);

/* Brings the schema from its user_version to the newest; a fresh ledger is all of them replayed. */
int migrate_run(sqlite3 *db, const char *path, struct err *err);

/* Registers agrees, meets, fmt and plain. */
int func_register(sqlite3 *db);

int stmt_bind_value(sqlite3_stmt *s, int index, const struct bind *b);
void stmt_release(struct stmt *st);

/* The newest schema as an empty database, made at build (cmake/schema_image.c). */
extern const unsigned char schema_image[];
extern const size_t schema_image_size;

#endif
