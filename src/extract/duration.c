/* Clock ranges with the duration that is stated for them, and start, end and duration of one list. */
#include "extract/clock.h"
#include "extract/measure.h"
#include "extract/pair.h"
#include "extract/passes.h"
#include "extract/scope.h"
#include "extract/table.h"

struct clock_range {
  struct clock_time start, end;
  struct span start_at, end_at;
  size_t to;
};

/* --- "16:50 UTC - 17:10 UTC" ----------------------------------------------------------------------------------------------------- */

/* " - ", "-", " – ", " to ", " until "; an arrow is a move, not a range. Bytes, 0 if none. */
static size_t scan_dash(struct str s, size_t at) {
  static const char *const dashes[] = {
      " - ",        "-",       " \xE2\x80\x93 ", "\xE2\x80\x93",      " \xE2\x80\x94 ",        "\xE2\x80\x94",
      " to ",       " until ", " and ended at ", " and finished at ", " and was resolved at ", " and completed at ",
      " and ended "};
  for (size_t i = 0; i < sizeof dashes / sizeof dashes[0]; i++)
    if (str_eq_ci(str_sub(s, at, strlen(dashes[i])), str_of(dashes[i]))) return strlen(dashes[i]);
  return 0;
}

static bool starts_clock(struct str s, size_t i) {
  return ascii_is_digit(s.p[i]) && (i == 0 || !(ascii_is_alnum(s.p[i - 1]) || strchr(":.-/_+", s.p[i - 1])));
}

/* Zones: one written for both, or one each. Ambiguous ones (PT) are the same on both sides. */
static bool same_zone(const struct clock_range *r) {
  if (!r->start.has_zone || !r->end.has_zone) return true;
  return r->start.offset_low == r->end.offset_low && r->start.offset_high == r->end.offset_high;
}

/* "4:00 - 7:00 PM" leaves open which half of the day the first is in. */
static bool same_halves(struct str s, const struct clock_range *r) {
  struct str a = span_str(s, r->start_at), b = span_str(s, r->end_at);
  bool first = str_find_ci(a, STR("m"), 0) != SIZE_MAX, second = str_find_ci(b, STR("m"), 0) != SIZE_MAX;
  return first == second;
}

static bool scan_range(struct str s, size_t at, const struct time_zones *zones, struct clock_range *r) {
  size_t n = time_scan_clock_in(str_sub(s, at, 40), zones, &r->start), dash = n ? scan_dash(s, at + n) : 0;
  if (n && !dash && n > 5 && s.p[at + 5] == '-') { /* "22:00-02:00": no offset from UTC */
    n = time_scan_clock(str_sub(s, at, 5), &r->start);
    dash = 1;
  }
  size_t m = dash ? time_scan_clock_in(str_sub(s, at + n + dash, 40), zones, &r->end) : 0;
  if (!m) return false;
  r->start_at = (struct span){at, at + n};
  r->end_at = (struct span){at + n + dash, at + n + dash + m};
  r->to = r->end_at.to;
  return same_zone(r) && same_halves(s, r) && !scan_dash(s, r->to);
}

/* " (90 minutes)", " (~2h 5m)", ", 90 minutes": the whole parenthesis is one duration. */
static bool stated_behind(struct str s, size_t at, struct measure *m) {
  static const char *const gaps[] = {
      " (",        ", ",         " = ", ", a total of ", ", for a total of ", " (a total of ", ", which took ",
      ", taking ", ", lasting ", " - ", " \xE2\x80\x94 "};
  for (size_t i = 0; i < sizeof gaps / sizeof gaps[0]; i++) {
    size_t n = strlen(gaps[i]);
    if (!str_eq(str_sub(s, at, n), str_of(gaps[i])) || !measure_scan(s, at + n, NULL, m)) continue;
    if (!m->unit || strcmp(m->unit->base, "s") != 0) continue;
    struct str rest = str_sub(s, m->to, SIZE_MAX);
    bool told = str_starts_ci(rest, STR(" total")) || str_starts_ci(rest, STR(" in total")) || str_starts_ci(rest, STR(" duration"));
    bool ends = told || n > 5 || !rest.n || strchr(i == 0 ? ")" : ".,;)|\n", rest.p[0]); /* not "20 min of which …" */
    return ends && !str_starts_ci(rest, STR(" earlier")) && !str_starts_ci(rest, STR(" later")) && !str_starts_ci(rest, STR(" remaining"));
  }
  return false;
}

/* "2 h 40 min (19:05 - 20:45)", "2 hours 40 minutes, 19:05–20:45": one duration ends where the range begins, nothing else stands between.
 */
