/* Raw inline HTML and autolinks, by the grammar of CommonMark 0.31, sections 6.5 and 6.6. */
#include "doc/markdown_parts.h"

static size_t skip_space(struct str s, size_t i) {
  while (i < s.n && ascii_is_space(s.p[i])) i++;
  return i;
}

static size_t skip_name(struct str s, size_t i, const char *more) {
  while (i < s.n && (ascii_is_alnum(s.p[i]) || strchr(more, s.p[i])) && s.p[i]) i++;
  return i;
}

static size_t attribute_value(struct str s, size_t i) {
  if (i >= s.n) return MD_NOT_FOUND;
  if (s.p[i] == '"' || s.p[i] == '\'') {
    const char *end = memchr(s.p + i + 1, s.p[i], s.n - i - 1);
    return end ? (size_t)(end - s.p) + 1 : MD_NOT_FOUND;
  }
  size_t from = i;
  while (i < s.n && !ascii_is_space(s.p[i]) && !strchr("\"'=<>`", s.p[i])) i++;
  return i > from ? i : MD_NOT_FOUND;
}

/* Behind all attributes and the blanks after them. */
static size_t attributes(struct str s, size_t i) {
  for (;;) {
    size_t name = skip_space(s, i);
    if (name == i || name >= s.n || !(ascii_is_alpha(s.p[name]) || s.p[name] == '_' || s.p[name] == ':')) return name;
    i = skip_name(s, name, "_.:-");
    size_t equals = skip_space(s, i);
    if (equals >= s.n || s.p[equals] != '=') continue;
    i = attribute_value(s, skip_space(s, equals + 1));
    if (i == MD_NOT_FOUND) return MD_NOT_FOUND;
  }
}

size_t md_html_tag(struct str s, size_t at) {
  size_t i = at + 1;
  bool closing = i < s.n && s.p[i] == '/';
  if (closing) i++;
  if (i >= s.n || !ascii_is_alpha(s.p[i])) return MD_NOT_FOUND;
  i = skip_name(s, i, "-");
  i = closing ? skip_space(s, i) : attributes(s, i);
  if (i == MD_NOT_FOUND) return MD_NOT_FOUND;
  if (!closing && i < s.n && s.p[i] == '/') i++;
  return i < s.n && s.p[i] == '>' ? i + 1 : MD_NOT_FOUND;
}

static size_t find_end(struct str s, size_t from, struct str end, bool *none) {
  if (*none) return MD_NOT_FOUND;
  const char *p = from < s.n ? memmem(s.p + from, s.n - from, end.p, end.n) : NULL;
  if (!p) *none = true;
  return p ? (size_t)(p - s.p) + end.n : MD_NOT_FOUND;
}

size_t md_html_scan(struct str s, size_t at, struct md_html_memo *memo) {
  struct str rest = str_sub(s, at, s.n);
  if (str_starts(rest, STR("<!-->"))) return at + 5;
  if (str_starts(rest, STR("<!--->"))) return at + 6;
  if (str_starts(rest, STR("<!--"))) return find_end(s, at + 4, STR("-->"), &memo->no_comment_end);
  if (str_starts(rest, STR("<?"))) return find_end(s, at + 2, STR("?>"), &memo->no_instruction_end);
  if (str_starts(rest, STR("<![CDATA["))) return find_end(s, at + 9, STR("]]>"), &memo->no_cdata_end);
  if (rest.n > 2 && rest.p[1] == '!' && ascii_is_alpha(rest.p[2])) return find_end(s, at + 2, STR(">"), &memo->no_declaration_end);
  return md_html_tag(s, at);
}

static bool is_mail_char(char c) { return ascii_is_alnum(c) || (c && strchr(".!#$%&'*+/=?^_`{|}~-", c)); }

/* Labels of letters, digits and inner hyphens, up to 63 long, with dots between. */
static bool is_domain(struct str s) {
  size_t label = 0;
  for (size_t i = 0; i < s.n; i++) {
    bool dot = s.p[i] == '.', hyphen = s.p[i] == '-';
    if (!dot && !hyphen && !ascii_is_alnum(s.p[i])) return false;
    if ((dot || hyphen) && label == 0) return false;
    if (dot && s.p[i - 1] == '-') return false;
    label = dot ? 0 : label + 1;
    if (label > 63) return false;
  }
  return label > 0 && s.p[s.n - 1] != '-';
}

static bool is_mail(struct str s) {
  size_t at = 0;
  while (at < s.n && is_mail_char(s.p[at])) at++;
  return at > 0 && at < s.n && s.p[at] == '@' && is_domain(str_sub(s, at + 1, s.n));
}

static bool is_uri(struct str s) {
  size_t i = 0;
  while (i < s.n && i <= 32 && (ascii_is_alnum(s.p[i]) || strchr("+.-", s.p[i]))) i++;
  return i >= 2 && i <= 32 && i < s.n && s.p[i] == ':' && ascii_is_alpha(s.p[0]);
}

size_t md_autolink_scan(struct str s, size_t at, bool *mail) {
  size_t i = at + 1;
  while (i < s.n && (unsigned char)s.p[i] > ' ' && s.p[i] != '<' && s.p[i] != '>' && s.p[i] != 0x7F) i++;
  if (i >= s.n || s.p[i] != '>') return MD_NOT_FOUND;
  struct str inner = str_sub(s, at + 1, i - at - 1);
  *mail = is_mail(inner);
  return *mail || is_uri(inner) ? i + 1 : MD_NOT_FOUND;
}
