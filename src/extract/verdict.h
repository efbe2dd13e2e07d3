/* The report's own verdict: the first measured state of the deployment that it gives. */
#ifndef TIEOUT_EXTRACT_VERDICT_H
#define TIEOUT_EXTRACT_VERDICT_H

#include "extract/context.h"

/* Keeps the claim as the report's verdict, if it is one and there is none yet. CLAIM_NONE is passed over. */
void verdict_keep(struct extraction *x, int32_t claim);

#endif
