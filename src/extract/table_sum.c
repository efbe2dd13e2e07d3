/* Total rows against their columns, and targets of metric tables against results tables beside them. */
#include "extract/pair.h"
#include "extract/table_parts.h"

static int32_t total_row(const struct table *t) {
  int32_t found = -1;
  for (int32_t r = 1; r < t->rows; r++) {
    if (!t->row[r].total) continue;
    if (found >= 0) return -1; /* several totals: which rows do they cover? */
    found = r;
  }
  return found;
}

/* "GPU nodes (included in compute)", "of which spot": counted in another row already. */
static bool row_is_included(const struct extraction *x, const struct table *t, int32_t r) {
  static const char *const words[] = {"included", "incl", "includes", "including", "of which", "thereof", "of those", "of these", NULL};
  for (int32_t c = 0; c < t->cols; c++) {
    int32_t cell = table_cell(t, r, c);
    if (cell >= 0 && phrases_in(str_sub(block_at(x, cell)->text, 0, 200), words)) return true;
  }
  return false;
}

/* A row that is itself a subtotal, a part of another row, or a group's heading makes the sum uncertain. */
static bool rows_are_plain(const struct extraction *x, const struct table *t, int32_t total) {
  if (total != 1 && total != t->rows - 1) return false;
  for (int32_t r = 1; r < t->rows; r++)
    if (row_is_included(x, t, r)) return false;
  for (int32_t r = 1; r < t->rows; r++)
    if (r != total && (t->row[r].part || (t->row[r].strong && !t->row[1 + (total == 1)].strong))) return false;
  return t->rows >= 4;
}

/* Column whose cells, total included, are each one quantity, all in units of one kind. */
static bool column_is_uniform(const struct extraction *x, const struct table *t, int32_t c) {
  const struct unit *unit = NULL;
  for (int32_t r = 1; r < t->rows; r++) {
    int32_t cell = table_cell(t, r, c);
    struct measure m;
    struct span range = {0, cell < 0 ? 0 : block_at(x, cell)->text.n};
    if (cell < 0 || !value_measure(block_at(x, cell)->text, range, t->columns[c].unit, false, &m)) return false;
    if (m.op != OP_EQ && m.op != OP_APPROX) return false;
    if (r > 1 && (!unit != !m.unit || (unit && strcmp(unit->base, m.unit->base) != 0))) return false;
    unit = m.unit;
  }
  return !unit || strcmp(unit->base, "ratio") != 0;
}

int32_t table_cell_claim(struct extraction *x, struct table *t, int32_t r, int32_t c) {
  int32_t claim = table_claim(x, t, r, c);
  if (claim != CLAIM_NONE) return claim;
  struct value_at v = cell_value(x, table_cell(t, r, c));
  v.family = t->columns[c].unit ? FAMILY_FIGURE : FAMILY_COUNT;
  v.attribute = t->columns[c].unit ? STR_NONE : count_attribute(x, t->columns[c].raw);
  v.unit = t->columns[c].unit;
  v.subject = t->row[r].subject;
  if (x->blocks[t->block].flags & BLOCK_PLAN) v.role = ROLE_PLAN;
  return value_claim(x, &v);
}

static void sum_column(struct extraction *x, struct table *t, int32_t total, int32_t c) {
  int32_t claim = table_cell_claim(x, t, total, c), ord = 0;
  for (int32_t r = 1; r < t->rows; r++)
    if (r != total) relation_add(x, RELATION_SUM, claim, table_cell_claim(x, t, r, c), ord++);
}

/* Attributes that add up over rows. */
static bool adds_up(const struct table_column *c) {
  static const char *const summable[] = {"requests", "errors", "duration", "build.duration", "size", "cost", "effort", NULL};
  if (!c->summed || c->status) return false;
  return !c->attribute.n || c->family == FAMILY_TIME || word_among(c->attribute, summable) || str_starts(c->attribute, STR("tests.")) ||
         str_starts(c->attribute, STR("count."));
}

int32_t table_total(const struct extraction *x, const struct table *t) {
  int32_t total = total_row(t);
  return total < 0 || t->shape == TABLE_METRICS || t->shape == TABLE_KEYS || !rows_are_plain(x, t, total) ? -1 : total;
}

