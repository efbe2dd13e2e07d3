/* Emphasis and strikethrough: the delimiter stack of CommonMark 0.31, section 6.2, with its bounds that keep it linear.
 *
 * A run goes to the output as text. When two runs pair, the bytes they use up are marked dead, and leave the output at the end. */
#include "doc/markdown_parts.h"

static bool is_left_flanking(uint32_t before, uint32_t after) {
  if (md_cp_is_space(after)) return false;
  return !md_cp_is_punctuation(after) || md_cp_is_space(before) || md_cp_is_punctuation(before);
}

static void set_roles(struct md_delim *d, uint32_t before, uint32_t after) {
  bool left = is_left_flanking(before, after), right = is_left_flanking(after, before);
  d->can_open = d->c == '_' ? left && (!right || md_cp_is_punctuation(before)) : left;
  d->can_close = d->c == '_' ? right && (!left || md_cp_is_punctuation(after)) : right;
}

void md_delim_push(struct md_inline *in) {
  struct str s = md_content(in);
  size_t end = in->at;
  while (end < s.n && s.p[end] == s.p[in->at]) end++;
  struct md_delim d = {.out = (uint32_t)in->out.n, .open = (uint32_t)in->at, .n = (uint32_t)(end - in->at), .c = s.p[in->at]};
  d.length = d.n;
  set_roles(&d, md_cp_before(s, in->at), md_cp_at(s, end));
  md_emit_run(in, in->at, end);
  in->at = end;
  if ((d.can_open || d.can_close) && (d.c != '~' || d.length == 2)) vec_push(&in->delims, d);
}

/* "If one of the delimiters can both open and close, the sum of the lengths must not be a multiple of 3, unless both lengths are." */
static bool may_pair(const struct md_delim *opener, const struct md_delim *closer) {
  if (opener->c != closer->c) return false;
  if (opener->c == '~' || (!opener->can_close && !closer->can_open)) return true;
  return (opener->length + closer->length) % 3 != 0 || (opener->length % 3 == 0 && closer->length % 3 == 0);
}

enum { BOUNDS = 13 };

/* Closers of one kind fail on the same openers. */
static size_t bound_of(const struct md_delim *closer) {
  if (closer->c == '~') return 12;
  return (closer->c == '_' ? 6u : 0u) + (closer->can_open ? 3u : 0u) + closer->length % 3;
}

static int32_t find_opener(const struct md_inline *in, int32_t top, int32_t bound, const struct md_delim *closer) {
  while (top > bound && !may_pair(&in->delims.v[top], closer)) top = in->delims.v[top].below;
  return top > bound ? top : -1;
}

/* Takes the inner marks of both runs: the opener's last, the closer's first. */
static void pair(struct md_inline *in, struct md_delim *opener, struct md_delim *closer) {
  uint32_t used = opener->n >= 2 && closer->n >= 2 ? 2 : 1;
  opener->n -= used;
  enum md_span_kind kind = opener->c == '~' ? MD_STRIKE : used == 2 ? MD_STRONG : MD_EMPH;
  struct md_span span = {.kind = kind, .from = opener->out + opener->n + used, .to = closer->out};
  vec_push(&in->spans, (struct md_open_span){.span = span, .open = opener->open + opener->n});
  md_kill(in, opener->out + opener->n, used);
  md_kill(in, closer->out, used);
  closer->out += used;
  closer->open += used;
  closer->n -= used;
}

/* Closes what it can; returns the new top of the stack of openers. */
static int32_t close_with(struct md_inline *in, struct md_delim *closer, int32_t top, int32_t *bound) {
  while (closer->n > 0) {
    int32_t found = find_opener(in, top, *bound, closer);
    if (found < 0) {
      *bound = top;
      break;
    }
    struct md_delim *opener = &in->delims.v[found];
    pair(in, opener, closer);
    top = opener->n > 0 ? found : opener->below;
  }
  return top;
}

void md_delim_pair(struct md_inline *in, size_t bottom) {
  int32_t bounds[BOUNDS], top = (int32_t)bottom - 1;
  for (size_t i = 0; i < BOUNDS; i++) bounds[i] = top;
  for (size_t i = bottom; i < in->delims.n; i++) {
    struct md_delim *d = &in->delims.v[i];
    if (d->can_close) top = close_with(in, d, top, &bounds[bound_of(d)]);
    if (!d->can_open || d->n == 0) continue;
    d->below = top;
    top = (int32_t)i;
  }
  in->delims.n = bottom;
}
