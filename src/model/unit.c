#include "model/unit.h"

#define MINUTE 60.0
#define HOUR   3600.0
#define DAY    86400.0
#define KIB    1024.0

/* How a row's name is compared. */
enum spelling {
  EXACT, /* case matters, may follow the digits */
  WORD,  /* any case, needs a blank in front */
  GLUED, /* any case, may follow the digits */
};

struct row {
  struct unit unit;
  enum spelling spelling;
};

#define R(name, base, factor, how)                                                                                                         \
  { {name, base, factor, (how) != WORD}, how }

/* As reports write them. "pp" is no ratio: percentage points are a difference. "m" is minutes, "M" a scale suffix of a number, "Mb" bits.
 */
static const struct row rows[] = {
    /* time */
    R("ns", "s", 1e-9, EXACT),
    R("us", "s", 1e-6, EXACT),
    R("\xC2\xB5s", "s", 1e-6, EXACT), /* MICRO SIGN */
    R("\xCE\xBCs", "s", 1e-6, EXACT), /* GREEK SMALL LETTER MU */
    R("microseconds", "s", 1e-6, WORD),
    R("microsecond", "s", 1e-6, WORD),
    R("nanoseconds", "s", 1e-9, WORD),
    R("nanosecond", "s", 1e-9, WORD),
    R("ms", "s", 1e-3, GLUED),
    R("msec", "s", 1e-3, GLUED),
    R("msecs", "s", 1e-3, GLUED),
    R("millisecond", "s", 1e-3, GLUED),
    R("milliseconds", "s", 1e-3, GLUED),
    R("s", "s", 1, EXACT),
    R("sec", "s", 1, GLUED),
    R("secs", "s", 1, GLUED),
    R("second", "s", 1, GLUED),
    R("seconds", "s", 1, GLUED),
    R("m", "s", MINUTE, EXACT),
    R("min", "s", MINUTE, GLUED),
    R("mins", "s", MINUTE, GLUED),
    R("minute", "s", MINUTE, GLUED),
    R("minutes", "s", MINUTE, GLUED),
    R("h", "s", HOUR, EXACT),
    R("hr", "s", HOUR, GLUED),
    R("hrs", "s", HOUR, GLUED),
    R("hour", "s", HOUR, GLUED),
    R("hours", "s", HOUR, GLUED),
    R("d", "s", DAY, EXACT),
    R("day", "s", DAY, GLUED),
    R("days", "s", DAY, GLUED),
    R("week", "s", 7 * DAY, WORD),
    R("weeks", "s", 7 * DAY, WORD),
    R("wk", "s", 7 * DAY, WORD),
    R("wks", "s", 7 * DAY, WORD),
    /* parts of one */
    R("%", "ratio", 0.01, EXACT),
    R("percent", "ratio", 0.01, WORD),
    R("per cent", "ratio", 0.01, WORD),
    R("\xE2\x80\xB0", "ratio", 0.001, EXACT), /* PER MILLE SIGN */
    /* rates */
    R("req/s", "1/s", 1, GLUED),
    R("req/sec", "1/s", 1, GLUED),
    R("req/second", "1/s", 1, GLUED),
    R("reqs/s", "1/s", 1, GLUED),
    R("reqs/sec", "1/s", 1, GLUED),
    R("request/s", "1/s", 1, WORD),
    R("request/sec", "1/s", 1, WORD),
    R("requests/s", "1/s", 1, WORD),
    R("requests/sec", "1/s", 1, WORD),
    R("requests/second", "1/s", 1, WORD),
    R("requests per second", "1/s", 1, WORD),
    R("rps", "1/s", 1, GLUED),
    R("qps", "1/s", 1, GLUED),
    R("tps", "1/s", 1, GLUED),
    R("per second", "1/s", 1, WORD),
    R("ops/s", "1/s", 1, GLUED),
    R("ops/sec", "1/s", 1, GLUED),
    R("/s", "1/s", 1, EXACT),
    R("/sec", "1/s", 1, GLUED),
    R("/second", "1/s", 1, GLUED),
    R("req/min", "1/s", 1 / MINUTE, GLUED),
    R("req/minute", "1/s", 1 / MINUTE, GLUED),
    R("reqs/min", "1/s", 1 / MINUTE, GLUED),
    R("requests/min", "1/s", 1 / MINUTE, WORD),
    R("requests/minute", "1/s", 1 / MINUTE, WORD),
    R("requests per minute", "1/s", 1 / MINUTE, WORD),
    R("rpm", "1/s", 1 / MINUTE, GLUED),
    R("per minute", "1/s", 1 / MINUTE, WORD),
    R("/min", "1/s", 1 / MINUTE, GLUED),
    R("/minute", "1/s", 1 / MINUTE, GLUED),
    R("req/h", "1/s", 1 / HOUR, GLUED),
    R("req/hour", "1/s", 1 / HOUR, GLUED),
    R("requests/hour", "1/s", 1 / HOUR, WORD),
    R("requests per hour", "1/s", 1 / HOUR, WORD),
    R("per hour", "1/s", 1 / HOUR, WORD),
    R("/h", "1/s", 1 / HOUR, EXACT),
    R("/hr", "1/s", 1 / HOUR, GLUED),
    R("/hour", "1/s", 1 / HOUR, GLUED),
    R("/day", "1/s", 1 / DAY, GLUED),
    R("per day", "1/s", 1 / DAY, WORD),
    /* sizes: decimal as written, binary with an i */
    R("B", "B", 1, EXACT),
    R("byte", "B", 1, WORD),
    R("bytes", "B", 1, WORD),
    R("KB", "B", 1e3, EXACT),
    R("kB", "B", 1e3, EXACT),
    R("MB", "B", 1e6, EXACT),
    R("GB", "B", 1e9, EXACT),
    R("TB", "B", 1e12, EXACT),
    R("KiB", "B", KIB, EXACT),
    R("MiB", "B", KIB *KIB, EXACT),
    R("GiB", "B", KIB *KIB *KIB, EXACT),
    R("TiB", "B", KIB *KIB *KIB *KIB, EXACT),
    /* money behind the number; "$" in front is the caller's */
    R("USD", "USD", 1, EXACT),
    R("dollars", "USD", 1, WORD),
    R("cents", "USD", 0.01, WORD),
};

