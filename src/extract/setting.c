/* Where, when and in which test: headings, leads and the words in front of a figure that set it apart from what the report is about. What
 * they cover gets a subject of its own, "service:ledger-api@staging": it is compared with what has the same setting, and with no evidence
 * about the report's own. */
#include "extract/setting.h"

#include "extract/passes.h"
#include "extract/scenario.h"
#include "extract/scope.h"
#include "extract/words.h"

enum kind {
  ELSEWHERE = 1 << 0, /* another environment */
  PAST = 1 << 1,      /* another release or attempt */
  RUN = 1 << 2,       /* another run of a test */
  TEST_LOAD = 1 << 3, /* the kinds of tests: a report is about one of them */
  TEST_SOAK = 1 << 4,
  TEST_STRESS = 1 << 5,
  TEST_SPIKE = 1 << 6,
  TEST_RAMP = 1 << 7,
  TEST_SMOKE = 1 << 8,
  TEST_CANARY = 1 << 9,
  TESTS = TEST_LOAD | TEST_SOAK | TEST_STRESS | TEST_SPIKE | TEST_RAMP | TEST_SMOKE | TEST_CANARY
};

/* Sorted by phrase; a test checks it. */
static const struct phrase_row setting_rows[] = {
    {"another load test", RUN},
    {"another run", RUN},
    {"before", PAST},
    {"canary", TEST_CANARY},
    {"dev cluster", ELSEWHERE},
    {"dev environment", ELSEWHERE},
    {"earlier", PAST},
    {"endurance test", TEST_SOAK},
    {"failed attempt", PAST},
    {"first attempt", PAST},
    {"first load test", RUN},
    {"first run", RUN},
    {"first try", PAST},
    {"former", PAST},
    {"history", PAST},
    {"in staging", ELSEWHERE},
    {"incident", PAST},
    {"initial attempt", PAST},
    {"last attempt but one", PAST},
    {"last release", PAST},
    {"last week", PAST},
    {"legacy", PAST},
    {"load run", TEST_LOAD},
    {"load suite", TEST_LOAD},
    {"load test", TEST_LOAD},
    {"load testing", TEST_LOAD},
    {"load tests", TEST_LOAD},
    {"old", PAST},
    {"on staging", ELSEWHERE},
    {"outage", PAST},
    {"performance test", TEST_LOAD},
    {"performance tests", TEST_LOAD},
    {"postmortem", PAST},
    {"pre production", ELSEWHERE},
    {"preprod", ELSEWHERE},
    {"previous", PAST},
    {"previously", PAST},
    {"prior", PAST},
    {"qa environment", ELSEWHERE},
    {"ramp up", TEST_RAMP},
    {"roll back", PAST},
    {"rollback", PAST},
    {"rolled back", PAST},
    {"sandbox", ELSEWHERE},
    {"second attempt", PAST},
    {"second load test", RUN},
    {"second run", RUN},
    {"smoke test", TEST_SMOKE},
    {"smoke tests", TEST_SMOKE},
    {"soak", TEST_SOAK},
    {"soak test", TEST_SOAK},
    {"soak tests", TEST_SOAK},
    {"spike test", TEST_SPIKE},
    {"staging", ELSEWHERE},
    {"stress test", TEST_STRESS},
    {"stress testing", TEST_STRESS},
    {"stress tests", TEST_STRESS},
    {"test environment", ELSEWHERE},
    {"third load test", RUN},
    {"third run", RUN},
    {"uat", ELSEWHERE},
    {"warm up", TEST_RAMP},
};

/* What headings number apart where they do so more than once: one "20 users" is how the test was run, two are two tests. */
enum value_kind { VALUE_VERSION, VALUE_USERS, VALUE_DAY, VALUE_ROUND, VALUE_KINDS };

/* A setting as read: of everything, and what only sets figures of a test apart. */
struct set_apart {
  struct str all, test;
  unsigned test_kinds; /* of TESTS, of the nearest phrase */
};

struct reader {
  struct extraction *x;
  struct phrase_set set;
  struct str title;    /* of the document */
  struct str versions; /* its own, each with a blank on both sides */
  unsigned own;        /* the kind of test that it is about, 0: cannot be told */
  struct {
    struct str first;
    bool differ;
  } value[VALUE_KINDS];
  int32_t heading; /* of the last claim, and what its chain of headings says */
  struct set_apart chain;
};

/* --- values ------------------------------------------------------------------------------------------------------------------ */

