/* Severities: how soon somebody answers to each of them, and which condition has which. Claimed only where a heading, table or list defines
 * them: "Severity levels", "Incident classification", an escalation table. */
#include "extract/pair.h"
#include "extract/passes.h"
#include "extract/quantity.h"
#include "extract/subject.h"
#include "extract/table.h"
#include "extract/words.h"

enum { CONDITIONS_MAX = 200, LABEL_BYTES = 60, CONDITION_BYTES = 120, CONDITION_WORDS = 12, ALIASES_MAX = 12 };

static const char *const level_words[] = {"critical", "high", "medium", "moderate", "low", "major", "minor", "severe", NULL};
static const char *const filler_words[] = {"severity", "priority", "level", "incident", "incidents", "issues", "alerts", "emergency", NULL};
static const char *const defining_words[] = {"severity",       "severities", "incident", "incidents",
                                             "classification", "escalation", "alerting", NULL};

struct alias {
  struct str word, code;
};

struct condition {
  int32_t block;
  size_t from, to;
  struct str level; /* "p1", "sev2", "critical" */
  struct str words[CONDITION_WORDS];
  size_t n;
  bool figure; /* "error rate > 5%" */
  struct str attribute;
  double number;
};

struct severities {
  struct alias aliases[ALIASES_MAX];
  size_t aliases_n;
  struct condition *c;
  size_t n;
};

/* "P1", "SEV-2", "sev 2", "S1" at the start of s; bytes used. */
static size_t code_at(struct arena *a, struct str s, struct str *out) {
  size_t i = str_starts_ci(s, STR("sev")) ? 3 : s.n && (s.p[0] == 'P' || s.p[0] == 'S') ? 1 : 0;
  size_t start = i;
  if (!i) return 0;
  if (i == 3 && i < s.n && (s.p[i] == '-' || s.p[i] == ' ')) i++;
  if (i >= s.n || !ascii_is_digit(s.p[i]) || s.p[i] > '5' || (i + 1 < s.n && (ascii_is_alnum(s.p[i + 1]) || s.p[i + 1] == '.'))) return 0;
  *out = arena_printf(a, "%s%c", start == 3 ? "sev" : s.p[0] == 'P' ? "p" : "s", s.p[i]);
  return i + 1;
}

static void keep_alias(struct severities *all, struct str word, struct str code) {
  for (size_t i = 0; i < all->aliases_n; i++)
    if (str_eq(all->aliases[i].word, word)) return;
  if (all->aliases_n < ALIASES_MAX) all->aliases[all->aliases_n++] = (struct alias){word, code};
}

/* The level that a label names and nothing else: "🟠 High (P1)", "SEV-2", "Critical". Not "High error rate". */
static struct str level_of(struct extraction *x, struct severities *all, struct str label) {
  struct str code = STR_NONE, word = STR_NONE;
  struct span w;
  if (label.n > LABEL_BYTES) return STR_NONE;
  for (size_t at = 0; word_next(label, &at, &w);) {
    struct str one = span_str(label, w), found = STR_NONE;
    size_t used = code_at(&x->arena, str_sub(label, w.from, 8), &found);
    if (used) {
      if (code.n && !str_eq(code, found)) return STR_NONE;
      code = found;
      if (w.from + used > at) at = w.from + used;
    } else if (word_among(one, level_words)) {
      if (word.n) return STR_NONE;
      word = arena_lower(&x->arena, one);
    } else if (!word_among(one, filler_words)) {
      return STR_NONE;
    }
  }
  if (code.n && word.n) keep_alias(all, word, code);
  return code.n ? code : word;
}

/* "critical" where the document says "Critical (P0)" somewhere: the code. */
static struct str resolve(const struct severities *all, struct str level) {
  for (size_t i = 0; i < all->aliases_n; i++)
    if (str_eq(all->aliases[i].word, level)) return all->aliases[i].code;
  return level;
}

/* --- answers ----------------------------------------------------------------------------------------------------------------------- */

