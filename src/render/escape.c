#include "render/escape.h"

#include "base/utf8.h"
#include "base/visible.h"
#include "render/quote.h"

void escape_uri_part(struct buf *out, struct str s) {
  for (size_t i = 0; i < s.n; i++) {
    char c = s.p[i];
    if (ascii_is_alnum(c) || (c && strchr("-._~/", c)))
      buf_add_char(out, c);
    else
      buf_printf(out, "%%%02X", (unsigned char)c);
  }
}

struct str path_plain(struct str path) {
  while (path.n > 2 && path.p[0] == '.' && path.p[1] == '/') path = str_sub(path, 2, path.n);
  return path;
}

void escape_uri(struct buf *out, struct str path) {
  path = path_plain(path);
  if (path.n && path.p[0] == '/') buf_add_cstr(out, "file://");
  escape_uri_part(out, path);
}

static const char *xml_entity(char c) {
  switch (c) {
  case '&':
    return "&amp;";
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '"':
    return "&quot;";
  case '\'':
    return "&#39;";
  default:
    return NULL;
  }
}

/* Code points that XML 1.0 has no way to write, besides those that are hidden anyway. */
static bool is_no_xml(uint32_t cp) { return cp == 0xFFFE || cp == 0xFFFF; }

void escape_xml(struct buf *out, struct str s, bool lines) {
  for (size_t i = 0; i < s.n;) {
    uint32_t cp;
    size_t n = utf8_decode(s, i, &cp);
    const char *entity = n == 1 ? xml_entity(s.p[i]) : NULL;
    if (entity)
      buf_add_cstr(out, entity);
    else if (lines && n == 1 && s.p[i] == '\n')
      buf_add_char(out, '\n');
    else if (n && is_no_xml(cp))
      buf_printf(out, "\\u{%x}", cp);
    else
      visible_add_one(out, s, i);
    i += n ? n : 1;
  }
}

static bool command_escapes(char c, bool property) { return c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ',')); }

void escape_command(struct buf *out, struct str s, bool property) {
  for (size_t i = 0; i < s.n;) {
    if (command_escapes(s.p[i], property))
      buf_printf(out, "%%%02X", (unsigned char)s.p[i++]);
    else
      i += visible_add_one(out, s, i);
  }
}

static size_t longest_run(struct str s, char c) {
  size_t longest = 0, run = 0;
  for (size_t i = 0; i < s.n; i++) {
    run = s.p[i] == c ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}

static void repeat(struct buf *out, char c, size_t n) {
  while (n--) buf_add_char(out, c);
}

void escape_code(struct buf *out, struct str s, size_t max, bool cell) {
  struct buf text = BUF_INIT;
  quote_text(&text, s, max);
  struct str t = buf_str(&text);
  size_t ticks = longest_run(t, '`') + 1;
  bool padded = t.n && (t.p[0] == '`' || t.p[t.n - 1] == '`');
  if (t.n) {
    repeat(out, '`', ticks);
    if (padded) buf_add_char(out, ' ');
    for (size_t i = 0; i < t.n; i++) {
      if (cell && t.p[i] == '|')
        buf_add_cstr(out, "\\x7c");
      else
        buf_add_char(out, t.p[i]);
    }
    if (padded) buf_add_char(out, ' ');
    repeat(out, '`', ticks);
  }
  buf_release(&text);
}

void escape_sarif(struct buf *out, struct str s) {
  for (size_t i = 0; i < s.n; i++) {
    char c = s.p[i];
    buf_add_char(out, c);
    if (c == '{' || c == '}') buf_add_char(out, c);
    if (c == ']' && i + 1 < s.n && s.p[i + 1] == '(') buf_add_char(out, ' ');
  }
}
