/* What a commit holds. */
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "scm/lib.h"

/* One step down: the entry `name` of a tree. */
static bool step_into(const struct scm_repo *r, const git_oid *tree, const char *name, git_oid *id, git_object_t *type) {
  git_tree *t = NULL;
  if (r->g->tree_lookup(&t, r->repo, tree) != 0) return false;
  const git_tree_entry *e = r->g->tree_entry_byname(t, name);
  if (e) {
    *id = *r->g->tree_entry_id(e);
    *type = r->g->tree_entry_type(e);
  }
  r->g->tree_free(t);
  return e != NULL;
}

bool tree_find(const struct scm_repo *r, const git_oid *tree, const char *path, git_oid *id, git_object_t *type) {
  char part[256];
  *id = *tree;
  *type = GIT_OBJECT_TREE;
  while (*path) {
    size_t n = strcspn(path, "/");
    if (n >= sizeof part || *type != GIT_OBJECT_TREE) return false;
    memcpy(part, path, n);
    part[n] = 0;
    git_oid here = *id;
    if (n && strcmp(part, ".") != 0 && !step_into(r, &here, part, id, type)) return false;
    path += n;
    path += *path == '/';
  }
  return true;
}

static bool tree_of(const struct scm_repo *r, const struct scm_commit *at, git_oid *out) { return r->g->oid_fromstr(out, at->tree) == 0; }

enum scm_kind scm_kind_at(struct scm_repo *r, const struct scm_commit *at, const char *path) {
  git_oid tree, id;
  git_object_t type;
  if (!tree_of(r, at, &tree) || !tree_find(r, &tree, path, &id, &type)) return SCM_NOTHING;
  return type == GIT_OBJECT_BLOB ? SCM_FILE : SCM_FOLDER; /* a submodule is a folder */
}

/* --- every path --- */

struct each {
  const struct scm_repo *r;
  scm_path_fn fn;
  void *ctx;
  struct buf path;
  size_t seen;
};

static int each_below(struct each *e, const git_oid *tree, int depth);

static int each_entry(struct each *e, const git_tree_entry *entry, int depth) {
  size_t before = e->path.n;
  if (before) buf_add_char(&e->path, '/');
  buf_add_cstr(&e->path, e->r->g->tree_entry_name(entry));
  int rc = ++e->seen > LIMIT_GIT_PATHS ? 1 : e->fn(e->ctx, buf_str(&e->path));
  if (rc == 0 && e->r->g->tree_entry_type(entry) == GIT_OBJECT_TREE) rc = each_below(e, e->r->g->tree_entry_id(entry), depth + 1);
  e->path.n = before;
  if (e->path.p) e->path.p[before] = 0;
  return rc;
}

static int each_below(struct each *e, const git_oid *tree, int depth) {
  git_tree *t = NULL;
  if (depth > LIMIT_DEPTH || e->r->g->tree_lookup(&t, e->r->repo, tree) != 0) return 1;
  size_t n = e->r->g->tree_entrycount(t);
  int rc = 0;
  for (size_t i = 0; i < n && rc == 0; i++) rc = each_entry(e, e->r->g->tree_entry_byindex(t, i), depth);
  e->r->g->tree_free(t);
  return rc;
}

int scm_each_path(struct scm_repo *r, const struct scm_commit *at, scm_path_fn fn, void *ctx) {
  struct each e = {.r = r, .fn = fn, .ctx = ctx};
  git_oid tree;
  int rc = tree_of(r, at, &tree) ? each_below(&e, &tree, 0) : 1;
  buf_release(&e.path);
  return rc;
}

/* --- bytes --- */

int scm_read(struct scm_repo *r, const struct scm_commit *at, const char *path, size_t max, struct buf *out, struct err *err) {
  git_oid tree, id;
  git_object_t type;
  git_blob *blob = NULL;
  size_t size = 0;
  if (!tree_of(r, at, &tree) || !tree_find(r, &tree, path, &id, &type) || type != GIT_OBJECT_BLOB)
    return err_at(err, ERR_INPUT, "git", path, 0, 0, "no such file in commit %.12s", at->hex);
  if (r->g->odb_read_header(&size, &type, r->odb, &id) != 0) return repo_err(r, err, path);
  if (size > max) return err_at(err, ERR_INPUT, "git", path, 0, 0, "is larger than %zu bytes in commit %.12s", max, at->hex);
  if (r->g->blob_lookup(&blob, r->repo, &id) != 0) return repo_err(r, err, path);
  buf_add(out, r->g->blob_rawcontent(blob), (size_t)r->g->blob_rawsize(blob));
  r->g->blob_free(blob);
  return 0;
}

bool scm_is_ignored(struct scm_repo *r, const char *path) {
  int ignored = 0;
  return r->tree && r->g->ignore_path_is_ignored(&ignored, r->repo, path) == 0 && ignored;
}
