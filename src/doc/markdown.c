/* From the outline to the blocks: link definitions and task marks taken off, tables found, inlines read, sections numbered. */
#include "doc/markdown.h"

#include "base/limits.h"
#include "doc/markdown_parts.h"

struct build {
  struct md_source src;
  struct md_outline outline;
  struct md_refs refs;
  struct md_inline in;
  struct arena *arena;
  VEC(struct md_block) blocks;
  VEC(int32_t) block_of;   /* node -> block, or -1 */
  VEC(int32_t) section_in; /* container block -> the heading that its next block stands under */
  int32_t section;         /* the same for the document */
};

/* ---- front matter ---- */

static struct str line_at(struct str s, size_t from) {
  const char *end = from < s.n ? memchr(s.p + from, '\n', s.n - from) : NULL;
  return str_sub(s, from, end ? (size_t)(end - s.p) - from : s.n);
}

static bool is_fence_line(struct str line, const char *fence) { return str_eq(str_trim(line), str_of(fence)) && line.p[0] == fence[0]; }

/* "key:" as in a YAML mapping: a report may also begin with a rule. */
static bool is_key_line(struct str line) {
  const char *colon = line.n ? memchr(line.p, ':', line.n) : NULL;
  if (!colon || colon == line.p || md_is_blank(line.p[0])) return false;
  size_t at = (size_t)(colon - line.p) + 1;
  return at == line.n || ascii_is_space(line.p[at]);
}

/* Offset of the closing line, or MD_NOT_FOUND. */
static size_t front_end(struct str s, size_t from) {
  bool keys = false;
  for (size_t at = from; at < s.n;) {
    struct str line = line_at(s, at);
    if (line.n && (is_fence_line(line, "---") || is_fence_line(line, "..."))) return keys ? at : MD_NOT_FOUND;
    if (!keys && !is_key_line(line) && (line.n == 0 || line.p[0] != '#')) return MD_NOT_FOUND;
    keys = keys || is_key_line(line);
    at += line.n + 1;
  }
  return MD_NOT_FOUND;
}

static int push(struct build *b, struct md_block block, struct err *err);

static int front_matter(struct build *b, struct err *err) {
  struct str s = b->src.s, first = line_at(s, 0);
  if (!first.n || !is_fence_line(first, "---")) return 0;
  size_t from = first.n + 1, end = front_end(s, from);
  if (end == MD_NOT_FOUND) return 0;
  size_t behind = end + line_at(s, end).n;
  struct md_block block = {.kind = MD_FRONT, .parent = -1, .to = (uint32_t)behind};
  md_inline_clear(&b->in);
  md_inline_add(&b->in, s, from, end);
  md_inline_raw(&b->in, end, &block);
  b->src.body = behind < s.n ? behind + 1 : s.n;
  return push(b, block, err);
}

/* ---- blocks ---- */

/* The heading of a lower level that a heading of this level stands under. */
static int32_t above(const struct build *b, int32_t section, int32_t level) {
  while (section >= 0 && b->blocks.v[section].level >= level) section = b->blocks.v[section].section;
  return section;
}

/* What a block has from the one around it; returns where that one keeps the section of its next block. */
static int32_t *inherit(const struct build *b, struct md_block *block) {
  const struct md_block *parent = &b->blocks.v[block->parent];
  block->in_quote = parent->in_quote || parent->kind == MD_QUOTE;
  return &b->section_in.v[block->parent];
}

/* Headings inside a quote or item do not reach behind it. */
static int push(struct build *b, struct md_block block, struct err *err) {
  if (b->blocks.n >= LIMIT_MARKDOWN_BLOCKS)
    return md_refuse(&b->src, block.from, "markdown-blocks", "the report has too many blocks and table cells", LIMIT_MARKDOWN_BLOCKS, err);
  int32_t *section = block.parent >= 0 ? inherit(b, &block) : &b->section;
  block.section = *section;
  if (block.kind == MD_HEADING) {
    block.section = above(b, *section, block.level);
    *section = (int32_t)b->blocks.n;
  }
  vec_push(&b->section_in, block.section);
  vec_push(&b->blocks, block);
  return 0;
}

