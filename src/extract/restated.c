/* One number of done things told twice: "Endpoints migrated: 34" in the summary and "we migrated 36 endpoints" in the body.
 *
 * A noun alone is no sign of one quantity: reports count parts of things everywhere. Two numbers are taken for one only where the same was
 * done to the same things, one of them stands where the report sums itself up, and the other cannot be a part of it: it is larger, or says
 * itself that it is all. What the body tells in several numbers is told of several parts. */
#include "extract/count.h"
#include "extract/listing.h"
#include "extract/pair.h"
#include "extract/passes.h"
#include "extract/scope.h"
#include "extract/setting.h"

enum { GROUP_MAX = 12, ORD_RESTATED = 100 };

struct mention {
  struct str key;
  int32_t claim;
  double number;
  bool summary; /* stands where the report sums itself up */
  bool all;     /* says that these are all: a key of its own in a summary, the heading of a chapter, "in total" */
  bool scoped;  /* "… in Oslo", "… of the old ones" */
};
typedef VEC(struct mention) mention_list;

static int by_key(const void *a, const void *b) {
  const struct mention *p = a, *q = b;
  int c = str_cmp(p->key, q->key);
  return c ? c : (p->claim > q->claim) - (p->claim < q->claim);
}

/* --- what was done to them -------------------------------------------------------------------------------------------------------- */

static const char *const irregular[][2] = {{"wrote", "written"}, {"written", "written"},   {"built", "built"},         {"made", "made"},
                                           {"sent", "sent"},     {"rewrote", "rewritten"}, {"rewritten", "rewritten"}, {"cut", "cut"},
                                           {"ran", "run"},       {"shipped", "shipped"},   {"lost", "lost"},           {"sold", "sold"},
                                           {"set up", "set"}};
/* States that come and go while a story is told, and what has not been done. */
static const char *const passing[] = {"failed",   "blocked",   "planned",   "expected",  "estimated", "needed",  "required", "scheduled",
                                      "proposed", "remained",  "supported", "used",      "based",     "related", "limited",  "allowed",
                                      "needed",   "detailed",  "embedded",  "shared",    "combined",  "nested",  "numbered", "managed",
                                      "hosted",   "dedicated", "wanted",    "described", "increased", "retried", "speed",    NULL};

/* "migrated" for a participle or past tense; empty for other words. */
static struct str deed_of(struct extraction *x, struct str w) {
  for (size_t i = 0; i < sizeof irregular / sizeof irregular[0]; i++)
    if (str_eq_ci(w, str_of(irregular[i][0]))) return str_of(irregular[i][1]);
  if (w.n < 5 || !str_ends(w, STR("ed")) || word_among(w, passing)) return STR_NONE;
  return arena_lower(&x->arena, w);
}

/* " were migrated", " have been migrated" behind the noun; *to moves behind it. */
static struct str deed_behind(struct extraction *x, struct str s, size_t *to) {
  static const char *const helpers[] = {"were", "was", "are", "have", "has", "had", "been", "successfully", "now", "got", NULL};
  struct span w;
  size_t at = *to;
  for (int i = 0; i < 4 && at < s.n && s.p[at] == ' '; i++) {
    if (!word_next(s, &at, &w) || w.from > *to + 24) return STR_NONE;
    struct str deed = i ? deed_of(x, span_str(s, w)) : STR_NONE;
    if (deed.n) return *to = w.to, deed;
    if (!word_among(span_str(s, w), helpers)) return STR_NONE;
  }
  return STR_NONE;
}

/* "we migrated 36 endpoints": the word in front, "all" and "a total of" aside. */
static struct str deed_before(struct extraction *x, struct str s, size_t from) {
  static const char *const between[] = {"all ", "a total of ", "the ", "these ", NULL};
  for (const char *const *b = between; *b; b++) {
    size_t n = strlen(*b);
    if (from >= n && str_eq_ci(str_sub(s, from - n, n), str_of(*b))) from -= n;
  }
  size_t end = from;
  while (end > 0 && s.p[end - 1] == ' ') end--;
  size_t start = end;
  while (start > 0 && ascii_is_alpha(s.p[start - 1])) start--;
  return end < from && start < end ? deed_of(x, str_sub(s, start, end - start)) : STR_NONE;
}

/* --- one mention ---------------------------------------------------------------------------------------------------------------------- */

static const char *const summaries[] = {"summary",     "overview", "tl;dr",  "highlights",  "at a glance", "conclusion", "conclusions",
                                        "key results", "outcome",  "totals", "key figures", "in numbers",  "statistics", NULL};
/* Another moment, another batch. */
static const char *const elsewhen[] = {
    "initially",  "at first",  "originally", "so far",   "yesterday", "previously", "earlier", "before",     "last",         "another",
    "additional", "more",      "each",       "per",      "of which",  "including",  "first",   "second",     "every",        "average",
    "next",       "remaining", "already",    "previous", "batch",     "phase",      "day",     "week",       "attempt",      "run",
    "retry",      "then",      "later",      "again",    "only",      "up to",      "would",   "instead of", "this morning", NULL};
static const char *const narrowing[] = {"in",     "on",      "for",   "of",    "from",    "with",   "under",  "that",
                                        "which",  "at",      "by",    "where", "per",     "during", "within", "among",
                                        "across", "to",      "using", "via",   "into",    "under",  "as",     "when",
                                        "over",   "between", "whose", "who",   "without", "after",  "since",  NULL};
static const char *const not_narrowing[] = {"in total", "in all", "to production", "in production", "across the board", NULL};

