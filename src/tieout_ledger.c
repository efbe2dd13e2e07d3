/* The commands over a kept ledger: init, ingest, facts, query. */
#include <sys/stat.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/visible.h"
#include "session.h"

/* --- init --- */

static const char starter_policy[] =
    "# What tieout should know about this project. Every key may be missing; tieout.yaml(5) and docs/policy.md explain them.\n"
    "# A line that begins with \"#-\" is an example of its key: take the two characters out, and change what is behind.\n"
    "\n"
    "# What reports call it: what the evidence calls it.\n"
    "#-aliases:\n"
    "#-  checkout: service:checkout-api\n"
    "\n"
    "# Not read as evidence or reports; lines as in .gitignore.\n"
    "#-ignore:\n"
    "#-  - node_modules/\n"
    "\n"
    "# Further words for a status in evidence: success, failure, partial, pending, skipped or unknown.\n"
    "#-status:\n"
    "#-  shipped: success\n"
    "\n"
    "# A level for a rule: error, warning, note or off. `tieout rules list` names them.\n"
    "#-levels:\n"
    "#-  CI001: note\n"
    "\n"
    "# What has to be reached, and who says so. A limit that begins with a sign is quoted.\n"
    "#-targets:\n"
    "#-  - attribute: latency.p95\n"
    "#-    limit: \"< 500 ms\"\n"
    "#-    source: docs/slo.md\n"
    "\n"
    "# Evidence that must be there before the overall status may be one of these words.\n"
    "#-require:\n"
    "#-  - words: [complete, ready]\n"
    "#-    evidence: [service, loadtest]\n"
    "#-    level: warning\n"
    "\n"
    "# Sections that a kind of report must have.\n"
    "#-sections:\n"
    "#-  - titles: \"*deployment report*\"\n"
    "#-    require: [Rollback]\n"
    "#-    level: warning\n"
    "\n"
    "# How old evidence may be at the report's own time.\n"
    "#-ages:\n"
    "#-  loadtest: 14 days\n"
    "#-  default: 30 days\n"
    "\n"
    "# Names of environments that names of things end in, where nothing else says which one is meant.\n"
    "#-environments: [canary]\n"
    "\n"
    "# What a time zone's name means here, where it has several meanings.\n"
    "#-zones:\n"
    "#-  PT: \"-08:00\"\n"
    "\n"
    "# Waivers lie in tieout-waivers.yaml beside this file, unless another file is named; `tieout waive` writes them.\n"
    "#-waivers: docs/waivers.yaml\n";

static int make_policy(const char *path, struct buf *said, struct err *err) {
  struct stat st;
  if (lstat(path, &st) == 0) { /* whatever it is: a link to nothing is somebody's, too */
    buf_printf(said, "%s was there already\n", path);
    return 0;
  }
  if (file_write(path, STR(starter_policy), err) != 0) return -1;
  buf_printf(said, "%s made\n", path);
  return 0;
}

static int make_ledger(const char *folder, const char *path, struct buf *said, struct err *err) {
  bool there = file_kind(path) != FILE_MISSING;
  struct store *s = NULL;
  if (file_kind(folder) == FILE_MISSING && mkdir(folder, 0777) != 0) return err_errno(err, ERR_SYSTEM, folder, folder);
  if (store_open(&s, path, STORE_CREATE, err) != 0) return -1;
  store_close(s);
  buf_printf(said, "%s %s\n", path, there ? "was there already" : "made");
  return 0;
}

enum tieout_status tieout_init(const char *dir, char **output, size_t *output_n) {
  struct buf said = BUF_INIT;
  struct err err = ERR_INIT;
  char *policy = file_join(dir, "tieout.yaml"), *folder = file_join(dir, ".tieout"), *ledger = file_join(folder, "ledger.db");
  int rc = file_kind(dir) == FILE_FOLDER ? 0 : err_at(&err, ERR_USAGE, NULL, dir, 0, 0, "no such folder");
  if (rc == 0) rc = make_policy(policy, &said, &err);
  if (rc == 0) rc = make_ledger(folder, ledger, &said, &err);
  if (rc != 0) {
    buf_clear(&said);
    err_format(&err, &said);
  }
  session_output(&said, output, output_n);
  mem_free(policy);
  mem_free(folder);
  mem_free(ledger);
  return rc == 0 ? TIEOUT_OK : (enum tieout_status)err_exit(err.code);
}

/* --- ingest --- */

struct tally {
  size_t read, unread, facts;
};

