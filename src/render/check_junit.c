/* JUnit XML, in the subset that every reader knows: a suite for each report, a case for each claim. A case passes only where its claim is
 * supported; it fails where the exit status is 1 because of it; everything else is skipped and says why. */
#include "base/time.h"
#include "render/escape.h"
#include "render/findings.h"
#include "render/quote.h"

enum { NAME_MAX = 120, TEXT_MAX = 400, SIDES_SHOWN = 10 };

/* One test case. `second` counts cases of one name: "… (2)". */
struct testcase {
  struct str name; /* of the arena of names */
  size_t claim;    /* index, or … */
  size_t finding;  /* … the finding that has no claim */
  size_t second;
};
#define NO_INDEX SIZE_MAX

struct junit {
  const struct view *v;
  const struct render_options *o;
  struct buf *out;
  struct arena names;
  size_t suites;
};

/* What a suite is made of: a report, or (NULL) evidence against evidence. */
struct suite {
  const struct view_report *r;
  const struct view_finding *findings;
  size_t findings_n;
  VEC(struct testcase) cases;
  struct claim_index by_claim; /* of a report */
  size_t failures, skipped;
};

static void put_attribute(struct junit *w, const char *name, struct str value) {
  buf_printf(w->out, " %s=\"", name);
  escape_xml(w->out, value, false);
  buf_add_char(w->out, '"');
}

/* On one line, nothing hidden. */
static void put_shown(struct junit *w, struct str s, size_t max) {
  struct buf b = BUF_INIT;
  quote_text(&b, s, max);
  escape_xml(w->out, buf_str(&b), false);
  buf_release(&b);
}

/* --- names: without line numbers, so that a case is the same one when lines move ---------------------------------------------- */

static struct str claim_name(struct junit *w, const struct view_claim *c) {
  struct buf b = BUF_INIT;
  quote_text(&b, c->text, NAME_MAX);
  if (c->subject.n) {
    buf_add_cstr(&b, " (");
    quote_text(&b, c->subject, NAME_MAX);
    if (c->attribute.n) {
      buf_add_char(&b, ' ');
      quote_text(&b, c->attribute, NAME_MAX);
    }
    buf_add_char(&b, ')');
  }
  struct str name = arena_str(&w->names, buf_str(&b));
  buf_release(&b);
  return name;
}

static struct str finding_name(struct junit *w, const struct view_finding *f) {
  struct buf b = BUF_INIT;
  buf_printf(&b, "%.*s: ", STR_ARG(f->rule));
  quote_text(&b, f->message, NAME_MAX);
  struct str name = arena_str(&w->names, buf_str(&b));
  buf_release(&b);
  return name;
}

static int by_name(const void *x, const void *y) {
  const struct testcase *const *a = x, *const *b = y;
  int c = str_cmp((*a)->name, (*b)->name);
  return c ? c : (*a > *b) - (*a < *b);
}

static void number_repeats(struct suite *s) {
  VEC(struct testcase *) sorted = {0};
  for (size_t i = 0; i < s->cases.n; i++) vec_push(&sorted, &s->cases.v[i]);
  if (sorted.n) qsort(sorted.v, sorted.n, sizeof *sorted.v, by_name);
  for (size_t i = 1; i < sorted.n; i++)
    if (str_eq(sorted.v[i - 1]->name, sorted.v[i]->name)) sorted.v[i]->second = sorted.v[i - 1]->second + 1;
  vec_release(&sorted);
}

/* --- one case ----------------------------------------------------------------------------------------------------------------- */

static void put_place(struct junit *w, struct str path, uint32_t line, uint32_t column) {
  put_shown(w, path, TEXT_MAX);
  if (line) buf_printf(w->out, ":%u", line);
  if (line && column) buf_printf(w->out, ":%u", column);
}

