#include "check/bind.h"

#include <inttypes.h>

#include "base/buf.h"

static const struct {
  const char *written, *plain;
} ENVIRONMENTS[] = {{"production", "production"},
                    {"prod", "production"},
                    {"prd", "production"},
                    {"live", "production"},
                    {"staging", "staging"},
                    {"stage", "staging"},
                    {"stg", "staging"},
                    {"development", "development"},
                    {"dev", "development"},
                    {"test", "test"},
                    {"testing", "test"},
                    {"qa", "qa"},
                    {"uat", "uat"},
                    {"preproduction", "preprod"},
                    {"preprod", "preprod"},
                    {"preview", "preview"},
                    {"sandbox", "sandbox"},
                    {"canary", "canary"},
                    {"demo", "demo"},
                    {"local", "local"}};

static struct str first_word(struct str s) {
  size_t n = 0;
  while (n < s.n && (ascii_is_alnum(s.p[n]) || s.p[n] == '-' || s.p[n] == '_' || (unsigned char)s.p[n] >= 0x80)) n++;
  return str_sub(s, 0, n);
}

struct str environment_plain(struct str name) {
  struct str word = first_word(str_trim(name));
  for (size_t i = 0; i < sizeof ENVIRONMENTS / sizeof ENVIRONMENTS[0]; i++)
    if (str_eq_ci(word, str_of(ENVIRONMENTS[i].written))) return str_of(ENVIRONMENTS[i].plain);
  return str_trim(name);
}

bool commits_agree(struct str a, struct str b) {
  struct str shorter = a.n < b.n ? a : b, longer = a.n < b.n ? b : a;
  return shorter.n >= 7 && str_starts_ci(longer, shorter);
}

static bool commits_have(const struct binding *b, struct str commit) {
  for (size_t i = 0; i < b->identity.commits.n; i++)
    if (commits_agree(b->identity.commits.v[i], commit)) return true;
  return false;
}

/* The version itself, or an image reference with it as its tag. */
static bool names_version(struct str said, struct str version) {
  if (str_eq_ci(said, version)) return true;
  return said.n > version.n && said.p[said.n - version.n - 1] == ':' && str_eq_ci(str_sub(said, said.n - version.n, version.n), version);
}

bool candidate_matches_commit(const struct binding *b, const struct candidate *c) { return c->commit.n && commits_have(b, c->commit); }

bool candidate_matches_version(const struct binding *b, const struct candidate *c) {
  if (!c->version.n) return false;
  for (size_t i = 0; i < b->identity.versions.n; i++)
    if (names_version(b->identity.versions.v[i], c->version)) return true;
  for (size_t i = 0; i < b->identity.mentions.n; i++)
    if (names_version(b->identity.mentions.v[i], c->version)) return true;
  return false;
}

bool candidate_has_identity(const struct candidate *c) { return c->project.n || c->commit.n || c->version.n || c->release.n; }

static bool has_blank(struct str s) {
  for (size_t i = 0; i < s.n; i++)
    if (ascii_is_space(s.p[i])) return true;
  return false;
}

/* "acme" and "acme-web" may be one project under two names, and so may "Acme Web Shop" and anything: neither the same nor another. */
static bool projects_may_agree(struct str a, struct str b) {
  if (has_blank(a) || has_blank(b)) return true;
  struct str shorter = a.n < b.n ? a : b, longer = a.n < b.n ? b : a;
  if (!str_starts_ci(longer, shorter)) return false;
  return longer.n == shorter.n || !ascii_is_alnum(longer.p[shorter.n]);
}

struct str candidate_conflict(struct binding *b, const struct candidate *c, bool cited) {
  struct str project = b->identity.project, environment = b->identity.environment;
  if (c->project.n && project.n && !projects_may_agree(c->project, project))
    return arena_printf(&b->arena, "project %.*s, the report is about %.*s", STR_ARG(c->project), STR_ARG(project));
  if (c->environment.n && environment.n && !str_eq_ci(environment_plain(c->environment), environment_plain(environment)))
    return arena_printf(&b->arena, "environment %.*s, the report is about %.*s", STR_ARG(c->environment), STR_ARG(environment));
  if (!cited && c->commit.n && b->identity.commits.n && !commits_have(b, c->commit))
    return arena_printf(&b->arena, "another release: commit %.*s", STR_ARG(str_sub(c->commit, 0, 12)));
  return STR_NONE;
}

__attribute__((format(printf, 2, 0))) static struct str print_reason(struct binding *b, const char *fmt, va_list ap) {
  struct buf text = BUF_INIT;
  buf_vprintf(&text, fmt, ap);
  struct str kept = arena_str(&b->arena, buf_str(&text));
  buf_release(&text);
  return kept;
}

void candidate_bind(struct binding *b, struct candidate *c, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  c->bound = true;
  c->reason = print_reason(b, fmt, ap);
  va_end(ap);
}

void candidate_exclude(struct binding *b, struct candidate *c, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  c->bound = false;
  c->out = true;
  c->reason = print_reason(b, fmt, ap);
  va_end(ap);
}

int candidates_overlap(struct binding *b, const struct candidate *x, const struct candidate *y, bool *overlap, struct err *err) {
  int64_t shared = 0;
  if (store_int(b->s, SQL_READING_OVERLAP, BINDS(B_INT("a", x->id), B_INT("b", y->id)), 0, &shared, err) != 0) return -1;
  *overlap = shared != 0;
  return 0;
}