static const struct {
  const char *phrase, *attribute;
} answers[] = {
    {"acknowledge", "acknowledgement"},
    {"acknowledged", "acknowledgement"},
    {"acknowledgement", "acknowledgement"},
    {"acknowledgment", "acknowledgement"},
    {"escalation time", "escalation"},
    {"escalate after", "escalation"},
    {"initial response", "response"},
    {"first response", "response"},
    {"response", "response"},
    {"response sla", "response"},
    {"response target", "response"},
    {"response time", "response"},
    {"resolution", "resolution"},
    {"resolution target", "resolution"},
    {"resolution time", "resolution"},
    {"resolve within", "resolution"},
    {"time to acknowledge", "acknowledgement"},
    {"time to resolve", "resolution"},
    {"time to respond", "response"},
    {"target resolution", "resolution"},
    {"target response", "response"},
};

/* What a column or key promises, by all of its words. */
static const char *answer_of(struct str label) {
  struct str s = strip_marks(label);
  for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++)
    if (str_eq_ci(s, str_of(answers[i].phrase))) return answers[i].attribute;
  return NULL;
}

static void claim_answer(struct extraction *x, int32_t block, struct span at, struct str level, const char *attribute) {
  struct measure m;
  if (!value_measure(block_at(x, block)->text, at, NULL, true, &m) || !m.unit || strcmp(m.unit->base, "s") != 0) return;
  if (m.op == OP_RANGE || m.op == OP_APPROX || range_taken(x, block, m.from, m.to)) return;
  struct claim_draft d = draft_at(FAMILY_DURATION, block, m.from, m.to);
  measure_into(&m, &d);
  d.subject = arena_printf(&x->arena, "severity:%.*s", STR_ARG(level));
  d.attribute = str_of(attribute);
  d.role = ROLE_TARGET;
  claim_add(x, &d);
}

/* --- conditions -------------------------------------------------------------------------------------------------------------------- */

/* They narrow nothing: "UI cosmetic issues" are cosmetic issues. */
static const char *const empty_words[] = {"a",       "an",       "the",    "or",       "and", "of",   "in",     "any",
                                          "all",     "is",       "are",    "with",     "ui",  "gui",  "api",    "app",
                                          "web",     "issue",    "issues", "problem",  "bug", "bugs", "errors", "error",
                                          "service", "problems", "system", "detected", "e",   "g",    NULL};
static const char *const denials[] = {"no", "not", "without", "never", "non", "except", "minor", "single", NULL};

static void add_condition(struct extraction *x, struct severities *all, int32_t block, size_t from, size_t to, struct str level) {
  struct str s = str_sub(block_at(x, block)->text, from, to - from);
  struct span w;
  size_t said = 0;
  if (all->n >= CONDITIONS_MAX || !s.n || s.n > CONDITION_BYTES || phrases_in(s, denials)) return;
  struct condition *c = &all->c[all->n];
  *c = (struct condition){.block = block, .from = from, .to = to, .level = level};
  for (size_t at = 0; word_next(s, &at, &w);) {
    struct str one = arena_lower(&x->arena, span_str(s, w));
    if (c->n == CONDITION_WORDS) return;
    said++;
    if (!word_among(one, empty_words)) c->words[c->n++] = one;
  }
  struct measure m;
  struct beside beside;
  if (measure_next(block_at(x, block)->text, from, NULL, &m) && m.to <= to && m.op != OP_EQ && m.op != OP_APPROX &&
      figure_label(x, block, &m, &beside) && (!beside.qualifier.n || word_among(beside.qualifier, empty_words))) {
    c->figure = true;
    c->attribute = str_of(beside.meaning.term->attribute);
    c->number = m.number;
  }
  all->n += c->n > 0 && said >= 2; /* one word alone may be a grade of anything */
}

