#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "doc/encoding.h"

static void keep_diag(void *ctx, const struct diag *d) {
  buf_printf(ctx, "%s@%u:%u %.*s;", diag_name(d->id), d->line, d->column, STR_ARG(d->detail));
}

static void read_text(struct text *t, const char *in, struct buf *diags) {
  struct err err = ERR_INIT;
  struct diag_sink sink = {keep_diag, diags};
  if (text_read(t, str_of(in), STR("in.md"), diags ? &sink : NULL, &err) < 0) fail_msg("%s: %u:%u: %s", in, err.line, err.column, err.text);
}

/* NBSP, NNBSP and THSP are spaces that cannot be seen here. */
#define NBSP  "\xC2\xA0"
#define NNBSP "\xE2\x80\xAF"
#define THSP  "\xE2\x80\x89"
#define BOM   "\xEF\xBB\xBF"

static const struct {
  const char *in, *want, *diags;
} repaired[] = {
    {BOM "# Plan\n", "# Plan\n", "encoding-bom@1:1 1 mark;"},
    {"a\r\nb\r\n", "a\nb\n", "encoding-crlf@1:2 2 lines;"},
    {"a\rb\nc", "a\nb\nc", "encoding-crlf@1:2 1 line;"},
    {"a\r", "a\n", "encoding-crlf@1:2 1 line;"},
    {"\r\r\n\r", "\n\n\n", "encoding-crlf@1:1 3 lines;"},
    {"4" NNBSP "200" NBSP "ms" THSP "x", "4 200 ms x", "encoding-space@1:2 3 spaces;"},
    {"caf\xE9 au lait\n", "caf\xEF\xBF\xBD au lait\n", "encoding-invalid@1:4 1 byte;"},
    {"\xE2\x82 \xF0\x9F\x9A", "\xEF\xBF\xBD\xEF\xBF\xBD \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", "encoding-invalid@1:1 5 bytes;"},
    {"ok\n\n- done "
     "âœ…"
     "\n",
     "ok\n\n- done ✅\n", "encoding-double@3:8 1 character;"},
    {BOM "Statusâ€”" NBSP "ok\r\n\xFF\r\n", "Status— ok\n\xEF\xBF\xBD\n",
     "encoding-bom@1:1 1 mark;encoding-crlf@1:13 2 lines;encoding-double@1:7 1 character;encoding-invalid@2:1 1 byte;"
     "encoding-space@1:10 1 space;"},
    {"ðŸ“ list, ðŸš€ go", "\xEF\xBF\xBD list, 🚀 go", "encoding-double@1:1 2 characters, 1 of them lost for good;"},
};

static void repairs(void **state) {
  for (size_t i = 0; i < sizeof repaired / sizeof *repaired; i++) {
    struct text t;
    struct buf diags = BUF_INIT;
    read_text(&t, repaired[i].in, &diags);
    assert_string_equal(t.s.p, repaired[i].want);
    assert_int_equal(t.s.n, strlen(repaired[i].want));
    assert_string_equal(buf_cstr(&diags), repaired[i].diags);
    assert_true(utf8_valid(t.s, NULL));
    text_release(&t);
    buf_release(&diags);
  }
}

static void nothing_to_repair_means_no_copy(void **state) {
  static const char *const rows[] = {"", "plain\ntext\n", "déjà vu ✅ — 3 × 4 → 12 🚀\n", "日本語"};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct text t;
    struct buf diags = BUF_INIT;
    read_text(&t, rows[i], &diags);
    assert_ptr_equal(t.s.p, rows[i]);
    assert_null(t.owned);
    assert_string_equal(buf_cstr(&diags), "");
    text_release(&t);
  }
}

