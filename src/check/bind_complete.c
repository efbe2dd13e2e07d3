/* Completing a release: what shares a name with what is bound, stands near it in time, in its folder, or names it. */
#include "check/bind.h"

#include "check/path.h"

/* A deployment and its checks are done within half a day; what is further may be the next one's. */
static const int64_t WINDOW = (int64_t)12 * 3600 * 1000000;

static bool is_open(const struct candidate *c) { return !c->out && !c->bound; }

static int64_t latest_time(const struct binding *b) {
  return b->as_of == TIME_NONE ? INT64_MAX : b->as_of_high + (b->as_of_high == b->as_of);
}

bool is_after_report(const struct binding *b, const struct candidate *c) {
  return c->observed != TIME_NONE && c->observed >= latest_time(b);
}

/* --- what is bound so far, ready to be asked ------------------------------------------------------------------------------- */

struct bound_set {
  VEC(struct str) kinds, versions, commits, labels; /* sorted */
  struct str project, environment;                  /* of all that say so; `mixed` if they differ */
  bool mixed;
};

static int by_text(const void *x, const void *y) { return str_cmp(*(const struct str *)x, *(const struct str *)y); }

static bool has(const struct str *v, size_t n, struct str s) { return s.n && n && bsearch(&s, v, n, sizeof *v, by_text) != NULL; }

static void note_place(struct bound_set *set, struct str *slot, struct str value) {
  if (!value.n) return;
  if (slot->n && !str_eq_ci(*slot, value)) set->mixed = true;
  if (!slot->n) *slot = value;
}

static void bound_set_fill(struct bound_set *set, const struct binding *b) {
  for (size_t i = 0; i < b->all.n; i++) {
    const struct candidate *c = &b->all.v[i];
    if (!c->bound) continue;
    vec_push(&set->kinds, c->importer);
    if (c->version.n) vec_push(&set->versions, c->version);
    if (c->commit.n) vec_push(&set->commits, c->commit);
    if (c->release.n) vec_push(&set->labels, c->release);
    note_place(set, &set->project, c->project);
    note_place(set, &set->environment, environment_plain(c->environment));
  }
  if (set->kinds.n) qsort(set->kinds.v, set->kinds.n, sizeof *set->kinds.v, by_text);
  if (set->versions.n) qsort(set->versions.v, set->versions.n, sizeof *set->versions.v, by_text);
  if (set->commits.n) qsort(set->commits.v, set->commits.n, sizeof *set->commits.v, by_text);
  if (set->labels.n) qsort(set->labels.v, set->labels.n, sizeof *set->labels.v, by_text);
}

static void bound_set_release(struct bound_set *set) {
  vec_release(&set->kinds);
  vec_release(&set->versions);
  vec_release(&set->commits);
  vec_release(&set->labels);
}

/* --- shared names ---------------------------------------------------------------------------------------------------------- */

/* Another project or environment than everything that is bound, so the same version is another's. */
static bool is_elsewhere(const struct bound_set *set, const struct candidate *c) {
  if (c->project.n && set->project.n && !str_eq_ci(c->project, set->project)) return true;
  return c->environment.n && set->environment.n && !str_eq_ci(environment_plain(c->environment), set->environment);
}

static bool is_labelled_otherwise(const struct binding *b, const struct candidate *c) {
  return b->o->release.n && c->release.n && !str_eq(c->release, b->o->release);
}

static const char *shared_name(const struct bound_set *set, const struct candidate *c) {
  if (c->release.n && set->labels.n && !has(set->labels.v, set->labels.n, c->release)) return NULL;
  if (has(set->labels.v, set->labels.n, c->release)) return "release label";
  if (has(set->versions.v, set->versions.n, c->version)) return "version";
  if (has(set->commits.v, set->commits.n, c->commit)) return "commit";
  return NULL;
}

