/* The result for people: compiler style, the claim in its line, the other side, what would settle it; then the summary. */
#include "base/diag.h"
#include "base/time.h"
#include "render/quote.h"
#include "render/source.h"
#include "render/view.h"

/* Other sides that are quoted; the rest is counted. */
enum { OTHERS_SHOWN = 3, TEXT_MAX = 160, MESSAGE_MAX = 400 };

struct colours {
  const char *bold, *red, *yellow, *cyan, *green, *dim, *off;
};
static const struct colours PLAIN = {"", "", "", "", "", "", ""};
static const struct colours COLOURS = {"\033[1m", "\033[1;31m", "\033[1;33m", "\033[1;36m", "\033[1;32m", "\033[2m", "\033[0m"};

struct tally {
  size_t levels[3], waived, fresh, unchanged;
};
static const char *const LEVELS[] = {"error", "warning", "note"};

struct writer {
  const struct view *v;
  const struct render_options *o;
  const struct colours *c;
  struct buf *out;
  struct tally tally; /* of all findings so far */
  struct quote_cursor cursor;
};

static const char *level_colour(const struct writer *w, struct str level) {
  if (str_eq(level, STR("error"))) return w->c->red;
  return str_eq(level, STR("warning")) ? w->c->yellow : w->c->cyan;
}

static void put_quoted(struct writer *w, struct str s, size_t max) { quote_text(w->out, s, max); }

static void put_place(struct writer *w, struct str path, uint32_t line, uint32_t column) {
  put_quoted(w, path, MESSAGE_MAX);
  if (line) buf_printf(w->out, ":%u", line);
  if (line && column) buf_printf(w->out, ":%u", column);
}

static void put_other(struct writer *w, const struct location *l) {
  buf_add_cstr(w->out, "  ");
  buf_add_cstr(w->out, w->c->cyan);
  put_place(w, l->path, l->line, l->column);
  buf_add_cstr(w->out, w->c->off);
  if (l->pointer.n) {
    buf_add_cstr(w->out, "  ");
    put_quoted(w, l->pointer, TEXT_MAX);
  }
  if (l->text.n) {
    buf_add_cstr(w->out, "\n       | ");
    put_quoted(w, l->text, TEXT_MAX);
  }
  buf_add_char(w->out, '\n');
}

static void put_claim_line(struct writer *w, const struct view_finding *f, const struct source *source) {
  struct quote_style style = {w->c->green, w->c->off};
  struct str line = source ? source_line(source, f->place.line) : STR_NONE;
  if (line.p) {
    size_t from = f->place.column ? f->place.column - 1 : 0;
    size_t to = f->place.end_line == f->place.line && f->place.end_column ? f->place.end_column - 1 : SIZE_MAX;
    quote_line(w->out, line, from, to, f->place.line, &style, &w->cursor);
  } else if (f->claim_text.n) {
    buf_add_cstr(w->out, "       | ");
    put_quoted(w, f->claim_text, TEXT_MAX);
    buf_add_char(w->out, '\n');
  }
}

static void put_head(struct writer *w, const struct view_finding *f, struct str path, uint32_t line, uint32_t column) {
  bool waived = view_is_waived(f);
  struct str level = waived ? STR("waived") : f->level;
  buf_add_cstr(w->out, w->c->bold);
  put_place(w, path, line, column);
  buf_printf(w->out, ":%s %s%.*s:%s ", w->c->off, waived ? w->c->dim : level_colour(w, level), STR_ARG(level), w->c->off);
  put_quoted(w, f->message, MESSAGE_MAX);
  buf_printf(w->out, " %s[%.*s]%s\n", w->c->dim, STR_ARG(f->rule), w->c->off);
}

static void put_waiver(struct writer *w, const struct view_waiver *waiver) {
  buf_add_cstr(w->out, "  waived by ");
  put_quoted(w, waiver->owner, TEXT_MAX);
  buf_add_cstr(w->out, " until ");
  put_quoted(w, waiver->expires, TEXT_MAX);
  buf_add_cstr(w->out, ": ");
  put_quoted(w, waiver->reason, MESSAGE_MAX);
  buf_add_cstr(w->out, " (");
  put_place(w, waiver->place.path, waiver->place.line, 0);
  buf_add_cstr(w->out, ")\n");
}

static void put_tail(struct writer *w, const struct view_finding *f) {
  for (size_t i = 0; i < f->others.n && i < OTHERS_SHOWN; i++) put_other(w, &f->others.v[i]);
  if (f->others.n > OTHERS_SHOWN) buf_printf(w->out, "  … and %zu more\n", f->others.n - OTHERS_SHOWN);
  if (view_is_waived(f)) {
    put_waiver(w, &f->waiver);
  } else if (f->settle.n) {
    buf_add_cstr(w->out, "  settle: ");
    put_quoted(w, f->settle, MESSAGE_MAX);
    buf_add_char(w->out, '\n');
  }
  buf_add_char(w->out, '\n');
}