/* Where a piece of the copy stands in the original: line, column, end, and the original's bytes. */
static const struct {
  const char *in, *piece;
  struct place place;
  const char *quote;
} places[] = {
    {"one\ntwo three\n", "three", {2, 5, 2, 10}, "three"},
    {"one\ntwo", "two", {2, 1, 2, 4}, "two"},
    {"é ✅ 🚀 x", "x", {1, 7, 1, 8}, "x"},
    {BOM "# Title", "# Title", {1, 1, 1, 8}, "# Title"},
    {BOM "\r\nx", "x", {2, 1, 2, 2}, "x"},
    {"one\r\ntwo\r\n", "one", {1, 1, 1, 4}, "one"},
    {"one\r\ntwo\r\n", "two", {2, 1, 2, 4}, "two"},
    {"one\r\ntwo\r\n", "two\n", {2, 1, 3, 1}, "two\r\n"},
    {"one\r\ntwo", "\n", {1, 4, 2, 1}, "\r\n"},
    {"one\rtwo\r\n\rthree", "two", {2, 1, 2, 4}, "two"},
    {"one\rtwo\r\n\rthree", "three", {4, 1, 4, 6}, "three"},
    {"p95 1" NNBSP "280" NBSP "ms ok", "1 280 ms", {1, 5, 1, 13}, "1" NNBSP "280" NBSP "ms"},
    {"p95 1" NNBSP "280" NBSP "ms ok", "ok", {1, 14, 1, 16}, "ok"},
    {"caf\xE9s ok", "s ok", {1, 5, 1, 9}, "s ok"},
    {"caf\xE9s ok", "\xEF\xBF\xBD", {1, 4, 1, 5}, "\xE9"},
    {"- âœ… done", "✅", {1, 3, 1, 6}, "âœ…"},
    {"- âœ… done", "done", {1, 7, 1, 11}, "done"},
    {"- âœ… done", "✅ done", {1, 3, 1, 11}, "âœ… done"},
    {"- âŒ failed", "❌", {1, 3, 1, 5}, "âŒ"},
    {"- âŒ failed", "failed", {1, 6, 1, 12}, "failed"},
    {"| âŒ | âœ… | ðŸŽ‰ |", "✅", {1, 8, 1, 11}, "âœ…"},
    {"| âŒ | âœ… | ðŸŽ‰ |", "🎉", {1, 14, 1, 18}, "ðŸŽ‰"},
    {"| âŒ | âœ… | ðŸŽ‰ |", "❌ | ✅ | 🎉", {1, 3, 1, 18}, "âŒ | âœ… | ðŸŽ‰"},
    {"a\r\nok âœ…\r\nz", "ok ✅", {2, 1, 2, 7}, "ok âœ…"},
    {"a\r\nok âœ…\r\nz", "✅\nz", {2, 4, 3, 2}, "âœ…\r\nz"},
    {"end âœ…", "✅", {1, 5, 1, 8}, "âœ…"},
    {"end âŒ", "❌", {1, 5, 1, 7}, "âŒ"},
    {"end â†’ 4" NBSP, "→ 4 ", {1, 5, 1, 11}, "â†’ 4" NBSP},
    {"âš" NBSP "ï¸ slow", "slow", {1, 7, 1, 11}, "slow"},
    {"âš ï¸ slow âœ…", "⚠", {1, 1, 1, 6}, "âš ï¸"},
    {"xï»¿y âœ…", "y ✅", {1, 5, 1, 10}, "y âœ…"},
};

static void places_are_those_of_the_original(void **state) {
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    struct text t;
    read_text(&t, places[i].in, NULL);
    size_t from = str_find(t.s, str_of(places[i].piece), 0);
    if (from == SIZE_MAX) fail_msg("row %zu: \"%s\" is not in \"%s\"", i, places[i].piece, t.s.p);
    size_t to = from + strlen(places[i].piece);
    struct place at = text_place(&t, from, to);
    struct str quote = text_quote(&t, from, to);
    if (memcmp(&at, &places[i].place, sizeof at) != 0)
      fail_msg("row %zu: \"%s\" is at %u:%u-%u:%u", i, places[i].piece, at.line, at.column, at.end_line, at.end_column);
    assert_int_equal(quote.n, strlen(places[i].quote));
    assert_memory_equal(quote.p, places[i].quote, quote.n);
    text_release(&t);
  }
}

static void ends_inside_a_code_point_move_outwards(void **state) {
  static const char *const rows[] = {"a✅b", "aâœ…b"};
  for (size_t i = 0; i < 2; i++) {
    struct text t;
    read_text(&t, rows[i], NULL);
    assert_string_equal(t.s.p, "a✅b");
    struct str quote = text_quote(&t, 2, 3);
    assert_int_equal(quote.n, strlen(rows[i]) - 2);
    assert_int_equal(text_quote(&t, 4, 99).n, 1);
    assert_int_equal(text_quote(&t, 5, 5).n, 0);
    assert_int_equal(text_raw(&t, 5), strlen(rows[i]));
    assert_int_equal(text_raw(&t, 500), strlen(rows[i]));
    text_release(&t);
  }
}

static const struct {
  const char *in;
  size_t n;
  uint32_t line, column;
  const char *rule;
} refused[] = {
    {"\0", 1, 1, 1, "encoding-binary"},
    {"one\ntw\0o", 8, 2, 3, "encoding-binary"},
    {"\xC3\xA9\0", 3, 1, 2, "encoding-binary"},
    {"\xFF\xFE#\0 \0", 6, 1, 1, "encoding-utf16"},
    {"\xFE\xFF\0#\0 ", 6, 1, 1, "encoding-utf16"},
};

