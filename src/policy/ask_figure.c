/* targets: and ages: what is measured, and how long ago. */
#include "base/num.h"
#include "model/unit.h"
#include "model/vocabulary.h"
#include "policy/ask.h"

/* --- figures ------------------------------------------------------------------------------------------------------------------------- */

struct figure {
  double number;
  const char *unit;
};

/* The whole of `s` is a number with a unit, or without one. */
static bool figure_scan(struct str s, struct figure *out) {
  struct num n;
  size_t used = num_scan(s, &n), more = 0;
  if (!used) return false;
  struct str rest = str_trim(str_sub(s, used, s.n));
  *out = (struct figure){n.value, "count"};
  if (!rest.n) return true;
  const struct unit *unit = unit_scan(rest, &more);
  if (!unit || more != rest.n) return false;
  *out = (struct figure){n.value * unit->factor, unit->base};
  return true;
}

static const struct {
  const char *written, *operator_;
} operators[] = {
    {"<=", "<="}, {"<", "<"}, {">=", ">="}, {">", ">"}, {"at most ", "<="}, {"below ", "<"}, {"at least ", ">="}, {"above ", ">"},
};

static bool limit_scan(struct str s, struct ask_target *t) {
  for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
    struct str op = str_of(operators[i].written);
    struct figure f;
    if (!str_starts_ci(s, op)) continue;
    if (!figure_scan(str_trim(str_sub(s, op.n, s.n)), &f)) return false;
    t->operator_ = operators[i].operator_;
    t->number = f.number;
    t->unit = f.unit;
    return true;
  }
  return false;
}

/* --- targets ---------------------------------------------------------------------------------------------------------------------------
 */

struct reading {
  struct asks *asks;
  struct ask_target target;
};

static int read_attribute(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct reading *r = ctx;
  struct str s;
  if (config_text(c, node, &s, err)) return -1;
  if (!vocabulary_has_attribute(s))
    return config_error(c, node, err, "\"%.*s\" is no attribute; docs/vocabulary.md lists them, such as latency.p95 or error_rate",
                        STR_ARG(s));
  r->target.attribute = arena_str(r->asks->arena, s);
  return 0;
}

static int read_subject(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct reading *r = ctx;
  struct str s;
  if (config_text(c, node, &s, err)) return -1;
  if (!vocabulary_has_subject(s))
    return config_error(c, node, err, "\"%.*s\" is not a subject; write it like service:NAME, or service:* for all of them", STR_ARG(s));
  r->target.subject = arena_str(r->asks->arena, s);
  return 0;
}

static int read_limit(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct reading *r = ctx;
  struct str s;
  if (config_text(c, node, &s, err)) return -1;
  if (!limit_scan(str_trim(s), &r->target))
    return config_error(c, node, err, "\"%.*s\" is no limit; write it like \"< 500 ms\", \"at most 1 %%\" or \"at least 40 req/s\"",
                        STR_ARG(s));
  r->target.written = arena_str(r->asks->arena, str_trim(s));
  r->target.place = ask_place_of(r->asks, c, node);
  return 0;
}

static int read_source(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct reading *r = ctx;
  struct str s;
  if (config_text(c, node, &s, err)) return -1;
  if (!str_trim(s).n) return config_error(c, node, err, "this may not be empty");
  r->target.source = arena_str(r->asks->arena, str_trim(s));
  return 0;
}

static const struct config_key target_keys[] = {
    {"attribute", read_attribute}, {"limit", read_limit}, {"source", read_source}, {"subject", read_subject}};

static const char *unit_of(struct str attribute) {
  size_t n;
  const struct word *rows = vocabulary_rows(&n);
  for (size_t i = 0; i < n; i++)
    if (rows[i].kind == WORD_ATTRIBUTE && str_eq(str_of(rows[i].name), attribute)) return rows[i].unit;
  return str_starts(attribute, STR("count.")) ? "count" : str_starts(attribute, STR("ratio.")) ? "ratio" : NULL;
}

/* A limit that nothing can be compared with would be met by everything. */
static int check_target(const struct config *c, uint32_t node, const struct ask_target *t, struct err *err) {
  const struct {
    const char *key;
    size_t n;
  } wanted[] = {{"attribute", t->attribute.n}, {"limit", t->written.n}, {"source", t->source.n}};
  for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
    if (!wanted[i].n) return config_error(c, node, err, "a target without \"%s\"", wanted[i].key);
  const char *unit = unit_of(t->attribute);
  if (unit && strcmp(unit, t->unit) == 0) return 0;
  return config_error(c, node, err, "%.*s has the unit \"%s\", the limit \"%.*s\" has \"%s\"", STR_ARG(t->attribute), unit ? unit : "",
                      STR_ARG(t->written), t->unit);
}

static int read_target(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct reading r = {.asks = ctx};
  if (config_object(c, node, "a target", target_keys, sizeof target_keys / sizeof target_keys[0], &r, err)) return -1;
  if (check_target(c, node, &r.target, err)) return -1;
  vec_push(&r.asks->targets, r.target);
  return 0;
}

int ask_read_targets(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  return config_each(c, node, read_target, ctx, err);
}

/* --- ages ------------------------------------------------------------------------------------------------------------------------------
 */

int ask_read_ages(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct asks *a = ctx;
  if (config_node(c, node)->type != TREE_OBJECT) return config_error(c, node, err, "ages must be a list of \"key: value\" pairs");
  for (uint32_t i = config_node(c, node)->first; i != TREE_NONE; i = config_node(c, i)->next) {
    struct str kind = config_node(c, i)->key, s;
    struct figure f;
    if (config_text(c, i, &s, err)) return -1;
    if (!ask_is_kind(kind) && !str_eq(kind, STR("default")))
      return config_error(c, i, err, "\"%.*s\" is no kind of subject, such as service or loadtest, nor \"default\"", STR_ARG(kind));
    if (!figure_scan(str_trim(s), &f) || strcmp(f.unit, "s") != 0 || f.number <= 0)
      return config_error(c, i, err, "\"%.*s\" is no length of time; write it like \"14 days\" or \"6 h\"", STR_ARG(s));
    vec_push(&a->ages, (struct ask_age){.kind = arena_str(a->arena, kind),
                                        .written = arena_str(a->arena, str_trim(s)),
                                        .seconds = f.number,
                                        .place = ask_place_of(a, c, i)});
  }
  return 0;
}
