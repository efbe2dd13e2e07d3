/* States: "Status: X" lines, headings, verdict sentences, ticked bullets. Cells of tables are in table_claims.c. */
#include "model/status.h"

#include "extract/pair.h"
#include "extract/passes.h"
#include "extract/subject.h"
#include "extract/verdict.h"

/* "All services but one", "all other services": with one of these nothing is said of all. */
static const char *const exceptions[] = {"except",    "excepting", "exception", "apart from", "aside from", "other than", "save for", "but",
                                         "excluding", "besides",   "other",     "others",     "remaining",  "rest",       "without",  NULL};

static bool not_quite_all(const struct extraction *x, int32_t block, struct span text, struct str subject) {
  if (!str_ends(subject, STR(":*")) && !str_starts(subject, STR("suite:"))) return false;
  struct str s = block_at(x, block)->text;
  return phrases_in(span_str(s, sentence_around(s, text.from, text.to)), exceptions);
}

/* Values and headings are claimed as a whole, so that a composite state stays one claim. */
static int32_t add_status(struct extraction *x, int32_t block, struct span text, struct span value, struct str subject,
                          struct status_reading r, enum claim_role role) {
  if (range_claimed(x, block, text.from, text.to) || !subject.n || not_quite_all(x, block, text, subject)) return CLAIM_NONE;
  struct claim_draft d = draft_at(FAMILY_STATUS, block, text.from, text.to);
  d.value_from = value.from;
  d.value_to = value.to;
  d.subject = subject;
  d.attribute = STR("status");
  d.role = role;
  d.value = str_of(status_name(r.composite ? STATUS_PARTIAL : r.status));
  if (r.composite) d.qualifier = STR("composite");
  return claim_add(x, &d);
}

void verdict_keep(struct extraction *x, int32_t claim) {
  if (claim == CLAIM_NONE || x->status_claim != CLAIM_NONE) return;
  const struct claim_draft *d = &x->claims.v[claim].d;
  bool own = str_eq(d->subject, STR("deployment")) || (in_header(x, d->block) && (block_kinds(x, d->block) & SECTION_INCIDENT));
  if (d->role != ROLE_MEASURED || !own || !str_eq(d->attribute, STR("status"))) return;
  x->status_claim = claim;
  x->document.status_claimed = str_sub(block_at(x, d->block)->text, d->value_from, d->value_to - d->value_from);
}

/* --- "Status: X" ------------------------------------------------------------------------------------------------------------- */

static const char *const status_nouns[] = {"status", "state", "result", "verdict", "outcome", "health", NULL};
/* With these the line speaks of the whole that the report is about. */
static const char *const whole_words[] = {"current", "final",   "overall", "deployment", "release",  "production", "system",
                                          "project", "rollout", "report",  "go-live",    "platform", "new",        NULL};
static const char *const past_words[] = {"initial", "previous", "prior", "original", "old", "before", "starting", NULL};
static const char *const wish_words[] = {"expected", "target", "desired", "planned", "next", "required", NULL};

struct status_key {
  bool is, past, wish, whole, sla;
  struct str rest; /* words before the noun that say whose status */
};

static struct status_key read_key(struct str key) {
  struct status_key k = {.whole = true};
  struct span w, last = {0, 0}, rest = {0, 0};
  for (size_t at = 0; word_next(key, &at, &w);) {
    if (last.to) {
      struct str word = span_str(key, last);
      k.past |= word_among(word, past_words);
      k.wish |= word_among(word, wish_words);
      k.sla |= str_eq_ci(word, STR("sla"));
      if (!word_among(word, whole_words) && !word_among(word, past_words)) {
        k.whole = false;
        if (!rest.to) rest.from = last.from;
        rest.to = last.to;
      }
    }
    last = w;
  }
  if (!last.to) return k;
  k.is = word_among(span_str(key, last), status_nouns);
  k.rest = span_str(key, rest);
  if (!k.is && (phrase_in(key, "sla") || phrase_in(key, "load test") || phrase_in(key, "load tests"))) {
    k.is = true;
    k.whole = false;
    k.sla = phrase_in(key, "sla");
    k.rest = key;
  }
  return k;
}

