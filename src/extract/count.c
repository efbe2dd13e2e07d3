/* Counts with a noun: "9 dashboards", "three services", "Files Created: 2"; and counts that announce a list. */
#include "extract/count.h"

#include "base/num.h"
#include "extract/listing.h"
#include "extract/pair.h"
#include "extract/passes.h"
#include "extract/scope.h"
#include "extract/table.h"

#include <math.h>

/* --- shared ---------------------------------------------------------------------------------------------------------------------- */

bool is_year(struct str d) {
  if (d.n != 4) return false;
  for (size_t i = 0; i < 4; i++)
    if (!ascii_is_digit(d.p[i])) return false;
  return (d.p[0] == '2' && d.p[1] == '0') || (d.p[0] == '1' && d.p[1] == '9' && d.p[2] == '9');
}

struct str key_before(struct str text, size_t at) {
  size_t line = at;
  while (line > 0 && text.p[line - 1] != '\n' && at - line < 120) line--;
  struct pair p;
  size_t from = line;
  while (pair_next(str_sub(text, 0, at + 1), &from, &p))
    if (p.value.from <= at && p.value.to > at && !strip_marks(str_sub(text, p.value.from, at - p.value.from)).n)
      return span_str(text, p.key);
  return STR_NONE;
}

static const char *const loadtest_nouns[] = {"request", "scenario", "virtual-user", NULL};

/* Whom the row of a cell is about. */
static struct str row_subject(const struct extraction *x, int32_t block) {
  const struct md_block *b = block_at(x, block);
  int32_t t = x->blocks[block].table;
  return b->kind == MD_CELL && t >= 0 && b->row < x->tables.v[t]->rows ? x->tables.v[t]->row[b->row].subject : STR_NONE;
}

/* Chapters of any report: what is counted below them is the deployment's, not the chapter's. */
static const char *const chapters[] = {
    "monitoring", "observability", "alerting", "dashboards", "alerts",   "infrastructure", "telemetry", "logging", "networking",
    "storage",    "compute",       "database", "databases",  "services", "secrets",        "messaging", "gateway", "platform",
    "and",        "the",           "setup",    "stack",      "overview", "summary",        "inventory", "status",  NULL};
/* Words of titles that name nothing. */
static const char *const neutral[] = {"what",    "was",      "were",    "is",         "has",          "been",    "set",    "up",
                                      "checked", "verified", "checks",  "check",      "verification", "results", "result", "numbers",
                                      "figures", "facts",    "key",     "highlights", "in",           "place",   "at",     "a",
                                      "glance",  "details",  "metrics", "done",       "deployed",     NULL};
/* Every chapter has some of its own. */
static const char *const anywhere[] = {"check", "file",    "item", "issue", "change", "test",   "error",  "finding", "step",   "task",
                                       "fix",   "problem", "rule", "line",  "commit", "update", "defect", "ticket",  "metric", NULL};

static bool is_made_of(struct extraction *x, struct str title, bool loosely) {
  struct str label = label_of(&x->arena, str_sub(title, 0, 80));
  struct span w;
  size_t n = 0;
  for (size_t at = 0; word_next(label, &at, &w); n++)
    if (!word_among(span_str(label, w), chapters) && !(loosely && word_among(span_str(label, w), neutral))) return false;
  return n > 0;
}

/* "Monitoring" of "Monitoring: 5 dashboards, 3 alerts", for each of them. */
static struct str key_of_line(struct str s, size_t from) {
  enum { REACH = 160 };
  size_t start = from;
  while (start > 0 && s.p[start - 1] != '\n' && from - start < REACH) start--;
  if (from - start == REACH) return STR_NONE;
  size_t colon = str_find(str_sub(s, 0, from), STR(": "), start);
  return colon == SIZE_MAX ? STR_NONE : key_before(s, colon + 2);
}

/* The deployment, where all headings above name chapters only; or where the key of the line does ("Monitoring: 5 dashboards"), and the
 * headings name nothing. */
