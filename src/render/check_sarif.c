/* SARIF 2.1.0 (OASIS): one run, a rule for each of ours, a result for each finding. Section numbers are the standard's. */
#include "base/utf8.h"
#include "render/artifacts.h"
#include "render/escape.h"
#include "render/findings.h"
#include "render/json.h"
#include "render/quote.h"

#define SARIF_SCHEMA "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
/* What relative paths are relative to; the consumer knows where that is (3.14.14). */
#define BASE_ID "%SRCROOT%"

/* Sides that the message links to: viewers show the others by themselves. */
enum { LINKED = 3, MESSAGE_MAX = 1000, PATH_MAX_SHOWN = 200 };

struct sarif {
  const struct view *v;
  const struct render_options *o;
  struct artifacts artifacts;
  json_t *results;
};

static json_t *buf_json(struct buf *b) {
  json_t *text = json_text(buf_str(b));
  buf_release(b);
  return text;
}

static json_t *message_json(struct str s) {
  struct buf shown = BUF_INIT, b = BUF_INIT;
  quote_text(&shown, s, MESSAGE_MAX);
  escape_sarif(&b, buf_str(&shown));
  buf_release(&shown);
  json_t *o = json_object();
  json_put(o, "text", buf_json(&b));
  return o;
}

/* --- places ------------------------------------------------------------------------------------------------------------------- */

static json_t *artifact_location(const struct artifact *a) {
  struct buf uri = BUF_INIT;
  json_t *o = json_object();
  bool relative = a->path.p[0] != '/';
  escape_uri(&uri, a->path);
  json_put(o, "uri", buf_json(&uri));
  if (relative) json_put(o, "uriBaseId", json_string(BASE_ID));
  json_put(o, "index", json_integer((json_int_t)a->index));
  return o;
}

static void put_number(json_t *o, const char *key, uint32_t n) {
  if (n) json_put(o, key, json_integer(n));
}

/* Only what is certain to be the region's own characters: text that was kept in part, or over several lines, is not. */
static bool is_exact(struct place p, struct str text) {
  return text.n && p.end_line == p.line && p.end_column > p.column && utf8_count(text) == p.end_column - p.column;
}

static json_t *region_json(struct place p, struct str text) {
  json_t *o = json_object();
  put_number(o, "startLine", p.line);
  put_number(o, "startColumn", p.column);
  put_number(o, "endLine", p.end_line);
  put_number(o, "endColumn", p.end_column);
  if (is_exact(p, text)) json_put(o, "snippet", json_pack("{s:o}", "text", json_text(text)));
  return o;
}

/* A path that the result knows; without a line the file as a whole is meant. */
static json_t *physical_location(const struct sarif *s, struct str path, struct str sha256, struct place p, struct str text) {
  const struct artifact *a = artifacts_find(&s->artifacts, path, sha256);
  json_t *o = json_object();
  if (a) json_put(o, "artifactLocation", artifact_location(a));
  if (p.line) json_put(o, "region", region_json(p, text));
  return o;
}

static json_t *side_json(const struct sarif *s, const struct location *l, size_t id) {
  json_t *o = json_object();
  struct place p = {.line = l->line, .column = l->column};
  if (id) json_put(o, "id", json_integer((json_int_t)id));
  if (l->path.n) json_put(o, "physicalLocation", physical_location(s, l->path, l->sha256, p, STR_NONE));
  if (l->pointer.n) json_put(o, "logicalLocations", json_pack("[{s:o}]", "fullyQualifiedName", json_text(l->pointer)));
  if (l->text.n) json_put(o, "message", message_json(l->text));
  return o;
}

/* --- results ------------------------------------------------------------------------------------------------------------------ */

static void put_link(struct buf *b, const struct location *l, size_t id) {
  struct buf name = BUF_INIT;
  quote_text(&name, l->path, PATH_MAX_SHOWN);
  if (l->line) buf_printf(&name, ":%u", l->line);
  buf_add_cstr(b, id == 1 ? ". See [" : ", [");
  for (size_t i = 0; i < name.n; i++) { /* link text (3.11.6) */
    char c = name.p[i];
    if (c == '[' || c == ']' || c == '\\') buf_add_char(b, '\\');
    buf_add_char(b, c);
    if (c == '{' || c == '}') buf_add_char(b, c);
  }
  buf_printf(b, "](%zu)", id);
  buf_release(&name);
}

