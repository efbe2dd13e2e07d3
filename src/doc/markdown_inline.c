/* Inlines of one paragraph, heading or cell: plain text, the way back, and spans. One pass over the content; what is markup only if its
 * other half comes (emphasis marks, opening brackets) goes to the output first and is taken out at the end. */
#include "doc/markdown_parts.h"

void md_inline_release(struct md_inline *in) {
  vec_release(&in->in);
  vec_release(&in->in_map);
  vec_release(&in->out);
  vec_release(&in->map);
  vec_release(&in->delims);
  vec_release(&in->spans);
  vec_release(&in->brackets);
  vec_release(&in->runs);
  vec_release(&in->run_of);
  vec_release(&in->moved);
}

void md_inline_clear(struct md_inline *in) {
  in->in.n = in->in_map.n = in->out.n = in->map.n = in->delims.n = in->spans.n = in->brackets.n = in->runs.n = 0;
  in->no_link_below = in->at = 0;
  in->runs_known = false;
  in->memo = (struct md_html_memo){0};
}

void md_inline_add(struct md_inline *in, struct str source, size_t from, size_t to) {
  size_t n = to - from;
  if (n == 0) return;
  vec_reserve(&in->in, in->in.n + n);
  vec_reserve(&in->in_map, in->in_map.n + n);
  memcpy(in->in.v + in->in.n, source.p + from, n);
  uint32_t *map = in->in_map.v + in->in_map.n;
  for (size_t i = 0; i < n; i++) map[i] = (uint32_t)(from + i);
  in->in.n += n;
  in->in_map.n += n;
}

void md_inline_add_char(struct md_inline *in, char c, size_t at) {
  vec_push(&in->in, c);
  vec_push(&in->in_map, (uint32_t)at);
}

void md_emit(struct md_inline *in, char c, size_t source) {
  vec_push(&in->out, c);
  vec_push(&in->map, (uint32_t)source);
}

void md_emit_run(struct md_inline *in, size_t from, size_t to) {
  size_t n = to - from;
  if (n == 0) return;
  vec_reserve(&in->out, in->out.n + n);
  vec_reserve(&in->map, in->map.n + n);
  memcpy(in->out.v + in->out.n, in->in.v + from, n);
  memcpy(in->map.v + in->map.n, in->in_map.v + from, n * sizeof *in->map.v);
  in->out.n += n;
  in->map.n += n;
}

void md_kill(struct md_inline *in, size_t out, size_t n) {
  for (size_t i = 0; i < n; i++) in->map.v[out + i] = MD_DEAD;
}

/* From `from` to the end of the output. */
void md_span_push(struct md_inline *in, enum md_span_kind kind, size_t open, size_t from, struct str target) {
  struct md_span span = {.kind = kind, .from = (uint32_t)from, .to = (uint32_t)in->out.n, .target = target};
  vec_push(&in->spans, (struct md_open_span){.span = span, .open = (uint32_t)open});
}

static void escape(struct md_inline *in) {
  struct str s = md_content(in);
  bool used = in->at + 1 < s.n && (md_is_escapable(s.p[in->at + 1]) || s.p[in->at + 1] == '\n');
  if (used) in->at++;
  md_emit_run(in, in->at, in->at + 1);
  in->at++;
}

static void entity(struct md_inline *in) {
  char text[MD_ENTITY_MAX];
  size_t n = 0, used = md_entity(md_content(in), in->at, text, &n);
  if (!used) {
    md_emit_run(in, in->at, in->at + 1);
    in->at++;
    return;
  }
  for (size_t i = 0; i < n; i++) md_emit(in, text[i], in->in_map.v[in->at]);
  in->at += used;
}

static bool is_line_break(struct str tag) {
  struct str name = str_trim(str_sub(tag, 1, tag.n - 2));
  if (name.n > 2 && name.p[name.n - 1] == '/') name = str_trim(str_sub(name, 0, name.n - 1));
  return str_eq_ci(name, STR("br"));
}

static bool autolink(struct md_inline *in) {
  bool mail;
  size_t end = md_autolink_scan(md_content(in), in->at, &mail);
  if (end == MD_NOT_FOUND) return false;
  size_t open = in->at, out = in->out.n;
  struct str address = str_make(in->in.v + open + 1, end - open - 2);
  md_emit_run(in, open + 1, end - 1);
  in->at = end;
  md_span_push(in, MD_LINK, open, out, arena_printf(in->arena, "%s%.*s", mail ? "mailto:" : "", STR_ARG(address)));
  return true;
}

