/* Blocks: kinds, nesting, sections, places. */
#include "markdown_case.h"

static void reads_blocks(void **state) {
  (void)state;
  static const struct md_case cases[] = {
      {"empty", "", ""},
      {"blank", " \n\n\t\n", ""},
      {"atx", "# One #\n\n###   Two ##x\n####\n", "heading 1 @1:1 One\nheading 3 @3:1 Two ##x\nheading 4 @4:1\n"},
      {"setext", "Harbour\nreport\n===\n\nPart\n---\ntext\n", "heading 1 @1:1 Harbour/report\nheading 2 @5:1 Part\nparagraph @7:1 text\n"},
      {"setext before a rule", "Harbour\n===\n---\n", "heading 1 @1:1 Harbour\nrule @3:1\n"},
      {"rules", "***\n- - -\n___\n", "rule @1:1\nrule @2:1\nrule @3:1\n"},
      {"paragraph", "  two \n\tlines  \n", "paragraph @1:3 two/lines\n"},
      {"no last newline", "end", "paragraph @1:1 end\n"},
      {"indented code", "    a\n\n      b\n\nc\n", "code @1:5 a//  b/\nparagraph @5:1 c\n"},
      {"fence", "```sh run\nls *\n```\nafter\n", "code (sh run) @1:1 ls */\nparagraph @4:1 after\n"},
      {"info is decoded", "~~~ a\\*b &amp; c\n~~~\n", "code (a*b & c) @1:1\n"},
      {"open fence", "```\nx\n", "code @1:1 x/\n"},
      {"fence in a paragraph", "a\n```\nb\n```\n", "paragraph @1:1 a\ncode @2:1 b/\n"},
      {"backticks that are no fence", "``` a`b ```\n", "paragraph @1:1 {code:a`b}\n"},
      {"comment", "<!-- status: done\n\n| a |\n-->\nx\n", "html @1:1 <!-- status: done//| a |/-->/\nparagraph @5:1 x\n"},
      {"html", "<div class=\"*a*\">\n*b*\n</div>\n\n*c*\n", "html @1:1 <div class=\"*a*\">/*b*/</div>/\nparagraph @5:1 {emph:c}\n"},
      {"raw html ends in its line", "<pre>\n**a**\n\nb</pre> c\nd\n", "html @1:1 <pre>/**a**//b</pre> c/\nparagraph @5:1 d\n"},
      {"cdata", "<![CDATA[\n\n[x]]\n]]>\ny\n", "html @1:1 <![CDATA[//[x]]/]]>/\nparagraph @5:1 y\n"},
      {"a lone tag", "<span data-a=\"_\">\nx\n", "html @1:1 <span data-a=\"_\">/x/\n"},
      {"CR line ends", "a\r# b\rc", "paragraph @1:1 a\nheading 1 @2:1 b\nparagraph @3:1 c\n"},
      {"CRLF line ends", "a\r\n\r\n# b\r\n", "paragraph @1:1 a\nheading 1 @3:1 b\n"},
  };
  MD_CHECK_ALL(cases);
}

