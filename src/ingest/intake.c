#include "ingest/intake.h"

#include "base/limits.h"
#include "base/time.h"
#include "ingest/append.h"

/* --- when it was made --- */

enum { STAMPED_FOLDERS = 2 }; /* run-20250301-101500/results/sla.json: how far up a stamp still speaks of this file */

static bool stamp_of_path(struct str path, struct moment *out) {
  for (int i = 0; i <= STAMPED_FOLDERS; i++) {
    struct str name = file_base(path);
    if (time_find_stamp(name, out)) return true;
    if (path.n <= name.n) return false;
    path = str_sub(path, 0, path.n - name.n - 1);
  }
  return false;
}

struct source_time {
  int64_t at;
  const char *basis;
};

static struct source_time source_time_of(const struct identity *id, const char *path, int64_t mtime) {
  struct moment m;
  if (id->observed_at != TIME_NONE) return (struct source_time){id->observed_at, "content"};
  if (stamp_of_path(str_of(path), &m)) return (struct source_time){m.lo, "name"};
  return (struct source_time){mtime, mtime == TIME_NONE ? "" : "file"};
}

/* --- one file on its way into the ledger --- */

struct job {
  struct store *s;
  const struct ingest_options *o;
  const char *path;
  const struct file *file;
  char hex[SHA256_HEX + 1];
  struct recognised x;
  struct diag_list diags;
  struct source_time time;
  int64_t artifact, intake, reading;
  size_t facts;
  bool unchanged;
};

static const char *role_of(const struct ingest_options *o) { return o->role ? o->role : "evidence"; }

static int keep_fact(void *ctx, struct fact *f, struct err *err) {
  struct job *j = ctx;
  int64_t id;
  if (j->facts >= LIMIT_FACTS)
    return err_at(err, ERR_INPUT, "import-facts", j->path, 0, 0, "the file has more than %zu facts", LIMIT_FACTS);
  f->reading = j->reading;
  if (f->observed_at == TIME_NONE) f->observed_at = j->x.identity.observed_at;
  j->facts++;
  return store_fact_add(j->s, f, &id, err);
}

static int add_intake(struct job *j, struct err *err) {
  if (store_artifact_put(j->s, j->hex, file_str(j->file), &j->artifact, err)) return -1;
  struct intake in = {
      .artifact = j->artifact,
      .path = str_of(j->path),
      .role = str_of(role_of(j->o)),
      .release = j->o->release,
      .source_time = j->time.at,
      .source_time_basis = str_of(j->time.basis),
  };
  return store_intake_add(j->s, &in, j->hex, &j->intake, err);
}

static int add_reading(struct job *j, struct err *err) {
  const struct identity *id = &j->x.identity;
  const struct importer *importer = j->x.importer;
  struct reading r = {
      .intake = j->intake,
      .importer = importer ? str_of(importer->info.name) : STR_NONE,
      .importer_version = importer ? str_of(importer->info.version) : STR_NONE,
      .rank = importer ? importer->rank : RANK_NARRATIVE,
      .release = j->o->release.n ? j->o->release : id->release,
      .project = id->project,
      .environment = id->environment,
      .commit_sha = id->commit_sha,
      .version = id->version,
      .observed_at = id->observed_at,
  };
  return store_reading_add(j->s, &r, &j->reading, err);
}

static int read_facts(struct job *j, struct err *err) {
  struct diag_sink diags = diag_list_sink(&j->diags);
  struct import_sink out = {keep_fact, j, &diags, j->o->policy};
  if (j->x.importer->read(j->x.importer, &j->x.evidence, &j->x.identity, &out, err)) return -1;
  if (!j->facts) {
    j->x.outcome = INGEST_EMPTY;
    diag_emit(&diags, DIAG_IMPORT_EMPTY, str_of(j->path), 0, 0, "importer \"%s\"", j->x.importer->info.name);
  }
  return store_exec(j->s, SQL_READING_SET_FACTS, BINDS(B_INT("facts", (int64_t)j->facts), B_INT("id", j->reading)), err);
}

static int write_diags(struct job *j, struct err *err) {
  diag_list_close(&j->diags);
  for (size_t i = 0; i < j->diags.v.n; i++)
    if (store_diagnostic_add(j->s, j->intake, &j->diags.v.v[i], err)) return -1;
  return 0;
}

/* --- earlier readings of the same bytes under the same path --- */

struct earlier {
  int64_t reading, intake, facts;
  bool same_importer;
};
struct earlier_list {
  VEC(struct earlier) v;
  const struct job *j;
};

