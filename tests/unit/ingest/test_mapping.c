/* The mapping language: what each of its words makes of a document. */
#include "ingest_test.h"

struct row {
  const char *rules, *json, *facts;
};

#define FACT(f) "  - {subject: loadtest, facts: [" f "]}"

static const struct row rows[] = {
    /* paths */
    {FACT("{attribute: requests, from: /a/b}"), "{\"a\":{\"b\":7}}", "loadtest requests = 7 count @/a/b\n"},
    {FACT("{attribute: requests, from: /a/-1}"), "{\"a\":[1,2,3]}", "loadtest requests = 3 count @/a/2\n"},
    {FACT("{attribute: requests, from: /a~1b/c~0d}"), "{\"a/b\":{\"c~d\":4}}", "loadtest requests = 4 count @/a~1b/c~0d\n"},
    {FACT("{attribute: requests, from: \"/l/[k=x]/n\"}"), "{\"l\":[{\"k\":\"w\",\"n\":1},{\"k\":\"x\",\"n\":2}]}",
     "loadtest requests = 2 count @/l/1/n\n"},
    {FACT("{attribute: requests, from: \"/l/[k!=w]/n\"}"), "{\"l\":[{\"k\":\"w\",\"n\":1},{\"n\":2}]}",
     "loadtest requests = 2 count @/l/1/n\n"},
    {FACT("{attribute: requests, from: \"/**/n\"}"), "{\"a\":{\"b\":[{\"n\":5}]}}", "loadtest requests = 5 count @/a/b/0/n\n"},
    {FACT("{attribute: requests, from: [/x, /y]}"), "{\"y\":2}", "loadtest requests = 2 count @/y\n"},
    {FACT("{attribute: requests, from: [/x, /y]}"), "{\"x\":null,\"y\":2}", "loadtest requests = 2 count @/y\n"},
    {FACT("{attribute: requests, from: [/x, /y]}"), "{\"x\":null}", "loadtest requests = [null] @/x\n"},
    {FACT("{attribute: requests, from: /x}"), "{}", ""},
    {FACT("{attribute: requests, from: /x}"), "{\"x\":1,\"x\":2}", "loadtest requests = 2 count @/x\n"},
    /* computed values */
    {FACT("{attribute: count.step, count: \"/s/*\"}"), "{\"s\":[1,2]}", "loadtest count.step = 2 count @/s\n"},
    {FACT("{attribute: count.step, count: \"/s/*\"}"), "{\"s\":[]}", "loadtest count.step = 0 count @/s\n"},
    {FACT("{attribute: count.step, count: \"/s/*\"}"), "{\"s\":null}", "loadtest count.step = [null] @/s\n"},
    {FACT("{attribute: count.step, count: \"/s/*\"}"), "{}", ""}, /* a list that is not there is not an empty one */
    {FACT("{attribute: requests, sum: \"/s/*/n\"}"), "{\"s\":[{\"n\":2},{\"n\":40}]}", "loadtest requests = 42 count @/s\n"},
    {FACT("{attribute: requests, sum: \"/s/*/n\"}"), "{\"s\":[{\"n\":2},{\"n\":null}]}", ""}, /* part of a sum is no sum */
    {FACT("{attribute: latency.max, max: \"/s/*\", unit: ms}"), "{\"s\":[5,250,7]}", "loadtest latency.max = 0.25 s @/s\n"},
    {FACT("{attribute: latency.min, min: \"/s/*\", unit: ms}"), "{\"s\":[5,250,7]}", "loadtest latency.min = 0.005 s @/s\n"},
    {FACT("{attribute: error_rate, ratio: {of: /e, by: /n}}"), "{\"e\":1,\"n\":4}", "loadtest error_rate = 0.25 ratio @/e\n"},
    {FACT("{attribute: error_rate, ratio: {of: /e, by: /n}}"), "{\"e\":0,\"n\":0}", ""},
    {FACT("{attribute: status, const: success, place: /p}"), "{\"p\":1}", "loadtest status = success @/p\n"},
    {FACT("{attribute: status, const: success, place: /p}"), "{}", ""},
    {FACT("{attribute: status, cases: [{when: {path: /f, gt: 0}, value: failure, place: /f}, {value: success, place: /f}]}"), "{\"f\":3}",
     "loadtest status = failure @/f\n"},
    {FACT("{attribute: status, cases: [{when: {path: /f, gt: 0}, value: failure, place: /f}, {value: success, place: /f}]}"), "{\"f\":0}",
     "loadtest status = success @/f\n"},
    {FACT("{attribute: status, from: /x, default: unknown}"), "{}", "loadtest status = unknown @\n"},
    {FACT("{attribute: status, from: /x, default: unknown}"), "{\"x\":null}", "loadtest status = unknown @/x\n"},
    /* states */
    {FACT("{attribute: status, from: /x}"), "{\"x\":\"dry-run\"}", "loadtest status = skipped @/x\n"},
    {FACT("{attribute: status, from: /x}"), "{\"x\":[]}", "loadtest status = [null] @/x\n"},
    {FACT("{attribute: status, from: /x}"), "{\"x\":\"\"}", "loadtest status = [null] @/x\n"},
    {FACT("{attribute: status, from: /x}"), "{\"x\":\"N/A\"}", "loadtest status = [null] @/x\n"},
    {FACT("{attribute: status, from: /x}"), "{\"x\":\"${STATE}\"}",
     "! 1:6 fact-placeholder status of loadtest is \"${STATE}\"\nloadtest status = [placeholder] @/x\n"},
    {FACT("{attribute: status, from: /x}"), "{\"x\":\"fnord\"}",
     "! 1:6 fact-unmapped status of loadtest is \"fnord\"\nloadtest status = [unmapped] @/x\n"},
    {FACT("{attribute: status, from: /x}"), "{\"x\":{\"y\":1}}",
     "! 1:6 fact-unmapped status of loadtest is \"(a list)\"\nloadtest status = [unmapped] @/x\n"},
    {FACT("{attribute: status, from: /x, map: {\"0\": success, \"1\": failure}}"), "{\"x\":1}", "loadtest status = failure @/x\n"},
    {FACT("{attribute: status, from: /x, map: {good: success}}"), "{\"x\":\"success\"}", /* its own map is the only one */
     "! 1:6 fact-unmapped status of loadtest is \"success\"\nloadtest status = [unmapped] @/x\n"},
    {FACT("{attribute: url, from: /x, nulls: [unset]}"), "{\"x\":\"unset\"}", "loadtest url = [null] @/x\n"},
    {FACT("{attribute: started_at, from: /x}"), "{\"x\":\"0001-01-01T00:00:00Z\"}", "loadtest started_at = [null] @/x\n"},
    {FACT("{attribute: requests, from: /x, required: true}"), "{}", "! 1:1 fact-missing requests of loadtest\n"},
    {FACT("{attribute: requests, from: /x, required: true}"), "{\"x\":null}",
     "! 1:6 fact-missing requests of loadtest is \"null\"\nloadtest requests = [null] @/x\n"},
    /* numbers: base units, no noise in the last digit, texts with their own unit */
    {FACT("{attribute: latency.p95, from: /x, unit: ms}"), "{\"x\":980.0}", "loadtest latency.p95 = 0.98 s @/x\n"},
    {FACT("{attribute: latency.p95, from: /x, unit: ns}"), "{\"x\":41083}", "loadtest latency.p95 = 0.000041083 s @/x\n"},
    {FACT("{attribute: latency.p95, from: /x, unit: ms}"), "{\"x\":\"1.5 s\"}", "loadtest latency.p95 = 1.5 s @/x\n"},
    {FACT("{attribute: latency.p95, from: /x, unit: ms}"), "{\"x\":\"250\"}", "loadtest latency.p95 = 0.25 s @/x\n"},
    {FACT("{attribute: latency.p95, from: /x, unit: ms}"), "{\"x\":\"5 MB\"}",
     "! 1:6 fact-unmapped latency.p95 of loadtest is \"5 MB\"\nloadtest latency.p95 = [unmapped] @/x\n"},
    {FACT("{attribute: latency.p95, from: /x, unit: ms}"), "{\"x\":\"NaN\"}", "loadtest latency.p95 = [null] @/x\n"},
    {FACT("{attribute: throughput, from: /x, unit: per_min}"), "{\"x\":90}", "loadtest throughput = 1.5 1/s @/x\n"},
    {FACT("{attribute: error_rate, from: /x, unit: percent}"), "{\"x\":0.5}", "loadtest error_rate = 0.005 ratio @/x\n"},
    {FACT("{attribute: cache_hit_rate, from: /x, unit: ratio}"), "{\"x\":74}", /* a percentage under the wrong name is not guessed */
     "! 1:6 fact-unmapped cache_hit_rate of loadtest is \"74\"\nloadtest cache_hit_rate = [unmapped] @/x\n"},
    {FACT("{attribute: requests, from: /x}"), "{\"x\":123456789012345678901234567890}",
     "loadtest requests = 1.2345678901234568e29 count @/x\n"},
    {FACT("{attribute: size, from: /x, unit: KiB}"), "{\"x\":2}", "loadtest size = 2048 B @/x\n"},
    {FACT("{attribute: target.latency.p95, from: /x, unit: ms}"), "{\"x\":1200}", "loadtest target.latency.p95 = 1.2 s @/x\n"},
    /* times */
    {FACT("{attribute: started_at, from: /x}"), "{\"x\":\"2031-03-02T10:41:07+01:00\"}",
     "loadtest started_at = 2031-03-02T09:41:07Z time @/x\n"},
    {FACT("{attribute: started_at, from: /x, time: epoch_s}"), "{\"x\":1930210867}",
     "loadtest started_at = 2031-03-02T09:41:07Z time @/x\n"},
    {FACT("{attribute: started_at, from: /x, time: epoch_ms}"), "{\"x\":1930210867250}",
     "loadtest started_at = 2031-03-02T09:41:07.25Z time @/x\n"},
    {FACT("{attribute: started_at, from: /x}"), "{\"x\":\"soon\"}",
     "! 1:6 fact-unmapped started_at of loadtest is \"soon\"\nloadtest started_at = [unmapped] @/x\n"},
    /* texts with a canonical spelling */
    {FACT("{attribute: version, from: /x, take: tag}"), "{\"x\":\"r.example:5000/a/b:1.2\"}", "loadtest version = 1.2 @/x\n"},
    {FACT("{attribute: version, from: /x, take: tag}"), "{\"x\":\"r.example:5000/a/b\"}", ""},
    {FACT("{attribute: image, from: /x, take: name}"), "{\"x\":\"r.example:5000/a/b:1.2@sha256:00\"}",
     "loadtest image = r.example:5000/a/b @/x\n"},
    {FACT("{attribute: digest, from: /x}"), "{\"x\":\"r/a@sha256:ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789\"}",
     "loadtest digest = sha256:abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789 @/x\n"},
    {FACT("{attribute: digest, from: /x}"), "{\"x\":\"sha256:12\"}",
     "! 1:6 fact-unmapped digest of loadtest is \"sha256:12\"\nloadtest digest = [unmapped] @/x\n"},
    {FACT("{attribute: commit, from: /x}"), "{\"x\":\"ABCDEF1\"}", "loadtest commit = abcdef1 @/x\n"},
    /* rules */
    {"  - {each: \"/s/*\", subject: \"service:{/name|/id}\", facts: [{attribute: status, from: /st}]}",
     "{\"s\":[{\"name\":\"a\",\"st\":\"ok\"},{\"id\":7,\"st\":\"failed\"}]}",
     "service:a status = success @/s/0/st\nservice:7 status = failure @/s/1/st\n"},
    {"  - {each: \"/s/*\", subject: \"service:{@key}\", facts: [{attribute: status, from: \"\"}]}",
     "{\"s\":{\"a\":\"ok\",\"b\":\"failed\"}}", "service:a status = success @/s/a\nservice:b status = failure @/s/b\n"},
    {"  - each: \"/m/*\"\n    rules:\n      - {each: \"/t/*\", subject: \"threshold:{^@key} {@key}\", facts: [{attribute: status, from: "
     "\"\"}]}",
     "{\"m\":{\"dur\":{\"t\":{\"p95<5\":false}}}}", "threshold:dur p95<5 status = failure @/m/dur/t/p95<5\n"},
    {"  - {each: \"/s/*\", subject: \"service:{/name}\", facts: [{attribute: status, from: /st}]}", "{\"s\":[{\"st\":\"ok\"}]}",
     "! 1:7 fact-missing the name that its facts are about\n"},
    {"  - {each: \"/s/*\", when: {path: /kind, eq: job}, subject: \"service:{/n}\", facts: [{attribute: url, from: $/u}]}",
     "{\"u\":\"http://x\",\"s\":[{\"kind\":\"job\",\"n\":\"a\"},{\"kind\":\"web\",\"n\":\"b\"}]}", "service:a url = http://x @/u\n"},
    {"  - {each: \"/s/*\", doubt: \"no {/k} here\"}", "{\"s\":[{\"k\":\"x\"}]}", "! 1:7 import-doubtful no x here\n"},
    {"  - {subject: \"image:{/i}\", facts: [{attribute: status, from: /s}]}", "{\"i\":\"r:5000/a:1\",\"s\":\"ok\"}",
     "image:r:5000/a status = success @/s\n"},
    {"  - {subject: \"image:{/i}\", facts: [{attribute: status, from: /s}]}", "{\"i\":\"a\",\"s\":\"ok\"}",
     "image:a status = success @/s\n"},
    /* conditions */
    {FACT("{attribute: status, from: /x, when: {path: \"/l/*\", type: number}}"), "{\"x\":\"ok\",\"l\":[null,1]}",
     "loadtest status = success @/x\n"},
    {FACT("{attribute: status, from: /x, when: [{path: /y, ge: 1}, {path: /y, le: 1}]}"), "{\"x\":\"ok\",\"y\":1}",
     "loadtest status = success @/x\n"},
    {FACT("{attribute: status, from: /x, when: {path: /y, gt: 1}}"), "{\"x\":\"ok\",\"y\":1}", ""},
    {FACT("{attribute: status, from: /x, when: {path: /y, lt: 2}}"), "{\"x\":\"ok\",\"y\":\"1\"}", "loadtest status = success @/x\n"},
    {FACT("{attribute: status, from: /x, when: {path: /y, eq: 1}}"), "{\"x\":\"ok\",\"y\":1.0}", "loadtest status = success @/x\n"},
    {FACT("{attribute: status, from: /x, when: {path: /y, in: [a, b]}}"), "{\"x\":\"ok\",\"y\":\"b\"}", "loadtest status = success @/x\n"},
    {FACT("{attribute: status, from: /x, when: {path: /y, match: \"v1.*\"}}"), "{\"x\":\"ok\",\"y\":\"v1.2\"}",
     "loadtest status = success @/x\n"},
    {FACT("{attribute: status, from: /x, when: {not: {path: /y, exists: true}}}"), "{\"x\":\"ok\",\"y\":null}", ""},
    {FACT("{attribute: status, from: /x, when: {path: /y, exists: false}}"), "{\"x\":\"ok\"}", "loadtest status = success @/x\n"},
    {FACT("{attribute: status, from: /x, when: {any: [{path: /y, eq: 1}, {path: /z, eq: 1}]}}"), "{\"x\":\"ok\",\"z\":1}",
     "loadtest status = success @/x\n"},
    /* several documents, and YAML */
    {FACT("{attribute: requests, from: /n}"), "{\"n\":1}\n{\"n\":2}\n",
     "loadtest requests = 1 count @/n\nloadtest requests = 2 count @/n\n"},
    {FACT("{attribute: status, from: /s}"), "---\ns: Failed # was fine\n", "loadtest status = failure @/s\n"},
    {FACT("{attribute: requests, from: /n}"), "\xEF\xBB\xBF{\"n\":1}", "loadtest requests = 1 count @/n\n"},
};

