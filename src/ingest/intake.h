/* One file, from its bytes to the ledger: read, hashed, recognised, written in one transaction. */
#ifndef TIEOUT_INGEST_INTAKE_H
#define TIEOUT_INGEST_INTAKE_H

#include "base/file.h"
#include "base/sha256.h"
#include "ingest/importer.h"

/* Diagnostics of one file, kept until it is known which intake they belong to. */
struct diag_list {
  VEC(struct diag) v;
  VEC(size_t) repeats; /* how often each came again: the same place, or the same words elsewhere */
  size_t dropped;      /* over LIMIT_DIAGNOSTICS */
  struct arena arena;
};
struct diag_sink diag_list_sink(struct diag_list *l);
/* Writes the repeats and the number of the dropped into the list. Once, behind the last diagnostic. */
void diag_list_close(struct diag_list *l);
void diag_list_release(struct diag_list *l);

/* What a file turned out to be. */
struct recognised {
  struct evidence evidence;
  const struct importer *importer; /* NULL: unknown or unreadable */
  enum ingest_outcome outcome;     /* without one: UNKNOWN or UNREADABLE */
  struct str why;                  /* why there is no importer; in the arena */
  uint32_t line, column;           /* of that; 0: the whole file */
  struct identity identity;
  struct arena arena;
};

/* `named`: the importer to take whatever the content says, or NULL. Never an error: what is wrong becomes a diagnostic and an outcome. */
void recognise(struct recognised *out, const struct importers *r, const struct importer *named, struct str bytes, const char *path,
               const struct diag_sink *diags);
void recognised_release(struct recognised *x);

/* Reads and keeps one file; adds one line to the report. */
int intake_bytes(struct store *s, const struct importers *r, const char *path, const struct file *file, const struct ingest_options *o,
                 struct ingest_report *report, struct err *err);
int intake_file(struct store *s, const struct importers *r, const char *path, const struct ingest_options *o, struct ingest_report *report,
                struct err *err);

#endif
