/* GFM tables: which lines of a paragraph are one, and the cells of a row. By the GFM specification, section 4.10, and, where it is
 * silent, by what cmark-gfm does: a '|' behind a backslash never splits, not even behind two. */
#include "doc/markdown_parts.h"

static bool is_trimmed_away(char c) { return c == ' ' || c == '\t' || c == '\v' || c == '\f'; }

static size_t skip_blanks(struct str s, size_t i) {
  while (i < s.n && is_trimmed_away(s.p[i])) i++;
  return i;
}

static struct str trim(struct str s) {
  size_t from = skip_blanks(s, 0);
  while (s.n > from && is_trimmed_away(s.p[s.n - 1])) s.n--;
  return str_sub(s, from, s.n - from);
}

bool md_table_cell(struct str row, size_t *at, struct str *cell) {
  size_t from = *at;
  if (from == 0 && row.n && row.p[0] == '|') from = 1;
  from = skip_blanks(row, from);
  if (from >= row.n) return false;
  size_t to = from;
  while (to < row.n && !(row.p[to] == '|' && (to == 0 || row.p[to - 1] != '\\'))) to++;
  *cell = trim(str_sub(row, from, to - from));
  *at = to < row.n ? to + 1 : to;
  return true;
}

size_t md_table_cells(struct str row) {
  struct str cell;
  size_t n = 0, at = 0;
  while (md_table_cell(row, &at, &cell)) n++;
  return n;
}

static bool is_delimiter_cell(struct str s) {
  if (s.n && s.p[0] == ':') s = str_sub(s, 1, s.n);
  if (s.n && s.p[s.n - 1] == ':') s.n--;
  size_t n = 0;
  while (n < s.n && s.p[n] == '-') n++;
  return n > 0 && n == s.n;
}

/* Hyphens alone underline a heading. */
size_t md_table_delimiter(struct str row) {
  if (row.n == 0 || !strchr("|-:", row.p[0]) || (!memchr(row.p, '|', row.n) && !memchr(row.p, ':', row.n))) return 0;
  struct str cell;
  size_t n = 0, at = 0;
  for (; md_table_cell(row, &at, &cell); n++)
    if (!is_delimiter_cell(cell)) return 0;
  return n;
}

static struct str line_text(const struct md_source *src, const struct md_line *line) {
  return str_make(src->s.p + line->from, line->to - line->from);
}

size_t md_table_find(const struct md_source *src, const struct md_line *lines, size_t n, size_t first) {
  for (size_t i = first + 1; i < n; i++) {
    if (lines[i].lazy >= 0 || lines[i].indent >= 4) continue;
    size_t columns = md_table_delimiter(line_text(src, &lines[i]));
    if (columns && columns == md_table_cells(line_text(src, &lines[i - 1]))) return i - 1;
  }
  return MD_NOT_FOUND;
}

/* Blocks that cannot interrupt a paragraph, so that cmark left them in it, but can follow a table. */
static bool starts_block(struct str s) {
  size_t i = 0;
  while (i < s.n && i < 9 && ascii_is_digit(s.p[i])) i++;
  if (i > 0) return i < s.n && (s.p[i] == '.' || s.p[i] == ')') && (i + 1 == s.n || md_is_blank(s.p[i + 1]));
  if (s.n == 1) return s.p[0] == '-' || s.p[0] == '+' || s.p[0] == '*';
  return s.n && s.p[0] == '<' && md_html_tag(s, 0) == s.n;
}

static bool is_row(const struct md_source *src, const struct md_line *line) {
  struct str s = line_text(src, line), cell;
  size_t at = 0;
  return line->lazy < 0 && line->indent < 4 && !starts_block(s) && md_table_cell(s, &at, &cell);
}

size_t md_table_end(const struct md_source *src, const struct md_line *lines, size_t n, size_t header) {
  size_t i = header + 2;
  while (i < n && is_row(src, &lines[i])) i++;
  return i;
}
