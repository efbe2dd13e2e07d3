#include "render/findings.h"

int finding_level(const struct view_finding *f) {
  if (str_eq(f->level, STR("error"))) return LEVEL_ERROR;
  return str_eq(f->level, STR("warning")) ? LEVEL_WARNING : LEVEL_NOTE;
}

bool finding_is_live(const struct view_finding *f) { return !view_is_waived(f) && !str_eq(f->baseline_state, STR("unchanged")); }

bool finding_fails(const struct view_finding *f, const struct render_options *o) {
  return finding_is_live(f) && finding_level(f) <= o->fail_on;
}

void findings_each(const struct view *v, finding_fn fn, void *ctx) {
  for (size_t i = 0; i < v->reports.n; i++)
    for (size_t k = 0; k < v->reports.v[i].findings.n; k++)
      if (!fn(ctx, &v->reports.v[i], &v->reports.v[i].findings.v[k])) return;
  for (size_t i = 0; i < v->findings.n; i++)
    if (!fn(ctx, NULL, &v->findings.v[i])) return;
}

static bool count_one(void *ctx, const struct view_report *r, const struct view_finding *f) {
  struct finding_counts *n = ctx;
  n->waived += view_is_waived(f);
  n->levels[finding_level(f)] += !view_is_waived(f);
  n->live[finding_level(f)] += finding_is_live(f);
  n->fresh += str_eq(f->baseline_state, STR("new"));
  n->unchanged += str_eq(f->baseline_state, STR("unchanged"));
  return true;
}

struct finding_counts findings_count(const struct view *v) {
  struct finding_counts n = {.waived = 0};
  findings_each(v, count_one, &n);
  return n;
}

void findings_add_counts(struct buf *out, const struct finding_counts *n) {
  static const char *const WORDS[] = {[LEVEL_ERROR] = "error", [LEVEL_WARNING] = "warning", [LEVEL_NOTE] = "note"};
  for (int i = LEVEL_ERROR; i <= LEVELS_N; i++)
    buf_printf(out, "%s%zu %s%s", i > LEVEL_ERROR ? ", " : "", n->levels[i], WORDS[i], n->levels[i] == 1 ? "" : "s");
  if (n->waived) buf_printf(out, ", %zu waived", n->waived);
}

void findings_add_baseline(struct buf *out, const char *before, const struct view *v, const struct render_options *o) {
  struct finding_counts n = findings_count(v);
  if (o->baseline) buf_printf(out, "%s%zu new, %zu unchanged, %zu no longer found", before, n.fresh, n.unchanged, v->absent.n);
}

void claim_index_load(struct claim_index *x, const struct view_report *r) {
  unsigned first = r->claims.n ? r->claims.v[0].number : 0; /* numbers go on from report to report */
  *x = (struct claim_index){0};
  for (size_t i = 0; i < r->claims.n + 2; i++) vec_push(&x->start, 0);
  for (size_t i = 0; i < r->findings.n; i++)
    if (r->findings.v[i].claim_number) x->start.v[r->findings.v[i].claim_number - first + 2]++;
  for (size_t i = 1; i < x->start.n; i++) x->start.v[i] += x->start.v[i - 1];
  for (size_t i = 0; i < r->findings.n; i++) vec_push(&x->list, i);
  for (size_t i = 0; i < r->findings.n; i++)
    if (r->findings.v[i].claim_number) x->list.v[x->start.v[r->findings.v[i].claim_number - first + 1]++] = i;
}

void claim_index_release(struct claim_index *x) {
  vec_release(&x->start);
  vec_release(&x->list);
}

const char *outcome_words(int exit_status) {
  static const char *const WORDS[] = {"nothing contradicted",     "contradicted",      "usage or configuration error",
                                      "could not be established", "integrity failure", "internal error"};
  return exit_status >= 0 && exit_status < (int)(sizeof WORDS / sizeof *WORDS) ? WORDS[exit_status] : "internal error";
}

bool next_line(struct str text, size_t *at, struct str *line) {
  while (*at < text.n && text.p[*at] == '\n') ++*at;
  if (*at >= text.n) return false;
  size_t end = str_find(text, STR("\n"), *at);
  if (end == SIZE_MAX) end = text.n;
  *line = str_sub(text, *at, end - *at);
  *at = end;
  return true;
}