/* Label of the list item around the list that this item stands in: "1. Gateway" above "- Status: failed". */
static struct str outer_item(struct extraction *x, int32_t block) {
  int32_t item = x->blocks[block].item, list = item < 0 ? -1 : block_at(x, item)->parent;
  int32_t outer = list < 0 ? -1 : block_at(x, list)->parent;
  if (outer < 0 || block_at(x, outer)->kind != MD_ITEM) return STR_NONE;
  for (int32_t i = outer + 1; i < list; i++) {
    if (block_at(x, i)->kind != MD_PARAGRAPH) continue;
    struct str s = block_at(x, i)->text;
    size_t n = 0;
    while (n < s.n && s.p[n] != '\n' && s.p[n] != ':') n++;
    return n <= 80 ? subject_make(x, "item:", str_sub(s, 0, n)) : STR_NONE;
  }
  return STR_NONE;
}

/* The header of a postmortem gives the state of the incident, not of the deployment. */
static struct str state_subject(struct extraction *x, int32_t block) {
  if (in_header(x, block) && (block_kinds(x, block) & SECTION_INCIDENT)) return subject_make(x, "item:", x->document.title);
  struct str subject = pair_subject(x, block);
  return str_starts(subject, STR("item:")) && !block_subject(x, block).n && under_outcome(x, block) ? STR("deployment") : subject;
}

static struct str key_subject(struct extraction *x, int32_t block, const struct status_key *k) {
  if (k->sla) return STR("loadtest");
  if (!k->whole) {
    struct str known = subject_head(k->rest);
    return known.n ? known : subject_make(x, "item:", k->rest);
  }
  struct str outer = outer_item(x, block);
  if (outer.n) return outer;
  return state_subject(x, block);
}

/* Values of a field, words in code, a path: "pending, running, failed", `STATUS.md`. */
static bool is_definition(const struct extraction *x, int32_t block, struct span v) {
  const struct md_block *b = block_at(x, block);
  struct str s = span_str(b->text, v);
  if (in_span(b, MD_CODE_SPAN, v.from, v.from + 1) || s.p[0] == '"' || s.p[0] == '\'' || s.p[0] == '<' || s.p[0] == '[' || s.p[0] == '{')
    return true;
  size_t commas = 0, blanks = 0;
  for (size_t i = 0; i < s.n; i++) {
    commas += s.p[i] == ',' || s.p[i] == '/' || s.p[i] == '|';
    blanks += s.p[i] == ' ';
  }
  return commas >= 2 && blanks <= commas;
}

/* The overall status of a section about service levels is a verdict on them. */
static bool in_sla_section(const struct extraction *x, int32_t block) {
  int32_t h = x->blocks[block].heading;
  return h >= 0 && str_eq(x->headings.v[h].subject, STR("loadtest")) && phrase_in(str_sub(x->headings.v[h].title, 0, 100), "sla");
}

static void status_pair(struct extraction *x, int32_t block, const struct pair *p) {
  struct str text = block_at(x, block)->text, value = span_str(text, p->value);
  struct status_key k = read_key(span_str(text, p->key));
  if (!k.is || k.wish || value.n > 300 || is_definition(x, block, p->value)) return;
  unsigned f = x->blocks[block].flags;
  if (f & (BLOCK_PLAN | BLOCK_TEMPLATE | BLOCK_EXAMPLE | BLOCK_CONDITION | BLOCK_CRITERIA)) return;
  struct status_reading r = status_read(value);
  if (r.status == STATUS_NONE) return;
  enum claim_role role = k.past || (f & BLOCK_PREVIOUS) ? ROLE_PREVIOUS : ROLE_MEASURED;
  int32_t claim = add_status(x, block, p->value, p->value, key_subject(x, block, &k), r, role);
  if (claim != CLAIM_NONE && (k.sla || in_sla_section(x, block))) x->claims.v[claim].d.attribute = STR("sla.status");
  verdict_keep(x, claim);
}

