/* Subjects of claims and of facts: equal, by alias, without the environment's suffix, a label that is exactly a name, or that a gate is
 * named after. Never by likeness. */
#include "check/bind.h"
#include "check/prepare.h"

typedef VEC(struct str) subjects;

struct matcher {
  struct store *s;
  const struct policy *policy;
  struct arena arena;
  subjects facts;           /* sorted by bytes */
  VEC(struct str) suffixes; /* of the environment: "production", "prod" */
  struct str last;          /* claims come sorted by subject */
  VEC(struct str) found;
  const char *how;
};

/* Kinds that a label in a report may name. */
static const char *const LABEL_KINDS[] = {"service:", "scenario:", "gate:", NULL};

static int take_subject(void *ctx, const struct row *r, struct err *err) {
  struct matcher *m = ctx;
  vec_push(&m->facts, arena_str(&m->arena, row_text(r, 0)));
  return 0;
}

static int ci_cmp(struct str a, struct str b) {
  for (size_t i = 0; i < a.n && i < b.n; i++) {
    int d = (unsigned char)ascii_lower(a.p[i]) - (unsigned char)ascii_lower(b.p[i]);
    if (d) return d;
  }
  return (a.n > b.n) - (a.n < b.n);
}

static int by_ci(const void *x, const void *y) { return ci_cmp(*(const struct str *)x, *(const struct str *)y); }

static void find(struct matcher *m, struct str subject, const char *how) {
  size_t lo = 0, hi = m->facts.n;
  while (lo < hi) {
    size_t mid = lo + (hi - lo) / 2;
    if (ci_cmp(m->facts.v[mid], subject) < 0)
      lo = mid + 1;
    else
      hi = mid;
  }
  for (; lo < m->facts.n && ci_cmp(m->facts.v[lo], subject) == 0; lo++) {
    vec_push(&m->found, m->facts.v[lo]);
    m->how = how;
  }
}

static struct str without_suffix(struct str subject, struct str suffix) {
  if (subject.n <= suffix.n + 1 || !str_eq_ci(str_sub(subject, subject.n - suffix.n, suffix.n), suffix)) return STR_NONE;
  char joint = subject.p[subject.n - suffix.n - 1];
  if (joint != '-' && joint != '_' && joint != '.') return STR_NONE;
  return str_sub(subject, 0, subject.n - suffix.n - 1);
}

static void find_by_suffix(struct matcher *m, struct str subject) {
  for (size_t i = 0; i < m->suffixes.n && !m->found.n; i++) {
    struct str bare = without_suffix(subject, m->suffixes.v[i]);
    if (bare.n && bare.p[bare.n - 1] != ':') find(m, bare, "suffix");
    static const char *const JOINTS[] = {"-", "_", "."};
    for (size_t k = 0; !bare.n && !m->found.n && k < 3; k++)
      find(m, arena_printf(&m->arena, "%.*s%s%.*s", STR_ARG(subject), JOINTS[k], STR_ARG(m->suffixes.v[i])), "suffix");
  }
}

static struct str name_of(struct str subject) {
  size_t colon = str_find(subject, STR(":"), 0);
  return colon == SIZE_MAX ? subject : str_sub(subject, colon + 1, subject.n);
}

static void find_by_alias(struct matcher *m, struct str subject) {
  if (!m->policy) return;
  struct str alias = policy_alias(m->policy, subject);
  if (!alias.n) alias = policy_alias(m->policy, name_of(subject));
  if (alias.n) find(m, alias, "alias");
}

static void find_by_label(struct matcher *m, struct str subject) {
  if (!str_starts(subject, STR("item:"))) return;
  for (size_t i = 0; LABEL_KINDS[i]; i++) {
    struct str named = arena_printf(&m->arena, "%s%.*s", LABEL_KINDS[i], STR_ARG(name_of(subject)));
    size_t before = m->found.n;
    find(m, named, "name");
    if (m->found.n == before) find_by_suffix(m, named);
    if (m->found.n) return;
  }
}

