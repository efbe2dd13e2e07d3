/* Sections: those that say nothing, those that promise a result and give none, and what this document says that another one contains. */
#include "extract/passes.h"
#include "extract/words.h"

enum { EMPTY_MAX = 50, ITEMS_MAX = 60, ITEM_BYTES = 60, SENTENCE_BYTES = 1200 };

static int32_t claim_section(struct extraction *x, int32_t block, const char *how) {
  struct claim_draft d = draft_at(FAMILY_TEXT, block, 0, block_at(x, block)->text.n);
  if (d.to == 0) return CLAIM_NONE;
  d.subject = STR("document");
  d.attribute = STR("section");
  d.qualifier = str_of(how);
  return claim_add(x, &d);
}

/* --- empty sections ------------------------------------------------------------------------------------------------------------------ */

/* First block behind the section: the next heading that is not below it, or the end. */
static int32_t section_end(const struct extraction *x, size_t h) {
  for (size_t k = h + 1; k < x->headings.n; k++)
    if (x->headings.v[k].level <= x->headings.v[h].level) return x->headings.v[k].block;
  return (int32_t)x->md->n;
}

static bool is_empty(const struct extraction *x, size_t h) {
  int32_t block = x->headings.v[h].block, next = block + 1;
  while (next < (int32_t)x->md->n && block_at(x, next)->kind == MD_RULE) next++;
  if (next >= (int32_t)x->md->n) return true;
  return h + 1 < x->headings.n && x->headings.v[h + 1].block == next && x->headings.v[h + 1].level <= x->headings.v[h].level;
}

static const char *const result_titles[] = {"sla compliance",      "slo compliance",       "sla validation",     "sla results",
                                            "slo results",         "test results",         "load test results",  "smoke test results",
                                            "performance results", "benchmark results",    "validation results", "test coverage",
                                            "performance metrics", "load testing results", "sla status",         NULL};

static bool says_state(struct str s) {
  static const char *const words[] = {"pass",     "passed",     "passing",   "failed",    "failing", "met",       "missed",
                                      "green",    "successful", "succeeded", "compliant", "none",    "n/a",       "pending",
                                      "tbd",      "not",        "skipped",   "see",       "within",  "satisfied", "all",
                                      "achieved", "exceeds",    "no",        "above",     "below",   "under",     NULL};
  if (phrases_in(s, words)) return true;
  for (size_t i = 0; i + 1 < s.n; i++) /* a tick, an emoji, an arrow */
    if (ascii_is_digit(s.p[i]) || (unsigned char)s.p[i] >= 0xE2) return true;
  return s.n && ascii_is_digit(s.p[s.n - 1]);
}

/* "1.4.2", "Unreleased": entries of a changelog may be empty. "Known issues: none", "All suites passed ✅", or a whole sentence says what
 * there is to say. */
static bool says_all(struct str title) {
  struct span w;
  size_t words = 0;
  for (size_t at = 0; word_next(title, &at, &w);) words++;
  const char *colon = title.n ? memchr(title.p, ':', title.n) : NULL;
  return words > 6 || (colon && colon + 1 < title.p + title.n) || says_state(title) || phrase_in(title, "unreleased") ||
         phrase_in(title, "changelog");
}

/* Nothing in it is a number, a state, a table, code, a picture or a reference. */
static bool is_unmeasured(const struct extraction *x, size_t h) {
  struct str title = strip_marks(x->headings.v[h].title);
  bool text = false;
  if (!word_among(title, result_titles)) return false;
  for (int32_t i = x->headings.v[h].block + 1, end = section_end(x, h); i < end; i++) {
    const struct md_block *b = block_at(x, i);
    if (b->kind == MD_RULE || b->kind == MD_LIST || b->kind == MD_ITEM) continue;
    if (b->kind != MD_PARAGRAPH || says_state(b->text)) return false;
    for (size_t k = 0; k < b->spans_n; k++)
      if (b->spans[k].kind == MD_LINK || b->spans[k].kind == MD_IMAGE || b->spans[k].kind == MD_CODE_SPAN) return false;
    text |= b->text.n > 0;
  }
  return text;
}

/* --- promises ------------------------------------------------------------------------------------------------------------------------ */

static const char *const promise_verbs[] = {"includes", "including", "contains", "covers", "verify", "captures", "with sections", NULL};
/* They name a form, not a content. */
static const char *const form_words[] = {
    "section",     "sections", "table",       "tables",    "list",       "lists",       "notes",   "details", "summary",       "overview",
    "evidence",    "report",   "document",    "checklist", "procedures", "procedure",   "steps",   "known",   "full",          "all",
    "the",         "and",      "a",           "of",        "for",        "with",        "an",      "links",   "comprehensive", "references",
    "outstanding", "complete", "stakeholder", "assets",    "data",       "information", "metrics", "results", "documentation", NULL};

/* ["roll","secu"]: beginnings of the words that say what it is about; empty if there are none. */
static struct str stems_of(struct extraction *x, struct str item) {
  struct str out = STR_NONE;
  struct span w;
  int n = 0;
  for (size_t at = 0; n < 3 && word_next(item, &at, &w);) {
    struct str one = span_str(item, w);
    size_t len = 0;
    if (word_among(one, form_words)) continue;
    while (len < one.n && len < 4 && ascii_is_alpha(one.p[len])) len++;
    if (len < 3) continue;
    struct str stem = arena_lower(&x->arena, str_sub(one, 0, len));
    out = n++ ? arena_printf(&x->arena, "%.*s,\"%.*s\"", STR_ARG(out), STR_ARG(stem)) : arena_printf(&x->arena, "[\"%.*s\"", STR_ARG(stem));
  }
  return n ? arena_printf(&x->arena, "%.*s]", STR_ARG(out)) : STR_NONE;
}

