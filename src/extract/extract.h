/* Reports in: Markdown → claims and the relations between them, in one transaction. */
#ifndef TIEOUT_EXTRACT_EXTRACT_H
#define TIEOUT_EXTRACT_EXTRACT_H

#include "base/err.h"
#include "policy/policy.h"
#include "store/store.h"

/* Reads the file, keeps it as an artifact, and writes document, sections, claims, relations and diagnostics. `document`: store id. */
int extract_report(struct store *s, const char *path, bool is_with, const struct policy *policy, int64_t *document, struct err *err);

#endif