/* Keys whose values are grades or settings, not states. */
static const char *const grade_keys[] = {
    "priority",    "severity", "impact",  "risk",      "type",     "default",    "mode",       "level",        "effort",  "confidence",
    "note",        "notes",    "warning", "important", "critical", "complexity", "likelihood", "visibility",   "access",  "urgency",
    "result type", "license",  "tip",     "error",     "problem",  "solution",   "fix",        "issue",        "example", "cause",
    "symptom",     "symptoms", "action",  "trigger",   "purpose",  "expected",   "actual",     "feature flag", NULL};
static const char *const state_words[] = {
    "operational", "healthy",     "active",   "ready",       "passed",       "pass",    "complete", "completed",  "deployed",
    "failed",      "fail",        "degraded", "unhealthy",   "broken",       "offline", "online",   "working",    "running",
    "verified",    "in progress", "pending",  "not started", "not deployed", "blocked", "success",  "successful", "fully operational",
    "not ready",   "down",        "skipped",  NULL};

/* "Gateway: ACTIVE", "Auto-migration: operational (…)": any label, if the value begins with a state and nothing else. */
static void label_pair(struct extraction *x, int32_t block, const struct pair *p) {
  struct str text = block_at(x, block)->text, key = span_str(text, p->key), value = strip_marks(span_str(text, p->value));
  size_t n = 0;
  while (n < value.n && !strchr("(,;-|\n", value.p[n])) n++;
  struct str state = strip_marks(str_sub(value, 0, n));
  if (!state.n || !word_among(state, state_words) || word_among(key, grade_keys) || is_metadata_key(key) || read_key(key).is ||
      is_definition(x, block, p->value))
    return;
  if (x->blocks[block].flags & (BLOCK_PLAN | BLOCK_TEMPLATE | BLOCK_EXAMPLE | BLOCK_CONDITION | BLOCK_CRITERIA | BLOCK_QUOTED)) return;
  if (block_kinds(x, block) & (SECTION_HOWTO | SECTION_HISTORY | SECTION_INCIDENT)) return;
  struct status_reading r = status_read(span_str(text, p->value));
  if (r.status == STATUS_NONE) return;
  struct str subject = subject_head(key);
  bool sla = subject.n && phrase_in(key, "sla");
  if (!subject.n || str_eq(subject, STR("deployment"))) subject = subject_make(x, "item:", key);
  int32_t claim =
      add_status(x, block, p->value, p->value, subject, r, x->blocks[block].flags & BLOCK_PREVIOUS ? ROLE_PREVIOUS : ROLE_MEASURED);
  if (claim != CLAIM_NONE && sla) x->claims.v[claim].d.attribute = STR("sla.status");
}

static void status_pairs(struct extraction *x, int32_t block) {
  struct pair p;
  for (size_t at = 0; pair_next(block_at(x, block)->text, &at, &p);) {
    status_pair(x, block, &p);
    label_pair(x, block, &p);
  }
}

/* --- headings ---------------------------------------------------------------------------------------------------------------- */

/* Where the state of a heading begins: behind its last ':', dash, '(' or sign; SIZE_MAX if it has none of these. */
static size_t heading_tail(struct str s) {
  size_t tail = SIZE_MAX;
  for (size_t i = 0; i + 1 < s.n; i++) {
    unsigned char c = (unsigned char)s.p[i];
    bool dash = c == '-' && i > 0 && s.p[i - 1] == ' ' && s.p[i + 1] == ' ';
    if ((c == ':' && s.p[i + 1] == ' ') || dash || c == '(') tail = i + 1;
    if (c == 0xE2 && i + 2 < s.n && (unsigned char)s.p[i + 1] == 0x80) tail = i + 3;
    if (c >= 0xE2 && !(c == 0xE2 && (unsigned char)s.p[i + 1] == 0x80)) { /* an emoji opens it, itself included */
      if (tail == SIZE_MAX || strip_marks(str_sub(s, tail, i - tail)).n) tail = i;
      i += c >= 0xF0 ? 3 : 2;
    }
  }
  return tail;
}

