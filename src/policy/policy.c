#include "policy/policy.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "model/vocabulary.h"
#include "policy/config.h"

static const char *const status_names[] = {"success", "failure", "partial", "pending", "skipped", "unknown", NULL};
static const char *const level_names[] = {"error", "warning", "note", "off", NULL};

void policy_init(struct policy *p) { *p = (struct policy){0}; }

void policy_release(struct policy *p) {
  mem_free(p->path);
  vec_release(&p->aliases);
  vec_release(&p->ignore);
  vec_release(&p->environments);
  vec_release(&p->status);
  vec_release(&p->levels);
  asks_release(&p->asks);
  vec_release(&p->zones);
  vec_release(&p->waivers);
  mem_free(p->waivers_path);
  arena_release(&p->arena);
  *p = (struct policy){0};
}

static int require_object(const struct config *c, uint32_t node, const char *what, struct err *err) {
  if (config_node(c, node)->type == TREE_OBJECT) return 0;
  return config_error(c, node, err, "%s must be a list of \"key: value\" pairs", what);
}

/* Moves from a value to its key in front of it, on the same line; config.c's way of looking would take a walk through the file for each. */
static void place_key(const struct config *c, const struct tree_node *v, struct policy_pair *pair) {
  enum { BETWEEN_MAX = 64 }; /* quotes, colon, blanks, an anchor */
  size_t end = v->offset <= c->source.n ? v->offset : c->source.n, least = end > v->key.n + BETWEEN_MAX ? end - v->key.n - BETWEEN_MAX : 0;
  pair->line = v->line;
  pair->column = v->column;
  for (size_t at = end; v->key.n && at-- > least && c->source.p[at] != '\n';) {
    if (!str_starts(str_sub(c->source, at, end - at), v->key)) continue;
    pair->column -= (uint32_t)utf8_count(str_sub(c->source, at, end - at));
    return;
  }
}

/* Key and value of one pair, in the policy's own memory. */
static struct policy_pair pair_of(struct policy *p, const struct config *c, uint32_t node) {
  const struct tree_node *v = config_node(c, node);
  struct policy_pair pair = {.key = arena_str(&p->arena, v->key), .value = arena_str(&p->arena, v->text)};
  place_key(c, v, &pair);
  return pair;
}

static int read_aliases(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct policy *p = ctx;
  if (require_object(c, node, "aliases", err)) return -1;
  for (uint32_t i = config_node(c, node)->first; i != TREE_NONE; i = config_node(c, i)->next) {
    struct str subject;
    if (config_text(c, i, &subject, err)) return -1;
    if (!vocabulary_has_subject(subject))
      return config_error(c, i, err, "\"%.*s\" is not a subject; write it like service:NAME", STR_ARG(subject));
    vec_push(&p->aliases, pair_of(p, c, i));
  }
  return 0;
}

static int read_words(struct policy *p, struct policy_pairs *pairs, const struct config *c, uint32_t node, const char *what,
                      const char *const *names, struct err *err) {
  if (require_object(c, node, what, err)) return -1;
  for (uint32_t i = config_node(c, node)->first; i != TREE_NONE; i = config_node(c, i)->next) {
    int word;
    if (config_word(c, i, names, &word, err)) return -1;
    vec_push(pairs, pair_of(p, c, i));
  }
  return 0;
}

static int read_status(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct policy *p = ctx;
  return read_words(p, &p->status, c, node, "status", status_names, err);
}

static int read_levels(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct policy *p = ctx;
  return read_words(p, &p->levels, c, node, "levels", level_names, err);
}

static int read_ignore_line(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct policy *p = ctx;
  struct str line;
  if (config_text(c, node, &line, err)) return -1;
  line = str_trim(line);
  if (line.n && line.p[0] != '#') vec_push(&p->ignore, arena_str(&p->arena, line));
  return 0;
}

static int read_ignore(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  return config_each(c, node, read_ignore_line, ctx, err);
}

static int read_environment(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct policy *p = ctx;
  struct str name;
  if (config_text(c, node, &name, err)) return -1;
  vec_push(&p->environments, arena_lower(&p->arena, name));
  return 0;
}

static int read_environments(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  return config_each(c, node, read_environment, ctx, err);
}

