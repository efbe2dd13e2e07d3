/* The check that append-only logs are only appended to. */
#ifndef TIEOUT_INGEST_APPEND_H
#define TIEOUT_INGEST_APPEND_H

#include "store/store.h"

/* The last intake of a path that was not itself a rewritten one. */
struct earlier_log {
  int64_t reading, intake; /* 0: none */
  bool rewritten;
  uint32_t line; /* the first that changed; 0: unknown, its bytes were not kept */
};

int append_check(struct store *s, const char *importer, struct str path, const char *role, int64_t intake, struct str now,
                 struct earlier_log *out, struct err *err);

/* 0 if `now` starts with `before`, else the number of the first line that differs. */
uint32_t log_rewritten(struct str before, struct str now);

#endif
