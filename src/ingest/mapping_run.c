#include "ingest/mapping.h"

#include <math.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/num.h"
#include "base/time.h"
#include "ingest/redact.h"

struct run {
  struct walk w;
  const struct mapping *m;
  const struct import_sink *out;
  struct err *err;
  bool failed;
};

/* What one rule hands to its facts and to the rules inside it. `arena` lives as long as the rule's node is worked on. */
struct frame {
  const struct scope *scope;
  struct str subject;
  int64_t at;
  struct arena *arena;
};

static void doubt_at(struct run *r, enum diag_id id, uint32_t node, struct str detail) {
  uint32_t line, column;
  evidence_place(r->w.e, node, &line, &column);
  diag_emit(r->out->diags, id, str_of(r->w.e->path), line, column, "%.*s", STR_ARG(detail));
}

/* --- templates --- */

/* An empty slice where a piece is not there, null or a placeholder. */
static struct str template_text(struct walk *w, const struct template *t, const struct scope *s, struct arena *a) {
  struct buf out = BUF_INIT;
  bool whole = true;
  for (size_t i = 0; i < t->n && whole; i++) {
    struct str piece = t->v[i].text;
    if (t->v[i].paths.n) {
      piece = str_trim(found_text(w, paths_first(w, &t->v[i].paths, s), a));
      whole = !is_null_word(piece) && !is_placeholder(piece);
    }
    buf_add_str(&out, piece);
  }
  struct str text = whole ? arena_str(a, buf_str(&out)) : STR_NONE;
  buf_release(&out);
  return text;
}

/* image:REF is the repository: the same image under every tag. */
static struct str subject_text(struct walk *w, const struct template *t, const struct scope *s, struct arena *a) {
  static const struct str image = {"image:", 6};
  struct str text = template_text(w, t, s, a);
  if (!str_starts(text, image)) return text;
  struct str name = take_part(TAKE_NAME, str_sub(text, image.n, text.n));
  return name.n ? str_sub(text, 0, image.n + name.n) : STR_NONE;
}

/* --- values: what to read, and which node stands for it --- */

struct value_found {
  bool any;
  uint32_t node;
  struct scalar scalar;
};

static struct value_found found_value(struct str text, uint32_t node) { return (struct value_found){true, node, {.text = text}}; }

static struct value_found value_from(struct run *r, const struct value *v, const struct frame *f) {
  struct found at = paths_first(&r->w, &v->paths, f->scope);
  if (at.node == TREE_NONE) return (struct value_found){0};
  const struct tree_node *node = evidence_node(r->w.e, at.node);
  struct value_found out = found_value(found_text(&r->w, at, f->arena), at.node);
  out.scalar.absent = !at.is_key && (node->type == TREE_NULL || (node->type == TREE_ARRAY && !node->count));
  if (!at.is_key && !out.scalar.absent && (node->type == TREE_ARRAY || node->type == TREE_OBJECT)) out.scalar.text = STR("(a list)");
  return out;
}

static struct value_found value_const(struct run *r, struct str text, const struct paths *place, const struct frame *f) {
  uint32_t node = place->n ? paths_first(&r->w, place, f->scope).node : f->scope->node;
  return node == TREE_NONE ? (struct value_found){0} : found_value(text, node);
}

static struct value_found value_cases(struct run *r, const struct value *v, const struct frame *f) {
  for (size_t i = 0; i < v->cases_n; i++)
    if (conds_hold(&r->w, &v->cases[i].when, f->scope)) return value_const(r, v->cases[i].value, &v->cases[i].place, f);
  return (struct value_found){0};
}

struct tally {
  const struct walk *w;
  size_t n, bad;
  double sum, min, max;
};

static bool tally_node(void *ctx, uint32_t node) {
  struct tally *t = ctx;
  const struct tree_node *v = evidence_node(t->w->e, node);
  struct num n;
  bool number = (v->type == TREE_NUMBER || v->type == TREE_STRING) && num_parse(str_trim(v->text), &n);
  t->bad += !number;
  if (number) {
    t->min = t->n == t->bad || n.value < t->min ? n.value : t->min;
    t->max = t->n == t->bad || n.value > t->max ? n.value : t->max;
    t->sum += n.value;
  }
  t->n++;
  return true;
}

static struct value_found number_found(double v, uint32_t node, struct arena *a) {
  struct buf text = BUF_INIT;
  num_format(v, &text);
  struct value_found out = found_value(arena_str(a, buf_str(&text)), node);
  buf_release(&text);
  return out;
}

/* A list that is not there is not an empty one: no value. One that is null says nothing either. */
static struct value_found value_many(struct run *r, const struct value *v, const struct frame *f) {
  uint32_t base = path_base(&r->w, &v->many, f->scope);
  if (base == TREE_NONE) return (struct value_found){0};
  struct tally t = {.w = &r->w};
  path_all(&r->w, &v->many, f->scope, tally_node, &t);
  if (evidence_node(r->w.e, base)->type == TREE_NULL) return (struct value_found){true, base, {.absent = true}};
  if (v->kind == VALUE_COUNT) return number_found((double)t.n, base, f->arena);
  if (!t.n || t.bad) return (struct value_found){0};
  return number_found(v->kind == VALUE_SUM ? t.sum : v->kind == VALUE_MIN ? t.min : t.max, base, f->arena);
}

