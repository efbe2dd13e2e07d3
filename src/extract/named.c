/* Things called by their names: "`cart` is healthy", "ledger-api and ledger-worker are up", "- cart: ✅".
 *
 * The name must open its sentence or follow another one of them, the state must be all that is said of it now. Whether there is such a
 * thing is for the evidence to say: a name is compared with what is called exactly so, and else with nothing. */
#include "extract/passes.h"
#include "extract/scope.h"
#include "extract/subject.h"
#include "extract/table.h"
#include "extract/words.h"
#include "model/status.h"

#include <stdlib.h>

enum { NAMES_MAX = 8, NAME_BYTES = 60 };

struct name {
  struct span at;
  struct str subject;
};

struct named {
  struct name v[NAMES_MAX];
  size_t n;
  size_t from; /* of the first, an article and its kind included */
};

/* The rows of the report's tables by their labels, for one pass. */
struct row_name {
  struct str label, subject;
};

struct naming {
  struct extraction *x;
  VEC(struct row_name) rows; /* sorted */
};

enum { ROWS_MAX = 20000 };

static int by_label(const void *a, const void *b) {
  const struct row_name *p = a, *q = b;
  int d = str_cmp(p->label, q->label);
  return d ? d : str_cmp(p->subject, q->subject);
}

static void add_rows(struct naming *n, const struct table *t) {
  for (int32_t r = 1; r < t->rows && !t->silent && n->rows.n < ROWS_MAX; r++) {
    const struct table_row *row = &t->row[r];
    if (!row->subject.n || !row->label.n || row->label.n > NAME_BYTES) continue;
    vec_push(&n->rows, (struct row_name){arena_lower(&n->x->arena, row->label), row->subject});
  }
}

static struct str subject_of_row(struct naming *n, struct str name) {
  struct str want = arena_lower(&n->x->arena, name);
  size_t lo = 0, hi = n->rows.n;
  while (lo < hi) {
    size_t mid = (lo + hi) / 2;
    if (str_cmp(n->rows.v[mid].label, want) < 0) {
      lo = mid + 1;
    } else {
      hi = mid;
    }
  }
  return lo < n->rows.n && str_eq(n->rows.v[lo].label, want) ? n->rows.v[lo].subject : STR_NONE;
}

/* --- names ------------------------------------------------------------------------------------------------------------------- */

/* Words that begin a sentence like a name and stand for something else. */
static const char *const no_names[] = {
    "that",       "this",       "these",     "those",    "there",   "they",     "it",        "everything", "nothing",  "all",
    "none",       "what",       "which",     "who",      "each",    "every",    "one",       "both",       "either",   "neither",
    "some",       "most",       "many",      "others",   "another", "the",      "and",       "but",        "or",       "not",
    "now",        "then",       "here",      "we",       "you",     "team",     "work",      "code",       "version",  "release",
    "rollout",    "status",     "result",    "results",  "service", "services", "system",    "systems",    "platform", "build",
    "deployment", "production", "staging",   "project",  "phase",   "site",     "test",      "tests",      "data",     "task",
    "step",       "fix",        "change",    "document", "report",  "update",   "migration", "feature",    "solution", "nobody",
    "someone",    "anything",   "something", "how",      "why",     "where",    "load",      NULL};
static const char *const kinds[] = {"service", "services", "microservice", "microservices", NULL};
static const char *const openers[] = {"the", "our", "and", "but", "service", "services", "microservice", "now", "currently", NULL};

static bool is_name_byte(char c) { return ascii_is_alnum(c) || c == '-' || c == '_'; }

/* "ledger-api", "cart_v2": nobody writes prose so. */
static bool is_identifier(struct str s) {
  bool joint = false;
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] >= 'A' && s.p[i] <= 'Z') return false;
    joint |= i > 0 && i + 1 < s.n && (s.p[i] == '-' || s.p[i] == '_');
  }
  return joint;
}

static bool has_lower(struct str s) {
  for (size_t i = 1; i < s.n; i++)
    if (s.p[i] >= 'a' && s.p[i] <= 'z') return true;
  return false;
}

/* Reads the bytes as a name; `plain`: an everyday word may be one. */
static bool read_name(struct naming *naming, int32_t block, struct span at, bool plain, struct name *out) {
  struct extraction *x = naming->x;
  const struct md_block *b = block_at(x, block);
  struct str s = span_str(b->text, at);
  if (s.n < 2 || s.n > NAME_BYTES || !ascii_is_alpha(s.p[0]) || !has_lower(s)) return false;
  *out = (struct name){at, subject_of_row(naming, s)};
  if (out->subject.n) return true;
  bool code = in_span(b, MD_CODE_SPAN, at.from, at.to);
  if (!code && !is_identifier(s) && (!plain || s.n < 3 || word_among(s, no_names))) return false;
  out->subject = subject_make(x, "item:", s);
  return out->subject.n != 0;
}

