/* What has changed since a commit. */
#include <string.h>

#include "base/limits.h"
#include "scm/lib.h"

/* A clone that was cut off may not reach the commit from which both come. */
static int fork_of(struct scm_repo *r, const struct scm_commit *base, struct scm_commit *from, struct err *err) {
  struct scm_commit head;
  git_oid a, b, both;
  if (!scm_head(r, &head)) return err_at(err, ERR_INPUT, "git", r->place, 0, 0, "has no commit that could have changed anything");
  if (r->g->oid_fromstr(&a, base->hex) == 0 && r->g->oid_fromstr(&b, head.hex) == 0 && r->g->merge_base(&both, r->repo, &a, &b) == 0 &&
      commit_get(r, &both, from))
    return 0;
  return err_at(err, ERR_INPUT, "git", r->place, 0, 0, "HEAD and %.12s have no commit in common%s", base->hex,
                r->partial ? "; the clone is shallow: fetch more of it" : "");
}

static git_diff *compare(struct scm_repo *r, git_tree *old) {
  git_diff_options o;
  git_diff *diff = NULL;
  if (r->g->diff_options_init(&o, GIT_DIFF_OPTIONS_VERSION) != 0) return NULL;
  o.flags = GIT_DIFF_INCLUDE_UNTRACKED | GIT_DIFF_RECURSE_UNTRACKED_DIRS | GIT_DIFF_INCLUDE_TYPECHANGE | GIT_DIFF_IGNORE_SUBMODULES;
  if (r->tree) return r->g->diff_tree_to_workdir_with_index(&diff, r->repo, old, &o) == 0 ? diff : NULL;
  struct scm_commit head;
  git_tree *now = NULL;
  git_oid id;
  if (scm_head(r, &head) && r->g->oid_fromstr(&id, head.tree) == 0 && r->g->tree_lookup(&now, r->repo, &id) == 0 &&
      r->g->diff_tree_to_tree(&diff, r->repo, old, now, &o) != 0)
    diff = NULL;
  r->g->tree_free(now);
  return diff;
}

static void each_path(const struct scm_repo *r, git_diff *diff, scm_path_fn fn, void *ctx) {
  size_t n = r->g->diff_num_deltas(diff);
  for (size_t i = 0; i < n; i++) {
    const git_diff_delta *d = r->g->diff_get_delta(diff, i);
    if (d->old_file.path && fn(ctx, str_of(d->old_file.path)) != 0) return;
    if (d->new_file.path && strcmp(d->new_file.path, d->old_file.path ? d->old_file.path : "") != 0 &&
        fn(ctx, str_of(d->new_file.path)) != 0)
      return;
  }
}

int scm_changed(struct scm_repo *r, const struct scm_commit *base, scm_path_fn fn, void *ctx, struct scm_commit *from, struct err *err) {
  git_oid id;
  git_tree *old = NULL;
  git_diff *diff = NULL;
  if (fork_of(r, base, from, err) != 0) return -1;
  if (r->g->oid_fromstr(&id, from->tree) == 0 && r->g->tree_lookup(&old, r->repo, &id) == 0) diff = compare(r, old);
  int rc = diff ? 0 : repo_err(r, err, "what has changed cannot be read");
  if (diff) each_path(r, diff, fn, ctx);
  r->g->diff_free(diff);
  r->g->tree_free(old);
  return rc;
}
