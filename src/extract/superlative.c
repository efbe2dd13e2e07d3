/* What is said of all rows of a table, or of the first among them: "all endpoints stayed below 300 ms", "the slowest one is /pay at 340
 * ms".
 *
 * Only where there is one table of such things with one column that can be meant; a sentence that narrows them says nothing here. */
#include "extract/measure.h"
#include "extract/passes.h"
#include "extract/scope.h"
#include "extract/table.h"
#include "extract/words.h"

/* A sentence is held against each row: their product bounds the work. */
enum { TABLES_MAX = 16, ROWS_MAX = 300, COLS_MAX = 16, SAID_MAX = 100 };

/* --- the tables ------------------------------------------------------------------------------------------------------------------------
 */

static bool has_results(const struct extraction *x, const struct table *t) {
  return !t->silent && (t->shape == TABLE_THINGS || t->shape == TABLE_UNKNOWN) && t->rows > 2 && t->rows <= ROWS_MAX &&
         t->cols <= COLS_MAX &&
         !(x->blocks[t->block].flags & (BLOCK_PLAN | BLOCK_PREVIOUS | BLOCK_CONDITION | BLOCK_TEMPLATE | BLOCK_EXAMPLE));
}

static bool is_of_row(const struct table_row *r) {
  static const char *const digests[] = {"average", "avg",     "mean", "median",    "overall", "all",   "total",
                                        "max",     "maximum", "min",  "aggregate", "target",  "limit", NULL};
  struct span w;
  size_t at = 0;
  return !r->part && !r->total && !(word_next(r->label, &at, &w) && word_among(span_str(r->label, w), digests));
}

/* The number of a cell, told in the unit of its column. */
static bool cell_measure(const struct extraction *x, const struct table *t, int32_t r, int32_t c, struct measure *m) {
  int32_t cell = table_cell(t, r, c);
  return cell >= 0 && measure_whole(block_at(x, cell)->text, t->columns[c].unit, m) && m->op == OP_EQ;
}

/* Each row gives one quantity of that base unit. */
static bool is_column_of(const struct extraction *x, const struct table *t, int32_t c, const char *base) {
  struct measure m;
  if (c == t->label || t->columns[c].role != ROLE_MEASURED || t->columns[c].status) return false;
  for (int32_t r = 1; r < t->rows; r++)
    if (is_of_row(&t->row[r]) && (!cell_measure(x, t, r, c, &m) || !m.unit || strcmp(m.unit->base, base) != 0)) return false;
  return true;
}

/* The only column of that unit, or the only one whose header the sentence names; -1 if it is not sure. */
static int32_t column_meant(const struct extraction *x, const struct table *t, const char *base, struct str sentence) {
  int32_t found = -1, named = -1;
  int n = 0, names = 0;
  for (int32_t c = 0; c < t->cols; c++) {
    struct str h = t->columns[c].header;
    struct span w;
    size_t at = 0;
    if (!is_column_of(x, t, c, base)) continue;
    found = c;
    n++;
    if (!word_next(h, &at, &w) || str_find_ci(sentence, span_str(h, w), 0) == SIZE_MAX) continue;
    named = c;
    names++;
  }
  return names == 1 ? named : n == 1 ? found : -1;
}

/* --- claims ----------------------------------------------------------------------------------------------------------------------------
 */

static int32_t claim_of_cell(struct extraction *x, const struct table *t, int32_t r, int32_t c) {
  struct measure m;
  int32_t claim = table_claim(x, t, r, c), cell = table_cell(t, r, c);
  if (claim != CLAIM_NONE || !cell_measure(x, t, r, c, &m)) return claim;
  struct claim_draft d = draft_at(FAMILY_FIGURE, cell, m.from, m.to);
  measure_into(&m, &d);
  d.subject = t->row[r].subject;
  return claim_add(x, &d);
}

static void relate_rows(struct extraction *x, int32_t claim, const struct table *t, int32_t c) {
  int32_t ord = 0;
  for (int32_t r = 1; r < t->rows; r++)
    if (is_of_row(&t->row[r])) relation_add(x, RELATION_AGGREGATE, claim, claim_of_cell(x, t, r, c), ord++);
}

/* The claim that another form has made of the same bytes, or a new one. */
static int32_t claim_said(struct extraction *x, int32_t block, const struct measure *m, const char *qualifier) {
  struct claim_draft d = draft_at(FAMILY_FIGURE, block, m->from, m->to);
  measure_into(m, &d);
  d.qualifier = str_of(qualifier);
  return range_taken(x, block, m->from, m->to) ? CLAIM_NONE : claim_add(x, &d);
}

/* --- "all endpoints stayed below 300 ms"
 * -------------------------------------------------------------------------------------------------- */

static const char *const exceptions[] = {"except", "but",      "apart from", "other than", "besides", "should", "must",
                                         "target", "goal",     "will",       "would",      "if",      "unless", "almost",
                                         "nearly", "not all",  "cached",     "after",      "before",  "when",   "once",
                                         "need",   "expected", "most",       "mean",       "average", "median", NULL};

/* Behind "all", "every", "each": the noun of the rows, then a bound in the same sentence. */
static const struct table *table_of(struct extraction *x, struct str noun) {
  const struct table *found = NULL;
  for (size_t i = 0; i < x->tables.n && i < TABLES_MAX; i++) {
    const struct table *t = x->tables.v[i];
    if (!has_results(x, t) || !str_eq(noun_of(&x->arena, t->columns[t->label].header), noun)) continue;
    if (found) return NULL;
    found = t;
  }
  return found;
}

