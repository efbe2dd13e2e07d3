#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "doc/json.h"

/* Events as one line: kinds as signs, text behind keys and scalars. */
static int events(struct str in, bool many, struct buf *out, struct err *err) {
  static const char signs[] = "{}[]k\"#tfn.";
  struct json_reader r;
  struct json_event e;
  json_open(&r, in, "in.json", many);
  int rc;
  while ((rc = json_next(&r, &e, err)) == 0) {
    assert_true(e.offset + e.raw.n <= in.n);
    assert_ptr_equal(e.raw.p, in.p + e.offset);
    buf_add_char(out, signs[e.kind]);
    if (e.kind == JSON_KEY || e.kind == JSON_STRING || e.kind == JSON_NUMBER) {
      buf_add_str(out, e.text);
      buf_add_char(out, ' ');
    }
    if (e.kind == JSON_END) break;
  }
  json_close(&r);
  return rc;
}

#define BYTES(literal) literal, sizeof(literal) - 1

static const struct {
  const char *in;
  size_t in_n;
  bool many;
  const char *events;
  size_t events_n;
} accepted[] = {
    {BYTES("{}"), false, BYTES("{}.")},
    {BYTES(" [ ] \n"), false, BYTES("[].")},
    {BYTES("\xEF\xBB\xBF[1]"), false, BYTES("[#1 ].")},
    {BYTES("{\"a\":1,\"b\":[true,false,null]}"), false, BYTES("{ka #1 kb [tfn]}.")},
    {BYTES("{\"a\":{\"a\":{}}}"), false, BYTES("{ka {ka {}}}.")},
    {BYTES("[123456789012345678901234567890]"), false, BYTES("[#123456789012345678901234567890 ].")},
    {BYTES("[-0, 1.50, 1E+09, 0.10e-3]"), false, BYTES("[#-0 #1.50 #1E+09 #0.10e-3 ].")},
    {BYTES("7"), false, BYTES("#7 .")},
    {BYTES("\"\\u0041\\n\\\"\\/\\\\\""), false, BYTES("\"A\n\"/\\ .")},
    {BYTES("\"a\\u0000b\""), false, BYTES("\"a\0b .")},
    {BYTES("\"\\uD83D\\uDE80\""), false, BYTES("\"\xF0\x9F\x9A\x80 .")},
    {BYTES("\"\\uD83D\""), false, BYTES("\"\xEF\xBF\xBD .")},
    {BYTES("\"\\uDE80x\""), false, BYTES("\"\xEF\xBF\xBDx .")},
    {BYTES("\"\\uD83D\\u0041\""), false,
     BYTES("\"\xEF\xBF\xBD"
           "A .")},
    {BYTES("\"\\uD83D\\uD83D\\uDE80\""), false, BYTES("\"\xEF\xBF\xBD\xF0\x9F\x9A\x80 .")},
    {BYTES("\"caf\xC3\xA9\""), false, BYTES("\"caf\xC3\xA9 .")},
    {BYTES("\"caf\xE9 \xC3\xA9\""), false, BYTES("\"caf\xEF\xBF\xBD \xC3\xA9 .")},
    {BYTES("\"\xE9\\t\xE9\""), false, BYTES("\"\xEF\xBF\xBD\t\xEF\xBF\xBD .")},
    {BYTES("\"0123456789abcdef0123456789\xC3\xA9\\u00e9\""), false, BYTES("\"0123456789abcdef0123456789\xC3\xA9\xC3\xA9 .")},
    {BYTES("\"\x7F\""), false, BYTES("\"\x7F .")},
    {BYTES("{}\n{}\n"), true, BYTES("{}{}.")},
    {BYTES("{\"a\":1}[2]3 4\"x\"null"), true, BYTES("{ka #1 }[#2 ]#3 #4 \"x n.")},
    {BYTES(""), true, BYTES(".")},
};

static void accepts(void **state) {
  for (size_t i = 0; i < sizeof accepted / sizeof *accepted; i++) {
    struct buf out = BUF_INIT;
    struct err err = ERR_INIT;
    if (events(str_make(accepted[i].in, accepted[i].in_n), accepted[i].many, &out, &err) != 0) fail_msg("row %zu: %s", i, err.text);
    assert_int_equal(out.n, accepted[i].events_n);
    assert_memory_equal(out.p, accepted[i].events, out.n);
    buf_release(&out);
  }
}