static void put_side(struct junit *w, const struct location *l) {
  buf_add_cstr(w->out, "  ");
  put_place(w, l->path, l->line, l->column);
  if (l->pointer.n) buf_add_cstr(w->out, "  ");
  put_shown(w, l->pointer, TEXT_MAX);
  if (l->text.n) buf_add_cstr(w->out, "  | ");
  put_shown(w, l->text, TEXT_MAX);
  buf_add_char(w->out, '\n');
}

static void put_finding(struct junit *w, const struct suite *s, const struct view_finding *f) {
  if (s->r)
    put_place(w, s->r->path, f->place.line, f->place.column);
  else if (f->others.n)
    put_place(w, f->others.v[0].path, f->others.v[0].line, f->others.v[0].column);
  buf_printf(w->out, ": %.*s: ", STR_ARG(view_is_waived(f) ? STR("waived") : f->level));
  put_shown(w, f->message, TEXT_MAX);
  buf_printf(w->out, " [%.*s]\n", STR_ARG(f->rule));
  for (size_t i = 0; i < f->others.n && i < SIDES_SHOWN; i++) put_side(w, &f->others.v[i]);
  if (f->others.n > SIDES_SHOWN) buf_printf(w->out, "  … and %zu more\n", f->others.n - SIDES_SHOWN);
  if (f->settle.n) buf_add_cstr(w->out, "  settle: ");
  put_shown(w, f->settle, TEXT_MAX);
  if (f->settle.n) buf_add_char(w->out, '\n');
}

static const size_t *findings_of(const struct suite *s, const struct testcase *c, size_t *n) {
  *n = 1;
  return c->claim == NO_INDEX ? &c->finding : claim_findings(&s->by_claim, c->claim, n);
}

static void put_failure(struct junit *w, const struct suite *s, const struct testcase *c, const struct view_finding *why) {
  size_t n;
  const size_t *v = findings_of(s, c, &n);
  buf_add_cstr(w->out, "<failure message=\"");
  put_shown(w, why->message, TEXT_MAX);
  buf_add_cstr(w->out, "\"");
  put_attribute(w, "type", why->rule);
  buf_add_char(w->out, '>');
  for (size_t i = 0; i < n; i++) put_finding(w, s, &s->findings[v[i]]);
  buf_add_cstr(w->out, "</failure>");
}

static void put_waiver(struct junit *w, const struct view_waiver *waiver) {
  buf_add_cstr(w->out, "waived by ");
  put_shown(w, waiver->owner, TEXT_MAX);
  buf_add_cstr(w->out, " until ");
  put_shown(w, waiver->expires, TEXT_MAX);
  buf_add_cstr(w->out, ": ");
  put_shown(w, waiver->reason, TEXT_MAX);
}

/* `why` may be NULL: a claim that nothing was found about. */
static void put_skipped(struct junit *w, struct str verdict, const struct view_finding *why) {
  buf_add_cstr(w->out, "<skipped message=\"");
  if (why && view_is_waived(why)) {
    put_waiver(w, &why->waiver);
  } else {
    put_shown(w, verdict, TEXT_MAX);
    if (why && !finding_is_live(why)) buf_add_cstr(w->out, ", as in the baseline");
    if (why) buf_add_cstr(w->out, ": ");
    if (why) put_shown(w, why->message, TEXT_MAX);
  }
  buf_add_cstr(w->out, "\"/>");
}

enum outcome { PASSED, FAILED, SKIPPED };

/* `why`: the finding that decides, or NULL. */
static enum outcome outcome_of(const struct junit *w, const struct suite *s, const struct testcase *c, const struct view_finding **why) {
  size_t n;
  const size_t *v = findings_of(s, c, &n);
  *why = n ? &s->findings[v[0]] : NULL;
  for (size_t i = 0; i < n; i++) {
    if (!finding_fails(&s->findings[v[i]], w->o)) continue;
    *why = &s->findings[v[i]];
    return FAILED;
  }
  return s->r && c->claim != NO_INDEX && str_eq(s->r->claims.v[c->claim].verdict, STR("supported")) ? PASSED : SKIPPED;
}

