/* A file that was put into the program at build (cmake/embed.cmake). */
#ifndef TIEOUT_BASE_EMBEDDED_H
#define TIEOUT_BASE_EMBEDDED_H

#include "base/str.h"

struct embedded {
  const char *name;       /* path below its folder; NULL ends a table */
  const unsigned char *p; /* NUL behind the last byte */
  size_t n;
  const unsigned char *json; /* what people write as YAML (a mapping, the front matter of a rule) once more, faster to read; or NULL */
  size_t json_n;
};

static inline struct str embedded_str(const struct embedded *e) { return (struct str){(const char *)e->p, e->n}; }
static inline struct str embedded_json(const struct embedded *e) { return (struct str){(const char *)e->json, e->json_n}; }

#endif
