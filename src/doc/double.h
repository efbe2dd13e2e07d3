/* UTF-8 that somebody read as cp1252, cp1254 or Latin-1 and wrote as UTF-8 again: "âœ…" where "✅" was meant.
 *
 * The bytes 81 8D 8F 90 9D mean nothing in cp1252 (8E and 9E neither in cp1254), and most writers dropped them, so that "❌" is
 * found as "âŒ". Sequences with lost bytes are completed from a table of characters that reports use where one of them is by far
 * the likeliest; else they are U+FFFD.
 *
 * True text must stay: "meselâ”" and "IRMÔ end in the very code points of a double-encoded sequence. So a run of non-ASCII is only
 * ever repaired as a whole, and only if something in it cannot be true text, or if the file gives evidence enough elsewhere. */
#ifndef TIEOUT_DOC_DOUBLE_H
#define TIEOUT_DOC_DOUBLE_H

#include "base/str.h"
#include <stdint.h>

/* How far the stored form of a character could be true text. */
enum double_proof {
  DOUBLE_STRONG,  /* three or four bytes, and no language puts these code points together */
  DOUBLE_WEAK,    /* two bytes ("Ã©"), and hardly any language does */
  DOUBLE_DOUBTFUL /* a letter with closing punctuation behind it */
};

struct double_token {
  size_t end;  /* behind its last byte */
  uint32_t cp; /* what was meant; U+FFFD: lost for good */
  enum double_proof proof;
};

/* Code points that a byte above 0x7F may have become, without anything else between them. */
struct double_run {
  size_t end;
  bool whole; /* every code point belongs to a token or is a no-break space */
  size_t tokens, proofs[3];
  size_t others; /* code points, if it is not whole */
};

/* Of a whole file. */
struct double_evidence {
  size_t strong, weak, others;
};

/* The byte that became this code point, or -1. */
int double_byte(uint32_t cp);
/* The token that starts at s.p[at]; `before` is what the last token of the run meant, 0 at its start. */
bool double_token_read(struct str s, size_t at, uint32_t before, struct double_token *out);
/* s.p[at] starts a code point for which double_byte() knows a byte. */
void double_run_read(struct str s, size_t at, struct double_run *out);
void double_survey(struct str s, struct double_evidence *out);
bool double_run_repairs(const struct double_run *run, const struct double_evidence *file);

#endif