/* "v2.6.4", "2.6.4" */
static size_t version_here(struct str s, size_t i) {
  if (i > 0 && (ascii_is_alnum(s.p[i - 1]) || strchr("-./_", s.p[i - 1]))) return 0;
  size_t n = s.p[i] == 'v' || s.p[i] == 'V', dots = 0, digits = 0, v = n;
  while (i + n < s.n && (ascii_is_digit(s.p[i + n]) || (s.p[i + n] == '.' && i + n + 1 < s.n && ascii_is_digit(s.p[i + n + 1])))) {
    dots += s.p[i + n] == '.';
    digits += s.p[i + n] != '.';
    n++;
  }
  if (!digits || dots < (v ? 1u : 2u)) return 0;
  while (i + n < s.n && (ascii_is_alnum(s.p[i + n]) || (s.p[i + n] == '-' && i + n + 1 < s.n && ascii_is_alnum(s.p[i + n + 1])))) n++;
  return n;
}

static size_t digits_here(struct str s, size_t i) {
  size_t n = 0;
  if (i > 0 && (ascii_is_alnum(s.p[i - 1]) || strchr(".,-/:", s.p[i - 1]))) return 0;
  while (i + n < s.n && (ascii_is_digit(s.p[i + n]) || (n && s.p[i + n] == ','))) n++;
  return n;
}

/* "20 users", "40 virtual users", "15 VUs" */
static size_t users_here(struct str s, size_t i) {
  static const char *const nouns[] = {"users", "virtual users", "concurrent users", "vus", "user", NULL};
  size_t n = digits_here(s, i);
  for (const char *const *w = nouns; n && i + n < s.n && *w; w++)
    if (phrase_here(s, i + n + 1, *w)) return n;
  return 0;
}