static bool of_deployment(struct extraction *x, int32_t block, size_t from, const struct counted *what) {
  int32_t h = x->blocks[block].heading;
  if (h < 0 || !what->noun.n || what->qualifier.n || word_among(what->noun, anywhere) || block_subject(x, block).n) return false;
  bool keyed = is_made_of(x, key_of_line(block_at(x, block)->text, from), false);
  for (; h >= 0 && x->headings.v[h].level > 1; h = x->headings.v[h].parent)
    if (!is_made_of(x, x->headings.v[h].title, keyed)) return false;
  return true;
}

struct str tally_subject(struct extraction *x, int32_t block, size_t from, size_t to, const struct counted *what) {
  struct str row = row_subject(x, block);
  if (row.n) return row;
  if (word_among(what->noun, loadtest_nouns)) return scope_of(x, block, from, to);
  return of_deployment(x, block, from, what) ? STR("deployment") : pair_subject(x, block);
}

bool tally_role(const struct extraction *x, int32_t block, size_t from, size_t to, enum claim_role *role) {
  struct voice v = voice_at(x, block, from, to);
  struct str s = block_at(x, block)->text;
  size_t end = sentence_around(s, from, to).to;
  *role = v.role;
  if (end < s.n && s.p[end] == '?') return false;
  return !v.silent && (v.role == ROLE_MEASURED || v.role == ROLE_PREVIOUS || v.role == ROLE_ESTIMATE);
}

int32_t tally_claim(struct extraction *x, const struct tally *t) {
  struct claim_draft d = draft_at(FAMILY_COUNT, t->block, t->quote.from, t->quote.to);
  struct counted what = t->what;
  measure_into(&t->number, &d);
  d.value_from = t->digits.from;
  d.value_to = t->digits.to;
  d.subject = tally_subject(x, t->block, t->quote.from, t->quote.to, &what);
  d.attribute = count_word(x, &what);
  d.qualifier = what.qualifier;
  d.role = t->role;
  return claim_add(x, &d);
}

/* --- what became of them --------------------------------------------------------------------------------------------------------- */

/* "8 services are up and running": the state is said behind the verb, and nothing else. */
void tally_predicate(struct str s, struct counted *what, bool part) {
  static const char *const small[] = {"now", "all", "currently", "back", "fully", "successfully", NULL};
  static const char *const well[] = {"healthy", "ready", "operational", "deployed", "running", "live", "up", "serving", NULL};
  struct span w = {0, 0}, state = {0, 0};
  size_t at = what->to;
  /* "6 of 8 services were deployed" tells how it ended; of all it may be a story. */
  bool are = phrase_here(s, at + 1, "are"), were = part && phrase_here(s, at + 1, "were deployed");
  if (what->qualifier.n || !str_eq(what->noun, STR("service")) || (!are && !were)) return;
  for (at += are ? 4 : 5; word_next(s, &at, &w) && word_among(span_str(s, w), small);) continue;
  if (!word_among(span_str(s, w), well)) return;
  for (state = w; at < s.n && s.p[at] == ' ';) {
    bool same = word_next(s, &at, &w) &&
                (str_eq_ci(span_str(s, w), STR("and")) || word_among(span_str(s, w), well) || word_among(span_str(s, w), small));
    if (!same) return;
  }
  what->qualifier = span_str(s, state);
  what->to = state.to;
}

/* Words that tell what became of a test. */
static const char *const outcomes[] = {"passed", "passing", "failed", "failing", "skipped", NULL};

struct span tally_outcome(struct str s, size_t at) {
  struct span w;
  if (at >= s.n || s.p[at] != ' ' || !word_next(s, &at, &w) || !word_among(span_str(s, w), outcomes)) return (struct span){0, 0};
  bool ends =
      w.to >= s.n || strchr(",.;)/|\n", s.p[w.to]) || phrase_here(s, w.to + 1, "and") || s.p[w.to + 1 < s.n ? w.to + 1 : w.to] == '(';
  return ends ? w : (struct span){0, 0};
}