static void say_file(struct tieout *t, const struct ingest_file *f, bool quiet, struct tally *tally, struct buf *out) {
  if (f->outcome == INGEST_FACTS || (f->outcome == INGEST_REWRITTEN && f->facts)) {
    tally->read++;
    tally->facts += f->facts;
    if (!quiet) {
      visible_add(out, str_of(f->path));
      buf_printf(out, ": %s, %zu fact%s%s\n", f->importer ? f->importer : "", f->facts, f->facts == 1 ? "" : "s",
                 f->unchanged ? ", unchanged" : "");
    }
  } else {
    tally->unread++;
  }
  if (f->outcome != INGEST_FACTS) session_say(t, TIEOUT_OK, "%s: %s", f->place, f->why ? f->why : "gave no facts");
}

static enum tieout_status judge_ingest(struct tieout *t, const struct tieout_ingest *o, const struct ingest_report *report,
                                       struct buf *out) {
  struct tally tally = {0};
  enum tieout_status status = TIEOUT_OK;
  for (size_t i = 0; i < report->files.n; i++) say_file(t, &report->files.v[i], o->quiet, &tally, out);
  if (!o->quiet) {
    buf_printf(out, "%zu fact%s from %zu file%s", tally.facts, tally.facts == 1 ? "" : "s", tally.read, tally.read == 1 ? "" : "s");
    if (tally.unread) buf_printf(out, "; %zu not read as evidence", tally.unread);
    buf_add_char(out, '\n');
  }
  if (tally.unread && o->strict) status = TIEOUT_NOT_ESTABLISHED;
  if (tally.read == 0) status = session_say(t, TIEOUT_NOT_ESTABLISHED, "no file became facts");
  return report->rewritten ? TIEOUT_INTEGRITY : status;
}

enum tieout_status tieout_ingest(struct tieout *t, const struct tieout_ingest *o, char **output, size_t *output_n) {
  struct ingest_report report = {0};
  struct buf out = BUF_INIT;
  struct err err = ERR_INIT;
  enum tieout_status status = TIEOUT_OK;
  session_clear(t);
  if (o->paths_n == 0) return session_say(t, TIEOUT_USAGE, "no evidence given");
  if (session_ledger(t, &err) != 0 || session_importers(t, &err) != 0) return session_err(t, &err);
  struct ingest_options options = {.as = o->as, .release = str_of(o->release), .role = "evidence", .policy = &t->policy};
  for (size_t i = 0; i < o->paths_n && status != TIEOUT_INTERNAL; i++)
    if (ingest_path(t->ledger, t->importers, o->paths[i], &options, &report, &err) != 0)
      status = status_worse(status, session_err(t, &err));
  status = status_worse(status, judge_ingest(t, o, &report, &out));
  session_output(&out, output, output_n);
  ingest_report_release(&report);
  return status;
}

/* --- reading the ledger --- */

static enum tieout_status finish(struct tieout *t, int rc, const struct err *err, struct buf *out, char **output, size_t *output_n) {
  if (rc == 0) session_output(out, output, output_n);
  buf_release(out);
  return rc == 0 ? TIEOUT_OK : session_err(t, err);
}

enum tieout_status tieout_facts(struct tieout *t, const char *artifact, enum tieout_format format, char **output, size_t *output_n) {
  struct buf out = BUF_INIT;
  struct err err = ERR_INIT;
  struct render_options options = {0};
  session_clear(t);
  int rc = session_ledger(t, &err);
  if (rc == 0) rc = (format == TIEOUT_JSON ? render_facts_jsonl : render_facts_text)(t->ledger, &options, str_of(artifact), &out, &err);
  if (rc == 0 && out.n == 0) {
    if (artifact) return session_say(t, TIEOUT_NOT_ESTABLISHED, "%s: the ledger has no facts of this artifact", artifact);
    return session_say(t, TIEOUT_NOT_ESTABLISHED, "the ledger has no facts yet; `tieout ingest` reads evidence");
  }
  return finish(t, rc, &err, &out, output, output_n);
}

enum tieout_status tieout_query(struct tieout *t, const char *sql, enum tieout_format format, char **output, size_t *output_n) {
  struct buf out = BUF_INIT;
  struct err err = ERR_INIT;
  session_clear(t);
  int rc = session_ledger(t, &err);
  if (rc == 0) rc = render_query(t->ledger, str_of(sql), format == TIEOUT_JSON, &out, &err);
  if (rc == 0 && out.n == 0) session_say(t, TIEOUT_OK, "0 rows");
  return finish(t, rc, &err, &out, output, output_n);
}
