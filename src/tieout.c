/* The facade: a session, its messages, and the small services around it. */
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/time.h"
#include "base/visible.h"
#include "policy/config.h"
#include "session.h"
#include "store/memory.h"

const char *tieout_version(void) { return TIEOUT_VERSION; }

void tieout_own_process(void) {
#ifndef TIEOUT_SANITIZED /* AddressSanitizer sees single blocks only where they come from malloc() */
  memory_pool();
  mem_keep_heap();
#endif
}

void tieout_on_oom(void (*fn)(size_t size)) { mem_on_oom(fn); }

void tieout_free(void *p) { mem_free(p); }

const char *tieout_message(const struct tieout *t) { return buf_cstr(&t->message); }

/* --- messages and statuses --- */

enum tieout_status status_worse(enum tieout_status a, enum tieout_status b) {
  static const int weight[] = {[TIEOUT_OK] = 0,    [TIEOUT_FINDINGS] = 1,  [TIEOUT_NOT_ESTABLISHED] = 2,
                               [TIEOUT_USAGE] = 3, [TIEOUT_INTEGRITY] = 4, [TIEOUT_INTERNAL] = 5};
  return weight[a] >= weight[b] ? a : b;
}

void session_clear(struct tieout *t) { buf_clear(&t->message); }

enum tieout_status session_err(struct tieout *t, const struct err *e) {
  if (t->message.n) buf_add_char(&t->message, '\n');
  err_format(e, &t->message);
  return (enum tieout_status)err_exit(e->code);
}

enum tieout_status session_say(struct tieout *t, enum tieout_status status, const char *fmt, ...) {
  if (t->message.n) buf_add_char(&t->message, '\n');
  struct buf said = BUF_INIT;
  va_list ap;
  va_start(ap, fmt);
  buf_vprintf(&said, fmt, ap);
  va_end(ap);
  visible_add_message(&t->message, buf_str(&said));
  buf_release(&said);
  return status;
}

void session_output(struct buf *b, char **output, size_t *output_n) { *output = buf_take(b, output_n); }

/* --- opening --- */

/* Whoever wrote the project may not be who runs the check: what is found, not named, leads to nothing outside. */
static int stays_inside(const char *path, const char *folder, struct err *err) {
  if (file_kind(path) != FILE_REGULAR || file_is_below(folder, path)) return 0;
  return err_at(err, ERR_CONFIG, NULL, path, 0, 0, "is a link out of its folder; name the file it leads to with --policy");
}

/* Beside the policy; without one, found like one. */
static int load_waivers(struct tieout *t, const struct tieout_options *o, struct err *err) {
  if (t->project) return policy_load_waivers(&t->policy, t->project, err);
  if (o->policy) return 0; /* none is wanted */
  char *path = file_find_up(o->start ? o->start : ".", WAIVERS_NAME), *folder = path ? file_dir(path) : mem_strdup(".");
  int rc = policy_load_waivers(&t->policy, folder, err);
  mem_free(folder);
  mem_free(path);
  return rc;
}

static int load_policy(struct tieout *t, const struct tieout_options *o, struct err *err) {
  char *path = o->policy ? mem_strdup(o->policy) : file_find_up(o->start ? o->start : ".", "tieout.yaml");
  int rc = 0;
  if (path && path[0]) {
    t->project = file_dir(path);
    if (!o->policy) rc = stays_inside(path, t->project, err);
    if (rc == 0) rc = policy_load(&t->policy, path, err);
  }
  mem_free(path);
  return rc == 0 ? load_waivers(t, o, err) : rc;
}

static int open_ledger(struct tieout *t, const struct tieout_options *o, struct err *err) {
  if (!o->ledger) return 0;
  return store_open(&t->ledger, o->ledger, o->create ? STORE_CREATE : o->write ? STORE_WRITE : STORE_READ, err);
}

enum tieout_status tieout_open(struct tieout **out, const struct tieout_options *o) {
  struct tieout *t = mem_calloc(1, sizeof *t);
  struct err err = ERR_INIT;
  policy_init(&t->policy);
  clock_fix(o->now);
  *out = t;
  if (load_policy(t, o, &err) != 0) return session_err(t, &err);
  if (open_ledger(t, o, &err) != 0) t->ledger_status = session_err(t, &err);
  return t->ledger_status;
}

void tieout_close(struct tieout *t) {
  if (!t) return;
  if (t->rules) rules_close(t->rules);
  if (t->importers) importers_close(t->importers);
  store_close(t->ledger);
  policy_release(&t->policy);
  buf_release(&t->message);
  mem_free(t->project);
  mem_free(t);
}

int session_importers(struct tieout *t, struct err *err) { return t->importers ? 0 : importers_open(&t->importers, t->project, err); }

static bool is_rule(const struct tieout *t, struct str id) {
  const struct rule_info *v = NULL;
  size_t n = rules_list(t->rules, &v);
  for (size_t i = 0; i < n; i++)
    if (str_eq(str_of(v[i].id), id)) return true;
  return false;
}

