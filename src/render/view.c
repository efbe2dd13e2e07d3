#include "render/view.h"

#include "base/time.h"

const char *const VIEW_VERDICTS[VERDICTS_N] = {"supported", "contradicted", "conflicted", "unsupported", "stale", "waived", "unchecked"};

/* Where the thing with a store id stands in its list. */
struct ref {
  int64_t id;
  size_t index;
};
typedef VEC(struct ref) refs;

struct load {
  struct view *v;
  struct arena *arena;     /* where text goes now: the view's, or … */
  struct arena *of_report; /* … the one of claims, findings and bytes; the same if all is kept */
  struct view_report *report;
  refs reports;
  unsigned claims, findings; /* numbers given so far */
};

static struct str text(struct load *l, const struct row *r, int col) {
  return row_is_null(r, col) ? STR_NONE : arena_str(l->arena, row_text(r, col));
}

static int64_t time_or_none(const struct row *r, int col) { return row_is_null(r, col) ? TIME_NONE : row_int(r, col); }

static struct place place_at(const struct row *r, int col) {
  return (struct place){(uint32_t)row_int(r, col), (uint32_t)row_int(r, col + 1), (uint32_t)row_int(r, col + 2),
                        (uint32_t)row_int(r, col + 3)};
}

/* Columns from `col` on: path, sha256, line, column, pointer, text. */
static struct location location_at(struct load *l, const struct row *r, int col) {
  return (struct location){.path = text(l, r, col),
                           .sha256 = text(l, r, col + 1),
                           .line = (uint32_t)row_int(r, col + 2),
                           .column = (uint32_t)row_int(r, col + 3),
                           .pointer = text(l, r, col + 4),
                           .text = text(l, r, col + 5)};
}

static int take_report(void *ctx, const struct row *r, struct err *err) {
  struct load *l = ctx;
  l->report->path = text(l, r, 0);
  l->report->sha256 = text(l, r, 1);
  l->report->status_claimed = text(l, r, 2);
  l->report->as_of = time_or_none(r, 3);
  l->report->intake = row_int(r, 4);
  if (!row_is_null(r, 5)) l->report->bytes = arena_str(l->of_report, row_text(r, 5));
  return 1;
}

static size_t verdict_index(struct str verdict) {
  for (size_t i = 0; i < VERDICTS_N; i++)
    if (str_eq(verdict, str_of(VIEW_VERDICTS[i]))) return i;
  return VERDICTS_N - 1;
}

static int take_claim(void *ctx, const struct row *r, struct err *err) {
  struct load *l = ctx;
  struct view_claim c = {.id = row_int(r, 0), .number = ++l->claims, .place = place_at(r, 1)};
  struct str *texts[] = {&c.text, &c.family, &c.subject, &c.attribute, &c.operator_, &c.role, &c.value, &c.written, &c.qualifier};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) *texts[i] = text(l, r, 5 + (int)i);
  c.has_number = !row_is_null(r, 14);
  c.value_number = row_real(r, 14);
  c.low = row_real(r, 15);
  c.high = row_real(r, 16);
  c.unit = text(l, r, 17);
  c.verdict = text(l, r, 18);
  l->report->coverage[verdict_index(c.verdict)]++;
  vec_push(&l->report->claims, c);
  return 0;
}

static int by_id(const void *x, const void *y) {
  int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
  return (a > b) - (a < b);
}

static const struct ref *find_ref(const refs *r, int64_t id) { return r->n ? bsearch(&id, r->v, r->n, sizeof *r->v, by_id) : NULL; }

static void index_claims(const struct view_report *report, refs *claims) {
  for (size_t i = 0; i < report->claims.n; i++) vec_push(claims, (struct ref){report->claims.v[i].id, i});
  if (claims->n) qsort(claims->v, claims->n, sizeof *claims->v, by_id);
}

static struct view_claim *find_claim(struct view_report *report, const refs *claims, int64_t id) {
  const struct ref *ref = find_ref(claims, id);
  return ref ? &report->claims.v[ref->index] : NULL;
}

struct evidence_load {
  struct load *l;
  const refs *claims;
};

