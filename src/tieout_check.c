/* tieout_check and tieout_extract: the stages in their order. Everything happens in memory; a ledger is only read. */
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "session.h"

static void note(struct run *r, enum tieout_status status) { r->status = status_worse(r->status, status); }

/* What could not be read, or is not what it was, leaves the rest to be checked; a bad policy, a full disk and the like end the run. */
static bool goes_on(enum tieout_status status) {
  return status == TIEOUT_OK || status == TIEOUT_NOT_ESTABLISHED || status == TIEOUT_INTEGRITY;
}

/* --- reading --- */

struct reports_read {
  struct run *r;
  bool is_with;
};

static bool take_report(void *ctx, const char *path, int64_t document, const struct err *why) {
  struct reports_read *x = ctx;
  if (why) {
    note(x->r, session_err(x->r->t, why));
  } else if (!x->is_with) {
    vec_push(&x->r->documents, document);
    vec_push(&x->r->read, mem_strdup(path));
  }
  return goes_on(x->r->status);
}

static void read_files(struct run *r, const struct paths *files, bool is_with) {
  struct reports_read x = {r, is_with};
  if (goes_on(r->status)) extract_reports(r->s, (const char *const *)files->v, files->n, is_with, &r->t->policy, take_report, &x);
}

/* From so many reports on, their claims may not fit into the memory that a check is to take. */
enum { SCRATCH_FROM = 200 };

static int open_store(struct run *r, size_t reports, struct err *err) {
  return reports < SCRATCH_FROM ? store_open(&r->s, NULL, STORE_CREATE, err) : store_open_scratch(&r->s, err);
}

static void read_evidence(struct run *r) {
  struct ingest_options options = run_ingest_options(r);
  for (size_t i = 0; i < r->o->evidence_n && goes_on(r->status); i++) {
    struct err err = ERR_INIT;
    size_t before = r->files.files.n;
    if (ingest_path(r->s, r->t->importers, r->o->evidence[i], &options, &r->files, &err) != 0)
      note(r, session_err(r->t, &err));
    else if (r->files.files.n == before)
      note(r, session_say(r->t, TIEOUT_NOT_ESTABLISHED, "%s: no file of evidence in this folder", r->o->evidence[i]));
  }
}

/* Like citations, only where nobody named evidence. */
static int copy_ledger(struct run *r, struct err *err) {
  struct err why = ERR_INIT;
  if (!r->t->ledger || r->o->evidence_n || store_copy_evidence(r->s, r->t->ledger, &why) == 0) return 0;
  if (goes_on((enum tieout_status)err_exit(why.code))) {
    note(r, session_err(r->t, &why));
    return 0;
  }
  *err = why;
  return -1;
}

/* --- checking --- */

static void say_stopped(void *ctx, const struct err *why) {
  struct run *r = ctx;
  r->rules_stopped++;
  note(r, session_err(r->t, why));
}

/* A repository that cannot be read is asked for every report. */
static void say_unread_repository(void *ctx, const struct err *why) {
  struct run *r = ctx;
  struct buf text = BUF_INIT;
  err_format(why, &text);
  if (!strstr(buf_cstr(&r->t->message), buf_cstr(&text))) session_err(r->t, why);
  buf_release(&text);
}

static struct check_options check_options_of(struct run *r) {
  return (struct check_options){.policy = &r->t->policy,
                                .release = str_of(r->o->release),
                                .repo = r->o->repo,
                                .at = r->o->at,
                                .scm = r->scm,
                                .evidence_roots = r->o->evidence,
                                .evidence_roots_n = r->o->evidence_n,
                                .stopped = say_stopped,
                                .unread = say_unread_repository,
                                .told_ctx = r};
}

typedef int (*prepare_fn)(struct store *s, int64_t document, const struct check_options *o, struct err *err);

static int prepare_all(struct run *r, prepare_fn prepare, const struct check_options *options, struct err *err) {
  for (size_t i = 0; i < r->documents.n; i++)
    if (prepare(r->s, r->documents.v[i], options, err) != 0) return -1;
  return 0;
}

static int check_all(struct run *r, struct err *err) {
  struct check_options options = check_options_of(r);
  if (prepare_all(r, check_prepare, &options, err) != 0) return -1;
  if (r->o->evidence_n == 0) {
    for (size_t i = 0; i < r->documents.n; i++)
      if (run_read_cited(r, r->documents.v[i], err) != 0) return -1;
    if (prepare_all(r, check_bind, &options, err) != 0) return -1; /* now there is something to bind */
  }
  if (r->changed && run_changed_keep(r->changed, err) != 0) return -1;
  if (r->changed && !r->documents.n) return 0;
  return check_run_ahead(r->ahead, r->documents.v, r->documents.n, &options, &r->rules_run, err);
}

