/* cmark's tree as a flat list in document order. Taken from cmark: kinds, nesting, first and last lines, list types and levels. Not taken:
 * texts (they are of the harmless copy) and end lines of HTML blocks and containers (0.30 has some of them wrong). */
#include <cmark.h>

#include "base/limits.h"
#include "doc/markdown_parts.h"

struct walk {
  struct md_outline *out;
  const struct md_source *src;
  struct arena *arena;
  VEC(struct md_within) within;
  VEC(int32_t) parents; /* LIST, ITEM, QUOTE nodes around */
  int32_t lists, quotes;
};

static size_t lines_n(const struct walk *w) { return w->src->lines.n - 1; }

static size_t first_line(const struct walk *w, cmark_node *node) {
  int line = cmark_node_get_start_line(node);
  size_t i = line > 0 ? (size_t)line - 1 : 0;
  return i < lines_n(w) ? i : lines_n(w) - 1;
}

static size_t last_line(const struct walk *w, cmark_node *node) {
  size_t first = first_line(w, node);
  int line = cmark_node_get_end_line(node);
  size_t i = line > 0 ? (size_t)line - 1 : 0;
  if (i >= lines_n(w)) i = lines_n(w) - 1;
  return i > first ? i : first;
}

static size_t start_of(const struct walk *w, cmark_node *node) {
  size_t line = first_line(w, node), to = md_line_to(w->src, line);
  int column = cmark_node_get_start_column(node);
  size_t at = md_line_from(w->src, line) + (column > 0 ? (size_t)column - 1 : 0);
  return at < to ? at : to;
}

static size_t trimmed_end(const struct walk *w, size_t line) {
  size_t from = md_line_from(w->src, line), to = md_line_to(w->src, line);
  while (to > from && ascii_is_space(w->src->s.p[to - 1])) to--;
  return to;
}

/* Valid until the next one is added. */
static struct md_node *add(struct walk *w, cmark_node *node, enum md_kind kind) {
  size_t from = start_of(w, node), to = trimmed_end(w, last_line(w, node));
  struct md_block b = {.kind = kind,
                       .parent = w->parents.n ? w->parents.v[w->parents.n - 1] : -1,
                       .section = -1,
                       .in_quote = w->quotes > 0,
                       .from = (uint32_t)from,
                       .to = (uint32_t)(to > from ? to : from)};
  vec_push(&w->out->nodes, (struct md_node){.block = b});
  return &w->out->nodes.v[w->out->nodes.n - 1];
}

/* ---- paragraphs and headings ---- */

static void add_lines(struct walk *w, struct md_node *n, size_t first, size_t last) {
  n->first = (uint32_t)w->out->lines.n;
  for (size_t i = first; i <= last; i++) vec_push(&w->out->lines, md_prefix(w->src, i, w->within.v, w->within.n));
  n->lines_n = (uint32_t)(last - first + 1);
}

static void paragraph(struct walk *w, cmark_node *node) {
  add_lines(w, add(w, node, MD_PARAGRAPH), first_line(w, node), last_line(w, node));
}

/* Takes off the closing sequence: '#'s at the end, with a blank before them. */
static size_t atx_end(const char *p, size_t from, size_t to) {
  size_t i = to;
  while (i > from && p[i - 1] == '#') i--;
  if (i == to || (i > from && !md_is_blank(p[i - 1]))) return to;
  while (i > from && md_is_blank(p[i - 1])) i--;
  return i;
}

static void atx_line(struct walk *w, struct md_node *n, size_t level) {
  const char *p = w->src->s.p;
  size_t from = n->block.from + level, to = n->block.to;
  while (from < to && md_is_blank(p[from])) from++;
  if (from > to) from = to;
  to = atx_end(p, from, to);
  n->first = (uint32_t)w->out->lines.n;
  n->lines_n = 1;
  vec_push(&w->out->lines, (struct md_line){.from = (uint32_t)from, .to = (uint32_t)to, .lazy = -1});
}

/* Nothing but `mark`s, as an underline or closing fence has it. */
static bool is_marks(const struct walk *w, const struct md_line *line, char mark) {
  size_t i = line->from;
  while (i < line->to && w->src->s.p[i] == mark) i++;
  return i == line->to && line->to > line->from && line->lazy < 0 && line->indent < 4;
}

