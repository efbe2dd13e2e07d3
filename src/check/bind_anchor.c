/* The first steps of binding: label, citations, commit and version, project and environment. */
#include "check/bind.h"

#include "base/buf.h"
#include "base/file.h"
#include "check/origin.h"
#include "check/path.h"

/* A folder that a report cites is looked for among all paths; more such citations than this are not looked at. */
enum { FOLDERS_MAX = 200 };

static bool is_open(const struct candidate *c) { return !c->out && !c->bound; }

/* Of one release and one moment: neither overtakes the other, and where they disagree that is what the evidence says. */
static bool are_parts(const struct candidate *x, const struct candidate *y) {
  return candidates_of_one_moment(x, y) && !candidates_name_two_releases(x, y);
}

int bind_by_label(struct binding *b, struct err *err) {
  int n = 0;
  struct str label = b->o->release;
  for (size_t i = 0; i < b->all.n; i++) {
    struct candidate *c = &b->all.v[i];
    if (!is_open(c)) continue;
    bool same = str_eq(c->release, label) || str_eq(c->version, label) || commits_agree(c->commit, label);
    if (!same) continue;
    candidate_bind(b, c, "release %.*s", STR_ARG(label));
    n++;
  }
  return n;
}

/* How well a cited path fits a path: 0 not at all. A path beside the report fits best. */
static int fit(const struct binding *b, struct str cited, struct str beside, struct str path) {
  if (str_eq(path, beside) || str_eq(path, cited)) return 4;
  struct str clean = path_clean(cited);
  if (path_ends_with(path, clean)) return 3;
  if (!str_starts(path, STR("/")) && path_ends_with(clean, path_clean(path))) return 2;
  return path_is_stamped(path_name(clean)) ? 1 : 0; /* the caller compares last parts only */
}

struct match {
  size_t index;
  int fit;
};
typedef VEC(struct match) matches;

/* Files of one name that a citation is held against; a name that more of them have says nothing. */
enum { NAMESAKES_MAX = 2000 };

static void match_file(const struct binding *b, struct str cited, matches *out) {
  struct str base = path_name(path_clean(cited));
  char *folder = mem_strndup(b->path.p, b->path.n);
  char *dir = file_dir(folder), *name = mem_strndup(cited.p, cited.n), *beside = file_join(dir, name);
  size_t first = binding_base_from(b, base), n = 0;
  while (base.n && first + n < b->by_base.n && n <= NAMESAKES_MAX && str_eq(b->by_base.v[first + n].base, base)) n++;
  for (size_t i = 0; i < n && n <= NAMESAKES_MAX; i++) {
    size_t index = b->by_base.v[first + i].index;
    int f = fit(b, cited, str_of(beside), b->all.v[index].path);
    if (f) vec_push(out, (struct match){index, f});
  }
  mem_free(folder);
  mem_free(dir);
  mem_free(name);
  mem_free(beside);
}

/* Of what fits best, the ones that nothing speaks against; several that are left are copies or other releases, so none is it. */
static struct candidate *best_of(struct binding *b, const matches *m) {
  int best = 0;
  for (size_t i = 0; i < m->n; i++)
    if (m->v[i].fit > best) best = m->v[i].fit;
  struct candidate *found = NULL, *named = NULL;
  size_t n = 0, n_named = 0;
  for (size_t i = 0; i < m->n; i++) {
    struct candidate *c = &b->all.v[b->all.v[m->v[i].index].same_as];
    if (m->v[i].fit != best || c->out || c == found || candidate_conflict(b, c, true).n) continue;
    n++;
    found = c;
    if (!candidate_matches_commit(b, c) && !candidate_matches_version(b, c)) continue;
    n_named++;
    named = c;
  }
  if (n == 1) return found;
  return n_named == 1 ? named : NULL;
}

static bool looks_like_folder(struct str cited) {
  if (str_ends(cited, STR("/"))) return true;
  struct str clean = path_clean(cited), base = path_name(clean);
  return base.n < clean.n && str_find(base, STR("."), 1) == SIZE_MAX;
}

static int by_importer(const void *x, const void *y) {
  const struct candidate *a = *(struct candidate *const *)x, *b = *(struct candidate *const *)y;
  int d = str_cmp(a->importer, b->importer);
  return d ? d : (a > b) - (a < b);
}

