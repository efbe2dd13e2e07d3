/* Claims of the cells of one table, and what the cells of one row say of each other. */
#include "extract/pair.h"
#include "extract/scope.h"
#include "extract/subject.h"
#include "extract/table_parts.h"

enum { ROW_CLAIMS = 16 };

/* What one row has given so far. */
struct row_claims {
  int32_t measured[ROW_CLAIMS], targets[ROW_CLAIMS], statuses[ROW_CLAIMS];
  int measured_n, targets_n, statuses_n;
};

static void keep(int32_t *list, int *n, int32_t claim) {
  if (claim != CLAIM_NONE && *n < ROW_CLAIMS) list[(*n)++] = claim;
}

static void keep_by_role(const struct extraction *x, struct row_claims *r, int32_t claim) {
  if (claim == CLAIM_NONE) return;
  const struct claim_draft *d = &x->claims.v[claim].d;
  if (d->family == FAMILY_STATUS) {
    if (d->role == ROLE_MEASURED) keep(r->statuses, &r->statuses_n, claim);
  } else if (d->has_number && d->role == ROLE_MEASURED && d->family != FAMILY_TIME) {
    keep(r->measured, &r->measured_n, claim);
  } else if (d->has_number && d->role == ROLE_TARGET) {
    keep(r->targets, &r->targets_n, claim);
  }
}

/* --- roles ------------------------------------------------------------------------------------------------------------------- */

static bool has_verdict(const struct table *t) {
  for (int32_t c = 0; c < t->cols; c++)
    if (t->columns[c].status || (t->columns[c].role_named && t->columns[c].role == ROLE_MEASURED &&
                                 !str_eq(t->columns[c].header, STR("current")) && !str_eq(t->columns[c].header, STR("value"))))
      return true;
  return false;
}

/* What the table's surroundings make of its cells; a table with results is no mere list of targets. */
static struct voice table_voice(const struct extraction *x, const struct table *t) {
  unsigned f = x->blocks[t->block].flags;
  struct voice v = {ROLE_MEASURED, false};
  if (f & BLOCK_PREVIOUS) v.role = ROLE_PREVIOUS;
  if ((f & BLOCK_CONDITION) || ((f & BLOCK_CRITERIA) && !has_verdict(t))) v.role = ROLE_TARGET;
  if (f & BLOCK_PLAN) v.role = ROLE_PLAN;
  return v;
}

static enum claim_role cell_role(const struct extraction *x, const struct table *t, int32_t cell, const struct table_column *col,
                                 bool *silent) {
  struct voice start = table_voice(x, t);
  if (col->role_named && col->role == ROLE_MEASURED && start.role == ROLE_PREVIOUS) start.role = ROLE_MEASURED; /* "After" */
  struct voice v = voice_from(x, cell, 0, block_at(x, cell)->text.n, start);
  *silent = v.silent;
  if (col->role_named && col->role != ROLE_MEASURED) return v.role == ROLE_PLAN && col->role == ROLE_PREVIOUS ? ROLE_PREVIOUS : col->role;
  return v.role;
}

static void direct_target(struct extraction *x, int32_t claim, bool equal) {
  if (claim == CLAIM_NONE) return;
  struct claim_draft *d = &x->claims.v[claim].d;
  if (d->role != ROLE_TARGET || d->operator_ != OP_EQ || equal) return;
  d->operator_ = better_when(d->attribute);
  if (d->operator_ != OP_EQ) d->low = d->high = d->number;
}

/* --- cells ------------------------------------------------------------------------------------------------------------------- */

static struct str table_subject(struct extraction *x, const struct table *t) { return figure_subject(x, t->block); }

/* "Total endpoints created" → count.endpoint-created; a sentence is no noun. */
struct str count_attribute(struct extraction *x, struct str label) {
  static const char *const lead[] = {"total", "number", "of", "overall", "count", NULL};
  struct str l = label_of(&x->arena, label);
  struct span w;
  size_t from = 0, words = 0;
  bool leading = true;
  for (size_t at = 0; word_next(l, &at, &w);) {
    leading = leading && word_among(span_str(l, w), lead);
    if (leading) {
      from = w.to;
    } else {
      words++;
    }
  }
  struct str noun = noun_of(&x->arena, str_sub(l, from, SIZE_MAX));
  bool lettered = noun.n && ascii_is_alpha(noun.p[0]);
  return words && words <= 3 && lettered ? arena_printf(&x->arena, "count.%.*s", STR_ARG(noun)) : STR_NONE;
}

