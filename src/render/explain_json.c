/* The story for machines: tieout-explain/1. */
#include "base/limits.h"
#include "base/time.h"
#include "render/json.h"
#include "render/story.h"

static void put_context(json_t *o, struct store *kept, const struct location *at, bool evidence) {
  struct story_context c;
  context_open(&c, kept, at, evidence);
  json_t *lines = json_array();
  for (uint32_t i = c.first; i < c.first + c.n; i++) {
    json_t *line = json_object();
    struct str text = context_line(&c, i, evidence);
    json_put(line, "line", json_integer(i));
    json_put(line, "text", json_text(str_sub(text, 0, LIMIT_VALUE_BYTES)));
    json_array_append_new(lines, line);
  }
  if (c.n)
    json_put(o, "context", lines);
  else
    json_decref(lines);
  context_release(&c);
}

static json_t *claim_part(const struct story *x, const struct explain_options *o) {
  json_t *claim = claim_json(x->claim, true);
  struct location at = {.line = x->claim->place.line};
  if (x->report) at.path = x->report->path, at.sha256 = x->report->sha256;
  json_put_text(claim, "reads", x->reads);
  json_put_text(claim, "section", x->section);
  json_put_text(claim, "rules", x->heard);
  put_context(claim, o->kept, &at, false);
  return claim;
}

static json_t *side_part(const struct story_side *s, const struct explain_options *o) {
  json_t *side = location_json(&s->at);
  json_put(side, "kind", json_string(s->is_fact ? "fact" : "claim"));
  json_put_text(side, "subject", s->subject);
  json_put_text(side, "attribute", s->attribute);
  json_put_text(side, "value", s->value);
  json_put_text(side, "written", s->written);
  json_put_text(side, "unit", s->unit);
  json_put_text(side, "figure", s->figure);
  json_put_text(side, "state", s->state);
  json_put_text(side, "rank", s->rank);
  json_put_text(side, "importer", s->importer);
  json_put_text(side, "release", s->release);
  json_put_text(side, "role", s->role);
  json_put_text(side, "family", s->family);
  if (s->observed_at != TIME_NONE) json_put(side, "observed_at", json_time(s->observed_at));
  put_context(side, o->kept, &s->at, s->is_fact);
  return side;
}

static json_t *relation_part(const struct story_relation *r) {
  json_t *o = json_object();
  json_put_text(o, "kind", r->kind);
  json_put(o, "reverse", json_boolean(r->reverse));
  json_put(o, "line", json_integer(r->line));
  json_put(o, "column", json_integer(r->column));
  json_put_text(o, "text", r->text);
  return o;
}

static json_t *candidate_part(const struct story_candidate *c) {
  json_t *o = location_json(&c->at);
  json_put(o, "in_scope", json_boolean(c->bound));
  json_put_text(o, "state", c->state);
  json_put_text(o, "reason", c->reason);
  return o;
}

static json_t *rule_part(const struct explain_rule *r) {
  json_t *o = json_object();
  json_put_text(o, "id", str_of(r->id));
  json_put_text(o, "level", str_of(r->level));
  json_put_text(o, "title", str_of(r->title));
  json_put_text(o, "why", str_trim(str_of(r->why)));
  return o;
}

json_t *explain_json(const struct story *x, const struct explain_options *o) {
  json_t *top = json_object(), *sides = json_array(), *relations = json_array(), *candidates = json_array();
  /* Context opens the file again for each side: for as many as anybody reads. */
  enum { SIDES_MAX = 24 };
  for (size_t i = 0; i < x->sides.n && i < SIDES_MAX; i++) json_array_append_new(sides, side_part(&x->sides.v[i], o));
  for (size_t i = 0; i < x->relations.n; i++) json_array_append_new(relations, relation_part(&x->relations.v[i]));
  for (size_t i = 0; i < x->candidates.n; i++) json_array_append_new(candidates, candidate_part(&x->candidates.v[i]));
  if (x->report) json_put_text(top, "report", x->report->path);
  if (x->finding) json_put(top, "finding", finding_json(x->finding));
  if (x->claim) json_put(top, "claim", claim_part(x, o));
  if (x->rule.id) json_put(top, "rule", rule_part(&x->rule));
  json_put_text(top, "working", x->working);
  json_put(top, "sides", sides);
  json_put(top, "sides_total", json_integer((json_int_t)x->sides.n));
  json_put(top, "relations", relations);
  json_put(top, "not_compared", candidates);
  json_put(top, "not_compared_total", json_integer((json_int_t)x->candidates_n));
  return top;
}
