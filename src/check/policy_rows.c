/* The policy as rows: what rules compare with, and what a finding shows as its other side. */
#include "base/clock.h"
#include "base/file.h"
#include "base/time.h"
#include "check/rules.h"

/* One report of the run, as a waiver may name it. */
struct report {
  int64_t document;
  char *path; /* absolute, links followed; owned; NULL if there is none (standard input) */
  struct str sha256, title;
};

struct rows {
  struct store *s;
  const struct rules *rules;
  const struct policy *policy;
  struct arena arena;
  VEC(struct report) reports;
};

static int add_line(struct rows *r, const char *path, uint32_t line, uint32_t column, struct str text, int64_t *id, struct err *err) {
  return store_insert(
      r->s, SQL_POLICY_LINE_INSERT,
      BINDS(B_TEXT("path", str_of(file_from_here(path))), B_INT("line", line), B_INT("column", column), B_TEXT("text", text)), id, err);
}

/* --- waivers ----------------------------------------------------------------------------------------------------------------------- */

static int take_report(void *ctx, const struct row *row, struct err *err) {
  struct rows *r = ctx;
  struct str path = arena_str(&r->arena, row_text(row, 0));
  struct report *last = &r->reports.v[r->reports.n - 1];
  last->path = file_real(path.p);
  last->sha256 = arena_str(&r->arena, row_text(row, 1));
  last->title = arena_lower(&r->arena, row_text(row, 2));
  return 1;
}

static int load_reports(struct rows *r, const int64_t *documents, size_t n, struct err *err) {
  for (size_t i = 0; i < n; i++) {
    vec_push(&r->reports, (struct report){.document = documents[i]});
    if (store_query(r->s, SQL_DOCUMENT_NAME, BINDS(B_INT("document", documents[i])), take_report, r, err) != 0) return -1;
  }
  return 0;
}

static int by_sha256(const void *x, const void *y) {
  return str_cmp(((const struct report *)x)->sha256, ((const struct report *)y)->sha256);
}

static int by_path(const void *x, const void *y) {
  const struct report *a = x, *b = y;
  if (!a->path || !b->path) return (a->path != NULL) - (b->path != NULL);
  return strcmp(a->path, b->path);
}

static const struct report *find_report(const struct rows *r, const struct report *key, int (*order)(const void *, const void *)) {
  return r->reports.n ? bsearch(key, r->reports.v, r->reports.n, sizeof *r->reports.v, order) : NULL;
}

/* Paths in the file of waivers are seen from its folder. */
static char *path_of(const struct rows *r, const struct waiver *w) {
  if (!w->path.n) return NULL;
  char *folder = file_dir(r->policy->waivers_path);
  char *path = w->path.p[0] == '/' ? mem_strdup(w->path.p) : file_join(folder, w->path.p);
  char *real = file_real(path);
  mem_free(path);
  mem_free(folder);
  return real;
}

static bool is_of_evidence(const struct rows *r, const struct waiver *w) {
  for (size_t i = 0; i < r->rules->v.n; i++)
    if (str_eq(str_of(r->rules->v.v[i].info.id), w->rule)) return r->rules->v.v[i].evidence_scope;
  return false;
}

static int add_waiver(struct rows *r, const struct waiver *w, int64_t document, struct err *err) {
  int64_t id;
  if (add_line(r, r->policy->waivers_path, w->line, w->column, w->text, &id, err) != 0) return -1;
  return store_exec(r->s, SQL_WAIVER_INSERT,
                    BINDS(B_INT("id", id), B_TEXT("rule", w->rule), B_TEXT("fingerprint", w->fingerprint), B_TEXT("sha256", w->sha256),
                          B_TEXT("reason", w->reason), B_TEXT("owner", w->owner), B_INT("until", w->until), B_TEXT("expires", w->expires),
                          B_INT("expired", w->until <= clock_now()), B_INT("evidence", is_of_evidence(r, w)),
                          B_INT_IF("document", document, document)),
                    err);
}

