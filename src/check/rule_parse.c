#include "check/rules.h"

#include "base/buf.h"
#include "base/num.h"
#include "doc/tree.h"
#include "model/claim.h"
#include "model/vocabulary.h"

/* A rule file is a front matter in an SQL comment, then one SELECT. */
static const struct str OPENING = {"/*---", 5};
static const struct str CLOSING = {"---*/", 5};

struct parse {
  struct rule *rule;
  struct arena *arena;
  const char *path;
  struct tree tree;
  uint32_t line_offset; /* lines of the file before the front matter's first */
};

static int refuse(const struct parse *p, uint32_t node, struct err *err, const char *what, struct str value) {
  const struct tree_node *n = &p->tree.nodes.v[node];
  return err_at(err, ERR_CONFIG, "rule-front-matter", p->path, n->line + p->line_offset, n->column, "%s \"%.*s\"", what,
                (int)(value.n < 80 ? value.n : 80), value.p ? value.p : "");
}

static bool in_list(struct str s, const char *const *list) {
  for (; *list; list++)
    if (str_eq(s, str_of(*list))) return true;
  return false;
}

static const char *const CATEGORIES[] = {"status",   "number",   "arithmetic", "target",    "time",
                                         "citation", "identity", "checklist",  "document",  "completeness",
                                         "evidence", "incident", "signoff",    "integrity", NULL};
static const char *const LEVELS[] = {"error", "warning", "note", NULL};
static const char *const SCOPES[] = {"report", "evidence", "result", NULL};

static bool id_is_good(struct str s) {
  if (s.n < 3 || s.n > 16) return false;
  for (size_t i = 0; i < s.n; i++)
    if (!ascii_is_alnum(s.p[i])) return false;
  return ascii_is_alpha(s.p[0]);
}

/* Text values, each with where it goes and which words it may be. */
static const struct text_key {
  const char *key;
  size_t offset; /* of the `const char *` in struct rule_info */
  const char *const *words;
  const char *complaint;
} TEXT_KEYS[] = {
    {"id", offsetof(struct rule_info, id), NULL, NULL},
    {"category", offsetof(struct rule_info, category), CATEGORIES, "unknown category"},
    {"level", offsetof(struct rule_info, level), LEVELS, "unknown level"},
    {"title", offsetof(struct rule_info, title), NULL, NULL},
    {"why", offsetof(struct rule_info, why), NULL, NULL},
    {"since", offsetof(struct rule_info, since), NULL, NULL},
};
enum { TEXT_KEYS_N = sizeof TEXT_KEYS / sizeof TEXT_KEYS[0] };

static int take_text(struct parse *p, const struct text_key *k, uint32_t node, struct err *err) {
  const struct tree_node *n = &p->tree.nodes.v[node];
  struct str value = str_trim(n->text);
  if ((n->type != TREE_STRING && n->type != TREE_NUMBER) || !value.n) return refuse(p, node, err, "a text is wanted for", n->key);
  if (k->words && !in_list(value, k->words)) return refuse(p, node, err, k->complaint, value);
  const char **slot = (const char **)(void *)((char *)&p->rule->info + k->offset);
  *slot = arena_str(p->arena, value).p;
  return 0;
}

static int take_scope(struct parse *p, uint32_t node, struct err *err) {
  struct str value = p->tree.nodes.v[node].text;
  if (!in_list(value, SCOPES)) return refuse(p, node, err, "unknown scope", value);
  p->rule->evidence_scope = str_eq(value, STR("evidence"));
  p->rule->result_scope = str_eq(value, STR("result"));
  return 0;
}

static int take_priority(struct parse *p, uint32_t node, struct err *err) {
  const struct tree_node *n = &p->tree.nodes.v[node];
  struct num num;
  if (n->type != TREE_NUMBER || !num_parse(n->text, &num) || num.decimals || num.value < -100 || num.value > 100)
    return refuse(p, node, err, "priority is a whole number from -100 to 100, not", n->text);
  p->rule->priority = (int)num.value;
  return 0;
}

static void list_words(struct buf *b, const char *(*name)(size_t i)) {
  for (size_t i = 0; name(i); i++) buf_printf(b, "%s%s", i ? ", " : "", name(i));
}

