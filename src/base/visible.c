#include "base/visible.h"

#include "base/utf8.h"

static const struct {
  uint32_t from, to;
} HIDDEN[] = {{0x0, 0x1F},      {0x7F, 0x9F},     {0xAD, 0xAD},     {0x61C, 0x61C},   {0x200B, 0x200C},  {0x200E, 0x200F},
              {0x2028, 0x202E}, {0x2060, 0x206F}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE0FFF}};

bool visible_hides(uint32_t cp) {
  for (size_t i = 0; i < sizeof HIDDEN / sizeof *HIDDEN; i++)
    if (cp >= HIDDEN[i].from && cp <= HIDDEN[i].to) return true;
  return false;
}

size_t visible_add_one(struct buf *out, struct str s, size_t i) {
  uint32_t cp;
  size_t n = utf8_decode(s, i, &cp);
  if (n == 0) {
    buf_printf(out, "\\x%02x", (unsigned char)s.p[i]);
    return 1;
  }
  if (visible_hides(cp))
    buf_printf(out, cp < 0x100 ? "\\x%02x" : "\\u{%x}", cp);
  else
    buf_add(out, s.p + i, n);
  return n;
}

void visible_add(struct buf *out, struct str s) {
  for (size_t i = 0; i < s.n;) i += visible_add_one(out, s, i);
}

void visible_add_message(struct buf *out, struct str s) {
  for (size_t i = 0; i < s.n;) {
    bool stays = s.p[i] == '\t' || (s.p[i] == '\n' && i + 1 < s.n && s.p[i + 1] == ' ');
    if (stays)
      buf_add_char(out, s.p[i++]);
    else
      i += visible_add_one(out, s, i);
  }
}
