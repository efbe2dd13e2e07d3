/* "8/8 services healthy (100%)", "4 of 5 plans", "12.5% (1/8 services)": ratio, parts, and the percentage stated for it. */
#include "base/num.h"
#include "extract/count.h"
#include "extract/pair.h"
#include "extract/passes.h"
#include "extract/scope.h"

struct fraction {
  int32_t block;
  struct num n, m;
  struct span n_at, m_at; /* bytes of both numbers */
  struct counted what;
  bool named;  /* `what` is known */
  size_t to;   /* behind the noun, or the denominator */
  bool worded; /* "N of M" */
  bool stated; /* the qualifier tells what became of the part, and says nothing of the whole */
};

/* --- the percentage -------------------------------------------------------------------------------------------------------------- */

struct percentage {
  struct measure m;
  struct str noun; /* word behind it in its parenthesis: "62% missing" */
};

static bool is_percentage(const struct measure *m) { return m->unit && strcmp(m->unit->base, "ratio") == 0 && m->op != OP_RANGE; }

/* Directly behind: " (75%)", " - 75%", " = 75%", ": 75%", or as a cell's second half ", 75%". */
static bool percentage_behind(struct str s, size_t at, struct percentage *p) {
  static const char *const gaps[] = {" (", " [", " = ", " \xE2\x80\x94 ", " \xE2\x80\x93 ", " - "};
  for (size_t i = 0; i < sizeof gaps / sizeof gaps[0]; i++) {
    size_t n = strlen(gaps[i]);
    if (!str_eq(str_sub(s, at, n), str_of(gaps[i])) || !measure_scan(s, at + n, NULL, &p->m) || !is_percentage(&p->m)) continue;
    size_t end = p->m.to;
    while (end < s.n && !strchr("()[],;.\n", s.p[end])) end++;
    p->noun = str_trim(str_sub(s, p->m.to, end - p->m.to));
    if (str_starts_ci(p->noun, STR("of "))) return false; /* a share of something else */
    return i > 1 ? !p->noun.n : p->noun.n < 30;
  }
  return false;
}

/* --- what is no ratio ------------------------------------------------------------------------------------------------------------ */

static bool is_whole(const struct num *n) { return n->decimals == 0 && !n->negative && n->value == (double)(int64_t)n->value; }

/* Dates, seasons, "24/7", scores, alternatives ("Phase 1/2"), paths, 0/0, more than all. */
static bool is_fraction(struct str s, const struct fraction *f) {
  struct str n = span_str(s, f->n_at), m = span_str(s, f->m_at);
  if (!is_whole(&f->n) || !is_whole(&f->m) || f->m.value < 1 || f->n.value > f->m.value) return false;
  struct percentage p;
  bool year = is_year(n) || is_year(m);
  if ((year && !percentage_behind(s, f->m_at.to, &p)) || (f->n.value == 24 && f->m.value == 7)) return false;
  if (n.n > 1 && n.p[0] == '0') return false; /* 01/15 */
  return !is_numbered_name(s, f->n_at.from);
}

static bool glued_left(struct str s, size_t i) {
  if (i == 0) return false;
  char c = s.p[i - 1];
  return ascii_is_alnum(c) || strchr("/.-_#$,:~<>=+@", c) != NULL || (unsigned char)c >= 0x80;
}

static bool glued_right(struct str s, size_t i) {
  if (i >= s.n) return false;
  char c = s.p[i], d = i + 1 < s.n ? s.p[i + 1] : ' ';
  if ((c == '.' || c == ',' || c == ':') && !ascii_is_digit(d)) return false;
  return ascii_is_alnum(c) || strchr("/.-_%,:+@~", c) != NULL;
}

/* --- reading --------------------------------------------------------------------------------------------------------------------- */

/* "six", also "Six"; "one of the services" is mostly no count. */
static size_t scan_word(struct str s, size_t at, struct num *out) {
  double v = 0;
  size_t n = num_scan_word(str_sub(s, at, 24), &v);
  if (!n || v < 2 || v >= 100 || (at + n < s.n && (ascii_is_alnum(s.p[at + n]) || s.p[at + n] == '-'))) return 0;
  *out = (struct num){.value = v};
  return n;
}

