#include "extract/pair.h"

#include "extract/scope.h"

#include "base/buf.h"
#include "base/time.h"
#include "extract/clock.h"
#include "model/status.h"

enum { KEY_MAX = 48 };

static size_t line_end(struct str s, size_t i) {
  const char *e = i < s.n ? memchr(s.p + i, '\n', s.n - i) : NULL;
  return e ? (size_t)(e - s.p) : s.n;
}

/* Behind bullets, numbering and signs. */
static size_t key_start(struct str s, size_t from, size_t to) {
  struct str t = strip_marks(str_sub(s, from, to - from));
  size_t i = t.n ? (size_t)(t.p - s.p) : to;
  while (i < to && (s.p[i] == '-' || s.p[i] == '+' || s.p[i] == '>' || s.p[i] == ' ')) i++;
  return i;
}

/* The colon that ends the key, or SIZE_MAX. */
static size_t key_colon(struct str s, size_t from, size_t to) {
  if (from >= to || !(ascii_is_alpha(s.p[from]) || (unsigned char)s.p[from] >= 0x80)) return SIZE_MAX;
  int open = 0; /* "p99 710 ms (target: …": the colon is the remark's */
  for (size_t i = from; i < to && i - from <= KEY_MAX; i++) {
    char c = s.p[i];
    open += c == '(' ? 1 : c == ')' ? -1 : 0;
    if (c == ':' && open > 0) return SIZE_MAX;
    if (c == ':') return i + 1 == to || ascii_is_space(s.p[i + 1]) || s.p[i + 1] == '*' ? i : SIZE_MAX;
    if (strchr(".?!;\"|=", c) && c) return SIZE_MAX;
  }
  return SIZE_MAX;
}

static bool read_pair(struct str s, size_t from, size_t to, struct pair *out) {
  size_t k = key_start(s, from, to), colon = key_colon(s, k, to);
  if (colon == SIZE_MAX) return false;
  struct str key = strip_marks(str_sub(s, k, colon - k)), value = str_trim(str_sub(s, colon + 1, to - colon - 1));
  if (!key.n || !value.n) return false;
  out->key = (struct span){(size_t)(key.p - s.p), (size_t)(key.p - s.p) + key.n};
  out->value = (struct span){(size_t)(value.p - s.p), (size_t)(value.p - s.p) + value.n};
  return true;
}

/* " | " that is followed by another pair; else the end of the line. */
static size_t part_end(struct str s, size_t from, size_t to) {
  for (size_t bar = from; (bar = str_find(str_sub(s, 0, to), STR(" | "), bar)) != SIZE_MAX; bar += 3)
    if (key_colon(s, key_start(s, bar + 3, to), to) != SIZE_MAX) return bar;
  return to;
}

bool pair_next(struct str text, size_t *at, struct pair *out) {
  while (*at < text.n) {
    size_t end = line_end(text, *at), from = *at;
    bool near = end - from < 2000; /* a longer line is prose: only its first key counts */
    size_t stop = near ? part_end(text, from, end) : end;
    *at = stop == end ? end + 1 : stop + 3;
    if (read_pair(text, from, stop, out)) return true;
  }
  return false;
}

/* --- values ------------------------------------------------------------------------------------------------------------------ */

static size_t digits_in(struct str s) {
  size_t n = 0;
  for (size_t i = 0; i < s.n; i++) n += ascii_is_digit(s.p[i]);
  return n;
}

/* "8/8" somewhere: a ratio, for which the percentage before it is stated. */
static bool has_ratio(struct str s) {
  for (size_t i = 1; i + 1 < s.n; i++)
    if (s.p[i] == '/' && ascii_is_digit(s.p[i - 1]) && ascii_is_digit(s.p[i + 1])) return true;
  return false;
}

/* What may follow a quantity that is all there is to a cell: signs, a remark in parentheses, for a target a few words. */
static bool tail_allowed(struct str tail, bool target) {
  tail = strip_marks(tail);
  if (!tail.n) return true;
  if (tail.p[0] == '(') return tail.p[tail.n - 1] == ')' && !has_ratio(tail);
  return target && tail.n < 40 && !digits_in(tail);
}

