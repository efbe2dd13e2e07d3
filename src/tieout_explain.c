/* tieout_explain: the check again, then one finding or claim of it. */
#include "base/file.h"
#include "base/mem.h"
#include "render/explain.h"
#include "session.h"

static struct explain_rule find_rule(void *ctx, struct str id) {
  const struct tieout *t = ctx;
  const struct rule_info *v = NULL;
  size_t n = t->rules ? rules_list(t->rules, &v) : 0;
  for (size_t i = 0; i < n; i++)
    if (str_eq(str_of(v[i].id), id)) return (struct explain_rule){v[i].id, v[i].level, v[i].title, v[i].why};
  return (struct explain_rule){0};
}

static int explain(struct run *r, const char *id, struct buf *out, struct err *err) {
  struct explain_options o = {.render = {.colour = r->o->colour, .documents = r->documents.v, .documents_n = r->documents.n},
                              .json = r->o->format == TIEOUT_JSON,
                              .id = str_of(id),
                              .kept = r->t->ledger,
                              .rule = find_rule,
                              .rule_ctx = r->t};
  return render_explain(r->s, &o, out, err);
}

/* The report that "docs/report.md:9:13" stands in; to be freed. NULL: the id names none. */
static char *report_of(const char *id) {
  struct str path;
  uint32_t line, column;
  return explain_place(str_of(id), &path, &line, &column) && path.n ? mem_strndup(path.p, path.n) : NULL;
}

enum tieout_status tieout_explain(struct tieout *t, const char *id, const struct tieout_check *o, char **output, size_t *output_n) {
  struct tieout_check check = *o;
  struct run r = {.t = t, .o = &check, .status = t->ledger_status};
  struct buf out = BUF_INIT;
  struct err err = ERR_INIT;
  session_clear(t);
  check.fail_on = TIEOUT_LEVEL_NEVER;
  char *report = o->reports_n ? NULL : report_of(id);
  const char *const reports[] = {report};
  if (report) {
    check.reports = reports;
    check.reports_n = 1;
  }
  enum tieout_status refused = check.reports_n ? session_check_refused(t, &check)
                                               : session_say(t, TIEOUT_USAGE, "%s: of which report? `tieout explain %s REPORT`", id, id);
  if (refused != TIEOUT_OK) {
    mem_free(report);
    return refused;
  }
  int rc = run_stages(&r, &err);
  if (rc == 0 && r.checked && r.documents.n) rc = explain(&r, id, &out, &err);
  if (rc != 0) r.status = status_worse(r.status, session_err(t, &err));
  if (rc == 0 && out.n) session_output(&out, output, output_n);
  buf_release(&out);
  run_release(&r);
  mem_free(report);
  return r.status;
}
