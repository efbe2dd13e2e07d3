/* The result of a check as text and as JSON. */
#include "render_test.h"

#include <jansson.h>

static const char REPORT[] = "# Report\n\n**Status**: COMPLETE\n\n- nine services\n";

struct fixture {
  struct shown x;
  int64_t in, out, unknown, fact, status, count;
};

static void make(struct fixture *f) {
  struct store *s;
  shown_open(&f->x, REPORT);
  s = f->x.s;
  f->in = reading_of(s, "m/deploy.json", "deploy-manifest", RANK_PRIMARY);
  f->out = reading_of(s, "m/other.json", "deploy-manifest", RANK_PRIMARY);
  f->unknown = reading_of(s, "m/notes.txt", NULL, RANK_NARRATIVE);
  f->fact = fact_of(s, f->in, "\"status\": \"failed\"");
  f->count = claim_of(s, f->x.document, "nine services", (struct place){5, 3, 5, 16}, 9);
  f->status = claim_of(s, f->x.document, "COMPLETE", (struct place){3, 13, 3, 21}, 0);
  bind_of(s, f->x.document, f->in, true, "cited");
  bind_of(s, f->x.document, f->out, false, "project b, the report is about a");
  bind_of(s, f->x.document, f->unknown, false, "no importer knows this kind of file");
  verdict_of(s, f->status, "contradicted", f->fact);
  verdict_of(s, f->count, "unchecked", 0);
  finding_of(s, f->x.document, "ST001", "error", f->status, "status is \"COMPLETE\" but 1 of 1 services failed", f->fact, f->count);
  finding_of(s, 0, "EV001", "warning", 0, "two artifacts disagree", f->fact, 0);
}

static struct render_options options_of(const struct fixture *f) {
  return (struct render_options){.documents = &f->x.document, .documents_n = 1, .rules_run = 12, .exit_status = 1};
}

static void expect_text(const struct fixture *f, const struct render_options *o, const char *want) {
  struct err err = ERR_INIT;
  struct buf out = BUF_INIT;
  OK(render_check_text(f->x.s, o, &out, &err));
  shown_plain(&out, f->x.path);
  assert_string_equal(buf_cstr(&out), want);
  buf_release(&out);
}

#define FINDINGS                                                                                                                           \
  "report.md:3:13: error: status is \"COMPLETE\" but 1 of 1 services failed [ST001]\n"                                                     \
  "     3 | **Status**: COMPLETE\n"                                                                                                        \
  "       |             ^^^^^^^^\n"                                                                                                        \
  "  m/deploy.json:9:17  /services/0/status\n"                                                                                             \
  "       | \"status\": \"failed\"\n"                                                                                                      \
  "  report.md:5:3\n"                                                                                                                      \
  "       | nine services\n"                                                                                                               \
  "  settle: a later artifact\n"                                                                                                           \
  "\n"                                                                                                                                     \
  "m/deploy.json:9:17: warning: two artifacts disagree [EV001]\n"                                                                          \
  "  m/deploy.json:9:17  /services/0/status\n"                                                                                             \
  "       | \"status\": \"failed\"\n"                                                                                                      \
  "  settle: a later artifact\n"                                                                                                           \
  "\n"

static void test_text(void **state) {
  struct fixture f;
  make(&f);
  struct render_options o = options_of(&f);
  expect_text(&f, &o,
              FINDINGS "report.md: 2 claims: 1 contradicted, 1 unchecked\n"
                       "  evidence: 1 of 3 files belong to its release\n"
                       "  in  m/deploy.json  deploy-manifest, 1 fact (cited)\n"
                       "  out m/notes.txt: no importer knows this kind of file\n"
                       "  out m/other.json  deploy-manifest, 1 fact: project b, the report is about a\n"
                       "1 error, 1 warning, 0 notes in 1 report; 12 rules run\n");
  o.quiet = true;
  expect_text(&f, &o, FINDINGS);
  shown_close(&f.x);
}

static void test_colour(void **state) {
  struct fixture f;
  struct err err = ERR_INIT;
  struct buf out = BUF_INIT, bare = BUF_INIT;
  make(&f);
  struct render_options o = options_of(&f);
  o.colour = true;
  OK(render_check_text(f.x.s, &o, &out, &err));
  assert_non_null(strstr(buf_cstr(&out), "\033[1;31merror:\033[0m"));
  /* without the colours it is the same text */
  for (size_t i = 0; i < out.n; i++) {
    if (out.p[i] == '\033')
      while (out.p[i] != 'm') i++;
    else
      buf_add_char(&bare, out.p[i]);
  }
  o.colour = false;
  buf_clear(&out);
  OK(render_check_text(f.x.s, &o, &out, &err));
  assert_string_equal(buf_cstr(&out), buf_cstr(&bare));
  buf_release(&out);
  buf_release(&bare);
  shown_close(&f.x);
}

static void test_changed_report(void **state) {
  struct fixture f;
  struct err err = ERR_INIT;
  struct buf out = BUF_INIT;
  make(&f);
  OK(file_write(f.x.path, STR("somebody wrote something else\n\nhere\n"), &err));
  struct render_options o = options_of(&f);
  OK(render_check_text(f.x.s, &o, &out, &err));
  assert_null(strstr(buf_cstr(&out), "here"));
  assert_non_null(strstr(buf_cstr(&out), "       | COMPLETE\n"));
  buf_release(&out);
  shown_close(&f.x);
}