void table_sums(struct extraction *x, struct table *t) {
  int32_t total = table_total(x, t);
  if (total < 0) return;
  for (int32_t c = 0; c < t->cols; c++)
    if (c != t->label && adds_up(&t->columns[c]) && column_is_uniform(x, t, c)) sum_column(x, t, total, c);
}

/* --- targets beside --------------------------------------------------------------------------------------------------------- */

struct goal {
  int32_t top, claim;
  struct str attribute, unit;
};
typedef VEC(struct goal) goal_list;

static int32_t top_of(const struct extraction *x, int32_t block) {
  int32_t h = x->blocks[block].heading;
  return h < 0 ? -1 : x->headings.v[h].top;
}

static bool goal_known(const goal_list *g, int32_t top, struct str attribute) {
  for (size_t i = g->n; i-- > 0 && g->v[i].top == top;)
    if (str_eq(g->v[i].attribute, attribute)) return true;
  return false;
}

/* Targets for every part, not only for the whole or for some part that a qualifier names. */
static void collect_goals(const struct extraction *x, const struct table *t, goal_list *g) {
  int32_t top = top_of(x, t->block);
  for (int32_t r = 1; r < t->rows; r++) {
    if (!t->row[r].attribute.n || t->row[r].meaning.overall || t->row[r].qualifier.n) continue;
    for (int32_t c = 0; c < t->cols; c++) {
      int32_t claim = table_claim(x, t, r, c);
      if (claim == CLAIM_NONE || x->claims.v[claim].d.role != ROLE_TARGET || x->claims.v[claim].d.operator_ == OP_EQ) continue;
      if (!goal_known(g, top, t->row[r].attribute)) vec_push(g, (struct goal){top, claim, t->row[r].attribute, x->claims.v[claim].d.unit});
    }
  }
}

static bool has_target_column(const struct table *t) {
  for (int32_t c = 0; c < t->cols; c++)
    if (t->columns[c].role_named && t->columns[c].role == ROLE_TARGET) return true;
  return false;
}

static void link_cell(struct extraction *x, int32_t claim, const goal_list *g, size_t from, int32_t top) {
  const struct claim_draft *d = &x->claims.v[claim].d;
  if (d->role != ROLE_MEASURED || !d->attribute.n) return;
  for (size_t i = from; i < g->n && g->v[i].top == top; i++)
    if (str_eq(g->v[i].attribute, d->attribute) && str_eq(g->v[i].unit, d->unit)) relation_add(x, RELATION_TARGET, claim, g->v[i].claim, 0);
}

/* Goals are in document order, so their tops ascend. */
static size_t first_goal(const goal_list *g, int32_t top) {
  size_t lo = 0, hi = g->n;
  while (lo < hi) {
    size_t mid = (lo + hi) / 2;
    if (g->v[mid].top < top) {
      lo = mid + 1;
    } else {
      hi = mid;
    }
  }
  return lo;
}

static void link_table(struct extraction *x, const struct table *t, const goal_list *g) {
  int32_t top = top_of(x, t->block);
  size_t from = first_goal(g, top);
  if (from == g->n || g->v[from].top != top || has_target_column(t)) return;
  for (int32_t r = 1; r < t->rows; r++)
    for (int32_t c = 0; c < t->cols; c++) {
      int32_t claim = t->row[r].total ? CLAIM_NONE : table_claim(x, t, r, c);
      if (claim != CLAIM_NONE) link_cell(x, claim, g, from, top);
    }
}

void table_targets(struct extraction *x) {
  goal_list goals = {0};
  for (size_t i = 0; i < x->tables.n; i++)
    if (!x->tables.v[i]->silent && x->tables.v[i]->shape == TABLE_METRICS) collect_goals(x, x->tables.v[i], &goals);
  for (size_t i = 0; goals.n && i < x->tables.n; i++) {
    const struct table *t = x->tables.v[i];
    if (!t->silent && t->shape == TABLE_THINGS) link_table(x, t, &goals);
  }
  vec_release(&goals);
}
