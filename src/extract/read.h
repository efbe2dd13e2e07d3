/* Inside of extract: a report being read. Everything is found out in memory first, then written in one transaction. */
#ifndef TIEOUT_EXTRACT_READ_H
#define TIEOUT_EXTRACT_READ_H

#include "base/arena.h"
#include "base/file.h"
#include "base/vec.h"
#include "extract/context.h"
#include "policy/policy.h"

struct reading_report {
  struct file file;
  struct text text;
  struct markdown md;
  struct extraction x;
  struct arena arena;
  VEC(struct diag) diags;
};

/* Reads the file and finds its claims; touches no ledger, so that any thread may do it. To be released also on failure. */
int reading_find(struct reading_report *r, const char *path, const struct policy *policy, struct err *err);
int reading_write(struct reading_report *r, struct store *s, const char *path, bool is_with, int64_t *document, struct err *err);
void reading_release(struct reading_report *r);

#endif
