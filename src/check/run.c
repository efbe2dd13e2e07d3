#include "check/run.h"

#include "check/ahead.h"

static struct bind side_bind(const char *name, struct side s, bool fact) { return B_INT_IF(name, s.id && s.is_fact == fact, s.id); }

static int write_others(struct run *r, const struct finding *f, int64_t id, struct err *err) {
  for (size_t i = 0; i < f->others.n; i++) {
    struct side s = f->others.v[i];
    if (store_exec(r->s, SQL_FINDING_INSERT_OTHER,
                   BINDS(B_INT("finding", id), B_INT("ord", (int64_t)i), side_bind("fact", s, true), side_bind("claim", s, false)),
                   err) != 0)
      return -1;
  }
  return 0;
}

static int write_finding(struct run *r, const struct finding *f, int64_t document, struct err *err) {
  int64_t id;
  struct str verdict = str_of(verdict_name(f->verdict));
  if (store_insert(r->s, SQL_FINDING_INSERT,
                   BINDS(B_INT_IF("document", document, document), B_TEXT("rule", str_of(f->rule->info.id)),
                         B_TEXT("category", str_of(f->rule->info.category)), B_TEXT("level", str_of(level_name(f->level))),
                         B_INT_IF("claim", f->claim, f->claim), B_TEXT_OR_NULL("verdict", verdict), B_TEXT("message", f->message),
                         B_TEXT_OR_NULL("expected", f->expected), B_TEXT_OR_NULL("actual", f->actual), B_TEXT_OR_NULL("settle", f->settle),
                         B_TEXT_OR_NULL("working", f->working), B_TEXT("fingerprint", str_of(f->fingerprint)),
                         B_INT_IF("policy", f->policy, f->policy), B_INT_IF("waiver", f->waiver, f->waiver)),
                   &id, err) != 0)
    return -1;
  return write_others(r, f, id, err);
}

/* "NU001, AR001". */
static struct str rules_heard(struct run *r, const struct claim_state *c) {
  struct str list = STR_NONE;
  for (size_t i = 0; i < RULES_HEARD && c->rules[i]; i++)
    list = i ? arena_printf(&r->arena, "%.*s, %s", STR_ARG(list), c->rules[i]) : str_of(c->rules[i]);
  return list;
}

static int write_verdict(struct run *r, const struct claim_state *c, struct err *err) {
  if (store_exec(r->s, SQL_VERDICT_INSERT,
                 BINDS(B_INT("claim", c->id), B_TEXT("verdict", str_of(verdict_name(c->verdict))),
                       B_TEXT_OR_NULL("rules", rules_heard(r, c)), B_TEXT_OR_NULL("working", c->working)),
                 err) != 0)
    return -1;
  for (size_t i = 0; i < c->leans.n; i++) {
    struct side s = c->leans.v[i];
    if (store_exec(r->s, SQL_VERDICT_INSERT_EVIDENCE,
                   BINDS(B_INT("claim", c->id), B_INT("ord", (int64_t)i), side_bind("fact", s, true), side_bind("other", s, false)),
                   err) != 0)
      return -1;
  }
  return 0;
}

static int clear_document(struct run *r, struct err *err) {
  static const enum sql_id CLEARS[] = {SQL_FINDING_CLEAR_OTHERS, SQL_FINDING_CLEAR, SQL_VERDICT_CLEAR_EVIDENCE, SQL_VERDICT_CLEAR};
  for (size_t i = 0; i < sizeof CLEARS / sizeof CLEARS[0]; i++)
    if (store_exec(r->s, CLEARS[i], BINDS(B_INT("document", r->document)), err) != 0) return -1;
  return 0;
}

static int write_document(struct run *r, struct err *err) {
  if (clear_document(r, err) != 0) return -1;
  for (size_t i = 0; i < r->findings.n; i++)
    if (!r->findings.v[i].dropped && write_finding(r, &r->findings.v[i], r->document, err) != 0) return -1;
  for (size_t i = 0; i < r->claims.n; i++)
    if (write_verdict(r, &r->claims.v[i], err) != 0) return -1;
  return 0;
}

/* A transaction around the writes only: rules run outside of one, so that they see what is written. */
static int in_transaction(struct run *r, int (*write)(struct run *, struct err *), struct err *err) {
  if (store_begin(r->s, err) != 0) return -1;
  int rc = write(r, err);
  if (rc == 0) return store_commit(r->s, err);
  store_rollback(r->s);
  return rc;
}

