/* Values that were never filled in: "[Name]", TBD, "____", "<insert date>". A document made of them is a template and claims none. */
#include "extract/pair.h"
#include "extract/passes.h"
#include "extract/subject.h"
#include "extract/table.h"

enum { PLACEHOLDERS_OF_A_TEMPLATE = 25 };

/* Words that stand for what somebody should write there. */
static const char *const stand_ins[] = {"name",        "phone",   "email",       "date",      "time",   "link",   "contact", "url",
                                        "number",      "value",   "insert",      "your",      "tbd",    "amount", "address", "title",
                                        "role",        "owner",   "description", "signature", "reason", "tba",    "todo",    "fill",
                                        "placeholder", "version", "xx",          "person",    "team",   NULL};
static const char *const whole_stand_ins[] = {"tbd",
                                              "tba",
                                              "todo",
                                              "t.b.d.",
                                              "to be determined",
                                              "to be added",
                                              "to be filled",
                                              "to be filled in",
                                              "fill in",
                                              "xx:xx",
                                              "xx%",
                                              "x.x",
                                              "xx.x%",
                                              "yyyy-mm-dd",
                                              "xxx",
                                              "xxxx",
                                              "???",
                                              "lorem ipsum",
                                              "hh:mm",
                                              NULL};

static bool all_words_short(struct str s) {
  struct span w;
  size_t n = 0;
  bool stand_in = false;
  for (size_t at = 0; word_next(s, &at, &w); n++) stand_in |= word_among(span_str(s, w), stand_ins);
  return stand_in && n <= 5;
}

static bool has_any(struct str s, const char *any) {
  for (size_t i = 0; i < s.n; i++)
    if (s.p[i] && strchr(any, s.p[i])) return true;
  return false;
}

/* "[Console Link]", "<insert date>" at i: bytes, 0 if it is none. */
static size_t bracket_at(struct str s, size_t i) {
  char close = s.p[i] == '[' ? ']' : s.p[i] == '<' ? '>' : '\0';
  const char *e = close && i + 1 < s.n && ascii_is_alpha(s.p[i + 1]) ? memchr(s.p + i, close, s.n - i < 60 ? s.n - i : 60) : NULL;
  if (!e) return 0;
  size_t n = (size_t)(e - (s.p + i)) + 1;
  if (i + n < s.n && (s.p[i + n] == '(' || s.p[i + n] == '[' || s.p[i + n] == ':')) return 0;
  if (i > 0 && (ascii_is_alnum(s.p[i - 1]) || s.p[i - 1] == '/' || s.p[i - 1] == '-')) return 0;
  if (i + n < s.n && (ascii_is_alnum(s.p[i + n]) || s.p[i + n] == '/' || s.p[i + n] == '-')) return 0; /* part of a command or path */
  struct str inside = str_sub(s, i + 1, n - 2);
  return !has_any(inside, "@./=:;") && all_words_short(inside) ? n : 0;
}

static size_t underscores_at(struct str s, size_t i) {
  size_t n = 0;
  while (i + n < s.n && s.p[i + n] == '_') n++;
  bool word = (i > 0 && ascii_is_alnum(s.p[i - 1])) || (i + n < s.n && ascii_is_alnum(s.p[i + n]));
  return n >= 3 && !word ? n : 0;
}

static struct str placeholder_subject(struct extraction *x, int32_t block, size_t at) {
  const struct md_block *b = block_at(x, block);
  int32_t t = x->blocks[block].table;
  if (b->kind == MD_CELL && t >= 0) return subject_make(x, "item:", x->tables.v[t]->row[b->row].label);
  struct pair p;
  for (size_t i = 0; pair_next(b->text, &i, &p);)
    if (p.value.from <= at && at < p.value.to) return subject_make(x, "item:", span_str(b->text, p.key));
  return STR_NONE;
}

/* "The dashboard link is [TBD] in the next release": not known yet, and it says so. "[Name] will call" is only left over. */
static bool is_for_later(const struct extraction *x, int32_t block, size_t from, size_t to) {
  static const char *const later[] = {"tbd", "tba", "todo", "to be determined", "to be added", NULL};
  if (!phrases_in(str_sub(block_at(x, block)->text, from, to - from), later)) return false;
  struct voice v = voice_from(x, block, from, to, (struct voice){ROLE_MEASURED, false});
  return v.silent || v.role == ROLE_PLAN;
}

static void add(struct extraction *x, int32_t block, size_t from, size_t to) {
  const struct md_block *b = block_at(x, block);
  if (range_taken(x, block, from, to) || in_span(b, MD_CODE_SPAN, from, to) || in_span(b, MD_LINK, from, to)) return;
  struct claim_draft d = draft_at(FAMILY_PLACEHOLDER, block, from, to);
  d.subject = placeholder_subject(x, block, from);
  if (is_for_later(x, block, from, to)) d.role = ROLE_PLAN;
  claim_add(x, &d);
}

/* "Copyright [yyyy] [name of owner]" is the text of a licence, and left so on purpose. */
static bool is_notice(struct str s) { return str_starts_ci(str_trim(s), STR("copyright ")) || str_starts_ci(str_trim(s), STR("(c) ")); }

static void scan_text(struct extraction *x, int32_t block) {
  struct str s = block_at(x, block)->text;
  size_t most = x->claims.n + PLACEHOLDERS_OF_A_TEMPLATE;
  for (size_t i = 0; i < s.n && x->claims.n < most;) {
    size_t n = s.p[i] == '[' || s.p[i] == '<' ? bracket_at(s, i) : s.p[i] == '_' ? underscores_at(s, i) : 0;
    if (n) add(x, block, i, i + n);
    i += n ? n : 1;
  }
}

static void scan_whole(struct extraction *x, int32_t block, struct span range) {
  struct str s = block_at(x, block)->text, v = strip_marks(span_str(s, range));
  if (v.n && word_among(v, whole_stand_ins)) add(x, block, (size_t)(v.p - s.p), (size_t)(v.p - s.p) + v.n);
}

static void scan_block(struct extraction *x, int32_t block) {
  const struct md_block *b = block_at(x, block);
  if (is_notice(b->text)) return;
  scan_text(x, block);
  if (b->kind == MD_CELL && b->row > 0 && b->col > 0) scan_whole(x, block, (struct span){0, b->text.n});
  struct pair p;
  for (size_t at = 0; b->kind == MD_PARAGRAPH && pair_next(b->text, &at, &p);) scan_whole(x, block, p.value);
}

void extract_placeholder(struct extraction *x) {
  size_t first = x->claims.n;
  for (int32_t i = 0; i < (int32_t)x->md->n && x->claims.n - first < PLACEHOLDERS_OF_A_TEMPLATE; i++) {
    enum md_kind k = block_at(x, i)->kind;
    if ((k == MD_PARAGRAPH || k == MD_CELL) && !(x->blocks[i].flags & (BLOCK_TEMPLATE | BLOCK_EXAMPLE))) scan_block(x, i);
  }
  if (x->claims.n - first < PLACEHOLDERS_OF_A_TEMPLATE) return;
  for (size_t i = first; i < x->claims.n; i++) claim_drop(x, (int32_t)i);
}
