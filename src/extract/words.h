/* Words of plain text, and phrases found at word boundaries without regard to ASCII case. */
#ifndef TIEOUT_EXTRACT_WORDS_H
#define TIEOUT_EXTRACT_WORDS_H

#include "base/arena.h"
#include "base/str.h"

struct span {
  size_t from, to;
};

/* Next run of letters, digits, inner apostrophes, '-' and '_' at or after *at; false at the end. Bytes of 0x80 and up are letters except
 * emoji, dashes, arrows and other signs. Moves *at behind it. */
bool word_next(struct str s, size_t *at, struct span *out);
static inline struct str span_str(struct str s, struct span w) { return (struct str){s.p + w.from, w.to - w.from}; }
/* Offset of the phrase at word boundaries, or SIZE_MAX. Words of the phrase are separated by one blank, in the text by blanks or '-'. */
size_t phrase_find(struct str s, const char *phrase, size_t from);
/* Bytes of the phrase if it stands exactly at i, else 0. */
size_t phrase_here(struct str s, size_t i, const char *phrase);
bool phrase_in(struct str s, const char *phrase);
/* Whether one of the NULL-terminated phrases is in `s`. */
bool phrases_in(struct str s, const char *const *phrases);
/* Many phrases at once. */
struct phrase_row {
  const char *phrase; /* as for phrase_find, beginning with a letter */
  unsigned kind;
};
struct phrase_set {
  const struct phrase_row *rows; /* sorted by phrase */
  unsigned short first[27];      /* first row of each letter */
};
void phrase_set_init(struct phrase_set *set, const struct phrase_row *rows, size_t n);
/* The longest one that stands at i, which must be the start of a word; NULL if there is none. */
const struct phrase_row *phrase_longest(const struct phrase_set *set, struct str s, size_t i, size_t *used);
/* Kinds of all that are in `s`. */
unsigned phrase_kinds(const struct phrase_set *set, struct str s);
/* `s` is one of the NULL-terminated words (whole, ASCII case apart). */
bool word_among(struct str s, const char *const *words);
/* The sentence or clause around [from, to): to '.', '!', '?' before a blank, ';', '\n' of a hard break … at most 400 bytes each way. */
struct span sentence_around(struct str s, size_t from, size_t to);
/* Status emoji and other symbols, emphasis and blanks off both ends. */
struct str strip_marks(struct str s);
/* Lower case, blanks folded, without emphasis, emoji, leading numbering ("1.", "2)", "#3") and trailing counts ("(8)"). */
struct str label_of(struct arena *a, struct str s);
/* "alert policies" → "alert-policy": last word singular, words joined by '-', lower case. */
struct str noun_of(struct arena *a, struct str s);

#endif
