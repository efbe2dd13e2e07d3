/* Tables: what each column is about, whom each row is about. Claims are made of this in table_claims.c, totals in table_sum.c. */
#include "extract/table.h"

#include "extract/pair.h"
#include "extract/passes.h"
#include "extract/subject.h"
#include "extract/table_parts.h"

enum { CELLS_MAX = 200000 };

struct str cell_text(const struct extraction *x, const struct table *t, int32_t row, int32_t col) {
  int32_t c = table_cell(t, row, col);
  return c < 0 ? STR_NONE : str_trim(block_at(x, c)->text);
}

static struct table *new_table(struct extraction *x, int32_t block) {
  const struct md_block *b = block_at(x, block);
  if (b->row < 2 || b->col < 1 || (int64_t)b->row * b->col > CELLS_MAX) return NULL;
  struct table *t = arena_alloc(&x->arena, sizeof *t);
  *t = (struct table){.block = block, .rows = b->row, .cols = b->col};
  size_t n = (size_t)t->rows * (size_t)t->cols;
  int32_t *cells = arena_alloc(&x->arena, n * sizeof *cells);
  for (size_t i = 0; i < n; i++) cells[i] = -1;
  t->cells = cells;
  t->columns = arena_alloc(&x->arena, (size_t)t->cols * sizeof *t->columns);
  t->row = arena_alloc(&x->arena, (size_t)t->rows * sizeof *t->row);
  for (int32_t i = block + 1; i < (int32_t)x->md->n && block_at(x, i)->kind == MD_CELL && block_at(x, i)->parent == block; i++) {
    const struct md_block *c = block_at(x, i);
    if (c->row < t->rows && c->col < t->cols) cells[c->row * t->cols + c->col] = i;
    x->blocks[i].table = (int32_t)x->tables.n;
  }
  x->blocks[block].table = (int32_t)x->tables.n;
  return t;
}

/* --- tables that claim nothing ----------------------------------------------------------------------------------------------- */

/* A schema, a legend, a severity scale, a decision table: their cells define or advise. */
static const char *const defining_headers[] = {"meaning",
                                               "definition",
                                               "definitions",
                                               "data type",
                                               "nullable",
                                               "default",
                                               "constraint",
                                               "constraints",
                                               "syntax",
                                               "icon",
                                               "symbol",
                                               "flag",
                                               "http code",
                                               "status code",
                                               "signals a problem when...",
                                               "signals a problem when",
                                               "if failure",
                                               "expected response",
                                               "immediate actions",
                                               "when to use",
                                               "pros",
                                               "cons",
                                               "example",
                                               "examples",
                                               "command",
                                               "permission",
                                               "formula",
                                               "escalation",
                                               "likelihood",
                                               "probability",
                                               "mitigation",
                                               "symptom",
                                               "symptoms",
                                               "trigger",
                                               "option",
                                               "options",
                                               "alternative",
                                               "approach",
                                               "action required",
                                               NULL};
static const char *const schema_names[] = {"column", "field", "parameter", "variable", "name", "property", NULL};

static bool defines(const struct extraction *x, const struct table *t) {
  bool name = false, type = false;
  for (int32_t c = 0; c < t->cols; c++) {
    struct str h = t->columns[c].header;
    if (word_among(h, defining_headers)) return true;
    name |= word_among(h, schema_names);
    type |= str_eq(h, STR("type"));
  }
  return (name && type) || (x->blocks[t->block].flags & (BLOCK_TEMPLATE | BLOCK_EXAMPLE)) != 0;
}

/* --- columns ----------------------------------------------------------------------------------------------------------------- */

static const char *const number_headers[] = {"#", "no", "no.", "id", "rank", "port", "order", "number", "", NULL};
static const char *const unsummed[] = {
    "avg",      "average",  "mean",    "median",     "rate",  "ratio",   "%",     "percent",    "percentage",
    "unique",   "distinct", "max",     "maximum",    "min",   "minimum", "peak",  "line",       "lines range",
    "date",     "time",     "port",    "id",         "#",     "version", "score", "p50",        "p90",
    "p95",      "p99",      "latency", "throughput", "speed", "change",  "delta", "cumulative", "running",
    "priority", "rank",     "target",  "goal",       "year",  "week",    "per",   "cumulated",  NULL};