/* "Minimal impact, cosmetic issues": a part between commas is a condition. */
static void add_parts(struct extraction *x, struct severities *all, int32_t block, struct span value, struct str level) {
  struct str s = block_at(x, block)->text;
  size_t from = value.from;
  for (size_t i = value.from; i <= value.to; i++) {
    if (i < value.to && s.p[i] != ',' && s.p[i] != ';' && s.p[i] != '\n') continue;
    struct str part = strip_marks(str_sub(s, from, i - from));
    if (part.n) add_condition(x, all, block, (size_t)(part.p - s.p), (size_t)(part.p - s.p) + part.n, level);
    from = i + 1;
  }
}

static const char *const condition_keys[] = {"definition", "description", "example",    "examples",
                                             "criteria",   "condition",   "conditions", NULL};

static bool same_words(const struct condition *a, const struct condition *b) {
  size_t found = 0;
  for (size_t i = 0; i < a->n; i++)
    for (size_t k = 0; k < b->n; k++)
      if (str_eq(a->words[i], b->words[k])) {
        found++;
        break;
      }
  return found == a->n;
}

static int32_t claim_condition(struct extraction *x, const struct condition *c) {
  struct claim_draft d = draft_at(FAMILY_TEXT, c->block, c->from, c->to);
  d.subject = arena_printf(&x->arena, "severity:%.*s", STR_ARG(c->level));
  d.attribute = STR("condition");
  return claim_add(x, &d);
}

static bool disagree(const struct severities *all, const struct condition *a, const struct condition *b) {
  return a->n == b->n && !str_eq(resolve(all, a->level), resolve(all, b->level)) && same_words(a, b) && same_words(b, a);
}

/* The first other severity of each condition is enough. */
static void relate_conditions(struct extraction *x, const struct severities *all) {
  for (size_t i = 0; i < all->n; i++) {
    size_t k = i + 1;
    while (k < all->n && !disagree(all, &all->c[i], &all->c[k])) k++;
    if (k < all->n) relation_add(x, RELATION_ALIKE, claim_condition(x, &all->c[i]), claim_condition(x, &all->c[k]), 0);
  }
}

/* The condition of that figure, if no severity that has it is the alert's. */
static const struct condition *other_level(const struct severities *all, const struct claim_draft *alarm, struct str level) {
  const struct condition *found = NULL;
  for (size_t k = 0; k < all->n; k++) {
    const struct condition *c = &all->c[k];
    if (!c->figure || !str_eq(c->attribute, alarm->attribute) || c->number != alarm->number) continue;
    if (str_eq(resolve(all, c->level), level)) return NULL;
    if (!found) found = c;
  }
  return found;
}

/* "severity: critical" of an alert that stands at a figure for which the severities give another level. */
static void relate_alerts(struct extraction *x, const struct severities *all, size_t claims) {
  for (size_t i = 0; i + 1 < claims; i++) {
    const struct claim_draft alarm = x->claims.v[i].d, label = x->claims.v[i + 1].d;
    if (alarm.role != ROLE_ALARM || !str_eq(label.attribute, STR("severity")) || label.block != alarm.block) continue;
    struct str level = resolve(all, label.value);
    if (str_eq(level, label.value)) continue; /* a word that the severities have no code for */
    const struct condition *c = other_level(all, &alarm, level);
    if (c) relation_add(x, RELATION_ALIKE, (int32_t)i + 1, claim_condition(x, c), 0);
  }
}

/* --- where they stand --------------------------------------------------------------------------------------------------------------- */

/* "Incident severity" is a chapter of rules, whatever its title shares with a postmortem. */
static bool usable(const struct extraction *x, int32_t block) {
  return !(x->blocks[block].flags & (BLOCK_TEMPLATE | BLOCK_QUOTED)) && !(block_kinds(x, block) & (SECTION_TEMPLATE | SECTION_BEFORE));
}

/* The level of the heading that a block stands under, if the heading above speaks of severities. */
static struct str heading_level(struct extraction *x, struct severities *all, int32_t block) {
  int32_t h = x->blocks[block].heading, up = h < 0 ? -1 : x->headings.v[h].parent;
  if (up < 0 || !phrases_in(str_sub(x->headings.v[up].title, 0, 120), defining_words)) return STR_NONE;
  return level_of(x, all, x->headings.v[h].title);
}