/* As mappings spell them. */
static const struct unit named[] = {
    {"ns", "s", 1e-9, true},      {"us", "s", 1e-6, true},
    {"ms", "s", 1e-3, true},      {"s", "s", 1, true},
    {"min", "s", MINUTE, true},   {"h", "s", HOUR, true},
    {"d", "s", DAY, true},        {"percent", "ratio", 0.01, true},
    {"ratio", "ratio", 1, true},  {"per_min", "1/s", 1 / MINUTE, true},
    {"per_s", "1/s", 1, true},    {"per_h", "1/s", 1 / HOUR, true},
    {"B", "B", 1, true},          {"KiB", "B", KIB, true},
    {"MiB", "B", KIB *KIB, true}, {"GiB", "B", KIB *KIB *KIB, true},
    {"count", "count", 1, true},  {"usd", "USD", 1, true},
    {"cents", "USD", 0.01, true},
};

/* "min" ends before a blank, a stop or a bracket, not inside "minor" or "min/max"; what is no letter ends anywhere but before a digit. */
static bool ends_here(struct str s, size_t at, char last) {
  if (at >= s.n) return true;
  char c = s.p[at];
  if (c == '/' || c == '_') return false;
  return ascii_is_alpha(last) ? !ascii_is_alnum(c) && (unsigned char)c < 0x80 : !ascii_is_alnum(c);
}

static bool row_fits(const struct row *r, struct str s) {
  struct str name = str_of(r->unit.written);
  bool same = r->spelling == EXACT ? str_starts(s, name) : str_starts_ci(s, name);
  return same && ends_here(s, name.n, name.p[name.n - 1]);
}

const struct unit *unit_scan(struct str s, size_t *used) {
  const struct unit *best = NULL;
  size_t longest = 0;
  char first = s.n ? ascii_lower(s.p[0]) : '\0';
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    if (ascii_lower(rows[i].unit.written[0]) != first) continue;
    size_t n = strlen(rows[i].unit.written);
    if (n <= longest || !row_fits(&rows[i], s)) continue;
    best = &rows[i].unit;
    longest = n;
  }
  if (best && used) *used = longest;
  return best;
}

const struct unit *unit_named(struct str name) {
  for (size_t i = 0; i < sizeof named / sizeof *named; i++)
    if (str_eq(name, str_of(named[i].written))) return &named[i];
  return NULL;
}