static int unknown_rule(const struct tieout *t, const struct policy_pair *level, struct err *err) {
  const struct rule_info *v = NULL;
  size_t n = rules_list(t->rules, &v);
  struct buf said = BUF_INIT;
  VEC(const char *) ids = {0};
  for (size_t i = 0; i < n; i++) vec_push(&ids, v[i].id);
  vec_push(&ids, NULL);
  const char *near = nearest_word(level->key, ids.v);
  buf_printf(&said, "no rule \"%.*s\" to give a level", STR_ARG(level->key));
  if (near) buf_printf(&said, "; did you mean \"%s\"?", near);
  for (size_t i = 0; i < n; i++) buf_printf(&said, "%s%s", i ? ", " : " (known rules: ", v[i].id);
  err_at(err, ERR_CONFIG, NULL, t->policy.path, level->line, level->column, "%s%s", buf_cstr(&said), n ? ")" : "");
  vec_release(&ids);
  buf_release(&said);
  return -1;
}

/* A level for a rule that is not there, "ST01: off", would leave the one that was meant as it is, and nobody would hear of it. */
static int check_levels(const struct tieout *t, struct err *err) {
  for (size_t i = 0; i < t->policy.levels.n; i++)
    if (!is_rule(t, t->policy.levels.v[i].key)) return unknown_rule(t, &t->policy.levels.v[i], err);
  return 0;
}

int session_rules(struct tieout *t, struct err *err) {
  if (t->rules) return 0;
  return rules_open(&t->rules, t->project, err) != 0 ? -1 : check_levels(t, err);
}

int session_ledger(const struct tieout *t, struct err *err) {
  return t->ledger ? 0 : err_set(err, ERR_USAGE, "no ledger: `tieout init` makes one, --ledger names one");
}

/* --- reports --- */

struct expand {
  struct tieout *t;
  enum tieout_status status;
  struct paths *out;
};

static int add_markdown(void *ctx, const char *path, struct err *err) {
  struct expand *x = ctx;
  struct str s = str_of(path);
  if (str_ends(s, STR(".md")) && !policy_ignores(&x->t->policy, s)) vec_push(x->out, mem_strdup(path));
  return 0;
}

static int say_folder(void *ctx, const struct err *why) {
  struct expand *x = ctx;
  x->status = session_err(x->t, why);
  return 0;
}

static enum tieout_status expand_folder(struct tieout *t, const char *path, struct paths *out) {
  struct err err = ERR_INIT;
  size_t before = out->n;
  struct expand x = {t, TIEOUT_OK, out};
  if (file_walk_past(path, add_markdown, say_folder, &x, &err) != 0) return session_err(t, &err);
  return out->n > before || x.status != TIEOUT_OK ? x.status
                                                  : session_say(t, TIEOUT_NOT_ESTABLISHED, "%s: no report (*.md) in this folder", path);
}

enum tieout_status reports_expand(struct tieout *t, const char *const *paths, size_t n, struct paths *out) {
  enum tieout_status status = TIEOUT_OK;
  for (size_t i = 0; i < n; i++) {
    if (file_kind(paths[i]) == FILE_FOLDER)
      status = status_worse(status, expand_folder(t, paths[i], out));
    else
      vec_push(out, mem_strdup(paths[i]));
  }
  return status;
}

void paths_release(struct paths *p) {
  for (size_t i = 0; i < p->n; i++) mem_free(p->v[i]);
  vec_release(p);
}

/* --- services --- */

char *tieout_find_ledger(const char *start) { return file_find_up(start ? start : ".", ".tieout/ledger.db"); }

static int parse_epoch(const char *digits, int64_t *usec) {
  int64_t seconds = 0;
  size_t n = strspn(digits, "0123456789");
  if (n == 0 || n > 12 || digits[n]) return -1;
  for (; *digits; digits++) seconds = seconds * 10 + (*digits - '0');
  if (seconds > INT64_C(253402300799)) return -1; /* the year 9999 */
  *usec = seconds * 1000000;
  return 0;
}

int tieout_parse_time(const char *text, int64_t *usec) {
  struct moment m;
  if (text[0] == '@') return parse_epoch(text + 1, usec);
  size_t used = time_scan(str_of(text), &m);
  if (used == 0 || text[used]) return -1;
  *usec = m.lo;
  return 0;
}

enum tieout_status tieout_write(const char *path, const char *bytes, size_t n, char **message) {
  struct err err = ERR_INIT;
  if (file_write(path, str_make(bytes, n), &err) == 0) return TIEOUT_OK;
  char *folder = file_dir(path);
  bool wrong_name = file_kind(folder) != FILE_FOLDER || file_kind(path) == FILE_FOLDER;
  if (err.code == ERR_SYSTEM && wrong_name) err.code = ERR_USAGE;
  mem_free(folder);
  struct buf b = BUF_INIT;
  err_format(&err, &b);
  *message = buf_take(&b, NULL);
  return (enum tieout_status)err_exit(err.code);
}
