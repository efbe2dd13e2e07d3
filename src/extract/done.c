/* "# ✅ Release 2.3 deployment complete!", "I've successfully deployed version 2.3.0": notes that say in their title or first words that it
 * is done, and have no line "Status:". Version and commit named there are the report's own. */
#include "extract/pair.h"
#include "extract/passes.h"
#include "extract/subject.h"
#include "extract/verdict.h"
#include "extract/words.h"
#include "model/status.h"

static const char *const done_words[] = {"complete",   "completed", "deployed", "done",    "finished",
                                         "successful", "live",      "released", "shipped", NULL};
static const char *const deploy_nouns[] = {"deployment", "deploy", "release", "rollout", "cutover", "go-live", "launch", "version", NULL};
static const char *const plain_words[] = {"the", "our", "this", "production", "prod", "final", "full", "new", "latest", "to", "in", NULL};
static const char *const softeners[] = {"is", "now", "was", "has", "been", "successfully", "fully", NULL};
/* One of these in front makes it the release of a part, or another one. */
static const char *const parts[] = {
    "frontend",   "backend",  "front-end", "back-end", "api",       "gateway",  "database", "db",         "ui",
    "web",        "staging",  "phase",     "sprint",   "part",      "stage",    "infra",    "canary",     "infrastructure",
    "monitoring", "docs",     "partial",   "pilot",    "beta",      "alpha",    "test",     "dev",        "hotfix",
    "service",    "services", "plan",      "guide",    "checklist", "criteria", "of",       "for",        "when",
    "if",         "until",    "not",       "almost",   "nearly",    "half",     "how",      "definition", "schema",
    "mobile",     "preview",  "local",     "qa",       "mock",      "first",    "pre",      "process",    "notes",
    "pipeline",   NULL};

enum { WORDS_MAX = 16 };

struct words {
  struct span v[WORDS_MAX];
  size_t n;
};

/* --- versions ---------------------------------------------------------------------------------------------------------------- */

/* "2.3", "v2.3.0-rc1" at the word that starts at `at`: bytes, 0 if it is none. */
static size_t version_at(struct str s, size_t at) {
  size_t i = at, dots = 0;
  if (i < s.n && (s.p[i] == 'v' || s.p[i] == 'V')) i++;
  if (i >= s.n || !ascii_is_digit(s.p[i])) return 0;
  for (; i < s.n &&
         (ascii_is_alnum(s.p[i]) || ((s.p[i] == '.' || s.p[i] == '-' || s.p[i] == '+') && i + 1 < s.n && ascii_is_alnum(s.p[i + 1])));
       i++)
    dots += s.p[i] == '.';
  return dots ? i - at : 0;
}

static bool has_metadata(const struct extraction *x, struct str attribute) {
  for (size_t i = 0; i < x->claims.n; i++) {
    const struct claim_draft *d = &x->claims.v[i].d;
    if (d->family == FAMILY_METADATA && !x->claims.v[i].dropped && str_eq(d->attribute, attribute)) return true;
  }
  return false;
}

static void claim_identity(struct extraction *x, int32_t block, struct span at, struct str attribute) {
  if (at.to <= at.from || has_metadata(x, attribute) || range_taken(x, block, at.from, at.to)) return;
  struct claim_draft d = draft_at(FAMILY_METADATA, block, at.from, at.to);
  d.subject = STR("deployment");
  d.attribute = attribute;
  d.value = arena_lower(&x->arena, span_str(block_at(x, block)->text, at));
  claim_add(x, &d);
}

/* "commit 4be21d9" in the bytes. */
static struct span commit_in(struct str s, struct span in) {
  size_t at = phrase_find(str_sub(s, 0, in.to), "commit", in.from), digits = 0, n = 0;
  if (at == SIZE_MAX) return (struct span){0, 0};
  for (at += 6; at < in.to && (s.p[at] == ' ' || s.p[at] == ':');) at++;
  for (; at + n < in.to && ascii_is_xdigit(s.p[at + n]); n++) digits += ascii_is_digit(s.p[at + n]);
  bool whole = at + n >= s.n || !ascii_is_alnum(s.p[at + n]);
  return whole && digits && n >= 7 && n <= 64 ? (struct span){at, at + n} : (struct span){0, 0};
}

