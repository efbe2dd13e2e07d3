/* `tieout waive`: the check is run again, and the finding that is meant goes into the file of waivers, so that nobody types a fingerprint.
 */
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/time.h"
#include "base/utf8.h"
#include "base/visible.h"
#include "render/view.h"
#include "session.h"

enum { PREFIX_MIN = 6 }; /* digits of a fingerprint; fewer would name too many */

/* --- which finding is meant --------------------------------------------------------------------------------------------------------- */

struct wanted {
  struct str name;
  unsigned number; /* "F3"; 0: a fingerprint, or the start of one */
  const struct view_finding *found;
  const struct view_report *report;
  size_t n;
};

static bool is_meant(const struct wanted *w, const struct view_finding *f) {
  return w->number ? f->number == w->number : str_starts(f->fingerprint, w->name);
}

static void look(struct wanted *w, const struct view_report *report, const struct view_finding *f) {
  if (!is_meant(w, f)) return;
  w->n++;
  w->found = f;
  w->report = report;
}

/* Evidence against evidence belongs to every report; the waiver is bound to the first. */
static void look_everywhere(struct wanted *w, const struct view *v) {
  for (size_t i = 0; i < v->reports.n; i++)
    for (size_t k = 0; k < v->reports.v[i].findings.n; k++) look(w, &v->reports.v[i], &v->reports.v[i].findings.v[k]);
  for (size_t i = 0; i < v->findings.n && v->reports.n; i++) look(w, &v->reports.v[0], &v->findings.v[i]);
}

static bool read_name(struct wanted *w, const char *name) {
  *w = (struct wanted){.name = str_of(name)};
  struct num n;
  if ((name[0] == 'F' || name[0] == 'f') && num_parse(str_sub(w->name, 1, 9), &n) && n.value >= 1 && n.decimals == 0) {
    w->number = (unsigned)n.value;
    return true;
  }
  for (size_t i = 0; i < w->name.n; i++)
    if (!ascii_is_xdigit(w->name.p[i])) return false;
  return w->name.n >= PREFIX_MIN && w->name.n <= 32;
}

static enum tieout_status find(struct tieout *t, const struct view *v, const char *name, struct wanted *w) {
  if (!read_name(w, name))
    return session_say(t, TIEOUT_USAGE, "\"%s\" names no finding; write F3, or the first %d or more digits of a fingerprint", name,
                       PREFIX_MIN);
  look_everywhere(w, v);
  if (!w->found || !w->report) return session_say(t, TIEOUT_USAGE, "%s: nothing like it was found in what was checked", name);
  if (w->n > 1) return session_say(t, TIEOUT_USAGE, "%s: %zu findings begin with it; write more of the fingerprint", name, w->n);
  if (view_is_waived(w->found))
    return session_say(t, TIEOUT_USAGE, "%s: is waived already, by %.*s until %.*s", name, STR_ARG(w->found->waiver.owner),
                       STR_ARG(w->found->waiver.expires));
  return TIEOUT_OK;
}

/* --- what is written ----------------------------------------------------------------------------------------------------------------- */

/* As seen from the folder of the file, if it lies below; else in full. Empty: standard input. */
static char *path_from(const char *file, struct str report) {
  char *name = mem_strndup(report.p, report.n), *real = file_real(name), *folder = file_dir(file), *root = file_real(folder);
  size_t n = root ? strlen(root) : 0;
  char *path = NULL;
  if (real && n && strncmp(real, root, n) == 0 && (real[n] == '/' || n == 1))
    path = mem_strdup(real + n + (n > 1));
  else if (real)
    path = mem_strdup(real);
  mem_free(name);
  mem_free(real);
  mem_free(folder);
  mem_free(root);
  return path;
}

static struct str remark_for(const struct wanted *w, struct arena *arena) {
  const struct view_finding *f = w->found;
  if (!f->place.line) return f->message;
  return arena_printf(arena, "line %u: %.*s", f->place.line, STR_ARG(f->message));
}

static int append(struct tieout *t, const struct tieout_waive *o, const struct wanted *w, struct buf *out, struct err *err) {
  struct arena arena = ARENA_INIT;
  const char *file = t->policy.waivers_path;
  char *path = path_from(file, w->report->path);
  struct waiver waiver = {.rule = w->found->rule,
                          .fingerprint = w->found->fingerprint,
                          .sha256 = w->report->sha256,
                          .path = str_of(path),
                          .owner = str_of(o->owner),
                          .reason = str_of(o->reason)};
  int rc = waiver_append(file, &waiver, str_of(o->until), remark_for(w, &arena), err);
  if (rc == 0) {
    visible_add(out, str_of(file_from_here(file)));
    buf_printf(out, ": %.*s in ", STR_ARG(w->found->rule));
    visible_add(out, w->report->path);
    buf_printf(out, " waived until %s\n", o->until);
  }
  arena_release(&arena);
  mem_free(path);
  return rc;
}

static enum tieout_status check_texts(struct tieout *t, const struct tieout_waive *o) {
  const struct { const char *name, *text; } texts[] = {{"reason", o->reason}, {"owner", o->owner}, {"until", o->until}};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    if (!texts[i].text)
      return session_say(t, TIEOUT_USAGE, "--%s is missing: a waiver says who takes it, why, and until when", texts[i].name);
    if (!str_trim(str_of(texts[i].text)).n) return session_say(t, TIEOUT_USAGE, "--%s: may not be blank", texts[i].name);
    if (!utf8_valid(str_of(texts[i].text), NULL)) return session_say(t, TIEOUT_USAGE, "--%s: is not UTF-8", texts[i].name);
  }
  struct moment m;
  if (time_scan(str_of(o->until), &m) != strlen(o->until))
    return session_say(t, TIEOUT_USAGE, "--until: \"%s\" is no time; write 2026-03-31 or 2026-03-31T18:00:00Z", o->until);
  return m.hi > clock_now() ? TIEOUT_OK : session_say(t, TIEOUT_USAGE, "--until: \"%s\" is over", o->until);
}

static enum tieout_status waive_in(struct tieout *t, const struct tieout_waive *o, struct run *r, struct buf *out) {
  struct render_options options = {.documents = r->documents.v, .documents_n = r->documents.n};
  struct err err = ERR_INIT;
  struct view v;
  struct wanted w;
  enum tieout_status status = TIEOUT_OK;
  if (view_load(&v, r->s, &options, VIEW_FINDINGS, &err) != 0) status = session_err(t, &err);
  if (status == TIEOUT_OK) status = find(t, &v, o->finding, &w);
  if (status == TIEOUT_OK && w.report && append(t, o, &w, out, &err) != 0) status = session_err(t, &err);
  view_release(&v);
  return status;
}

enum tieout_status tieout_waive(struct tieout *t, const struct tieout_waive *o, char **output, size_t *output_n) {
  struct run r = {.t = t, .o = &o->check};
  struct buf out = BUF_INIT;
  struct err err = ERR_INIT;
  session_clear(t);
  enum tieout_status status = check_texts(t, o);
  if (status != TIEOUT_OK) return status;
  if (run_stages(&r, &err) != 0)
    status = session_err(t, &err);
  else if (!r.checked)
    status = r.status;
  else
    status = waive_in(t, o, &r, &out);
  if (status == TIEOUT_OK) session_output(&out, output, output_n);
  buf_release(&out);
  run_release(&r);
  return status;
}