/* By its hash if a report of the run has these bytes, else by its name: then it is for other bytes. */
static int add_waivers(struct rows *r, struct err *err) {
  const struct waivers *all = &r->policy->waivers;
  VEC(int64_t) documents = {0};
  int rc = 0;
  if (r->reports.n) qsort(r->reports.v, r->reports.n, sizeof *r->reports.v, by_sha256);
  for (size_t i = 0; i < all->n; i++) {
    const struct report *found = find_report(r, &(struct report){.sha256 = all->v[i].sha256}, by_sha256);
    vec_push(&documents, found ? found->document : 0);
  }
  if (r->reports.n) qsort(r->reports.v, r->reports.n, sizeof *r->reports.v, by_path);
  for (size_t i = 0; i < all->n && rc == 0; i++) {
    char *path = documents.v[i] ? NULL : path_of(r, &all->v[i]);
    const struct report *found = path ? find_report(r, &(struct report){.path = path}, by_path) : NULL;
    mem_free(path);
    rc = add_waiver(r, &all->v[i], found ? found->document : documents.v[i], err);
  }
  vec_release(&documents);
  return rc;
}

/* --- what is asked for ------------------------------------------------------------------------------------------------------------- */

static int add_place(struct rows *r, const struct ask_place *place, int64_t *id, struct err *err) {
  return add_line(r, r->policy->path, place->line, place->column, place->text, id, err);
}

static int add_targets(struct rows *r, struct err *err) {
  for (size_t i = 0; i < r->policy->asks.targets.n; i++) {
    const struct ask_target *t = &r->policy->asks.targets.v[i];
    int64_t id;
    if (add_place(r, &t->place, &id, err) != 0 ||
        store_exec(r->s, SQL_POLICY_TARGET_INSERT,
                   BINDS(B_INT("id", id), B_TEXT("attribute", t->attribute), B_TEXT_OR_NULL("subject", t->subject),
                         B_TEXT("operator", str_of(t->operator_)), B_REAL("number", t->number), B_TEXT("unit", str_of(t->unit)),
                         B_TEXT("written", t->written), B_TEXT("source", t->source)),
                   err) != 0)
      return -1;
  }
  return 0;
}

static int add_ages(struct rows *r, struct err *err) {
  for (size_t i = 0; i < r->policy->asks.ages.n; i++) {
    const struct ask_age *a = &r->policy->asks.ages.v[i];
    int64_t id;
    if (add_place(r, &a->place, &id, err) != 0 ||
        store_exec(r->s, SQL_POLICY_AGE_INSERT,
                   BINDS(B_INT("id", id), B_TEXT("kind", a->kind), B_REAL("seconds", a->seconds), B_TEXT("written", a->written)), err) != 0)
      return -1;
  }
  return 0;
}

static int add_texts(struct rows *r, enum sql_id sql, const char *owner, int64_t id, const char *name, const struct ask_texts *v,
                     struct err *err) {
  for (size_t i = 0; i < v->n; i++)
    if (store_exec(r->s, sql, BINDS(B_INT(owner, id), B_TEXT(name, arena_lower(&r->arena, v->v[i]))), err) != 0) return -1;
  return 0;
}

static int add_requirements(struct rows *r, struct err *err) {
  for (size_t i = 0; i < r->policy->asks.evidence.n; i++) {
    const struct ask_evidence *e = &r->policy->asks.evidence.v[i];
    int64_t id;
    if (add_place(r, &e->place, &id, err) != 0 ||
        store_exec(r->s, SQL_POLICY_REQUIRE_INSERT, BINDS(B_INT("id", id), B_TEXT("level", e->level)), err) != 0 ||
        add_texts(r, SQL_POLICY_REQUIRE_INSERT_WORD, "require", id, "word", &e->words, err) != 0 ||
        add_texts(r, SQL_POLICY_REQUIRE_INSERT_KIND, "require", id, "kind", &e->kinds, err) != 0)
      return -1;
  }
  return 0;
}

