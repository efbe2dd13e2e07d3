/* Where a report comes from: the commit that last changed it. */
#ifndef TIEOUT_CHECK_ORIGIN_H
#define TIEOUT_CHECK_ORIGIN_H

#include "check/check.h"
#include "scm/scm.h"

/* False where the report is not tracked, or is being written. */
bool origin_in(struct scm_repo *r, const char *report, struct scm_commit *out);
/* The same in the repository that the report lies in. */
bool origin_of(const struct check_options *o, const char *report, struct scm_commit *out);

#endif