static size_t scan_plain(struct str s, size_t at, struct num *out, struct span *where) {
  if (at >= s.n) return 0;
  size_t n = ascii_is_digit(s.p[at]) ? num_scan(str_sub(s, at, 20), out) : scan_word(s, at, out);
  if (!n) return 0;
  *where = (struct span){at, at + n};
  return n;
}

/* "/", " / ", " of ", " of the ", " out of "; bytes, 0 if none. */
static size_t scan_over(struct str s, size_t at, bool *worded) {
  static const char *const overs[] = {"/", " / ", " out of ", " of the ", " of all ", " of "};
  for (size_t i = 0; i < sizeof overs / sizeof overs[0]; i++) {
    size_t n = strlen(overs[i]);
    if (!str_eq_ci(str_sub(s, at, n), str_of(overs[i]))) continue;
    *worded = i > 1;
    return n;
  }
  return 0;
}

static bool scan_fraction(struct str s, size_t at, struct fraction *f) {
  if (glued_left(s, at)) return false;
  size_t n = scan_plain(s, at, &f->n, &f->n_at);
  size_t over = n ? scan_over(s, at + n, &f->worded) : 0;
  size_t m = over ? scan_plain(s, at + n + over, &f->m, &f->m_at) : 0;
  if (!m || glued_right(s, f->m_at.to)) return false;
  f->to = f->m_at.to;
  bool spelled = ascii_is_alpha(s.p[f->n_at.from]) || ascii_is_alpha(s.p[f->m_at.from]);
  return (!spelled || f->worded) && is_fraction(s, f);
}

/* The noun behind it, or the key in front. */
static void name_fraction(struct extraction *x, struct fraction *f) {
  struct str s = block_at(x, f->block)->text;
  f->named = noun_after(x, s, f->m_at.to, f->m.value, &f->what);
  if (f->named) {
    bool bare = !f->what.qualifier.n;
    tally_predicate(s, &f->what, true);
    f->stated = bare && f->what.qualifier.n;
    f->to = f->what.to;
    return;
  }
  f->named = noun_of_label(x, key_before(s, f->n_at.from), &f->what);
  struct span outcome = tally_outcome(s, f->m_at.to);
  if (!f->named || f->what.qualifier.n || outcome.to <= outcome.from || !str_ends(f->what.noun, STR("test"))) return;
  f->what.qualifier = arena_lower(&x->arena, span_str(s, outcome));
  f->to = outcome.to;
}

/* Words that tell the state of the things that were counted; participles too. */
static const char *const states[] = {"done",    "healthy", "ready", "ok",   "green", "up",        "live", "met",    "complete",
                                     "correct", "clean",   "pass",  "fail", "good",  "available", "left", "online", NULL};

static bool is_state_word(struct str w) { return word_among(w, states) || str_ends(w, STR("ed")) || str_ends(w, STR("ing")); }

/* "42/45 passed (93%)": words of state, then nothing but the percentage. */
static bool percentage_behind_state(struct str s, size_t at, struct percentage *p) {
  struct span w;
  for (int words = 0; words < 2 && at < s.n && s.p[at] == ' '; words++) {
    size_t next = at;
    if (!word_next(s, &next, &w) || w.from != at + 1 || !is_state_word(span_str(s, w))) return false;
    at = w.to;
    if (percentage_behind(s, at, p)) return !p->noun.n;
  }
  return false;
}

/* Directly in front: "100% (3/3 services)", "96% complete (4 of 5 plans done)". */
static bool percentage_before(struct str s, size_t at, struct percentage *p) {
  if (at < 3 || (s.p[at - 1] != '(' && s.p[at - 1] != '[')) return false;
  size_t from = at - 1, start = from > 40 ? from - 40 : 0;
  while (from > start && s.p[from - 1] != '%') {
    char c = s.p[from - 1];
    if (!ascii_is_alpha(c) && c != ' ' && c != '-') return false;
    from--;
  }
  if (from == start) return false;
  p->noun = str_trim(str_sub(s, from, at - 1 - from));
  size_t digits = from - 1;
  while (digits > 0 && (ascii_is_digit(s.p[digits - 1]) || s.p[digits - 1] == '.')) digits--;
  if (digits > 0 && (s.p[digits - 1] == '+' || s.p[digits - 1] == '-' || s.p[digits - 1] == '~' || ascii_is_alnum(s.p[digits - 1])))
    return false;
  return measure_scan(s, digits, NULL, &p->m) && is_percentage(&p->m) && p->m.to == from;
}

