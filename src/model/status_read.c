/* Reads a report's status text as a whole.
 *
 * The text is cut into tokens, the tokens into segments at stops, bars, dashes, brackets and "but". A status phrase counts ("bright") only
 * where it is what the segment says: "deployment failed", not "failed requests". Phrases that stand elsewhere are remembered ("dim"): alone
 * they say nothing, but they keep a text from being read as one clear state. Whatever is unclear is STATUS_NONE or composite. */
#include "model/status.h"

#include <stdint.h>

/* --- tables --- */

enum weight {
  CLEAR, /* counts in predicate position, is remembered elsewhere */
  VAGUE, /* an everyday word: counts only as a whole segment, in capitals, or as its last word */
};

struct phrase {
  const char *text; /* lower case, words separated by one blank */
  enum status status;
  enum weight weight;
  enum status negated; /* with "not" in front; NONE: says nothing then */
};

#define S STATUS_SUCCESS
#define F STATUS_FAILURE
#define A STATUS_PARTIAL
#define P STATUS_PENDING
#define K STATUS_SKIPPED
#define U STATUS_UNKNOWN
#define N STATUS_NONE

/* The longest phrase at a place wins. Document life-cycle words (current, new, draft, superseded …) are missing on purpose. */
static const struct phrase phrases[] = {
    {"complete", S, CLEAR, P},
    {"completed", S, CLEAR, P},
    {"done", S, VAGUE, P},
    {"finished", S, CLEAR, P},
    {"deployed", S, CLEAR, F},
    {"fixed", S, CLEAR, F},
    {"implemented", S, CLEAR, P},
    {"resolved", S, CLEAR, P},
    {"verified", S, CLEAR, P},
    {"validated", S, CLEAR, P},
    {"tested", S, CLEAR, P},
    {"success", S, VAGUE, F},
    {"successful", S, CLEAR, F},
    {"succeeded", S, CLEAR, F},
    {"pass", S, VAGUE, F},
    {"passed", S, CLEAR, F},
    {"passing", S, CLEAR, F},
    {"operational", S, CLEAR, F},
    {"healthy", S, CLEAR, F},
    {"functional", S, CLEAR, F},
    {"ready", S, CLEAR, F},
    {"production ready", S, CLEAR, F},
    {"active", S, VAGUE, F},
    {"live", S, VAGUE, F},
    {"online", S, VAGUE, F},
    {"working", S, VAGUE, F},
    {"enabled", S, VAGUE, F},
    {"available", S, VAGUE, F},
    {"stable", S, VAGUE, F},
    {"serving", S, VAGUE, F},
    {"responding", N, VAGUE, F},
    {"running", N, VAGUE, F}, /* a service that is up, or a job that is not over */
    {"configured", N, VAGUE, F},
    {"up", S, VAGUE, F},
    {"ok", S, VAGUE, F},
    {"green", S, VAGUE, N},
    {"normal", S, VAGUE, N},
    {"met", S, VAGUE, F},
    {"achieved", S, CLEAR, F},
    {"restored", S, CLEAR, F},
    {"shipped", S, CLEAR, P},
    {"released", S, CLEAR, P},
    {"merged", S, CLEAR, P},
    {"applied", S, CLEAR, P},
    {"fail", F, VAGUE, N},
    {"failed", F, CLEAR, N},
    {"failing", F, CLEAR, N},
    {"failure", F, VAGUE, N},
    {"failures", N, VAGUE, N},
    {"error", F, VAGUE, N},
    {"broken", F, CLEAR, N},
    {"unhealthy", F, CLEAR, N},
    {"non functional", F, CLEAR, N},
    {"nonfunctional", F, CLEAR, N},
    {"non operational", F, CLEAR, N},
    {"inoperative", F, CLEAR, N},
    {"down", F, VAGUE, N},
    {"offline", F, CLEAR, N},
    {"unavailable", F, CLEAR, N},
    {"unreachable", F, CLEAR, N},
    {"crashed", F, CLEAR, N},
    {"crashing", F, CLEAR, N},
    {"rejected", F, CLEAR, N},
    {"aborted", F, CLEAR, N},
    {"blocked", F, CLEAR, N},
    {"rolled back", F, CLEAR, N},
    {"reverted", F, CLEAR, N},
    {"breached", F, CLEAR, N},
    {"violated", F, CLEAR, N},
    {"missed", F, CLEAR, N},
    {"undeployed", F, CLEAR, N},
    {"unable to", F, CLEAR, N},
    {"critical", F, VAGUE, N},
    {"red", F, VAGUE, N},
    {"partial", A, VAGUE, N},
    {"partially", A, VAGUE, N},
    {"partial success", A, CLEAR, N},
    {"incomplete", A, CLEAR, N},
    {"degraded", A, CLEAR, N},
    {"unstable", A, CLEAR, N},
    {"intermittent", A, CLEAR, N},
    {"mixed", A, VAGUE, N},
    {"warn", A, VAGUE, N},
    {"warning", A, VAGUE, N},
    {"yellow", A, VAGUE, N},
    {"amber", A, VAGUE, N},
    {"in progress", P, CLEAR, P},
    {"inprogress", P, CLEAR, P},
    {"wip", P, CLEAR, N},
    {"pending", P, CLEAR, N},
    {"planned", P, CLEAR, N},
    {"started", P, CLEAR, P},
    {"ongoing", P, CLEAR, N},
    {"waiting", P, CLEAR, N},
    {"awaiting", P, CLEAR, N},
    {"queued", P, CLEAR, N},
    {"scheduled", P, CLEAR, N},
    {"upcoming", P, CLEAR, N},
    {"proposed", P, CLEAR, N},
    {"deferred", P, CLEAR, N},
    {"postponed", P, CLEAR, N},
    {"on hold", P, CLEAR, N},
    {"paused", P, CLEAR, N},
    {"todo", P, VAGUE, N},
    {"to do", P, VAGUE, N},
    {"open", P, VAGUE, N},
    {"investigating", P, CLEAR, N},
    {"under investigation", P, CLEAR, N},
    {"under review", P, CLEAR, N},
    {"in review", P, CLEAR, N},
    {"unresolved", P, CLEAR, N},
    {"untested", P, CLEAR, N},
    {"unverified", P, CLEAR, N},
    {"outstanding", P, VAGUE, N},
    {"ready for", P, CLEAR, F},
    {"ready to", P, CLEAR, F},
    {"skipped", K, CLEAR, N},
    {"cancelled", K, CLEAR, N},
    {"canceled", K, CLEAR, N},
    {"disabled", K, CLEAR, N},
    {"dry run", K, CLEAR, N},
    {"not applicable", K, CLEAR, N},
    {"unknown", U, CLEAR, N},
    {"inconclusive", U, CLEAR, N},
};

