/* importers/NAME/: the sample's facts and the bad files' diagnostics are what the folder says they are. */
#include <stdlib.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/num.h"
#include "base/time.h"
#include "ingest/intake.h"

/* --- lines, sorted, compared --- */

struct lines_list {
  VEC(struct str) v;
  struct arena arena;
};

static void lines_release(struct lines_list *l) {
  vec_release(&l->v);
  arena_release(&l->arena);
}

static void add_line(struct lines_list *l, struct str line) { vec_push(&l->v, arena_str(&l->arena, str_trim(line))); }

static int compare_lines(const void *a, const void *b) { return str_cmp(*(const struct str *)a, *(const struct str *)b); }

static void sort_lines(struct lines_list *l) {
  if (l->v.n) qsort(l->v.v, l->v.n, sizeof l->v.v[0], compare_lines);
}

/* Both sorted. Returns how many lines stand on one side only. */
static size_t diff_lines(const struct lines_list *want, const struct lines_list *got, struct buf *out) {
  size_t i = 0, k = 0, different = 0;
  while (i < want->v.n || k < got->v.n) {
    int order = i == want->v.n ? 1 : k == got->v.n ? -1 : str_cmp(want->v.v[i], got->v.v[k]);
    if (order < 0) buf_printf(out, "- %.*s\n", STR_ARG(want->v.v[i]));
    if (order > 0) buf_printf(out, "+ %.*s\n", STR_ARG(got->v.v[k]));
    different += order != 0;
    i += order <= 0;
    k += order >= 0;
  }
  return different;
}

/* --- what the importer makes of a file --- */

struct outcome {
  struct lines_list facts, diags;
  const char *importer;
};

static int collect_fact(void *ctx, struct fact *f, struct err *err) {
  struct outcome *o = ctx;
  struct buf line = BUF_INIT;
  if (o->facts.v.n >= LIMIT_FACTS) return err_set(err, ERR_INPUT, "too many facts");
  fact_jsonl(f, str_of(o->importer), &line);
  add_line(&o->facts, buf_str(&line));
  buf_release(&line);
  return 0;
}

static void collect_diag(struct outcome *o, const struct diag *d) {
  struct str detail = d->detail;
  struct buf line = BUF_INIT;
  buf_printf(&line, "%u:%u: %s: %s%s%.*s [%s]", d->line, d->column, diag_severity_name(diag_severity(d->id)), diag_text(d->id),
             detail.n ? ": " : "", STR_ARG(detail), diag_name(d->id));
  add_line(&o->diags, buf_str(&line));
  buf_release(&line);
}

static void read_bytes(const struct importers *r, struct str bytes, const char *path, struct outcome *o) {
  struct diag_list list = {0};
  struct diag_sink diags = diag_list_sink(&list);
  struct recognised x;
  struct err why = ERR_INIT;
  struct import_sink out = {collect_fact, o, &diags, NULL};
  recognise(&x, r, NULL, bytes, path, &diags);
  o->importer = x.importer ? x.importer->info.name : "";
  if (x.importer && x.importer->read(x.importer, &x.evidence, &x.identity, &out, &why))
    diag_emit(&diags, DIAG_IMPORT_UNREADABLE, str_of(path), why.line, why.column, "%s", why.text);
  else if (x.importer && !o->facts.v.n)
    diag_emit(&diags, DIAG_IMPORT_EMPTY, str_of(path), 0, 0, "%s", "");
  diag_list_close(&list);
  for (size_t i = 0; i < list.v.n; i++) collect_diag(o, &list.v.v[i]);
  recognised_release(&x);
  diag_list_release(&list);
}

static int read_outcome(const struct importers *r, const char *path, struct outcome *o, struct err *err) {
  struct file file;
  if (file_read(&file, path, LIMIT_EVIDENCE_BYTES, err)) return -1;
  read_bytes(r, file_str(&file), path, o);
  sort_lines(&o->facts);
  sort_lines(&o->diags);
  file_release(&file);
  return 0;
}

static void outcome_release(struct outcome *o) {
  lines_release(&o->facts);
  lines_release(&o->diags);
}

/* --- what the folder expects --- */

static struct str member_text(const struct tree *t, uint32_t object, const char *name) {
  uint32_t node = tree_get(t, object, str_of(name));
  return node == TREE_NONE ? STR_NONE : t->nodes.v[node].text;
}

static double member_number(const struct tree *t, uint32_t object, const char *name) {
  struct num n;
  return num_parse(member_text(t, object, name), &n) ? n.value : 0;
}

static enum rank rank_of(struct str name) {
  return str_eq(name, STR("narrative")) ? RANK_NARRATIVE : str_eq(name, STR("derived")) ? RANK_DERIVED : RANK_PRIMARY;
}

static enum fact_state state_of(struct str name) {
  static const enum fact_state states[] = {FACT_NULL, FACT_PLACEHOLDER, FACT_UNMAPPED};
  for (size_t i = 0; i < 3; i++)
    if (str_eq(name, str_of(fact_state_name(states[i])))) return states[i];
  return FACT_KNOWN;
}