/* With one of these the other share may be meant. */
static const char *const negatives[] = {"failed",     "failing", "failure",  "failures",  "missing",   "error",   "errors",
                                        "remaining",  "pending", "ungraded", "invalid",   "unhealthy", "broken",  "skipped",
                                        "blocked",    "loss",    "lost",     "reduction", "fewer",     "less",    "incomplete",
                                        "unresolved", "down",    "open",     "left",      "not",       "without", "rejected",
                                        "dropped",    "saved",   "unused",   "stale",     "bad",       NULL};

static bool is_negative(struct str words) { return words.n && phrases_in(words, negatives); }

/* --- claims ---------------------------------------------------------------------------------------------------------------------- */

static struct measure measure_of(const struct num *n, struct span at) {
  return (struct measure){.op = OP_EQ,
                          .number = n->value,
                          .low = n->value,
                          .high = n->value,
                          .integer = true,
                          .from = at.from,
                          .to = at.to,
                          .digits_from = at.from,
                          .digits_to = at.to};
}

/* What became of the N; all M are what it could have become of. */
static const char *const outcomes[] = {"passed", "passing", "failed", "failing", "skipped", NULL};

static int32_t claim_part(struct extraction *x, const struct fraction *f, enum claim_role role, bool whole) {
  struct tally t = {.block = f->block, .quote = {f->n_at.from, f->to}, .role = role, .what = f->what};
  t.digits = whole ? f->m_at : f->n_at;
  t.number = whole ? measure_of(&f->m, f->m_at) : measure_of(&f->n, f->n_at);
  if (whole && (f->stated || is_state(t.what.qualifier) || word_among(t.what.qualifier, outcomes))) t.what.qualifier = STR_NONE;
  if (!whole && !t.what.qualifier.n)
    t.what.qualifier = arena_printf(&x->arena, "of %.*s", STR_ARG(span_str(block_at(x, f->block)->text, f->m_at)));
  return tally_claim(x, &t);
}

static int32_t claim_ratio(struct extraction *x, const struct fraction *f, enum claim_role role) {
  struct claim_draft d = draft_at(FAMILY_RATIO, f->block, f->n_at.from, f->to);
  d.value_from = f->n_at.from;
  d.value_to = f->m_at.to;
  d.has_number = true;
  d.number = d.low = d.high = f->n.value / f->m.value;
  d.unit = STR("ratio");
  d.role = role;
  d.subject = tally_subject(x, f->block, f->n_at.from, f->to, &f->what);
  if (f->named) {
    d.attribute = arena_printf(&x->arena, "ratio.%.*s", STR_ARG(f->what.noun));
    d.qualifier = f->what.qualifier;
  }
  return claim_add(x, &d);
}

static void claim_percentage(struct extraction *x, const struct fraction *f, const struct percentage *p, int32_t ratio,
                             enum claim_role role) {
  if (range_taken(x, f->block, p->m.from, p->m.to)) return;
  struct claim_draft d = draft_at(FAMILY_PERCENT, f->block, p->m.from, p->m.to);
  measure_into(&p->m, &d);
  d.role = role;
  d.subject = x->claims.v[ratio].d.subject;
  d.qualifier = p->noun.n ? arena_lower(&x->arena, p->noun) : STR_NONE;
  bool negative = is_negative(p->noun) || is_negative(f->what.qualifier);
  relation_add(x, negative ? RELATION_COMPLEMENT_OF : RELATION_PERCENT_OF, claim_add(x, &d), ratio, 0);
}