static json_t *json_of(const struct fixture *f) {
  struct err err = ERR_INIT;
  struct buf out = BUF_INIT;
  json_error_t bad;
  struct render_options o = options_of(f);
  OK(render_check_json(f->x.s, &o, &out, &err));
  json_t *result = json_loads(buf_cstr(&out), 0, &bad);
  assert_non_null(result);
  buf_release(&out);
  return result;
}

static const char *string_at(const json_t *object, const char *key) { return json_string_value(json_object_get(object, key)); }

static void test_json(void **state) {
  struct fixture f;
  make(&f);
  json_t *r = json_of(&f), *report, *claim, *finding, *other;
  assert_string_equal(string_at(r, "schema"), "tieout-check/1");
  assert_int_equal(json_integer_value(json_object_get(r, "rules_run")), 12);
  assert_int_equal(json_integer_value(json_object_get(r, "exit")), 1);
  report = json_array_get(json_object_get(r, "reports"), 0);
  assert_string_equal(string_at(report, "status_claimed"), "COMPLETE");
  assert_string_equal(string_at(report, "as_of"), "2030-03-17T17:46:40Z");
  assert_int_equal(json_integer_value(json_object_get(json_object_get(report, "coverage"), "contradicted")), 1);
  claim = json_array_get(json_object_get(report, "claims"), 0); /* by place, not by id */
  assert_string_equal(string_at(claim, "id"), "C1");
  assert_string_equal(string_at(claim, "text"), "COMPLETE");
  assert_string_equal(string_at(claim, "value"), "success");
  assert_string_equal(string_at(json_array_get(json_object_get(claim, "evidence"), 0), "pointer"), "/services/0/status");
  claim = json_array_get(json_object_get(report, "claims"), 1);
  assert_true(json_is_integer(json_object_get(claim, "value")));
  assert_int_equal(json_integer_value(json_object_get(claim, "value_high")), 18);
  finding = json_array_get(json_object_get(report, "findings"), 0);
  assert_string_equal(string_at(finding, "id"), "F1");
  assert_string_equal(string_at(finding, "claim"), "C1");
  assert_int_equal(json_integer_value(json_object_get(finding, "end_column")), 21);
  other = json_array_get(json_object_get(finding, "others"), 1);
  assert_int_equal(json_integer_value(json_object_get(other, "line")), 5);
  assert_null(json_object_get(other, "pointer")); /* absent, not null */
  assert_string_equal(string_at(json_array_get(json_object_get(r, "findings"), 0), "rule"), "EV001");
  assert_int_equal(json_array_size(json_object_get(r, "evidence")), 3);
  other = json_array_get(json_object_get(r, "evidence"), 2);
  assert_string_equal(string_at(other, "path"), "m/other.json");
  assert_string_equal(string_at(json_array_get(json_object_get(other, "diagnostics"), 0), "name"), "evidence-out-of-scope");
  assert_string_equal(string_at(json_array_get(json_object_get(other, "diagnostics"), 0), "detail"), "project b, the report is about a");
  assert_null(json_object_get(json_array_get(json_object_get(r, "evidence"), 1), "importer"));
  json_decref(r);
  shown_close(&f.x);
}

/* Whatever stands in files: JSON stays JSON, and text stays on its line. */
static void test_hostile(void **state) {
  struct fixture f;
  struct err err = ERR_INIT;
  struct buf out = BUF_INIT;
  make(&f);
  int64_t claim = claim_of(f.x.s, f.x.document, "x\033[2J\xFF\xE2\x80\xAE\"\\\nnext", (struct place){4, 1, 9, 2}, -1);
  finding_of(f.x.s, f.x.document, "ST001", "error", claim, "a\nb\033]0;title\a", fact_of(f.x.s, f.in, "\xC0\x80\n\x1b[0m"), 0);
  struct render_options o = options_of(&f);
  OK(render_check_text(f.x.s, &o, &out, &err));
  for (size_t i = 0; i < out.n; i++) assert_true((unsigned char)out.p[i] >= 0x20 || out.p[i] == '\n');
  assert_non_null(strstr(buf_cstr(&out), "error: a b\\x1b]0;title\\x07 [ST001]\n"));
  json_t *r = json_of(&f), *claims = json_object_get(json_array_get(json_object_get(r, "reports"), 0), "claims");
  assert_string_equal(string_at(json_array_get(claims, 1), "text"), "x\033[2J\xEF\xBF\xBD\xE2\x80\xAE\"\\\nnext");
  assert_null(json_object_get(json_array_get(claims, 1), "value_high")); /* infinite */
  json_decref(r);
  buf_release(&out);
  shown_close(&f.x);
}

static void test_nothing_bound(void **state) {
  struct shown x;
  struct err err = ERR_INIT;
  struct buf out = BUF_INIT;
  shown_open(&x, REPORT);
  bind_of(x.s, x.document, reading_of(x.s, "m/deploy.json", "deploy-manifest", RANK_PRIMARY), false,
          "the report names no project, commit or artifact");
  struct render_options o = {.documents = &x.document, .documents_n = 1};
  OK(render_check_text(x.s, &o, &out, &err));
  assert_non_null(strstr(buf_cstr(&out), "0 claims: nothing to check"));
  assert_non_null(strstr(buf_cstr(&out), "nothing of the evidence (1 file) belongs to this report: it was compared with itself only\n"));
  buf_release(&out);
  shown_close(&x);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_text), cmocka_unit_test(test_colour),  cmocka_unit_test(test_changed_report),
      cmocka_unit_test(test_json), cmocka_unit_test(test_hostile), cmocka_unit_test(test_nothing_bound),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
