#include "base/utf8.h"

/* Shape of a sequence by its first byte: length, and the smallest code point that may be written with it. */
static size_t shape(unsigned char c, uint32_t *least, uint32_t *bits) {
  if (c < 0x80) return *least = 0, *bits = c, 1;
  if (c >= 0xC2 && c < 0xE0) return *least = 0x80, *bits = c & 0x1Fu, 2;
  if (c >= 0xE0 && c < 0xF0) return *least = 0x800, *bits = c & 0x0Fu, 3;
  if (c >= 0xF0 && c < 0xF5) return *least = 0x10000, *bits = c & 0x07u, 4;
  return 0;
}

size_t utf8_decode(struct str s, size_t i, uint32_t *cp) {
  if (i >= s.n) return 0;
  uint32_t least, value;
  size_t n = shape((unsigned char)s.p[i], &least, &value);
  if (n == 0 || n > s.n - i) return 0;
  for (size_t k = 1; k < n; k++) {
    unsigned char c = (unsigned char)s.p[i + k];
    if ((c & 0xC0) != 0x80) return 0;
    value = value << 6 | (c & 0x3Fu);
  }
  if (value < least || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return 0;
  *cp = value;
  return n;
}

size_t utf8_encode(uint32_t cp, char out[4]) {
  if (cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000)) cp = 0xFFFD;
  if (cp < 0x80) {
    out[0] = (char)cp;
    return 1;
  }
  size_t n = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
  static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
  for (size_t k = n - 1; k > 0; k--) {
    out[k] = (char)(0x80 | (cp & 0x3F));
    cp >>= 6;
  }
  out[0] = (char)(lead[n] | cp);
  return n;
}

bool utf8_valid(struct str s, size_t *bad_offset) {
  for (size_t i = 0; i < s.n;) {
    if ((unsigned char)s.p[i] < 0x80) {
      i++;
      continue;
    }
    uint32_t cp;
    size_t n = utf8_decode(s, i, &cp);
    if (n == 0) {
      if (bad_offset) *bad_offset = i;
      return false;
    }
    i += n;
  }
  return true;
}

size_t utf8_count(struct str s) {
  size_t count = 0;
  for (size_t i = 0; i < s.n; count++) {
    uint32_t cp;
    size_t n = (unsigned char)s.p[i] < 0x80 ? 1 : utf8_decode(s, i, &cp);
    i += n ? n : 1;
  }
  return count;
}
