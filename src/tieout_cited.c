/* Evidence that nobody named: what the report cites. */
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "session.h"

/* Not with the label of --release: it asks for evidence that has it, and a typo would find it everywhere. */
struct ingest_options run_ingest_options(const struct run *r) {
  return (struct ingest_options){.role = "evidence", .policy = &r->t->policy};
}

static int add_path(void *ctx, const struct row *row, struct err *err) {
  struct paths *p = ctx;
  struct str s = row_text(row, 0);
  if (!str_ends(s, STR(".md"))) vec_push(p, mem_strndup(s.p, s.n));
  return 0;
}

static int add_folder(void *ctx, const struct row *row, struct err *err) {
  struct str s = row_text(row, 0);
  *(char **)ctx = mem_strndup(s.p, s.n);
  return 1;
}

/* The folder that a cited file must lie in: --repo, the work tree, or the report's own. */
static int tree_of(struct run *r, int64_t document, char **out, struct err *err) {
  char *report = NULL;
  if (store_query(r->s, SQL_DOCUMENT_PLACE, BINDS(B_INT("document", document)), add_folder, &report, err) != 0) return -1;
  char *dir = file_dir(report ? report : ".");
  char *git = file_find_up(dir, ".git");
  *out = r->o->repo ? mem_strdup(r->o->repo) : git ? file_dir(git) : mem_strdup(dir);
  mem_free(git);
  mem_free(dir);
  mem_free(report);
  return 0;
}

bool run_any_known(const struct ingest_report *files) {
  for (size_t i = 0; i < files->files.n; i++)
    if (files->files.v[i].outcome == INGEST_FACTS || files->files.v[i].outcome == INGEST_REWRITTEN) return true;
  return false;
}

/* A file of the work tree, or of a commit. */
struct source {
  const char *path;
  const struct file *file; /* NULL: to be read, and may be a folder */
};

static int take_in(struct run *r, struct source x, const struct ingest_options *o, struct ingest_report *files, struct err *err) {
  return x.file ? ingest_bytes(r->s, r->t->importers, x.path, x.file, o, files, err)
                : ingest_path(r->s, r->t->importers, x.path, o, files, err);
}

/* Reports cite source files, too: what no importer knows is taken back, so that nobody hears of it. */
static int try_evidence(struct run *r, struct source x, struct err *err) {
  struct ingest_options options = run_ingest_options(r);
  struct ingest_report files = {0};
  options.skip_held = true;
  if (store_begin(r->s, err) != 0) return -1;
  struct err unread = ERR_INIT;
  int rc = 0;
  if (take_in(r, x, &options, &files, &unread) == 0 && run_any_known(&files)) {
    rc = store_commit(r->s, err);
    r->files.rewritten = r->files.rewritten || files.rewritten;
  } else {
    store_rollback(r->s);
    if (unread.code != ERR_NONE && unread.code != ERR_INPUT) {
      *err = unread;
      rc = -1;
    }
  }
  ingest_report_release(&files);
  return rc;
}

/* --- from a commit --- */

struct from_commit {
  struct run *r;
  struct scm_repo *repo;
  struct scm_commit at;
  struct str folder; /* that is cited; its files are evidence */
  struct err *err;
};

static int try_committed(struct from_commit *f, const char *path) {
  struct buf bytes = BUF_INIT;
  struct err unread = ERR_INIT; /* as with files: evidence that nobody named may be anything */
  int rc = 0;
  if (scm_read(f->repo, &f->at, path, LIMIT_GIT_EVIDENCE_BYTES, &bytes, &unread) == 0) {
    struct file file = {.p = bytes.p, .n = bytes.n, .mtime = f->at.committed};
    if (bytes.n) rc = try_evidence(f->r, (struct source){path, &file}, f->err);
  }
  buf_release(&bytes);
  return rc;
}

static int visit_committed(void *ctx, struct str path) {
  struct from_commit *f = ctx;
  if (!str_starts(path, f->folder) || path.n <= f->folder.n || path.p[f->folder.n] != '/') return 0;
  char *name = mem_strndup(path.p, path.n);
  int rc = scm_kind_at(f->repo, &f->at, name) == SCM_FILE ? try_committed(f, name) : 0;
  mem_free(name);
  return rc;
}

/* As the repository writes it. */
static const char *in_repository(const struct scm_repo *repo, const char *path) {
  const char *tree = scm_tree(repo);
  size_t n = tree ? strlen(tree) : 0;
  return n && strncmp(path, tree, n) == 0 && path[n] == '/' ? path + n + 1 : path;
}

static int read_committed(struct run *r, const char *tree, const struct paths *cited, struct err *err) {
  struct from_commit f = {.r = r, .err = err};
  int rc = scm_find(r->scm, tree, r->o->repo != NULL, &f.repo, err);
  if (rc == 0 && f.repo) rc = scm_commit_named(f.repo, r->o->at, &f.at, err);
  for (size_t i = 0; f.repo && rc == 0 && i < cited->n; i++) {
    const char *path = in_repository(f.repo, cited->v[i]);
    f.folder = str_of(path);
    enum scm_kind kind = scm_kind_at(f.repo, &f.at, path);
    if (kind == SCM_FILE)
      rc = try_committed(&f, path);
    else if (kind == SCM_FOLDER && scm_each_path(f.repo, &f.at, visit_committed, &f) != 0 && err->code != ERR_NONE)
      rc = -1;
  }
  return rc;
}

/* --- from the work tree --- */

static int read_files(struct run *r, const char *tree, const struct paths *cited, struct err *err) {
  int rc = 0;
  for (size_t i = 0; i < cited->n && rc == 0; i++)
    if (file_is_below(tree, cited->v[i])) rc = try_evidence(r, (struct source){file_from_here(cited->v[i]), NULL}, err);
  return rc;
}

int run_read_cited(struct run *r, int64_t document, struct err *err) {
  struct paths cited = {0};
  char *tree = NULL;
  int rc = tree_of(r, document, &tree, err);
  if (rc == 0) rc = store_query(r->s, SQL_CITATION_FOUND, BINDS(B_INT("document", document)), add_path, &cited, err);
  if (rc == 0) rc = (r->o->at ? read_committed : read_files)(r, tree, &cited, err);
  mem_free(tree);
  paths_release(&cited);
  return rc;
}
