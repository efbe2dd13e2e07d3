#include <stdio.h>

#include "base/limits.h"
#include "check/run.h"

static const char *const VERDICTS[] = {NULL, "unchecked", "supported", "unsupported", "stale", "conflicted", "contradicted", "waived"};
static const char *const LEVELS[] = {"off", "note", "warning", "error"};

const char *verdict_name(enum verdict v) { return VERDICTS[v]; }
const char *level_name(enum level l) { return LEVELS[l]; }

static int word_index(struct str word, const char *const *words, int n, int dflt) {
  for (int i = 0; i < n; i++)
    if (words[i] && str_eq(word, str_of(words[i]))) return i;
  return dflt;
}

static enum level level_named(struct str word, enum level dflt) { return (enum level)word_index(word, LEVELS, 4, (int)dflt); }

enum level policy_level(const struct policy *p, const char *rule, enum level dflt) {
  for (size_t i = 0; p && i < p->levels.n; i++)
    if (str_eq(p->levels.v[i].key, str_of(rule))) return level_named(p->levels.v[i].value, dflt);
  return dflt;
}

/* --- what a document has ---------------------------------------------------------------------------------------------------- */

typedef VEC(struct str) words;

struct having {
  struct arena *arena;
  words families, attributes, relations, policy;
  int64_t with; /* another document */
};

struct word_sink {
  struct arena *arena;
  words *words;
};

static int take_word(void *ctx, const struct row *r, struct err *err) {
  struct word_sink *sink = ctx;
  vec_push(sink->words, arena_str(sink->arena, row_text(r, 0)));
  return 0;
}

static int load_words(struct run *r, enum sql_id id, words *out, struct err *err) {
  struct word_sink sink = {&r->arena, out};
  return store_query(r->s, id, BINDS(B_INT("document", r->document)), take_word, &sink, err);
}

/* A need that ends in '*' is met by any word that starts like it. */
static bool meets_need(struct str need, struct str word) {
  if (str_ends(need, STR("*"))) return str_starts(word, str_sub(need, 0, need.n - 1));
  return str_eq(need, word);
}

static bool meets_any(const struct str *needs, size_t n, const words *have) {
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < have->n; k++)
      if (meets_need(needs[i], have->v[k])) return true;
  return n == 0;
}

static bool is_needed(const struct rule *rule, const struct having *h) {
  return (!rule->needs.with || h->with) && meets_any(rule->needs.families.v, rule->needs.families.n, &h->families) &&
         meets_any(rule->needs.attributes.v, rule->needs.attributes.n, &h->attributes) &&
         meets_any(rule->needs.relations.v, rule->needs.relations.n, &h->relations) &&
         meets_any(rule->needs.policy.v, rule->needs.policy.n, &h->policy);
}

static void load_policy(const struct policy *p, words *out) {
  const struct {
    const char *key;
    size_t n;
  } keys[] = {{"ages", p->asks.ages.n},
              {"require", p->asks.evidence.n},
              {"sections", p->asks.sections.n},
              {"targets", p->asks.targets.n},
              {"waivers", p->waivers.n}};
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
    if (keys[i].n) vec_push(out, str_of(keys[i].key));
}

static bool is_off(const struct run *r, const struct rule *rule) {
  return policy_level(r->o->policy, rule->info.id, LEVEL_ERROR) == LEVEL_OFF;
}

bool run_has_more(const struct run *r) {
  struct having h = {0};
  bool any = false;
  if (r->o->policy) load_policy(r->o->policy, &h.policy);
  for (size_t i = 0; i < r->rules->v.n && !any; i++) {
    const struct rule *rule = &r->rules->v.v[i];
    any = rule->result_scope && !is_off(r, rule) && meets_any(rule->needs.policy.v, rule->needs.policy.n, &h.policy);
  }
  vec_release(&h.policy);
  return any;
}

/* --- rows ------------------------------------------------------------------------------------------------------------------- */

enum column {
  COL_CLAIM,
  COL_FACT,
  COL_OTHER,
  COL_POLICY,
  COL_VERDICT,
  COL_LEVEL,
  COL_MESSAGE,
  COL_EXPECTED,
  COL_ACTUAL,
  COL_SETTLE,
  COL_WORKING,
  COL_GRP,
  COL_N
};
static const char *const COLUMNS[] = {"claim",   "fact",     "other",  "policy", "verdict", "level",
                                      "message", "expected", "actual", "settle", "working", "grp"};

struct taking {
  struct run *run;
  const struct rule *rule;
  int columns[COL_N]; /* -1: the rule does not give it */
  bool mapped;
  size_t rows;
};

static int map_columns(struct taking *t, const struct row *row, struct err *err) {
  for (int i = 0; i < COL_N; i++) t->columns[i] = -1;
  for (int c = 0; c < row_columns(row); c++) {
    int i = word_index(str_of(row_name(row, c)), COLUMNS, COL_N, -1);
    if (i < 0) return err_set(err, ERR_CONFIG, "unknown column \"%.60s\"", row_name(row, c));
    t->columns[i] = c;
  }
  t->mapped = true;
  if (t->columns[COL_CLAIM] < 0 && !t->rule->evidence_scope) return err_set(err, ERR_CONFIG, "column \"claim\" is missing");
  return 0;
}

static bool has(const struct taking *t, const struct row *row, enum column c) {
  return t->columns[c] >= 0 && !row_is_null(row, t->columns[c]);
}

