#include "base/time.h"

#include "base/buf.h"

#define USEC_SECOND INT64_C(1000000)
#define USEC_MINUTE (60 * USEC_SECOND)
#define USEC_HOUR   (60 * USEC_MINUTE)
#define USEC_DAY    (24 * USEC_HOUR)

/* --- the calendar --- */

static bool is_leap(int y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; }

static int days_in_month(int y, int m) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return m == 2 && is_leap(y) ? 29 : days[m - 1];
}

/* Days since 1970-01-01. The year starts in March here, so that the leap day is its last. */
static int64_t days_from_civil(int y, int m, int d) {
  y -= m <= 2;
  int era = y / 400; /* y >= 0 */
  int of_era = y - era * 400;
  int of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  return (int64_t)era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static void civil_from_days(int64_t days, int *y, int *m, int *d) {
  days += 719468;
  int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  int of_era = (int)(days - era * 146097);
  int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int of_year = of_era - (365 * year + year / 4 - year / 100);
  int month = (5 * of_year + 2) / 153;
  *d = of_year - (153 * month + 2) / 5 + 1;
  *m = month + (month < 10 ? 3 : -9);
  *y = (int)(year + era * 400) + (*m <= 2);
}

bool time_from_civil(int year, int month, int day, int hour, int minute, int second, int64_t *usec) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) return false;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return false;
  *usec = days_from_civil(year, month, day) * USEC_DAY + hour * USEC_HOUR + minute * USEC_MINUTE + second * USEC_SECOND;
  return true;
}

/* --- words --- */

static const char *const month_names[] = {"january", "february", "march",     "april",   "may",      "june",
                                          "july",    "august",   "september", "october", "november", "december"};
