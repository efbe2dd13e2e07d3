/* Markdown in, a small picture of its blocks out: one line a block, indented by nesting, with place, text and spans.
 *
 *   heading 1 @1:1 Release {strong:4.2}          {kind:text}, {link=target:text}; a line end in a text is shown as '/' */
#ifndef TIEOUT_TEST_MARKDOWN_CASE_H
#define TIEOUT_TEST_MARKDOWN_CASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "markdown_check.h"

struct md_case {
  const char *name, *source, *picture;
};

static const char *const span_names[] = {"code", "strong", "emph", "strike", "link", "image", "html"};

static inline void draw_open(struct buf *out, const struct md_span *s) {
  buf_printf(out, "{%s", span_names[s->kind]);
  if (s->target.n) buf_printf(out, "=%.*s", STR_ARG(s->target));
  buf_add_char(out, ':');
}

static inline void draw_text(struct buf *out, const struct md_block *b) {
  size_t next = 0, open[64], depth = 0;
  for (size_t i = 0; i <= b->text.n; i++) {
    while (depth && b->spans[open[depth - 1]].to == i) buf_add_char(out, '}'), depth--;
    for (; next < b->spans_n && b->spans[next].from == i; next++) {
      draw_open(out, &b->spans[next]);
      if (b->spans[next].to == i)
        buf_add_char(out, '}');
      else
        open[depth++] = next;
    }
    if (i < b->text.n) buf_add_char(out, b->text.p[i] == '\n' ? '/' : b->text.p[i]);
  }
}

static inline void draw_kind(struct buf *out, const struct md_block *b, const struct md_block *parent) {
  static const char *const kinds[] = {"heading", "paragraph", "list", "item", "quote", "table", "cell", "code", "html", "rule", "front"};
  static const char *const tasks[] = {"", " [ ]", " [x]"};
  buf_add_cstr(out, kinds[b->kind]);
  if (b->kind == MD_HEADING || b->kind == MD_LIST) buf_printf(out, " %d", b->level);
  if (b->kind == MD_LIST && b->ordered) buf_add_cstr(out, " ordered");
  if (b->kind == MD_ITEM && parent && parent->ordered) buf_printf(out, " %d", b->number);
  if (b->kind == MD_TABLE || b->kind == MD_CELL) buf_printf(out, " %d,%d", b->row, b->col);
  if (b->info.n) buf_printf(out, " (%.*s)", STR_ARG(b->info));
  buf_add_cstr(out, tasks[b->task]);
}

static inline void draw_block(struct buf *out, const struct markdown *m, const struct text *t, size_t i) {
  const struct md_block *b = &m->blocks[i];
  for (int32_t p = b->parent; p >= 0; p = m->blocks[p].parent) buf_add_cstr(out, "  ");
  draw_kind(out, b, b->parent >= 0 ? &m->blocks[b->parent] : NULL);
  struct place at = text_place(t, b->from, b->to);
  buf_printf(out, " @%u:%u", at.line, at.column);
  if (b->text.n) buf_add_char(out, ' ');
  draw_text(out, b);
  buf_add_char(out, '\n');
}

static inline void md_load(struct text *t, struct markdown *m, struct str source) {
  struct err err = ERR_INIT;
  assert_int_equal(text_read(t, source, STR("case.md"), NULL, &err), 0);
  int status = markdown_read(m, t, "case.md", NULL, &err);
  if (status != 0) fail_msg("%s", err.text);
  const char *flaw = markdown_flaw(m, t);
  if (flaw) fail_msg("%s in: %.*s", flaw, STR_ARG(source));
}

static inline void md_unload(struct text *t, struct markdown *m) {
  markdown_release(m);
  text_release(t);
}

static inline void md_check(const struct md_case *c) {
  struct text t;
  struct markdown m;
  struct buf out = BUF_INIT;
  md_load(&t, &m, str_of(c->source));
  for (size_t i = 0; i < m.n; i++) draw_block(&out, &m, &t, i);
  if (!str_eq(buf_str(&out), str_of(c->picture))) fail_msg("%s:\n%s\nwanted:\n%s", c->name, buf_cstr(&out), c->picture);
  buf_release(&out);
  md_unload(&t, &m);
}

#define MD_CHECK_ALL(cases)                                                                                                                \
  for (size_t i_ = 0; i_ < sizeof(cases) / sizeof *(cases); i_++) md_check(&(cases)[i_])

#endif
