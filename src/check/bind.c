#include "check/bind.h"

#include "check/prepare.h"

struct copy {
  int64_t artifact;
  size_t index;
};

static int by_artifact(const void *x, const void *y) {
  const struct copy *a = x, *b = y;
  if (a->artifact != b->artifact) return a->artifact < b->artifact ? -1 : 1;
  return (a->index > b->index) - (a->index < b->index);
}

/* The same bytes under two names are one artifact: counted twice they would be "16 of 16 services". */
static void exclude_copies(struct binding *b) {
  VEC(struct copy) v = {0};
  for (size_t i = 0; i < b->all.n; i++) vec_push(&v, (struct copy){b->all.v[i].artifact, i});
  if (v.n) qsort(v.v, v.n, sizeof *v.v, by_artifact);
  for (size_t i = 0, first = 0; i < v.n; i++) {
    if (v.v[i].artifact != v.v[first].artifact) first = i;
    struct candidate *c = &b->all.v[v.v[i].index];
    c->same_as = v.v[first].index;
    if (i != first) candidate_exclude(b, c, "the same bytes as %.*s", STR_ARG(b->all.v[c->same_as].path));
  }
  vec_release(&v);
}

static void exclude_empty(struct binding *b) {
  for (size_t i = 0; i < b->all.n; i++) {
    struct candidate *c = &b->all.v[i];
    if (!c->importer.n)
      candidate_exclude(b, c, "no importer knows this kind of file");
    else if (!c->facts)
      candidate_exclude(b, c, "it gave no facts");
  }
}

/* Taken in again, and of another content: corrected, unless it tells of another moment or release. The journal keeps both. */
static bool is_corrected(const struct candidate *older, const struct candidate *newer) {
  bool same_time = older->observed == newer->observed || older->observed == TIME_NONE || newer->observed == TIME_NONE;
  bool same_project = !older->project.n || !newer->project.n || str_eq_ci(older->project, newer->project);
  return same_time && same_project && str_eq(older->path, newer->path) && str_eq(older->importer, newer->importer) &&
         !candidates_name_two_releases(older, newer);
}

/* Of one path the newest comes first. */
static void exclude_superseded(struct binding *b) {
  for (size_t i = 1, newest = 0; i < b->all.n; i++) {
    struct candidate *c = &b->all.v[i];
    if (!is_corrected(c, &b->all.v[newest]))
      newest = i;
    else if (!c->out)
      candidate_exclude(b, c, "superseded by a later intake of the same file");
  }
}

/* Evidence that was labelled is as complete as who labelled it made it; a version or commit only names the release. */
static int by_label(struct binding *b, struct err *err) {
  bool labelled = false;
  int n = bind_by_label(b, err);
  if (n < 0 || bind_choose(b, false, err) != 0) return -1;
  for (size_t i = 0; i < b->all.n; i++) labelled |= b->all.v[i].bound && str_eq(b->all.v[i].release, b->o->release);
  if (n == 0) return 0;
  return labelled ? bind_named_alike(b, err) : bind_complete(b, err);
}

static int decide(struct binding *b, struct err *err) {
  exclude_empty(b);
  exclude_copies(b);
  exclude_superseded(b);
  if (b->o->release.n) return by_label(b, err);
  int n = bind_by_citation(b, err);
  if (n < 0) return -1;
  n += bind_by_name(b, err);
  if (n == 0) n = bind_by_digest(b, err);
  if (n == 0) n = bind_by_project(b, err);
  if (n < 0) return -1;
  if (bind_choose(b, false, err) != 0) return -1;
  return n ? bind_complete(b, err) : 0;
}

static bool says_nothing(const struct binding *b) {
  return !b->identity.project.n && !b->identity.commits.n && !b->identity.versions.n && !b->identity.mentions.n && !b->citations.n;
}

static void give_reason(struct binding *b, struct candidate *c, bool any) {
  struct str conflict = candidate_conflict(b, c, false);
  if (c->reason.n) return;
  if (b->o->release.n)
    candidate_exclude(b, c, "not of release %.*s", STR_ARG(b->o->release));
  else if (conflict.n)
    c->reason = conflict;
  else if (!any && says_nothing(b))
    candidate_exclude(b, c, "the report names no project, commit or artifact");
  else if (!any && b->as_of == TIME_NONE && c->project.n && str_eq_ci(c->project, b->identity.project))
    candidate_exclude(b, c, "of the report's project, but the report gives no date, commit or version to tell its releases apart");
  else if (any && c->version.n)
    candidate_exclude(b, c, "another release: version %.*s", STR_ARG(str_sub(c->version, 0, 60)));
  else if (any && c->commit.n)
    candidate_exclude(b, c, "another release: commit %.*s", STR_ARG(str_sub(c->commit, 0, 12)));
  else if (any && c->project.n)
    candidate_exclude(b, c, "another release: further from the report than what is bound");
  else
    candidate_exclude(b, c, "nothing ties it to the report");
}

static int write_binding(struct binding *b, struct err *err) {
  bool any = false;
  for (size_t i = 0; i < b->all.n; i++) any = any || b->all.v[i].bound;
  if (store_exec(b->s, SQL_BINDING_CLEAR, BINDS(B_INT("document", b->document)), err) != 0) return -1;
  for (size_t i = 0; i < b->all.n; i++) {
    struct candidate *c = &b->all.v[i];
    if (!c->bound) give_reason(b, c, any);
    if (store_exec(b->s, SQL_BINDING_INSERT,
                   BINDS(B_INT("document", b->document), B_INT("reading", c->id), B_INT("bound", c->bound), B_TEXT("reason", c->reason)),
                   err) != 0)
      return -1;
  }
  return 0;
}

int bind_document(struct store *s, int64_t document, const struct check_options *o, struct err *err) {
  struct binding b = {.s = s, .document = document, .o = o, .as_of = TIME_NONE, .as_of_high = TIME_NONE};
  int rc = binding_load(&b, err);
  if (rc == 0) rc = decide(&b, err);
  if (rc == 0) rc = write_binding(&b, err);
  binding_release(&b);
  return rc;
}