static bool is_bound(const struct measure *m) {
  return m->unit && (m->op == OP_LT || m->op == OP_LE || m->op == OP_GT || (m->op == OP_GE && m->high == m->low));
}

static void read_all(struct extraction *x, int32_t block, size_t at) {
  struct str s = block_at(x, block)->text;
  struct span around = sentence_around(s, at, at + 1), w;
  struct str sentence = span_str(s, around);
  struct measure m;
  size_t next = at;
  for (int words = 0; words < 2; words++) /* the second one is the noun */
    if (!word_next(s, &next, &w)) return;
  if (phrases_in(sentence, exceptions)) return;
  struct span second = w;
  word_next(s, &next, &second);
  const struct table *t = table_of(x, noun_of(&x->arena, arena_lower(&x->arena, span_str(s, w))));
  if (!t) t = table_of(x, noun_of(&x->arena, arena_lower(&x->arena, str_sub(s, w.from, second.to - w.from)))); /* "tile sets" */
  if (!t || !measure_next(str_sub(s, 0, around.to), w.to, NULL, &m) || !is_bound(&m)) return;
  struct voice v = voice_at(x, block, at, m.to);
  int32_t c = column_meant(x, t, m.unit->base, sentence);
  if (c < 0 || v.silent || v.role == ROLE_PLAN || v.role == ROLE_PREVIOUS) return;
  int32_t claim = claim_said(x, block, &m, "each");
  if (claim != CLAIM_NONE) relate_rows(x, claim, t, c);
}

/* --- "the slowest endpoint is /pay at 340 ms" -------------------------------------------------------------------------------------------
 */

struct extreme {
  const char *word;
  bool largest;
};
static const struct extreme extremes[] = {{"highest", true},  {"largest", true},   {"biggest", true},   {"longest", true},
                                          {"slowest", true},  {"lowest", false},   {"smallest", false}, {"shortest", false},
                                          {"fastest", false}, {"cheapest", false}, {"quickest", false}};

static const struct extreme *extreme_named(struct str w) {
  for (size_t i = 0; i < sizeof extremes / sizeof extremes[0]; i++)
    if (str_eq_ci(w, str_of(extremes[i].word))) return &extremes[i];
  return NULL;
}

/* The row of that name, if one table only has it, with the column that holds the value. */
static bool row_meant(const struct extraction *x, struct str sentence, const struct measure *m, const struct table **out, int32_t *row,
                      int32_t *col) {
  int found = 0;
  for (size_t i = 0; i < x->tables.n && i < TABLES_MAX; i++) {
    const struct table *t = x->tables.v[i];
    int32_t c = has_results(x, t) ? column_meant(x, t, m->unit->base, sentence) : -1;
    for (int32_t r = 1; c >= 0 && r < t->rows; r++) {
      struct measure v;
      struct str label = t->row[r].label;
      size_t at = label.n > 1 ? str_find_ci(sentence, label, 0) : SIZE_MAX;
      bool whole = at != SIZE_MAX && (at == 0 || !ascii_is_alnum(sentence.p[at - 1])) &&
                   (at + label.n >= sentence.n || !ascii_is_alnum(sentence.p[at + label.n]));
      if (!whole || !is_of_row(&t->row[r]) || !cell_measure(x, t, r, c, &v) || v.number != m->number) continue;
      found++;
      *out = t, *row = r, *col = c;
    }
  }
  return found == 1;
}

static void read_extreme(struct extraction *x, int32_t block, struct span w, const struct extreme *e) {
  static const char *const narrowed[] = {"of the", "second", "third", "among", "was before", "except", "besides", "per", "previous", NULL};
  struct str s = block_at(x, block)->text;
  struct span around = sentence_around(s, w.from, w.to);
  struct str sentence = span_str(s, around);
  struct measure m, other;
  const struct table *t;
  int32_t r, c;
  if (!measure_next(str_sub(s, 0, around.to), around.from, NULL, &m) || m.op != OP_EQ || !m.unit || phrases_in(sentence, narrowed)) return;
  if (measure_next(str_sub(s, 0, around.to), m.to, NULL, &other) && other.unit) return; /* which of the two? */
  bool rate = strcmp(m.unit->base, "1/s") == 0, largest = e->largest;
  if (rate && (str_eq_ci(span_str(s, w), STR("fastest")) || str_eq_ci(span_str(s, w), STR("slowest")))) largest = !largest;
  struct voice v = voice_at(x, block, w.from, m.to);
  if (v.silent || v.role != ROLE_MEASURED || !row_meant(x, sentence, &m, &t, &r, &c)) return;
  int32_t claim = claim_said(x, block, &m, largest ? "largest" : "smallest");
  if (claim != CLAIM_NONE) relate_rows(x, claim, t, c);
}

static void read_block(struct extraction *x, int32_t block, int *said) {
  struct str s = block_at(x, block)->text;
  struct span w;
  for (size_t at = 0; word_next(s, &at, &w) && *said < SAID_MAX;) {
    struct str word = span_str(s, w);
    const struct extreme *e = w.to - w.from >= 6 ? extreme_named(word) : NULL;
    bool all = str_eq_ci(word, STR("all")) || str_eq_ci(word, STR("every")) || str_eq_ci(word, STR("each"));
    if (!e && !all) continue;
    ++*said;
    if (e) {
      read_extreme(x, block, w, e);
    } else {
      read_all(x, block, w.from);
    }
  }
}

/* Before the quantities of running text, which would own the same numbers. */
void extract_superlative(struct extraction *x) {
  int said = 0;
  for (int32_t i = 0; x->tables.n && i < (int32_t)x->md->n; i++)
    if (is_prose(x, i)) read_block(x, i, &said);
}
