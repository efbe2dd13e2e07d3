#include "extract/noun.h"

/* --- word lists ---------------------------------------------------------------------------------------------------------------- */

/* A noun phrase ends before one of these. */
static const char *const stop_words[] = {
    "a",        "about",   "above",  "across",  "after", "against", "all",      "already",  "also",       "although", "an",
    "and",      "any",     "are",    "as",      "at",    "be",      "because",  "been",     "before",     "behind",   "being",
    "below",    "between", "but",    "by",      "can",   "could",   "did",      "do",       "does",       "during",   "each",
    "else",     "every",   "for",    "from",    "had",   "has",     "have",     "how",      "if",         "in",       "including",
    "into",     "is",      "it",     "its",     "just",  "may",     "might",    "must",     "not",        "now",      "of",
    "off",      "on",      "once",   "only",    "onto",  "or",      "our",      "out",      "over",       "per",      "plus",
    "shall",    "should",  "since",  "so",      "still", "such",    "than",     "that",     "the",        "their",    "then",
    "there",    "these",   "they",   "this",    "those", "through", "to",       "together", "under",      "until",    "up",
    "via",      "vs",      "versus", "was",     "we",    "were",    "when",     "where",    "which",      "while",    "who",
    "will",     "with",    "within", "without", "would", "you",     "your",     "using",    "again",      "ago",      "later",
    "earlier",  "returns", "shows",  "takes",   "makes", "uses",    "requires", "needs",    "fails",      "passes",   "includes",
    "contains", "remains", "exists", "means",   "gets",  "goes",    "gives",    "lacks",    "represents", "reaches",  "indicates",
    "allows",   "denotes", "became", "become",  "got",   "went",    "both",     "more",     "less",       "fewer",    "instead",
    "like",     "no",      "even",   "too",     "yet",   NULL};

/* Behind the noun they say which of the things are meant. Other participles in "-ed" do too. */
static const char *const states[] = {"healthy",  "unhealthy",  "failing",  "passing",  "operational", "ready",   "remaining",
                                     "pending",  "open",       "active",   "inactive", "live",        "running", "complete",
                                     "missing",  "available",  "down",     "found",    "broken",      "new",     "outstanding",
                                     "working",  "online",     "offline",  "green",    "red",         "present", "successful",
                                     "affected", "unresolved", "in-place", "done",     "up-to-date",  "ok",      NULL};

/* Ends in 's' and is no plural, or no thing that one counts. */
static const char *const not_plural[] = {
    "access",     "address",  "afterwards", "always",   "analysis", "analytics", "atlas",       "axios",    "basis",      "besides",
    "bias",       "bonus",    "bus",        "business", "canvas",   "class",     "consensus",   "cors",     "css",        "devops",
    "diagnosis",  "dns",      "express",    "focus",    "gas",      "gross",     "hours",       "ios",      "jenkins",    "js",
    "kubernetes", "less",     "lens",       "loss",     "maths",    "minus",     "mongoose",    "news",     "nexus",      "ops",
    "os",         "pass",     "perhaps",    "plus",     "postgres", "press",     "process",     "progress", "prometheus", "redis",
    "regardless", "series",   "sometimes",  "sms",      "status",   "success",   "sudoers",     "thus",     "tls",        "towards",
    "unless",     "us",       "various",    "versus",   "virus",    "whereas",   "yes",         "gcs",      "aws",        "apps-script",
    "sas",        "https",    "rss",        "iis",      "aks",      "eks",       "ecs",         "rds",      "sqs",        "sns",
    "kms",        "vms-only", "times",      "points",   "percents", "degrees",   "dollars",     "cents",    "euros",      "pounds",
    "seconds",    "minutes",  "days",       "weeks",    "months",   "years",     "quarters",    "decades",  "ms",         "secs",
    "mins",       "hrs",      "wks",        "mos",      "yrs",      "bytes",     "percentages", "sprints",  "ours",       "theirs",
    "hers",       "his",      "this",       "is",       "was",      "has",       "does",        "its",      "as",         "cpus-per",
    "thousands",  "hundreds", "millions",   "billions", "dozens",   "lots",      "odds",        "thanks",   "mass",       "cross",
    NULL};

static const char *const irregular[][2] = {{"children", "child"},     {"people", "person"},   {"indices", "index"},
                                           {"criteria", "criterion"}, {"vertices", "vertex"}, {"statuses", "status"}};

