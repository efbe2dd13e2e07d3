/* Input made to be slow or deep: linear, or refused by a cap that is named. */
#include <time.h>

#include "base/limits.h"
#include "markdown_case.h"

enum { SMALL = 60000, LARGE = 4 * SMALL };

struct hostile {
  const char *once;   /* in front */
  const char *repeat; /* over and over */
  const char *then;   /* as often again; or NULL */
};

static const struct hostile inputs[] = {
    /* links and images */
    {"", "![[]()", NULL},
    {"", "[", NULL},
    {"", "![", NULL},
    {"", "[", "]"},
    {"", "[", "](b)"},
    {"", "![", "](b)"},
    {"", "[a](b", NULL},
    {"", "[a]((", NULL},
    {"", "[a](b \"", NULL},
    {"", "[a](b '", NULL},
    {"", "[a](<b", NULL},
    {"", "[a][b]", NULL},
    {"[a]: b\n\n", "[a]", NULL},
    /* definitions */
    {"", "[a]: b\n", NULL},
    {"", "[a]: b \"\n", NULL},
    {"", "[a]: b c\n", NULL},
    {"[", "a", NULL},
    {"[a]: b\n\"", "x\n", NULL},
    /* emphasis */
    {"", "*", NULL},
    {"", "*", "a*"},
    {"", "*a **a ", NULL},
    {"", "a**b", "c* "},
    {"", "_a __a ", NULL},
    {"", "*a_", NULL},
    {"", "~~a", NULL},
    {"", "é*", NULL},
    /* code */
    {"", "`", NULL},
    {"", "`a``b", NULL},
    {"", "` `` ``` ```` ````` ", NULL},
    {"", "\\``", NULL},
    {"x\n", "    ```\n", NULL},
    {"", "```\n", NULL},
    /* HTML */
    {"", "<", NULL},
    {"", "<a ", NULL},
    {"", "<a b=\"", NULL},
    {"", "<a b='\" ", NULL},
    {"", "<!-- ", NULL},
    {"", "<?", NULL},
    {"", "<!A ", NULL},
    {"", "<![CDATA[", NULL},
    {"x\n", "    <!-- x\n", NULL},
    {"x\n", "2. <?x\n", NULL},
    {"x\n", "    <a b=\"\n", NULL},
    {"", "]]>", NULL},
    {"", "</pre>", NULL},
    {"", "<a:", NULL},
    /* entities */
    {"", "&amp;", NULL},
    {"", "&ngE;", NULL},
    {"", "&nope;", NULL},
    {"", "&", NULL},
    /* containers */
    {"", ">", NULL},
    {"", "- ", NULL},
    {"", "- ", "a"},
    {"", "1. ", NULL},
    {"", "* ", NULL},
    {"", "- a\n+ b\n", NULL},
    {"", "> - > - > a\n", NULL},
    {"- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - a\n", "\n", NULL},
    {"> > > > > > > > > > > > > > > > > > > > > > > > > > > > > > a\n", "b\n", NULL},
    /* tables */
    {"", "|", NULL},
    {"", "|:-:", NULL},
    {"", "|a|\n", NULL},
    {"", "|-|-|\n", NULL},
    {"", "|a|\n|-|\n|b|\n\n", NULL},
    {"|a|\n|-|\n", "\\|", NULL},
    {"> |a|\n> |-|\n", "x\n|-|\n", NULL},
    /* lines */
    {"", " ", NULL},
    {"", "\t", NULL},
    {"", "\ta\n", NULL},
    {"", "a\n===\n", NULL},
    {"# ", "#", NULL},
    {"", "\\", NULL},
    {"", "\r", NULL},
    {"---\na: b\n", "c: d\n", NULL},
};

static void fill(struct buf *out, const char *s, size_t to) {
  while (out->n < to) buf_add_cstr(out, s);
}

static double seconds(const struct hostile *h, size_t size) {
  struct buf source = BUF_INIT;
  struct text t;
  struct markdown m;
  struct err err = ERR_INIT;
  buf_add_cstr(&source, h->once);
  fill(&source, h->repeat, h->then ? size / 2 : size);
  if (h->then) fill(&source, h->then, size);
  assert_int_equal(text_read(&t, buf_str(&source), STR("hostile.md"), NULL, &err), 0);
  clock_t before = clock();
  int status = markdown_read(&m, &t, "hostile.md", NULL, &err);
  double spent = (double)(clock() - before) / CLOCKS_PER_SEC;
  if (status == 0 && markdown_flaw(&m, &t)) fail_msg("%s: %s", h->repeat, markdown_flaw(&m, &t));
  if (status < 0) assert_int_equal(err.code, ERR_INPUT);
  if (status == 0) markdown_release(&m);
  text_release(&t);
  buf_release(&source);
  return spent;
}

