/* The registry: embedded mappings, native readers, then the project's own, which win by name. */
#include "importers/embedded_importers.h"

#include "base/file.h"
#include "base/limits.h"
#include "ingest/importer.h"
#include "ingest/mapping.h"
#include "ingest/native/native.h"

/* --- a mapping behind the importer interface --- */

static int plan_score(const struct importer *self, const struct evidence *e) { return mapping_score(self->plan, e); }

static void plan_identify(const struct importer *self, const struct evidence *e, struct arena *a, struct identity *out,
                          const struct diag_sink *diags) {
  mapping_identify(self->plan, e, a, out, diags);
}

static int plan_read(const struct importer *self, const struct evidence *e, const struct identity *id, const struct import_sink *out,
                     struct err *err) {
  return mapping_read(self->plan, e, id, out, err);
}

static struct importer importer_of(struct mapping *plan) {
  return (struct importer){
      .info = {.name = plan->name.p, .version = plan->version.p, .title = plan->title.p},
      .rank = (enum rank)plan->rank,
      .plan = plan,
      .score = plan_score,
      .identify = plan_identify,
      .read = plan_read,
  };
}

static void free_plan(struct mapping *plan) {
  if (!plan) return;
  mapping_release(plan);
  mem_free(plan);
}

/* --- rows --- */

static void put(struct importers *r, struct importer row) {
  size_t at = 0;
  while (at < r->rows.n && strcmp(r->rows.v[at].info.name, row.info.name) < 0) at++;
  if (at < r->rows.n && strcmp(r->rows.v[at].info.name, row.info.name) == 0) {
    free_plan(r->rows.v[at].plan);
    r->rows.v[at] = row;
    return;
  }
  vec_push(&r->rows, row);
  for (size_t i = r->rows.n - 1; i > at; i--) r->rows.v[i] = r->rows.v[i - 1];
  r->rows.v[at] = row;
}

static void list_infos(struct importers *r) {
  vec_clear(&r->infos);
  for (size_t i = 0; i < r->rows.n; i++) vec_push(&r->infos, r->rows.v[i].info);
}

static int add_mapping(struct importers *r, struct str yaml, struct str json, const char *path, struct err *err) {
  struct mapping *plan = mem_calloc(1, sizeof *plan);
  if (mapping_compile_json(plan, yaml, json, path, err)) {
    mem_free(plan);
    return -1;
  }
  put(r, importer_of(plan));
  return 0;
}

int importers_add(struct importers *r, struct str yaml, const char *path, struct err *err) {
  if (add_mapping(r, yaml, STR_NONE, path, err)) return -1;
  list_infos(r);
  return 0;
}

static int add_embedded(struct importers *r, struct err *err) {
  for (size_t i = 0; i < embedded_importers_count; i++) {
    const struct embedded *file = &embedded_importers[i];
    if (!str_ends(str_of(file->name), STR("/importer.yaml"))) continue;
    if (add_mapping(r, embedded_str(file), embedded_json(file), file->name, err)) return -1;
  }
  return 0;
}

static void add_native(struct importers *r) {
  size_t n;
  const struct importer *const *rows = native_importers(&n);
  for (size_t i = 0; i < n; i++) put(r, *rows[i]);
}

/* --- the project's own: tieout/importers/NAME/importer.yaml or tieout/importers/NAME.yaml --- */

static const char FOLDER[] = "tieout/importers";

struct project {
  struct importers *r;
  char *root;
};

static bool is_mapping_path(const char *root, const char *path) {
  struct str inside = str_sub(str_of(path), strlen(root) + 1, SIZE_MAX);
  if (str_eq(file_base(inside), STR("importer.yaml"))) return true;
  return str_find(inside, STR("/"), 0) == SIZE_MAX && str_ends(inside, STR(".yaml"));
}

static int add_project_file(void *ctx, const char *path, struct err *err) {
  struct project *p = ctx;
  if (!is_mapping_path(p->root, path)) return 0;
  struct file file = {0};
  if (file_read(&file, path, LIMIT_CONFIG_BYTES, err)) return -1;
  int rc = importers_add(p->r, file_str(&file), path, err);
  file_release(&file);
  return rc;
}

static int add_project(struct importers *r, const char *dir, struct err *err) {
  struct project p = {r, file_join(dir, FOLDER)};
  int rc = file_walk_own(dir, FOLDER, is_mapping_path, add_project_file, &p, err);
  mem_free(p.root);
  return rc;
}

int importers_open(struct importers **out, const char *project_dir, struct err *err) {
  struct importers *r = mem_calloc(1, sizeof *r);
  int rc = add_embedded(r, err);
  if (!rc) {
    add_native(r);
    list_infos(r);
    rc = project_dir ? add_project(r, project_dir, err) : 0;
  }
  if (rc) {
    importers_close(r);
    return -1;
  }
  *out = r;
  return 0;
}

void importers_close(struct importers *r) {
  if (!r) return;
  for (size_t i = 0; i < r->rows.n; i++) free_plan(r->rows.v[i].plan);
  vec_release(&r->rows);
  vec_release(&r->infos);
  mem_free(r);
}

size_t importers_list(const struct importers *r, const struct importer_info **out) {
  *out = r->infos.v;
  return r->infos.n;
}

const struct importer *importers_named(const struct importers *r, struct str name) {
  for (size_t i = 0; i < r->rows.n; i++)
    if (str_eq(str_of(r->rows.v[i].info.name), name)) return &r->rows.v[i];
  return NULL;
}

enum choice importers_choose(const struct importers *r, const struct evidence *e, const struct importer **out,
                             const struct importer **other) {
  int best = 0;
  *out = *other = NULL;
  for (size_t i = 0; i < r->rows.n; i++) {
    const struct importer *row = &r->rows.v[i];
    int score = row->score(row, e);
    if (score == best && best) *other = row;
    if (score <= best) continue;
    best = score;
    *out = row;
    *other = NULL;
  }
  return !best ? CHOICE_NONE : *other ? CHOICE_AMBIGUOUS : CHOICE_ONE;
}
