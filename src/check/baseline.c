/* A former result, in JSON: which findings are new, which were there, which are gone. By fingerprint, so that moved lines change nothing.
 */
#include "base/file.h"
#include "base/limits.h"
#include "base/num.h"
#include "check/check.h"
#include "doc/tree.h"

/* --- reading it ----------------------------------------------------------------------------------------------------------------------- */

struct former {
  struct store *s;
  struct tree tree;
  const char *path;
};

static const struct tree_node *node_of(const struct former *f, uint32_t node) { return &f->tree.nodes.v[node]; }

static uint32_t member(const struct former *f, uint32_t object, const char *key, enum tree_type type) {
  if (object == TREE_NONE || node_of(f, object)->type != TREE_OBJECT) return TREE_NONE;
  uint32_t node = tree_get(&f->tree, object, str_of(key));
  return node != TREE_NONE && node_of(f, node)->type == type ? node : TREE_NONE;
}

static struct str text_of(const struct former *f, uint32_t object, const char *key) {
  uint32_t node = member(f, object, key, TREE_STRING);
  return node == TREE_NONE ? STR_NONE : node_of(f, node)->text;
}

static int64_t count_of(const struct former *f, uint32_t object, const char *key) {
  struct num n;
  uint32_t node = member(f, object, key, TREE_NUMBER);
  if (node == TREE_NONE || !num_parse(node_of(f, node)->text, &n) || n.value < 1 || n.value > UINT32_MAX) return 0;
  return (int64_t)n.value;
}

static int refuse(const struct former *f, uint32_t node, struct err *err, const char *what) {
  const struct tree_node *n = node == TREE_NONE ? NULL : node_of(f, node);
  return err_at(err, ERR_USAGE, NULL, f->path, n ? n->line : 0, n ? n->column : 0, "is no result of `tieout check --format json`: %s",
                what);
}

static int add_finding(struct former *f, uint32_t node, struct str report, struct err *err) {
  static const char *const wanted[] = {"fingerprint", "rule", "category", "level", "message"};
  for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
    if (!text_of(f, node, wanted[i]).n) return refuse(f, node, err, "a finding without fingerprint, rule, category, level or message");
  return store_exec(f->s, SQL_BASELINE_INSERT,
                    BINDS(B_TEXT_OR_NULL("report", report), B_TEXT("fingerprint", text_of(f, node, "fingerprint")),
                          B_TEXT("rule", text_of(f, node, "rule")), B_TEXT("category", text_of(f, node, "category")),
                          B_TEXT("level", text_of(f, node, "level")), B_TEXT_OR_NULL("verdict", text_of(f, node, "verdict")),
                          B_TEXT("message", text_of(f, node, "message")), B_TEXT_OR_NULL("expected", text_of(f, node, "expected")),
                          B_TEXT_OR_NULL("actual", text_of(f, node, "actual")), B_TEXT_OR_NULL("settle", text_of(f, node, "settle")),
                          B_INT("line", count_of(f, node, "line")), B_INT("column", count_of(f, node, "column")),
                          B_INT("end_line", count_of(f, node, "end_line")), B_INT("end_column", count_of(f, node, "end_column"))),
                    err);
}

static int add_findings(struct former *f, uint32_t owner, struct str report, struct err *err) {
  uint32_t list = member(f, owner, "findings", TREE_ARRAY);
  if (list == TREE_NONE) return refuse(f, owner, err, "no list of findings");
  for (uint32_t i = node_of(f, list)->first; i != TREE_NONE; i = node_of(f, i)->next)
    if (add_finding(f, i, report, err) != 0) return -1;
  return 0;
}

static int add_all(struct former *f, struct err *err) {
  uint32_t root = f->tree.nodes.n ? 0 : TREE_NONE, reports = member(f, root, "reports", TREE_ARRAY);
  if (!str_eq(text_of(f, root, "schema"), STR("tieout-check/1"))) return refuse(f, root, err, "its schema is not \"tieout-check/1\"");
  if (reports == TREE_NONE) return refuse(f, root, err, "no list of reports");
  for (uint32_t i = node_of(f, reports)->first; i != TREE_NONE; i = node_of(f, i)->next) {
    if (!text_of(f, i, "path").n) return refuse(f, i, err, "a report without a path");
    if (add_findings(f, i, text_of(f, i, "path"), err) != 0) return -1;
  }
  return add_findings(f, root, STR_NONE, err);
}

