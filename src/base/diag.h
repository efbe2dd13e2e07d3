/* Diagnostics: a document or artifact is doubtful at a place. Neither an error (tieout could) nor a finding.
 *
 * The rows live in base/diag.def: id, severity, what it means. docs/diagnostics.md explains each; a test compares. */
#ifndef TIEOUT_BASE_DIAG_H
#define TIEOUT_BASE_DIAG_H

#include "base/str.h"
#include <stdint.h>

enum diag_severity { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR };

enum diag_id {
#define DIAG(id, name, severity, text) DIAG_##id,
#include "base/diag.def"
#undef DIAG
  DIAG_COUNT
};

struct diag {
  enum diag_id id;
  struct str path;       /* as given by the user */
  uint32_t line, column; /* 1-based, code points; 0 = the whole file */
  struct str detail;     /* what exactly; may be empty */
};

struct diag_sink {
  void (*emit)(void *ctx, const struct diag *d);
  void *ctx;
};

const char *diag_name(enum diag_id id); /* "json-duplicate-key" */
const char *diag_text(enum diag_id id); /* one line for people */
/* The same by name, as the ledger has it; the name itself if no row has it (an older ledger). */
struct str diag_text_of(struct str name);
enum diag_severity diag_severity(enum diag_id id);
const char *diag_severity_name(enum diag_severity s);
/* `sink` may be NULL. */
void diag_emit(const struct diag_sink *sink, enum diag_id id, struct str path, uint32_t line, uint32_t column, const char *fmt, ...)
    __attribute__((format(printf, 6, 7)));

#endif
