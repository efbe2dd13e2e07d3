#include "model/vocabulary.h"

#include <stdint.h>

#define SUBJECT(name, text)                                                                                                                \
  { WORD_SUBJECT, name, "", text }
#define ATTRIBUTE(name, unit, text)                                                                                                        \
  { WORD_ATTRIBUTE, name, unit, text }

/* A capital tail (NAME, KIND, ATTRIBUTE …) stands for any text that is not empty; "service:*" is every service. Sorted by kind and name. */
static const struct word rows[] = {
    SUBJECT("alert:NAME", "an alert, by name"),
    SUBJECT("asset:KIND/NAME", "a thing that monitoring set up: dashboard, alert-policy, uptime-check …"),
    SUBJECT("commit:SHA", "a commit"),
    SUBJECT("deployment", "the deployment that a report or an artifact is about, as a whole"),
    SUBJECT("document", "the report itself"),
    SUBJECT("document:PATH", "another document"),
    SUBJECT("endpoint:NAME", "one endpoint of a load test"),
    SUBJECT("gate:NAME", "one check of a validation report"),
    SUBJECT("gateway:NAME", "an API gateway"),
    SUBJECT("image:REF", "a container image, repository without tag"),
    SUBJECT("incident:ID", "an incident"),
    SUBJECT("item:LABEL", "a label that only the report knows: a phase, task or component, in lower case"),
    SUBJECT("loadtest", "the load test as a whole"),
    SUBJECT("log", "an append-only log as a whole"),
    SUBJECT("migration:ID", "one step of a migration"),
    SUBJECT("release", "the release that evidence is grouped by"),
    SUBJECT("resource:ADDRESS", "a resource of an infrastructure tool"),
    SUBJECT("scenario:NAME", "one scenario of a load test"),
    SUBJECT("service:*", "all services of the deployment"),
    SUBJECT("service:NAME", "one service, as spelt"),
    SUBJECT("severity:LEVEL", "one severity of incidents or alerts"),
    SUBJECT("step:NAME", "one step of a pipeline"),
    SUBJECT("suite:NAME", "a test suite"),
    SUBJECT("test:NAME", "one test"),
    SUBJECT("threshold:NAME", "a threshold that a tool checked itself"),

    ATTRIBUTE("acknowledgement", "s", "time until somebody confirms an alert or incident"),
    ATTRIBUTE("as_of", "time", "the time that a report or artifact speaks of"),
    ATTRIBUTE("availability", "ratio", "share of time that it answered"),
    ATTRIBUTE("branch", "text", "branch of the source"),
    ATTRIBUTE("build.duration", "s", "how long a build took"),
    ATTRIBUTE("build.status", "status", "outcome of a build"),
    ATTRIBUTE("cache_hit_rate", "ratio", "share of requests answered from a cache"),
    ATTRIBUTE("commit", "text", "commit that was built or deployed"),
    ATTRIBUTE("concurrency", "count", "parallel users or connections"),
    ATTRIBUTE("condition", "text", "what has a severity"),
    ATTRIBUTE("config", "text", "name of the active configuration"),
    ATTRIBUTE("contains", "text", "what a document is said to contain"),
    ATTRIBUTE("cost", "USD", "money spent"),
    ATTRIBUTE("count.KIND", "count", "number of things, KIND singular with '-' for blanks"),
    ATTRIBUTE("deploy.duration", "s", "how long a deployment took"),
    ATTRIBUTE("deploy.status", "status", "outcome of a deployment step"),
    ATTRIBUTE("digest", "text", "content digest, lower case with its algorithm in front"),
    ATTRIBUTE("duration", "s", "length of time"),
    ATTRIBUTE("effort", "s", "planned or spent hours of work"),
    ATTRIBUTE("ended_at", "time", "when it ended"),
    ATTRIBUTE("environment", "text", "production, staging …"),
    ATTRIBUTE("error_rate", "ratio", "share of failed requests"),
    ATTRIBUTE("errors", "count", "failed requests"),
    ATTRIBUTE("escalation", "s", "time until an incident is handed up"),
    ATTRIBUTE("health", "status", "answer of a health check"),
    ATTRIBUTE("host", "text", "host name"),
    ATTRIBUTE("image", "text", "image reference with tag"),
    ATTRIBUTE("latency.max", "s", "largest latency"),
    ATTRIBUTE("latency.mean", "s", "mean latency"),
    ATTRIBUTE("latency.median", "s", "median latency"),
    ATTRIBUTE("latency.min", "s", "smallest latency"),
    ATTRIBUTE("latency.p50", "s", "50th percentile of the latency"),
    ATTRIBUTE("latency.p75", "s", "75th percentile of the latency"),
    ATTRIBUTE("latency.p90", "s", "90th percentile of the latency"),
    ATTRIBUTE("latency.p95", "s", "95th percentile of the latency"),
    ATTRIBUTE("latency.p99", "s", "99th percentile of the latency"),
    ATTRIBUTE("latency.p999", "s", "99.9th percentile of the latency"),
    ATTRIBUTE("message", "text", "a tool's own words"),
    ATTRIBUTE("observed_at", "time", "when it was seen"),
    ATTRIBUTE("occurrence", "count", "which time something happened: third is 3"),
    ATTRIBUTE("path", "text", "path of a file"),
    ATTRIBUTE("project", "text", "project or account that was deployed to"),
    ATTRIBUTE("ratio.NOUN", "ratio", "share of things, N of M"),
    ATTRIBUTE("ready", "status", "whether it answers that it is ready"),
    ATTRIBUTE("region", "text", "region that was deployed to"),
    ATTRIBUTE("replicas.desired", "count", "replicas asked for"),
    ATTRIBUTE("replicas.ready", "count", "replicas that are ready"),
    ATTRIBUTE("requests", "count", "requests made"),
    ATTRIBUTE("resolution", "s", "time until an incident is over"),
    ATTRIBUTE("resource", "text", "name of a thing in the system that holds it"),
    ATTRIBUTE("response", "s", "time until somebody sees to an incident"),
    ATTRIBUTE("revision", "text", "revision that serves"),
    ATTRIBUTE("score", "ratio", "a grade that a tool gives"),
    ATTRIBUTE("section", "text", "a section of the report"),
    ATTRIBUTE("severity", "text", "severity of an alert, incident or finding"),
    ATTRIBUTE("size", "B", "size in bytes"),
    ATTRIBUTE("sla.status", "status", "verdict against the service level"),
    ATTRIBUTE("started_at", "time", "when it began"),
    ATTRIBUTE("status", "status", "state or outcome"),
    ATTRIBUTE("tag", "text", "tag or version tag"),
    ATTRIBUTE("target.ATTRIBUTE", "", "what ATTRIBUTE is meant to reach"),
    ATTRIBUTE("tests.errored", "count", "tests that could not run to an end"),
    ATTRIBUTE("tests.failed", "count", "tests that failed"),
    ATTRIBUTE("tests.passed", "count", "tests that passed"),
    ATTRIBUTE("tests.skipped", "count", "tests that were not run"),
    ATTRIBUTE("tests.total", "count", "tests in all"),
    ATTRIBUTE("throughput", "1/s", "requests per time"),
    ATTRIBUTE("traffic", "ratio", "share of traffic that a revision serves"),
    ATTRIBUTE("url", "text", "address"),
    ATTRIBUTE("version", "text", "version number or name"),
    ATTRIBUTE("weekday", "time", "day of the week said of a date"),
};

