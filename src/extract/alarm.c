/* Where an alarm goes off: "alert when p95 > 2 s" in text and tables, and rules of Prometheus in a fence. Role `alarm`, so that nobody
 * takes the threshold for a target or a result. */
#include "base/buf.h"
#include "base/num.h"
#include "extract/passes.h"
#include "extract/quantity.h"
#include "extract/scope.h"
#include "extract/table.h"
#include "extract/words.h"

enum { TITLE_BYTES = 120, LEAD_BYTES = 200, COLUMNS_MAX = 16 };

static const char *const alert_words[] = {"alert", "alerts", "alerting", "alarm", "alarms", NULL};
/* It went off, or it is for something else. */
static const char *const other_words[] = {"rollback", "roll back", "fired",   "triggered", "went off", "was raised", "autoscale", "scale",
                                          "rolled",   "staging",   "resolve", "resolved",  "silence",  "silenced",   "recovers",  NULL};

static bool is_alert(struct str s, size_t most) { return phrases_in(str_sub(s, 0, most), alert_words); }

static bool has(struct str s, struct str needle) { return str_find(s, needle, 0) != SIZE_MAX; }

static bool usable(const struct extraction *x, int32_t block) {
  unsigned f = x->blocks[block].flags, kinds = block_kinds(x, block);
  return !(f & (BLOCK_TEMPLATE | BLOCK_EXAMPLE | BLOCK_QUOTED | BLOCK_PREVIOUS | BLOCK_PLAN | BLOCK_OPEN_TASK)) &&
         !(kinds & (SECTION_ROLLBACK | SECTION_TEMPLATE | SECTION_HISTORY | SECTION_BEFORE | SECTION_INCIDENT | SECTION_PLAN));
}

static void claim_alarm(struct extraction *x, int32_t block, const struct measure *m, struct str attribute, struct str qualifier,
                        struct str base) {
  if (is_worthwhile(attribute, m->op)) return; /* "alert resolved below 1 %" */
  struct claim_draft d = draft_at(FAMILY_FIGURE, block, m->from, m->to);
  measure_into(m, &d);
  d.unit = base;
  d.subject = STR("deployment");
  d.attribute = attribute;
  d.qualifier = qualifier;
  d.role = ROLE_ALARM;
  claim_add(x, &d);
}

static bool is_bound(const struct measure *m) {
  return m->op == OP_LT || m->op == OP_LE || m->op == OP_GT || (m->op == OP_GE && m->low == m->high);
}

/* --- text and cells ------------------------------------------------------------------------------------------------------------------ */

static void read_text(struct extraction *x, int32_t block, bool around) {
  const struct md_block *b = block_at(x, block);
  struct measure m;
  for (size_t at = 0; measure_next(b->text, at, NULL, &m); at = m.to) {
    struct beside beside;
    if (!is_bound(&m) || range_taken(x, block, m.from, m.to)) continue;
    struct str sentence = span_str(b->text, sentence_around(b->text, m.from, m.to));
    if ((!around && !phrases_in(sentence, alert_words)) || phrases_in(sentence, other_words)) continue;
    if (figure_label(x, block, &m, &beside))
      claim_alarm(x, block, &m, str_of(beside.meaning.term->attribute), beside.qualifier, str_of(beside.meaning.term->base));
  }
}

/* "> 2 s" alone in its cell: what it is of stands in another cell of the row. */
static void read_cell(struct extraction *x, const struct table *t, int32_t row, int32_t cell) {
  struct measure m;
  if (!measure_whole(block_at(x, cell)->text, NULL, &m) || !is_bound(&m) || range_taken(x, cell, m.from, m.to)) return;
  for (int32_t c = 0; c < t->cols && c < COLUMNS_MAX; c++) {
    int32_t other = table_cell(t, row, c);
    struct meaning named = other < 0 || other == cell ? (struct meaning){.term = NULL} : meaning_of(&x->arena, block_at(x, other)->text);
    if (!named.term || !figure_fits(&named, &m)) continue;
    claim_alarm(x, cell, &m, str_of(named.term->attribute), named.qualifier, str_of(named.term->base));
    return;
  }
}