/* A gate is named by what it asserts: the gate "API Gateway configured" is about the label "API Gateway". */
static const char *const ASSERTED[] = {"configured", "deployed", "provisioned", "available", "operational",
                                       "healthy",    "ready",    "running",     NULL};

static void find_by_gate(struct matcher *m, struct str subject) {
  if (!str_starts(subject, STR("item:"))) return;
  for (size_t i = 0; ASSERTED[i] && !m->found.n; i++)
    find(m, arena_printf(&m->arena, "gate:%.*s %s", STR_ARG(name_of(subject)), ASSERTED[i]), "gate");
}

/* The first way that finds something is the way. */
static void match(struct matcher *m, struct str subject) {
  m->found.n = 0;
  find_by_alias(m, subject);
  if (!m->found.n) find(m, subject, "equal");
  if (!m->found.n) find_by_suffix(m, subject);
  if (!m->found.n) find_by_label(m, subject);
  if (!m->found.n) find_by_gate(m, subject);
}

static int match_claim(void *ctx, const struct row *r, struct err *err) {
  struct matcher *m = ctx;
  struct str subject = row_text(r, 1);
  if (!str_eq(subject, m->last)) {
    m->last = arena_str(&m->arena, subject);
    match(m, m->last);
  }
  for (size_t i = 0; i < m->found.n; i++)
    if (store_exec(m->s, SQL_SUBJECT_MATCH_INSERT,
                   BINDS(B_INT("claim", row_int(r, 0)), B_TEXT("subject", m->found.v[i]), B_TEXT("how", str_of(m->how))), err) != 0)
      return -1;
  return 0;
}

static void add_environment(struct matcher *m, struct str name) {
  struct str plain = environment_plain(arena_lower(&m->arena, str_trim(name)));
  if (!plain.n || m->suffixes.n) return;
  vec_push(&m->suffixes, plain);
  if (str_eq(plain, STR("production"))) vec_push(&m->suffixes, STR("prod"));
}

static int take_environment(void *ctx, const struct row *r, struct err *err) {
  if (str_eq(row_text(r, 0), STR("metadata")) && str_eq(row_text(r, 1), STR("environment"))) add_environment(ctx, row_text(r, 2));
  return 0;
}

static int take_bound_environment(void *ctx, const struct row *r, struct err *err) {
  add_environment(ctx, row_text(r, 0));
  return 0;
}

/* Where neither report nor evidence says which environment is meant, the words of the policy may be left out. Where they do, a name that
 * ends in another one is another thing. */
static void add_policy_environments(struct matcher *m) {
  if (m->suffixes.n || !m->policy) return;
  for (size_t i = 0; i < m->policy->environments.n; i++) vec_push(&m->suffixes, m->policy->environments.v[i]);
}

int subject_match_document(struct store *s, int64_t document, const struct check_options *o, struct err *err) {
  struct matcher m = {.s = s, .policy = o->policy, .how = ""};
  const struct bind by_document[] = {B_INT("document", document)};
  int rc = store_exec(s, SQL_SUBJECT_MATCH_CLEAR, by_document, 1, err);
  if (rc == 0) rc = store_query(s, SQL_FACT_SUBJECTS, by_document, 1, take_subject, &m, err);
  if (m.facts.n) qsort(m.facts.v, m.facts.n, sizeof *m.facts.v, by_ci);
  if (rc == 0) rc = store_query(s, SQL_CLAIM_IDENTITY, by_document, 1, take_environment, &m, err);
  if (rc == 0) rc = store_query(s, SQL_BINDING_ENVIRONMENTS, by_document, 1, take_bound_environment, &m, err);
  add_policy_environments(&m);
  if (rc == 0 && m.facts.n) rc = store_query(s, SQL_CLAIM_SUBJECTS, by_document, 1, match_claim, &m, err);
  vec_release(&m.facts);
  vec_release(&m.suffixes);
  vec_release(&m.found);
  arena_release(&m.arena);
  return rc;
}
