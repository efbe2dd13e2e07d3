#include "render/story.h"

#include "base/time.h"

struct load {
  struct story *x;
  struct view *v;
};

static struct str text(struct load *l, const struct row *r, int col) {
  return row_is_null(r, col) ? STR_NONE : arena_str(&l->v->arena, row_text(r, col));
}

/* Columns 0 to 5, as all statements below explain/ have them. */
static struct location location_at(struct load *l, const struct row *r) {
  return (struct location){.path = text(l, r, 0),
                           .sha256 = text(l, r, 1),
                           .line = (uint32_t)row_int(r, 2),
                           .column = (uint32_t)row_int(r, 3),
                           .pointer = text(l, r, 4),
                           .text = text(l, r, 5)};
}

static struct story_side side_at(struct load *l, const struct row *r) {
  struct story_side side = {.at = location_at(l, r), .observed_at = row_is_null(r, 15) ? TIME_NONE : row_int(r, 15)};
  struct str *texts[] = {&side.subject, &side.attribute, &side.value, &side.written, &side.unit};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) *texts[i] = text(l, r, 6 + (int)i);
  side.figure = text(l, r, 16);
  return side;
}

static int take_fact(void *ctx, const struct row *r, struct err *err) {
  struct load *l = ctx;
  struct story_side side = side_at(l, r);
  side.is_fact = true;
  side.state = text(l, r, 11);
  side.rank = text(l, r, 12);
  side.importer = text(l, r, 13);
  side.release = text(l, r, 14);
  vec_push(&l->x->sides, side);
  return 1;
}

static int take_claim(void *ctx, const struct row *r, struct err *err) {
  struct load *l = ctx;
  struct story_side side = side_at(l, r);
  side.role = text(l, r, 11);
  side.family = text(l, r, 12);
  vec_push(&l->x->sides, side);
  return 1;
}

/* --- the sides ---------------------------------------------------------------------------------------------------------------- */

struct side_id {
  bool is_fact;
  int64_t id;
};
typedef VEC(struct side_id) side_ids;

static int take_side(void *ctx, const struct row *r, struct err *err) {
  side_ids *ids = ctx;
  bool is_fact = !row_is_null(r, 0);
  int64_t id = row_int(r, is_fact ? 0 : 1);
  if (id) vec_push(ids, (struct side_id){is_fact, id});
  return 0;
}

static int load_side(struct load *l, struct store *s, struct side_id side, struct err *err) {
  if (side.is_fact) return store_query(s, SQL_EXPLAIN_FACT, BINDS(B_INT("fact", side.id)), take_fact, l, err);
  return store_query(s, SQL_EXPLAIN_CLAIM, BINDS(B_INT("claim", side.id)), take_claim, l, err);
}

static int load_sides(struct load *l, struct store *s, struct err *err) {
  side_ids ids = {0};
  if (!l->x->finding && !l->x->claim) return 0;
  int rc = l->x->finding ? store_query(s, SQL_EXPLAIN_FINDING_SIDES, BINDS(B_INT("finding", l->x->finding->id)), take_side, &ids, err)
                         : store_query(s, SQL_EXPLAIN_CLAIM_SIDES, BINDS(B_INT("claim", l->x->claim->id)), take_side, &ids, err);
  for (size_t i = 0; rc == 0 && i < ids.n; i++) rc = load_side(l, s, ids.v[i], err);
  vec_release(&ids);
  return rc;
}

/* --- what the claim is -------------------------------------------------------------------------------------------------------- */

static int take_own(void *ctx, const struct row *r, struct err *err) {
  struct load *l = ctx;
  l->x->section = text(l, r, 17);
  l->x->heard = text(l, r, 18);
  if (!l->x->finding) l->x->working = text(l, r, 19);
  if (!row_is_null(r, 16)) l->x->reads = text(l, r, 20);
  return 1;
}

static int take_working(void *ctx, const struct row *r, struct err *err) {
  struct load *l = ctx;
  l->x->working = text(l, r, 0);
  return 1;
}

static int take_relation(void *ctx, const struct row *r, struct err *err) {
  struct load *l = ctx;
  vec_push(&l->x->relations, (struct story_relation){.kind = text(l, r, 0),
                                                     .reverse = row_int(r, 1) != 0,
                                                     .line = (uint32_t)row_int(r, 2),
                                                     .column = (uint32_t)row_int(r, 3),
                                                     .text = text(l, r, 4),
                                                     .ord = row_int(r, 5)});
  return 0;
}

static int take_subject(void *ctx, const struct row *r, struct err *err) {
  struct load *l = ctx;
  vec_push(&l->x->subjects, (struct story_subject){text(l, r, 0), text(l, r, 1)});
  return 0;
}

static int take_same(void *ctx, const struct row *r, struct err *err) {
  struct load *l = ctx;
  vec_push(&l->x->same_attribute, text(l, r, 0));
  return 0;
}

static int load_own(struct load *l, struct store *s, struct err *err) {
  const struct bind claim[] = {B_INT("claim", l->x->claim->id)};
  if (store_query(s, SQL_EXPLAIN_CLAIM, claim, 1, take_own, l, err) != 0) return -1;
  if (store_query(s, SQL_EXPLAIN_RELATIONS, claim, 1, take_relation, l, err) != 0) return -1;
  if (store_query(s, SQL_EXPLAIN_SUBJECTS, claim, 1, take_subject, l, err) != 0) return -1;
  return store_query(s, SQL_EXPLAIN_SAME_ATTRIBUTE, claim, 1, take_same, l, err);
}

/* --- what it was not held against --------------------------------------------------------------------------------------------- */

static int take_candidate(void *ctx, const struct row *r, struct err *err) {
  struct load *l = ctx;
  vec_push(&l->x->candidates,
           (struct story_candidate){.at = location_at(l, r), .bound = row_int(r, 6) != 0, .reason = text(l, r, 7), .state = text(l, r, 8)});
  l->x->candidates_n = (size_t)row_int(r, 9);
  return 0;
}

static int load_candidates(struct load *l, struct store *s, struct err *err) {
  const struct story *x = l->x;
  return store_query(s, SQL_EXPLAIN_CANDIDATES,
                     BINDS(B_INT("claim", x->claim ? x->claim->id : 0), B_INT("finding", x->finding ? x->finding->id : 0),
                           B_INT("document", x->report ? x->report->id : 0)),
                     take_candidate, l, err);
}

int story_load(struct story *x, struct view *v, struct store *s, const struct story_target *target, const struct explain_options *o,
               struct err *err) {
  struct load l = {x, v};
  *x = (struct story){.finding = target->finding, .claim = target->claim};
  if (target->report < v->reports.n) x->report = &v->reports.v[target->report];
  if (x->finding) x->rule = o->rule(o->rule_ctx, x->finding->rule);
  if (x->claim && load_own(&l, s, err) != 0) return -1;
  if (x->finding && store_query(s, SQL_EXPLAIN_FINDING, BINDS(B_INT("finding", x->finding->id)), take_working, &l, err) != 0) return -1;
  if (load_sides(&l, s, err) != 0) return -1;
  return load_candidates(&l, s, err);
}

void story_release(struct story *x) {
  vec_release(&x->sides);
  vec_release(&x->candidates);
  vec_release(&x->relations);
  vec_release(&x->subjects);
  vec_release(&x->same_attribute);
}