static struct md_line *lines_of(const struct build *b, const struct md_node *n) { return b->outline.lines.v + n->first; }

/* Blanks at the end of inner lines belong to the content: in code spans they are text, and a backslash before them breaks no line. */
static void set_content(struct build *b, const struct md_line *lines, size_t n) {
  struct str s = b->src.s;
  md_inline_clear(&b->in);
  for (size_t i = 0; i < n; i++) {
    size_t end = lines[i].to;
    while (i + 1 < n && end < s.n && md_is_blank(s.p[end])) end++;
    md_inline_add(&b->in, s, lines[i].from, end);
    if (i + 1 < n) md_inline_add_char(&b->in, '\n', end);
  }
}

static int push_text(struct build *b, struct md_block block, const struct md_line *lines, size_t n, struct err *err) {
  set_content(b, lines, n);
  md_inline_read(&b->in, lines[n - 1].to, &block);
  return push(b, block, err);
}

/* A block made of some of a paragraph's lines. */
static struct md_block part(const struct md_block *whole, enum md_kind kind, const struct md_line *lines, size_t n) {
  return (struct md_block){.kind = kind, .parent = whole->parent, .from = lines[0].from, .to = lines[n - 1].to};
}

/* ---- tables ---- */

static void set_cell_content(struct build *b, size_t from, size_t to) {
  const char *p = b->src.s.p;
  md_inline_clear(&b->in);
  for (;;) {
    const char *pipe = from < to ? memchr(p + from, '|', to - from) : NULL;
    size_t end = pipe ? (size_t)(pipe - p) - 1 : to; /* every '|' in a cell has its backslash before it */
    md_inline_add(&b->in, b->src.s, from, end);
    if (!pipe) return;
    md_inline_add(&b->in, b->src.s, end + 1, end + 2);
    from = end + 2;
  }
}

static int push_cell(struct build *b, int32_t table, int32_t row, int32_t col, size_t from, size_t to, struct err *err) {
  struct md_block cell = {.kind = MD_CELL, .parent = table, .row = row, .col = col, .from = (uint32_t)from, .to = (uint32_t)to};
  set_cell_content(b, from, to);
  md_inline_read(&b->in, to, &cell);
  return push(b, cell, err);
}

/* Cells that the row lacks are empty ones at its end; those that it has too many are dropped. */
static int push_row(struct build *b, int32_t table, int32_t row, const struct md_line *line, struct err *err) {
  struct str text = str_sub(b->src.s, line->from, line->to - line->from), cell;
  int32_t cols = b->blocks.v[table].col;
  size_t at = 0;
  for (int32_t col = 0; col < cols; col++) {
    size_t from = line->to, to = from;
    if (md_table_cell(text, &at, &cell)) {
      from = (size_t)(cell.p - b->src.s.p);
      to = from + cell.n;
    }
    if (push_cell(b, table, row, col, from, to, err) < 0) return -1;
  }
  return 0;
}

static int push_table(struct build *b, const struct md_block *whole, const struct md_line *lines, size_t n, struct err *err) {
  struct md_block block = part(whole, MD_TABLE, lines, n);
  block.row = (int32_t)n - 1;
  block.col = (int32_t)md_table_cells(str_sub(b->src.s, lines[0].from, lines[0].to - lines[0].from));
  int32_t table = (int32_t)b->blocks.n;
  if (push(b, block, err) < 0) return -1;
  for (size_t i = 0; i < n; i++)
    if (i != 1 && push_row(b, table, (int32_t)(i ? i - 1 : 0), &lines[i], err) < 0) return -1;
  return 0;
}

/* ---- paragraphs ---- */

static int32_t outside(const struct build *b, int32_t container) {
  int32_t parent = b->blocks.v[b->block_of.v[container]].parent;
  return parent >= 0 && b->blocks.v[parent].kind == MD_LIST ? b->blocks.v[parent].parent : parent;
}

static size_t indented(const struct md_line *lines, size_t n) {
  size_t i = 0;
  while (i < n && lines[i].lazy < 0 && lines[i].indent >= 4) i++;
  return i;
}

