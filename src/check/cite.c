/* Cited paths, looked up in the evidence that was given and in the work tree of the report. */
#include "check/cite.h"
#include "base/file.h"
#include "base/limits.h"
#include "check/path.h"
#include "check/prepare.h"

static const char *const OUTCOMES[] = {"unchecked", "exact", "suffix", "moved", "ignored", "absent"};

/* A look-up for citations is worth a glance at the tree, not a crawl through it. */
enum { WALK_MAX = 200000 };

static bool is_path(struct str s) {
  if (!s.n || s.n > 1000 || s.p[0] == '~' || s.p[0] == '$' || str_find(s, STR("://"), 0) != SIZE_MAX) return false;
  for (size_t i = 0; i < s.n; i++)
    if ((unsigned char)s.p[i] < 0x20 || strchr("*<>{}|$?\"", s.p[i])) return false;
  return str_find(s, STR(" "), 0) == SIZE_MAX;
}

static int take_citation(void *ctx, const struct row *r, struct err *err) {
  struct look_up *l = ctx;
  struct str value = arena_str(&l->arena, row_text(r, 1)), qualifier = row_text(r, 2), role = row_text(r, 3);
  struct cited c = {.claim = row_int(r, 0), .value = value};
  c.open = is_path(value) && !str_eq(qualifier, STR("glob")) && !str_eq(qualifier, STR("plan")) && !str_eq(role, STR("plan"));
  c.proof = str_eq(qualifier, STR("evidence"));
  c.clean = arena_str(&l->arena, path_clean(value));
  vec_push(&l->v, c);
  return 0;
}

static int take_report(void *ctx, const struct row *r, struct err *err) {
  struct look_up *l = ctx;
  struct str path = row_text(r, 0);
  l->report = mem_strndup(path.p, path.n);
  return 1;
}

/* --- the place as it is written -------------------------------------------------------------------------------------------- */

static bool try_place(struct look_up *l, struct cited *c, const char *dir, const char *name) {
  char *path = file_join(dir, name);
  enum file_kind kind = file_kind(path);
  if (kind == FILE_REGULAR || kind == FILE_FOLDER) {
    c->outcome = OUTCOME_EXACT;
    c->found = arena_str(&l->arena, str_of(path));
    c->in_tree = l->tree && file_is_below(l->tree, path);
  }
  mem_free(path);
  return c->outcome == OUTCOME_EXACT;
}

static bool try_evidence(struct look_up *l, struct cited *c) {
  bool found = false;
  for (size_t i = 0; !found && !cited_is_absolute(c) && i < l->o->evidence_roots_n; i++) {
    const char *root = l->o->evidence_roots[i];
    if (file_kind(root) == FILE_FOLDER) found = try_place(l, c, root, c->clean.p);
  }
  return found;
}

/* Where a commit was asked for, the files of the tree are not what it held. */
static void look_exactly(struct look_up *l, struct cited *c) {
  char *beside = file_dir(l->report);
  bool found = !l->o->at && try_place(l, c, beside, c->value.p);
  if (!found && l->tree && !l->o->at && !cited_is_absolute(c)) found = try_place(l, c, l->tree, c->clean.p);
  if (!found) try_evidence(l, c);
  mem_free(beside);
}

/* --- as the end of a longer path ------------------------------------------------------------------------------------------- */

static int by_path(const void *x, const void *y) {
  const struct wanted *a = x, *b = y;
  int d = str_cmp(a->clean, b->clean);
  return d ? d : (a->index > b->index) - (a->index < b->index);
}

void cite_want_the_rest(struct look_up *l) {
  l->wanted.n = 0;
  for (size_t i = 0; i < l->v.n; i++)
    if (cited_is_lost(&l->v.v[i]) && !cited_is_absolute(&l->v.v[i])) vec_push(&l->wanted, (struct wanted){l->v.v[i].clean, i, false});
  if (l->wanted.n) qsort(l->wanted.v, l->wanted.n, sizeof *l->wanted.v, by_path);
}

static size_t first_wanted(const struct look_up *l, struct str clean) {
  size_t lo = 0, hi = l->wanted.n;
  while (lo < hi) {
    size_t mid = lo + (hi - lo) / 2;
    if (str_cmp(l->wanted.v[mid].clean, clean) < 0)
      lo = mid + 1;
    else
      hi = mid;
  }
  return lo;
}