/* Four times the input may take four times as long; sixteen times would be quadratic. */
static void is_linear(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
    double small = seconds(&inputs[i], SMALL), large = seconds(&inputs[i], LARGE);
    if (large > 10 * small + 0.2)
      fail_msg("\"%s%s\": %.3f s for %d bytes, %.3f s for %d", inputs[i].once, inputs[i].repeat, small, SMALL, large, LARGE);
  }
}

static void refuse(struct str source, const char *rule, uint32_t line) {
  struct text t;
  struct markdown m;
  struct err err = ERR_INIT;
  assert_int_equal(text_read(&t, source, STR("big.md"), NULL, &err), 0);
  assert_int_equal(markdown_read(&m, &t, "big.md", NULL, &err), -1);
  assert_int_equal(err.code, ERR_INPUT);
  assert_string_equal(err.rule, rule);
  assert_string_equal(err.path, "big.md");
  assert_int_equal(err.line, line);
  assert_int_equal(m.n, 0);
  text_release(&t);
}

static void repeat(struct buf *out, const char *s, size_t times) {
  for (size_t i = 0; i < times; i++) buf_add_cstr(out, s);
}

static void names_its_caps(void **state) {
  (void)state;
  struct buf b = BUF_INIT;
  buf_add_cstr(&b, "a\n\n");
  repeat(&b, "> ", LIMIT_MARKDOWN_DEPTH + 1);
  buf_add_cstr(&b, "a\n");
  refuse(buf_str(&b), "markdown-depth", 3);
  buf_clear(&b);
  repeat(&b, "\n", LIMIT_MARKDOWN_BLOCKS);
  buf_add_cstr(&b, "a\n");
  refuse(buf_str(&b), "markdown-blocks", LIMIT_MARKDOWN_BLOCKS + 1);
  buf_clear(&b);
  repeat(&b, "x", LIMIT_REPORT_BYTES + 1);
  refuse(buf_str(&b), "report-bytes", 1);
  buf_clear(&b);
  buf_add_cstr(&b, "x\n");
  repeat(&b, "    <!-- x\n", 12000);
  buf_add_cstr(&b, "\nx\n");
  refuse(buf_str(&b), "markdown-openers", 12002);
  buf_release(&b);
}

/* A short row stands for as many cells as the header has: a small file must not become a large grid. */
static void caps_tables(void **state) {
  (void)state;
  struct buf b = BUF_INIT;
  repeat(&b, "|a", 2000);
  buf_add_cstr(&b, "\n");
  repeat(&b, "|-", 2000);
  buf_add_cstr(&b, "\n");
  repeat(&b, "a\n", 2000);
  refuse(buf_str(&b), "markdown-blocks", 526);
  buf_release(&b);
}

static void reads_up_to_the_cap(void **state) {
  (void)state;
  struct buf b = BUF_INIT;
  struct text t;
  struct markdown m;
  repeat(&b, "> ", LIMIT_MARKDOWN_DEPTH);
  buf_add_cstr(&b, "a\n");
  md_load(&t, &m, buf_str(&b));
  assert_int_equal(m.n, LIMIT_MARKDOWN_DEPTH + 1);
  md_unload(&t, &m);
  buf_release(&b);
}

/* Too many markers where they are none: in code, and in a rule. */
static void does_not_mistake_text_for_depth(void **state) {
  (void)state;
  struct buf b = BUF_INIT;
  struct text t;
  struct markdown m;
  buf_add_cstr(&b, "```\n");
  repeat(&b, ">", 500);
  buf_add_cstr(&b, " x\n```\n");
  repeat(&b, "- ", 500);
  buf_add_cstr(&b, "\n");
  md_load(&t, &m, buf_str(&b));
  assert_int_equal(m.n, 2);
  assert_int_equal(m.blocks[0].text.n, 503);
  assert_int_equal(m.blocks[1].kind, MD_RULE);
  md_unload(&t, &m);
  buf_release(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(is_linear),
      cmocka_unit_test(names_its_caps),
      cmocka_unit_test(caps_tables),
      cmocka_unit_test(reads_up_to_the_cap),
      cmocka_unit_test(does_not_mistake_text_for_depth),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
