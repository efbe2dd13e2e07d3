/* Options of a load-test command in a code span: "--duration 300" says how long the test ran. */
#include "extract/measure.h"
#include "extract/passes.h"
#include "extract/scope.h"
#include "extract/words.h"

struct option {
  const char *name; /* with its dashes */
  const char *attribute;
  const char *unit; /* of a bare number: "s", or "" for a count */
};

static const struct option options[] = {
    {"--duration", "duration", "s"},         {"--test-duration", "duration", "s"}, {"--run-time", "duration", "s"},
    {"--duration-seconds", "duration", "s"}, {"--concurrency", "concurrency", ""}, {"--vus", "concurrency", ""},
    {"--users", "concurrency", ""},          {"--connections", "concurrency", ""}, {"--requests", "requests", ""},
};

static const char *const load_tools[] = {"k6",        "wrk",        "wrk2",   "hey",    "vegeta",  "ab",    "locust",
                                         "artillery", "autocannon", "h2load", "jmeter", "gatling", "siege", NULL};

/* A command, not a mention of an option: a program, a blank, and a load test by name, tool or section. */
static bool is_load_command(const struct extraction *x, int32_t block, struct str code) {
  size_t blank = str_find(code, STR(" "), 0);
  if (blank == SIZE_MAX || code.p[0] == '-') return false;
  struct str program = str_sub(code, 0, blank);
  for (size_t i = program.n; i-- > 0;)
    if (program.p[i] == '/') program = str_sub(program, i + 1, SIZE_MAX), i = 0;
  if (word_among(program, load_tools) || str_find_ci(program, STR("load"), 0) != SIZE_MAX) return true;
  return (block_kinds(x, block) & SECTION_LOADTEST) && str_find_ci(program, STR("test"), 0) != SIZE_MAX;
}

/* Value of an option at `at`: " 300", "=300", " 5m". */
static bool read_value(struct str s, size_t at, size_t end, const struct option *o, struct measure *m) {
  if (at >= end || (s.p[at] != ' ' && s.p[at] != '=')) return false;
  const struct unit *dflt = *o->unit ? unit_named(str_of(o->unit)) : NULL;
  size_t used = measure_scan(str_sub(s, at + 1, end - at - 1), 0, dflt, m);
  if (!used || m->op != OP_EQ || (*o->unit && (!m->unit || strcmp(m->unit->base, o->unit) != 0)) || (!*o->unit && m->unit)) return false;
  m->from += at + 1;
  m->to += at + 1;
  return m->to == end || s.p[m->to] == ' ';
}

static void claim_option(struct extraction *x, int32_t block, const struct option *o, size_t from, struct measure *m) {
  struct voice v = voice_at(x, block, from, m->to);
  if (v.silent || range_taken(x, block, from, m->to)) return;
  enum claim_family family = *o->unit ? FAMILY_DURATION : FAMILY_COUNT;
  struct claim_draft d = draft_at(family, block, from, m->to);
  if (family == FAMILY_DURATION) m->low = m->high = m->number; /* an option is exact, nobody rounds it */
  measure_into(m, &d);
  d.value_from = m->from;
  d.value_to = m->to;
  d.subject = STR("loadtest");
  d.attribute = str_of(o->attribute);
  d.role = v.role;
  claim_add(x, &d);
}

static void read_code(struct extraction *x, int32_t block, const struct md_span *span) {
  struct str s = block_at(x, block)->text;
  for (size_t at = span->from; at < span->to; at++) {
    if (s.p[at] != '-' || at == span->from || s.p[at - 1] != ' ') continue;
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
      struct measure m;
      size_t n = strlen(options[i].name);
      if (str_eq(str_sub(s, at, n), str_of(options[i].name)) && read_value(s, at + n, span->to, &options[i], &m))
        claim_option(x, block, &options[i], at, &m);
    }
  }
}

/* What a runbook or a plan says to type has not been run. */
static bool was_run(const struct extraction *x, int32_t block) {
  return is_prose(x, block) && !(block_kinds(x, block) & (SECTION_HOWTO | SECTION_ROLLBACK | SECTION_PLAN));
}

void extract_command(struct extraction *x) {
  for (int32_t i = 0; i < (int32_t)x->md->n; i++) {
    const struct md_block *b = block_at(x, i);
    for (size_t k = 0; k < b->spans_n && was_run(x, i); k++)
      if (b->spans[k].kind == MD_CODE_SPAN && b->spans[k].to > b->spans[k].from &&
          is_load_command(x, i, str_sub(b->text, b->spans[k].from, b->spans[k].to - b->spans[k].from)))
        read_code(x, i, &b->spans[k]);
  }
}
