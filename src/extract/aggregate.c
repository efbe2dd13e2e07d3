/* Summaries against the rows that they summarise: a figure of the whole and the column of a results table; requests and the rate at which
 * they came; the test's duration. */
#include "extract/passes.h"
#include "extract/table.h"

enum { TABLES_MAX = 64, CELLS_MAX = 4096, SUMMARIES_MAX = 1000 };

/* Results of a test, a row a scenario or endpoint. */
struct results {
  const struct table *t;
  int32_t top; /* index of its level-2 heading, or -1 */
};

struct result_list {
  struct results v[TABLES_MAX];
  size_t n;
};

static int32_t top_of(const struct extraction *x, int32_t block) {
  int32_t h = x->blocks[block].heading;
  return h < 0 ? -1 : x->headings.v[h].top;
}

static bool is_load_attribute(struct str a) {
  static const char *const attributes[] = {"requests", "errors", "error_rate", "throughput", "cache_hit_rate", NULL};
  return word_among(a, attributes) || str_starts(a, STR("latency."));
}

/* At least two rows, and two columns that only load tests have. */
static bool is_results(const struct extraction *x, const struct table *t) {
  int known = 0;
  if (t->silent || t->shape != TABLE_THINGS || t->rows < 3 || t->rows > CELLS_MAX) return false;
  if (x->blocks[t->block].flags & (BLOCK_PLAN | BLOCK_PREVIOUS | BLOCK_CONDITION | BLOCK_TEMPLATE)) return false;
  for (int32_t c = 0; c < t->cols; c++)
    if (t->columns[c].role == ROLE_MEASURED && is_load_attribute(t->columns[c].attribute)) known++;
  return known >= 2;
}

/* The one column of an attribute; -1 if there is none or several ("p95 before", "p95 after"). */
static int32_t column_of(const struct table *t, struct str attribute) {
  int32_t found = -1;
  for (int32_t c = 0; c < t->cols; c++) {
    if (!str_eq(t->columns[c].attribute, attribute) || t->columns[c].role != ROLE_MEASURED) continue;
    if (found >= 0) return -1;
    found = c;
  }
  return found;
}

static void find_results(const struct extraction *x, struct result_list *l) {
  for (size_t i = 0; i < x->tables.n && l->n < TABLES_MAX; i++)
    if (is_results(x, x->tables.v[i])) l->v[l->n++] = (struct results){x->tables.v[i], top_of(x, x->tables.v[i]->block)};
}

/* Rows that stand for all others, and rows that say something else of them. */
static const char *const whole_labels[] = {"overall", "all", "aggregate", "combined", "total", "totals", "sum", "grand total", NULL};
static const char *const digest_labels[] = {"average", "avg", "mean", "median", "max", "maximum", "min", "minimum", "summary", NULL};

static bool label_begins(struct str label, const char *const *words) {
  struct span w;
  size_t at = 0;
  return word_next(label, &at, &w) && word_among(span_str(label, w), words);
}

static bool is_whole_row(const struct table_row *r) { return r->total || label_begins(r->label, whole_labels); }
static bool is_run_row(const struct table_row *r) { return !r->part && !is_whole_row(r) && !label_begins(r->label, digest_labels); }

/* --- the rate of a row ----------------------------------------------------------------------------------------------------------- */

static void relate_rates(struct extraction *x, const struct table *t) {
  int32_t requests = column_of(t, STR("requests")), rate = column_of(t, STR("throughput"));
  for (int32_t r = 1; requests >= 0 && rate >= 0 && r < t->rows; r++)
    if (is_run_row(&t->row[r])) relation_add(x, RELATION_RATE, table_claim(x, t, r, requests), table_claim(x, t, r, rate), 0);
}

/* --- a figure of the whole -------------------------------------------------------------------------------------------------------- */

/* A claim that speaks of the test as a whole and can be told from its rows. */
static bool is_summary(const struct extraction *x, const struct extracted *e) {
  const struct claim_draft *d = &e->d;
  if (e->dropped || !d->has_number || d->role != ROLE_MEASURED || !str_eq(d->subject, STR("loadtest")) || d->qualifier.n) return false;
  if (d->operator_ != OP_EQ && d->operator_ != OP_APPROX) return false;
  return is_load_attribute(d->attribute) && block_at(x, d->block)->kind != MD_HEADING;
}

/* The only results table with that column in the claim's own chapter, or in the whole report; NULL if there are several. */
static const struct table *rows_for(const struct extraction *x, const struct result_list *l, const struct claim_draft *d) {
  const struct table *own = NULL, *any = NULL;
  int owns = 0, anys = 0;
  int32_t top = top_of(x, d->block);
  for (size_t i = 0; i < l->n; i++) {
    if (column_of(l->v[i].t, d->attribute) < 0) continue;
    any = l->v[i].t;
    anys++;
    if (l->v[i].top != top) continue;
    own = l->v[i].t;
    owns++;
  }
  return owns == 1 ? own : owns == 0 && anys == 1 ? any : NULL;
}

