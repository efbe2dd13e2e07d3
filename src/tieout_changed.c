/* `check --changed BASE`: of the reports, those that changed or whose evidence did. What git does not know counts as changed. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "session.h"

struct changed {
  struct run *r;
  struct arena arena;
  struct scm_repo *repo;
  struct scm_commit head, from;
  VEC(struct str) paths; /* sorted */
  VEC(struct str) ends;  /* every tail of every path, sorted: reports leave folders out */
  bool all;              /* what all reports are checked by has changed */
};

static int by_bytes(const void *x, const void *y) { return str_cmp(*(const struct str *)x, *(const struct str *)y); }

static size_t first_not_before(const struct str *v, size_t n, struct str s) {
  size_t lo = 0;
  while (lo < n) {
    size_t mid = lo + (n - lo) / 2;
    if (str_cmp(v[mid], s) < 0)
      lo = mid + 1;
    else
      n = mid;
  }
  return lo;
}

/* The path, or anything below it. */
static bool has_path(const struct changed *c, struct str path) {
  size_t i = first_not_before(c->paths.v, c->paths.n, path);
  for (; i < c->paths.n && str_starts(c->paths.v[i], path); i++)
    if (c->paths.v[i].n == path.n || c->paths.v[i].p[path.n] == '/') return true;
  return false;
}

static bool has_end(const struct changed *c, struct str end) {
  while (str_starts(end, STR("./")) || str_starts(end, STR("../"))) end = str_sub(end, end.p[1] == '/' ? 2 : 3, end.n);
  size_t i = first_not_before(c->ends.v, c->ends.n, end);
  return i < c->ends.n && str_eq(c->ends.v[i], end);
}

/* --- what has changed -------------------------------------------------------------------------------------------------------- */

static int take_path(void *ctx, struct str path) {
  struct changed *c = ctx;
  if (c->paths.n >= LIMIT_GIT_PATHS) {
    c->all = true;
    return 1;
  }
  struct str kept = arena_str(&c->arena, path);
  vec_push(&c->paths, kept);
  vec_push(&c->ends, kept);
  for (size_t i = 0; i < kept.n; i++)
    if (kept.p[i] == '/') vec_push(&c->ends, str_sub(kept, i + 1, kept.n));
  return 0;
}

/* Where the reports are, or will be looked for. Owned. */
static char *start_of(const struct run *r) {
  if (r->o->repo) return mem_strdup(r->o->repo);
  if (!r->o->reports_n) return mem_strdup(".");
  return file_kind(r->o->reports[0]) == FILE_FOLDER ? mem_strdup(r->o->reports[0]) : file_dir(r->o->reports[0]);
}

int run_repository(struct run *r, const char *wanted, struct scm_repo **repo, struct scm_commit *commit, struct err *err) {
  char *dir = start_of(r);
  int rc = scm_find(r->scm, dir, r->o->repo != NULL, repo, err);
  if (rc == 0)
    rc = *repo ? scm_commit_named(*repo, wanted, commit, err)
               : err_set(err, ERR_USAGE, "%s: lies in no git repository, so there is no commit \"%.200s\"", dir, wanted);
  mem_free(dir);
  return rc;
}

static bool is_changed_file(struct changed *c, const char *path) {
  char *inside = scm_path(c->repo, path);
  bool is = !inside || has_path(c, str_of(inside)) || scm_kind_at(c->repo, &c->head, inside) == SCM_NOTHING;
  mem_free(inside);
  return is;
}

/* The policy, the project's rules and importers, and other documents say what is right for every report. */
static bool common_changed(struct changed *c) {
  static const char *const names[] = {"tieout.yaml", "tieout"};
  for (size_t i = 0; c->r->t->project && i < sizeof names / sizeof names[0]; i++) {
    char *path = file_join(c->r->t->project, names[i]);
    char *inside = file_kind(path) == FILE_MISSING ? NULL : scm_path(c->repo, path);
    bool is = inside && has_path(c, str_of(inside));
    mem_free(inside);
    mem_free(path);
    if (is) return true;
  }
  for (size_t i = 0; i < c->r->o->with_n; i++)
    if (is_changed_file(c, c->r->o->with[i])) return true;
  return false;
}

/* Before the first commit everything has changed since "HEAD". */
static bool is_unborn(struct changed *c, struct err *err) {
  char *dir = start_of(c->r);
  bool is = strcmp(c->r->o->changed, "HEAD") == 0 && scm_find(c->r->scm, dir, c->r->o->repo != NULL, &c->repo, err) == 0 && c->repo &&
            !scm_head(c->repo, &c->head) && scm_is_unborn(c->repo);
  mem_free(dir);
  return is;
}

int run_changed_open(struct run *r, struct changed **out, struct err *err) {
  struct changed *c = mem_calloc(1, sizeof *c);
  struct scm_commit base;
  *out = c;
  c->r = r;
  if (is_unborn(c, err)) {
    c->all = true;
    return 0;
  }
  if (err->code != ERR_NONE || run_repository(r, r->o->changed, &c->repo, &base, err) != 0) return -1;
  scm_head(c->repo, &c->head);
  if (scm_changed(c->repo, &base, take_path, c, &c->from, err) != 0) return -1;
  if (c->paths.n) qsort(c->paths.v, c->paths.n, sizeof *c->paths.v, by_bytes);
  if (c->ends.n) qsort(c->ends.v, c->ends.n, sizeof *c->ends.v, by_bytes);
  c->all = c->all || common_changed(c);
  return 0;
}