static void every_row(void **state) {
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    struct buf out = BUF_INIT;
    struct err err = ERR_INIT;
    if (facts_of(rows[i].rules, rows[i].json, &out, &err)) fail_msg("row %zu: %u:%u: %s", i, err.line, err.column, err.text);
    if (strcmp(buf_cstr(&out), rows[i].facts) != 0) fail_msg("row %zu: %s\n%s", i, rows[i].json, buf_cstr(&out));
    buf_release(&out);
  }
}

/* --- places --- */

struct place_row {
  const char *json;
  const char *text;
  uint32_t line, column;
};

static const struct place_row places[] = {
    {"{\n  \"x\": \"failed\"\n}", "\"x\": \"failed\"", 2, 8},
    {"{\"k\\\"y\": {\"x\" :  \"fai\\\"led\" }}", "\"x\" :  \"fai\\\"led\"", 1, 18},
    {"{\"\xC3\xA9\": 1, \"x\": 12.50}", "\"x\": 12.50", 1, 15},
    {"{\"x\": [\n  1\n]}", "\"x\": [", 1, 7},
    {"{\"x\": null}", "\"x\": null", 1, 7},
    {"x: failed   \ny: 1\n", "x: failed", 1, 4},
    {"a: 1\nx: 'it''s'\n", "x: 'it''s'", 2, 4},
};