static int take_claim_evidence(void *ctx, const struct row *r, struct err *err) {
  struct evidence_load *e = ctx;
  struct view_claim *c = find_claim(e->l->report, e->claims, row_int(r, 0));
  if (c) vec_push(&c->evidence, location_at(e->l, r, 1));
  return 0;
}

typedef VEC(struct view_finding) findings;

struct finding_load {
  struct load *l;
  findings *out;
};

static struct location place_in_policy(struct load *l, const struct row *r, int col) {
  return (struct location){.path = text(l, r, col), .line = (uint32_t)row_int(r, col + 1), .column = (uint32_t)row_int(r, col + 2)};
}

static int take_finding(void *ctx, const struct row *r, struct err *err) {
  struct finding_load *f = ctx;
  struct view_finding n = {.number = ++f->l->findings, .id = row_int(r, 0), .claim = row_int(r, 4), .place = place_at(r, 11)};
  n.rule = text(f->l, r, 1);
  n.category = text(f->l, r, 2);
  n.level = text(f->l, r, 3);
  struct str *texts[] = {&n.verdict, &n.message, &n.expected, &n.actual, &n.settle, &n.fingerprint};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) *texts[i] = text(f->l, r, 5 + (int)i);
  n.claim_text = text(f->l, r, 15);
  n.baseline_state = text(f->l, r, 16);
  n.waiver = (struct view_waiver){text(f->l, r, 17), text(f->l, r, 18), text(f->l, r, 20), row_int(r, 19), place_in_policy(f->l, r, 21)};
  n.policy = place_in_policy(f->l, r, 24);
  n.policy.text = text(f->l, r, 27);
  vec_push(f->out, n);
  return 0;
}

static int take_absent(void *ctx, const struct row *r, struct err *err) {
  struct finding_load *f = ctx;
  struct view_finding n = {.place = place_at(r, 11), .baseline_state = STR("absent"), .report = text(f->l, r, 16)};
  n.rule = text(f->l, r, 1);
  n.category = text(f->l, r, 2);
  n.level = text(f->l, r, 3);
  struct str *texts[] = {&n.verdict, &n.message, &n.expected, &n.actual, &n.settle, &n.fingerprint};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) *texts[i] = text(f->l, r, 5 + (int)i);
  vec_push(f->out, n);
  return 0;
}

struct other_load {
  struct load *l;
  struct view_finding *finding;
};

static int take_other(void *ctx, const struct row *r, struct err *err) {
  struct other_load *o = ctx;
  vec_push(&o->finding->others, location_at(o->l, r, 1));
  return 0;
}

static int load_others(struct load *l, struct store *s, findings *f, struct err *err) {
  for (size_t i = 0; i < f->n; i++) {
    struct other_load o = {l, &f->v[i]};
    if (store_query(s, SQL_FINDING_OTHERS, BINDS(B_INT("finding", f->v[i].id)), take_other, &o, err) != 0) return -1;
    if (f->v[i].policy.path.n) vec_push(&f->v[i].others, f->v[i].policy);
  }
  return 0;
}

typedef VEC(struct view_diagnostic) diagnostics;

struct diagnostic_load {
  struct load *l;
  diagnostics *out;
};

static int take_diagnostic(void *ctx, const struct row *r, struct err *err) {
  struct diagnostic_load *d = ctx;
  vec_push(d->out, (struct view_diagnostic){.name = text(d->l, r, 0),
                                            .severity = text(d->l, r, 1),
                                            .line = (uint32_t)row_int(r, 2),
                                            .column = (uint32_t)row_int(r, 3),
                                            .detail = text(d->l, r, 4)});
  return 0;
}

static int load_diagnostics(struct load *l, struct store *s, int64_t intake, diagnostics *out, struct err *err) {
  struct diagnostic_load d = {l, out};
  return store_query(s, SQL_DIAGNOSTIC_OF_INTAKE, BINDS(B_INT("intake", intake)), take_diagnostic, &d, err);
}