/* cmark 0.30 gives the line behind the underline as the end. The underline is the first line that can be one. */
static void setext_lines(struct walk *w, struct md_node *n, size_t first, size_t last) {
  n->first = (uint32_t)w->out->lines.n;
  n->underlined = true;
  for (size_t i = first; i <= last; i++) {
    struct md_line line = md_prefix(w->src, i, w->within.v, w->within.n);
    vec_push(&w->out->lines, line);
    n->block.to = line.to;
    if (i > first && (i == last || is_marks(w, &line, '=') || is_marks(w, &line, '-'))) break;
    n->lines_n++;
  }
}

static void heading(struct walk *w, cmark_node *node) {
  struct md_node *n = add(w, node, MD_HEADING);
  size_t first = first_line(w, node), last = last_line(w, node);
  n->block.level = cmark_node_get_heading_level(node);
  if (first == last)
    atx_line(w, n, (size_t)n->block.level);
  else
    setext_lines(w, n, first, last);
}

/* ---- code and HTML: cmark's literal has the lines without markers and indentation; each is the end of its source line ---- */

struct literal {
  char *text;
  uint32_t *map;
  size_t n;
};

/* Maps one line of the literal backwards; blanks that are the rest of a tab map to the tab. */
static void map_line(struct walk *w, struct literal *l, const char *line, size_t n, size_t source_line) {
  const struct md_source *src = w->src;
  size_t from = md_line_from(src, source_line), at = md_line_to(src, source_line), i = n;
  while (i > 0 && at > from && src->harmless[at - 1 - src->body] == line[i - 1]) {
    i--, at--;
    l->text[l->n + i] = src->s.p[at];
    l->map[l->n + i] = (uint32_t)at;
  }
  while (i > 0) {
    i--;
    l->text[l->n + i] = ' ';
    l->map[l->n + i] = (uint32_t)(at > from ? at - 1 : at);
  }
  l->n += n;
}

/* Returns the number of lines. */
static size_t literal(struct walk *w, struct md_block *b, cmark_node *node, size_t line) {
  const char *p = cmark_node_get_literal(node), *end;
  size_t n = p ? strlen(p) : 0, count = 0;
  struct literal l = {.text = arena_alloc(w->arena, n + 1), .map = arena_alloc(w->arena, (n + 1) * sizeof *l.map)};
  for (; n && *p && line + count < lines_n(w); p = end + 1, count++) {
    end = strchr(p, '\n');
    if (!end) end = p + strlen(p);
    map_line(w, &l, p, (size_t)(end - p), line + count);
    if (!*end) break;
    l.text[l.n] = '\n';
    l.map[l.n++] = (uint32_t)md_line_to(w->src, line + count);
  }
  l.map[l.n] = l.n ? l.map[l.n - 1] + 1 : b->to;
  if (l.map[l.n] > w->src->s.n) l.map[l.n] = (uint32_t)w->src->s.n;
  b->text = str_make(l.text, l.n);
  b->map = l.map;
  return count;
}

/* Indented code may itself look like a fence; cmark does not say which of the two it is. */
static bool is_fence(const struct walk *w, cmark_node *node, const struct md_block *b) {
  struct str s = str_sub(w->src->s, b->from, 3);
  if (!str_eq(s, STR("```")) && !str_eq(s, STR("~~~"))) return false;
  struct md_line line = md_prefix(w->src, first_line(w, node), w->within.v, w->within.n);
  return line.indent < 4;
}

static void fence_info(struct walk *w, struct md_block *b, size_t line) {
  size_t from = b->from, to = trimmed_end(w, line);
  char mark = w->src->s.p[from];
  while (from < to && w->src->s.p[from] == mark) from++;
  while (from < to && md_is_blank(w->src->s.p[from])) from++;
  b->info = md_unescape(w->arena, str_sub(w->src->s, from, to - from));
}

/* The closing fence, if there is one; cmark's end line is one too far when the end of a container closed the block. */
static size_t code_end(struct walk *w, const struct md_block *b, size_t line, bool fenced) {
  if (!fenced || line >= lines_n(w)) return line - 1;
  struct md_line closing = md_prefix(w->src, line, w->within.v, w->within.n);
  return is_marks(w, &closing, w->src->s.p[b->from]) ? line : line - 1;
}

static void code(struct walk *w, cmark_node *node) {
  struct md_block *b = &add(w, node, MD_CODE)->block;
  size_t line = first_line(w, node);
  bool fenced = is_fence(w, node, b);
  if (fenced) fence_info(w, b, line);
  line += fenced + literal(w, b, node, line + fenced);
  b->to = (uint32_t)trimmed_end(w, code_end(w, b, line, fenced));
  if (b->to < b->from) b->to = b->from;
}

