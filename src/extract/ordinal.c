/* "3rd occurrence", "fourth time": how often something has happened. */
#include "extract/count.h"
#include "extract/pair.h"
#include "extract/passes.h"
#include "extract/scope.h"
#include "extract/words.h"

static const char *const ordinal_words[] = {"first",   "second", "third", "fourth", "fifth", "sixth",
                                            "seventh", "eighth", "ninth", "tenth",  NULL};
static const char *const occurrence_nouns[] = {"occurrence",
                                               "recurrence",
                                               "repeat occurrence",
                                               "outage of this kind",
                                               "incident of this kind",
                                               "failure of this kind",
                                               "such outage",
                                               "such incident",
                                               "such failure",
                                               "similar incident",
                                               "similar outage",
                                               "similar failure",
                                               "time this has happened",
                                               "time this happened",
                                               "time this happens",
                                               NULL};

/* "3rd", "21st", "4th"; 0 if it is none. */
static int digits_ordinal(struct str w) {
  int v = 0;
  size_t n = 0;
  while (n < w.n && n < 3 && ascii_is_digit(w.p[n])) v = v * 10 + (w.p[n++] - '0');
  struct str end = str_sub(w, n, SIZE_MAX);
  bool suffix = str_eq_ci(end, STR("st")) || str_eq_ci(end, STR("nd")) || str_eq_ci(end, STR("rd")) || str_eq_ci(end, STR("th"));
  return n && suffix ? v : 0;
}

static int ordinal_of(struct str w) {
  for (int i = 0; ordinal_words[i]; i++)
    if (str_eq_ci(w, str_of(ordinal_words[i]))) return i + 1;
  return digits_ordinal(w);
}

static size_t occurrence_at(struct str s, size_t at) {
  for (const char *const *n = occurrence_nouns; *n; n++) {
    size_t used = phrase_here(s, at, *n);
    if (used) return used;
  }
  return 0;
}

/* The key in front ("Pattern: 3rd occurrence") names what recurs, else the heading. */
static struct str recurring(struct extraction *x, int32_t block, size_t at) {
  struct str key = key_before(block_at(x, block)->text, at);
  return key.n ? arena_lower(&x->arena, key) : STR_NONE;
}

static void claim_ordinal(struct extraction *x, int32_t block, struct span w, int value, size_t to) {
  struct voice v = voice_at(x, block, w.from, to);
  if (v.silent || v.role != ROLE_MEASURED || range_taken(x, block, w.from, to)) return;
  struct claim_draft d = draft_at(FAMILY_ORDINAL, block, w.from, to);
  d.value_from = w.from;
  d.value_to = w.to;
  d.has_number = d.exact = true;
  d.number = d.low = d.high = value;
  d.unit = STR("count");
  d.attribute = STR("occurrence");
  d.qualifier = recurring(x, block, w.from);
  d.subject = pair_subject(x, block);
  claim_add(x, &d);
}

static void read_block(struct extraction *x, int32_t block) {
  struct str s = block_at(x, block)->text;
  struct span w;
  for (size_t at = 0; word_next(s, &at, &w);) {
    int value = ordinal_of(span_str(s, w));
    size_t noun = value && at < s.n && s.p[at] == ' ' ? occurrence_at(s, at + 1) : 0;
    if (noun) claim_ordinal(x, block, w, value, at + 1 + noun);
  }
}

void extract_ordinal(struct extraction *x) {
  for (int32_t i = 0; i < (int32_t)x->md->n; i++)
    if (is_prose(x, i)) read_block(x, i);
}