static void reads_containers(void **state) {
  (void)state;
  static const struct md_case cases[] = {
      {"list", "- a\n- b\n  c\n", "list 1 @1:1\n  item @1:1\n    paragraph @1:3 a\n  item @2:1\n    paragraph @2:3 b/c\n"},
      {"numbers count on", "4. a\n4. b\n",
       "list 1 ordered @1:1\n  item 4 @1:1\n    paragraph @1:4 a\n  item 5 @2:1\n    paragraph @2:4 b\n"},
      {"nested", "- a\n  1) b\n     - c\n",
       "list 1 @1:1\n  item @1:1\n    paragraph @1:3 a\n    list 2 ordered @2:3\n      item 1 @2:3\n        paragraph @2:6 b\n"
       "        list 3 @3:6\n          item @3:6\n            paragraph @3:8 c\n"},
      {"on one line", "- > 2. a\n",
       "list 1 @1:1\n  item @1:1\n    quote @1:3\n      list 2 ordered @1:5\n        item 2 @1:5\n"
       "          paragraph @1:8 a\n"},
      {"empty item", "-\n\nx\n", "list 1 @1:1\n  item @1:1\nparagraph @3:1 x\n"},
      {"item that starts on its second line", "-\n  a\n", "list 1 @1:1\n  item @1:1\n    paragraph @2:3 a\n"},
      {"code in an item", "- a\n\n      b\n\n  ```\n  c\n  ```\n",
       "list 1 @1:1\n  item @1:1\n    paragraph @1:3 a\n    code @3:7 b/\n    code @5:3 c/\n"},
      {"item that is code", "-     ```\n", "list 1 @1:1\n  item @1:1\n    code @1:7 ```/\n"},
      {"tab behind a marker", "-\ta\n\n\tb\n", "list 1 @1:1\n  item @1:1\n    paragraph @1:3 a\n    paragraph @3:2 b\n"},
      {"part of a tab", ">\t\tcode\n", "quote @1:1\n  code @1:3   code/\n"},
      {"quote", "> a\n> b\n>\n> # c\n", "quote @1:1\n  paragraph @1:3 a/b\n  heading 1 @4:3 c\n"},
      {"lazy lines", "> > a\n> b\nc\n", "quote @1:1\n  quote @1:3\n    paragraph @1:5 a/b/c\n"},
      {"a marker that is text", "> a\n    > b\n", "quote @1:1\n  paragraph @1:3 a/> b\n"},
      {"quote in an item", "- > a\n  > b\n", "list 1 @1:1\n  item @1:1\n    quote @1:3\n      paragraph @1:5 a/b\n"},
      {"tasks", "- [ ] open\n- [x] *done*\n- [X] too\n- [x]no\n- [y] no\n",
       "list 1 @1:1\n  item [ ] @1:1\n    paragraph @1:7 open\n  item [x] @2:1\n    paragraph @2:7 {emph:done}\n"
       "  item [x] @3:1\n    paragraph @3:7 too\n  item @4:1\n    paragraph @4:3 [x]no\n  item @5:1\n    paragraph @5:3 [y] no\n"},
      {"task in a quote", "> 1. [x] a\n", "quote @1:1\n  list 1 ordered @1:3\n    item 1 [x] @1:3\n      paragraph @1:10 a\n"},
      {"a mark that is no task", "[ ] a\n", "paragraph @1:1 [ ] a\n"},
  };
  MD_CHECK_ALL(cases);
}

static void reads_definitions(void **state) {
  (void)state;
  static const struct md_case cases[] = {
      {"used before", "see [log]\n\n[log]: out/run.log \"t\"\n", "paragraph @1:1 see {link=out/run.log:log}\n"},
      {"first one counts, case does not", "[LOG]: a\n[log]: b\n[Log][]\n", "paragraph @3:1 {link=a:Log}\n"},
      {"folding", "[ΣÉ Ж]: a\n\n[σé\n ж]\n", "paragraph @3:1 {link=a:σé/ж}\n"},
      {"title on its own line", "[a]: b\n'c'\nd [a]\n", "paragraph @3:1 d {link=b:a}\n"},
      {"line that only looks like a title", "[a]: b\n'c' d\n", "paragraph @2:1 'c' d\n"},
      {"pointy", "[a]: <b c>\n\n[a]\n", "paragraph @3:1 {link=b c:a}\n"},
      {"cannot interrupt", "x\n[a]: b\n", "paragraph @1:1 x/[a]: b\n"},
      {"not one", "[a]: b c\n", "paragraph @1:1 [a]: b c\n"},
      {"in a quote, used outside", "> [a]: b\n\n[a]\n", "quote @1:1\nparagraph @3:1 {link=b:a}\n"},
      {"before a rule", "[a]: b\n---\n[a]\n", "rule @2:1\nparagraph @3:1 {link=b:a}\n"},
      {"before a heading", "[a]: b\n[a] c\n---\n", "heading 2 @1:1 {link=b:a} c\n"},
  };
  MD_CHECK_ALL(cases);
}