static const char *const day_names[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

static size_t word_length(struct str s, size_t i) {
  size_t n = 0;
  while (i + n < s.n && ascii_is_alpha(s.p[i + n])) n++;
  return n;
}

/* A name of the table in full, or its first letters ("Oct", "Sept"). Bytes used with a following '.', 0 if none. */
static size_t scan_name(const char *const *names, int n, size_t longest_short, struct str s, size_t i, int *index) {
  struct str word = str_sub(s, i, word_length(s, i));
  if (word.n < 3) return 0;
  for (int k = 0; k < n; k++) {
    struct str name = str_of(names[k]);
    bool is_short = word.n <= longest_short && word.n < name.n;
    if (word.n != name.n && !is_short) continue;
    if (!str_starts_ci(name, word)) continue;
    *index = k;
    return word.n + (is_short && i + word.n < s.n && s.p[i + word.n] == '.');
  }
  return 0;
}

/* --- zones: hours by which an abbreviation may be east of UTC --- */

struct zone {
  const char *name;
  int low, high; /* minutes */
};

static const struct zone zones[] = {
    {"ACST", 570, 570},  {"ADT", -180, -180}, {"AEDT", 660, 660},  {"AEST", 600, 600}, {"AKDT", -480, -480}, {"AKST", -540, -540},
    {"AST", -240, 180},  {"AWST", 480, 480},  {"BRT", -180, -180}, {"BST", 60, 360},   {"CAT", 120, 120},    {"CDT", -300, -240},
    {"CEST", 120, 120},  {"CET", 60, 60},     {"CST", -360, 480},  {"CT", -360, -300}, {"EAT", 180, 180},    {"EDT", -240, -240},
    {"EEST", 180, 180},  {"EET", 120, 120},   {"EST", -300, -300}, {"ET", -300, -240}, {"GMT", 0, 0},        {"HKT", 480, 480},
    {"HST", -600, -600}, {"ICT", 420, 420},   {"IST", 60, 330},    {"JST", 540, 540},  {"KST", 540, 540},    {"MDT", -360, -360},
    {"MSK", 180, 180},   {"MST", -420, 480},  {"MT", -420, -360},  {"NZDT", 780, 780}, {"NZST", 720, 720},   {"PDT", -420, -420},
    {"PHT", 480, 480},   {"PKT", 300, 300},   {"PST", -480, -480}, {"PT", -480, -420}, {"SAST", 120, 120},   {"SGT", 480, 480},
    {"TRT", 180, 180},   {"UTC", 0, 0},       {"WAT", 60, 60},     {"WEST", 60, 60},   {"WET", 0, 0},        {"WIB", 420, 420},
    {"Z", 0, 0},
};

struct offset {
  enum time_basis basis;
  int low, high; /* minutes */
};

static int two_digits(struct str s, size_t i) {
  if (i + 1 >= s.n || !ascii_is_digit(s.p[i]) || !ascii_is_digit(s.p[i + 1])) return -1;
  return (s.p[i] - '0') * 10 + (s.p[i + 1] - '0');
}

static bool digit_at(struct str s, size_t i) { return i < s.n && ascii_is_digit(s.p[i]); }

/* "+05:30", "+0530", "+05". */
static size_t scan_offset(struct str s, size_t i, struct offset *out) {
  if (i >= s.n || (s.p[i] != '+' && s.p[i] != '-')) return 0;
  int hours = two_digits(s, i + 1);
  if (hours < 0 || hours > 23) return 0;
  size_t n = 3;
  int minutes = 0;
  size_t at = i + n + (i + n < s.n && s.p[i + n] == ':');
  int read = two_digits(s, at);
  if (read >= 0 && read < 60) {
    minutes = read;
    n = at + 2 - i;
  }
  if (digit_at(s, i + n)) return 0;
  int all = hours * 60 + minutes;
  if (s.p[i] == '-') all = -all;
  *out = (struct offset){all == 0 ? TIME_BASIS_UTC : TIME_BASIS_OFFSET, all, all};
  return n;
}

/* A project's own meaning of a name goes before ours. */
static bool own_zone(const struct time_zones *own, struct str word, struct offset *out) {
  for (size_t k = 0; own && k < own->n; k++) {
    if (!str_eq(word, own->v[k].name)) continue;
    *out = (struct offset){TIME_BASIS_OFFSET, own->v[k].minutes, own->v[k].minutes};
    return true;
  }
  return false;
}

static size_t scan_zone_name(struct str s, size_t i, const struct time_zones *own, struct offset *out) {
  struct str word = str_sub(s, i, word_length(s, i));
  if (digit_at(s, i + word.n)) return 0;
  if (own_zone(own, word, out)) return word.n;
  for (size_t k = 0; k < sizeof zones / sizeof *zones; k++) {
    if (!str_eq(word, str_of(zones[k].name))) continue;
    bool utc = zones[k].low == 0 && zones[k].high == 0 && word.p[0] != 'W';
    *out = (struct offset){utc ? TIME_BASIS_UTC : TIME_BASIS_NAMED, zones[k].low, zones[k].high};
    return word.n;
  }
  return 0;
}

static size_t skip_blanks(struct str s, size_t i) {
  size_t n = 0;
  while (i + n < s.n && s.p[i + n] == ' ') n++;
  return n;
}

/* A zone at s[i], perhaps behind a blank or in parentheses: "Z", " UTC", " (PST)", "+02:00", " +0000 UTC". 0 if none. */
static size_t scan_zone(struct str s, size_t i, const struct time_zones *own, struct offset *out) {
  size_t blanks = skip_blanks(s, i);
  if (blanks > 1) return 0;
  size_t n = scan_offset(s, i + blanks, out);
  if (n) {
    struct offset again;
    size_t more = skip_blanks(s, i + blanks + n) == 1 ? scan_zone_name(s, i + blanks + n + 1, own, &again) : 0;
    return blanks + n + (more ? more + 1 : 0);
  }
  bool paren = i + blanks < s.n && s.p[i + blanks] == '(';
  size_t at = i + blanks + paren;
  n = scan_zone_name(s, at, own, out);
  if (!n || (paren && (at + n >= s.n || s.p[at + n] != ')'))) return 0;
  size_t end = at + n + paren;
  struct offset numeric; /* "UTC+2", "GMT-03:00" */
  size_t more = out->basis == TIME_BASIS_UTC && !paren ? scan_offset(s, end, &numeric) : 0;
  if (more) *out = numeric;
  return end + more - i;
}

/* --- the time of day --- */

/* Meridiem at s[i]: "AM", " pm", "p.m.". */
static size_t scan_meridiem(struct str s, size_t i, bool *pm) {
  size_t blanks = skip_blanks(s, i), at = i + blanks;
  if (blanks > 1 || at + 1 >= s.n) return 0;
  char c = ascii_lower(s.p[at]);
  if (c != 'a' && c != 'p') return 0;
  *pm = c == 'p';
  bool dots = s.p[at + 1] == '.';
  size_t m = at + 1 + dots;
  if (m >= s.n || ascii_lower(s.p[m]) != 'm') return 0;
  size_t end = m + 1 + (dots && m + 1 < s.n && s.p[m + 1] == '.');
  if (end < s.n && ascii_is_alnum(s.p[end])) return 0;
  return end - i;
}

/* ".25" or ",25" behind the seconds; microseconds, cut behind the sixth digit. */
static size_t scan_second_fraction(struct str s, size_t i, int64_t *usec, int64_t *precision) {
  if (i >= s.n || (s.p[i] != '.' && s.p[i] != ',') || !digit_at(s, i + 1)) return 0;
  int64_t unit = USEC_SECOND, value = 0;
  size_t n = 1;
  for (; digit_at(s, i + n); n++) {
    if (unit == 1) continue;
    unit /= 10;
    value += unit * (s.p[i + n] - '0');
  }
  *usec += value;
  *precision = unit;
  return n;
}

/* Hour at s[i], one or two digits. */
static size_t scan_hour(struct str s, size_t i, int *hour) {
  if (!digit_at(s, i)) return 0;
  size_t n = digit_at(s, i + 1) ? 2 : 1;
  if (digit_at(s, i + n)) return 0;
  *hour = n == 2 ? two_digits(s, i) : s.p[i] - '0';
  return n;
}

static bool to_24_hours(int *hour, bool pm) {
  if (*hour < 1 || *hour > 12) return false;
  *hour = *hour % 12 + (pm ? 12 : 0);
  return true;
}

/* Digits of a clock without its zone. A colon is needed unless AM or PM follows. */
static size_t scan_clock_digits(struct str s, size_t i, struct clock_time *out) {
  int hour, minute = 0, second = 0;
  size_t start = i, n = scan_hour(s, i, &hour);
  if (!n) return 0;
  i += n;
  *out = (struct clock_time){.precision = USEC_HOUR};
  int64_t fraction = 0;
  bool colon = i < s.n && s.p[i] == ':' && (minute = two_digits(s, i + 1)) >= 0 && !digit_at(s, i + 3);
  if (colon) {
    i += 3;
    out->precision = USEC_MINUTE;
    if (i < s.n && s.p[i] == ':' && (second = two_digits(s, i + 1)) >= 0 && !digit_at(s, i + 3)) {
      i += 3;
      out->precision = USEC_SECOND;
      i += scan_second_fraction(s, i, &fraction, &out->precision);
    } else {
      second = 0;
      if (i < s.n && s.p[i] == ':') return 0;
    }
  } else {
    minute = 0;
  }
  bool pm = false;
  size_t meridiem = scan_meridiem(s, i, &pm);
  if (!meridiem && !colon) return 0;
  if (meridiem && !to_24_hours(&hour, pm)) return 0;
  bool midnight = hour == 24 && minute == 0 && second == 0;
  if ((hour > 23 && !midnight) || minute > 59 || second > 60) return 0;
  out->usec = hour * USEC_HOUR + minute * USEC_MINUTE + second * USEC_SECOND + fraction;
  return i + meridiem - start;
}

static size_t scan_clock_at(struct str s, size_t i, const struct time_zones *own, struct clock_time *out) {
  size_t n = scan_clock_digits(s, i, out);
  if (!n) return 0;
  struct offset zone = {TIME_BASIS_FLOATING, 0, 0};
  size_t z = scan_zone(s, i + n, own, &zone);
  out->has_zone = z != 0;
  out->basis = zone.basis;
  out->offset_low = zone.low;
  out->offset_high = zone.high;
  return n + z;
}

size_t time_scan_clock_in(struct str s, const struct time_zones *own, struct clock_time *out) { return scan_clock_at(s, 0, own, out); }

size_t time_scan_clock(struct str s, struct clock_time *out) { return scan_clock_at(s, 0, NULL, out); }

/* --- dates --- */

static int number_at(struct str s, size_t i, size_t digits) {
  int v = 0;
  for (size_t k = 0; k < digits; k++) {
    if (!digit_at(s, i + k)) return -1;
    v = v * 10 + (s.p[i + k] - '0');
  }
  return digit_at(s, i + digits) ? -1 : v;
}

struct date {
  int year, month, day;
};

/* "2025-10-01", "2025/10/01". */
static size_t scan_iso_date(struct str s, struct date *d) {
  d->year = number_at(s, 0, 4);
  if (d->year < 0 || s.n < 10) return 0;
  char sep = s.p[4];
  if ((sep != '-' && sep != '/') || s.p[7] != sep) return 0;
  d->month = number_at(s, 5, 2);
  d->day = number_at(s, 8, 2);
  return d->month < 0 || d->day < 0 ? 0 : 10;
}

/* Day of a month with an optional English ending: "9", "09", "9th". */
static size_t scan_day(struct str s, size_t i, int *day) {
  size_t n = scan_hour(s, i, day); /* one or two digits, like an hour */
  if (!n) return 0;
  static const char *const endings[] = {"st", "nd", "rd", "th"};
  for (int k = 0; k < 4; k++)
    if (str_eq_ci(str_sub(s, i + n, word_length(s, i + n)), str_of(endings[k]))) return n + 2;
  return n;
}

/* ", " or " ", in front of a year. */
static size_t scan_comma(struct str s, size_t i) {
  size_t comma = i < s.n && s.p[i] == ',';
  size_t blanks = skip_blanks(s, i + comma);
  return comma + blanks ? comma + blanks : 0;
}

static size_t scan_year(struct str s, size_t i, int *year) {
  size_t gap = scan_comma(s, i);
  *year = gap ? number_at(s, i + gap, 4) : -1;
  return *year < 0 ? 0 : gap + 4;
}

/* "October 9, 2025", "Oct 9 2025", "9 October 2025", "9th of October 2025" is not read. */
static size_t scan_long_date(struct str s, size_t start, struct date *d) {
  size_t i = start, n;
  bool day_first = (n = scan_day(s, i, &d->day)) != 0;
  if (day_first) {
    i += n;
    if (i < s.n && s.p[i] == '.') i++;
    n = skip_blanks(s, i);
    if (n != 1) return 0;
    i += n;
  }
  n = scan_name(month_names, 12, 4, s, i, &d->month);
  if (!n) return 0;
  d->month++;
  i += n;
  if (!day_first) {
    n = skip_blanks(s, i);
    if (!n || !(day_first = scan_day(s, i + n, &d->day))) return 0;
    i += n + scan_day(s, i + n, &d->day);
  }
  n = scan_year(s, i, &d->year);
  return n ? i + n - start : 0;
}

/* "Thu, " or "Thursday " in front of a long date. */
static size_t scan_weekday(struct str s) {
  int index;
  size_t n = scan_name(day_names, 7, 4, s, 0, &index);
  return n ? n + scan_comma(s, n) : 0;
}

/* "Thu Oct  9 17:40:00 2025 +0000", as ctime and git write it. The clock stands in front of the year. */
static size_t scan_ctime(struct str s, size_t start, const struct time_zones *own, struct date *d, struct clock_time *clock) {
  size_t i = start;
  size_t n = scan_name(month_names, 12, 4, s, i, &d->month);
  if (!n) return 0;
  d->month++;
  i += n;
  i += skip_blanks(s, i);
  n = scan_day(s, i, &d->day);
  if (!n || i + n >= s.n || s.p[i + n] != ' ') return 0;
  i += n + 1;
  n = scan_clock_digits(s, i, clock);
  if (!n) return 0;
  i += n;
  struct offset zone = {TIME_BASIS_FLOATING, 0, 0};
  size_t before = scan_zone(s, i, own, &zone); /* date(1) has it here, git behind the year */
  i += before;
  n = scan_year(s, i, &d->year);
  if (!n) return 0;
  i += n;
  if (!before) i += scan_zone(s, i, own, &zone);
  clock->basis = zone.basis;
  clock->offset_low = zone.low;
  clock->offset_high = zone.high;
  clock->has_zone = zone.basis != TIME_BASIS_FLOATING;
  return i - start;
}

/* What may stand between a date and its clock: "T", a blank, ", ", " at ", " - ". */
static size_t scan_date_clock_gap(struct str s, size_t i) {
  if (i < s.n && (s.p[i] == 'T' || s.p[i] == 't') && digit_at(s, i + 1)) return 1;
  static const char *const gaps[] = {" at ", ", ", " - ", " @ ", " "};
  for (size_t k = 0; k < sizeof gaps / sizeof *gaps; k++)
    if (str_starts(str_sub(s, i, SIZE_MAX), str_of(gaps[k]))) return strlen(gaps[k]);
  return 0;
}

/* Puts date and clock together; the zone moves the interval, and an ambiguous one widens it. */
static bool moment_make(const struct date *d, const struct clock_time *c, struct moment *out) {
  int64_t midnight;
  if (!time_from_civil(d->year, d->month, d->day, 0, 0, 0, &midnight)) return false;
  out->basis = c->basis;
  out->offset = c->offset_high;
  out->lo = midnight + c->usec - c->offset_high * USEC_MINUTE;
  out->hi = midnight + c->usec - c->offset_low * USEC_MINUTE + c->precision;
  return true;
}

size_t time_scan_in(struct str s, const struct time_zones *own, struct moment *out) {
  struct date d;
  struct clock_time clock = {.precision = USEC_DAY, .basis = TIME_BASIS_FLOATING};
  size_t n = scan_iso_date(s, &d);
  if (!n) {
    size_t weekday = scan_weekday(s);
    size_t used = scan_ctime(s, weekday, own, &d, &clock);
    if (used) return moment_make(&d, &clock, out) ? weekday + used : 0;
    n = scan_long_date(s, weekday, &d);
    if (!n) return 0;
    n += weekday;
  }
  struct clock_time read;
  size_t gap = scan_date_clock_gap(s, n);
  size_t used = gap ? scan_clock_at(s, n + gap, own, &read) : 0;
  struct offset zone;
  size_t z = 0;
  if (used) {
    clock = read;
    n += gap + used;
  } else if (skip_blanks(s, n) == 1 && (z = scan_zone_name(s, n + 1, own, &zone)) != 0) { /* "2025-10-09 UTC" */
    clock.basis = zone.basis;
    clock.offset_low = zone.low;
    clock.offset_high = zone.high;
    n += z + 1;
  }
  return moment_make(&d, &clock, out) ? n : 0;
}

size_t time_scan(struct str s, struct moment *out) { return time_scan_in(s, NULL, out); }

bool time_scan_offset(struct str s, int *minutes) {
  struct offset o;
  if (!s.n || scan_offset(s, 0, &o) != s.n) return false;
  *minutes = o.low;
  return o.low >= -14 * 60 && o.low <= 14 * 60;
}

bool time_is_zone_name(struct str s) {
  struct offset ignored;
  size_t n = 0;
  while (n < s.n && s.p[n] >= 'A' && s.p[n] <= 'Z') n++;
  bool meridiem = str_eq(s, STR("AM")) || str_eq(s, STR("PM"));
  bool utc = scan_zone_name(s, 0, NULL, &ignored) && ignored.basis == TIME_BASIS_UTC;
  return n == s.n && n >= 2 && n <= 8 && !meridiem && !utc;
}

/* --- stamps in file names --- */

static bool is_one_of(char c, const char *set) { return c && strchr(set, c) != NULL; }

static size_t scan_stamp_date(struct str s, size_t i, struct date *d) {
  size_t dash = i + 4 < s.n && (s.p[i + 4] == '-' || s.p[i + 4] == '_');
  for (size_t k = 0; k < 4; k++)
    if (!digit_at(s, i + k)) return 0;
  d->year = (s.p[i] - '0') * 1000 + (s.p[i + 1] - '0') * 100 + two_digits(s, i + 2);
  d->month = two_digits(s, i + 4 + dash);
  if (dash && (i + 7 >= s.n || s.p[i + 7] != s.p[i + 4])) return 0;
  d->day = two_digits(s, i + 6 + 2 * dash);
  bool plausible = d->year >= 1990 && d->year < 2100 && d->month >= 1 && d->month <= 12 && d->day >= 1 && d->day <= 31;
  return plausible ? 8 + 2 * dash : 0;
}

/* "235429", "23-54-29", "23:54:29", "2354", behind the date and one of "-_T." or nothing. */
static size_t scan_stamp_clock(struct str s, size_t i, struct clock_time *c) {
  size_t sep = i < s.n && is_one_of(s.p[i], "-_T.");
  size_t at = i + sep;
  int hour = two_digits(s, at);
  size_t mark = at + 2 < s.n && is_one_of(s.p[at + 2], "-:_");
  int minute = two_digits(s, at + 2 + mark);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || (mark && !sep)) return 0;
  size_t end = at + 4 + mark;
  size_t mark2 = mark && end < s.n && s.p[end] == s.p[at + 2];
  int second = two_digits(s, end + mark2);
  bool has_second = second >= 0 && second < 60 && mark == mark2;
  *c = (struct clock_time){.precision = has_second ? USEC_SECOND : USEC_MINUTE, .basis = TIME_BASIS_FLOATING};
  if (has_second) end += mark2 + 2;
  if (digit_at(s, end) || (!has_second && !sep)) return 0;
  c->usec = hour * USEC_HOUR + minute * USEC_MINUTE + (has_second ? second : 0) * USEC_SECOND;
  size_t zulu = end < s.n && s.p[end] == 'Z';
  if (zulu) c->basis = TIME_BASIS_UTC;
  return end + zulu - i;
}

