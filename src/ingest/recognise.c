#include "ingest/intake.h"

#include "base/limits.h"
#include "base/time.h"

/* --- diagnostics of one file --- */

enum { COMPARED = 32 }; /* diagnostics that a new one is compared with: a file that is wrong everywhere must not cost a square */

static bool says_the_same(const struct diag *a, const struct diag *b) {
  if (a->id != b->id) return false;
  return (a->line == b->line && a->column == b->column && a->line) || (a->detail.n && str_eq(a->detail, b->detail));
}

static void keep_diag(void *ctx, const struct diag *d) {
  struct diag_list *l = ctx;
  for (size_t i = l->repeats.n; i-- > 0 && l->repeats.n - i <= COMPARED;)
    if (says_the_same(&l->v.v[i], d)) {
      l->repeats.v[i] += l->v.v[i].line != d->line || l->v.v[i].column != d->column;
      return;
    }
  if (l->v.n >= LIMIT_DIAGNOSTICS) {
    l->dropped++;
    return;
  }
  struct diag copy = *d;
  copy.path = arena_str(&l->arena, d->path);
  copy.detail = arena_str(&l->arena, quote_cap(d->detail, LIMIT_QUOTE_BYTES));
  vec_push(&l->v, copy);
  vec_push(&l->repeats, 0);
}

struct diag_sink diag_list_sink(struct diag_list *l) {
  return (struct diag_sink){keep_diag, l};
}

void diag_list_close(struct diag_list *l) {
  for (size_t i = 0; i < l->repeats.n; i++)
    if (l->repeats.v[i])
      l->v.v[i].detail = arena_printf(&l->arena, "%.*s (and at %zu more places)", STR_ARG(l->v.v[i].detail), l->repeats.v[i]);
  vec_clear(&l->repeats);
  if (!l->dropped) return;
  struct diag more = {.id = DIAG_IMPORT_CAPPED, .detail = arena_printf(&l->arena, "%zu more", l->dropped)};
  l->dropped = 0;
  vec_push(&l->v, more);
}

void diag_list_release(struct diag_list *l) {
  vec_release(&l->v);
  vec_release(&l->repeats);
  arena_release(&l->arena);
  *l = (struct diag_list){0};
}

/* --- what it is --- */

static void unreadable(struct recognised *x, const struct err *why, const char *path, const struct diag_sink *diags) {
  x->importer = NULL;
  x->outcome = INGEST_UNREADABLE;
  struct buf said = BUF_INIT;
  err_format_text(why, &said);
  x->why = arena_str(&x->arena, buf_str(&said));
  buf_release(&said);
  x->line = why->line;
  x->column = why->column;
  diag_emit(diags, DIAG_IMPORT_UNREADABLE, str_of(path), why->line, why->column, "%s", why->text);
}

static bool is_prose(const char *path) {
  static const char *const suffixes[] = {".md", ".markdown", ".mdx"};
  struct str s = str_of(path);
  for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++)
    if (s.n > strlen(suffixes[i]) && str_eq_ci(str_sub(s, s.n - strlen(suffixes[i]), s.n), str_of(suffixes[i]))) return true;
  return false;
}

static void unknown(struct recognised *x, const char *path, const struct diag_sink *diags) {
  x->outcome = INGEST_UNKNOWN;
  x->why = STR("no importer knows this kind of file");
  diag_emit(diags, DIAG_IMPORT_UNKNOWN, str_of(path), 0, 0, "%s", "");
}

static void choose(struct recognised *x, const struct importers *r, const char *path, const struct diag_sink *diags) {
  const struct importer *other;
  switch (importers_choose(r, &x->evidence, &x->importer, &other)) {
  case CHOICE_ONE:
    return;
  case CHOICE_NONE:
    unknown(x, path, diags);
    return;
  case CHOICE_AMBIGUOUS:
    break;
  }
  x->outcome = INGEST_UNKNOWN;
  x->why = arena_printf(&x->arena, "\"%s\" and \"%s\" claim it equally well", x->importer->info.name, other->info.name);
  diag_emit(diags, DIAG_IMPORT_AMBIGUOUS, str_of(path), 0, 0, "%.*s", STR_ARG(x->why));
  x->importer = NULL;
}

void recognise(struct recognised *out, const struct importers *r, const struct importer *named, struct str bytes, const char *path,
               const struct diag_sink *diags) {
  *out = (struct recognised){.importer = named, .outcome = INGEST_FACTS, .identity = {.observed_at = TIME_NONE}};
  struct err why = ERR_INIT;
  if (!named && is_prose(path)) { /* reports lie about in folders of evidence; that is no reason for a warning */
    out->outcome = INGEST_UNKNOWN;
    out->why = STR("Markdown is read as a report, not as evidence");
    return;
  }
  if (evidence_open(&out->evidence, bytes, path, diags, &why)) {
    unreadable(out, &why, path, diags);
    return;
  }
  if (!named) choose(out, r, path, diags);
  if (out->importer && out->importer->plan && out->evidence.form == EVIDENCE_TEXT) {
    err_set(&why, ERR_INPUT, "importer \"%s\" reads JSON or YAML, and this is neither", out->importer->info.name);
    unreadable(out, &why, path, diags);
  }
  if (out->importer) out->importer->identify(out->importer, &out->evidence, &out->arena, &out->identity, diags);
}

void recognised_release(struct recognised *x) {
  evidence_release(&x->evidence);
  arena_release(&x->arena);
  *x = (struct recognised){0};
}
