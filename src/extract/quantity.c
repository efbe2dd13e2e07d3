/* Figures with a unit in running text, and the attribute that stands beside them: "p95 980 ms", "0.39% error rate". */
#include "extract/quantity.h"

#include "extract/passes.h"
#include "extract/scope.h"
#include "extract/words.h"

#include <math.h>

enum { LABEL_WORDS = 5, QUALIFIER_WORDS = 2 };

/* Words between a label and its figure. */
static const char *const links[] = {"of",       "is",       "was",   "at",       "to",        "are", "were",   "reached", "stayed",
                                    "remained", "averaged", "held",  "measured", "currently", "now", "around", "only",    "just",
                                    "a",        "an",       "stays", "stands",   "came",      "in",  NULL};
/* They stand before a label without narrowing it. */
static const char *const neutral[] = {
    "a",      "an",        "the",   "and",    "with",      "or",       "of",         "for",       "in",       "at",        "on",
    "our",    "its",       "their", "has",    "had",       "have",     "is",         "was",       "are",      "were",      "that",
    "this",   "to",        "from",  "by",     "via",       "current",  "measured",   "observed",  "average",  "mean",      "overall",
    "total",  "aggregate", "new",   "target", "achieved",  "final",    "resulting",  "actual",    "while",    "but",       "where",
    "when",   "as",        "per",   "sla",    "slo",       "both",     "production", "low",       "high",     "including", "reached",
    "showed", "hit",       "saw",   "gave",   "got",       "recorded", "reported",   "delivered", "returned", "kept",      "test",
    "tests",  "suite",     "run",   "load",   "averaging", "vs",       "versus",     "than",      "against",  NULL};

/* A rate of requests is a throughput, said or not, unless it is what somebody may do. */
static bool implied(struct extraction *x, int32_t block, const struct measure *q, struct beside *out) {
  static const char *const allowances[] = {"limit", "limits",  "limited", "quota",    "allowed",  "allows", "cap",     "capped",
                                           "max",   "maximum", "up to",   "capacity", "supports", "handle", "handles", NULL};
  struct str s = block_at(x, block)->text, unit = q->unit ? str_of(q->unit->written) : STR_NONE;
  if (!str_starts_ci(unit, STR("req")) && !str_eq_ci(unit, STR("rps"))) return false;
  if (q->op != OP_EQ && q->op != OP_APPROX) return false;
  if (phrases_in(span_str(s, sentence_around(s, q->from, q->to)), allowances) ||
      !str_eq(scope_of(x, block, q->from, q->to), STR("loadtest")))
    return false;
  *out = (struct beside){.meaning = meaning_of(&x->arena, STR("throughput")), .from = q->from, .to = q->to};
  return true;
}

/* "with 0.35% errors": the share of the requests of a load test. Not "20% errors fixed", "5% fewer errors". */
static bool error_share(struct extraction *x, int32_t block, const struct measure *q, struct beside *out) {
  static const char *const nouns[] = {" errors", " failures", " failed requests"};
  struct str s = block_at(x, block)->text;
  if (!q->unit || strcmp(q->unit->base, "ratio") != 0) return false;
  for (size_t i = 0; i < sizeof nouns / sizeof nouns[0]; i++) {
    struct str noun = str_of(nouns[i]), rest = str_sub(s, q->to + noun.n, SIZE_MAX);
    if (!str_starts_ci(str_sub(s, q->to, noun.n), noun)) continue;
    if (rest.n && !strchr(",.;)\n", rest.p[0]) && !str_starts(rest, STR(" and "))) continue;
    if (!str_eq(scope_of(x, block, q->from, q->to), STR("loadtest"))) return false;
    *out = (struct beside){.meaning = meaning_of(&x->arena, STR("error rate")), .from = q->from, .to = q->to + noun.n};
    return true;
  }
  return false;
}

bool figure_fits(const struct meaning *m, const struct measure *q) {
  if (!m->term || (m->term->family != FAMILY_FIGURE && strcmp(m->term->attribute, "build.duration") != 0)) return false;
  if (q->unit) return strcmp(m->term->base, q->unit->base) == 0 && (strcmp(q->unit->base, "ratio") != 0 || q->number <= 1);
  return strcmp(m->term->base, "ratio") == 0 && q->number > 0 && q->number <= 1 && !q->integer; /* "cache hit rate 0.98" */
}