struct glyph {
  const char *bytes;
  enum status status;
};

static const struct glyph glyphs[] = {
    {"\xE2\x9C\x85", S},     /* white heavy check mark */
    {"\xE2\x9C\x94", S},     /* heavy check mark */
    {"\xE2\x9C\x93", S},     /* check mark */
    {"\xE2\x98\x91", S},     /* ballot box with check */
    {"\xF0\x9F\x9F\xA2", S}, /* large green circle */
    {"\xE2\x9D\x8C", F},     /* cross mark */
    {"\xE2\x9C\x97", F},     /* ballot x */
    {"\xE2\x9C\x98", F},     /* heavy ballot x */
    {"\xE2\x9B\x94", F},     /* no entry */
    {"\xF0\x9F\x94\xB4", F}, /* large red circle */
    {"\xF0\x9F\x9A\xAB", F}, /* no entry sign */
    {"\xE2\x9A\xA0", A},     /* warning sign */
    {"\xF0\x9F\x9F\xA1", A}, /* large yellow circle */
    {"\xF0\x9F\x9F\xA0", A}, /* large orange circle */
    {"\xF0\x9F\x94\x84", P}, /* counterclockwise arrows */
    {"\xE2\x8F\xB3", P},     /* hourglass with flowing sand */
    {"\xE2\x8C\x9B", P},     /* hourglass */
    {"\xF0\x9F\x9A\xA7", P}, /* construction sign */
    {"\xE2\x8F\xB8", P},     /* double vertical bar */
    {"\xE2\x8F\xAD", K},     /* next track */
};

