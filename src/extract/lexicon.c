#include "extract/lexicon.h"

#include "extract/words.h"

/* Sorted by the first word; of several that fit, the one with most words wins. Words are singular; see `alike` for what is folded. */
static const struct term rows[] = {
    {"availability", "availability", FAMILY_FIGURE, "ratio", 0},
    {"begin", "started_at", FAMILY_TIME, "time", TERM_TIME | TERM_WHOLE},
    {"build time", "build.duration", FAMILY_DURATION, "s", 0},
    {"build duration", "build.duration", FAMILY_DURATION, "s", 0},
    {"cache hit", "cache_hit_rate", FAMILY_FIGURE, "ratio", 0},
    {"completed", "ended_at", FAMILY_TIME, "time", TERM_TIME | TERM_WHOLE},
    {"completion time", "ended_at", FAMILY_TIME, "time", TERM_TIME},
    {"concurrency", "concurrency", FAMILY_COUNT, "count", 0},
    {"concurrent user", "concurrency", FAMILY_COUNT, "count", 0},
    {"config", "config", FAMILY_TEXT, "", TERM_WHOLE},
    {"cost", "cost", FAMILY_FIGURE, "USD", 0},
    {"digest", "digest", FAMILY_TEXT, "", TERM_WHOLE},
    {"duration", "duration", FAMILY_DURATION, "s", 0},
    {"elapsed", "duration", FAMILY_DURATION, "s", 0},
    {"end", "ended_at", FAMILY_TIME, "time", TERM_TIME | TERM_WHOLE},
    {"ended", "ended_at", FAMILY_TIME, "time", TERM_TIME | TERM_WHOLE},
    {"endpoint url", "url", FAMILY_TEXT, "", TERM_WHOLE},
    {"error", "errors", FAMILY_COUNT, "count", 0},
    {"error percentage", "error_rate", FAMILY_FIGURE, "ratio", 0},
    {"error rate", "error_rate", FAMILY_FIGURE, "ratio", 0},
    {"failed", "tests.failed", FAMILY_COUNT, "count", TERM_TESTS},
    {"failed request", "errors", FAMILY_COUNT, "count", 0},
    {"failed test", "tests.failed", FAMILY_COUNT, "count", 0},
    {"failure rate", "error_rate", FAMILY_FIGURE, "ratio", 0},
    {"finish", "ended_at", FAMILY_TIME, "time", TERM_TIME | TERM_WHOLE},
    {"finished", "ended_at", FAMILY_TIME, "time", TERM_TIME | TERM_WHOLE},
    {"gateway url", "url", FAMILY_TEXT, "", TERM_WHOLE},
    {"health", "health", FAMILY_STATUS, "", TERM_WHOLE},
    {"healthy", "health", FAMILY_STATUS, "", TERM_WHOLE},
    {"hit rate", "cache_hit_rate", FAMILY_FIGURE, "ratio", 0},
    {"host", "host", FAMILY_TEXT, "", TERM_WHOLE},
    {"hostname", "url", FAMILY_TEXT, "", TERM_WHOLE},
    {"image", "image", FAMILY_TEXT, "", TERM_WHOLE},
    {"image digest", "digest", FAMILY_TEXT, "", TERM_WHOLE},
    {"image url", "image", FAMILY_TEXT, "", TERM_WHOLE},
    {"image size", "size", FAMILY_FIGURE, "B", 0},
    {"image tag", "version", FAMILY_TEXT, "", TERM_WHOLE},
    {"image version", "version", FAMILY_TEXT, "", TERM_WHOLE},
    {"latency max", "latency.max", FAMILY_FIGURE, "s", 0},
    {"latency mean", "latency.mean", FAMILY_FIGURE, "s", 0},
    {"latency median", "latency.median", FAMILY_FIGURE, "s", 0},
    {"latency min", "latency.min", FAMILY_FIGURE, "s", 0},
    {"outcome", "status", FAMILY_STATUS, "", TERM_WHOLE},
    {"p50", "latency.p50", FAMILY_FIGURE, "s", 0},
    {"p90", "latency.p90", FAMILY_FIGURE, "s", 0},
    {"p95", "latency.p95", FAMILY_FIGURE, "s", 0},
    {"p99", "latency.p99", FAMILY_FIGURE, "s", 0},
    {"p999", "latency.p999", FAMILY_FIGURE, "s", 0},
    {"passed", "tests.passed", FAMILY_COUNT, "count", TERM_TESTS},
    {"passed test", "tests.passed", FAMILY_COUNT, "count", 0},
    {"readiness", "ready", FAMILY_STATUS, "", TERM_WHOLE},
    {"readiness score", "score", FAMILY_FIGURE, "", 0},
    {"ready", "ready", FAMILY_STATUS, "", TERM_WHOLE},
    {"request", "requests", FAMILY_COUNT, "count", 0},
    {"request rate", "throughput", FAMILY_FIGURE, "1/s", 0},
    {"response max", "latency.max", FAMILY_FIGURE, "s", 0},
    {"response mean", "latency.mean", FAMILY_FIGURE, "s", 0},
    {"response median", "latency.median", FAMILY_FIGURE, "s", 0},
    {"response min", "latency.min", FAMILY_FIGURE, "s", 0},
    {"result", "status", FAMILY_STATUS, "", TERM_WHOLE},
    {"revision", "revision", FAMILY_TEXT, "", TERM_WHOLE},
    {"rps", "throughput", FAMILY_FIGURE, "1/s", 0},
    {"score", "score", FAMILY_FIGURE, "", 0},
    {"sha256", "digest", FAMILY_TEXT, "", TERM_WHOLE},
    {"size", "size", FAMILY_FIGURE, "B", 0},
    {"skipped", "tests.skipped", FAMILY_COUNT, "count", TERM_TESTS},
    {"skipped test", "tests.skipped", FAMILY_COUNT, "count", 0},
    {"start", "started_at", FAMILY_TIME, "time", TERM_TIME | TERM_WHOLE},
    {"started", "started_at", FAMILY_TIME, "time", TERM_TIME | TERM_WHOLE},
    {"state", "status", FAMILY_STATUS, "", TERM_WHOLE},
    {"status", "status", FAMILY_STATUS, "", TERM_WHOLE},
    {"test", "tests.total", FAMILY_COUNT, "count", TERM_TESTS | TERM_WHOLE},
    {"throughput", "throughput", FAMILY_FIGURE, "1/s", 0},
    {"timestamp", "observed_at", FAMILY_TIME, "time", TERM_TIME | TERM_WHOLE},
    {"total test", "tests.total", FAMILY_COUNT, "count", TERM_WHOLE},
    {"total", "tests.total", FAMILY_COUNT, "count", TERM_TESTS | TERM_WHOLE},
    {"traffic", "traffic", FAMILY_FIGURE, "ratio", TERM_WHOLE},
    {"uptime", "availability", FAMILY_FIGURE, "ratio", 0},
    {"url", "url", FAMILY_TEXT, "", TERM_WHOLE},
    {"verdict", "status", FAMILY_STATUS, "", TERM_WHOLE},
    {"version", "version", FAMILY_TEXT, "", TERM_WHOLE},
    {"virtual user", "concurrency", FAMILY_COUNT, "count", 0},
};

