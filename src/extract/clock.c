#include "extract/clock.h"

#include "extract/pair.h"

int64_t clock_day(const struct extraction *x) {
  int64_t t = x->document.as_of;
  return t == TIME_NONE || t < 0 ? 0 : t - t % USEC_DAY;
}

static void put_time(struct extraction *x, struct claim_draft *d, int64_t from, int64_t length) {
  d->has_number = true;
  d->number = d->low = (double)from;
  d->high = (double)(from + length);
  d->unit = STR("time");
  d->value = time_text(&x->arena, from);
}

int32_t clock_claim(struct extraction *x, int32_t block, struct span at, const struct clock_time *c, int64_t day, const char *attribute,
                    enum claim_role role) {
  struct claim_draft d = draft_at(FAMILY_TIME, block, at.from, at.to);
  put_time(x, &d, day + c->usec - c->offset_low * USEC_MINUTE, c->precision);
  d.attribute = str_of(attribute);
  d.subject = pair_subject(x, block);
  d.role = role;
  d.qualifier = STR("clock");
  return claim_add(x, &d);
}

bool is_clock(const struct claim_draft *d) { return d->family == FAMILY_TIME && str_eq(d->qualifier, STR("clock")); }

void clock_wrap(struct extraction *x, int32_t start, int32_t end) {
  if (start == CLAIM_NONE || end == CLAIM_NONE) return;
  const struct claim_draft *s = &x->claims.v[start].d;
  struct claim_draft *e = &x->claims.v[end].d;
  if (is_clock(s) && is_clock(e) && e->low < s->low) put_time(x, e, (int64_t)e->low + USEC_DAY, (int64_t)(e->high - e->low));
}
