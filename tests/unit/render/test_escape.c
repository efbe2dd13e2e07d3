/* Foreign text in other languages: what must not get through, and what must stay as it is. */
#include "render_test.h"

#include "render/escape.h"

struct row {
  const char *in, *want;
  size_t n; /* of `in`, where it holds a NUL */
};

static struct str in_of(const struct row *r) { return r->n ? str_make(r->in, r->n) : str_of(r->in); }

#define EACH(rows, call)                                                                                                                   \
  for (size_t i = 0; i < sizeof(rows) / sizeof *(rows); i++) {                                                                             \
    const struct row *r = &(rows)[i];                                                                                                      \
    struct buf b = BUF_INIT;                                                                                                               \
    call;                                                                                                                                  \
    assert_string_equal(buf_cstr(&b), r->want);                                                                                            \
    buf_release(&b);                                                                                                                       \
  }

static void test_uri(void **state) {
  static const struct row rows[] = {{"docs/report.md", "docs/report.md", 0},
                                    {"./a/./b.md", "a/./b.md", 0},
                                    {"././a", "a", 0},
                                    {"./", "./", 0},
                                    {"../x", "../x", 0},
                                    {"-", "-", 0},
                                    {"/srv/a b", "file:///srv/a%20b", 0},
                                    {"a:b", "a%3Ab", 0},
                                    {"100%?#[x]", "100%25%3F%23%5Bx%5D", 0},
                                    {"\xC3\xBC\xFF", "%C3%BC%FF", 0},
                                    {"a\0b", "a%00b", 3},
                                    {"", "", 0}};
  EACH(rows, escape_uri(&b, in_of(r)))
}

static void test_xml(void **state) {
  static const struct row one[] = {{"<a b=\"c\" d='e'>&amp;", "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;", 0},
                                   {"]]>", "]]&gt;", 0},
                                   {"a\nb\tc\r", "a\\x0ab\\x09c\\x0d", 0},
                                   {"\x1b[31m", "\\x1b[31m", 0},
                                   {"\xEF\xBF\xBE\xEF\xBF\xBF", "\\u{fffe}\\u{ffff}", 0},
                                   {"\xED\xA0\x80", "\\xed\\xa0\\x80", 0},
                                   {"\xFF\xC3\xBC", "\\xff\xC3\xBC", 0},
                                   {"a\0b", "a\\x00b", 3},
                                   {"\xF0\x9F\x9A\x80", "\xF0\x9F\x9A\x80", 0}};
  static const struct row lines[] = {{"a\n<\r\n", "a\n&lt;\\x0d\n", 0}};
  EACH(one, escape_xml(&b, in_of(r), false))
  EACH(lines, escape_xml(&b, in_of(r), true))
}

static void test_command(void **state) {
  static const struct row message[] = {
      {"50 %", "50 %25", 0}, {"a\r\nb", "a%0D%0Ab", 0}, {"%0A", "%250A", 0}, {"a: b, c", "a: b, c", 0}, {"\x1b\xFF", "\\x1b\\xff", 0}};
  static const struct row property[] = {{"a:b,c%", "a%3Ab%2Cc%25", 0}, {"x::y\n", "x%3A%3Ay%0A", 0}};
  EACH(message, escape_command(&b, in_of(r), false))
  EACH(property, escape_command(&b, in_of(r), true))
}

static void test_code(void **state) {
  static const struct row text[] = {{"plain", "`plain`", 0},
                                    {"a`b", "``a`b``", 0},
                                    {"a``b`c", "```a``b`c```", 0},
                                    {"`", "`` ` ``", 0},
                                    {"`a", "`` `a ``", 0},
                                    {"a\\", "`a\\`", 0},
                                    {"a|b", "`a|b`", 0},
                                    {"two\nlines", "`two lines`", 0},
                                    {"\x1b\xE2\x80\xAE", "`\\x1b\\u{202e}`", 0},
                                    {"  ", "", 0},
                                    {"", "", 0}};
  static const struct row cell[] = {{"a|b", "`a\\x7cb`", 0}, {"a\\|b", "`a\\\\x7cb`", 0}};
  EACH(text, escape_code(&b, in_of(r), 100, false))
  EACH(cell, escape_code(&b, in_of(r), 100, true))
}

static void test_code_is_cut(void **state) {
  struct buf b = BUF_INIT;
  escape_code(&b, STR("a`bcdef"), 3, false);
  assert_string_equal(buf_cstr(&b), "``a`b…``");
  buf_release(&b);
}

static void test_sarif(void **state) {
  static const struct row rows[] = {
      {"{0} of {x}", "{{0}} of {{x}}", 0}, {"[a](b)", "[a] (b)", 0}, {"a[0] (b)", "a[0] (b)", 0}, {"]", "]", 0}};
  EACH(rows, escape_sarif(&b, in_of(r)))
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_uri),  cmocka_unit_test(test_xml),         cmocka_unit_test(test_command),
                                     cmocka_unit_test(test_code), cmocka_unit_test(test_code_is_cut), cmocka_unit_test(test_sarif)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
