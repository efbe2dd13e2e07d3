/* The three steps of check_prepare. Each reads from and writes to the store only. */
#ifndef TIEOUT_CHECK_PREPARE_H
#define TIEOUT_CHECK_PREPARE_H

#include "check/check.h"

/* Which readings belong to the release that a document is about (table binding), each with its reason in words. */
int bind_document(struct store *s, int64_t document, const struct check_options *o, struct err *err);
/* Which fact subjects in scope a claim's subject stands for (table subject_match). After bind_document. */
int subject_match_document(struct store *s, int64_t document, const struct check_options *o, struct err *err);
/* Which cited paths are there (table citation). */
int cite_document(struct store *s, int64_t document, const struct check_options *o, struct err *err);

#endif
