/* Changes that running text states between two values: "4.05 → 8.89 (+119%)", "cut by half, from 840 MB to 630 MB", "5x faster (12 min → 4
 * min)".
 *
 * The change must stand right at the two values, or be told in words of change: a percentage nearby is mostly one of something else. */
#include "base/num.h"
#include "extract/count.h"
#include "extract/pair.h"
#include "extract/passes.h"
#include "extract/scope.h"

enum { GAP_MAX = 48, BACK_MAX = 64, WORDS_MAX = 6 };

enum kind { KIND_SHARE, KIND_FACTOR, KIND_POINTS };
static const char *const units[] = {"ratio", "factor", "points"};

/* The two values, "A → B" or "from A to B". */
struct ends {
  struct measure a, b;
  size_t from, to;
};

/* What is stated of them. */
struct stated {
  struct span at;
  enum kind kind;
  double number, low, high;
  bool minus, plus;
};

/* --- the two values --------------------------------------------------------------------------------------------------------------- */

/* Arrow with blanks at `at`; bytes, 0 if none. */
static size_t arrow_at(struct str s, size_t at) {
  static const char *const arrows[] = {"\xE2\x86\x92", "->", "=>", "\xE2\x9E\x9C", "\xE2\x9E\xA1"};
  size_t i = at;
  while (i < s.n && s.p[i] == ' ' && i - at < 2) i++;
  for (size_t k = 0; k < sizeof arrows / sizeof arrows[0]; k++) {
    size_t n = strlen(arrows[k]);
    if (!str_eq(str_sub(s, i, n), str_of(arrows[k]))) continue;
    for (i += n; i < s.n && (s.p[i] == ' ' || s.p[i] == '*');) i++;
    return i - at;
  }
  return 0;
}

static bool arrow_before(struct str s, size_t at) {
  while (at > 0 && s.p[at - 1] == ' ') at--;
  size_t from = at > 3 ? at - 3 : 0;
  for (size_t i = from; i < at; i++)
    if (s.p[i] != ' ' && i + arrow_at(s, i) >= at) return true;
  return false;
}

static bool same_base(const struct unit *a, const struct unit *b) { return (!a && !b) || (a && b && strcmp(a->base, b->base) == 0); }

static bool are_plain(const struct ends *e) {
  return e->a.op == OP_EQ && e->b.op == OP_EQ && same_base(e->a.unit, e->b.unit) && e->a.number != 0;
}

static bool read_arrow(struct str s, const struct measure *a, struct ends *e) {
  size_t arrow = arrow_at(s, a->to);
  *e = (struct ends){.a = *a, .from = a->from};
  if (!arrow || !measure_scan(s, a->to + arrow, NULL, &e->b)) return false;
  e->to = e->b.to;
  return !arrow_at(s, e->to) && !arrow_before(s, a->from) && are_plain(e); /* no chain of several */
}

/* "takes from 10 to 20 minutes": a range, not a change. */
static bool is_range_talk(struct str s, size_t at) {
  static const char *const words[] = {"takes",  "take", "took",     "ranges", "ranging", "range",
                                      "varies", "vary", "anywhere", "lasts",  "open",    NULL};
  size_t from = at > 16 ? at - 16 : 0;
  struct str before = str_sub(s, from, at - from);
  struct span w, last = {0, 0};
  for (size_t i = 0; word_next(before, &i, &w);) last = w;
  return last.to && word_among(span_str(before, last), words);
}

/* "from 12 to 4 min": the first takes the unit of the second, and the two are no range. */
static bool read_from_to(struct str s, size_t at, struct ends *e) {
  size_t from = at + 5, to = str_find(str_sub(s, 0, from + 28), STR(" to "), from), end;
  *e = (struct ends){.from = at};
  if (!phrase_here(s, at, "from") || to == SIZE_MAX || is_range_talk(s, at) || !measure_scan(s, to + 4, NULL, &e->b)) return false;
  end = measure_scan(str_sub(s, 0, to), from, NULL, &e->a) ? e->a.to : from;
  if (end == to && !e->a.unit && e->b.unit) measure_scan(str_sub(s, 0, to), from, e->b.unit, &e->a);
  e->to = e->b.to;
  if (end != to || (!e->a.unit && is_year(str_sub(s, e->a.digits_from, e->a.digits_to - e->a.digits_from)))) return false;
  return !phrase_here(s, e->to + 1, "to") && are_plain(e);
}

