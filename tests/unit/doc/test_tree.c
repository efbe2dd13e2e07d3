#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/limits.h"
#include "doc/tree.h"

static void keep_diag(void *ctx, const struct diag *d) {
  buf_printf(ctx, "%s@%u:%u %.*s;", diag_name(d->id), d->line, d->column, STR_ARG(d->detail));
}

/* Nodes in document order: pointer, type sign, text, line:column, offset. */
static void show(const struct tree *t, struct buf *out) {
  static const char signs[] = "~b#\"[{";
  for (uint32_t i = 0; i < t->nodes.n; i++) {
    const struct tree_node *n = &t->nodes.v[i];
    buf_add_char(out, i ? ' ' : '$');
    tree_pointer(t, i, out);
    buf_printf(out, "%c%.*s@%u:%u+%u", signs[n->type], STR_ARG(n->text), n->line, n->column, n->offset);
  }
}

struct row {
  const char *in, *want, *diags;
};

static void check(const struct row *row, bool yaml) {
  struct tree t;
  struct err err = ERR_INIT;
  struct buf out = BUF_INIT, diags = BUF_INIT;
  struct diag_sink sink = {keep_diag, &diags};
  int rc = yaml ? tree_read_yaml(&t, str_of(row->in), "in", &sink, &err) : tree_read_json(&t, str_of(row->in), "in", true, &sink, &err);
  if (rc < 0) fail_msg("%s\n%u:%u: %s", row->in, err.line, err.column, err.text);
  show(&t, &out);
  assert_string_equal(buf_cstr(&out), row->want);
  assert_string_equal(buf_cstr(&diags), row->diags);
  tree_release(&t);
  buf_release(&out);
  buf_release(&diags);
}

static const struct row json_rows[] = {
    {"{}", "${@1:1+0", ""},
    {"{\"a\": 1,\n \"b\": [\"x\", null]}", "${@1:1+0 /a#1@1:7+6 /b[@2:7+15 /b/0\"x@2:8+16 /b/1~null@2:13+21", ""},
    {"{\"a/b\": {\"~\": true}}", "${@1:1+0 /a~1b{@1:9+8 /a~1b/~0btrue@1:15+14", ""},
    {"\xEF\xBB\xBF{\"\xC3\xA9\": \"\xE2\x9C\x85\", \"z\": 2}", "${@1:1+3 /\xC3\xA9\"\xE2\x9C\x85@1:7+10 /z#2@1:17+22", ""},
    {"1\n{\"a\": 2}\n", "$#1@1:1+0 {@2:1+2 /a#2@2:7+8", ""},
    {"{\"a\": 1,\n\"b\": 2,\n\"a\": 3}", "${@1:1+0 /a#1@1:7+6 /b#2@2:6+14 /a#3@3:6+22", "json-duplicate-key@3:6 \"a\", before at 1:7;"},
    {"{\"a\": 1, \"a\": 2, \"a\": 3}", "${@1:1+0 /a#1@1:7+6 /a#2@1:15+14 /a#3@1:23+22",
     "json-duplicate-key@1:15 \"a\", before at 1:7;json-duplicate-key@1:23 \"a\", before at 1:15;"},
};

static void json_trees(void **state) {
  for (size_t i = 0; i < sizeof json_rows / sizeof *json_rows; i++) check(&json_rows[i], false);
}

static const struct row yaml_rows[] = {
    {"", "$~@1:1+0", ""},
    {"# only a comment\n", "$~@1:1+0", ""},
    {"a: 1\nb:\n  - x\n  - \"1\"\n", "${@1:1+0 /a#1@1:4+3 /b[@3:3+10 /b/0\"x@3:5+12 /b/1\"1@4:5+18", ""},
    {"a:\nb: ~\n", "${@1:1+0 /a~@1:3+2 /b~~@2:4+6", ""},
    {"[true, True, yes, on, no]", "$[@1:1+0 /0btrue@1:2+1 /1btrue@1:8+7 /2\"yes@1:14+13 /3\"on@1:19+18 /4\"no@1:23+22", ""},
    {"[FALSE, null, NULL, nil]", "$[@1:1+0 /0bfalse@1:2+1 /1~null@1:9+8 /2~NULL@1:15+14 /3\"nil@1:21+20", ""},
    {"[0x1F, 0o17, 017, .5, 5., 1e3, +1, -.inf, .nan, 0x, 1_000, 1.2.3, 1e]",
     "$[@1:1+0 /0#0x1F@1:2+1 /1#0o17@1:8+7 /2#017@1:14+13 /3#.5@1:19+18 /4#5.@1:23+22 /5#1e3@1:27+26 /6#+1@1:32+31 /7#-.inf@1:36+35 "
     "/8#.nan@1:43+42 /9\"0x@1:49+48 /10\"1_000@1:53+52 /11\"1.2.3@1:60+59 /12\"1e@1:67+66",
     ""},
    {"[!!str 5, !!int \"5\", ! 6, !Ref x, 'true']", "$[@1:1+0 /0\"5@1:2+1 /1\"5@1:11+10 /2\"6@1:22+21 /3\"x@1:27+26 /4\"true@1:35+34", ""},
    {"a: &x 1\nb: *x\n<<: *x\n", "${@1:1+0 /a#1@1:4+3 /b~@2:4+11 /<<~@3:5+18", "yaml-alias@2:4 *x;yaml-alias@3:5 *x;"},
    {"a: &x k\n*x : 2\n", "${@1:1+0 /a\"k@1:4+3 /#2@2:6+13", "yaml-alias@2:1 *x;"},
    {"---\na: 1\n---\n- 2\n...\n", "${@2:1+4 /a#1@2:4+7 [@4:1+13 /0#2@4:3+15", ""},
    {"\xC3\xA9: \xE2\x9C\x85 ok\nn: {b: 2}\n", "${@1:1+0 /\xC3\xA9\"\xE2\x9C\x85 ok@1:4+4 /n{@2:4+14 /n/b#2@2:8+18", ""},
    {"\xEF\xBB\xBF"
     "a: 1\r\nb: 2\r\n",
     "${@1:1+3 /a#1@1:4+6 /b#2@2:4+12", ""},
    {"t: |\n  one\n  two\nu: end\n", "${@1:1+0 /t\"one\ntwo\n@1:4+3 /u\"end@4:4+20", ""},
    {"a: 1\nb: 2\na: 3\n", "${@1:1+0 /a#1@1:4+3 /b#2@2:4+8 /a#3@3:4+13", "json-duplicate-key@3:4 \"a\", before at 1:4;"},
};

