/* `facts:` of a mapping, and what the vocabulary says about their attributes. */
#include "ingest/mapping_parse.h"

#include "model/vocabulary.h"

struct fact_build {
  struct build *b;
  struct fact_plan *out;
  uint32_t unit_node, attribute_node;
};

static const char *const takes[] = {"all", "tag", "name", "basename", NULL};

/* The row of an attribute: the same name, or one whose last word is in capitals ("count.KIND", "target.ATTRIBUTE"). */
static const struct word *attribute_row(struct str name) {
  size_t n;
  const struct word *rows = vocabulary_rows(&n), *best = NULL;
  for (size_t i = 0; i < n; i++) {
    struct str row = str_of(rows[i].name);
    if (rows[i].kind != WORD_ATTRIBUTE) continue;
    if (str_eq(row, name)) return &rows[i];
    size_t dot = row.n;
    while (dot > 0 && row.p[dot - 1] >= 'A' && row.p[dot - 1] <= 'Z') dot--;
    if (dot > 0 && dot < row.n && name.n > dot && str_starts(name, str_sub(row, 0, dot))) best = &rows[i];
  }
  return best;
}

static const char *attribute_unit(struct str name) {
  if (str_starts(name, STR("target."))) name = str_sub(name, 7, name.n);
  const struct word *row = attribute_row(name);
  return row ? row->unit : "";
}

/* --- values --- */

static int set_kind(struct fact_build *f, enum value_kind kind, const struct config *c, uint32_t node, struct err *err) {
  if (f->out->value.kind != VALUE_NONE)
    return config_error(c, node, err, "a fact has one value: from, const, count, sum, min, max, ratio or cases");
  f->out->value.kind = kind;
  return 0;
}

static int fact_from(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct fact_build *f = ctx;
  return set_kind(f, VALUE_FROM, c, node, err) ? -1 : parse_paths(f->b, c, node, &f->out->value.paths, err);
}

static int fact_const(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct fact_build *f = ctx;
  return set_kind(f, VALUE_CONST, c, node, err) ? -1 : parse_text(f->b, c, node, &f->out->value.text, err);
}

static int fact_many(struct fact_build *f, enum value_kind kind, const struct config *c, uint32_t node, struct err *err) {
  if (set_kind(f, kind, c, node, err) || parse_path(f->b, c, node, &f->out->value.many, err)) return -1;
  if (path_is_many(&f->out->value.many)) return 0;
  return config_error(c, node, err, "this path finds one value at most; use '*' or '[key=value]' to name many");
}

static int fact_count(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  return fact_many(ctx, VALUE_COUNT, c, node, err);
}
static int fact_sum(void *ctx, const struct config *c, uint32_t node, struct err *err) { return fact_many(ctx, VALUE_SUM, c, node, err); }
static int fact_min(void *ctx, const struct config *c, uint32_t node, struct err *err) { return fact_many(ctx, VALUE_MIN, c, node, err); }
static int fact_max(void *ctx, const struct config *c, uint32_t node, struct err *err) { return fact_many(ctx, VALUE_MAX, c, node, err); }

static int ratio_of(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct fact_build *f = ctx;
  return parse_paths(f->b, c, node, &f->out->value.part, err);
}

static int ratio_by(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct fact_build *f = ctx;
  return parse_paths(f->b, c, node, &f->out->value.whole, err);
}

static int fact_ratio(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  static const struct config_key keys[] = {{"of", ratio_of}, {"by", ratio_by}};
  struct fact_build *f = ctx;
  if (set_kind(f, VALUE_RATIO, c, node, err) || config_object(c, node, "a ratio", keys, 2, f, err)) return -1;
  if (f->out->value.part.n && f->out->value.whole.n) return 0;
  return config_error(c, node, err, "a ratio needs \"of\" and \"by\"");
}

struct case_build {
  struct build *b;
  struct value_case *out;
};