struct seen {
  const struct place_row *row;
  size_t index, n;
};

static int see_place(void *ctx, struct fact *f, struct err *err) {
  struct seen *s = ctx;
  if (!str_eq(f->text, str_of(s->row->text)) || f->line != s->row->line || f->column != s->row->column)
    fail_msg("row %zu: %u:%u <%.*s>", s->index, f->line, f->column, STR_ARG(f->text));
  s->n++;
  return 0;
}

static void facts_quote_their_place(void **state) {
  static const char yaml[] = "name: t\ndetect: {docs: any, all: [{path: \"\", exists: true}]}\n"
                             "rules: [{subject: log, facts: [{attribute: message, from: [/x, \"/**/x\"]}]}]\n";
  struct mapping m;
  struct err err = ERR_INIT;
  assert_int_equal(mapping_compile(&m, str_of(yaml), "t.yaml", &err), 0);
  for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
    struct evidence e;
    struct seen seen = {&places[i], i, 0};
    struct identity id = {.observed_at = TIME_NONE};
    struct import_sink sink = {see_place, &seen, NULL, NULL};
    assert_int_equal(evidence_open(&e, str_of(places[i].json), "t", NULL, &err), 0);
    assert_int_equal(mapping_read(&m, &e, &id, &sink, &err), 0);
    assert_int_equal(seen.n, 1);
    evidence_release(&e);
  }
  mapping_release(&m);
}

