/* Columns that are computed from other columns of their row: a total from its parts, a rate from two counts, a share from the whole.
 *
 * Which column is computed from which is asked of the rows, not of the headers: what nearly all rows show is what the table means, and the
 * row that differs has a wrong number in it. Headers only lower how many rows must show it. */
#include "extract/pair.h"
#include "extract/table_parts.h"

#include <math.h>

enum { ROWS_MAX = 500, COLS_MAX = 16 };

enum content { CONTENT_OTHER, CONTENT_QUANTITY, CONTENT_SHARE };

struct cell {
  struct measure m;
  bool has, blank; /* blank: "-", or nothing: none of it */
};

struct grid {
  struct extraction *x;
  struct table *t;
  struct cell *cells;
  enum content content[COLS_MAX];
  const char *base[COLS_MAX];
  bool used[ROWS_MAX];
  int32_t total; /* the row that sums the others, or -1 */
};

/* How many rows bear a guess out. */
struct tally {
  int agree, trivial, wrong;
};

static struct cell *cell_of(const struct grid *g, int32_t r, int32_t c) { return &g->cells[r * g->t->cols + c]; }

/* --- reading ---------------------------------------------------------------------------------------------------------------------- */

static const char *const digest_labels[] = {"average", "avg", "mean", "median", "max", "maximum", "min", "minimum", "target", "goal", NULL};

static bool is_digest(struct str label) {
  struct span w;
  size_t at = 0;
  return word_next(label, &at, &w) && word_among(span_str(label, w), digest_labels);
}

static bool is_blank(struct str s) {
  s = strip_marks(s);
  return !s.n || str_eq(s, STR("-")) || str_eq(s, STR("\xE2\x80\x93")) || str_eq(s, STR("\xE2\x80\x94"));
}

static const struct unit *unit_of_column(const struct table_column *c) {
  if (c->unit) return c->unit;
  return c->header.n && c->header.p[c->header.n - 1] == '%' ? unit_named(STR("%")) : NULL;
}

static void read_cell(struct grid *g, int32_t r, int32_t c) {
  int32_t block = table_cell(g->t, r, c);
  struct cell *out = cell_of(g, r, c);
  *out = (struct cell){.blank = block < 0 || is_blank(block_at(g->x, block)->text)};
  if (block < 0) return;
  struct str s = block_at(g->x, block)->text;
  out->has = value_measure(s, (struct span){0, s.n}, unit_of_column(&g->t->columns[c]), false, &out->m) && out->m.op == OP_EQ;
}

/* All that is there is of one kind: shares, or quantities of one base unit. */
static enum content content_of(struct grid *g, int32_t c) {
  int has = 0;
  for (int32_t r = 1; r < g->t->rows; r++) {
    const struct cell *v = cell_of(g, r, c);
    if (!g->used[r]) continue;
    if (!v->has && !v->blank) return CONTENT_OTHER;
    if (!v->has) continue;
    const char *base = v->m.unit ? v->m.unit->base : "count";
    if (has++ == 0) g->base[c] = base;
    if (strcmp(g->base[c], base) != 0) return CONTENT_OTHER;
  }
  return has < 3 ? CONTENT_OTHER : strcmp(g->base[c], "ratio") == 0 ? CONTENT_SHARE : CONTENT_QUANTITY;
}

static bool read_grid(struct grid *g) {
  struct table *t = g->t;
  int quantities = 0;
  if (t->rows < 4 || t->rows > ROWS_MAX || t->cols < 3 || t->cols > COLS_MAX || t->shape == TABLE_KEYS) return false;
  g->cells = arena_alloc(&g->x->arena, (size_t)t->rows * (size_t)t->cols * sizeof *g->cells);
  g->total = -1;
  for (int32_t r = 1; r < t->rows; r++) {
    g->used[r] = !is_digest(t->row[r].label);
    if (t->row[r].total && g->used[r]) g->total = g->total < 0 ? r : 0; /* 0: several */
    for (int32_t c = 0; c < t->cols; c++) read_cell(g, r, c);
  }
  for (int32_t c = 0; c < t->cols; c++) {
    g->content[c] = c == t->label || t->columns[c].role == ROLE_TARGET ? CONTENT_OTHER : content_of(g, c);
    quantities += g->content[c] != CONTENT_OTHER;
  }
  return quantities >= 2;
}

/* --- guesses ------------------------------------------------------------------------------------------------------------------------ */

static double low_of(const struct cell *v) { return !v->has || (v->m.integer && !v->m.unit) ? v->m.number : v->m.low; }
static double high_of(const struct cell *v) { return !v->has || (v->m.integer && !v->m.unit) ? v->m.number : v->m.high; }

