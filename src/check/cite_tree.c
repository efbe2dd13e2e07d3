/* Cited paths in git: in the commit that counts for a report, and in those before it. */
#include "base/file.h"
#include "base/limits.h"
#include "check/cite.h"
#include "check/origin.h"
#include "check/path.h"

/* --- which repository, which commit ------------------------------------------------------------------------------------------ */

static struct str keep_path(struct look_up *l, const char *path) {
  return arena_str(&l->arena, path && strcmp(path, ".") != 0 ? str_of(path) : STR(""));
}

static void place_report(struct look_up *l) {
  char *dir = file_dir(l->report), *inside = scm_path(l->repo, dir);
  l->report_is_inside = inside != NULL;
  if (inside) l->beside = keep_path(l, inside);
  mem_free(inside);
  mem_free(dir);
}

/* The commit that last changed a report is the one it speaks of; for another repository, or a report that is being written, the latest. */
static int choose_commit(struct look_up *l, struct err *err) {
  if (l->o->at) return scm_commit_named(l->repo, l->o->at, &l->at, err);
  if (l->report_is_inside && origin_in(l->repo, l->report, &l->at)) return 0;
  scm_head(l->repo, &l->at);
  return 0;
}

static int find_repo(struct look_up *l, struct err *err) {
  struct err why = ERR_INIT;
  if (scm_find(l->o->scm, l->tree, l->o->repo != NULL, &l->repo, &why) == 0) {
    if (l->repo || !l->o->at) return 0;
    return err_set(err, ERR_USAGE, "no commit \"%.200s\" to look citations up at: %s lies in no git repository", l->o->at, l->tree);
  }
  if (l->o->at) {
    *err = why;
    return -1;
  }
  if (l->o->unread) l->o->unread(l->o->told_ctx, &why);
  return 0;
}

int cite_open(struct look_up *l, struct err *err) {
  if (l->asked || !l->o->scm || !l->tree) return 0;
  l->asked = true;
  if (find_repo(l, err) != 0) return -1;
  if (!l->repo) return 0;
  char *prefix = scm_path(l->repo, l->tree);
  l->prefix = keep_path(l, prefix);
  mem_free(prefix);
  place_report(l);
  return choose_commit(l, err);
}

/* --- paths of the repository ------------------------------------------------------------------------------------------------- */

/* NULL where the path would lead out of the repository. Owned. */
static char *inside(struct str folder, const char *name) {
  char *dir = mem_strndup(folder.p ? folder.p : "", folder.n);
  char *path = folder.n ? file_join(dir, name) : file_join(".", name);
  mem_free(dir);
  if (strcmp(path, "..") != 0 && strncmp(path, "../", 3) != 0 && path[0] != '/') return path;
  mem_free(path);
  return NULL;
}

struct str cite_place(struct look_up *l, struct str path) {
  if (!scm_tree(l->repo)) return arena_str(&l->arena, path);
  char *rest = mem_strndup(path.p, path.n), *whole = file_join(scm_tree(l->repo), rest);
  struct str kept = arena_str(&l->arena, str_of(whole));
  mem_free(rest);
  mem_free(whole);
  return kept;
}

static bool try_at(struct look_up *l, struct cited *c, struct str folder, const char *name) {
  char *path = inside(folder, name);
  if (path && scm_kind_at(l->repo, &l->at, path) != SCM_NOTHING) {
    c->outcome = OUTCOME_EXACT;
    c->in_tree = true;
    c->found = cite_place(l, str_of(path));
  }
  mem_free(path);
  return c->outcome == OUTCOME_EXACT;
}

void cite_exactly_at(struct look_up *l) {
  for (size_t i = 0; l->at.hex[0] && i < l->v.n; i++) {
    struct cited *c = &l->v.v[i];
    if (!cited_is_lost(c) || cited_is_absolute(c)) continue;
    if (l->report_is_inside && try_at(l, c, l->beside, c->value.p)) continue;
    try_at(l, c, l->prefix, c->clean.p);
  }
}

static int visit_at(void *ctx, struct str path) {
  struct look_up *l = ctx;
  if (!l->prefix.n || (path.n > l->prefix.n && path.p[l->prefix.n] == '/' && str_starts(path, l->prefix))) cite_match_ends(l, path);
  return 0;
}

void cite_ends_at(struct look_up *l) {
  if (!l->at.hex[0]) return;
  cite_want_the_rest(l);
  if (l->wanted.n && scm_each_path(l->repo, &l->at, visit_at, l) != 0) l->capped = true;
  for (size_t i = 0; i < l->wanted.n; i++) {
    struct cited *c = &l->v.v[l->wanted.v[i].index];
    if (c->outcome != OUTCOME_SUFFIX) continue;
    c->in_tree = true;
    c->found = cite_place(l, c->found);
  }
}

/* --- what is not there ------------------------------------------------------------------------------------------------------- */

/* Two places for each citation; what is not offered as proof may be gone without anybody asking. */
enum { LOST_MAX = 128 };

struct search {
  VEC(struct scm_lost) v;
  VEC(size_t) of; /* index into look_up.v */
};

static void search_for(struct look_up *l, struct search *s, size_t i, struct str folder, const char *name) {
  char *path = inside(folder, name);
  if (path && s->v.n < LOST_MAX) {
    vec_push(&s->v, (struct scm_lost){.path = arena_str(&l->arena, str_of(path)).p});
    vec_push(&s->of, i);
  }
  mem_free(path);
}

void cite_look_back(struct look_up *l) {
  struct search s = {0};
  for (size_t i = 0; l->at.hex[0] && i < l->v.n; i++) {
    struct cited *c = &l->v.v[i];
    if (!cited_is_lost(c) || cited_is_absolute(c) || !c->proof) continue;
    search_for(l, &s, i, l->prefix, c->clean.p);
    if (l->report_is_inside && l->beside.n != l->prefix.n) search_for(l, &s, i, l->beside, c->value.p);
  }
  scm_look_back(l->repo, &l->at, s.v.v, s.v.n);
  for (size_t i = 0; i < s.v.n; i++) {
    struct cited *c = &l->v.v[s.of.v[i]];
    if (!s.v.v[i].last.hex[0] || c->outcome != OUTCOME_UNCHECKED) continue;
    c->outcome = OUTCOME_MOVED;
    c->in_tree = true;
    c->found = cite_place(l, str_of(s.v.v[i].path));
    c->commit = arena_str(&l->arena, str_of(s.v.v[i].last.hex));
  }
  vec_release(&s.v);
  vec_release(&s.of);
}

struct str cite_committed_ignore(struct look_up *l) {
  struct buf text = BUF_INIT;
  struct err none = ERR_INIT;
  struct str kept = STR_NONE;
  if (l->at.hex[0] && scm_read(l->repo, &l->at, ".gitignore", LIMIT_CONFIG_BYTES, &text, &none) == 0)
    kept = arena_str(&l->arena, buf_str(&text));
  buf_release(&text);
  return kept;
}

static bool is_ignored_in(struct look_up *l, struct str folder, const char *name) {
  char *path = inside(folder, name);
  bool ignored = path && scm_is_ignored(l->repo, path);
  mem_free(path);
  return ignored;
}

bool cite_is_ignored(struct look_up *l, const struct cited *c) {
  return is_ignored_in(l, l->prefix, c->clean.p) || (l->report_is_inside && is_ignored_in(l, l->beside, c->value.p));
}