/* The state and nothing else, but for one small word: "IN PROGRESS", "fully operational", not "Task Complete". */
static bool is_bare_state(struct str tail, struct status_reading r) {
  static const char *const channels[] = {"stable",   "unstable",  "error",   "critical", "open",   "enabled",
                                         "disabled", "available", "green",   "red",      "normal", "started",
                                         "released", "failure",   "warning", "success",  NULL};
  static const char *const small[] = {"fully", "now", "partially", "not", "all", "yet", "nearly", "mostly", NULL};
  struct span w;
  struct str state = str_sub(tail, r.from, r.to - r.from);
  if (r.to <= r.from || word_among(state, channels)) return false;
  for (size_t at = 0; word_next(tail, &at, &w);)
    if ((w.to <= r.from || w.from >= r.to) && !word_among(span_str(tail, w), small)) return false;
  return true;
}

/* The part of a heading before its state, without an opened parenthesis. */
static struct str heading_label(struct extraction *x, struct str s, size_t tail) {
  struct str before = str_sub(s, 0, tail);
  const char *open = memchr(before.p, '(', before.n);
  if (open && !memchr(open, ')', before.n - (size_t)(open - before.p))) before.n = (size_t)(open - before.p);
  struct str label = label_of(&x->arena, before);
  while (label.n && strchr(":-( ", label.p[label.n - 1])) label.n--;
  return label;
}

static void status_heading(struct extraction *x, int32_t block) {
  const struct md_block *b = block_at(x, block);
  struct str s = b->text;
  int32_t h = x->blocks[block].heading;
  if (h < 0 || s.n > 160 || (x->headings.v[h].own & (SECTION_PLAN | SECTION_TEMPLATE | SECTION_CRITERIA | SECTION_HISTORY))) return;
  size_t tail = heading_tail(s);
  if (tail == SIZE_MAX || tail >= s.n || (x->blocks[block].flags & (BLOCK_TEMPLATE | BLOCK_EXAMPLE))) return;
  struct str t = str_sub(s, tail, SIZE_MAX);
  struct status_reading r = status_read(t);
  struct str label = heading_label(x, s, tail);
  bool named = x->headings.v[h].subject.n && !str_eq(x->headings.v[h].subject, STR("loadtest"));
  if (r.status == STATUS_NONE || !label.n) return;
  if (strip_marks(t).n ? !is_bare_state(t, r) : !named) return; /* a bare tick may mean anything but on a phase or task */
  struct status_key key = read_key(label);
  struct str subject = subject_make(x, "item:", key.is && !key.whole ? key.rest : label);
  if (key.is && key.whole && !key.past && !key.wish && b->level <= 2) subject = STR("deployment");
  if (b->level <= 2 && (phrase_in(label, "deployment") || phrase_in(label, "release") || phrase_in(label, "production")))
    subject = STR("deployment");
  struct str v = strip_marks(t).n ? strip_marks(t) : str_trim(t);
  while (v.n && (v.p[v.n - 1] == ')' || v.p[v.n - 1] == '!')) v.n--;
  struct span range = {(size_t)(v.p - s.p), (size_t)(v.p - s.p) + v.n};
  if (in_span(b, MD_CODE_SPAN, tail - 1, range.to)) return; /* "`event: down`" is what a program calls it */
  verdict_keep(x, add_status(x, block, range, range, subject, r, ROLE_MEASURED));
  x->headings.v[h].subject = x->headings.v[h].subject.n ? subject_make(x, "item:", label) : STR_NONE;
}

/* --- sentences --------------------------------------------------------------------------------------------------------------- */

enum noun_want {
  WANT_NOTHING,
  WANT_ALL,        /* "all" in front */
  WANT_EVERY,      /* "every" or "each" in front, and nothing behind the state */
  WANT_PRODUCTION, /* "production ready", "operational in production" */
  WANT_WHOLE,      /* opens its sentence, or "all" in front: not some of them */
  WANT_WHOLE_ALL   /* the latter only, and nothing behind the state */
};

struct verdict_noun {
  const char *noun;
  const char *subject;
  enum noun_want want;
};