static bool stated_before(struct str s, const struct clock_range *r, struct measure *m) {
  size_t at = r->start_at.from, from = at > 40 ? at - 40 : 0, end;
  bool open = at >= 2 && str_eq(str_sub(s, at - 2, 2), STR(" (")), comma = at >= 2 && str_eq(str_sub(s, at - 2, 2), STR(", "));
  if ((!open && !comma) || (open && (r->to >= s.n || s.p[r->to] != ')'))) return false;
  struct str rest = str_sub(s, r->to, SIZE_MAX);
  if (comma && rest.n && !strchr(".;)\n", rest.p[0])) return false; /* goes on: "30 min, 19:05-20:45 daily" */
  end = at - 2;
  for (struct str before = str_sub(s, 0, end); measure_next(before, from, NULL, m); from = m->to)
    if (m->to == end) return m->unit && strcmp(m->unit->base, "s") == 0 && m->op != OP_RANGE;
  return false;
}

/* The duration, if the key in front has given it already. */
static int32_t known_duration(const struct extraction *x, int32_t block, const struct measure *m) {
  for (int32_t c = x->blocks[block].first; c != CLAIM_NONE; c = x->claims.v[c].next_in_block) {
    const struct extracted *e = &x->claims.v[c];
    if (!e->dropped && e->d.family == FAMILY_DURATION && e->d.value_from <= m->digits_from && e->d.value_to >= m->digits_to) return c;
  }
  return CLAIM_NONE;
}

static int32_t claim_length(struct extraction *x, int32_t block, const struct measure *m, enum claim_role role) {
  struct claim_draft d = draft_at(FAMILY_DURATION, block, m->from, m->to);
  measure_into(m, &d);
  d.attribute = STR("duration");
  d.subject = pair_subject(x, block);
  d.role = role;
  return claim_add(x, &d);
}

static void claim_range(struct extraction *x, int32_t block, struct clock_range *r, const struct measure *m) {
  bool before = m->to <= r->start_at.from;
  int32_t known = before ? known_duration(x, block, m) : CLAIM_NONE;
  size_t from = before && known == CLAIM_NONE ? m->from : r->start_at.from, to = before ? r->to : m->to;
  struct voice v = voice_at(x, block, from, to);
  if (v.silent || range_taken(x, block, from, to)) return;
  if (!r->start.has_zone) r->start.offset_low = r->end.offset_low;
  if (!r->end.has_zone) r->end.offset_low = r->start.offset_low;
  int64_t day = clock_day(x), next = r->end.usec < r->start.usec ? USEC_DAY : 0; /* over midnight */
  int32_t start = clock_claim(x, block, r->start_at, &r->start, day, "started_at", v.role);
  int32_t end = clock_claim(x, block, r->end_at, &r->end, day + next, "ended_at", v.role);
  int32_t duration = known != CLAIM_NONE ? known : claim_length(x, block, m, v.role);
  relation_add(x, RELATION_START, duration, start, 0);
  relation_add(x, RELATION_END, duration, end, 0);
}

static void read_block(struct extraction *x, int32_t block) {
  const struct md_block *b = block_at(x, block);
  for (size_t i = 0; i < b->text.n; i++) {
    struct clock_range r;
    struct measure m;
    if (!starts_clock(b->text, i) || !scan_range(b->text, i, policy_zones(x->policy), &r)) continue;
    if ((stated_behind(b->text, r.to, &m) || stated_before(b->text, &r, &m)) && !in_span(b, MD_CODE_SPAN, r.start_at.from, r.to))
      claim_range(x, block, &r, &m);
    i = r.to - 1;
  }
}

/* --- "Started: …", "Completed: …", "Duration: …" in one list or paragraph --------------------------------------------------------- */

/* The list that a claim's item is in, or its paragraph. */
static int32_t group_of(const struct extraction *x, const struct claim_draft *d) {
  int32_t item = x->blocks[d->block].item;
  return item < 0 ? d->block : block_at(x, item)->parent;
}

struct triple {
  int32_t group, start, end, duration;
  bool several; /* two of a kind: which belongs to which? */
};

static void put(struct triple *t, int32_t *slot, int32_t claim) {
  t->several |= *slot != CLAIM_NONE;
  *slot = claim;
}

static void relate_triple(struct extraction *x, const struct triple *t) {
  if (t->several) return;
  relation_add(x, RELATION_START, t->end, t->start, 0);
  relation_add(x, RELATION_START, t->duration, t->start, 0);
  if (t->start != CLAIM_NONE) relation_add(x, RELATION_END, t->duration, t->end, 0);
}

static bool is_own_time(const struct claim_draft *d, const char *attribute) {
  return d->role == ROLE_MEASURED && str_eq(d->attribute, str_of(attribute)) && !str_eq(d->qualifier, STR("clock"));
}