static const char *family_at(size_t i) { return i < FAMILY_COUNT_ ? claim_family_name((enum claim_family)i) : NULL; }
static const char *relation_at(size_t i) { return i < RELATION_COUNT_ ? relation_kind_name((enum relation_kind)i) : NULL; }

static bool is_one_of(const char *(*name)(size_t i), struct str word) {
  for (size_t i = 0; name(i); i++)
    if (str_eq(word, str_of(name(i)))) return true;
  return false;
}

/* "latency.*" must be the beginning of some attribute. */
static bool attribute_exists(struct str word) {
  size_t n;
  const struct word *rows = vocabulary_rows(&n);
  if (!str_ends(word, STR("*"))) return vocabulary_has_attribute(word);
  struct str head = str_sub(word, 0, word.n - 1);
  for (size_t i = 0; i < n; i++)
    if (rows[i].kind == WORD_ATTRIBUTE && str_starts(str_of(rows[i].name), head)) return true;
  return vocabulary_has_attribute(head);
}

/* A word that nothing can ever have would switch the rule off without a sound. */
static int check_need(const struct parse *p, uint32_t node, struct str list, struct str word, struct err *err) {
  const char *(*names)(size_t i) = str_eq(list, STR("families")) ? family_at : str_eq(list, STR("relations")) ? relation_at : NULL;
  struct buf b = BUF_INIT;
  if (names ? is_one_of(names, word) : !str_eq(list, STR("attributes")) || attribute_exists(word)) return 0;
  if (names) {
    buf_printf(&b, "needs: \"%.*s\" is none of the %.*s: ", STR_ARG(str_sub(word, 0, 40)), STR_ARG(list));
    list_words(&b, names);
  } else {
    buf_printf(&b,
               "needs: no fact has an attribute \"%.*s\"; docs/vocabulary.md lists them (status, version, count.*, tests.*, latency.* ...)",
               STR_ARG(str_sub(word, 0, 40)));
  }
  const struct tree_node *n = &p->tree.nodes.v[node];
  int rc = err_at(err, ERR_CONFIG, "rule-front-matter", p->path, n->line + p->line_offset, n->column, "%s", buf_cstr(&b));
  buf_release(&b);
  return rc;
}

static int take_needs(struct parse *p, uint32_t node, struct err *err) {
  const struct tree_node *nodes = p->tree.nodes.v;
  if (nodes[node].type != TREE_OBJECT) return refuse(p, node, err, "a map is wanted for", nodes[node].key);
  for (uint32_t list = nodes[node].first; list != TREE_NONE; list = nodes[list].next) {
    struct rule_needs *needs = &p->rule->needs;
    if (str_eq(nodes[list].key, STR("with"))) {
      if (nodes[list].type != TREE_BOOL) return refuse(p, list, err, "true or false is wanted for", nodes[list].key);
      needs->with = str_eq(nodes[list].text, STR("true"));
      continue;
    }
    bool families = str_eq(nodes[list].key, STR("families")), attributes = str_eq(nodes[list].key, STR("attributes")),
         policy = str_eq(nodes[list].key, STR("policy"));
    if (!families && !attributes && !policy && !str_eq(nodes[list].key, STR("relations")))
      return refuse(p, list, err, "unknown key in needs:", nodes[list].key);
    if (nodes[list].type != TREE_ARRAY) return refuse(p, list, err, "a list is wanted for", nodes[list].key);
    for (uint32_t word = nodes[list].first; word != TREE_NONE; word = nodes[word].next) {
      if (nodes[word].type != TREE_STRING) return refuse(p, word, err, "a word is wanted, not", nodes[word].text);
      struct str kept = arena_str(p->arena, nodes[word].text);
      if (check_need(p, word, nodes[list].key, kept, err) != 0) return -1;
      if (families)
        vec_push(&needs->families, kept);
      else if (attributes)
        vec_push(&needs->attributes, kept);
      else if (policy)
        vec_push(&needs->policy, kept);
      else
        vec_push(&needs->relations, kept);
    }
  }
  return 0;
}

