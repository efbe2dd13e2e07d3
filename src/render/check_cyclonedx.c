/* CycloneDX 1.6 declarations: what reports claim, with evidence and counter-evidence. docs/outputs.md says what is left out. */
#include "base/time.h"
#include "render/artifacts.h"
#include "render/escape.h"
#include "render/findings.h"
#include "render/json.h"
#include "render/quote.h"
#include "render/sides.h"

enum { TEXT_MAX = 400 };
#define ASSESSOR    "assessor:tieout"
#define STANDARD    "standard:tieout"
#define REQUIREMENT "requirement:claims"

struct cdx {
  const struct view *v;
  const struct render_options *o;
  struct artifacts artifacts;
  struct sides sides;
  json_t *claims, *evidence;
};

static json_t *buf_json(struct buf *b) {
  json_t *text = json_text(buf_str(b));
  buf_release(b);
  return text;
}

static json_t *side_ref(size_t index) { return json_sprintf("evidence:%zu", index + 1); }
static json_t *claim_ref(unsigned number) { return json_sprintf("claim:C%u", number); }
static json_t *file_ref(const struct artifact *a) { return json_sprintf("file:%zu", a->index + 1); }

/* --- files -------------------------------------------------------------------------------------------------------------------- */

static json_t *file_json(const struct artifact *a) {
  json_t *o = json_object();
  json_put(o, "type", json_string("file"));
  json_put(o, "bom-ref", file_ref(a));
  json_put(o, "name", json_text(a->path));
  if (a->sha256.n) json_put(o, "hashes", json_pack("[{s:s, s:o}]", "alg", "SHA-256", "content", json_text(a->sha256)));
  return o;
}

/* Reports are what claims are made about; the rest is what they are held against. */
static json_t *files_json(const struct cdx *w, bool reports) {
  json_t *a = json_array();
  for (size_t i = 0; i < w->artifacts.order.n; i++) {
    const struct artifact *one = &w->artifacts.v.v[w->artifacts.order.v[i]];
    if (one->is_report == reports) json_array_append_new(a, file_json(one));
  }
  return a;
}

/* --- evidence ----------------------------------------------------------------------------------------------------------------- */

static void add_place(struct buf *b, const struct location *l) {
  quote_text(b, l->path, TEXT_MAX);
  if (l->line) buf_printf(b, ":%u", l->line);
  if (l->line && l->column) buf_printf(b, ":%u", l->column);
  if (l->pointer.n) buf_add_cstr(b, "  ");
  quote_text(b, l->pointer, TEXT_MAX);
}

static json_t *url_json(const struct location *l) {
  struct buf b = BUF_INIT;
  escape_uri(&b, l->path);
  if (l->pointer.n) { /* RFC 6901, section 6: a pointer as a fragment */
    buf_add_char(&b, '#');
    escape_uri_part(&b, l->pointer);
  }
  return buf_json(&b);
}

static int64_t observed_at(const struct cdx *w, const struct location *l) {
  for (size_t lo = 0, hi = w->v->evidence.n; lo < hi;) { /* evidence is listed by path */
    size_t mid = lo + (hi - lo) / 2;
    const struct view_evidence *e = &w->v->evidence.v[mid];
    int c = str_cmp(l->path, e->path);
    if (c == 0) return str_eq(l->sha256, e->sha256) ? e->observed_at : TIME_NONE;
    if (c < 0)
      hi = mid;
    else
      lo = mid + 1;
  }
  return TIME_NONE;
}

static void put_side(struct cdx *w, size_t index) {
  const struct location *l = w->sides.v.v[index];
  const struct artifact *file = artifacts_find(&w->artifacts, l->path, l->sha256);
  json_t *o = json_object(), *data = json_object(), *contents = json_object();
  struct buf place = BUF_INIT;
  add_place(&place, l);
  json_put(o, "bom-ref", side_ref(index));
  json_put(o, "description", buf_json(&place));
  if (file) json_put(data, "name", file_ref(file));
  if (l->text.n) json_put(contents, "attachment", json_pack("{s:s, s:o}", "contentType", "text/plain", "content", json_text(l->text)));
  if (l->path.n) json_put(contents, "url", url_json(l));
  json_put(data, "contents", contents);
  json_put(o, "data", json_pack("[o]", data));
  int64_t created = observed_at(w, l);
  if (created != TIME_NONE) json_put(o, "created", json_time(created));
  json_array_append_new(w->evidence, o);
}

/* Who answers for a finding, and why, as the evidence of a mitigation. */
static json_t *waiver_ref(const struct view_finding *f) { return json_sprintf("waiver:F%u", f->number); }

static bool put_waiver(void *ctx, const struct view_report *r, const struct view_finding *f) {
  struct cdx *w = ctx;
  if (!view_is_waived(f)) return true;
  struct buf b = BUF_INIT;
  json_t *o = json_object();
  buf_printf(&b, "%.*s waived: ", STR_ARG(f->rule));
  quote_text(&b, f->waiver.reason, TEXT_MAX);
  json_put(o, "bom-ref", waiver_ref(f));
  json_put(o, "description", buf_json(&b));
  json_put(o, "expires", json_time(f->waiver.until));
  json_put(o, "author", json_pack("{s:o}", "name", json_text(f->waiver.owner)));
  json_array_append_new(w->evidence, o);
  return true;
}