/* Things that reports count, for "1 service", where no plural tells the noun. */
static const char *const singulars[] = {
    "alert",    "anomaly",   "app",       "blocker",       "branch",    "bug",      "check",      "client",     "cluster",  "column",
    "commit",   "component", "container", "criterion",     "dashboard", "database", "dependency", "deployment", "document", "endpoint",
    "engineer", "error",     "exception", "failure",       "feature",   "file",     "finding",    "fix",        "function", "gap",
    "host",     "image",     "incident",  "index",         "instance",  "issue",    "item",       "job",        "line",     "migration",
    "model",    "module",    "node",      "outage",        "package",   "page",     "phase",      "plan",       "policy",   "pod",
    "problem",  "processor", "project",   "query",         "record",    "region",   "regression", "replica",    "request",  "resource",
    "revision", "risk",      "role",      "row",           "rule",      "scenario", "schema",     "script",     "secret",   "server",
    "service",  "step",      "suite",     "table",         "task",      "team",     "tenant",     "test",       "ticket",   "topic",
    "user",     "version",   "violation", "vulnerability", "warning",   "worker",   "workflow",   NULL};

/* Two words that are one noun. */
static const char *const compounds[] = {"access key",
                                        "alert policy",
                                        "alert rule",
                                        "api endpoint",
                                        "api gateway",
                                        "api key",
                                        "background job",
                                        "backup job",
                                        "cache hit",
                                        "code change",
                                        "config file",
                                        "cron job",
                                        "data center",
                                        "data source",
                                        "database table",
                                        "database user",
                                        "docker image",
                                        "env var",
                                        "environment variable",
                                        "error log",
                                        "feature flag",
                                        "health check",
                                        "integration test",
                                        "load test",
                                        "log entry",
                                        "log line",
                                        "log metric",
                                        "merge conflict",
                                        "network policy",
                                        "page view",
                                        "pull request",
                                        "release note",
                                        "review comment",
                                        "service account",
                                        "smoke test",
                                        "source file",
                                        "status code",
                                        "status page",
                                        "story point",
                                        "test case",
                                        "test file",
                                        "test suite",
                                        "unit test",
                                        "uptime check",
                                        "user story",
                                        "security group",
                                        "synthetic check",
                                        "runbook entry",
                                        "scheduler job",
                                        "notification channel",
                                        "cloud function",
                                        "test scenario",
                                        "database migration",
                                        NULL};

/* The number behind one of these is a name or an order. */
static const char *const numbered[] = {
    "phase",   "step",     "task",       "subtask",   "stage",   "sprint",    "session",  "week",   "day",        "month",     "quarter",
    "issue",   "bug",      "ticket",     "pr",        "version", "v",         "release",  "node",   "python",     "java",      "go",
    "port",    "line",     "lines",      "page",      "chapter", "section",   "part",     "level",  "tier",       "priority",  "severity",
    "sev",     "option",   "batch",      "wave",      "round",   "iteration", "attempt",  "run",    "build",      "year",      "figure",
    "table",   "appendix", "milestone",  "epic",      "story",   "ring",      "gate",     "item",   "point",      "question",  "example",
    "rule",    "case",     "layer",      "http",      "code",    "status",    "exit",     "error",  "rfc",        "iso",       "ubuntu",
    "debian",  "postgres", "postgresql", "mysql",     "redis",   "kafka",     "angular",  "react",  "vue",        "next",      "django",
    "php",     "ruby",     "debian",     "terraform", "helm",    "fastify",   "express",  "jest",   "typescript", "top",       "first",
    "last",    "past",     "previous",   "every",     "each",    "per",       "another",  "other",  "max",        "min",       "maximum",
    "minimum", "limit",    "no",         "nr",        "number",  "ch",        "id",       "rank",   "score",      "grade",     "season",
    "game",    "track",    "problem",    "finding",   "lesson",  "approach",  "solution", "method", "scenario",   "strategy",  "revision",
    "rev",     "patch",    "update",     "cycle",     "q",       "h",         "fy",       "slot",   "zone",       "shard",     "cluster",
    "group",   "team",     "cell",       "row",       "column",  "slide",     "note",     "ref",    "fix",        "remaining", "additional",
    "further", NULL};

/* Of these, the ones that are verbs too. */
static const char *const verbs[] = {"run", "build", "update", "fix", "track", "group", "note", "release", "patch", "gate", "point", NULL};

/* --- forms ----------------------------------------------------------------------------------------------------------------------- */

static const char *irregular_singular(struct str w) {
  for (size_t i = 0; i < sizeof irregular / sizeof irregular[0]; i++)
    if (str_eq_ci(w, str_of(irregular[i][0]))) return irregular[i][1];
  return NULL;
}

/* Counting them says nothing that anything else could gainsay. */
static const char *const generic[] = {"way",    "thing", "kind",       "type",   "sort",    "piece", "reason",    "approach", "example",
                                      "option", "place", "difference", "choice", "meaning", "copy",  "character", "bit",      "octet",
                                      "fold",   "half",  "level",      "side",   "aspect",  "form",  "number",    "word",     NULL};

