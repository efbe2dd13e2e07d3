#include "extract/scope.h"

#include "extract/pair.h"
#include "extract/table.h"
#include "extract/words.h"

#include <stdint.h>

static const char *const load_words[] = {
    "load test",    "load tests", "load testing",  "load suite",     "load run",   "scenario",         "scenarios",
    "throughput",   "benchmark",  "benchmarks",    "stress test",    "soak test",  "req/min",          "req/s",
    "requests/sec", "rps",        "virtual users", "cache hit rate", "error rate", "performance test", NULL};
static const char *const alarm_words[] = {"alert",
                                          "alerts",
                                          "alerting",
                                          "alarm",
                                          "alarms",
                                          "trigger",
                                          "triggers",
                                          "triggered",
                                          "rollback",
                                          "roll back",
                                          "rises above",
                                          "rises",
                                          "exceeds",
                                          "exceed",
                                          "escalate",
                                          "page the",
                                          "pages the",
                                          "drops below",
                                          "falls below",
                                          "spikes",
                                          "warn",
                                          "warning threshold",
                                          "circuit breaker",
                                          "timeout",
                                          "timeouts",
                                          "retry",
                                          "retries",
                                          NULL};
static const char *const target_words[] = {"target",        "targets",    "sla",         "slas",         "slo",        "slos",
                                           "criteria",      "criterion",  "requirement", "requirements", "required",   "threshold",
                                           "thresholds",    "goal",       "goals",       "objective",    "objectives", "budget",
                                           "pass criteria", "acceptance", "limit",       "limits",       "must",       NULL};

bool is_prose(const struct extraction *x, int32_t block) {
  const struct md_block *b = block_at(x, block);
  return b->kind == MD_PARAGRAPH && !b->in_quote && !(x->blocks[block].flags & (BLOCK_SILENT | BLOCK_TEMPLATE | BLOCK_EXAMPLE));
}

static struct str sentence_at(const struct extraction *x, int32_t block, size_t from, size_t to) {
  struct str s = block_at(x, block)->text;
  return span_str(s, sentence_around(s, from, to));
}

/* Words that only a load test has. */
static const char *const test_words[] = {"load test",  "load tests",   "load testing",  "load suite",       "load run",
                                         "throughput", "benchmark",    "stress test",   "soak test",        "req/min",
                                         "req/s",      "requests/sec", "virtual users", "performance test", NULL};
enum { NEIGHBOURS = 32 }; /* blocks on each side */

static bool is_neighbour(const struct extraction *x, int32_t list, int32_t i) {
  return i >= 0 && i < (int32_t)x->md->n && x->blocks[i].item >= 0 && block_at(x, x->blocks[i].item)->parent == list;
}

/* "p95: 120 ms" in one list with "Throughput: 40 req/s", or in a list that a line about the test introduces. */
static bool among_test_figures(const struct extraction *x, int32_t block) {
  int32_t item = x->blocks[block].item, list = item < 0 ? -1 : block_at(x, item)->parent, lead = x->blocks[block].lead;
  if (lead >= 0 && phrases_in(str_sub(block_at(x, lead)->text, 0, 160), test_words)) return true;
  for (int32_t i = block - NEIGHBOURS; list >= 0 && i <= block + NEIGHBOURS; i++)
    if (is_neighbour(x, list, i) && block_at(x, i)->kind == MD_PARAGRAPH && phrases_in(str_sub(block_at(x, i)->text, 0, 160), test_words))
      return true;
  return false;
}

struct str scope_qualifier(struct str subject, struct str qualifier) {
  static const char *const own[] = {"load test", "load-test", "load tests", "load testing", "load", "loadtest", NULL};
  return str_eq(subject, STR("loadtest")) && word_among(qualifier, own) ? STR_NONE : qualifier;
}

struct str scope_of(struct extraction *x, int32_t block, size_t from, size_t to) {
  if (block_kinds(x, block) & SECTION_LOADTEST) return STR("loadtest");
  if (phrases_in(sentence_at(x, block, from, to), load_words)) {
    struct str named = block_subject(x, block);
    if (!named.n || str_eq(named, STR("deployment"))) return STR("loadtest");
  }
  struct str subject = figure_subject(x, block);
  return str_eq(subject, STR("deployment")) && !block_subject(x, block).n && among_test_figures(x, block) ? STR("loadtest") : subject;
}

enum { ROWS_LOOKED_AT = 2000 }; /* of all tables: no report has so many that matter */

struct str scope_row(const struct extraction *x, struct str name) {
  int32_t looked = 0;
  for (size_t i = 0; i < x->tables.n && looked < ROWS_LOOKED_AT; i++) {
    const struct table *t = x->tables.v[i];
    looked += t->rows;
    for (int32_t r = 1; r < t->rows && !t->silent && r < ROWS_LOOKED_AT; r++)
      if (t->row[r].subject.n && str_eq_ci(t->row[r].label, name)) return t->row[r].subject;
  }
  return STR_NONE;
}

bool is_alarm_talk(const struct extraction *x, int32_t block, size_t from, size_t to) {
  int32_t lead = x->blocks[block].lead, h = x->blocks[block].heading;
  if (block_kinds(x, block) & SECTION_ROLLBACK) return true;
  if (lead >= 0 && phrases_in(str_sub(block_at(x, lead)->text, 0, 120), alarm_words)) return true;
  if (h >= 0 && phrases_in(str_sub(x->headings.v[h].title, 0, 120), alarm_words)) return true;
  return phrases_in(sentence_at(x, block, from, to), alarm_words);
}

bool is_target_talk(const struct extraction *x, int32_t block, size_t from, size_t to) {
  int32_t lead = x->blocks[block].lead;
  if (x->blocks[block].flags & BLOCK_CONDITION) return true;
  if (phrases_in(sentence_at(x, block, from, to), target_words)) return true;
  return lead >= 0 && phrases_in(str_sub(block_at(x, lead)->text, 0, 200), target_words);
}

bool is_bold_line(const struct extraction *x, int32_t block) {
  const struct md_block *b = block_at(x, block);
  if (b->kind != MD_PARAGRAPH || !b->spans_n || b->spans[0].kind != MD_STRONG || b->spans[0].from != 0) return false;
  struct str rest = strip_marks(str_sub(b->text, b->spans[0].to, SIZE_MAX));
  return !rest.n || str_eq(rest, STR(":"));
}

enum claim_operator better_when(struct str attribute) {
  static const char *const less[] = {"latency", "error", "duration", "build.duration", "cost", NULL};
  static const char *const more[] = {"cache_hit_rate", "throughput", "availability", "score", NULL};
  for (const char *const *w = less; *w; w++)
    if (str_starts(attribute, str_of(*w))) return OP_LE;
  for (const char *const *w = more; *w; w++)
    if (str_starts(attribute, str_of(*w))) return OP_GE;
  return OP_EQ;
}
