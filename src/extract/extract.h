/* Reports in: Markdown → claims and the relations between them, in one transaction. */
#ifndef TIEOUT_EXTRACT_EXTRACT_H
#define TIEOUT_EXTRACT_EXTRACT_H

#include "base/err.h"
#include "policy/policy.h"
#include "store/store.h"

/* Reads the file, keeps it as an artifact, and writes document, sections, claims, relations and diagnostics. `document`: store id. */
int extract_report(struct store *s, const char *path, bool is_with, const struct policy *policy, int64_t *document, struct err *err);

/* What became of one report: its store id, or why it has none. Returns whether to go on. */
typedef bool (*extract_fn)(void *ctx, const char *path, int64_t document, const struct err *why);
/* extract_report() for each of them; calls and writes are in the order of the paths, in the calling thread. Of many, the next are read
 * ahead by a second thread. */
void extract_reports(struct store *s, const char *const *paths, size_t n, bool is_with, const struct policy *policy, extract_fn fn,
                     void *ctx);

#endif