static bool may_sum(struct str header) {
  struct span w;
  if (memchr(header.p ? header.p : "", '%', header.n)) return false;
  for (size_t at = 0; word_next(header, &at, &w);)
    if (word_among(span_str(header, w), unsummed)) return false;
  return true;
}

/* "Time (UTC)" over the rows of a timeline; "Time (hours)" has a unit and is none. */
static const char *const clock_headers[] = {"time", "when", "date/time", "datetime", "date & time", NULL};

static struct str before_parenthesis(struct str s) {
  const char *open = s.n ? memchr(s.p, '(', s.n) : NULL;
  return open ? str_make(s.p, (size_t)(open - s.p)) : s;
}

static const struct term *clock_term(void) {
  static const struct term clock = {"time", "observed_at", FAMILY_TIME, "time", TERM_TIME};
  return &clock;
}

static void read_column(struct extraction *x, struct table *t, int32_t c) {
  struct table_column *col = &t->columns[c];
  struct str text = cell_text(x, t, 0, c);
  col->raw = text;
  col->header = arena_lower(&x->arena, strip_marks(text));
  struct meaning m = meaning_of(&x->arena, text);
  col->unit = m.unit;
  col->role = role_of_header(text, &col->role_named);
  col->summed = may_sum(col->header);
  if (!m.term && !m.unit && word_among(strip_marks(before_parenthesis(text)), clock_headers)) m = (struct meaning){.term = clock_term()};
  if (!m.term) return;
  col->meaning = m;
  col->role = m.role;
  col->role_named = col->role_named || m.role != ROLE_MEASURED;
  col->attribute = str_of(m.term->attribute);
  col->family = m.term->family;
  col->status = m.term->family == FAMILY_STATUS;
}

/* A column that is only a role: "Target", "Actual", "Before". */
static bool role_only(const struct table_column *c) { return c->role_named && !c->meaning.term; }

/* A role ("Before") or a clock in front of the thing that it belongs to does not name the row. */
static bool never_a_label(const struct table_column *c) {
  return (role_only(c) && c->role != ROLE_TARGET) || (c->family == FAMILY_TIME && c->attribute.n);
}

static int32_t label_column(const struct table *t) {
  for (int32_t c = 0; c < t->cols && never_a_label(&t->columns[0]); c++)
    if (!never_a_label(&t->columns[c]) && !t->columns[c].status) return c;
  for (int32_t c = 0; c < t->cols; c++)
    if (subject_prefix(t->columns[c].header) && (c == 0 || word_among(t->columns[0].header, number_headers))) return c;
  return t->cols > 2 && word_among(t->columns[0].header, number_headers) && t->columns[0].header.n ? 1 : 0;
}

/* Whether the row's target was met: only beside a target and what was measured, since "Check" alone may be anything. */
static const char *const verdict_headers[] = {
    "ok",         "okay",      "met",        "pass",      "passed",  "passes",   "passing",   "check",         "verdict",
    "result",     "achieved",  "target met", "slo met",   "sla met", "goal met", "limit met", "within target", "within limit",
    "within slo", "in target", "compliant",  "pass/fail", NULL};

static bool is_verdict_header(const struct table_column *c) {
  struct str h = c->header;
  while (h.n && (h.p[h.n - 1] == '?' || h.p[h.n - 1] == ' ')) h.n--;
  return h.n ? word_among(h, verdict_headers) : c->raw.n >= 3; /* nothing but a tick */
}