static int load_findings(struct load *l, struct store *s, const refs *claims, enum view_depth depth, struct err *err) {
  struct view_report *report = l->report;
  struct evidence_load e = {l, claims};
  findings f = {0};
  struct finding_load n = {l, &f};
  const struct bind by_document[] = {B_INT("document", report->id)};
  int rc = depth < VIEW_ALL ? 0 : store_query(s, SQL_CLAIM_EVIDENCE, by_document, 1, take_claim_evidence, &e, err);
  if (rc == 0) rc = store_query(s, SQL_FINDING_SHOW, by_document, 1, take_finding, &n, err);
  if (rc == 0) rc = load_others(l, s, &f, err);
  for (size_t i = 0; i < f.n; i++) {
    const struct view_claim *c = find_claim(report, claims, f.v[i].claim);
    f.v[i].claim_number = c ? c->number : 0;
    vec_push(&report->findings, f.v[i]);
  }
  vec_release(&f);
  return rc;
}

static int load_report(struct load *l, struct store *s, struct view_report *report, enum view_depth depth, struct err *err) {
  diagnostics d = {0};
  refs claims = {0};
  const struct bind by_document[] = {B_INT("document", report->id)};
  l->report = report;
  int rc = store_query(s, SQL_DOCUMENT_SHOW, by_document, 1, take_report, l, err);
  if (rc == 0) rc = load_diagnostics(l, s, report->intake, &d, err);
  l->arena = l->of_report;
  if (rc == 0) rc = store_query(s, SQL_CLAIM_SHOW, by_document, 1, take_claim, l, err);
  report->claims_n = report->claims.n;
  index_claims(report, &claims);
  if (rc == 0 && depth >= VIEW_FINDINGS) rc = load_findings(l, s, &claims, depth, err);
  l->arena = &l->v->arena;
  for (size_t i = 0; i < d.n; i++) vec_push(&report->diagnostics, d.v[i]);
  vec_release(&d);
  vec_release(&claims);
  return rc;
}

static int take_evidence(void *ctx, const struct row *r, struct err *err) {
  struct load *l = ctx;
  struct view_evidence e = {.intake = row_int(r, 0), .reading = row_int(r, 1), .facts = row_int(r, 8)};
  struct str *texts[] = {&e.path, &e.sha256, &e.importer, &e.rank, &e.release};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) *texts[i] = text(l, r, 2 + (int)i);
  e.observed_at = time_or_none(r, 7);
  vec_push(&l->v->evidence, e);
  return 0;
}

struct scope_load {
  struct load *l;
  struct view_evidence *evidence;
};

static int take_scope(void *ctx, const struct row *r, struct err *err) {
  struct scope_load *s = ctx;
  const struct ref *report = find_ref(&s->l->reports, row_int(r, 0));
  if (report) vec_push(&s->evidence->scopes, (struct view_scope){report->index, row_int(r, 1) != 0, text(s->l, r, 2)});
  return 0;
}

static int by_report(const void *x, const void *y) {
  size_t a = ((const struct view_scope *)x)->report, b = ((const struct view_scope *)y)->report;
  return (a > b) - (a < b);
}

static int load_evidence(struct load *l, struct store *s, struct err *err) {
  if (store_query(s, SQL_EVIDENCE_LIST, NULL, 0, take_evidence, l, err) != 0) return -1;
  for (size_t i = 0; i < l->v->evidence.n; i++) {
    struct view_evidence *e = &l->v->evidence.v[i];
    struct scope_load scope = {l, e};
    diagnostics d = {0};
    int rc = load_diagnostics(l, s, e->intake, &d, err);
    for (size_t k = 0; k < d.n; k++) vec_push(&e->diagnostics, d.v[k]);
    vec_release(&d);
    if (rc == 0) rc = store_query(s, SQL_BINDING_OF_READING, BINDS(B_INT("reading", e->reading)), take_scope, &scope, err);
    if (rc != 0) return -1;
    if (e->scopes.n) qsort(e->scopes.v, e->scopes.n, sizeof *e->scopes.v, by_report);
  }
  return 0;
}

static int load_top_findings(struct load *l, struct store *s, struct err *err) {
  findings f = {0};
  struct finding_load n = {l, &f};
  int rc = store_query(s, SQL_FINDING_SHOW_EVIDENCE, NULL, 0, take_finding, &n, err);
  if (rc == 0) rc = load_others(l, s, &f, err);
  for (size_t i = 0; i < f.n; i++) vec_push(&l->v->findings, f.v[i]);
  vec_release(&f);
  return rc;
}