static void claim_item(struct extraction *x, int32_t block, size_t from, size_t to, struct str path, int *left) {
  struct str s = block_at(x, block)->text, item = strip_marks(str_sub(s, from, to - from));
  if (str_starts_ci(item, STR("and "))) item = strip_marks(str_sub(item, 4, SIZE_MAX));
  if (str_starts_ci(item, STR("the "))) item = strip_marks(str_sub(item, 4, SIZE_MAX));
  const char *open = item.n ? memchr(item.p, '(', item.n) : NULL;
  if (open) item = strip_marks(str_sub(item, 0, (size_t)(open - item.p)));
  struct str stems = item.n && item.n <= ITEM_BYTES ? stems_of(x, item) : STR_NONE;
  if (!stems.n || *left <= 0) return;
  (*left)--;
  struct claim_draft d = draft_at(FAMILY_TEXT, block, (size_t)(item.p - s.p), (size_t)(item.p - s.p) + item.n);
  d.subject = arena_printf(&x->arena, "document:%.*s", STR_ARG(path));
  d.attribute = STR("contains");
  d.qualifier = stems;
  claim_add(x, &d);
}

/* Items between commas, from `from` to the end of the sentence; fewer than three are no list. */
static void read_items(struct extraction *x, int32_t block, size_t from, struct str path, int *left) {
  struct str s = block_at(x, block)->text;
  size_t end = from, commas = 0;
  int open = 0;
  for (; end < s.n && end - from < SENTENCE_BYTES; end++) {
    open += s.p[end] == '(' ? 1 : s.p[end] == ')' ? -1 : 0;
    if (!open && (s.p[end] == ';' || s.p[end] == '\n' || (s.p[end] == '.' && (end + 1 == s.n || s.p[end + 1] == ' ')))) break;
    commas += !open && s.p[end] == ',';
  }
  if (commas < 2) return;
  size_t start = from;
  open = 0;
  for (size_t i = from; i <= end; i++) {
    if (i < end) open += s.p[i] == '(' ? 1 : s.p[i] == ')' ? -1 : 0;
    if (i < end && (open || s.p[i] != ',')) continue;
    claim_item(x, block, start, i, path, left);
    start = i + 1;
  }
}

/* The one Markdown file that a block names; empty if there are none or several. */
static struct str path_in(const struct extraction *x, int32_t block) {
  const struct md_block *b = block_at(x, block);
  struct str found = STR_NONE;
  for (size_t k = 0; k < b->spans_n; k++) {
    const struct md_span *p = &b->spans[k];
    struct str t = p->kind == MD_LINK ? p->target : p->kind == MD_CODE_SPAN ? str_sub(b->text, p->from, p->to - p->from) : STR_NONE;
    if (!t.p || !str_ends(t, STR(".md")) || memchr(t.p, ' ', t.n) || memchr(t.p, '*', t.n)) continue;
    if (found.n && !str_eq(found, t)) return STR_NONE;
    found = t;
  }
  return found;
}

static void read_promises(struct extraction *x, int32_t block, struct str path, int *left) {
  struct str s = block_at(x, block)->text;
  for (const char *const *v = promise_verbs; *v; v++) {
    size_t at = phrase_find(s, *v, 0);
    if (at != SIZE_MAX) {
      read_items(x, block, at + strlen(*v), path, left);
      return;
    }
  }
}

/* "Report path: `docs/x.md`" is what the next items of its list are about. */
static void read_promising(struct extraction *x, int *left) {
  struct str path = STR_NONE;
  int32_t list = -1;
  for (int32_t i = 0; i<(int32_t)x->md->n && * left> 0; i++) {
    if (block_at(x, i)->kind != MD_PARAGRAPH || (x->blocks[i].flags & (BLOCK_TEMPLATE | BLOCK_EXAMPLE | BLOCK_QUOTED))) continue;
    int32_t item = x->blocks[i].item, own = item < 0 ? -1 : block_at(x, item)->parent;
    struct str named = path_in(x, i);
    if (named.n) {
      path = named;
      list = own;
      read_promises(x, i, named, left);
    } else if (path.n && own >= 0 && own == list) {
      read_promises(x, i, path, left);
    }
  }
}

void extract_outline(struct extraction *x) {
  int left = ITEMS_MAX, empty = 0;
  bool report = x->status_claim != CLAIM_NONE || x->as_of_claim != CLAIM_NONE; /* not somebody's notes, nor a manual */
  for (size_t h = 0; report && h < x->headings.n && empty < EMPTY_MAX; h++) {
    const struct heading *head = &x->headings.v[h];
    if (head->level < 2 || block_at(x, head->block)->in_quote || (head->kinds & SECTION_TEMPLATE)) continue;
    if (is_unmeasured(x, h)) {
      claim_section(x, head->block, "unmeasured");
    } else if (is_empty(x, h) && !says_all(head->title)) {
      empty += claim_section(x, head->block, "empty") != CLAIM_NONE;
    }
  }
  read_promising(x, &left);
}