/* Of two that begin alike the longer one first. */
static const struct verdict_noun nouns[] = {
    {"application", "deployment", WANT_PRODUCTION},
    {"cutover", "deployment", WANT_NOTHING},
    {"deployment", "deployment", WANT_NOTHING},
    {"load suite", "loadtest", WANT_NOTHING},
    {"load testing", "loadtest", WANT_NOTHING},
    {"load tests", "loadtest", WANT_NOTHING},
    {"load test", "loadtest", WANT_NOTHING},
    {"microservices", "service:*", WANT_ALL},
    {"microservice", "service:*", WANT_EVERY},
    {"platform", "deployment", WANT_PRODUCTION},
    {"release", "deployment", WANT_NOTHING},
    {"rollout", "deployment", WANT_NOTHING},
    {"services", "service:*", WANT_ALL},
    {"service", "service:*", WANT_EVERY},
    {"smoke test suite", "suite:smoke", WANT_WHOLE},
    {"smoke testing", "suite:smoke", WANT_WHOLE},
    {"smoke tests", "suite:smoke", WANT_WHOLE},
    {"smoke test", "suite:smoke", WANT_WHOLE},
    {"integration tests", "suite:integration", WANT_WHOLE},
    {"regression tests", "suite:regression", WANT_WHOLE},
    {"unit tests", "suite:unit", WANT_WHOLE},
    {"system", "deployment", WANT_PRODUCTION},
    {"tests", "suite:*", WANT_WHOLE_ALL},
};

static const char *const verbs[] = {"is",        "are",       "was",    "were",   "has",     "have", "failed",
                                    "succeeded", "completed", "passed", "remain", "remains", "now",  NULL};
/* "deployment to staging failed": another one. */
static const char *const elsewhere[] = {"staging", "dev", "development", "test", "canary", "preview", "qa", "local", NULL};
/* What may stand between the noun and its verb: "executed on 2025-…", "to production". */
static const char *const bridges[] = {"executed", "started", "run", "performed", "on",  "at",   "to",    "in", "from",
                                      "into",     "the",     "and", "all",       "via", "with", "phase", NULL};

static bool left_says_all(struct str s, size_t sentence, size_t noun) {
  size_t from = noun - sentence > 60 ? noun - 60 : sentence;
  struct str before = str_sub(s, from, noun - from);
  size_t all = phrase_find(before, "all", 0);
  return all != SIZE_MAX && phrase_find(before, "not all", 0) == SIZE_MAX && phrase_find(before, "of", 0) == SIZE_MAX &&
         !memchr(before.p + all, ',', before.n - all);
}

static bool word_before(struct str s, size_t from, size_t at, struct span *out) {
  while (at > from && s.p[at - 1] == ' ') at--;
  out->to = at;
  while (at > from && (ascii_is_alnum(s.p[at - 1]) || s.p[at - 1] == '\'' || s.p[at - 1] == '-')) at--;
  out->from = at;
  return out->to > out->from;
}

/* "every service", "each of" apart. */
static bool left_says_every(struct str s, size_t sentence, size_t noun) {
  static const char *const every[] = {"every", "each", NULL};
  static const char *const nearly[] = {"not", "nearly", "almost", "for", "of", "in", "to", "from", "on", "virtually", "with", NULL};
  struct span w;
  if (!word_before(s, sentence, noun, &w) || !word_among(span_str(s, w), every)) return false;
  return !word_before(s, sentence, w.from, &w) || !word_among(span_str(s, w), nearly);
}

/* "All 12 smoke tests", "and all the smoke tests"; or "The smoke tests" at the beginning: not "3 smoke tests", "the new smoke tests". */
static bool left_says_whole(struct str s, size_t sentence, size_t noun, bool only_all) {
  static const char *const between[] = {"the", "our", "of", NULL};
  static const char *const nearly[] = {"not", "nearly", "almost", "virtually", "practically", "of", "have", "had", NULL};
  struct span w = {noun, noun};
  size_t at = noun;
  while (word_before(s, sentence, at, &w) && (word_among(span_str(s, w), between) || ascii_is_digit(s.p[w.from]))) at = w.from;
  if (w.to > w.from && str_eq_ci(span_str(s, w), STR("all"))) {
    struct span before;
    return !word_before(s, sentence, w.from, &before) || !word_among(span_str(s, before), nearly);
  }
  struct str front = strip_marks(str_sub(s, sentence, noun - sentence));
  return !only_all && (!front.n || word_among(front, between));
}

