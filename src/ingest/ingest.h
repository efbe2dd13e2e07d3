/* Evidence in: bytes → artifact (hash, size, path, source time) → importer, chosen by content → facts, all in one transaction each. */
#ifndef TIEOUT_INGEST_INGEST_H
#define TIEOUT_INGEST_INGEST_H

#include "base/diag.h"
#include "base/err.h"
#include "base/vec.h"
#include "policy/policy.h"
#include "store/store.h"

struct importers; /* the registry: embedded mappings, native readers, then the project's own (override by name) */

/* project_dir: where tieout.yaml is, for `tieout/importers`; NULL: embedded ones only. A bad mapping is ERR_CONFIG with its place. */
int importers_open(struct importers **out, const char *project_dir, struct err *err);
void importers_close(struct importers *r);

struct importer_info {
  const char *name, *version, *title;
  bool native;
};
size_t importers_list(const struct importers *r, const struct importer_info **out);

struct ingest_options {
  const char *as;     /* importer name, or NULL: by content */
  struct str release; /* label, or empty */
  const char *role;   /* "evidence" */
  const struct policy *policy;
  bool skip_held; /* leave out what the store has a reading of, under this path or the end of it; no line in the report */
};

enum ingest_outcome { INGEST_FACTS, INGEST_EMPTY, INGEST_UNKNOWN, INGEST_UNREADABLE, INGEST_REWRITTEN };

/* One line per file of the intake report. Strings live until ingest_report_release. */
struct ingest_file {
  char *path;
  char *place;    /* "path:line:column" where the trouble has a place, else the path */
  char *importer; /* or NULL */
  char *why;      /* why it was not read, or NULL */
  enum ingest_outcome outcome;
  int64_t intake; /* 0: it could not even be opened, and the store has nothing of it */
  size_t facts;
  bool unchanged; /* the reading that was there already still counts */
};
struct ingest_report {
  VEC(struct ingest_file) files;
  bool rewritten; /* an append-only log was rewritten: exit 4 */
};
void ingest_report_release(struct ingest_report *r);

/* A file or a folder. A file that cannot be read as evidence is in the report, with a diagnostic in the store; only what stops the whole
 * intake (path missing, ledger failing) is an error. The same bytes under the same path again: read again only if the importer changed. */
int ingest_path(struct store *s, const struct importers *r, const char *path, const struct ingest_options *o, struct ingest_report *report,
                struct err *err);

/* One file whose bytes come from elsewhere than the file system; `path` is what it is known by. */
struct file;
int ingest_bytes(struct store *s, const struct importers *r, const char *path, const struct file *file, const struct ingest_options *o,
                 struct ingest_report *report, struct err *err);

/* One fact as a JSON line: the members of docs/data-model.md in their order, absent ones left out. */
struct buf;
void fact_jsonl(const struct fact *f, struct str importer, struct buf *out);

/* Tests one importer folder: every facts*.jsonl against what its sample*.* gives, every bad*.diag against the diagnostics of its bad*.*
 * (the same text behind "sample" and "facts", or the same name before ".diag"). What differs goes to `out`, "-" expected, "+" got; nothing
 * to compare is a failure. `r`: the registry that the folder's importer.yaml is put into, or tested as it stands if there is none. */
struct importer_test {
  size_t checks, failures;
};
int importers_test(struct importers *r, const char *folder, struct buf *out, struct importer_test *result, struct err *err);

#endif
