#include "extract/context.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/num.h"

#include <stdlib.h>

/* Containers and text that never claims anything. */
static bool kind_is_silent(enum md_kind k) { return k != MD_HEADING && k != MD_PARAGRAPH && k != MD_CELL && k != MD_FRONT; }

void extraction_init(struct extraction *x, const struct text *text, const struct markdown *md, struct str path) {
  *x = (struct extraction){.text = text, .md = md, .path = path, .as_of_claim = CLAIM_NONE, .status_claim = CLAIM_NONE};
  x->document.as_of = x->document.as_of_high = INT64_MIN;
  x->blocks = arena_alloc(&x->arena, (md->n + 1) * sizeof *x->blocks);
  for (size_t i = 0; i < md->n; i++) {
    struct block_info *b = &x->blocks[i];
    *b = (struct block_info){
        .heading = -1, .item = -1, .group = (int32_t)i, .table = -1, .lead = -1, .first = CLAIM_NONE, .last = CLAIM_NONE};
    if (kind_is_silent(md->blocks[i].kind)) b->flags |= BLOCK_SILENT;
  }
}

void extraction_release(struct extraction *x) {
  vec_release(&x->headings);
  vec_release(&x->tables);
  vec_release(&x->claims);
  vec_release(&x->relations);
  arena_release(&x->arena);
}

struct claim_draft draft_at(enum claim_family family, int32_t block, size_t from, size_t to) {
  return (struct claim_draft){.family = family, .block = block, .from = from, .to = to};
}

enum { TAKEN_STATUS = 1, TAKEN = 2 };

bool range_taken(const struct extraction *x, int32_t block, size_t from, size_t to) {
  const unsigned char *t = x->blocks[block].taken;
  return t && memchr(t + from, TAKEN, to - from);
}

bool range_claimed(const struct extraction *x, int32_t block, size_t from, size_t to) {
  const unsigned char *t = x->blocks[block].taken;
  return range_taken(x, block, from, to) || (t && memchr(t + from, TAKEN_STATUS, to - from));
}

static unsigned char *taken_bytes(struct extraction *x, int32_t block) {
  struct block_info *b = &x->blocks[block];
  if (!b->taken) b->taken = arena_alloc(&x->arena, block_at(x, block)->text.n + 1);
  return b->taken;
}

void range_take(struct extraction *x, int32_t block, size_t from, size_t to) { memset(taken_bytes(x, block) + from, TAKEN, to - from); }

static void take_for(struct extraction *x, const struct claim_draft *d) {
  if (d->family != FAMILY_STATUS) {
    range_take(x, d->block, d->from, d->to);
    return;
  }
  unsigned char *t = taken_bytes(x, d->block);
  for (size_t i = d->from; i < d->to; i++)
    if (!t[i]) t[i] = TAKEN_STATUS;
}

static struct str number_text(struct extraction *x, double v) {
  struct buf b = BUF_INIT_MAX(64);
  num_format(v, &b);
  struct str s = arena_str(&x->arena, buf_str(&b));
  buf_release(&b);
  return s;
}

static void fill(struct extraction *x, struct claim_draft *d) {
  if (d->value_to <= d->value_from) d->value_from = d->from, d->value_to = d->to;
  if (d->value.n) return;
  d->value = d->has_number ? number_text(x, d->number) : str_sub(block_at(x, d->block)->text, d->value_from, d->value_to - d->value_from);
}

int32_t claim_add(struct extraction *x, const struct claim_draft *d) {
  if (x->claims.n >= LIMIT_CLAIMS) {
    x->capped = true;
    return CLAIM_NONE;
  }
  const struct md_block *b = block_at(x, d->block);
  if (in_span(b, MD_STRIKE, d->from, d->to)) return CLAIM_NONE; /* taken back by who wrote it */
  struct block_info *info = &x->blocks[d->block];
  struct extracted e = {.d = *d, .group = info->group, .row = -1, .col = -1, .heading = info->heading, .next_in_block = CLAIM_NONE};
  if (b->kind == MD_CELL) e.row = b->row, e.col = b->col;
  fill(x, &e.d);
  int32_t index = (int32_t)x->claims.n;
  vec_push(&x->claims, e);
  if (info->last == CLAIM_NONE) {
    info->first = index;
  } else {
    x->claims.v[info->last].next_in_block = index;
  }
  info->last = index;
  take_for(x, d);
  return index;
}

void claim_drop(struct extraction *x, int32_t claim) {
  if (claim != CLAIM_NONE) x->claims.v[claim].dropped = true;
}

void relation_add(struct extraction *x, enum relation_kind kind, int32_t claim, int32_t other, int32_t ord) {
  if (claim == CLAIM_NONE || other == CLAIM_NONE || claim == other) return;
  if (x->relations.n >= 4 * LIMIT_CLAIMS) {
    x->capped = true;
    return;
  }
  vec_push(&x->relations, (struct tied){kind, claim, other, ord});
}

unsigned block_kinds(const struct extraction *x, int32_t block) {
  int32_t h = x->blocks[block].heading;
  return h < 0 ? 0 : x->headings.v[h].kinds;
}