static void reads_front_matter(void **state) {
  (void)state;
  static const struct md_case cases[] = {
      {"front", "---\ntitle: x\nn: 1\n---\n# a\n", "front @1:1 title: x/n: 1/\nheading 1 @5:1 a\n"},
      {"comment first, dots last", "---\n# c\na:\n...\nb\n", "front @1:1 # c/a:/\nparagraph @5:1 b\n"},
      {"a rule is none", "---\n\n# a\n\nb: c\n---\n", "rule @1:1\nheading 1 @3:1 a\nheading 2 @5:1 b: c\n"},
      {"text is none", "---\nplain words\n---\n", "rule @1:1\nheading 2 @2:1 plain words\n"},
      {"no end", "---\na: b\n", "rule @1:1\nparagraph @2:1 a: b\n"},
      {"not at the top", "\n---\na: b\n---\n", "rule @2:1\nheading 2 @3:1 a: b\n"},
  };
  MD_CHECK_ALL(cases);
}

static int32_t section_of(const struct markdown *m, const char *text) {
  for (size_t i = 0; i < m->n; i++)
    if (str_eq(m->blocks[i].text, str_of(text))) return m->blocks[i].section;
  fail_msg("no block \"%s\"", text);
  return -1;
}

static void numbers_sections(void **state) {
  (void)state;
  static const struct {
    const char *text, *section;
  } rows[] = {{"top", ""},     {"A", ""},           {"a", "A"},   {"A.1", "A"},    {"a1", "A.1"}, {"A.1.1", "A.1"}, {"quoted", "A"},
              {"q", "quoted"}, {"behind", "A.1.1"}, {"A.2", "A"}, {"cell", "A.2"}, {"B", ""},     {"b", "B"}};
  struct text t;
  struct markdown m;
  md_load(&t, &m, STR("top\n# A\na\n## A.1\na1\n#### A.1.1\n> ## quoted\n> q\n\nbehind\n## A.2\n| cell |\n|:-:|\n\n# B\n- b\n"));
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    int32_t section = section_of(&m, rows[i].text);
    struct str title = section >= 0 ? m.blocks[section].text : STR("");
    if (!str_eq(title, str_of(rows[i].section))) fail_msg("%s stands under %.*s", rows[i].text, STR_ARG(title));
  }
  md_unload(&t, &m);
}

static void knows_what_is_quoted(void **state) {
  (void)state;
  struct text t;
  struct markdown m;
  md_load(&t, &m, STR("a\n> b\n>\n> - c\n>   | d |\n>   |---|\n\ne\n"));
  for (size_t i = 0; i < m.n; i++) {
    const struct md_block *b = &m.blocks[i];
    bool outside = b->kind == MD_QUOTE || str_eq(b->text, STR("a")) || str_eq(b->text, STR("e"));
    assert_int_equal(b->in_quote, !outside);
  }
  md_unload(&t, &m);
}

static void ends_blocks_where_they_end(void **state) {
  (void)state;
  static const struct {
    const char *source;
    size_t block;
    const char *bytes;
  } rows[] = {
      {"# a #\nb\n", 0, "# a #"},
      {"a\n===\nb\n", 0, "a\n==="},
      {"> a\n> b\n\nc\n", 0, "> a\n> b"},
      {"- a\n\n  b\n\nc\n", 0, "- a\n\n  b"},
      {"- a\n\n  b\n\nc\n", 1, "- a\n\n  b"},
      {"- ```\n  a\n  ```\n- b\n", 2, "```\n  a\n  ```"},
      {"- ```\n  a\n- b\n", 2, "```\n  a"},
      {"    a\n\n    b\n\nc\n", 0, "a\n\n    b"},
      {"<!-- a\nb -->\nc\n", 0, "<!-- a\nb -->"},
      {"x\n| a |\n| - |\n| b |  \n\ny\n", 1, "| a |\n| - |\n| b |"},
      {"-\n\nb\n", 1, "-"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct text t;
    struct markdown m;
    md_load(&t, &m, str_of(rows[i].source));
    const struct md_block *b = &m.blocks[rows[i].block];
    struct str bytes = str_sub(t.s, b->from, b->to - b->from);
    if (!str_eq(bytes, str_of(rows[i].bytes))) fail_msg("%s: \"%.*s\"", rows[i].source, STR_ARG(bytes));
    md_unload(&t, &m);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_blocks),
      cmocka_unit_test(reads_containers),
      cmocka_unit_test(reads_definitions),
      cmocka_unit_test(reads_front_matter),
      cmocka_unit_test(numbers_sections),
      cmocka_unit_test(knows_what_is_quoted),
      cmocka_unit_test(ends_blocks_where_they_end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
