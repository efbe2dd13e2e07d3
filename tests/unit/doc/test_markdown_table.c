/* GFM tables: what is one, where it ends, what its cells hold. */
#include "markdown_case.h"

#define CELL2(r, l, c0, x, c1, y) "  cell " #r ",0 @" #l ":" #c0 x "\n  cell " #r ",1 @" #l ":" #c1 y "\n"

static void finds_tables(void **state) {
  (void)state;
  static const struct md_case cases[] = {
      {"plain", "| port | load |\n| --- | --- |\n| west | 7 t |\n",
       "table 2,2 @1:1\n" CELL2(0, 1, 3, " port", 10, " load") CELL2(1, 3, 3, " west", 10, " 7 t")},
      {"without outer pipes, aligned", "a | b\n:-|:-:\nc | d\n",
       "table 2,2 @1:1\n" CELL2(0, 1, 1, " a", 5, " b") CELL2(1, 3, 1, " c", 5, " d")},
      {"mixed", "| a | b\n--- | --- |\nc | d |\n", "table 2,2 @1:1\n" CELL2(0, 1, 3, " a", 7, " b") CELL2(1, 3, 1, " c", 5, " d")},
      {"header only", "|a|\n|-|\n", "table 1,1 @1:1\n  cell 0,0 @1:2 a\n"},
      {"one column without pipes", "a\n:-\nb\n", "table 2,1 @1:1\n  cell 0,0 @1:1 a\n  cell 1,0 @3:1 b\n"},
      {"hyphens alone underline", "| a |\n---\n", "heading 2 @1:1 | a |\n"},
      {"counts must match", "| a | b |\n|---|\n| c |\n", "paragraph @1:1 | a | b |/|---|/| c |\n"},
      {"not a delimiter", "| a |\n|-:-|\n", "paragraph @1:1 | a |/|-:-|\n"},
      {"spaces inside the delimiter", "| a |\n|- -|\n", "paragraph @1:1 | a |/|- -|\n"},
      {"no delimiter", "| a | b |\n| c | d |\n", "paragraph @1:1 | a | b |/| c | d |\n"},
      {"behind text", "text\nmore\n| a |\n|:-|\n", "paragraph @1:1 text/more\ntable 1,1 @3:1\n  cell 0,0 @3:3 a\n"},
      {"emphasis stays on its side", "*text\n| a* |\n|:-|\n", "paragraph @1:1 *text\ntable 1,1 @2:1\n  cell 0,0 @2:3 a*\n"},
      {"behind a definition", "[r]: t\n| [r] |\n|:-|\n", "table 1,1 @2:1\n  cell 0,0 @2:3 {link=t:r}\n"},
      {"indented header", "   | a |\n   |---|\n", "table 1,1 @1:4\n  cell 0,0 @1:6 a\n"},
      {"delimiter too far in", "| a |\n    |---|\n", "paragraph @1:1 | a |/|---|\n"},
      {"code", "    | a |\n    |---|\n", "code @1:5 | a |/|---|/\n"},
      {"in a fence", "```\n| a |\n|---|\n```\n", "code @1:1 | a |/|---|/\n"},
  };
  MD_CHECK_ALL(cases);
}

static void splits_rows(void **state) {
  (void)state;
  static const struct md_case cases[] = {
      {"short and long rows", "|a|b|\n|-|-|\n|c|\n|d|e|f|\n",
       "table 3,2 @1:1\n" CELL2(0, 1, 2, " a", 4, " b") CELL2(1, 3, 2, " c", 4, "") CELL2(2, 4, 2, " d", 4, " e")},
      {"row without a pipe", "|a|b|\n|-|-|\nc\n", "table 2,2 @1:1\n" CELL2(0, 1, 2, " a", 4, " b") CELL2(1, 3, 1, " c", 2, "")},
      {"empty cells", "|a|b|\n|-|-|\n||\n| |x\n",
       "table 3,2 @1:1\n" CELL2(0, 1, 2, " a", 4, " b") CELL2(1, 3, 2, "", 3, "") CELL2(2, 4, 3, "", 4, " x")},
      {"escaped pipes", "|a|b|\n|-|-|\n|1\\|2|`3\\|4` **5\\|6**|\n",
       "table 2,2 @1:1\n" CELL2(0, 1, 2, " a", 4, " b") CELL2(1, 3, 2, " 1|2", 7, " {code:3|4} {strong:5|6}")},
      {"two backslashes escape too", "|a|b|\n|-|-|\n|1\\\\|2|3|\n",
       "table 2,2 @1:1\n" CELL2(0, 1, 2, " a", 4, " b") CELL2(1, 3, 2, " 1|2", 8, " 3")},
      {"code does not shield", "|a|b|\n|-|-|\n|`c|d`|\n", "table 2,2 @1:1\n" CELL2(0, 1, 2, " a", 4, " b") CELL2(1, 3, 2, " `c", 5, " d`")},
      {"nothing runs over cells", "|a|b|\n|-|-|\n|*c|d*|\n|[e|f](g)|\n",
       "table 3,2 @1:1\n" CELL2(0, 1, 2, " a", 4, " b") CELL2(1, 3, 2, " *c", 5, " d*") CELL2(2, 4, 2, " [e", 5, " f](g)")},
      {"inlines", "|a|b|\n|-|-|\n|[x](y) **z**|~~n~~<br>m|\n",
       "table 2,2 @1:1\n" CELL2(0, 1, 2, " a", 4, " b") CELL2(1, 3, 2, " {link=y:x} {strong:z}", 15, " {strike:n}{html=<br>:}/m")},
      {"blanks and tabs around", "|\ta\t|  b  |\n|-|-|\n", "table 1,2 @1:1\n" CELL2(0, 1, 3, " a", 8, " b")},
      {"emoji before", "|a|b|\n|-|-|\n|✅ ok|é|\n", "table 2,2 @1:1\n" CELL2(0, 1, 2, " a", 4, " b") CELL2(1, 3, 2, " ✅ ok", 7, " é")},
  };
  MD_CHECK_ALL(cases);
}

