/* Names of a load test's scenarios where no table gives them: a heading, a lead, a word beside the figure. */
#include "extract/scenario.h"

#include "extract/scope.h"
#include "extract/subject.h"

/* Words of titles and keys that name no scenario. */
static const char *const general[] = {"executive",    "closing",      "a",
                                      "an",           "the",          "of",
                                      "and",          "or",           "in",
                                      "on",           "for",          "with",
                                      "by",           "per",          "at",
                                      "to",           "from",         "all",
                                      "each",         "every",        "our",
                                      "this",         "that",         "what",
                                      "how",          "was",          "were",
                                      "is",           "are",          "we",
                                      "it",           "its",          "results",
                                      "result",       "summary",      "overall",
                                      "aggregate",    "aggregated",   "total",
                                      "totals",       "combined",     "whole",
                                      "metrics",      "metric",       "numbers",
                                      "figures",      "figure",       "configuration",
                                      "config",       "setup",        "parameters",
                                      "settings",     "details",      "detail",
                                      "conclusion",   "conclusions",  "latency",
                                      "latencies",    "throughput",   "errors",
                                      "error",        "rate",         "rates",
                                      "response",     "responses",    "time",
                                      "times",        "performance",  "sla",
                                      "slas",         "slo",          "slos",
                                      "validation",   "compliance",   "findings",
                                      "finding",      "analysis",     "observations",
                                      "observation",  "key",          "highlights",
                                      "highlight",    "load",         "test",
                                      "tests",        "testing",      "tested",
                                      "run",          "runs",         "suite",
                                      "production",   "prod",         "environment",
                                      "scenario",     "scenarios",    "outcome",
                                      "outcomes",     "data",         "statistics",
                                      "stats",        "measurements", "measurement",
                                      "measured",     "request",      "requests",
                                      "reliability",  "cache",        "hit",
                                      "hits",         "resource",     "resources",
                                      "usage",        "utilisation",  "utilization",
                                      "notes",        "note",         "overview",
                                      "traffic",      "profile",      "percentile",
                                      "percentiles",  "p50",          "p90",
                                      "p95",          "p99",          "max",
                                      "maximum",      "min",          "minimum",
                                      "avg",          "average",      "mean",
                                      "median",       "duration",     "concurrency",
                                      "users",        "user",         "virtual",
                                      "success",      "status",       "verdict",
                                      "pass",         "passed",       "target",
                                      "targets",      "actual",       "report",
                                      "evidence",     "release",      "deployment",
                                      "rollout",      "final",        "current",
                                      "new",          "main",         "system",
                                      "service",      "services",     "api",
                                      "endpoint",     "endpoints",    "breakdown",
                                      "peak",         "sustained",    "volume",
                                      "availability", "health",       "quality",
                                      "gates",        "gate",         "checks",
                                      "check",        "outside",      "below",
                                      "above",        "under",        "within",
                                      "limit",        "limits",       "budget",
                                      "improvement",  "improvements", "k6",
                                      "locust",       "jmeter",       "gatling",
                                      "benchmark",    "benchmarks",   "tool",
                                      "tl;dr",        "facts",        "ok",
                                      "met",          "good",         "worst",
                                      "best",         "steady",       "state",
                                      "real",         "live",         "server",
                                      "client",       "side",         "end",
                                      "end-to-end",   "p95s",         "count",
                                      "counts",       "after",        "now",
                                      "see",          "same",         "tail",
                                      "well",         "about",        "roughly",
                                      "still",        "achieved",     "reported",
                                      "observed",     "sent",         "handled",
                                      "served",       "answered",     "green",
                                      "red",          "failed",       "window",
                                      "date",         "today",        "host",
                                      "region",       "site",         "backend",
                                      "frontend",     "post-release", "post-deployment",
                                      "scope",        "criteria",     "capacity",
                                      "stability",    "section",      "table",
                                      "chart",        "graph",        NULL};

enum { NAME_WORDS = 3, NAME_BYTES = 48 };

struct str scenario_name(struct arena *a, const struct phrase_set *settings, struct str s) {
  struct str label = label_of(a, str_sub(s, 0, 120));
  static const char *const prefixes[] = {"scenario: ", "scenario ", "test case: ", "endpoint: "};
  bool said = false;
  for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0] && !said; i++)
    if ((said = str_starts(label, str_of(prefixes[i])))) label = str_trim(str_sub(label, strlen(prefixes[i]), SIZE_MAX));
  if (!said && str_ends(label, STR(" scenario")) && (said = true)) label.n -= 9;
  while (label.n && label.p[label.n - 1] == ':') label.n--;
  label = strip_marks(label);
  struct span w;
  size_t n = 0, own = 0;
  for (size_t at = 0; word_next(label, &at, &w); n++) own += !word_among(span_str(label, w), general);
  if (!n || n > NAME_WORDS || label.n > NAME_BYTES || (!own && !said) || phrase_kinds(settings, label)) return STR_NONE;
  for (size_t i = 0; i < label.n; i++)
    if (strchr("<>=|?!%~,;()", label.p[i])) return STR_NONE;
  return label;
}

struct str scenario_before(struct arena *a, struct str s) {
  size_t at = SIZE_MAX, next;
  for (size_t from = 0; (next = phrase_find(s, "scenario", from)) != SIZE_MAX; from = next + 8) at = next;
  if (at == SIZE_MAX) return STR_NONE;
  size_t end = at;
  while (end > 0 && (s.p[end - 1] == ' ' || s.p[end - 1] == '"' || s.p[end - 1] == '`')) end--;
  size_t from = end;
  while (from > 0 && (ascii_is_alnum(s.p[from - 1]) || s.p[from - 1] == '-' || s.p[from - 1] == '_')) from--;
  struct str name = str_sub(s, from, end - from);
  return name.n && !word_among(name, general) ? arena_lower(a, name) : STR_NONE;
}

struct str scenario_behind(struct arena *a, const struct phrase_set *settings, struct str s, size_t to) {
  while (to < s.n && (s.p[to] == ' ' || s.p[to] == '*' || s.p[to] == '`')) to++;
  if (to >= s.n || s.p[to] != '(') return STR_NONE;
  size_t close = to;
  while (close < s.n && s.p[close] != ')' && close - to < NAME_BYTES) close++;
  struct str inside = str_sub(s, to + 1, close - to - 1);
  for (size_t i = 0; i < inside.n; i++)
    if (ascii_is_digit(inside.p[i]) || (unsigned char)inside.p[i] >= 0x80) return STR_NONE;
  return close < s.n && s.p[close] == ')' ? scenario_name(a, settings, inside) : STR_NONE;
}
