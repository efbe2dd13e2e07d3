#include "doc/json.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "doc/cursor.h"
#include "doc/json_string.h"

/* What may come next. */
enum state {
  WANT_DOCUMENT, /* a value, or the end where there may be several documents or one was read */
  WANT_VALUE,
  WANT_FIRST_ITEM, /* a value or ']' */
  WANT_FIRST_KEY,  /* a key or '}' */
  WANT_KEY,
  WANT_MORE, /* ',' or the end of the innermost container */
  WANT_END
};

_Static_assert(sizeof((struct json_reader *)0)->stack * 8 > LIMIT_DEPTH, "one bit a level");

static bool in_object(const struct json_reader *r) { return r->stack[r->depth / 64] >> (r->depth % 64) & 1; }

static const char *expected_words(const struct json_reader *r) {
  static const char *const words[] = {
      [WANT_DOCUMENT] = "a value",
      [WANT_VALUE] = "a value",
      [WANT_FIRST_ITEM] = "a value or ']'",
      [WANT_FIRST_KEY] = "'\"' or '}'",
      [WANT_KEY] = "'\"' before a key",
      [WANT_MORE] = "',' or ']' after a value",
      [WANT_END] = "nothing after the document",
  };
  return r->state == WANT_MORE && in_object(r) ? "',' or '}' after a value" : words[r->state];
}

/* What stands at an offset, in words for a message. */
static void describe(struct str in, size_t at, struct buf *out) {
  uint32_t cp;
  size_t n = at;
  while (n < in.n && n - at < 24 && ascii_is_alpha(in.p[n])) n++;
  if (at >= in.n)
    buf_add_cstr(out, "end of file");
  else if (n - at > 1)
    buf_printf(out, "\"%.*s\"", (int)(n - at), in.p + at);
  else if (utf8_decode(in, at, &cp) == 0)
    buf_printf(out, "byte 0x%02X, which is not UTF-8", (unsigned char)in.p[at]);
  else if (cp < 0x20 || cp == 0x7F)
    buf_printf(out, "control character U+%04X", (unsigned)cp);
  else if (cp == '\'')
    buf_add_cstr(out, "\"'\"");
  else if (cp < 0x7F)
    buf_printf(out, "'%c'", (int)cp);
  else
    buf_printf(out, "U+%04X", (unsigned)cp);
}

static bool is_utf16(struct str in) {
  return str_starts(in, STR("\xFF\xFE")) || str_starts(in, STR("\xFE\xFF")) || (in.n >= 2 && (!in.p[0] || !in.p[1]));
}

static int fail(const struct json_reader *r, struct err *err, const char *rule, size_t offset, const char *expected) {
  if (is_utf16(r->in)) return err_at(err, ERR_INPUT, "json-encoding", r->path, 1, 1, "expected UTF-8, found what looks like UTF-16");
  uint32_t line, column;
  json_place(r, offset, &line, &column);
  struct buf found = BUF_INIT;
  describe(r->in, offset, &found);
  if (offset >= r->in.n) rule = "json-truncated";
  err_at(err, ERR_INPUT, rule, r->path, line, column, "expected %s, found %s", expected, buf_cstr(&found));
  buf_release(&found);
  return -1;
}

static int fail_here(const struct json_reader *r, struct err *err) { return fail(r, err, "json-syntax", r->at, expected_words(r)); }

void json_open(struct json_reader *r, struct str in, const char *path, bool many) {
  *r = (struct json_reader){.in = in, .path = path, .at = cursor_bom(in), .many = many, .state = WANT_DOCUMENT};
}

void json_close(struct json_reader *r) { buf_release(&r->scratch); }

void json_place(const struct json_reader *r, size_t offset, uint32_t *line, uint32_t *column) {
  struct cursor c;
  cursor_open(&c, r->in);
  cursor_to(&c, offset);
  *line = c.line;
  *column = c.column;
}

static void skip_blank(struct json_reader *r) {
  size_t i = r->at;
  while (i < r->in.n && (r->in.p[i] == ' ' || r->in.p[i] == '\n' || r->in.p[i] == '\r' || r->in.p[i] == '\t')) i++;
  r->at = i;
}

static void after_value(struct json_reader *r) { r->state = r->depth ? WANT_MORE : r->many ? WANT_DOCUMENT : WANT_END; }

static void emit(struct json_reader *r, struct json_event *e, enum json_kind kind, size_t end) {
  e->kind = kind;
  e->raw = str_make(r->in.p + r->at, end - r->at);
  e->text = e->raw;
  e->offset = r->at;
  r->at = end;
}

static int enter(struct json_reader *r, struct json_event *e, bool object, struct err *err) {
  if (r->depth == LIMIT_DEPTH) {
    uint32_t line, column;
    json_place(r, r->at, &line, &column);
    return err_at(err, ERR_INPUT, "json-depth", r->path, line, column, "nested deeper than %d levels", LIMIT_DEPTH);
  }
  r->depth++;
  uint64_t bit = (uint64_t)1 << (r->depth % 64);
  if (object)
    r->stack[r->depth / 64] |= bit;
  else
    r->stack[r->depth / 64] &= ~bit;
  emit(r, e, object ? JSON_OBJECT : JSON_ARRAY, r->at + 1);
  r->state = object ? WANT_FIRST_KEY : WANT_FIRST_ITEM;
  return 0;
}

static int leave(struct json_reader *r, struct json_event *e) {
  emit(r, e, in_object(r) ? JSON_OBJECT_END : JSON_ARRAY_END, r->at + 1);
  r->depth--;
  after_value(r);
  return 0;
}