/* --- claims ------------------------------------------------------------------------------------------------------------------- */

/* Places, each once. */
typedef VEC(size_t) places;

static int by_number(const void *x, const void *y) {
  const size_t *a = x, *b = y;
  return (*a > *b) - (*a < *b);
}

static json_t *places_json(places *p) {
  json_t *a = json_array();
  if (p->n) qsort(p->v, p->n, sizeof *p->v, by_number);
  for (size_t i = 0; i < p->n; i++)
    if (!i || p->v[i - 1] != p->v[i]) json_array_append_new(a, side_ref(p->v[i]));
  vec_release(p);
  return a;
}

static void put_places(json_t *o, const char *key, places *p) {
  if (p->n) json_put(o, key, places_json(p));
}

static json_t *predicate_json(const struct view_claim *c) {
  struct buf b = BUF_INIT;
  quote_text(&b, c->text, TEXT_MAX);
  if (c->subject.n) {
    buf_add_cstr(&b, " (");
    quote_text(&b, c->subject, TEXT_MAX);
    if (c->attribute.n) buf_add_char(&b, ' ');
    quote_text(&b, c->attribute, TEXT_MAX);
    buf_add_char(&b, ')');
  }
  buf_printf(&b, ", line %u", c->place.line);
  return buf_json(&b);
}

static json_t *reasoning_json(const struct view_report *r, const struct view_claim *c, const size_t *findings, size_t n) {
  struct buf b = BUF_INIT;
  buf_add_str(&b, c->verdict);
  for (size_t i = 0; i < n; i++) {
    const struct view_finding *f = &r->findings.v[findings[i]];
    buf_add_cstr(&b, i ? "; " : ": ");
    quote_text(&b, f->message, TEXT_MAX);
    buf_printf(&b, " [%.*s]", STR_ARG(f->rule));
  }
  return buf_json(&b);
}

static void put_claim(struct cdx *w, const struct view_report *r, const struct claim_index *x, size_t at, const struct artifact *file) {
  const struct view_claim *c = &r->claims.v[at];
  bool supported = str_eq(c->verdict, STR("supported"));
  places own = {0}, against = {0};
  size_t n;
  const size_t *findings = claim_findings(x, at, &n);
  json_t *o = json_object(), *waivers = json_array();
  for (size_t i = 0; i < c->evidence.n; i++) {
    size_t side = sides_index(&w->sides, &c->evidence.v[i]);
    if (supported)
      vec_push(&own, side);
    else
      vec_push(&against, side);
  }
  for (size_t i = 0; i < n; i++) {
    const struct view_finding *f = &r->findings.v[findings[i]];
    for (size_t k = 0; k < f->others.n; k++) vec_push(&against, sides_index(&w->sides, &f->others.v[k]));
    if (view_is_waived(f)) json_array_append_new(waivers, waiver_ref(f));
  }
  json_put(o, "bom-ref", claim_ref(c->number));
  if (file) json_put(o, "target", file_ref(file));
  json_put(o, "predicate", predicate_json(c));
  if (json_array_size(waivers)) json_put(o, "mitigationStrategies", json_incref(waivers));
  json_decref(waivers);
  json_put(o, "reasoning", reasoning_json(r, c, findings, n));
  put_places(o, "evidence", &own);
  put_places(o, "counterEvidence", &against);
  json_array_append_new(w->claims, o);
}

static void put_claims(struct cdx *w, const struct view_report *r) {
  struct claim_index x;
  const struct artifact *file = artifacts_find(&w->artifacts, r->path, r->sha256);
  claim_index_load(&x, r);
  for (size_t i = 0; i < r->claims.n; i++) put_claim(w, r, &x, i, file);
  claim_index_release(&x);
}

/* What is said of a whole report, or of one piece of evidence against another: the claim is that they agree. */
static bool put_finding(void *ctx, const struct view_report *r, const struct view_finding *f) {
  struct cdx *w = ctx;
  if (f->claim_number) return true;
  const struct location *first = f->others.n ? &f->others.v[0] : NULL;
  const struct artifact *file = r       ? artifacts_find(&w->artifacts, r->path, r->sha256)
                                : first ? artifacts_find(&w->artifacts, first->path, first->sha256)
                                        : NULL;
  places against = {0};
  struct buf b = BUF_INIT;
  json_t *o = json_object();
  for (size_t i = 0; i < f->others.n; i++) vec_push(&against, sides_index(&w->sides, &f->others.v[i]));
  quote_text(&b, f->message, TEXT_MAX);
  buf_printf(&b, " [%.*s]", STR_ARG(f->rule));
  json_put(o, "bom-ref", json_sprintf("finding:F%u", f->number));
  if (file) json_put(o, "target", file_ref(file));
  json_put(o, "predicate", json_string(r ? "the report has what is asked of it" : "pieces of evidence agree with one another"));
  if (view_is_waived(f)) json_put(o, "mitigationStrategies", json_pack("[o]", waiver_ref(f)));
  json_put(o, "reasoning", buf_json(&b));
  put_places(o, "counterEvidence", &against);
  json_array_append_new(w->claims, o);
  return true;
}