static const struct {
  const char *in;
  size_t in_n;
  bool many;
  uint32_t line, column;
  const char *rule, *text;
} rejected[] = {
    {BYTES(""), false, 1, 1, "json-truncated", "expected a value, found end of file"},
    {BYTES("{\n  \"a\": 1"), false, 2, 9, "json-truncated", "expected ',' or '}' after a value, found end of file"},
    {BYTES("[1,\n"), false, 2, 1, "json-truncated", "expected a value, found end of file"},
    {BYTES("[1 2]"), false, 1, 4, "json-syntax", "expected ',' or ']' after a value, found '2'"},
    {BYTES("[1,]"), false, 1, 4, "json-syntax", "expected a value, found ']'"},
    {BYTES("[1}"), false, 1, 3, "json-syntax", "expected ',' or ']' after a value, found '}'"},
    {BYTES("{\"a\":1,}"), false, 1, 8, "json-syntax", "expected '\"' before a key, found '}'"},
    {BYTES("{'a':1}"), false, 1, 2, "json-syntax", "expected '\"' or '}', found \"'\""},
    {BYTES("{\"a\" 1}"), false, 1, 6, "json-syntax", "expected ':' after a key, found '1'"},
    {BYTES("{\"a\"}"), false, 1, 5, "json-syntax", "expected ':' after a key, found '}'"},
    {BYTES("[NaN]"), false, 1, 2, "json-syntax", "expected a value or ']', found \"NaN\""},
    {BYTES("{\"ok\": True}"), false, 1, 8, "json-syntax", "expected a value, found \"True\""},
    {BYTES("[nul]"), false, 1, 2, "json-syntax", "expected a value or ']', found \"nul\""},
    {BYTES("[truex]"), false, 1, 2, "json-syntax", "expected a value or ']', found \"truex\""},
    {BYTES("[\"\xC3\xA9\", \xC3\xA9]"), false, 1, 7, "json-syntax", "expected a value, found U+00E9"},
    {BYTES("[\xFF]"), false, 1, 2, "json-syntax", "expected a value or ']', found byte 0xFF, which is not UTF-8"},
    {BYTES("[\x01]"), false, 1, 2, "json-syntax", "expected a value or ']', found control character U+0001"},
    {BYTES("1 2"), false, 1, 3, "json-syntax", "expected nothing after the document, found '2'"},
    {BYTES("{} x"), true, 1, 4, "json-syntax", "expected a value, found 'x'"},
    {BYTES("[01]"), false, 1, 3, "json-number", "expected no digit after a leading 0, found '1'"},
    {BYTES("01"), true, 1, 2, "json-number", "expected no digit after a leading 0, found '1'"},
    {BYTES("[-]"), false, 1, 3, "json-number", "expected a digit after '-', found ']'"},
    {BYTES("[1.]"), false, 1, 4, "json-number", "expected a digit after '.', found ']'"},
    {BYTES("[1e+]"), false, 1, 5, "json-number", "expected a digit in an exponent, found ']'"},
    {BYTES("[0x1F]"), false, 1, 3, "json-number", "expected the end of a number, found 'x'"},
    {BYTES("[1.5.2]"), false, 1, 5, "json-number", "expected the end of a number, found '.'"},
    {BYTES("[-"), false, 1, 3, "json-truncated", "expected a digit after '-', found end of file"},
    {BYTES("[\"abc"), false, 1, 6, "json-truncated", "expected '\"' at the end of a string, found end of file"},
    {BYTES("[\"abc\\"), false, 1, 7, "json-truncated", "expected one of \" \\ / b f n r t u after a backslash, found end of file"},
    {BYTES("[\"a\\x\"]"), false, 1, 5, "json-string", "expected one of \" \\ / b f n r t u after a backslash, found 'x'"},
    {BYTES("[\"a\\\0\"]"), false, 1, 5, "json-string",
     "expected one of \" \\ / b f n r t u after a backslash, found control character U+0000"},
    {BYTES("[\"\\u12G4\"]"), false, 1, 7, "json-string", "expected four hex digits after \"\\u\", found 'G'"},
    {BYTES("[\"\\u12\"]"), false, 1, 7, "json-string", "expected four hex digits after \"\\u\", found '\"'"},
    {BYTES("[\"a\nb\"]"), false, 1, 4, "json-string",
     "expected control characters in a string to be escaped, found control character U+000A"},
    {BYTES("\xFF\xFE[\0]\0"), false, 1, 1, "json-encoding", "expected UTF-8, found what looks like UTF-16"},
    {BYTES("\0[\0]"), false, 1, 1, "json-encoding", "expected UTF-8, found what looks like UTF-16"},
};

static void rejects_with_place_and_words(void **state) {
  for (size_t i = 0; i < sizeof rejected / sizeof *rejected; i++) {
    struct buf out = BUF_INIT;
    struct err err = ERR_INIT;
    if (events(str_make(rejected[i].in, rejected[i].in_n), rejected[i].many, &out, &err) == 0) fail_msg("row %zu was accepted", i);
    assert_int_equal(err.code, ERR_INPUT);
    assert_string_equal(err.text, rejected[i].text);
    assert_string_equal(err.rule, rejected[i].rule);
    assert_int_equal(err.line, rejected[i].line);
    assert_int_equal(err.column, rejected[i].column);
    assert_string_equal(err.path, "in.json");
    buf_release(&out);
  }
}

static struct str nested(struct buf *b, size_t levels, bool closed) {
  for (size_t i = 0; i < levels; i++) buf_add_char(b, '[');
  for (size_t i = 0; closed && i < levels; i++) buf_add_char(b, ']');
  return buf_str(b);
}

