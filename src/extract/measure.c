#include "extract/measure.h"

#include "base/num.h"
#include "extract/words.h"

#include <math.h>

/* --- bounds in front --------------------------------------------------------------------------------------------------------- */

struct bound {
  const char *text; /* a sign, or lower-case words */
  enum claim_operator op;
};

static const struct bound signs[] = {
    {"<=", OP_LE},
    {"=<", OP_LE},
    {">=", OP_GE},
    {"=>", OP_GE},
    {"<", OP_LT},
    {">", OP_GT},
    {"~", OP_APPROX},
    {"\xE2\x89\xA4", OP_LE},
    {"\xE2\x89\xA5", OP_GE},
    {"\xE2\x89\x88", OP_APPROX},
    {"\xE2\x88\xBC", OP_APPROX},
    {"\xC2\xB1", OP_APPROX},
};
static const struct bound bound_words[] = {
    {"about", OP_APPROX},  {"above", OP_GT},        {"almost", OP_APPROX}, {"approx", OP_APPROX},  {"approximately", OP_APPROX},
    {"around", OP_APPROX}, {"at least", OP_GE},     {"at most", OP_LE},    {"below", OP_LT},       {"exceeding", OP_GT},
    {"fewer than", OP_LT}, {"less than", OP_LT},    {"maximum of", OP_LE}, {"minimum of", OP_GE},  {"more than", OP_GT},
    {"nearly", OP_APPROX}, {"no more than", OP_LE}, {"over", OP_GT},       {"roughly", OP_APPROX}, {"some", OP_APPROX},
    {"under", OP_LT},      {"up to", OP_LE},        {"within", OP_LE},
};

static size_t blanks_at(struct str s, size_t i, size_t most) {
  size_t n = 0;
  while (n < most && i + n < s.n && (s.p[i + n] == ' ' || s.p[i + n] == '\t')) n++;
  return n;
}

static size_t sign_at(struct str s, size_t i, enum claim_operator *op) {
  unsigned char first = i < s.n ? (unsigned char)s.p[i] : 0;
  if (first < 0xC2 && first != '<' && first != '>' && first != '=' && first != '~') return 0;
  for (size_t k = 0; k < sizeof signs / sizeof signs[0]; k++)
    if (str_starts(str_sub(s, i, 4), str_of(signs[k].text))) {
      *op = signs[k].op;
      size_t n = strlen(signs[k].text);
      return n + blanks_at(s, i + n, 2);
    }
  return 0;
}

static size_t bound_word_at(struct str s, size_t i, enum claim_operator *op) {
  for (size_t k = 0; i < s.n && ascii_is_alpha(s.p[i]) && k < sizeof bound_words / sizeof bound_words[0]; k++) {
    if (bound_words[k].text[0] != ascii_lower(s.p[i])) continue;
    size_t n = phrase_here(s, i, bound_words[k].text), gap = n ? blanks_at(s, i + n, 2) : 0;
    if (!gap) continue;
    *op = bound_words[k].op;
    return n + gap;
  }
  return 0;
}

/* --- the number itself ------------------------------------------------------------------------------------------------------- */

/* A digit behind one of these is part of a name, a version, a date, a path. */
static bool glued_before(struct str s, size_t i) {
  if (i == 0) return false;
  char c = s.p[i - 1];
  if (ascii_is_alnum(c) || strchr("_./#:@\\=", c))
    return !(c == ':' && i >= 2 && !ascii_is_digit(s.p[i - 2])) && !(c == '=' && i >= 2 && ascii_is_space(s.p[i - 2]));
  if (c == '-' || c == ',') return i >= 2 && ascii_is_alnum(s.p[i - 2]);
  return false;
}

/* What may follow the digits: a scale suffix ("121K"), "+", or nothing that makes it a longer token. */
struct tail {
  double scale;
  bool open, broken;
  size_t used;
};

