/* Bump allocation, freed at once: parse trees and the slices into them live here. */
#ifndef TIEOUT_BASE_ARENA_H
#define TIEOUT_BASE_ARENA_H

#include "base/str.h"

struct arena_block;
struct arena {
  struct arena_block *head;
  size_t used; /* bytes handed out in all */
};

#define ARENA_INIT                                                                                                                         \
  { 0 }

void arena_release(struct arena *a);
void *arena_alloc(struct arena *a, size_t n); /* zeroed, aligned for any type */
/* A copy, NUL-terminated behind its last byte. */
struct str arena_str(struct arena *a, struct str s);
struct str arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
struct str arena_lower(struct arena *a, struct str s); /* ASCII lower case, NUL-terminated */

#endif
