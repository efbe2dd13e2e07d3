/* Links and images: the bracket stack of CommonMark 0.31, section 6.3. */
#include "doc/markdown_parts.h"

void md_bracket_open(struct md_inline *in, bool image) {
  if (in->brackets.n) in->brackets.v[in->brackets.n - 1].followed = true;
  if (in->no_link_below > in->brackets.n) in->no_link_below = in->brackets.n;
  vec_push(&in->brackets,
           (struct md_bracket){.out = (uint32_t)in->out.n, .open = (uint32_t)in->at, .delims = (uint32_t)in->delims.n, .image = image});
  size_t n = image ? 2 : 1;
  md_emit_run(in, in->at, in->at + n);
  in->at += n;
}

/* "[text][label]", "[label][]", "[label]": offset behind it. A label that is there but not defined is no shortcut. */
static size_t reference_tail(const struct md_inline *in, const struct md_bracket *b, const struct md_ref **ref) {
  struct str s = md_content(in), label = STR_NONE;
  size_t behind = md_link_label(s, in->at + 1, &label);
  bool given = behind != MD_NOT_FOUND;
  if (!given) behind = in->at + 1;
  if (label.n == 0) {
    if (b->followed) return MD_NOT_FOUND;
    size_t from = b->open + (b->image ? 2 : 1);
    label = str_sub(s, from, in->at - from);
  }
  *ref = md_refs_find(in->refs, label);
  return *ref ? behind : MD_NOT_FOUND;
}

/* Offset behind the link that ends with the ']' at in->at, and its target. */
static size_t link_tail(struct md_inline *in, const struct md_bracket *b, struct str *target) {
  struct str raw;
  const struct md_ref *ref;
  size_t behind = md_link_tail(md_content(in), in->at + 1, &raw);
  if (behind != MD_NOT_FOUND) {
    *target = md_unescape(in->arena, raw);
    return behind;
  }
  behind = reference_tail(in, b, &ref);
  if (behind != MD_NOT_FOUND) *target = ref->target;
  return behind;
}

static void close_link(struct md_inline *in, const struct md_bracket *b, struct str target) {
  size_t mark = b->image ? 2 : 1;
  md_delim_pair(in, b->delims);
  md_kill(in, b->out, mark);
  md_span_push(in, b->image ? MD_IMAGE : MD_LINK, b->open, b->out + mark, target);
  if (!b->image) in->no_link_below = in->brackets.n;
}

void md_bracket_close(struct md_inline *in) {
  struct str target = STR_NONE;
  size_t behind = MD_NOT_FOUND;
  if (in->brackets.n) {
    struct md_bracket b = in->brackets.v[--in->brackets.n];
    if (b.image || in->brackets.n >= in->no_link_below) behind = link_tail(in, &b, &target);
    if (behind != MD_NOT_FOUND) close_link(in, &b, target);
  }
  if (behind == MD_NOT_FOUND) {
    behind = in->at + 1;
    md_emit_run(in, in->at, behind);
  }
  in->at = behind;
}
