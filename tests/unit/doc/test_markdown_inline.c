/* Inlines: plain text, spans, and the way back to the source. */
#include "markdown_case.h"

static void reads_emphasis(void **state) {
  (void)state;
  static const struct md_case cases[] = {
      {"both", "**Gate**: *open*", "paragraph @1:1 {strong:Gate}: {emph:open}\n"},
      {"underscores", "__Gate__: _open_", "paragraph @1:1 {strong:Gate}: {emph:open}\n"},
      {"nested", "**a *b* c**", "paragraph @1:1 {strong:a {emph:b} c}\n"},
      {"three", "***a***", "paragraph @1:1 {emph:{strong:a}}\n"},
      {"three, split", "***a** b*", "paragraph @1:1 {emph:{strong:a} b}\n"},
      {"in a word", "a*b*c d_e_f", "paragraph @1:1 a{emph:b}c d_e_f\n"},
      {"open only", "**a *b", "paragraph @1:1 **a *b\n"},
      {"spaced", "2 * 3 * 4", "paragraph @1:1 2 * 3 * 4\n"},
      {"multiple of three", "*a**b*", "paragraph @1:1 {emph:a**b}\n"},
      {"crossing", "*a _b* c_", "paragraph @1:1 {emph:a _b} c_\n"},
      {"beside an emoji", "**Gate:**✅", "paragraph @1:1 {strong:Gate:}✅\n"},
      {"beside a quote", "*“a”*", "paragraph @1:1 {emph:“a”}\n"},
      {"over lines", "*a\nb*", "paragraph @1:1 {emph:a/b}\n"},
      {"strike", "~~a~~ ~b~ ~~~c~~~", "paragraph @1:1 {strike:a} ~b~ ~~~c~~~\n"},
      {"about", "~3 h and ~4 h", "paragraph @1:1 ~3 h and ~4 h\n"},
  };
  MD_CHECK_ALL(cases);
}

static void reads_code_spans(void **state) {
  (void)state;
  static const struct md_case cases[] = {
      {"plain", "run `make *all*`", "paragraph @1:1 run {code:make *all*}\n"},
      {"longer fence", "`` a`b ``", "paragraph @1:1 {code:a`b}\n"},
      {"blanks kept", "`  ` ` a`", "paragraph @1:1 {code:  } {code: a}\n"},
      {"line end", "`a\nb`", "paragraph @1:1 {code:a b}\n"},
      {"unmatched, then matched", "``a `b` c", "paragraph @1:1 ``a {code:b} c\n"},
      {"two after an unmatched one", "`` x `a` y `b`", "paragraph @1:1 `` x {code:a} y {code:b}\n"},
      {"no escapes inside", "`a\\`b", "paragraph @1:1 {code:a\\}b\n"},
      {"escaped opener", "\\`a`", "paragraph @1:1 `a`\n"},
      {"escape leaves one", "\\``a`", "paragraph @1:1 `{code:a}\n"},
      {"before emphasis", "*a `b* c`", "paragraph @1:1 *a {code:b* c}\n"},
      {"before links", "[a `b](c)`", "paragraph @1:1 [a {code:b](c)}\n"},
  };
  MD_CHECK_ALL(cases);
}

static void reads_links(void **state) {
  (void)state;
  static const struct md_case cases[] = {
      {"inline", "see [log *1*](out/a.log)", "paragraph @1:1 see {link=out/a.log:log {emph:1}}\n"},
      {"title", "[a](b \"c\") [d](e 'f') [g](h (i))", "paragraph @1:1 {link=b:a} {link=e:d} {link=h:g}\n"},
      {"pointy", "[a](<b c>)", "paragraph @1:1 {link=b c:a}\n"},
      {"parentheses", "[a](b(c)d)", "paragraph @1:1 {link=b(c)d:a}\n"},
      {"escapes and entities", "[a](b\\)&amp;c)", "paragraph @1:1 {link=b)&c:a}\n"},
      {"empty", "[a]()", "paragraph @1:1 {link:a}\n"},
      {"image", "![a *b*](c.png)", "paragraph @1:1 {image=c.png:a {emph:b}}\n"},
      {"image in a link", "[![a](b)](c)", "paragraph @1:1 {link=c:{image=b:a}}\n"},
      {"no link in a link", "[a [b](c) d](e)", "paragraph @1:1 [a {link=c:b} d](e)\n"},
      {"brackets", "[a [b] c](d)", "paragraph @1:1 {link=d:a [b] c}\n"},
      {"not a link", "[a] (b) [c](d e)", "paragraph @1:1 [a] (b) [c](d e)\n"},
      {"autolinks", "<https://a.example/x_y_> <me@a.example>",
       "paragraph @1:1 {link=https://a.example/x_y_:https://a.example/x_y_} {link=mailto:me@a.example:me@a.example}\n"},
      {"bare address", "https://a.example/x_y", "paragraph @1:1 https://a.example/x_y\n"},
      {"full and collapsed", "[a][r] [r][] [r] [a][s]\n\n[r]: t\n", "paragraph @1:1 {link=t:a} {link=t:r} {link=t:r} [a][s]\n"},
      {"reference image", "![a][r]\n\n[r]: t\n", "paragraph @1:1 {image=t:a}\n"},
      {"emphasis stays inside", "*[a*](b)", "paragraph @1:1 *{link=b:a*}\n"},
      {"spans a line", "[a\nb](c\n'd')", "paragraph @1:1 {link=c:a/b}\n"},
  };
  MD_CHECK_ALL(cases);
}