/* Binds what lies below a cited folder, unless it holds two of one kind: then it is a store of many releases, and says nothing. */
static int bind_folder(struct binding *b, struct str cited, struct err *err) {
  VEC(struct candidate *) below = {0};
  struct str folder = path_clean(cited);
  int bound = 0;
  for (size_t i = 0; i < b->all.n; i++) {
    struct candidate *c = &b->all.v[i];
    if (!c->out && path_is_below(c->path, folder)) vec_push(&below, c);
  }
  if (below.n) qsort(below.v, below.n, sizeof *below.v, by_importer);
  bool specific = true;
  for (size_t i = 1; specific && bound == 0 && i < below.n; i++) {
    bool overlap = false;
    if (!str_eq(below.v[i]->importer, below.v[i - 1]->importer) || are_parts(below.v[i], below.v[i - 1])) continue;
    if (candidates_overlap(b, below.v[i], below.v[i - 1], &overlap, err) != 0) bound = -1;
    specific = !overlap;
  }
  for (size_t i = 0; specific && bound >= 0 && i < below.n; i++) {
    if (below.v[i]->bound || candidate_conflict(b, below.v[i], true).n) continue;
    candidate_bind(b, below.v[i], "below the cited folder %.*s", STR_ARG(cited));
    bound++;
  }
  vec_release(&below);
  return bound;
}

int bind_by_citation(struct binding *b, struct err *err) {
  int bound = 0, folders = 0;
  for (size_t i = 0; i < b->citations.n; i++) {
    struct str cited = b->citations.v[i].value;
    if (!b->citations.v[i].usable || !cited.n) continue;
    matches m = {0};
    match_file(b, cited, &m);
    struct candidate *c = m.n ? best_of(b, &m) : NULL;
    if (c && b->citations.v[i].proof) c->proof = true;
    if (c && !c->bound) {
      candidate_bind(b, c, "cited");
      c->cited = true;
      bound++;
    }
    bool look = !m.n && looks_like_folder(cited) && folders++ < FOLDERS_MAX;
    vec_release(&m);
    int below = look ? bind_folder(b, cited, err) : 0;
    if (below < 0) return -1;
    bound += below;
  }
  return bound;
}

/* "1.4.0" is every project's; what has a commit or a time in it is one's own. */
static bool is_telling(struct str version) { return version.n >= 12; }

/* A version names no release where it may be of more than one project, unless the report says which project it is about. */
static bool one_project(const struct binding *b) {
  struct str project = STR_NONE;
  bool telling = true;
  if (b->identity.project.n) return true;
  for (size_t i = 0; i < b->all.n; i++)
    telling = telling && (!candidate_matches_version(b, &b->all.v[i]) || is_telling(b->all.v[i].version));
  for (size_t i = 0; i < b->all.n; i++) {
    const struct candidate *c = &b->all.v[i];
    if (c->out || !c->project.n || (telling && !candidate_matches_version(b, c))) continue;
    if (project.n && !str_eq_ci(project, c->project)) return false;
    project = c->project;
  }
  return true;
}

static int bind_matching(struct binding *b, bool (*matches_it)(const struct binding *, const struct candidate *), const char *what) {
  int n = 0;
  if (matches_it == candidate_matches_version && !one_project(b)) return 0;
  for (size_t i = 0; i < b->all.n; i++) {
    struct candidate *c = &b->all.v[i];
    if (!is_open(c) || !matches_it(b, c) || candidate_conflict(b, c, false).n) continue;
    candidate_bind(b, c, "%s of the report", what);
    n++;
  }
  return n;
}

int bind_by_name(struct binding *b, struct err *err) {
  int n = bind_matching(b, candidate_matches_commit, "commit");
  return n + bind_matching(b, candidate_matches_version, "version");
}

typedef VEC(int64_t) ids;

static int take_id(void *ctx, const struct row *r, struct err *err) {
  ids *v = ctx;
  vec_push(v, row_int(r, 0));
  return 0;
}

static int by_id(const void *x, const void *y) {
  int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
  return (a > b) - (a < b);
}