struct value_at cell_value(const struct extraction *x, int32_t cell) {
  return (struct value_at){.block = cell, .range = {0, block_at(x, cell)->text.n}};
}

/* A quantity whose label the lexicon does not know: a count of what the label says, or a figure without attribute. */
static int32_t claim_unknown(struct extraction *x, int32_t cell, struct str subject, struct str label, const struct unit *unit,
                             enum claim_role role) {
  struct measure m;
  struct value_at v = cell_value(x, cell);
  if (!value_measure(block_at(x, cell)->text, v.range, unit, role == ROLE_TARGET, &m)) return CLAIM_NONE;
  v.family = m.unit ? strcmp(m.unit->base, "s") == 0 ? FAMILY_DURATION : FAMILY_FIGURE : FAMILY_COUNT;
  v.attribute = m.unit ? v.family == FAMILY_DURATION ? STR("duration") : STR_NONE : count_attribute(x, label);
  v.subject = m.unit ? subject_make(x, "item:", label) : subject;
  v.unit = unit;
  v.role = role;
  return value_claim(x, &v);
}

static bool tests_table(const struct extraction *x, const struct table *t) {
  const char *prefix = subject_prefix(t->columns[t->label].header);
  if (prefix && (strcmp(prefix, "suite:") == 0 || strcmp(prefix, "test:") == 0)) return true;
  int32_t h = x->blocks[t->block].heading, lead = x->blocks[t->block].lead;
  struct str title = h < 0 ? STR_NONE : x->headings.v[h].title;
  static const char *const words[] = {"test", "tests", "testing", "suite", "coverage", NULL};
  return phrases_in(str_sub(title, 0, 120), words) || (lead >= 0 && phrases_in(str_sub(block_at(x, lead)->text, 0, 200), words));
}

/* THINGS, TIMELINE: the column says what the cell is. */
static int32_t claim_by_column(struct extraction *x, struct table *t, int32_t r, int32_t c, int32_t cell) {
  const struct table_column *col = &t->columns[c];
  struct value_at v = cell_value(x, cell);
  bool silent = false;
  if (!col->meaning.term || ((col->meaning.term->flags & TERM_TESTS) && !tests_table(x, t))) return CLAIM_NONE;
  v.meaning = col->meaning;
  v.meaning.role = ROLE_MEASURED;
  v.role = cell_role(x, t, cell, col, &silent);
  v.subject = t->row[r].total ? table_subject(x, t) : t->row[r].subject;
  if (silent || (v.role == ROLE_PLAN && col->status)) return CLAIM_NONE;
  return value_claim(x, &v);
}

/* METRICS, KEYS: the row says what the cell is, the column in which role. */
static int32_t claim_by_row(struct extraction *x, struct table *t, int32_t r, int32_t c, int32_t cell) {
  const struct table_column *col = &t->columns[c];
  const struct table_row *row = &t->row[r];
  struct value_at v = cell_value(x, cell);
  bool silent = false;
  v.role = cell_role(x, t, cell, col, &silent);
  if (silent) return CLAIM_NONE;
  if (col->status && !(row->meaning.term && row->meaning.term->family == FAMILY_STATUS)) {
    const char *prefix = subject_prefix(t->columns[t->label].header);
    v.meaning = col->meaning;
    v.subject = subject_make(x, prefix ? prefix : "item:", row->label);
    v.answers = col->verdict;
    int32_t claim = v.role == ROLE_PLAN ? CLAIM_NONE : value_claim(x, &v);
    if (claim != CLAIM_NONE) return claim;
  } else if (!col->role_named && t->shape == TABLE_METRICS) {
    return CLAIM_NONE;
  }
  v.subject = table_subject(x, t);
  v.unit = col->unit;
  v.meaning = row->meaning;
  if (v.meaning.role == ROLE_MEASURED || col->role != ROLE_MEASURED) v.meaning.role = v.role;
  bool known = row->meaning.term && (!(row->meaning.term->flags & TERM_TESTS) || tests_table(x, t));
  if (known) return value_claim(x, &v);
  return claim_unknown(x, cell, v.subject, row->label, col->unit ? col->unit : row->meaning.unit, v.role);
}

