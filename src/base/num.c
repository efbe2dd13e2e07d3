#include "base/num.h"

#include <math.h>
#include <stdint.h>

#include "base/buf.h"

/* A number taken apart: its digits without point, groups and leading zeros, and where the point stands. */
struct parts {
  uint64_t mantissa;
  int digits;   /* significant digits seen; above 19 the mantissa is cut */
  int dropped;  /* digits of the integer part that did not fit the mantissa */
  int decimals; /* digits behind the point that are in the mantissa */
  int written;  /* digits behind the point */
  int exponent;
  bool negative;
};

enum { MANTISSA_DIGITS = 18, EXPONENT_MAX = 9999 };

static void parts_add(struct parts *p, char digit, bool fraction) {
  if (fraction && p->written < EXPONENT_MAX) p->written++;
  if (p->digits < MANTISSA_DIGITS) {
    p->mantissa = p->mantissa * 10 + (uint64_t)(digit - '0');
    if (p->mantissa) p->digits++;
    if (fraction && p->decimals < EXPONENT_MAX) p->decimals++;
  } else if (!fraction && p->dropped < EXPONENT_MAX) {
    p->dropped++;
  }
}

/* mantissa * 10^exponent, correctly rounded where both are exact in a double, which all printed figures are. */
static double scaled(double mantissa, int exponent) {
  static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                  1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  int size = exponent < 0 ? -exponent : exponent;
  if (size <= 22) return exponent < 0 ? mantissa / powers[size] : mantissa * powers[size];
  return (double)((long double)mantissa * powl(10.0L, exponent));
}

/* Value and printed precision: rounded to nearest leaves half a unit below, truncation a whole one above. */
static bool parts_finish(const struct parts *p, struct num *out) {
  int exponent = p->exponent + p->dropped - p->decimals;
  int unit_exponent = p->exponent - p->written;
  double v = scaled((double)p->mantissa, exponent);
  double low, high;
  if (unit_exponent == exponent) {
    low = scaled((double)p->mantissa - 0.5, exponent);
    high = scaled((double)p->mantissa + 1, exponent);
  } else {
    low = v - scaled(0.5, unit_exponent);
    high = v + scaled(1, unit_exponent);
  }
  if (!isfinite(v) || !isfinite(low) || !isfinite(high)) return false;
  *out = (struct num){.value = v, .low = low, .high = high, .decimals = p->written, .negative = p->negative};
  if (p->negative) {
    out->value = -v;
    out->low = -high;
    out->high = -low;
  }
  return true;
}

/* Bytes of a sign: '-', '+', or U+2212 MINUS SIGN. */
static size_t scan_sign(struct str s, bool *negative) {
  *negative = false;
  if (s.n && (s.p[0] == '-' || s.p[0] == '+')) {
    *negative = s.p[0] == '-';
    return 1;
  }
  if (str_starts(s, STR("\xE2\x88\x92"))) {
    *negative = true;
    return 3;
  }
  return 0;
}

/* Bytes of a thousands separator: ',', '_', or a blank that does not break (U+00A0, U+202F, U+2009). An ordinary blank separates two
 * numbers as often as two groups. */
static size_t scan_separator(struct str s) {
  if (s.n && (s.p[0] == ',' || s.p[0] == '_')) return 1;
  if (str_starts(s, STR("\xC2\xA0"))) return 2;
  if (str_starts(s, STR("\xE2\x80\xAF")) || str_starts(s, STR("\xE2\x80\x89"))) return 3;
  return 0;
}

static size_t count_digits(struct str s, size_t i) {
  size_t n = 0;
  while (i + n < s.n && ascii_is_digit(s.p[i + n])) n++;
  return n;
}

/* Integer digits with groups of three, all with the same separator. */
static size_t scan_integer(struct str s, size_t i, struct parts *p) {
  size_t start = i, run = count_digits(s, i);
  for (size_t k = 0; k < run; k++) parts_add(p, s.p[i + k], false);
  i += run;
  struct str first = STR_NONE;
  while (run >= 1 && run <= 3 && (i - start == run || first.n)) {
    size_t sep = scan_separator(str_sub(s, i, SIZE_MAX));
    if (!sep || count_digits(s, i + sep) != 3) break;
    if (first.n && !str_eq(first, str_sub(s, i, sep))) break;
    first = str_sub(s, i, sep);
    for (size_t k = 0; k < 3; k++) parts_add(p, s.p[i + sep + k], false);
    i += sep + 3;
  }
  return i - start;
}

static size_t scan_fraction(struct str s, size_t i, struct parts *p) {
  if (i >= s.n || s.p[i] != '.') return 0;
  size_t run = count_digits(s, i + 1);
  for (size_t k = 0; k < run; k++) parts_add(p, s.p[i + 1 + k], true);
  return run ? run + 1 : 0;
}

static size_t scan_exponent(struct str s, size_t i, struct parts *p) {
  if (i >= s.n || (s.p[i] != 'e' && s.p[i] != 'E')) return 0;
  size_t at = i + 1;
  bool negative = false;
  if (at < s.n && (s.p[at] == '-' || s.p[at] == '+')) negative = s.p[at++] == '-';
  size_t run = count_digits(s, at);
  if (!run) return 0;
  int e = 0;
  for (size_t k = 0; k < run; k++)
    if (e < EXPONENT_MAX) e = e * 10 + (s.p[at + k] - '0');
  p->exponent = negative ? -e : e;
  return at + run - i;
}