/* --- mistakes --- */

static const struct {
  const char *yaml;
  uint32_t line, column;
  const char *says;
} mistakes[] = {
    {"", 0, 0, ""},
    {"name: a\nrules: []\n", 1, 1, "a mapping needs \"detect\""},
    {"name: a b\n", 1, 7, "a name has letters"},
    {"nam: a\n", 1, 1, "unknown key \"nam\" in the mapping; did you mean \"name\"?"},
    {"detect: {filename: x}\n", 1, 9, "detect needs conditions"},
    {"detect: {all: {path: x, exists: true}}\n", 1, 22, "path \"x\": a path starts with"},
    {"detect: {all: {path: /x}}\n", 1, 15, "a condition needs a test"},
    {"detect: {all: {exists: true}}\n", 1, 15, "a condition needs a \"path\""},
    {"detect: {all: {path: /x, type: text}}\n", 1, 32, "unknown word \"text\" (known words: null, bool"},
    {"detect: {all: {path: /x, gt: lots}}\n", 1, 30, "expected a number"},
    {"detect: {all: {path: \"/**/a/**\", exists: true}}\n", 1, 22, "'**' once"},
    {"rules:\n  - subject: servce:x\n    facts: [{attribute: status, from: /a}]\n", 2, 14, "not a subject of the vocabulary"},
    {"rules:\n  - facts: [{attribute: status, from: /a}]\n", 2, 13, "a fact needs a \"subject\""},
    {"rules:\n  - subject: log\n    facts: [{attribute: statuss, from: /a}]\n", 3, 25, "did you mean \"status\"?"},
    {"rules:\n  - subject: log\n    facts: [{attribute: status}]\n", 3, 13, "a fact needs a value"},
    {"rules:\n  - subject: log\n    facts: [{attribute: status, from: /a, const: b}]\n", 3, 50, "a fact has one value"},
    {"rules:\n  - subject: log\n    facts: [{attribute: duration, from: /a}]\n", 3, 25, "say in which \"unit\""},
    {"rules:\n  - subject: log\n    facts: [{attribute: duration, from: /a, unit: percent}]\n", 3, 51, "the attribute is in \"s\""},
    {"rules:\n  - subject: log\n    facts: [{attribute: duration, from: /a, unit: fortnights}]\n", 3, 51, "unknown unit \"fortnights\""},
    {"rules:\n  - subject: log\n    facts: [{attribute: url, from: /a, unit: s}]\n", 3, 46, "has no unit"},
    {"rules:\n  - subject: log\n    facts: [{attribute: status, from: /a, map: {x: fine}}]\n", 3, 25, "must give success, failure"},
    {"rules:\n  - subject: log\n    facts: [{attribute: requests, count: /a}]\n", 3, 42, "finds one value at most"},
    {"rules:\n  - subject: \"service:{/a\"\n", 2, 14, "a '{' without its '}'"},
    {"rules:\n  - subject: log\n", 2, 5, "a rule needs \"facts\""},
    {"rules: [{subject: log, facts: [{attribute: status, ratio: {of: /a}}]}]\n", 1, 59, "a ratio needs \"of\" and \"by\""},
    {"name: *a\n", 1, 7, ""},
};