static void depth_ends_at_the_limit(void **state) {
  struct buf in = BUF_INIT, out = BUF_INIT;
  struct err err = ERR_INIT;
  assert_int_equal(events(nested(&in, LIMIT_DEPTH, true), false, &out, &err), 0);
  buf_clear(&in);
  assert_int_equal(events(nested(&in, LIMIT_DEPTH + 1, true), false, &out, &err), -1);
  assert_string_equal(err.rule, "json-depth");
  assert_int_equal(err.column, LIMIT_DEPTH + 1);
  buf_clear(&in);
  assert_int_equal(events(nested(&in, 1000000, false), false, &out, &err), -1);
  assert_string_equal(err.rule, "json-depth");
  buf_release(&in);
  buf_release(&out);
}

/* Objects and arrays nested in turn: closing signs must match at every level. */
static void each_level_remembers_its_kind(void **state) {
  struct buf in = BUF_INIT, out = BUF_INIT;
  struct err err = ERR_INIT;
  for (int i = 0; i < LIMIT_DEPTH / 2; i++) buf_add_cstr(&in, "[{\"k\":");
  buf_add_cstr(&in, "0");
  for (int i = 0; i < LIMIT_DEPTH / 2; i++) buf_add_cstr(&in, "}]");
  assert_int_equal(events(buf_str(&in), false, &out, &err), 0);
  buf_release(&in);
  buf_release(&out);
}

/* A stop sign at every position of a vector register, behind ASCII and behind wide characters. */
static void strings_of_every_length(void **state) {
  for (size_t n = 0; n < 70; n++) {
    struct buf in = BUF_INIT, out = BUF_INIT, want = BUF_INIT;
    struct err err = ERR_INIT;
    buf_add_cstr(&in, "[\"");
    for (size_t i = 0; i < n; i++) buf_add_cstr(&in, i % 7 == 3 ? "\xC3\xA9" : "x");
    for (size_t i = 0; i < n; i++) buf_add_cstr(&want, i % 7 == 3 ? "\xC3\xA9" : "x");
    buf_add_cstr(&in, "\\t\",\"");
    for (size_t i = 0; i < n; i++) buf_add_char(&in, 'y');
    buf_add_cstr(&in, "\"]");
    buf_add_cstr(&want, "\t \"");
    for (size_t i = 0; i < n; i++) buf_add_char(&want, 'y');
    assert_int_equal(events(buf_str(&in), false, &out, &err), 0);
    assert_memory_equal(out.p + 2, want.p, want.n);
    buf_release(&in);
    buf_release(&out);
    buf_release(&want);
  }
}

static void an_error_stays(void **state) {
  struct json_reader r;
  struct json_event e;
  struct err err = ERR_INIT;
  json_open(&r, STR("[1 2]"), "in.json", false);
  assert_int_equal(json_next(&r, &e, &err), 0);
  assert_int_equal(json_next(&r, &e, &err), 0);
  assert_int_equal(json_next(&r, &e, &err), -1);
  assert_int_equal(json_next(&r, &e, &err), -1);
  json_close(&r);
}

static int read_suite_file(const char *folder, const char *name) {
  struct err err = ERR_INIT;
  struct file f;
  struct buf out = BUF_INIT;
  char *path = file_join(folder, name);
  if (file_read(&f, path, LIMIT_EVIDENCE_BYTES, &err) < 0) fail_msg("%s: %s", path, err.text);
  int rc = events(file_str(&f), false, &out, &err);
  if (rc < 0 && (err.line == 0 || err.column == 0 || !err.rule || !err.text[0])) fail_msg("%s: an error without place or words", name);
  file_release(&f);
  buf_release(&out);
  mem_free(path);
  return rc;
}

static void conforms_to_the_parsing_suite(void **state) {
  const char *folder = TIEOUT_SHARED_DIR "/specs/json/test_parsing";
  DIR *d = opendir(folder);
  if (!d) {
    print_message("skipped: no conformance suite beside the repository\n");
    skip();
  }
  size_t seen = 0, wrong = 0;
  for (struct dirent *e; (e = readdir(d)) != NULL;) {
    if (e->d_name[0] == '.' || e->d_name[1] != '_') continue;
    int rc = read_suite_file(folder, e->d_name);
    bool bad = (e->d_name[0] == 'y' && rc < 0) || (e->d_name[0] == 'n' && rc == 0);
    if (bad) print_error("%s: %s\n", e->d_name, rc ? "rejected" : "accepted");
    wrong += bad;
    seen++;
  }
  closedir(d);
  assert_true(seen > 300);
  assert_int_equal(wrong, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(accepts),
      cmocka_unit_test(rejects_with_place_and_words),
      cmocka_unit_test(depth_ends_at_the_limit),
      cmocka_unit_test(each_level_remembers_its_kind),
      cmocka_unit_test(strings_of_every_length),
      cmocka_unit_test(an_error_stays),
      cmocka_unit_test(conforms_to_the_parsing_suite),
  };
  return cmocka_run_group_tests_name("doc/json", tests, NULL, NULL);
}
