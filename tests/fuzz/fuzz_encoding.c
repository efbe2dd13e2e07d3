/* layers: doc */
/* A readable copy of any bytes: valid UTF-8, and every place in it is the one that slow counting in the original gives. */
#include "base/utf8.h"
#include "doc/encoding.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { SLOWLY = 2048 };

static void demand(bool holds) {
  if (!holds) __builtin_trap();
}

static bool ends_line(struct str s, size_t i) { return s.p[i] == '\n' || (s.p[i] == '\r' && !(i + 1 < s.n && s.p[i + 1] == '\n')); }

static void slow_place(struct str raw, size_t offset, uint32_t *line, uint32_t *column) {
  size_t start = str_starts(raw, STR("\xEF\xBB\xBF")) ? 3 : 0;
  *line = 1;
  for (size_t i = start; i < offset; i++) {
    if (!ends_line(raw, i)) continue;
    ++*line;
    start = i + 1;
  }
  *column = (uint32_t)utf8_count(str_make(raw.p + start, offset - start)) + 1;
}

static void check_places(const struct text *t) {
  size_t before = 0, step = t->s.n / SLOWLY + 1;
  for (size_t i = 0; i <= t->s.n; i += step) {
    bool boundary = i == t->s.n || ((unsigned char)t->s.p[i] & 0xC0) != 0x80;
    if (!boundary) continue;
    size_t raw = text_raw(t, i);
    struct place at = text_place(t, i, i);
    struct str quote = text_quote(t, i, t->s.n);
    uint32_t line, column;
    slow_place(t->raw, raw, &line, &column);
    demand(raw >= before && raw <= t->raw.n);
    demand(at.line == line && at.column == column && at.end_line == line && at.end_column == column);
    demand(quote.p == t->raw.p + raw && quote.n == t->raw.n - raw);
    before = raw;
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct err err = ERR_INIT;
  struct text t;
  struct str raw = {(const char *)data, size};
  if (text_read(&t, raw, STR("fuzz.md"), NULL, &err) < 0) {
    demand(size > 0 && memchr(data, 0, size) != NULL && err.line > 0 && err.column > 0);
    return 0;
  }
  demand(utf8_valid(t.s, NULL) && memchr(t.s.p, '\r', t.s.n) == NULL);
  demand(text_raw(&t, t.s.n) == size);
  check_places(&t);
  text_release(&t);
  return 0;
}