static void yaml_trees(void **state) {
  for (size_t i = 0; i < sizeof yaml_rows / sizeof *yaml_rows; i++) check(&yaml_rows[i], true);
}

static const struct {
  bool yaml;
  const char *in;
  uint32_t line, column;
  const char *rule, *text;
} broken[] = {
    {false, "", 1, 1, "json-truncated", "expected a value, found end of file"},
    {false, " \n\n", 3, 1, "json-truncated", "expected a value, found end of file"},
    {false, "{\"a\": [1,\n2}", 2, 2, "json-syntax", "expected ',' or ']' after a value, found '}'"},
    {true, "a: 1\nb: [1, 2\nc: 3\n", 3, 2, "yaml-syntax", "while parsing a flow sequence: did not find expected ',' or ']'"},
    {true, "a: b: c\n", 1, 5, "yaml-syntax", "mapping values are not allowed in this context"},
    {true, "\xC3\xA9: \"x\n", 2, 1, "yaml-syntax", "while scanning a quoted scalar: found unexpected end of stream"},
    {true, "a:\n\tb: 2\n", 2, 1, "yaml-syntax", "while scanning for the next token: found character that cannot start any token"},
    {true, "a: 1\nb: \xFF\n", 2, 4, "yaml-encoding", "invalid leading UTF-8 octet"},
    {true, "a: 1\nb: \x01\n", 2, 4, "yaml-encoding", "control characters are not allowed"},
    {true, "? [a, b]\n: 1\n", 1, 3, "yaml-key", "expected a scalar as a key, found a sequence"},
    {true, "x: 1\n? {a: b}\n: 1\n", 2, 3, "yaml-key", "expected a scalar as a key, found a mapping"},
    {true, "a: *unknown\nb: [\n", 3, 1, "yaml-syntax", "while parsing a flow node: did not find expected node content"},
};

static void broken_input_is_refused_with_its_place(void **state) {
  for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
    struct tree t;
    struct err err = ERR_INIT;
    struct str in = str_of(broken[i].in);
    int rc = broken[i].yaml ? tree_read_yaml(&t, in, "in", NULL, &err) : tree_read_json(&t, in, "in", false, NULL, &err);
    assert_int_equal(rc, -1);
    assert_int_equal(err.code, ERR_INPUT);
    assert_string_equal(err.text, broken[i].text);
    assert_string_equal(err.rule, broken[i].rule);
    assert_int_equal(err.line, broken[i].line);
    assert_int_equal(err.column, broken[i].column);
    assert_int_equal(t.nodes.n, 0);
    tree_release(&t);
  }
}

static void repeated(struct buf *b, const char *what, size_t n) {
  for (size_t i = 0; i < n; i++) buf_add_cstr(b, what);
}

static void nesting_is_capped(void **state) {
  static const struct {
    bool yaml;
    const char *unit, *rule;
  } rows[] = {{false, "[", "json-depth"},
              {false, "{\"a\":", "json-depth"},
              {true, "[", "yaml-depth"},
              {true, "{a: ", "yaml-depth"},
              {true, "- ", "yaml-depth"}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct tree t;
    struct err err = ERR_INIT;
    struct buf in = BUF_INIT;
    repeated(&in, rows[i].unit, 1000000);
    int rc = rows[i].yaml ? tree_read_yaml(&t, buf_str(&in), "in", NULL, &err) : tree_read_json(&t, buf_str(&in), "in", false, NULL, &err);
    assert_int_equal(rc, -1);
    assert_string_equal(err.rule, rows[i].rule);
    buf_release(&in);
  }
}