const struct term *lexicon_rows(size_t *n) {
  *n = sizeof rows / sizeof rows[0];
  return rows;
}

/* Written so, meant so. */
static const struct {
  const char *written, *meant;
} alike[] = {
    {"50th", "p50"},         {"90th", "p90"},       {"95th", "p95"},        {"99th", "p99"},          {"average", "mean"},
    {"avg", "mean"},         {"began", "begin"},    {"cost", "cost"},       {"costs", "cost"},        {"ending", "end"},
    {"errors", "error"},     {"failures", "error"}, {"hits", "hit"},        {"latencies", "latency"}, {"maximum", "max"},
    {"minimum", "min"},      {"passing", "passed"}, {"qps", "rps"},         {"ratio", "rate"},        {"reqs", "request"},
    {"requests", "request"}, {"sha", "sha256"},     {"tests", "test"},      {"times", "time"},        {"tps", "rps"},
    {"users", "user"},       {"uri", "url"},        {"vus", "concurrency"}, {"worst", "max"},
};

/* Words that add nothing to a term. */
static const char *const filler[] = {"a",        "an",     "at",      "current",  "final",  "final-state", "for",        "from",
                                     "in",       "latest", "latency", "measured", "of",     "on",          "per",        "percentile",
                                     "response", "sec",    "second",  "seconds",  "minute", "the",         "time",       "total",
                                     "value",    "count",  "number",  "service",  "image",  "container",   "docker",     "tag",
                                     "active",   "rate",   "http",    "date",     "utc",    "deployed",    "deployment", NULL};