static void binary_is_refused(void **state) {
  for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
    struct text t;
    struct err err = ERR_INIT;
    assert_int_equal(text_read(&t, str_make(refused[i].in, refused[i].n), STR("in.md"), NULL, &err), -1);
    assert_int_equal(err.code, ERR_INPUT);
    assert_string_equal(err.path, "in.md");
    assert_string_equal(err.rule, refused[i].rule);
    assert_int_equal(err.line, refused[i].line);
    assert_int_equal(err.column, refused[i].column);
    text_release(&t);
  }
}

static void an_absent_text_is_an_empty_one(void **state) {
  struct text t;
  struct err err = ERR_INIT;
  assert_int_equal(text_read(&t, STR_NONE, STR_NONE, NULL, &err), 0);
  struct place at = text_place(&t, 0, 0);
  assert_int_equal(at.line, 1);
  assert_int_equal(at.column, 1);
  text_release(&t);
}

/* Column of an offset counted from the start of its line, the slow way. */
static uint32_t slow_column(struct str s, size_t offset) {
  size_t start = offset;
  while (start > 0 && s.p[start - 1] != '\n') start--;
  return (uint32_t)utf8_count(str_make(s.p + start, offset - start)) + 1;
}

/* Every code point of a text with all kinds of repair, longer than the distance of the marks by far. */
static void every_place_of_a_long_text(void **state) {
  static const char *const pieces[] = {"word ", "âœ…", " é", "\xE9", NBSP, "🚀", "ï¸", "5 â†’ 6", "\xF0\x9F", "ðŸ”´ ", "âŒ "};
  struct buf in = BUF_INIT;
  for (unsigned i = 0, k = 1; i < 4000; i++, k = k * 1103515245u + 12345u) {
    buf_add_cstr(&in, pieces[(k >> 16) % (sizeof pieces / sizeof *pieces)]);
    if (i % 1500 == 1499) buf_add_cstr(&in, i % 2 ? "\r\n" : "\n");
  }
  struct text t;
  read_text(&t, buf_cstr(&in), NULL);
  size_t before = 0;
  for (size_t i = 0; i < t.s.n; i++) {
    uint32_t cp;
    size_t n = utf8_decode(t.s, i, &cp);
    if (n == 0) continue;
    size_t raw = text_raw(&t, i);
    struct place at = text_place(&t, i, i + n);
    assert_true(raw >= before);
    before = raw;
    if (at.column != slow_column(t.raw, raw)) fail_msg("offset %zu: column %u, not %u", raw, at.column, slow_column(t.raw, raw));
    assert_true(at.end_line > at.line || at.end_column > at.column);
    i += n - 1;
  }
  text_release(&t);
  buf_release(&in);
}

/* Many places in one line of megabytes: each from the start of the line would take minutes. */
static void one_huge_line(void **state) {
  struct buf in = BUF_INIT;
  for (size_t i = 0; i < (size_t)1 << 19; i++) buf_add_cstr(&in, i % 64 ? "é x" : "âœ…");
  struct text t;
  read_text(&t, buf_cstr(&in), NULL);
  for (size_t i = 0; i < 20000; i++) {
    struct place at = text_place(&t, i * 64, i * 64 + 4);
    assert_true(at.line == 1 && at.end_column > at.column);
  }
  text_release(&t);
  buf_release(&in);
}

/* The worst that fits: as many repairs, lines or runs of look-alikes as bytes allow. */
static void linear_on_hostile_text(void **state) {
  static const char *const units[] = {"\xFF", "\r", "\r\n", "Ã", "âŒ", "â”", "é", NBSP, "ð", "ðŸ", "â"};
  for (size_t k = 0; k < sizeof units / sizeof *units; k++) {
    struct buf in = BUF_INIT;
    while (in.n < (size_t)1 << 20) buf_add_cstr(&in, units[k]);
    struct text t;
    read_text(&t, buf_cstr(&in), NULL);
    assert_true(utf8_valid(t.s, NULL));
    assert_int_equal(text_raw(&t, t.s.n), in.n);
    text_release(&t);
    buf_release(&in);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(repairs),
      cmocka_unit_test(nothing_to_repair_means_no_copy),
      cmocka_unit_test(places_are_those_of_the_original),
      cmocka_unit_test(ends_inside_a_code_point_move_outwards),
      cmocka_unit_test(binary_is_refused),
      cmocka_unit_test(an_absent_text_is_an_empty_one),
      cmocka_unit_test(every_place_of_a_long_text),
      cmocka_unit_test(one_huge_line),
      cmocka_unit_test(linear_on_hostile_text),
  };
  return cmocka_run_group_tests_name("doc/encoding", tests, NULL, NULL);
}
