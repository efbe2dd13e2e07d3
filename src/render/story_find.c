/* Which finding or claim an id means. */
#include "base/str.h"
#include "render/story.h"

enum { FINGERPRINT_MIN = 6, NEAR_MAX = 5 };

/* --- every finding ----------------------------------------------------------------------------------------------------------- */

typedef bool (*finding_fn)(void *ctx, size_t report, const struct view_finding *f);

/* Until fn says no. */
static void each_finding(const struct view *v, finding_fn fn, void *ctx) {
  for (size_t i = 0; i < v->reports.n; i++)
    for (size_t k = 0; k < v->reports.v[i].findings.n; k++)
      if (!fn(ctx, i, &v->reports.v[i].findings.v[k])) return;
  for (size_t k = 0; k < v->findings.n; k++)
    if (!fn(ctx, SIZE_MAX, &v->findings.v[k])) return;
}

static const struct view_claim *claim_numbered(const struct view_report *r, unsigned number) {
  for (size_t i = 0; number && i < r->claims.n; i++)
    if (r->claims.v[i].number == number) return &r->claims.v[i];
  return NULL;
}

static void add_finding(const struct view *v, size_t report, const struct view_finding *f, story_targets *out) {
  const struct view_claim *claim = report < v->reports.n ? claim_numbered(&v->reports.v[report], f->claim_number) : NULL;
  vec_push(out, (struct story_target){report, f, claim});
}

/* --- F3, C12 ------------------------------------------------------------------------------------------------------------------ */

static bool read_number(struct str digits, unsigned *out) {
  unsigned n = 0;
  if (digits.n == 0 || digits.n > 9) return false;
  for (size_t i = 0; i < digits.n; i++) {
    if (!ascii_is_digit(digits.p[i])) return false;
    n = n * 10 + (unsigned)(digits.p[i] - '0');
  }
  *out = n;
  return true;
}

struct search {
  const struct view *v;
  story_targets *out;
  unsigned number;
  struct str print;
  struct str path;
  uint32_t line, column;
};

static bool take_numbered(void *ctx, size_t report, const struct view_finding *f) {
  struct search *s = ctx;
  if (f->number != s->number) return true;
  add_finding(s->v, report, f, s->out);
  return false;
}

static void find_claim(struct search *s) {
  for (size_t i = 0; i < s->v->reports.n; i++) {
    const struct view_claim *c = claim_numbered(&s->v->reports.v[i], s->number);
    if (c) vec_push(s->out, (struct story_target){i, NULL, c});
  }
}

static void find_numbered(struct search *s, struct str id) {
  if (id.n < 2 || !read_number(str_sub(id, 1, SIZE_MAX), &s->number)) return;
  if (ascii_lower(id.p[0]) == 'f') each_finding(s->v, take_numbered, s);
  if (ascii_lower(id.p[0]) == 'c') find_claim(s);
}

/* --- fingerprints ------------------------------------------------------------------------------------------------------------- */

static bool take_print(void *ctx, size_t report, const struct view_finding *f) {
  struct search *s = ctx;
  if (str_starts_ci(f->fingerprint, s->print)) add_finding(s->v, report, f, s->out);
  return true;
}

static void find_print(struct search *s, struct str id) {
  if (id.n < FINGERPRINT_MIN || id.n > 32) return;
  for (size_t i = 0; i < id.n; i++)
    if (!ascii_is_xdigit(id.p[i])) return;
  s->print = id;
  each_finding(s->v, take_print, s);
}

/* --- places ------------------------------------------------------------------------------------------------------------------- */

static bool cut_number(struct str *id, uint32_t *out) {
  size_t from = id->n;
  unsigned n = 0;
  while (from && ascii_is_digit(id->p[from - 1])) from--;
  if (from && id->p[from - 1] != ':') return false;
  if (!read_number(str_sub(*id, from, SIZE_MAX), &n) || n == 0) return false;
  *out = n;
  *id = str_sub(*id, 0, from ? from - 1 : 0);
  return true;
}

bool explain_place(struct str id, struct str *path, uint32_t *line, uint32_t *column) {
  *column = 0;
  if (str_ends(id, STR(":"))) id.n--; /* as copied with the text behind it */
  if (!cut_number(&id, line)) return false;
  uint32_t before = 0;
  if (id.n && cut_number(&id, &before)) {
    *column = *line;
    *line = before;
  }
  *path = id;
  return true;
}