int bind_named_alike(struct binding *b, struct err *err) {
  struct bound_set set = {0};
  bool any = false;
  bound_set_fill(&set, b);
  for (size_t i = 0; i < b->all.n; i++) {
    struct candidate *c = &b->all.v[i];
    if (!is_open(c) || is_after_report(b, c) || candidate_conflict(b, c, false).n || is_elsewhere(&set, c)) continue;
    const char *what = is_labelled_otherwise(b, c) ? NULL : shared_name(&set, c);
    if (what) candidate_bind(b, c, "same %s as what is bound", what);
    any |= what != NULL;
  }
  bound_set_release(&set);
  return any ? bind_choose(b, true, err) : 0;
}

/* --- near in time ---------------------------------------------------------------------------------------------------------- */

typedef VEC(int64_t) times;

static int by_time(const void *x, const void *y) {
  int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
  return (a > b) - (a < b);
}

/* Distance to the nearest of the sorted times; INT64_MAX if there is none. */
static int64_t nearest(const times *t, int64_t at) {
  size_t lo = 0, hi = t->n;
  while (lo < hi) {
    size_t mid = lo + (hi - lo) / 2;
    if (t->v[mid] < at)
      lo = mid + 1;
    else
      hi = mid;
  }
  int64_t best = INT64_MAX;
  if (lo < t->n) best = t->v[lo] - at;
  if (lo > 0 && at - t->v[lo - 1] < best) best = at - t->v[lo - 1];
  return best;
}

static bool same_place(const struct bound_set *set, const struct candidate *c) {
  if (!c->project.n || !set->project.n || set->mixed || !str_eq_ci(c->project, set->project)) return false;
  return !set->environment.n || str_eq_ci(environment_plain(c->environment), set->environment);
}

/* Times of what is bound, and of the other releases' artifacts of the same kinds in the same place. */
static void gather_times(const struct binding *b, const struct bound_set *set, times *bound, times *rivals) {
  for (size_t i = 0; i < b->all.n; i++) {
    const struct candidate *c = &b->all.v[i];
    if (c->observed == TIME_NONE) continue;
    if (c->bound)
      vec_push(bound, c->observed);
    else if (c->facts && !c->tied && same_place(set, c) && has(set->kinds.v, set->kinds.n, c->importer))
      vec_push(rivals, c->observed);
  }
  if (bound->n) qsort(bound->v, bound->n, sizeof *bound->v, by_time);
  if (rivals->n) qsort(rivals->v, rivals->n, sizeof *rivals->v, by_time);
}

struct near {
  struct candidate *c;
  int64_t distance;
};

static int by_distance(const void *x, const void *y) {
  const struct near *a = x, *b = y;
  if (a->distance != b->distance) return a->distance < b->distance ? -1 : 1;
  return (a->c > b->c) - (a->c < b->c);
}

/* Names another release than the bound ones: both say a version or commit, and they differ. */
static bool is_other_release(const struct bound_set *set, const struct candidate *c) {
  return (c->version.n && set->versions.n && !has(set->versions.v, set->versions.n, c->version)) ||
         (c->commit.n && set->commits.n && !has(set->commits.v, set->commits.n, c->commit));
}

static bool may_join(struct binding *b, const struct bound_set *set, const struct candidate *c) {
  return is_open(c) && c->observed != TIME_NONE && !is_after_report(b, c) && same_place(set, c) && !is_labelled_otherwise(b, c) &&
         !has(set->kinds.v, set->kinds.n, c->importer) && !candidate_conflict(b, c, false).n && !is_other_release(set, c);
}

/* The nearest candidate that is nearer to what is bound than to another release's artifact of a kind that is bound. */
static struct candidate *nearest_candidate(struct binding *b) {
  struct bound_set set = {0};
  times bound = {0}, rivals = {0};
  struct near best = {NULL, WINDOW + 1};
  bound_set_fill(&set, b);
  gather_times(b, &set, &bound, &rivals);
  for (size_t i = 0; i < b->all.n; i++) {
    struct candidate *c = &b->all.v[i];
    if (!may_join(b, &set, c)) continue;
    struct near near = {c, nearest(&bound, c->observed)};
    if (near.distance < nearest(&rivals, c->observed) && (!best.c || by_distance(&near, &best) < 0) && near.distance <= WINDOW) best = near;
  }
  vec_release(&bound);
  vec_release(&rivals);
  bound_set_release(&set);
  return best.c;
}

