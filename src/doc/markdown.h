/* Markdown as a flat list of blocks in document order, each with its plain text and the way back to the source.
 *
 * Block structure by cmark; GFM tables and task lists, inline spans and all inline places by our own positioned layer.
 * Every `text` is plain (emphasis marks, link targets and escapes gone; entities decoded; a soft break is '\n').
 * map[i] is the offset, in the readable copy (struct text), of the byte from which text byte i comes; map has text.n + 1 entries. */
#ifndef TIEOUT_DOC_MARKDOWN_H
#define TIEOUT_DOC_MARKDOWN_H

#include "base/arena.h"
#include "base/err.h"
#include "doc/encoding.h"

enum md_kind {
  MD_HEADING,   /* level 1..6 */
  MD_PARAGRAPH, /* also the paragraphs inside list items and quotes */
  MD_LIST,      /* level = nesting depth from 1 */
  MD_ITEM,      /* parent is the MD_LIST; its text is in MD_PARAGRAPH children */
  MD_QUOTE,
  MD_TABLE, /* row, col: how many; each row has that many cells, short ones filled up with empty cells */
  MD_CELL,  /* parent is the MD_TABLE; row 0 is the header */
  MD_CODE,  /* fenced or indented: text raw, info in `info` */
  MD_HTML,  /* raw, comments included */
  MD_RULE,
  MD_FRONT /* YAML front matter at the very top: text raw */
};

enum md_span_kind { MD_CODE_SPAN, MD_STRONG, MD_EMPH, MD_STRIKE, MD_LINK, MD_IMAGE, MD_HTML_SPAN };

struct md_span {
  enum md_span_kind kind;
  uint32_t from, to; /* bytes of the block's text; spans nest, outer first */
  struct str target; /* MD_LINK, MD_IMAGE: destination, decoded; MD_HTML_SPAN: the tag, which is no text (from == to; <br> is '\n') */
};

struct md_block {
  enum md_kind kind;
  int32_t parent;   /* index of the enclosing LIST/ITEM/QUOTE/TABLE, or -1 */
  int32_t section;  /* index of the MD_HEADING block it stands under, or -1 (a heading stands under its parent heading); headings inside a
                       quote or item end with it */
  int32_t level;    /* heading level; list depth */
  int32_t row, col; /* MD_CELL; MD_TABLE: number of rows (header included), of columns */
  int8_t task;      /* MD_ITEM: 0 none, 1 open "[ ]", 2 done "[x]" */
  bool ordered;     /* MD_LIST */
  bool in_quote;    /* somewhere below a block quote */
  int32_t number;   /* MD_ITEM of an ordered list: its number as shown, counting on from the first */
  struct str info;  /* MD_CODE */
  struct str text;  /* HEADING, PARAGRAPH, CELL, CODE, HTML, FRONT */
  const uint32_t *map;
  const struct md_span *spans;
  size_t spans_n;
  uint32_t from, to; /* the whole block in the readable copy */
};

struct markdown {
  const struct md_block *blocks;
  size_t n;
  struct arena arena;
};

/* Any bytes are Markdown: fails only with ERR_INPUT, for what is over a cap of base/limits.h (rules report-bytes, markdown-depth,
 * markdown-blocks, markdown-openers). */
int markdown_read(struct markdown *m, const struct text *t, const char *path, const struct diag_sink *sink, struct err *err);
void markdown_release(struct markdown *m);

/* Bytes [from, to) of a block's text as a range of the readable copy. */
static inline void md_range(const struct md_block *b, size_t from, size_t to, size_t *src_from, size_t *src_to) {
  *src_from = b->map[from];
  *src_to = to > from ? b->map[to - 1] + 1 : b->map[from];
}

#endif
