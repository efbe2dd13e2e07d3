#include "doc/encoding.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "doc/cursor.h"
#include "doc/double.h"

enum repair { REPAIR_BOM, REPAIR_CRLF, REPAIR_DOUBLE, REPAIR_INVALID, REPAIR_SPACE, REPAIRS };

static const struct {
  enum diag_id id;
  const char *one, *more;
} repair_words[REPAIRS] = {
    [REPAIR_BOM] = {DIAG_ENCODING_BOM, "mark", "marks"},
    [REPAIR_CRLF] = {DIAG_ENCODING_CRLF, "line", "lines"},
    [REPAIR_DOUBLE] = {DIAG_ENCODING_DOUBLE, "character", "characters"},
    [REPAIR_INVALID] = {DIAG_ENCODING_INVALID, "byte", "bytes"},
    [REPAIR_SPACE] = {DIAG_ENCODING_SPACE, "space", "spaces"},
};

/* One pass over the original. Nothing is copied before the first repair. */
struct pass {
  struct text *t;
  struct str in;
  size_t at;      /* in the original */
  size_t copied;  /* of the original, into out */
  struct buf out; /* the copy so far */
  bool copying;
  struct double_evidence evidence;
  struct {
    size_t n, first;
  } repairs[REPAIRS];
  size_t lost; /* double-encoded characters that nobody can tell */
};

static void count_repair(struct pass *p, enum repair kind, size_t raw) {
  if (p->repairs[kind].n++ == 0) p->repairs[kind].first = raw;
}

/* What stands before `at` and was not copied yet is copied as it is. */
static void copy_up_to(struct pass *p, size_t at) {
  p->copying = true;
  buf_add(&p->out, p->in.p + p->copied, at - p->copied);
  p->copied = at;
}

/* Bytes [at, end) of the original are read as `text`. */
static void replace(struct pass *p, size_t end, struct str text) {
  copy_up_to(p, p->at);
  buf_add_str(&p->out, text);
  p->at = p->copied = end;
  struct text_run run = {(uint32_t)p->out.n, (uint32_t)end};
  if (p->t->runs.n == 0) vec_push(&p->t->runs, (struct text_run){0, 0});
  struct text_run *last = &p->t->runs.v[p->t->runs.n - 1];
  if (last->at == run.at)
    *last = run;
  else
    vec_push(&p->t->runs, run);
}

static void replace_with(struct pass *p, size_t end, uint32_t cp) {
  char bytes[4];
  bool blank = cp == 0xA0 || cp == 0x202F || cp == 0x2009;
  replace(p, end, blank ? STR(" ") : str_make(bytes, utf8_encode(cp, bytes)));
}

static void read_newline(struct pass *p) {
  p->at++;
  vec_push(&p->t->lines, (uint32_t)p->at);
}

static void read_return(struct pass *p) {
  count_repair(p, REPAIR_CRLF, p->at);
  bool pair = p->at + 1 < p->in.n && p->in.p[p->at + 1] == '\n';
  if (pair) {
    replace(p, p->at + 2, STR("\n"));
  } else {
    copy_up_to(p, p->at); /* as long as what it replaces: no run */
    buf_add_char(&p->out, '\n');
    p->copied = ++p->at;
  }
  vec_push(&p->t->lines, (uint32_t)p->at);
}

static void read_tokens(struct pass *p, size_t end) {
  struct double_token token;
  uint32_t before = 0;
  while (p->at < end) {
    if (!double_token_read(p->in, p->at, before, &token)) { /* a no-break space */
      count_repair(p, REPAIR_SPACE, p->at);
      replace(p, p->at + 2, STR(" "));
      continue;
    }
    count_repair(p, REPAIR_DOUBLE, p->at);
    p->lost += token.cp == 0xFFFD;
    before = token.cp;
    if (token.cp == 0xFEFF)
      replace(p, token.end, STR(""));
    else
      replace_with(p, token.end, token.cp);
  }
}

/* True non-ASCII text, with its no-break spaces, up to `end`. */
static void read_true_text(struct pass *p, size_t end) {
  while (p->at < end) {
    uint32_t cp = 0;
    size_t n = utf8_decode(p->in, p->at, &cp);
    if (cp == 0xA0 || cp == 0x202F || cp == 0x2009) {
      count_repair(p, REPAIR_SPACE, p->at);
      replace(p, p->at + n, STR(" "));
    } else {
      p->at += n;
    }
  }
}