/* What is wrong, where the other side stands, what would settle it. `from`: the first side that is not the result's own place. */
static json_t *result_message(const struct view_finding *f, size_t from) {
  struct buf b = BUF_INIT, shown = BUF_INIT;
  quote_text(&shown, f->message, MESSAGE_MAX);
  escape_sarif(&b, buf_str(&shown));
  for (size_t i = from; i < f->others.n && i - from < LINKED; i++) put_link(&b, &f->others.v[i], i - from + 1);
  buf_clear(&shown);
  if (f->settle.n) {
    buf_add_cstr(&b, ". To settle it: ");
    quote_text(&shown, f->settle, MESSAGE_MAX);
    escape_sarif(&b, buf_str(&shown));
  }
  buf_release(&shown);
  json_t *o = json_object();
  json_put(o, "text", buf_json(&b));
  return o;
}

static json_t *locations_json(const struct sarif *s, const struct view_report *r, const struct view_finding *f, size_t *used) {
  json_t *a = json_array();
  *used = 0;
  if (r) {
    json_array_append_new(a, json_pack("{s:o}", "physicalLocation", physical_location(s, r->path, r->sha256, f->place, f->claim_text)));
  } else if (f->others.n) { /* evidence against evidence stands at its first side */
    json_array_append_new(a, side_json(s, &f->others.v[0], 0));
    *used = 1;
  }
  return a;
}

static int compare_rule(const void *id, const void *rule) { return strcmp(id, ((const struct render_rule *)rule)->id); }

static void put_rule(const struct sarif *s, json_t *o, struct str id) {
  const struct render_rule *rules = s->o->rules, *found = NULL;
  json_put_text(o, "ruleId", id);
  if (s->o->rules_n) found = bsearch(id.p, rules, s->o->rules_n, sizeof *rules, compare_rule);
  if (found) json_put(o, "ruleIndex", json_integer(found - rules));
}

/* 3.35: somebody answers for it outside of the report. */
static json_t *suppressions_json(const struct view_waiver *w) {
  json_t *o = json_object(), *bag = json_object();
  json_put(o, "kind", json_string("external"));
  json_put(o, "status", json_string("accepted"));
  json_put_text(o, "justification", w->reason);
  json_put_text(bag, "owner", w->owner);
  json_put(bag, "until", json_time(w->until));
  json_put_text(bag, "expires", w->expires);
  json_put_text(bag, "path", w->place.path);
  put_number(bag, "line", w->place.line);
  json_put(o, "properties", bag);
  return json_pack("[o]", o);
}

static json_t *bag_json(const struct view_finding *f) {
  json_t *o = json_object();
  if (f->number) json_put(o, "id", json_sprintf("F%u", f->number));
  if (f->claim_number) json_put(o, "claim", json_sprintf("C%u", f->claim_number));
  json_put_text(o, "category", f->category);
  json_put_text(o, "verdict", f->verdict);
  json_put_text(o, "expected", f->expected);
  json_put_text(o, "actual", f->actual);
  json_put_text(o, "settle", f->settle);
  return o;
}

static json_t *result_json(const struct sarif *s, const struct view_finding *f, json_t *locations, size_t used) {
  json_t *o = json_object(), *related = json_array(), *prints = json_object();
  for (size_t i = used; i < f->others.n; i++) json_array_append_new(related, side_json(s, &f->others.v[i], i - used + 1));
  put_rule(s, o, f->rule);
  json_put(o, "kind", json_string("fail"));
  json_put_text(o, "level", f->level);
  json_put(o, "message", result_message(f, used));
  json_put(o, "locations", locations);
  if (json_array_size(related))
    json_put(o, "relatedLocations", related);
  else
    json_decref(related);
  json_put_text(prints, "tieoutFinding/v1", f->fingerprint);
  json_put(o, "partialFingerprints", prints);
  json_put_text(o, "baselineState", f->baseline_state);
  if (view_is_waived(f)) json_put(o, "suppressions", suppressions_json(&f->waiver));
  json_put(o, "properties", bag_json(f));
  return o;
}