static void claim_done(struct extraction *x, int32_t block, struct span text, struct span value) {
  if (range_claimed(x, block, text.from, text.to)) return;
  struct claim_draft d = draft_at(FAMILY_STATUS, block, text.from, text.to);
  d.value_from = value.from;
  d.value_to = value.to;
  d.subject = STR("deployment");
  d.attribute = STR("status");
  d.value = str_of(status_name(STATUS_SUCCESS));
  verdict_keep(x, claim_add(x, &d));
}

/* --- the title ----------------------------------------------------------------------------------------------------------------- */

/* A version counts as one word. */
static bool split(struct str s, struct words *out) {
  struct span w;
  out->n = 0;
  for (size_t at = 0; word_next(s, &at, &w);) {
    size_t version = version_at(s, w.from);
    if (version) w.to = at = w.from + version;
    if (out->n == WORDS_MAX) return false;
    out->v[out->n++] = w;
  }
  return true;
}

static struct str word_of(struct str s, const struct words *w, size_t i) { return span_str(s, w->v[i]); }

static bool names_project(struct extraction *x, struct str word) {
  return word.n > 2 && phrase_in(x->project, arena_lower(&x->arena, word).p);
}

/* Words before the state: a release, its version, production, and at most two of a name where the version says which. */
static bool is_whole_release(struct extraction *x, struct str s, const struct words *w, size_t n, struct span *version) {
  size_t nouns = 0, others = 0;
  for (size_t i = 0; i < n; i++) {
    struct str word = arena_lower(&x->arena, word_of(s, w, i));
    if (word_among(word, parts)) return false;
    if (version_at(s, w->v[i].from)) {
      *version = w->v[i];
    } else if (word_among(word, deploy_nouns)) {
      nouns++;
    } else if (!word_among(word, plain_words) && !names_project(x, word)) {
      others++;
    }
  }
  return nouns && (others == 0 || (version->to && others <= 2)) && !names_another(str_sub(s, 0, w->v[n - 1].to));
}

static void title_done(struct extraction *x, int32_t block) {
  struct str s = block_at(x, block)->text;
  struct words w;
  struct span version = {0, 0};
  if (s.n > 120 || (s.n && s.p[s.n - 1] == '?') || !split(s, &w)) return;
  while (w.n > 2 && (word_among(word_of(s, &w, w.n - 1), (const char *const[]){"production", "prod", "to", "in", NULL}))) w.n--;
  if (w.n < 2 || !word_among(word_of(s, &w, w.n - 1), done_words)) return;
  size_t n = w.n - 1;
  while (n > 1 && word_among(word_of(s, &w, n - 1), softeners)) n--;
  bool head = word_among(word_of(s, &w, n - 1), deploy_nouns) || version_at(s, w.v[n - 1].from) ||
              word_among(word_of(s, &w, n - 1), (const char *const[]){"production", "prod", NULL});
  if (!head || !is_whole_release(x, s, &w, n, &version)) return;
  claim_done(x, block, (struct span){w.v[0].from, w.v[w.n - 1].to}, w.v[w.n - 1]);
  claim_identity(x, block, version, STR("version"));
}

/* --- the first words ------------------------------------------------------------------------------------------------------------ */

static const char *const acts[] = {"deployed", "released", "shipped", NULL};
static const char *const doers[] = {"i", "i've", "ve", "we", "we've", "have", NULL};
static const char *const objects[] = {"version", "release", "tag", NULL};
static const char *const articles[] = {"the", "our", "this", "new", "latest", NULL};
/* Anywhere in the sentence: not all of it, not there, not yet. */
static const char *const limits[] = {"staging", "dev",       "development", "test",        "canary",   "preview", "qa",
                                     "local",   "partially", "partly",      "half",        "some",     "most",    "except",
                                     "but",     "without",   "however",     "rolled back", "reverted", "failed",  "tried",
                                     "dry run", "sandbox",   "uat",         NULL};

/* "of orchard": the report's project or a word of its title. */
static bool of_another(struct extraction *x, struct str s, const struct words *w, size_t i) {
  if (i >= w->n || !str_eq_ci(word_of(s, w, i), STR("of"))) return false;
  size_t k = i + 1;
  while (k < w->n && word_among(word_of(s, w, k), articles)) k++;
  if (k >= w->n) return true;
  struct str name = word_of(s, w, k);
  return !names_project(x, name) && !phrase_in(x->document.title, arena_lower(&x->arena, name).p);
}

