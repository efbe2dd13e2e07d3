/* SQL functions for rules; docs/data-model.md says what they mean. */
#include <math.h>

#include "base/num.h"
#include "base/str.h"
#include "base/time.h"
#include "base/utf8.h"
#include "store/func.h"

/* --- intervals --- */

/* [low, high), or the one point low if both are the same. */
struct interval {
  double low, high;
};

/* Unit conversion leaves the last digits of a double to chance. */
int func_order(double a, double b) {
  if (isinf(a) || isinf(b)) return (a > b) - (a < b);
  double near = 1e-9 * fmax(fabs(a), fabs(b));
  if (fabs(a - b) <= near) return 0;
  return a < b ? -1 : 1;
}

static bool is_point(struct interval x) { return func_order(x.low, x.high) == 0; }
/* Some value of a lies before some value of b, or is it. */
static bool starts_before(struct interval a, struct interval b, bool closed) {
  int o = func_order(a.low, b.high);
  return o < 0 || (o == 0 && (closed || is_point(b)));
}

static bool overlap(struct interval a, struct interval b, bool closed) {
  return starts_before(a, b, closed) && starts_before(b, a, closed);
}

enum comparison { CMP_EQ, CMP_APPROX, CMP_LT, CMP_LE, CMP_GT, CMP_GE, CMP_NONE };

static enum comparison comparison_of(struct str op) {
  static const struct {
    const char *text;
    enum comparison cmp;
  } table[] = {{"=", CMP_EQ}, {"~", CMP_APPROX}, {"..", CMP_APPROX}, {"<", CMP_LT}, {"<=", CMP_LE}, {">", CMP_GT}, {">=", CMP_GE}};
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    if (str_eq(op, str_of(table[i].text))) return table[i].cmp;
  return CMP_NONE;
}

/* Could a claim with this bound and a fact with this interval both be true? */
static bool agree(struct interval claim, enum comparison cmp, struct interval fact) {
  switch (cmp) {
  case CMP_LT:
    return starts_before((struct interval){fact.low, fact.low}, claim, false) && func_order(fact.low, claim.high) < 0;
  case CMP_LE:
    return func_order(fact.low, claim.high) <= 0;
  case CMP_GT:
    return func_order(fact.high, claim.low) > 0;
  case CMP_GE:
    return func_order(fact.high, claim.low) >= 0;
  case CMP_APPROX:
    return overlap(claim, fact, true);
  case CMP_EQ:
  case CMP_NONE:
    break;
  }
  return overlap(claim, fact, false);
}

/* Every value of a is below every value of b. */
static bool surely_below(struct interval a, struct interval b) {
  int o = func_order(a.high, b.low);
  return o < 0 || (o == 0 && !is_point(a));
}
/* Every value of a is at or below every value of b. */
static bool surely_not_above(struct interval a, struct interval b) { return func_order(a.high, b.low) <= 0; }

/* 1 met, 0 missed, -1 the interval straddles the limit. */
static int meet(enum comparison cmp, struct interval m, struct interval target) {
  switch (cmp) {
  case CMP_LT:
    return surely_below(m, target) ? 1 : surely_not_above(target, m) ? 0 : -1;
  case CMP_LE:
    return surely_not_above(m, target) ? 1 : surely_below(target, m) ? 0 : -1;
  case CMP_GT:
    return surely_below(target, m) ? 1 : surely_not_above(m, target) ? 0 : -1;
  case CMP_GE:
    return surely_not_above(target, m) ? 1 : surely_below(m, target) ? 0 : -1;
  case CMP_EQ:
  case CMP_APPROX:
  case CMP_NONE:
    break;
  }
  return overlap(m, target, true) ? 1 : 0;
}

struct str func_text(sqlite3_value *v) {
  const char *p = (const char *)sqlite3_value_text(v);
  return p ? str_make(p, (size_t)sqlite3_value_bytes(v)) : STR_NONE;
}

static bool any_null(int n, sqlite3_value **v) {
  for (int i = 0; i < n; i++)
    if (sqlite3_value_type(v[i]) == SQLITE_NULL) return true;
  return false;
}

static struct interval interval_of(sqlite3_value **v) { return (struct interval){sqlite3_value_double(v[0]), sqlite3_value_double(v[1])}; }