int check_baseline_load(struct store *s, const char *path, struct err *err) {
  struct former f = {.s = s, .path = path};
  struct file file = {0};
  int rc = file_read(&file, path, LIMIT_RESULT_BYTES, err);
  if (rc == 0) rc = tree_read_json(&f.tree, file_str(&file), path, false, NULL, err);
  if (rc != 0 && err->code == ERR_INPUT) err->code = ERR_USAGE;
  if (rc == 0) rc = store_begin(s, err);
  if (rc == 0) {
    rc = add_all(&f, err);
    if (rc == 0)
      rc = store_commit(s, err);
    else
      store_rollback(s);
  }
  tree_release(&f.tree);
  file_release(&file);
  return rc;
}

/* --- comparing -------------------------------------------------------------------------------------------------------------------------
 */

struct print {
  int64_t id;
  struct str fingerprint, path;
  bool taken;
};
typedef VEC(struct print) prints;

struct sink {
  prints *out;
  struct arena *arena;
};

static int take_print(void *ctx, const struct row *row, struct err *err) {
  struct sink *sink = ctx;
  vec_push(sink->out,
           (struct print){row_int(row, 0), arena_str(sink->arena, row_text(row, 1)), arena_str(sink->arena, row_text(row, 2)), false});
  return 0;
}

static int by_path(const void *x, const void *y) {
  const struct print *a = x, *b = y;
  int d = str_cmp(a->fingerprint, b->fingerprint);
  if (d == 0) d = str_cmp(a->path, b->path);
  return d ? d : (a->id > b->id) - (a->id < b->id);
}

static int load(struct store *s, enum sql_id id, prints *out, struct arena *arena, struct err *err) {
  struct sink sink = {out, arena};
  if (store_query(s, id, NULL, 0, take_print, &sink, err) != 0) return -1;
  if (out->n) qsort(out->v, out->n, sizeof *out->v, by_path);
  return 0;
}

/* Both sorted: each is paired with one of its like. First in the same report, then, for a report that was given another name, in any. */
static void pair_up(prints *now, prints *then, bool same_path) {
  for (size_t i = 0, k = 0; i < now->n && k < then->n;) {
    struct print *a = &now->v[i], *b = &then->v[k];
    int d = a->taken ? -1 : b->taken ? 1 : str_cmp(a->fingerprint, b->fingerprint);
    if (d == 0 && same_path) d = str_cmp(a->path, b->path);
    if (d == 0) a->taken = b->taken = true;
    i += d <= 0;
    k += d >= 0;
  }
}

static int write_states(struct store *s, const prints *now, const prints *then, struct err *err) {
  for (size_t i = 0; i < now->n; i++) {
    struct str state = now->v[i].taken ? STR("unchanged") : STR("new");
    if (store_exec(s, SQL_FINDING_SET_BASELINE, BINDS(B_TEXT("state", state), B_INT("id", now->v[i].id)), err) != 0) return -1;
  }
  for (size_t i = 0; i < then->n; i++)
    if (then->v[i].taken && store_exec(s, SQL_BASELINE_MARK, BINDS(B_INT("id", then->v[i].id)), err) != 0) return -1;
  return store_exec(s, SQL_BASELINE_SETTLE, NULL, 0, err);
}

int check_baseline_compare(struct store *s, struct err *err) {
  struct arena arena = ARENA_INIT;
  prints now = {0}, then = {0};
  int rc = load(s, SQL_FINDING_LIST, &now, &arena, err);
  if (rc == 0) rc = load(s, SQL_BASELINE_LIST, &then, &arena, err);
  pair_up(&now, &then, true);
  pair_up(&now, &then, false);
  if (rc == 0) rc = store_begin(s, err);
  if (rc == 0) {
    rc = write_states(s, &now, &then, err);
    if (rc == 0)
      rc = store_commit(s, err);
    else
      store_rollback(s);
  }
  vec_release(&now);
  vec_release(&then);
  arena_release(&arena);
  return rc;
}
