/* The frame of a mapping file: name, detect, identity, rules. */
#include "ingest/mapping_parse.h"

#include "base/limits.h"

enum { RULE_DEPTH_MAX = 8 };

struct mapping_build {
  struct build b;
  struct mapping *out;
};

static int m_name(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct mapping_build *m = ctx;
  if (parse_text(&m->b, c, node, &m->out->name, err)) return -1;
  for (size_t i = 0; i < m->out->name.n; i++) {
    char ch = m->out->name.p[i];
    if (!ascii_is_alnum(ch) && ch != '-' && ch != '_' && ch != '.')
      return config_error(c, node, err, "a name has letters, digits, '-', '_' and '.' only");
  }
  return 0;
}

static int m_version(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct mapping_build *m = ctx;
  return parse_text(&m->b, c, node, &m->out->version, err);
}

static int m_title(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct mapping_build *m = ctx;
  return parse_text(&m->b, c, node, &m->out->title, err);
}

static int m_rank(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  return parse_rank(c, node, &((struct mapping_build *)ctx)->out->rank, err);
}

/* --- detect --- */

static int d_docs(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  static const char *const names[] = {"json", "ndjson", "yaml", "any", NULL};
  return config_word(c, node, names, &((struct mapping_build *)ctx)->out->docs, err);
}

static int d_all(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct mapping_build *m = ctx;
  return parse_conds(&m->b, c, node, &m->out->detect, err);
}

static int d_filename(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct mapping_build *m = ctx;
  return parse_words(&m->b, c, node, &m->out->filenames, &m->out->filenames_n, err);
}

static int m_detect(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  static const struct config_key keys[] = {{"docs", d_docs}, {"all", d_all}, {"filename", d_filename}};
  struct mapping_build *m = ctx;
  if (config_object(c, node, "detect", keys, 3, ctx, err)) return -1;
  if (m->out->detect.n) return 0;
  return config_error(c, node, err, "detect needs conditions under \"all\": a file name alone says nothing about the content");
}

/* --- identity --- */

#define IDENTITY_KEY(name, parse)                                                                                                          \
  static int i_##name(void *ctx, const struct config *c, uint32_t node, struct err *err) {                                                 \
    struct mapping_build *m = ctx;                                                                                                         \
    return parse(&m->b, c, node, &m->out->identity.name, err);                                                                             \
  }
IDENTITY_KEY(project, parse_paths)
IDENTITY_KEY(environment, parse_paths)
IDENTITY_KEY(commit, parse_paths)
IDENTITY_KEY(version, parse_paths)
IDENTITY_KEY(release, parse_paths)
IDENTITY_KEY(observed_at, parse_moment)

static int m_identity(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  static const struct config_key keys[] = {{"project", i_project}, {"environment", i_environment}, {"commit", i_commit},
                                           {"version", i_version}, {"release", i_release},         {"observed_at", i_observed_at}};
  return config_object(c, node, "identity", keys, sizeof keys / sizeof keys[0], ctx, err);
}

/* --- rules --- */

struct rule_build {
  struct build *b;
  struct rule *out;
  bool has_subject; /* of this rule or of one around it */
  int depth;
  uint32_t facts_node, rules_node;
};

static int rules_below(struct rule_build *outer, const struct config *c, uint32_t node, struct rule *out, struct err *err);

static int r_each(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct rule_build *r = ctx;
  r->out->has_each = true;
  return parse_path(r->b, c, node, &r->out->each, err);
}

static int r_when(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct rule_build *r = ctx;
  return parse_conds(r->b, c, node, &r->out->when, err);
}

static int r_subject(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct rule_build *r = ctx;
  r->has_subject = true;
  return parse_template(r->b, c, node, &r->out->subject, err) ? -1 : check_subject(r->b, c, node, &r->out->subject, err);
}

static int r_at(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct rule_build *r = ctx;
  return parse_moment(r->b, c, node, &r->out->at, err);
}

static int r_doubt(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct rule_build *r = ctx;
  return parse_template(r->b, c, node, &r->out->doubt, err);
}

/* Read after the others: they need to know whether the rule has a subject. */
static int r_facts(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  ((struct rule_build *)ctx)->facts_node = node;
  return 0;
}