size_t num_scan(struct str s, struct num *out) {
  struct parts p = {0};
  size_t i = scan_sign(s, &p.negative);
  size_t digits = scan_integer(s, i, &p);
  i += digits;
  size_t fraction = scan_fraction(s, i, &p);
  if (!digits && !fraction) return 0;
  i += fraction;
  size_t exponent = scan_exponent(s, i, &p);
  if (exponent && i + exponent < s.n && ascii_is_alnum(s.p[i + exponent])) { /* "3e5b": a hash, not a power of ten */
    p.exponent = 0;
    exponent = 0;
  }
  i += exponent;
  return parts_finish(&p, out) ? i : 0;
}

bool num_parse(struct str s, struct num *out) {
  struct parts p = {0};
  size_t i = 0;
  if (s.n && s.p[0] == '-') {
    p.negative = true;
    i = 1;
  }
  size_t run = count_digits(s, i);
  if (!run || (run > 1 && s.p[i] == '0')) return false;
  for (size_t k = 0; k < run; k++) parts_add(&p, s.p[i + k], false);
  i += run;
  i += scan_fraction(s, i, &p);
  i += scan_exponent(s, i, &p);
  return i == s.n && parts_finish(&p, out);
}

struct number_word {
  const char *word;
  int value;
};

static const struct number_word small_words[] = {
    {"zero", 0},      {"one", 1},      {"two", 2},      {"three", 3},      {"four", 4},      {"five", 5},      {"six", 6},
    {"seven", 7},     {"eight", 8},    {"nine", 9},     {"ten", 10},       {"eleven", 11},   {"twelve", 12},   {"thirteen", 13},
    {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19},
};
static const struct number_word tens_words[] = {{"twenty", 20}, {"thirty", 30},  {"forty", 40},  {"fifty", 50},
                                                {"sixty", 60},  {"seventy", 70}, {"eighty", 80}, {"ninety", 90}};

static size_t word_length(struct str s, size_t i) {
  size_t n = 0;
  while (i + n < s.n && ascii_is_alpha(s.p[i + n])) n++;
  return n;
}

/* A whole word of the table at s[i]; its length or 0. */
static size_t find_word(const struct number_word *rows, size_t n, struct str s, size_t i, int *value) {
  struct str word = str_sub(s, i, word_length(s, i));
  if (!word.n || (i + word.n < s.n && (ascii_is_digit(s.p[i + word.n]) || s.p[i + word.n] == '_'))) return 0;
  for (size_t k = 0; k < n; k++) {
    if (rows[k].word[0] != ascii_lower(word.p[0]) || !str_eq_ci(word, str_of(rows[k].word))) continue;
    *value = rows[k].value;
    return word.n;
  }
  return 0;
}

#define ROWS(a) (a), sizeof(a) / sizeof *(a)

static const struct number_word hundred_word[] = {{"hundred", 100}};

/* " hundred" behind a digit word. */
static size_t scan_hundred(struct str s, size_t i) {
  if (i >= s.n || s.p[i] != ' ') return 0;
  int value;
  size_t n = find_word(ROWS(hundred_word), s, i + 1, &value);
  return n ? n + 1 : 0;
}

size_t num_scan_word(struct str s, double *out) {
  int value = 0, unit = 0;
  size_t n = find_word(ROWS(small_words), s, 0, &value);
  if (n && value > 0 && value < 10) {
    size_t hundred = scan_hundred(s, n);
    if (hundred) {
      n += hundred;
      value *= 100;
    }
  }
  if (!n) {
    n = find_word(ROWS(tens_words), s, 0, &value);
    if (n && n < s.n && (s.p[n] == '-' || s.p[n] == ' ')) {
      size_t m = find_word(ROWS(small_words), s, n + 1, &unit);
      if (m && unit > 0 && unit < 10) {
        value += unit;
        n += m + 1;
      }
    }
  }
  if (!n) {
    n = find_word(ROWS(hundred_word), s, 0, &value);
  }
  if (n) *out = value;
  return n;
}

/* Shortest digits that read back as v: "d.ddde±x" with 15 to 17 significant digits, zeros stripped by the caller. */
static void shortest(double v, char *out, size_t size) {
  for (int digits = 14; digits <= 16; digits++) {
    snprintf(out, size, "%.*e", digits, v);
    if (digits == 16 || strtod(out, NULL) == v) return;
  }
}

void num_format(double v, struct buf *out) {
  if (isnan(v) || isinf(v)) {
    buf_add_cstr(out, isnan(v) ? "nan" : v < 0 ? "-inf" : "inf");
    return;
  }
  if (v == 0) {
    buf_add_char(out, '0');
    return;
  }
  char text[40], digits[24] = "0";
  shortest(v < 0 ? -v : v, text, sizeof text);
  size_t n = 0;
  const char *e = text;
  for (; *e && *e != 'e'; e++)
    if (ascii_is_digit(*e)) digits[n++] = *e;
  int exponent = (int)strtol(e + 1, NULL, 10);
  while (n > 1 && digits[n - 1] == '0') n--;
  if (v < 0) buf_add_char(out, '-');
  if (exponent >= 15 || exponent < -15) { /* d.ddde+x */
    buf_add_char(out, digits[0]);
    if (n > 1) buf_add_char(out, '.');
    buf_add(out, digits + 1, n - 1);
    buf_printf(out, "e%d", exponent);
    return;
  }
  if (exponent < 0) buf_add_cstr(out, "0.");
  for (int k = -1; k > exponent; k--) buf_add_char(out, '0');
  for (int k = 0; k < (int)n || k <= exponent; k++) {
    if (k > 0 && k == exponent + 1) buf_add_char(out, '.');
    buf_add_char(out, k < (int)n ? digits[k] : '0');
  }
}
