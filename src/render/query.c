/* Rows of any query, aligned for people or as JSON lines. */
#include "base/arena.h"
#include "base/num.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "render/json.h"
#include "render/quote.h"

/* A cell for people is no wider than this. */
enum { CELL_MAX = 60 };
/* All rows are held to align them; more than this nobody reads. */
#define CELLS_MAX ((size_t)4 << 20)

struct table {
  struct arena arena;
  int columns;
  VEC(struct str) cells; /* row by row, names first */
  VEC(size_t) widths;
};

static struct str show(struct table *t, const struct row *r, int col) {
  struct buf b = BUF_INIT;
  switch (row_type(r, col)) {
  case BIND_REAL:
    num_format(row_real(r, col), &b);
    break;
  case BIND_BLOB:
    buf_printf(&b, "(%zu bytes)", row_text(r, col).n);
    break;
  case BIND_NULL:
  case BIND_INT:
  case BIND_TEXT:
    quote_text(&b, row_text(r, col), CELL_MAX);
    break;
  }
  struct str s = arena_str(&t->arena, buf_str(&b));
  buf_release(&b);
  return s;
}

static void add_cell(struct table *t, struct str cell, int col) {
  size_t width = utf8_count(cell);
  vec_push(&t->cells, cell);
  if (width > t->widths.v[col]) t->widths.v[col] = width;
}

static int take_row(void *ctx, const struct row *r, struct err *err) {
  struct table *t = ctx;
  if (!t->columns) {
    t->columns = row_columns(r);
    for (int c = 0; c < t->columns; c++) vec_push(&t->widths, 0);
    for (int c = 0; c < t->columns; c++) {
      struct buf b = BUF_INIT;
      quote_text(&b, str_of(row_name(r, c)), CELL_MAX);
      add_cell(t, arena_str(&t->arena, buf_str(&b)), c);
      buf_release(&b);
    }
  }
  if (t->cells.n > CELLS_MAX) return err_set(err, ERR_USAGE, "more rows than a table can show; as JSON there is no such limit");
  for (int c = 0; c < t->columns; c++) add_cell(t, show(t, r, c), c);
  return 0;
}

static void put_table(const struct table *t, struct buf *out) {
  for (size_t i = 0; i < t->cells.n; i++) {
    size_t col = i % (size_t)t->columns;
    bool last = col + 1 == (size_t)t->columns;
    buf_add_str(out, t->cells.v[i]);
    for (size_t n = utf8_count(t->cells.v[i]); !last && n < t->widths.v[col] + 2; n++) buf_add_char(out, ' ');
    if (last) buf_add_char(out, '\n');
  }
}

static int put_json(void *ctx, const struct row *r, struct err *err) {
  json_t *o = json_object();
  for (int c = 0; c < row_columns(r); c++) {
    const char *name = row_name(r, c);
    switch (row_type(r, c)) {
    case BIND_NULL:
      json_put(o, name, json_null());
      break;
    case BIND_INT:
      json_put(o, name, json_integer(row_int(r, c)));
      break;
    case BIND_REAL:
      json_put(o, name, json_figure(row_real(r, c)));
      break;
    case BIND_TEXT:
    case BIND_BLOB:
      json_put(o, name, json_text(row_text(r, c)));
      break;
    }
  }
  json_dump_to(o, JSON_COMPACT, ctx);
  return 0;
}

int render_query(struct store *s, struct str sql, bool json, struct buf *out, struct err *err) {
  struct sandbox *b;
  struct table t = {0};
  json_prepare();
  if (sandbox_open(&b, s, err) != 0) return -1;
  int rc = json ? sandbox_run(b, "query", sql, NULL, 0, put_json, out, err) : sandbox_run(b, "query", sql, NULL, 0, take_row, &t, err);
  if (rc == 0 && !json) put_table(&t, out);
  vec_release(&t.cells);
  vec_release(&t.widths);
  arena_release(&t.arena);
  sandbox_close(b);
  return rc;
}