/* Spans of the words in front of `end`, nearest first, each one blank or hyphen apart. */
static size_t words_before(struct str s, size_t end, struct span *out, size_t most) {
  size_t n = 0;
  while (n < most) {
    size_t i = end;
    while (i > 0 && s.p[i - 1] == ' ' && end - i < 1) i--;
    size_t to = i;
    while (i > 0 &&
           (ascii_is_alnum(s.p[i - 1]) || s.p[i - 1] == '_' || s.p[i - 1] == '-' || s.p[i - 1] == '.' || (unsigned char)s.p[i - 1] >= 0xC3))
      i--;
    while (i < to && (s.p[i] == '.' || s.p[i] == '-')) i++;
    if (i == to) break;
    out[n++] = (struct span){i, to};
    end = i;
  }
  return n;
}

static bool is_link_mark(char c) { return c == ':' || c == '=' || c == '(' || c == '[' || c == ' ' || c == '*' || c == '\n'; }

/* Back over blanks, ": ", " = ", "(", and words like "of" and "was". Stops before anything else. */
static size_t behind_links(struct str s, size_t at) {
  for (int turn = 0; turn < 4; turn++) {
    size_t i = at;
    int marks = 0;
    while (i > 0 && is_link_mark(s.p[i - 1]) && at - i < 4) marks += s.p[--i] != ' ';
    if (marks > 1) return i;
    struct span w;
    if (!words_before(s, i, &w, 1) || !word_among(span_str(s, w), links) || marks) return i;
    at = w.from;
  }
  return at;
}

static struct str narrowing(struct extraction *x, struct str s, size_t from) {
  struct span w[QUALIFIER_WORDS];
  size_t n = words_before(s, from, w, QUALIFIER_WORDS), used = 0;
  while (used < n && !word_among(span_str(s, w[used]), neutral) && !ascii_is_digit(s.p[w[used].from])) used++;
  if (!used) return STR_NONE;
  return arena_lower(&x->arena, str_sub(s, w[used - 1].from, w[0].to - w[used - 1].from));
}

static bool label_before(struct extraction *x, struct str s, const struct measure *q, struct beside *out) {
  struct span w[LABEL_WORDS];
  size_t end = behind_links(s, q->from), n = words_before(s, end, w, LABEL_WORDS);
  bool found = false;
  for (size_t k = 0; k < n; k++) {
    struct meaning m = meaning_of(&x->arena, str_sub(s, w[k].from, w[0].to - w[k].from));
    if (!figure_fits(&m, q) || m.qualifier.n) continue;
    *out = (struct beside){.meaning = m, .from = w[k].from, .to = w[0].to};
    found = true;
  }
  if (found) out->qualifier = narrowing(x, s, out->from);
  return found;
}

/* A remark in parentheses or "for X" behind the label narrows it too. */
static struct str narrowing_after(struct extraction *x, struct str s, size_t at) {
  struct str rest = str_sub(s, at, 60);
  size_t n = 0;
  if (!str_starts_ci(rest, STR(" for ")) && !str_starts_ci(rest, STR(" on ")) && !str_starts_ci(rest, STR(" in "))) return STR_NONE;
  for (n = 1; n < rest.n && !strchr(".,;:()\n", rest.p[n]);) n++;
  return arena_lower(&x->arena, str_trim(str_sub(rest, 1, n - 1)));
}

static bool label_after(struct extraction *x, struct str s, const struct measure *q, struct beside *out) {
  bool found = false;
  size_t at = q->to;
  struct span w;
  for (size_t k = 0; k < LABEL_WORDS; k++) {
    size_t end = at;
    if (at >= s.n || s.p[at] != ' ' || !word_next(s, &end, &w) || w.from != at + 1) break;
    if (ascii_is_digit(s.p[w.from])) break;
    at = end;
    struct meaning m = meaning_of(&x->arena, str_sub(s, q->to, end - q->to));
    if (!figure_fits(&m, q) || m.qualifier.n) continue;
    *out = (struct beside){.meaning = m, .from = q->to + 1, .to = end};
    found = true;
  }
  return found;
}