static void match_end(struct look_up *l, struct str path, struct str end) {
  size_t at = first_wanted(l, end);
  if (at == l->wanted.n || l->wanted.v[at].found) return;
  for (; at < l->wanted.n && str_eq(l->wanted.v[at].clean, end); at++) {
    struct cited *c = &l->v.v[l->wanted.v[at].index];
    l->wanted.v[at].found = true;
    c->outcome = OUTCOME_SUFFIX;
    c->found = arena_str(&l->arena, path);
  }
}

void cite_match_ends(struct look_up *l, struct str path) {
  for (size_t at = path.n; at > 0; at--)
    if (path.p[at - 1] == '/') match_end(l, path, str_sub(path, at, path.n));
  match_end(l, path, path);
}

static bool is_above(struct str folder, struct str path) {
  return folder.n < path.n && path.p[folder.n] == '/' && str_starts(path, folder);
}

/* A path and every folder above it that is new, up to the root of the walk. */
static int visit(void *ctx, const char *path, struct err *err) {
  struct look_up *l = ctx;
  if (++l->walked > WALK_MAX) {
    l->capped = true;
    return 1;
  }
  for (struct str s = str_of(path); s.n > l->root.n && !is_above(s, l->visited); s = path_folder(s)) cite_match_ends(l, s);
  l->visited = str_of(path); /* lives as long as the walk */
  return 0;
}

static int pass_by(void *ctx, const struct err *why) { return 0; }

/* What cannot be walked is not looked into: that is no error of the check. */
static void walk(struct look_up *l, const char *root) {
  struct err ignored = ERR_INIT;
  l->root = str_of(root);
  l->visited = STR_NONE;
  file_walk_past(root, visit, pass_by, l, &ignored);
}

static void look_in_evidence(struct look_up *l) {
  cite_want_the_rest(l);
  for (size_t i = 0; l->wanted.n && i < l->o->evidence_roots_n; i++) walk(l, l->o->evidence_roots[i]);
}

/* Run output lies in the work tree and in no commit. */
static void look_in_files(struct look_up *l) {
  cite_want_the_rest(l);
  if (!l->wanted.n || !l->tree || l->o->at) return;
  walk(l, l->tree);
  for (size_t i = 0; i < l->wanted.n; i++) l->v.v[l->wanted.v[i].index].in_tree = l->v.v[l->wanted.v[i].index].found.n > 0;
}

/* --- what absence means ---------------------------------------------------------------------------------------------------- */

static void take_patterns(struct look_up *l, struct str text) {
  for (size_t from = 0; from < text.n;) {
    size_t to = str_find(text, STR("\n"), from);
    if (to == SIZE_MAX) to = text.n;
    struct str line = str_trim(str_sub(text, from, to - from));
    if (line.n && line.p[0] != '#' && line.p[0] != '!') vec_push(&l->ignored, line);
    from = to + 1;
  }
}

/* In a repository with a work tree git's own rules count. */
static void read_ignored(struct look_up *l) {
  struct file file;
  struct err ignored = ERR_INIT;
  char *path = l->tree && !l->repo ? file_join(l->tree, ".gitignore") : NULL;
  if (path && file_kind(path) == FILE_REGULAR && file_read(&file, path, LIMIT_CONFIG_BYTES, &ignored) == 0) {
    take_patterns(l, arena_str(&l->arena, file_str(&file)));
    file_release(&file);
  }
  mem_free(path);
  if (l->repo && !scm_tree(l->repo)) take_patterns(l, cite_committed_ignore(l));
}

static bool pattern_hits(struct str pattern, struct str path) {
  if (str_ends(pattern, STR("/"))) pattern.n--;
  if (str_starts(pattern, STR("/"))) return str_glob(str_sub(pattern, 1, pattern.n), path);
  if (str_find(pattern, STR("/"), 0) != SIZE_MAX) return str_glob(pattern, path);
  return str_glob(pattern, path_name(path));
}

/* A pattern for a folder covers what lies below it. */
static bool pattern_ignores(const struct look_up *l, struct str path) {
  for (struct str s = path; s.n; s = path_folder(s))
    for (size_t i = 0; i < l->ignored.n; i++)
      if (pattern_hits(l->ignored.v[i], s)) return true;
  return false;
}

static struct str first_part(struct str path) {
  size_t slash = str_find(path, STR("/"), 0);
  return slash == SIZE_MAX ? STR_NONE : str_sub(path, 0, slash);
}