static bool overlap(double a_low, double a_high, double b_low, double b_high) {
  double slack = 1e-9 * fmax(fabs(a_high), fabs(b_high));
  return a_low <= b_high + slack && b_low <= a_high + slack;
}

/* `named`: the headers say so, too. */
static bool is_meant(const struct tally *n, bool named) {
  if (!n->wrong) return n->agree >= 2;
  return named ? n->agree >= 1 && n->agree + n->trivial >= 2 * n->wrong + (n->agree < 2) : n->agree >= 3 && n->agree >= 4 * n->wrong;
}

static const char *const sum_headers[] = {"total", "totals", "sum", "all", "overall", "grand total", "in all", "combined", NULL};
static const char *const share_headers[] = {"share",      "percent", "percentage", "portion", "proportion", "split",
                                            "allocation", "%",       "of total",   "rate",    "coverage",   "complete",
                                            "completion", "done",    "progress",   "pass",    "success",    NULL};

static bool header_has(const struct grid *g, int32_t c, const char *const *words) {
  struct str h = g->t->columns[c].header;
  return phrases_in(h, words) || (words == share_headers && h.n && memchr(h.p, '%', h.n));
}

/* --- a total from its parts --------------------------------------------------------------------------------------------------------- */

/* Columns that a row total may be made of: those on one side of it, of its unit, that are no total themselves. */
static bool is_part_of_row(const struct grid *g, int32_t c, int32_t total) {
  return c != total && g->content[c] == CONTENT_QUANTITY && strcmp(g->base[c], g->base[total]) == 0 && g->t->columns[c].summed &&
         !header_has(g, c, sum_headers);
}

/* Whatever else may have become of the rest: passed and failed of all leave some skipped. */
static const char *const outcomes[] = {"passed", "failed", "passing", "failing", "ok",       "pass",    "fail", "failures",
                                       "errors", "done",   "open",    "closed",  "complete", "success", NULL};

enum verdict { ROW_NONE, ROW_AGREES, ROW_TRIVIAL, ROW_WRONG };

static enum verdict judge_row_sum(const struct grid *g, int32_t r, int32_t total) {
  const struct cell *whole = cell_of(g, r, total);
  double low = 0, high = 0;
  int parts = 0;
  bool open = false;
  for (int32_t c = 0; c < g->t->cols; c++) {
    if (!is_part_of_row(g, c, total)) continue;
    low += low_of(cell_of(g, r, c));
    high += high_of(cell_of(g, r, c));
    parts += cell_of(g, r, c)->has && cell_of(g, r, c)->m.number > 0;
    open |= phrases_in(g->t->columns[c].header, outcomes);
  }
  if (!whole->has) return ROW_NONE;
  if (overlap(low, high, low_of(whole), high_of(whole))) return parts > 1 ? ROW_AGREES : ROW_TRIVIAL;
  return open && high < low_of(whole) ? ROW_NONE : ROW_WRONG;
}

static void relate_row_sum(struct grid *g, int32_t r, int32_t total) {
  if (judge_row_sum(g, r, total) == ROW_NONE) return;
  int32_t claim = table_cell_claim(g->x, g->t, r, total), ord = 0;
  for (int32_t c = 0; c < g->t->cols; c++)
    if (is_part_of_row(g, c, total) && cell_of(g, r, c)->has)
      relation_add(g->x, RELATION_SUM, claim, table_cell_claim(g->x, g->t, r, c), ord++);
}

static void find_row_sum(struct grid *g, int32_t total) {
  struct tally n = {0, 0, 0};
  int parts = 0;
  for (int32_t c = 0; c < g->t->cols; c++) parts += is_part_of_row(g, c, total);
  if (parts < 2) return;
  for (int32_t r = 1; r < g->t->rows; r++) {
    enum verdict v = g->used[r] ? judge_row_sum(g, r, total) : ROW_NONE;
    n.agree += v == ROW_AGREES;
    n.trivial += v == ROW_TRIVIAL;
    n.wrong += v == ROW_WRONG;
  }
  if (!is_meant(&n, header_has(g, total, sum_headers))) return;
  for (int32_t r = 1; r < g->t->rows; r++)
    if (g->used[r]) relate_row_sum(g, r, total);
}

/* --- a rate from two columns, a share from the whole ---------------------------------------------------------------------------------- */