/* What may follow a phrase that is the predicate of its segment. */
static const char *const followers[] = {
    "after",  "all",     "already", "as",  "at",    "because", "before", "by",           "despite",   "due",
    "during", "for",     "from",    "in",  "of",    "on",      "only",   "since",        "state",     "status",
    "so",     "today",   "than",    "to",  "using", "via",     "with",   "successfully", "yesterday", "without",
    "within", "through", "is",      "are", "under", "across",  "now",    "again",        "except",    "until",
};

/* A segment with one of these is a condition or a wish. */
static const char *const hedges[] = {"if",       "when",      "once",      "unless",   "until",    "whether", "should",
                                     "would",    "could",     "might",     "assuming", "expected", "must",    "shall",
                                     "criteria", "estimated", "hopefully", "whenever", "provided"};

/* A text that starts with one of these is an instruction or a question. */
static const char *const imperatives[] = {"verify", "check", "ensure", "confirm", "monitor", "make",  "run", "review",
                                          "see",    "how",   "what",   "why",     "which",   "where", "who", "use",
                                          "wait",   "mark",  "update", "is",      "are",     "does",  "did"};

static const char *const negations[] = {"not",     "never", "isn't",  "aren't", "wasn't", "weren't", "hasn't", "haven't",
                                        "doesn't", "don't", "didn't", "cannot", "can't",  "nothing", "none"};
/* May stand between a negation and its word. */
static const char *const adverbs[] = {"yet",      "fully",    "currently",  "being",     "been",         "be",
                                      "actually", "still",    "properly",   "correctly", "successfully", "longer",
                                      "all",      "entirely", "completely", "a",         "the"};
static const char *const nearly[] = {"nearly",        "almost",  "mostly", "partially", "partly",
                                     "substantially", "largely", "semi",   "half",      "conditionally"};
static const char *const past[] = {"was", "were", "previously", "formerly", "initially", "originally", "before"};
static const char *const joints[] = {"but", "and", "while", "however", "although", "though", "plus", "then", "except"};
static const char *const shortfalls[] = {"issues",  "issue",      "errors",  "error",       "warnings", "warning",  "failures",
                                         "failure", "exceptions", "caveats", "limitations", "gaps",     "blockers", "problems"};

#define COUNT(a) (sizeof(a) / sizeof *(a))

static bool in_list(const char *const *list, size_t n, struct str word) {
  for (size_t i = 0; i < n; i++)
    if (str_eq_ci(word, str_of(list[i]))) return true;
  return false;
}
#define IN(list, word) in_list(list, COUNT(list), word)

/* --- tokens --- */

enum token_kind { T_WORD, T_NUMBER, T_GLYPH, T_STOP, T_COLON, T_ARROW, T_OPEN, T_OTHER };

struct token {
  enum token_kind kind;
  struct str text;
  size_t at;
  enum status glyph;
  bool glued_left, glued_right; /* part of a compound: "fail-safe", "pass/fail", "status.ok" */
  bool hyphen_right;            /* only a hyphen glues it to the next word */
  bool slash;                   /* a '/' glues it: one of several alternatives */
};

enum { TOKENS = 200 }; /* a status text that is longer is an essay */

struct reading {
  struct token v[TOKENS];
  size_t n;
};

/* Bytes of the word character at s[i], 0 if there is none: letters and digits of any script, but not the symbols of U+2000 and up to
 * U+2FFF nor what stands outside the basic plane (emoji). */
static size_t word_char(struct str s, size_t i) {
  if (i >= s.n) return 0;
  unsigned char c = (unsigned char)s.p[i];
  if (c < 0x80) return ascii_is_alnum(s.p[i]) || c == '\'';
  if (c >= 0xC3 && c < 0xE0) return 2;
  return c == 0xE0 || c == 0xE1 || (c >= 0xE3 && c < 0xEF) ? 3 : 0;
}

static bool ends_word(struct str s, size_t i) { return i > 0 && (ascii_is_alnum(s.p[i - 1]) || (unsigned char)s.p[i - 1] >= 0x80); }

/* A glyph row at s[i]; skips the variation selector behind it. */
static size_t scan_glyph(struct str s, size_t i, enum status *status) {
  if ((unsigned char)s.p[i] < 0xE2) return 0;
  for (size_t k = 0; k < COUNT(glyphs); k++) {
    struct str bytes = str_of(glyphs[k].bytes);
    if (!str_starts(str_sub(s, i, bytes.n), bytes)) continue;
    *status = glyphs[k].status;
    bool variation = str_starts(str_sub(s, i + bytes.n, 3), STR("\xEF\xB8\x8F"));
    return bytes.n + (variation ? 3 : 0);
  }
  return 0;
}