/* A digest is one image's and nobody else's. */
int bind_by_digest(struct binding *b, struct err *err) {
  int n = 0;
  ids named = {0};
  int rc = store_query(b->s, SQL_READING_BY_DIGEST, BINDS(B_INT("document", b->document)), take_id, &named, err);
  if (named.n) qsort(named.v, named.n, sizeof *named.v, by_id);
  for (size_t i = 0; rc == 0 && named.n && i < b->all.n; i++) {
    struct candidate *c = &b->all.v[i];
    if (!is_open(c) || !bsearch(&c->id, named.v, named.n, sizeof *named.v, by_id) || candidate_conflict(b, c, false).n) continue;
    candidate_bind(b, c, "names the digests of the report");
    n++;
  }
  vec_release(&named);
  return rc == 0 ? n : -1;
}

/* Same project, and the same environment where the report names one. */
static bool same_place(const struct binding *b, const struct candidate *c) {
  struct str environment = b->identity.environment;
  if (!c->project.n || !b->identity.project.n || !str_eq_ci(c->project, b->identity.project)) return false;
  return environment.n ? str_eq_ci(environment_plain(c->environment), environment_plain(environment)) : true;
}

/* Without an environment in the report, all of the project's evidence must be of one. */
static bool one_environment(const struct binding *b) {
  struct str seen = STR_NONE;
  for (size_t i = 0; i < b->all.n; i++) {
    const struct candidate *c = &b->all.v[i];
    if (c->out || !same_place(b, c)) continue;
    struct str environment = environment_plain(c->environment);
    if (seen.p && !str_eq_ci(seen, environment)) return false;
    seen = environment.p ? environment : STR("");
  }
  return true;
}

/* A report is written soon after what it tells of; older evidence is of a release before. */
static const int64_t SOON = (int64_t)72 * 3600 * 1000000;

static bool is_before_report(const struct binding *b, const struct candidate *c) {
  return c->observed != TIME_NONE && c->observed < b->as_of_high + (b->as_of_high == b->as_of) && c->observed >= b->as_of_high - SOON;
}

static bool same_release(const struct candidate *a, const struct candidate *b) {
  return (a->version.n && str_eq_ci(a->version, b->version)) || commits_agree(a->commit, b->commit);
}

/* What two of one kind and of different times are to each other. */
struct day_story {
  bool retried; /* two attempts at one release, told by their times */
  bool several; /* two releases */
  bool unknown; /* neither is said */
};

static void tell_pair(struct day_story *d, const struct candidate *x, const struct candidate *y) {
  if (!str_eq(x->importer, y->importer) || candidates_of_one_moment(x, y)) return;
  if (candidates_name_two_releases(x, y))
    d->several = true;
  else if (same_release(x, y))
    d->retried = true;
  else
    d->unknown = true;
}

/* The day is all that the report says of its time. Which of two releases on it is meant is not said; that what bears no name is of two
 * attempts is said only by what bears one. */
static bool day_is_ambiguous(const struct binding *b) {
  VEC(const struct candidate *) day = {0};
  struct day_story story = {0};
  for (size_t i = 0; i < b->all.n; i++) {
    const struct candidate *c = &b->all.v[i];
    if (!c->out && same_place(b, c) && c->observed != TIME_NONE && c->observed >= b->as_of && c->observed < b->as_of_high)
      vec_push(&day, c);
  }
  if (day.n) qsort(day.v, day.n, sizeof *day.v, by_importer);
  for (size_t i = 1; i < day.n; i++) tell_pair(&story, day.v[i], day.v[i - 1]);
  vec_release(&day);
  return story.several || (story.unknown && !story.retried);
}

/* All of the latest moment before the report. */
static void gather_latest(struct binding *b, struct tie *out) {
  for (size_t i = 0; i < b->all.n; i++) {
    struct candidate *c = &b->all.v[i];
    if (!is_open(c) || !same_place(b, c) || !is_before_report(b, c) || candidate_conflict(b, c, false).n) continue;
    if (out->n && c->observed < out->v[0]->observed) continue;
    if (out->n && c->observed > out->v[0]->observed) vec_clear(out);
    vec_push(out, c);
  }
}

