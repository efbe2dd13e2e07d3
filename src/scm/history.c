/* Commits before: which one last changed a path, and which one last had it. */
#include <string.h>

#include "base/mem.h"
#include "scm/lib.h"

/* False when the run has looked back far enough. */
static bool step(struct scm_repo *r) {
  if (!*r->steps) return false;
  --*r->steps;
  return true;
}

/* --- the last change --- */

/* Whether two trees have the same under a path; most pairs of trees differ elsewhere, and are not read at all. */
static bool same_at(const struct scm_repo *r, git_oid a, git_oid b, const char *path) {
  git_oid x, y;
  git_object_t tx, ty;
  char part[256];
  for (; *path; path += strcspn(path, "/"), path += *path == '/') {
    size_t n = strcspn(path, "/");
    if (r->g->oid_equal(&a, &b)) return true;
    if (n >= sizeof part) return false;
    memcpy(part, path, n);
    part[n] = 0;
    if (!tree_find(r, &a, part, &x, &tx) || !tree_find(r, &b, part, &y, &ty)) return false;
    a = x;
    b = y;
  }
  return r->g->oid_equal(&a, &b);
}

/* The parent that has the same, whose history is followed then: `git log PATH` does it this way. */
static bool find_same_parent(const struct scm_repo *r, git_commit *c, const char *path, git_oid *out) {
  unsigned n = r->g->commit_parentcount(c);
  bool found = false;
  for (unsigned i = 0; i < n && !found; i++) {
    git_commit *parent = NULL;
    *out = *r->g->commit_parent_id(c, i);
    if (r->g->commit_lookup(&parent, r->repo, out) != 0) continue; /* beyond the end of a shallow clone */
    found = same_at(r, *r->g->commit_tree_id(c), *r->g->commit_tree_id(parent), path);
    r->g->commit_free(parent);
  }
  return found;
}

/* In a shallow clone the commits at its end seem to add everything. */
static bool is_cut_off(const struct scm_repo *r, git_commit *c) {
  git_commit *parent = NULL;
  unsigned n = r->g->commit_parentcount(c);
  if (!r->partial) return false;
  bool there = n && r->g->commit_lookup(&parent, r->repo, r->g->commit_parent_id(c, 0)) == 0;
  r->g->commit_free(parent);
  return !there;
}

static bool follow(struct scm_repo *r, git_oid id, const char *path, struct scm_commit *out) {
  for (;;) {
    git_commit *c = NULL;
    git_oid next;
    if (!step(r) || r->g->commit_lookup(&c, r->repo, &id) != 0) return false;
    bool older = find_same_parent(r, c, path, &next), told = !older && !is_cut_off(r, c);
    if (told) commit_fill(r, c, out);
    r->g->commit_free(c);
    if (!older) return told;
    id = next;
  }
}

static bool is_as_committed(const struct scm_repo *r, const struct scm_commit *head, const char *path, struct str bytes) {
  git_oid tree, there, here;
  git_object_t type;
  return r->g->oid_fromstr(&tree, head->tree) == 0 && tree_find(r, &tree, path, &there, &type) && type == GIT_OBJECT_BLOB &&
         r->g->odb_hash(&here, bytes.p, bytes.n, GIT_OBJECT_BLOB) == 0 && r->g->oid_equal(&here, &there);
}

bool scm_last_change(struct scm_repo *r, const char *path, struct str bytes, struct scm_commit *out) {
  struct scm_commit head;
  git_oid id;
  return scm_head(r, &head) && is_as_committed(r, &head, path, bytes) && r->g->oid_fromstr(&id, head.hex) == 0 && follow(r, id, path, out);
}

/* --- what was there --- */

struct searched {
  git_oid top; /* the entry of the commit looked at before, in which `path` was not: the same entry need not be looked into again */
  bool looked;
};

static void first_part(const char *path, char part[256]) {
  size_t n = strcspn(path, "/");
  if (n > 255) n = 255;
  memcpy(part, path, n);
  part[n] = 0;
}

/* The commit is the latest of those left: the first that has the path is the last that had it. */
static bool look_in(struct scm_repo *r, git_commit *c, struct scm_lost *lost, struct searched *s) {
  git_oid top, id;
  git_object_t type;
  char part[256];
  first_part(lost->path, part);
  if (!tree_find(r, r->g->commit_tree_id(c), part, &top, &type)) return false;
  if (s->looked && r->g->oid_equal(&s->top, &top)) return false;
  s->looked = true;
  s->top = top;
  if (!tree_find(r, r->g->commit_tree_id(c), lost->path, &id, &type)) return false;
  commit_fill(r, c, &lost->last);
  return true;
}

static void walk_back(struct scm_repo *r, git_revwalk *walk, struct scm_lost *v, struct searched *s, size_t n) {
  git_oid id;
  size_t left = n;
  while (left && r->g->revwalk_next(&id, walk) == 0) {
    git_commit *c = NULL;
    if (r->g->commit_lookup(&c, r->repo, &id) != 0) return;
    for (size_t i = 0; i < n && left; i++) {
      if (v[i].last.hex[0]) continue;
      if (!step(r))
        left = 0;
      else if (look_in(r, c, &v[i], &s[i]))
        left--;
    }
    r->g->commit_free(c);
  }
}

void scm_look_back(struct scm_repo *r, const struct scm_commit *at, struct scm_lost *v, size_t n) {
  git_revwalk *walk = NULL;
  git_oid id;
  if (!n || r->g->oid_fromstr(&id, at->hex) != 0 || r->g->revwalk_new(&walk, r->repo) != 0) return;
  struct searched *s = mem_calloc(n, sizeof *s);
  if (r->g->revwalk_sorting(walk, GIT_SORT_TIME) == 0 && r->g->revwalk_push(walk, &id) == 0) walk_back(r, walk, v, s, n);
  mem_free(s);
  r->g->revwalk_free(walk);
}
