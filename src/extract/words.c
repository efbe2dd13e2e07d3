#include "extract/words.h"

#include "base/utf8.h"

/* Signs, not letters: general punctuation to symbols, CJK punctuation, variation selectors, emoji; and the Latin-1 signs. */
static bool is_sign(uint32_t cp) {
  return cp < 0xC0 || cp == 0xD7 || cp == 0xF7 || (cp >= 0x2000 && cp <= 0x2BFF) || (cp >= 0x3000 && cp <= 0x303F) ||
         (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xFFF0 && cp <= 0xFFFF) || cp >= 0x1F000;
}

/* Bytes of the letter or digit at i, 0 if there is none. */
static size_t letter_at(struct str s, size_t i) {
  if (i >= s.n) return 0;
  if ((unsigned char)s.p[i] < 0x80) return ascii_is_alnum(s.p[i]) || s.p[i] == '_';
  uint32_t cp = 0;
  size_t n = utf8_decode(s, i, &cp);
  return n && !is_sign(cp) ? n : 0;
}

static size_t inner_at(struct str s, size_t i) { return i < s.n && (s.p[i] == '-' || s.p[i] == '\'') && letter_at(s, i + 1) ? 1 : 0; }

bool word_next(struct str s, size_t *at, struct span *out) {
  size_t i = *at, n = 0;
  while (i < s.n && ((unsigned char)s.p[i] < 0x80 ? !ascii_is_alnum(s.p[i]) && s.p[i] != '_' : !letter_at(s, i))) i++;
  if (i >= s.n) {
    *at = s.n;
    return false;
  }
  out->from = i;
  do {
    while (i < s.n && (ascii_is_alnum(s.p[i]) || s.p[i] == '_')) i++;
    n = letter_at(s, i);
    i += n ? n : (n = inner_at(s, i));
  } while (n);
  out->to = *at = i;
  return true;
}

static bool boundary_before(struct str s, size_t i) { return i == 0 || !(ascii_is_alnum(s.p[i - 1]) || s.p[i - 1] == '_'); }
static bool boundary_after(struct str s, size_t i) { return i >= s.n || !(ascii_is_alnum(s.p[i]) || s.p[i] == '_'); }

/* Bytes of s from i that spell the phrase, 0 if they do not. */
static size_t phrase_at(struct str s, size_t i, const char *phrase) {
  size_t from = i;
  for (; *phrase; phrase++) {
    if (i >= s.n) return 0;
    if (*phrase == ' ') {
      if (!ascii_is_space(s.p[i]) && s.p[i] != '-') return 0;
      while (i < s.n && ascii_is_space(s.p[i])) i++;
      if (i < s.n && s.p[i] == '-') i++;
    } else if (ascii_lower(s.p[i++]) != *phrase) {
      return 0;
    }
  }
  return boundary_after(s, i) ? i - from : 0;
}

size_t phrase_find(struct str s, const char *phrase, size_t from) {
  for (size_t i = from; i < s.n; i++)
    if (ascii_lower(s.p[i]) == *phrase && boundary_before(s, i) && phrase_at(s, i, phrase)) return i;
  return SIZE_MAX;
}

size_t phrase_here(struct str s, size_t i, const char *phrase) {
  return i < s.n && ascii_lower(s.p[i]) == *phrase && boundary_before(s, i) ? phrase_at(s, i, phrase) : 0;
}

bool phrase_in(struct str s, const char *phrase) { return phrase_find(s, phrase, 0) != SIZE_MAX; }

bool phrases_in(struct str s, const char *const *phrases) {
  for (; *phrases; phrases++)
    if (phrase_in(s, *phrases)) return true;
  return false;
}

void phrase_set_init(struct phrase_set *set, const struct phrase_row *rows, size_t n) {
  set->rows = rows;
  size_t r = 0;
  for (int letter = 0; letter <= 26; letter++) {
    while (r < n && rows[r].phrase[0] < 'a' + letter) r++;
    set->first[letter] = (unsigned short)r;
  }
}

const struct phrase_row *phrase_longest(const struct phrase_set *set, struct str s, size_t i, size_t *used) {
  const struct phrase_row *best = NULL;
  char c = i < s.n ? ascii_lower(s.p[i]) : '\0';
  *used = 0;
  if (c < 'a' || c > 'z') return NULL;
  for (size_t r = set->first[c - 'a']; r < set->first[c - 'a' + 1]; r++) {
    const char *phrase = set->rows[r].phrase;
    if (phrase[1] && (i + 1 >= s.n || (ascii_lower(s.p[i + 1]) != phrase[1] && phrase[1] != ' '))) continue;
    size_t n = phrase_at(s, i, phrase);
    if (n > *used) *used = n, best = &set->rows[r];
  }
  return best;
}

unsigned phrase_kinds(const struct phrase_set *set, struct str s) {
  unsigned kinds = 0;
  size_t used;
  for (size_t i = 0; i < s.n; i++) {
    if (!ascii_is_alpha(s.p[i]) || !boundary_before(s, i)) continue;
    const struct phrase_row *row = phrase_longest(set, s, i, &used);
    if (row) kinds |= row->kind;
  }
  return kinds;
}

/* Compared letter by letter: most words differ in the first, and measuring them all would cost more than the comparison. */
static bool is_word(struct str s, const char *word) {
  size_t i = 0;
  while (i < s.n && word[i] && ascii_lower(s.p[i]) == ascii_lower(word[i])) i++;
  return i == s.n && !word[i];
}

bool word_among(struct str s, const char *const *words) {
  for (; *words; words++)
    if (is_word(s, *words)) return true;
  return false;
}

