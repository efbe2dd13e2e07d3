/* Written text → canonical value. Numbers in evidence are measurements with their printed digits: they are exact, low = high = number. */
#include <math.h>

#include "ingest/mapping.h"

#include "base/num.h"
#include "base/time.h"

static const char *const null_words[] = {"",    "-",        "\xE2\x80\x93", "\xE2\x80\x94", "n/a",  "nan",  "null",     "none",
                                         "nil", "infinity", "-infinity",    "inf",          "-inf", "+inf", "undefined"};

bool is_null_word(struct str s) {
  s = str_trim(s);
  for (size_t i = 0; i < sizeof null_words / sizeof null_words[0]; i++)
    if (str_eq_ci(s, str_of(null_words[i]))) return true;
  return str_starts(s, STR("0001-01-01")); /* a zero time of Go and .NET */
}

static bool names_variable(struct str s, size_t at, const char *close) {
  size_t end = str_find(s, str_of(close), at);
  if (end == SIZE_MAX || end == at) return false;
  for (size_t i = at; i < end; i++)
    if (!ascii_is_alnum(s.p[i]) && !strchr("_. -:", s.p[i])) return false;
  return true;
}

bool is_placeholder(struct str s) {
  size_t at = str_find(s, STR("${"), 0);
  if (at != SIZE_MAX && names_variable(s, at + 2, "}")) return true;
  at = str_find(s, STR("{{"), 0);
  return at != SIZE_MAX && names_variable(s, at + 2, "}}");
}

static bool in_nulls(const struct fact_plan *plan, struct str s) {
  for (size_t i = 0; i < plan->nulls_n; i++)
    if (str_eq_ci(plan->nulls[i], s)) return true;
  return false;
}

static bool map_word(const struct fact_plan *plan, struct str *s) {
  for (int pass = 0; pass < 2; pass++)
    for (size_t i = 0; i < plan->map_n; i++)
      if (pass ? str_eq_ci(plan->map[i].key, *s) : str_eq(plan->map[i].key, *s)) {
        *s = plan->map[i].value;
        return true;
      }
  return false;
}

/* --- images --- */

static struct str before_digest(struct str image) {
  size_t at = str_find(image, STR("@"), 0);
  return at == SIZE_MAX ? image : str_sub(image, 0, at);
}

/* Where ":tag" starts; a ':' in front of a '/' is a port. */
static size_t tag_start(struct str image) {
  for (size_t i = image.n; i-- > 0 && image.p[i] != '/';)
    if (image.p[i] == ':') return i;
  return image.n;
}

struct str take_part(enum take take, struct str s) {
  struct str image = before_digest(s);
  size_t tag = tag_start(image);
  if (take == TAKE_TAG) return tag < image.n ? str_sub(image, tag + 1, image.n) : STR("");
  if (take == TAKE_NAME) return str_sub(image, 0, tag);
  if (take == TAKE_BASENAME) {
    size_t slash = s.n;
    while (slash > 0 && s.p[slash - 1] != '/') slash--;
    return str_sub(s, slash, s.n);
  }
  return s;
}

/* "repo@sha256:ABC…", "sha256:abc…", "abc…" → "sha256:abc…". */
static bool digest_of(struct str s, struct arena *a, struct str *out) {
  size_t at = str_find(s, STR("@"), 0);
  if (at != SIZE_MAX) s = str_sub(s, at + 1, s.n);
  size_t colon = str_find(s, STR(":"), 0);
  struct str hex = colon == SIZE_MAX ? s : str_sub(s, colon + 1, s.n);
  if (hex.n < 32 || hex.n > 128) return false;
  for (size_t i = 0; i < hex.n; i++)
    if (!ascii_is_xdigit(hex.p[i])) return false;
  if (colon == SIZE_MAX && hex.n != 64) return false;
  *out = colon == SIZE_MAX ? arena_printf(a, "sha256:%.*s", STR_ARG(hex)) : s;
  *out = arena_lower(a, *out);
  return true;
}

/* A commit in one spelling; a branch or tag that stands in its place keeps its own. */
static struct str commit_of(struct str s, struct arena *a) {
  for (size_t i = 0; i < s.n; i++)
    if (!ascii_is_xdigit(s.p[i])) return s;
  return arena_lower(a, s);
}

/* --- numbers and times --- */

/* Division by the whole reciprocal rounds once: 980 ms is 0.98 s, not 0.9800000000000001. */
static double convert(double v, double factor) {
  double inverse = 1 / factor;
  double whole = round(inverse);
  if (factor < 1 && fabs(inverse - whole) < 1e-9 * whole) return v / whole;
  return v * factor;
}

/* "41.083 ms" where a bare number would be seconds: the text's own unit counts. */
static bool number_with_unit(struct str s, const struct unit **unit, double *out) {
  struct num n;
  size_t used = num_scan(s, &n), unit_used = 0;
  if (!used) return false;
  struct str rest = str_trim(str_sub(s, used, s.n));
  if (rest.n) {
    const struct unit *own = unit_scan(rest, &unit_used);
    if (!own || unit_used != rest.n || strcmp(own->base, (*unit)->base) != 0) return false;
    *unit = own;
  }
  *out = n.value;
  return true;
}

