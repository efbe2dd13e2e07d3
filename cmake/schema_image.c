/* Runs at build: writes the newest ledger schema, an empty database, as C source. A fresh ledger is the migrations replayed; this is that,
 * done beforehand. */
#include "store/db.h"

#include <stdio.h>

#include "base/buf.h"
#include "store/sql_text.h"

/* migrate.c is compiled into this program without the rest of the store. */
int db_script(sqlite3 *db, const char *path, const char *sql, struct err *err) {
  char *said = NULL;
  if (sqlite3_exec(db, sql, NULL, NULL, &said) == SQLITE_OK) return 0;
  err_set(err, ERR_INTERNAL, "%s", said);
  sqlite3_free(said);
  return -1;
}

static int first_int(void *ctx, int n, char **values, char **names) {
  *(int64_t *)ctx = strtoll(values[0], NULL, 10);
  return 0;
}

int db_pragma(sqlite3 *db, const char *path, const char *sql, int64_t *out, struct err *err) {
  if (sqlite3_exec(db, sql, first_int, out, NULL) == SQLITE_OK) return 0;
  return err_set(err, ERR_INTERNAL, "%s", sqlite3_errmsg(db));
}

static int write_source(const char *path, const unsigned char *p, size_t n) {
  FILE *f = fopen(path, "w");
  if (!f) return -1;
  fprintf(f, "/* Made at build by cmake/schema_image.c. */\n#include \"store/db.h\"\n\nconst unsigned char schema_image[] = {");
  for (size_t i = 0; i < n; i++) fprintf(f, "%s%u,", i % 32 == 0 ? "\n" : "", p[i]);
  fprintf(f, "\n};\nconst size_t schema_image_size = %zu;\n", n);
  return fclose(f);
}

int main(int argc, char **argv) {
  sqlite3 *db = NULL;
  struct err err = ERR_INIT;
  int status = 1;
  if (argc == 2 && sqlite3_open(":memory:", &db) == SQLITE_OK && migrate_run(db, NULL, &err) == 0) {
    sqlite3_int64 n = 0;
    unsigned char *image = sqlite3_serialize(db, "main", &n, 0);
    if (image && write_source(argv[1], image, (size_t)n) == 0) status = 0;
    sqlite3_free(image);
  }
  if (status) fprintf(stderr, "schema_image: %s\n", err.text);
  sqlite3_close(db);
  return status;
}
