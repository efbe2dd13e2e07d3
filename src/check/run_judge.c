/* Verdicts: what all rules together say of each claim. */
#include "check/run.h"

/* A claim leans on so many pieces; more would not make it truer. */
enum { LEANS_MAX = 64 };

static int by_id(const void *x, const void *y) {
  int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
  return (a > b) - (a < b);
}

static int take_claim(void *ctx, const struct row *row, struct err *err) {
  struct run *r = ctx;
  vec_push(&r->claims, (struct claim_state){.id = row_int(row, 0)});
  return 0;
}

static struct claim_state *find_claim(struct run *r, int64_t id) {
  return r->claims.n ? bsearch(&id, r->claims.v, r->claims.n, sizeof *r->claims.v, by_id) : NULL;
}

static void lean(struct claim_state *c, struct side s) {
  if (!s.id || c->leans.n >= LEANS_MAX) return;
  for (size_t i = 0; i < c->leans.n; i++)
    if (c->leans.v[i].id == s.id && c->leans.v[i].is_fact == s.is_fact) return;
  vec_push(&c->leans, s);
}

static void name_rule(struct claim_state *c, const struct rule_row *row) {
  for (size_t i = 0; i < RULES_HEARD; i++) {
    if (c->rules[i] && strcmp(c->rules[i], row->rule->info.id) == 0) return;
    if (c->rules[i]) continue;
    c->rules[i] = row->rule->info.id;
    return;
  }
}

static void contradict(const struct run *r, struct claim_state *c, const struct rule_row *row) {
  bool any_fact = false;
  for (int k = 0; k < 2; k++) {
    const struct fact_info *f = row->sides[k].is_fact && row->sides[k].id ? run_fact(r, row->sides[k].id) : NULL;
    if (!f) continue;
    any_fact = true;
    if (f->primary)
      c->by_primary = true;
    else
      c->by_derived = true;
  }
  if (!any_fact) c->by_report = true;
}

static void hear(const struct run *r, struct claim_state *c, const struct rule_row *row) {
  switch (row->verdict) {
  case VERDICT_CONTRADICTED:
  case VERDICT_CONFLICTED:
    contradict(r, c, row);
    break;
  case VERDICT_SUPPORTED:
    c->supported = true;
    if (!c->working.n) c->working = row->working;
    c->supported_by_fact = c->supported_by_fact || row->sides[0].id;
    break;
  case VERDICT_UNSUPPORTED:
    c->unsupported = true;
    break;
  case VERDICT_STALE:
    c->stale = true;
    break;
  case VERDICT_NONE:
  case VERDICT_UNCHECKED:
  case VERDICT_WAIVED:
    return;
  }
  name_rule(c, row);
  lean(c, row->sides[0]);
  lean(c, row->sides[1]);
}

/* Primary outranks derived, but what some evidence supports and other refutes is for people to settle. */
static enum verdict judge(const struct claim_state *c) {
  if (c->by_primary || c->by_report) return c->supported_by_fact ? VERDICT_CONFLICTED : VERDICT_CONTRADICTED;
  if (c->by_derived) return VERDICT_CONFLICTED;
  if (c->stale) return VERDICT_STALE;
  if (c->unsupported) return VERDICT_UNSUPPORTED;
  return c->supported ? VERDICT_SUPPORTED : VERDICT_UNCHECKED;
}

/* --- evidence that disagrees with other evidence ------------------------------------------------------------------------------ */

struct doubt {
  int64_t fact;
  size_t finding; /* index into run.evidence */
};

static int by_fact(const void *x, const void *y) {
  const struct doubt *a = x, *b = y;
  if (a->fact != b->fact) return a->fact < b->fact ? -1 : 1;
  return (a->finding > b->finding) - (a->finding < b->finding);
}

typedef VEC(struct doubt) doubts;

static bool is_primary(const struct run *r, int64_t fact) {
  const struct fact_info *f = run_fact(r, fact);
  return f && f->primary;
}

/* Where primary and derived evidence disagree, only the derived is in doubt. */
static void gather_doubts_of(const struct run *r, size_t finding, doubts *out) {
  const struct finding *f = &r->evidence.v[finding];
  size_t primary = 0;
  for (size_t k = 0; k < f->others.n; k++) primary += is_primary(r, f->others.v[k].id);
  bool mixed = primary && primary < f->others.n;
  for (size_t k = 0; k < f->others.n; k++)
    if (!mixed || !is_primary(r, f->others.v[k].id)) vec_push(out, (struct doubt){f->others.v[k].id, finding});
}

static void gather_doubts(const struct run *r, doubts *out) {
  for (size_t i = r->evidence_from; i < r->evidence.n; i++) gather_doubts_of(r, i, out);
  if (out->n) qsort(out->v, out->n, sizeof *out->v, by_fact);
}

static const struct doubt *find_doubt(const doubts *d, const struct claim_state *c) {
  for (size_t i = 0; i < c->leans.n; i++) {
    if (!c->leans.v[i].is_fact) continue;
    const struct doubt *found = d->n ? bsearch(&c->leans.v[i].id, d->v, d->n, sizeof *d->v, by_id) : NULL;
    if (found) return found;
  }
  return NULL;
}

/* The evidence's finding becomes the claim's too, as a warning: the claim agrees with one of the two sides. */
static void add_doubt(struct run *r, struct claim_state *c, const struct finding *evidence) {
  struct finding f = {
      .rule = evidence->rule, .claim = c->id, .verdict = VERDICT_CONFLICTED, .settle = evidence->settle, .working = evidence->working};
  f.level = evidence->level < LEVEL_WARNING ? evidence->level : LEVEL_WARNING;
  f.message = arena_printf(&r->arena, "rests on evidence that disagrees: %.*s", STR_ARG(evidence->message));
  for (size_t i = 0; i < evidence->others.n; i++) vec_push(&f.others, evidence->others.v[i]);
  run_fingerprint(r, &f, 0);
  vec_push(&r->findings, f);
  c->verdict = VERDICT_CONFLICTED;
}

static void spread_doubt(struct run *r) {
  doubts d = {0};
  gather_doubts(r, &d);
  for (size_t i = 0; d.n && i < r->claims.n; i++) {
    struct claim_state *c = &r->claims.v[i];
    const struct doubt *found = c->verdict == VERDICT_SUPPORTED ? find_doubt(&d, c) : NULL;
    if (found) add_doubt(r, c, &r->evidence.v[found->finding]);
  }
  vec_release(&d);
}

int run_judge(struct run *r, struct err *err) {
  r->claims.n = 0;
  if (store_query(r->s, SQL_CLAIM_IDS, BINDS(B_INT("document", r->document)), take_claim, r, err) != 0) return -1;
  for (size_t i = 0; i < r->rows.n; i++) {
    struct claim_state *c = r->rows.v[i].claim ? find_claim(r, r->rows.v[i].claim) : NULL;
    if (c) hear(r, c, &r->rows.v[i]);
  }
  for (size_t i = 0; i < r->claims.n; i++) r->claims.v[i].verdict = judge(&r->claims.v[i]);
  spread_doubt(r);
  return 0;
}