static void html(struct walk *w, cmark_node *node) {
  struct md_block *b = &add(w, node, MD_HTML)->block;
  size_t line = first_line(w, node), count = literal(w, b, node, line);
  b->to = (uint32_t)trimmed_end(w, line + (count ? count - 1 : 0));
}

/* ---- containers ---- */

static int32_t last_node(const struct walk *w) { return (int32_t)w->out->nodes.n - 1; }

static void open_list(struct walk *w, cmark_node *node) {
  struct md_node *n = add(w, node, MD_LIST);
  n->block.ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
  n->block.level = ++w->lists;
  n->block.number = cmark_node_get_list_start(node);
}

/* Numbers count on from the first one, whatever is written, as they are shown. */
static void open_item(struct walk *w, cmark_node *node) {
  struct md_block *item = &add(w, node, MD_ITEM)->block, *list = &w->out->nodes.v[item->parent].block;
  if (list->ordered) item->number = list->number++;
  vec_push(&w->within, (struct md_within){.node = last_node(w), .line = (uint32_t)first_line(w, node), .is_item = true});
  md_prefix(w->src, first_line(w, node), w->within.v, w->within.n);
}

static void open_quote(struct walk *w, cmark_node *node) {
  add(w, node, MD_QUOTE);
  w->quotes++;
  vec_push(&w->within, (struct md_within){.node = last_node(w), .line = (uint32_t)first_line(w, node)});
}

/* A container ends where its last child does. */
static void close_container(struct walk *w) {
  int32_t id = w->parents.v[--w->parents.n];
  struct md_block *b = &w->out->nodes.v[id].block, *last = &w->out->nodes.v[w->out->nodes.n - 1].block;
  if (last != b)
    b->to = last->to;
  else if (b->kind != MD_LIST) {
    b->to = (uint32_t)trimmed_end(w, w->within.v[w->within.n - 1].line);
    if (b->to < b->from) b->to = b->from;
  }
  if (b->kind == MD_LIST) {
    w->lists--;
    b->number = 0;
    return;
  }
  w->quotes -= b->kind == MD_QUOTE;
  w->within.n--;
}

static bool enter(struct walk *w, cmark_node *node) {
  switch ((int)cmark_node_get_type(node)) {
  case CMARK_NODE_DOCUMENT:
    return true;
  case CMARK_NODE_LIST:
    open_list(w, node);
    break;
  case CMARK_NODE_ITEM:
    open_item(w, node);
    break;
  case CMARK_NODE_BLOCK_QUOTE:
    open_quote(w, node);
    break;
  case CMARK_NODE_PARAGRAPH:
    paragraph(w, node);
    return false;
  case CMARK_NODE_HEADING:
    heading(w, node);
    return false;
  case CMARK_NODE_CODE_BLOCK:
    code(w, node);
    return false;
  case CMARK_NODE_HTML_BLOCK:
    html(w, node);
    return false;
  case CMARK_NODE_THEMATIC_BREAK:
    add(w, node, MD_RULE);
    return false;
  default:
    return false;
  }
  vec_push(&w->parents, last_node(w));
  return true;
}

static bool too_deep(const struct walk *w) { return w->within.n > LIMIT_MARKDOWN_DEPTH; }

/* Depth first without recursion. */
static int walk_tree(struct walk *w, cmark_node *root, struct err *err) {
  for (cmark_node *node = root; node;) {
    bool entered = enter(w, node);
    if (too_deep(w))
      return md_refuse(w->src, start_of(w, node), "markdown-depth", "quotes and lists are nested too deeply", LIMIT_MARKDOWN_DEPTH, err);
    cmark_node *next = entered ? cmark_node_first_child(node) : NULL;
    if (!next && entered && node != root) close_container(w);
    while (!next && node != root) {
      next = cmark_node_next(node);
      if (next) break;
      node = cmark_node_parent(node);
      if (node != root) close_container(w);
    }
    node = next;
  }
  return 0;
}

int md_outline_read(struct md_outline *o, const struct md_source *src, struct arena *arena, struct err *err) {
  struct walk w = {.out = o, .src = src, .arena = arena};
  if (lines_n(&w) == 0) return 0;
  cmark_node *root = md_cmark_parse(src->harmless, src->s.n - src->body);
  int status = walk_tree(&w, root, err);
  cmark_node_free(root);
  vec_release(&w.within);
  vec_release(&w.parents);
  return status;
}

void md_outline_release(struct md_outline *o) {
  vec_release(&o->nodes);
  vec_release(&o->lines);
}
