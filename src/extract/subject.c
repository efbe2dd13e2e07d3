#include "extract/subject.h"

#include "extract/words.h"

static const struct {
  const char *word, *prefix;
} things[] = {
    {"alert", "item:"},
    {"area", "item:"},
    {"aspect", "item:"},
    {"category", "item:"},
    {"check", "gate:"},
    {"checks", "gate:"},
    {"component", "item:"},
    {"deliverable", "item:"},
    {"endpoint", "endpoint:"},
    {"endpoints", "endpoint:"},
    {"environment", "item:"},
    {"feature", "item:"},
    {"fix", "item:"},
    {"function", "service:"},
    {"gate", "gate:"},
    {"gateway", "gateway:"},
    {"issue", "item:"},
    {"item", "item:"},
    {"job", "item:"},
    {"layer", "item:"},
    {"microservice", "service:"},
    {"migration", "migration:"},
    {"milestone", "item:"},
    {"model", "item:"},
    {"module", "item:"},
    {"name", "item:"},
    {"phase", "item:"},
    {"pipeline", "item:"},
    {"priority", "item:"},
    {"processor", "item:"},
    {"scenario", "scenario:"},
    {"service", "service:"},
    {"services", "service:"},
    {"stage", "item:"},
    {"step", "item:"},
    {"subtask", "item:"},
    {"suite", "suite:"},
    {"system", "item:"},
    {"task", "item:"},
    {"test", "test:"},
    {"tests", "test:"},
    {"test case", "test:"},
    {"test suite", "suite:"},
    {"ticket", "item:"},
    {"validation", "gate:"},
};

static const char *prefix_of(struct str word) {
  char first = word.n ? ascii_lower(word.p[0]) : '\0';
  for (size_t i = 0; i < sizeof things / sizeof things[0]; i++)
    if (things[i].word[0] == first && str_eq_ci(word, str_of(things[i].word))) return things[i].prefix;
  return NULL;
}

/* The whole header, or its last word: "Cloud Run Service", "Test Scenario", "Service Name". */
const char *subject_prefix(struct str header) {
  struct str h = strip_marks(header);
  if (str_ends(h, STR(" Name")) || str_ends(h, STR(" name"))) h.n -= 5;
  const char *whole = prefix_of(h);
  size_t last = h.n;
  while (last > 0 && h.p[last - 1] != ' ') last--;
  return whole || !last || h.n >= 40 ? whole : prefix_of(str_sub(h, last, SIZE_MAX));
}

struct str subject_make(struct extraction *x, const char *prefix, struct str name) {
  struct str n = strip_marks(name);
  if (str_eq(str_of(prefix), STR("item:"))) n = label_of(&x->arena, name);
  if (!n.n || n.n > 120) return STR_NONE;
  return arena_printf(&x->arena, "%s%.*s", prefix, STR_ARG(n));
}

/* Longest first where one phrase holds another. */
static const struct {
  const char *phrase, *subject;
} phrases[] = {
    {"load test", "loadtest"},
    {"load tests", "loadtest"},
    {"load testing", "loadtest"},
    {"load suite", "loadtest"},
    {"performance test", "loadtest"},
    {"performance tests", "loadtest"},
    {"sla", "loadtest"},
    {"sla targets", "loadtest"},
    {"sla compliance", "loadtest"},
    {"sla validation", "loadtest"},
    {"slas", "loadtest"},
    {"all services", "service:*"},
    {"all microservices", "service:*"},
    {"all the services", "service:*"},
    {"deployment", "deployment"},
    {"release", "deployment"},
    {"rollout", "deployment"},
    {"production", "deployment"},
    {"smoke tests", "suite:smoke"},
    {"smoke test", "suite:smoke"},
    {"smoke test suite", "suite:smoke"},
    {"unit tests", "suite:unit"},
    {"integration tests", "suite:integration"},
    {"regression tests", "suite:regression"},
};

/* "staging deployment", "first rollout": not the one that the report is about. */
static const char *const others[] = {"first",   "previous", "initial", "earlier", "last",   "another",  "every", "each",    "any",
                                     "no",      "failed",   "second",  "next",    "future", "original", "prior", "old",     "test",
                                     "staging", "manual",   "some",    "most",    "per",    "local",    "only",  "several", "few",
                                     "pre",     "post",     "similar", "that",    "dev",    NULL};

bool names_another(struct str before) {
  struct span w, v[4] = {{0, 0}};
  size_t n = 0;
  for (size_t at = before.n > 60 ? before.n - 60 : 0; word_next(before, &at, &w);) v[n++ % 4] = w;
  for (size_t i = 0; i < 4 && i < n; i++)
    if (word_among(span_str(before, v[i]), others)) return true;
  return false;
}

struct str subject_head(struct str phrase) {
  for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++) {
    size_t n = strlen(phrases[i].phrase);
    if (phrase.n < n || phrase_here(phrase, phrase.n - n, phrases[i].phrase) != n) continue;
    return names_another(str_sub(phrase, 0, phrase.n - n)) ? STR_NONE : str_of(phrases[i].subject);
  }
  return STR_NONE;
}
