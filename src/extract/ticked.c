/* A line that says how many boxes of the list below it are ticked: "Checklist (3/4 complete)", "3 of 4 done:". */
#include "base/num.h"
#include "extract/passes.h"
#include "extract/scope.h"
#include "extract/words.h"

enum { TASK_DONE = 2 }; /* md_block.task */

struct told {
  struct num n, m;
  struct span at;
};

/* The last "3/4" or "3 of 4" of the line. */
static bool read_told(struct str s, struct told *out) {
  bool found = false;
  for (size_t i = 0; i < s.n; i++) {
    struct told t = {.at = {i, i}};
    bool starts = ascii_is_digit(s.p[i]) && (i == 0 || !(ascii_is_alnum(s.p[i - 1]) || strchr("./-", s.p[i - 1])));
    size_t n = starts ? num_scan(str_sub(s, i, 12), &t.n) : 0, over = 0;
    if (!n) continue;
    if (str_starts(str_sub(s, i + n, 4), STR("/"))) over = 1;
    if (str_starts(str_sub(s, i + n, 4), STR(" of "))) over = 4;
    size_t m = over && i + n + over < s.n && ascii_is_digit(s.p[i + n + over]) ? num_scan(str_sub(s, i + n + over, 12), &t.m) : 0;
    if (m && t.n.decimals == 0 && t.m.decimals == 0 && t.m.value >= t.n.value) {
      t.at.to = i + n;
      *out = t;
      found = true;
    }
    i += n - 1;
  }
  return found;
}

/* Boxes of a list, none below them. */
struct boxes {
  int all, ticked;
  int32_t first;
};

static bool read_boxes(const struct extraction *x, int32_t list, struct boxes *b) {
  *b = (struct boxes){.first = -1};
  for (int32_t i = list + 1; i < (int32_t)x->md->n && block_at(x, i)->from < block_at(x, list)->to; i++) {
    const struct md_block *item = block_at(x, i);
    if (item->kind != MD_ITEM) continue;
    if (!item->task && item->parent == list) return false;
    if (item->task && item->parent != list) return false;
    if (item->parent != list) continue;
    b->all++;
    b->ticked += item->task == TASK_DONE;
    if (b->first < 0 && i + 1 < (int32_t)x->md->n && block_at(x, i + 1)->kind == MD_PARAGRAPH) b->first = i + 1;
  }
  return b->all >= 3 && b->first >= 0;
}

/* The number as a ratio has claimed it, or a claim of its own. */
static int32_t claim_told(struct extraction *x, int32_t line, const struct told *t) {
  for (int32_t c = x->blocks[line].first; c != CLAIM_NONE; c = x->claims.v[c].next_in_block) {
    const struct claim_draft *d = &x->claims.v[c].d;
    if (!x->claims.v[c].dropped && d->family == FAMILY_COUNT && d->value_from == t->at.from && d->value_to == t->at.to) return c;
  }
  struct claim_draft d = draft_at(FAMILY_COUNT, line, t->at.from, t->at.to);
  d.has_number = d.exact = true;
  d.number = d.low = d.high = t->n.value;
  d.unit = STR("count");
  d.qualifier = STR("ticked");
  return claim_add(x, &d);
}

static void relate_list(struct extraction *x, int32_t list) {
  struct boxes b;
  struct told t = {.at = {0, 0}};
  int32_t line = list - 1;
  if (line < 0 || (block_at(x, line)->kind != MD_HEADING && block_at(x, line)->kind != MD_PARAGRAPH) || block_at(x, line)->in_quote) return;
  struct str s = block_at(x, line)->text;
  if (s.n > 160 || !read_told(s, &t) || !read_boxes(x, list, &b) || t.m.value != b.all) return;
  if (x->blocks[line].flags & (BLOCK_TEMPLATE | BLOCK_EXAMPLE)) return;
  struct claim_draft first = draft_at(FAMILY_TEXT, b.first, 0, block_at(x, b.first)->text.n < 60 ? block_at(x, b.first)->text.n : 60);
  first.qualifier = STR("boxes");
  relation_add(x, RELATION_ITEMS, claim_told(x, line, &t), claim_add(x, &first), b.ticked);
}

/* After the ratios, which own the numbers that they have named. */
void extract_ticked(struct extraction *x) {
  for (int32_t i = 1; i < (int32_t)x->md->n; i++)
    if (block_at(x, i)->kind == MD_LIST && block_at(x, i)->parent == block_at(x, i - 1)->parent) relate_list(x, i);
}