static int bind_latest(struct binding *b, struct err *err) {
  struct tie latest = {0};
  int n = 0;
  gather_latest(b, &latest);
  if (latest.n && (b->as_of_high == b->as_of || !day_is_ambiguous(b))) {
    struct str why = arena_printf(&b->arena, "project %.*s, the latest before the report", STR_ARG(latest.v[0]->project));
    n = bind_tie(b, &latest, why.p, err);
  }
  vec_release(&latest);
  return n;
}

static bool any_of_place(const struct binding *b) {
  for (size_t i = 0; i < b->all.n; i++)
    if (is_open(&b->all.v[i]) && same_place(b, &b->all.v[i])) return true;
  return false;
}

/* A report that does not tell its time was there when it was committed. That it tells of nothing later is not said: evidence made by the
 * pipeline that checks it is. */
static int bind_by_commit_time(struct binding *b, struct err *err) {
  struct scm_commit origin;
  if (!any_of_place(b) || !origin_of(b->o, b->path.p, &origin)) return 0;
  b->as_of = b->as_of_high = origin.committed;
  int n = bind_latest(b, err);
  b->as_of = b->as_of_high = TIME_NONE;
  return n;
}

int bind_by_project(struct binding *b, struct err *err) {
  if (!one_environment(b)) return 0;
  return b->as_of == TIME_NONE ? bind_by_commit_time(b, err) : bind_latest(b, err);
}

struct ranked {
  struct candidate *c;
  int named; /* the greater the rank, the more the report's own */
};

static int by_kind_then_best(const void *x, const void *y) {
  const struct ranked *a = x, *b = y;
  int d = str_cmp(a->c->importer, b->c->importer);
  if (d) return d;
  if (a->named != b->named) return b->named - a->named;
  if (a->c->observed != b->c->observed) return a->c->observed < b->c->observed ? 1 : -1;
  return (a->c > b->c) - (a->c < b->c);
}

/* Pairs of one kind that are compared for what they speak of; beyond it they count as alternatives. */
enum { PAIRS_MAX = 64 };

static int rank_of(const struct binding *b, const struct candidate *c, bool joined) {
  bool named = joined ? c->cited && b->as_of == TIME_NONE : candidate_matches_commit(b, c) || candidate_matches_version(b, c);
  return 4 * c->proof + 2 * named + !is_after_report(b, c);
}

/* A file that was taken in twice overtakes itself: only the times tell which is which. */
static void exclude_overtaken(struct binding *b, struct candidate *c, const struct candidate *by) {
  struct buf time = BUF_INIT;
  if (by->observed != TIME_NONE && str_eq(c->path, by->path)) {
    buf_add_str(&time, STR(" of "));
    time_format(by->observed, &time);
  }
  const char *how = c->observed == by->observed                        ? "an alternative to"
                    : is_after_report(b, c) && !is_after_report(b, by) ? "later than the report, which goes by"
                                                                       : "overtaken by";
  candidate_exclude(b, c, "%s %.*s%.*s", how, STR_ARG(by->path), STR_ARG(buf_str(&time)));
  buf_release(&time);
}

int bind_choose(struct binding *b, bool joined, struct err *err) {
  VEC(struct ranked) v = {0};
  int rc = 0;
  for (size_t i = 0; i < b->all.n; i++) {
    struct candidate *c = &b->all.v[i];
    if (!c->bound) continue;
    vec_push(&v, (struct ranked){c, rank_of(b, c, joined)});
  }
  if (v.n) qsort(v.v, v.n, sizeof *v.v, by_kind_then_best);
  for (size_t i = 1, first = 0, parts = 0; rc == 0 && i < v.n; i++) {
    struct candidate *c = v.v[i].c;
    if (!str_eq(c->importer, v.v[first].c->importer)) first = parts = i;
    if (!are_parts(c, v.v[i - 1].c)) parts = i; /* those from here to i stand side by side */
    bool overlap = false;
    for (size_t k = first; rc == 0 && k < parts && !overlap; k++) {
      const struct candidate *better = v.v[k].c;
      if (!better->bound) continue;
      overlap = parts - k > PAIRS_MAX;
      if (!overlap) rc = candidates_overlap(b, c, better, &overlap, err);
      if (overlap) exclude_overtaken(b, c, better);
    }
  }
  vec_release(&v);
  return rc;
}
