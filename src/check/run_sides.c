/* What the rows of a run name: ranks of facts, identities of facts and claims. */
#include "base/buf.h"
#include "check/run.h"

static int by_id(const void *x, const void *y) {
  int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
  return (a > b) - (a < b);
}

typedef VEC(int64_t) ids;

static void gather(const struct run *r, ids *facts, ids *claims, ids *lines) {
  for (size_t i = 0; i < r->rows.n; i++) {
    const struct rule_row *row = &r->rows.v[i];
    if (row->claim) vec_push(claims, row->claim);
    if (row->policy) vec_push(lines, row->policy);
    for (int k = 0; k < 2; k++) {
      if (!row->sides[k].id) continue;
      if (row->sides[k].is_fact)
        vec_push(facts, row->sides[k].id);
      else
        vec_push(claims, row->sides[k].id);
    }
  }
  if (facts->n) qsort(facts->v, facts->n, sizeof *facts->v, by_id);
  if (claims->n) qsort(claims->v, claims->n, sizeof *claims->v, by_id);
  if (lines->n) qsort(lines->v, lines->n, sizeof *lines->v, by_id);
}

/* Lower case, emphasis gone, blanks folded: what stays the same when a line is moved or reformatted. */
static void add_plain(struct buf *b, struct str s) {
  bool gap = false, any = false;
  for (size_t i = 0; i < s.n; i++) {
    char c = s.p[i];
    if (c == '*' || c == '_' || c == '`' || c == '|') continue;
    if (ascii_is_space(c)) {
      gap = any;
      continue;
    }
    if (gap) buf_add_char(b, ' ');
    buf_add_char(b, ascii_lower(c));
    gap = false;
    any = true;
  }
  buf_add_char(b, '\n');
}

struct loading {
  struct run *r;
  int64_t id;
};

static struct str keep(struct run *r, struct buf *b) {
  struct str s = arena_str(&r->arena, buf_str(b));
  buf_release(b);
  return s;
}

static int take_fact(void *ctx, const struct row *row, struct err *err) {
  struct loading *l = ctx;
  struct buf identity = BUF_INIT;
  for (int c = 1; c < 5; c++) add_plain(&identity, row_text(row, c));
  vec_push(&l->r->facts, (struct fact_info){l->id, str_eq(row_text(row, 0), STR("primary")), keep(l->r, &identity)});
  return 1;
}

static int take_claim(void *ctx, const struct row *row, struct err *err) {
  struct loading *l = ctx;
  struct buf identity = BUF_INIT;
  for (int c = 0; c < 5; c++) add_plain(&identity, row_text(row, c));
  vec_push(&l->r->briefs, (struct claim_info){l->id, row_int(row, 5), keep(l->r, &identity)});
  return 1;
}

static int take_line(void *ctx, const struct row *row, struct err *err) {
  struct loading *l = ctx;
  vec_push(&l->r->lines, (struct policy_info){l->id, arena_str(&l->r->arena, row_text(row, 0))});
  return 1;
}

/* A rule may compute any number; only what is in the ledger can be shown. */
static int refuse_unknown(const struct run *r, struct err *err) {
  for (size_t i = 0; i < r->rows.n; i++) {
    const struct rule_row *row = &r->rows.v[i];
    const struct claim_info *claim = row->claim ? run_claim(r, row->claim) : NULL;
    if (row->claim && (!claim || claim->document != r->document))
      return err_at(err, ERR_CONFIG, NULL, row->rule->name.p, 0, 0, "rule %s: claim %lld is not one of the report's", row->rule->info.id,
                    (long long)row->claim);
    if (row->policy && !run_policy(r, row->policy))
      return err_at(err, ERR_CONFIG, NULL, row->rule->name.p, 0, 0, "rule %s: there is no line %lld of the policy", row->rule->info.id,
                    (long long)row->policy);
    for (int k = 0; k < 2; k++) {
      struct side s = row->sides[k];
      if (s.id && !(s.is_fact ? (const void *)run_fact(r, s.id) : (const void *)run_claim(r, s.id)))
        return err_at(err, ERR_CONFIG, NULL, row->rule->name.p, 0, 0, "rule %s: there is no %s %lld", row->rule->info.id,
                      s.is_fact ? "fact" : "claim", (long long)s.id);
    }
  }
  return 0;
}

/* One look-up for each id, which come sorted. */
static int load_each(struct run *r, const ids *v, enum sql_id sql, const char *name, row_fn take, struct err *err) {
  for (size_t i = 0; i < v->n; i++) {
    struct loading l = {r, v->v[i]};
    if (i && v->v[i] == v->v[i - 1]) continue;
    if (store_query(r->s, sql, BINDS(B_INT(name, v->v[i])), take, &l, err) != 0) return -1;
  }
  return 0;
}

int run_load_sides(struct run *r, struct err *err) {
  ids facts = {0}, claims = {0}, lines = {0};
  gather(r, &facts, &claims, &lines);
  r->facts.n = r->briefs.n = r->lines.n = 0;
  int rc = load_each(r, &facts, SQL_FACT_BRIEF, "fact", take_fact, err);
  if (rc == 0) rc = load_each(r, &claims, SQL_CLAIM_BRIEF, "claim", take_claim, err);
  if (rc == 0) rc = load_each(r, &lines, SQL_POLICY_LINE_TEXT, "id", take_line, err);
  vec_release(&facts);
  vec_release(&claims);
  vec_release(&lines);
  return rc == 0 ? refuse_unknown(r, err) : rc;
}

const struct fact_info *run_fact(const struct run *r, int64_t id) {
  return r->facts.n ? bsearch(&id, r->facts.v, r->facts.n, sizeof *r->facts.v, by_id) : NULL;
}

const struct claim_info *run_claim(const struct run *r, int64_t id) {
  return r->briefs.n ? bsearch(&id, r->briefs.v, r->briefs.n, sizeof *r->briefs.v, by_id) : NULL;
}

const struct policy_info *run_policy(const struct run *r, int64_t id) {
  return r->lines.n ? bsearch(&id, r->lines.v, r->lines.n, sizeof *r->lines.v, by_id) : NULL;
}
