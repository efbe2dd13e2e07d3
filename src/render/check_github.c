/* Workflow commands of GitHub Actions. Every line is a command, so that nothing of a report can pass for one. A step shows ten annotations
 * of a kind and drops the rest without a word: the last line says what was left out. */
#include "render/escape.h"
#include "render/findings.h"
#include "render/quote.h"

enum { SHOWN = 10, SIDES_SHOWN = 3, TEXT_MAX = 400 };

struct github {
  const struct view *v;
  const struct render_options *o;
  struct buf *out;
  int level; /* that is written now */
  size_t shown;
};

static const char *const WORDS[] = {[LEVEL_ERROR] = "error", [LEVEL_WARNING] = "warning", [LEVEL_NOTE] = "note"};
static const char *const COMMANDS[] = {[LEVEL_ERROR] = "error", [LEVEL_WARNING] = "warning", [LEVEL_NOTE] = "notice"};

/* The summary is a notice itself. */
static size_t most(int level) { return level == LEVEL_NOTE ? SHOWN - 1 : SHOWN; }

static void put_property(struct github *w, const char *name, struct str value, bool first) {
  buf_printf(w->out, "%s%s=", first ? " " : ",", name);
  escape_command(w->out, value, true);
}

static void put_place(struct github *w, struct str path, struct place p) {
  put_property(w, "file", path_plain(path), true);
  if (p.line) buf_printf(w->out, ",line=%u", p.line);
  if (p.end_line >= p.line && p.end_line) buf_printf(w->out, ",endLine=%u", p.end_line);
  if (p.column) buf_printf(w->out, ",col=%u", p.column);
  if (p.column && p.end_line == p.line && p.end_column > p.column) buf_printf(w->out, ",endColumn=%u", p.end_column);
}

static void put_side_place(struct github *w, const struct location *l) {
  put_place(w, l->path, (struct place){.line = l->line, .column = l->column});
}

/* Lines of a message, each quoted: their ends are ours. */
static void add_side(struct buf *b, const struct location *l) {
  buf_add_char(b, '\n');
  quote_text(b, l->path, TEXT_MAX);
  if (l->line) buf_printf(b, ":%u", l->line);
  if (l->line && l->column) buf_printf(b, ":%u", l->column);
  if (l->pointer.n) buf_add_cstr(b, "  ");
  quote_text(b, l->pointer, TEXT_MAX);
  if (l->text.n) buf_add_cstr(b, "  | ");
  quote_text(b, l->text, TEXT_MAX);
}

static void add_message(struct buf *b, const struct view_finding *f) {
  quote_text(b, f->message, TEXT_MAX);
  for (size_t i = 0; i < f->others.n && i < SIDES_SHOWN; i++) add_side(b, &f->others.v[i]);
  if (f->others.n > SIDES_SHOWN) buf_printf(b, "\n… and %zu more", f->others.n - SIDES_SHOWN);
  if (f->settle.n) buf_add_cstr(b, "\nsettle: ");
  quote_text(b, f->settle, TEXT_MAX);
}

/* Escapes what quoting left; the line ends of `text` are the message's own. */
static void put_message(struct github *w, struct buf *text) {
  buf_add_cstr(w->out, "::");
  for (size_t i = 0; i < text->n;) {
    size_t end = str_find(buf_str(text), STR("\n"), i);
    if (end == SIZE_MAX) end = text->n;
    escape_command(w->out, str_sub(buf_str(text), i, end - i), false);
    if (end < text->n) buf_add_cstr(w->out, "%0A");
    i = end + 1;
  }
  buf_add_char(w->out, '\n');
  buf_release(text);
}

static bool put_finding(void *ctx, const struct view_report *r, const struct view_finding *f) {
  struct github *w = ctx;
  struct buf title = BUF_INIT, message = BUF_INIT;
  if (!finding_is_live(f) || finding_level(f) != w->level) return true;
  bool at_side = !r && f->others.n;
  buf_printf(w->out, "::%s", COMMANDS[w->level]);
  if (r)
    put_place(w, r->path, f->place);
  else if (at_side)
    put_side_place(w, &f->others.v[0]);
  buf_printf(&title, "%.*s %.*s", STR_ARG(f->rule), STR_ARG(f->category));
  put_property(w, "title", buf_str(&title), !r && !at_side);
  buf_release(&title);
  add_message(&message, f);
  put_message(w, &message);
  return ++w->shown < most(w->level);
}

static void add_left_out(struct buf *b, const struct finding_counts *n) {
  for (int i = LEVEL_ERROR; i <= LEVELS_N; i++)
    if (n->live[i] > most(i)) buf_printf(b, "; only %zu %ss are shown here", most(i), WORDS[i]);
}

static void add_report(struct buf *b, const struct view_report *r) {
  buf_add_char(b, '\n');
  quote_text(b, r->path, TEXT_MAX);
  buf_printf(b, ": %zu claim%s", r->claims.n, r->claims.n == 1 ? "" : "s");
  for (size_t i = 0; i < VERDICTS_N; i++)
    if (r->coverage[i]) buf_printf(b, ", %zu %s", r->coverage[i], VIEW_VERDICTS[i]);
}

static void put_summary(struct github *w) {
  struct buf b = BUF_INIT;
  struct str line;
  bool failed = w->o->exit_status > 1;
  buf_printf(w->out, "::%s title=tieout", failed ? "error" : "notice");
  buf_printf(&b, "%s: ", outcome_words(w->o->exit_status));
  struct finding_counts counts = findings_count(w->v);
  findings_add_counts(&b, &counts);
  findings_add_baseline(&b, "; ", w->v, w->o);
  add_left_out(&b, &counts);
  for (size_t i = 0; i < w->v->reports.n && i < SHOWN; i++) add_report(&b, &w->v->reports.v[i]);
  if (w->v->reports.n > SHOWN) buf_printf(&b, "\n… and %zu reports more", w->v->reports.n - SHOWN);
  for (size_t at = 0, n = 0; next_line(w->o->messages, &at, &line) && n < SHOWN; n++) {
    buf_add_char(&b, '\n');
    quote_text(&b, line, TEXT_MAX);
  }
  put_message(w, &b);
}

int render_check_github(struct store *s, const struct render_options *o, struct buf *out, struct err *err) {
  struct view v;
  struct github w = {.v = &v, .o = o, .out = out};
  int rc = view_load(&v, s, o, VIEW_FINDINGS, err);
  for (w.level = LEVEL_ERROR; rc == 0 && w.level <= LEVELS_N; w.level++) {
    w.shown = 0;
    findings_each(&v, put_finding, &w);
  }
  if (rc == 0) put_summary(&w);
  view_release(&v);
  return rc;
}
