#include "base/utf8.h"
#include "doc/markdown_parts.h"

struct range {
  uint32_t from, to;
};

static bool in_ranges(const struct range *r, size_t n, uint32_t cp) {
  size_t low = 0;
  while (low < n) {
    size_t mid = low + (n - low) / 2;
    if (cp > r[mid].to)
      low = mid + 1;
    else if (cp < r[mid].from)
      n = mid;
    else
      return true;
  }
  return false;
}

/* Unicode 14, categories P and S above U+007F, as CommonMark 0.31 has it: with the symbols, so that emphasis next to an emoji works.
 * Neighbours with nothing but unassigned code points between them are one range. */
static const struct range punctuation[] = {
#include "doc/markdown_punctuation.inc"
};

static const struct range spaces[] = {{0xA0, 0xA0},     {0x1680, 0x1680}, {0x2000, 0x200A},
                                      {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}};

bool md_cp_is_space(uint32_t cp) { return cp < 0x80 ? ascii_is_space((char)cp) : in_ranges(spaces, sizeof spaces / sizeof *spaces, cp); }

bool md_is_escapable(char c) { return c > ' ' && c < 0x7F && !ascii_is_alnum(c); }

bool md_cp_is_punctuation(uint32_t cp) {
  return cp < 0x80 ? md_is_escapable((char)cp) : in_ranges(punctuation, sizeof punctuation / sizeof *punctuation, cp);
}

uint32_t md_cp_at(struct str s, size_t at) {
  uint32_t cp = '\n';
  if (at < s.n && utf8_decode(s, at, &cp) == 0) cp = 0xFFFD;
  return cp;
}

uint32_t md_cp_before(struct str s, size_t at) {
  if (at == 0) return '\n';
  size_t i = at - 1;
  while (i > 0 && at - i < 4 && ((unsigned char)s.p[i] & 0xC0) == 0x80) i--;
  return md_cp_at(s, i);
}

uint32_t md_cp_fold(uint32_t cp) {
  static const struct {
    uint32_t from, to, up;
  } rows[] = {{'A', 'Z', 32},     {0xC0, 0xD6, 32},   {0xD8, 0xDE, 32},  {0x391, 0x3A1, 32},
              {0x3A3, 0x3AB, 32}, {0x400, 0x40F, 80}, {0x410, 0x42F, 32}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (cp >= rows[i].from && cp <= rows[i].to) return cp + rows[i].up;
  return cp;
}