/* A column of conditions or thresholds, in a table of alerts. */
static bool is_condition(const struct table *t, int32_t c) {
  static const char *const headers[] = {"condition", "threshold", "thresholds", "trigger", "rule", "expression", "alert", "alert policy",
                                        "policy",    "criteria",  "fires when", "when",    "name", "alert name", "alarm", NULL};
  return word_among(t->columns[c].header, headers) || phrases_in(t->columns[c].header, alert_words);
}

static bool of_alerts(const struct extraction *x, const struct table *t) {
  int32_t h = x->blocks[t->block].heading, lead = x->blocks[t->block].lead;
  if (h >= 0 && is_alert(x->headings.v[h].title, TITLE_BYTES)) return true;
  return (lead >= 0 && is_alert(block_at(x, lead)->text, LEAD_BYTES)) || is_alert(t->columns[0].header, TITLE_BYTES);
}

static void read_table(struct extraction *x, const struct table *t) {
  bool alerts = of_alerts(x, t);
  for (int32_t c = 0; c < t->cols && c < COLUMNS_MAX; c++) {
    if (!(alerts ? is_condition(t, c) : phrases_in(t->columns[c].header, alert_words))) continue;
    for (int32_t r = 1; r < t->rows; r++) {
      int32_t cell = table_cell(t, r, c);
      if (cell < 0) continue;
      read_text(x, cell, true);
      read_cell(x, t, r, cell);
    }
  }
}

/* --- Prometheus ---------------------------------------------------------------------------------------------------------------------- */

struct fence_line {
  size_t from, to, indent; /* without blanks and the dash of an item */
};

static bool next_line(struct str s, size_t *at, struct fence_line *out) {
  if (*at >= s.n) return false;
  size_t from = *at, end = from;
  while (end < s.n && s.p[end] != '\n') end++;
  *at = end + 1;
  size_t i = from;
  while (i < end && (s.p[i] == ' ' || s.p[i] == '\t' || (s.p[i] == '-' && i + 1 < end && s.p[i + 1] == ' '))) i++;
  while (end > i && ascii_is_space(s.p[end - 1])) end--;
  *out = (struct fence_line){i, end, i - from};
  return true;
}

/* What the expression measures, by the names of its series and of the alert. "rate(…{status=~"5.."}) / rate(…)" is a share; so, to
 * whoever wrote it, is a rate that is held against a number below one. */
static struct str series(struct str expr, struct str name, double number, struct str *unit) {
  static const struct {
    const char *quantile, *attribute;
  } quantiles[] = {{"histogram_quantile(0.5,", "latency.p50"},  {"histogram_quantile(0.50,", "latency.p50"},
                   {"histogram_quantile(0.9,", "latency.p90"},  {"histogram_quantile(0.90,", "latency.p90"},
                   {"histogram_quantile(0.95,", "latency.p95"}, {"histogram_quantile(0.99,", "latency.p99"}};
  for (size_t i = 0; i < sizeof quantiles / sizeof quantiles[0]; i++)
    if (has(expr, str_of(quantiles[i].quantile))) {
      *unit = has(expr, STR("_seconds")) ? STR("s") : STR_NONE;
      return str_of(quantiles[i].attribute);
    }
  *unit = STR("ratio");
  bool failing = has(expr, STR("=~\"5")) || has(expr, STR("error"));
  bool rate = has(expr, STR("rate(")) || has(expr, STR("rate "));
  if (number > 0 && number < 1 && failing && rate && phrases_in(name, (const char *const[]){"error", "errors", "5xx", NULL}))
    return STR("error_rate");
  return STR_NONE;
}

/* "HighErrorRate" → "High Error Rate". */
static struct str spaced(struct arena *a, struct str name) {
  struct buf b = BUF_INIT_MAX(400);
  for (size_t i = 0; i < name.n && i < 150; i++) {
    if (i && name.p[i] >= 'A' && name.p[i] <= 'Z' && !(name.p[i - 1] >= 'A' && name.p[i - 1] <= 'Z')) buf_add_char(&b, ' ');
    buf_add_char(&b, name.p[i] == '_' ? ' ' : name.p[i]);
  }
  struct str out = arena_str(a, buf_str(&b));
  buf_release(&b);
  return out;
}