/* --- what is stated ------------------------------------------------------------------------------------------------------------------ */

static const char *const downs[] = {"reduction", "reduced",  "decrease", "decreased", "less",    "fewer",   "lower",   "drop",    "dropped",
                                    "down",      "smaller",  "saved",    "savings",   "saving",  "fell",    "shrank",  "cut",     "fall",
                                    "decline",   "declined", "quicker",  "cheaper",   "lighter", "shorter", "lowered", "trimmed", NULL};
static const char *const ups[] = {"increase",    "increased", "more",    "higher",   "growth", "grew",   "up",     "larger",
                                  "improvement", "improved",  "rose",    "rise",     "gain",   "gained", "jump",   "jumped",
                                  "bigger",      "longer",    "raised",  "climbed",  "faster", "slower", "better", "worse",
                                  "change",      "changed",   "speedup", "speed-up", NULL};

static bool is_change_talk(struct str s) { return phrases_in(s, downs) || phrases_in(s, ups); }

static size_t sign_at(struct str s, size_t i, struct stated *st) {
  st->minus = i < s.n && (s.p[i] == '-' || str_starts(str_sub(s, i, 3), STR("\xE2\x88\x92")));
  st->plus = i < s.n && s.p[i] == '+';
  return st->plus ? 1 : !st->minus ? 0 : s.p[i] == '-' ? 1 : 3;
}

/* "x", "×", "-fold", " times"; bytes, 0 if none. */
static size_t factor_at(struct str s, size_t i) {
  static const char *const words[] = {"x", "X", "\xC3\x97", "-fold", " times"};
  for (size_t k = 0; k < sizeof words / sizeof words[0]; k++) {
    size_t n = strlen(words[k]);
    if (str_starts(str_sub(s, i, n), str_of(words[k])) && (i + n >= s.n || !ascii_is_alnum(s.p[i + n]))) return n;
  }
  return 0;
}

/* " pp", " percentage points", "% points". */
static size_t points_at(struct str s, size_t i) {
  static const char *const words[] = {" pp",      "pp",   " percentage points", "-percentage-point", " percent points", "% points",
                                      "%-points", " p.p."};
  for (size_t k = 0; k < sizeof words / sizeof words[0]; k++) {
    size_t n = strlen(words[k]);
    if (str_eq_ci(str_sub(s, i, n), str_of(words[k]))) return n;
  }
  return 0;
}

/* One amount of change at i: "+119%", "8x", "15 pp". Bytes, 0 if there is none. */
static size_t read_amount(struct str s, size_t i, struct stated *st) {
  *st = (struct stated){.at = {i, i}};
  size_t sign = sign_at(s, i, st), at = i + sign, used;
  struct measure m;
  struct num n;
  size_t digits = at < s.n && ascii_is_digit(s.p[at]) ? num_scan(str_sub(s, at, 24), &n) : 0;
  if (!digits) return 0;
  if ((used = points_at(s, at + digits)) != 0) {
    st->kind = KIND_POINTS;
    st->number = n.value / 100, st->low = n.low / 100, st->high = n.high / 100;
  } else if ((used = factor_at(s, at + digits)) != 0) {
    st->kind = KIND_FACTOR;
    st->number = n.value, st->low = n.low, st->high = n.high;
  } else if (measure_scan(s, at, NULL, &m) && m.op == OP_EQ && m.unit && strcmp(m.unit->base, "ratio") == 0) {
    st->kind = KIND_SHARE;
    st->number = m.number, st->low = m.low, st->high = m.high;
    used = m.to - at - digits;
  } else {
    return 0;
  }
  st->at.to = at + digits + used;
  return st->at.to - i;
}

/* Up to a mark that ends the clause. */
static struct str clause_from(struct str s, size_t i) {
  size_t n = 0;
  while (i + n < s.n && n < GAP_MAX && !strchr(",;()\n", s.p[i + n]) && !(s.p[i + n] == '.' && (i + n + 1 >= s.n || s.p[i + n + 1] == ' ')))
    n++;
  return str_sub(s, i, n);
}

