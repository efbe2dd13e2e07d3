/* Lists in which each entry begins with a time, "- 13:05 UTC traffic moved": in order, and not after the report was written. And the days
 * of the week that stand beside dates. */
#include "extract/clock.h"
#include "extract/pair.h"
#include "extract/passes.h"
#include "extract/scope.h"

enum { ENTRIES_MIN = 4, ENTRIES_MAX = 400, CLAIMS_LOOKED_AT = 64 };

struct entry {
  int32_t block;
  struct span at;
  bool clock; /* without a date */
  struct clock_time c;
  struct moment m;
};
typedef VEC(struct entry) entry_list;

/* --- entries ------------------------------------------------------------------------------------------------------------------------- */

/* A time with a clock at the start of the line, emphasis and brackets aside; dates alone name days, not moments. */
static bool read_entry(const struct extraction *x, int32_t block, struct entry *e) {
  struct str s = block_at(x, block)->text;
  size_t from = 0;
  while (from < s.n && strchr("[(*`~ ", s.p[from])) from++;
  struct str rest = str_sub(s, from, 48);
  size_t n = rest.n && rest.p[0] != '~' ? time_scan_clock_in(rest, policy_zones(x->policy), &e->c) : 0;
  e->clock = n != 0;
  if (!n) n = time_scan_in(rest, policy_zones(x->policy), &e->m);
  if (!n || from + n >= s.n || (!e->clock && e->m.hi - e->m.lo >= USEC_DAY)) return false;
  e->block = block;
  e->at = (struct span){from, from + n};
  return !ascii_is_alnum(s.p[e->at.to]);
}

static int64_t when(const struct entry *e) { return e->clock ? e->c.usec - e->c.offset_low * USEC_MINUTE : e->m.lo; }

/* First paragraph of an item, or -1. */
static int32_t text_of(const struct extraction *x, int32_t item) {
  int32_t i = item + 1;
  return i < (int32_t)x->md->n && block_at(x, i)->kind == MD_PARAGRAPH && block_at(x, i)->parent == item ? i : -1;
}

static bool same_zone(const struct entry *a, const struct entry *b) {
  return a->clock == b->clock && (!a->clock || (a->c.has_zone == b->c.has_zone && a->c.offset_low == b->c.offset_low));
}

/* All items of a list, or none. */
static bool read_list(const struct extraction *x, int32_t list, entry_list *l) {
  l->n = 0;
  for (int32_t i = list + 1; i < (int32_t)x->md->n && block_at(x, i)->from < block_at(x, list)->to; i++) {
    if (block_at(x, i)->kind != MD_ITEM || block_at(x, i)->parent != list) continue;
    struct entry e;
    int32_t text = text_of(x, i);
    if (text < 0 || !is_prose(x, text) || !read_entry(x, text, &e) || l->n >= ENTRIES_MAX) return false;
    if (l->n && !same_zone(&l->v[0], &e)) return false;
    vec_push(l, e);
  }
  return l->n >= ENTRIES_MIN;
}

/* --- relations ----------------------------------------------------------------------------------------------------------------------- */

static int32_t claim_entry(struct extraction *x, const struct entry *e) {
  struct voice v = voice_at(x, e->block, e->at.from, e->at.to);
  if (v.silent || range_taken(x, e->block, e->at.from, e->at.to)) return CLAIM_NONE;
  if (e->clock) return clock_claim(x, e->block, e->at, &e->c, clock_day(x), "observed_at", v.role);
  struct claim_draft d = draft_at(FAMILY_TIME, e->block, e->at.from, e->at.to);
  d.has_number = true;
  d.number = d.low = (double)e->m.lo;
  d.high = (double)e->m.hi;
  d.unit = STR("time");
  d.value = time_text(&x->arena, e->m.lo);
  d.attribute = STR("observed_at");
  d.subject = pair_subject(x, e->block);
  d.role = v.role;
  return claim_add(x, &d);
}

/* A list that goes back once is out of order; one that goes back more often is sorted by something else. From late to early in the day is
 * over midnight. */
static bool is_in_order_but_one(const entry_list *l) {
  int back = 0;
  for (size_t i = 1; i < l->n; i++) {
    int64_t step = when(&l->v[i]) - when(&l->v[i - 1]);
    if (step >= 0) continue;
    if (l->v[i].clock && step < -12 * 60 * USEC_MINUTE) return false;
    back++;
  }
  return back <= 1;
}