static void values_are_capped(void **state) {
  struct tree t;
  struct err err = ERR_INIT;
  struct buf in = BUF_INIT;
  buf_add_cstr(&in, "[[]");
  for (size_t i = 0; i < LIMIT_TREE_NODES; i++) buf_add(&in, ",{}", 3);
  buf_add_cstr(&in, "]");
  assert_int_equal(tree_read_json(&t, buf_str(&in), "in", false, NULL, &err), -1);
  assert_string_equal(err.rule, "tree-nodes");
  buf_release(&in);
}

static uint32_t number(const struct tree *t, uint32_t node) {
  assert_int_not_equal(node, TREE_NONE);
  return (uint32_t)strtoul(t->nodes.v[node].text.p, NULL, 10);
}

/* Objects and arrays on both sides of the size from which tables are used. */
static void look_up(void **state) {
  static const uint32_t sizes[] = {0, 1, 2, 31, 32, 33, 100, 5000};
  for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
    struct buf in = BUF_INIT;
    struct tree t;
    struct err err = ERR_INIT;
    uint32_t n = sizes[k];
    buf_add_cstr(&in, "[{");
    for (uint32_t i = 0; i < n; i++) buf_printf(&in, "%s\"k%u\": %u", i ? "," : "", (i * 7919) % 10007, i);
    buf_add_cstr(&in, "},[");
    for (uint32_t i = 0; i < n; i++) buf_printf(&in, "%s%u", i ? "," : "", i);
    buf_add_cstr(&in, "]]");
    assert_int_equal(tree_read_json(&t, buf_str(&in), "in", false, NULL, &err), 0);
    uint32_t object = tree_at(&t, 0, 0), array = tree_at(&t, 0, 1);
    for (uint32_t i = 0; i < n; i++) {
      char key[32];
      snprintf(key, sizeof key, "k%u", (i * 7919) % 10007);
      assert_int_equal(number(&t, tree_get(&t, object, str_of(key))), i);
      assert_int_equal(number(&t, tree_at(&t, array, i)), i);
      assert_int_equal(t.nodes.v[tree_at(&t, array, i)].index, i);
    }
    assert_int_equal(tree_get(&t, object, STR("k")), TREE_NONE);
    assert_int_equal(tree_get(&t, object, STR("zzz")), TREE_NONE);
    assert_int_equal(tree_at(&t, array, n), TREE_NONE);
    assert_int_equal(tree_get(&t, array, STR("0")), TREE_NONE);
    assert_int_equal(tree_at(&t, object, 0), TREE_NONE);
    assert_int_equal(tree_get(&t, TREE_NONE, STR("0")), TREE_NONE);
    tree_release(&t);
    buf_release(&in);
  }
}

static void last_of_duplicates_counts(void **state) {
  for (uint32_t others = 0; others < 80; others += 79) {
    struct buf in = BUF_INIT, diags = BUF_INIT;
    struct diag_sink sink = {keep_diag, &diags};
    struct tree t;
    struct err err = ERR_INIT;
    buf_add_cstr(&in, "{\"x\": 1");
    for (uint32_t i = 0; i < others; i++) buf_printf(&in, ",\"k%u\":0", i);
    buf_add_cstr(&in, ",\n\"x\": 2,\n\"x\": 3}");
    assert_int_equal(tree_read_json(&t, buf_str(&in), "in", false, &sink, &err), 0);
    assert_int_equal(number(&t, tree_get(&t, 0, STR("x"))), 3);
    assert_string_equal(buf_cstr(&diags), "json-duplicate-key@2:6 \"x\", before at 1:7;json-duplicate-key@3:6 \"x\", before at 2:6;");
    tree_release(&t);
    buf_release(&in);
    buf_release(&diags);
  }
}

static void count_diag(void *ctx, const struct diag *d) { ++*(size_t *)ctx; }

/* A million keys, all different and all the same: neither takes quadratic time nor floods the reader. */
static void million_keys(void **state) {
  for (int same = 0; same < 2; same++) {
    struct buf in = BUF_INIT;
    struct tree t;
    struct err err = ERR_INIT;
    size_t told = 0;
    struct diag_sink sink = {count_diag, &told};
    buf_add_char(&in, '{');
    for (uint32_t i = 0; i < 1000000; i++) buf_printf(&in, "%s\"key%u\":%u", i ? "," : "", same ? 0 : i, i);
    buf_add_char(&in, '}');
    assert_int_equal(tree_read_json(&t, buf_str(&in), "in", false, &sink, &err), 0);
    assert_int_equal(number(&t, tree_get(&t, 0, same ? STR("key0") : STR("key777777"))), same ? 999999 : 777777);
    assert_int_equal(told, same ? 21 : 0);
    tree_release(&t);
    buf_release(&in);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(json_trees),        cmocka_unit_test(yaml_trees),
      cmocka_unit_test(look_up),           cmocka_unit_test(broken_input_is_refused_with_its_place),
      cmocka_unit_test(nesting_is_capped), cmocka_unit_test(values_are_capped),
      cmocka_unit_test(million_keys),      cmocka_unit_test(last_of_duplicates_counts),
  };
  return cmocka_run_group_tests_name("doc/tree", tests, NULL, NULL);
}