/* Every row must have its figure, else the whole may rest on what is not shown. */
static bool all_rows_given(const struct extraction *x, const struct table *t, int32_t column, struct str unit) {
  for (int32_t r = 1; r < t->rows; r++) {
    int32_t claim = table_claim(x, t, r, column);
    if (!is_run_row(&t->row[r])) return false;
    if (claim == CLAIM_NONE || !str_eq(x->claims.v[claim].d.unit, unit)) return false;
  }
  return true;
}

static void relate_summary(struct extraction *x, const struct result_list *l, int32_t claim) {
  const struct claim_draft *d = &x->claims.v[claim].d;
  const struct table *t = rows_for(x, l, d);
  int32_t column = t ? column_of(t, d->attribute) : -1, ord = 0;
  if (column < 0 || !all_rows_given(x, t, column, d->unit)) return;
  for (int32_t r = 1; r < t->rows; r++) relation_add(x, RELATION_AGGREGATE, claim, table_claim(x, t, r, column), ord++);
}

/* The one row for all others, first or last; -1 if there is none, or rows of another kind. */
static int32_t whole_row(const struct table *t) {
  int32_t found = is_whole_row(&t->row[1]) ? 1 : is_whole_row(&t->row[t->rows - 1]) ? t->rows - 1 : -1;
  for (int32_t r = 1; r < t->rows; r++)
    if (r != found && !is_run_row(&t->row[r])) return -1;
  return found;
}

/* The cells of that row against those of the others. */
static void relate_whole_row(struct extraction *x, const struct table *t) {
  int32_t whole = whole_row(t);
  for (int32_t c = 0; whole > 0 && t->rows > 3 && c < t->cols; c++) {
    int32_t claim = is_load_attribute(t->columns[c].attribute) ? table_claim(x, t, whole, c) : CLAIM_NONE, missing = 0;
    for (int32_t r = 1; claim != CLAIM_NONE && r < t->rows; r++) missing += table_claim(x, t, r, c) == CLAIM_NONE;
    for (int32_t r = 1, ord = 0; claim != CLAIM_NONE && !missing && r < t->rows; r++)
      if (r != whole) relation_add(x, RELATION_AGGREGATE, claim, table_claim(x, t, r, c), ord++);
  }
}

/* --- how long the test ran --------------------------------------------------------------------------------------------------------- */

/* The duration of the test against the requests of each row of its chapter. */
static void relate_duration(struct extraction *x, const struct result_list *l, int32_t claim) {
  int32_t top = top_of(x, x->claims.v[claim].d.block), ord = 0;
  for (size_t i = 0; i < l->n; i++) {
    int32_t column = column_of(l->v[i].t, STR("requests"));
    if (l->v[i].top != top || column < 0) continue;
    for (int32_t r = 1; r < l->v[i].t->rows; r++)
      if (is_run_row(&l->v[i].t->row[r])) relation_add(x, RELATION_DURATION_OF, claim, table_claim(x, l->v[i].t, r, column), ord++);
  }
}

static bool is_test_duration(const struct extracted *e) {
  const struct claim_draft *d = &e->d;
  return !e->dropped && d->family == FAMILY_DURATION && d->role == ROLE_MEASURED && str_eq(d->subject, STR("loadtest")) &&
         str_eq(d->attribute, STR("duration"));
}

/* "73,200 requests … 812 req/min" in one sentence or list item. */
static void relate_sentence(struct extraction *x, int32_t claim) {
  const struct claim_draft *d = &x->claims.v[claim].d;
  for (int32_t c = x->blocks[d->block].first; c != CLAIM_NONE; c = x->claims.v[c].next_in_block) {
    const struct claim_draft *o = &x->claims.v[c].d;
    if (x->claims.v[c].dropped || !str_eq(o->attribute, STR("throughput")) || o->role != ROLE_MEASURED || !str_eq(o->subject, d->subject))
      continue;
    relation_add(x, RELATION_RATE, claim, c, 0);
    return;
  }
}

void extract_aggregate(struct extraction *x) {
  struct result_list l = {.n = 0};
  size_t n = x->claims.n;
  int summaries = 0;
  find_results(x, &l);
  for (size_t i = 0; i < l.n; i++) {
    relate_rates(x, l.v[i].t);
    relate_whole_row(x, l.v[i].t);
  }
  for (size_t i = 0; i < n && summaries < SUMMARIES_MAX; i++) {
    const struct extracted *e = &x->claims.v[i];
    if (is_test_duration(e)) relate_duration(x, &l, (int32_t)i), summaries++;
    if (!is_summary(x, e)) continue;
    summaries++;
    relate_summary(x, &l, (int32_t)i);
    if (str_eq(e->d.attribute, STR("requests"))) relate_sentence(x, (int32_t)i);
  }
}