/* "Smoke tests: 12 passed, 0 failed": the noun of all of them stands in front of the colon. */
static bool noun_of_list(struct extraction *x, struct str s, const struct measure *m, struct counted *what) {
  struct span outcome = tally_outcome(s, m->to), sentence = sentence_around(s, m->from, m->to), w;
  if (outcome.to <= outcome.from) return false;
  for (size_t i = sentence.from; i < m->from; i++)
    if (s.p[i] == '\n') sentence.from = i + 1;
  size_t colon = str_find(str_sub(s, 0, m->from), STR(": "), sentence.from);
  if (colon == SIZE_MAX || !noun_of_label(x, str_sub(s, sentence.from, colon - sentence.from), what)) return false;
  for (size_t at = colon; word_next(str_sub(s, 0, m->from), &at, &w);)
    if (!word_among(span_str(s, w), outcomes) && !ascii_is_digit(s.p[w.from]) && !str_eq_ci(span_str(s, w), STR("and"))) return false;
  if (what->qualifier.n || !(str_eq(what->noun, STR("test")) || str_ends(what->noun, STR("-test")))) return false;
  what->qualifier = arena_lower(&x->arena, span_str(s, outcome));
  what->to = outcome.to;
  return true;
}

/* "5 services exist in the project; 4 are in this release": the first number is that of another whole. */
static bool is_of_wider_whole(struct str s, size_t at) {
  static const char *const parts[] = {
      "exist",     "exists",     "in this release", "in the release", "in scope",     "out of scope",    "of which",
      "of them",   "of these",   "of those",        "remaining",      "the rest",     "not part of",     "part of",
      "belong to", "the others", "are affected",    "were affected",  "were touched", "in this rollout", NULL};
  size_t end = at;
  while (end < s.n && end - at < 160 && s.p[end] != '\n' && !(s.p[end] == '.' && (end + 1 >= s.n || ascii_is_space(s.p[end + 1])))) end++;
  return phrases_in(str_sub(s, at, end - at), parts);
}

/* --- one number ------------------------------------------------------------------------------------------------------------------ */

/* "404 errors", "500 responses": a code. */
static bool is_http_code(const struct measure *m, struct str noun) {
  static const char *const nouns[] = {"error", "response", "status", "code", "redirect", NULL};
  static const int codes[] = {101, 103, 200, 201, 202, 204, 301, 302, 304, 307, 400, 401, 403,
                              404, 405, 409, 410, 413, 422, 429, 499, 500, 501, 502, 503, 504};
  for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
    if (m->number == codes[i]) return word_among(noun, nouns);
  return false;
}

/* A share of a larger number, or one of several alternatives: "2 of 5", "3 or 4", "1/8". */
static bool is_part_of(struct str s, size_t from, size_t to) {
  if (phrase_here(s, to + 1, "of") || phrase_here(s, to + 1, "out of") || phrase_here(s, to + 1, "or")) return true;
  for (const char *const *w = (const char *const[]){"of ", "or ", "than ", "of the ", "of all ", NULL}; *w; w++) {
    size_t n = strlen(*w);
    if (from >= n && str_eq_ci(str_sub(s, from - n, n), str_of(*w)))
      return !(from >= n + 6 && str_eq_ci(str_sub(s, from - n - 6, 6), STR("total ")));
  }
  return false;
}

static bool is_countable(const struct extraction *x, int32_t block, const struct measure *m) {
  struct str s = block_at(x, block)->text;
  if (m->unit || m->op == OP_RANGE || m->number < 0 || m->number != floor(m->number)) return false;
  if (m->op == OP_LT || m->op == OP_LE || m->op == OP_GT || (m->op == OP_GE && !isinf(m->high))) return false;
  if (m->to + 1 < s.n && s.p[m->to] == '.' && ascii_is_alnum(s.p[m->to + 1])) return false; /* 2.x */
  if (s.p[m->digits_from] == '+' || (m->digits_from > 0 && (s.p[m->digits_from - 1] == '+' || s.p[m->digits_from - 1] == '$')))
    return false;
  if (is_year(str_sub(s, m->digits_from, m->digits_to - m->digits_from)) ||
      in_span(block_at(x, block), MD_CODE_SPAN, m->digits_from, m->digits_to))
    return false;
  return !is_numbered_name(s, m->digits_from) && !is_part_of(s, m->digits_from, m->to) && !range_taken(x, block, m->from, m->to);
}