static bool operator_of(sqlite3_context *c, sqlite3_value *v, enum comparison *cmp) {
  *cmp = comparison_of(func_text(v));
  if (*cmp == CMP_NONE) sqlite3_result_error(c, "unknown operator", -1);
  return *cmp != CMP_NONE;
}

/* agrees(c_low, c_high, c_op, f_low, f_high) */
static void fn_agrees(sqlite3_context *c, int n, sqlite3_value **v) {
  enum comparison cmp;
  if (any_null(n, v) || !operator_of(c, v[2], &cmp)) return;
  sqlite3_result_int(c, agree(interval_of(v), cmp, interval_of(v + 3)));
}

/* meets(op, low, high, t_low, t_high) */
static void fn_meets(sqlite3_context *c, int n, sqlite3_value **v) {
  enum comparison cmp;
  if (any_null(n, v) || !operator_of(c, v[0], &cmp)) return;
  int met = meet(cmp, interval_of(v + 1), interval_of(v + 3));
  if (met >= 0) sqlite3_result_int(c, met);
}

/* --- figures for people --- */

/* At most `decimals` digits behind the point, without trailing zeros, with thousands commas. */
static void put_number(struct buf *b, double v, int decimals) {
  char digits[400];
  snprintf(digits, sizeof digits, "%.*f", decimals, fabs(v));
  size_t whole = strcspn(digits, ".");
  size_t end = strlen(digits);
  if (digits[whole] == '.')
    while (digits[end - 1] == '0' || digits[end - 1] == '.')
      if (digits[--end] == '.') break;
  bool zero = strspn(digits, "0.") >= end;
  if (v < 0 && !zero) buf_add_char(b, '-');
  for (size_t i = 0; i < end; i++) {
    buf_add_char(b, digits[i]);
    if (i + 1 < whole && (whole - i - 1) % 3 == 0) buf_add_char(b, ',');
  }
}

/* Five significant digits are enough to tell figures apart that a report would round alike. */
static int decimals_for(double v) {
  double size = fabs(v);
  if (size >= 10000 || size == 0) return 0;
  int decimals = 4 - (int)floor(log10(size));
  return decimals > 12 ? 12 : decimals;
}

static void put_significant(struct buf *b, double v) { put_number(b, v, decimals_for(v)); }
static bool is_round(double v, double step) { return fabs(v / step - nearbyint(v / step)) < 1e-6 * fmax(1, fabs(v / step)); }

static void fmt_count(struct buf *b, double v) {
  if (is_round(v, 1))
    put_number(b, v, 0);
  else
    put_significant(b, v);
}

static void fmt_ratio(struct buf *b, double v) {
  put_significant(b, v * 100);
  buf_add_cstr(b, " %");
}

static void fmt_seconds(struct buf *b, double v) {
  double size = fabs(v);
  if (size >= 60 && size < 1e11) {
    if (v < 0) buf_add_char(b, '-');
    time_format_span((int64_t)nearbyint(size * 1e6), b);
  } else if (size >= 1 || size == 0) {
    put_significant(b, v);
    buf_add_cstr(b, " s");
  } else if (size >= 1e-3) {
    put_significant(b, v * 1e3);
    buf_add_cstr(b, " ms");
  } else {
    put_significant(b, v * 1e6);
    buf_add_cstr(b, " µs");
  }
}

/* In the unit in which it is a round figure: 812/min was not written as 13.533/s. */
static void fmt_rate(struct buf *b, double v) {
  bool by_minute = !is_round(v, 0.01) && is_round(v * 60, 0.1);
  put_significant(b, by_minute ? v * 60 : v);
  buf_add_cstr(b, by_minute ? "/min" : "/s");
}

static void fmt_bytes(struct buf *b, double v) {
  static const struct {
    double factor;
    const char *name;
  } units[] = {{1e12, " TB"}, {1099511627776., " TiB"}, {1e9, " GB"}, {1073741824., " GiB"}, {1e6, " MB"}, {1048576., " MiB"}};
  for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
    if (fabs(v) < units[i].factor || !is_round(v / units[i].factor, 0.01)) continue;
    put_number(b, v / units[i].factor, 2);
    buf_add_cstr(b, units[i].name);
    return;
  }
  fmt_count(b, v);
  buf_add_cstr(b, " bytes");
}