/* "I've successfully deployed [the] version 2.3.0": index behind the object, 0 if it is something else. */
static size_t active_done(struct str s, const struct words *w, size_t act, struct span *version) {
  size_t before = act, k = act + 1;
  while (before > 0 && word_among(word_of(s, w, before - 1), (const char *const[]){"successfully", "now", "just", NULL})) before--;
  if (!before || !word_among(word_of(s, w, before - 1), doers)) return 0;
  while (k < w->n && word_among(word_of(s, w, k), articles)) k++;
  bool named = k < w->n && word_among(word_of(s, w, k), objects);
  k += named;
  if (k < w->n && version_at(s, w->v[k].from)) {
    *version = w->v[k++];
    named = true;
  }
  return named ? k : 0;
}

/* "Version 2.3.0 has been [successfully] deployed". */
static bool passive_done(struct extraction *x, struct str s, const struct words *w, size_t act, struct span *version) {
  size_t n = act;
  while (n > 0 && word_among(word_of(s, w, n - 1), softeners)) n--;
  return n > 0 && n < act && is_whole_release(x, s, w, n, version);
}

static void sentence_done(struct extraction *x, int32_t block, struct span sentence) {
  struct str all = block_at(x, block)->text, s = str_sub(all, 0, sentence.to), own = span_str(all, sentence);
  struct words w = {.n = 0};
  struct span version = {0, 0}, word;
  if ((sentence.to < all.n && all.p[sentence.to] == '?') || phrases_in(own, limits)) return;
  for (size_t at = sentence.from; w.n < WORDS_MAX && word_next(s, &at, &word); w.v[w.n++] = word) {
    size_t n = version_at(s, word.from);
    if (n) word.to = at = word.from + n;
  }
  for (size_t i = 0; i < w.n; i++) {
    if (!word_among(word_of(s, &w, i), acts)) continue;
    size_t behind = active_done(s, &w, i, &version);
    if (!behind && !passive_done(x, s, &w, i, &version)) continue;
    if (of_another(x, s, &w, behind ? behind : i + 1)) return;
    struct span text = {w.v[0].from, behind ? w.v[behind - 1].to : w.v[i].to};
    struct voice v = voice_at(x, block, w.v[i].from, text.to);
    if (v.silent || v.role != ROLE_MEASURED) return;
    claim_done(x, block, text, w.v[i]);
    claim_identity(x, block, version, STR("version"));
    claim_identity(x, block, commit_in(all, sentence), STR("commit"));
    return;
  }
}

enum { SENTENCES_MAX = 6 };

static void paragraph_done(struct extraction *x, int32_t block) {
  struct str s = block_at(x, block)->text;
  size_t at = 0;
  for (int i = 0; i < SENTENCES_MAX && at < s.n; i++) {
    struct span sentence = sentence_around(s, at, at + 1);
    sentence.from = at;
    while (sentence.from < sentence.to && ascii_is_space(s.p[sentence.from])) sentence.from++;
    sentence_done(x, block, sentence);
    at = sentence.to + 1;
  }
}

void extract_done(struct extraction *x) {
  static const unsigned elsewhere = SECTION_PLAN | SECTION_HISTORY | SECTION_INCIDENT | SECTION_BEFORE | SECTION_TEMPLATE |
                                    SECTION_CRITERIA | SECTION_ROLLBACK | SECTION_HOWTO | SECTION_CHECKLIST;
  bool first = true;
  if (x->headings.n && x->headings.v[0].level == 1 && !(x->headings.v[0].own & elsewhere)) title_done(x, x->headings.v[0].block);
  for (int32_t i = 0; i < (int32_t)x->md->n && first; i++) {
    const struct md_block *b = block_at(x, i);
    if (b->kind != MD_PARAGRAPH || b->in_quote || x->blocks[i].item >= 0) continue;
    if (!in_header(x, i) && !under_outcome(x, i)) return;
    if (x->blocks[i].flags & (BLOCK_SILENT | BLOCK_TEMPLATE | BLOCK_EXAMPLE) || (block_kinds(x, i) & elsewhere)) return;
    struct pair p;
    size_t at = 0;
    if (pair_next(b->text, &at, &p)) continue;
    paragraph_done(x, i);
    first = false;
  }
}