static void read_wide(struct pass *p) {
  uint32_t cp;
  size_t n = utf8_decode(p->in, p->at, &cp);
  if (n == 0) {
    count_repair(p, REPAIR_INVALID, p->at);
    replace_with(p, p->at + 1, 0xFFFD);
    return;
  }
  struct double_run run = {.end = p->at + n};
  if (double_byte(cp) >= 0) double_run_read(p->in, p->at, &run);
  if (double_run_repairs(&run, &p->evidence))
    read_tokens(p, run.end);
  else
    read_true_text(p, run.end);
}

static int refuse(struct text *t, struct str path, size_t offset, const char *rule, const char *words, struct err *err) {
  struct cursor c;
  char name[ERR_PATH_MAX];
  size_t n = path.n < sizeof name ? path.n : sizeof name - 1;
  if (n) memcpy(name, path.p, n);
  name[n] = '\0';
  cursor_open(&c, t->raw);
  cursor_to(&c, offset);
  text_release(t);
  return err_at(err, ERR_INPUT, rule, name, c.line, c.column, "%s", words);
}

static int refuse_binary(struct text *t, struct str path, size_t nul, struct err *err) {
  bool wide = str_starts(t->raw, STR("\xFF\xFE")) || str_starts(t->raw, STR("\xFE\xFF"));
  if (wide) return refuse(t, path, 0, "encoding-utf16", "UTF-16 text; save it as UTF-8", err);
  return refuse(t, path, nul, "encoding-binary", "binary file: it holds a NUL byte", err);
}

static int read_all(struct pass *p, struct str path, struct err *err) {
  struct text *t = p->t;
  while (p->at < p->in.n) {
    unsigned char c = (unsigned char)p->in.p[p->at];
    if (c == '\n')
      read_newline(p);
    else if (c == '\r')
      read_return(p);
    else if (c >= 0x80)
      read_wide(p);
    else
      p->at++;
    if (t->runs.n > LIMIT_TEXT_PLACES || t->lines.n > LIMIT_TEXT_PLACES)
      return refuse(t, path, p->at, "text-places", "too many lines or repairs", err);
  }
  return 0;
}

static void tell(const struct pass *p, struct str path, const struct diag_sink *sink) {
  for (int kind = 0; kind < REPAIRS; kind++) {
    size_t n = p->repairs[kind].n;
    if (n == 0) continue;
    struct cursor c;
    cursor_open(&c, p->in);
    cursor_to(&c, p->repairs[kind].first);
    char lost[48] = "";
    if (kind == REPAIR_DOUBLE && p->lost) snprintf(lost, sizeof lost, ", %zu of them lost for good", p->lost);
    diag_emit(sink, repair_words[kind].id, path, c.line, c.column, "%zu %s%s", n, n == 1 ? repair_words[kind].one : repair_words[kind].more,
              lost);
  }
}

enum { MARK_EVERY = 256 };

static bool is_ascii(struct str s) {
  unsigned char seen = 0;
  for (size_t i = 0; i < s.n; i++) seen |= (unsigned char)s.p[i];
  return seen < 0x80;
}

/* Steps over one code point, or over one byte that is none. */
static size_t step(struct str s, size_t i) {
  uint32_t cp;
  size_t n = (unsigned char)s.p[i] < 0x80 ? 1 : utf8_decode(s, i, &cp);
  return i + (n ? n : 1);
}

/* Mark k is the first code point at or behind byte k * MARK_EVERY. */
static void set_marks(struct text *t) {
  if (is_ascii(t->raw)) return;
  uint32_t count = 0;
  for (size_t i = 0; i < t->raw.n; i = step(t->raw, i), count++)
    if (i >= t->marks.n * MARK_EVERY) vec_push(&t->marks, (struct text_mark){(uint32_t)i, count});
}