static void mark_verdicts(struct extraction *x, struct table *t) {
  int targets = 0, measured = 0;
  for (int32_t c = 0; c < t->cols; c++) {
    if (c == t->label || !role_only(&t->columns[c]) || is_verdict_header(&t->columns[c])) continue;
    targets += t->columns[c].role == ROLE_TARGET;
    measured += t->columns[c].role == ROLE_MEASURED;
  }
  for (int32_t c = 0; targets == 1 && measured == 1 && c < t->cols; c++) {
    struct table_column *col = &t->columns[c];
    if (c == t->label || !is_verdict_header(col)) continue;
    col->meaning = meaning_of(&x->arena, STR("verdict"));
    col->attribute = str_of(col->meaning.term->attribute);
    col->family = col->meaning.term->family;
    col->role = ROLE_MEASURED;
    col->role_named = false;
    col->status = col->verdict = true;
  }
}

/* --- shape ------------------------------------------------------------------------------------------------------------------- */

static const char *const key_headers[] = {"property", "key",     "field", "item", "attribute", "parameter", "setting", "aspect",
                                          "detail",   "details", "info",  "",     "category",  "name",      NULL};
static const char *const metric_headers[] = {
    "metric",         "metrics",     "measure",   "kpi",         "indicator", "sla",      "slo",
    "sla target",     "slo target",  "statistic", "measurement", "criterion", "criteria", "performance metric",
    "success metric", "requirement", "target",    NULL};
static const char *const value_headers[] = {"value", "values", "details", "detail", "setting", "info", "description", "", NULL};
static const char *const count_headers[] = {"count", "counts", "number", "quantity", "qty", "total", "#", NULL};

static enum table_shape shape_of(const struct table *t) {
  int roles = 0, times = 0, known = 0, targets = 0;
  struct str first = t->columns[t->label].header;
  for (int32_t c = 0; c < t->cols; c++) {
    if (c == t->label) continue;
    roles += role_only(&t->columns[c]);
    targets += role_only(&t->columns[c]) && t->columns[c].role == ROLE_TARGET;
    times += t->columns[c].family == FAMILY_TIME && t->columns[c].attribute.n;
    known += t->columns[c].meaning.term != NULL;
  }
  if (times) return TABLE_TIMELINE;
  if (targets && roles > targets) return TABLE_METRICS;
  if (word_among(first, metric_headers) && (roles || known)) return TABLE_METRICS;
  bool value = t->cols == 2 && word_among(t->columns[1].header, value_headers);
  if (value && (word_among(first, key_headers) || word_among(first, metric_headers))) return TABLE_KEYS;
  if (t->cols == 2 && t->label == 0 && word_among(t->columns[1].header, count_headers)) return TABLE_COUNTS;
  if (roles > 0 && !subject_prefix(first)) return TABLE_METRICS;
  if (roles > 1) return known ? TABLE_THINGS : TABLE_METRICS;
  if (known || subject_prefix(first)) return TABLE_THINGS;
  return first.n ? TABLE_UNKNOWN : TABLE_MATRIX;
}

/* --- rows -------------------------------------------------------------------------------------------------------------------- */

static const char *const total_labels[] = {"total", "totals", "sum", "grand total", "overall total", NULL};

/* "Total", "Total tests", "Total (all)": exactly that word and at most the noun that the label column names. */
static bool is_total(struct str label, struct str header) {
  struct str l = strip_marks(label);
  while (l.n && l.p[l.n - 1] == ':') l.n--;
  if (word_among(l, total_labels)) return true;
  if (!str_starts_ci(l, STR("total ")) || !header.n) return false;
  struct str noun = str_sub(l, 6, SIZE_MAX);
  return noun.n >= header.n && str_eq_ci(str_sub(noun, 0, header.n), header) && noun.n - header.n <= 1;
}

/* "- of which", "└ x", "  x", "↳ x", "Subtotal". */
static bool is_part(struct str raw, struct str label) {
  if (raw.n && (raw.p[0] == '-' || raw.p[0] == '+' || raw.p[0] == '>')) return raw.n > 1 && !ascii_is_digit(raw.p[1]);
  if (str_starts(raw, STR("\xE2\x94\x94")) || str_starts(raw, STR("\xE2\x94\x9C")) || str_starts(raw, STR("\xE2\x86\xB3"))) return true;
  return str_starts_ci(label, STR("subtotal")) || str_starts_ci(label, STR("sub-total")) || str_starts_ci(label, STR("of which")) ||
         str_starts_ci(label, STR("including")) || str_starts_ci(label, STR("total"));
}

