/* The way of a fact out of an importer. */
#ifndef TIEOUT_INGEST_REDACT_H
#define TIEOUT_INGEST_REDACT_H

#include "base/redact.h"
#include "ingest/importer.h"

/* Hands a fact to the sink after redaction; a diagnostic tells when something was left out. */
int emit_fact(const struct import_sink *out, struct arena *a, struct str path, struct fact *f, struct err *err);

#endif