static bool left_is_wanted(struct str s, size_t sentence, size_t noun, enum noun_want want) {
  struct str before = str_sub(s, sentence, noun - sentence);
  switch (want) {
  case WANT_ALL:
    return !names_another(before) && left_says_all(s, sentence, noun);
  case WANT_EVERY:
    return left_says_every(s, sentence, noun);
  case WANT_WHOLE:
  case WANT_WHOLE_ALL:
    return !names_another(before) && left_says_whole(s, sentence, noun, want == WANT_WHOLE_ALL);
  case WANT_NOTHING:
  case WANT_PRODUCTION:
    break;
  }
  return !names_another(before);
}

/* Nothing behind the state but what means the same. */
static bool ends_there(struct str s, size_t at, size_t end) {
  struct span w;
  static const char *const same[] = {"and", "now", "running", "healthy", "up", "ready", "live", "successfully", "again", NULL};
  for (size_t i = at; word_next(str_sub(s, 0, end), &i, &w);)
    if (!word_among(span_str(s, w), same)) return false;
  return true;
}

/* The verb that the noun is the subject of: at once, or behind a bridge; SIZE_MAX if something else follows. */
static size_t find_verb(struct str s, size_t noun_end, size_t end) {
  struct span w;
  bool bridged = false;
  struct str clause = str_sub(s, 0, end < noun_end + 120 ? end : noun_end + 120);
  for (size_t at = noun_end; word_next(clause, &at, &w);) {
    struct str word = span_str(clause, w);
    if (word_among(word, verbs)) return w.from;
    if ((!bridged && !word_among(word, bridges)) || word_among(word, elsewhere)) return SIZE_MAX;
    bridged = true;
  }
  return SIZE_MAX;
}

static size_t clause_end(struct str s, size_t from, size_t end) {
  for (size_t i = from; i < end; i++)
    if (s.p[i] == ',' || s.p[i] == '(' || s.p[i] == ';' || s.p[i] == '\n') return i;
  return end;
}

enum { VERDICT_REACH = 40 };

/* What stands behind "is", "has been" …; or the verb itself: "failed", "completed 2025-…". Moves *verb to where the reading counts from. */
static struct status_reading read_predicate(struct str s, size_t *verb, size_t end, bool *past) {
  static const char *const auxiliaries[] = {"is", "are", "was", "were", "has", "have", "been", "now", "remain", "remains", NULL};
  struct span w, first = {0, 0};
  struct str clause = str_sub(s, 0, end);
  bool auxiliary = false;
  for (size_t at = *verb; word_next(clause, &at, &w);) {
    first = w;
    struct str word = span_str(clause, w);
    if (!word_among(word, auxiliaries)) break;
    *past |= str_eq_ci(word, STR("was")) || str_eq_ci(word, STR("were"));
    auxiliary = true;
  }
  *verb = first.from;
  struct status_reading r = status_read(str_sub(s, first.from, end - first.from));
  if (r.status != STATUS_NONE || auxiliary) return r;
  bool when = first.to + 1 < end && s.p[first.to] == ' ' && ascii_is_digit(s.p[first.to + 1]);
  return when ? (struct status_reading){.status = status_of_word(span_str(s, first)), .to = first.to - first.from} : r;
}

static void verdict_at(struct extraction *x, int32_t block, const struct verdict_noun *n, size_t at, size_t len) {
  struct str s = block_at(x, block)->text;
  struct span sentence = sentence_around(s, at, at + len);
  if (!left_is_wanted(s, sentence.from, at, n->want) || (sentence.to < s.n && s.p[sentence.to] == '?')) return;
  bool strict = n->want == WANT_EVERY || n->want == WANT_WHOLE || n->want == WANT_WHOLE_ALL;
  size_t verb = strict && phrase_here(s, at + len + 1, "pass") ? at + len + 1 : find_verb(s, at + len, sentence.to);
  if (strict && verb != at + len + 1) return; /* "All tests in the cart module passed" */
  if (verb == SIZE_MAX) return;
  bool past = false;
  size_t end = clause_end(s, verb, sentence.to);
  struct status_reading r = read_predicate(s, &verb, end, &past);
  if (r.status == STATUS_NONE || r.composite || r.to <= r.from || r.from > VERDICT_REACH) return;
  if (past && r.status != STATUS_SUCCESS) return; /* "was rolled back": an episode, not the state it is in */
  if (strict && n->want != WANT_WHOLE && !ends_there(s, verb + r.to, end)) return;
  if (n->want == WANT_PRODUCTION && !phrase_in(str_sub(s, verb, r.to), "production")) return;
  struct voice v = voice_at(x, block, at, verb + r.to);
  if (v.silent || v.role != ROLE_MEASURED) return;
  verdict_keep(
      x, add_status(x, block, (struct span){at, verb + r.to}, (struct span){verb + r.from, verb + r.to}, str_of(n->subject), r, v.role));
}

