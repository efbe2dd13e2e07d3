#include "doc/double.h"

#include "base/utf8.h"
#include "doc/double_table.h"

enum { LOST = 0xFFFD, NBSP = 0xA0, KEPT_MAX = 4 };

int double_byte(uint32_t cp) {
  if (cp >= 0x80 && cp <= 0xFF) return (int)cp; /* C1 controls: Latin-1, and WHATWG's reading of cp1252 */
  size_t low = 0, high = double_codes_n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (double_codes[middle].cp == cp) return double_codes[middle].byte;
    if (double_codes[middle].cp < cp)
      low = middle + 1;
    else
      high = middle;
  }
  return -1;
}

/* The code point at `at` as the byte it was: -1 for none, LOST for a replacement character that some writers leave. */
static int byte_at(struct str s, size_t at, size_t *end, uint32_t *cp) {
  size_t n = at < s.n && (unsigned char)s.p[at] >= 0x80 ? utf8_decode(s, at, cp) : 0;
  if (n == 0) return -1;
  *end = at + n;
  return *cp == LOST ? LOST : double_byte(*cp);
}

/* What is left of one sequence: its lead byte and the continuation bytes behind it. */
struct remains {
  char bytes[KEPT_MAX + 1];
  size_t n, need; /* bytes there are; that the lead byte asks for */
  size_t end;
  bool closing; /* every code point behind the first is closing punctuation, as true text has it behind a letter */
  bool turkish; /* cp1254 */
};

static size_t length_by_lead(int byte) {
  if (byte >= 0xC2 && byte <= 0xCF) return 2;
  return byte == 0xE2 || byte == 0xEF ? 3 : byte == 0xF0 ? 4 : 0;
}

/* Quotes, dashes, ellipsis, trade marks, footnote digits, "±", "º" and the no-break space. */
static bool is_closing(uint32_t cp, int byte) {
  static const char closing[] = "\x82\x84\x85\x8B\x91\x92\x93\x94\x96\x97\x99\x9B\xA0\xAA\xAB\xAE\xB1\xB2\xB3\xB9\xBA\xBB";
  bool control = cp < 0xA0;
  return !control && strchr(closing, byte) != NULL;
}

static bool gather(struct str s, size_t at, struct remains *r) {
  uint32_t cp = 0;
  *r = (struct remains){.closing = true};
  int byte = byte_at(s, at, &r->end, &cp);
  r->need = length_by_lead(byte);
  r->turkish = cp == 0x11F;
  if (r->need == 0) return false;
  r->bytes[r->n++] = (char)byte;
  size_t end;
  for (size_t taken = 1; taken < r->need; taken++) {
    byte = byte_at(s, r->end, &end, &cp);
    if (byte != LOST && (byte < 0x80 || byte > 0xBF)) break;
    r->end = end;
    if (byte == LOST) continue;
    r->bytes[r->n++] = (char)byte;
    r->closing &= is_closing(cp, byte);
  }
  return true;
}

/* Characters that are looked for: accented letters, Greek, punctuation, arrows, mathematics, box drawing, symbols, emoji. */
static bool is_wanted(uint32_t cp) {
  static const uint32_t ranges[][2] = {{0xA0, 0x17F},    {0x370, 0x3FF},   {0x2000, 0x2BFF},  {0xFE0F, 0xFE0F},
                                       {0xFEFF, 0xFEFF}, {0xFFFD, 0xFFFD}, {0x1F000, 0x1FAFF}};
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
    if (cp >= ranges[i][0] && cp <= ranges[i][1]) return true;
  return false;
}

static bool is_emoji(uint32_t cp) { return cp >= 0x1F000 || cp == 0xFE0F || (cp >= 0x2600 && cp <= 0x27BF); }

static bool is_word(struct str s, size_t i) { return i < s.n && ascii_is_alnum(s.p[i]); }

/* Do the code points from `at` on stand for these bytes? */
static bool follows(struct str s, size_t at, const char *bytes) {
  for (; *bytes; bytes++) {
    uint32_t cp;
    size_t end;
    if (byte_at(s, at, &end, &cp) != (unsigned char)*bytes) return false;
    at = end;
  }
  return true;
}

/* The same remains again at `at`, and again with bytes lost? */
static bool repeats(struct str s, size_t at, const struct remains *r) {
  struct remains next;
  return gather(s, at, &next) && next.n == r->n && memcmp(next.bytes, r->bytes, r->n) == 0;
}

static bool holds(enum double_when when, struct str s, size_t at, uint32_t before, const struct remains *r) {
  switch (when) {
  case WHEN_ALWAYS:
    return true;
  case WHEN_EMOJI_AROUND:
    return is_emoji(before) && (follows(s, r->end, "\xF0\x9F") || follows(s, r->end, "\xE2\x99"));
  case WHEN_WORD_AROUND:
    return at > 0 && is_word(s, at - 1) && is_word(s, r->end);
  case WHEN_REPEATED:
    return before == 0x2501 || repeats(s, r->end, r);
  case WHEN_VARIATION:
    return follows(s, r->end, "\xEF\xB8");
  case WHEN_TURKISH:
    return r->turkish;
  }
  return false;
}

