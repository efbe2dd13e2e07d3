/* The hash chain: inside of the store. */
#ifndef TIEOUT_STORE_JOURNAL_H
#define TIEOUT_STORE_JOURNAL_H

#include "store/store.h"

/* kind "intake"; the body names the artifact by its hash. */
int journal_intake(struct store *s, const struct intake *in, const char *sha256_hex, int64_t taken_at, struct err *err);

#endif