static void reads_html_entities_and_escapes(void **state) {
  (void)state;
  static const struct md_case cases[] = {
      {"tags", "<b>a</b> x<sup>2</sup>", "paragraph @1:1 {html=<b>:}a{html=</b>:} x{html=<sup>:}2{html=</sup>:}\n"},
      {"break", "a<br>b<BR />c", "paragraph @1:1 a{html=<br>:}/b{html=<BR />:}/c\n"},
      {"comment", "a <!-- b *c* --> d", "paragraph @1:1 a {html=<!-- b *c* -->:} d\n"},
      {"short comments", "a<!-->b<!--->c", "paragraph @1:1 a{html=<!-->:}b{html=<!--->:}c\n"},
      {"attributes", "x <a href=\"*\" b='_' c=d e/>y", "paragraph @1:1 x {html=<a href=\"*\" b='_' c=d e/>:}y\n"},
      {"no tags", "a < b <1> <a b=> <3", "paragraph @1:1 a < b <1> <a b=> <3\n"},
      {"instruction, declaration, cdata", "x<?a?><!B c><![CDATA[*]]>",
       "paragraph @1:1 x{html=<?a?>:}{html=<!B c>:}{html=<![CDATA[*]]>:}\n"},
      {"entities", "&lt;b&gt; &#8364; &#x2713; &Ouml; &ngE; &nbsp;|", "paragraph @1:1 <b> € ✓ Ö ≧̸  |\n"},
      {"no entities", "&nope; &amp &#; &#x; &#12345678; a&b;", "paragraph @1:1 &nope; &amp &#; &#x; &#12345678; a&b;\n"},
      {"an entity is no mark", "&#42;a&#42; &#91;b](c)", "paragraph @1:1 *a* [b](c)\n"},
      {"NUL and surrogates", "&#0;&#xD800;&#x110000;", "paragraph @1:1 ���\n"},
      {"escapes", "\\*a\\* \\a \\[b](c) \\\\", "paragraph @1:1 *a* \\a [b](c) \\\n"},
      {"hard breaks", "a\\\nb  \nc", "paragraph @1:1 a/b/c\n"},
      {"blanks at line ends", "a  \t\n   b", "paragraph @1:1 a/b\n"},
  };
  MD_CHECK_ALL(cases);
}

/* The bytes that a piece of the plain text comes from, and where they stand. */
static void leads_back(void **state) {
  (void)state;
  static const struct {
    const char *source, *piece, *bytes;
    uint32_t line, column;
  } rows[] = {
      {"**Gate**: *open*", "Gate: open", "Gate**: *open", 1, 3},
      {"a &amp; b \\* c", "b * c", "b \\* c", 1, 9},
      {"> - one\n>   two *three*\n", "two three", "two *three", 2, 5},
      {"> one\ntwo\n", "two", "two", 2, 1},
      {"1. a\n\n\t\tcode\n", "code", "code", 3, 3},
      {"> ```\n> x y\n> ```\n", "x y", "x y", 2, 3},
      {"äöü **ß** x", "ß x", "ß** x", 1, 7},
      {"[a]: b\nsee [a] now\n", "a now", "a] now", 2, 6},
      {"### Rate: 4 % ###\n", "4 %", "4 %", 1, 11},
      {"Rate\n4 %\n---\n", "4 %", "4 %", 2, 1},
      {"- [x]  done\n", "done", "done", 1, 8},
      {"<div>\n *x*\n", "*x*", "*x*", 2, 2},
      {"| a | b\\|c `d\\|e` |\n|---|---|\n", "b|c d|e", "b\\|c `d\\|e", 1, 7},
      {"---\na: b\n---\n", "b", "b", 2, 4},
      {"\xEF\xBB\xBF**a**\xC2\xA0x\r\nb\r\n", "a x\nb", "a**\xC2\xA0x\r\nb", 1, 3},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct text t;
    struct markdown m;
    md_load(&t, &m, str_of(rows[i].source));
    bool found = false;
    for (size_t k = 0; k < m.n && !found; k++) {
      const struct md_block *b = &m.blocks[k];
      size_t at = b->text.n ? str_find(b->text, str_of(rows[i].piece), 0) : SIZE_MAX, from, to;
      found = at != SIZE_MAX;
      if (!found) continue;
      md_range(b, at, at + strlen(rows[i].piece), &from, &to);
      struct place place = text_place(&t, from, to);
      struct str bytes = text_quote(&t, from, to);
      if (!str_eq(bytes, str_of(rows[i].bytes))) fail_msg("%s: \"%.*s\"", rows[i].source, STR_ARG(bytes));
      if (place.line != rows[i].line || place.column != rows[i].column) fail_msg("%s: %u:%u", rows[i].source, place.line, place.column);
    }
    if (!found) fail_msg("no \"%s\" in: %s", rows[i].piece, rows[i].source);
    md_unload(&t, &m);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_emphasis), cmocka_unit_test(reads_code_spans),
      cmocka_unit_test(reads_links),    cmocka_unit_test(reads_html_entities_and_escapes),
      cmocka_unit_test(leads_back),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