static void read_paragraph(struct extraction *x, struct severities *all, int32_t block, struct str level) {
  struct str s = block_at(x, block)->text;
  struct pair p;
  for (size_t at = 0; pair_next(s, &at, &p);) {
    const char *attribute = answer_of(span_str(s, p.key));
    if (attribute) claim_answer(x, block, p.value, level, attribute);
    if (word_among(span_str(s, p.key), condition_keys)) add_parts(x, all, block, p.value, level);
  }
  int32_t lead = x->blocks[block].lead;
  struct str l = lead < 0 || x->blocks[block].item < 0 ? STR_NONE : strip_marks(block_at(x, lead)->text);
  if (l.n && l.p[l.n - 1] == ':') l = strip_marks(str_sub(l, 0, l.n - 1));
  if (!l.n || !word_among(l, condition_keys)) return;
  add_condition(x, all, block, 0, s.n, level);
}

static void read_row(struct extraction *x, struct severities *all, const struct table *t, int32_t row, struct str level) {
  for (int32_t c = 0; c < t->cols && c < 16; c++) {
    int32_t cell = table_cell(t, row, c);
    if (c == t->label || cell < 0 || !block_at(x, cell)->text.n) continue;
    const char *attribute = answer_of(t->columns[c].header);
    struct span whole = {0, block_at(x, cell)->text.n};
    if (attribute) claim_answer(x, cell, whole, level, attribute);
    if (word_among(t->columns[c].header, condition_keys)) add_parts(x, all, cell, whole, level);
  }
}

static void read_table(struct extraction *x, struct severities *all, const struct table *t) {
  static const char *const headers[] = {"severity", "severity level", "sev", "priority", "level", "incident severity", "class", NULL};
  if (t->label < 0 || !word_among(t->columns[t->label].header, headers)) return;
  for (int32_t r = 1; r < t->rows && r < 16; r++) {
    int32_t cell = table_cell(t, r, t->label);
    struct str level = cell < 0 ? STR_NONE : level_of(x, all, block_at(x, cell)->text);
    if (level.n) read_row(x, all, t, r, level);
  }
}

/* "SEV-2 requires acknowledgement within 15 minutes": one level and one length of time in a clause. */
static void read_clauses(struct extraction *x, int32_t block) {
  struct str s = block_at(x, block)->text;
  struct measure m;
  for (size_t at = 0; measure_next(s, at, NULL, &m); at = m.to) {
    if (!m.unit || strcmp(m.unit->base, "s") != 0) continue;
    struct span around = sentence_around(s, m.from, m.to), w;
    struct str level = STR_NONE, found;
    const char *attribute = NULL;
    int levels = 0;
    for (size_t i = around.from; levels < 2 && word_next(str_sub(s, 0, around.to), &i, &w);) {
      struct str one = span_str(s, w);
      if (code_at(&x->arena, str_sub(s, w.from, 8), &found)) level = found, levels++;
      if (word_among(one, (const char *const[]){"acknowledge", "acknowledged", "acknowledgement", "acknowledgment", NULL}))
        attribute = "acknowledgement";
    }
    struct span whole = {m.from, m.to};
    if (levels == 1 && attribute) claim_answer(x, block, whole, level, attribute);
  }
}

void extract_severity(struct extraction *x) {
  struct severities all = {.c = arena_alloc(&x->arena, (CONDITIONS_MAX + 1) * sizeof(struct condition))};
  size_t claims = x->claims.n;
  for (size_t i = 0; i < x->tables.n; i++)
    if (usable(x, x->tables.v[i]->block)) read_table(x, &all, x->tables.v[i]);
  for (int32_t i = 0; i < (int32_t)x->md->n; i++) {
    if (block_at(x, i)->kind != MD_PARAGRAPH || !usable(x, i)) continue;
    struct str level = heading_level(x, &all, i);
    if (level.n) {
      read_paragraph(x, &all, i, level);
    } else {
      read_clauses(x, i);
    }
  }
  relate_conditions(x, &all);
  relate_alerts(x, &all, claims);
}
