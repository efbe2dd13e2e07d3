/* Targets that running text states, against the figures that it states elsewhere; and the verdict beside a figure that vouches for it. */
#include "extract/passes.h"
#include "extract/words.h"

enum { GOALS_MAX = 500 };

static bool is_bound(const struct claim_draft *d) {
  return d->operator_ == OP_LT || d->operator_ == OP_LE || d->operator_ == OP_GT || d->operator_ == OP_GE;
}

static bool of_running_text(const struct extracted *e) {
  return !e->dropped && e->row < 0 && e->d.has_number && e->d.attribute.n && e->d.family == FAMILY_FIGURE;
}

static bool is_goal(const struct extracted *e) { return of_running_text(e) && e->d.role == ROLE_TARGET && is_bound(&e->d); }

static bool same_thing(const struct claim_draft *a, const struct claim_draft *b) {
  return str_eq(a->attribute, b->attribute) && str_eq(a->subject, b->subject) && str_eq(a->qualifier, b->qualifier) &&
         str_eq(a->unit, b->unit);
}

/* The target for a figure, if the text has only one value for it; CLAIM_NONE if there is none, or several. */
static int32_t goal_for(const struct extraction *x, const int32_t *goals, int n, const struct claim_draft *d) {
  int32_t found = CLAIM_NONE;
  for (int i = 0; i < n; i++) {
    const struct claim_draft *g = &x->claims.v[goals[i]].d;
    if (!same_thing(d, g)) continue;
    if (found == CLAIM_NONE) found = goals[i];
    const struct claim_draft *f = &x->claims.v[found].d;
    if (f->number != g->number || f->operator_ != g->operator_) return CLAIM_NONE;
  }
  return found;
}

static bool has_goal(const struct extraction *x, int32_t claim, size_t relations) {
  for (size_t i = 0; i < relations; i++)
    if (x->relations.v[i].kind == RELATION_TARGET && x->relations.v[i].claim == claim) return true;
  return false;
}

/* "… 78% cache hit rate), SLA validation (PASS)": a verdict of the same subject in the same block vouches for its figures. */
static void relate_verdict(struct extraction *x, int32_t claim) {
  const struct claim_draft *d = &x->claims.v[claim].d;
  for (int32_t c = x->blocks[d->block].first; c != CLAIM_NONE; c = x->claims.v[c].next_in_block) {
    const struct claim_draft *s = &x->claims.v[c].d;
    if (!x->claims.v[c].dropped && s->family == FAMILY_STATUS && s->role == ROLE_MEASURED && str_eq(s->subject, d->subject))
      relation_add(x, RELATION_BLESSES, c, claim, 0);
  }
}

void extract_goal(struct extraction *x) {
  int32_t goals[GOALS_MAX];
  int n = 0, figures = 0;
  size_t relations = x->relations.n;
  for (size_t i = 0; i < x->claims.n && n < GOALS_MAX; i++)
    if (is_goal(&x->claims.v[i])) goals[n++] = (int32_t)i;
  for (size_t i = 0; n && i < x->claims.n && figures < GOALS_MAX; i++) {
    const struct extracted *e = &x->claims.v[i];
    if (!of_running_text(e) || e->d.role != ROLE_MEASURED || is_bound(&e->d)) continue;
    figures++;
    int32_t goal = goal_for(x, goals, n, &e->d);
    if (goal == CLAIM_NONE || has_goal(x, (int32_t)i, relations)) continue;
    relation_add(x, RELATION_TARGET, (int32_t)i, goal, 0);
    relate_verdict(x, (int32_t)i);
  }
}
