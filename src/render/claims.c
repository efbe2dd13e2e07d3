/* The claims of a report, as `tieout extract` shows them. */
#include "render/json.h"
#include "render/quote.h"
#include "render/view.h"

enum { TEXT_MAX = 120 };

static void put_word(struct buf *out, const char *before, struct str s) {
  if (!s.n) return;
  buf_add_cstr(out, before);
  quote_text(out, s, TEXT_MAX);
}

static void put_claim(struct buf *out, const struct view_report *r, const struct view_claim *c) {
  quote_text(out, r->path, 400);
  buf_printf(out, ":%u:%u: %.*s", c->place.line, c->place.column, STR_ARG(c->family));
  put_word(out, " ", c->subject);
  put_word(out, " ", c->attribute);
  put_word(out, " ", c->operator_);
  put_word(out, " ", c->value);
  put_word(out, " ", c->has_number ? c->unit : STR_NONE);
  if (!str_eq(c->role, STR("measured"))) put_word(out, ", ", c->role);
  put_word(out, ", ", c->qualifier);
  buf_add_cstr(out, "\n    ");
  quote_text(out, c->text, TEXT_MAX);
  buf_add_char(out, '\n');
}

static void put_diagnostics(struct buf *out, const struct view_report *r) {
  for (size_t i = 0; i < r->diagnostics.n; i++) {
    const struct view_diagnostic *d = &r->diagnostics.v[i];
    quote_text(out, r->path, 400);
    if (d->line) buf_printf(out, ":%u:%u", d->line, d->column);
    buf_printf(out, ": %.*s: ", STR_ARG(d->severity));
    quote_text(out, d->detail.n ? d->detail : d->name, TEXT_MAX);
    buf_printf(out, " [%.*s]\n", STR_ARG(d->name));
  }
}

int render_claims_text(struct store *s, const struct render_options *o, struct buf *out, struct err *err) {
  struct view v;
  int rc = view_load(&v, s, o, VIEW_CLAIMS, err);
  for (size_t i = 0; rc == 0 && i < v.reports.n; i++) {
    const struct view_report *r = &v.reports.v[i];
    for (size_t k = 0; k < r->claims.n; k++) put_claim(out, r, &r->claims.v[k]);
    put_diagnostics(out, r);
    quote_text(out, r->path, 400);
    buf_printf(out, ": %zu claim%s\n", r->claims.n, r->claims.n == 1 ? "" : "s");
  }
  view_release(&v);
  return rc;
}

static json_t *report_json(const struct view_report *r) {
  json_t *o = json_object(), *claims = json_array(), *diagnostics = json_array();
  for (size_t i = 0; i < r->claims.n; i++) json_array_append_new(claims, claim_json(&r->claims.v[i], false));
  for (size_t i = 0; i < r->diagnostics.n; i++) json_array_append_new(diagnostics, diagnostic_json(&r->diagnostics.v[i]));
  json_put_text(o, "path", r->path);
  json_put_text(o, "sha256", r->sha256);
  json_put_text(o, "status_claimed", r->status_claimed);
  if (r->as_of != INT64_MIN) json_put(o, "as_of", json_time(r->as_of));
  json_put(o, "claims", claims);
  json_put(o, "diagnostics", diagnostics);
  return o;
}

int render_claims_json(struct store *s, const struct render_options *o, struct buf *out, struct err *err) {
  struct view v;
  json_prepare();
  int rc = view_load(&v, s, o, VIEW_CLAIMS, err);
  if (rc == 0) {
    json_t *top = json_object(), *reports = json_array();
    for (size_t i = 0; i < v.reports.n; i++) json_array_append_new(reports, report_json(&v.reports.v[i]));
    json_put(top, "schema", json_string("tieout-extract/1"));
    json_put(top, "reports", reports);
    json_dump_to(top, JSON_INDENT(1), out);
  }
  view_release(&v);
  return rc;
}
