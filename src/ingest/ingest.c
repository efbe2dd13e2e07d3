#include "ingest/ingest.h"

#include "base/file.h"
#include "ingest/intake.h"

void ingest_report_release(struct ingest_report *r) {
  for (size_t i = 0; i < r->files.n; i++) {
    mem_free(r->files.v[i].path);
    mem_free(r->files.v[i].place);
    mem_free(r->files.v[i].importer);
    mem_free(r->files.v[i].why);
  }
  vec_release(&r->files);
  *r = (struct ingest_report){0};
}

struct walk_job {
  struct store *s;
  const struct importers *r;
  const struct ingest_options *o;
  struct ingest_report *report;
};

/* The ledger lives in .tieout and is no evidence of its own. */
static bool is_own(struct str path) { return str_starts(path, STR(".tieout/")) || str_find(path, STR("/.tieout/"), 0) != SIZE_MAX; }

/* One file or folder that cannot even be opened does not stop the others. */
static void add_unopened(struct ingest_report *report, const char *path, const struct err *why) {
  struct buf said = BUF_INIT;
  err_format_text(why, &said);
  struct ingest_file line = {
      .path = mem_strdup(path), .place = mem_strdup(path), .why = buf_take(&said, NULL), .outcome = INGEST_UNREADABLE};
  vec_push(&report->files, line);
}

/* The ledger is locked or gone: no fault of the file, and the next one would fare no better. */
static bool is_of_ledger(const struct err *why) {
  return why->rule && (strcmp(why->rule, "ledger-locked") == 0 || strcmp(why->rule, "ledger-open") == 0);
}

static int take_file(void *ctx, const char *path, struct err *err) {
  struct walk_job *w = ctx;
  if (is_own(str_of(path)) || (w->o->policy && policy_ignores(w->o->policy, str_of(path)))) return 0;
  struct err why = ERR_INIT;
  if (!intake_file(w->s, w->r, path, w->o, w->report, &why)) return 0;
  if (why.code != ERR_INPUT || is_of_ledger(&why)) {
    *err = why;
    return -1;
  }
  add_unopened(w->report, path, &why);
  return 0;
}

static int take_folder(void *ctx, const struct err *why) {
  struct walk_job *w = ctx;
  add_unopened(w->report, why->path, why);
  return 0;
}

static int check_name(const struct importers *r, const char *as, struct err *err) {
  if (!as || importers_named(r, str_of(as))) return 0;
  struct buf names = BUF_INIT;
  for (size_t i = 0; i < r->rows.n; i++) buf_printf(&names, "%s%s", i ? ", " : "", r->rows.v[i].info.name);
  err_set(err, ERR_USAGE, "no importer is called \"%s\" (known: %s)", as, buf_cstr(&names));
  buf_release(&names);
  return -1;
}

int ingest_path(struct store *s, const struct importers *r, const char *path, const struct ingest_options *o, struct ingest_report *report,
                struct err *err) {
  struct walk_job w = {s, r, o, report};
  if (check_name(r, o->as, err)) return -1;
  if (file_kind(path) == FILE_FOLDER) return file_walk_past(path, take_file, take_folder, &w, err);
  return intake_file(s, r, path, o, report, err);
}

int ingest_bytes(struct store *s, const struct importers *r, const char *path, const struct file *file, const struct ingest_options *o,
                 struct ingest_report *report, struct err *err) {
  return check_name(r, o->as, err) ? -1 : intake_bytes(s, r, path, file, o, report, err);
}