static bool is_summary(const struct extraction *x, int32_t block) {
  int32_t h = x->blocks[block].heading;
  if (in_header(x, block)) return true;
  for (; h >= 0 && x->headings.v[h].level > 1; h = x->headings.v[h].parent)
    if (phrases_in(str_sub(x->headings.v[h].title, 0, 80), summaries)) return true;
  return false;
}

static bool is_narrowed(struct str s, size_t at) {
  struct span w;
  if (at < s.n && s.p[at] == ' ' && at + 1 < s.n && s.p[at + 1] == '(') return true;
  for (const char *const *p = not_narrowing; *p; p++)
    if (phrase_here(s, at + 1, *p)) return false;
  return at < s.n && s.p[at] == ' ' && word_next(s, &at, &w) && word_among(span_str(s, w), narrowing);
}

static bool says_all(const struct extraction *x, const struct claim_draft *d, size_t to) {
  struct str s = block_at(x, d->block)->text;
  static const char *const before[] = {"total of ", "total: ", "totalling ", NULL};
  if (block_at(x, d->block)->kind == MD_HEADING) return block_at(x, d->block)->level <= 2; /* below, of a chapter */
  for (const char *const *b = before; *b; b++) {
    size_t n = strlen(*b);
    if (d->from >= n && str_eq_ci(str_sub(s, d->from - n, n), str_of(*b))) return true;
  }
  if (phrase_here(s, to + 1, "in total") || phrase_here(s, to + 1, "in all") || phrase_here(s, to + 1, "total")) return true;
  return is_summary(x, d->block) && key_before(s, d->value_from).n && !strip_marks(str_sub(s, d->to, SIZE_MAX)).n;
}

static bool is_told_here(const struct extraction *x, const struct extracted *e) {
  const unsigned other_times = SECTION_PLAN | SECTION_ROLLBACK | SECTION_TEMPLATE | SECTION_HISTORY | SECTION_BEFORE | SECTION_ISSUES |
                               SECTION_HOWTO | SECTION_CRITERIA;
  const struct claim_draft *d = &e->d;
  if (e->dropped || d->family != FAMILY_COUNT || !d->exact || d->role != ROLE_MEASURED || d->number < 2 || e->row >= 0) return false;
  if (is_set_apart(d->subject)) return false;
  if ((block_kinds(x, d->block) & other_times) || (x->blocks[d->block].flags & (BLOCK_PREVIOUS | BLOCK_PLAN | BLOCK_CONDITION)))
    return false;
  struct span around = sentence_around(block_at(x, d->block)->text, d->from, d->to);
  return str_starts(d->attribute, STR("count.")) && !phrases_in(span_str(block_at(x, d->block)->text, around), elsewhen);
}

static bool read_mention(struct extraction *x, int32_t claim, struct mention *m) {
  const struct claim_draft *d = &x->claims.v[claim].d;
  if (!is_told_here(x, &x->claims.v[claim])) return false;
  struct str s = block_at(x, d->block)->text, deed;
  size_t to = d->to;
  if (d->qualifier.n) {
    deed = deed_of(x, d->qualifier);
  } else {
    deed = deed_behind(x, s, &to);
    if (!deed.n) deed = deed_before(x, s, d->from);
  }
  if (!deed.n) return false;
  *m = (struct mention){
      .key = arena_printf(&x->arena, "%.*s %.*s", STR_ARG(d->attribute), STR_ARG(deed)), .claim = claim, .number = d->number};
  m->summary = is_summary(x, d->block);
  m->scoped = is_narrowed(s, to);
  m->all = !m->scoped && says_all(x, d, to);
  return true;
}

/* --- two of them ------------------------------------------------------------------------------------------------------------------------
 */

/* Of the body: how many numbers, and their sum. */
struct body {
  int values;
  double first, sum;
};

static struct body body_of(const struct mention *m, size_t n) {
  struct body b = {0, 0, 0};
  for (size_t i = 0; i < n; i++) {
    if (m[i].summary) continue;
    b.values += b.values == 0 || m[i].number != b.first;
    if (b.values == 1) b.first = m[i].number;
    b.sum += m[i].number;
  }
  return b;
}

/* Can both not be right? `a` stands in the summary. */
static bool are_one(const struct mention *a, const struct mention *b, const struct body *body) {
  if (a->scoped || a->claim == b->claim) return false;
  if (a->number == b->number) return !b->scoped;
  if (b->summary) return a->all && b->all;
  if (body->values > 1 || body->sum == a->number) return false;
  return b->number > a->number ? b->number <= 3 * a->number : b->all;
}

static void relate_group(struct extraction *x, const struct mention *m, size_t n) {
  struct body body = body_of(m, n);
  size_t a = 0;
  while (a < n && !m[a].summary) a++;
  for (size_t i = 0; a < n && i < n; i++) {
    if (i == a || x->claims.v[m[i].claim].d.block == x->claims.v[m[a].claim].d.block || !are_one(&m[a], &m[i], &body)) continue;
    bool later = m[i].claim > m[a].claim;
    relation_add(x, RELATION_SAME, later ? m[i].claim : m[a].claim, later ? m[a].claim : m[i].claim, ORD_RESTATED + (int32_t)i);
  }
}

void extract_restated(struct extraction *x) {
  mention_list l = {0};
  struct mention m;
  size_t n = x->claims.n;
  for (size_t i = 0; i < n; i++)
    if (read_mention(x, (int32_t)i, &m)) vec_push(&l, m);
  if (l.n) qsort(l.v, l.n, sizeof *l.v, by_key);
  for (size_t i = 0, j; i < l.n; i = j) {
    for (j = i + 1; j < l.n && str_eq(l.v[i].key, l.v[j].key);) j++;
    if (j - i > 1 && j - i <= GROUP_MAX) relate_group(x, &l.v[i], j - i);
  }
  vec_release(&l);
}