static size_t day_here(struct str s, size_t i) {
  static const char *const days[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", NULL};
  for (const char *const *w = days; *w; w++)
    if (phrase_here(s, i, *w)) return strlen(*w);
  struct str d = str_sub(s, i, 10);
  bool date = d.n == 10 && d.p[4] == '-' && d.p[7] == '-' && digits_here(s, i) == 4;
  return date && ascii_is_digit(d.p[9]) ? 10 : 0;
}

static size_t round_here(struct str s, size_t i) {
  static const char *const words[] = {"run ", "round ", "attempt ", "run #", "test ", "pass ", NULL};
  for (const char *const *w = words; *w; w++) {
    size_t n = strlen(*w);
    if (str_eq_ci(str_sub(s, i, n), str_of(*w)) && (i == 0 || !ascii_is_alnum(s.p[i - 1])) && i + n < s.n && ascii_is_digit(s.p[i + n]))
      return n + 1;
  }
  return 0;
}

static size_t (*const value_here[VALUE_KINDS])(struct str, size_t) = {version_here, users_here, day_here, round_here};

/* The first of its kind. */
static struct str value_in(struct reader *r, struct str s, enum value_kind kind) {
  for (size_t i = 0; i < s.n; i++) {
    size_t n = value_here[kind](s, i);
    if (n) return arena_lower(&r->x->arena, str_sub(s, i, n));
  }
  return STR_NONE;
}

static bool is_own_version(const struct reader *r, struct str v) {
  struct str plain = v.n && v.p[0] == 'v' ? str_sub(v, 1, SIZE_MAX) : v;
  return str_find(r->versions, plain, 0) != SIZE_MAX;
}

static bool value_counts(const struct reader *r, enum value_kind kind, struct str v) {
  if (!v.n) return false;
  if (kind == VALUE_VERSION && r->versions.n) return !is_own_version(r, v);
  return r->value[kind].differ;
}

/* --- reading ----------------------------------------------------------------------------------------------------------------- */

static struct str join(struct extraction *x, struct str a, struct str b) {
  if (!a.n || !b.n || str_find(a, b, 0) != SIZE_MAX) return a.n ? a : b;
  return arena_printf(&x->arena, "%.*s, %.*s", STR_ARG(a), STR_ARG(b));
}

/* The report is itself about it: "staging" in its title or its environment. */
static bool is_own(const struct reader *r, const struct phrase_row *row) {
  if (phrase_in(r->title, row->phrase)) return true;
  struct str bare = str_of(row->phrase);
  if (str_starts(bare, STR("in ")) || str_starts(bare, STR("on "))) bare = str_sub(bare, 3, SIZE_MAX);
  return (row->kind & ELSEWHERE) && r->x->environment.n && str_find(r->x->environment, str_sub(bare, 0, 3), 0) != SIZE_MAX;
}

static void take_phrase(const struct reader *r, const struct phrase_row *row, struct set_apart *out) {
  if (row->kind & TESTS) out->test_kinds = row->kind & TESTS;
  if ((row->kind & TESTS) || is_own(r, row)) return;
  struct str *to = row->kind & RUN ? &out->test : &out->all;
  *to = join(r->x, *to, str_of(row->phrase));
}

static const char *test_name(unsigned kind) {
  static const char *const names[] = {"load test", "soak test", "stress test", "spike test", "ramp-up", "smoke test", "canary"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (kind == (unsigned)TEST_LOAD << i) return names[i];
  return "";
}

/* "Before and after", "Staging and production": of both. */
static bool is_of_both(const struct reader *r, struct str s) {
  struct str env = r->x->environment.n ? r->x->environment : STR("production");
  return phrase_in(s, "after") || str_find(s, env, 0) != SIZE_MAX || str_find(s, STR("\xE2\x86\x92"), 0) != SIZE_MAX;
}

static struct set_apart read_words(const struct reader *r, struct str s, unsigned wanted) {
  struct set_apart out = {0};
  for (size_t i = 0; i < s.n; i++) {
    if (!ascii_is_alpha(s.p[i]) || (i > 0 && (ascii_is_alnum(s.p[i - 1]) || s.p[i - 1] == '_'))) continue;
    size_t used = 0;
    const struct phrase_row *row = phrase_longest(&r->set, s, i, &used);
    if (!row) continue;
    if (row->kind & wanted) take_phrase(r, row, &out);
    i += used - 1;
  }
  return out;
}

/* Of a heading, a lead, the key of a line. */
static struct set_apart read_title(struct reader *r, struct str s) {
  s = str_sub(s, 0, 160);
  struct set_apart out = read_words(r, s, ~0u);
  if (is_of_both(r, s)) out.all = STR_NONE;
  struct str version = value_in(r, s, VALUE_VERSION);
  if (value_counts(r, VALUE_VERSION, version)) out.all = join(r->x, out.all, version);
  for (enum value_kind k = VALUE_USERS; k < VALUE_KINDS; k++) {
    struct str v = value_in(r, s, k);
    if (value_counts(r, k, v)) out.test = join(r->x, out.test, k == VALUE_USERS ? arena_printf(&r->x->arena, "%.*s users", STR_ARG(v)) : v);
  }
  return out;
}

static struct set_apart add(struct reader *r, struct set_apart a, struct set_apart b) {
  a.all = join(r->x, a.all, b.all);
  a.test = join(r->x, a.test, b.test);
  if (b.test_kinds) a.test_kinds = b.test_kinds;
  return a;
}

/* --- sections ------------------------------------------------------------------------------------------------------------------ */

enum { LINE_BYTES = 400, KEY_BYTES = 80 };

/* "Checkout" of "Checkout: 6,000 requests". */
static struct str line_key(struct str s, size_t before) {
  size_t from = before;
  while (from > 0 && before - from < LINE_BYTES && s.p[from - 1] != '\n') from--;
  if (from > 0 && s.p[from - 1] != '\n') return STR_NONE; /* prose */
  size_t colon = from;
  while (colon < before && s.p[colon] != ':' && colon - from < KEY_BYTES) colon++;
  return colon < before && s.p[colon] == ':' ? str_sub(s, from, colon - from) : STR_NONE;
}

static void note_values(struct reader *r, struct str s) {
  for (enum value_kind k = 0; k < VALUE_KINDS; k++) {
    struct str v = value_in(r, str_sub(s, 0, 160), k);
    if (v.n && r->value[k].first.n && !str_eq(v, r->value[k].first)) r->value[k].differ = true;
    if (v.n && !r->value[k].first.n) r->value[k].first = v;
  }
}

static bool is_title(const struct extraction *x, size_t heading) { return heading == 0 && x->headings.v[0].level == 1; }

static void note_versions(struct reader *r) {
  struct extraction *x = r->x;
  struct str all = STR_NONE;
  for (size_t i = 0; i < x->claims.n; i++) {
    const struct claim_draft *d = &x->claims.v[i].d;
    if (d->family != FAMILY_METADATA || (!str_eq(d->attribute, STR("version")) && !str_eq(d->attribute, STR("tag"))) || d->value.n > 80)
      continue;
    if (all.n < 800) all = arena_printf(&x->arena, "%.*s %.*s", STR_ARG(all), STR_ARG(arena_lower(&x->arena, d->value)));
  }
  r->versions = join(x, all, value_in(r, r->title, VALUE_VERSION));
}

/* What kinds of tests are spoken of at all, and which values tell them apart. */
static void look_over(struct reader *r) {
  struct extraction *x = r->x;
  unsigned kinds = 0;
  for (size_t i = 0; i < x->headings.n; i++)
    if (!is_title(x, i)) note_values(r, x->headings.v[i].title);
  for (int32_t i = 0; i < (int32_t)x->md->n; i++) {
    const struct md_block *b = block_at(x, i);
    if (b->kind == MD_CODE || b->kind == MD_HTML) continue;
    kinds |= phrase_kinds(&r->set, str_sub(b->text, 0, 4000)) & TESTS;
    if (b->kind == MD_PARAGRAPH) note_values(r, line_key(b->text, b->text.n < 160 ? b->text.n : 160));
  }
  unsigned others = kinds & (TEST_SOAK | TEST_STRESS | TEST_SPIKE | TEST_RAMP);
  r->own = kinds & TEST_LOAD ? (unsigned)TEST_LOAD : others && !(others & (others - 1)) ? others : 0;
}

static struct set_apart of_headings(struct reader *r, int32_t heading) {
  if (heading == r->heading) return r->chain;
  struct set_apart out = {0};
  int32_t chain[8], n = 0;
  for (int32_t h = heading; h >= 0 && n < 8; h = r->x->headings.v[h].parent)
    if (!is_title(r->x, (size_t)h)) chain[n++] = h;
  while (n > 0) out = add(r, out, read_title(r, r->x->headings.v[chain[--n]].title));
  r->heading = heading;
  return r->chain = out;
}

/* --- claims -------------------------------------------------------------------------------------------------------------------- */

static bool is_of_test(const struct claim_draft *d) {
  static const char *const attributes[] = {"requests", "errors", "error_rate", "throughput", "cache_hit_rate", "concurrency", NULL};
  return word_among(d->attribute, attributes) || str_starts(d->attribute, STR("latency."));
}

static bool is_whole(struct str subject) { return str_eq(subject, STR("loadtest")) || str_eq(subject, STR("deployment")); }

static bool may_be_set_apart(const struct extraction *x, int32_t claim) {
  const struct extracted *e = &x->claims.v[claim];
  const struct claim_draft *d = &e->d;
  if (e->dropped || claim == x->status_claim || claim == x->as_of_claim || !d->subject.n || str_eq(d->attribute, STR("effort")) ||
      str_starts(d->subject, STR("severity:")))
    return false;
  static const char *const texts[] = {"revision", "version", "digest", "image", "url", "host", "resource", "commit", NULL};
  if (d->family == FAMILY_TEXT) return word_among(d->attribute, texts);
  return d->family == FAMILY_STATUS || d->family == FAMILY_FIGURE || d->family == FAMILY_COUNT || d->family == FAMILY_RATIO ||
         d->family == FAMILY_PERCENT || d->family == FAMILY_DURATION;
}

/* What opens the sentence: "Staging has 2 dashboards", "v2.6.4 had a p95 of 720 ms". */
static struct set_apart of_opener(struct reader *r, struct str before) {
  static const char *const articles[] = {"the ", "a ", "on ", "in ", "our "};
  struct str s = strip_marks(before);
  for (size_t i = 0; i < sizeof articles / sizeof articles[0]; i++)
    if (str_starts_ci(s, str_of(articles[i]))) s = str_sub(s, strlen(articles[i]), SIZE_MAX);
  struct span w = {0, 0};
  size_t at = 0, version = s.n ? version_here(s, 0) : 0;
  struct set_apart out = {0};
  if (version) {
    struct str v = arena_lower(&r->x->arena, str_sub(s, 0, version));
    if (r->versions.n && !is_own_version(r, v)) out.all = v;
    return out;
  }
  return word_next(s, &at, &w) && w.from == 0 ? read_words(r, span_str(s, w), ELSEWHERE | PAST) : out;
}

/* The words in front of a claim, in its line and sentence. */
static struct set_apart of_line(struct reader *r, const struct claim_draft *d) {
  struct str s = block_at(r->x, d->block)->text;
  struct str key = line_key(s, d->value_from > d->from ? d->value_from : d->from);
  struct span around = sentence_around(s, d->from, d->to);
  struct str before = str_sub(s, around.from, d->from - around.from);
  struct set_apart out = add(r, of_opener(r, before), read_words(r, before, TESTS | RUN));
  return key.n ? add(r, read_title(r, key), out) : out;
}

/* The line that introduces a list or table, and those of the lists around it. */
static struct set_apart of_leads(struct reader *r, int32_t block, struct str *name) {
  struct set_apart out = {0};
  int32_t lead = r->x->blocks[block].lead;
  for (int depth = 0; lead >= 0 && depth < 4; depth++) {
    struct str s = str_trim(block_at(r->x, lead)->text);
    bool short_line = s.n && s.n <= 80, item = r->x->blocks[lead].item >= 0;
    if (short_line && (item || s.p[s.n - 1] == ':' || is_bold_line(r->x, lead))) {
      out = add(r, read_title(r, s), out);
      if (!name->n) *name = scenario_name(&r->x->arena, &r->set, s);
    }
    lead = item ? r->x->blocks[lead].lead : -1;
  }
  return out;
}

/* The scenario that a heading below the load test's names. */
static struct str heading_name(struct reader *r, int32_t block) {
  const struct extraction *x = r->x;
  struct str name = STR_NONE;
  for (int32_t h = x->blocks[block].heading; h >= 0; h = x->headings.v[h].parent) {
    const struct heading *t = &x->headings.v[h];
    if ((t->own & SECTION_LOADTEST) || (is_title(x, (size_t)h) && t->subject.n)) return name;
    if (!name.n && !t->own) name = scenario_name(&r->x->arena, &r->set, t->title);
  }
  return STR_NONE;
}

static struct str name_of(struct reader *r, const struct claim_draft *d, struct str lead) {
  const struct md_block *b = block_at(r->x, d->block);
  bool test = str_eq(d->subject, STR("loadtest"));
  if (b->kind == MD_CELL) return test ? heading_name(r, d->block) : STR_NONE;
  if (!is_of_test(d)) return lead.n || !test ? lead : heading_name(r, d->block);
  struct span around = sentence_around(b->text, d->from, d->to);
  struct str name = scenario_behind(&r->x->arena, &r->set, b->text, d->to);
  if (!name.n) name = scenario_before(&r->x->arena, str_sub(b->text, around.from, d->from - around.from));
  struct str key = name.n ? STR_NONE : line_key(b->text, d->from);
  if (key.n) name = scenario_name(&r->x->arena, &r->set, key);
  if (!name.n) name = lead;
  return name.n || !test ? name : heading_name(r, d->block);
}

static void set_apart(struct reader *r, int32_t claim) {
  struct claim_draft *d = &r->x->claims.v[claim].d;
  struct str lead = STR_NONE, name = STR_NONE;
  struct set_apart s = add(r, of_headings(r, r->x->blocks[d->block].heading), of_leads(r, d->block, &lead));
  bool test = is_whole(d->subject) && (is_of_test(d) || (str_eq(d->subject, STR("loadtest")) && d->family == FAMILY_DURATION));
  if (block_at(r->x, d->block)->kind != MD_CELL) s = add(r, s, of_line(r, d));
  if (test && d->role == ROLE_MEASURED) name = name_of(r, d, lead);
  if (name.n) d->subject = arena_printf(&r->x->arena, "item:%.*s", STR_ARG(name));
  struct str apart = s.all;
  if (test) apart = join(r->x, apart, s.test);
  if (test && s.test_kinds && s.test_kinds != r->own) apart = join(r->x, apart, str_of(test_name(s.test_kinds)));
  if (apart.n) d->subject = arena_printf(&r->x->arena, "%.*s@%.*s", STR_ARG(d->subject), STR_ARG(apart));
}

const char *setting_phrase(size_t i) { return i < sizeof setting_rows / sizeof setting_rows[0] ? setting_rows[i].phrase : NULL; }

void extract_setting(struct extraction *x) {
  struct reader r = {.x = x, .heading = -1};
  phrase_set_init(&r.set, setting_rows, sizeof setting_rows / sizeof setting_rows[0]);
  r.title = str_sub(x->document.title, 0, 200);
  note_versions(&r);
  look_over(&r);
  for (size_t i = 0; i < x->claims.n; i++)
    if (may_be_set_apart(x, (int32_t)i)) set_apart(&r, (int32_t)i);
}
