/* The lines of a report or artifact, for quoting it where something stands: from the ledger's bytes, else from the file if it is still the
 * same. */
#ifndef TIEOUT_RENDER_SOURCE_H
#define TIEOUT_RENDER_SOURCE_H

#include "base/file.h"
#include "base/vec.h"
#include "render/view.h"

struct source {
  struct file file; /* owned bytes, if they were not in the ledger */
  struct str bytes; /* empty: not to be had */
  VEC(size_t) lines;
};

void source_open(struct source *s, const struct view_report *report);
/* Any file: `kept` are its bytes if the ledger has them, else it is read again. */
void source_open_file(struct source *s, struct str kept, struct str path, struct str sha256, size_t max);
void source_release(struct source *s);
/* Without its end; p is NULL if there is no such line. */
struct str source_line(const struct source *s, uint32_t number);

#endif