/* Does p say what a is of b? More than all may be told as all. */
static void compare_share(const struct cell *p, const struct cell *a, const struct cell *b, struct tally *n) {
  if (!p->has || !a->has || !b->has || b->m.number <= 0) return;
  double low = low_of(a) / high_of(b), high = low_of(b) > 0 ? high_of(a) / low_of(b) : INFINITY;
  bool all = a->m.number >= b->m.number && p->m.number >= 1, none = a->m.number == 0 && p->m.number == 0;
  bool agreed = overlap(low, high, p->m.low, p->m.high), rest = overlap(1 - high, 1 - low, p->m.low, p->m.high);
  n->agree += agreed && !all && !none;
  n->trivial += all || none || (!agreed && rest);
  n->wrong += !agreed && !rest && !all && !none;
}

static struct tally tally_rate(const struct grid *g, int32_t p, int32_t a, int32_t b) {
  struct tally n = {0, 0, 0};
  for (int32_t r = 1; r < g->t->rows; r++)
    if (g->used[r]) compare_share(cell_of(g, r, p), cell_of(g, r, a), cell_of(g, r, b), &n);
  return n;
}

static struct tally tally_share(const struct grid *g, int32_t p, int32_t a) {
  struct tally n = {0, 0, 0};
  for (int32_t r = 1; r < g->t->rows; r++)
    if (g->used[r] && r != g->total) compare_share(cell_of(g, r, p), cell_of(g, r, a), cell_of(g, g->total, a), &n);
  return n;
}

/* Of what: columns a and b, or column a and its total (b < 0). */
struct guess {
  int32_t a, b;
  struct tally n;
};

static void keep_better(struct guess *best, struct guess g) {
  bool better = g.n.agree - 2 * g.n.wrong > best->n.agree - 2 * best->n.wrong;
  if (best->a < 0 ? g.n.agree > 0 : better) *best = g;
}

static struct guess guess_share(const struct grid *g, int32_t p) {
  struct guess best = {.a = -1};
  for (int32_t a = 0; a < g->t->cols; a++) {
    if (g->content[a] != CONTENT_QUANTITY) continue;
    for (int32_t b = 0; b < g->t->cols; b++)
      if (b != a && g->content[b] == CONTENT_QUANTITY && strcmp(g->base[a], g->base[b]) == 0)
        keep_better(&best, (struct guess){a, b, tally_rate(g, p, a, b)});
    if (g->total > 0) keep_better(&best, (struct guess){a, -1, tally_share(g, p, a)});
  }
  return best;
}

static void relate_share(struct grid *g, int32_t p, const struct guess *of, int32_t r) {
  int32_t b_row = of->b < 0 ? g->total : r, b_col = of->b < 0 ? of->a : of->b;
  const struct cell *a = cell_of(g, r, of->a), *b = cell_of(g, b_row, b_col), *share = cell_of(g, r, p);
  if (!share->has || !a->has || !b->has || b->m.number <= 0 || a->m.number > b->m.number || (of->b < 0 && r == g->total)) return;
  int32_t claim = table_cell_claim(g->x, g->t, r, p);
  relation_add(g->x, RELATION_NUMERATOR, claim, table_cell_claim(g->x, g->t, r, of->a), 0);
  relation_add(g->x, RELATION_DENOMINATOR, claim, table_cell_claim(g->x, g->t, b_row, b_col), 0);
}

static void find_share(struct grid *g, int32_t p) {
  struct guess of = guess_share(g, p);
  if (of.a < 0) return;
  bool named = header_has(g, p, share_headers);
  if (!is_meant(&of.n, named)) return;
  for (int32_t r = 1; r < g->t->rows; r++)
    if (g->used[r]) relate_share(g, p, &of, r);
}

/* Shares of one whole, with the whole in the row below. */
static void relate_whole_share(struct grid *g, int32_t p) {
  static const char *const of_whole[] = {"share", "of total", "portion", "proportion", "split", "allocation", "distribution", NULL};
  const struct cell *whole = g->total > 0 ? cell_of(g, g->total, p) : NULL;
  if (!whole || !whole->has || whole->m.number != 1 || !phrases_in(g->t->columns[p].header, of_whole)) return;
  for (int32_t r = 1, ord = 0; r < g->t->rows; r++)
    if (g->used[r] && r != g->total && cell_of(g, r, p)->has)
      relation_add(g->x, RELATION_SUM, table_cell_claim(g->x, g->t, g->total, p), table_cell_claim(g->x, g->t, r, p), ord++);
}

void table_rows(struct extraction *x, struct table *t) {
  struct grid g = {.x = x, .t = t};
  if (!read_grid(&g)) return;
  for (int32_t c = 0; c < t->cols; c++)
    if (g.content[c] == CONTENT_QUANTITY) find_row_sum(&g, c);
  for (int32_t c = 0; c < t->cols; c++) {
    if (g.content[c] != CONTENT_SHARE) continue;
    find_share(&g, c);
    relate_whole_share(&g, c);
  }
}