static bool number_at(struct run *r, const struct paths *p, const struct frame *f, double *out, uint32_t *node) {
  struct num n;
  struct found at = paths_first(&r->w, p, f->scope);
  if (!num_parse(str_trim(found_text(&r->w, at, f->arena)), &n)) return false;
  *out = n.value;
  *node = at.node;
  return true;
}

static struct value_found value_ratio(struct run *r, const struct value *v, const struct frame *f) {
  double part, whole;
  uint32_t node, whole_node;
  if (!number_at(r, &v->part, f, &part, &node) || !number_at(r, &v->whole, f, &whole, &whole_node) || whole <= 0)
    return (struct value_found){0};
  return number_found(part / whole, node, f->arena);
}

static struct value_found find_value(struct run *r, const struct value *v, const struct frame *f) {
  switch (v->kind) {
  case VALUE_FROM:
    return value_from(r, v, f);
  case VALUE_CONST:
    return value_const(r, v->text, &v->place, f);
  case VALUE_CASES:
    return value_cases(r, v, f);
  case VALUE_RATIO:
    return value_ratio(r, v, f);
  case VALUE_COUNT:
  case VALUE_SUM:
  case VALUE_MIN:
  case VALUE_MAX:
    return value_many(r, v, f);
  case VALUE_NONE:
    break;
  }
  return (struct value_found){0};
}

/* --- facts --- */

static void doubt_state(struct run *r, const struct fact_plan *plan, const struct fact *f, uint32_t node, struct arena *a) {
  struct str written = quote_cap(f->written, 60);
  struct str detail = arena_printf(a, "%.*s of %.*s is \"%.*s\"", STR_ARG(f->attribute), STR_ARG(f->subject), STR_ARG(written));
  if (f->state == FACT_PLACEHOLDER) doubt_at(r, DIAG_FACT_PLACEHOLDER, node, detail);
  if (f->state == FACT_UNMAPPED) doubt_at(r, DIAG_FACT_UNMAPPED, node, detail);
  if (f->state == FACT_NULL && plan->required) doubt_at(r, DIAG_FACT_MISSING, node, detail);
}

static void run_fact(struct run *r, const struct fact_plan *plan, const struct frame *f) {
  if (!conds_hold(&r->w, &plan->when, f->scope)) return;
  struct arena *a = f->arena;
  struct fact fact = {.rank = (enum rank)(plan->rank >= 0 ? plan->rank : r->m->rank), .observed_at = f->at};
  fact.subject = plan->subject.n ? subject_text(&r->w, &plan->subject, f->scope, a) : f->subject;
  fact.attribute = template_text(&r->w, &plan->attribute, f->scope, a);
  if (!fact.subject.n || !fact.attribute.n) return;
  struct value_found v = find_value(r, &plan->value, f);
  if (v.any && !v.scalar.absent && !take_part(plan->take, v.scalar.text).n) v.any = is_null_word(v.scalar.text);
  if (plan->has_default && (!v.any || v.scalar.absent)) v = found_value(plan->dflt, v.any ? v.node : f->scope->node);
  if (!v.any) {
    if (plan->required)
      doubt_at(r, DIAG_FACT_MISSING, f->scope->node, arena_printf(a, "%.*s of %.*s", STR_ARG(fact.attribute), STR_ARG(fact.subject)));
    return;
  }
  scalar_to_fact(plan, v.scalar, r->out->policy, a, &fact);
  doubt_state(r, plan, &fact, v.node, a);
  struct buf pointer = BUF_INIT;
  tree_pointer(&r->w.e->tree, v.node, &pointer);
  fact.pointer = buf_str(&pointer);
  fact.text = evidence_quote(r->w.e, v.node);
  evidence_place(r->w.e, v.node, &fact.line, &fact.column);
  if (emit_fact(r->out, a, str_of(r->w.e->path), &fact, r->err)) r->failed = true;
  buf_release(&pointer);
}

/* --- rules --- */

static void run_rules(struct run *r, const struct rule *rules, size_t n, const struct frame *f);

/* One rule at one node. */
static void run_rule_at(struct run *r, const struct rule *rule, const struct scope *scope, const struct frame *outer) {
  struct arena arena = ARENA_INIT;
  struct frame f = {scope, outer->subject, outer->at, &arena};
  if (!conds_hold(&r->w, &rule->when, scope)) return;
  if (rule->subject.n) f.subject = subject_text(&r->w, &rule->subject, scope, &arena);
  f.at = moment_read(&r->w, &rule->at, scope, &arena, outer->at);
  if (rule->doubt.n) doubt_at(r, DIAG_IMPORT_DOUBTFUL, scope->node, template_text(&r->w, &rule->doubt, scope, &arena));
  if (rule->subject.n && !f.subject.n) {
    doubt_at(r, DIAG_FACT_MISSING, scope->node, STR("the name that its facts are about"));
  } else {
    for (size_t i = 0; i < rule->facts_n && !r->failed; i++) run_fact(r, &rule->facts[i], &f);
    run_rules(r, rule->rules, rule->rules_n, &f);
  }
  arena_release(&arena);
}

