/* Secrets that evidence carries must not reach facts, quotes or pages. */
#ifndef TIEOUT_INGEST_REDACT_H
#define TIEOUT_INGEST_REDACT_H

#include "base/arena.h"
#include "ingest/importer.h"

/* `s` itself, or a copy with what looks like a secret replaced by "[withheld]": the password of a URL, the value behind password=,
 * token:, Authorization: and the like, a key block, well-known token shapes. *found is set, never cleared. */
struct str redact(struct arena *a, struct str s, bool *found);

/* Hands a fact to the sink after redaction; a diagnostic tells when something was left out. */
int emit_fact(const struct import_sink *out, struct arena *a, struct str path, struct fact *f, struct err *err);

#endif