static int push_indented(struct build *b, const struct md_block *whole, const struct md_line *lines, size_t n, struct err *err) {
  struct md_block block = part(whole, MD_CODE, lines, n);
  md_inline_clear(&b->in);
  for (size_t i = 0; i < n; i++) {
    for (uint32_t k = 4; k < lines[i].indent; k++) md_inline_add_char(&b->in, ' ', lines[i].from);
    md_inline_add(&b->in, b->src.s, lines[i].from, lines[i].to);
    md_inline_add_char(&b->in, '\n', lines[i].to);
  }
  md_inline_raw(&b->in, block.to, &block);
  return push(b, block, err);
}

/* Behind a table there is no paragraph that a lazy line could continue: it starts anew outside of what it does not mark. */
static void leave_container(struct build *b, struct md_block *whole, struct md_line *lines, size_t n) {
  int32_t left = lines[0].lazy;
  if (left < 0) return;
  whole->parent = outside(b, left);
  for (size_t i = 0; i < n && lines[i].lazy == left; i++) lines[i].lazy = -1;
}

/* Text and tables in turn. cmark saw one paragraph. */
static int push_lines(struct build *b, struct md_block whole, struct md_line *lines, size_t n, struct err *err) {
  for (size_t i = 0; i < n;) {
    size_t code = i ? indented(lines + i, n - i) : 0;
    if (code && push_indented(b, &whole, lines + i, code, err) < 0) return -1;
    i += code;
    if (i == n) break;
    if (i) leave_container(b, &whole, lines + i, n - i);
    size_t header = md_table_find(&b->src, lines, n, i), text = header == MD_NOT_FOUND ? n : header;
    if (text > i && push_text(b, part(&whole, MD_PARAGRAPH, lines + i, text - i), lines + i, text - i, err) < 0) return -1;
    if (header == MD_NOT_FOUND) break;
    i = md_table_end(&b->src, lines, n, header);
    if (push_table(b, &whole, lines + header, i - header, err) < 0) return -1;
  }
  return 0;
}

static bool is_rule(const struct md_source *src, const struct md_line *line) {
  return line->to - line->from >= 3 && src->s.p[line->from] == '-';
}

static int push_underline(struct build *b, const struct md_block *whole, const struct md_line *line, struct err *err) {
  return push(b, part(whole, MD_RULE, line, 1), err);
}

/* A heading underlined with "---" whose text is a table, or is nothing but link definitions, is none: the underline is a rule. */
static int push_heading(struct build *b, struct md_block block, const struct md_node *n, struct err *err) {
  struct md_line *lines = lines_of(b, n);
  bool table = n->underlined && md_table_find(&b->src, lines, n->lines_n, 0) != MD_NOT_FOUND;
  if (n->lines_n > 0 && !table) return push_text(b, block, lines, n->lines_n, err);
  bool rule = is_rule(&b->src, &lines[n->lines_n]);
  if (push_lines(b, block, lines, n->lines_n + !rule, err) < 0) return -1;
  return rule ? push_underline(b, &block, &lines[n->lines_n], err) : 0;
}

static int push_node(struct build *b, size_t id, struct err *err) {
  const struct md_node *n = &b->outline.nodes.v[id];
  struct md_block block = n->block;
  if (block.parent >= 0) block.parent = b->block_of.v[block.parent];
  vec_push(&b->block_of, (int32_t)b->blocks.n);
  if (block.kind == MD_HEADING) return push_heading(b, block, n, err);
  if (block.kind == MD_PARAGRAPH) return push_lines(b, block, lines_of(b, n), n->lines_n, err);
  return push(b, block, err);
}

/* ---- definitions and task marks ---- */