static size_t scan_arrow(struct str s, size_t i) {
  static const char *const arrows[] = {"\xE2\x86\x92", "\xE2\x9E\x9C", "\xE2\x9E\xA1", "\xE2\x87\x92", "->", "=>"};
  for (size_t k = 0; k < COUNT(arrows); k++)
    if (str_starts(str_sub(s, i, SIZE_MAX), str_of(arrows[k]))) return strlen(arrows[k]);
  return 0;
}

static bool blank_at(struct str s, size_t i) { return i >= s.n || ascii_is_space(s.p[i]); }

/* Marks that end a segment. Hyphen and colon count only with a blank behind; a stop only where no word goes on. */
static size_t scan_stop(struct str s, size_t i, enum token_kind *kind) {
  *kind = T_STOP;
  char c = s.p[i];
  if (str_starts(str_sub(s, i, 3), STR("\xE2\x80\x93")) || str_starts(str_sub(s, i, 3), STR("\xE2\x80\x94"))) return 3; /* dashes */
  if (str_starts(str_sub(s, i, 3), STR("\xE2\x80\xA2"))) return 3;                                                      /* bullet */
  if (strchr("|;,!?)]\n", c)) return 1;
  if (c == '(' || c == '[') {
    *kind = T_OPEN;
    return 1;
  }
  if (c == ':' && blank_at(s, i + 1)) {
    *kind = T_COLON;
    return 1;
  }
  if ((c == '-' && i > 0 && blank_at(s, i - 1) && blank_at(s, i + 1)) || (c == '.' && blank_at(s, i + 1)) ||
      (c == '+' && blank_at(s, i + 1)))
    return 1;
  return 0;
}

/* Code and quoted words are somebody else's. Bytes to skip, 0 if s[i] opens nothing that is closed. */
static size_t scan_quoted(struct str s, size_t i) {
  char c = s.p[i];
  if (c != '`' && c != '"') return 0;
  const char *end = i + 1 < s.n ? memchr(s.p + i + 1, c, s.n - i - 1) : NULL;
  return end ? (size_t)(end - (s.p + i)) + 1 : 0;
}

static bool glues(struct str s, size_t i) { return i < s.n && strchr("-_/.=@#$\\<>~", s.p[i]) != NULL && s.p[i] != '\0'; }

static void push(struct reading *r, struct token t) {
  if (r->n < TOKENS) r->v[r->n++] = t;
}

/* Digits with their points and commas at s[i], if no letter follows. */
static size_t scan_digits(struct str s, size_t i) {
  size_t n = 0;
  while (i + n < s.n) {
    bool inner = (s.p[i + n] == '.' || s.p[i + n] == ',') && n && i + n + 1 < s.n && ascii_is_digit(s.p[i + n + 1]);
    if (!inner && !ascii_is_digit(s.p[i + n])) break;
    n++;
  }
  return word_char(s, i + n) ? 0 : n;
}

static size_t push_word(struct reading *r, struct str s, size_t i) {
  size_t n = scan_digits(s, i);
  struct token t = {.kind = n ? T_NUMBER : T_WORD, .at = i};
  for (size_t more; n == 0 || t.kind == T_WORD; n += more)
    if ((more = word_char(s, i + n)) == 0 || more > s.n - i - n) break;
  if (n == 0) return 0;
  t.text = str_sub(s, i, n);
  bool option = i > 1 && s.p[i - 1] == '-' && s.p[i - 2] == '-'; /* --failed */
  t.glued_left = option || (i > 1 && glues(s, i - 1) && ends_word(s, i - 1));
  t.glued_right = glues(s, i + n) && word_char(s, i + n + 1);
  t.hyphen_right = t.glued_right && (s.p[i + n] == '-' || s.p[i + n] == '_');
  t.slash = (t.glued_right && s.p[i + n] == '/') || (t.glued_left && s.p[i - 1] == '/');
  push(r, t);
  return n;
}

