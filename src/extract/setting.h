/* What sets a claim apart from what its report is about: another environment, release, attempt, kind of test, a scenario. */
#ifndef TIEOUT_EXTRACT_SETTING_H
#define TIEOUT_EXTRACT_SETTING_H

#include "extract/context.h"

/* "service:ledger-api@staging". */
static inline bool is_set_apart(struct str subject) { return subject.n && memchr(subject.p, '@', subject.n); }

#endif