/* A heading that starts with a number is numbered. */
static bool is_heading_number(const struct extraction *x, int32_t block, size_t at) {
  return block_at(x, block)->kind == MD_HEADING && !strip_marks(str_sub(block_at(x, block)->text, 0, at)).n;
}

/* More than a remark behind a number whose noun is the key in front: "Users: 3 of them". */
static bool tail_goes_on(struct str s, size_t at) {
  size_t end = at;
  while (end < s.n && s.p[end] != '\n' && end - at < 40) end++;
  struct str tail = strip_marks(str_sub(s, at, end - at));
  return tail.n && !strchr("(,;|.", tail.p[0]);
}

/* "Modified Files (8)", "Commits Made (7 total)": the label in front of a parenthesis that holds the number alone. */
static struct str label_in_front(struct extraction *x, int32_t block, const struct measure *m) {
  struct str s = block_at(x, block)->text;
  bool alone = (m->to < s.n && s.p[m->to] == ')') || str_eq_ci(str_sub(s, m->to, 7), STR(" total)"));
  if (!alone || m->from == 0 || s.p[m->from - 1] != '(' || !(block_at(x, block)->kind == MD_HEADING || is_bold_line(x, block)))
    return STR_NONE;
  return label_of(&x->arena, str_sub(s, 0, m->from - 1));
}

static int32_t claim_number(struct extraction *x, int32_t block, const struct measure *m, struct span number) {
  struct str s = block_at(x, block)->text;
  struct tally t = {.block = block, .digits = number, .number = *m};
  bool behind = noun_after(x, s, number.to, m->number, &t.what) || noun_of_list(x, s, m, &t.what);
  bool all = number.from >= 4 && str_eq_ci(str_sub(s, number.from - 4, 4), STR("all ")); /* status.c has it */
  if (behind && !all) tally_predicate(s, &t.what, false);
  if (behind && !t.what.qualifier.n && is_of_wider_whole(s, t.what.to)) t.what.qualifier = STR("in all");
  size_t to = behind ? t.what.to : number.to;
  struct str label = behind ? STR_NONE : label_in_front(x, block, m);
  bool keyed = !behind && !label.n && !tail_goes_on(s, number.to);
  if (keyed) label = key_before(s, number.from);
  if (!behind && (!label.n || !noun_of_label(x, label, &t.what))) return CLAIM_NONE;
  if (is_http_code(m, t.what.noun) || is_heading_number(x, block, number.from)) return CLAIM_NONE;
  t.quote = (struct span){m->from, to};
  if (!tally_role(x, block, m->from, to, &t.role)) return CLAIM_NONE;
  return range_taken(x, block, t.quote.from, t.quote.to) ? CLAIM_NONE : tally_claim(x, &t);
}

/* --- the text -------------------------------------------------------------------------------------------------------------------- */

static void read_digits(struct extraction *x, int32_t block) {
  struct str s = block_at(x, block)->text;
  struct measure m;
  for (size_t at = 0; measure_next(s, at, NULL, &m); at = m.to)
    if (is_countable(x, block, &m)) claim_number(x, block, &m, (struct span){m.from, m.to});
}

/* "three services"; "one" is mostly no count. */
static void read_words(struct extraction *x, int32_t block) {
  struct str s = block_at(x, block)->text;
  struct span w;
  for (size_t at = 0; word_next(s, &at, &w);) {
    double v = 0;
    size_t n = num_scan_word(str_sub(s, w.from, 24), &v);
    if (!n || v == 1 || v == 100 || w.to != w.from + n || (w.from > 0 && s.p[w.from - 1] == '-')) continue;
    struct measure m = {.op = OP_EQ,
                        .number = v,
                        .low = v,
                        .high = v,
                        .integer = true,
                        .from = w.from,
                        .to = w.from + n,
                        .digits_from = w.from,
                        .digits_to = w.from + n};
    struct counted what;
    if (is_countable(x, block, &m) && noun_after(x, s, m.to, v, &what)) claim_number(x, block, &m, (struct span){m.from, m.to});
  }
}

