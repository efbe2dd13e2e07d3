/* What the markdown*.c files share; nothing outside of them includes this.
 *
 *   source ─guard→ harmless copy ─cmark→ block tree ─outline→ nodes with their content lines ─(definitions)→ blocks with text and spans
 */
#ifndef TIEOUT_DOC_MARKDOWN_PARTS_H
#define TIEOUT_DOC_MARKDOWN_PARTS_H

#include "base/vec.h"
#include "doc/markdown.h"

#define MD_NOT_FOUND SIZE_MAX

static inline bool md_is_blank(char c) { return c == ' ' || c == '\t'; }

/* ---- markdown_guard.c: the copy that cmark sees ---- */

struct md_source {
  struct str s;            /* the readable copy */
  const struct text *text; /* for places in errors */
  const char *path;        /* for errors */
  size_t body;             /* offset behind the front matter, at a line start */
  char *harmless;          /* bytes from `body` on: same length and same lines as the source */
  VEC(uint32_t) lines;     /* offset of each line of the body, in the source; one more for the end */
};

/* Fills `harmless` and `lines`: every byte that only inlines give a meaning to becomes '^', so that cmark, from which we take blocks
 * only, is linear on all input; line ends become '\n'. Refuses what would cost too much. */
int md_guard(struct md_source *src, struct err *err);
void md_source_release(struct md_source *src);
int md_refuse(const struct md_source *src, size_t offset, const char *rule, const char *what, size_t limit, struct err *err);
/* One line of the body without its line end; `line` is 0-based. */
static inline size_t md_line_from(const struct md_source *src, size_t line) { return src->lines.v[line]; }
size_t md_line_to(const struct md_source *src, size_t line);

/* ---- markdown_cmark.c ---- */

struct cmark_node;
struct cmark_node *md_cmark_parse(const char *p, size_t n); /* cmark_node_free() */

/* ---- markdown_prefix.c: the markers of quotes and items before the content of a line ---- */

struct md_within {
  int32_t node;   /* of the QUOTE or ITEM */
  uint32_t line;  /* on which it starts */
  uint32_t width; /* ITEM: columns from its parent's content to its own */
  bool is_item;
};

/* The content of one line of a paragraph or heading. */
struct md_line {
  uint32_t from, to; /* blanks at both ends cut off */
  uint32_t indent;   /* columns of blanks before it, behind the markers */
  int32_t lazy;      /* -1: all containers were matched; else the node of the first one that was not */
};

/* `within`: outermost first; fills the width of items that start on this line. */
struct md_line md_prefix(const struct md_source *src, size_t line, struct md_within *within, size_t n);

/* ---- markdown_outline.c: cmark's tree as a flat list ---- */

struct md_node {
  struct md_block block;   /* CODE, HTML: with text and map; others: text is still to be read */
  uint32_t first, lines_n; /* HEADING, PARAGRAPH: its lines in md_outline.lines */
  bool underlined;         /* setext heading: one more line, the underline, follows them */
};

struct md_outline {
  VEC(struct md_node) nodes;
  VEC(struct md_line) lines;
};

int md_outline_read(struct md_outline *o, const struct md_source *src, struct arena *arena, struct err *err);
void md_outline_release(struct md_outline *o);

/* ---- markdown_link.c: destinations, titles, labels, definitions ---- */

struct md_ref {
  struct str label; /* folded */
  struct str target;
  uint32_t order;
};

struct md_refs {
  VEC(struct md_ref) v;
};

/* Each reads at `at` and returns the offset behind what it read, or MD_NOT_FOUND. */
size_t md_link_destination(struct str s, size_t at, struct str *raw);
size_t md_link_title(struct str s, size_t at);
size_t md_link_label(struct str s, size_t at, struct str *raw);
size_t md_link_tail(struct str s, size_t at, struct str *raw); /* "(destination "title")" */
/* A link reference definition at `at`, with its line end. */
size_t md_ref_scan(struct md_refs *refs, struct arena *arena, struct str s, size_t at);
void md_refs_sort(struct md_refs *refs);
const struct md_ref *md_refs_find(const struct md_refs *refs, struct str raw_label);

/* ---- markdown_entity.c ---- */

enum { MD_ENTITY_MAX = 16 };
/* "&amp;", "&#8217;" at `at`: bytes used, 0 if it is none. */
size_t md_entity(struct str s, size_t at, char out[MD_ENTITY_MAX], size_t *n);
/* Backslash escapes and entities resolved; used for destinations and info strings. */
struct str md_unescape(struct arena *arena, struct str s);
bool md_is_escapable(char c); /* ASCII punctuation */

/* ---- markdown_html.c ---- */

/* Which ends were looked for in vain: without this, unclosed openers would make it quadratic. */
struct md_html_memo {
  bool no_comment_end, no_instruction_end, no_cdata_end, no_declaration_end;
};