/* Through the same writer, so that spacing, order of members and spelling of numbers do not matter, nor members that a path decides. */
static void expect_fact(const struct tree *t, uint32_t object, struct lines_list *out) {
  struct moment at = {.lo = TIME_NONE};
  struct str observed = member_text(t, object, "observed_at");
  if (observed.n) time_scan(observed, &at);
  struct fact f = {
      .subject = member_text(t, object, "subject"),
      .attribute = member_text(t, object, "attribute"),
      .value = member_text(t, object, "value"),
      .has_number = tree_get(t, object, STR("number")) != TREE_NONE,
      .number = member_number(t, object, "number"),
      .low = member_number(t, object, "low"),
      .high = member_number(t, object, "high"),
      .unit = member_text(t, object, "unit"),
      .state = state_of(member_text(t, object, "state")),
      .rank = rank_of(member_text(t, object, "rank")),
      .observed_at = at.lo,
      .pointer = member_text(t, object, "pointer"),
      .line = (uint32_t)member_number(t, object, "line"),
  };
  struct buf line = BUF_INIT;
  fact_jsonl(&f, member_text(t, object, "importer"), &line);
  add_line(out, buf_str(&line));
  buf_release(&line);
}

static int expect_facts(const char *path, struct lines_list *out, struct err *err) {
  struct file file;
  struct tree tree = {0};
  if (file_read(&file, path, LIMIT_CONFIG_BYTES, err)) return -1;
  int rc = str_trim(file_str(&file)).n ? tree_read_json(&tree, file_str(&file), path, true, NULL, err) : 0;
  for (size_t i = 0; !rc && i < tree.roots.n; i++) expect_fact(&tree, tree.roots.v[i], out);
  tree_release(&tree);
  file_release(&file);
  sort_lines(out);
  return rc;
}

static int expect_diags(const char *path, struct lines_list *out, struct err *err) {
  struct file file;
  if (file_read(&file, path, LIMIT_CONFIG_BYTES, err)) return -1;
  struct str all = file_str(&file);
  for (size_t at = 0; at < all.n;) {
    size_t end = str_find(all, STR("\n"), at);
    if (end == SIZE_MAX) end = all.n;
    struct str line = str_trim(str_sub(all, at, end - at));
    if (line.n) add_line(out, line);
    at = end + 1;
  }
  file_release(&file);
  sort_lines(out);
  return 0;
}

/* --- one folder --- */

struct folder {
  struct importers *r;
  const char *path;
  VEC(char *) files;
  struct buf *out;
  struct importer_test *result;
};

static int keep_name(void *ctx, const char *path, struct err *err) {
  struct folder *f = ctx;
  vec_push(&f->files, mem_strdup(path));
  return 0;
}

static struct str stem_of(struct str base) {
  size_t dot = str_find(base, STR("."), 0);
  return dot == SIZE_MAX ? base : str_sub(base, 0, dot);
}

/* The file whose name before the dot is `front` + `rest`, other than the expectation itself. */
static const char *partner(const struct folder *f, const char *front, struct str rest, const char *own) {
  for (size_t i = 0; i < f->files.n; i++) {
    struct str stem = stem_of(file_base(str_of(f->files.v[i])));
    if (strcmp(f->files.v[i], own) != 0 && str_starts(stem, str_of(front)) && str_eq(str_sub(stem, strlen(front), stem.n), rest))
      return f->files.v[i];
  }
  return NULL;
}

static int check_file(struct folder *f, const char *expected, const char *input, bool facts, struct err *err) {
  struct outcome got = {0};
  struct lines_list want = {0};
  int rc = read_outcome(f->r, input, &got, err);
  if (!rc) rc = facts ? expect_facts(expected, &want, err) : expect_diags(expected, &want, err);
  if (!rc) {
    struct buf diff = BUF_INIT;
    size_t different = diff_lines(&want, facts ? &got.facts : &got.diags, &diff);
    f->result->checks++;
    f->result->failures += different > 0;
    if (different) buf_printf(f->out, "%s: %zu lines differ\n%s", expected, different, buf_cstr(&diff));
    buf_release(&diff);
  }
  lines_release(&want);
  outcome_release(&got);
  return rc;
}

static int check_expectation(struct folder *f, const char *path, struct err *err) {
  struct str base = file_base(str_of(path)), stem = stem_of(base);
  bool facts = str_starts(stem, STR("facts")) && str_ends(base, STR(".jsonl"));
  bool diags = str_starts(stem, STR("bad")) && str_ends(base, STR(".diag"));
  if (!facts && !diags) return 0;
  const char *input = facts ? partner(f, "sample", str_sub(stem, 5, stem.n), path) : partner(f, "", stem, path);
  if (input) return check_file(f, path, input, facts, err);
  buf_printf(f->out, "%s: no file that it belongs to\n", path);
  f->result->checks++;
  f->result->failures++;
  return 0;
}

static int add_own_mapping(struct folder *f, struct err *err) {
  char *path = file_join(f->path, "importer.yaml");
  struct file file;
  int rc = 0;
  if (file_kind(path) == FILE_REGULAR) {
    rc = file_read(&file, path, LIMIT_CONFIG_BYTES, err);
    if (!rc) {
      rc = importers_add(f->r, file_str(&file), path, err);
      file_release(&file);
    }
  }
  mem_free(path);
  return rc;
}

int importers_test(struct importers *r, const char *path, struct buf *out, struct importer_test *result, struct err *err) {
  struct folder f = {.r = r, .path = path, .out = out, .result = result};
  *result = (struct importer_test){0};
  int rc = add_own_mapping(&f, err);
  if (!rc) rc = file_walk(path, keep_name, &f, err);
  for (size_t i = 0; !rc && i < f.files.n; i++) rc = check_expectation(&f, f.files.v[i], err);
  if (!rc && !result->checks) {
    buf_printf(out, "%s: nothing to compare: no facts*.jsonl and no bad*.diag\n", path);
    result->checks = result->failures = 1;
  }
  for (size_t i = 0; i < f.files.n; i++) mem_free(f.files.v[i]);
  vec_release(&f.files);
  return rc;
}