bool figure_label(struct extraction *x, int32_t block, const struct measure *q, struct beside *out) {
  struct str s = block_at(x, block)->text;
  if (label_before(x, s, q, out)) return true;
  if (!label_after(x, s, q, out)) return false;
  out->qualifier = narrowing_after(x, s, out->to);
  return out->qualifier.n <= 40;
}

static bool is_bound(const struct measure *q) {
  return q->op == OP_LT || q->op == OP_LE || q->op == OP_GT || (q->op == OP_GE && !isinf(q->high));
}

bool is_worthwhile(struct str attribute, enum claim_operator op) {
  static const char *const more[] = {"throughput", "cache_hit_rate", "availability", "score", NULL};
  bool upward = op == OP_GT || op == OP_GE;
  if (str_starts(attribute, STR("latency.")) || str_eq(attribute, STR("error_rate"))) return !upward;
  return upward || !word_among(attribute, more);
}

/* "0.6% → 0.2%": the first one is past. */
static bool arrow_behind(struct str s, size_t at) {
  while (at < s.n && (s.p[at] == ' ' || s.p[at] == '*')) at++;
  return str_starts(str_sub(s, at, 3), STR("\xE2\x86\x92")) || str_starts(str_sub(s, at, 2), STR("->")) ||
         str_starts(str_sub(s, at, 2), STR("=>"));
}

/* Measured, or a target: a bound counts as one where the sentence says so, and as nothing where it sets off an alarm. */
static bool role_of(const struct extraction *x, int32_t block, const struct measure *q, const struct beside *b, enum claim_role *role) {
  size_t from = b->from < q->from ? b->from : q->from, to = b->to > q->to ? b->to : q->to;
  struct voice v = voice_at(x, block, q->from, q->to);
  if (v.silent) return false;
  *role = b->meaning.role != ROLE_MEASURED ? b->meaning.role : v.role;
  if (*role == ROLE_MEASURED && arrow_behind(block_at(x, block)->text, q->to)) *role = ROLE_PREVIOUS;
  if (is_bound(q)) {
    if (is_alarm_talk(x, block, from, to)) return false;
    if (is_target_talk(x, block, from, to)) return *role = ROLE_TARGET, is_worthwhile(str_of(b->meaning.term->attribute), q->op);
  }
  return *role != ROLE_PLAN;
}

/* "+300%" is a change. */
static bool is_signed(struct str s, const struct measure *q) {
  char c = s.p[q->digits_from];
  return c == '+' || c == '-' || (q->digits_from > 0 && s.p[q->digits_from - 1] == '+') || (unsigned char)c == 0xE2;
}

static int32_t claim_figure(struct extraction *x, int32_t block, struct measure *q, const struct beside *b) {
  enum claim_role role;
  size_t from = b->from < q->from ? b->from : q->from, to = b->to > q->to ? b->to : q->to;
  if (range_taken(x, block, from, to) || !role_of(x, block, q, b, &role)) return CLAIM_NONE;
  if (!q->unit) q->unit = unit_named(STR("ratio"));
  struct claim_draft d = draft_at(b->meaning.term->family, block, from, to);
  measure_into(q, &d);
  d.value_from = q->from;
  d.value_to = q->to;
  d.attribute = str_of(b->meaning.term->attribute);
  d.role = role;
  d.qualifier = b->qualifier;
  struct str row = b->qualifier.n ? scope_row(x, b->qualifier) : STR_NONE;
  if (row.n) d.qualifier = STR_NONE;
  d.subject = row.n ? row : scope_of(x, block, from, to);
  d.qualifier = scope_qualifier(d.subject, d.qualifier);
  return claim_add(x, &d);
}

static void read_block(struct extraction *x, int32_t block) {
  const struct md_block *b = block_at(x, block);
  struct measure q;
  struct beside beside;
  for (size_t at = 0; measure_next(b->text, at, NULL, &q); at = q.to) {
    if (in_span(b, MD_CODE_SPAN, q.from, q.to) || range_taken(x, block, q.from, q.to) || is_signed(b->text, &q)) continue;
    if (figure_label(x, block, &q, &beside) || implied(x, block, &q, &beside) || error_share(x, block, &q, &beside))
      claim_figure(x, block, &q, &beside);
  }
}

void extract_quantity(struct extraction *x) {
  for (int32_t i = 0; i < (int32_t)x->md->n; i++)
    if (is_prose(x, i)) read_block(x, i);
}
