/* Data for double.c: what bytes became, and which characters lost bytes. */
#ifndef TIEOUT_DOC_DOUBLE_TABLE_H
#define TIEOUT_DOC_DOUBLE_TABLE_H

#include <stddef.h>
#include <stdint.h>

/* A code point outside Latin-1 that cp1252 or cp1254 has for a byte. */
struct double_code {
  uint16_t cp;
  uint8_t byte;
};
extern const struct double_code double_codes[]; /* sorted by cp */
extern const size_t double_codes_n;

/* What must stand around a sequence with lost bytes for a row to hold. */
enum double_when {
  WHEN_ALWAYS,
  WHEN_EMOJI_AROUND, /* before it and, without a gap, behind it */
  WHEN_WORD_AROUND,  /* an ASCII letter or digit before it and behind it */
  WHEN_REPEATED,     /* the same again, before it or behind it */
  WHEN_VARIATION,    /* the first two bytes of U+FE0F behind it */
  WHEN_TURKISH       /* cp1254: 8E is lost too */
};

struct double_loss {
  const char *kept; /* bytes that are left; 0x20: a no-break space that became a space */
  enum double_when when;
  uint32_t cp;
};
/* The first row that fits counts. */
extern const struct double_loss double_losses[];
extern const size_t double_losses_n;

#endif
