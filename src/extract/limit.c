/* A limit in the parentheses right behind a figure, and the verdict that belongs to both: "p95 740 ms (limit 600 ms) ✅". */
#include "extract/count.h"
#include "extract/measure.h"
#include "extract/passes.h"
#include "extract/scope.h"
#include "extract/subject.h"
#include "extract/words.h"

enum { LIMITS_MAX = 100 }; /* in one paragraph: each looks through the claims of it */

/* What may name a limit, and on which side of it one wants to be; OP_EQ: as the sign says, or the attribute. */
static const struct {
  const char *phrase;
  enum claim_operator op;
} names[] = {
    {"budget", OP_LE}, {"goal", OP_EQ},    {"limit", OP_LE},     {"max", OP_LE},       {"maximum", OP_LE},
    {"min", OP_GE},    {"minimum", OP_GE}, {"objective", OP_EQ}, {"required", OP_EQ},  {"requirement", OP_EQ},
    {"sla", OP_EQ},    {"slo", OP_EQ},     {"target", OP_EQ},    {"threshold", OP_EQ},
};

struct limit {
  struct measure m;
  size_t open, close; /* the parentheses */
  bool vouched;       /* a verdict stands inside them */
  struct span verdict;
};

static size_t skip_blanks(struct str s, size_t i) {
  while (i < s.n && (s.p[i] == ' ' || s.p[i] == '*')) i++;
  return i;
}

/* "limit: ", "target of " at i; bytes, 0 if none. */
static size_t name_at(struct str s, size_t i, enum claim_operator *op) {
  for (size_t k = 0; k < sizeof names / sizeof names[0]; k++) {
    size_t n = phrase_here(s, i, names[k].phrase), to;
    if (!n) continue;
    *op = names[k].op;
    to = i + n + (i + n < s.n && (s.p[i + n] == ':' || s.p[i + n] == '='));
    to = skip_blanks(s, to);
    if (phrase_here(s, to, "of") || phrase_here(s, to, "is")) to = skip_blanks(s, to + 2);
    return to - i;
  }
  return 0;
}

/* --- verdicts -------------------------------------------------------------------------------------------------------------------- */

static const char *const ticks[] = {"\xE2\x9C\x85", "\xE2\x9C\x94", "\xE2\x9C\x93", NULL};
static const char *const words[] = {
    "met",        "pass",     "passed",        "ok", "within", "within limit", "within limits", "within target", "within slo",
    "within sla", "achieved", "within budget", NULL};

static size_t tick_at(struct str s, size_t i) {
  for (const char *const *t = ticks; *t; t++)
    if (str_starts(str_sub(s, i, 4), str_of(*t))) return strlen(*t) + (str_starts(str_sub(s, i + 3, 3), STR("\xEF\xB8\x8F")) ? 3 : 0);
  return 0;
}

static size_t word_at(struct str s, size_t i) {
  size_t longest = 0;
  for (const char *const *w = words; *w; w++) {
    size_t n = phrase_here(s, i, *w);
    if (n > longest) longest = n;
  }
  return longest;
}

static bool ends_clause(struct str s, size_t i) { return i >= s.n || strchr(",;.|)\n", s.p[i]); }

/* A tick, a word, or both, and nothing else before the clause ends: "✅ waived" is no verdict, nor is "met only at night". */
static bool verdict_at(struct str s, size_t i, struct span *out) {
  while (i < s.n && strchr(" *,:-", s.p[i])) i++;
  if (str_starts(str_sub(s, i, 3), STR("\xE2\x80\x93")) || str_starts(str_sub(s, i, 3), STR("\xE2\x80\x94"))) i = skip_blanks(s, i + 3);
  size_t tick = tick_at(s, i), after = tick ? skip_blanks(s, i + tick) : i, word = word_at(s, after);
  if (!tick && !word) return false;
  *out = (struct span){i, word ? after + word : i + tick};
  return ends_clause(s, skip_blanks(s, out->to));
}

/* --- the parenthesis --------------------------------------------------------------------------------------------------------------- */

/* " (limit 600 ms)" at `at`, for a figure of the unit `base`. */
static bool limit_at(struct str s, size_t at, const char *base, struct limit *out) {
  enum claim_operator side = OP_EQ;
  size_t i = skip_blanks(s, at), n;
  if (i >= s.n || s.p[i] != '(' || i - at > 3) return false;
  out->open = i++;
  n = name_at(s, i, &side);
  if (!n || !measure_scan(s, i + n, NULL, &out->m) || !out->m.unit || strcmp(out->m.unit->base, base) != 0) return false;
  if (out->m.op == OP_EQ) out->m.op = side;
  out->close = skip_blanks(s, out->m.to);
  out->vouched = out->close < s.n && s.p[out->close] != ')' && verdict_at(s, out->close, &out->verdict);
  if (out->vouched) out->close = skip_blanks(s, out->verdict.to);
  return out->close < s.n && s.p[out->close] == ')' && out->m.op != OP_RANGE && out->m.op != OP_APPROX;
}