/* The run of name bytes that ends at `end`, one blank or none in between; empty if something else stands there. */
static struct span token_before(struct str s, size_t end) {
  while (end > 0 && s.p[end - 1] == ' ') end--;
  size_t from = end;
  while (from > 0 && is_name_byte(s.p[from - 1])) from--;
  bool cut = from > 0 && !ascii_is_space(s.p[from - 1]);
  return cut ? (struct span){end, end} : (struct span){from, end};
}

/* Behind ", ", " and ", ", and " in front of `at`: where the name before it ends; 0 if there is none. */
static size_t joint_before(struct str s, size_t at) {
  static const char *const joints[] = {", and ", " and ", " & ", ", "};
  for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++) {
    size_t n = strlen(joints[i]);
    if (at > n && str_eq(str_sub(s, at - n, n), str_of(joints[i]))) return at - n;
  }
  return 0;
}

/* Nothing in front of the names but an article, their kind, or a sign. */
static bool opens(struct str s, size_t start, size_t from) {
  struct str before = str_sub(s, start, from - start);
  struct span w;
  for (size_t at = 0; word_next(before, &at, &w);)
    if (!word_among(span_str(before, w), openers)) return false;
  for (size_t i = 0; i < before.n; i++)
    if (strchr("\"'(:[<>=/$#~", before.p[i])) return false;
  return true;
}

/* "ledger-api, ledger-worker and `cart`" up to `end`. */
static bool names_before(struct naming *naming, int32_t block, size_t start, size_t end, struct named *out) {
  struct str s = block_at(naming->x, block)->text;
  struct span last = token_before(s, end);
  bool kind = word_among(span_str(s, last), kinds);
  if (kind) last = token_before(s, last.from);
  out->n = 0;
  for (;;) {
    bool plain = opens(s, start, last.from);
    if (out->n == NAMES_MAX || last.from < start || !read_name(naming, block, last, plain || kind, &out->v[out->n])) return false;
    out->from = last.from;
    out->n++;
    if (plain) return true;
    size_t before = joint_before(s, last.from);
    if (!before) return false;
    last = token_before(s, before);
  }
}

/* --- states ------------------------------------------------------------------------------------------------------------------ */

struct state {
  const char *word;
  const char *attribute;
  enum status status, negated;
};

/* Longest first where one begins like another. */
static const struct state states[] = {
    {"up and running", "health", STATUS_SUCCESS, STATUS_FAILURE},
    {"available", "health", STATUS_SUCCESS, STATUS_FAILURE},
    {"broken", "health", STATUS_FAILURE, STATUS_NONE},
    {"crashing", "health", STATUS_FAILURE, STATUS_NONE},
    {"deployed", "status", STATUS_SUCCESS, STATUS_FAILURE},
    {"down", "health", STATUS_FAILURE, STATUS_NONE},
    {"failed", "status", STATUS_FAILURE, STATUS_NONE},
    {"failing", "health", STATUS_FAILURE, STATUS_NONE},
    {"healthy", "health", STATUS_SUCCESS, STATUS_FAILURE},
    {"live", "health", STATUS_SUCCESS, STATUS_FAILURE},
    {"offline", "health", STATUS_FAILURE, STATUS_NONE},
    {"online", "health", STATUS_SUCCESS, STATUS_FAILURE},
    {"operational", "health", STATUS_SUCCESS, STATUS_FAILURE},
    {"ready", "ready", STATUS_SUCCESS, STATUS_FAILURE},
    {"running", "health", STATUS_SUCCESS, STATUS_FAILURE},
    {"unavailable", "health", STATUS_FAILURE, STATUS_NONE},
    {"unhealthy", "health", STATUS_FAILURE, STATUS_NONE},
    {"unreachable", "health", STATUS_FAILURE, STATUS_NONE},
    {"up", "health", STATUS_SUCCESS, STATUS_FAILURE},
};

static const char *const now_verbs[] = {"is", "are", "remains", "remain", "has", "have", NULL};
static const char *const small[] = {"now",   "currently", "still", "all",  "both",         "fully",
                                    "again", "already",   "back",  "been", "successfully", NULL};
/* What may stand behind the state and leaves it as it is. */
static const char *const tails[] = {"now",           "again",        "currently", "in production", "in prod", "on production",
                                    "to production", "successfully", "today",     "as well",       "too",     "with no",
                                    "without",       "and",          "after the", "since the",     NULL};