static int compare(struct run *r, struct err *err) { return r->o->baseline ? check_baseline_compare(r->s, err) : 0; }

/* --- what the run is worth --- */

/* All files, or those that could not even be opened, which the result knows nothing of. Returns how many. */
static size_t say_unread(struct run *r, bool all) {
  enum { SAID_MAX = 20 };
  size_t n = 0;
  for (size_t i = 0; i < r->files.files.n; i++) {
    const struct ingest_file *f = &r->files.files.v[i];
    if ((all || f->intake == 0) && n++ < SAID_MAX) session_say(r->t, TIEOUT_OK, "%s: %s", f->place, f->why ? f->why : "gave no facts");
  }
  if (n > SAID_MAX) session_say(r->t, TIEOUT_OK, "and %zu more", n - SAID_MAX);
  return n;
}

struct tally {
  int64_t files, bound;
};

static int take_tally(void *ctx, const struct row *row, struct err *err) {
  *(struct tally *)ctx = (struct tally){row_int(row, 0), row_int(row, 1)};
  return 1;
}

/* Evidence that was asked for and not used: said even to who wants to hear of findings only. */
static int judge_scope(struct run *r, struct err *err) {
  bool named = r->o->evidence_n && run_any_known(&r->files), labelled = r->o->release && r->o->release[0], any = false;
  for (size_t i = 0; i < r->documents.n; i++) {
    struct tally n = {0, 0};
    if (store_query(r->s, SQL_BINDING_COUNT, BINDS(B_INT("document", r->documents.v[i])), take_tally, &n, err) < 0) return -1;
    any = any || n.bound;
    if (n.bound == 0 && named && !labelled)
      session_say(r->t, TIEOUT_OK, "nothing of the evidence (%lld file%s) belongs to %s: compared with itself only", (long long)n.files,
                  n.files == 1 ? "" : "s", r->read.v[i]);
  }
  if (labelled && !any && r->documents.n)
    note(r, session_say(r->t, TIEOUT_NOT_ESTABLISHED, "nothing of release \"%s\": no evidence has this label, version or commit",
                        r->o->release));
  return 0;
}

/* Nothing to check is no success: each way in which a run can be empty is named. */
static int judge_vacuity(struct run *r, struct err *err) {
  int64_t claims = 0;
  if (r->changed && !r->documents.n) return 0; /* said already, and meant */
  if (store_int(r->s, SQL_CLAIM_COUNT, NULL, 0, 0, &claims, err) != 0) return -1;
  for (size_t i = 0; claims == 0 && i < r->read.n; i++)
    note(r, session_say(r->t, TIEOUT_NOT_ESTABLISHED, "%s: no claim found, nothing was checked", r->read.v[i]));
  if (r->files.files.n && !run_any_known(&r->files)) {
    say_unread(r, true);
    note(r, session_say(r->t, TIEOUT_NOT_ESTABLISHED, "none of the evidence could be read as evidence of a known kind"));
  } else if (say_unread(r, false)) {
    note(r, TIEOUT_NOT_ESTABLISHED);
  }
  if (claims && r->rules_run == 0)
    note(r, session_say(r->t, TIEOUT_NOT_ESTABLISHED, "%s: nothing was checked",
                        r->rules_stopped ? "no rule came to its end" : "no rule had anything to run on"));
  return 0;
}

static int judge_findings(struct run *r, struct err *err) {
  static const char *const names[] = {"error", "warning", "note"};
  int64_t n = 0;
  for (int level = TIEOUT_LEVEL_ERROR; level <= TIEOUT_LEVEL_NOTE && level <= (int)r->o->fail_on; level++) {
    struct str name = str_of(names[level - TIEOUT_LEVEL_ERROR]);
    if (store_int(r->s, SQL_FINDING_COUNT, BINDS(B_TEXT("level", name)), 0, &n, err) != 0) return -1;
    if (n) note(r, TIEOUT_FINDINGS);
  }
  return 0;
}

static void say_rewritten(struct run *r) {
  for (size_t i = 0; i < r->files.files.n; i++) {
    const struct ingest_file *f = &r->files.files.v[i];
    if (f->outcome == INGEST_REWRITTEN) note(r, session_say(r->t, TIEOUT_INTEGRITY, "%s: %s", f->place, f->why ? f->why : "was rewritten"));
  }
  if (r->files.rewritten) note(r, TIEOUT_INTEGRITY);
}

/* Also where no report cites anything: a commit that is not there is a mistake, and not nothing. */
static int check_commit(struct run *r, struct err *err) {
  struct scm_repo *repo = NULL;
  struct scm_commit commit;
  return r->o->at ? run_repository(r, r->o->at, &repo, &commit, err) : 0;
}