static const char *const whole_words[] = {"overall", "aggregate", "aggregated", "combined", "global", "worst-case", NULL};
/* With one of these the label is about something else than a value of the term. */
static const char *const spoilers[] = {
    "change", "delta",    "improvement", "reduction", "increase", "decrease",  "diff",       "difference", "budget",
    "alert",  "alerts",   "code",        "codes",     "message",  "messages",  "log",        "logs",       "type",
    "types",  "handling", "policy",      "trend",     "check",    "checks",    "impact",     "history",    "notes",
    "report", "savings",  "tracking",    "breach",    "drop",     "dashboard", "dashboards", "monitoring", NULL};

static const struct {
  const char *word;
  enum claim_role role;
} role_words[] = {
    {"achieved", ROLE_MEASURED},  {"actual", ROLE_MEASURED},    {"after", ROLE_MEASURED},         {"baseline", ROLE_PREVIOUS},
    {"before", ROLE_PREVIOUS},    {"current", ROLE_MEASURED},   {"estimate", ROLE_ESTIMATE},      {"estimated", ROLE_ESTIMATE},
    {"expectation", ROLE_TARGET}, {"expected", ROLE_TARGET},    {"forecast", ROLE_ESTIMATE},      {"goal", ROLE_TARGET},
    {"initial", ROLE_PREVIOUS},   {"limit", ROLE_TARGET},       {"maximum allowed", ROLE_TARGET}, {"measured", ROLE_MEASURED},
    {"now", ROLE_MEASURED},       {"objective", ROLE_TARGET},   {"observed", ROLE_MEASURED},      {"old", ROLE_PREVIOUS},
    {"original", ROLE_PREVIOUS},  {"plan", ROLE_PLAN},          {"planned", ROLE_PLAN},           {"previous", ROLE_PREVIOUS},
    {"prior", ROLE_PREVIOUS},     {"projected", ROLE_ESTIMATE}, {"proposed", ROLE_PLAN},          {"required", ROLE_TARGET},
    {"requirement", ROLE_TARGET}, {"result", ROLE_MEASURED},    {"results", ROLE_MEASURED},       {"slo", ROLE_TARGET},
    {"target", ROLE_TARGET},      {"targets", ROLE_TARGET},     {"threshold", ROLE_TARGET},       {"thresholds", ROLE_TARGET},
    {"value", ROLE_MEASURED},     {"was", ROLE_PREVIOUS},
};

static bool role_of_word(struct str w, enum claim_role *role) {
  for (size_t i = 0; i < sizeof role_words / sizeof role_words[0]; i++)
    if (str_eq_ci(w, str_of(role_words[i].word))) return *role = role_words[i].role, true;
  return false;
}

enum claim_role role_of_header(struct str header, bool *named) {
  static const char *const beside[] = {"state",  "status",      "value",   "values", "result", "sla", "final",
                                       "metric", "performance", "metrics", "the",    "level",  "our", NULL};
  struct span w;
  enum claim_role role = ROLE_MEASURED, found;
  bool other = false;
  *named = false;
  for (size_t at = 0; word_next(header, &at, &w);) {
    if (role_of_word(span_str(header, w), &found)) {
      *named = true;
      if (found != ROLE_MEASURED) role = found;
    } else if (header.p[w.from > 0 ? w.from - 1 : 0] != '(' && !word_among(span_str(header, w), beside)) {
      other = true;
    }
  }
  *named = *named && !other;
  return *named ? role : ROLE_MEASURED;
}

