/* What somebody takes upon them. */
#include "check/run.h"

static int take_waiver(void *ctx, const struct row *row, struct err *err) {
  *(int64_t *)ctx = row_int(row, 0);
  return 1;
}

int run_waive_one(struct run *r, int64_t document, struct finding *f, struct err *err) {
  if (!r->o->policy || r->o->policy->waivers.n == 0) return 0;
  return store_query(r->s, SQL_WAIVER_OF_FINDING,
                     BINDS(B_TEXT("fingerprint", str_of(f->fingerprint)), B_TEXT("rule", str_of(f->rule->info.id)),
                           B_INT_IF("document", document, document)),
                     take_waiver, &f->waiver, err);
}

static int by_id(const void *x, const void *y) {
  int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
  return (a > b) - (a < b);
}

static bool is_against(const struct finding *f) { return !f->dropped && f->claim && f->verdict != VERDICT_NONE; }

/* One finding that stands is enough for the claim to stand as it was judged. */
int run_waive(struct run *r, struct err *err) {
  typedef VEC(int64_t) ids;
  ids open = {0}, waived = {0};
  int rc = 0;
  for (size_t i = 0; i < r->findings.n && rc == 0; i++) {
    struct finding *f = &r->findings.v[i];
    if (f->dropped) continue;
    rc = run_waive_one(r, r->document, f, err);
    if (is_against(f) && f->waiver)
      vec_push(&waived, f->claim);
    else if (is_against(f))
      vec_push(&open, f->claim);
  }
  if (open.n) qsort(open.v, open.n, sizeof *open.v, by_id);
  for (size_t i = 0; i < waived.n && rc == 0; i++) {
    struct claim_state *c = bsearch(&waived.v[i], r->claims.v, r->claims.n, sizeof *r->claims.v, by_id);
    bool stands = open.n && bsearch(&waived.v[i], open.v, open.n, sizeof *open.v, by_id);
    if (c && !stands) c->verdict = VERDICT_WAIVED;
  }
  vec_release(&open);
  vec_release(&waived);
  return rc;
}