static struct tail tail_at(struct str s, size_t i) {
  struct tail t = {.scale = 1};
  char c = i < s.n ? s.p[i] : ' ', d = i + 1 < s.n ? s.p[i + 1] : ' ';
  if ((c == 'k' || c == 'K' || c == 'M') && !ascii_is_alnum(d) && d != '/') {
    t.scale = c == 'M' ? 1e6 : 1e3;
    t.used = 1;
    c = d;
    d = i + 2 < s.n ? s.p[i + 2] : ' ';
  }
  if (c == '+' && !ascii_is_alnum(d) && d != '(') {
    t.open = true;
    t.used++;
    c = d;
    d = i + t.used + 1 < s.n ? s.p[i + t.used + 1] : ' ';
  }
  if ((c == '/' || c == '.' || c == ':' || c == ',') && ascii_is_digit(d)) t.broken = true;
  if (c == '_' || c == '@' || c == '\\') t.broken = true;
  return t;
}

static bool glued_after(struct str s, size_t i) {
  if (i >= s.n) return false;
  char c = s.p[i], d = i + 1 < s.n ? s.p[i + 1] : ' ';
  return ascii_is_alpha(c) || c == '_' || c == '%' || ((c == '-' || c == '/') && ascii_is_alnum(d));
}

/* "% points", "percentage points": a difference, not a ratio. */
static bool is_points(struct str s, size_t i) {
  i += blanks_at(s, i, 1);
  if (i < s.n && s.p[i] == '-') i++;
  return phrase_here(s, i, "points") || phrase_here(s, i, "point") || phrase_here(s, i, "pp");
}

/* "7h46m": a unit of time that the next number is glued to. */
static const struct unit *unit_between(struct str s, size_t i, size_t *used) {
  size_t n = 0;
  while (i + n < s.n && n < 4 && ascii_is_alpha(s.p[i + n])) n++;
  if (!n || i + n >= s.n || !ascii_is_digit(s.p[i + n])) return NULL;
  const struct unit *u = unit_scan(str_sub(s, i, n), used);
  return u && *used == n && strcmp(u->base, "s") == 0 ? u : NULL;
}

static const struct unit *unit_after(struct str s, size_t i, size_t *used) {
  size_t gap = blanks_at(s, i, 2), n = 0;
  const struct unit *u = unit_scan(str_sub(s, i + gap, 40), &n);
  if (!u && !gap) u = unit_between(s, i, &n);
  *used = 0;
  if (!u || (gap == 0 && !u->glued) || is_points(s, i + gap + n)) return NULL;
  *used = gap + n;
  return u;
}

/* The second half of "3-6", "10–15", "10 to 15"; 0 if there is none. */
static size_t range_at(struct str s, size_t i, struct num *second) {
  size_t at = i;
  if (at < s.n && s.p[at] == '-') {
    at++;
  } else if (str_starts(str_sub(s, at, 3), STR("\xE2\x80\x93")) || str_starts(str_sub(s, at, 3), STR("\xE2\x80\x94"))) {
    at += 3;
  } else if (phrase_here(s, at + blanks_at(s, at, 1), "to")) {
    at += blanks_at(s, at, 1) + 2;
    at += blanks_at(s, at, 1);
  } else {
    return 0;
  }
  if (at >= s.n || !ascii_is_digit(s.p[at])) return 0;
  size_t n = num_scan(str_sub(s, at, 40), second);
  return n && !second->negative ? at + n - i : 0;
}

/* Nearest double to the decimal in the base unit: digits as an integer, divided once. 0.39 * 0.01 would miss 0.0039. */
static double convert(double v, const struct unit *u, double scale, int decimals) {
  static const double powers[] = {1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8};
  double inverse = u ? round(1 / u->factor) : 1;
  bool divides = u && u->factor < 1 && fabs(inverse * u->factor - 1) < 1e-12;
  if (!divides || decimals < 0 || decimals > 7 || scale != 1) return v * scale * (u ? u->factor : 1);
  double digits = round(v * powers[decimals]);
  return fabs(digits) < 9e15 ? digits / (powers[decimals] * inverse) : v / inverse;
}