static bool put_result(void *ctx, const struct view_report *r, const struct view_finding *f) {
  struct sarif *s = ctx;
  size_t used;
  json_t *locations = locations_json(s, r, f, &used);
  json_array_append_new(s->results, result_json(s, f, locations, used));
  return true;
}

/* Of the former result: its report may be another version by now, and is named without a hash. */
static void put_absent(struct sarif *s, const struct view_finding *f) {
  json_t *locations = json_array();
  if (f->report.n)
    json_array_append_new(locations, json_pack("{s:o}", "physicalLocation", physical_location(s, f->report, STR_NONE, f->place, STR_NONE)));
  json_array_append_new(s->results, result_json(s, f, locations, 0));
}

/* --- the run ------------------------------------------------------------------------------------------------------------------ */

/* "a total against the rows above it" -> "TotalAgainstTheRowsAboveIt" (3.49.7 wants one word). */
static json_t *pascal_case(const char *title) {
  struct buf b = BUF_INIT;
  bool starts = true;
  if (title[0] == 'a' && title[1] == ' ') title += 2;
  for (const char *p = title; *p; p++) {
    if (!ascii_is_alnum(*p)) {
      starts = *p != '\'';
      continue;
    }
    buf_add_char(&b, starts && *p >= 'a' && *p <= 'z' ? (char)(*p - 32) : *p);
    starts = false;
  }
  return buf_json(&b);
}

static json_t *rule_json(const struct render_options *o, const struct render_rule *r) {
  json_t *j = json_object(), *help = json_object();
  json_put(j, "id", json_string(r->id));
  json_put(j, "name", pascal_case(r->title));
  json_put(j, "shortDescription", message_json(str_of(r->title)));
  json_put(j, "fullDescription", message_json(str_of(r->why)));
  if (o->docs) json_put(j, "helpUri", json_sprintf("%s%s.md", o->docs, r->id));
  json_put(help, "text", json_sprintf("%s `tieout rules show %s` prints the rule.", r->why ? r->why : r->title, r->id));
  json_put(j, "help", help);
  json_put(j, "defaultConfiguration", json_pack("{s:s}", "level", r->level));
  json_put(j, "properties", json_pack("{s:s, s:[s]}", "category", r->category, "tags", r->category));
  return j;
}

static json_t *tool_json(const struct render_options *o) {
  json_t *driver = json_object(), *rules = json_array();
  for (size_t i = 0; i < o->rules_n; i++) json_array_append_new(rules, rule_json(o, &o->rules[i]));
  json_put(driver, "name", json_string("tieout"));
  json_put(driver, "version", json_string(TIEOUT_VERSION));
  json_put(driver, "semanticVersion", json_string(TIEOUT_VERSION));
  if (o->docs) json_put(driver, "informationUri", json_string(o->docs));
  json_put(driver, "rules", rules);
  return json_pack("{s:o}", "driver", driver);
}

static json_t *artifacts_json(const struct sarif *s) {
  json_t *a = json_array();
  for (size_t i = 0; i < s->artifacts.order.n; i++) {
    const struct artifact *one = &s->artifacts.v.v[s->artifacts.order.v[i]];
    json_t *o = json_object();
    json_put(o, "location", artifact_location(one));
    if (one->is_report) json_put(o, "roles", json_pack("[s]", "analysisTarget"));
    if (one->sha256.n) json_put(o, "hashes", json_pack("{s:o}", "sha-256", json_text(one->sha256)));
    json_array_append_new(a, o);
  }
  return a;
}

/* --- what the run has to say of itself (3.20.21) --- */

static json_t *notification(const char *level, json_t *message) { return json_pack("{s:s, s:o}", "level", level, "message", message); }

static void put_diagnostic(const struct sarif *s, json_t *out, struct str path, struct str sha256, const struct view_diagnostic *d) {
  bool known = str_eq(d->severity, STR("error")) || str_eq(d->severity, STR("warning"));
  json_t *o = notification(known ? d->severity.p : "note", message_json(d->detail.n ? d->detail : d->name));
  struct place p = {.line = d->line, .column = d->column};
  json_put(o, "locations", json_pack("[{s:o}]", "physicalLocation", physical_location(s, path, sha256, p, STR_NONE)));
  json_put(o, "descriptor", json_pack("{s:o}", "id", json_text(d->name)));
  json_array_append_new(out, o);
}