/* Claims of metadata.c, in document order; only those that one list or paragraph holds. */
static void relate_lists(struct extraction *x, size_t n) {
  struct triple t = {.group = -1, .start = CLAIM_NONE, .end = CLAIM_NONE, .duration = CLAIM_NONE};
  for (size_t i = 0; i < n; i++) {
    const struct claim_draft *d = &x->claims.v[i].d;
    if (x->claims.v[i].dropped || x->claims.v[i].row >= 0 || (d->family != FAMILY_TIME && d->family != FAMILY_DURATION)) continue;
    int32_t group = group_of(x, d);
    if (group != t.group) {
      relate_triple(x, &t);
      t = (struct triple){.group = group, .start = CLAIM_NONE, .end = CLAIM_NONE, .duration = CLAIM_NONE};
    }
    if (is_own_time(d, "started_at")) put(&t, &t.start, (int32_t)i);
    if (is_own_time(d, "ended_at")) put(&t, &t.end, (int32_t)i);
    if (is_own_time(d, "duration")) put(&t, &t.duration, (int32_t)i);
  }
  relate_triple(x, &t);
}

/* --- the same with times of day ----------------------------------------------------------------------------------------------------- */

static const char *const start_keys[] = {"start", "started", "start time", "started at", "begin", "began", "from", NULL};
static const char *const end_keys[] = {"end",         "ended",     "end time", "ended at",  "finish",      "finished",
                                       "finished at", "completed", "resolved", "closed at", "resolved at", "completed at",
                                       "until",       "mitigated", "restored", "recovered", NULL};

/* "Start: 12:05 UTC": the value is a time of day and nothing else. */
static void put_clock(struct extraction *x, int32_t block, const struct pair *p, struct triple *t) {
  struct str s = block_at(x, block)->text, key = strip_marks(span_str(s, p->key)), value = strip_marks(span_str(s, p->value));
  bool start = word_among(key, start_keys), end = word_among(key, end_keys);
  struct clock_time c;
  size_t from = value.n ? (size_t)(value.p - s.p) : 0;
  if ((!start && !end) || !value.n || time_scan_clock_in(value, policy_zones(x->policy), &c) != value.n ||
      range_taken(x, block, from, from + value.n))
    return;
  struct voice v = voice_at(x, block, from, from + value.n);
  if (v.silent || v.role != ROLE_MEASURED) return;
  int32_t claim = clock_claim(x, block, (struct span){from, from + value.n}, &c, clock_day(x), start ? "started_at" : "ended_at", v.role);
  put(t, start ? &t->start : &t->end, claim);
}

static void put_durations(const struct extraction *x, int32_t block, struct triple *t) {
  for (int32_t c = x->blocks[block].first; c != CLAIM_NONE; c = x->claims.v[c].next_in_block)
    if (!x->claims.v[c].dropped && x->claims.v[c].d.family == FAMILY_DURATION && is_own_time(&x->claims.v[c].d, "duration"))
      put(t, &t->duration, c);
}

static void relate_clock_triple(struct extraction *x, const struct triple *t) {
  if (t->start == CLAIM_NONE || t->end == CLAIM_NONE || t->several) return;
  clock_wrap(x, t->start, t->end);
  relate_triple(x, t);
}

static void relate_clock_lists(struct extraction *x) {
  const struct triple none = {.group = -1, .start = CLAIM_NONE, .end = CLAIM_NONE, .duration = CLAIM_NONE};
  struct triple t = none;
  for (int32_t i = 0; i < (int32_t)x->md->n; i++) {
    if (!is_prose(x, i)) continue;
    struct claim_draft at = {.block = i};
    int32_t group = group_of(x, &at);
    if (group != t.group) {
      relate_clock_triple(x, &t);
      t = none;
      t.group = group;
    }
    struct pair p;
    for (size_t from = 0; pair_next(block_at(x, i)->text, &from, &p);) put_clock(x, i, &p, &t);
    put_durations(x, i, &t);
  }
  relate_clock_triple(x, &t);
}

/* A cell below the header of a table that says something. */
static bool is_body_cell(const struct extraction *x, int32_t i) {
  const struct md_block *b = block_at(x, i);
  return b->kind == MD_CELL && b->row > 0 && !b->in_quote && x->blocks[i].table >= 0 && !x->tables.v[x->blocks[i].table]->silent &&
         !(x->blocks[i].flags & (BLOCK_SILENT | BLOCK_TEMPLATE | BLOCK_EXAMPLE));
}

void extract_duration(struct extraction *x) {
  size_t before = x->claims.n;
  for (int32_t i = 0; i < (int32_t)x->md->n; i++)
    if (is_prose(x, i) || is_body_cell(x, i)) read_block(x, i);
  relate_lists(x, before);
  relate_clock_lists(x);
}
