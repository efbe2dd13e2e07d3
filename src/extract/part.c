/* Counts of some of the things: "We added 2 dashboards", "3 hosts run Debian", "Batch 2: 1 host". What is said neutrally ("2 dashboards and
 * 3 probes are in place", "Deployed: 4 hosts") is the count of all there are, and stays as it is. */
#include "base/num.h"
#include "extract/measure.h"
#include "extract/noun.h"
#include "extract/passes.h"

/* In front of a count of everything: "we have", "deployed all", "Monitoring is set up with". Any other word may pick some of them. */
static const char *const before[] = {"a",
                                     "all",
                                     "also",
                                     "and",
                                     "are",
                                     "building",
                                     "built",
                                     "completed",
                                     "comprises",
                                     "configured",
                                     "consists",
                                     "contains",
                                     "created",
                                     "deployed",
                                     "deploying",
                                     "deploys",
                                     "done",
                                     "enabled",
                                     "environment",
                                     "established",
                                     "exactly",
                                     "final",
                                     "finished",
                                     "for",
                                     "has",
                                     "have",
                                     "healthy",
                                     "here",
                                     "i",
                                     "in",
                                     "includes",
                                     "including",
                                     "installed",
                                     "is",
                                     "it",
                                     "launched",
                                     "live",
                                     "monitoring",
                                     "now",
                                     "observability",
                                     "of",
                                     "our",
                                     "out",
                                     "overall",
                                     "place",
                                     "platform",
                                     "plus",
                                     "production",
                                     "project",
                                     "provisioned",
                                     "pushed",
                                     "release",
                                     "report",
                                     "results",
                                     "rolled",
                                     "running",
                                     "runs",
                                     "scope",
                                     "set",
                                     "setup",
                                     "shipped",
                                     "stack",
                                     "status",
                                     "successfully",
                                     "summary",
                                     "system",
                                     "the",
                                     "there",
                                     "this",
                                     "to",
                                     "total",
                                     "up",
                                     "verified",
                                     "we",
                                     "were",
                                     "with",
                                     "alerting",
                                     "alerts",
                                     "dashboards",
                                     "services",
                                     "infrastructure",
                                     "deployment",
                                     "went",
                                     "ve",
                                     "validated",
                                     "tested",
                                     "facts",
                                     "quick",
                                     "tl;dr",
                                     "was",
                                     "been",
                                     NULL};
/* Behind it: "are in place", "deployed to production", "in this release". */
static const char *const behind[] = {
    "active",       "all",         "altogether", "and",      "are",       "available", "back",        "been",     "built",
    "configured",   "created",     "currently",  "deployed", "enabled",   "fully",     "has",         "have",     "healthy",
    "in",           "installed",   "is",         "launched", "live",      "now",       "operational", "overall",  "place",
    "production",   "provisioned", "pushed",     "ready",    "release",   "running",   "serving",     "set",      "shipped",
    "successfully", "the",         "this",       "to",       "today",     "total",     "up",          "verified", "was",
    "well",         "were",        "working",    "online",   "monitored", "rolled",    "out",         NULL};
/* Behind a comma it goes on about all of them. */
static const char *const goes_on[] = {"all", "each", "every", "none", "with", "no", "including", NULL};

/* A mark that ends what a count's verb reaches; bytes, 0 if it is none. */
static size_t stop_at(struct str s, size_t i) {
  unsigned char c = (unsigned char)s.p[i];
  if (strchr(":;()|\n.!?", s.p[i])) return s.p[i] != '.' || i + 1 >= s.n || ascii_is_space(s.p[i + 1]) ? 1 : 0;
  bool dash = c == 0xE2 && i + 2 < s.n && (unsigned char)s.p[i + 1] == 0x80 && ((unsigned char)s.p[i + 2] | 1) == 0x95;
  bool long_dash = c == 0xE2 && i + 2 < s.n && (unsigned char)s.p[i + 1] == 0x80 && (unsigned char)s.p[i + 2] == 0x93;
  return dash || long_dash ? 3 : 0;
}

static bool all_among(struct str s, const char *const *words) {
  struct span w;
  for (size_t at = 0; word_next(s, &at, &w);)
    if (!word_among(span_str(s, w), words)) return false;
  return true;
}

static bool is_blank(struct str s) {
  struct span w;
  size_t at = 0;
  return !word_next(s, &at, &w);
}

/* ", ", " and ", " + ", " & " at i; bytes, 0 if none. */
static size_t joint_at(struct str s, size_t i) {
  static const char *const joints[] = {", and ", ", ", " and ", " & ", " + ", " plus "};
  for (size_t k = 0; k < sizeof joints / sizeof joints[0]; k++)
    if (str_starts_ci(str_sub(s, i, 8), str_of(joints[k]))) return strlen(joints[k]);
  return 0;
}

/* --- in front -------------------------------------------------------------------------------------------------------------------- */

static size_t front_of(struct str s, size_t from) {
  size_t at = from;
  while (at > 0 && from - at < 200 && !(at < from && stop_at(s, at - 1)) && !(at == from && strchr(":;(|\n", s.p[at - 1]))) {
    if (at >= 3 && stop_at(s, at - 3) == 3) break;
    at--;
  }
  return at;
}