/* "… > 0.05" at the end of the line: the last comparison, and nothing but a number behind it. */
static bool comparison(struct str line, size_t *at, struct measure *m) {
  size_t i = line.n;
  while (i > 0 && line.p[i - 1] != '>' && line.p[i - 1] != '<') i--;
  if (!i) return false;
  *at = i - 1;
  m->op = line.p[i - 1] == '>' ? OP_GT : OP_LT;
  if (i < line.n && line.p[i] == '=') i++, m->op = m->op == OP_GT ? OP_GE : OP_LE;
  while (i < line.n && line.p[i] == ' ') i++;
  struct num n;
  size_t used = i < line.n ? num_scan(str_sub(line, i, 30), &n) : 0;
  if (!used || i + used != line.n) return false;
  m->number = m->low = m->high = n.value;
  return true;
}

/* One service, route or host: a selector other than of the status says so. */
static bool is_narrow(struct str expr) {
  static const char *const labels[] = {"service=", "route=", "endpoint=", "path=", "handler=", "instance=", "tenant=", "job=", NULL};
  for (const char *const *l = labels; *l; l++)
    if (has(expr, str_of(*l))) return true;
  return false;
}

static void read_expression(struct extraction *x, int32_t block, struct str name, struct fence_line line) {
  struct str expr = str_sub(block_at(x, block)->text, line.from, line.to - line.from), unit = STR_NONE;
  struct measure m = {.op = OP_EQ};
  size_t at = 0;
  if (!comparison(expr, &at, &m) || is_narrow(expr)) return;
  struct str attribute = series(expr, spaced(&x->arena, name), m.number, &unit);
  if (!attribute.n || !unit.n) return;
  m.from = line.from + at;
  m.to = line.to;
  claim_alarm(x, block, &m, attribute, STR_NONE, unit);
}

/* "severity: critical": how bad it is that the alert goes off. */
static void claim_severity(struct extraction *x, int32_t block, struct str name, struct fence_line line) {
  struct str s = block_at(x, block)->text, value = str_trim(str_sub(s, line.from + 9, line.to - line.from - 9));
  if (!name.n || !value.n || value.n > 20) return;
  size_t from = (size_t)(value.p - s.p);
  struct claim_draft d = draft_at(FAMILY_TEXT, block, from, from + value.n);
  d.subject = arena_printf(&x->arena, "alert:%.*s", STR_ARG(str_sub(name, 0, 100)));
  d.attribute = STR("severity");
  d.value = arena_lower(&x->arena, value);
  d.role = ROLE_ALARM;
  claim_add(x, &d);
}

static bool is_rules(const struct md_block *b) {
  static const char *const infos[] = {"yaml", "yml", "prometheus", "promql", "", NULL};
  return b->kind == MD_CODE && word_among(str_trim(b->info), infos) && has(b->text, STR("alert:")) && has(b->text, STR("expr:"));
}

static void read_fence(struct extraction *x, int32_t block) {
  struct str s = block_at(x, block)->text, name = STR_NONE;
  struct fence_line l;
  for (size_t at = 0; next_line(s, &at, &l);) {
    struct str line = str_sub(s, l.from, l.to - l.from);
    if (str_starts(line, STR("alert:"))) name = str_trim(str_sub(line, 6, SIZE_MAX));
    if (str_starts(line, STR("severity:"))) claim_severity(x, block, name, l);
    if (!name.n || !str_starts(line, STR("expr:"))) continue;
    struct fence_line expr = {l.from + 5, l.to, l.indent}, more;
    size_t next = at;
    while (next_line(s, &next, &more) && more.indent > l.indent) expr.to = more.to, at = next; /* "expr: |" */
    while (expr.from < expr.to && (ascii_is_space(s.p[expr.from]) || strchr("|>-", s.p[expr.from]))) expr.from++;
    read_expression(x, block, name, expr);
  }
}

void extract_alarm(struct extraction *x) {
  for (size_t i = 0; i < x->tables.n; i++)
    if (!x->tables.v[i]->silent && usable(x, x->tables.v[i]->block)) read_table(x, x->tables.v[i]);
  for (int32_t i = 0; i < (int32_t)x->md->n; i++) {
    if (is_rules(block_at(x, i)) && usable(x, i)) read_fence(x, i);
    if (!is_prose(x, i) || !usable(x, i)) continue;
    int32_t h = x->blocks[i].heading, lead = x->blocks[i].lead;
    bool around = (h >= 0 && is_alert(x->headings.v[h].title, TITLE_BYTES)) || (lead >= 0 && is_alert(block_at(x, lead)->text, LEAD_BYTES));
    read_text(x, i, around);
  }
}