/* ", 2 failed" right behind "6 of 8 services were deployed", and nothing else behind it that could be a third part. */
static bool rest_behind(struct str s, const struct fraction *f, struct fraction *rest) {
  static const char *const gaps[] = {", and ", "; ", ", ", " and "};
  struct span w = {0, 0}, sentence = sentence_around(s, f->n_at.from, f->to);
  *rest = *f;
  for (size_t i = 0; i < sizeof gaps / sizeof gaps[0]; i++) {
    size_t at = f->to + strlen(gaps[i]);
    if (!str_eq(str_sub(s, f->to, strlen(gaps[i])), str_of(gaps[i]))) continue;
    size_t n = scan_plain(s, at, &rest->n, &rest->n_at), end = at + n;
    if (!n || !is_whole(&rest->n) || s.p[end] != ' ' || !word_next(s, &end, &w) || !str_eq_ci(span_str(s, w), STR("failed"))) return false;
    rest->what.qualifier = span_str(s, w);
    rest->to = w.to;
    for (end = w.to; word_next(str_sub(s, 0, sentence.to), &end, &w) && s.p[w.from - 1] != '(' && s.p[w.from - 1] != '`';) return false;
    return true;
  }
  return false;
}

/* The whole is made of those that are well and those that failed. */
static size_t claim_rest(struct extraction *x, const struct fraction *f, int32_t part, int32_t whole, enum claim_role role) {
  struct fraction rest;
  if (part == CLAIM_NONE || whole == CLAIM_NONE || !f->stated || !rest_behind(block_at(x, f->block)->text, f, &rest)) return f->to;
  if (range_taken(x, f->block, rest.n_at.from, rest.to)) return f->to;
  int32_t failed = claim_part(x, &rest, role, false);
  relation_add(x, RELATION_SUM, whole, part, 0);
  relation_add(x, RELATION_SUM, whole, failed, 1);
  return rest.to;
}

static size_t claim_fraction(struct extraction *x, struct fraction *f) {
  struct str s = block_at(x, f->block)->text;
  struct percentage p;
  enum claim_role role;
  name_fraction(x, f);
  bool percent = percentage_behind(s, f->to, &p) || percentage_behind(s, f->m_at.to, &p) ||
                 (percentage_before(s, f->n_at.from, &p) && (!p.noun.n || f->what.qualifier.n)) || percentage_behind_state(s, f->to, &p);
  bool score = !f->named && (f->m.value == 10 || f->m.value == 100) && !(f->worded && percentage_behind(s, f->m_at.to, &p));
  if ((!percent && !f->named) || score || !tally_role(x, f->block, f->n_at.from, f->to, &role)) return f->to;
  if (range_taken(x, f->block, f->n_at.from, f->to)) return f->to;
  int32_t n = f->named ? claim_part(x, f, role, false) : CLAIM_NONE, m = f->named ? claim_part(x, f, role, true) : CLAIM_NONE,
          ratio = claim_ratio(x, f, role);
  if (ratio == CLAIM_NONE) return f->to;
  relation_add(x, RELATION_NUMERATOR, ratio, n, 0);
  relation_add(x, RELATION_DENOMINATOR, ratio, m, 0);
  if (percent) claim_percentage(x, f, &p, ratio, role);
  return claim_rest(x, f, n, m, role);
}

static void read_block(struct extraction *x, int32_t block) {
  const struct md_block *b = block_at(x, block);
  for (size_t at = 0; at < b->text.n;) {
    struct fraction f = {.block = block};
    if (!ascii_is_alnum(b->text.p[at])) {
      at++;
    } else if (scan_fraction(b->text, at, &f) && !in_span(b, MD_CODE_SPAN, f.n_at.from, f.m_at.to)) {
      at = claim_fraction(x, &f);
    } else {
      while (at < b->text.n && (ascii_is_alnum(b->text.p[at]) || b->text.p[at] == '/')) at++;
    }
  }
}

static bool may_hold_ratios(const struct extraction *x, int32_t block) {
  const struct md_block *b = block_at(x, block);
  const struct block_info *info = &x->blocks[block];
  if (b->kind == MD_CELL)
    return b->row > 0 && info->table >= 0 && !(info->flags & (BLOCK_SILENT | BLOCK_TEMPLATE | BLOCK_EXAMPLE)) && !b->in_quote;
  return is_prose(x, block) || (b->kind == MD_HEADING && !b->in_quote);
}

void extract_ratio(struct extraction *x) {
  for (int32_t i = 0; i < (int32_t)x->md->n; i++)
    if (may_hold_ratios(x, i)) read_block(x, i);
}
