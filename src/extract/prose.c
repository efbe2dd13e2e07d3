/* Sums that running text states: "24 files (8 YAML + 16 C)", "15 + 8 = 23 tests", "7 findings (2 high, 5 low)". */
#include "base/num.h"
#include "extract/count.h"
#include "extract/pair.h"
#include "extract/passes.h"
#include "extract/scope.h"

#include <math.h>

enum { PARTS_MAX = 24, GAP_MAX = 48, CLAIMS_LOOKED_AT = 64 };

/* One addend with the words behind it. */
struct addend {
  struct measure m;
  struct str words;
};

struct addends {
  struct addend v[PARTS_MAX];
  size_t n, to;
};

/* --- addends --------------------------------------------------------------------------------------------------------------------- */

/* Words of an addend: no further number, no other operator. */
static bool plain_words(struct str s) {
  for (size_t i = 0; i < s.n; i++)
    if (ascii_is_digit(s.p[i]) || strchr("*/=<>()[]|", s.p[i])) return false;
  return s.n < GAP_MAX && str_find(s, STR("\xC3\x97"), 0) == SIZE_MAX;
}

static bool is_addend(const struct measure *m) { return (m->op == OP_EQ || m->op == OP_APPROX) && m->number >= 0; }

/* "a words + b words …" from `at` up to a byte of `ends`. At least two. */
static bool read_addends(struct str s, size_t at, const char *ends, struct addends *out) {
  out->n = 0;
  for (;;) {
    struct addend *a = &out->v[out->n];
    if (out->n == PARTS_MAX || at >= s.n || !measure_scan(s, at, NULL, &a->m) || !is_addend(&a->m)) return false;
    size_t end = a->m.to;
    while (end < s.n && end - a->m.to < GAP_MAX && s.p[end] != '+' && s.p[end] != '\n' && !strchr(ends, s.p[end])) end++;
    a->words = str_trim(str_sub(s, a->m.to, end - a->m.to));
    if (end >= s.n || end - a->m.to >= GAP_MAX || s.p[end] == '\n' || !plain_words(a->words)) return false;
    out->n++;
    if (s.p[end] != '+') {
      out->to = end;
      return out->n >= 2;
    }
    at = end + 1;
    while (at < s.n && s.p[at] == ' ') at++;
  }
}

static bool same_base(const struct unit *a, const struct unit *b) { return (!a && !b) || (a && b && strcmp(a->base, b->base) == 0); }

static struct str digits_of(struct str s, const struct measure *m) { return str_sub(s, m->digits_from, m->digits_to - m->digits_from); }

/* Years, or units that do not go together, are no sum. Bare numbers take the unit of the total. */
static bool addable(struct str s, const struct measure *total, struct addends *parts) {
  bool bare = true;
  for (size_t i = 0; i < parts->n; i++) {
    if (is_year(digits_of(s, &parts->v[i].m))) return false;
    bare &= !parts->v[i].m.unit && !parts->v[i].words.n;
  }
  if (total->unit && bare) {
    for (size_t i = 0; i < parts->n; i++) {
      struct measure *m = &parts->v[i].m;
      m->unit = total->unit;
      m->number *= total->unit->factor;
      m->low *= total->unit->factor;
      m->high *= total->unit->factor;
    }
  }
  for (size_t i = 0; i < parts->n; i++)
    if (!same_base(total->unit, parts->v[i].m.unit)) return false;
  return !total->unit || strcmp(total->unit->base, "ratio") != 0;
}

/* --- sums ------------------------------------------------------------------------------------------------------------------------ */

/* "3 months (…)", "2 times (…)": not a number of the things in the parenthesis. */
static const char *const no_totals[] = {"months", "month", "quarters", "times",   "x",      "sprints", "years", "year", "weeks",
                                        "days",   "hours", "minutes",  "seconds", "points", "pp",      "cores", NULL};

static struct claim_draft draft_sum(struct extraction *x, int32_t block, const struct measure *m, size_t from, size_t to,
                                    const struct counted *what, enum claim_role role) {
  bool time = m->unit && strcmp(m->unit->base, "s") == 0;
  struct claim_draft d = draft_at(time ? FAMILY_DURATION : m->unit ? FAMILY_FIGURE : FAMILY_COUNT, block, from, to);
  struct counted own = *what;
  measure_into(m, &d);
  d.value_from = m->from;
  d.value_to = m->to;
  d.role = role;
  d.subject = tally_subject(x, block, from, to, what);
  if (time) d.attribute = STR("duration");
  if (!m->unit && what->noun.n) d.attribute = count_word(x, &own);
  if (!m->unit) d.qualifier = own.qualifier;
  return d;
}