static void tokenise(struct str s, struct reading *r) {
  r->n = 0;
  for (size_t i = 0; i < s.n && r->n < TOKENS;) {
    enum status status = N;
    enum token_kind kind = T_OTHER;
    size_t n;
    if (ascii_is_space(s.p[i]) && s.p[i] != '\n') {
      i++;
    } else if ((n = scan_quoted(s, i)) != 0) {
      push(r, (struct token){.kind = T_OTHER, .text = {s.p + i, n}, .at = i});
      i += n;
    } else if ((n = scan_glyph(s, i, &status)) != 0) {
      push(r, (struct token){.kind = T_GLYPH, .text = {s.p + i, n}, .at = i, .glyph = status});
      i += n;
    } else if ((n = scan_arrow(s, i)) != 0) {
      push(r, (struct token){.kind = T_ARROW, .text = {s.p + i, n}, .at = i});
      i += n;
    } else if ((n = scan_stop(s, i, &kind)) != 0) {
      push(r, (struct token){.kind = kind, .text = {s.p + i, n}, .at = i});
      i += n;
    } else if ((n = push_word(r, s, i)) != 0) {
      i += n;
    } else {
      if (s.p[i] == '%') push(r, (struct token){.kind = T_OTHER, .text = {s.p + i, 1}, .at = i});
      i++;
    }
  }
}

/* --- phrases --- */

/* Words of the phrase matched by the tokens from `i` on: their number, 0 if they differ. */
static size_t match_phrase(const struct reading *r, size_t i, const char *text) {
  struct str rest = str_of(text);
  size_t k = i;
  while (rest.n) {
    size_t blank = str_find(rest, STR(" "), 0);
    struct str word = blank == SIZE_MAX ? rest : str_sub(rest, 0, blank);
    if (k >= r->n || r->v[k].kind != T_WORD || !str_eq_ci(r->v[k].text, word)) return 0;
    bool last = word.n == rest.n;
    if (!last && r->v[k].glued_right && !r->v[k].hyphen_right) return 0;
    rest = last ? STR_NONE : str_sub(rest, word.n + 1, SIZE_MAX);
    k++;
  }
  return k - i;
}

static const struct phrase *find_phrase(const struct reading *r, size_t i, size_t *tokens) {
  const struct phrase *best = NULL;
  *tokens = 0;
  if (r->v[i].kind != T_WORD || r->v[i].glued_left) return NULL;
  for (size_t k = 0; k < COUNT(phrases); k++) {
    if (phrases[k].text[0] != ascii_lower(r->v[i].text.p[0])) continue;
    size_t n = match_phrase(r, i, phrases[k].text);
    if (n <= *tokens) continue;
    best = &phrases[k];
    *tokens = n;
  }
  return best && !r->v[i + *tokens - 1].glued_right ? best : NULL;
}

/* --- segments --- */

struct signals {
  bool bright[STATUS_UNKNOWN + 1];
  bool dim[STATUS_UNKNOWN + 1];
  size_t from[STATUS_UNKNOWN + 1], to[STATUS_UNKNOWN + 1];
  bool condition; /* "complete when": nothing is claimed at all */
  bool ready_for;
  bool fell_short; /* "6/8", "80 %", "with errors" beside a success */
  bool relieved;   /* "no failures" */
};

static bool is_upper(struct str s) {
  for (size_t i = 0; i < s.n; i++)
    if (s.p[i] >= 'a' && s.p[i] <= 'z') return false;
  return s.n >= 2;
}

static bool is_stop(const struct token *t) { return t->kind == T_STOP || t->kind == T_COLON || t->kind == T_OPEN || t->kind == T_ARROW; }

static bool is_joint(const struct token *t) { return t->kind == T_WORD && !t->glued_left && !t->glued_right && IN(joints, t->text); }

/* First token behind the segment that starts at `i`. */
static size_t segment_end(const struct reading *r, size_t i) {
  while (i < r->n && !is_stop(&r->v[i]) && !is_joint(&r->v[i])) i++;
  return i;
}

static bool segment_has(const struct reading *r, size_t from, size_t to, const char *const *list, size_t n) {
  for (size_t i = from; i < to; i++)
    if (r->v[i].kind == T_WORD && in_list(list, n, r->v[i].text)) return true;
  return false;
}

static size_t words_in(const struct reading *r, size_t from, size_t to) {
  size_t n = 0;
  for (size_t i = from; i < to; i++) n += r->v[i].kind == T_WORD || r->v[i].kind == T_NUMBER;
  return n;
}

