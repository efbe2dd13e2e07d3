/* What the report says it is about: commit, tag, environment, project, region, version, its own time; and figures behind known keys. */
#include "base/time.h"
#include "extract/pair.h"
#include "extract/passes.h"
#include "extract/scope.h"
#include "extract/subject.h"

enum key_kind {
  KEY_COMMIT,
  KEY_NAME,  /* one token: tag, project, region */
  KEY_WORDS, /* a short phrase: environment */
  KEY_VERSION,
  KEY_TIME
};

struct key {
  const char *name; /* lower case, without "(UTC)" */
  const char *attribute;
  enum key_kind kind;
  int rank; /* KEY_TIME: which of several is the document's own time; 0 = none of them */
};

/* Sorted by name. */
static const struct key keys[] = {
    {"as of", "as_of", KEY_TIME, 4},
    {"aws region", "region", KEY_NAME, 0},
    {"branch", "branch", KEY_NAME, 0},
    {"build commit", "commit", KEY_COMMIT, 0},
    {"commit", "commit", KEY_COMMIT, 0},
    {"commit hash", "commit", KEY_COMMIT, 0},
    {"commit id", "commit", KEY_COMMIT, 0},
    {"commit sha", "commit", KEY_COMMIT, 0},
    {"completion date", "as_of", KEY_TIME, 1},
    {"date", "as_of", KEY_TIME, 1},
    {"deployed commit", "commit", KEY_COMMIT, 0},
    {"deployed version", "version", KEY_VERSION, 0},
    {"deployment date", "as_of", KEY_TIME, 1},
    {"deployment environment", "environment", KEY_WORDS, 0},
    {"env", "environment", KEY_WORDS, 0},
    {"environment", "environment", KEY_WORDS, 0},
    {"gcp project", "project", KEY_NAME, 0},
    {"gcp region", "region", KEY_NAME, 0},
    {"generated", "as_of", KEY_TIME, 4},
    {"generated at", "as_of", KEY_TIME, 4},
    {"generated on", "as_of", KEY_TIME, 4},
    {"git commit", "commit", KEY_COMMIT, 0},
    {"git commit sha", "commit", KEY_COMMIT, 0},
    {"git sha", "commit", KEY_COMMIT, 0},
    {"git tag", "tag", KEY_NAME, 0},
    {"head commit", "commit", KEY_COMMIT, 0},
    {"last modified", "as_of", KEY_TIME, 2},
    {"last update", "as_of", KEY_TIME, 2},
    {"last updated", "as_of", KEY_TIME, 2},
    {"project", "project", KEY_NAME, 0},
    {"project id", "project", KEY_NAME, 0},
    {"region", "region", KEY_NAME, 0},
    {"release", "version", KEY_VERSION, 0},
    {"release commit", "commit", KEY_COMMIT, 0},
    {"release date", "as_of", KEY_TIME, 1},
    {"release tag", "tag", KEY_NAME, 0},
    {"release version", "version", KEY_VERSION, 0},
    {"report date", "as_of", KEY_TIME, 3},
    {"report generated", "as_of", KEY_TIME, 4},
    {"report generated at", "as_of", KEY_TIME, 4},
    {"report time", "as_of", KEY_TIME, 4},
    {"sha", "commit", KEY_COMMIT, 0},
    {"snapshot", "as_of", KEY_TIME, 5},
    {"snapshot time", "as_of", KEY_TIME, 5},
    {"snapshot timestamp", "as_of", KEY_TIME, 5},
    {"source commit", "commit", KEY_COMMIT, 0},
    {"source tag", "tag", KEY_NAME, 0},
    {"tag", "tag", KEY_NAME, 0},
    {"target environment", "environment", KEY_WORDS, 0},
    {"timestamp", "as_of", KEY_TIME, 4},
    {"updated", "as_of", KEY_TIME, 2},
    {"version", "version", KEY_VERSION, 0},
    {"version tag", "tag", KEY_NAME, 0},
};