int text_read(struct text *t, struct str raw, struct str path, const struct diag_sink *sink, struct err *err) {
  if (!raw.p) raw = STR("");
  *t = (struct text){.raw = raw, .s = raw};
  struct pass p = {.t = t, .in = raw, .out = BUF_INIT_MAX(3 * LIMIT_EVIDENCE_BYTES)};
  if (raw.n > LIMIT_EVIDENCE_BYTES) return refuse(t, path, 0, "text-size", "text too long", err);
  const char *nul = memchr(raw.p, '\0', raw.n);
  if (nul) return refuse_binary(t, path, (size_t)(nul - raw.p), err);
  if (cursor_bom(raw)) {
    count_repair(&p, REPAIR_BOM, 0);
    replace(&p, cursor_bom(raw), STR(""));
  }
  vec_push(&t->lines, (uint32_t)p.at);
  double_survey(raw, &p.evidence);
  int rc = read_all(&p, path, err);
  if (rc == 0 && p.copying) {
    copy_up_to(&p, raw.n);
    t->owned = buf_take(&p.out, &t->s.n);
    t->s.p = t->owned;
  }
  buf_release(&p.out);
  if (rc < 0) return rc;
  set_marks(t);
  tell(&p, path, sink);
  return 0;
}

void text_release(struct text *t) {
  mem_free(t->owned);
  vec_release(&t->runs);
  vec_release(&t->lines);
  vec_release(&t->marks);
  *t = (struct text){.s = STR("")};
}

size_t text_raw(const struct text *t, size_t offset) {
  if (t->runs.n == 0) return offset < t->raw.n ? offset : t->raw.n;
  size_t low = 0, high = t->runs.n; /* first run behind offset */
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (t->runs.v[middle].at <= offset)
      low = middle + 1;
    else
      high = middle;
  }
  const struct text_run *run = &t->runs.v[low - 1];
  size_t raw = run->raw + (offset - run->at), most = low < t->runs.n ? t->runs.v[low].raw : t->raw.n;
  return raw < most ? raw : most;
}

/* Code points before an offset of the original. */
static uint32_t count_before(const struct text *t, size_t raw) {
  if (t->marks.n == 0) return (uint32_t)raw;
  size_t k = raw / MARK_EVERY;
  if (k >= t->marks.n) k = t->marks.n - 1;
  if (t->marks.v[k].raw > raw) k--; /* mark 0 is at 0 */
  uint32_t count = t->marks.v[k].count;
  for (size_t i = t->marks.v[k].raw; i < raw; i = step(t->raw, i)) count++;
  return count;
}

static uint32_t count_between(const struct text *t, size_t from, size_t to) {
  if (t->marks.n == 0 || to - from >= MARK_EVERY) return count_before(t, to) - count_before(t, from);
  uint32_t count = 0;
  for (size_t i = from; i < to; i = step(t->raw, i)) count++;
  return count;
}

static void place_raw(const struct text *t, size_t raw, uint32_t *line, uint32_t *column) {
  size_t low = 0, high = t->lines.n; /* first line that starts behind raw */
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (t->lines.v[middle] <= raw)
      low = middle + 1;
    else
      high = middle;
  }
  size_t start = low ? t->lines.v[low - 1] : raw;
  *line = low ? (uint32_t)low : 1;
  *column = count_between(t, start, raw) + 1;
}

static bool inside(struct str s, size_t i) { return i > 0 && i < s.n && ((unsigned char)s.p[i] & 0xC0) == 0x80; }

/* Ends moved outwards to whole code points of the copy, and back to the original. */
static void raw_range(const struct text *t, size_t from, size_t to, size_t *raw_from, size_t *raw_to) {
  bool repaired = t->runs.n > 0 || t->owned;
  if (to > t->s.n) to = t->s.n;
  if (from > to) from = to;
  for (int k = 0; k < 3 && inside(t->s, from); k++) from--;
  for (int k = 0; k < 3 && inside(t->s, to); k++) to++;
  *raw_from = repaired ? text_raw(t, from) : from;
  *raw_to = repaired ? text_raw(t, to) : to;
}

struct place text_place(const struct text *t, size_t from, size_t to) {
  struct place at;
  raw_range(t, from, to, &from, &to);
  place_raw(t, from, &at.line, &at.column);
  place_raw(t, to, &at.end_line, &at.end_column);
  return at;
}

struct str text_quote(const struct text *t, size_t from, size_t to) {
  raw_range(t, from, to, &from, &to);
  return str_make(t->raw.p + from, to - from);
}
