/* Columns of fractions, "4/6", with a row that sums them: what is above the line adds up, and what is below it. */
#include "base/num.h"
#include "extract/pair.h"
#include "extract/passes.h"
#include "extract/table_parts.h"

struct over {
  struct num n, m;
  struct span n_at, m_at;
};

/* "4/6", "**4 / 6** (67%)": a cell that begins with one and goes on with no further number but a remark. */
static bool read_fraction(struct str s, struct over *f) {
  struct str t = strip_marks(s);
  size_t at = t.n ? (size_t)(t.p - s.p) : 0, n = t.n && ascii_is_digit(t.p[0]) ? num_scan(str_sub(s, at, 20), &f->n) : 0;
  if (!n) return false;
  f->n_at = (struct span){at, at + n};
  for (at += n; at < s.n && s.p[at] == ' ';) at++;
  if (at >= s.n || s.p[at] != '/') return false;
  for (at++; at < s.n && s.p[at] == ' ';) at++;
  n = at < s.n && ascii_is_digit(s.p[at]) ? num_scan(str_sub(s, at, 20), &f->m) : 0;
  f->m_at = (struct span){at, at + n};
  bool ends = at + n >= s.n || s.p[at + n] == ' ' || s.p[at + n] == '*';
  return n && ends && f->n.decimals == 0 && f->m.decimals == 0 && f->m.value >= f->n.value && f->m.value > 0;
}

/* A part of the fraction as a count, made if no form has claimed it. */
static int32_t claim_part(struct extraction *x, const struct table *t, int32_t r, int32_t c, const struct num *n, struct span at) {
  int32_t cell = table_cell(t, r, c);
  for (int32_t k = x->blocks[cell].first; k != CLAIM_NONE; k = x->claims.v[k].next_in_block) {
    const struct extracted *e = &x->claims.v[k];
    if (!e->dropped && e->d.family == FAMILY_COUNT && e->d.value_from == at.from && e->d.value_to == at.to) return k;
  }
  struct claim_draft d = draft_at(FAMILY_COUNT, cell, at.from, at.to);
  d.has_number = d.exact = true;
  d.number = d.low = d.high = n->value;
  d.unit = STR("count");
  d.subject = t->row[r].subject;
  if (x->blocks[t->block].flags & BLOCK_PLAN) d.role = ROLE_PLAN;
  return claim_add(x, &d);
}

/* Scores out of one number, "8/10", are averaged, not added; so is a column with no denominator of its own. */
static bool adds_up(const struct extraction *x, const struct table *t, int32_t total, int32_t c) {
  struct over f, whole;
  int rows = 0, larger = 0;
  if (!read_fraction(block_at(x, table_cell(t, total, c))->text, &whole)) return false;
  for (int32_t r = 1; r < t->rows; r++) {
    if (r == total) continue;
    if (table_cell(t, r, c) < 0 || !read_fraction(block_at(x, table_cell(t, r, c))->text, &f)) return false;
    rows++;
    larger += whole.m.value > f.m.value;
  }
  return rows >= 2 && larger == rows;
}

static void relate_part(struct extraction *x, const struct table *t, int32_t total, int32_t c, bool over) {
  struct over f;
  int32_t claim = CLAIM_NONE, ord = 0;
  if (read_fraction(block_at(x, table_cell(t, total, c))->text, &f))
    claim = over ? claim_part(x, t, total, c, &f.n, f.n_at) : claim_part(x, t, total, c, &f.m, f.m_at);
  for (int32_t r = 1; r < t->rows; r++) {
    if (r == total || !read_fraction(block_at(x, table_cell(t, r, c))->text, &f)) continue;
    relation_add(x, RELATION_SUM, claim, over ? claim_part(x, t, r, c, &f.n, f.n_at) : claim_part(x, t, r, c, &f.m, f.m_at), ord++);
  }
}

/* After the ratios, which own what they have named. */
void extract_fractions(struct extraction *x) {
  for (size_t i = 0; i < x->tables.n; i++) {
    const struct table *t = x->tables.v[i];
    int32_t total = t->silent ? -1 : table_total(x, t);
    for (int32_t c = 0; total > 0 && c < t->cols; c++) {
      if (c == t->label || table_cell(t, total, c) < 0 || !adds_up(x, t, total, c)) continue;
      relate_part(x, t, total, c, true);
      relate_part(x, t, total, c, false);
    }
  }
}