static int r_rules(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  ((struct rule_build *)ctx)->rules_node = node;
  return 0;
}

static int add_fact(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct rule_build *r = ctx;
  return parse_fact(r->b, c, node, r->has_subject, &r->out->facts[r->out->facts_n++], err);
}

static int add_facts(struct rule_build *r, const struct config *c, struct err *err) {
  if (r->facts_node == TREE_NONE) return 0;
  r->out->facts = arena_alloc(r->b->a, (config_node(c, r->facts_node)->count + 1) * sizeof *r->out->facts);
  return config_each(c, r->facts_node, add_fact, r, err);
}

static int add_rule(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  static const struct config_key keys[] = {{"each", r_each},   {"when", r_when},   {"subject", r_subject}, {"at", r_at},
                                           {"doubt", r_doubt}, {"facts", r_facts}, {"rules", r_rules}};
  struct rule_build *outer = ctx;
  struct rule_build r = {outer->b, &outer->out->rules[outer->out->rules_n++], outer->has_subject, outer->depth + 1, TREE_NONE, TREE_NONE};
  if (r.depth > RULE_DEPTH_MAX) return config_error(c, node, err, "rules are nested too deeply (at most %d)", RULE_DEPTH_MAX);
  if (config_object(c, node, "a rule", keys, sizeof keys / sizeof keys[0], &r, err) || add_facts(&r, c, err)) return -1;
  if (r.rules_node != TREE_NONE && rules_below(&r, c, r.rules_node, r.out, err)) return -1;
  if (r.out->facts_n || r.out->rules_n || r.out->doubt.n) return 0;
  return config_error(c, node, err, "a rule needs \"facts\", \"rules\" or a \"doubt\"");
}

static int rules_below(struct rule_build *outer, const struct config *c, uint32_t node, struct rule *out, struct err *err) {
  out->rules = arena_alloc(outer->b->a, (config_node(c, node)->count + 1) * sizeof *out->rules);
  return config_each(c, node, add_rule, outer, err);
}

static int m_rules(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct mapping_build *m = ctx;
  struct rule_build top = {&m->b, &m->out->top, false, 0, TREE_NONE, TREE_NONE};
  return rules_below(&top, c, node, &m->out->top, err);
}

/* --- the whole --- */

static const struct config_key keys[] = {
    {"name", m_name},     {"version", m_version},   {"title", m_title}, {"rank", m_rank},
    {"detect", m_detect}, {"identity", m_identity}, {"rules", m_rules},
};

static int check_complete(const struct mapping *m, const struct config *c, struct err *err) {
  const char *missing = !m->name.n ? "name" : !m->detect.n ? "detect" : !m->top.rules_n ? "rules" : NULL;
  return missing ? config_error(c, 0, err, "a mapping needs \"%s\"", missing) : 0;
}

int mapping_compile_json(struct mapping *out, struct str yaml, struct str json, const char *path, struct err *err) {
  *out = (struct mapping){0};
  struct config config = {0};
  struct mapping_build m = {{&out->arena}, out};
  int rc = json.n ? config_open_json(&config, yaml, json, path, err) : config_open(&config, yaml, path, err);
  if (!rc && !config.tree.nodes.n) rc = config_error(&config, TREE_NONE, err, "the mapping is empty");
  if (!rc) rc = config_object(&config, 0, "the mapping", keys, sizeof keys / sizeof keys[0], &m, err);
  if (!rc) rc = check_complete(out, &config, err);
  /* People change a mapping and forget its version; facts made by the old text must not pass for those of the new one. */
  if (!rc) out->version = arena_printf(&out->arena, "%.*s+%08llx", STR_ARG(out->version.n ? out->version : STR("1")), str_hash(yaml) >> 32);
  if (!rc && !out->title.n) out->title = out->name;
  config_release(&config);
  if (rc) mapping_release(out);
  return rc;
}

int mapping_compile(struct mapping *out, struct str yaml, const char *path, struct err *err) {
  return mapping_compile_json(out, yaml, STR_NONE, path, err);
}

void mapping_release(struct mapping *m) {
  arena_release(&m->arena);
  *m = (struct mapping){0};
}