static void forget_findings(struct run *r) {
  for (size_t i = 0; i < r->findings.n; i++) finding_release(&r->findings.v[i]);
  for (size_t i = r->evidence_from; i < r->evidence.n; i++) finding_release(&r->evidence.v[i]);
  for (size_t i = 0; i < r->claims.n; i++) vec_release(&r->claims.v[i].leans);
  r->findings.n = r->claims.n = 0;
  r->evidence.n = r->evidence_from;
}

static void forget_document(struct run *r) {
  r->evidence_from = r->evidence.n; /* what evidence says against evidence is kept */
  forget_findings(r);
  r->rows.n = r->facts.n = r->briefs.n = r->lines.n = 0;
  arena_release(&r->arena);
}

/* Rows into findings and verdicts. */
static int conclude(struct run *r, struct err *err) {
  int rc = run_load_sides(r, err);
  if (rc == 0) {
    run_find(r);
    rc = run_judge(r, err);
  }
  if (rc == 0) rc = run_waive(r, err);
  return rc == 0 ? in_transaction(r, write_document, err) : rc;
}

/* Rules over what was found see it in the store; then all is concluded once more, with what they add. */
static int run_document(struct run *r, struct err *err) {
  int rc = run_rules(r, false, err);
  if (rc == 0) rc = conclude(r, err);
  if (rc == 0 && run_has_more(r)) {
    size_t before = r->rows.n;
    rc = run_rules(r, true, err);
    if (rc == 0 && r->rows.n > before) {
      forget_findings(r);
      rc = conclude(r, err);
    }
  }
  forget_document(r);
  return rc;
}

static int write_evidence(struct run *r, struct err *err) {
  run_merge_evidence(r);
  if (store_exec(r->s, SQL_FINDING_CLEAR_EVIDENCE_OTHERS, NULL, 0, err) != 0 ||
      store_exec(r->s, SQL_FINDING_CLEAR_EVIDENCE, NULL, 0, err) != 0)
    return -1;
  for (size_t i = 0; i < r->evidence.n; i++)
    if (run_waive_one(r, 0, &r->evidence.v[i], err) != 0 || write_finding(r, &r->evidence.v[i], 0, err) != 0) return -1;
  return 0;
}

static int run_all(struct run *r, const int64_t *documents, size_t n, struct err *err) {
  for (size_t i = 0; i < n; i++) {
    r->document = documents[i];
    if (run_document(r, err) != 0) return -1;
  }
  return in_transaction(r, write_evidence, err);
}

static void run_release(struct run *r) {
  for (size_t i = 0; i < r->evidence.n; i++) finding_release(&r->evidence.v[i]);
  vec_release(&r->rows);
  vec_release(&r->findings);
  vec_release(&r->evidence);
  vec_release(&r->claims);
  vec_release(&r->facts);
  vec_release(&r->briefs);
  vec_release(&r->lines);
  mem_free(r->ran);
  arena_release(&r->arena);
  arena_release(&r->kept);
}

static int run_in(struct sandbox *sandbox, struct store *s, const struct rules *rules, const int64_t *documents, size_t n,
                  const struct check_options *o, size_t *rules_run, struct err *err) {
  struct run r = {.s = s, .rules = rules, .sandbox = sandbox, .o = o, .ran = mem_calloc(rules->v.n + 1, sizeof(bool))};
  int rc = run_all(&r, documents, n, err);
  *rules_run = 0;
  for (size_t i = 0; i < rules->v.n; i++) *rules_run += r.ran[i];
  run_release(&r);
  return rc;
}

int check_run(struct store *s, const struct rules *rules, const int64_t *documents, size_t n, const struct check_options *o,
              size_t *rules_run, struct err *err) {
  struct sandbox *sandbox = NULL;
  *rules_run = 0;
  if (sandbox_open(&sandbox, s, err) != 0) return -1;
  int rc = run_in(sandbox, s, rules, documents, n, o, rules_run, err);
  sandbox_close(sandbox);
  return rc;
}

int check_run_ahead(struct check_ahead *a, const int64_t *documents, size_t n, const struct check_options *o, size_t *rules_run,
                    struct err *err) {
  return run_in(check_ahead_sandbox(a), a->store, a->rules, documents, n, o, rules_run, err);
}