bool time_find_stamp(struct str s, struct moment *out) {
  struct moment only_date;
  bool has_date = false;
  for (size_t i = 0; i < s.n; i++) {
    struct date d;
    if (i && ascii_is_digit(s.p[i - 1])) continue;
    size_t n = scan_stamp_date(s, i, &d);
    if (!n) continue;
    struct clock_time c;
    if (scan_stamp_clock(s, i + n, &c)) {
      if (moment_make(&d, &c, out)) return true;
    } else if (!digit_at(s, i + n) && !has_date) {
      c = (struct clock_time){.precision = USEC_DAY, .basis = TIME_BASIS_FLOATING};
      has_date = moment_make(&d, &c, &only_date);
    }
  }
  if (has_date) *out = only_date;
  return has_date;
}

/* --- output --- */

void time_format(int64_t usec, struct buf *out) {
  int64_t days = usec / USEC_DAY, rest = usec % USEC_DAY;
  if (rest < 0) {
    rest += USEC_DAY;
    days--;
  }
  int y, m, d;
  civil_from_days(days, &y, &m, &d);
  int second = (int)(rest / USEC_SECOND), fraction = (int)(rest % USEC_SECOND);
  buf_printf(out, "%04d-%02d-%02dT%02d:%02d:%02d", y, m, d, second / 3600, second / 60 % 60, second % 60);
  if (fraction) {
    buf_printf(out, ".%06d", fraction);
    while (out->p[out->n - 1] == '0') out->p[--out->n] = '\0';
  }
  buf_add_char(out, 'Z');
}