void run_changed_close(struct changed *c) {
  if (!c) return;
  vec_release(&c->paths);
  vec_release(&c->ends);
  arena_release(&c->arena);
  mem_free(c);
}

/* --- without REPORT: every Markdown file that git knows ------------------------------------------------------------------------- */

struct known {
  struct changed *c;
  VEC(struct str) v;
};

static int take_known(void *ctx, struct str path) {
  struct known *k = ctx;
  if (str_ends(path, STR(".md"))) vec_push(&k->v, arena_str(&k->c->arena, path));
  return 0;
}

static void add_report(struct changed *c, struct str path, struct paths *out) {
  char *whole = file_join(scm_tree(c->repo), path.p);
  if (file_kind(whole) == FILE_REGULAR && !policy_ignores(&c->r->t->policy, path)) vec_push(out, mem_strdup(file_from_here(whole)));
  mem_free(whole);
}

void run_changed_reports(struct changed *c, struct paths *out) {
  struct known k = {.c = c};
  const char *tree = scm_tree(c->repo);
  if (!tree) return;
  if (!c->head.hex[0]) {
    reports_expand(c->r->t, &tree, 1, out);
    return;
  }
  scm_each_path(c->repo, &c->head, take_known, &k);
  for (size_t i = 0; i < c->paths.n; i++) take_known(&k, c->paths.v[i]);
  if (k.v.n) qsort(k.v.v, k.v.n, sizeof *k.v.v, by_bytes);
  for (size_t i = 0; i < k.v.n; i++)
    if (i == 0 || !str_eq(k.v.v[i], k.v.v[i - 1])) add_report(c, k.v.v[i], out);
  vec_release(&k.v);
}

/* --- which reports that concerns ------------------------------------------------------------------------------------------------ */

struct asked {
  struct changed *c;
  bool changed;
};

static int ask_citation(void *ctx, const struct row *row, struct err *err) {
  struct asked *a = ctx;
  struct str value = row_text(row, 0), found = row_text(row, 1);
  char *path = mem_strndup(found.p ? found.p : "", found.n);
  a->changed = has_end(a->c, value) || (found.n && file_kind(path) != FILE_MISSING && is_changed_file(a->c, path));
  mem_free(path);
  return a->changed;
}

static int ask_evidence(void *ctx, const struct row *row, struct err *err) {
  struct asked *a = ctx;
  struct str path = row_text(row, 0);
  char *name = mem_strndup(path.p, path.n);
  a->changed = is_changed_file(a->c, name);
  mem_free(name);
  return a->changed;
}

static int is_concerned(struct changed *c, int64_t document, const char *path, bool *is, struct err *err) {
  struct asked a = {c, c->all || strcmp(path, "-") == 0 || is_changed_file(c, path)};
  const struct bind by_document[] = {B_INT("document", document)};
  int rc = 0;
  if (!a.changed) rc = store_query(c->r->s, SQL_CITATION_PLACES, by_document, 1, ask_citation, &a, err);
  if (rc == 0 && !a.changed) rc = store_query(c->r->s, SQL_BINDING_PATHS, by_document, 1, ask_evidence, &a, err);
  *is = a.changed;
  return rc < 0 ? -1 : 0;
}

/* Not everything that is written in Markdown is a report: who names none means those that claim something. */
static int is_report(struct changed *c, int64_t document, bool *is, struct err *err) {
  int64_t claims = 1;
  if (!c->r->o->reports_n && store_int(c->r->s, SQL_CLAIM_COUNT_OF, BINDS(B_INT("document", document)), 0, &claims, err) != 0) return -1;
  *is = claims > 0;
  return 0;
}

int run_changed_keep(struct changed *c, struct err *err) {
  struct run *r = c->r;
  size_t kept = 0, all = r->documents.n;
  for (size_t i = 0; i < all; i++) {
    bool concerned = false, report = false;
    if (is_concerned(c, r->documents.v[i], r->read.v[i], &concerned, err) != 0 || is_report(c, r->documents.v[i], &report, err) != 0)
      return -1;
    char *path = r->read.v[i];
    r->read.v[i] = r->read.v[kept];
    r->read.v[kept] = path;
    r->documents.v[kept] = r->documents.v[i];
    kept += concerned && report;
  }
  for (size_t i = kept; i < r->read.n; i++) mem_free(r->read.v[i]);
  r->documents.n = r->read.n = kept;
  if (!kept)
    session_say(r->t, TIEOUT_OK, "no report changed since %s (%.12s), nor did what one stands on: nothing to check", r->o->changed,
                c->from.hex);
  else if (!r->o->quiet)
    session_say(r->t, TIEOUT_OK, "%zu of %zu document%s changed since %s (%.12s), or stand on what did", kept, all, all == 1 ? "" : "s",
                r->o->changed, c->from.hex);
  return 0;
}
