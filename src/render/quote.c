#include "render/quote.h"

#include "base/utf8.h"
#include "base/visible.h"

/* Columns of a line that are shown. */
enum { WINDOW = 140, BEFORE = 40 };

static const struct range {
  uint32_t from, to;
} ZERO_WIDTH[] = {{0x300, 0x36F}, {0x200D, 0x200D}, {0xFE00, 0xFE0F}, {0x1F3FB, 0x1F3FF}},
  WIDE[] = {{0x1100, 0x115F},   {0x231A, 0x231B},   {0x23E9, 0x23F3},  {0x2614, 0x2615}, {0x26A1, 0x26A1},   {0x2705, 0x2705},
            {0x274C, 0x274E},   {0x2753, 0x2757},   {0x2795, 0x2797},  {0x2B50, 0x2B55}, {0x2E80, 0xA4CF},   {0xAC00, 0xD7A3},
            {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},  {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF},
            {0x1F7E0, 0x1F7EB}, {0x1F900, 0x1FAFF}, {0x20000, 0x3FFFD}};

static bool in_ranges(uint32_t cp, const struct range *r, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (cp >= r[i].from && cp <= r[i].to) return true;
  return false;
}
#define IN(cp, table) in_ranges((cp), (table), sizeof(table) / sizeof(table)[0])

/* One code point (or one bad byte) at s.p[*i], as shown; returns the columns it takes. */
static size_t put_one(struct buf *out, struct str s, size_t *i) {
  uint32_t cp;
  size_t n = utf8_decode(s, *i, &cp), before = out->n;
  if (n == 1 && ((cp >= ' ' && cp < 0x7F) || cp == '\t')) { /* what nearly everything is */
    buf_add_char(out, cp == '\t' ? ' ' : (char)cp);
    *i += 1;
    return 1;
  }
  *i += visible_add_one(out, s, *i);
  if (n == 0 || visible_hides(cp)) return out->n - before;
  return IN(cp, ZERO_WIDTH) ? 0 : IN(cp, WIDE) ? 2 : 1;
}

void quote_text(struct buf *out, struct str s, size_t max) {
  bool gap = false;
  size_t shown = 0;
  s = str_trim(s);
  for (size_t i = 0; i < s.n; shown++) {
    if (shown >= max) {
      buf_add_cstr(out, "…");
      return;
    }
    if (ascii_is_space(s.p[i])) {
      gap = true;
      i++;
      continue;
    }
    if (gap) buf_add_char(out, ' ');
    gap = false;
    put_one(out, s, &i);
  }
}

static size_t skip(struct str s, size_t codepoints, struct quote_cursor *cursor) {
  struct quote_cursor at = {.line = s.p};
  if (cursor && cursor->line == s.p && cursor->codepoints <= codepoints) at = *cursor;
  for (uint32_t cp; at.bytes < s.n && at.codepoints < codepoints; at.codepoints++) {
    size_t n = utf8_decode(s, at.bytes, &cp);
    at.bytes += n ? n : 1;
  }
  if (cursor) *cursor = at;
  return at.bytes;
}

static void repeat(struct buf *out, char c, size_t n) {
  while (n--) buf_add_char(out, c);
}

void quote_line(struct buf *out, struct str line, size_t from, size_t to, uint32_t number, const struct quote_style *style,
                struct quote_cursor *cursor) {
  size_t first = from > WINDOW - BEFORE ? from - BEFORE : 0;
  size_t i = skip(line, first, cursor), columns = 0, mark_from = 0, mark_to = 0;
  struct buf shown = BUF_INIT;
  if (first) buf_add_cstr(&shown, "…"), columns = 1;
  size_t at = first;
  for (; i < line.n && at < first + WINDOW; at++) {
    if (at == from) mark_from = columns;
    columns += put_one(&shown, line, &i);
    if (at < to) mark_to = columns;
  }
  if (i < line.n) buf_add_cstr(&shown, "…");
  if (from >= at) mark_from = columns;
  if (mark_to <= mark_from) mark_to = mark_from + 1;
  buf_printf(out, "%6u | %s\n       | ", number, buf_cstr(&shown));
  repeat(out, ' ', mark_from);
  buf_add_cstr(out, style->mark_on);
  repeat(out, '^', mark_to - mark_from);
  buf_add_cstr(out, style->mark_off);
  buf_add_char(out, '\n');
  buf_release(&shown);
}

void quote_plain_line(struct buf *out, struct str line, uint32_t number) {
  size_t i = 0;
  struct buf shown = BUF_INIT;
  for (size_t at = 0; i < line.n && at < WINDOW; at++) put_one(&shown, line, &i);
  buf_printf(out, shown.n ? "%6u | %s%s\n" : "%6u |\n", number, buf_cstr(&shown), i < line.n ? "…" : "");
  buf_release(&shown);
}