/* A tick in front of an item is for its only figure. */
static bool leading_tick(const struct extraction *x, int32_t block, size_t limits, struct span *out) {
  struct str s = block_at(x, block)->text;
  size_t n = tick_at(s, 0);
  *out = (struct span){0, n};
  return n && limits == 1 && x->blocks[block].item >= 0 && !memchr(s.p, '\n', s.n);
}

static struct str label_for(struct extraction *x, const struct claim_draft *d) {
  struct str s = block_at(x, d->block)->text;
  struct str key = key_before(s, d->value_from), named = key.n ? key : str_sub(s, d->from, d->value_from - d->from);
  if (!named.n || named.n > 80) named = d->attribute;
  return subject_make(x, "item:", named);
}

static void claim_verdict(struct extraction *x, int32_t measured, struct span at) {
  const struct claim_draft *m = &x->claims.v[measured].d;
  struct claim_draft d = draft_at(FAMILY_STATUS, m->block, at.from, at.to);
  if (range_claimed(x, m->block, at.from, at.to)) return;
  d.subject = label_for(x, m);
  d.attribute = STR("status");
  d.value = STR("success");
  if (d.subject.n) relation_add(x, RELATION_BLESSES, claim_add(x, &d), measured, 0);
}

static bool relate_limit(struct extraction *x, int32_t measured, const struct limit *l) {
  struct claim_draft of = x->claims.v[measured].d, d = draft_at(of.family, of.block, l->open + 1, l->close);
  if (range_taken(x, of.block, l->m.from, l->m.to)) return false;
  d.from = l->m.from;
  d.to = d.value_to = l->m.to;
  d.value_from = l->m.from;
  measure_into(&l->m, &d);
  if (d.operator_ == OP_EQ) d.operator_ = better_when(of.attribute);
  if (d.operator_ == OP_EQ) return false;
  d.low = d.high = d.number;
  d.subject = of.subject;
  d.attribute = of.attribute;
  d.qualifier = of.qualifier;
  d.role = ROLE_TARGET;
  relation_add(x, RELATION_TARGET, measured, claim_add(x, &d), 0);
  return true;
}

/* --- the text ------------------------------------------------------------------------------------------------------------------------ */

/* The figure's claim, made here if its label is none that the lexicon knows. */
static int32_t figure_at(struct extraction *x, int32_t block, const struct measure *m) {
  for (int32_t c = x->blocks[block].first; c != CLAIM_NONE; c = x->claims.v[c].next_in_block) {
    const struct extracted *e = &x->claims.v[c];
    if (!e->dropped && e->d.has_number && e->d.value_from <= m->digits_from && e->d.value_to >= m->digits_to)
      return e->d.role == ROLE_MEASURED && (e->d.family == FAMILY_FIGURE || e->d.family == FAMILY_DURATION) ? c : CLAIM_NONE;
  }
  struct voice v = voice_at(x, block, m->from, m->to);
  struct str key = key_before(block_at(x, block)->text, m->from);
  if (v.silent || v.role != ROLE_MEASURED || !key.n || range_taken(x, block, m->from, m->to)) return CLAIM_NONE;
  struct claim_draft d = draft_at(strcmp(m->unit->base, "s") == 0 ? FAMILY_DURATION : FAMILY_FIGURE, block, m->from, m->to);
  measure_into(m, &d);
  d.subject = subject_make(x, "item:", key);
  if (d.family == FAMILY_DURATION) d.attribute = STR("duration");
  return d.subject.n ? claim_add(x, &d) : CLAIM_NONE;
}

static size_t limits_in(struct str s) {
  size_t n = 0;
  struct measure m;
  struct limit l;
  for (size_t at = 0; measure_next(s, at, NULL, &m); at = m.to) n += m.unit && limit_at(s, m.to, m.unit->base, &l);
  return n;
}

static void read_block(struct extraction *x, int32_t block) {
  struct str s = block_at(x, block)->text;
  struct measure m;
  size_t limits = limits_in(s);
  if (limits > LIMITS_MAX) return;
  for (size_t at = 0; limits && measure_next(s, at, NULL, &m); at = m.to) {
    struct limit l;
    struct span verdict;
    if (!m.unit || m.op != OP_EQ || !limit_at(s, m.to, m.unit->base, &l) || in_span(block_at(x, block), MD_CODE_SPAN, m.from, m.to))
      continue;
    if (is_alarm_talk(x, block, m.from, m.to)) continue;
    int32_t measured = figure_at(x, block, &m);
    if (measured == CLAIM_NONE || !relate_limit(x, measured, &l)) continue;
    if (l.vouched) {
      claim_verdict(x, measured, l.verdict);
    } else if (verdict_at(s, l.close + 1, &verdict) || leading_tick(x, block, limits, &verdict)) {
      claim_verdict(x, measured, verdict);
    }
  }
}

void extract_limit(struct extraction *x) {
  for (int32_t i = 0; i < (int32_t)x->md->n; i++)
    if (is_prose(x, i) && !(block_kinds(x, i) & (SECTION_CRITERIA | SECTION_HOWTO | SECTION_ROLLBACK))) read_block(x, i);
}
