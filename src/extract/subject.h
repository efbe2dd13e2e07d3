/* Whom a claim is about, from headers, labels and headings. */
#ifndef TIEOUT_EXTRACT_SUBJECT_H
#define TIEOUT_EXTRACT_SUBJECT_H

#include "extract/context.h"

/* The kind of thing that a table column or key of this name lists: "service:", "scenario:", "gateway:", "gate:", "item:" …; NULL if none.
 */
const char *subject_prefix(struct str header);
/* Canonical subject of a name under a prefix: "service:web-production", "item:phase 2". */
struct str subject_make(struct extraction *x, const char *prefix, struct str name);
/* What a phrase is about by its last words: "post-release load tests" → loadtest, "all services" → service:*, "the deployment" →
 * deployment, but "deployment guide" and "staging deployment" are something else: empty. */
struct str subject_head(struct str phrase);
/* Words before a noun that make it another one than the report's: "first", "staging", "previous". */
bool names_another(struct str before);

#endif