const struct word *vocabulary_rows(size_t *n) {
  *n = sizeof rows / sizeof *rows;
  return rows;
}

/* Length of the fixed front of a row: "count.KIND" has 6. */
static size_t fixed_length(struct str name) {
  size_t n = name.n;
  while (n && name.p[n - 1] >= 'A' && name.p[n - 1] <= 'Z') n--;
  return n;
}

static bool row_fits(const struct word *row, struct str s) {
  struct str name = str_of(row->name);
  size_t fixed = fixed_length(name);
  if (fixed == name.n) return str_eq(name, s);
  struct str front = str_sub(name, 0, fixed);
  size_t slash = str_find(front, STR("KIND/"), 0); /* "asset:KIND/NAME" has two open parts */
  if (slash != SIZE_MAX) {
    front.n = slash;
    size_t at = str_find(s, STR("/"), slash);
    return str_starts(s, front) && at != SIZE_MAX && at > slash && at + 1 < s.n;
  }
  return s.n > fixed && str_starts(s, front);
}

static bool any_fits(enum word_kind kind, struct str s) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (rows[i].kind == kind && row_fits(&rows[i], s)) return true;
  return false;
}

bool vocabulary_has_subject(struct str subject) { return any_fits(WORD_SUBJECT, subject); }

bool vocabulary_has_attribute(struct str attribute) {
  struct str target = STR("target.");
  if (str_starts(attribute, target)) attribute = str_sub(attribute, target.n, SIZE_MAX);
  return any_fits(WORD_ATTRIBUTE, attribute);
}