/* Is the phrase at [i, end) negated by what stands before it in its segment? *nothing: "no", "0", "zero", "without". */
static bool is_negated(const struct reading *r, size_t from, size_t i, bool *nothing) {
  *nothing = false;
  for (size_t back = 1; back <= 3 && i >= from + back; back++) {
    const struct token *t = &r->v[i - back];
    if (t->kind == T_NUMBER) {
      *nothing = str_eq(t->text, STR("0"));
      return *nothing;
    }
    if (t->kind != T_WORD) return false;
    if (str_eq_ci(t->text, STR("no")) || str_eq_ci(t->text, STR("zero")) || str_eq_ci(t->text, STR("without"))) {
      bool no_longer = i - back + 1 < i && str_eq_ci(r->v[i - back + 1].text, STR("longer"));
      *nothing = !no_longer;
      return true;
    }
    if (IN(negations, t->text)) return true;
    if (!IN(adverbs, t->text)) return false;
  }
  return false;
}

/* "80% complete": a percentage below 100 right before the phrase. */
static bool is_percentage(const struct reading *r, size_t from, size_t i) {
  if (i < from + 2 || r->v[i - 1].kind != T_OTHER || !str_eq(r->v[i - 1].text, STR("%")) || r->v[i - 2].kind != T_NUMBER) return false;
  return !str_starts(r->v[i - 2].text, STR("100"));
}

static bool is_nearly(const struct reading *r, size_t from, size_t i) {
  return i > from && r->v[i - 1].kind == T_WORD && IN(nearly, r->v[i - 1].text);
}

/* "will be deployed", "to be verified", "to deploy". */
static bool is_future(const struct reading *r, size_t from, size_t i) {
  for (size_t k = i; k > from && i - k < 3; k--) {
    struct str w = r->v[k - 1].text;
    if (str_eq_ci(w, STR("will")) || str_eq_ci(w, STR("be"))) {
      bool was = k >= from + 2 && (str_eq_ci(r->v[k - 2].text, STR("to")) || str_eq_ci(r->v[k - 2].text, STR("will")));
      if (was || str_eq_ci(w, STR("will"))) return true;
    }
  }
  return false;
}

/* May the phrase that ends at `end` be the predicate? */
static bool is_predicate(const struct reading *r, size_t end, size_t to) {
  while (end < to && (r->v[end].kind == T_GLYPH || r->v[end].kind == T_OTHER)) end++;
  if (end >= to) return true;
  const struct token *t = &r->v[end];
  if (t->kind == T_NUMBER) return end + 1 < to && r->v[end + 1].kind == T_OTHER;
  size_t tokens;
  const struct phrase *next = find_phrase(r, end, &tokens);
  return IN(followers, t->text) || IN(hedges, t->text) || (next && next->status != N && is_predicate(r, end + tokens, to));
}

static bool is_vague_enough(const struct reading *r, size_t from, size_t i, size_t end, size_t to) {
  size_t words = words_in(r, from, to);
  if (words == end - i) return true;
  if (is_upper(r->v[i].text) && is_predicate(r, end, to)) return true;
  return words <= 5 && words_in(r, end, to) == 0 && !is_future(r, from, i);
}

/* Puts a signal down, with the bytes that decide it. */
static void signal(struct signals *g, enum status s, bool bright, const struct reading *r, size_t i, size_t end) {
  if (s == N) return;
  if (!bright) {
    g->dim[s] = true;
    return;
  }
  if (!g->bright[s]) {
    g->from[s] = r->v[i].at;
    g->to[s] = r->v[end - 1].at + r->v[end - 1].text.n;
  }
  g->bright[s] = true;
}

/* "Failed: 3" is a count with a label, no state. */
static bool is_count_label(const struct reading *r, size_t end, size_t to) {
  return end == to && end + 1 < r->n && r->v[end].kind == T_COLON && r->v[end + 1].kind == T_NUMBER;
}

