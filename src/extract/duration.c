/* Clock ranges with the duration that is stated for them, and start, end and duration of one list. */
#include "base/time.h"
#include "extract/measure.h"
#include "extract/pair.h"
#include "extract/passes.h"
#include "extract/scope.h"

#define USEC_MINUTE INT64_C(60000000)
#define USEC_DAY    (24 * 60 * USEC_MINUTE)

struct clock_range {
  struct clock_time start, end;
  struct span start_at, end_at;
  size_t to;
};

/* --- "16:50 UTC - 17:10 UTC" ----------------------------------------------------------------------------------------------------- */

/* " - ", "-", " – ", " to ", " until "; an arrow is a move, not a range. Bytes, 0 if none. */
static size_t scan_dash(struct str s, size_t at) {
  static const char *const dashes[] = {" - ", "-", " \xE2\x80\x93 ", "\xE2\x80\x93", " \xE2\x80\x94 ", "\xE2\x80\x94", " to ", " until "};
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

static bool scan_range(struct str s, size_t at, struct clock_range *r) {
  size_t n = time_scan_clock(str_sub(s, at, 40), &r->start), dash = n ? scan_dash(s, at + n) : 0;
  size_t m = dash ? time_scan_clock(str_sub(s, at + n + dash, 40), &r->end) : 0;
  if (!m) return false;
  r->start_at = (struct span){at, at + n};
  r->end_at = (struct span){at + n + dash, at + n + dash + m};
  r->to = r->end_at.to;
  return same_zone(r) && same_halves(s, r) && !scan_dash(s, r->to);
}

/* " (90 minutes)", " (~2h 5m)", ", 90 minutes": the whole parenthesis is one duration. */
static bool stated_behind(struct str s, size_t at, struct measure *m) {
  static const char *const gaps[] = {" (", ", ", " = "};
  for (size_t i = 0; i < sizeof gaps / sizeof gaps[0]; i++) {
    size_t n = strlen(gaps[i]);
    if (!str_eq(str_sub(s, at, n), str_of(gaps[i])) || !measure_scan(s, at + n, NULL, m)) continue;
    if (!m->unit || strcmp(m->unit->base, "s") != 0) continue;
    struct str rest = str_sub(s, m->to, SIZE_MAX);
    bool ends = i == 0 ? str_starts(rest, STR(")")) || str_starts_ci(rest, STR(" total)")) || str_starts_ci(rest, STR(" duration)")) : true;
    return ends && !str_starts_ci(rest, STR(" earlier")) && !str_starts_ci(rest, STR(" later")) && !str_starts_ci(rest, STR(" remaining"));
  }
  return false;
}

/* The day that clocks without a date are put on: the report's own, so that they read well; only differences matter. */
static int64_t day_of(const struct extraction *x) {
  int64_t t = x->document.as_of;
  return t == TIME_NONE || t < 0 ? 0 : t - t % USEC_DAY;
}

static int32_t claim_clock(struct extraction *x, int32_t block, struct span at, const struct clock_time *c, int64_t day,
                           const char *attribute, enum claim_role role) {
  struct claim_draft d = draft_at(FAMILY_TIME, block, at.from, at.to);
  int64_t t = day + c->usec - c->offset_low * USEC_MINUTE;
  d.has_number = true;
  d.number = d.low = (double)t;
  d.high = (double)(t + c->precision);
  d.unit = STR("time");
  d.value = time_text(&x->arena, t);
  d.attribute = str_of(attribute);
  d.subject = pair_subject(x, block);
  d.role = role;
  d.qualifier = STR("clock"); /* without a date of its own */
  return claim_add(x, &d);
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
  int64_t day = day_of(x), next = r->end.usec < r->start.usec ? USEC_DAY : 0; /* over midnight */
  int32_t start = claim_clock(x, block, r->start_at, &r->start, day, "started_at", v.role);
  int32_t end = claim_clock(x, block, r->end_at, &r->end, day + next, "ended_at", v.role);
  int32_t duration = known != CLAIM_NONE ? known : claim_length(x, block, m, v.role);
  relation_add(x, RELATION_START, duration, start, 0);
  relation_add(x, RELATION_END, duration, end, 0);
}

static void read_block(struct extraction *x, int32_t block) {
  const struct md_block *b = block_at(x, block);
  for (size_t i = 0; i < b->text.n; i++) {
    struct clock_range r;
    struct measure m;
    if (!starts_clock(b->text, i) || !scan_range(b->text, i, &r)) continue;
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

void extract_duration(struct extraction *x) {
  size_t before = x->claims.n;
  for (int32_t i = 0; i < (int32_t)x->md->n; i++)
    if (is_prose(x, i)) read_block(x, i);
  relate_lists(x, before);
}