static int32_t claim_key(struct extraction *x, struct table *t, int32_t r, int32_t c, int32_t cell) {
  int32_t claim = metadata_row(x, t->row[r].label, cell);
  return claim != CLAIM_NONE ? claim : claim_by_row(x, t, r, c, cell);
}

static int32_t claim_count(struct extraction *x, struct table *t, int32_t r, int32_t cell) {
  bool silent = false;
  enum claim_role role = cell_role(x, t, cell, &t->columns[t->label], &silent);
  return silent || t->row[r].total ? CLAIM_NONE : claim_unknown(x, cell, table_subject(x, t), t->row[r].label, NULL, role);
}

static int32_t claim_cell(struct extraction *x, struct table *t, int32_t r, int32_t c, int32_t cell) {
  switch (t->shape) {
  case TABLE_THINGS:
  case TABLE_TIMELINE:
    return claim_by_column(x, t, r, c, cell);
  case TABLE_METRICS:
    return claim_by_row(x, t, r, c, cell);
  case TABLE_KEYS:
    return claim_key(x, t, r, c, cell);
  case TABLE_COUNTS:
    return claim_count(x, t, r, cell);
  case TABLE_UNKNOWN:
  case TABLE_MATRIX:
    break;
  }
  return CLAIM_NONE;
}

/* --- rows -------------------------------------------------------------------------------------------------------------------- */

static bool comparable(const struct extraction *x, int32_t measured, int32_t target, bool verdict) {
  const struct claim_draft *m = &x->claims.v[measured].d, *t = &x->claims.v[target].d;
  if (!str_eq(m->unit, t->unit) || !str_eq(m->attribute, t->attribute)) return false;
  return verdict && t->operator_ != OP_APPROX;
}

/* "Expected 12, actual 12" is equality; any other target without a sign has no known direction. */
static bool target_has_direction(const struct extraction *x, const struct table *t, int32_t claim) {
  const struct extracted *e = &x->claims.v[claim];
  if (e->d.operator_ != OP_EQ) return true;
  return e->col >= 0 && str_eq(t->columns[e->col].header, STR("expected"));
}

/* "✅ waived", "PASS (risk accepted)": it says that the result is none. */
static bool admits(const struct extraction *x, int32_t status) {
  static const char *const words[] = {"waived", "waiver", "exception", "accepted", "acknowledged", "tolerated", NULL};
  const struct claim_draft *d = &x->claims.v[status].d;
  return phrases_in(str_sub(block_at(x, d->block)->text, d->value_from, d->value_to - d->value_from), words);
}

static void relate_row(struct extraction *x, struct table *t, const struct row_claims *r) {
  bool verdict = has_verdict(t);
  for (int i = 0; i < r->measured_n; i++) {
    int ord = 0;
    for (int k = 0; k < r->targets_n; k++)
      if (comparable(x, r->measured[i], r->targets[k], verdict) && target_has_direction(x, t, r->targets[k]))
        relation_add(x, RELATION_TARGET, r->measured[i], r->targets[k], ord++);
  }
  for (int i = 0; i < r->statuses_n; i++)
    for (int k = 0; !admits(x, r->statuses[i]) && k < r->measured_n; k++)
      relation_add(x, RELATION_BLESSES, r->statuses[i], r->measured[k], k);
}

/* What has not begun has no times yet, only planned ones. */
static void plan_times(struct extraction *x, const struct table *t, int32_t row, const struct row_claims *r) {
  bool pending = false;
  for (int i = 0; i < r->statuses_n; i++) pending |= str_eq(x->claims.v[r->statuses[i]].d.value, STR("pending"));
  for (int32_t c = 0; pending && c < t->cols; c++) {
    int32_t claim = table_claim(x, t, row, c);
    if (claim != CLAIM_NONE && x->claims.v[claim].d.family == FAMILY_TIME) x->claims.v[claim].d.role = ROLE_PLAN;
  }
}

/* --- changes ----------------------------------------------------------------------------------------------------------------------- */