static bool all_strong(const struct md_block *b) {
  for (size_t i = 0; i < b->spans_n; i++)
    if (b->spans[i].kind == MD_STRONG && b->spans[i].from == 0 && b->spans[i].to >= b->text.n) return true;
  return false;
}

/* "3" in a column "Phase" is phase 3. */
static struct str named_row(struct extraction *x, const struct table *t, struct str raw, const char *prefix) {
  struct str name = strip_marks(raw), header = t->columns[t->label].header;
  for (size_t i = 0; i < name.n; i++)
    if (!ascii_is_digit(name.p[i]) && name.p[i] != '.') return raw;
  bool item = !prefix || strcmp(prefix, "item:") == 0;
  return item && name.n && header.n && header.n < 30 ? arena_printf(&x->arena, "%.*s %.*s", STR_ARG(header), STR_ARG(name)) : raw;
}

static void read_row(struct extraction *x, struct table *t, int32_t r) {
  struct table_row *row = &t->row[r];
  int32_t cell = table_cell(t, r, t->label);
  if (cell < 0) return;
  struct str raw = str_trim(block_at(x, cell)->text);
  row->label = strip_marks(raw);
  row->total = is_total(row->label, t->columns[t->label].header);
  row->part = !row->total && is_part(raw, row->label);
  row->strong = all_strong(block_at(x, cell));
  if (t->shape == TABLE_METRICS || t->shape == TABLE_KEYS) {
    row->meaning = meaning_of(&x->arena, raw);
    if (row->meaning.term) row->attribute = str_of(row->meaning.term->attribute);
    row->qualifier = row->meaning.qualifier;
  } else {
    const char *prefix = subject_prefix(t->columns[t->label].header);
    row->subject = row->total ? STR_NONE : subject_make(x, prefix ? prefix : "item:", named_row(x, t, raw, prefix));
  }
}

static void read_table(struct extraction *x, struct table *t) {
  for (int32_t c = 0; c < t->cols; c++) read_column(x, t, c);
  t->label = label_column(t);
  t->columns[t->label].label = true;
  mark_verdicts(x, t);
  t->silent = defines(x, t);
  t->shape = shape_of(t);
  for (int32_t r = 1; r < t->rows; r++) read_row(x, t, r);
}

int32_t table_claim(const struct extraction *x, const struct table *t, int32_t row, int32_t col) {
  int32_t cell = table_cell(t, row, col);
  for (int32_t c = cell < 0 ? CLAIM_NONE : x->blocks[cell].first; c != CLAIM_NONE; c = x->claims.v[c].next_in_block)
    if (x->claims.v[c].d.has_number && !x->claims.v[c].dropped) return c;
  return CLAIM_NONE;
}

void extract_table(struct extraction *x) {
  for (int32_t i = 0; i < (int32_t)x->md->n; i++) {
    if (block_at(x, i)->kind != MD_TABLE) continue;
    struct table *t = new_table(x, i);
    if (!t) continue;
    vec_push(&x->tables, t);
    read_table(x, t);
    if (t->silent) continue;
    table_claims(x, t);
    table_sums(x, t);
    table_rows(x, t);
  }
  table_targets(x);
}

bool column_is_of(const struct extraction *x, int32_t block, const char *const *words) {
  const struct md_block *b = block_at(x, block);
  int32_t t = x->blocks[block].table;
  if (b->kind != MD_CELL || t < 0) return false;
  struct span w;
  struct str h = x->tables.v[t]->columns[b->col].header;
  for (size_t at = 0; word_next(h, &at, &w);)
    if (word_among(span_str(h, w), words)) return true;
  return false;
}