static int case_when(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct case_build *k = ctx;
  return parse_conds(k->b, c, node, &k->out->when, err);
}
static int case_value(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct case_build *k = ctx;
  return parse_text(k->b, c, node, &k->out->value, err);
}
static int case_place(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct case_build *k = ctx;
  return parse_paths(k->b, c, node, &k->out->place, err);
}

static int add_case(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  static const struct config_key keys[] = {{"when", case_when}, {"value", case_value}, {"place", case_place}};
  struct fact_build *f = ctx;
  struct case_build k = {f->b, &f->out->value.cases[f->out->value.cases_n++]};
  if (config_object(c, node, "a case", keys, 3, &k, err)) return -1;
  return k.out->value.n ? 0 : config_error(c, node, err, "a case needs a \"value\"");
}

static int fact_cases(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct fact_build *f = ctx;
  if (set_kind(f, VALUE_CASES, c, node, err)) return -1;
  f->out->value.cases = arena_alloc(f->b->a, (config_node(c, node)->count + 1) * sizeof(struct value_case));
  return config_each(c, node, add_case, f, err);
}

/* --- the other keys --- */

static int unknown_attribute(const struct config *c, uint32_t node, struct str name, struct err *err) {
  VEC(const char *) names = {0};
  size_t n;
  const struct word *rows = vocabulary_rows(&n);
  for (size_t i = 0; i < n; i++)
    if (rows[i].kind == WORD_ATTRIBUTE) vec_push(&names, rows[i].name);
  vec_push(&names, NULL);
  const char *near = nearest_word(name, names.v);
  vec_release(&names);
  return config_error(c, node, err, "\"%.*s\" is not an attribute of the vocabulary (docs/vocabulary.md)%s%s%s",
                      STR_ARG(config_node(c, node)->text), near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "");
}

static int fact_attribute(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct fact_build *f = ctx;
  f->attribute_node = node;
  if (parse_template(f->b, c, node, &f->out->attribute, err)) return -1;
  struct str name = template_example(f->b->a, &f->out->attribute);
  return vocabulary_has_attribute(name) ? 0 : unknown_attribute(c, node, name, err);
}

static int fact_subject(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct fact_build *f = ctx;
  return parse_template(f->b, c, node, &f->out->subject, err) ? -1 : check_subject(f->b, c, node, &f->out->subject, err);
}

static int fact_place(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct fact_build *f = ctx;
  return parse_paths(f->b, c, node, &f->out->value.place, err);
}

static int fact_default(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct fact_build *f = ctx;
  f->out->has_default = true;
  return parse_text(f->b, c, node, &f->out->dflt, err);
}

static int fact_map(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct fact_build *f = ctx;
  if (config_node(c, node)->type != TREE_OBJECT) return config_error(c, node, err, "a map is a list of \"written word: value\" pairs");
  f->out->map = arena_alloc(f->b->a, (config_node(c, node)->count + 1) * sizeof *f->out->map);
  for (uint32_t i = config_node(c, node)->first; i != TREE_NONE; i = config_node(c, i)->next) {
    struct policy_pair *pair = &f->out->map[f->out->map_n++];
    pair->key = arena_str(f->b->a, config_node(c, i)->key);
    if (parse_text(f->b, c, i, &pair->value, err)) return -1;
  }
  return 0;
}

static int fact_nulls(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct fact_build *f = ctx;
  return parse_words(f->b, c, node, &f->out->nulls, &f->out->nulls_n, err);
}

static int fact_unit(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct fact_build *f = ctx;
  struct str name;
  f->unit_node = node;
  if (config_text(c, node, &name, err)) return -1;
  f->out->unit = unit_named(name);
  if (f->out->unit) return 0;
  return config_error(c, node, err,
                      "unknown unit \"%.*s\" (known: ns us ms s min h d percent ratio per_min per_s per_h B KiB MiB GiB count usd cents)",
                      STR_ARG(name));
}

static int fact_time(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  return parse_time_format(c, node, &((struct fact_build *)ctx)->out->time, err);
}

static int fact_take(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct fact_build *f = ctx;
  int word;
  if (config_word(c, node, takes, &word, err)) return -1;
  f->out->take = (enum take)word;
  return 0;
}