/* Takes the definitions off the start of a paragraph. They end at line ends, so whole lines go. */
static void take_definitions(struct build *b, struct md_node *n) {
  const struct md_line *lines = lines_of(b, n);
  if (lines[0].from == lines[0].to || b->src.s.p[lines[0].from] != '[') return;
  set_content(b, lines, n->lines_n);
  struct str s = md_content(&b->in);
  size_t end = 0, next, from = 0;
  while ((next = md_ref_scan(&b->refs, b->arena, s, end)) != MD_NOT_FOUND) end = next;
  for (; from < end; n->first++, n->lines_n--) {
    const char *newline = memchr(s.p + from, '\n', s.n - from);
    from = newline ? (size_t)(newline - s.p) + 1 : s.n;
  }
}

static void take_all_definitions(struct build *b) {
  for (size_t i = 0; i < b->outline.nodes.n; i++) {
    struct md_node *n = &b->outline.nodes.v[i];
    if (n->lines_n && (n->block.kind == MD_PARAGRAPH || n->underlined)) take_definitions(b, n);
  }
  md_refs_sort(&b->refs);
}

static int8_t task_mark(struct str s) {
  if (s.n < 3 || s.p[0] != '[' || s.p[2] != ']' || (s.n > 3 && !md_is_blank(s.p[3]))) return 0;
  return s.p[1] == ' ' ? 1 : s.p[1] == 'x' || s.p[1] == 'X' ? 2 : 0;
}

/* "[ ]" and "[x]" at the start of an item's first paragraph are the item's, and no text. */
static void take_task_mark(struct build *b, struct md_node *item, struct md_node *paragraph) {
  if (paragraph->lines_n == 0) return;
  struct md_line *line = &b->outline.lines.v[paragraph->first];
  item->block.task = task_mark(str_sub(b->src.s, line->from, line->to - line->from));
  if (item->block.task == 0) return;
  line->from += 3;
  while (line->from < line->to && md_is_blank(b->src.s.p[line->from])) line->from++;
  if (line->from < line->to) return;
  paragraph->first++;
  paragraph->lines_n--;
}

static void take_task_marks(struct build *b) {
  for (size_t i = 0; i + 1 < b->outline.nodes.n; i++) {
    struct md_node *item = &b->outline.nodes.v[i];
    if (item->block.kind == MD_ITEM && item[1].block.kind == MD_PARAGRAPH && item[1].block.parent == (int32_t)i)
      take_task_mark(b, item, item + 1);
  }
}

/* ---- the whole ---- */

static int read(struct build *b, struct err *err) {
  if (b->src.s.n > LIMIT_REPORT_BYTES) return md_refuse(&b->src, 0, "report-bytes", "the report is too long", LIMIT_REPORT_BYTES, err);
  if (front_matter(b, err) < 0 || md_guard(&b->src, err) < 0 || md_outline_read(&b->outline, &b->src, b->arena, err) < 0) return -1;
  take_all_definitions(b);
  take_task_marks(b);
  vec_reserve(&b->blocks, b->outline.nodes.n * 2);
  for (size_t i = 0; i < b->outline.nodes.n; i++)
    if (push_node(b, i, err) < 0) return -1;
  return 0;
}

static void keep(struct build *b, struct markdown *m) {
  struct md_block *blocks = arena_alloc(&m->arena, b->blocks.n * sizeof *blocks);
  if (b->blocks.n) memcpy(blocks, b->blocks.v, b->blocks.n * sizeof *blocks);
  m->blocks = blocks;
  m->n = b->blocks.n;
}

int markdown_read(struct markdown *m, const struct text *t, const char *path, const struct diag_sink *sink, struct err *err) {
  (void)sink; /* nothing in Markdown is malformed */
  *m = (struct markdown){0};
  struct build b = {.src = {.s = t->s, .text = t, .path = path}, .arena = &m->arena, .section = -1};
  b.in.refs = &b.refs;
  b.in.arena = &m->arena;
  int status = read(&b, err);
  if (status == 0)
    keep(&b, m);
  else
    markdown_release(m);
  md_source_release(&b.src);
  md_outline_release(&b.outline);
  md_inline_release(&b.in);
  vec_release(&b.refs.v);
  vec_release(&b.blocks);
  vec_release(&b.block_of);
  vec_release(&b.section_in);
  return status;
}

void markdown_release(struct markdown *m) {
  arena_release(&m->arena);
  *m = (struct markdown){0};
}