/* Folded: lower case, '_' as blank, without emphasis and a parenthesis behind. */
static const struct key *key_find(struct str key) {
  char folded[40];
  size_t n = 0;
  for (size_t i = 0; i < key.n && key.p[i] != '('; i++) {
    if (key.p[i] == '*' || key.p[i] == '`') continue;
    if (n == sizeof folded) return NULL;
    folded[n++] = key.p[i] == '_' || key.p[i] == '-' ? ' ' : ascii_lower(key.p[i]);
  }
  struct str want = str_trim(str_make(folded, n));
  size_t lo = 0, hi = sizeof keys / sizeof keys[0];
  while (lo < hi) {
    size_t mid = (lo + hi) / 2;
    int c = str_cmp(want, str_of(keys[mid].name));
    if (c == 0) return &keys[mid];
    if (c < 0) {
      hi = mid;
    } else {
      lo = mid + 1;
    }
  }
  return NULL;
}

bool is_metadata_key(struct str key) { return key_find(key) != NULL; }

const char *metadata_key(size_t i) { return i < sizeof keys / sizeof keys[0] ? keys[i].name : NULL; }

/* --- where metadata stand ---------------------------------------------------------------------------------------------------- */

static const char *const about_words[] = {"metadata", "overview",    "summary", "details", "information", "deployment",
                                          "release",  "environment", "report",  "build",   "artifacts",   "version",
                                          "status",   "conclusion",  "scope",   "header",  "context",     NULL};

bool in_header(const struct extraction *x, int32_t block) {
  int32_t h = x->blocks[block].heading;
  return h <= 0 || (h == 1 && x->headings.v[0].level == 1 && x->headings.v[1].level == 1);
}

/* The deployment, in the header block and in sections about it; else what the heading names. */
struct str pair_subject(struct extraction *x, int32_t block) {
  struct str named = block_subject(x, block);
  if (named.n) return named;
  if (in_header(x, block)) return STR("deployment");
  const struct heading *h = &x->headings.v[x->blocks[block].heading];
  if (h->level <= 3 && phrases_in(str_sub(h->title, 0, 100), about_words)) return STR("deployment");
  return subject_make(x, "item:", h->title);
}

/* Titles that any report has, and that name nothing: what stands below them is the deployment's. Whole labels. */
static const char *const outcome_titles[] = {
    "summary",      "executive summary", "tl;dr",         "tldr",        "result",        "results",        "outcome",        "outcomes",
    "final result", "final results",     "wrap-up",       "wrap up",     "conclusion",    "conclusions",    "closing",        "final state",
    "final notes",  "verdict",           "final verdict", "bottom line", "current state", "release result", "overall result", NULL};
static const char *const work_titles[] = {"what was done",
                                          "what we did",
                                          "what i did",
                                          "what has been done",
                                          "what's done",
                                          "what changed",
                                          "work done",
                                          "work completed",
                                          "completed work",
                                          "done",
                                          "deliverables",
                                          "highlights",
                                          "key highlights",
                                          "achievements",
                                          "key achievements",
                                          "accomplishments",
                                          "at a glance",
                                          "numbers",
                                          "key numbers",
                                          "key figures",
                                          "figures",
                                          "measurements",
                                          "what was measured",
                                          "key results",
                                          "key metrics",
                                          "headline numbers",
                                          NULL};

static bool title_is(struct extraction *x, int32_t heading, const char *const *titles, const char *const *more) {
  for (int32_t h = heading; h >= 0 && x->headings.v[h].level > 1; h = x->headings.v[h].parent) {
    struct str label = label_of(&x->arena, str_sub(x->headings.v[h].title, 0, 60));
    if (!word_among(label, titles) && !(more && word_among(label, more))) return false;
  }
  return true;
}

bool under_outcome(struct extraction *x, int32_t block) { return title_is(x, x->blocks[block].heading, outcome_titles, NULL); }

static const char *const measuring_words[] = {
    "metric",  "metrics",  "performance",   "results",        "kpi",        "kpis",       "slo",          "slos",   "sla",   "targets",
    "quality", "impact",   "health",        "overall",        "gates",      "validation", "verification", "before", "after", "improvements",
    "outcome", "progress", "service level", "service levels", "objectives", "acceptance", "criteria",     NULL};