static void put_case_open(struct junit *w, const struct suite *s, const struct testcase *c) {
  struct buf b = BUF_INIT;
  buf_add_str(&b, c->name);
  if (c->second) buf_printf(&b, " (%zu)", c->second + 1);
  buf_add_cstr(w->out, "    <testcase");
  put_attribute(w, "name", buf_str(&b));
  put_attribute(w, "classname", s->r ? s->r->path : STR("evidence"));
  buf_add_cstr(w->out, " time=\"0\">");
  buf_release(&b);
}

/* A claim is what it was found to be; a finding without one is of its level. */
static struct str skipped_as(const struct suite *s, const struct testcase *c, const struct view_finding *why) {
  if (s->r && c->claim != NO_INDEX) return s->r->claims.v[c->claim].verdict;
  return why ? why->level : STR("skipped");
}

static void put_case(struct junit *w, const struct suite *s, const struct testcase *c) {
  const struct view_finding *why;
  enum outcome outcome = outcome_of(w, s, c, &why);
  put_case_open(w, s, c);
  if (outcome == FAILED) put_failure(w, s, c, why);
  if (outcome == SKIPPED) put_skipped(w, skipped_as(s, c, why), why);
  buf_add_cstr(w->out, "</testcase>\n");
}

/* --- one suite ---------------------------------------------------------------------------------------------------------------- */

static void suite_load(struct junit *w, struct suite *s) {
  for (size_t i = 0; s->r && i < s->r->claims.n; i++)
    vec_push(&s->cases, (struct testcase){claim_name(w, &s->r->claims.v[i]), i, NO_INDEX, 0});
  for (size_t i = 0; i < s->findings_n; i++)
    if (!s->findings[i].claim_number) vec_push(&s->cases, (struct testcase){finding_name(w, &s->findings[i]), NO_INDEX, i, 0});
  number_repeats(s);
  if (s->r) claim_index_load(&s->by_claim, s->r);
  for (size_t i = 0; i < s->cases.n; i++) {
    const struct view_finding *why;
    enum outcome outcome = outcome_of(w, s, &s->cases.v[i], &why);
    s->failures += outcome == FAILED;
    s->skipped += outcome == SKIPPED;
  }
}

static void suite_release(struct suite *s) {
  vec_release(&s->cases);
  claim_index_release(&s->by_claim);
}

struct counts {
  size_t tests, failures, errors, skipped;
};

/* Time and host are wanted by the format, and are not ours to tell: none of them may change the bytes. */
static void put_suite_open(struct junit *w, struct str name, struct counts n) {
  struct buf time = BUF_INIT;
  time_format(w->o->now - w->o->now % 1000000, &time);
  buf_add_cstr(w->out, "  <testsuite");
  put_attribute(w, "name", name);
  buf_printf(w->out, " package=\"tieout\" id=\"%zu\" timestamp=\"%.19s\" hostname=\"localhost\"", w->suites++, buf_cstr(&time));
  buf_printf(w->out, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\" time=\"0\">\n", n.tests, n.failures, n.errors,
             n.skipped);
  buf_release(&time);
}

static void put_property(struct junit *w, const char *name, struct str value) {
  buf_printf(w->out, "      <property name=\"%s\"", name);
  put_attribute(w, "value", value);
  buf_add_cstr(w->out, "/>\n");
}

static void put_properties(struct junit *w, const struct view_report *r) {
  buf_add_cstr(w->out, "    <properties>\n");
  put_property(w, "tieout.version", STR(TIEOUT_VERSION));
  if (r) put_property(w, "sha256", r->sha256);
  for (size_t i = 0; r && i < VERDICTS_N; i++) {
    struct buf n = BUF_INIT;
    buf_printf(&n, "%zu", r->coverage[i]);
    put_property(w, VIEW_VERDICTS[i], buf_str(&n));
    buf_release(&n);
  }
  buf_add_cstr(w->out, "    </properties>\n");
}

