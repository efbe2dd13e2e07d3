/* Runs every form over a Markdown text and writes the claims, one a line, and under each the relations it is the subject of:
 *
 *   3 status measured deployment status = success "COMPLETE"
 *   9 figure measured loadtest latency.p95 = 0.98 s [0.9795, 0.981) "980 ms"
 *     target -> 9 "≤ 1.2 s"
 *
 * line, family, role, subject, attribute, operator, value, unit and interval of numbers, {qualifier}, written text. "-" where empty. */
#ifndef TIEOUT_TESTS_EXTRACT_DUMP_H
#define TIEOUT_TESTS_EXTRACT_DUMP_H

#include "base/buf.h"
#include "extract/passes.h"

#include <stdlib.h>

struct dump {
  struct text text;
  struct markdown md;
  struct extraction x;
};

/* `only`: NULL-terminated names of the passes to run; NULL: all. */
static inline bool dump_runs(const char *const *only, const char *name) {
  if (!only) return true;
  for (; *only; only++)
    if (strcmp(*only, name) == 0) return true;
  return false;
}

static inline int dump_open(struct dump *d, const char *const *only, const char *markdown, size_t n, const char *path, struct err *err) {
  size_t count = 0;
  const struct pass *p = passes(&count);
  *d = (struct dump){.x = {.capped = false}};
  if (text_read(&d->text, str_make(markdown, n), str_of(path), NULL, err) < 0) return -1;
  if (markdown_read(&d->md, &d->text, path, NULL, err) < 0) return -1;
  extraction_init(&d->x, &d->text, &d->md, str_of(path));
  for (size_t i = 0; i < count; i++)
    if (dump_runs(only, p[i].name)) p[i].run(&d->x);
  return 0;
}

static inline void dump_close(struct dump *d) {
  if (d->x.blocks) extraction_release(&d->x);
  markdown_release(&d->md);
  text_release(&d->text);
}

static inline void dump_word(struct buf *out, struct str s) {
  buf_add_char(out, ' ');
  buf_add_str(out, s.n ? s : STR("-"));
}

static inline void dump_flat(struct buf *out, struct str s) {
  for (size_t i = 0; i < s.n; i++) buf_add_char(out, s.p[i] == '\n' ? ' ' : s.p[i]);
}

static inline struct place dump_place(const struct dump *d, const struct claim_draft *c) {
  const struct md_block *b = &d->md.blocks[c->block];
  size_t from = 0, to = 0;
  md_range(b, c->from, c->to, &from, &to);
  return text_place(&d->text, from, to);
}

static inline struct str dump_written(const struct dump *d, const struct claim_draft *c) {
  return str_sub(d->md.blocks[c->block].text, c->value_from, c->value_to - c->value_from);
}

static inline void dump_claim(const struct dump *d, const struct claim_draft *c, struct buf *out) {
  buf_printf(out, "%u %s %s", dump_place(d, c).line, claim_family_name(c->family), claim_role_name(c->role));
  dump_word(out, c->subject);
  dump_word(out, c->attribute);
  buf_printf(out, " %s ", claim_operator_name(c->operator_));
  dump_flat(out, c->value);
  if (c->has_number && !str_eq(c->unit, STR("time"))) {
    buf_printf(out, " %.*s", STR_ARG(c->unit));
    if (!c->exact) buf_printf(out, " [%.6g, %.6g)", c->low, c->high);
  }
  if (c->qualifier.n) buf_printf(out, " {%.*s}", STR_ARG(c->qualifier));
  buf_add_cstr(out, " \"");
  dump_flat(out, dump_written(d, c));
  buf_add_cstr(out, "\"\n");
}

struct dump_order {
  uint32_t at;
  int32_t claim;
};

static inline int dump_cmp(const void *a, const void *b) {
  const struct dump_order *p = a, *q = b;
  if (p->at != q->at) return p->at < q->at ? -1 : 1;
  return p->claim < q->claim ? -1 : p->claim > q->claim;
}

static inline void dump_relations(const struct dump *d, int32_t claim, struct buf *out) {
  for (size_t i = 0; i < d->x.relations.n; i++) {
    const struct tied *t = &d->x.relations.v[i];
    if (t->claim != claim || d->x.claims.v[t->other].dropped) continue;
    const struct claim_draft *o = &d->x.claims.v[t->other].d;
    buf_printf(out, "  %s -> %u \"%.*s\"\n", relation_kind_name(t->kind), dump_place(d, o).line, STR_ARG(dump_written(d, o)));
  }
}

/* Claims in document order. */
static inline void dump_all(const struct dump *d, struct buf *out) {
  struct dump_order *order = mem_array(NULL, d->x.claims.n + 1, sizeof *order);
  size_t n = 0;
  for (size_t i = 0; i < d->x.claims.n; i++) {
    const struct claim_draft *c = &d->x.claims.v[i].d;
    if (!d->x.claims.v[i].dropped) order[n++] = (struct dump_order){d->md.blocks[c->block].map[c->from], (int32_t)i};
  }
  qsort(order, n, sizeof *order, dump_cmp);
  for (size_t i = 0; i < n; i++) {
    dump_claim(d, &d->x.claims.v[order[i].claim].d, out);
    dump_relations(d, order[i].claim, out);
  }
  mem_free(order);
}

#endif
