#include "check/rules.h"

#include "base/file.h"
#include "base/limits.h"
#include "rules/embedded_rules.h"

static const struct str RULE_FILE = {"/rule.sql", 9};

/* A later rule with the id of an earlier one takes its place. */
static void keep(struct rules *r, const struct rule *rule) {
  for (size_t i = 0; i < r->v.n; i++) {
    if (strcmp(r->v.v[i].info.id, rule->info.id) != 0) continue;
    rule_release(&r->v.v[i]);
    r->v.v[i] = *rule;
    return;
  }
  vec_push(&r->v, *rule);
}

static int add(struct rules *r, const char *path, struct str text, struct str json, bool built_in, struct err *err) {
  struct rule rule;
  if (rule_parse_json(&rule, &r->arena, path, text, json, err) != 0) return -1;
  rule.built_in = built_in;
  keep(r, &rule);
  return 0;
}

static int add_embedded(struct rules *r, struct err *err) {
  for (size_t i = 0; i < embedded_rules_count; i++) {
    const struct embedded *e = &embedded_rules[i];
    if (!str_ends(str_of(e->name), RULE_FILE)) continue;
    if (add(r, e->name, embedded_str(e), embedded_json(e), true, err) != 0) return err_context(err, "built-in rule");
  }
  return 0;
}

static bool is_rule_path(const char *root, const char *path) {
  (void)root;
  return str_ends(str_of(path), RULE_FILE);
}

static int add_file(void *ctx, const char *path, struct err *err) {
  struct rules *r = ctx;
  struct file file;
  if (!is_rule_path(NULL, path)) return 0;
  if (file_read(&file, path, LIMIT_CONFIG_BYTES, err) != 0) return -1;
  int rc = add(r, path, file_str(&file), STR_NONE, false, err);
  file_release(&file);
  return rc;
}

static int by_id(const void *a, const void *b) { return strcmp(((const struct rule *)a)->info.id, ((const struct rule *)b)->info.id); }

int rules_open(struct rules **out, const char *project_dir, struct err *err) {
  struct rules *r = mem_calloc(1, sizeof *r);
  if (add_embedded(r, err) != 0 || (project_dir && file_walk_own(project_dir, "tieout/rules", is_rule_path, add_file, r, err) != 0)) {
    rules_close(r);
    return -1;
  }
  if (r->v.n) qsort(r->v.v, r->v.n, sizeof *r->v.v, by_id);
  for (size_t i = 0; i < r->v.n; i++) vec_push(&r->infos, r->v.v[i].info);
  *out = r;
  return 0;
}

void rules_close(struct rules *r) {
  if (!r) return;
  for (size_t i = 0; i < r->v.n; i++) rule_release(&r->v.v[i]);
  vec_release(&r->v);
  vec_release(&r->infos);
  arena_release(&r->arena);
  mem_free(r);
}

size_t rules_list(const struct rules *r, const struct rule_info **out) {
  *out = r->infos.v;
  return r->infos.n;
}
