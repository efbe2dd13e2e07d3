/* Markdown for a job summary or a comment on a merge request. Whatever is not ours stands in a code span: a report cannot add a link, an
 * image, a mention, a row or a heading. Cut to what such places take, errors first. */
#include "render/escape.h"
#include "render/findings.h"

/* A comment of GitHub holds 65,536 characters, a step's summary 1 MiB. */
enum { OUTPUT_MAX = 60000, TEXT_MAX = 300, SIDES_SHOWN = 3, REPORTS_SHOWN = 200, LINES_SHOWN = 20 };

struct markdown {
  const struct view *v;
  const struct render_options *o;
  struct buf *out;
  int level; /* that is written now; 0: the waived ones */
  size_t left_out;
};

static void put_code(struct markdown *w, struct str s) { escape_code(w->out, s, TEXT_MAX, false); }

/* `path:line:column` in one span. */
static void put_place(struct markdown *w, struct str path, uint32_t line, uint32_t column) {
  struct buf b = BUF_INIT;
  buf_add_str(&b, path);
  if (line) buf_printf(&b, ":%u", line);
  if (line && column) buf_printf(&b, ":%u", column);
  put_code(w, buf_str(&b));
  buf_release(&b);
}

/* --- the head ----------------------------------------------------------------------------------------------------------------- */

static const char *plural(size_t n) { return n == 1 ? "" : "s"; }

static void put_head(struct markdown *w) {
  static const char *const MARKS[] = {"✅", "❌", "⚠️", "⚠️", "⚠️", "⚠️"};
  int status = w->o->exit_status;
  buf_printf(w->out, "## %s tieout: %s\n\n", MARKS[status >= 0 && status < 6 ? status : 5], outcome_words(status));
  struct finding_counts n = findings_count(w->v);
  findings_add_counts(w->out, &n);
  findings_add_baseline(w->out, "; ", w->v, w->o);
  buf_printf(w->out, " in %zu report%s; %zu rule%s run.\n\n", w->v->reports.n, plural(w->v->reports.n), w->o->rules_run,
             plural(w->o->rules_run));
}

static void put_messages(struct markdown *w) {
  struct str line;
  size_t n = 0;
  for (size_t at = 0; n < LINES_SHOWN && next_line(w->o->messages, &at, &line); n++) {
    buf_add_cstr(w->out, "- ");
    put_code(w, line);
    buf_add_char(w->out, '\n');
  }
  if (n) buf_add_char(w->out, '\n');
}

static void put_row(struct markdown *w, const struct view_report *r) {
  buf_add_cstr(w->out, "| ");
  escape_code(w->out, r->path, TEXT_MAX, true);
  buf_printf(w->out, " | %zu |", r->claims.n);
  for (size_t i = 0; i < VERDICTS_N; i++) {
    if (r->coverage[i])
      buf_printf(w->out, " %zu |", r->coverage[i]);
    else
      buf_add_cstr(w->out, " |");
  }
  buf_add_char(w->out, '\n');
}

static void put_coverage(struct markdown *w) {
  if (!w->v->reports.n) return;
  buf_add_cstr(w->out, "| report | claims |");
  for (size_t i = 0; i < VERDICTS_N; i++) buf_printf(w->out, " %s |", VIEW_VERDICTS[i]);
  buf_add_cstr(w->out, "\n|---|--:|");
  for (size_t i = 0; i < VERDICTS_N; i++) buf_add_cstr(w->out, "--:|");
  buf_add_char(w->out, '\n');
  for (size_t i = 0; i < w->v->reports.n && i < REPORTS_SHOWN; i++) put_row(w, &w->v->reports.v[i]);
  if (w->v->reports.n > REPORTS_SHOWN) buf_printf(w->out, "\n… and %zu reports more\n", w->v->reports.n - REPORTS_SHOWN);
  buf_add_char(w->out, '\n');
}

/* --- findings ----------------------------------------------------------------------------------------------------------------- */

static void put_side(struct markdown *w, const struct location *l) {
  buf_add_cstr(w->out, "  - ");
  put_place(w, l->path, l->line, l->column);
  if (l->pointer.n) buf_add_char(w->out, ' ');
  put_code(w, l->pointer);
  if (l->text.n) buf_add_cstr(w->out, ": ");
  put_code(w, l->text);
  buf_add_char(w->out, '\n');
}

static void put_waiver(struct markdown *w, const struct view_waiver *waiver) {
  buf_add_cstr(w->out, "  - waived by ");
  put_code(w, waiver->owner);
  buf_add_cstr(w->out, " until ");
  put_code(w, waiver->expires);
  buf_add_cstr(w->out, ": ");
  put_code(w, waiver->reason);
  buf_add_char(w->out, '\n');
}

static void put_finding(struct markdown *w, const struct view_report *r, const struct view_finding *f) {
  bool waived = view_is_waived(f);
  buf_printf(w->out, "- **%.*s** ", STR_ARG(waived ? STR("waived") : f->level));
  put_code(w, f->rule);
  buf_add_char(w->out, ' ');
  if (r)
    put_place(w, r->path, f->place.line, f->place.column);
  else if (f->others.n)
    put_place(w, f->others.v[0].path, f->others.v[0].line, f->others.v[0].column);
  buf_add_cstr(w->out, str_eq(f->baseline_state, STR("new")) ? " (new): " : ": ");
  put_code(w, f->message);
  buf_add_char(w->out, '\n');
  for (size_t i = 0; i < f->others.n && i < SIDES_SHOWN; i++) put_side(w, &f->others.v[i]);
  if (f->others.n > SIDES_SHOWN) buf_printf(w->out, "  - … and %zu more\n", f->others.n - SIDES_SHOWN);
  if (waived) {
    put_waiver(w, &f->waiver);
  } else if (f->settle.n) {
    buf_add_cstr(w->out, "  - settle: ");
    put_code(w, f->settle);
    buf_add_char(w->out, '\n');
  }
}

static bool put_if_level(void *ctx, const struct view_report *r, const struct view_finding *f) {
  struct markdown *w = ctx;
  if ((view_is_waived(f) ? 0 : finding_level(f)) != w->level || str_eq(f->baseline_state, STR("unchanged"))) return true;
  size_t before = w->out->n;
  if (!w->left_out) put_finding(w, r, f);
  if (w->left_out || w->out->n > OUTPUT_MAX) { /* once something is left out, all that comes after it is */
    w->out->n = before;
    w->out->p[before] = '\0';
    w->left_out++;
  }
  return true;
}

static void put_findings(struct markdown *w) {
  static const int ORDER[] = {LEVEL_ERROR, LEVEL_WARNING, LEVEL_NOTE, 0};
  for (size_t i = 0; i < sizeof ORDER / sizeof *ORDER; i++) {
    w->level = ORDER[i];
    findings_each(w->v, put_if_level, w);
  }
  if (w->left_out) buf_printf(w->out, "\n… and %zu findings more.\n", w->left_out);
}

int render_check_markdown(struct store *s, const struct render_options *o, struct buf *out, struct err *err) {
  struct view v;
  struct markdown w = {.v = &v, .o = o, .out = out};
  int rc = view_load(&v, s, o, VIEW_FINDINGS, err);
  if (rc == 0) {
    put_head(&w);
    put_messages(&w);
    put_coverage(&w);
    put_findings(&w);
  }
  view_release(&v);
  return rc;
}