struct str figure_subject(struct extraction *x, int32_t block) {
  struct str s = pair_subject(x, block);
  if (!str_starts(s, STR("item:")) || block_subject(x, block).n) return s;
  const struct heading *h = &x->headings.v[x->blocks[block].heading];
  if (title_is(x, x->blocks[block].heading, outcome_titles, work_titles)) return STR("deployment");
  return h->level <= 3 && phrases_in(str_sub(h->title, 0, 100), measuring_words) ? STR("deployment") : s;
}

/* --- values ------------------------------------------------------------------------------------------------------------------ */

/* Behind code and emphasis marks, up to a blank or closing mark. */
static struct str first_token(struct str s) {
  s = strip_marks(s);
  size_t n = 0;
  while (n < s.n && !ascii_is_space(s.p[n]) && !strchr(",;()`*|", s.p[n])) n++;
  return str_sub(s, 0, n);
}

static bool is_hex(struct str s) {
  bool digit = false;
  for (size_t i = 0; i < s.n; i++) {
    if (!ascii_is_xdigit(s.p[i])) return false;
    digit |= ascii_is_digit(s.p[i]);
  }
  return digit && s.n >= 7 && s.n <= 64;
}

static bool is_name(struct str s) {
  bool alnum = false;
  for (size_t i = 0; i < s.n; i++) {
    if (strchr("<>[]{}$", s.p[i])) return false;
    alnum |= ascii_is_alnum(s.p[i]);
  }
  return alnum && s.n <= 120 && !str_eq_ci(s, STR("n/a")) && !str_eq_ci(s, STR("tbd")) && !str_eq_ci(s, STR("none"));
}

/* "v1.4.2", "2.0", "2025.10.1-rc1"; "3" alone may be the document's own edition. */
static bool is_version(struct str s) {
  size_t i = s.n && (s.p[0] == 'v' || s.p[0] == 'V') ? 1 : 0;
  return i < s.n && ascii_is_digit(s.p[i]) && memchr(s.p, '.', s.n) && is_name(s);
}

static struct str words_value(struct str s) {
  s = strip_marks(s);
  size_t n = 0;
  while (n < s.n && !strchr(",;(|\n", s.p[n])) n++;
  s = strip_marks(str_sub(s, 0, n));
  return s.n && s.n <= 40 && s.p[s.n - 1] != '.' ? s : STR_NONE;
}

/* A commit or version in some other section is that of a fix, a dependency, an earlier release. */
static bool is_about_report(const struct extraction *x, int32_t block) {
  if (in_header(x, block)) return true;
  const struct heading *h = &x->headings.v[x->blocks[block].heading];
  return h->level <= 3 && !(h->own & SECTION_HISTORY) && phrases_in(str_sub(h->title, 0, 100), about_words);
}

static int32_t add_text(struct extraction *x, int32_t block, const struct key *k, struct str v) {
  if (!v.n || !is_about_report(x, block)) return CLAIM_NONE;
  size_t from = (size_t)(v.p - block_at(x, block)->text.p);
  struct claim_draft d = draft_at(FAMILY_METADATA, block, from, from + v.n);
  d.subject = STR("deployment");
  d.attribute = str_of(k->attribute);
  if (k->kind == KEY_COMMIT) d.value = arena_lower(&x->arena, v);
  if (k->kind == KEY_WORDS) d.value = arena_lower(&x->arena, v);
  return claim_add(x, &d);
}

static int32_t add_time(struct extraction *x, int32_t block, const struct key *k, struct str v) {
  v = strip_marks(v);
  struct moment m;
  size_t n = v.n ? time_scan_in(v, policy_zones(x->policy), &m) : 0;
  if (!n) return CLAIM_NONE;
  size_t from = (size_t)(v.p - block_at(x, block)->text.p);
  struct claim_draft d = draft_at(FAMILY_METADATA, block, from, from + n);
  d.subject = STR("deployment");
  d.attribute = STR("as_of");
  d.has_number = true;
  d.number = d.low = (double)m.lo;
  d.high = (double)m.hi;
  d.unit = STR("time");
  d.value = time_text(&x->arena, m.lo);
  d.qualifier = str_of(k->name);
  return claim_add(x, &d);
}

