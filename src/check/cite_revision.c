/* Commits and tags that a report names, in the repository that its paths are looked up in. */
#include "check/cite.h"

int cite_take_revision(void *ctx, const struct row *r, struct err *err) {
  struct look_up *l = ctx;
  struct revision v = {.claim = row_int(r, 0), .is_tag = str_eq(row_text(r, 1), STR("tag"))};
  v.value = arena_lower(&l->arena, str_trim(row_text(r, 2)));
  if (v.is_tag) v.value = arena_str(&l->arena, str_trim(row_text(r, 2)));
  vec_push(&l->revisions, v);
  return 0;
}

int cite_revisions(struct look_up *l, struct err *err) {
  if (!l->revisions.n) return 0;
  if (cite_open(l, err) != 0) return -1;
  for (size_t i = 0; l->repo && i < l->revisions.n; i++) {
    struct revision *v = &l->revisions.v[i];
    v->seen = v->is_tag ? scm_tag_seen(l->repo, v->value, &v->commit, v->object) : scm_commit_seen(l->repo, v->value, &v->commit);
  }
  return 0;
}

bool cite_resolves(const struct look_up *l) {
  for (size_t i = 0; i < l->v.n; i++)
    if (l->v.v[i].in_tree) return true;
  for (size_t i = 0; i < l->revisions.n; i++)
    if (l->revisions.v[i].seen == SCM_FOUND) return true;
  return false;
}

/* Seven digits of hex are what git prints; less, or what is no hex at all, is something else. */
static bool is_sha(struct str s) {
  for (size_t i = 0; i < s.n; i++)
    if (!ascii_is_xdigit(s.p[i])) return false;
  return s.n >= SCM_SHORT && s.n <= SCM_HEX;
}

static bool any_revision_found(const struct look_up *l) {
  for (size_t i = 0; i < l->revisions.n; i++)
    if (l->revisions.v[i].seen == SCM_FOUND) return true;
  return false;
}

/* Reports are kept beside what they speak of, or in a repository of their own, with their evidence: that its paths are there does not say
 * that its commits are. Another commit that is there does, and so does who names the repository. */
static bool is_its_repository(const struct look_up *l) {
  if (!l->repo || scm_is_partial(l->repo)) return false;
  return l->o->repo ? cite_resolves(l) : l->report_is_inside && any_revision_found(l);
}

static const char *outcome_of(const struct revision *v, bool own) {
  if (v->seen == SCM_FOUND) return "found";
  return v->seen == SCM_UNKNOWN && !v->is_tag && is_sha(v->value) && own ? "unknown" : "unchecked";
}

static int write_one(struct store *s, const struct revision *v, bool own, struct err *err) {
  bool found = v->seen == SCM_FOUND;
  int64_t made = v->commit.authored < v->commit.committed ? v->commit.authored : v->commit.committed;
  struct str sha = found ? str_of(v->commit.hex) : STR_NONE, object = found && v->is_tag ? str_of(v->object) : STR_NONE;
  return store_exec(s, SQL_REVISION_INSERT,
                    BINDS(B_INT("claim", v->claim), B_TEXT("outcome", str_of(outcome_of(v, own))), B_TEXT_OR_NULL("sha", sha),
                          B_TEXT_OR_NULL("object", object), B_INT_IF("made", found, made)),
                    err);
}

int cite_write_revisions(struct look_up *l, struct store *s, int64_t document, struct err *err) {
  int rc = store_exec(s, SQL_REVISION_CLEAR, BINDS(B_INT("document", document)), err);
  bool own = l->revisions.n && is_its_repository(l);
  for (size_t i = 0; rc == 0 && i < l->revisions.n; i++) rc = write_one(s, &l->revisions.v[i], own, err);
  return rc;
}