static void apply_unit(struct measure *m, const struct unit *u, double scale, int decimals) {
  m->unit = u;
  m->number = convert(m->number, u, scale, decimals);
  m->low = convert(m->low, u, scale, decimals);
  m->high = convert(m->high, u, scale, decimals);
}

static void widen(struct measure *m) {
  double share = m->unit && strcmp(m->unit->base, "s") == 0 ? 0.15 : 0.10;
  double by = fabs(m->number) * share;
  m->low = fmin(m->low, m->number - by);
  m->high = fmax(m->high, m->number + by);
}

/* The limit itself is exact: nobody means "< 1.2 s" to be anywhere up to 1.3. */
static void settle(struct measure *m, bool open) {
  if (m->op == OP_APPROX) widen(m);
  if (m->op == OP_LT || m->op == OP_LE || m->op == OP_GT || m->op == OP_GE) m->low = m->high = m->number;
  if (open) {
    m->op = OP_GE;
    m->low = m->number;
    m->high = INFINITY;
  }
  m->integer = m->integer && m->op == OP_EQ;
}

/* "1h 12m", "4 min 53 s": further parts of a duration, each smaller than the one before. The last part's digits are the precision. */
static size_t more_parts(struct str s, size_t i, struct measure *m) {
  size_t start = i;
  const struct unit *last = m->unit;
  for (;;) {
    size_t at = i + blanks_at(s, i, 1), used = 0;
    if (phrase_here(s, at, "and")) at += 3 + blanks_at(s, at + 3, 1);
    struct num n;
    size_t digits = at < s.n && ascii_is_digit(s.p[at]) ? num_scan(str_sub(s, at, 20), &n) : 0;
    const struct unit *u = digits ? unit_after(s, at + digits, &used) : NULL;
    if (!u || strcmp(u->base, "s") != 0 || u->factor >= last->factor) break;
    m->low = m->number + n.low * u->factor;
    m->high = m->number + n.high * u->factor;
    m->number += n.value * u->factor;
    last = u;
    i = at + digits + used;
  }
  return i - start;
}

static bool money_at(struct str s, size_t i, size_t *used) {
  *used = 0;
  if (i < s.n && s.p[i] == '$') return *used = 1, true;
  if (i < s.n && (s.p[i] == 'U' || s.p[i] == 'u') && str_starts_ci(str_sub(s, i, 4), STR("us$"))) return *used = 3, true;
  return false;
}

/* Everything behind the bound. */
static size_t scan_value(struct str s, size_t i, const struct unit *dflt, struct measure *m, bool *open) {
  size_t start = i, used = 0;
  struct num a, b;
  bool money = money_at(s, i, &used);
  i += used;
  if (i >= s.n || !(ascii_is_digit(s.p[i]) || s.p[i] == '-' || s.p[i] == '+' || s.p[i] == '.' || (unsigned char)s.p[i] == 0xE2)) return 0;
  size_t digits = num_scan(str_sub(s, i, 60), &a);
  if (!digits) return 0;
  m->digits_from = i;
  m->digits_to = i += digits;
  size_t second = range_at(s, i, &b);
  if (second && i + second < s.n && s.p[i + second] == '-' && i + second + 1 < s.n && ascii_is_alnum(s.p[i + second + 1]))
    return 0; /* a date */
  if (second) i += second;
  struct tail t = tail_at(s, i);
  if (t.broken) return 0;
  i += t.used;
  const struct unit *u = money ? unit_named(STR("usd")) : unit_after(s, i, &used);
  m->unit_written = u != NULL;
  if (!money && u) i += used;
  *m = (struct measure){.op = m->op,
                        .number = a.value,
                        .low = a.low,
                        .high = a.high,
                        .integer = a.decimals == 0 && t.scale == 1 && !second,
                        .unit_written = u != NULL,
                        .digits_from = m->digits_from,
                        .digits_to = m->digits_to};
  if (second) {
    if (!u && !dflt) return 0; /* "16-17" may be anything */
    m->op = OP_RANGE;
    m->low = a.value;
    m->high = b.value;
    if (m->high < m->low) return 0;
  }
  apply_unit(m, u ? u : dflt, t.scale, second ? -1 : a.decimals);
  if (u && strcmp(u->base, "s") == 0 && !second && !t.open) i += more_parts(s, i, m);
  if (glued_after(s, i) || (!u && second && glued_after(s, i))) return 0;
  *open = t.open;
  return i - start;
}