static bool html(struct md_inline *in) {
  struct str s = md_content(in);
  size_t open = in->at, end = md_html_scan(s, open, &in->memo);
  if (end == MD_NOT_FOUND) return false;
  struct str tag = str_sub(s, open, end - open);
  md_span_push(in, MD_HTML_SPAN, open, in->out.n, arena_str(in->arena, tag));
  if (is_line_break(tag)) md_emit(in, '\n', in->in_map.v[open]);
  in->at = end;
  return true;
}

static void angle(struct md_inline *in) {
  if (autolink(in) || html(in)) return;
  md_emit_run(in, in->at, in->at + 1);
  in->at++;
}

static void bang(struct md_inline *in) {
  struct str s = md_content(in);
  if (in->at + 1 < s.n && s.p[in->at + 1] == '[') {
    md_bracket_open(in, true);
    return;
  }
  md_emit_run(in, in->at, in->at + 1);
  in->at++;
}

static const bool special[256] = {['\\'] = true, ['`'] = true, ['&'] = true, ['<'] = true, ['['] = true, ['!'] = true,
                                  [']'] = true,  ['*'] = true, ['_'] = true, ['~'] = true, ['\n'] = true};

/* Blanks before a line end are no text. */
static void plain(struct md_inline *in) {
  size_t from = in->at, n = in->in.n;
  const char *p = in->in.v;
  size_t i = from + 1;
  while (i < n && !special[(unsigned char)p[i]]) i++;
  size_t end = i;
  while (i < n && p[i] == '\n' && end > from && md_is_blank(p[end - 1])) end--;
  md_emit_run(in, from, end);
  in->at = i;
}

static void newline(struct md_inline *in) {
  md_emit_run(in, in->at, in->at + 1);
  in->at++;
}

static void step(struct md_inline *in) {
  switch (in->in.v[in->at]) {
  case '\n':
    newline(in);
    break;
  case '\\':
    escape(in);
    break;
  case '`':
    md_code_span(in);
    break;
  case '&':
    entity(in);
    break;
  case '<':
    angle(in);
    break;
  case '!':
    bang(in);
    break;
  case '[':
    md_bracket_open(in, false);
    break;
  case ']':
    md_bracket_close(in);
    break;
  case '*':
  case '_':
  case '~':
    md_delim_push(in);
    break;
  default:
    plain(in);
  }
}

/* Takes the dead bytes out; moved.v[i] is where output byte i went. */
static void compact(struct md_inline *in) {
  vec_reserve(&in->moved, in->out.n + 1);
  size_t to = 0;
  for (size_t i = 0; i < in->out.n; i++) {
    in->moved.v[i] = (uint32_t)to;
    if (in->map.v[i] == MD_DEAD) continue;
    in->out.v[to] = in->out.v[i];
    in->map.v[to++] = in->map.v[i];
  }
  in->moved.v[in->out.n] = (uint32_t)to;
  in->out.n = in->map.n = to;
  for (size_t i = 0; i < in->spans.n; i++) {
    in->spans.v[i].span.from = in->moved.v[in->spans.v[i].span.from];
    in->spans.v[i].span.to = in->moved.v[in->spans.v[i].span.to];
  }
}

static int compare_spans(const void *a, const void *b) {
  uint32_t x = ((const struct md_open_span *)a)->open, y = ((const struct md_open_span *)b)->open;
  return (x > y) - (x < y);
}

static void store(struct md_inline *in, size_t end, struct md_block *block) {
  md_emit(in, '\0', end);
  in->out.n--;
  block->text = arena_str(in->arena, str_make(in->out.v, in->out.n)); /* out.v is there: the '\0' was put into it */
  uint32_t *map = arena_alloc(in->arena, in->map.n * sizeof *map);
  memcpy(map, in->map.v, in->map.n * sizeof *map);
  block->map = map;
  block->spans_n = in->spans.n;
  if (in->spans.n == 0) return;
  qsort(in->spans.v, in->spans.n, sizeof *in->spans.v, compare_spans);
  struct md_span *spans = arena_alloc(in->arena, in->spans.n * sizeof *spans);
  for (size_t i = 0; i < in->spans.n; i++) spans[i] = in->spans.v[i].span;
  block->spans = spans;
}

void md_inline_raw(struct md_inline *in, size_t end, struct md_block *block) {
  md_emit_run(in, 0, in->in.n);
  store(in, end, block);
}

void md_inline_read(struct md_inline *in, size_t end, struct md_block *block) {
  while (in->at < in->in.n) step(in);
  md_delim_pair(in, 0);
  if (in->spans.n) compact(in);
  store(in, end, block);
}