/* "API Gateway `edge` is ACTIVE", "service `web` failed": the name stands in code behind the noun. */
static void named_verdict(struct extraction *x, int32_t block, struct span noun) {
  const struct md_block *b = block_at(x, block);
  struct str s = b->text;
  size_t at = noun.to + 1, end = at;
  if (at >= s.n || s.p[noun.to] != ' ' || !in_span(b, MD_CODE_SPAN, at, at + 1)) return;
  const char *prefix = subject_prefix(span_str(s, noun));
  if (!prefix || (strcmp(prefix, "gateway:") != 0 && strcmp(prefix, "service:") != 0)) return;
  while (end < s.n && !ascii_is_space(s.p[end])) end++;
  if (end - at < 2 || !in_span(b, MD_CODE_SPAN, at, end)) return;
  struct str subject = subject_make(x, prefix, str_sub(s, at, end - at));
  if (!subject.n) return;
  struct verdict_noun n = {"", subject.p, WANT_NOTHING};
  verdict_at(x, block, &n, at, end - at);
}

static void status_sentences(struct extraction *x, int32_t block) {
  const struct md_block *b = block_at(x, block);
  struct str s = b->text;
  struct span w;
  for (size_t at = 0; word_next(s, &at, &w);) {
    if (b->spans_n) named_verdict(x, block, w);
    for (size_t i = 0; i < sizeof nouns / sizeof nouns[0]; i++) {
      if (nouns[i].noun[0] != ascii_lower(s.p[w.from])) continue;
      size_t n = phrase_here(s, w.from, nouns[i].noun);
      if (!n || w.from + n < w.to) continue;
      verdict_at(x, block, &nouns[i], w.from, n);
      break;
    }
  }
}

/* Not every status word is a verdict there: "SLA error rate", "SLA up to 5 s". */
static const char *const sla_verdicts[] = {"pass", "passed", "passing", "fail",     "failed",   "failing", "met",
                                           "ok",   "green",  "red",     "breached", "violated", "success", NULL};

/* "overall SLA PASS", "SLA validation (PASS)", "SLA targets met": the state follows at once. */
static void status_sla(struct extraction *x, int32_t block) {
  static const char *const skip[] = {"validation", "compliance", "targets",      "target",     "status",
                                     "check",      "checks",     "requirements", "thresholds", NULL};
  struct str s = block_at(x, block)->text;
  for (size_t at = 0; (at = phrase_find(s, "sla", at)) != SIZE_MAX; at += 3) {
    struct span w, last = {at, at + 3};
    size_t i = at + 3;
    while (word_next(s, &i, &w) && word_among(span_str(s, w), skip) && w.from - last.to <= 2) last = w;
    struct str word = i > last.to ? span_str(s, w) : STR_NONE;
    if (!word.n || w.from - last.to > 2 || w.from <= at || !word_among(word, sla_verdicts)) continue;
    enum status state = status_of_word(word);
    struct voice v = voice_at(x, block, at, w.to);
    if (state == STATUS_NONE || state == STATUS_PENDING || v.silent || v.role != ROLE_MEASURED) continue;
    int32_t claim = add_status(x, block, (struct span){at, w.to}, w, STR("loadtest"), (struct status_reading){.status = state}, v.role);
    if (claim != CLAIM_NONE) x->claims.v[claim].d.attribute = STR("sla.status");
  }
}

/* --- ticked bullets ---------------------------------------------------------------------------------------------------------- */