static int run_files(struct run *r, const struct paths *reports, const struct paths *with, struct err *err) {
  if (check_commit(r, err) != 0 || open_store(r, reports->n + with->n, err) != 0) return -1;
  if (r->o->baseline && check_baseline_load(r->s, r->o->baseline, err) != 0) return -1;
  if (session_rules(r->t, err) != 0 || copy_ledger(r, err) != 0) return -1;
  if (check_ahead_start(&r->ahead, r->s, r->t->rules, err) != 0 || session_importers(r->t, err) != 0) return -1;
  read_files(r, reports, false);
  read_files(r, with, true);
  read_evidence(r);
  if (!goes_on(r->status)) return 0;
  if (check_policy(r->s, r->t->rules, &r->t->policy, r->documents.v, r->documents.n, err) != 0) return -1;
  if (check_all(r, err) != 0 || compare(r, err) != 0 || judge_vacuity(r, err) != 0 || judge_scope(r, err) != 0 ||
      judge_findings(r, err) != 0)
    return -1;
  say_rewritten(r);
  r->checked = true;
  return 0;
}

int run_stages(struct run *r, struct err *err) {
  struct paths reports = {0}, with = {0};
  r->scm = scm_new();
  int rc = r->o->changed ? run_changed_open(r, &r->changed, err) : 0;
  note(r, reports_expand(r->t, r->o->reports, r->o->reports_n, &reports));
  note(r, reports_expand(r->t, r->o->with, r->o->with_n, &with));
  if (rc == 0 && r->changed && !r->o->reports_n) run_changed_reports(r->changed, &reports);
  if (rc == 0) rc = run_files(r, &reports, &with, err);
  paths_release(&reports);
  paths_release(&with);
  return rc;
}

void run_release(struct run *r) {
  ingest_report_release(&r->files);
  vec_release(&r->documents);
  paths_release(&r->read);
  check_ahead_end(r->ahead);
  run_changed_close(r->changed);
  scm_free(r->scm);
  store_close(r->s);
}

enum tieout_status session_check_refused(struct tieout *t, const struct tieout_check *o) {
  if (o->reports_n == 0 && !o->changed) return session_say(t, TIEOUT_USAGE, "no report given: name one, or a commit for --changed");
  if (o->repo && file_kind(o->repo) != FILE_FOLDER)
    return session_say(t, TIEOUT_USAGE, "%s: no such folder to look citations up in", o->repo);
  return TIEOUT_OK;
}

enum tieout_status tieout_check(struct tieout *t, const struct tieout_check *o, char **output, size_t *output_n) {
  struct run r = {.t = t, .o = o, .status = t->ledger_status};
  struct buf out = BUF_INIT;
  struct err err = ERR_INIT;
  session_clear(t);
  enum tieout_status refused = session_check_refused(t, o);
  if (refused != TIEOUT_OK) return refused;
  int rc = run_stages(&r, &err);
  if (rc == 0 && r.checked) rc = run_render(&r, &out, &err);
  if (rc != 0) note(&r, session_err(t, &err));
  if (rc == 0 && out.n) session_output(&out, output, output_n);
  buf_release(&out);
  run_release(&r);
  return r.status;
}

enum tieout_status tieout_extract(struct tieout *t, const char *const *reports, size_t n, enum tieout_format format, int colour,
                                  char **output, size_t *output_n) {
  struct tieout_check none = {.reports = reports, .reports_n = n};
  struct run r = {.t = t, .o = &none};
  struct buf out = BUF_INIT;
  struct err err = ERR_INIT;
  struct paths files = {0};
  int64_t claims = 0;
  session_clear(t);
  if (n == 0) return session_say(t, TIEOUT_USAGE, "no report given");
  int rc = store_open(&r.s, NULL, STORE_CREATE, &err);
  if (rc == 0) {
    note(&r, reports_expand(t, reports, n, &files));
    read_files(&r, &files, false);
    paths_release(&files);
  }
  if (rc == 0) rc = store_int(r.s, SQL_CLAIM_COUNT, NULL, 0, 0, &claims, &err);
  for (size_t i = 0; rc == 0 && claims == 0 && i < r.read.n; i++)
    note(&r, session_say(t, TIEOUT_NOT_ESTABLISHED, "%s: no claim found", r.read.v[i]));
  struct render_options options = {.colour = colour, .documents = r.documents.v, .documents_n = r.documents.n, .exit_status = r.status};
  if (rc == 0) rc = (format == TIEOUT_JSON ? render_claims_json : render_claims_text)(r.s, &options, &out, &err);
  if (rc != 0) note(&r, session_err(t, &err));
  session_output(&out, output, output_n);
  run_release(&r);
  return r.status;
}