static bool is_shown(const struct writer *w, const struct view_finding *f) {
  return w->o->verbose || !str_eq(f->baseline_state, STR("unchanged"));
}

static void put_finding(struct writer *w, const struct view_report *r, const struct view_finding *f, const struct source *source) {
  if (!is_shown(w, f)) return;
  put_head(w, f, r->path, f->place.line, f->place.column);
  put_claim_line(w, f, source);
  put_tail(w, f);
}

/* Evidence against evidence has no place in a report: it stands at its first side. */
static void put_evidence_finding(struct writer *w, const struct view_finding *f) {
  if (!is_shown(w, f)) return;
  struct location none = {.path = STR("evidence")};
  const struct location *at = f->others.n ? &f->others.v[0] : &none;
  put_head(w, f, at->path, at->line, at->column);
  put_tail(w, f);
}

/* --- summary ---------------------------------------------------------------------------------------------------------------- */

static void count_finding(struct tally *t, const struct view_finding *f) {
  t->fresh += str_eq(f->baseline_state, STR("new"));
  t->unchanged += str_eq(f->baseline_state, STR("unchanged"));
  t->waived += view_is_waived(f);
  for (size_t i = 0; i < 3; i++) t->levels[i] += !view_is_waived(f) && str_eq(f->level, str_of(LEVELS[i]));
}

static const char *plural(size_t n) { return n == 1 ? "" : "s"; }

/* What was found then and is not now, for who asks for everything. */
static void put_absent(struct writer *w) {
  for (size_t i = 0; w->o->verbose && i < w->v->absent.n; i++) {
    const struct view_finding *f = &w->v->absent.v[i];
    buf_add_cstr(w->out, "  no longer found: ");
    put_place(w, f->report.n ? f->report : STR("evidence"), f->place.line, f->place.column);
    buf_add_cstr(w->out, ": ");
    put_quoted(w, f->message, MESSAGE_MAX);
    buf_printf(w->out, " [%.*s]\n", STR_ARG(f->rule));
  }
}

/* What became of the findings of the former result. Unchanged ones are shown only to who asks for everything. */
static void put_baseline(struct writer *w, const struct tally *t) {
  if (!w->o->baseline) return;
  put_quoted(w, str_of(w->o->baseline), MESSAGE_MAX);
  buf_printf(w->out, ": %zu new, %zu unchanged%s, %zu no longer found\n", t->fresh, t->unchanged,
             t->unchanged && !w->o->verbose ? " (not shown)" : "", w->v->absent.n);
  put_absent(w);
}

static void put_totals(struct writer *w) {
  const struct tally *t = &w->tally;
  put_baseline(w, t);
  buf_add_cstr(w->out, w->c->bold);
  for (size_t i = 0; i < 3; i++) buf_printf(w->out, "%s%zu %s%s", i ? ", " : "", t->levels[i], LEVELS[i], plural(t->levels[i]));
  if (t->waived) buf_printf(w->out, ", %zu waived", t->waived);
  buf_printf(w->out, "%s in %zu report%s; %zu rule%s run\n", w->c->off, w->v->reports.n, plural(w->v->reports.n), w->o->rules_run,
             plural(w->o->rules_run));
}

static void put_coverage(struct writer *w, const struct view_report *r) {
  put_quoted(w, r->path, MESSAGE_MAX);
  buf_printf(w->out, ": %zu claim%s: ", r->claims_n, plural(r->claims_n));
  for (size_t i = 0, shown = 0; i < VERDICTS_N; i++)
    if (r->coverage[i]) buf_printf(w->out, "%s%zu %s", shown++ ? ", " : "", r->coverage[i], VIEW_VERDICTS[i]);
  if (!r->claims_n) buf_add_cstr(w->out, "nothing to check");
  buf_add_char(w->out, '\n');
}

static void put_diagnostic(struct writer *w, struct str path, const struct view_diagnostic *d) {
  buf_add_cstr(w->out, "  ");
  put_place(w, path, d->line, d->column);
  buf_printf(w->out, ": %.*s: ", STR_ARG(d->severity));
  put_quoted(w, d->detail.n ? d->detail : diag_text_of(d->name), TEXT_MAX);
  buf_printf(w->out, " [%.*s]\n", STR_ARG(d->name));
}

static void put_evidence_line(struct writer *w, const struct view_evidence *e, const struct view_scope *scope) {
  bool bound = scope && scope->bound;
  struct str reason = scope ? scope->reason : STR_NONE;
  buf_printf(w->out, "  %s ", bound ? "in " : "out");
  put_quoted(w, e->path, TEXT_MAX);
  if (e->importer.n) buf_printf(w->out, "  %.*s, %lld fact%s", STR_ARG(e->importer), (long long)e->facts, plural((size_t)e->facts));
  if (reason.n) {
    buf_add_cstr(w->out, bound ? " (" : ": ");
    put_quoted(w, reason, TEXT_MAX);
    if (bound) buf_add_char(w->out, ')');
  }
  buf_add_char(w->out, '\n');
}