static void put_diagnostics(struct junit *w, struct str path, const struct view_diagnostic *d, size_t n) {
  for (size_t i = 0; i < n; i++) {
    put_place(w, path, d[i].line, d[i].column);
    buf_printf(w->out, ": %.*s: ", STR_ARG(d[i].severity));
    put_shown(w, d[i].detail.n ? d[i].detail : d[i].name, TEXT_MAX);
    buf_printf(w->out, " [%.*s]\n", STR_ARG(d[i].name));
  }
}

/* Findings that are no failures, and what is doubtful about the documents. */
static void put_streams(struct junit *w, const struct suite *s) {
  buf_add_cstr(w->out, "    <system-out>");
  for (size_t i = 0; i < s->findings_n; i++)
    if (!finding_fails(&s->findings[i], w->o)) put_finding(w, s, &s->findings[i]);
  buf_add_cstr(w->out, "</system-out>\n    <system-err>");
  if (s->r) put_diagnostics(w, s->r->path, s->r->diagnostics.v, s->r->diagnostics.n);
  for (size_t i = 0; !s->r && i < w->v->evidence.n; i++)
    put_diagnostics(w, w->v->evidence.v[i].path, w->v->evidence.v[i].diagnostics.v, w->v->evidence.v[i].diagnostics.n);
  buf_add_cstr(w->out, "</system-err>\n  </testsuite>\n");
}

static void put_suite(struct junit *w, const struct view_report *r, const struct view_finding *findings, size_t n) {
  struct suite s = {.r = r, .findings = findings, .findings_n = n};
  struct buf name = BUF_INIT;
  suite_load(w, &s);
  quote_text(&name, r ? r->path : STR("evidence"), TEXT_MAX);
  put_suite_open(w, buf_str(&name), (struct counts){s.cases.n, s.failures, 0, s.skipped});
  put_properties(w, r);
  for (size_t i = 0; i < s.cases.n; i++) put_case(w, &s, &s.cases.v[i]);
  put_streams(w, &s);
  buf_release(&name);
  suite_release(&s);
}

/* A run that could not establish anything is an error, or no case at all would pass for success. */
static void put_run(struct junit *w) {
  bool failed = w->o->exit_status > 1;
  put_suite_open(w, STR("tieout"), (struct counts){1, 0, failed, 0});
  put_properties(w, NULL);
  buf_add_cstr(w->out, "    <testcase name=\"the check could be made\" classname=\"tieout\" time=\"0\">");
  if (failed) {
    buf_printf(w->out, "<error message=\"%s\" type=\"exit-%d\">", outcome_words(w->o->exit_status), w->o->exit_status);
    escape_xml(w->out, w->o->messages, true);
    buf_add_cstr(w->out, "</error>");
  }
  buf_add_cstr(w->out, "</testcase>\n    <system-out></system-out>\n    <system-err>");
  if (!failed) escape_xml(w->out, w->o->messages, true);
  buf_add_cstr(w->out, "</system-err>\n  </testsuite>\n");
}

static bool has_evidence_suite(const struct view *v) {
  for (size_t i = 0; i < v->evidence.n; i++)
    if (v->evidence.v[i].diagnostics.n) return true;
  return v->findings.n != 0;
}

int render_check_junit(struct store *s, const struct render_options *o, struct buf *out, struct err *err) {
  struct view v;
  struct junit w = {.v = &v, .o = o, .out = out};
  int rc = view_load(&v, s, o, VIEW_FINDINGS, err);
  if (rc == 0) {
    buf_add_cstr(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    for (size_t i = 0; i < v.reports.n; i++) put_suite(&w, &v.reports.v[i], v.reports.v[i].findings.v, v.reports.v[i].findings.n);
    if (has_evidence_suite(&v)) put_suite(&w, NULL, v.findings.v, v.findings.n);
    put_run(&w);
    buf_add_cstr(out, "</testsuites>\n");
  }
  arena_release(&w.names);
  view_release(&v);
  return rc;
}