/* A row may go on behind the sequence, over the space that a no-break space became. */
static bool row_fits(const struct double_loss *row, struct str s, struct remains *r) {
  if (strncmp(row->kept, r->bytes, r->n) != 0) return false;
  const char *rest = row->kept + r->n;
  if (*rest == '\0') return true;
  if (*rest != ' ' || r->end >= s.n || s.p[r->end] != ' ' || !follows(s, r->end + 1, rest + 1)) return false;
  uint32_t cp;
  size_t end = r->end + 1;
  for (rest++; *rest; rest++) byte_at(s, end, &end, &cp);
  r->end = end;
  r->closing = false;
  return true;
}

/* Completes a sequence with lost bytes; false if nothing is known that lost bytes in this way. */
static bool complete(struct str s, size_t at, uint32_t before, struct remains *r, uint32_t *cp) {
  for (size_t i = 0; i < double_losses_n; i++) {
    const struct double_loss *row = &double_losses[i];
    if (!holds(row->when, s, at, before, r) || !row_fits(row, s, r)) continue;
    *cp = row->cp;
    return true;
  }
  *cp = LOST;
  return r->n > 1 && (r->bytes[0] == '\xE2' || (r->bytes[0] == '\xF0' && r->bytes[1] == '\x9F'));
}

/* Closing signs that hardly stand behind a letter that stands alone: two of them, or a footnote digit and the like. */
static bool odd_behind_one_letter(const struct remains *r) {
  unsigned char sign = (unsigned char)r->bytes[1];
  return r->need == 3 && (r->n == 3 || (sign > 0xA0 && sign != 0xAB && sign != 0xBB));
}

/* True text has closing punctuation behind a word. But no word ends in "Â", and none is made of a digit and such a letter. */
static enum double_proof proof_of(struct str s, size_t at, const struct remains *r) {
  char before = at > 0 ? s.p[at - 1] : ' ';
  bool alone = !ascii_is_alnum(before) && (unsigned char)before < 0x80;
  bool sure = r->bytes[0] == '\xC2' || ascii_is_digit(before) || (alone && odd_behind_one_letter(r));
  if (r->closing && !sure) return DOUBLE_DOUBTFUL;
  return r->need > 2 ? DOUBLE_STRONG : DOUBLE_WEAK;
}

bool double_token_read(struct str s, size_t at, uint32_t before, struct double_token *out) {
  struct remains r;
  if (!gather(s, at, &r)) return false;
  if (r.n == r.need) {
    if (utf8_decode(str_make(r.bytes, r.n), 0, &out->cp) != r.n || !is_wanted(out->cp)) return false;
  } else if (!complete(s, at, before, &r, &out->cp)) {
    return false;
  }
  out->end = r.end;
  out->proof = proof_of(s, at, &r);
  return true;
}

static size_t run_end(struct str s, size_t at, size_t *count) {
  size_t end;
  uint32_t cp;
  while (byte_at(s, at, &end, &cp) >= 0) {
    at = end;
    ++*count;
  }
  return at;
}

void double_run_read(struct str s, size_t at, struct double_run *out) {
  *out = (struct double_run){.whole = true};
  struct double_token token;
  size_t from = at, end;
  uint32_t cp, before = 0;
  for (int byte; (byte = byte_at(s, at, &end, &cp)) >= 0 && byte != LOST; at = end) {
    if (double_token_read(s, at, before, &token)) {
      out->tokens++;
      out->proofs[token.proof]++;
      before = token.cp;
      end = token.end;
    } else if (cp != NBSP) {
      *out = (struct double_run){0};
      out->end = run_end(s, from, &out->others);
      return;
    }
  }
  out->end = at;
}

void double_survey(struct str s, struct double_evidence *out) {
  *out = (struct double_evidence){0};
  for (size_t i = 0; i < s.n;) {
    uint32_t cp;
    size_t n = (unsigned char)s.p[i] < 0x80 ? 1 : utf8_decode(s, i, &cp);
    if (n < 2 || double_byte(cp) < 0) {
      i += n ? n : 1;
      continue;
    }
    struct double_run run;
    double_run_read(s, i, &run);
    out->strong += run.proofs[DOUBLE_STRONG];
    out->weak += run.proofs[DOUBLE_WEAK];
    out->others += run.others;
    i = run.end;
  }
}

bool double_run_repairs(const struct double_run *run, const struct double_evidence *file) {
  if (!run->whole || run->tokens == 0) return false;
  return run->proofs[DOUBLE_STRONG] > 0 || file->strong + file->weak > 2 * file->others;
}