static int take_key(struct parse *p, uint32_t node, struct err *err) {
  struct str key = p->tree.nodes.v[node].key;
  for (size_t i = 0; i < TEXT_KEYS_N; i++)
    if (str_eq(key, str_of(TEXT_KEYS[i].key))) return take_text(p, &TEXT_KEYS[i], node, err);
  if (str_eq(key, STR("scope"))) return take_scope(p, node, err);
  if (str_eq(key, STR("priority"))) return take_priority(p, node, err);
  if (str_eq(key, STR("needs"))) return take_needs(p, node, err);
  return refuse(p, node, err, "unknown key", key);
}

static int read_front_matter(struct parse *p, struct str yaml, struct str json, struct err *err) {
  if (json.n) return tree_read_json(&p->tree, json, p->path, false, NULL, err);
  return tree_read_yaml(&p->tree, yaml, p->path, NULL, err);
}

static int take_front_matter(struct parse *p, struct str yaml, struct str json, struct err *err) {
  struct err inner = ERR_INIT;
  if (read_front_matter(p, yaml, json, &inner) != 0)
    return err_at(err, inner.code == ERR_INPUT ? ERR_CONFIG : inner.code, inner.rule, p->path, inner.line ? inner.line + p->line_offset : 0,
                  inner.column, "%s", inner.text);
  const struct tree_node *nodes = p->tree.nodes.v;
  if (!p->tree.nodes.n || nodes[0].type != TREE_OBJECT)
    return err_at(err, ERR_CONFIG, "rule-front-matter", p->path, p->line_offset + 1, 1, "the front matter is not a map");
  for (uint32_t n = nodes[0].first; n != TREE_NONE; n = nodes[n].next)
    if (take_key(p, n, err) != 0) return -1;
  for (size_t i = 0; i < TEXT_KEYS_N; i++)
    if (!*(const char *const *)(const void *)((const char *)&p->rule->info + TEXT_KEYS[i].offset))
      return err_at(err, ERR_CONFIG, "rule-front-matter", p->path, 1, 1, "key \"%s\" is missing", TEXT_KEYS[i].key);
  if (!id_is_good(str_of(p->rule->info.id)))
    return err_at(err, ERR_CONFIG, "rule-front-matter", p->path, 1, 1, "id \"%.40s\" is not 3 to 16 letters and digits", p->rule->info.id);
  return 0;
}

static uint32_t count_lines(struct str s) {
  uint32_t n = 0;
  for (size_t i = 0; i < s.n; i++) n += s.p[i] == '\n';
  return n;
}

int rule_parse_json(struct rule *rule, struct arena *arena, const char *path, struct str text, struct str json, struct err *err) {
  *rule = (struct rule){.name = arena_str(arena, str_of(path))};
  struct parse p = {.rule = rule, .arena = arena, .path = path};
  size_t at = str_find(text, OPENING, 0);
  if (at == SIZE_MAX || str_trim(str_sub(text, 0, at)).n)
    return err_at(err, ERR_CONFIG, "rule-front-matter", path, 1, 1, "a rule starts with its front matter: \"/*---\"");
  size_t from = at + OPENING.n, to = str_find(text, CLOSING, from);
  if (to == SIZE_MAX) return err_at(err, ERR_CONFIG, "rule-front-matter", path, 1, 1, "the front matter has no end: \"---*/\"");
  while (from < to && text.p[from] != '\n') from++;
  if (from < to) from++;
  p.line_offset = count_lines(str_sub(text, 0, from));
  int rc = take_front_matter(&p, str_sub(text, from, to - from), json, err);
  tree_release(&p.tree);
  if (rc == 0)
    rule->info.sql = arena_str(arena, text).p;
  else
    rule_release(rule);
  return rc;
}

int rule_parse(struct rule *rule, struct arena *arena, const char *path, struct str text, struct err *err) {
  return rule_parse_json(rule, arena, path, text, STR_NONE, err);
}

void rule_release(struct rule *rule) {
  vec_release(&rule->needs.families);
  vec_release(&rule->needs.attributes);
  vec_release(&rule->needs.relations);
  vec_release(&rule->needs.policy);
}
