/* Code spans. All runs of backticks of a block are listed once, so that looking for the closing run never reads a byte twice. */
#include "doc/markdown_parts.h"

static void list_runs(struct md_inline *in) {
  struct str s = md_content(in);
  size_t longest = 0;
  for (size_t i = in->at; i < s.n;) {
    const char *p = memchr(s.p + i, '`', s.n - i);
    if (!p) break;
    size_t from = (size_t)(p - s.p);
    for (i = from; i < s.n && s.p[i] == '`';) i++;
    vec_push(&in->runs, (struct md_run){.at = (uint32_t)from, .n = (uint32_t)(i - from)});
    if (i - from > longest) longest = i - from;
  }
  vec_reserve(&in->run_of, longest + 1);
  in->run_of.n = longest + 1;
  memset(in->run_of.v, 0xFF, in->run_of.n * sizeof *in->run_of.v);
  for (size_t i = in->runs.n; i-- > 0;) {
    in->runs.v[i].next = in->run_of.v[in->runs.v[i].n];
    in->run_of.v[in->runs.v[i].n] = (uint32_t)i;
  }
  in->runs_known = true;
}

/* Start of the next run of `n` backticks at or behind `from`, or MD_NOT_FOUND. `from` only grows from call to call. */
static size_t next_run(struct md_inline *in, size_t n, size_t from) {
  if (n >= in->run_of.n) return MD_NOT_FOUND;
  uint32_t *first = &in->run_of.v[n];
  while (*first != UINT32_MAX && in->runs.v[*first].at < from) *first = in->runs.v[*first].next;
  return *first == UINT32_MAX ? MD_NOT_FOUND : in->runs.v[*first].at;
}

static bool all_spaces(struct str s) {
  for (size_t i = 0; i < s.n; i++)
    if (s.p[i] != ' ' && s.p[i] != '\n') return false;
  return true;
}

static bool is_spaced(struct str s) {
  return s.n >= 2 && (s.p[0] == ' ' || s.p[0] == '\n') && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\n') && !all_spaces(s);
}

bool md_code_span(struct md_inline *in) {
  if (!in->runs_known) list_runs(in);
  struct str s = md_content(in);
  size_t open = in->at, from = open;
  while (from < s.n && s.p[from] == '`') from++;
  size_t n = from - open, to = next_run(in, n, from);
  if (to == MD_NOT_FOUND) {
    md_emit_run(in, open, from);
    in->at = from;
    return false;
  }
  in->at = to + n;
  if (is_spaced(str_sub(s, from, to - from))) from++, to--;
  size_t out = in->out.n;
  md_emit_run(in, from, to);
  for (size_t i = out; i < in->out.n; i++)
    if (in->out.v[i] == '\n') in->out.v[i] = ' ';
  md_span_push(in, MD_CODE_SPAN, open, out, STR_NONE);
  return true;
}