/* The inside of the last parenthesis or bracket, and what is left without it. */
static struct str parenthesis(struct str s, struct str *rest) {
  *rest = s;
  size_t open = SIZE_MAX, close = SIZE_MAX;
  for (size_t i = s.n; i-- > 0 && open == SIZE_MAX;) {
    if (s.p[i] == ')' || s.p[i] == ']') close = i;
    if ((s.p[i] == '(' || s.p[i] == '[') && close != SIZE_MAX) open = i;
  }
  if (open == SIZE_MAX || close <= open) return STR_NONE;
  *rest = str_trim(str_sub(s, 0, open));
  return str_trim(str_sub(s, open + 1, close - open - 1));
}

static const struct unit *whole_unit(struct str s) {
  size_t used = 0;
  const struct unit *u = s.n ? unit_scan(s, &used) : NULL;
  return u && used == s.n ? u : NULL;
}

const struct unit *unit_of_header(struct str header) {
  struct str rest;
  const struct unit *u = whole_unit(parenthesis(header, &rest));
  if (u) return u;
  size_t comma = str_find(header, STR(", "), 0);
  if (comma != SIZE_MAX) return whole_unit(str_trim(str_sub(header, comma + 2, SIZE_MAX)));
  size_t slash = header.n; /* "Throughput/min" */
  while (slash > 0 && header.p[slash - 1] != '/' && !ascii_is_space(header.p[slash - 1])) slash--;
  if (slash > 1 && header.p[slash - 1] == '/' && (u = whole_unit(str_sub(header, slash - 1, SIZE_MAX)))) return u;
  return whole_unit(strip_marks(header));
}

/* --- labels ---------------------------------------------------------------------------------------------------------------- */

enum { WORDS_MAX = 10, QUALIFIER_WORDS = 4 };

struct label {
  struct str word[WORDS_MAX], raw[WORDS_MAX];
  bool used[WORDS_MAX];
  size_t n;
};

static struct str meant(struct str w) {
  for (size_t i = 0; i < sizeof alike / sizeof alike[0]; i++)
    if (alike[i].written[0] == w.p[0] && str_eq(w, str_of(alike[i].written))) return str_of(alike[i].meant);
  return w;
}

/* false: too long to be a label. */
static bool label_read(struct arena *a, struct str s, struct label *l) {
  if (!s.n) return true;
  struct str low = arena_lower(a, s);
  struct span w;
  for (size_t at = 0; word_next(low, &at, &w);) {
    if (l->n == WORDS_MAX) return false;
    struct str raw = span_str(low, w);
    struct str m = str_eq(raw, STR("p99")) && str_starts(str_sub(low, w.to, 3), STR(".9")) ? STR("p999") : meant(raw);
    if (m.n == 4 && m.p[3] == '9' && str_eq(m, STR("p999"))) at = w.to + (raw.n == 3 ? 2 : 0);
    l->raw[l->n] = raw;
    l->word[l->n++] = m;
  }
  return true;
}

static size_t label_has(const struct label *l, struct str w) {
  for (size_t i = 0; i < l->n; i++)
    if (str_eq(l->word[i], w)) return i;
  return SIZE_MAX;
}

/* Words of the row that the label has, 0 unless it has all of them. */
static size_t row_fits(const struct term *t, const struct label *l) {
  struct str s = str_of(t->words);
  struct span w;
  size_t n = 0;
  for (size_t at = 0; word_next(s, &at, &w); n++)
    if (label_has(l, span_str(s, w)) == SIZE_MAX) return 0;
  return n;
}

static int head_cmp(const struct term *t, struct str w) {
  struct str s = str_of(t->words);
  size_t blank = str_find(s, STR(" "), 0);
  return str_cmp(str_sub(s, 0, blank == SIZE_MAX ? s.n : blank), w);
}

