/* `tieout rules test FOLDER`: the rule fires on its fires*.md as its findings.jsonl says, and is silent on its silent*.md.
 *
 * fires.with.md is the other document that fires.md is checked with, fires.tieout.yaml the policy. A folder repo is a git repository that
 * all reports are looked up in. */
#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "session.h"

struct rule_test {
  struct tieout *t;
  char *id;             /* "ST001" of the folder "ST001-overall-status" */
  char *repo;           /* or NULL */
  struct buf findings;  /* of the fires*.md, as JSON lines */
  size_t fires, silent; /* reports of each kind */
  size_t failures;
  struct buf *out;
};

/* --- one report --- */

static const char *const suffixes[] = {"", ".json", ".yaml", ".yml", ".log", ".txt", ".ndjson"};
enum { SUFFIXES = sizeof suffixes / sizeof *suffixes };

/* fires.md may have a folder fires/ and files fires.json, fires.yaml … as evidence. */
static size_t evidence_beside(const char *report, char *found[SUFFIXES]) {
  size_t n = 0;
  int stem = (int)(strlen(report) - strlen(".md"));
  for (size_t i = 0; i < SUFFIXES; i++) {
    struct buf path = BUF_INIT;
    buf_printf(&path, "%.*s%s", stem, report, suffixes[i]);
    if (file_kind(buf_cstr(&path)) == FILE_MISSING)
      buf_release(&path);
    else
      found[n++] = buf_take(&path, NULL);
  }
  return n;
}

static void put_json_text(struct buf *b, struct str s) {
  buf_add_char(b, '"');
  for (size_t i = 0; i < s.n; i++) {
    unsigned char c = (unsigned char)s.p[i];
    if (c == '"' || c == '\\')
      buf_printf(b, "\\%c", c);
    else if (c < 0x20)
      buf_printf(b, "\\u%04x", c);
    else
      buf_add_char(b, s.p[i]);
  }
  buf_add_char(b, '"');
}

struct sink {
  struct buf *lines;
  struct str report;
  size_t n;
};

static int row_finding(void *ctx, const struct row *r, struct err *err) {
  struct sink *sink = ctx;
  sink->n++;
  buf_add_cstr(sink->lines, "{\"report\":");
  put_json_text(sink->lines, sink->report);
  if (!row_is_null(r, 1)) buf_printf(sink->lines, ",\"line\":%lld", (long long)row_int(r, 1));
  buf_add_cstr(sink->lines, ",\"level\":");
  put_json_text(sink->lines, row_text(r, 0));
  buf_add_cstr(sink->lines, ",\"message\":");
  put_json_text(sink->lines, row_text(r, 2));
  buf_add_cstr(sink->lines, "}\n");
  return 0;
}

static const struct str with_suffix = {".with.md", 8};

static char *beside(const char *report, const char *suffix) {
  struct buf path = BUF_INIT;
  buf_printf(&path, "%.*s%s", (int)(strlen(report) - strlen(".md")), report, suffix);
  return buf_take(&path, NULL);
}

static int load_policy(struct policy *p, const char *report, struct err *err) {
  char *path = beside(report, ".tieout.yaml"), *folder = file_dir(report);
  policy_init(p);
  int rc = file_kind(path) == FILE_MISSING ? 0 : policy_load(p, path, err);
  if (rc == 0 && p->waivers_path) rc = policy_load_waivers(p, folder, err);
  mem_free(folder);
  mem_free(path);
  return rc;
}

static int check_with_policy(struct rule_test *x, const char *report, struct sink *sink, struct err *err);

/* Under the policy of the case, not under the one that the session has. */
static int check_report(struct rule_test *x, const char *report, struct sink *sink, struct err *err) {
  struct policy own = x->t->policy;
  int rc = load_policy(&x->t->policy, report, err);
  if (rc == 0) rc = check_with_policy(x, report, sink, err);
  policy_release(&x->t->policy);
  x->t->policy = own;
  return rc;
}