enum { SENTENCE_REACH = 400 };

/* A full stop ends a sentence only before a blank, and not behind a single letter or digit ("e.g.", "1."). */
static bool sentence_stop(struct str s, size_t i) {
  char c = s.p[i];
  if (c == ';') return true;
  if (c != '.' && c != '!' && c != '?') return false;
  if (i + 1 < s.n && !ascii_is_space(s.p[i + 1])) return false;
  return c != '.' || (i >= 2 && ascii_is_alnum(s.p[i - 2])) || (i >= 1 && !ascii_is_alnum(s.p[i - 1]));
}

struct span sentence_around(struct str s, size_t from, size_t to) {
  struct span r = {from, to};
  while (r.from > 0 && from - r.from < SENTENCE_REACH && !sentence_stop(s, r.from - 1)) r.from--;
  while (r.to < s.n && r.to - to < SENTENCE_REACH && !sentence_stop(s, r.to)) r.to++;
  while (r.from < from && ascii_is_space(s.p[r.from])) r.from++;
  return r;
}

/* Bytes of the blank, emphasis mark or sign at i. Punctuation that carries meaning ('(', '<', '[', '~', '$', '-') stays. */
static size_t mark_at(struct str s, size_t i) {
  char c = s.p[i];
  if (ascii_is_space(c) || c == '*' || c == '_' || c == '`') return 1;
  if ((unsigned char)c < 0x80) return 0;
  uint32_t cp = 0;
  size_t n = utf8_decode(s, i, &cp);
  bool bound = cp == 0x2264 || cp == 0x2265 || cp == 0x2248 || cp == 0x2212 || cp == 0x20AC || cp == 0xA3 || cp == 0xB1;
  return n && is_sign(cp) && !bound ? n : 0;
}

struct str strip_marks(struct str s) {
  size_t n = 0;
  while (s.n && (n = mark_at(s, 0))) s.p += n, s.n -= n;
  while (s.n) {
    size_t i = s.n - 1;
    while (i > 0 && ((unsigned char)s.p[i] & 0xC0) == 0x80) i--;
    if (!(n = mark_at(s, i)) || i + n != s.n) break;
    s.n = i;
  }
  return s;
}

/* "1. ", "2) ", "#3 ", "3.1 " in front. */
static struct str drop_numbering(struct str s) {
  size_t i = s.n && s.p[0] == '#' ? 1 : 0, digits = i;
  while (i < s.n && (ascii_is_digit(s.p[i]) || (s.p[i] == '.' && i > digits))) i++;
  if (i == digits) return s;
  bool ended = s.p[i - 1] == '.' || s.p[0] == '#';
  if (i < s.n && s.p[i] == ')') i++, ended = true;
  if (!ended && !memchr(s.p, '.', i)) return s;
  return i < s.n && ascii_is_space(s.p[i]) ? str_trim(str_sub(s, i, s.n)) : s;
}

/* "(8)", "(3/3)", "(2 hours)": a last parenthesis that holds a digit, and a last colon. */
static struct str drop_count(struct str s) {
  while (s.n && (s.p[s.n - 1] == ':' || ascii_is_space(s.p[s.n - 1]))) s.n--;
  if (!s.n || s.p[s.n - 1] != ')') return s;
  size_t i = s.n - 1;
  bool digit = false;
  while (i > 0 && s.p[i] != '(') digit |= ascii_is_digit(s.p[i--]);
  return i > 0 && digit ? str_trim(str_sub(s, 0, i)) : s;
}

static struct str fold(struct arena *a, struct str s) {
  char *p = arena_alloc(a, s.n + 1);
  size_t n = 0;
  for (size_t i = 0; i < s.n; i++) {
    char c = ascii_lower(s.p[i]);
    if (c == '*' || c == '`') continue;
    if (ascii_is_space(c)) {
      if (n && p[n - 1] != ' ') p[n++] = ' ';
    } else {
      p[n++] = c;
    }
  }
  return str_trim(str_make(p, n));
}

struct str label_of(struct arena *a, struct str s) {
  return fold(a, strip_marks(drop_count(strip_marks(drop_numbering(strip_marks(s))))));
}

/* Plurals that the general rule gets wrong, or that are none. */
static const char *const same_plural[] = {"status",     "process", "success", "access",  "analysis", "series", "redis",
                                          "kubernetes", "dns",     "https",   "address", "class",    "pass",   "progress",
                                          "business",   "loss",    "bus",     "canvas",  NULL};

static size_t singular(char *p, size_t n) {
  if (n < 4 || p[n - 1] != 's' || word_among(str_make(p, n), same_plural)) return n;
  if (n > 4 && memcmp(p + n - 3, "ies", 3) == 0) {
    p[n - 3] = 'y';
    return n - 2;
  }
  static const char *const es[] = {"sses", "ches", "shes", "xes", "zes", NULL};
  for (const char *const *e = es; *e; e++)
    if (str_ends(str_make(p, n), str_of(*e))) return n - 2;
  return p[n - 2] == 's' ? n : n - 1;
}

struct str noun_of(struct arena *a, struct str s) {
  struct str f = fold(a, strip_marks(s));
  char *p = arena_alloc(a, f.n + 1);
  size_t n = 0, last = 0;
  struct span w;
  for (size_t at = 0; word_next(f, &at, &w);) {
    if (n) p[n++] = '-';
    last = n;
    for (size_t i = w.from; i < w.to; i++) p[n++] = f.p[i] == '_' ? '-' : f.p[i];
  }
  return str_make(p, last + singular(p + last, n - last));
}