/* Below a minute: one unit with at most three digits behind the point. */
static void format_short_span(int64_t usec, struct buf *out) {
  int64_t ms = (usec + 500) / 1000;
  if (usec < 1000 && usec > 0) {
    buf_printf(out, "%lld us", (long long)usec);
  } else if (ms < 1000 && ms > 0) {
    buf_printf(out, "%lld ms", (long long)ms);
  } else {
    buf_printf(out, "%lld", (long long)(ms / 1000));
    if (ms % 1000) {
      buf_printf(out, ".%03lld", (long long)(ms % 1000));
      while (out->p[out->n - 1] == '0') out->p[--out->n] = '\0';
    }
    buf_add_cstr(out, " s");
  }
}

static int64_t rounded(int64_t usec, int64_t unit) { return usec / unit + (usec % unit >= unit / 2 ? 1 : 0); }

void time_format_span(int64_t usec, struct buf *out) {
  static const struct {
    int64_t size;
    const char *name;
  } units[] = {{USEC_DAY, "d"}, {USEC_HOUR, "h"}, {USEC_MINUTE, "min"}, {USEC_SECOND, "s"}};
  if (usec < 0) {
    buf_add_char(out, '-');
    usec = usec == INT64_MIN ? INT64_MAX : -usec;
  }
  if (usec < USEC_MINUTE - 500) {
    format_short_span(usec, out);
    return;
  }
  int first = usec >= USEC_DAY ? 0 : usec >= USEC_HOUR ? 1 : 2;
  int64_t count = rounded(usec, units[first + 1].size);
  if (first && count * units[first + 1].size >= units[first - 1].size) { /* 59 min 59.7 s is an hour */
    first--;
    count = rounded(usec, units[first + 1].size);
  }
  int64_t ratio = units[first].size / units[first + 1].size;
  buf_printf(out, "%lld %s", (long long)(count / ratio), units[first].name);
  if (count % ratio) buf_printf(out, first == 0 ? " %lld %s" : " %02lld %s", (long long)(count % ratio), units[first + 1].name);
}