static int read_waivers(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct policy *p = ctx;
  struct str name;
  if (config_text(c, node, &name, err)) return -1;
  char *folder = file_dir(c->path), *copy = mem_strndup(name.p, name.n);
  p->waivers_path = copy[0] == '/' ? mem_strdup(copy) : file_join(folder, copy);
  bool there = file_kind(p->waivers_path) != FILE_MISSING, inside = file_is_below(folder, p->waivers_path);
  mem_free(folder);
  mem_free(copy);
  if (!there) return config_error(c, node, err, "there is no file \"%.*s\"", STR_ARG(name));
  /* Whoever wrote the policy may not be who runs the check, and mistakes are shown with their line. */
  return inside ? 0 : config_error(c, node, err, "\"%.*s\" lies outside of the policy's folder", STR_ARG(name));
}

static int read_zones(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct policy *p = ctx;
  if (require_object(c, node, "zones", err)) return -1;
  for (uint32_t i = config_node(c, node)->first; i != TREE_NONE; i = config_node(c, i)->next) {
    struct str name = config_node(c, i)->key, s;
    int minutes;
    if (config_text(c, i, &s, err)) return -1;
    if (!time_is_zone_name(name))
      return config_error(c, i, err, "\"%.*s\" can be no zone: two to eight capitals are, but not UTC, GMT, AM or PM", STR_ARG(name));
    if (!time_scan_offset(str_trim(s), &minutes))
      return config_error(c, i, err, "\"%.*s\" is no offset from UTC; write it like -08:00 or +05:30", STR_ARG(s));
    vec_push(&p->zones, (struct time_zone){arena_str(&p->arena, name), minutes});
  }
  return 0;
}

/* The key of asks, read into the policy's. */
#define ASKED(name)                                                                                                                        \
  static int read_##name(void *ctx, const struct config *c, uint32_t node, struct err *err) {                                              \
    struct policy *p = ctx;                                                                                                                \
    p->asks.arena = &p->arena;                                                                                                             \
    return ask_read_##name(&p->asks, c, node, err);                                                                                        \
  }
ASKED(ages)
ASKED(require)
ASKED(sections)
ASKED(targets)

static const struct config_key keys[] = {
    {"ages", read_ages},         {"aliases", read_aliases}, {"environments", read_environments},
    {"ignore", read_ignore},     {"levels", read_levels},   {"require", read_require},
    {"sections", read_sections}, {"status", read_status},   {"targets", read_targets},
    {"waivers", read_waivers},   {"zones", read_zones},
};

int policy_load(struct policy *p, const char *path, struct err *err) {
  struct file file = {0};
  struct config config = {0};
  int rc = file_read(&file, path, LIMIT_CONFIG_BYTES, err);
  if (rc && err->code == ERR_INPUT) err->code = ERR_CONFIG;
  if (!rc) rc = config_open(&config, file_str(&file), path, err);
  if (!rc && config.tree.nodes.n && config_node(&config, 0)->type != TREE_NULL)
    rc = config_object(&config, 0, "the policy", keys, sizeof keys / sizeof keys[0], p, err);
  if (!rc) {
    mem_free(p->path);
    p->path = mem_strdup(path);
  }
  config_release(&config);
  file_release(&file);
  return rc;
}

int policy_load_waivers(struct policy *p, const char *folder, struct err *err) {
  if (!p->waivers_path) {
    p->waivers_path = file_join(folder, WAIVERS_NAME);
    if (file_is_dangling(p->waivers_path)) return err_at(err, ERR_CONFIG, NULL, p->waivers_path, 0, 0, "is a link to nothing");
    if (file_kind(p->waivers_path) == FILE_MISSING) return 0;
    if (file_kind(p->waivers_path) == FILE_REGULAR && !file_is_below(folder, p->waivers_path))
      return err_at(err, ERR_CONFIG, NULL, p->waivers_path, 0, 0, "is a link out of its folder; such links are not followed");
  }
  return waivers_load(&p->waivers, &p->arena, p->waivers_path, err);
}

struct str policy_alias(const struct policy *p, struct str name) {
  for (size_t i = 0; i < p->aliases.n; i++)
    if (str_eq_ci(p->aliases.v[i].key, name)) return p->aliases.v[i].value;
  return STR_NONE;
}