struct str block_subject(const struct extraction *x, int32_t block) {
  for (int32_t h = x->blocks[block].heading; h >= 0; h = x->headings.v[h].parent)
    if (x->headings.v[h].subject.n) return x->headings.v[h].subject;
  return STR_NONE;
}

enum { SPANS_BACK = 64 }; /* spans nest a few deep; a block made of spans must not cost their square */

/* Spans are sorted by their start. */
bool in_span(const struct md_block *b, enum md_span_kind kind, size_t from, size_t to) {
  size_t lo = 0, hi = b->spans_n;
  while (lo < hi) {
    size_t mid = (lo + hi) / 2;
    if (b->spans[mid].from <= from) {
      lo = mid + 1;
    } else {
      hi = mid;
    }
  }
  for (size_t k = 0; k < SPANS_BACK && k < lo; k++) {
    const struct md_span *s = &b->spans[lo - 1 - k];
    if (s->kind == kind && to <= s->to) return true;
  }
  return false;
}

/* --- writing ------------------------------------------------------------------------------------------------------------- */

static struct place place_of(const struct extraction *x, int32_t block, size_t from, size_t to, struct str *quote) {
  size_t a = 0, b = 0;
  md_range(block_at(x, block), from, to, &a, &b);
  if (b < a) b = a;
  if (b - a > LIMIT_QUOTE_BYTES) {
    b = a + LIMIT_QUOTE_BYTES;
    while (b > a && ((unsigned char)x->text->s.p[b] & 0xC0) == 0x80) b--;
  }
  if (quote) *quote = text_quote(x->text, a, b);
  return text_place(x->text, a, b);
}

struct str claim_written(const struct extraction *x, int32_t claim) {
  const struct claim_draft *d = &x->claims.v[claim].d;
  struct str quote;
  place_of(x, d->block, d->value_from, d->value_to, &quote);
  return quote;
}

static int flush_sections(struct extraction *x, struct err *err) {
  for (size_t i = 0; i < x->headings.n; i++) {
    struct heading *h = &x->headings.v[i];
    struct section s = {.document = x->document_id, .level = h->level, .title = h->title};
    s.parent = h->parent < 0 ? 0 : x->headings.v[h->parent].id;
    s.top = h->top < 0 || h->top == (int32_t)i ? 0 : x->headings.v[h->top].id;
    s.line = place_of(x, h->block, 0, block_at(x, h->block)->text.n, NULL).line;
    if (store_section_add(x->store, &s, &h->id, err) < 0) return -1;
    h->top_id = s.top ? s.top : h->id;
  }
  return 0;
}

struct order {
  uint32_t at;
  int32_t claim;
};

static int by_place(const void *a, const void *b) {
  const struct order *p = a, *q = b;
  if (p->at != q->at) return p->at < q->at ? -1 : 1;
  return p->claim < q->claim ? -1 : p->claim > q->claim;
}

static int flush_claim(struct extraction *x, struct extracted *e, struct err *err) {
  const struct claim_draft *d = &e->d;
  struct claim c = {
      .document = x->document_id,
      .family = d->family,
      .subject = d->subject,
      .attribute = d->attribute,
      .operator_ = d->operator_,
      .role = d->role,
      .value = d->value,
      .qualifier = d->qualifier,
      .has_number = d->has_number,
      .exact = d->exact,
      .number = d->number,
      .low = d->low,
      .high = d->high,
      .unit = d->unit,
      .block = e->group,
      .row = e->row,
      .col = e->col,
      .section = e->heading < 0 ? 0 : x->headings.v[e->heading].id,
  };
  c.place = place_of(x, d->block, d->from, d->to, &c.text);
  place_of(x, d->block, d->value_from, d->value_to, &c.written);
  return store_claim_add(x->store, &c, &e->id, err);
}

static int flush_claims(struct extraction *x, struct err *err) {
  struct order *order = mem_array(NULL, x->claims.n + 1, sizeof *order);
  size_t n = 0;
  for (size_t i = 0; i < x->claims.n; i++) {
    const struct claim_draft *d = &x->claims.v[i].d;
    if (!x->claims.v[i].dropped) order[n++] = (struct order){block_at(x, d->block)->map[d->from], (int32_t)i};
  }
  qsort(order, n, sizeof *order, by_place);
  int rc = 0;
  for (size_t i = 0; i < n && rc == 0; i++) rc = flush_claim(x, &x->claims.v[order[i].claim], err);
  mem_free(order);
  return rc;
}

static int flush_relations(struct extraction *x, struct err *err) {
  for (size_t i = 0; i < x->relations.n; i++) {
    const struct tied *t = &x->relations.v[i];
    const struct extracted *c = &x->claims.v[t->claim], *o = &x->claims.v[t->other];
    if (c->dropped || o->dropped) continue;
    struct relation r = {.document = x->document_id, .kind = t->kind, .claim = c->id, .other = o->id, .ord = t->ord};
    if (store_relation_add(x->store, &r, err) < 0) return -1;
  }
  return 0;
}

int extraction_flush(struct extraction *x, struct err *err) {
  if (flush_sections(x, err) < 0 || flush_claims(x, err) < 0) return -1;
  return flush_relations(x, err);
}