static bool is_capitals(struct str w) {
  for (size_t i = 0; i < w.n; i++)
    if (w.p[i] >= 'a' && w.p[i] <= 'z') return false;
  return true;
}

bool is_plural(struct str w) {
  if (w.n < 3 || !ascii_is_alpha(w.p[0])) return false;
  if (irregular_singular(w)) return true;
  if (ascii_lower(w.p[w.n - 1]) != 's' || word_among(w, not_plural) || word_among(w, stop_words)) return false;
  if (is_capitals(w) && w.n <= 4) return false; /* AWS, DNS */
  char before = ascii_lower(w.p[w.n - 2]);
  return before != 's' && before != 'u' && !(before == 'i' && w.n <= 5) && before != '\'';
}

bool is_state(struct str words) { return word_among(words, states); }

static const char *const participles[] = {"made", "run",    "sent",  "built",  "written", "read",  "set",       "kept",
                                          "lost", "left",   "taken", "given",  "seen",    "begun", "rewritten", "shown",
                                          "held", "chosen", "cut",   "bought", "sold",    NULL};

static bool is_participle(struct str w) {
  return word_among(w, states) || word_among(w, participles) ||
         (w.n > 4 && (str_eq_ci(str_sub(w, w.n - 2, 2), STR("ed")) || str_eq_ci(str_sub(w, w.n - 2, 2), STR("ly"))));
}

/* --- phrases --------------------------------------------------------------------------------------------------------------------- */

enum { PHRASE_WORDS = 7 };

struct phrase {
  struct span w[PHRASE_WORDS];
  size_t n;
};

static struct str word_of(struct str s, const struct phrase *p, size_t i) { return span_str(s, p->w[i]); }

/* Words from `at` on, one blank apart, up to a stop word or any mark. */
static void read_phrase(struct str s, size_t at, struct phrase *p) {
  struct span w;
  size_t end = at;
  for (p->n = 0; p->n < PHRASE_WORDS; p->n++) {
    size_t from = end;
    if (from >= s.n || (s.p[from] != ' ' && !(from == at && at == 0))) return;
    if (!word_next(s, &end, &w) || w.from - from > 1 || (w.from == from && from != at)) return;
    if (word_among(span_str(s, w), stop_words) || ascii_is_digit(s.p[w.from])) return;
    p->w[p->n] = w;
  }
}

static bool singular_noun(struct str w) { return word_among(w, singulars); }

/* The counted noun: the first plural that no other plural follows; behind 1 the last known thing of the first run. */
static size_t head_of(struct str s, const struct phrase *p, double n) {
  for (size_t i = 0; i < p->n; i++) {
    struct str w = word_of(s, p, i), next = i + 1 < p->n ? word_of(s, p, i + 1) : STR_NONE;
    bool noun = n == 1 ? singular_noun(w) : is_plural(w);
    bool goes_on = next.n && !is_participle(next) && (n == 1 ? singular_noun(next) : is_plural(next));
    if (noun && !goes_on) return i;
  }
  return SIZE_MAX;
}

static bool is_compound(struct extraction *x, struct str a, struct str b) {
  struct str joined = arena_printf(&x->arena, "%.*s %.*s", STR_ARG(a), STR_ARG(b));
  joined = arena_lower(&x->arena, joined);
  struct str noun = noun_of(&x->arena, joined); /* "alert-policy" */
  for (const char *const *c = compounds; *c; c++)
    if (str_eq(noun_of(&x->arena, str_of(*c)), noun)) return true;
  return false;
}

/* The same thing by a shorter or longer name. */
static const char *const alike[][2] = {
    {"microservice", "service"}, {"doc", "document"}, {"repo", "repository"}, {"db", "database"}, {"config", "configuration"}};

static struct str singular_of(struct extraction *x, struct str w) {
  const char *odd = irregular_singular(w);
  struct str noun = odd ? str_of(odd) : noun_of(&x->arena, w);
  for (size_t i = 0; i < sizeof alike / sizeof alike[0]; i++)
    if (str_eq(noun, str_of(alike[i][0]))) return str_of(alike[i][1]);
  return noun;
}

/* "total", "overall" say that it is everything, "different" and the like nothing. */
static const char *const totals[] = {"total", "overall", "altogether", NULL};
static const char *const fillers[] = {"distinct", "different", "separate", "individual", "the", "of", "number", "count", "unique", NULL};