static int keep_earlier(void *ctx, const struct row *r, struct err *err) {
  struct earlier_list *list = ctx;
  const struct importer *now = list->j->x.importer;
  bool own_words = list->j->o->policy && list->j->o->policy->status.n; /* which may have changed since */
  struct earlier e = {.reading = row_int(r, 0), .intake = row_int(r, 1), .facts = row_int(r, 5)};
  e.same_importer = now && !own_words && str_eq(row_text(r, 2), str_of(now->info.name)) &&
                    str_eq(row_text(r, 3), str_of(now->info.version)) && str_eq(row_text(r, 4), list->j->o->release);
  vec_push(&list->v, e);
  return 0;
}

static int forget_reading(struct job *j, int64_t reading, int64_t intake, struct err *err) {
  static const enum sql_id leaning[] = {SQL_FINDING_FORGET_FACTS, SQL_VERDICT_FORGET_FACTS, SQL_BINDING_FORGET, SQL_FACT_CLEAR};
  for (size_t i = 0; i < sizeof leaning / sizeof leaning[0]; i++)
    if (store_exec(j->s, leaning[i], BINDS(B_INT("reading", reading)), err)) return -1;
  if (store_exec(j->s, SQL_READING_DELETE, BINDS(B_INT("id", reading)), err)) return -1;
  return store_exec(j->s, SQL_DIAGNOSTIC_CLEAR, BINDS(B_INT("intake", intake)), err);
}

/* What the importer made of these bytes before is what it would make of them now. */
static int reuse_reading(struct job *j, const struct earlier *e, struct err *err) {
  j->reading = e->reading;
  j->facts = (size_t)e->facts;
  if (!j->facts && j->x.outcome == INGEST_FACTS) j->x.outcome = INGEST_EMPTY;
  if (store_exec(j->s, SQL_READING_MOVE, BINDS(B_INT("intake", j->intake), B_INT("id", e->reading)), err)) return -1;
  return store_exec(j->s, SQL_DIAGNOSTIC_MOVE, BINDS(B_INT("intake", j->intake), B_INT("earlier", e->intake)), err);
}

/* One reading for the same bytes, or the facts would count twice. Sets j->reading if the newest one can stay. */
static int settle_earlier(struct job *j, struct err *err) {
  struct earlier_list list = {.j = j};
  int rc = store_query(j->s, SQL_READING_OF_BYTES,
                       BINDS(B_TEXT("path", str_of(j->path)), B_INT("artifact", j->artifact), B_TEXT("role", str_of(role_of(j->o))),
                             B_INT("intake", j->intake)),
                       keep_earlier, &list, err);
  for (size_t i = list.v.n; !rc && i-- > 0;) {
    const struct earlier *e = &list.v.v[i];
    rc = !j->reading && e->same_importer ? reuse_reading(j, e, err) : forget_reading(j, e->reading, e->intake, err);
  }
  vec_release(&list.v);
  return rc;
}

/* --- append-only logs --- */

static int find_before(struct job *j, struct earlier_log *before, struct err *err) {
  const struct importer *importer = j->x.importer;
  *before = (struct earlier_log){0};
  if (!importer || !importer->append_only) return 0;
  if (append_check(j->s, importer->info.name, str_of(j->path), role_of(j->o), j->intake, file_str(j->file), before, err)) return -1;
  if (!before->rewritten) return 0;
  j->x.outcome = INGEST_REWRITTEN;
  j->x.line = before->line;
  j->x.column = before->line ? 1 : 0;
  j->x.why = before->line ? arena_printf(&j->x.arena, "line %u is not what it was at the last intake", before->line)
                          : STR("it does not start with what it held at the last intake");
  return 0;
}

/* The lines of a rewritten log prove nothing: those of the last good intake stay, the new bytes are kept beside them. An extended log
 * holds all that it held before, so its earlier reading goes. */
static int read_after(struct job *j, const struct earlier_log *before, struct err *err) {
  if (j->x.outcome == INGEST_REWRITTEN) {
    struct diag_sink diags = diag_list_sink(&j->diags);
    diag_emit(&diags, DIAG_LOG_REWRITTEN, str_of(j->path), before->line, before->line ? 1 : 0, "%.*s", STR_ARG(j->x.why));
    return 0;
  }
  if (before->reading && forget_reading(j, before->reading, before->intake, err)) return -1;
  return j->x.importer ? read_facts(j, err) : 0;
}

/* --- the transaction --- */

static int write_all(struct job *j, struct err *err) {
  struct earlier_log before;
  j->reading = 0;
  j->facts = 0;
  if (add_intake(j, err) || find_before(j, &before, err) || settle_earlier(j, err)) return -1;
  j->unchanged = j->reading != 0;
  if (j->unchanged) return 0;
  if (add_reading(j, err) || read_after(j, &before, err)) return -1;
  return write_diags(j, err);
}