/* "(+119%)", "(66% reduction)", "(8x faster)" behind the values and a noun. */
static bool stated_in_parenthesis(struct str s, size_t at, struct stated *st) {
  for (size_t most = at + 24;
       at < most && at < s.n && (ascii_is_alpha(s.p[at]) || (s.p[at] == ' ' && !str_starts(str_sub(s, at, 2), STR(" (")))); at++) {
  }
  if (!str_starts(str_sub(s, at, 2), STR(" ("))) return false;
  size_t close = str_find(str_sub(s, 0, at + GAP_MAX), STR(")"), at);
  if (close == SIZE_MAX || !read_amount(str_sub(s, 0, close), at + 2, st)) return false;
  struct str rest = str_trim(str_sub(s, st->at.to, close - st->at.to));
  return st->plus || st->minus || !rest.n || is_change_talk(rest); /* not "(30% of them idle)" */
}

/* ", a reduction of 40%", " - a 40% drop", ", down 25%": in words of change. */
static bool stated_behind(struct str s, size_t at, struct stated *st) {
  static const char *const gaps[] = {", ", " \xE2\x80\x94 ", " \xE2\x80\x93 ", " - ", ": ", NULL};
  static const char *const fillers[] = {"a", "an", "the", "or", "by", "of", "that", "is", "which", "i.e", "thus", "so", NULL};
  for (const char *const *g = gaps; *g; g++) {
    struct span w;
    size_t i = at + strlen(*g);
    if (!str_eq(str_sub(s, at, strlen(*g)), str_of(*g))) continue;
    bool told = false;
    for (int words = 0; words < WORDS_MAX && i < s.n; words++) {
      if (read_amount(s, i, st)) return told || st->plus || st->minus || is_change_talk(clause_from(s, st->at.to));
      size_t next = i;
      if (!word_next(s, &next, &w) || w.from != i || next >= s.n || s.p[next] != ' ') return false;
      bool change = is_change_talk(span_str(s, w));
      if (!change && !word_among(span_str(s, w), fillers)) return false;
      told |= change;
      i = next + 1;
    }
  }
  return false;
}

/* Between an amount and the values: no other number, no other clause. */
static bool gap_is_close(struct str gap) {
  static const char *const elsewhere[] = {"and",   "but",     "while", "when", "with", "that", "which",
                                          "after", "because", "as",    "than", "to",   "vs",   NULL};
  struct span w;
  int words = 0;
  for (size_t i = 0; i < gap.n; i++)
    if (ascii_is_digit(gap.p[i]) || strchr(".;)|\n", gap.p[i]) || (gap.p[i] == '(' && i + 1 != gap.n)) return false;
  for (size_t at = 0; word_next(gap, &at, &w); words++)
    if (word_among(span_str(gap, w), elsewhere)) return false;
  return words <= WORDS_MAX;
}

/* "by 40%", "a reduction of 40%", "up 30%". */
static bool is_led_by_change(struct str s, size_t at) {
  size_t from = at > 24 ? at - 24 : 0;
  struct str before = str_sub(s, from, at - from);
  struct span w, last = {0, 0};
  for (size_t i = 0; word_next(before, &i, &w);) last = w;
  struct str word = span_str(before, last);
  return last.to && last.to + 1 >= before.n &&
         (str_eq_ci(word, STR("by")) || is_change_talk(word) ||
          (str_eq_ci(word, STR("of")) && is_change_talk(str_sub(before, 0, last.from))));
}

/* "cut by 40%, from …", "5x faster (…", "+300% (…". */
static bool stated_before(struct str s, size_t from, struct stated *st) {
  size_t start = from > BACK_MAX ? from - BACK_MAX : 0;
  struct stated found;
  bool any = false;
  for (size_t i = start; i < from; i++) {
    if (i > 0 && (ascii_is_alnum(s.p[i - 1]) || strchr(".,-+/", s.p[i - 1]))) continue;
    size_t n = read_amount(str_sub(s, 0, from), i, &found);
    if (!n) continue;
    *st = found;
    any = true;
    i += n - 1;
  }
  if (!any) return false;
  struct str gap = str_sub(s, st->at.to, from - st->at.to);
  return gap_is_close(gap) && (st->plus || st->minus || is_change_talk(gap) || is_led_by_change(s, st->at.from));
}

