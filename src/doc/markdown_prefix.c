/* Where the content of a line starts, behind the markers and indentation of the quotes and items around it.
 *
 * cmark knows this while it parses and does not keep it; its inline columns are wrong on indented and lazy lines. The rules are those of
 * CommonMark 0.31, sections 5.1 and 5.2, with tabs as stops of four columns. */
#include "doc/markdown_parts.h"

struct cursor {
  const char *p;
  size_t at, end;
  uint32_t column;
  uint32_t tab_left; /* columns left of a tab that was used in part */
};

static uint32_t blank_width(const struct cursor *c) {
  if (c->p[c->at] != '\t') return 1;
  return c->tab_left ? c->tab_left : 4 - c->column % 4;
}

static void skip_columns(struct cursor *c, uint32_t n) {
  while (n > 0 && c->at < c->end && md_is_blank(c->p[c->at])) {
    uint32_t width = blank_width(c), used = width < n ? width : n;
    c->column += used;
    n -= used;
    c->tab_left = width - used;
    if (c->tab_left == 0) c->at++;
  }
}

static void skip_bytes(struct cursor *c, size_t n) {
  c->at += n;
  c->column += (uint32_t)n;
}

/* Columns of blanks ahead; stops counting at `most`. */
static uint32_t indent(const struct cursor *c, uint32_t most) {
  struct cursor ahead = *c;
  skip_columns(&ahead, most);
  return ahead.column - c->column;
}

static bool at_end(const struct cursor *c) { return c->at >= c->end; }

static bool match_quote(struct cursor *c) {
  struct cursor ahead = *c;
  skip_columns(&ahead, 3);
  if (at_end(&ahead) || ahead.p[ahead.at] != '>') return false;
  skip_bytes(&ahead, 1);
  skip_columns(&ahead, 1);
  *c = ahead;
  return true;
}

static bool match_item(struct cursor *c, uint32_t width) {
  struct cursor ahead = *c;
  skip_columns(&ahead, width);
  bool blank = str_trim(str_make(ahead.p + ahead.at, ahead.end - ahead.at)).n == 0;
  if (ahead.column - c->column < width && !blank) return false;
  *c = ahead;
  return true;
}

/* The line on which the item starts: its marker, and one to four columns up to its content. */
static uint32_t open_item(struct cursor *c) {
  uint32_t start = c->column;
  skip_columns(c, UINT32_MAX);
  bool bullet = !at_end(c) && !ascii_is_digit(c->p[c->at]);
  while (!at_end(c) && ascii_is_digit(c->p[c->at])) skip_bytes(c, 1);
  skip_bytes(c, bullet || !at_end(c) ? 1 : 0);
  uint32_t behind = indent(c, 5);
  struct cursor ahead = *c;
  skip_columns(&ahead, UINT32_MAX);
  uint32_t least = c->column + 1 - start;
  if (behind == 0 || behind >= 5 || at_end(&ahead)) {
    skip_columns(c, 1);
    return least;
  }
  skip_columns(c, behind);
  return c->column - start;
}

static bool pass(struct cursor *c, struct md_within *w, size_t line) {
  if (!w->is_item) return match_quote(c);
  if (w->line != line) return match_item(c, w->width);
  w->width = open_item(c);
  return true;
}

struct md_line md_prefix(const struct md_source *src, size_t line, struct md_within *within, size_t n) {
  struct cursor c = {.p = src->s.p, .at = md_line_from(src, line), .end = md_line_to(src, line)};
  int32_t lazy = -1;
  for (size_t i = 0; i < n && lazy < 0; i++)
    if (!pass(&c, &within[i], line)) lazy = within[i].node;
  uint32_t columns = indent(&c, UINT32_MAX);
  skip_columns(&c, UINT32_MAX);
  size_t to = c.end;
  while (to > c.at && ascii_is_space(c.p[to - 1])) to--;
  return (struct md_line){.from = (uint32_t)c.at, .to = (uint32_t)to, .indent = columns, .lazy = lazy};
}
