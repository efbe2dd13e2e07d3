/* Repositories, each opened once a run, and the commits and tags in them. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "scm/lib.h"

struct scm {
  struct git_lib git;
  VEC(struct scm_repo *) repos;
  size_t steps;
};

struct scm *scm_new(void) {
  struct scm *s = mem_calloc(1, sizeof *s);
  s->steps = LIMIT_GIT_STEPS;
  return s;
}

static void repo_free(struct scm_repo *r) {
  if (r->odb) r->g->odb_free(r->odb);
  if (r->repo) r->g->repository_free(r->repo);
  mem_free(r->place);
  mem_free(r->tree);
  mem_free(r);
}

void scm_free(struct scm *s) {
  if (!s) return;
  for (size_t i = 0; i < s->repos.n; i++) repo_free(s->repos.v[i]);
  vec_release(&s->repos);
  lib_close(&s->git);
  mem_free(s);
}

/* --- opening --- */

int repo_err(const struct scm_repo *r, struct err *err, const char *what) {
  const git_error *e = r->g->error_last();
  return err_at(err, ERR_INPUT, "git", r->place, 0, 0, "%s: %.300s", what, e && e->message ? e->message : "unknown");
}

/* Opening a pipe would wait for somebody to write. */
static bool is_plain(const char *folder, const char *name) {
  char *path = file_join(folder, name);
  enum file_kind kind = file_kind(path);
  mem_free(path);
  return kind == FILE_REGULAR || kind == FILE_MISSING;
}

