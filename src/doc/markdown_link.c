/* Link destinations, titles, labels and reference definitions, by CommonMark 0.31, sections 4.7 and 6.3. */
#include "base/limits.h"
#include "base/utf8.h"
#include "doc/markdown_parts.h"

enum { LABEL_MAX = 999, PARENTHESES_MAX = 32 };

static size_t skip_blanks(struct str s, size_t i) {
  while (i < s.n && md_is_blank(s.p[i])) i++;
  return i;
}

/* Blanks with at most one line end among them: content has no empty lines. */
static size_t skip_space(struct str s, size_t i) {
  i = skip_blanks(s, i);
  return i < s.n && s.p[i] == '\n' ? skip_blanks(s, i + 1) : i;
}

static bool is_escape(struct str s, size_t i) { return s.p[i] == '\\' && i + 1 < s.n && md_is_escapable(s.p[i + 1]); }

static size_t pointy_destination(struct str s, size_t at, struct str *raw) {
  for (size_t i = at + 1; i < s.n && s.p[i] != '\n' && s.p[i] != '<'; i++) {
    if (s.p[i] == '>') {
      *raw = str_sub(s, at + 1, i - at - 1);
      return i + 1;
    }
    if (is_escape(s, i)) i++;
  }
  return MD_NOT_FOUND;
}

size_t md_link_destination(struct str s, size_t at, struct str *raw) {
  if (at < s.n && s.p[at] == '<') return pointy_destination(s, at, raw);
  size_t i = at, open = 0;
  for (; i < s.n && (unsigned char)s.p[i] > ' ' && s.p[i] != 0x7F; i++) {
    if (is_escape(s, i))
      i++;
    else if (s.p[i] == '(' && ++open > PARENTHESES_MAX)
      return MD_NOT_FOUND;
    else if (s.p[i] == ')' && open-- == 0)
      break;
  }
  if (i < s.n && s.p[i] == ')') open = 0; /* the one that ends the link */
  if (open > 0) return MD_NOT_FOUND;
  *raw = str_sub(s, at, i - at);
  return i;
}

size_t md_link_title(struct str s, size_t at) {
  if (at >= s.n || !strchr("\"'(", s.p[at]) || !s.p[at]) return MD_NOT_FOUND;
  char end = s.p[at] == '(' ? ')' : s.p[at];
  for (size_t i = at + 1; i < s.n; i++) {
    if (s.p[i] == end) return i + 1;
    if (s.p[i] == '(' && end == ')') break;
    if (is_escape(s, i)) i++;
  }
  return MD_NOT_FOUND;
}

size_t md_link_label(struct str s, size_t at, struct str *raw) {
  if (at >= s.n || s.p[at] != '[') return MD_NOT_FOUND;
  for (size_t i = at + 1; i < s.n && s.p[i] != '[' && i - at <= LABEL_MAX + 1; i++) {
    if (s.p[i] == ']') {
      *raw = str_sub(s, at + 1, i - at - 1);
      return i + 1;
    }
    if (is_escape(s, i)) i++;
  }
  return MD_NOT_FOUND;
}

size_t md_link_tail(struct str s, size_t at, struct str *raw) {
  if (at >= s.n || s.p[at] != '(') return MD_NOT_FOUND;
  size_t i = md_link_destination(s, skip_space(s, at + 1), raw);
  if (i == MD_NOT_FOUND) return MD_NOT_FOUND;
  size_t behind = skip_space(s, i);
  if (behind > i) {
    size_t title = md_link_title(s, behind);
    if (title != MD_NOT_FOUND) behind = skip_space(s, title);
  }
  return behind < s.n && s.p[behind] == ')' ? behind + 1 : MD_NOT_FOUND;
}

/* Folded case, blanks as one space. At most LABEL_MAX bytes come in, and folding adds none. */
static struct str fold_label(struct str raw, char out[LABEL_MAX + 8]) {
  raw = str_trim(raw);
  size_t n = 0;
  bool spaced = false;
  for (size_t i = 0; i < raw.n;) {
    uint32_t cp;
    size_t used = utf8_decode(raw, i, &cp);
    bool space = used == 1 && ascii_is_space((char)cp);
    if (space && !spaced) out[n++] = ' ';
    if (used && !space) n += utf8_encode(md_cp_fold(cp), out + n);
    if (used == 0) out[n++] = raw.p[i];
    i += used ? used : 1;
    spaced = space;
  }
  return str_make(out, n);
}

static size_t end_of_line(struct str s, size_t i) {
  i = skip_blanks(s, i);
  if (i >= s.n) return s.n;
  return s.p[i] == '\n' ? i + 1 : MD_NOT_FOUND;
}

/* Behind destination and title; a title that is followed by something else belongs to the next line's text. */
static size_t definition_end(struct str s, size_t destination_end) {
  size_t without = end_of_line(s, destination_end);
  size_t title = skip_space(s, destination_end);
  if (title == destination_end) return without;
  size_t end = md_link_title(s, title);
  if (end != MD_NOT_FOUND) end = end_of_line(s, end);
  return end != MD_NOT_FOUND ? end : without;
}

size_t md_ref_scan(struct md_refs *refs, struct arena *arena, struct str s, size_t at) {
  struct str label, target;
  size_t i = md_link_label(s, at, &label);
  if (i == MD_NOT_FOUND || i >= s.n || s.p[i] != ':' || str_trim(label).n == 0 || label.n > LABEL_MAX) return MD_NOT_FOUND;
  size_t from = skip_space(s, i + 1);
  i = md_link_destination(s, from, &target);
  if (i == MD_NOT_FOUND || i == from) return MD_NOT_FOUND;
  size_t end = definition_end(s, i);
  if (end == MD_NOT_FOUND) return MD_NOT_FOUND;
  char folded[LABEL_MAX + 8];
  vec_push(&refs->v, (struct md_ref){.label = arena_str(arena, fold_label(label, folded)),
                                     .target = md_unescape(arena, target),
                                     .order = (uint32_t)refs->v.n});
  return end;
}

static int compare_refs(const void *a, const void *b) {
  const struct md_ref *x = a, *y = b;
  int order = str_cmp(x->label, y->label);
  return order ? order : (x->order > y->order) - (x->order < y->order);
}

void md_refs_sort(struct md_refs *refs) {
  if (refs->v.n) qsort(refs->v.v, refs->v.n, sizeof *refs->v.v, compare_refs);
}

/* The first definition of a label counts. */
const struct md_ref *md_refs_find(const struct md_refs *refs, struct str raw_label) {
  char folded[LABEL_MAX + 8];
  if (refs->v.n == 0 || raw_label.n > LABEL_MAX || str_trim(raw_label).n == 0) return NULL;
  struct str label = fold_label(raw_label, folded);
  size_t low = 0, high = refs->v.n;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (str_cmp(refs->v.v[mid].label, label) < 0)
      low = mid + 1;
    else
      high = mid;
  }
  return low < refs->v.n && str_eq(refs->v.v[low].label, label) ? &refs->v.v[low] : NULL;
}