static void read_phrase(struct signals *g, const struct reading *r, size_t from, size_t i, size_t end, size_t to, const struct phrase *ph) {
  bool nothing;
  enum status s = ph->status;
  if (is_count_label(r, end, to)) return;
  if (is_negated(r, from, i, &nothing)) {
    g->relieved |= nothing && (s == F || s == A);
    signal(g, nothing ? N : ph->negated, true, r, i, end);
    return;
  }
  if (end < to && r->v[end].kind == T_WORD && IN(hedges, r->v[end].text) && s == S) g->condition = true;
  bool bright = ph->weight == CLEAR ? is_predicate(r, end, to) : is_vague_enough(r, from, i, end, to);
  if (ph->weight == VAGUE && !bright) return;
  if (str_starts(str_of(ph->text), STR("ready ")) && s == P) {
    g->ready_for = true;
    bright = true;
  }
  if (s == S && (is_percentage(r, from, i) || is_nearly(r, from, i))) s = A;
  if (s == S && is_future(r, from, i)) s = P;
  signal(g, s, bright, r, i, end);
}

/* "6/8": fewer than all. */
static bool falls_short(const struct reading *r, size_t i) {
  if (i + 1 >= r->n || r->v[i].kind != T_NUMBER || r->v[i + 1].kind != T_NUMBER || !r->v[i].slash || !r->v[i].glued_right) return false;
  struct str a = r->v[i].text, b = r->v[i + 1].text;
  return a.n < b.n || (a.n == b.n && str_cmp(a, b) < 0);
}

/* "with known issues", "with 2 warnings". */
static bool is_with_shortfall(const struct reading *r, size_t i, size_t to) {
  if (!str_eq_ci(r->v[i].text, STR("with"))) return false;
  for (size_t k = i + 1; k < to && k <= i + 3; k++) {
    if (r->v[k].kind == T_WORD && (str_eq_ci(r->v[k].text, STR("no")) || str_eq_ci(r->v[k].text, STR("zero")))) return false;
    if (r->v[k].kind == T_NUMBER && str_eq(r->v[k].text, STR("0"))) return false;
    if (r->v[k].kind == T_WORD && IN(shortfalls, r->v[k].text)) return true;
  }
  return false;
}

/* Success stated right before a condition: "complete when". */
static bool is_conditional(const struct reading *r, size_t from, size_t to) {
  for (size_t i = from; i < to; i++) {
    size_t n;
    const struct phrase *ph = find_phrase(r, i, &n);
    if (ph && ph->status == S && i + n < to && r->v[i + n].kind == T_WORD && IN(hedges, r->v[i + n].text)) return true;
  }
  return false;
}

/* "no failures", "without errors": good news, if there is no other. */
static bool is_relief(const struct reading *r, size_t from, size_t i) {
  bool nothing = false;
  return r->v[i].kind == T_WORD && IN(shortfalls, r->v[i].text) && is_negated(r, from, i, &nothing) && nothing;
}

static void read_words(struct signals *own, const struct reading *r, size_t from, size_t to) {
  for (size_t i = from; i < to;) {
    size_t n;
    const struct phrase *ph = find_phrase(r, i, &n);
    own->fell_short |= falls_short(r, i) || is_with_shortfall(r, i, to);
    own->relieved |= is_relief(r, from, i);
    if (ph) read_phrase(own, r, from, i, i + n, to, ph);
    i += ph ? n : 1;
  }
}

/* A glyph counts by itself where the words of its segment say nothing, or where it gainsays them: "⚠ COMPLETE", "✅ PARTIAL". In
 * "❌ NOT STARTED" and "⚠ PENDING" it only colours the word. */
static void read_glyphs(struct signals *own, const struct reading *r, size_t from, size_t to) {
  size_t at = to;
  for (size_t i = from; i < to; i++) {
    if (r->v[i].kind != T_GLYPH) continue;
    if (at != to && r->v[at].glyph != r->v[i].glyph) own->bright[S] = own->bright[F] = true; /* a legend or a mixed state */
    at = i;
  }
  if (at == to) return;
  enum status glyph = r->v[at].glyph;
  bool words = false;
  for (enum status s = S; s <= U; s++) words |= own->bright[s];
  bool colours = words && !own->bright[S] && glyph != S;
  if (!colours) signal(own, glyph, true, r, at, at + 1);
}

static void merge(struct signals *all, const struct signals *own) {
  for (enum status s = S; s <= U; s++) {
    if (own->bright[s] && !all->bright[s]) {
      all->from[s] = own->from[s];
      all->to[s] = own->to[s];
    }
    all->bright[s] |= own->bright[s];
    all->dim[s] |= own->dim[s];
  }
  all->condition |= own->condition;
  all->ready_for |= own->ready_for;
  all->fell_short |= own->fell_short;
  all->relieved |= own->relieved;
}