static int fact_when(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct fact_build *f = ctx;
  return parse_conds(f->b, c, node, &f->out->when, err);
}

static int fact_rank(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  return parse_rank(c, node, &((struct fact_build *)ctx)->out->rank, err);
}

static int fact_required(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  return config_bool(c, node, &((struct fact_build *)ctx)->out->required, err);
}

static const struct config_key keys[] = {
    {"attribute", fact_attribute},
    {"from", fact_from},
    {"const", fact_const},
    {"count", fact_count},
    {"sum", fact_sum},
    {"min", fact_min},
    {"max", fact_max},
    {"ratio", fact_ratio},
    {"cases", fact_cases},
    {"place", fact_place},
    {"default", fact_default},
    {"map", fact_map},
    {"nulls", fact_nulls},
    {"unit", fact_unit},
    {"time", fact_time},
    {"take", fact_take},
    {"when", fact_when},
    {"rank", fact_rank},
    {"subject", fact_subject},
    {"required", fact_required},
};

/* --- what fits together --- */

static int check_status_map(struct fact_build *f, const struct config *c, struct err *err) {
  for (size_t i = 0; i < f->out->map_n; i++)
    if (status_named(f->out->map[i].value) == STATUS_NONE)
      return config_error(c, f->attribute_node, err,
                          "the map of a status must give success, failure, partial, pending, skipped or unknown, not \"%.*s\"",
                          STR_ARG(f->out->map[i].value));
  return 0;
}

static int check_number(struct fact_build *f, const struct config *c, const char *base, struct err *err) {
  if (!f->out->unit && (strcmp(base, "count") == 0 || strcmp(base, "ratio") == 0) &&
      (strcmp(base, "count") == 0 || f->out->value.kind == VALUE_RATIO))
    f->out->unit = unit_named(str_of(base));
  if (!f->out->unit)
    return config_error(c, f->attribute_node, err, "this attribute is a number in \"%s\": say in which \"unit\" the file writes it", base);
  if (strcmp(f->out->unit->base, base) == 0) return 0;
  return config_error(c, f->unit_node, err, "this unit becomes \"%s\", but the attribute is in \"%s\"", f->out->unit->base, base);
}

static int resolve_kind(struct fact_build *f, const struct config *c, struct err *err) {
  struct str name = template_example(f->b->a, &f->out->attribute);
  const char *unit = attribute_unit(name);
  if (str_eq(name, STR("digest")))
    f->out->kind = KIND_DIGEST;
  else if (str_eq(name, STR("commit")))
    f->out->kind = KIND_COMMIT;
  else if (strcmp(unit, "status") == 0)
    f->out->kind = KIND_STATUS;
  else if (strcmp(unit, "time") == 0)
    f->out->kind = KIND_TIME;
  else if (strcmp(unit, "text") == 0 || !*unit)
    f->out->kind = KIND_TEXT;
  else
    f->out->kind = KIND_NUMBER;
  if (f->out->kind == KIND_STATUS) return check_status_map(f, c, err);
  if (f->out->kind == KIND_NUMBER) return check_number(f, c, unit, err);
  if (f->unit_node != TREE_NONE) return config_error(c, f->unit_node, err, "this attribute is no number and has no unit");
  return 0;
}

int parse_fact(struct build *b, const struct config *c, uint32_t node, bool has_subject, struct fact_plan *out, struct err *err) {
  struct fact_build f = {b, out, TREE_NONE, TREE_NONE};
  out->rank = -1;
  if (config_object(c, node, "a fact", keys, sizeof keys / sizeof keys[0], &f, err)) return -1;
  if (f.attribute_node == TREE_NONE) return config_error(c, node, err, "a fact needs an \"attribute\"");
  if (out->value.kind == VALUE_NONE)
    return config_error(c, node, err, "a fact needs a value: from, const, count, sum, min, max, ratio or cases");
  if (!has_subject && !out->subject.n) return config_error(c, node, err, "a fact needs a \"subject\", its own or its rule's");
  return resolve_kind(&f, c, err);
}
