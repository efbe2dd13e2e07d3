/* A file that was put into the program at build (cmake/embed.cmake). */
#ifndef TIEOUT_BASE_EMBEDDED_H
#define TIEOUT_BASE_EMBEDDED_H

#include <stddef.h>

struct embedded {
  const char *name;       /* path below its folder; NULL ends a table */
  const unsigned char *p; /* NUL behind the last byte */
  size_t n;
};

#endif