/* One kind a round, so that each that joins helps to tell other releases apart. */
enum { ROUNDS_MAX = 64 };

/* It, and all of its kind and moment. */
static void gather_tie(struct binding *b, const struct candidate *nearest, struct tie *out) {
  struct bound_set set = {0};
  bound_set_fill(&set, b);
  for (size_t i = 0; i < b->all.n; i++) {
    struct candidate *c = &b->all.v[i];
    if (str_eq(c->importer, nearest->importer) && candidates_of_one_moment(c, nearest) && may_join(b, &set, c)) vec_push(out, c);
  }
  bound_set_release(&set);
}

static int join_by_time(struct binding *b, struct err *err) {
  int rc = 0;
  for (int round = 0; rc >= 0 && round < ROUNDS_MAX; round++) {
    struct candidate *c = nearest_candidate(b);
    struct tie t = {0};
    if (!c) return 0;
    gather_tie(b, c, &t);
    rc = bind_tie(b, &t, "same project and environment, within hours of what is bound", err);
    vec_release(&t);
  }
  return rc < 0 ? -1 : 0;
}

/* --- in a folder of the release's own -------------------------------------------------------------------------------------- */

static bool is_in(struct str path, struct str folder) {
  return folder.n && path.n > folder.n && path.p[folder.n] == '/' && str_starts(path, folder);
}

/* Candidates below `folder` stand together in `all`, which is sorted by path. */
static size_t first_in(const struct binding *b, struct str folder) {
  size_t lo = 0, hi = b->all.n;
  while (lo < hi) {
    size_t mid = lo + (hi - lo) / 2;
    if (str_cmp(b->all.v[mid].path, folder) < 0)
      lo = mid + 1;
    else
      hi = mid;
  }
  return lo;
}

static bool is_root(const struct binding *b, struct str folder) {
  for (size_t i = 0; i < b->o->evidence_roots_n; i++)
    if (str_eq(path_clean(str_of(b->o->evidence_roots[i])), path_clean(folder))) return true;
  return false;
}

/* The folder that was given as evidence says something of the files in it, but nothing of its other folders. */
static bool covers(const struct binding *b, struct str folder, bool root, const struct candidate *c) {
  return is_in(c->path, folder) && (!root || str_eq(path_folder(c->path), folder));
}

/* More files than this in one folder: a store, not one release's. */
enum { FOLDER_FILES_MAX = 200 };

/* Holds nothing that is known to be another release's, and no two of one kind about the same things. */
static int folder_is_specific(struct binding *b, struct str folder, bool *specific, struct err *err) {
  size_t from = first_in(b, folder), n = 0;
  bool root = is_root(b, folder);
  *specific = true;
  for (size_t i = from; *specific && i < b->all.n && str_starts(b->all.v[i].path, folder); i++) {
    const struct candidate *c = &b->all.v[i];
    if (!covers(b, folder, root, c) || !c->facts || c->same_as != i) continue;
    if (++n > FOLDER_FILES_MAX || (!c->bound && candidate_has_identity(c))) *specific = false;
    for (size_t k = from; *specific && k < i; k++) {
      bool overlap = false;
      const struct candidate *other = &b->all.v[k];
      if (!covers(b, folder, root, other) || other->same_as != k || !str_eq(other->importer, c->importer)) continue;
      if (candidates_of_one_moment(c, other) && !candidates_name_two_releases(c, other)) continue;
      if (candidates_overlap(b, c, other, &overlap, err) != 0) return -1;
      *specific = !overlap;
    }
  }
  return 0;
}

static bool may_join_folder(struct binding *b, struct str folder, bool root, const struct candidate *c) {
  return is_open(c) && covers(b, folder, root, c) && !candidate_has_identity(c) && !is_after_report(b, c) &&
         !candidate_conflict(b, c, false).n;
}