/* The number as another form has claimed it: the value of a key. */
static int32_t claimed_number(const struct extraction *x, int32_t block, const struct measure *m) {
  int looked = 0;
  for (int32_t c = x->blocks[block].first; c != CLAIM_NONE && looked++ < CLAIMS_LOOKED_AT; c = x->claims.v[c].next_in_block) {
    const struct extracted *e = &x->claims.v[c];
    if (!e->dropped && e->d.has_number && e->d.family != FAMILY_TIME && e->d.value_from <= m->digits_from &&
        e->d.value_to >= m->digits_to && e->d.number == m->number)
      return c;
  }
  return CLAIM_NONE;
}

static void claim_sum(struct extraction *x, int32_t block, const struct measure *total, size_t to, const struct counted *what,
                      const struct addends *parts) {
  struct str s = block_at(x, block)->text;
  struct voice v = voice_at(x, block, total->from, to);
  int32_t known = claimed_number(x, block, total);
  if (v.silent || (known == CLAIM_NONE && range_taken(x, block, total->digits_from, total->digits_to))) return;
  struct claim_draft d = draft_sum(x, block, total, total->from, to, what, v.role);
  int32_t sum = known != CLAIM_NONE ? known : claim_add(x, &d);
  for (size_t i = 0; i < parts->n; i++) {
    const struct addend *a = &parts->v[i];
    struct counted part = *what;
    part.qualifier = arena_lower(&x->arena, a->words);
    size_t end = a->words.n ? (size_t)(a->words.p - s.p) + a->words.n : a->m.to;
    struct claim_draft p = draft_sum(x, block, &a->m, a->m.from, end, &part, v.role);
    relation_add(x, RELATION_SUM, sum, claim_add(x, &p), (int32_t)i);
  }
}

static const char *const in_all[] = {"in all", "in total", "total", "altogether", "overall", "combined", "together", NULL};

/* Words between the total and its parenthesis: one noun phrase. */
static bool read_gap(struct extraction *x, struct str s, const struct measure *m, size_t open, struct counted *what) {
  struct str gap = str_sub(s, m->to, open - m->to);
  *what = (struct counted){.to = m->to};
  struct span w;
  size_t n = 0;
  for (size_t at = 0; word_next(gap, &at, &w); n++)
    if (word_among(span_str(gap, w), no_totals)) return false;
  for (size_t i = 0; i < gap.n; i++)
    if (!ascii_is_alpha(gap.p[i]) && gap.p[i] != ' ' && gap.p[i] != '-' && gap.p[i] != '_' && (unsigned char)gap.p[i] < 0x80) return false;
  if (m->unit && n) return word_among(str_trim(gap), in_all); /* "2 hours later (…)" */
  if (!noun_after(x, s, m->to, m->number, what) && n == 0) noun_of_label(x, key_before(s, m->from), what);
  return n <= 5;
}

static bool may_be_total(const struct extraction *x, int32_t block, const struct measure *m) {
  struct str s = block_at(x, block)->text;
  if (m->op != OP_EQ && m->op != OP_APPROX && !isinf(m->high)) return false;
  if (!m->unit && m->number != floor(m->number)) return false; /* "4.2 Gates" */
  if (in_span(block_at(x, block), MD_CODE_SPAN, m->from, m->to)) return false;
  if (!m->unit && (is_year(digits_of(s, m)) || is_numbered_name(s, m->digits_from))) return false;
  bool leads = !strip_marks(str_sub(s, 0, m->from)).n;
  return !(leads && block_at(x, block)->kind == MD_HEADING);
}

static bool sum_in_parenthesis(struct extraction *x, int32_t block, const struct measure *m) {
  struct str s = block_at(x, block)->text;
  struct addends parts;
  struct counted what;
  size_t open = m->to;
  while (open < s.n && open - m->to < GAP_MAX && s.p[open] != '(' && s.p[open] != '\n') open++;
  if (open >= s.n || s.p[open] != '(' || !may_be_total(x, block, m)) return false;
  if (!read_addends(s, open + 1, ")", &parts) || s.p[parts.to] != ')' || !read_gap(x, s, m, open, &what) || !addable(s, m, &parts))
    return false;
  claim_sum(x, block, m, parts.to + 1, &what, &parts);
  return true;
}

