#include "base/buf.h"

#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"

static size_t limit_of(const struct buf *b) { return b->max ? b->max : LIMIT_BUF_DEFAULT; }

/* Room for `n` more bytes and the NUL. Returns how many of the n may be written. */
static size_t make_room(struct buf *b, size_t n) {
  size_t left = limit_of(b) - b->n;
  if (n > left) {
    b->overrun = true;
    n = left;
  }
  size_t want = b->n + n + 1;
  if (want > b->cap) {
    size_t cap = b->cap < 64 ? 64 : b->cap + b->cap / 2;
    b->cap = cap < want ? want : cap;
    b->p = mem_realloc(b->p, b->cap);
  }
  return n;
}

void buf_release(struct buf *b) {
  mem_free(b->p);
  *b = (struct buf){.max = b->max};
}

void buf_clear(struct buf *b) {
  b->n = 0;
  b->overrun = false;
  if (b->p) b->p[0] = '\0';
}

void buf_add(struct buf *b, const void *p, size_t n) {
  n = make_room(b, n);
  if (n) memcpy(b->p + b->n, p, n);
  b->n += n;
  b->p[b->n] = '\0';
}

void buf_add_str(struct buf *b, struct str s) { buf_add(b, s.p, s.n); }

void buf_add_cstr(struct buf *b, const char *s) { buf_add(b, s, strlen(s)); }

void buf_add_char(struct buf *b, char c) {
  if (b->n + 1 >= b->cap || b->n >= limit_of(b)) {
    buf_add(b, &c, 1);
    return;
  }
  b->p[b->n++] = c;
  b->p[b->n] = '\0';
}

void buf_add_utf8(struct buf *b, unsigned cp) {
  char bytes[4];
  buf_add(b, bytes, utf8_encode(cp, bytes));
}

void buf_vprintf(struct buf *b, const char *fmt, va_list ap) {
  char small[256]; /* nearly everything fits, and is formatted once */
  va_list again;
  va_copy(again, ap);
  int need = vsnprintf(small, sizeof small, fmt, ap);
  if (need > 0 && (size_t)need < sizeof small) {
    buf_add(b, small, (size_t)need);
  } else if (need > 0) {
    size_t n = make_room(b, (size_t)need);
    vsnprintf(b->p + b->n, n + 1, fmt, again);
    b->n += n;
  }
  va_end(again);
}

void buf_printf(struct buf *b, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  buf_vprintf(b, fmt, ap);
  va_end(ap);
}

char *buf_take(struct buf *b, size_t *n) {
  char *p = b->p ? b->p : mem_strdup("");
  if (n) *n = b->n;
  b->p = NULL;
  b->n = b->cap = 0;
  b->overrun = false;
  return p;
}
