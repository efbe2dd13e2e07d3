/* Quantities as they are written, words, nouns and labels, and what headers mean. */
#include <math.h>

#include "extract_cases.h"

#include "extract/lexicon.h"
#include "extract/measure.h"
#include "extract/words.h"

struct measured {
  const char *text;
  const char *want; /* "op number unit [low, high) used" */
};

static const struct measured quantities[] = {
    {"980 ms", "= 0.98 s [0.9795, 0.981) 6"},
    {"1,280 ms", "= 1.28 s [1.2795, 1.281) 8"},
    {"0.39%", "= 0.0039 ratio [0.00385, 0.004) 5"},
    {"812 req/min", "= 13.5333 1/s [13.525, 13.55) 11"},
    {"73,200", "= 73200 - [73199.5, 73201) 6"},
    {"<1.2s", "< 1.2 s [1.2, 1.2) 5"},
    {"≤ 350 ms", "<= 0.35 s [0.35, 0.35) 10"},
    {"at least 5 min", ">= 300 s [300, 300) 14"},
    {"~3 h", "~ 10800 s [9000, 14400) 4"},
    {"about 10 minutes", "~ 600 s [510, 690) 16"},
    {"4+ hours", ">= 14400 s [14400, inf) 8"},
    {"120+", ">= 120 - [120, inf) 4"},
    {"3-6 hours", ".. 10800 s [10800, 21600) 9"},
    {"10–15 min", ".. 600 s [600, 900) 11"},
    {"10 to 15 minutes", ".. 600 s [600, 900) 16"},
    {"121K", "= 121000 - [120500, 122000) 4"},
    {"1h 12m", "= 4320 s [4290, 4380) 6"},
    {"4 min 53 s", "= 293 s [292.5, 294) 10"},
    {"7h46m", "= 27960 s [27930, 28020) 5"},
    {"1 hour and 35 minutes", "= 5700 s [5670, 5760) 21"},
    {"$12.50", "= 12.5 USD [12.495, 12.51) 6"},
    {"5 services", "= 5 - [4.5, 6) 1"},
    {"2024-05-01", "none"},
    {"10:30", "none"},
    {"8/8", "none"},
    {"1.2.3", "none"},
    {"3rd", "none"},
    {"10x", "none"},
    {"16-17", "none"},
    {"4.8pp", "none"},
    {"75 percentage points", "= 75 - [74.5, 76) 2"},
    {"75% points", "none"},
    {"v2", "none"},
    {"99999999999999999999999999999999999999", "= 1e+38 - [1e+38, 1e+38) 38"},
};

static void describe(const struct measure *m, size_t used, struct buf *out) {
  if (!used) {
    buf_add_cstr(out, "none");
    return;
  }
  buf_printf(out, "%s %.6g %s [%.6g, %.6g) %zu", claim_operator_name(m->op), m->number, m->unit ? m->unit->base : "-", m->low, m->high,
             used);
}

static void test_quantities(void **state) {
  for (size_t i = 0; i < sizeof quantities / sizeof quantities[0]; i++) {
    struct measure m;
    struct buf out = BUF_INIT;
    size_t used = measure_scan(str_of(quantities[i].text), 0, NULL, &m);
    describe(&m, used, &out);
    if (strcmp(buf_cstr(&out), quantities[i].want) != 0)
      fail_msg("%s: got %s, want %s", quantities[i].text, buf_cstr(&out), quantities[i].want);
    buf_release(&out);
  }
}

/* Digits inside of names are no quantities, also when the scan comes upon them in the middle. */
static void test_next(void **state) {
  struct measure m;
  struct str s = STR("On 2024-05-01 api-v2 (run #77, p95, 10.0.0.1) took 5 min");
  assert_true(measure_next(s, 0, NULL, &m));
  assert_int_equal(m.from, str_find(s, STR("5 min"), 0));
  assert_false(measure_next(s, m.to, NULL, &m));
  assert_true(measure_whole(STR(" **12 ms** ✅"), NULL, &m));
  assert_false(measure_whole(STR("12 ms of 20"), NULL, &m));
}

