/* A byte buffer that grows up to a maximum and is always NUL-terminated once written to. */
#ifndef TIEOUT_BASE_BUF_H
#define TIEOUT_BASE_BUF_H

#include <stdarg.h>

#include "base/str.h"

struct buf {
  char *p;
  size_t n;
  size_t cap;
  size_t max;   /* bytes it may hold; 0 = LIMIT_BUF_DEFAULT */
  bool overrun; /* sticky: something did not fit and was dropped */
};

#define BUF_INIT                                                                                                                           \
  { 0 }
#define BUF_INIT_MAX(m)                                                                                                                    \
  { .max = (m) }

void buf_release(struct buf *b);
void buf_clear(struct buf *b); /* keeps the memory */
void buf_add(struct buf *b, const void *p, size_t n);
void buf_add_str(struct buf *b, struct str s);
void buf_add_cstr(struct buf *b, const char *s);
void buf_add_char(struct buf *b, char c);
void buf_add_utf8(struct buf *b, unsigned cp);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *b, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));
/* Hands the bytes over (NUL-terminated, never NULL); the buffer is empty after. */
char *buf_take(struct buf *b, size_t *n);
static inline struct str buf_str(const struct buf *b) { return (struct str){b->p ? b->p : "", b->n}; }
static inline const char *buf_cstr(const struct buf *b) { return b->p ? b->p : ""; }

#endif
