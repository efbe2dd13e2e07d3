#include "base/arena.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

struct arena_block {
  struct arena_block *next;
  size_t used, size;
  max_align_t data[];
};

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 20 };

void arena_release(struct arena *a) {
  struct arena_block *b = a->head;
  while (b) {
    struct arena_block *next = b->next;
    mem_free(b);
    b = next;
  }
  *a = (struct arena){0};
}

static struct arena_block *block_new(size_t size) {
  if (size > SIZE_MAX - sizeof(struct arena_block)) size = SIZE_MAX - sizeof(struct arena_block); /* cannot be had: out of memory */
  struct arena_block *b = mem_alloc(sizeof *b + size);
  *b = (struct arena_block){.size = size};
  return b;
}

/* Blocks double, so that a small document costs one page and a large one few calls. */
static struct arena_block *grow(struct arena *a, size_t n) {
  size_t size = a->head ? a->head->size * 2 : FIRST_BLOCK;
  if (size > LARGEST_BLOCK) size = LARGEST_BLOCK;
  if (n > size / 2 && a->head) { /* a large piece gets its own block; the current one stays in front */
    struct arena_block *own = block_new(n);
    own->next = a->head->next;
    a->head->next = own;
    return own;
  }
  struct arena_block *b = block_new(n > size ? n : size);
  b->next = a->head;
  a->head = b;
  return b;
}

/* Not zeroed. */
static void *take(struct arena *a, size_t n) {
  const size_t align = _Alignof(max_align_t);
  size_t padded = n > SIZE_MAX - align ? SIZE_MAX : (n + align - 1) / align * align;
  if (padded == 0) padded = align;
  struct arena_block *b = a->head;
  if (!b || b->size - b->used < padded) b = grow(a, padded);
  void *p = (char *)b->data + b->used;
  b->used += padded;
  a->used += padded;
  return p;
}

void *arena_alloc(struct arena *a, size_t n) {
  void *p = take(a, n);
  memset(p, 0, n);
  return p;
}

struct str arena_str(struct arena *a, struct str s) {
  char *p = take(a, s.n + 1);
  if (s.n) memcpy(p, s.p, s.n);
  p[s.n] = '\0';
  return (struct str){p, s.n};
}

struct str arena_lower(struct arena *a, struct str s) {
  char *p = take(a, s.n + 1);
  for (size_t i = 0; i < s.n; i++) p[i] = ascii_lower(s.p[i]);
  p[s.n] = '\0';
  return (struct str){p, s.n};
}

struct str arena_printf(struct arena *a, const char *fmt, ...) {
  char small[256]; /* nearly everything fits, and is formatted once */
  va_list ap;
  va_start(ap, fmt);
  int n = vsnprintf(small, sizeof small, fmt, ap);
  va_end(ap);
  if (n < 0) return arena_str(a, STR_NONE);
  if ((size_t)n < sizeof small) return arena_str(a, str_make(small, (size_t)n));
  char *p = take(a, (size_t)n + 1);
  va_start(ap, fmt);
  vsnprintf(p, (size_t)n + 1, fmt, ap);
  va_end(ap);
  return (struct str){p, (size_t)n};
}