static bool only_plain_files(const char *folder) {
  static const char *const names[] = {"HEAD", "config", "index", "packed-refs", "shallow", "commondir", "gitdir", "info/exclude"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (!is_plain(folder, names[i])) return false;
  return true;
}

/* Without a HEAD git does not take it for a repository either: a folder that happens to have the name. */
static bool is_repository(const char *git) {
  if (file_kind(git) == FILE_REGULAR) return true; /* "gitdir: …", of a worktree or submodule */
  char *head = file_join(git, "HEAD"), *objects = file_join(git, "objects");
  bool is = file_kind(git) == FILE_FOLDER && file_kind(head) != FILE_MISSING && file_kind(objects) == FILE_FOLDER;
  mem_free(head);
  mem_free(objects);
  return is;
}

/* A clone that fetches objects when it needs them does not have them all. */
static bool is_promised(const struct scm_repo *r) {
  git_config *config = NULL;
  const char *value = NULL;
  if (r->g->repository_config_snapshot(&config, r->repo) != 0) return false;
  bool promised = r->g->config_get_string(&value, config, "extensions.partialclone") == 0 ||
                  r->g->config_get_string(&value, config, "remote.origin.promisor") == 0;
  r->g->config_free(config);
  return promised;
}

static int repo_open(struct scm_repo *r, const char *git, struct err *err) {
  if (!only_plain_files(git)) return err_at(err, ERR_INPUT, "git", git, 0, 0, "holds something that is no file where git has files");
  if (r->g->repository_open_ext(&r->repo, git, GIT_REPOSITORY_OPEN_NO_SEARCH | GIT_REPOSITORY_OPEN_NO_DOTGIT, NULL) != 0 ||
      r->g->repository_odb(&r->odb, r->repo) != 0)
    return repo_err(r, err, "is a git repository that cannot be read");
  r->partial = r->g->repository_is_shallow(r->repo) == 1 || is_promised(r);
  return 0;
}

static struct scm_repo *find_open(const struct scm *s, const char *place) {
  for (size_t i = 0; i < s->repos.n; i++)
    if (strcmp(s->repos.v[i]->place, place) == 0) return s->repos.v[i];
  return NULL;
}

static struct scm_repo *open_new(struct scm *s, const char *git, bool has_tree) {
  struct scm_repo *r = mem_calloc(1, sizeof *r);
  r->g = &s->git;
  r->steps = &s->steps;
  r->place = mem_strdup(git);
  r->tree = has_tree ? file_dir(git) : NULL;
  if (lib_open(&s->git, &r->fail) == 0) repo_open(r, git, &r->fail);
  vec_push(&s->repos, r);
  return r;
}

int scm_find(struct scm *s, const char *dir, bool bare, struct scm_repo **out, struct err *err) {
  bool is_bare = bare && is_repository(dir) && file_kind(dir) == FILE_FOLDER;
  char *git = is_bare ? mem_strdup(dir) : file_find_up(dir, ".git");
  struct scm_repo *r = git && is_repository(git) ? find_open(s, git) : NULL;
  if (!r && git && is_repository(git)) r = open_new(s, git, !is_bare);
  mem_free(git);
  *out = r && r->fail.code == ERR_NONE ? r : NULL;
  if (r && !*out) *err = r->fail;
  return r && !*out ? -1 : 0;
}

const char *scm_tree(const struct scm_repo *r) { return r->tree; }
bool scm_is_partial(const struct scm_repo *r) { return r->partial; }

char *scm_path(const struct scm_repo *r, const char *path) { return r->tree ? file_below(r->tree, path) : NULL; }

/* --- commits --- */

int64_t commit_usec(git_time_t seconds) {
  static const git_time_t last = INT64_C(253402300799); /* the year 9999 */
  return (seconds < 0 ? 0 : seconds > last ? last : seconds) * 1000000;
}

void commit_fill(const struct scm_repo *r, git_commit *c, struct scm_commit *out) {
  const git_signature *author = r->g->commit_author(c);
  r->g->oid_tostr(out->hex, sizeof out->hex, r->g->commit_id(c));
  r->g->oid_tostr(out->tree, sizeof out->tree, r->g->commit_tree_id(c));
  out->committed = commit_usec(r->g->commit_time(c));
  out->authored = author ? commit_usec(author->when.time) : out->committed;
}

bool commit_get(const struct scm_repo *r, const git_oid *id, struct scm_commit *out) {
  git_commit *c = NULL;
  if (r->g->commit_lookup(&c, r->repo, id) != 0) return false;
  commit_fill(r, c, out);
  r->g->commit_free(c);
  return true;
}

static bool peel(const struct scm_repo *r, git_object *object, struct scm_commit *out) {
  git_object *commit = NULL;
  bool is = r->g->object_peel(&commit, object, GIT_OBJECT_COMMIT) == 0;
  if (is) is = commit_get(r, r->g->object_id(commit), out);
  r->g->object_free(commit);
  return is;
}

int scm_commit_named(struct scm_repo *r, const char *name, struct scm_commit *out, struct err *err) {
  git_object *object = NULL;
  int rc = r->g->revparse_single(&object, r->repo, name);
  if (rc == GIT_EAMBIGUOUS)
    return err_set(err, ERR_USAGE, "\"%.200s\" stands for more than one commit of %s", name, r->tree ? r->tree : r->place);
  bool found = rc == 0 && peel(r, object, out);
  r->g->object_free(object);
  if (found) return 0;
  return err_set(err, ERR_USAGE, "no commit \"%.200s\" in %s%s", name, r->tree ? r->tree : r->place,
                 r->partial ? ", which is a shallow or partial clone: fetch more of it" : "");
}

static bool is_hex(struct str s) {
  for (size_t i = 0; i < s.n; i++)
    if (!ascii_is_xdigit(s.p[i])) return false;
  return s.n >= 4 && s.n <= SCM_HEX;
}

enum scm_seen scm_commit_seen(struct scm_repo *r, struct str hex, struct scm_commit *out) {
  git_oid prefix, id;
  git_object *object = NULL;
  git_object_t type = GIT_OBJECT_INVALID;
  size_t size = 0;
  if (!is_hex(hex) || r->g->oid_fromstrn(&prefix, hex.p, hex.n) != 0) return SCM_UNKNOWN;
  int rc = r->g->odb_exists_prefix(&id, r->odb, &prefix, hex.n);
  if (rc == GIT_EAMBIGUOUS) return SCM_AMBIGUOUS;
  if (rc != 0 || r->g->odb_read_header(&size, &type, r->odb, &id) != 0) return SCM_UNKNOWN;
  if (type != GIT_OBJECT_COMMIT && type != GIT_OBJECT_TAG) return SCM_UNKNOWN; /* and a large file is not read for this */
  if (r->g->object_lookup(&object, r->repo, &id, type) != 0) return SCM_UNKNOWN;
  bool found = peel(r, object, out);
  r->g->object_free(object);
  return found ? SCM_FOUND : SCM_UNKNOWN;
}

/* --- refs --- */

enum scm_seen scm_tag_seen(struct scm_repo *r, struct str name, struct scm_commit *out, char object[SCM_HEX + 1]) {
  char path[300];
  git_reference *ref = NULL, *direct = NULL;
  git_object *commit = NULL;
  int valid = 0;
  if (!name.n || name.n > 200) return SCM_UNKNOWN;
  snprintf(path, sizeof path, "refs/tags/%.*s", STR_ARG(name));
  if (r->g->reference_name_is_valid(&valid, path) != 0 || !valid || r->g->reference_lookup(&ref, r->repo, path) != 0) return SCM_UNKNOWN;
  bool found = r->g->reference_resolve(&direct, ref) == 0 && r->g->reference_peel(&commit, ref, GIT_OBJECT_COMMIT) == 0 &&
               commit_get(r, r->g->object_id(commit), out);
  if (found) r->g->oid_tostr(object, SCM_HEX + 1, r->g->reference_target(direct));
  r->g->object_free(commit);
  r->g->reference_free(direct);
  r->g->reference_free(ref);
  return found ? SCM_FOUND : SCM_UNKNOWN;
}

bool scm_head(struct scm_repo *r, struct scm_commit *out) {
  git_reference *head = NULL;
  git_object *commit = NULL;
  bool found = r->g->repository_head(&head, r->repo) == 0 && r->g->reference_peel(&commit, head, GIT_OBJECT_COMMIT) == 0 &&
               commit_get(r, r->g->object_id(commit), out);
  r->g->object_free(commit);
  r->g->reference_free(head);
  return found;
}

bool scm_is_unborn(struct scm_repo *r) { return r->g->repository_head_unborn(r->repo) == 1; }