/* "15 + 8 = 23 tests". Integers only: other formulas round. */
static bool sum_with_equals(struct extraction *x, int32_t block, const struct measure *first) {
  struct str s = block_at(x, block)->text;
  struct addends parts;
  struct measure total;
  struct counted what = {0};
  if (first->from > 1 && strchr("+-*/=^%", s.p[first->from - (s.p[first->from - 1] == ' ' ? 2 : 1)])) return false;
  if (!read_addends(s, first->from, "=", &parts) || s.p[parts.to] != '=') return false;
  size_t at = parts.to + 1;
  while (at < s.n && s.p[at] == ' ') at++;
  if (!measure_scan(s, at, NULL, &total) || total.op != OP_EQ || !total.integer || total.unit) return false;
  for (size_t i = 0; i < parts.n; i++)
    if (!parts.v[i].m.integer || parts.v[i].m.unit) return false;
  if (in_span(block_at(x, block), MD_CODE_SPAN, first->from, total.to) || is_year(digits_of(s, &total))) return false;
  noun_after(x, s, total.to, total.number, &what);
  claim_sum(x, block, &total, total.to, &what, &parts);
  return true;
}

/* --- parts with commas ------------------------------------------------------------------------------------------------------------- */

/* "(2 high, 3 medium, 1 low)" says no more than a reader expects: parts are categories of what is counted, and they are all. */
static const char *const severities[] = {"critical", "blocker", "major", "high",    "medium", "moderate",
                                         "minor",    "low",     "info",  "trivial", "urgent", NULL};
/* Things of which the parts may be named by nouns of their own: "42 tickets: 18 bugs, 14 features". */
static const char *const containers[] = {"ticket", "issue", "item", "change", "commit", "story", "finding", "pull-request", "defect", NULL};
static const char *const not_all[] = {"including", "of which", "some", "e.g",   "such as", "with",  "at least", "more", "most",
                                      "each",      "per",      "as",   "from",  "of",      "for",   "in",       "to",   "or",
                                      "needed",    "need",     "left", "after", "both",    "twice", "again",    NULL};
static const char *const happened[] = {"was", "were", NULL};
/* "7 in Europe, 3 in Asia and 1 in America": parts by place. */
static const char *const places[] = {"in", "at", NULL};

static size_t words_in(struct str s) {
  struct span w;
  size_t n = 0;
  for (size_t at = 0; word_next(s, &at, &w);) n++;
  return n;
}

/* ", ", ", and ", " and " at i; bytes, 0 if none. */
static size_t joint_at(struct str s, size_t i) {
  static const char *const joints[] = {", and ", ", ", " and ", " & "};
  for (size_t k = 0; k < sizeof joints / sizeof joints[0]; k++)
    if (str_starts_ci(str_sub(s, i, 8), str_of(joints[k]))) return strlen(joints[k]);
  return 0;
}

static bool is_placed(struct str words) {
  struct span w;
  size_t at = 0;
  return word_next(words, &at, &w) && word_among(span_str(words, w), places);
}

static bool is_part(struct str s, const struct measure *whole, const struct addend *a) {
  size_t n = words_in(a->words);
  if (a->m.op != OP_EQ || !same_base(whole->unit, a->m.unit) || !plain_words(a->words) || word_among(a->words, no_totals)) return false;
  if (!a->m.unit && (!a->m.integer || is_year(digits_of(s, &a->m)))) return false;
  if (is_placed(a->words)) return n >= 2 && n <= 4 && !phrases_in(str_sub(a->words, 3, SIZE_MAX), not_all);
  return n >= 1 && n <= 2 && !phrases_in(a->words, not_all);
}

/* All of them by place, or none. */
static bool are_alike(const struct addends *parts) {
  for (size_t i = 1; i < parts->n; i++)
    if (is_placed(parts->v[i].words) != is_placed(parts->v[0].words)) return false;
  return true;
}

