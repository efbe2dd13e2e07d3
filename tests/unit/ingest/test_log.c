/* Append-only logs, redaction, quotes. */
#include "ingest_test.h"

#include "ingest/append.h"
#include "ingest/native/native.h"
#include "ingest/redact.h"

static void log_facts(const char *text, struct buf *out) {
  struct evidence e;
  struct err err = ERR_INIT;
  struct identity id = {.observed_at = TIME_NONE};
  struct diag_sink diags = {list_diag, out};
  struct import_sink sink = {list_fact, out, &diags, NULL};
  assert_int_equal(evidence_open(&e, str_of(text), "x.log", NULL, &err), 0);
  assert_true(native_log.score(&native_log, &e) > 0);
  assert_int_equal(native_log.read(&native_log, &e, &id, &sink, &err), 0);
  evidence_release(&e);
}

static const struct {
  const char *text, *facts;
} logs[] = {
    {"[2031-03-01T07:00:00Z] a\n", "log message = a @\n"},
    {"[2031-03-01T07:00:00Z] a", "log message = a @\n"},
    {"[2031-03-01 07:00:00 UTC] - a\n", "log message = a @\n"},
    {"[2031-03-01] a\n", "log message = a @\n"},
    {"- [2031-03-01T07:00Z] a (Artifacts: x/y.json, [z](../z), `w.log`)\n",
     "log message = a @\nlog path = x/y.json @\nlog path = z @\nlog path = w.log @\n"},
    {"2031-03-01T07:00:00+01:00 a (artifact: b)\n", "log message = a @\nlog path = b @\n"},
    {"2031-03-01 07:00:00,250 | a\n", "log message = a @\n"},
    {"[2031-03-01T07:00:00Z] a (see b)\n", "log message = a (see b) @\n"},
    {"# head\n\n[2031-03-01T07:00:00Z] a\n", "log message = a @\n"},
    {"[2031-03-01T07:00:00Z] a\r\n[2031-03-01T07:00:01Z] b\r\n", "log message = a @\nlog message = b @\n"},
    {"[2031-03-01T07:00:01Z] a\n[2031-03-01T07:00:00Z] b\n", "log message = a @\n! 2:1 log-order \nlog message = b @\n"},
    {"[2031-03-01T07:00:00Z] a\n  more\n[2031-03-01T07:00:00Z] b\n",
     "log message = a @\nlog message = b @\n! 2:1 log-undated 1 lines, the first one here\n"},
};

static void entries(void **state) {
  for (size_t i = 0; i < sizeof logs / sizeof logs[0]; i++) {
    struct buf out = BUF_INIT;
    log_facts(logs[i].text, &out);
    if (strcmp(buf_cstr(&out), logs[i].facts) != 0) fail_msg("row %zu: %s", i, buf_cstr(&out));
    buf_release(&out);
  }
}

static const char *const no_logs[] = {
    "2031-03-01 was a good day\n",
    "words\n[2031-03-01T07:00:00Z] a\n",
    "[2031-03-01T07:00:00Z] a\nb\nc\nd\n",
    "[2031-03-01T07:00:00Z]\n",
    "[not a time] a\n",
};

static void prose_is_no_log(void **state) {
  for (size_t i = 0; i < sizeof no_logs / sizeof no_logs[0]; i++) {
    struct evidence e;
    struct err err = ERR_INIT;
    assert_int_equal(evidence_open(&e, str_of(no_logs[i]), "x.log", NULL, &err), 0);
    if (native_log.score(&native_log, &e)) fail_msg("row %zu", i);
    evidence_release(&e);
  }
}

static void rewriting_names_its_line(void **state) {
  static const struct {
    const char *before, *now;
    uint32_t line;
  } rows[] = {
      {"a\nb\n", "a\nb\n", 0}, {"a\nb\n", "a\nb\nc\n", 0}, {"a\nb", "a\nbc\n", 0}, {"a\nb\n", "a\nB\n", 2},
      {"a\nb\n", "a\n", 2},    {"a\nb\n", "", 1},          {"", "a\n", 0},         {"a\nb\n", "x\na\nb\n", 1},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    assert_int_equal(log_rewritten(str_of(rows[i].before), str_of(rows[i].now)), rows[i].line);
}

static const struct {
  const char *text, *kept; /* NULL: nothing is left out */
} secrets[] = {
    {"https://ops:s3cretpw@db.example/x", "https://ops:[withheld]@db.example/x"},
    {"https://db.example:5432/x?y=a@b", NULL},
    {"password=hunter2horse", "password=[withheld]"},
    {"\"api_key\": \"k3y-value-9\"", "\"api_key\": \"[withheld]\""},
    {"Authorization: Bearer abc.def-123", "Authorization: Bearer [withheld]"},
    {"token: expired", NULL},
    {"secrets-checklist.md is complete", NULL},
    {"wrote secret: /etc/app/secret1.txt", NULL},
    {"AKIAABCDEFGHIJKLMNOP was used", "[withheld] was used"},
    {"sha256:46d4cd6f1d6b8777ade913e2c80d24b7af0df53cfd9ccea921e2d27e30e951ab", NULL},
    {"the tokens per second were 4200100", NULL},
    {"token=aaa111bbb and token=ccc222ddd", "token=[withheld] and token=[withheld]"},
    {"", NULL},
};

static void secrets_are_left_out(void **state) {
  for (size_t i = 0; i < sizeof secrets / sizeof secrets[0]; i++) {
    struct arena a = ARENA_INIT;
    bool found = false;
    struct str got = redact(&a, str_of(secrets[i].text), &found);
    const char *want = secrets[i].kept ? secrets[i].kept : secrets[i].text;
    if (!str_eq(got, str_of(want)) || found != (secrets[i].kept != NULL)) fail_msg("row %zu: %.*s", i, STR_ARG(got));
    arena_release(&a);
  }
}

static void quotes_are_cut_at_a_character(void **state) {
  assert_true(str_eq(quote_cap(STR("ab\xC3\xA9"), 3), STR("ab")));
  assert_true(str_eq(quote_cap(STR("ab\xC3\xA9"), 4), STR("ab\xC3\xA9")));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(entries),
      cmocka_unit_test(prose_is_no_log),
      cmocka_unit_test(rewriting_names_its_line),
      cmocka_unit_test(secrets_are_left_out),
      cmocka_unit_test(quotes_are_cut_at_a_character),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
