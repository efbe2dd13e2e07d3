/* The machine-readable result; docs/check-result.schema.json describes it. Fields are only ever added. */
#include <math.h>

#include <jansson.h>

#include "base/time.h"
#include "base/utf8.h"
#include "render/json.h"
#include "render/view.h"

/* JSON has no other text than UTF-8: what is not becomes U+FFFD. */
json_t *json_text(struct str s) {
  if (utf8_valid(s, NULL)) return json_stringn_nocheck(s.p ? s.p : "", s.n);
  struct buf b = BUF_INIT;
  for (size_t i = 0; i < s.n;) {
    uint32_t cp;
    size_t n = utf8_decode(s, i, &cp);
    if (n)
      buf_add(&b, s.p + i, n);
    else
      buf_add_utf8(&b, 0xFFFD);
    i += n ? n : 1;
  }
  json_t *text = json_stringn_nocheck(buf_cstr(&b), b.n);
  buf_release(&b);
  return text;
}

/* Whole numbers are written whole; what JSON cannot hold gives NULL. */
json_t *json_figure(double v) {
  if (!isfinite(v)) return NULL;
  if (v == floor(v) && fabs(v) < 9007199254740992.0) return json_integer((json_int_t)v);
  return json_real(v);
}

json_t *json_time(int64_t usec) {
  struct buf b = BUF_INIT;
  time_format(usec, &b);
  json_t *text = json_stringn_nocheck(buf_cstr(&b), b.n);
  buf_release(&b);
  return text;
}

void json_put(json_t *object, const char *key, json_t *value) {
  if (value) json_object_set_new_nocheck(object, key, value);
}

void json_put_text(json_t *object, const char *key, struct str s) {
  if (s.n) json_put(object, key, json_text(s));
}

static void put_count(json_t *object, const char *key, uint32_t n) {
  if (n) json_put(object, key, json_integer(n));
}

/* An allocation that fails in the middle of a value would leave a member out without a word. */
void json_prepare(void) { json_set_alloc_funcs(mem_alloc, mem_free); }

static int add_chunk(const char *p, size_t n, void *out) {
  buf_add(out, p, n);
  return 0;
}

void json_dump_to(json_t *value, size_t flags, struct buf *out) {
  json_dump_callback(value, add_chunk, out, flags | JSON_PRESERVE_ORDER | JSON_REAL_PRECISION(15));
  buf_add_char(out, '\n');
  json_decref(value);
}

static json_t *id_of(char letter, unsigned number) { return json_sprintf("%c%u", letter, number); }

json_t *location_json(const struct location *l) {
  json_t *o = json_object();
  json_put_text(o, "path", l->path);
  json_put_text(o, "sha256", l->sha256);
  put_count(o, "line", l->line);
  put_count(o, "column", l->column);
  json_put_text(o, "pointer", l->pointer);
  json_put_text(o, "text", l->text);
  return o;
}

static void put_place(json_t *o, struct place p) {
  put_count(o, "line", p.line);
  put_count(o, "column", p.column);
  put_count(o, "end_line", p.end_line);
  put_count(o, "end_column", p.end_column);
}

json_t *claim_json(const struct view_claim *c, bool with_verdict) {
  json_t *o = json_object();
  json_put(o, "id", id_of('C', c->number));
  put_place(o, c->place);
  json_put(o, "text", json_text(c->text));
  json_put_text(o, "family", c->family);
  json_put_text(o, "subject", c->subject);
  json_put_text(o, "attribute", c->attribute);
  json_put_text(o, "operator", c->operator_);
  if (c->has_number) {
    json_put(o, "value", json_figure(c->value_number));
    json_put(o, "value_low", json_figure(c->low));
    json_put(o, "value_high", json_figure(c->high));
  } else {
    json_put_text(o, "value", c->value);
  }
  json_put_text(o, "unit", c->unit);
  json_put_text(o, "written", c->written);
  json_put_text(o, "role", c->role);
  json_put_text(o, "qualifier", c->qualifier);
  if (!with_verdict) return o;
  json_put_text(o, "verdict", c->verdict);
  json_t *evidence = json_array();
  for (size_t i = 0; i < c->evidence.n; i++) json_array_append_new(evidence, location_json(&c->evidence.v[i]));
  json_put(o, "evidence", evidence);
  return o;
}

static json_t *waiver_json(const struct view_waiver *w) {
  json_t *o = json_object();
  json_put_text(o, "owner", w->owner);
  json_put_text(o, "reason", w->reason);
  json_put(o, "until", json_time(w->until));
  json_put_text(o, "path", w->place.path);
  put_count(o, "line", w->place.line);
  return o;
}

