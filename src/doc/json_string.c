#include "doc/json_string.h"

#include "base/utf8.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* Steps over bytes that mean themselves: stops at a quote, a backslash, a control character or the end. *wide becomes true when
 * a byte above 0x7F was passed: then it has to be looked at as UTF-8. */
static size_t plain_end(struct str in, size_t i, bool *wide) {
  unsigned char seen = 0;
#if defined(__SSE2__)
  const __m128i quote = _mm_set1_epi8('"'), slash = _mm_set1_epi8('\\'), space = _mm_set1_epi8(0x1F);
  int high = 0;
  for (; in.n - i >= 16; i += 16) {
    __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(in.p + i));
    __m128i stop = _mm_or_si128(_mm_cmpeq_epi8(v, quote), _mm_cmpeq_epi8(v, slash));
    stop = _mm_or_si128(stop, _mm_cmpeq_epi8(_mm_min_epu8(v, space), v));
    unsigned mask = (unsigned)_mm_movemask_epi8(stop);
    unsigned wide_mask = (unsigned)_mm_movemask_epi8(v);
    if (mask) {
      unsigned n = (unsigned)__builtin_ctz(mask);
      *wide |= high || (wide_mask & ((1u << n) - 1));
      return i + n;
    }
    high |= (int)wide_mask;
  }
  *wide |= high != 0;
#endif
  for (; i < in.n; i++) {
    unsigned char c = (unsigned char)in.p[i];
    if (c == '"' || c == '\\' || c < 0x20) break;
    seen |= c;
  }
  *wide |= seen >= 0x80;
  return i;
}

static void add_replacing(struct buf *out, struct str s) {
  size_t bad;
  while (!utf8_valid(s, &bad)) {
    buf_add(out, s.p, bad);
    buf_add_utf8(out, 0xFFFD);
    s = str_sub(s, bad + 1, s.n);
  }
  buf_add_str(out, s);
}

static size_t fail(struct json_fault *fault, size_t offset, const char *expected) {
  *fault = (struct json_fault){"json-string", expected, offset};
  return 0;
}

static int hex_value(char c) {
  if (ascii_is_digit(c)) return c - '0';
  return ascii_is_xdigit(c) ? ascii_lower(c) - 'a' + 10 : -1;
}

/* Four hex digits at in.p[at]; returns how many there are, 4 if it is all right. */
static size_t hex4(struct str in, size_t at, uint32_t *value) {
  *value = 0;
  size_t n = 0;
  for (; n < 4 && at + n < in.n; n++) {
    int digit = hex_value(in.p[at + n]);
    if (digit < 0) break;
    *value = *value << 4 | (uint32_t)digit;
  }
  return n;
}

/* Behind "\u", with the second half of a surrogate pair where there is one. */
static size_t read_unicode(struct str in, size_t at, struct buf *out, struct json_fault *fault) {
  uint32_t cp, low;
  size_t n = hex4(in, at, &cp);
  if (n < 4) return fail(fault, at + n, "four hex digits after \"\\u\"");
  at += 4;
  bool high = cp >= 0xD800 && cp < 0xDC00;
  if (high && str_starts(str_sub(in, at, 2), STR("\\u")) && hex4(in, at + 2, &low) == 4 && low >= 0xDC00 && low < 0xE000) {
    cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
    at += 6;
  }
  buf_add_utf8(out, cp); /* half a pair becomes U+FFFD there */
  return at;
}

/* The escape whose backslash is in.p[at]; returns the offset behind it or 0. */
static size_t read_escape(struct str in, size_t at, struct buf *out, struct json_fault *fault) {
  static const char written[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
  char c = at + 1 < in.n ? in.p[at + 1] : '\0';
  if (c == 'u') return read_unicode(in, at + 2, out, fault);
  const char *found = c ? strchr(written, c) : NULL;
  if (!found) return fail(fault, at + 1, "one of \" \\ / b f n r t u after a backslash");
  buf_add_char(out, meant[found - written]);
  return at + 2;
}

/* From in.p[i] on, where the string that started behind in.p[from] can no longer be a slice. */
static size_t read_slowly(struct str in, size_t from, size_t i, bool wide, struct buf *out, struct json_fault *fault) {
  for (;;) {
    struct str plain = str_make(in.p + from, i - from);
    if (wide)
      add_replacing(out, plain);
    else
      buf_add_str(out, plain);
    if (i >= in.n) return fail(fault, i, "'\"' at the end of a string");
    if (in.p[i] == '"') return i + 1;
    if (in.p[i] != '\\') return fail(fault, i, "control characters in a string to be escaped");
    from = read_escape(in, i, out, fault);
    if (from == 0) return 0;
    wide = false;
    i = plain_end(in, from, &wide);
  }
}

size_t json_string_read(struct str in, size_t at, struct buf *scratch, struct str *text, struct json_fault *fault) {
  bool wide = false;
  size_t from = at + 1, i = plain_end(in, from, &wide);
  *text = str_make(in.p + from, i - from);
  if (i < in.n && in.p[i] == '"' && (!wide || utf8_valid(*text, NULL))) return i + 1;
  buf_clear(scratch);
  size_t end = read_slowly(in, from, i, wide, scratch, fault);
  if (end && scratch->overrun) {
    *fault = (struct json_fault){"json-size", "a string that fits into memory", at};
    return 0;
  }
  *text = buf_str(scratch);
  return end;
}