static int join_in_folder(struct binding *b, struct str folder, struct err *err) {
  bool specific = false, any = false, root = is_root(b, folder);
  size_t from = first_in(b, folder);
  for (size_t i = from; !any && i < b->all.n && str_starts(b->all.v[i].path, folder); i++)
    any = may_join_folder(b, folder, root, &b->all.v[i]);
  if (!any) return 0;
  if (folder_is_specific(b, folder, &specific, err) != 0) return -1;
  for (size_t i = from; specific && i < b->all.n && str_starts(b->all.v[i].path, folder); i++) {
    struct candidate *c = &b->all.v[i];
    if (!may_join_folder(b, folder, root, c)) continue;
    candidate_bind(b, c, "in a folder of the release, %.*s", STR_ARG(folder));
    c->by_folder = true;
  }
  return 0;
}

static int join_by_folder(struct binding *b, struct err *err) {
  VEC(struct str) folders = {0};
  int rc = 0;
  for (size_t i = 0; i < b->all.n; i++)
    if (b->all.v[i].bound) vec_push(&folders, path_folder(b->all.v[i].path));
  if (folders.n) qsort(folders.v, folders.n, sizeof *folders.v, by_text);
  for (size_t i = 0; rc == 0 && i < folders.n; i++)
    if (folders.v[i].n && (i == 0 || !str_eq(folders.v[i], folders.v[i - 1]))) rc = join_in_folder(b, folders.v[i], err);
  vec_release(&folders);
  return rc;
}

/* --- names what is bound --------------------------------------------------------------------------------------------------- */

/* As for citations. */
enum { NAMESAKES_MAX = 2000 };

struct mention {
  struct binding *b;
  size_t bound, other; /* artifacts named: of the release, of others */
};

static bool ends_path(char c) { return ascii_is_space(c) || strchr("()[]{}<>,;'\"`|", c) != NULL; }

static void look_up(struct mention *m, struct str token) {
  struct binding *b = m->b;
  struct str clean = path_clean(token), base = path_name(clean);
  while (clean.n && (clean.p[clean.n - 1] == '.' || clean.p[clean.n - 1] == ':')) clean.n--, base = path_name(clean);
  /* A bare name says something only if it is nobody else's. */
  if (!base.n || (base.n == clean.n && !path_is_stamped(base))) return;
  size_t first = binding_base_from(b, base);
  for (size_t i = first; i < b->by_base.n && i - first < NAMESAKES_MAX && str_eq(b->by_base.v[i].base, base); i++) {
    const struct candidate *c = &b->all.v[b->by_base.v[i].index];
    if (!c->facts || (!path_ends_with(c->path, clean) && !path_is_stamped(base))) continue;
    if (b->all.v[c->same_as].bound)
      m->bound++;
    else
      m->other++;
  }
}

static int read_mentions(void *ctx, const struct row *r, struct err *err) {
  struct str text = row_text(r, 0);
  for (size_t i = 0; i < text.n;) {
    while (i < text.n && ends_path(text.p[i])) i++;
    size_t from = i;
    while (i < text.n && !ends_path(text.p[i])) i++;
    if (i > from) look_up(ctx, str_sub(text, from, i - from));
  }
  return 0;
}

/* A log of its own release names its artifacts, and no other release's; one that names others' too is out, wherever it lies. */
static int join_by_mention(struct binding *b, struct err *err) {
  for (size_t i = 0; i < b->all.n; i++) {
    struct candidate *c = &b->all.v[i];
    if ((!is_open(c) && !c->by_folder) || candidate_has_identity(c) || candidate_conflict(b, c, false).n) continue;
    struct mention m = {.b = b};
    if (store_query(b->s, SQL_FACT_TEXTS, BINDS(B_INT("reading", c->id)), read_mentions, &m, err) != 0) return -1;
    if (m.other) {
      candidate_exclude(b, c, "names artifacts of %s", m.bound ? "several releases" : "another release");
    } else if (m.bound && !c->bound) {
      candidate_bind(b, c, "names artifacts of the release");
    }
  }
  return 0;
}

int bind_complete(struct binding *b, struct err *err) {
  if (bind_named_alike(b, err) != 0 || join_by_time(b, err) != 0 || bind_named_alike(b, err) != 0) return -1;
  if (join_by_folder(b, err) != 0) return -1;
  return join_by_mention(b, err);
}