static void put_unused(const struct sarif *s, json_t *out, const struct view_evidence *e) {
  for (size_t i = 0; i < e->scopes.n; i++)
    if (e->scopes.v[i].bound) return;
  if (e->scopes.n)
    put_diagnostic(s, out, e->path, e->sha256,
                   &(struct view_diagnostic){
                       .name = str_of(diag_name(DIAG_EVIDENCE_OUT_OF_SCOPE)), .severity = STR("note"), .detail = e->scopes.v[0].reason});
}

static json_t *notifications_json(const struct sarif *s) {
  json_t *a = json_array();
  const struct view *v = s->v;
  struct str line;
  for (size_t at = 0; next_line(s->o->messages, &at, &line);)
    json_array_append_new(a, notification(s->o->exit_status > 1 ? "error" : "warning", message_json(line)));
  for (size_t i = 0; i < v->reports.n; i++)
    for (size_t k = 0; k < v->reports.v[i].diagnostics.n; k++)
      put_diagnostic(s, a, v->reports.v[i].path, v->reports.v[i].sha256, &v->reports.v[i].diagnostics.v[k]);
  for (size_t i = 0; i < v->evidence.n; i++) {
    const struct view_evidence *e = &v->evidence.v[i];
    for (size_t k = 0; k < e->diagnostics.n; k++) put_diagnostic(s, a, e->path, e->sha256, &e->diagnostics.v[k]);
    put_unused(s, a, e);
  }
  return a;
}

static json_t *invocations_json(const struct sarif *s) {
  json_t *o = json_object();
  json_put(o, "executionSuccessful", json_boolean(s->o->exit_status <= 1));
  json_put(o, "exitCode", json_integer(s->o->exit_status));
  json_put(o, "exitCodeDescription", json_string(outcome_words(s->o->exit_status)));
  if (s->o->now) json_put(o, "endTimeUtc", json_time(s->o->now));
  json_put(o, "toolExecutionNotifications", notifications_json(s));
  return json_pack("[o]", o);
}

static json_t *coverage_json(const struct view *v) {
  json_t *a = json_array();
  for (size_t i = 0; i < v->reports.n; i++) {
    json_t *o = json_object();
    json_put_text(o, "path", v->reports.v[i].path);
    json_put(o, "coverage", report_coverage_json(&v->reports.v[i]));
    json_array_append_new(a, o);
  }
  return a;
}

static json_t *run_json(struct sarif *s) {
  json_t *o = json_object();
  s->results = json_array();
  findings_each(s->v, put_result, s);
  for (size_t i = 0; i < s->v->absent.n; i++) put_absent(s, &s->v->absent.v[i]);
  json_put(o, "tool", tool_json(s->o));
  json_put(o, "automationDetails", json_pack("{s:s}", "id", "tieout/check/"));
  json_put(o, "invocations", invocations_json(s));
  json_put(o, "originalUriBaseIds", json_pack("{s:{s:{s:s}}}", BASE_ID, "description", "text", "The folder that tieout was run in."));
  json_put(o, "columnKind", json_string("unicodeCodePoints"));
  json_put(o, "artifacts", artifacts_json(s));
  json_put(o, "results", s->results);
  json_put(o, "properties", json_pack("{s:o, s:I}", "reports", coverage_json(s->v), "rulesRun", (json_int_t)s->o->rules_run));
  return o;
}

int render_check_sarif(struct store *s, const struct render_options *o, struct buf *out, struct err *err) {
  struct view v;
  struct sarif w = {.v = &v, .o = o};
  json_prepare();
  int rc = view_load(&v, s, o, VIEW_FINDINGS, err);
  if (rc == 0) {
    artifacts_load(&w.artifacts, &v);
    json_t *top = json_pack("{s:s, s:s, s:[o]}", "$schema", SARIF_SCHEMA, "version", "2.1.0", "runs", run_json(&w));
    json_dump_to(top, JSON_INDENT(1), out);
    artifacts_release(&w.artifacts);
  }
  view_release(&v);
  return rc;
}