static void ends_tables(void **state) {
  (void)state;
  static const struct md_case cases[] = {
      {"blank line", "|a|\n|-|\n|b|\n\n|c|\n", "table 2,1 @1:1\n  cell 0,0 @1:2 a\n  cell 1,0 @3:2 b\nparagraph @5:1 |c|\n"},
      {"quote", "|a|\n|-|\n> b\n", "table 1,1 @1:1\n  cell 0,0 @1:2 a\nquote @3:1\n  paragraph @3:3 b\n"},
      {"list, heading", "|a|\n|-|\n- b\n# c\n",
       "table 1,1 @1:1\n  cell 0,0 @1:2 a\nlist 1 @3:1\n  item @3:1\n    paragraph @3:3 b\nheading 1 @4:1 c\n"},
      {"rule", "|a|\n|-|\n|b|\n---\nc\n", "table 2,1 @1:1\n  cell 0,0 @1:2 a\n  cell 1,0 @3:2 b\nrule @4:1\nparagraph @5:1 c\n"},
      {"equals signs are a row", "|a|\n|-|\n===\n", "table 2,1 @1:1\n  cell 0,0 @1:2 a\n  cell 1,0 @3:1 ===\n"},
      {"text above, rule below", "t\n|a|\n|-|\n***\n", "paragraph @1:1 t\ntable 1,1 @2:1\n  cell 0,0 @2:2 a\nrule @4:1\n"},
      {"number that starts no list here", "|a|\n|-|\n7. b\n", "table 1,1 @1:1\n  cell 0,0 @1:2 a\nparagraph @3:1 7. b\n"},
      {"indented code", "|a|\n|-|\n      b\nc\n", "table 1,1 @1:1\n  cell 0,0 @1:2 a\ncode @3:7   b/\nparagraph @4:1 c\n"},
      {"lone pipe", "|a|\n|-|\n|\n", "table 1,1 @1:1\n  cell 0,0 @1:2 a\nparagraph @3:1 |\n"},
      {"lone tag", "|a|\n|-|\n<br>\n", "table 1,1 @1:1\n  cell 0,0 @1:2 a\nparagraph @3:1 {html=<br>:}/\n"},
  };
  MD_CHECK_ALL(cases);
}

static void reads_tables_in_containers(void **state) {
  (void)state;
  static const struct md_case cases[] = {
      {"item", "1. x\n   | a | b |\n   |---|---|\n   | c | d |\n",
       "list 1 ordered @1:1\n  item 1 @1:1\n    paragraph @1:4 x\n    table 2,2 @2:4\n      cell 0,0 @2:6 a\n      cell 0,1 @2:10 b\n"
       "      cell 1,0 @4:6 c\n      cell 1,1 @4:10 d\n"},
      {"item, behind a blank line", "- x\n\n  |a|\n  |-|\n",
       "list 1 @1:1\n  item @1:1\n    paragraph @1:3 x\n    table 1,1 @3:3\n      cell 0,0 @3:4 a\n"},
      {"quote in an item", "- > |a|\n  > |-|\n  > |b|\n",
       "list 1 @1:1\n  item @1:1\n    quote @1:3\n      table 2,1 @1:5\n        cell 0,0 @1:6 a\n        cell 1,0 @3:6 b\n"},
      {"lazy row is text outside", "> |a|\n> |-|\n|b|\n", "quote @1:1\n  table 1,1 @1:3\n    cell 0,0 @1:4 a\nparagraph @3:1 |b|\n"},
      {"text behind an item's table", "- |a|\n  |-|\nb\n",
       "list 1 @1:1\n  item @1:1\n    table 1,1 @1:3\n      cell 0,0 @1:4 a\nparagraph @3:1 b\n"},
      {"lazy delimiter is none", "> |a|\n|-|\n", "quote @1:1\n  paragraph @1:3 |a|/|-|\n"},
      {"table outside behind one inside", "> |a|\n> |-|\n|b|\n|-|\n|c|\n",
       "quote @1:1\n  table 1,1 @1:3\n    cell 0,0 @1:4 a\ntable 2,1 @3:1\n  cell 0,0 @3:2 b\n  cell 1,0 @5:2 c\n"},
  };
  MD_CHECK_ALL(cases);
}

/* Each cell's text range is its own bytes in the source. */
static void quotes_cells(void **state) {
  (void)state;
  static const char *const bytes[] = {"pier", "state", "`p\\|1`", "**open**"};
  struct text t;
  struct markdown m;
  md_load(&t, &m, STR("1. x\n\n   | pier | state |\n   | :- | -: |\n   | `p\\|1` | **open** |\n"));
  size_t n = 0;
  for (size_t i = 0; i < m.n; i++) {
    if (m.blocks[i].kind != MD_CELL) continue;
    struct str quote = text_quote(&t, m.blocks[i].from, m.blocks[i].to);
    if (!str_eq(quote, str_of(bytes[n]))) fail_msg("cell %zu: %.*s", n, STR_ARG(quote));
    n++;
  }
  assert_int_equal(n, 4);
  md_unload(&t, &m);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(finds_tables), cmocka_unit_test(splits_rows),
      cmocka_unit_test(ends_tables),  cmocka_unit_test(reads_tables_in_containers),
      cmocka_unit_test(quotes_cells),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