/* The evidence that was given holds the folder that the citation starts with. */
static bool evidence_has_top(const struct look_up *l, struct str path) {
  struct str top = first_part(path);
  bool there = false;
  for (size_t i = 0; top.n && !there && i < l->o->evidence_roots_n; i++) {
    char *name = mem_strndup(top.p, top.n), *folder = file_join(l->o->evidence_roots[i], name);
    there = file_kind(folder) == FILE_FOLDER;
    mem_free(name);
    mem_free(folder);
  }
  return there;
}

static bool is_ignored(struct look_up *l, const struct cited *c) {
  return l->repo && scm_tree(l->repo) ? cite_is_ignored(l, c) : pattern_ignores(l, c->clean);
}

/* Only a place that is known to hold what the report cites can be missing something. */
static void decide_absence(struct look_up *l) {
  bool tree = cite_resolves(l);
  for (size_t i = 0; i < l->v.n; i++) {
    struct cited *c = &l->v.v[i];
    if (!cited_is_lost(c) || cited_is_absolute(c)) continue;
    if (is_ignored(l, c))
      c->outcome = OUTCOME_IGNORED;
    else if (!l->capped && (tree || evidence_has_top(l, c->clean)))
      c->outcome = OUTCOME_ABSENT;
  }
}

static int write_outcomes(struct look_up *l, struct store *s, int64_t document, struct err *err) {
  if (store_exec(s, SQL_CITATION_CLEAR, BINDS(B_INT("document", document)), err) != 0) return -1;
  for (size_t i = 0; i < l->v.n; i++) {
    const struct cited *c = &l->v.v[i];
    if (store_exec(s, SQL_CITATION_INSERT,
                   BINDS(B_INT("claim", c->claim), B_TEXT("outcome", str_of(OUTCOMES[c->outcome])), B_TEXT_OR_NULL("found_path", c->found),
                         B_TEXT_OR_NULL("commit_sha", c->commit)),
                   err) != 0)
      return -1;
  }
  return 0;
}

static char *find_tree(const struct look_up *l) {
  if (l->o->repo) return mem_strdup(l->o->repo);
  char *dir = file_dir(l->report), *git = file_find_up(dir, ".git");
  char *tree = git ? file_dir(git) : NULL;
  mem_free(dir);
  mem_free(git);
  return tree;
}

static bool all_found(const struct look_up *l) {
  for (size_t i = 0; i < l->v.n; i++)
    if (cited_is_lost(&l->v.v[i])) return false;
  return true;
}

/* From what costs least to what costs most. */
static int look_up(struct look_up *l, struct err *err) {
  l->tree = find_tree(l);
  for (size_t i = 0; i < l->v.n; i++)
    if (l->v.v[i].open) look_exactly(l, &l->v.v[i]);
  if (cite_revisions(l, err) != 0) return -1;
  if (all_found(l)) return 0;
  if (cite_open(l, err) != 0) return -1;
  cite_exactly_at(l);
  look_in_evidence(l);
  cite_ends_at(l);
  look_in_files(l);
  cite_look_back(l);
  read_ignored(l);
  decide_absence(l);
  return 0;
}

static void look_up_release(struct look_up *l) {
  mem_free(l->report);
  mem_free(l->tree);
  vec_release(&l->v);
  vec_release(&l->wanted);
  vec_release(&l->revisions);
  vec_release(&l->ignored);
  arena_release(&l->arena);
}

int cite_document(struct store *s, int64_t document, const struct check_options *o, struct err *err) {
  struct look_up l = {.o = o};
  const struct bind by_document[] = {B_INT("document", document)};
  int rc = store_query(s, SQL_DOCUMENT_PLACE, by_document, 1, take_report, &l, err);
  if (rc == 0) rc = store_query(s, SQL_CLAIM_CITATIONS, by_document, 1, take_citation, &l, err);
  if (rc == 0) rc = store_query(s, SQL_CLAIM_REVISIONS, by_document, 1, cite_take_revision, &l, err);
  if (rc == 0 && (l.v.n || l.revisions.n) && l.report) rc = look_up(&l, err);
  if (rc == 0) rc = write_outcomes(&l, s, document, err);
  if (rc == 0) rc = cite_write_revisions(&l, s, document, err);
  look_up_release(&l);
  return rc;
}
