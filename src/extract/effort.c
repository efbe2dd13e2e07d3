/* Hours of work in headings and list items, "Dependency cleanup (24 hours)", and how they add up. */
#include "extract/measure.h"
#include "extract/passes.h"
#include "extract/scope.h"
#include "extract/subject.h"
#include "extract/words.h"

/* --- one label ------------------------------------------------------------------------------------------------------------------- */

/* What may follow the hours in their parenthesis: nothing, or another remark behind a dash or comma. */
static bool remark_only(struct str s) {
  s = str_trim(s);
  return !s.n || s.p[0] == '-' || s.p[0] == ',' || s.p[0] == ';' || str_starts(s, STR("\xE2\x80\x93")) ||
         str_starts(s, STR("\xE2\x80\x94")) || str_eq_ci(s, STR("total"));
}

static size_t line_end(struct str s) {
  const char *e = s.n ? memchr(s.p, '\n', s.n) : NULL;
  return e ? (size_t)(e - s.p) : s.n;
}

/* Hours at the start of a parenthesis, or behind its last comma: "(8 hours - done)", "(weeks 1-4, 176 hours)". */
static bool read_hours(struct str s, size_t open, size_t close, struct measure *m) {
  struct str inside = str_sub(s, 0, close);
  size_t comma = open;
  for (size_t i = open; i < close; i++)
    if (s.p[i] == ',') comma = i + 1;
  while (comma < close && s.p[comma] == ' ') comma++;
  if (!measure_scan(inside, open, NULL, m) && !measure_scan(inside, comma, NULL, m)) return false;
  bool hours = m->unit && m->unit_written && strcmp(m->unit->base, "s") == 0 && m->unit->factor >= 60 && m->unit->factor <= 3600;
  return hours && m->number > 0 && remark_only(str_sub(s, m->to, close - m->to));
}

/* The parenthesis with hours at the end of the first line; behind it only signs, or a remark behind a dash. */
static bool read_effort(struct str text, struct measure *m, size_t *label_end) {
  struct str s = str_sub(text, 0, line_end(text));
  size_t open = s.n;
  while (open > 0 && s.p[open - 1] != '(') open--;
  size_t close = open > 0 ? str_find(s, STR(")"), open) : SIZE_MAX;
  if (close == SIZE_MAX || open < 2 || !read_hours(s, open, close, m)) return false;
  struct str tail = strip_marks(str_sub(s, close + 1, SIZE_MAX));
  if (tail.n && !str_eq(tail, STR(":")) && !(remark_only(tail) && tail.n < 40)) return false;
  struct str label = strip_marks(str_sub(s, 0, open - 1));
  if (!label.n || ascii_is_digit(label.p[label.n - 1])) return false; /* "60000 (1 minute)": a conversion */
  *label_end = open - 1;
  return true;
}

static bool may_state_effort(const struct extraction *x, int32_t block) {
  const struct md_block *b = block_at(x, block);
  if ((x->blocks[block].flags & (BLOCK_TEMPLATE | BLOCK_EXAMPLE)) || b->in_quote) return false;
  return b->kind == MD_HEADING || (b->kind == MD_PARAGRAPH && (x->blocks[block].item >= 0 || is_bold_line(x, block)));
}

static int32_t claim_effort(struct extraction *x, int32_t block) {
  struct str s = block_at(x, block)->text;
  struct measure m;
  size_t end;
  if (!may_state_effort(x, block) || !read_effort(s, &m, &end) || range_taken(x, block, m.from, m.to)) return CLAIM_NONE;
  struct claim_draft d = draft_at(FAMILY_DURATION, block, 0, m.to);
  measure_into(&m, &d);
  if (m.integer || m.op == OP_EQ) d.exact = true, d.low = d.high = d.number; /* planned, not measured: 8 hours are 8 hours */
  d.value_from = m.from;
  d.value_to = m.to;
  d.subject = subject_make(x, "item:", str_sub(s, 0, end));
  d.attribute = STR("effort");
  d.role = voice_at(x, block, m.from, m.to).role;
  if (d.role == ROLE_MEASURED || d.role == ROLE_TARGET) d.role = ROLE_ESTIMATE;
  int32_t claim = claim_add(x, &d);
  return claim;
}

/* --- how they add up ------------------------------------------------------------------------------------------------------------- */

struct efforts {
  const int32_t *of; /* claim of each block, or CLAIM_NONE */
  VEC(int32_t) parts;
};

/* First block behind the section of a heading. */
static int32_t section_end(const struct extraction *x, int32_t heading) {
  int32_t level = block_at(x, heading)->level, n = (int32_t)x->md->n, i = heading + 1;
  while (i < n && !(block_at(x, i)->kind == MD_HEADING && block_at(x, i)->level <= level)) i++;
  return i;
}

/* Up to the next heading or the next bold line that states hours too. */
static int32_t bold_end(const struct extraction *x, const struct efforts *e, int32_t block) {
  int32_t n = (int32_t)x->md->n, i = block + 1;
  while (i < n && block_at(x, i)->kind != MD_HEADING && !(e->of[i] != CLAIM_NONE && x->blocks[i].item < 0)) i++;
  return i;
}