static void keep_as_of(struct extraction *x, const struct key *k, int32_t claim) {
  if (claim == CLAIM_NONE || k->rank <= x->as_of_rank) return;
  x->as_of_rank = k->rank;
  x->as_of_claim = claim;
  x->document.as_of = (int64_t)x->claims.v[claim].d.low;
  x->document.as_of_high = (int64_t)x->claims.v[claim].d.high;
}

static int32_t metadata_value(struct extraction *x, int32_t block, const struct key *k, struct str v) {
  struct str token = first_token(v);
  switch (k->kind) {
  case KEY_COMMIT:
    return is_hex(token) ? add_text(x, block, k, token) : CLAIM_NONE;
  case KEY_NAME:
    return is_name(token) && strip_marks(v).n == token.n ? add_text(x, block, k, token) : CLAIM_NONE;
  case KEY_VERSION:
    return is_version(token) ? add_text(x, block, k, token) : CLAIM_NONE;
  case KEY_WORDS:
    return is_name(words_value(v)) ? add_text(x, block, k, words_value(v)) : CLAIM_NONE;
  case KEY_TIME:
    break;
  }
  /* "Date" of an item in some section is the item's, not the report's. */
  if (k->rank <= 1 && !is_about_report(x, block)) return CLAIM_NONE;
  int32_t claim = add_time(x, block, k, v);
  keep_as_of(x, k, claim);
  return claim;
}

/* --- pairs ------------------------------------------------------------------------------------------------------------------- */

static void name_claim(struct extraction *x, int32_t block, struct str thing, struct str name) {
  size_t from = (size_t)(name.p - block_at(x, block)->text.p);
  struct voice v = voice_at(x, block, from, from + name.n);
  if (!thing.n || v.silent || range_claimed(x, block, from, from + name.n)) return;
  struct claim_draft d = draft_at(FAMILY_TEXT, block, from, from + name.n);
  d.subject = thing;
  d.attribute = STR("resource");
  d.role = v.role;
  claim_add(x, &d);
}

/* A property list whose first pair names a service or gateway is about it: "Gateway: edge-prod", "Hostname: …". */
static void named_thing(struct extraction *x, int32_t block, struct str key, struct str value, struct str *thing, int32_t *thing_list) {
  const char *prefix = subject_prefix(key);
  struct str token = first_token(value);
  if (!prefix || (strcmp(prefix, "service:") != 0 && strcmp(prefix, "gateway:") != 0) || !is_name(token) || strip_marks(value).n != token.n)
    return;
  *thing = subject_make(x, prefix, token);
  name_claim(x, block, *thing, token);
  *thing_list = x->blocks[block].item < 0 ? block : block_at(x, x->blocks[block].item)->parent;
}

static bool same_list(const struct extraction *x, int32_t block, int32_t list) {
  return list >= 0 && (list == block || (x->blocks[block].item >= 0 && block_at(x, x->blocks[block].item)->parent == list));
}

static void term_value(struct extraction *x, int32_t block, const struct pair *p, struct str subject) {
  struct str text = block_at(x, block)->text;
  struct value_at v = {.block = block, .range = p->value, .subject = subject};
  v.meaning = meaning_of(&x->arena, str_sub(text, p->key.from, p->key.to - p->key.from));
  if (!v.meaning.term || v.meaning.term->family == FAMILY_STATUS || (v.meaning.term->flags & TERM_TESTS)) return;
  struct voice voice = voice_at(x, block, p->value.from, p->value.to);
  v.role = voice.role;
  enum claim_family family = v.meaning.term->family;
  if (family == FAMILY_FIGURE || family == FAMILY_COUNT) v.subject = scope_of(x, block, p->key.from, p->value.to);
  bool at_top = str_eq(subject, STR("deployment"));
  if (family == FAMILY_TEXT && (at_top || str_starts(subject, STR("item:")))) return; /* whose URL? */
  if (!voice.silent) value_claim(x, &v);
}

