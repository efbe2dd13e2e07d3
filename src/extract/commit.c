/* Commits that the text names: hex behind the word "commit", or beside hex that is. Other hex may be anything. */
#include "extract/passes.h"
#include "extract/table.h"
#include "extract/words.h"

enum { SHA_MIN = 7, SHA_MAX = 40 };

static bool is_hex_char(char c) { return ascii_is_digit(c) || (c >= 'a' && c <= 'f'); }

/* What could be a word or a number as well is none. */
static size_t sha_at(struct str s, size_t from) {
  size_t n = 0;
  bool digit = false, letter = false;
  for (; from + n < s.n && is_hex_char(s.p[from + n]); n++) {
    digit |= ascii_is_digit(s.p[from + n]);
    letter |= ascii_is_alpha(s.p[from + n]);
  }
  return n >= SHA_MIN && n <= SHA_MAX && digit && letter ? n : 0;
}

/* Neither the part of a name, a digest or a path, nor the end of a range. */
static bool stands_alone(struct str s, size_t from, size_t to) {
  static const char joins[] = "-_./@:+=~%";
  char before = from ? s.p[from - 1] : ' ', after = to < s.n ? s.p[to] : ' ', next = to + 1 < s.n ? s.p[to + 1] : ' ';
  if (ascii_is_alnum(before) || strchr(joins, before) || ascii_is_alnum(after)) return false;
  return !strchr(joins, after) || ascii_is_space(next) || next == '*' || next == '`';
}

static bool is_mark(char c) { return ascii_is_space(c) || strchr("`*(:#[\"", c) != NULL; }

static bool behind_word(struct str s, size_t from) {
  static const char *const words[] = {"commit", "commits", NULL};
  while (from && is_mark(s.p[from - 1])) from--;
  size_t start = from;
  while (start && ascii_is_alpha(s.p[start - 1])) start--;
  bool joined = start && strchr("-_./", s.p[start - 1]);
  return from > start && !joined && word_among(str_sub(s, start, from - start), words);
}

/* "commits `a1b2c3d`, `b2c3d4e` and `c3d4e5f`" */
static bool beside(struct str s, size_t end, size_t from) {
  struct str gap = str_sub(s, end, from - end);
  if (gap.n > 12) return false;
  size_t letters = 0;
  for (size_t i = 0; i < gap.n; i++) {
    letters += ascii_is_alpha(gap.p[i]);
    if (!ascii_is_alpha(gap.p[i]) && !is_mark(gap.p[i]) && !strchr(",&+", gap.p[i])) return false;
  }
  return letters == 0 || str_find_ci(gap, STR(" and "), 0) != SIZE_MAX || str_find_ci(gap, STR("` and `"), 0) != SIZE_MAX;
}

/* Of another repository, of a history that was made anew, or still to come. */
static bool lies_elsewhere(struct str sentence) {
  static const char *const words[] = {"upstream", "fork",       "forked",       "submodule",    "vendored", "repo",
                                      "repos",    "repository", "repositories", "squash",       "squashed", "rebased",
                                      "rebase",   "amended",    "dropped",      "lost",         "local",    "unpushed",
                                      "will",     "e.g.",       "example",      "force-pushed", NULL};
  return phrases_in(sentence, words);
}

static void claim_commit(struct extraction *x, int32_t block, size_t from, size_t n) {
  struct str s = block_at(x, block)->text;
  struct span around = sentence_around(s, from, from + n);
  if (range_taken(x, block, from, from + n) || in_span(block_at(x, block), MD_LINK, from, from + 1)) return;
  if (lies_elsewhere(span_str(s, around)) || voice_at(x, block, from, from + n).silent) return;
  struct claim_draft d = draft_at(FAMILY_CITATION, block, from, from + n);
  d.attribute = STR("commit");
  d.value = arena_str(&x->arena, str_sub(s, from, n));
  d.role = ROLE_MEASURED;
  claim_add(x, &d);
}

static void commits_in(struct extraction *x, int32_t block) {
  struct str s = block_at(x, block)->text;
  static const char *const headers[] = {"commit", "commits", NULL};
  bool column = column_is_of(x, block, headers);
  size_t last = SIZE_MAX; /* where the commit before ends */
  for (size_t i = 0; i < s.n;) {
    if (!is_hex_char(s.p[i])) {
      i++;
      continue;
    }
    size_t n = sha_at(s, i), end = i;
    while (end < s.n && is_hex_char(s.p[end])) end++;
    if (n && stands_alone(s, i, end) && (column || behind_word(s, i) || (last != SIZE_MAX && beside(s, last, i)))) {
      claim_commit(x, block, i, n);
      last = end;
    }
    i = end;
  }
}

void extract_commit(struct extraction *x) {
  for (int32_t i = 0; i < (int32_t)x->md->n && !x->capped; i++) {
    enum md_kind k = block_at(x, i)->kind;
    if (k != MD_PARAGRAPH && k != MD_CELL && k != MD_HEADING) continue;
    if (x->blocks[i].flags & (BLOCK_TEMPLATE | BLOCK_EXAMPLE | BLOCK_PLAN | BLOCK_OPEN_TASK)) continue;
    commits_in(x, i);
  }
}