static void relate_list(struct extraction *x, const entry_list *l) {
  bool ordered = is_in_order_but_one(l);
  int32_t before = CLAIM_NONE;
  for (size_t i = 0; i < l->n; i++) {
    int32_t claim = claim_entry(x, &l->v[i]);
    if (claim == CLAIM_NONE) return;
    if (ordered) relation_add(x, RELATION_NEXT, claim, before, 0);
    before = claim;
  }
}

/* --- days of the week ---------------------------------------------------------------------------------------------------------------- */

static const char *const days[][2] = {{"sunday", "sun"},   {"monday", "mon"}, {"tuesday", "tue"}, {"wednesday", "wed"},
                                      {"thursday", "thu"}, {"friday", "fri"}, {"saturday", "sat"}};

static int day_named(struct str w) {
  for (int i = 0; i < 7; i++)
    if (str_eq_ci(w, str_of(days[i][0])) || str_eq_ci(w, str_of(days[i][1]))) return i;
  return -1;
}

/* "Monday, " in front of a date, " (Monday)" or ", Monday" behind it. */
static bool date_beside(struct str s, struct span w, struct moment *m, struct span *at) {
  static const char *const gaps[] = {", ", " ", ", the ", " the ", NULL};
  for (const char *const *g = gaps; *g; g++) {
    size_t from = w.to + strlen(*g), n;
    if (!str_eq(str_sub(s, w.to, strlen(*g)), str_of(*g)) || (n = time_scan(str_sub(s, from, 40), m)) == 0) continue;
    *at = (struct span){from, from + n};
    return true;
  }
  bool open = w.from >= 2 && str_eq(str_sub(s, w.from - 2, 2), STR(" (")) && w.to < s.n && s.p[w.to] == ')';
  bool comma = w.from >= 2 && str_eq(str_sub(s, w.from - 2, 2), STR(", "));
  for (size_t back = 10; (open || comma) && back <= 20 && back + 2 <= w.from; back++) {
    size_t from = w.from - 2 - back;
    if (from > 0 && ascii_is_alnum(s.p[from - 1])) continue;
    if (time_scan(str_sub(s, from, back), m) != back) continue;
    *at = (struct span){from, from + back};
    return true;
  }
  return false;
}

static int32_t date_claim(struct extraction *x, int32_t block, const struct moment *m, struct span at) {
  int looked = 0;
  for (int32_t c = x->blocks[block].first; c != CLAIM_NONE && looked++ < CLAIMS_LOOKED_AT; c = x->claims.v[c].next_in_block) {
    const struct extracted *e = &x->claims.v[c];
    if (!e->dropped && e->d.has_number && str_eq(e->d.unit, STR("time")) && e->d.value_from <= at.from && e->d.value_to >= at.to) return c;
  }
  struct claim_draft d = draft_at(FAMILY_TIME, block, at.from, at.to);
  d.has_number = true;
  d.number = d.low = (double)m->lo;
  d.high = (double)m->hi;
  d.unit = STR("time");
  d.value = time_text(&x->arena, m->lo);
  return claim_add(x, &d);
}

static void claim_weekday(struct extraction *x, int32_t block, struct span w, int day, const struct moment *m, struct span at) {
  struct voice v = voice_at(x, block, w.from, w.to);
  if (v.silent) return;
  struct claim_draft d = draft_at(FAMILY_TIME, block, w.from, w.to);
  d.has_number = true;
  d.number = d.low = d.high = day;
  d.unit = STR("weekday");
  d.value = str_of(days[day][0]);
  d.attribute = STR("weekday");
  relation_add(x, RELATION_SAME, claim_add(x, &d), date_claim(x, block, m, at), m->offset);
}

static void read_weekdays(struct extraction *x, int32_t block) {
  struct str s = block_at(x, block)->text;
  struct span w, at;
  struct moment m;
  for (size_t i = 0; word_next(s, &i, &w);) {
    int day = w.to - w.from <= 9 ? day_named(span_str(s, w)) : -1;
    if (day >= 0 && date_beside(s, w, &m, &at)) claim_weekday(x, block, w, day, &m, at);
  }
}

void extract_chronicle(struct extraction *x) {
  entry_list l = {0};
  for (int32_t i = 0; i < (int32_t)x->md->n; i++) {
    const struct md_block *b = block_at(x, i);
    if (b->kind == MD_LIST && !b->in_quote && read_list(x, i, &l)) relate_list(x, &l);
    if (is_prose(x, i) || (b->kind == MD_HEADING && !b->in_quote) || (b->kind == MD_CELL && !(x->blocks[i].flags & BLOCK_SILENT)))
      read_weekdays(x, i);
  }
  vec_release(&l);
}