static void mistakes_have_a_place(void **state) {
  for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
    struct mapping m;
    struct err err = ERR_INIT;
    assert_int_equal(mapping_compile(&m, str_of(mistakes[i].yaml), "t.yaml", &err), -1);
    assert_int_equal(err.code, ERR_CONFIG);
    if ((mistakes[i].line && (err.line != mistakes[i].line || err.column != mistakes[i].column)) || !strstr(err.text, mistakes[i].says))
      fail_msg("row %zu: %u:%u: %s", i, err.line, err.column, err.text);
  }
}

static void nesting_is_capped(void **state) {
  struct buf yaml = BUF_INIT;
  struct mapping m;
  struct err err = ERR_INIT;
  buf_add_cstr(&yaml, "rules: ");
  for (int i = 0; i < 100; i++) buf_add_cstr(&yaml, "[{rules: ");
  buf_add_cstr(&yaml, "[]");
  for (int i = 0; i < 100; i++) buf_add_cstr(&yaml, "}]");
  assert_int_equal(mapping_compile(&m, buf_str(&yaml), "t.yaml", &err), -1);
  assert_non_null(strstr(err.text, "nested too deeply"));
  buf_release(&yaml);
}

/* A mapping that looks at everything from everywhere runs out of steps, and says so, instead of running for hours. */
static void steps_are_capped(void **state) {
  struct buf json = BUF_INIT, out = BUF_INIT;
  struct err err = ERR_INIT;
  buf_add_char(&json, '[');
  for (int i = 0; i < 60000; i++) buf_add_cstr(&json, i ? ",[1]" : "[1]");
  buf_add_char(&json, ']');
  assert_int_equal(
      facts_of("  - {each: \"/**\", subject: log, facts: [{attribute: message, from: \"$/**/nowhere\"}]}", buf_cstr(&json), &out, &err),
      -1);
  assert_int_equal(err.code, ERR_INPUT);
  assert_string_equal(err.rule, "mapping-steps");
  buf_release(&json);
  buf_release(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_row),         cmocka_unit_test(facts_quote_their_place), cmocka_unit_test(mistakes_have_a_place),
      cmocka_unit_test(nesting_is_capped), cmocka_unit_test(steps_are_capped),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