bool value_measure(struct str text, struct span range, const struct unit *dflt, bool target, struct measure *out) {
  struct str s = str_sub(text, 0, range.to), v = strip_marks(str_sub(s, range.from, range.to - range.from));
  if (!v.n) return false;
  size_t from = (size_t)(v.p - s.p), end = from + v.n;
  struct measure m;
  size_t n = measure_scan(s, from, dflt, &m);
  if (!n || !tail_allowed(str_sub(s, m.to, end - m.to), target)) return false;
  if (s.p[m.digits_from] == '+' || m.number < 0) return false; /* a change, not a value */
  *out = m;
  return true;
}

static bool unit_fits(const struct term *t, const struct measure *m) {
  if (!t || !*t->base) return true;
  if (!m->unit) return strcmp(t->base, "count") == 0;
  return strcmp(t->base, m->unit->base) == 0;
}

static struct claim_draft draft_for(const struct value_at *v, enum claim_family family, size_t from, size_t to) {
  struct claim_draft d = draft_at(family, v->block, from, to);
  d.subject = v->subject;
  d.attribute = v->meaning.term ? str_of(v->meaning.term->attribute) : v->attribute;
  d.qualifier = scope_qualifier(v->subject, v->meaning.qualifier);
  d.role = v->meaning.role != ROLE_MEASURED ? v->meaning.role : v->role;
  return d;
}

static int32_t claim_measure(struct extraction *x, const struct value_at *v, enum claim_family family) {
  struct measure m;
  bool target = v->role == ROLE_TARGET || v->meaning.role == ROLE_TARGET;
  const struct unit *dflt = v->meaning.unit ? v->meaning.unit : v->unit;
  if (!value_measure(block_at(x, v->block)->text, v->range, dflt, target, &m) || !unit_fits(v->meaning.term, &m)) return CLAIM_NONE;
  if (range_taken(x, v->block, m.from, m.to)) return CLAIM_NONE;
  struct claim_draft d = draft_for(v, family, m.from, m.to);
  measure_into(&m, &d);
  if (family == FAMILY_COUNT && m.unit && strcmp(m.unit->base, "count") != 0) d.family = FAMILY_FIGURE;
  return claim_add(x, &d);
}

/* "Old gateway (46 active)": the remark has a state, the value has none. */
static bool only_in_parentheses(struct str s, struct status_reading r) {
  const char *open = memchr(s.p, '(', s.n);
  if (!open || r.to <= r.from || s.p + r.from < open) return false;
  return status_read(str_make(s.p, (size_t)(open - s.p))).status == STATUS_NONE;
}

/* "Yes", "no ✗", "y": answers to what the header asks. */
static struct status_reading read_answer(struct str s) {
  static const char *const yes[] = {"yes", "y", "true", "ok", "met", NULL}, *const no[] = {"no", "n", "false", "missed", NULL};
  struct str word = strip_marks(s);
  enum status told = word_among(word, yes) ? STATUS_SUCCESS : word_among(word, no) ? STATUS_FAILURE : STATUS_NONE;
  return (struct status_reading){.status = told, .to = s.n};
}

static int32_t claim_status(struct extraction *x, const struct value_at *v) {
  struct str s = str_sub(block_at(x, v->block)->text, v->range.from, v->range.to - v->range.from);
  if (s.n > 160 || in_span(block_at(x, v->block), MD_CODE_SPAN, v->range.from, v->range.to)) return CLAIM_NONE;
  struct status_reading r = status_read(s);
  if (r.status == STATUS_NONE && v->answers) r = read_answer(s);
  if (r.status == STATUS_NONE || only_in_parentheses(s, r)) return CLAIM_NONE;
  struct claim_draft d = draft_for(v, FAMILY_STATUS, v->range.from, v->range.to);
  d.value = str_of(status_name(r.composite ? STATUS_PARTIAL : r.status));
  if (r.composite) d.qualifier = STR("composite");
  return claim_add(x, &d);
}

struct str time_text(struct arena *a, int64_t usec) {
  struct buf b = BUF_INIT_MAX(64);
  time_format(usec, &b);
  struct str s = arena_str(a, buf_str(&b));
  buf_release(&b);
  return s;
}

/* "12:05" in the row of a table. */
static int32_t claim_time_of_day(struct extraction *x, const struct value_at *v, struct str s) {
  struct clock_time c;
  size_t n = time_scan_clock_in(s, policy_zones(x->policy), &c), from = (size_t)(s.p - block_at(x, v->block)->text.p);
  if (!n || !tail_allowed(str_sub(s, n, SIZE_MAX), false)) return CLAIM_NONE;
  struct claim_draft d = draft_for(v, FAMILY_TIME, from, from + n);
  int32_t claim = clock_claim(x, v->block, (struct span){from, from + n}, &c, clock_day(x), "", d.role);
  if (claim == CLAIM_NONE) return claim;
  x->claims.v[claim].d.subject = d.subject;
  x->claims.v[claim].d.attribute = d.attribute;
  return claim;
}