/* Raw inline HTML at s.p[at] == '<': offset behind it, or MD_NOT_FOUND. */
size_t md_html_scan(struct str s, size_t at, struct md_html_memo *memo);
/* An opening or closing tag only. */
size_t md_html_tag(struct str s, size_t at);
/* "<https://…>", "<a@b.c>": offset behind it. */
size_t md_autolink_scan(struct str s, size_t at, bool *mail);

/* ---- markdown_char.c: what a code point is, for emphasis ---- */

bool md_cp_is_space(uint32_t cp);
bool md_cp_is_punctuation(uint32_t cp);
uint32_t md_cp_before(struct str s, size_t at); /* '\n' at the start */
uint32_t md_cp_at(struct str s, size_t at);     /* '\n' at the end */
/* Case folded for link labels: ASCII, Latin-1, Greek, Cyrillic. */
uint32_t md_cp_fold(uint32_t cp);

/* ---- markdown_emphasis.c ---- */

#define MD_DEAD UINT32_MAX /* in the map of the output: a byte that was markup after all */

struct md_delim {
  uint32_t out;  /* offset of its first unused byte in the output */
  uint32_t open; /* the same in the content */
  uint32_t n, length;
  int32_t below; /* next opener down the stack */
  char c;
  bool can_open, can_close;
};

struct md_open_span {
  struct md_span span;
  uint32_t open; /* offset of the opening mark in the content: outer spans open before inner ones */
};

struct md_bracket {
  uint32_t out, open, delims;
  bool image, followed; /* followed: by another bracket, so that its content cannot be a label */
};

struct md_run {
  uint32_t at, n;
  uint32_t next; /* run of the same length, or UINT32_MAX */
};

/* Scratch for reading inlines, used for one block after the other. */
struct md_inline {
  const struct md_refs *refs;
  struct arena *arena;
  VEC(char) in;         /* content */
  VEC(uint32_t) in_map; /* where it comes from; in.n + 1 entries */
  VEC(char) out;
  VEC(uint32_t) map;
  VEC(struct md_delim) delims;
  VEC(struct md_open_span) spans;
  VEC(struct md_bracket) brackets;
  VEC(struct md_run) runs; /* of backticks */
  VEC(uint32_t) run_of;    /* by length: first run of it that is not behind us */
  VEC(uint32_t) moved;
  size_t no_link_below; /* brackets below this one cannot open a link any more */
  size_t at;
  bool runs_known;
  struct md_html_memo memo;
};

/* A run of '*', '_' or '~' at in.at: goes to the output as it is, and on the stack. */
void md_delim_push(struct md_inline *in);
/* Pairs the delimiters from `bottom` on, marks the paired bytes dead, and drops all of them from the stack. */
void md_delim_pair(struct md_inline *in, size_t bottom);

/* ---- markdown_inline.c ---- */

void md_inline_release(struct md_inline *in);
void md_inline_clear(struct md_inline *in);
/* Adds bytes [from, to) of the source to the content. */
void md_inline_add(struct md_inline *in, struct str source, size_t from, size_t to);
void md_inline_add_char(struct md_inline *in, char c, size_t at);
/* Stores the content as it is. */
void md_inline_raw(struct md_inline *in, size_t end, struct md_block *block);
/* Reads the content and stores text, map and spans in the arena; `end` is the offset behind the content. */
void md_inline_read(struct md_inline *in, size_t end, struct md_block *block);
/* For its parts. */
void md_emit(struct md_inline *in, char c, size_t source);
void md_emit_run(struct md_inline *in, size_t from, size_t to);
void md_kill(struct md_inline *in, size_t out, size_t n);
void md_span_push(struct md_inline *in, enum md_span_kind kind, size_t open, size_t from, struct str target);
static inline struct str md_content(const struct md_inline *in) { return str_make(in->in.v, in->in.n); }

/* ---- markdown_code.c, markdown_bracket.c: one construct each; false or void as md_inline's dispatch wants it ---- */

bool md_code_span(struct md_inline *in);
void md_bracket_open(struct md_inline *in, bool image);
void md_bracket_close(struct md_inline *in);

/* ---- markdown_table.c ---- */

/* Columns of the delimiter row in `row`, 0 if it is none. */
size_t md_table_delimiter(struct str row);
/* Cells of a row: first call with *at = 0; false when there are no more. `cell` is trimmed, and borrowed from `row`. */
bool md_table_cell(struct str row, size_t *at, struct str *cell);
size_t md_table_cells(struct str row);
/* First header line at or behind `first`: index, or MD_NOT_FOUND. */
size_t md_table_find(const struct md_source *src, const struct md_line *lines, size_t n, size_t first);
/* First line behind the table whose header is lines[header]. */
size_t md_table_end(const struct md_source *src, const struct md_line *lines, size_t n, size_t header);

#endif