/* "2 high, 3 medium and 1 low" up to a byte of `ends` or the end of the text. */
static bool read_parts(struct str s, const struct measure *whole, size_t at, const char *ends, struct addends *out) {
  for (out->n = 0; out->n < PARTS_MAX;) {
    struct addend *a = &out->v[out->n];
    if (at >= s.n || !measure_scan(s, at, NULL, &a->m)) return false;
    size_t end = a->m.to, joint = 0;
    while (end < s.n && end - a->m.to < GAP_MAX && !strchr(ends, s.p[end]) && !(joint = joint_at(s, end))) end++;
    a->words = str_trim(str_sub(s, a->m.to, end - a->m.to));
    if (!is_part(s, whole, a)) return false;
    out->n++;
    out->to = end;
    if (!joint) return out->n >= 2 && (end >= s.n || strchr(ends, s.p[end]));
    at = end + joint;
  }
  return false;
}

/* All adjectives, all with the noun of the whole, or nouns of their own where the whole is a container. */
static bool same_kind(struct extraction *x, const struct addends *parts, const struct counted *what) {
  size_t own = 0, whole = 0;
  if (is_placed(parts->v[0].words) || parts->v[0].m.unit) return are_alike(parts);
  for (size_t i = 0; i < parts->n; i++) {
    struct counted c;
    if (!noun_of_label(x, parts->v[i].words, &c)) continue;
    own++;
    whole += str_eq(c.noun, what->noun);
  }
  return own == 0 || whole == own || (own == parts->n && word_among(what->noun, containers));
}

static bool is_scale(const struct addends *parts) {
  for (size_t i = 0; i < parts->n; i++)
    if (!word_among(parts->v[i].words, severities)) return false;
  return parts->n >= 3;
}

/* Parts that fall short may be only those worth a word, but for a scale and a list that a colon promises. */
static bool are_all(double total, const struct addends *parts, bool promised) {
  double sum = 0;
  for (size_t i = 0; i < parts->n; i++) sum += parts->v[i].m.number;
  return sum == total || (sum > total && sum <= total * 1.5) || ((promised || is_scale(parts)) && sum >= total * 0.6);
}

/* "7 findings (2 high, 3 medium, 1 low)", "42 tickets: 18 bugs, 14 features and 12 chores". */
static bool sum_with_commas(struct extraction *x, int32_t block, const struct measure *m) {
  struct str s = block_at(x, block)->text;
  struct addends parts;
  struct counted what;
  size_t open = m->to;
  if (m->op != OP_EQ || (!m->unit && (!m->integer || m->number < 2)) || !may_be_total(x, block, m)) return false;
  if (m->unit && strcmp(m->unit->base, "ratio") == 0) return false;
  while (open < s.n && open - m->to < GAP_MAX && s.p[open] != '(' && s.p[open] != ':' && s.p[open] != '\n') open++;
  if (open + 1 >= s.n || open == m->to || (s.p[open] != '(' && s.p[open] != ':') || !read_gap(x, s, m, open, &what)) return false;
  struct str gap = str_sub(s, m->to, open - m->to);
  bool colon = s.p[open] == ':', named = m->unit || what.noun.n || is_state(str_trim(gap));
  if (!named || (colon && s.p[open + 1] != ' ') || !read_parts(s, m, open + (colon ? 2 : 1), colon ? ".;\n(" : ")", &parts)) return false;
  if (!colon && (parts.to >= s.n || s.p[parts.to] != ')')) return false;
  if (phrases_in(gap, not_all) || (!colon && phrases_in(gap, happened)) || !same_kind(x, &parts, &what) ||
      !are_all(m->number, &parts, colon && parts.n >= 3))
    return false;
  claim_sum(x, block, m, parts.to + !colon, &what, &parts);
  return true;
}

/* --- the text -------------------------------------------------------------------------------------------------------------------- */

static void read_block(struct extraction *x, int32_t block) {
  struct str s = block_at(x, block)->text;
  struct measure m;
  for (size_t at = 0; measure_next(s, at, NULL, &m); at = m.to) {
    if (in_span(block_at(x, block), MD_CODE_SPAN, m.from, m.to)) continue;
    if (!sum_in_parenthesis(x, block, &m) && !sum_with_commas(x, block, &m)) sum_with_equals(x, block, &m);
  }
}

static bool may_state_sums(const struct extraction *x, int32_t block) {
  const struct md_block *b = block_at(x, block);
  return is_prose(x, block) || (b->kind == MD_HEADING && !b->in_quote && !(x->blocks[block].flags & BLOCK_TEMPLATE));
}

void extract_prose(struct extraction *x) {
  for (int32_t i = 0; i < (int32_t)x->md->n; i++)
    if (may_state_sums(x, i)) read_block(x, i);
}