/* --- sections of a kind of report ------------------------------------------------------------------------------------------------- */

/* A title is no path: '*' goes over a slash, too. */
static struct str without_slashes(struct rows *r, struct str s) {
  char *copy = arena_alloc(&r->arena, s.n + 1);
  for (size_t i = 0; i < s.n; i++) copy[i] = s.p[i] == '/' ? '|' : ascii_lower(s.p[i]);
  return str_make(copy, s.n);
}

static bool fits_title(struct rows *r, const struct ask_texts *globs, struct str title) {
  for (size_t i = 0; i < globs->n; i++)
    if (str_glob(without_slashes(r, globs->v[i]), without_slashes(r, title))) return true;
  return false;
}

/* As seen from the policy's folder; a pattern without a slash is for the file's name, wherever it lies. */
static bool fits_path(const struct ask_texts *globs, struct str root, const char *path) {
  struct str s = str_of(path);
  if (root.n && str_starts(s, root) && s.n > root.n && s.p[root.n] == '/') s = str_sub(s, root.n + 1, s.n);
  for (size_t i = 0; i < globs->n; i++)
    if (str_glob(globs->v[i], str_find(globs->v[i], STR("/"), 0) == SIZE_MAX ? file_base(s) : s)) return true;
  return false;
}

static int add_wanted(struct rows *r, const struct ask_sections *kind, const struct ask_section *wanted, struct str root, struct err *err) {
  int64_t id;
  if (add_place(r, &wanted->place, &id, err) != 0 ||
      add_texts(r, SQL_POLICY_SECTION_INSERT_TITLE, "section", id, "title", &wanted->titles, err) != 0)
    return -1;
  for (size_t i = 0; i < r->reports.n; i++) {
    const struct report *report = &r->reports.v[i];
    bool any = kind->reports.n == 0 && kind->titles.n == 0;
    if (!any && !fits_title(r, &kind->titles, report->title) && !(report->path && fits_path(&kind->reports, root, report->path))) continue;
    if (store_exec(
            r->s, SQL_POLICY_SECTION_INSERT,
            BINDS(B_INT("document", report->document), B_INT("id", id), B_TEXT("level", kind->level), B_TEXT("title", wanted->titles.v[0])),
            err) != 0)
      return -1;
  }
  return 0;
}

static int add_sections(struct rows *r, struct err *err) {
  char *folder = file_dir(r->policy->path), *root = file_real(folder);
  int rc = 0;
  for (size_t i = 0; i < r->policy->asks.sections.n; i++) {
    const struct ask_sections *kind = &r->policy->asks.sections.v[i];
    for (size_t k = 0; k < kind->wanted.n && rc == 0; k++) rc = add_wanted(r, kind, &kind->wanted.v[k], str_of(root), err);
  }
  mem_free(folder);
  mem_free(root);
  return rc;
}

static int add_all(struct rows *r, const int64_t *documents, size_t n, struct err *err) {
  const struct policy *p = r->policy;
  if ((p->waivers.n || p->asks.sections.n) && load_reports(r, documents, n, err) != 0) return -1;
  if (p->waivers.n && add_waivers(r, err) != 0) return -1;
  if (add_targets(r, err) != 0 || add_ages(r, err) != 0 || add_requirements(r, err) != 0) return -1;
  return p->asks.sections.n ? add_sections(r, err) : 0;
}

int check_policy(struct store *s, const struct rules *rules, const struct policy *policy, const int64_t *documents, size_t n,
                 struct err *err) {
  struct rows r = {.s = s, .rules = rules, .policy = policy};
  if (store_begin(s, err) != 0) return -1;
  int rc = add_all(&r, documents, n, err);
  for (size_t i = 0; i < r.reports.n; i++) mem_free(r.reports.v[i].path);
  vec_release(&r.reports);
  arena_release(&r.arena);
  if (rc == 0) return store_commit(s, err);
  store_rollback(s);
  return rc;
}