static void read_segment(struct signals *all, const struct reading *r, size_t from, size_t to) {
  struct signals own = {0};
  if (from < to && r->v[from].kind == T_WORD && IN(past, r->v[from].text)) return;
  if (segment_has(r, from, to, hedges, COUNT(hedges)))
    own.condition = is_conditional(r, from, to);
  else
    read_words(&own, r, from, to);
  if (!own.condition) read_glyphs(&own, r, from, to);
  merge(all, &own);
}

/* --- the whole text --- */

static size_t first_word(const struct reading *r, size_t i) {
  while (i < r->n && r->v[i].kind == T_GLYPH) i++;
  return i;
}

static bool is_instruction(const struct reading *r, size_t start) {
  size_t i = first_word(r, start);
  if (i >= r->n || r->v[i].kind != T_WORD) return false;
  return IN(imperatives, r->v[i].text) || IN(hedges, r->v[i].text);
}

/* "from X to Y": only what it became. */
static size_t after_last_arrow(const struct reading *r) {
  size_t start = 0;
  for (size_t i = 0; i + 1 < r->n; i++)
    if (r->v[i].kind == T_ARROW) start = i + 1;
  return start;
}

static bool is_status_at(const struct reading *r, size_t i) {
  size_t n;
  return i < r->n && find_phrase(r, i, &n) != NULL;
}

/* "pass or fail", "pending, running, failed": the values a state can have. */
static bool is_legend(const struct reading *r, const struct signals *g) {
  int different = 0, glyphs_seen = 0;
  for (enum status s = S; s <= U; s++) different += g->bright[s];
  for (size_t i = 0; i < r->n; i++) {
    glyphs_seen += r->v[i].kind == T_GLYPH;
    bool alternative = i && r->v[i].kind == T_WORD && str_eq_ci(r->v[i].text, STR("or"));
    if (alternative && is_status_at(r, i - 1) && is_status_at(r, i + 1)) return true;
  }
  bool only_glyphs = glyphs_seen > 1 && words_in(r, 0, r->n) == 0;
  return (different > 1 && only_glyphs) || (different > 2 && !glyphs_seen);
}

static enum status only_bright(const struct signals *g, int *different) {
  enum status found = N;
  *different = 0;
  for (enum status s = S; s <= U; s++) {
    if (!g->bright[s]) continue;
    if (found == N) found = s;
    ++*different;
  }
  return found;
}

static struct status_reading decide(const struct signals *g) {
  int different;
  enum status found = only_bright(g, &different);
  struct status_reading out = {.status = found, .ready_for = g->ready_for};
  if (found == N) {
    out.status = g->relieved && !g->dim[F] ? S : N;
    return out;
  }
  bool doubted = found == S && (g->dim[F] || g->dim[A] || g->dim[P] || g->fell_short);
  out.composite = different > 1 || doubted;
  if (out.composite) out.status = A;
  out.from = g->from[found];
  out.to = g->to[found];
  return out;
}

static struct str unquoted(struct str s) {
  if (s.n > 2 && (s.p[0] == '"' || s.p[0] == '`') && s.p[s.n - 1] == s.p[0] && memchr(s.p + 1, s.p[0], s.n - 2) == NULL)
    return str_sub(s, 1, s.n - 2);
  return s;
}

struct status_reading status_read(struct str text) {
  struct str s = unquoted(str_trim(text));
  struct reading r;
  struct signals all = {0};
  if (s.n == 0 || s.p[s.n - 1] == '?') return (struct status_reading){0};
  tokenise(s, &r);
  size_t start = after_last_arrow(&r);
  if (is_instruction(&r, start)) return (struct status_reading){0};
  for (size_t i = start; i < r.n;) {
    size_t end = segment_end(&r, i);
    read_segment(&all, &r, i, end);
    i = end + 1;
  }
  if (all.condition || is_legend(&r, &all)) return (struct status_reading){0};
  struct status_reading out = decide(&all);
  if (out.to) {
    out.from += (size_t)(s.p - text.p);
    out.to += (size_t)(s.p - text.p);
  }
  return out;
}