static bool set_number(double v, const char *unit, struct arena *a, struct fact *out) {
  if (!isfinite(v)) return false;
  struct buf text = BUF_INIT;
  num_format(v, &text);
  out->value = arena_str(a, buf_str(&text));
  buf_release(&text);
  out->has_number = true;
  out->number = out->low = out->high = v;
  out->unit = str_of(unit);
  return true;
}

static bool number_to_fact(const struct fact_plan *plan, struct str s, struct arena *a, struct fact *out) {
  struct num n;
  double v;
  const struct unit *unit = plan->unit;
  if (num_parse(s, &n))
    v = n.value;
  else if (!number_with_unit(s, &unit, &v))
    return false;
  v = convert(v, unit->factor);
  /* 74 where a part of one is due is a percentage under the wrong name, or something else: not for us to say. */
  if (strcmp(unit->base, "ratio") == 0 && (v < 0 || v > 1 + 1e-9)) return false;
  return set_number(v, unit->base, a, out);
}

static const double epoch_usec[] = {[TIME_EPOCH_S] = 1e6, [TIME_EPOCH_MS] = 1e3, [TIME_EPOCH_US] = 1, [TIME_EPOCH_NS] = 1e-3};

static bool moment_of(struct str s, enum time_format format, struct moment *out) {
  struct num n;
  s = str_trim(s);
  if (format == TIME_TEXT) return s.n && time_scan(s, out) == s.n;
  if (!num_parse(s, &n) || fabs(n.value * epoch_usec[format]) > 9e18) return false;
  out->lo = (int64_t)(n.value * epoch_usec[format]);
  out->hi = out->lo + 1;
  out->basis = TIME_BASIS_UTC;
  return true;
}

static bool time_to_fact(const struct fact_plan *plan, struct str s, struct arena *a, struct fact *out) {
  struct moment m;
  if (!moment_of(s, plan->time, &m)) return false;
  struct buf text = BUF_INIT;
  time_format(m.lo, &text);
  out->value = arena_str(a, buf_str(&text));
  buf_release(&text);
  out->has_number = true;
  out->number = out->low = (double)m.lo;
  out->high = (double)m.hi;
  out->unit = STR("time");
  return true;
}

int64_t moment_read(struct walk *w, const struct moment_plan *plan, const struct scope *s, struct arena *a, int64_t dflt) {
  struct moment m;
  for (size_t i = 0; i < plan->paths.n; i++) {
    struct str text = found_text(w, path_first(w, &plan->paths.v[i], s), a);
    if (!is_null_word(text) && moment_of(text, plan->format, &m)) return m.lo;
  }
  return dflt;
}

/* --- the whole --- */

static enum status policy_word(const struct policy *policy, struct str s) {
  for (size_t i = 0; policy && i < policy->status.n; i++)
    if (str_eq_ci(policy->status.v[i].key, s)) return status_named(policy->status.v[i].value);
  return STATUS_NONE;
}

static bool status_to_fact(bool mapped, struct str s, const struct policy *policy, struct fact *out) {
  enum status status = mapped ? status_named(s) : policy_word(policy, s);
  if (status == STATUS_NONE && !mapped) status = status_of_word(s);
  out->value = str_of(status_name(status));
  return status != STATUS_NONE;
}

static bool kind_to_fact(const struct fact_plan *plan, bool mapped, struct str s, const struct policy *policy, struct arena *a,
                         struct fact *out) {
  switch (plan->kind) {
  case KIND_STATUS:
    return status_to_fact(mapped, s, policy, out);
  case KIND_NUMBER:
    return number_to_fact(plan, s, a, out);
  case KIND_TIME:
    return time_to_fact(plan, s, a, out);
  case KIND_DIGEST:
    return digest_of(s, a, &out->value);
  case KIND_COMMIT:
    out->value = commit_of(s, a);
    return true;
  case KIND_TEXT:
    break;
  }
  out->value = s;
  return true;
}

void scalar_to_fact(const struct fact_plan *plan, struct scalar in, const struct policy *policy, struct arena *a, struct fact *out) {
  struct str s = str_trim(in.text);
  out->written = in.text;
  bool mapped = !in.absent && map_word(plan, &s);
  if (!mapped) s = take_part(plan->take, s);
  out->state = FACT_NULL;
  if (in.absent || (!mapped && (is_null_word(s) || in_nulls(plan, s)))) return;
  out->state = FACT_PLACEHOLDER;
  if (is_placeholder(s)) return;
  out->state = FACT_UNMAPPED;
  if (plan->map_n && !mapped) return;
  if (kind_to_fact(plan, mapped, s, policy, a, out)) out->state = FACT_KNOWN;
}