/* Behind "and" or anywhere in the sentence these make a story, a rule or a doubt of it. */
static const char *const unsettled[] = {
    "but",         "although", "though",     "except",     "however",  "yet",        "waiting",     "awaiting",      "pending",
    "at first",    "then",     "during",     "later",      "ago",      "briefly",    "meanwhile",   "at that point", "at this point",
    "at the time", "whether",  "as long as", "so that",    "while",    "which",      "where",       "who",           "means",
    "says",        "reports",  "shows",      "thinks",     "alert",    "alarm",      "every time",  "each time",     "sometimes",
    "often",       "never",    "usually",    "always",     "rarely",   "after each", "after every", "only",          "almost",
    "nearly",      "because",  "instead",    "apparently", "probably", "likely",     "seems",       "assume",        "unclear",
    "degraded",    "unstable", "flapping",   "restarting", NULL};

/* "at 02:10": a step of a story. */
static bool has_clock(struct str s) {
  for (size_t i = 1; i + 2 < s.n; i++)
    if (s.p[i] == ':' && ascii_is_digit(s.p[i - 1]) && ascii_is_digit(s.p[i + 1]) && ascii_is_digit(s.p[i + 2])) return true;
  return false;
}

static bool tail_is_harmless(struct str s, size_t at, size_t end) {
  while (at < end && s.p[at] == ' ') at++;
  if (at >= end || strchr(",.;!)\n", s.p[at])) return true;
  if (at + 1 < end && s.p[at] == '(') return true;
  for (const char *const *t = tails; *t; t++)
    if (phrase_here(s, at, *t)) return true;
  return !strip_marks(str_sub(s, at, end - at)).n;
}

struct said {
  const struct state *state;
  enum status status;
  struct span at;
};

/* The state behind the verb at `at`, with its "not". */
static bool read_state(struct str s, size_t at, size_t end, bool perfect, struct said *out) {
  struct span w = {0, SIZE_MAX};
  bool negated = false;
  while (word_next(s, &at, &w) && w.to <= end) {
    struct str word = span_str(s, w);
    if (str_eq_ci(word, STR("not"))) negated = true;
    if (!negated && !word_among(word, small)) break;
    if (!str_eq_ci(word, STR("not")) && !word_among(word, small)) break;
  }
  for (size_t i = 0; i < sizeof states / sizeof states[0] && w.to <= end; i++) {
    size_t n = phrase_here(s, w.from, states[i].word);
    if (!n || (perfect && strcmp(states[i].attribute, "status") != 0)) continue;
    enum status status = negated ? states[i].negated : states[i].status;
    *out = (struct said){&states[i], status, {w.from, w.from + n}};
    return status != STATUS_NONE && tail_is_harmless(s, w.from + n, end);
  }
  return false;
}

/* --- sentences --------------------------------------------------------------------------------------------------------------- */

static void claim_names(struct extraction *x, int32_t block, const struct named *names, const struct said *said) {
  for (size_t i = names->n; i-- > 0;) {
    struct claim_draft d = draft_at(FAMILY_STATUS, block, names->v[i].at.from, said->at.to);
    d.value_from = said->at.from;
    d.value_to = said->at.to;
    d.subject = names->v[i].subject;
    d.attribute = str_of(said->state->attribute);
    d.value = str_of(status_name(said->status));
    claim_add(x, &d);
  }
}

/* Where what is said at `verb` ends, or 0: nothing that counts. */
static size_t sentence_at(struct naming *naming, int32_t block, struct span verb, size_t after) {
  struct extraction *x = naming->x;
  struct str s = block_at(x, block)->text;
  struct span sentence = sentence_around(s, verb.from, verb.to);
  struct named names;
  struct said said;
  struct str whole = span_str(s, sentence), word = span_str(s, verb);
  bool perfect = str_eq_ci(word, STR("has")) || str_eq_ci(word, STR("have"));
  if (sentence.to < s.n && s.p[sentence.to] == '?') return 0;
  size_t start = after > sentence.from ? after : sentence.from;
  for (size_t i = start; i < verb.from; i++)
    if (s.p[i] == '\n') start = i + 1; /* a hard break */
  if (!names_before(naming, block, start, verb.from, &names) || !read_state(s, verb.to, sentence.to, perfect, &said)) return 0;
  struct voice v = voice_at(x, block, names.from, said.at.to);
  if (v.silent || v.role != ROLE_MEASURED || has_clock(whole) || phrases_in(whole, unsettled)) return 0;
  if (range_claimed(x, block, names.from, said.at.to)) return 0;
  claim_names(x, block, &names, &said);
  return said.at.to;
}