static const char *const ticks[] = {"\xE2\x9C\x85", "\xE2\x9D\x8C", "\xE2\x9C\x94", "\xE2\x9C\x93", "\xE2\x9A\xA0", "\xE2\x9B\x94", NULL};

static bool starts_with_tick(struct str s) {
  for (const char *const *t = ticks; *t; t++)
    if (str_starts(s, str_of(*t))) return true;
  return false;
}

static size_t words_behind(struct str s, size_t at) {
  struct span w;
  size_t n = 0;
  while (word_next(s, &at, &w)) n++;
  return n;
}

/* "Alerts configured and" → "Alerts configured". */
static struct str drop_joints(struct str s) {
  static const char *const joints[] = {"and", "are", "is", "all", "have", "has", "been", "fully", "now", "was", "were", "-", NULL};
  for (;;) {
    size_t n = (s = strip_marks(s)).n;
    while (n > 0 && !ascii_is_space(s.p[n - 1])) n--;
    if (!s.n || !word_among(str_sub(s, n, SIZE_MAX), joints)) return s;
    s.n = n;
  }
}

/* The words must say a state too: a bare tick may mean done, recommended, yes, or "to do". */
static void status_bullet(struct extraction *x, int32_t block) {
  const struct md_block *b = block_at(x, block);
  int32_t item = x->blocks[block].item;
  struct str s = str_trim(b->text);
  bool box = (x->blocks[block].flags & BLOCK_DONE_TASK) != 0;
  if (item < 0 || !s.n || s.n > 200 || !(box || starts_with_tick(s)) || memchr(s.p, '\n', s.n)) return;
  if (x->blocks[block].flags & (BLOCK_PLAN | BLOCK_TEMPLATE | BLOCK_EXAMPLE | BLOCK_CONDITION | BLOCK_OPEN_TASK | BLOCK_QUOTED)) return;
  if (block_kinds(x, block) & (SECTION_HOWTO | SECTION_ROLLBACK)) return;
  struct str words = strip_marks(s);
  struct status_reading spoken = status_read(words), whole = status_read(s);
  if (!words.n || spoken.status == STATUS_NONE || whole.status == STATUS_NONE || whole.composite || spoken.to <= spoken.from) return;
  if (box && whole.status != STATUS_SUCCESS) return;
  if (ascii_is_digit(words.p[0]) || !ascii_is_alpha(words.p[spoken.from]) || words_behind(words, spoken.to) > 3) return;
  size_t from = (size_t)(words.p - b->text.p);
  struct voice v = voice_from(x, block, from, from + words.n, (struct voice){ROLE_MEASURED, false});
  if (v.silent || v.role != ROLE_MEASURED) return;
  struct str before = drop_joints(str_sub(words, 0, spoken.from));
  struct str subject = subject_head(before);
  bool sla = subject.n && phrase_in(before, "sla");
  if (!subject.n) subject = subject_make(x, "item:", before);
  if (!subject.n) return;
  enum claim_role role = x->blocks[block].flags & BLOCK_PREVIOUS ? ROLE_PREVIOUS : ROLE_MEASURED;
  struct span value = {from + spoken.from, from + spoken.to};
  int32_t claim = add_status(x, block, (struct span){from, from + words.n}, value, subject, whole, role);
  if (claim != CLAIM_NONE && sla) x->claims.v[claim].d.attribute = STR("sla.status");
}

void extract_status(struct extraction *x) {
  for (int32_t i = 0; i < (int32_t)x->md->n; i++) {
    const struct md_block *b = block_at(x, i);
    if (x->blocks[i].flags & BLOCK_SILENT) continue;
    if (b->kind == MD_HEADING) status_heading(x, i);
    if (b->kind != MD_PARAGRAPH) continue;
    status_pairs(x, i);
    if (b->in_quote) continue;
    status_bullet(x, i);
    if (block_kinds(x, i) &
        (SECTION_PLAN | SECTION_HISTORY | SECTION_INCIDENT | SECTION_BEFORE | SECTION_TEMPLATE | SECTION_CRITERIA | SECTION_ROLLBACK))
      continue;
    status_sentences(x, i);
    status_sla(x, i);
  }
}