/* --- attestations ------------------------------------------------------------------------------------------------------------- */

static bool is_refuted(const struct view_claim *c) {
  return str_eq(c->verdict, STR("contradicted")) || str_eq(c->verdict, STR("conflicted"));
}

static json_t *coverage_text(const struct view_report *r) {
  struct buf b = BUF_INIT;
  buf_printf(&b, "%zu claim%s", r->claims.n, r->claims.n == 1 ? "" : "s");
  for (size_t i = 0; i < VERDICTS_N; i++)
    if (r->coverage[i]) buf_printf(&b, ", %zu %s", r->coverage[i], VIEW_VERDICTS[i]);
  return buf_json(&b);
}

/* No score: an average would hide what failed. */
static json_t *attestation_json(const struct view_report *r) {
  json_t *map = json_object(), *claims = json_array(), *counter = json_array(), *o = json_object();
  for (size_t i = 0; i < r->claims.n; i++) {
    const struct view_claim *c = &r->claims.v[i];
    if (str_eq(c->verdict, STR("supported"))) json_array_append_new(claims, claim_ref(c->number));
    if (is_refuted(c)) json_array_append_new(counter, claim_ref(c->number));
  }
  json_put(map, "requirement", json_string(REQUIREMENT));
  json_put(map, "claims", claims);
  json_put(map, "counterClaims", counter);
  json_put(map, "conformance", json_pack("{s:o}", "rationale", coverage_text(r)));
  json_put(o, "summary", json_text(r->path));
  json_put(o, "assessor", json_string(ASSESSOR));
  json_put(o, "map", json_pack("[o]", map));
  return o;
}

static json_t *attestations_json(const struct view *v) {
  json_t *a = json_array();
  for (size_t i = 0; i < v->reports.n; i++) json_array_append_new(a, attestation_json(&v->reports.v[i]));
  return a;
}

/* --- the whole ---------------------------------------------------------------------------------------------------------------- */

static json_t *definitions_json(void) {
  json_t *requirement = json_pack("{s:s, s:s, s:s, s:s}", "bom-ref", REQUIREMENT, "identifier", "claims", "title", "Claims tie out", "text",
                                  "What a report claims agrees with its evidence, with other documents, and with itself.");
  return json_pack("{s:[{s:s, s:s, s:s, s:[o]}]}", "standards", "bom-ref", STANDARD, "name", "tieout", "version", TIEOUT_VERSION,
                   "requirements", requirement);
}

static json_t *metadata_json(const struct render_options *o) {
  json_t *m = json_object();
  if (o->now) json_put(m, "timestamp", json_time(o->now));
  json_put(m, "tools",
           json_pack("{s:[{s:s, s:s, s:s}]}", "components", "type", "application", "name", "tieout", "version", TIEOUT_VERSION));
  return m;
}

static json_t *declarations_json(struct cdx *w) {
  json_t *o = json_object();
  w->claims = json_array();
  w->evidence = json_array();
  for (size_t i = 0; i < w->sides.v.n; i++) put_side(w, i);
  findings_each(w->v, put_waiver, w);
  for (size_t i = 0; i < w->v->reports.n; i++) put_claims(w, &w->v->reports.v[i]);
  findings_each(w->v, put_finding, w);
  json_put(o, "assessors",
           json_pack("[{s:s, s:b, s:{s:s}}]", "bom-ref", ASSESSOR, "thirdParty", 0, "organization", "name", "tieout " TIEOUT_VERSION));
  json_put(o, "attestations", attestations_json(w->v));
  json_put(o, "claims", w->claims);
  json_put(o, "evidence", w->evidence);
  json_put(o, "targets", json_pack("{s:o}", "components", files_json(w, true)));
  return o;
}

static json_t *bom_json(struct cdx *w) {
  json_t *o = json_object();
  json_put(o, "$schema", json_string("http://cyclonedx.org/schema/bom-1.6.schema.json"));
  json_put(o, "bomFormat", json_string("CycloneDX"));
  json_put(o, "specVersion", json_string("1.6"));
  json_put(o, "version", json_integer(1));
  json_put(o, "metadata", metadata_json(w->o));
  json_put(o, "components", files_json(w, false));
  json_put(o, "declarations", declarations_json(w));
  json_put(o, "definitions", definitions_json());
  return o;
}

int render_check_cyclonedx(struct store *s, const struct render_options *o, struct buf *out, struct err *err) {
  struct view v;
  struct cdx w = {.v = &v, .o = o};
  json_prepare();
  int rc = view_load(&v, s, o, VIEW_ALL, err);
  if (rc == 0) {
    artifacts_load(&w.artifacts, &v);
    sides_load(&w.sides, &v);
    json_dump_to(bom_json(&w), JSON_INDENT(1), out);
    sides_release(&w.sides);
    artifacts_release(&w.artifacts);
  }
  view_release(&v);
  return rc;
}