static int read_string(struct json_reader *r, struct json_event *e, enum json_kind kind, struct err *err) {
  struct json_fault fault = {0};
  struct str text;
  size_t end = json_string_read(r->in, r->at, &r->scratch, &text, &fault);
  if (end == 0) return fail(r, err, fault.rule, fault.offset, fault.expected);
  emit(r, e, kind, end);
  e->text = text;
  return 0;
}

static int read_key(struct json_reader *r, struct json_event *e, struct err *err) {
  if (read_string(r, e, JSON_KEY, err) < 0) return -1;
  skip_blank(r);
  if (r->at >= r->in.n || r->in.p[r->at] != ':') return fail(r, err, "json-syntax", r->at, "':' after a key");
  r->at++;
  r->state = WANT_VALUE;
  return 0;
}

static size_t skip_digits(struct str in, size_t i) {
  while (i < in.n && ascii_is_digit(in.p[i])) i++;
  return i;
}

/* May this byte not stand directly behind a number or a word? */
static bool glues(struct str in, size_t i) {
  return i < in.n && (ascii_is_alnum(in.p[i]) || in.p[i] == '.' || in.p[i] == '-' || in.p[i] == '+' || in.p[i] == '_');
}

/* The number at `i`: the offset behind it, or 0 with what is wrong in *fault. */
static size_t number_end(struct str in, size_t i, struct json_fault *fault) {
  if (in.p[i] == '-') i++;
  bool zero = i < in.n && in.p[i] == '0';
  size_t end = zero ? i + 1 : skip_digits(in, i);
  *fault = (struct json_fault){"json-number", "a digit after '-'", end};
  if (end == i) return 0;
  *fault = (struct json_fault){"json-number", "no digit after a leading 0", end};
  if (zero && end < in.n && ascii_is_digit(in.p[end])) return 0;
  if (end < in.n && in.p[end] == '.') {
    i = end + 1;
    end = skip_digits(in, i);
    *fault = (struct json_fault){"json-number", "a digit after '.'", end};
    if (end == i) return 0;
  }
  if (end < in.n && (in.p[end] == 'e' || in.p[end] == 'E')) {
    i = end + 1;
    if (i < in.n && (in.p[i] == '+' || in.p[i] == '-')) i++;
    end = skip_digits(in, i);
    *fault = (struct json_fault){"json-number", "a digit in an exponent", end};
    if (end == i) return 0;
  }
  *fault = (struct json_fault){"json-number", "the end of a number", end};
  return glues(in, end) ? 0 : end;
}

static int read_number(struct json_reader *r, struct json_event *e, struct err *err) {
  struct json_fault fault;
  size_t end = number_end(r->in, r->at, &fault);
  if (end == 0) return fail(r, err, fault.rule, fault.offset, fault.expected);
  emit(r, e, JSON_NUMBER, end);
  after_value(r);
  return 0;
}

static int read_word(struct json_reader *r, struct json_event *e, struct str word, enum json_kind kind, struct err *err) {
  size_t end = r->at + word.n;
  if (!str_starts(str_sub(r->in, r->at, word.n), word) || glues(r->in, end)) return fail_here(r, err);
  emit(r, e, kind, end);
  after_value(r);
  return 0;
}

static int read_value(struct json_reader *r, struct json_event *e, struct err *err) {
  switch (r->in.p[r->at]) {
  case '{':
    return enter(r, e, true, err);
  case '[':
    return enter(r, e, false, err);
  case '"':
    if (read_string(r, e, JSON_STRING, err) < 0) return -1;
    after_value(r);
    return 0;
  case 't':
    return read_word(r, e, STR("true"), JSON_TRUE, err);
  case 'f':
    return read_word(r, e, STR("false"), JSON_FALSE, err);
  case 'n':
    return read_word(r, e, STR("null"), JSON_NULL, err);
  default:
    break;
  }
  char c = r->in.p[r->at];
  return c == '-' || ascii_is_digit(c) ? read_number(r, e, err) : fail_here(r, err);
}

static int at_end(struct json_reader *r, struct json_event *e, struct err *err) {
  bool complete = r->state == WANT_END || (r->state == WANT_DOCUMENT && r->many);
  if (!complete) return fail_here(r, err);
  emit(r, e, JSON_END, r->at);
  return 0;
}

/* Behind a value in a container: its end, or after the comma the next key or value. */
static int read_more(struct json_reader *r, struct json_event *e, struct err *err) {
  bool object = in_object(r);
  if (r->in.p[r->at] == (object ? '}' : ']')) return leave(r, e);
  if (r->in.p[r->at] != ',') return fail_here(r, err);
  r->at++;
  r->state = object ? WANT_KEY : WANT_VALUE;
  return json_next(r, e, err);
}

int json_next(struct json_reader *r, struct json_event *e, struct err *err) {
  skip_blank(r);
  if (r->at >= r->in.n) return at_end(r, e, err);
  char c = r->in.p[r->at];
  switch ((enum state)r->state) {
  case WANT_FIRST_ITEM:
    if (c == ']') return leave(r, e);
    return read_value(r, e, err);
  case WANT_FIRST_KEY:
    if (c == '}') return leave(r, e);
    return c == '"' ? read_key(r, e, err) : fail_here(r, err);
  case WANT_KEY:
    return c == '"' ? read_key(r, e, err) : fail_here(r, err);
  case WANT_MORE:
    return read_more(r, e, err);
  case WANT_END:
    return fail_here(r, err);
  case WANT_DOCUMENT:
  case WANT_VALUE:
    break;
  }
  return read_value(r, e, err);
}