json_t *finding_json(const struct view_finding *f) {
  json_t *o = json_object();
  if (f->number) json_put(o, "id", id_of('F', f->number));
  json_put_text(o, "report", f->report);
  json_put_text(o, "rule", f->rule);
  json_put_text(o, "category", f->category);
  json_put_text(o, "level", f->level);
  put_place(o, f->place);
  if (f->claim_number) json_put(o, "claim", id_of('C', f->claim_number));
  json_put_text(o, "verdict", f->verdict);
  json_put_text(o, "message", f->message);
  json_put_text(o, "expected", f->expected);
  json_put_text(o, "actual", f->actual);
  json_t *others = json_array();
  for (size_t i = 0; i < f->others.n; i++) json_array_append_new(others, location_json(&f->others.v[i]));
  json_put(o, "others", others);
  json_put_text(o, "settle", f->settle);
  json_put_text(o, "fingerprint", f->fingerprint);
  json_put_text(o, "baseline_state", f->baseline_state);
  if (view_is_waived(f)) json_put(o, "waiver", waiver_json(&f->waiver));
  return o;
}

json_t *diagnostic_json(const struct view_diagnostic *d) {
  json_t *o = json_object();
  json_put_text(o, "name", d->name);
  json_put_text(o, "severity", d->severity);
  put_count(o, "line", d->line);
  put_count(o, "column", d->column);
  json_put_text(o, "detail", d->detail);
  return o;
}

json_t *report_coverage_json(const struct view_report *r) {
  json_t *o = json_object();
  json_put(o, "claims", json_integer((json_int_t)r->claims_n));
  for (size_t i = 0; i < VERDICTS_N; i++) json_put(o, VIEW_VERDICTS[i], json_integer((json_int_t)r->coverage[i]));
  return o;
}

static json_t *report_json(const struct view_report *r) {
  json_t *o = json_object(), *claims = json_array(), *findings = json_array(), *diagnostics = json_array();
  for (size_t i = 0; i < r->claims.n; i++) json_array_append_new(claims, claim_json(&r->claims.v[i], true));
  for (size_t i = 0; i < r->findings.n; i++) json_array_append_new(findings, finding_json(&r->findings.v[i]));
  for (size_t i = 0; i < r->diagnostics.n; i++) json_array_append_new(diagnostics, diagnostic_json(&r->diagnostics.v[i]));
  json_put_text(o, "path", r->path);
  json_put_text(o, "sha256", r->sha256);
  json_put_text(o, "status_claimed", r->status_claimed);
  if (r->as_of != TIME_NONE) json_put(o, "as_of", json_time(r->as_of));
  json_put(o, "coverage", report_coverage_json(r));
  json_put(o, "claims", claims);
  json_put(o, "findings", findings);
  json_put(o, "diagnostics", diagnostics);
  return o;
}

/* What is out of scope says so where diagnostics are read, once a report. */
static json_t *out_of_scope_json(const struct view *v, const struct view_scope *s) {
  json_t *o = json_object();
  struct buf b = BUF_INIT;
  if (v->reports.n > 1) buf_printf(&b, "%.*s: ", STR_ARG(v->reports.v[s->report].path));
  buf_add_str(&b, s->reason);
  json_put(o, "name", json_string(diag_name(DIAG_EVIDENCE_OUT_OF_SCOPE)));
  json_put(o, "severity", json_string(diag_severity_name(diag_severity(DIAG_EVIDENCE_OUT_OF_SCOPE))));
  json_put_text(o, "detail", buf_str(&b));
  buf_release(&b);
  return o;
}

static json_t *scope_json(const struct view *v, const struct view_scope *s) {
  json_t *o = json_object();
  json_put_text(o, "report", v->reports.v[s->report].path);
  json_put(o, "bound", json_boolean(s->bound));
  json_put_text(o, "reason", s->reason);
  return o;
}

static json_t *evidence_json(const struct view *v, const struct view_evidence *e) {
  json_t *o = json_object(), *diagnostics = json_array(), *scopes = json_array();
  for (size_t i = 0; i < e->diagnostics.n; i++) json_array_append_new(diagnostics, diagnostic_json(&e->diagnostics.v[i]));
  for (size_t i = 0; i < e->scopes.n; i++) {
    if (!e->scopes.v[i].bound) json_array_append_new(diagnostics, out_of_scope_json(v, &e->scopes.v[i]));
    json_array_append_new(scopes, scope_json(v, &e->scopes.v[i]));
  }
  json_put_text(o, "path", e->path);
  json_put_text(o, "sha256", e->sha256);
  json_put_text(o, "importer", e->importer);
  json_put_text(o, "rank", e->importer.n ? e->rank : STR_NONE);
  json_put_text(o, "release", e->release);
  if (e->observed_at != TIME_NONE) json_put(o, "observed_at", json_time(e->observed_at));
  json_put(o, "facts", json_integer((json_int_t)e->facts));
  json_put(o, "diagnostics", diagnostics);
  json_put(o, "scope", scopes);
  return o;
}