static void named_sentences(struct naming *naming, int32_t block) {
  struct str s = block_at(naming->x, block)->text;
  struct span w;
  size_t after = 0;
  for (size_t at = 0; word_next(s, &at, &w);) {
    if (!word_among(span_str(s, w), now_verbs)) continue;
    size_t end = sentence_at(naming, block, w, after);
    if (end) after = end;
  }
}

/* --- lists ------------------------------------------------------------------------------------------------------------------- */

/* A tick means that a thing is well only where the list is about nothing but that. */
static const char *const cores[] = {"service",     "services", "microservice", "microservices", "deployed", "deployment",
                                    "deployments", "health",   "component",    "components",    NULL};
static const char *const beside[] = {"status", "state",        "states",     "rollout", "release", "released", "current",
                                     "final",  "overall",      "production", "result",  "results", "summary",  "check",
                                     "checks", "verification", "post",       "of",      "the",     "and",      "in",
                                     "all",    "our",          "up",         "running", "healthy", NULL};

static bool is_about_health(struct str title, bool identifier) {
  struct span w;
  bool core = identifier; /* "Summary" says nothing, but an identifier is no word for a task */
  title = strip_marks(str_sub(title, 0, 80));
  for (size_t at = 0; word_next(title, &at, &w);) {
    struct str word = span_str(title, w);
    core |= word_among(word, cores);
    if (!word_among(word, cores) && !word_among(word, beside)) return false;
  }
  return core && title.n;
}

static bool list_is_about_health(const struct extraction *x, int32_t block, bool identifier) {
  int32_t lead = x->blocks[block].lead, h = x->blocks[block].heading;
  if (lead >= 0) return is_about_health(block_at(x, lead)->text, identifier);
  return h >= 0 && is_about_health(x->headings.v[h].title, identifier);
}

/* "cart: Live": the state is one word behind a colon. */
static bool is_worded_state(struct str s, struct span name, struct span state) {
  struct status_reading r = status_read(span_str(s, state));
  const char *colon = memchr(s.p + name.to, ':', state.from - name.to);
  return colon && (r.status == STATUS_SUCCESS || r.status == STATUS_FAILURE);
}

/* "cart: ✅", "✅ cart", "`cart` service - ❌": a name and a sign, no other word. */
static void named_item(struct naming *naming, int32_t block) {
  struct extraction *x = naming->x;
  struct str s = block_at(x, block)->text;
  struct span w, first = {0, 0}, more = {0, 0};
  size_t at = 0, words = 0;
  if (x->blocks[block].item < 0 || s.n > 120) return;
  while (word_next(s, &at, &w) && ++words <= 2) {
    if (words == 1) first = w;
    more = w;
  }
  bool worded = words == 2 && is_worded_state(s, first, more);
  if (!words || words > 2 || (words == 2 && !worded && !word_among(span_str(s, more), kinds))) return;
  if (!list_is_about_health(x, block, is_identifier(span_str(s, first)))) return;
  struct status_reading r = status_read(s);
  struct name name;
  if (r.composite || (r.status != STATUS_SUCCESS && r.status != STATUS_FAILURE) || r.to <= r.from ||
      (!worded && ascii_is_alpha(s.p[r.from])))
    return;
  struct voice v = voice_at(x, block, first.from, first.to);
  if (v.silent || v.role != ROLE_MEASURED || !read_name(naming, block, first, true, &name) || range_claimed(x, block, 0, s.n)) return;
  struct span text = {r.from < first.from ? r.from : first.from, r.to > first.to ? r.to : first.to};
  struct claim_draft d = draft_at(FAMILY_STATUS, block, text.from, text.to);
  d.value_from = r.from;
  d.value_to = r.to;
  d.subject = name.subject;
  d.attribute = STR("status");
  d.value = str_of(status_name(r.status));
  claim_add(x, &d);
}

void extract_named(struct extraction *x) {
  static const unsigned elsewhere = SECTION_PLAN | SECTION_HISTORY | SECTION_INCIDENT | SECTION_BEFORE | SECTION_TEMPLATE |
                                    SECTION_CRITERIA | SECTION_ROLLBACK | SECTION_HOWTO | SECTION_CHECKLIST;
  struct naming naming = {.x = x};
  for (size_t i = 0; i < x->tables.n; i++) add_rows(&naming, x->tables.v[i]);
  if (naming.rows.n) qsort(naming.rows.v, naming.rows.n, sizeof *naming.rows.v, by_label);
  for (int32_t i = 0; i < (int32_t)x->md->n; i++) {
    if (!is_prose(x, i) || (block_kinds(x, i) & elsewhere)) continue;
    named_sentences(&naming, i);
    named_item(&naming, i);
  }
  vec_release(&naming.rows);
}
