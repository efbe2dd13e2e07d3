/* The copy that cmark sees. We take block structure from cmark, but its parser always reads inlines as well, and some inputs make that
 * quadratic. So each byte that can only mean something to inlines becomes '^'. What may start, continue or end a block stays: the markers
 * at the start of a line, fences, rules, and what opens or closes an HTML block. Link definitions are taken away too; we read them. */
#include "base/limits.h"
#include "doc/markdown_parts.h"

enum { NEUTRAL = '^', DEPTH = LIMIT_MARKDOWN_DEPTH + 1 };

static const bool special[256] = {['\0'] = true, ['!'] = true,  ['&'] = true, ['*'] = true, ['<'] = true,
                                  ['['] = true,  ['\\'] = true, [']'] = true, ['_'] = true, ['`'] = true};

struct guard {
  struct md_source *src;
  size_t pieces;      /* blocks that there could be */
  size_t run_openers; /* see openers() */
  size_t run_bytes;
  size_t cost;
};

int md_refuse(const struct md_source *src, size_t offset, const char *rule, const char *what, size_t limit, struct err *err) {
  struct place at = text_place(src->text, offset, offset);
  return err_at(err, ERR_INPUT, rule, src->path, at.line, at.column, "%s (limit %zu)", what, limit);
}

static bool ends_marker(const char *p, size_t n, size_t i) { return i >= n || md_is_blank(p[i]); }

/* Bytes of the list marker at p[i], 0 if there is none. */
static size_t list_marker(const char *p, size_t n, size_t i) {
  if (p[i] == '-' || p[i] == '+' || p[i] == '*') return ends_marker(p, n, i + 1) ? 1 : 0;
  size_t k = i;
  while (k < n && k < i + 9 && ascii_is_digit(p[k])) k++;
  if (k == i || k >= n || (p[k] != '.' && p[k] != ')')) return 0;
  return ends_marker(p, n, k + 1) ? k + 1 - i : 0;
}

/* Only `c` and blanks from `i` on. */
static bool only(const char *p, size_t n, size_t i, char c) {
  while (i < n && (p[i] == c || md_is_blank(p[i]))) i++;
  return i == n;
}

static bool may_be_rule(const char *p, size_t n, size_t i) { return (p[i] == '-' || p[i] == '*') && only(p, n, i, p[i]); }

struct prefix {
  size_t n; /* bytes */
  size_t markers;
  bool plain; /* nothing but up to three blanks */
};

/* Markers over the depth cap become text: one more than the cap stays, so that the tree shows that it was passed. */
static struct prefix scan_prefix(char *p, size_t n) {
  struct prefix x = {0};
  for (;;) {
    while (x.n < n && md_is_blank(p[x.n])) x.n++;
    if (x.n >= n) break;
    size_t marker = p[x.n] == '>' ? 1 : list_marker(p, n, x.n);
    if (marker == 0) break;
    if (x.markers == DEPTH) {
      if (may_be_rule(p, n, x.n))
        x.n = n;
      else
        p[x.n + marker - 1] = NEUTRAL;
      break;
    }
    x.markers++;
    x.n += marker;
  }
  x.plain = x.markers == 0 && x.n <= 3 && !memchr(p, '\t', x.n);
  return x;
}

static bool has_at(const char *p, size_t n, size_t i, struct str word) { return str_starts(str_make(p + i, n - i), word); }

/* How much of a line that starts with '<' has to stay for cmark to see which HTML block it starts. */
static size_t html_start(struct guard *g, const char *p, size_t n, const struct prefix *x) {
  struct str line = str_make(p, n);
  size_t behind = md_html_tag(line, x->n);
  if (behind != MD_NOT_FOUND && str_trim(str_sub(line, behind, n)).n == 0) return n;
  if (x->n + 1 >= n || (p[x->n + 1] != '!' && p[x->n + 1] != '?')) return x->n + 1;
  if (!x->plain) g->run_openers++;
  return has_at(p, n, x->n, STR("<![CDATA[")) ? x->n + 9 : x->n + 2;
}

static size_t kept_start(struct guard *g, const char *p, size_t n, const struct prefix *x) {
  size_t i = x->n;
  if (i >= n) return i;
  if (p[i] == '<') return html_start(g, p, n, x);
  if (p[i] == '*' || p[i] == '_') return only(p, n, i, p[i]) ? n : i;
  if (p[i] != '`') return i;
  size_t k = i;
  while (k < n && p[k] == '`') k++;
  return k - i >= 3 && !memchr(p + k, '`', n - k) ? k : i;
}