static int check_with_policy(struct rule_test *x, const char *report, struct sink *sink, struct err *err) {
  char *evidence[SUFFIXES], *with = beside(report, with_suffix.p);
  const char *const documents[] = {with};
  size_t n = evidence_beside(report, evidence);
  struct tieout_check o = {.reports = &report,
                           .reports_n = 1,
                           .with = documents,
                           .with_n = file_kind(with) == FILE_REGULAR,
                           .evidence = (const char *const *)evidence,
                           .evidence_n = n,
                           .repo = x->repo};
  struct run run = {.t = x->t, .o = &o};
  int rc = run_stages(&run, err);
  if (rc == 0 && !run.checked) rc = err_at(err, ERR_INPUT, NULL, report, 0, 0, "%s", buf_cstr(&x->t->message));
  if (rc == 0) rc = store_query(run.s, SQL_FINDING_OF_RULE, BINDS(B_TEXT("rule", str_of(x->id))), row_finding, sink, err);
  run_release(&run);
  session_clear(x->t); /* that a small example is vacuous in other ways is no news here */
  for (size_t i = 0; i < n; i++) mem_free(evidence[i]);
  mem_free(with);
  return rc;
}

static int test_report(void *ctx, const char *path, struct err *err) {
  struct rule_test *x = ctx;
  struct str name = file_base(str_of(path));
  bool fires = str_starts(name, STR("fires")), silent = str_starts(name, STR("silent"));
  if (!str_ends(name, STR(".md")) || str_ends(name, with_suffix) || (!fires && !silent)) return 0;
  struct buf lines = BUF_INIT;
  struct sink sink = {&lines, name, 0};
  int rc = check_report(x, path, &sink, err);
  if (rc == 0 && fires && sink.n == 0) {
    x->failures++;
    buf_printf(x->out, "%s: %s does not fire\n", path, x->id);
  } else if (rc == 0 && silent && sink.n) {
    x->failures++;
    buf_printf(x->out, "%s: %s is not silent:\n", path, x->id);
    buf_add_str(x->out, buf_str(&lines));
  }
  if (fires) buf_add_str(&x->findings, buf_str(&lines));
  x->fires += fires;
  x->silent += silent;
  buf_release(&lines);
  return rc;
}

/* --- the folder --- */

static int compare_findings(struct rule_test *x, const char *folder, struct err *err) {
  char *path = file_join(folder, "findings.jsonl");
  struct file expected = {0};
  int rc = 0;
  if (file_kind(path) == FILE_MISSING) {
    x->failures++;
    buf_printf(x->out, "%s is missing: there is no expectation to compare with; these lines would be it:\n", path);
    buf_add_str(x->out, buf_str(&x->findings));
  } else {
    rc = file_read(&expected, path, LIMIT_CONFIG_BYTES, err);
    if (rc == 0 && !str_eq(file_str(&expected), buf_str(&x->findings))) {
      x->failures++;
      buf_printf(x->out, "%s: other findings than expected; got:\n", path);
      buf_add_str(x->out, buf_str(&x->findings));
    }
  }
  file_release(&expected);
  mem_free(path);
  return rc;
}

static char *rule_id_of(const char *folder) {
  struct str path = str_of(folder);
  while (path.n > 1 && path.p[path.n - 1] == '/') path.n--;
  struct str base = file_base(path);
  size_t dash = str_find(base, STR("-"), 0);
  return mem_strndup(base.p, dash == SIZE_MAX ? base.n : dash);
}

enum tieout_status session_rule_test(struct tieout *t, const char *folder, struct buf *out, struct err *err) {
  struct rule_test x = {.t = t, .out = out};
  int rc = 0;
  if (file_kind(folder) != FILE_FOLDER) rc = err_at(err, ERR_USAGE, NULL, folder, 0, 0, "no such folder; a rule is tested by its folder");
  x.id = rule_id_of(folder);
  x.repo = file_join(folder, "repo");
  if (file_kind(x.repo) != FILE_FOLDER) {
    mem_free(x.repo);
    x.repo = NULL;
  }
  if (rc == 0) rc = file_walk(folder, test_report, &x, err);
  if (rc == 0) rc = compare_findings(&x, folder, err);
  enum tieout_status status = rc != 0 ? session_err(t, err) : x.failures ? TIEOUT_FINDINGS : TIEOUT_OK;
  if (rc == 0 && (x.fires == 0 || x.silent == 0))
    status = session_say(t, TIEOUT_NOT_ESTABLISHED, "%s: a rule needs a fires*.md and a silent*.md", folder);
  else if (rc == 0)
    buf_printf(out, "%s: %zu firing, %zu silent, %zu not as expected\n", x.id, x.fires, x.silent, x.failures);
  buf_release(&x.findings);
  mem_free(x.repo);
  mem_free(x.id);
  return status;
}