static const char *const change_headers[] = {"change",      "% change",   "change (%)", "change %",  "delta",    "delta (%)",
                                             "improvement", "difference", "diff",       "reduction", "increase", NULL};

/* The only column of that role that is nothing else, or -1. */
static int32_t column_of(const struct table *t, enum claim_role role) {
  int32_t found = -1;
  for (int32_t c = 0; c < t->cols; c++) {
    const struct table_column *col = &t->columns[c];
    if (c == t->label || !col->role_named || col->meaning.term || col->role != role) continue;
    if (found >= 0) return -1;
    found = c;
  }
  return found;
}

static int32_t change_column(const struct table *t) {
  for (int32_t c = 0; c < t->cols; c++)
    if (c != t->label && word_among(t->columns[c].header, change_headers)) return c;
  return -1;
}

/* "+72%", "−8.5 %", "▼ 12%": one percentage with or without a sign; points and factors are something else. */
static bool read_change(struct str text, struct measure *m) {
  struct str s = strip_marks(text);
  if (!s.n || s.n > 16) return false;
  size_t from = (size_t)(s.p - text.p), end = from + s.n;
  if (s.p[0] == '+' || s.p[0] == '-') from++;
  if (str_starts(s, STR("\xE2\x88\x92"))) from += 3;
  text.n = end;
  return from < end && ascii_is_digit(text.p[from]) && measure_next(text, from, NULL, m) && m->from == from && m->to == end &&
         m->op == OP_EQ && m->unit && strcmp(m->unit->base, "ratio") == 0;
}

static bool is_end(const struct extraction *x, int32_t claim, enum claim_role role) {
  if (claim == CLAIM_NONE) return false;
  const struct claim_draft *d = &x->claims.v[claim].d;
  return d->role == role && d->operator_ == OP_EQ && d->number != 0 && d->family != FAMILY_TIME;
}

static void relate_change(struct extraction *x, const struct table *t, int32_t r) {
  int32_t before_col = column_of(t, ROLE_PREVIOUS), after_col = column_of(t, ROLE_MEASURED), col = change_column(t);
  int32_t cell = before_col < 0 || after_col < 0 || col < 0 ? -1 : table_cell(t, r, col);
  struct measure m;
  if (cell < 0 || x->blocks[cell].first != CLAIM_NONE || !read_change(block_at(x, cell)->text, &m)) return;
  int32_t before = table_claim(x, t, r, before_col), after = table_claim(x, t, r, after_col);
  if (!is_end(x, before, ROLE_PREVIOUS) || !is_end(x, after, ROLE_MEASURED)) return;
  const struct claim_draft *b = &x->claims.v[before].d, *a = &x->claims.v[after].d;
  if (!str_eq(a->unit, b->unit)) return;
  struct str text = block_at(x, cell)->text, written = strip_marks(text);
  struct claim_draft d = draft_at(FAMILY_CHANGE, cell, (size_t)(written.p - text.p), m.to);
  bool down = written.p[0] != '+' && (!ascii_is_digit(written.p[0]) || a->number < b->number);
  measure_into(&m, &d);
  d.subject = a->subject; /* and no attribute: nobody may take it for the value */
  d.number = down ? -m.number : m.number;
  d.low = down ? -m.high : m.low;
  d.high = down ? -m.low : m.high;
  int32_t change = claim_add(x, &d);
  relation_add(x, RELATION_BEFORE, change, before, 0);
  relation_add(x, RELATION_AFTER, change, after, 0);
}

void table_claims(struct extraction *x, struct table *t) {
  for (int32_t r = 1; r < t->rows; r++) {
    struct row_claims row = {.measured_n = 0};
    for (int32_t c = 0; c < t->cols; c++) {
      int32_t cell = table_cell(t, r, c);
      if (c == t->label || cell < 0 || !block_at(x, cell)->text.n) continue;
      int32_t claim = claim_cell(x, t, r, c, cell);
      direct_target(x, claim, str_eq(t->columns[c].header, STR("expected")));
      keep_by_role(x, &row, claim);
    }
    relate_row(x, t, &row);
    plan_times(x, t, r, &row);
    if (t->shape == TABLE_METRICS) relate_change(x, t, r);
  }
}
