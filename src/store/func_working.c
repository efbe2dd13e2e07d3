/* SQL functions with which a rule writes its arithmetic out; docs/data-model.md says what they mean. */
#include <math.h>

#include "base/mem.h"
#include "store/func.h"

enum { TERMS_SHOWN = 12 };

/* --- terms(number, unit) --- */

struct terms {
  struct buf *text; /* NULL: none yet */
  sqlite3_int64 n;
};

static void terms_step(sqlite3_context *c, int n, sqlite3_value **v) {
  struct terms *t = sqlite3_aggregate_context(c, sizeof *t);
  if (!t || sqlite3_value_type(v[0]) == SQLITE_NULL) return;
  if (!t->text) t->text = mem_calloc(1, sizeof *t->text);
  if (++t->n > TERMS_SHOWN) return;
  if (t->n > 1) buf_add_cstr(t->text, " + ");
  func_put_figure(t->text, sqlite3_value_double(v[0]), func_text(v[1]));
}

static void terms_final(sqlite3_context *c) {
  struct terms *t = sqlite3_aggregate_context(c, 0);
  if (!t || !t->text) return;
  if (t->n > TERMS_SHOWN) buf_printf(t->text, " + … (%lld more)", (long long)(t->n - TERMS_SHOWN));
  struct buf *text = t->text;
  t->text = NULL;
  func_result(c, text);
  mem_free(text);
}

/* --- reads(written, operator, low, high, unit) --- */

static void put_ends(struct buf *b, double low, double high, struct str unit) {
  if (func_order(low, high) == 0) {
    func_put_figure(b, low, unit);
  } else if (isinf(high)) {
    func_put_figure(b, low, unit);
    buf_add_cstr(b, " or more");
  } else if (isinf(low)) {
    func_put_figure(b, high, unit);
    buf_add_cstr(b, " or less");
  } else {
    func_put_figure(b, low, unit);
    buf_add_cstr(b, " to ");
    func_put_figure(b, high, unit);
  }
}

static const struct bound {
  struct str operator_;
  const char *words;
  bool upper; /* which end of the interval is the limit */
} BOUNDS[] = {
    {{"<", 1}, "less than ", true}, {{"<=", 2}, "at most ", true}, {{">", 1}, "more than ", false}, {{">=", 2}, "at least ", false}};

static const struct bound *bound_of(struct str op) {
  for (size_t i = 0; i < sizeof BOUNDS / sizeof BOUNDS[0]; i++)
    if (str_eq(op, BOUNDS[i].operator_)) return &BOUNDS[i];
  return NULL;
}

static void fn_reads(sqlite3_context *c, int n, sqlite3_value **v) {
  if (sqlite3_value_type(v[2]) == SQLITE_NULL || sqlite3_value_type(v[3]) == SQLITE_NULL) return;
  double low = sqlite3_value_double(v[2]), high = sqlite3_value_double(v[3]);
  struct str op = func_text(v[1]), unit = func_text(v[4]);
  const struct bound *bound = bound_of(op);
  struct buf b = BUF_INIT;
  buf_printf(&b, "\"%.*s\" is ", STR_ARG(func_text(v[0])));
  if (bound && !isinf(low) && !isinf(high)) {
    buf_add_cstr(&b, bound->words);
    func_put_figure(&b, bound->upper ? high : low, unit);
  } else {
    if (str_eq(op, STR("~"))) buf_add_cstr(&b, "about ");
    put_ends(&b, low, high, unit);
  }
  func_result(c, &b);
}

/* --- apart(low, high, other_low, other_high, unit) --- */

/* How far the second lies from the first. */
static void fn_apart(sqlite3_context *c, int n, sqlite3_value **v) {
  for (int i = 0; i < 4; i++)
    if (sqlite3_value_type(v[i]) == SQLITE_NULL) return;
  double low = sqlite3_value_double(v[0]), high = sqlite3_value_double(v[1]);
  double other_low = sqlite3_value_double(v[2]), other_high = sqlite3_value_double(v[3]);
  struct str unit = str_eq(func_text(v[4]), STR("time")) ? STR("s") : func_text(v[4]);
  double scale = str_eq(func_text(v[4]), STR("time")) ? 1e6 : 1;
  bool above = func_order(other_low, high) >= 0, below = func_order(other_high, low) <= 0;
  struct buf b = BUF_INIT;
  if (above == below) {
    buf_add_cstr(&b, "within it");
  } else if (func_order(above ? other_low : other_high, above ? high : low) == 0) {
    buf_printf(&b, "just %s it", above ? "above" : "below");
  } else {
    func_put_figure(&b, (above ? other_low - high : low - other_high) / scale, unit);
    buf_printf(&b, " %s it", above ? "above" : "below");
  }
  func_result(c, &b);
}

int func_register_working(sqlite3 *db) {
  enum { FLAGS = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS };
  int rc = sqlite3_create_function_v2(db, "terms", 2, FLAGS, NULL, NULL, terms_step, terms_final, NULL);
  if (rc == SQLITE_OK) rc = sqlite3_create_function_v2(db, "reads", 5, FLAGS, NULL, fn_reads, NULL, NULL, NULL);
  if (rc == SQLITE_OK) rc = sqlite3_create_function_v2(db, "apart", 5, FLAGS, NULL, fn_apart, NULL, NULL, NULL);
  return rc;
}