static int load_absent(struct load *l, struct store *s, struct err *err) {
  findings f = {0};
  struct finding_load n = {l, &f};
  int rc = store_query(s, SQL_BASELINE_ABSENT, NULL, 0, take_absent, &n, err);
  for (size_t i = 0; i < f.n; i++) vec_push(&l->v->absent, f.v[i]);
  vec_release(&f);
  return rc;
}

/* The reports are not loaded yet, but the evidence has to know which they are. */
static void list_reports(struct load *l, const struct render_options *o) {
  for (size_t i = 0; i < o->documents_n; i++) {
    vec_push(&l->v->reports, (struct view_report){.id = o->documents[i], .as_of = TIME_NONE});
    vec_push(&l->reports, (struct ref){o->documents[i], i});
  }
  if (l->reports.n) qsort(l->reports.v, l->reports.n, sizeof *l->reports.v, by_id);
}

static void finding_release(struct view_finding *f) { vec_release(&f->others); }

static void report_forget(struct view_report *r) {
  for (size_t i = 0; i < r->claims.n; i++) vec_release(&r->claims.v[i].evidence);
  for (size_t i = 0; i < r->findings.n; i++) finding_release(&r->findings.v[i]);
  vec_release(&r->claims);
  vec_release(&r->findings);
  r->bytes = STR_NONE;
}

struct each {
  view_report_fn fn; /* NULL: all is kept */
  void *ctx;
};

static int load_reports(struct load *l, struct store *s, enum view_depth depth, const struct each *each, struct err *err) {
  int rc = 0;
  for (size_t i = 0; i < l->v->reports.n && rc == 0; i++) {
    struct view_report *report = &l->v->reports.v[i];
    rc = load_report(l, s, report, depth, err);
    if (!each->fn) continue;
    if (rc == 0) rc = each->fn(each->ctx, report, err);
    report_forget(report);
    arena_release(l->of_report);
  }
  return rc;
}

static int load_all(struct load *l, struct store *s, const struct render_options *o, enum view_depth depth, const struct each *each,
                    struct err *err) {
  list_reports(l, o);
  if (depth >= VIEW_FINDINGS && load_evidence(l, s, err) != 0) return -1;
  if (load_reports(l, s, depth, each, err) != 0) return -1;
  if (depth < VIEW_FINDINGS) return 0;
  return load_top_findings(l, s, err) == 0 ? load_absent(l, s, err) : -1;
}

static int load(struct view *v, struct store *s, const struct render_options *o, enum view_depth depth, const struct each *each,
                struct err *err) {
  struct arena of_report = ARENA_INIT;
  *v = (struct view){0};
  struct load l = {.v = v, .arena = &v->arena, .of_report = each->fn ? &of_report : &v->arena};
  int rc = load_all(&l, s, o, depth, each, err);
  arena_release(&of_report);
  vec_release(&l.reports);
  return rc;
}

int view_load(struct view *v, struct store *s, const struct render_options *o, enum view_depth depth, struct err *err) {
  return load(v, s, o, depth, &(struct each){NULL, NULL}, err);
}

int view_each(struct view *v, struct store *s, const struct render_options *o, enum view_depth depth, view_report_fn fn, void *ctx,
              struct err *err) {
  return load(v, s, o, depth, &(struct each){fn, ctx}, err);
}

const struct view_scope *view_scope_of(const struct view_evidence *e, size_t report) {
  const struct view_scope key = {.report = report};
  return e->scopes.n ? bsearch(&key, e->scopes.v, e->scopes.n, sizeof *e->scopes.v, by_report) : NULL;
}

void view_release(struct view *v) {
  for (size_t i = 0; i < v->reports.n; i++) {
    report_forget(&v->reports.v[i]);
    vec_release(&v->reports.v[i].diagnostics);
  }
  for (size_t i = 0; i < v->findings.n; i++) finding_release(&v->findings.v[i]);
  for (size_t i = 0; i < v->evidence.n; i++) {
    vec_release(&v->evidence.v[i].diagnostics);
    vec_release(&v->evidence.v[i].scopes);
  }
  vec_release(&v->reports);
  vec_release(&v->evidence);
  vec_release(&v->findings);
  vec_release(&v->absent);
  arena_release(&v->arena);
}