/* --- claims --------------------------------------------------------------------------------------------------------------------------- */

static int32_t claim_end(struct extraction *x, int32_t block, const struct measure *m, enum claim_role role) {
  struct claim_draft d = draft_at(!m->unit                          ? FAMILY_COUNT
                                  : strcmp(m->unit->base, "s") == 0 ? FAMILY_DURATION
                                                                    : FAMILY_FIGURE,
                                  block, m->from, m->to);
  measure_into(m, &d);
  d.subject = pair_subject(x, block);
  d.role = role;
  return claim_add(x, &d);
}

/* Without a sign or a word the direction is that of the values. */
static bool is_down(struct str s, const struct ends *e, const struct stated *st) {
  struct str words = clause_from(s, st->at.to);
  if (st->minus || (!st->plus && phrases_in(words, downs) && !phrases_in(words, ups))) return true;
  return !st->plus && e->b.number < e->a.number;
}

static void claim_change(struct extraction *x, int32_t block, const struct ends *e, const struct stated *st) {
  struct str s = block_at(x, block)->text;
  size_t from = e->from < st->at.from ? e->from : st->at.from, to = e->to > st->at.to ? e->to : st->at.to;
  struct voice v = voice_at(x, block, from, to);
  if (v.silent) return;
  struct claim_draft d = draft_at(FAMILY_CHANGE, block, from, to);
  bool down = st->kind != KIND_FACTOR && is_down(s, e, st);
  d.value_from = st->at.from;
  d.value_to = st->at.to;
  d.value = str_sub(s, e->a.from, e->b.to - e->a.from);
  d.has_number = true;
  d.number = down ? -st->number : st->number;
  d.low = down ? -st->high : st->low;
  d.high = down ? -st->low : st->high;
  d.unit = str_of(units[st->kind]);
  d.role = v.role;
  d.subject = pair_subject(x, block);
  int32_t before = claim_end(x, block, &e->a, ROLE_PREVIOUS), after = claim_end(x, block, &e->b, v.role), change = claim_add(x, &d);
  relation_add(x, RELATION_BEFORE, change, before, 0);
  relation_add(x, RELATION_AFTER, change, after, 0);
}

/* Behind the values, behind their noun, or in front of them. */
static bool find_stated(struct extraction *x, struct str s, const struct ends *e, struct stated *st) {
  struct counted what;
  size_t noun = noun_after(x, s, e->to, e->b.number, &what) ? what.to : e->to;
  bool found = stated_in_parenthesis(s, noun, st) || stated_in_parenthesis(s, e->to, st) || stated_behind(s, noun, st) ||
               stated_behind(s, e->to, st) || stated_before(s, e->from, st);
  return found && st->number != 0 && (st->kind != KIND_POINTS || (e->a.unit && strcmp(e->a.unit->base, "ratio") == 0));
}

static size_t change_at(struct extraction *x, int32_t block, const struct ends *e) {
  struct str s = block_at(x, block)->text;
  struct stated st;
  if (in_span(block_at(x, block), MD_CODE_SPAN, e->from, e->to) || range_taken(x, block, e->a.from, e->to) || !find_stated(x, s, e, &st))
    return 0;
  claim_change(x, block, e, &st);
  return e->to > st.at.to ? e->to : st.at.to;
}

static void read_block(struct extraction *x, int32_t block) {
  struct str s = block_at(x, block)->text;
  struct measure m;
  struct ends e;
  for (size_t at = 0; (at = phrase_find(s, "from", at)) != SIZE_MAX; at += 4)
    if (read_from_to(s, at, &e)) change_at(x, block, &e);
  for (size_t at = 0; measure_next(s, at, NULL, &m); at = m.to)
    if (read_arrow(s, &m, &e)) change_at(x, block, &e);
}

void extract_change(struct extraction *x) {
  for (int32_t i = 0; i < (int32_t)x->md->n; i++)
    if (is_prose(x, i) || (block_at(x, i)->kind == MD_HEADING && !block_at(x, i)->in_quote && !(x->blocks[i].flags & BLOCK_TEMPLATE)))
      read_block(x, i);
}
