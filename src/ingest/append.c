/* Append-only: what a log held at its last intake must be how it starts now. */
#include "ingest/append.h"

#include "base/arena.h"
#include "base/sha256.h"

uint32_t log_rewritten(struct str before, struct str now) {
  size_t n = before.n < now.n ? before.n : now.n, at = 0;
  while (at < n && before.p[at] == now.p[at]) at++;
  if (at == before.n) return 0;
  uint32_t line = 1;
  for (size_t i = 0; i < at; i++) line += now.p[i] == '\n';
  return line;
}

struct look {
  struct earlier_log *out;
  struct str now;
};

static int compare_row(void *ctx, const struct row *r, struct err *err) {
  struct look *look = ctx;
  struct earlier_log *e = look->out;
  struct str kept = row_text(r, 5);
  e->reading = row_int(r, 0);
  e->intake = row_int(r, 1);
  if (!row_is_null(r, 5)) {
    e->line = log_rewritten(kept, look->now);
    e->rewritten = e->line > 0;
    return 1;
  }
  /* The bytes were not kept, their hash was: enough to tell that it was rewritten, not where. */
  size_t size = (size_t)row_int(r, 4);
  unsigned char sum[SHA256_SIZE];
  char hex[SHA256_HEX + 1];
  sha256_of(str_sub(look->now, 0, size), sum);
  sha256_hex(sum, hex);
  e->rewritten = size > look->now.n || !str_eq(str_of(hex), row_text(r, 3));
  return 1;
}

/* "a.log" and "./a.log" are the same path, both as given. */
static struct str other_spelling(struct str path, struct arena *a) {
  if (str_starts(path, STR("./"))) return str_sub(path, 2, path.n);
  return arena_printf(a, "./%.*s", STR_ARG(path));
}

int append_check(struct store *s, const char *importer, struct str path, const char *role, int64_t intake, struct str now,
                 struct earlier_log *out, struct err *err) {
  struct arena arena = ARENA_INIT;
  struct look look = {out, now};
  *out = (struct earlier_log){0};
  int rc = store_query(s, SQL_READING_OF_PATH,
                       BINDS(B_TEXT("path", path), B_TEXT("same_path", other_spelling(path, &arena)), B_TEXT("role", str_of(role)),
                             B_TEXT("importer", str_of(importer)), B_INT("intake", intake)),
                       compare_row, &look, err);
  arena_release(&arena);
  return rc;
}