static int write_job(struct job *j, struct err *err) {
  if (store_begin(j->s, err)) return -1;
  int rc = write_all(j, err);
  if (!rc) rc = store_commit(j->s, err);
  if (rc) store_rollback(j->s);
  return rc;
}

/* A file that an importer gave up on in the middle is kept whole, as one that could not be read. */
static int write_unreadable(struct job *j, struct err *err) {
  struct err why = *err;
  struct diag_sink diags = diag_list_sink(&j->diags);
  *err = (struct err){0};
  j->x.importer = NULL;
  j->x.outcome = INGEST_UNREADABLE;
  struct buf said = BUF_INIT;
  err_format_text(&why, &said);
  j->x.why = arena_str(&j->x.arena, buf_str(&said));
  buf_release(&said);
  j->x.line = why.line;
  j->x.column = why.column;
  diag_emit(&diags, DIAG_IMPORT_UNREADABLE, str_of(j->path), why.line, why.column, "%s", why.text);
  return write_job(j, err);
}

static char *dup_str(struct str s) { return s.n ? mem_strndup(s.p, s.n) : NULL; }

static char *place_of(const struct job *j) {
  if (!j->x.line) return mem_strdup(j->path);
  struct buf place = BUF_INIT;
  buf_printf(&place, "%s:%u:%u", j->path, j->x.line, j->x.column);
  return buf_take(&place, NULL);
}

static void add_line(struct ingest_report *report, const struct job *j) {
  struct ingest_file line = {
      .path = mem_strdup(j->path),
      .place = place_of(j),
      .importer = j->x.importer ? mem_strdup(j->x.importer->info.name) : NULL,
      .why = dup_str(j->x.why),
      .outcome = j->x.outcome,
      .intake = j->intake,
      .facts = j->facts,
      .unchanged = j->unchanged,
  };
  vec_push(&report->files, line);
  report->rewritten |= j->x.outcome == INGEST_REWRITTEN;
}

static void hash_file(const struct file *f, char hex[SHA256_HEX + 1]) {
  unsigned char sum[SHA256_SIZE];
  sha256_of(file_str(f), sum);
  sha256_hex(sum, hex);
}

struct held {
  struct str path;
  bool found;
};

static bool ends_path(struct str path, struct str tail) {
  return tail.n && str_ends(path, tail) && (path.n == tail.n || path.p[path.n - tail.n - 1] == '/');
}

/* A ledger names its files as they were given, perhaps from another folder. */
static int compare_held(void *ctx, const struct row *r, struct err *err) {
  struct held *h = ctx;
  struct str path = row_text(r, 0);
  h->found = ends_path(path, h->path) || ends_path(h->path, path);
  return h->found;
}

static int find_held(const struct job *j, bool *found, struct err *err) {
  struct held h = {.path = str_of(j->path)};
  int rc = j->o->skip_held ? store_query(j->s, SQL_INTAKE_HELD, BINDS(B_TEXT("sha256", str_of(j->hex))), compare_held, &h, err) : 0;
  *found = h.found;
  return rc < 0 ? -1 : 0;
}

int intake_bytes(struct store *s, const struct importers *r, const char *path, const struct file *file, const struct ingest_options *o,
                 struct ingest_report *report, struct err *err) {
  struct job j = {.s = s, .o = o, .path = path, .file = file};
  struct diag_sink diags = diag_list_sink(&j.diags);
  hash_file(file, j.hex);
  bool held = false;
  if (find_held(&j, &held, err) || held) return held ? 0 : -1;
  const struct importer *named = o->as ? importers_named(r, str_of(o->as)) : NULL;
  recognise(&j.x, r, named, file_str(file), path, &diags);
  j.time = source_time_of(&j.x.identity, path, file->mtime);
  if (j.x.identity.observed_at == TIME_NONE && strcmp(j.time.basis, "name") == 0) j.x.identity.observed_at = j.time.at;
  int rc = write_job(&j, err);
  if (rc && err->code == ERR_INPUT && j.x.importer) rc = write_unreadable(&j, err);
  if (!rc) add_line(report, &j);
  recognised_release(&j.x);
  diag_list_release(&j.diags);
  return rc;
}

int intake_file(struct store *s, const struct importers *r, const char *path, const struct ingest_options *o, struct ingest_report *report,
                struct err *err) {
  struct file file;
  if (file_read(&file, path, LIMIT_EVIDENCE_BYTES, err)) return -1;
  int rc = intake_bytes(s, r, path, &file, o, report, err);
  file_release(&file);
  return rc;
}