static bool counts_things(const struct extraction *x, int32_t block) {
  const struct md_block *b = block_at(x, block);
  if (block_kinds(x, block) & (SECTION_HOWTO | SECTION_TEMPLATE | SECTION_ROLLBACK | SECTION_CRITERIA)) return false;
  if (b->kind == MD_HEADING) return !(block_kinds(x, block) & SECTION_PLAN) && !b->in_quote;
  return is_prose(x, block);
}

/* --- tests in all, passed and failed ---------------------------------------------------------------------------------------------- */

struct test_run {
  int32_t group, total, passed, failed, skipped;
  bool several; /* two of a kind: which belongs to which? */
};

static const struct test_run no_run = {-1, CLAIM_NONE, CLAIM_NONE, CLAIM_NONE, CLAIM_NONE, false};

/* Where skipped ones are not told, only more parts than there are in all is wrong. */
static bool run_is_told(const struct extraction *x, const struct test_run *r) {
  if (r->several || r->total == CLAIM_NONE || r->passed == CLAIM_NONE || r->failed == CLAIM_NONE) return false;
  double parts = x->claims.v[r->passed].d.number + x->claims.v[r->failed].d.number;
  return r->skipped != CLAIM_NONE || parts >= x->claims.v[r->total].d.number;
}

/* "12 tests: 9 passed, 3 failed" is a sum already. */
static bool is_one_claim(const struct extraction *x, const struct test_run *r) {
  const struct claim_draft *total = &x->claims.v[r->total].d, *passed = &x->claims.v[r->passed].d;
  return total->block == passed->block && passed->from >= total->from && passed->to <= total->to;
}

static void relate_run(struct extraction *x, const struct test_run *r) {
  if (!run_is_told(x, r) || is_one_claim(x, r)) return;
  relation_add(x, RELATION_SUM, r->total, r->passed, 0);
  relation_add(x, RELATION_SUM, r->total, r->failed, 1);
  relation_add(x, RELATION_SUM, r->total, r->skipped, 2);
}

static int32_t *run_slot(struct test_run *r, struct str attribute) {
  if (str_eq(attribute, STR("tests.total"))) return &r->total;
  if (str_eq(attribute, STR("tests.passed"))) return &r->passed;
  if (str_eq(attribute, STR("tests.failed"))) return &r->failed;
  return str_eq(attribute, STR("tests.skipped")) ? &r->skipped : NULL;
}

/* The list that a claim's item is in, or its paragraph. */
static int32_t list_of(const struct extraction *x, int32_t block) {
  int32_t item = x->blocks[block].item;
  return item < 0 ? block : block_at(x, item)->parent;
}

/* "Tests run: 27", "Passed: 8", "Failed: 19" in one list or paragraph. Cells are table.c's. */
static void relate_tests(struct extraction *x) {
  struct test_run run = no_run;
  for (int32_t i = 0; i < (int32_t)x->md->n; i++)
    for (int32_t c = x->blocks[i].first; c != CLAIM_NONE; c = x->claims.v[c].next_in_block) {
      const struct extracted *e = &x->claims.v[c];
      int32_t *slot = e->dropped || !e->d.exact || e->row >= 0 || e->d.role != ROLE_MEASURED ? NULL : run_slot(&run, e->d.attribute);
      if (!slot) continue;
      if (list_of(x, i) != run.group) {
        relate_run(x, &run);
        run = no_run;
        run.group = list_of(x, i);
        slot = run_slot(&run, e->d.attribute);
      }
      run.several |= *slot != CLAIM_NONE;
      *slot = c;
    }
  relate_run(x, &run);
}

void extract_count(struct extraction *x) {
  for (int32_t i = 0; i < (int32_t)x->md->n; i++) {
    if (!counts_things(x, i)) continue;
    read_digits(x, i);
    read_words(x, i);
  }
  relate_tests(x);
  count_listings(x);
}
