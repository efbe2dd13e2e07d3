#include "doc/yaml_scalar.h"

static const struct {
  const char *text;
  enum tree_type type;
} words[] = {
    {"", TREE_NULL},       {"~", TREE_NULL},      {"null", TREE_NULL},   {"Null", TREE_NULL},   {"NULL", TREE_NULL},
    {"true", TREE_BOOL},   {"True", TREE_BOOL},   {"TRUE", TREE_BOOL},   {"false", TREE_BOOL},  {"False", TREE_BOOL},
    {"FALSE", TREE_BOOL},  {".nan", TREE_NUMBER}, {".NaN", TREE_NUMBER}, {".NAN", TREE_NUMBER}, {".inf", TREE_NUMBER},
    {".Inf", TREE_NUMBER}, {".INF", TREE_NUMBER},
};

static size_t digits(struct str s, size_t i) {
  size_t from = i;
  while (i < s.n && ascii_is_digit(s.p[i])) i++;
  return i - from;
}

static bool is_sign(struct str s, size_t i) { return i < s.n && (s.p[i] == '-' || s.p[i] == '+'); }

static bool is_octal(struct str s) {
  if (s.n < 3 || !str_starts(s, STR("0o"))) return false;
  for (size_t i = 2; i < s.n; i++)
    if (s.p[i] < '0' || s.p[i] > '7') return false;
  return true;
}

static bool is_hex(struct str s) {
  if (s.n < 3 || !str_starts(s, STR("0x"))) return false;
  for (size_t i = 2; i < s.n; i++)
    if (!ascii_is_xdigit(s.p[i])) return false;
  return true;
}

/* [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )? */
static bool is_decimal(struct str s) {
  size_t i = is_sign(s, 0) ? 1 : 0;
  size_t whole = digits(s, i), fraction = 0;
  i += whole;
  if (i < s.n && s.p[i] == '.') {
    fraction = digits(s, i + 1);
    i += 1 + fraction;
  }
  if (whole + fraction == 0) return false;
  if (i == s.n) return true;
  if (s.p[i] != 'e' && s.p[i] != 'E') return false;
  i += is_sign(s, i + 1) ? 2 : 1;
  size_t exponent = digits(s, i);
  return exponent > 0 && i + exponent == s.n;
}

static bool is_signed_infinity(struct str s) {
  struct str rest = str_sub(s, 1, s.n);
  return is_sign(s, 0) && (str_eq(rest, STR(".inf")) || str_eq(rest, STR(".Inf")) || str_eq(rest, STR(".INF")));
}

enum { WORD_MAX = 5 };

enum tree_type yaml_scalar_type(struct str plain) {
  for (size_t i = 0; plain.n <= WORD_MAX && i < sizeof words / sizeof *words; i++)
    if (str_eq(plain, str_of(words[i].text))) return words[i].type;
  bool number = is_decimal(plain) || is_octal(plain) || is_hex(plain) || is_signed_infinity(plain);
  return number ? TREE_NUMBER : TREE_STRING;
}
