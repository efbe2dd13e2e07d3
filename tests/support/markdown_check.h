/* What holds for every Markdown document, however broken. Shared by the unit tests and the fuzz target. */
#ifndef TIEOUT_TEST_MARKDOWN_CHECK_H
#define TIEOUT_TEST_MARKDOWN_CHECK_H

#include "doc/markdown.h"

static inline const char *flaw_in_map(const struct md_block *b, struct str s) {
  for (size_t i = 0; i < b->text.n; i++) {
    if (b->map[i] > b->map[i + 1]) return "the map runs backwards";
    if (b->map[i] > s.n) return "the map leads out of the source";
    char c = b->text.p[i], from = b->map[i] < s.n ? s.p[b->map[i]] : '\n';
    if (c != from && c != ' ' && c != '\n' && from != '&') return "the map leads to another byte";
  }
  return b->map[b->text.n] > s.n ? "the end of the map is out of the source" : NULL;
}

/* Spans come in the order in which they open, and nest. */
static inline const char *flaw_in_spans(const struct md_block *b) {
  for (size_t i = 0; i < b->spans_n; i++) {
    const struct md_span *x = &b->spans[i];
    if (x->from > x->to || x->to > b->text.n) return "a span is out of the text";
    if (i == 0) continue;
    const struct md_span *before = &b->spans[i - 1];
    if (x->from < before->from) return "spans are out of order";
    if (x->from < before->to && x->to > before->to) return "spans overlap";
  }
  return NULL;
}

static inline const char *flaw_in_tree(const struct markdown *m, size_t i) {
  const struct md_block *b = &m->blocks[i];
  if (b->parent >= (int32_t)i || b->section >= (int32_t)i) return "a parent or section comes later";
  if (b->section >= 0 && m->blocks[b->section].kind != MD_HEADING) return "a section is no heading";
  if (b->parent < 0) return NULL;
  enum md_kind parent = m->blocks[b->parent].kind;
  if (parent != MD_LIST && parent != MD_ITEM && parent != MD_QUOTE && parent != MD_TABLE) return "a parent cannot hold blocks";
  if ((parent == MD_LIST) != (b->kind == MD_ITEM) || (parent == MD_TABLE) != (b->kind == MD_CELL)) return "a parent is of the wrong kind";
  return NULL;
}

static inline const char *markdown_flaw(const struct markdown *m, const struct text *t) {
  const char *flaw = NULL;
  for (size_t i = 0; i < m->n && !flaw; i++) {
    const struct md_block *b = &m->blocks[i];
    flaw = flaw_in_tree(m, i);
    if (!flaw && (b->from > b->to || b->to > t->s.n)) flaw = "a block is out of the source";
    if (!flaw && b->map) flaw = flaw_in_map(b, t->s);
    if (!flaw) flaw = flaw_in_spans(b);
  }
  return flaw;
}

#endif