static void test_labels(void **state) {
  static const struct {
    const char *text, *label, *noun;
  } rows[] = {
      {"1. **Port Clash** (8)", "port clash", "port-clash"},
      {"Alert policies", "alert policies", "alert-policy"},
      {"✅ Services (3/3):", "services", "service"},
      {"Status", "status", "status"},
      {"3.1 Uptime checks", "uptime checks", "uptime-check"},
      {"Phase 2", "phase 2", "phase-2"},
      {"", "", ""},
  };
  struct arena a = ARENA_INIT;
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    struct str label = label_of(&a, str_of(rows[i].text));
    assert_true(str_eq(label, str_of(rows[i].label)));
    assert_true(str_eq(noun_of(&a, label), str_of(rows[i].noun)));
  }
  arena_release(&a);
}

static void test_phrases(void **state) {
  assert_int_equal(phrase_find(STR("the Load-Test ran"), "load test", 0), 4);
  assert_int_equal(phrase_find(STR("overload test"), "load test", 0), SIZE_MAX);
  assert_int_equal(phrase_find(STR("load tests"), "load test", 0), SIZE_MAX);
  struct str s = STR("First, e.g. this. Then that (3.5 s); last");
  struct span r = sentence_around(s, 20, 22);
  assert_true(str_eq(span_str(s, r), STR("Then that (3.5 s)")));
}

static void test_meanings(void **state) {
  static const struct {
    const char *label, *attribute, *qualifier;
    enum claim_role role;
    bool overall;
  } rows[] = {
      {"p95 (ms)", "latency.p95", "", ROLE_MEASURED, false},
      {"Overall p95 latency", "latency.p95", "", ROLE_MEASURED, true},
      {"API latency (p99)", "latency.p99", "api", ROLE_MEASURED, false},
      {"99.9th percentile", "", "", ROLE_MEASURED, false},
      {"p99.9", "latency.p999", "", ROLE_MEASURED, false},
      {"Avg response time", "latency.mean", "", ROLE_MEASURED, false},
      {"Cache hit rate (profile enrichment)", "cache_hit_rate", "profile enrichment", ROLE_MEASURED, false},
      {"Target error rate", "error_rate", "", ROLE_TARGET, false},
      {"Error budget", "", "", ROLE_MEASURED, false},
      {"Error message", "", "", ROLE_MEASURED, false},
      {"Version history", "", "", ROLE_MEASURED, false},
      {"Throughput/min", "throughput", "", ROLE_MEASURED, false},
      {"Image URI", "image", "", ROLE_MEASURED, false},
      {"Start (UTC)", "started_at", "", ROLE_MEASURED, false},
      {"Expected State", "status", "", ROLE_TARGET, false},
      {"The error that the whole team of ten people saw on that day", "", "", ROLE_MEASURED, false},
  };
  struct arena a = ARENA_INIT;
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    struct meaning m = meaning_of(&a, str_of(rows[i].label));
    const char *attribute = m.term ? m.term->attribute : "";
    if (strcmp(attribute, rows[i].attribute) != 0) fail_msg("%s: %s", rows[i].label, attribute);
    if (!str_eq(m.qualifier, str_of(rows[i].qualifier))) fail_msg("%s: qualifier %.*s", rows[i].label, STR_ARG(m.qualifier));
    assert_int_equal(m.role, rows[i].role);
    assert_int_equal(m.overall, rows[i].overall);
  }
  arena_release(&a);
}

static struct str head(const char *words) {
  struct str s = str_of(words);
  size_t blank = str_find(s, STR(" "), 0);
  return str_sub(s, 0, blank == SIZE_MAX ? s.n : blank);
}

static void test_lexicon_sorted(void **state) {
  size_t n = 0;
  const struct term *t = lexicon_rows(&n);
  for (size_t i = 1; i < n; i++)
    if (str_cmp(head(t[i - 1].words), head(t[i].words)) > 0) fail_msg("%s stands before %s", t[i - 1].words, t[i].words);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_quantities), cmocka_unit_test(test_next),
                                     cmocka_unit_test(test_labels),     cmocka_unit_test(test_phrases),
                                     cmocka_unit_test(test_meanings),   cmocka_unit_test(test_lexicon_sorted)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
