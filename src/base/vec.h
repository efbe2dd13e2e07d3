/* Typed growing arrays:  VEC(struct span) spans = {0};  vec_push(&spans, s);  spans.v[i]; vec_release(&spans). */
#ifndef TIEOUT_BASE_VEC_H
#define TIEOUT_BASE_VEC_H

#include "base/mem.h"

#define VEC(type)                                                                                                                          \
  struct {                                                                                                                                 \
    type *v;                                                                                                                               \
    size_t n, cap;                                                                                                                         \
  }

#define vec_reserve(vec, want)                                                                                                             \
  do {                                                                                                                                     \
    if ((want) > (vec)->cap) {                                                                                                             \
      size_t cap_ = (vec)->cap ? (vec)->cap * 2 : 8;                                                                                       \
      if (cap_ < (want)) cap_ = (want);                                                                                                    \
      (vec)->v = mem_array((vec)->v, cap_, sizeof *(vec)->v);                                                                              \
      (vec)->cap = cap_;                                                                                                                   \
    }                                                                                                                                      \
  } while (0)

#define vec_push(vec, ...)                                                                                                                 \
  do {                                                                                                                                     \
    vec_reserve((vec), (vec)->n + 1);                                                                                                      \
    (vec)->v[(vec)->n++] = (__VA_ARGS__);                                                                                                  \
  } while (0)

#define vec_clear(vec) ((vec)->n = 0)
#define vec_release(vec)                                                                                                                   \
  do {                                                                                                                                     \
    mem_free((vec)->v);                                                                                                                    \
    (vec)->v = NULL;                                                                                                                       \
    (vec)->n = (vec)->cap = 0;                                                                                                             \
  } while (0)

#endif