/* Files that are out of scope and listed; a folder of thousands is not. */
enum { OUT_SHOWN = 20 };

static void put_scope(struct writer *w, size_t report) {
  size_t bound = 0, out = 0;
  for (size_t i = 0; i < w->v->evidence.n; i++) {
    const struct view_scope *scope = view_scope_of(&w->v->evidence.v[i], report);
    bound += scope && scope->bound;
  }
  if (!bound)
    buf_printf(w->out, "  nothing of the evidence (%zu file%s) belongs to this report: it was compared with itself only\n",
               w->v->evidence.n, plural(w->v->evidence.n));
  else
    buf_printf(w->out, "  evidence: %zu of %zu file%s belong%s to its release\n", bound, w->v->evidence.n, plural(w->v->evidence.n),
               w->v->evidence.n == 1 ? "s" : "");
  for (size_t i = 0; i < w->v->evidence.n; i++) {
    const struct view_evidence *e = &w->v->evidence.v[i];
    const struct view_scope *scope = view_scope_of(e, report);
    if ((scope && scope->bound) || out++ < OUT_SHOWN || w->o->verbose) put_evidence_line(w, e, scope);
  }
  if (out > OUT_SHOWN && !w->o->verbose) buf_printf(w->out, "  … and %zu more that do not\n", out - OUT_SHOWN);
}

/* Diagnostics of one name that are listed; a folder of thousands that say the same is counted. */
enum { ALIKE_SHOWN = 20 };

struct alike {
  struct str name;
  size_t n;
};
typedef VEC(struct alike) alikes;

/* There are some dozens of names. */
static size_t count_alike(alikes *v, struct str name) {
  size_t i = 0;
  while (i < v->n && !str_eq(v->v[i].name, name)) i++;
  if (i == v->n) vec_push(v, (struct alike){name, 0});
  return ++v->v[i].n;
}

static void put_evidence_diagnostics(struct writer *w) {
  alikes seen = {0};
  for (size_t i = 0; i < w->v->evidence.n; i++) {
    const struct view_evidence *e = &w->v->evidence.v[i];
    for (size_t k = 0; k < e->diagnostics.n; k++)
      if (count_alike(&seen, e->diagnostics.v[k].name) <= ALIKE_SHOWN || w->o->verbose) put_diagnostic(w, e->path, &e->diagnostics.v[k]);
  }
  for (size_t i = 0; i < seen.n && !w->o->verbose; i++)
    if (seen.v[i].n > ALIKE_SHOWN) buf_printf(w->out, "  … and %zu more [%.*s]\n", seen.v[i].n - ALIKE_SHOWN, STR_ARG(seen.v[i].name));
  vec_release(&seen);
}

static void put_summary(struct writer *w) {
  for (size_t i = 0; i < w->v->reports.n; i++) {
    const struct view_report *r = &w->v->reports.v[i];
    put_coverage(w, r);
    for (size_t k = 0; k < r->diagnostics.n; k++) put_diagnostic(w, r->path, &r->diagnostics.v[k]);
    if (w->v->evidence.n) put_scope(w, i);
  }
  put_evidence_diagnostics(w);
  put_totals(w);
}

static void put_claims(struct writer *w, const struct view_report *r) {
  for (size_t i = 0; i < r->claims.n; i++) {
    const struct view_claim *c = &r->claims.v[i];
    put_place(w, r->path, c->place.line, c->place.column);
    buf_printf(w->out, ": %.*s: ", STR_ARG(c->verdict));
    put_quoted(w, c->text, TEXT_MAX);
    buf_add_char(w->out, '\n');
  }
  if (r->claims.n) buf_add_char(w->out, '\n');
}

static int put_report(void *ctx, const struct view_report *r, struct err *err) {
  struct writer *w = ctx;
  struct source source;
  source_open(&source, r);
  w->cursor = (struct quote_cursor){0};
  for (size_t i = 0; i < r->findings.n; i++) {
    count_finding(&w->tally, &r->findings.v[i]);
    put_finding(w, r, &r->findings.v[i], &source);
  }
  source_release(&source);
  if (w->o->verbose && !w->o->quiet) put_claims(w, r);
  return 0;
}

int render_check_text(struct store *s, const struct render_options *o, struct buf *out, struct err *err) {
  struct view v;
  struct writer w = {.v = &v, .o = o, .c = o->colour ? &COLOURS : &PLAIN, .out = out};
  int rc = view_each(&v, s, o, VIEW_FINDINGS, put_report, &w, err);
  if (rc == 0) {
    for (size_t i = 0; i < v.findings.n; i++) {
      count_finding(&w.tally, &v.findings.v[i]);
      put_evidence_finding(&w, &v.findings.v[i]);
    }
    if (!o->quiet) put_summary(&w);
  }
  view_release(&v);
  return rc;
}