struct each {
  struct run *r;
  const struct rule *rule;
  const struct frame *outer;
};

static bool run_each(void *ctx, uint32_t node) {
  const struct each *e = ctx;
  struct scope inner = {e->outer->scope, node, e->outer->scope->root};
  run_rule_at(e->r, e->rule, &inner, e->outer);
  return !e->r->failed && e->r->w.budget > 0;
}

static void run_rules(struct run *r, const struct rule *rules, size_t n, const struct frame *f) {
  for (size_t i = 0; i < n && !r->failed; i++) {
    struct each e = {r, &rules[i], f};
    if (rules[i].has_each)
      path_all(&r->w, &rules[i].each, f->scope, run_each, &e);
    else
      run_rule_at(r, &rules[i], f->scope, f);
  }
}

int mapping_read(const struct mapping *m, const struct evidence *e, const struct identity *id, const struct import_sink *out,
                 struct err *err) {
  struct run r = {.w = {e, LIMIT_MAPPING_STEPS}, .m = m, .out = out, .err = err};
  for (size_t i = 0; i < e->tree.roots.n && !r.failed; i++) {
    struct scope scope = {NULL, e->tree.roots.v[i], e->tree.roots.v[i]};
    struct arena arena = ARENA_INIT;
    struct frame f = {&scope, STR_NONE, id->observed_at, &arena};
    run_rules(&r, m->top.rules, m->top.rules_n, &f);
    arena_release(&arena);
  }
  if (r.failed) return -1;
  if (r.w.budget <= 0)
    return err_at(err, ERR_INPUT, "mapping-steps", e->path, 0, 0, "importer \"%.*s\" would need more than %lld steps for this file",
                  STR_ARG(m->name), (long long)LIMIT_MAPPING_STEPS);
  return 0;
}

/* --- detection --- */

static bool docs_fit(const struct mapping *m, const struct evidence *e) {
  switch ((enum docs)m->docs) {
  case DOCS_JSON:
    return e->form == EVIDENCE_JSON && e->tree.roots.n == 1;
  case DOCS_NDJSON:
    return e->form == EVIDENCE_JSON;
  case DOCS_YAML:
    return e->form == EVIDENCE_YAML;
  case DOCS_ANY:
    return e->form != EVIDENCE_TEXT;
  }
  return false;
}

static bool name_fits(const struct mapping *m, const char *path) {
  for (size_t i = 0; i < m->filenames_n; i++)
    if (str_glob(m->filenames[i], file_base(str_of(path)))) return true;
  return false;
}

int mapping_score(const struct mapping *m, const struct evidence *e) {
  if (!docs_fit(m, e)) return 0;
  struct walk w = {e, LIMIT_MAPPING_STEPS};
  for (size_t i = 0; i < e->tree.roots.n; i++) {
    struct scope s = {NULL, e->tree.roots.v[i], e->tree.roots.v[i]};
    if (!conds_hold(&w, &m->detect, &s) || w.budget <= 0) return 0;
  }
  return (int)m->detect.n + name_fits(m, e->path);
}

/* --- identity --- */

static struct str identity_text(struct walk *w, const struct paths *p, const struct scope *s, struct arena *a, const char *what,
                                const struct diag_sink *diags) {
  struct found f = paths_first(w, p, s);
  struct str text = str_trim(found_text(w, f, a));
  if (is_null_word(text)) return STR_NONE;
  if (!is_placeholder(text)) return arena_str(a, text);
  uint32_t line, column;
  evidence_place(w->e, f.node, &line, &column);
  diag_emit(diags, DIAG_FACT_PLACEHOLDER, str_of(w->e->path), line, column, "%s is \"%.*s\"", what, STR_ARG(quote_cap(text, 60)));
  return STR_NONE;
}

void mapping_identify(const struct mapping *m, const struct evidence *e, struct arena *a, struct identity *out,
                      const struct diag_sink *diags) {
  struct walk w = {e, LIMIT_MAPPING_STEPS};
  struct scope s = {NULL, e->tree.roots.v[0], e->tree.roots.v[0]};
  const struct identity_plan *p = &m->identity;
  out->project = identity_text(&w, &p->project, &s, a, "project", diags);
  out->environment = identity_text(&w, &p->environment, &s, a, "environment", diags);
  out->commit_sha = arena_lower(a, identity_text(&w, &p->commit, &s, a, "commit", diags));
  out->version = identity_text(&w, &p->version, &s, a, "version", diags);
  out->release = identity_text(&w, &p->release, &s, a, "release", diags);
  out->observed_at = moment_read(&w, &p->observed_at, &s, a, TIME_NONE);
}