/* A number in digits or in words at i; bytes, 0 if there is none. */
static size_t number_at(struct str s, size_t i, double *value) {
  struct measure m;
  if (i < s.n && ascii_is_alpha(s.p[i])) {
    size_t n = num_scan_word(str_sub(s, i, 24), value);
    if (n) return n;
  }
  if (i >= s.n || !measure_scan(s, i, NULL, &m) || m.unit) return 0;
  *value = m.number;
  return m.to - i;
}

/* Where the last number of a list begins, SIZE_MAX without one: "Adds 2 dashboards", "Adds two dashboards" → 5. */
static size_t last_number(struct str s) {
  struct span w;
  size_t found = SIZE_MAX;
  double value;
  for (size_t at = 0; word_next(s, &at, &w);)
    if (ascii_is_digit(s.p[w.from]) || num_scan_word(str_sub(s, w.from, 24), &value) == w.to - w.from) found = w.from;
  return found;
}

/* Behind the last joint of `s`. */
static size_t behind_joint(struct str s) {
  for (size_t i = s.n; i > 0; i--) {
    size_t n = joint_at(s, i - 1);
    if (n && i - 1 + n <= s.n) return i - 1 + n;
  }
  return 0;
}

/* "Adds 2 dashboards and 3": the verb stands in front of the first number of the list. */
static bool picks_in_front(struct str front) {
  for (;;) {
    size_t near = behind_joint(front);
    if (!is_blank(str_sub(front, near, SIZE_MAX))) return !all_among(str_sub(front, near, SIZE_MAX), before);
    if (!near) return false;
    front = str_sub(front, 0, near);
    size_t number = last_number(front);
    if (number == SIZE_MAX) return false;
    front = str_sub(front, 0, number);
  }
}

/* "Batch 2: 1 host", "Unchanged: 3 hosts", "one half (3 hosts)": the words in front of the mark pick them. */
static bool key_picks(struct str s, size_t mark) {
  size_t from = mark;
  while (from > 0 && !stop_at(s, from - 1) && mark - from < 80) from--;
  struct str key = str_sub(s, from, mark - from);
  struct span w;
  for (size_t at = 0; word_next(key, &at, &w);)
    if (!word_among(span_str(key, w), before) && !word_among(span_str(key, w), behind)) return true;
  return false;
}

/* --- behind ---------------------------------------------------------------------------------------------------------------------- */

/* Behind the further counts of a list: "3 probes and 2 dashboards" of "1 host, 3 probes and 2 dashboards are up". */
static size_t list_end(struct extraction *x, struct str s, size_t at, bool *dangling) {
  *dangling = false;
  for (size_t joint; (joint = joint_at(s, at));) {
    double value = 0;
    struct counted what;
    size_t digits = number_at(s, at + joint, &value);
    if (!digits || !noun_after(x, s, at + joint + digits, value, &what)) {
      struct str rest = str_sub(s, at + joint, 40);
      struct span w = {0, 0};
      size_t i = 0;
      *dangling = word_next(rest, &i, &w) && !word_among(span_str(rest, w), goes_on) && !word_among(span_str(rest, w), behind) &&
                  !ascii_is_digit(rest.p[w.from]);
      return at;
    }
    at = what.to;
  }
  return at;
}

static bool picks_behind(struct extraction *x, struct str s, size_t to) {
  bool dangling;
  size_t at = list_end(x, s, to, &dangling), end = at;
  if (dangling) return true;
  while (end < s.n && s.p[end] != ',' && !stop_at(s, end)) end++;
  return !all_among(str_sub(s, at, end - at), behind);
}

/* A verb, a key or a place in front of [from, to) or behind it picks some. */
static bool picks(struct extraction *x, struct str s, size_t from, size_t to) {
  size_t start = front_of(s, from);
  if (picks_in_front(str_sub(s, start, from - start))) return true;
  if (start > 0 && (s.p[start - 1] == ':' || s.p[start - 1] == '(') && key_picks(s, start - 1)) return true;
  return picks_behind(x, s, to);
}

/* "Grafana has 40 dashboards in total": the total of somebody else, who is named in front. */
static bool is_total_of_other(struct str s, size_t from) {
  size_t start = front_of(s, from);
  return picks_in_front(str_sub(s, start, from - start));
}

/* A number in running text with its noun behind it and nothing yet that narrows it. */
static bool is_plain_count(const struct extracted *e) {
  const struct claim_draft *d = &e->d;
  return !e->dropped && e->row < 0 && d->family == FAMILY_COUNT && d->has_number && !d->qualifier.n && d->from == d->value_from &&
         str_starts(d->attribute, STR("count.")) && !str_eq(d->subject, STR("loadtest"));
}

static bool is_of_some(struct extraction *x, const struct claim_draft *d) {
  struct str s = block_at(x, d->block)->text;
  struct counted what;
  if (!noun_after(x, s, d->value_to, d->number, &what) || what.qualifier.n) return false;
  return what.total ? is_total_of_other(s, d->from) : picks(x, s, d->from, what.to);
}

void extract_part(struct extraction *x) {
  for (size_t i = 0; i < x->claims.n; i++)
    if (is_plain_count(&x->claims.v[i]) && is_of_some(x, &x->claims.v[i].d)) x->claims.v[i].d.qualifier = STR("some of");
}