static size_t first_row(struct str w) {
  size_t lo = 0, hi = sizeof rows / sizeof rows[0];
  while (lo < hi) {
    size_t mid = (lo + hi) / 2;
    if (head_cmp(&rows[mid], w) < 0) {
      lo = mid + 1;
    } else {
      hi = mid;
    }
  }
  return lo;
}

static const struct term *best_row(const struct label *l) {
  const struct term *best = NULL;
  size_t most = 0;
  for (size_t i = 0; i < l->n; i++)
    for (size_t r = first_row(l->word[i]); r < sizeof rows / sizeof rows[0] && head_cmp(&rows[r], l->word[i]) == 0; r++) {
      size_t fits = row_fits(&rows[r], l);
      bool better = fits > most || (fits && fits == most && (best->flags & TERM_TESTS) && !(rows[r].flags & TERM_TESTS));
      if (better) most = fits, best = &rows[r];
    }
  return best;
}

static void mark_used(struct label *l, const struct term *t) {
  struct str s = str_of(t->words);
  struct span w;
  for (size_t at = 0; word_next(s, &at, &w);) l->used[label_has(l, span_str(s, w))] = true;
}

/* What the words beside the term do to it; false: they make it something else. */
static bool read_others(struct arena *a, struct label *l, struct meaning *m) {
  struct str q = STR_NONE;
  size_t others = 0;
  for (size_t i = 0; i < l->n; i++) {
    if (l->used[i]) continue;
    enum claim_role role = ROLE_MEASURED;
    if (word_among(l->raw[i], spoilers)) return false;
    if (word_among(l->raw[i], whole_words)) {
      m->overall = true;
    } else if (role_of_word(l->raw[i], &role)) {
      if (role != ROLE_MEASURED) m->role = role;
    } else if (!word_among(l->word[i], filler)) {
      if (++others > QUALIFIER_WORDS || (m->term->flags & TERM_WHOLE)) return false;
      q = q.n ? arena_printf(a, "%.*s %.*s", STR_ARG(q), STR_ARG(l->raw[i])) : l->raw[i];
    }
  }
  m->qualifier = q;
  return true;
}

/* A parenthesis that the term does not need narrows it ("(profile enrichment)"), or says nothing ("(overall)", "(UTC)"). */
static void read_inside(struct arena *a, struct meaning *m, struct str inside) {
  static const char *const nothing[] = {"utc", "est", "pst", "pt", "et", NULL};
  if (!inside.n || inside.n >= 60 || word_among(inside, nothing)) return;
  if (word_among(inside, whole_words) || str_eq_ci(inside, STR("total"))) {
    m->overall = true;
    return;
  }
  struct str low = arena_lower(a, inside);
  m->qualifier = m->qualifier.n ? arena_printf(a, "%.*s %.*s", STR_ARG(m->qualifier), STR_ARG(low)) : low;
}

/* "Throughput/min" without its unit. */
static struct str before_slash(struct str s) {
  const char *slash = memchr(s.p, '/', s.n);
  return slash ? str_make(s.p, (size_t)(slash - s.p)) : s;
}

struct meaning meaning_of(struct arena *a, struct str label) {
  struct meaning m = {.unit = unit_of_header(label)};
  struct str rest, inside = parenthesis(strip_marks(label), &rest);
  struct label l = {.n = 0};
  if (!label_read(a, m.unit ? before_slash(rest) : rest, &l)) return m;
  size_t outer = l.n;
  m.term = l.n ? best_row(&l) : NULL;
  /* "API latency (p95)": the parenthesis is what makes it a term */
  if (!m.unit && !m.term && inside.n && inside.n < 40 && label_read(a, inside, &l)) {
    m.term = best_row(&l);
    inside = STR_NONE;
  }
  if (!m.term || !outer) return (struct meaning){.unit = m.unit};
  mark_used(&l, m.term);
  if (!read_others(a, &l, &m)) return (struct meaning){.unit = m.unit};
  if (!m.unit) read_inside(a, &m, inside);
  return m;
}