static struct str text(const struct taking *t, const struct row *row, enum column c) {
  return has(t, row, c) ? arena_str(&t->run->arena, row_text(row, t->columns[c])) : STR_NONE;
}

static int64_t number(const struct taking *t, const struct row *row, enum column c) {
  return has(t, row, c) ? row_int(row, t->columns[c]) : 0;
}

/* Text in place of an id would be id 0, and the row lost. */
static int check_ids(const struct taking *t, const struct row *row, struct err *err) {
  for (int c = COL_CLAIM; c <= COL_POLICY; c++)
    if (has(t, row, (enum column)c) && row_type(row, t->columns[c]) != BIND_INT)
      return err_set(err, ERR_CONFIG, "column \"%s\" holds something that is no id", COLUMNS[c]);
  return 0;
}

static int take_row(void *ctx, const struct row *row, struct err *err) {
  struct taking *t = ctx;
  struct run *run = t->run;
  if (!t->mapped && map_columns(t, row, err) != 0) return -1;
  if (++t->rows > LIMIT_RULE_ROWS) return err_set(err, ERR_CONFIG, "more than %d rows", LIMIT_RULE_ROWS);
  if (check_ids(t, row, err) != 0) return -1;
  struct rule_row out = {.rule = t->rule, .seq = run->rows.n};
  out.claim = number(t, row, COL_CLAIM);
  out.policy = number(t, row, COL_POLICY);
  if (!out.claim && !out.policy && !t->rule->evidence_scope) return 0;
  out.sides[0] = (struct side){true, number(t, row, COL_FACT)};
  out.sides[1] = (struct side){t->rule->evidence_scope, number(t, row, COL_OTHER)};
  struct str verdict = has(t, row, COL_VERDICT) ? row_text(row, t->columns[COL_VERDICT]) : STR_NONE;
  out.verdict = (enum verdict)word_index(verdict, VERDICTS, 7, VERDICT_NONE);
  if (verdict.n && !out.verdict) return err_set(err, ERR_CONFIG, "unknown verdict \"%.*s\"", STR_ARG(str_sub(verdict, 0, 40)));
  enum level own = policy_level(run->o->policy, t->rule->info.id, level_named(str_of(t->rule->info.level), LEVEL_ERROR));
  struct str level = has(t, row, COL_LEVEL) ? row_text(row, t->columns[COL_LEVEL]) : STR_NONE;
  out.level = level.n ? level_named(level, own) : own;
  if (out.level > own) out.level = own;
  out.message = text(t, row, COL_MESSAGE);
  out.expected = text(t, row, COL_EXPECTED);
  out.actual = text(t, row, COL_ACTUAL);
  out.settle = text(t, row, COL_SETTLE);
  out.working = text(t, row, COL_WORKING);
  out.group = text(t, row, COL_GRP);
  vec_push(&run->rows, out);
  return 0;
}

static int take_path(void *ctx, const struct row *row, struct err *err) {
  struct err *out = ctx;
  snprintf(out->path, sizeof out->path, "%.*s", STR_ARG(row_text(row, 0)));
  return 1;
}

/* 0 if the run may go on without this rule. */
static int excuse(struct run *r, const struct rule *rule, size_t rows_before, struct err *err) {
  bool spent = err->rule && strcmp(err->rule, "sql-budget") == 0;
  err_context(err, "rule %s", rule->info.id);
  if (!err->path[0]) snprintf(err->path, sizeof err->path, "%s", rule->name.p); /* what a row lacks is found here, not in the sandbox */
  if (!spent || !r->o->stopped) return -1;
  if (rule->built_in) {
    struct err ignored = ERR_INIT;
    err->code = ERR_INPUT;
    store_query(r->s, SQL_DOCUMENT_PLACE, BINDS(B_INT("document", r->document)), take_path, err, &ignored);
  }
  r->rows.n = rows_before;
  r->o->stopped(r->o->told_ctx, err);
  *err = (struct err)ERR_INIT;
  return 0;
}

static int run_one(struct run *r, const struct rule *rule, bool *ran, struct err *err) {
  struct taking t = {.run = r, .rule = rule};
  const struct bind binds[] = {B_INT("document", r->document)};
  size_t before = r->rows.n;
  if (sandbox_run(r->sandbox, rule->name.p, str_of(rule->info.sql), binds, 1, take_row, &t, err) != 0) return excuse(r, rule, before, err);
  *ran = true;
  return 0;
}

int run_rules(struct run *r, bool result_scope, struct err *err) {
  struct having h = {.arena = &r->arena};
  int rc = load_words(r, SQL_CLAIM_FAMILIES, &h.families, err);
  if (rc == 0) rc = load_words(r, SQL_FACT_ATTRIBUTES, &h.attributes, err);
  if (rc == 0) rc = load_words(r, SQL_RELATION_KINDS, &h.relations, err);
  if (rc == 0) rc = store_int(r->s, SQL_DOCUMENT_HAS_WITH, BINDS(B_INT("document", r->document)), 0, &h.with, err);
  if (r->o->policy) load_policy(r->o->policy, &h.policy);
  for (size_t i = 0; rc == 0 && i < r->rules->v.n; i++) {
    const struct rule *rule = &r->rules->v.v[i];
    if (rule->result_scope != result_scope || !is_needed(rule, &h) || is_off(r, rule)) continue;
    rc = run_one(r, rule, &r->ran[i], err);
  }
  vec_release(&h.families);
  vec_release(&h.attributes);
  vec_release(&h.relations);
  vec_release(&h.policy);
  return rc;
}
