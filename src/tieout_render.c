/* The one result in each format that was asked for. */
#include "base/clock.h"
#include "base/time.h"
#include "session.h"

/* Where the pages of docs/rules are published, as whoever built this says; a page is TIEOUT_DOCS "ST001.md". */
#ifndef TIEOUT_DOCS
#define TIEOUT_DOCS NULL
#endif

typedef int (*writer_fn)(struct store *s, const struct render_options *o, struct buf *out, struct err *err);
static const writer_fn WRITERS[TIEOUT_FORMATS] = {
    [TIEOUT_TEXT] = render_check_text,          [TIEOUT_JSON] = render_check_json,     [TIEOUT_SARIF] = render_check_sarif,
    [TIEOUT_JUNIT] = render_check_junit,        [TIEOUT_GITHUB] = render_check_github, [TIEOUT_MARKDOWN] = render_check_markdown,
    [TIEOUT_CYCLONEDX] = render_check_cyclonedx};

typedef VEC(struct render_rule) render_rules;

static void take_rules(const struct rules *rules, render_rules *out) {
  const struct rule_info *v;
  size_t n = rules_list(rules, &v);
  for (size_t i = 0; i < n; i++) vec_push(out, (struct render_rule){v[i].id, v[i].category, v[i].level, v[i].title, v[i].why});
}

static int render_also(struct run *r, const struct render_options *options, struct err *err) {
  for (size_t i = 0; i < r->o->also_n; i++) {
    struct buf b = BUF_INIT;
    int rc = WRITERS[r->o->also[i]](r->s, options, &b, err);
    if (rc == 0) session_output(&b, &r->o->also_out[i].p, &r->o->also_out[i].n);
    buf_release(&b);
    if (rc != 0) return -1;
  }
  return 0;
}

int run_render(struct run *r, struct buf *out, struct err *err) {
  int64_t now = clock_fixed();
  render_rules rules = {0};
  take_rules(r->t->rules, &rules);
  struct render_options options = {.colour = r->o->colour,
                                   .verbose = r->o->verbose,
                                   .quiet = r->o->quiet,
                                   .baseline = r->o->baseline,
                                   .documents = r->documents.v,
                                   .documents_n = r->documents.n,
                                   .rules_run = r->rules_run,
                                   .exit_status = r->status,
                                   .fail_on = (int)r->o->fail_on,
                                   .messages = buf_str(&r->t->message),
                                   .now = now == TIME_NONE ? 0 : now,
                                   .docs = TIEOUT_DOCS,
                                   .rules = rules.v,
                                   .rules_n = rules.n};
  int rc = WRITERS[r->o->format](r->s, &options, out, err);
  if (rc == 0) rc = render_also(r, &options, err);
  vec_release(&rules);
  return rc;
}