/* All headings of the highest level below; false unless each states hours. */
static bool parts_headings(const struct extraction *x, struct efforts *e, int32_t from, int32_t to) {
  int32_t level = 7;
  bool all = true;
  for (int32_t i = from; i < to; i++)
    if (block_at(x, i)->kind == MD_HEADING && block_at(x, i)->level < level) level = block_at(x, i)->level;
  for (int32_t i = from; i < to; i++) {
    if (block_at(x, i)->kind != MD_HEADING || block_at(x, i)->level != level) continue;
    all &= e->of[i] != CLAIM_NONE;
    vec_push(&e->parts, e->of[i]);
  }
  return all;
}

/* First paragraph of an item, or -1. */
static int32_t item_text(const struct extraction *x, int32_t item) {
  int32_t i = item + 1;
  return i < (int32_t)x->md->n && block_at(x, i)->kind == MD_PARAGRAPH && block_at(x, i)->parent == item ? i : -1;
}

/* Items of one list; *any: one of them states hours, *all: each does. */
static void list_parts(const struct extraction *x, struct efforts *e, int32_t list, int32_t to, bool *any, bool *all) {
  size_t before = e->parts.n;
  *any = false;
  *all = true;
  for (int32_t i = list + 1; i < to && block_at(x, i)->from < block_at(x, list)->to; i++) {
    if (block_at(x, i)->kind != MD_ITEM || block_at(x, i)->parent != list) continue;
    int32_t text = item_text(x, i), claim = text < 0 ? CLAIM_NONE : e->of[text];
    *any |= claim != CLAIM_NONE;
    *all &= claim != CLAIM_NONE;
    if (claim != CLAIM_NONE) vec_push(&e->parts, claim);
  }
  if (!*any) e->parts.n = before;
}

/* Items of the lists that hang at `parent`; lists without hours do not matter, one with some of them spoils it. */
static bool parts_items(const struct extraction *x, struct efforts *e, int32_t from, int32_t to, int32_t parent) {
  for (int32_t i = from; i < to; i++) {
    bool any, all;
    if (block_at(x, i)->kind != MD_LIST || block_at(x, i)->parent != parent) continue;
    list_parts(x, e, i, to, &any, &all);
    if (any && !all) return false;
  }
  return true;
}

static bool parts_bold(const struct extraction *x, struct efforts *e, int32_t from, int32_t to) {
  for (int32_t i = from; i < to; i++)
    if (e->of[i] != CLAIM_NONE && x->blocks[i].item < 0) vec_push(&e->parts, e->of[i]);
  return true;
}

static bool heading_between(const struct extraction *x, int32_t from, int32_t to) {
  for (int32_t i = from; i < to; i++)
    if (block_at(x, i)->kind == MD_HEADING) return true;
  return false;
}

/* The direct parts of what a block states hours for; false if they are not complete. */
static bool find_parts(const struct extraction *x, struct efforts *e, int32_t block) {
  const struct md_block *b = block_at(x, block);
  int32_t item = x->blocks[block].item;
  if (item >= 0) {
    int32_t to = item + 1;
    while (to < (int32_t)x->md->n && block_at(x, to)->from < block_at(x, item)->to) to++;
    return parts_items(x, e, block + 1, to, item);
  }
  int32_t to = b->kind == MD_HEADING ? section_end(x, block) : bold_end(x, e, block);
  if (b->kind == MD_HEADING && heading_between(x, block + 1, to)) return parts_headings(x, e, block + 1, to);
  if (b->kind == MD_HEADING && parts_bold(x, e, block + 1, to) && e->parts.n) return true;
  return parts_items(x, e, block + 1, to, -1);
}

/* Parallel work does not add up to the time it takes. */
static bool is_parallel(const struct extraction *x, int32_t block) {
  static const char *const words[] = {"parallel", "concurrent",   "concurrently",   "overlap",  "overlaps",   "overlapped", "overlapping",
                                      "of which", "simultaneous", "simultaneously", "optional", "wall clock", "elapsed",    NULL};
  return phrases_in(str_sub(block_at(x, block)->text, 0, 300), words);
}

static void relate(struct extraction *x, struct efforts *e, int32_t block) {
  e->parts.n = 0;
  bool complete = find_parts(x, e, block);
  if (!complete || e->parts.n < 2) return;
  for (size_t i = 0; i < e->parts.n; i++)
    if (is_parallel(x, x->claims.v[e->parts.v[i]].d.block)) return;
  for (size_t i = 0; i < e->parts.n; i++) relation_add(x, RELATION_SUM, e->of[block], e->parts.v[i], (int32_t)i);
}

void extract_effort(struct extraction *x) {
  int32_t n = (int32_t)x->md->n, *of = arena_alloc(&x->arena, ((size_t)n + 1) * sizeof *of);
  struct efforts e = {.of = of};
  for (int32_t i = 0; i < n; i++) of[i] = claim_effort(x, i);
  for (int32_t i = 0; i < n; i++)
    if (of[i] != CLAIM_NONE && !is_parallel(x, i)) relate(x, &e, i);
  vec_release(&e.parts);
}