static void fmt_money(struct buf *b, double v) {
  if (v < 0) buf_add_char(b, '-');
  buf_add_char(b, '$');
  struct buf digits = BUF_INIT;
  put_number(&digits, fabs(v), 2);
  buf_add_str(b, buf_str(&digits));
  size_t point = str_find(buf_str(&digits), STR("."), 0);
  if (point != (size_t)-1 && digits.n - point == 2) buf_add_char(b, '0'); /* $12.50 */
  buf_release(&digits);
}

static void fmt_time(struct buf *b, double v) {
  if (fabs(v) < 9e15) time_format((int64_t)nearbyint(v), b);
}

static const struct {
  const char *unit;
  void (*put)(struct buf *b, double v);
} formats[] = {{"s", fmt_seconds},   {"ratio", fmt_ratio}, {"1/s", fmt_rate}, {"B", fmt_bytes},
               {"count", fmt_count}, {"USD", fmt_money},   {"time", fmt_time}};

void func_put_figure(struct buf *b, double v, struct str unit) {
  if (isinf(v)) {
    buf_add_cstr(b, v < 0 ? "-∞" : "∞");
    return;
  }
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
    if (!str_eq(unit, str_of(formats[i].unit))) continue;
    formats[i].put(b, v);
    return;
  }
  fmt_count(b, v);
  if (unit.n) buf_printf(b, " %.*s", STR_ARG(unit));
}

void func_result(sqlite3_context *c, struct buf *b) {
  sqlite3_result_text64(c, buf_cstr(b), b->n, SQLITE_TRANSIENT, SQLITE_UTF8);
  buf_release(b);
}

/* fmt(number, unit) */
static void fn_fmt(sqlite3_context *c, int n, sqlite3_value **v) {
  if (sqlite3_value_type(v[0]) == SQLITE_NULL) return;
  struct buf b = BUF_INIT;
  func_put_figure(&b, sqlite3_value_double(v[0]), func_text(v[1]));
  func_result(c, &b);
}

/* --- text --- */

static bool is_emphasis(struct str s, size_t i) {
  if (s.p[i] == '*' || s.p[i] == '`') return true;
  /* not_ready keeps its underscore, _done_ does not */
  bool inside = i > 0 && i + 1 < s.n && ascii_is_alnum(s.p[i - 1]) && ascii_is_alnum(s.p[i + 1]);
  return (s.p[i] == '_' && !inside) || (s.p[i] == '~' && i + 1 < s.n && s.p[i + 1] == '~') || (s.p[i] == '~' && i > 0 && s.p[i - 1] == '~');
}

static bool is_blank(uint32_t cp) { return cp <= ' ' || cp == 0xA0 || cp == 0x202F || (cp >= 0x2000 && cp <= 0x200B) || cp == 0xFEFF; }

/* plain(text) */
static void fn_plain(sqlite3_context *c, int n, sqlite3_value **v) {
  if (any_null(n, v)) return;
  struct str s = func_text(v[0]);
  struct buf b = BUF_INIT;
  bool gap = false;
  for (size_t i = 0; i < s.n;) {
    uint32_t cp = (unsigned char)s.p[i];
    size_t len = utf8_decode(s, i, &cp);
    if (len == 0) len = 1;
    if (is_blank(cp)) {
      gap = true;
    } else if (!is_emphasis(s, i)) {
      if (gap && b.n) buf_add_char(&b, ' ');
      gap = false;
      if (len == 1)
        buf_add_char(&b, ascii_lower(s.p[i]));
      else
        buf_add(&b, s.p + i, len);
    }
    i += len;
  }
  func_result(c, &b);
}

int func_register(sqlite3 *db) {
  static const struct {
    const char *name;
    int args;
    void (*fn)(sqlite3_context *, int, sqlite3_value **);
  } functions[] = {{"agrees", 5, fn_agrees}, {"meets", 5, fn_meets}, {"fmt", 2, fn_fmt}, {"plain", 1, fn_plain}};
  int rc = SQLITE_OK;
  for (size_t i = 0; i < sizeof functions / sizeof *functions && rc == SQLITE_OK; i++)
    rc = sqlite3_create_function_v2(db, functions[i].name, functions[i].args, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL,
                                    functions[i].fn, NULL, NULL, NULL);
  return rc == SQLITE_OK ? func_register_working(db) : rc;
}
