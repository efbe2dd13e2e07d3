#include "base/mem.h"

#include <malloc.h>
#include <stdint.h>

static void default_oom(size_t size) { abort(); }

/* The one hook of the library that changes: set once at start, by cli or a test. */
static mem_oom_fn oom = default_oom;

void mem_on_oom(mem_oom_fn fn) { oom = fn ? fn : default_oom; }

void mem_fail(size_t size) {
  oom(size);
  abort(); /* the handler came back */
}

void mem_keep_heap(void) {
  mallopt(M_TOP_PAD, 1 << 20);
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
  mallopt(M_MMAP_THRESHOLD, 1 << 20); /* what is larger than that is given back */
}

static void *checked(void *p, size_t size) {
  if (!p) mem_fail(size);
  return p;
}

void *mem_alloc(size_t size) { return checked(malloc(size ? size : 1), size); }

void *mem_calloc(size_t count, size_t size) {
  if (!count || !size) return checked(calloc(1, 1), 1);
  return checked(calloc(count, size), size > SIZE_MAX / count ? SIZE_MAX : count * size);
}

void *mem_realloc(void *p, size_t size) { return checked(realloc(p, size ? size : 1), size); }

void *mem_array(void *p, size_t count, size_t size) {
  if (size && count > SIZE_MAX / size) return checked(NULL, SIZE_MAX);
  return mem_realloc(p, count * size);
}

void *mem_dup(const void *p, size_t size) {
  void *q = mem_alloc(size);
  if (size) memcpy(q, p, size);
  return q;
}

char *mem_strndup(const char *s, size_t n) {
  char *q = mem_alloc(n + 1);
  if (n) memcpy(q, s, n);
  q[n] = '\0';
  return q;
}

char *mem_strdup(const char *s) { return mem_strndup(s, strlen(s)); }

void mem_free(void *p) { free(p); }
