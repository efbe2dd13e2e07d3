/* Status words and the six states they stand for. One table for evidence and for reports. */
#ifndef TIEOUT_MODEL_STATUS_H
#define TIEOUT_MODEL_STATUS_H

#include "base/str.h"

enum status { STATUS_NONE, STATUS_SUCCESS, STATUS_FAILURE, STATUS_PARTIAL, STATUS_PENDING, STATUS_SKIPPED, STATUS_UNKNOWN };

const char *status_name(enum status s); /* "success"; "" for NONE */
enum status status_named(struct str name);
/* A whole word or phrase as evidence writes it ("not_ready", "PASS", "dry-run"); case, '-', '_' and blanks do not matter.
 * STATUS_NONE if no row knows it. */
enum status status_of_word(struct str word);

/* What a report's status text says, read as a whole. */
struct status_reading {
  enum status status; /* STATUS_NONE: no status in it */
  bool composite;     /* several states ("fixed ✅ | database broken ❌"): never reduced to one */
  bool ready_for;     /* "ready for X": X has not happened */
  size_t from, to;    /* bytes of the deciding word in the text */
};
/* `text` is repaired plain text (emoji intact). Words in a negation ("not deployed") or condition are understood. */
struct status_reading status_read(struct str text);

#endif