/* Length of what may end an HTML block at p[i], which holds a special byte; the other ends ("-->", "?>", ">") hold none. */
static size_t html_end(const char *p, size_t n, size_t i) {
  static const char *const tags[] = {"</script>", "</pre>", "</style>", "</textarea>"};
  struct str rest = str_make(p + i, n - i);
  if (p[i] == ']') return str_starts(rest, STR("]]>")) ? 3 : 0;
  for (size_t k = 0; k < sizeof tags / sizeof *tags; k++)
    if (str_starts_ci(rest, str_of(tags[k]))) return strlen(tags[k]);
  return 0;
}

/* One end of each kind in a line is enough. */
static void neutralise(char *p, size_t n, size_t from) {
  bool kept_tag = false, kept_cdata = false;
  for (size_t i = from; i < n; i++) {
    if (!special[(unsigned char)p[i]]) continue;
    bool *kept = p[i] == '<' ? &kept_tag : p[i] == ']' ? &kept_cdata : NULL;
    size_t keep = kept && !*kept ? html_end(p, n, i) : 0;
    if (!keep) {
      p[i] = NEUTRAL;
      continue;
    }
    *kept = true;
    i += keep - 1;
  }
}

/* cmark looks for the end of "<!--", "<?" and "<!X" to the end of the paragraph, again for each of them. They seldom get into a paragraph:
 * at the start of a line they open an HTML block, unless they are indented or behind a list marker that cannot interrupt it. */
static int openers(struct guard *g, size_t n, bool blank, size_t offset, struct err *err) {
  g->run_bytes += n;
  if (!blank) return 0;
  g->cost += g->run_openers * g->run_bytes;
  g->run_openers = g->run_bytes = 0;
  if (g->cost <= LIMIT_MARKDOWN_OPENERS) return 0;
  return md_refuse(g->src, offset, "markdown-openers", "too many unclosed HTML comments or declarations inside paragraphs",
                   LIMIT_MARKDOWN_OPENERS, err);
}

static int guard_line(struct guard *g, char *p, size_t n, size_t offset, struct err *err) {
  struct prefix x = scan_prefix(p, n);
  bool blank = x.n == n && x.markers == 0;
  g->pieces += x.markers + 1;
  if (g->pieces > LIMIT_MARKDOWN_BLOCKS)
    return md_refuse(g->src, offset, "markdown-blocks", "the report has too many lines and list or quote markers", LIMIT_MARKDOWN_BLOCKS,
                     err);
  if (!blank) neutralise(p, n, kept_start(g, p, n, &x));
  return openers(g, n, blank, offset, err);
}

/* cmark ends lines at LF, CRLF and CR. In place and of the same length: CRLF becomes blank and LF, CR becomes LF. */
static void unify_line_ends(char *p, size_t n) {
  for (char *cr = memchr(p, '\r', n); cr; cr = memchr(cr, '\r', n - (size_t)(cr - p))) *cr = cr + 1 < p + n && cr[1] == '\n' ? ' ' : '\n';
}

int md_guard(struct md_source *src, struct err *err) {
  struct guard g = {.src = src};
  size_t n = src->s.n - src->body;
  src->harmless = mem_alloc(n + 1);
  if (n) memcpy(src->harmless, src->s.p + src->body, n);
  src->harmless[n] = '\0';
  unify_line_ends(src->harmless, n);
  vec_reserve(&src->lines, n / 32 + 2);
  for (size_t i = 0; i < n;) {
    char *end = memchr(src->harmless + i, '\n', n - i);
    size_t length = end ? (size_t)(end - src->harmless) - i : n - i;
    vec_push(&src->lines, (uint32_t)(src->body + i));
    if (guard_line(&g, src->harmless + i, length, src->body + i, err) < 0) return -1;
    i += length + 1;
  }
  vec_push(&src->lines, (uint32_t)src->s.n);
  return openers(&g, 0, true, src->s.n, err);
}

void md_source_release(struct md_source *src) {
  mem_free(src->harmless);
  src->harmless = NULL;
  vec_release(&src->lines);
}

size_t md_line_to(const struct md_source *src, size_t line) {
  size_t from = src->lines.v[line], to = src->lines.v[line + 1];
  return to > from && src->harmless[to - 1 - src->body] == '\n' ? to - 1 : to;
}