size_t measure_scan(struct str s, size_t at, const struct unit *dflt, struct measure *out) {
  *out = (struct measure){.op = OP_EQ, .from = at};
  size_t i = at;
  enum claim_operator op = OP_EQ;
  size_t n = sign_at(s, i, &op);
  bool worded = !n && (n = bound_word_at(s, i, &op)) != 0;
  i += n;
  if (worded) { /* "over ~30" */
    enum claim_operator inner = OP_EQ;
    size_t k = sign_at(s, i, &inner);
    if (k) op = inner;
    i += k;
  }
  if (i >= s.n || (!n && glued_before(s, i))) return 0;
  out->op = op;
  bool open = false;
  size_t used = scan_value(s, i, dflt, out, &open);
  if (!used) return 0;
  out->from = at;
  out->to = i + used;
  settle(out, open);
  return out->to - at;
}

/* Letters that a bound begins with: about, below, exceeding, fewer, less, maximum, nearly, over, roughly, some, under, within, US$. */
#define L(c) (1u << ((c) - 'a'))
static const unsigned bound_letters =
    L('a') | L('b') | L('e') | L('f') | L('l') | L('m') | L('n') | L('o') | L('r') | L('s') | L('u') | L('w');
#undef L

/* Where a quantity may begin: a digit, a sign, or the first letter of a bound. */
static bool may_begin(struct str s, size_t i) {
  unsigned char c = (unsigned char)s.p[i];
  if (ascii_is_digit((char)c) || c == '<' || c == '>' || c == '=' || c == '~' || c == '$' || c == 0xE2 || c == 0xC2) return true;
  if (c == '-' || c == '+' || c == '.')
    return i + 1 < s.n && ascii_is_digit(s.p[i + 1]) && (i == 0 || ascii_is_space(s.p[i - 1]) || s.p[i - 1] == '(');
  if (!ascii_is_alpha((char)c) || (i > 0 && ascii_is_alnum(s.p[i - 1]))) return false;
  return (bound_letters >> (ascii_lower((char)c) - 'a')) & 1;
}

/* Behind a token that begins with a digit but is no quantity ("2025-10-01", "v2", "8/8"). */
static size_t skip_token(struct str s, size_t i) {
  if (!ascii_is_alnum(s.p[i])) return i + 1;
  while (i < s.n && (ascii_is_alnum(s.p[i]) || s.p[i] == '_')) i++;
  return i;
}

bool measure_next(struct str s, size_t at, const struct unit *dflt, struct measure *out) {
  for (size_t i = at; i < s.n;) {
    if (may_begin(s, i) && measure_scan(s, i, dflt, out)) return true;
    i = skip_token(s, i);
  }
  return false;
}

bool measure_whole(struct str s, const struct unit *dflt, struct measure *out) {
  struct str t = strip_marks(s);
  size_t from = (size_t)(t.p - s.p);
  struct measure m;
  if (!t.n || measure_scan(str_sub(s, 0, from + t.n), from, dflt, &m) != t.n) return false;
  *out = m;
  return true;
}

void measure_into(const struct measure *m, struct claim_draft *d) {
  d->has_number = true;
  d->operator_ = m->op;
  d->number = m->number;
  d->low = m->low;
  d->high = m->high;
  d->unit = m->unit ? str_of(m->unit->base) : STR("count");
  d->exact = m->integer && (!m->unit || strcmp(m->unit->base, "count") == 0);
  if (d->exact) d->low = d->high = d->number;
}