int32_t metadata_row(struct extraction *x, struct str key, int32_t value_block) {
  const struct key *k = key_find(key);
  bool plain = !(x->blocks[value_block].flags & (BLOCK_PLAN | BLOCK_TEMPLATE | BLOCK_EXAMPLE | BLOCK_CONDITION | BLOCK_CRITERIA));
  return k && plain ? metadata_value(x, value_block, k, block_at(x, value_block)->text) : CLAIM_NONE;
}

struct list_thing {
  struct str subject;
  int32_t list;
};

static void read_pairs(struct extraction *x, int32_t block, struct list_thing *thing) {
  struct str text = block_at(x, block)->text;
  bool plain = !(x->blocks[block].flags & (BLOCK_PLAN | BLOCK_TEMPLATE | BLOCK_EXAMPLE | BLOCK_CONDITION | BLOCK_CRITERIA));
  struct pair p;
  for (size_t at = 0; pair_next(text, &at, &p);) {
    struct str key = str_sub(text, p.key.from, p.key.to - p.key.from), value = str_sub(text, p.value.from, p.value.to - p.value.from);
    const struct key *k = key_find(key);
    named_thing(x, block, key, value, &thing->subject, &thing->list);
    if (k && plain) metadata_value(x, block, k, value);
    if (!k) term_value(x, block, &p, same_list(x, block, thing->list) ? thing->subject : pair_subject(x, block));
  }
}

/* "Handover (updated 2025-10-01)", "Status report: October 9, 2025": a date in the title, if no key gives one. */
static void as_of_from_title(struct extraction *x) {
  if (x->as_of_claim != CLAIM_NONE || !x->headings.n || x->headings.v[0].level != 1) return;
  int32_t block = x->headings.v[0].block;
  struct str s = str_sub(block_at(x, block)->text, 0, 200);
  static const struct key updated = {"updated", "as_of", KEY_TIME, 2}, dated = {"date", "as_of", KEY_TIME, 1};
  struct span w;
  bool fresh = false;
  for (size_t at = 0; x->as_of_claim == CLAIM_NONE && word_next(s, &at, &w);) {
    const struct key *k = fresh ? &updated : &dated;
    keep_as_of(x, k, add_time(x, block, k, str_sub(s, w.from, SIZE_MAX)));
    fresh = word_among(span_str(s, w), (const char *const[]){"updated", "generated", "as-of", NULL});
  }
}

/* A report without a written time is as old as the stamp in its name. */
static void as_of_from_name(struct extraction *x) {
  struct moment m;
  size_t slash = x->path.n;
  while (slash > 0 && x->path.p[slash - 1] != '/') slash--;
  if (x->as_of_claim != CLAIM_NONE || !time_find_stamp(str_sub(x->path, slash, SIZE_MAX), &m)) return;
  x->document.as_of = m.lo;
  x->document.as_of_high = m.hi;
}

static void keep_identity(struct extraction *x) {
  for (size_t i = 0; i < x->claims.n; i++) {
    const struct claim_draft *d = &x->claims.v[i].d;
    if (d->family != FAMILY_METADATA || !str_eq(d->subject, STR("deployment"))) continue;
    if (!x->environment.n && str_eq(d->attribute, STR("environment"))) x->environment = d->value;
    if (!x->project.n && str_eq(d->attribute, STR("project"))) x->project = d->value;
  }
}

void extract_metadata(struct extraction *x) {
  struct list_thing thing = {STR_NONE, -1};
  for (int32_t i = 0; i < (int32_t)x->md->n; i++) {
    enum md_kind kind = block_at(x, i)->kind;
    if (kind == MD_PARAGRAPH || kind == MD_FRONT) read_pairs(x, i, &thing);
  }
  as_of_from_title(x);
  as_of_from_name(x);
  keep_identity(x);
}