static json_t *baseline_json(const struct view *v, const struct render_options *o, size_t fresh, size_t unchanged) {
  json_t *b = json_object(), *absent = json_array();
  for (size_t i = 0; i < v->absent.n; i++) json_array_append_new(absent, finding_json(&v->absent.v[i]));
  json_put_text(b, "path", str_of(o->baseline));
  json_put(b, "new", json_integer((json_int_t)fresh));
  json_put(b, "unchanged", json_integer((json_int_t)unchanged));
  json_put(b, "absent", json_integer((json_int_t)v->absent.n));
  json_put(b, "findings", absent);
  return b;
}

/* --- the whole, written report by report: that of thousands would not fit into memory as one value --- */

struct writer {
  struct buf *out;
  size_t reports;
  size_t fresh, unchanged; /* findings so far, against the former result */
};

static void count_states(struct writer *w, const struct view_finding *f, size_t n) {
  for (size_t i = 0; i < n; i++) {
    w->fresh += str_eq(f[i].baseline_state, STR("new"));
    w->unchanged += str_eq(f[i].baseline_state, STR("unchanged"));
  }
}

/* A value as it stands that deep inside another; texts have no line ends in JSON. */
static void put_indented(struct buf *out, json_t *value, int depth) {
  struct buf b = BUF_INIT;
  json_dump_to(value, JSON_INDENT(1), &b);
  for (size_t i = 0; i + 1 < b.n; i++) {
    buf_add_char(out, b.p[i]);
    for (int k = 0; b.p[i] == '\n' && k < depth; k++) buf_add_char(out, ' ');
  }
  buf_release(&b);
}

static int put_report(void *ctx, const struct view_report *r, struct err *err) {
  struct writer *w = ctx;
  count_states(w, r->findings.v, r->findings.n);
  buf_add_cstr(w->out, w->reports++ ? ",\n  " : "\n  ");
  put_indented(w->out, report_json(r), 2);
  return 0;
}

/* The members of an object, without its braces: "\n" in front, none behind. */
static void put_members(struct buf *out, json_t *object) {
  struct buf b = BUF_INIT;
  put_indented(&b, object, 0);
  buf_add(out, b.p + 1, b.n - STR("{\n}").n);
  buf_release(&b);
}

static json_t *head_json(void) {
  json_t *head = json_object();
  json_put(head, "schema", json_string("tieout-check/1"));
  json_put(head, "tool", json_pack("{s:s, s:s}", "name", "tieout", "version", TIEOUT_VERSION));
  return head;
}

static json_t *tail_json(const struct view *v, const struct render_options *o, struct writer *w) {
  json_t *tail = json_object(), *evidence = json_array(), *findings = json_array();
  count_states(w, v->findings.v, v->findings.n);
  for (size_t i = 0; i < v->evidence.n; i++) json_array_append_new(evidence, evidence_json(v, &v->evidence.v[i]));
  for (size_t i = 0; i < v->findings.n; i++) json_array_append_new(findings, finding_json(&v->findings.v[i]));
  json_put(tail, "evidence", evidence);
  json_put(tail, "findings", findings);
  if (o->baseline) json_put(tail, "baseline", baseline_json(v, o, w->fresh, w->unchanged));
  json_put(tail, "rules_run", json_integer((json_int_t)o->rules_run));
  json_put(tail, "exit", json_integer(o->exit_status));
  return tail;
}

int render_check_json(struct store *s, const struct render_options *o, struct buf *out, struct err *err) {
  struct view v;
  struct writer w = {.out = out};
  json_prepare();
  buf_add_char(out, '{');
  put_members(out, head_json());
  buf_add_cstr(out, ",\n \"reports\": [");
  int rc = view_each(&v, s, o, VIEW_ALL, put_report, &w, err);
  if (rc == 0) {
    buf_add_cstr(out, w.reports ? "\n ]," : "],");
    put_members(out, tail_json(&v, o, &w));
    buf_add_cstr(out, "\n}\n");
  }
  view_release(&v);
  return rc;
}
