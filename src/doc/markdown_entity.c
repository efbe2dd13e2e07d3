/* Character references. The frequent names are in a table; for the other two thousand cmark is asked, which has the full list. */
#include <cmark.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "doc/markdown_parts.h"

static const struct {
  const char *name;
  const char *text;
} frequent[] = {
    {"amp", "&"},   {"apos", "'"},   {"asymp", "≈"},  {"bull", "•"},   {"check", "✓"},
    {"copy", "©"},  {"cross", "✗"},  {"deg", "°"},    {"divide", "÷"}, {"euro", "€"},
    {"ge", "≥"},    {"gt", ">"},     {"hellip", "…"}, {"larr", "←"},   {"laquo", "«"},
    {"ldquo", "“"}, {"le", "≤"},     {"lsquo", "‘"},  {"lt", "<"},     {"mdash", "—"},
    {"micro", "µ"}, {"middot", "·"}, {"minus", "−"},  {"mu", "μ"},     {"nbsp", " "},
    {"ndash", "–"}, {"ne", "≠"},     {"para", "¶"},   {"plusmn", "±"}, {"quot", "\""},
    {"raquo", "»"}, {"rarr", "→"},   {"rdquo", "”"},  {"reg", "®"},    {"rsquo", "’"},
    {"sect", "§"},  {"times", "×"},  {"trade", "™"},  {"vert", "|"},   {"zwj", "\xE2\x80\x8D"},
};

enum { NAME_MAX_BYTES = 32 };

/* A no-break space becomes a plain one, as everywhere in a readable copy. */
static size_t put_code_point(uint32_t cp, char out[MD_ENTITY_MAX]) {
  if (cp == 0) cp = 0xFFFD;
  return utf8_encode(cp == 0xA0 ? ' ' : cp, out);
}

static size_t numeric(struct str s, size_t at, char out[MD_ENTITY_MAX], size_t *n) {
  size_t i = at + 2;
  bool hex = i < s.n && (s.p[i] == 'x' || s.p[i] == 'X');
  if (hex) i++;
  size_t from = i, most = hex ? 6 : 7;
  uint32_t cp = 0;
  for (; i < s.n && (hex ? ascii_is_xdigit(s.p[i]) : ascii_is_digit(s.p[i])); i++) {
    uint32_t digit = ascii_is_digit(s.p[i]) ? (uint32_t)(s.p[i] - '0') : (uint32_t)(ascii_lower(s.p[i]) - 'a' + 10);
    if (i - from == most) return 0;
    cp = cp * (hex ? 16 : 10) + digit;
  }
  if (i == from || i >= s.n || s.p[i] != ';') return 0;
  *n = put_code_point(cp, out);
  return i + 1 - at;
}

/* What cmark makes of "&name;", or the same text if it knows no such name. */
static size_t ask_cmark(struct str reference, char out[MD_ENTITY_MAX]) {
  cmark_node *document = md_cmark_parse(reference.p, reference.n);
  cmark_node *paragraph = cmark_node_first_child(document);
  cmark_node *node = paragraph ? cmark_node_first_child(paragraph) : NULL;
  const char *text = node ? cmark_node_get_literal(node) : NULL;
  struct str known = text && !cmark_node_next(node) && text[0] != '&' ? str_of(text) : STR_NONE;
  if (known.n > MD_ENTITY_MAX) known.n = 0;
  if (known.n) memcpy(out, known.p, known.n);
  cmark_node_free(document);
  return known.n;
}

static size_t named(struct str reference, char out[MD_ENTITY_MAX]) {
  struct str name = str_sub(reference, 1, reference.n - 2);
  for (size_t i = 0; i < sizeof frequent / sizeof *frequent; i++) {
    if (!str_eq(name, str_of(frequent[i].name))) continue;
    struct str text = str_of(frequent[i].text);
    if (text.n) memcpy(out, text.p, text.n);
    return text.n;
  }
  return ask_cmark(reference, out);
}

size_t md_entity(struct str s, size_t at, char out[MD_ENTITY_MAX], size_t *n) {
  if (at + 1 < s.n && s.p[at + 1] == '#') return numeric(s, at, out, n);
  size_t i = at + 1;
  while (i < s.n && i - at <= NAME_MAX_BYTES && ascii_is_alnum(s.p[i])) i++;
  if (i == at + 1 || i >= s.n || s.p[i] != ';') return 0;
  *n = named(str_sub(s, at, i + 1 - at), out);
  return *n ? i + 1 - at : 0;
}

struct str md_unescape(struct arena *arena, struct str s) {
  if (!memchr(s.p, '\\', s.n) && !memchr(s.p, '&', s.n)) return arena_str(arena, s);
  struct buf b = BUF_INIT;
  for (size_t i = 0; i < s.n;) {
    char text[MD_ENTITY_MAX];
    size_t n, used = s.p[i] == '&' ? md_entity(s, i, text, &n) : 0;
    if (used) {
      buf_add(&b, text, n);
      i += used;
      continue;
    }
    if (s.p[i] == '\\' && i + 1 < s.n && md_is_escapable(s.p[i + 1])) i++;
    buf_add_char(&b, s.p[i++]);
  }
  struct str out = arena_str(arena, buf_str(&b));
  buf_release(&b);
  return out;
}