static bool is_path(struct str have, struct str asked) {
  if (!asked.n || str_eq(have, asked)) return true;
  return str_ends(have, asked) && have.p[have.n - asked.n - 1] == '/';
}

static bool is_at(const struct search *s, struct str path, uint32_t line, uint32_t column) {
  return line == s->line && (!s->column || column == s->column) && is_path(path, s->path);
}

static bool take_place(void *ctx, size_t report, const struct view_finding *f) {
  struct search *s = ctx;
  const struct location *other = f->others.n ? &f->others.v[0] : NULL; /* where evidence against evidence is shown */
  bool at = report < s->v->reports.n ? is_at(s, s->v->reports.v[report].path, f->place.line, f->place.column)
                                     : other && is_at(s, other->path, other->line, other->column);
  if (at) add_finding(s->v, report, f, s->out);
  return true;
}

static void find_place(struct search *s, struct str id) {
  if (!explain_place(id, &s->path, &s->line, &s->column)) return;
  each_finding(s->v, take_place, s);
  for (size_t i = 0; s->out->n == 0 && i < s->v->reports.n; i++) {
    const struct view_report *r = &s->v->reports.v[i];
    for (size_t k = 0; k < r->claims.n; k++)
      if (is_at(s, r->path, r->claims.v[k].place.line, r->claims.v[k].place.column))
        vec_push(s->out, (struct story_target){i, NULL, &r->claims.v[k]});
  }
}

void story_find(const struct view *v, struct str id, story_targets *out) {
  struct search s = {.v = v, .out = out};
  find_numbered(&s, id);
  if (!out->n) find_print(&s, id);
  if (!out->n) find_place(&s, id);
}

/* --- what may be meant -------------------------------------------------------------------------------------------------------- */

struct near {
  struct search search;
  const struct view *v;
  struct str id;
  struct {
    size_t report;
    const struct view_finding *f;
    size_t away;
  } best[NEAR_MAX];
  size_t n;
};

static size_t distance(size_t a, size_t b) { return a > b ? a - b : b - a; }

static size_t common(struct str a, struct str b) {
  size_t n = 0;
  while (n < a.n && n < b.n && ascii_lower(a.p[n]) == ascii_lower(b.p[n])) n++;
  return n;
}

/* Smaller is nearer; SIZE_MAX: not near at all. */
static size_t away_of(const struct near *x, size_t report, const struct view_finding *f) {
  if (str_eq_ci(f->rule, x->id)) return 0;
  if (x->search.number) return distance(f->number, x->search.number);
  if (x->search.line) return report == SIZE_MAX ? SIZE_MAX : distance(f->place.line, x->search.line);
  size_t same = common(f->fingerprint, x->id);
  return same >= 3 ? 32 - same : SIZE_MAX;
}

static bool take_near(void *ctx, size_t report, const struct view_finding *f) {
  struct near *x = ctx;
  size_t away = away_of(x, report, f), at = x->n;
  if (away == SIZE_MAX) return true;
  while (at > 0 && x->best[at - 1].away > away) at--;
  if (at >= NEAR_MAX) return true;
  if (x->n < NEAR_MAX) x->n++;
  for (size_t i = x->n - 1; i > at; i--) x->best[i] = x->best[i - 1];
  x->best[at].report = report;
  x->best[at].f = f;
  x->best[at].away = away;
  return true;
}

static void put_near(const struct view *v, size_t report, const struct view_finding *f, struct buf *out) {
  buf_printf(out, "\n  F%u  ", f->number);
  if (report < v->reports.n) buf_printf(out, "%.*s:%u:%u ", STR_ARG(v->reports.v[report].path), f->place.line, f->place.column);
  buf_printf(out, "[%.*s]", STR_ARG(f->rule));
}

void story_near(const struct view *v, struct str id, struct buf *out) {
  struct near x = {.v = v, .id = id};
  if (id.n > 1 && strchr("fFcC", id.p[0])) read_number(str_sub(id, 1, SIZE_MAX), &x.search.number);
  explain_place(id, &x.search.path, &x.search.line, &x.search.column);
  each_finding(v, take_near, &x);
  for (size_t i = 0; i < x.n; i++) put_near(v, x.best[i].report, x.best[i].f, out);
}