static void add_qualifier(struct extraction *x, struct counted *c, struct str w) {
  if (word_among(w, totals)) {
    c->total = true;
  } else if (!word_among(w, fillers)) {
    struct str low = arena_lower(&x->arena, w);
    c->qualifier = c->qualifier.n ? arena_printf(&x->arena, "%.*s %.*s", STR_ARG(c->qualifier), STR_ARG(low)) : low;
  }
}

static void build(struct extraction *x, struct str s, const struct phrase *p, size_t head, struct counted *c) {
  *c = (struct counted){.to = p->w[head].to};
  struct str noun = singular_of(x, word_of(s, p, head));
  size_t first = head;
  if (head > 0 && is_compound(x, word_of(s, p, head - 1), word_of(s, p, head))) {
    first = head - 1;
    noun = arena_printf(&x->arena, "%.*s-%.*s", STR_ARG(arena_lower(&x->arena, word_of(s, p, first))), STR_ARG(noun));
  }
  c->noun = noun;
  for (size_t i = 0; i < first; i++) add_qualifier(x, c, word_of(s, p, i));
  for (size_t i = head + 1; i < p->n && (is_participle(word_of(s, p, i)) || word_among(word_of(s, p, i), totals)); i++) {
    add_qualifier(x, c, word_of(s, p, i));
    c->to = p->w[i].to;
  }
  c->bare = !c->qualifier.n && !c->total;
}

bool noun_after(struct extraction *x, struct str s, size_t at, double n, struct counted *out) {
  struct phrase p = {.n = 0};
  if (at < s.n && s.p[at] == '-') return false; /* "3-tier" */
  read_phrase(s, at, &p);
  size_t head = head_of(s, &p, n);
  if (head == SIZE_MAX || head > 4) return false;
  build(x, s, &p, head, out);
  if (word_among(out->noun, generic)) return false;
  if (str_eq_ci(str_sub(s, out->to, 9), STR(" in total"))) out->total = true;
  return true;
}

bool noun_of_label(struct extraction *x, struct str label, struct counted *out) {
  struct str s = strip_marks(label);
  struct phrase p = {.n = 0};
  size_t at = 0;
  struct span w;
  if (s.n > 60) return false;
  if (str_starts_ci(s, STR("number of ")) || str_starts_ci(s, STR("total number of "))) at = phrase_find(s, "of", 0) + 3;
  while (at < s.n && !ascii_is_alpha(s.p[at])) at++;
  read_phrase(s, at, &p);
  if (!p.n) return false;
  size_t end = p.w[p.n - 1].to;
  if (word_next(s, &end, &w)) return false; /* "Services to migrate", "Tests / Coverage": more than a noun phrase */
  size_t head = head_of(s, &p, 2);
  if (head == SIZE_MAX) return false;
  for (size_t i = head + 1; i < p.n; i++)
    if (!is_participle(word_of(s, &p, i)) && !word_among(word_of(s, &p, i), totals)) return false; /* "Alerts dashboard" */
  build(x, s, &p, head, out);
  return true;
}

bool is_numbered_name(struct str s, size_t number) {
  size_t i = number;
  while (i > 0 && (s.p[i - 1] == '#' || s.p[i - 1] == '$')) return true;
  size_t blanks = 0;
  while (i > 0 && s.p[i - 1] == ' ') i--, blanks++;
  if (i == 0 || (blanks == 0 && ascii_is_alnum(s.p[i - 1]))) return i != 0;
  size_t end = i;
  while (i > 0 && (ascii_is_alnum(s.p[i - 1]) || (s.p[i - 1] == '-' && i < end))) i--;
  struct str word = str_sub(s, i, end - i);
  if (word_among(word, verbs)) return word.p[0] < 'a'; /* "Run 2 failed", but "we run 2 databases" */
  return word.n && word_among(word, numbered);
}

/* --- the vocabulary's own words -------------------------------------------------------------------------------------------------- */

static const struct {
  const char *noun, *qualifier, *attribute;
} words[] = {
    {"request", "", "requests"},         {"request", "in all", "requests"},    {"request", "failed", "errors"},
    {"test", "passed", "tests.passed"},  {"test", "passing", "tests.passed"},  {"test", "failed", "tests.failed"},
    {"test", "failing", "tests.failed"}, {"test", "skipped", "tests.skipped"}, {"test", "", "tests.total"},
    {"test", "run", "tests.total"},      {"test", "executed", "tests.total"},
};

struct str count_word(struct extraction *x, struct counted *c) {
  if (!c->noun.n) return STR_NONE;
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    if (!str_eq(c->noun, str_of(words[i].noun)) || !str_eq(c->qualifier, str_of(words[i].qualifier))) continue;
    c->qualifier = STR_NONE;
    return str_of(words[i].attribute);
  }
  return arena_printf(&x->arena, "count.%.*s", STR_ARG(c->noun));
}
