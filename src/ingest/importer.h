/* One interface for everything that turns a file into facts: YAML mappings and native readers look the same from outside. */
#ifndef TIEOUT_INGEST_IMPORTER_H
#define TIEOUT_INGEST_IMPORTER_H

#include "ingest/evidence.h"
#include "ingest/ingest.h"

/* What binds a file to a release. Empty: the file does not say. Slices live as long as the evidence or the arena handed in. */
struct identity {
  struct str project, environment, commit_sha, version, release;
  int64_t observed_at; /* TIME_NONE */
};

/* Where an importer puts what it finds. Slices are borrowed for the call. `fact` may refuse (too many) with ERR_INPUT. */
struct import_sink {
  int (*fact)(void *ctx, struct fact *f, struct err *err);
  void *ctx;
  const struct diag_sink *diags;
  const struct policy *policy; /* or NULL */
};

struct mapping;
struct importer {
  struct importer_info info;
  enum rank rank;
  struct mapping *plan; /* owned by the registry; NULL for code */
  /* How many signs say that the file is of this kind; 0: it is not. A matching file name counts one, never alone. */
  int (*score)(const struct importer *self, const struct evidence *e);
  void (*identify)(const struct importer *self, const struct evidence *e, struct arena *arena, struct identity *out,
                   const struct diag_sink *diags);
  int (*read)(const struct importer *self, const struct evidence *e, const struct identity *id, const struct import_sink *out,
              struct err *err);
  bool append_only; /* a later intake of the same path must start with what the earlier one held */
};

struct importers {
  VEC(struct importer) rows;       /* sorted by name */
  VEC(struct importer_info) infos; /* the same order, for importers_list */
};

/* Compiles a mapping into the registry, in place of one with the same name. */
int importers_add(struct importers *r, struct str yaml, const char *path, struct err *err);
const struct importer *importers_named(const struct importers *r, struct str name);

enum choice { CHOICE_NONE, CHOICE_ONE, CHOICE_AMBIGUOUS };
/* The importer with the most signs. AMBIGUOUS: `*out` and `*other` claim it equally well. */
enum choice importers_choose(const struct importers *r, const struct evidence *e, const struct importer **out,
                             const struct importer **other);

#endif