static int32_t claim_time(struct extraction *x, const struct value_at *v) {
  struct str text = block_at(x, v->block)->text, s = strip_marks(str_sub(text, v->range.from, v->range.to - v->range.from));
  struct moment m;
  size_t n = s.n ? time_scan_in(s, policy_zones(x->policy), &m) : 0;
  if (!n && s.n && block_at(x, v->block)->kind == MD_CELL) return claim_time_of_day(x, v, s);
  if (!n || !tail_allowed(str_sub(s, n, SIZE_MAX), false)) return CLAIM_NONE;
  size_t from = (size_t)(s.p - text.p);
  struct claim_draft d = draft_for(v, FAMILY_TIME, from, from + n);
  d.has_number = true;
  d.number = d.low = (double)m.lo;
  d.high = (double)m.hi;
  d.unit = STR("time");
  d.value = time_text(&x->arena, m.lo);
  return claim_add(x, &d);
}

/* "sha256:…" or a bare hex digest: lower case, with its algorithm. */
static struct str digest_value(struct extraction *x, struct str s) {
  struct str low = arena_lower(&x->arena, s);
  struct str hex = str_starts(low, STR("sha256:")) ? str_sub(low, 7, SIZE_MAX) : low;
  for (size_t i = 0; i < hex.n; i++)
    if (!ascii_is_xdigit(hex.p[i])) return STR_NONE;
  if (hex.n < 7) return STR_NONE;
  return hex.p == low.p ? arena_printf(&x->arena, "sha256:%.*s", STR_ARG(hex)) : low;
}

/* One word that could be a name: no blanks, not "n/a", "-", "TBD". */
static bool is_token(struct str s) {
  if (s.n < 1 || s.n > 300) return false;
  bool alnum = false;
  for (size_t i = 0; i < s.n; i++) {
    if (ascii_is_space(s.p[i]) || strchr("<>[]{}|*", s.p[i])) return false;
    alnum |= ascii_is_alnum(s.p[i]);
  }
  return alnum && !str_eq_ci(s, STR("n/a")) && !str_eq_ci(s, STR("none")) && !str_eq_ci(s, STR("tbd")) && !str_eq_ci(s, STR("null"));
}

static int32_t claim_text(struct extraction *x, const struct value_at *v) {
  struct str text = block_at(x, v->block)->text, s = strip_marks(str_sub(text, v->range.from, v->range.to - v->range.from));
  if (!s.n || !is_token(s)) return CLAIM_NONE;
  size_t from = (size_t)(s.p - text.p);
  struct claim_draft d = draft_for(v, FAMILY_TEXT, from, from + s.n);
  bool address = str_find(s, STR("://"), 0) != SIZE_MAX;
  if (str_eq(d.attribute, STR("url")) && !address && !str_starts(s, STR("/")) && !memchr(s.p, '.', s.n)) return CLAIM_NONE;
  if (str_eq(d.attribute, STR("digest")) && !(d.value = digest_value(x, s)).n) return CLAIM_NONE;
  if (str_eq(d.attribute, STR("url")) && !address) d.attribute = STR("host");
  return claim_add(x, &d);
}

int32_t value_claim(struct extraction *x, const struct value_at *v) {
  enum claim_family family = v->meaning.term ? v->meaning.term->family : v->family;
  switch (family) {
  case FAMILY_STATUS:
    return claim_status(x, v);
  case FAMILY_TIME:
    return claim_time(x, v);
  case FAMILY_TEXT:
    return claim_text(x, v);
  case FAMILY_FIGURE:
  case FAMILY_COUNT:
  case FAMILY_DURATION:
    return claim_measure(x, v, family);
  case FAMILY_METADATA:
  case FAMILY_RATIO:
  case FAMILY_PERCENT:
  case FAMILY_CITATION:
  case FAMILY_ORDINAL:
  case FAMILY_CHANGE:
  case FAMILY_PLACEHOLDER:
  case FAMILY_COUNT_:
    break;
  }
  return CLAIM_NONE;
}
