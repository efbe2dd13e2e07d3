#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/time.h"

static const char *format(int64_t usec) {
  static char text[64];
  struct buf b = BUF_INIT;
  time_format(usec, &b);
  snprintf(text, sizeof text, "%s", buf_cstr(&b));
  buf_release(&b);
  return text;
}

static void scans_points_in_time(void **state) {
  static const struct {
    const char *text;
    int used; /* -1: all of it */
    enum time_basis basis;
    const char *lo, *hi;
  } rows[] = {
      {"2025-10-01T01:07:12Z", -1, TIME_BASIS_UTC, "2025-10-01T01:07:12Z", "2025-10-01T01:07:13Z"},
      {"2025-10-01T01:07:12.5Z", -1, TIME_BASIS_UTC, "2025-10-01T01:07:12.5Z", "2025-10-01T01:07:12.6Z"},
      {"2026-11-22T12:37:23.326696Z", -1, TIME_BASIS_UTC, "2026-11-22T12:37:23.326696Z", "2026-11-22T12:37:23.326697Z"},
      {"2026-11-22T12:37:23.326696123Z", -1, TIME_BASIS_UTC, "2026-11-22T12:37:23.326696Z", "2026-11-22T12:37:23.326697Z"},
      {"2025-10-01T03:07:12+02:00", -1, TIME_BASIS_OFFSET, "2025-10-01T01:07:12Z", "2025-10-01T01:07:13Z"},
      {"2025-10-01 03:07:12 +0000 UTC", -1, TIME_BASIS_UTC, "2025-10-01T03:07:12Z", "2025-10-01T03:07:13Z"},
      {"2025-10-09 17:40:00 UTC.", 23, TIME_BASIS_UTC, "2025-10-09T17:40:00Z", "2025-10-09T17:40:01Z"},
      {"2025-10-09 17:40 UTC", -1, TIME_BASIS_UTC, "2025-10-09T17:40:00Z", "2025-10-09T17:41:00Z"},
      {"2025-10-09 17:40", -1, TIME_BASIS_FLOATING, "2025-10-09T17:40:00Z", "2025-10-09T17:41:00Z"},
      {"2025-10-09 at 5:40 PM PST", -1, TIME_BASIS_NAMED, "2025-10-10T01:40:00Z", "2025-10-10T01:41:00Z"},
      {"2025-10-09 5:40 PM PT", -1, TIME_BASIS_NAMED, "2025-10-10T00:40:00Z", "2025-10-10T01:41:00Z"}, /* either of two */
      {"2025-10-09 12:00 AM UTC", -1, TIME_BASIS_UTC, "2025-10-09T00:00:00Z", "2025-10-09T00:01:00Z"},
      {"2025-10-09 12:00 p.m. UTC", -1, TIME_BASIS_UTC, "2025-10-09T12:00:00Z", "2025-10-09T12:01:00Z"},
      {"2025-10-09 14:00 UTC+2", 20, TIME_BASIS_UTC, "2025-10-09T14:00:00Z", "2025-10-09T14:01:00Z"},
      {"2025-10-09 14:00 UTC+02", -1, TIME_BASIS_OFFSET, "2025-10-09T12:00:00Z", "2025-10-09T12:01:00Z"},
      {"2025-10-09", -1, TIME_BASIS_FLOATING, "2025-10-09T00:00:00Z", "2025-10-10T00:00:00Z"},
      {"2025/10/09", -1, TIME_BASIS_FLOATING, "2025-10-09T00:00:00Z", "2025-10-10T00:00:00Z"},
      {"2025-10-09 UTC", -1, TIME_BASIS_UTC, "2025-10-09T00:00:00Z", "2025-10-10T00:00:00Z"},
      {"October 9, 2025", -1, TIME_BASIS_FLOATING, "2025-10-09T00:00:00Z", "2025-10-10T00:00:00Z"},
      {"January 18, 2026 at 09:15 CET", -1, TIME_BASIS_NAMED, "2026-01-18T08:15:00Z", "2026-01-18T08:16:00Z"},
      {"Oct 9, 2025 report", 11, TIME_BASIS_FLOATING, "2025-10-09T00:00:00Z", "2025-10-10T00:00:00Z"},
      {"Sept. 9th, 2025", -1, TIME_BASIS_FLOATING, "2025-09-09T00:00:00Z", "2025-09-10T00:00:00Z"},
      {"9 October 2025, 17:40 UTC", -1, TIME_BASIS_UTC, "2025-10-09T17:40:00Z", "2025-10-09T17:41:00Z"},
      {"Thu, 09 Oct 2025 17:40:00 GMT", -1, TIME_BASIS_UTC, "2025-10-09T17:40:00Z", "2025-10-09T17:40:01Z"},
      {"Thursday, October 9, 2025", -1, TIME_BASIS_FLOATING, "2025-10-09T00:00:00Z", "2025-10-10T00:00:00Z"},
      {"Thu Oct  9 17:40:00 2025 +0200", -1, TIME_BASIS_OFFSET, "2025-10-09T15:40:00Z", "2025-10-09T15:40:01Z"},
      {"Thu Oct  9 17:40:00 UTC 2025", -1, TIME_BASIS_UTC, "2025-10-09T17:40:00Z", "2025-10-09T17:40:01Z"},
      {"2024-02-29", -1, TIME_BASIS_FLOATING, "2024-02-29T00:00:00Z", "2024-03-01T00:00:00Z"},
      {"2000-02-29", -1, TIME_BASIS_FLOATING, "2000-02-29T00:00:00Z", "2000-03-01T00:00:00Z"},
      {"1969-12-31T23:59:59Z", -1, TIME_BASIS_UTC, "1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z"},
      {"0001-01-01", -1, TIME_BASIS_FLOATING, "0001-01-01T00:00:00Z", "0001-01-02T00:00:00Z"},
      {"2016-12-31T23:59:60Z", -1, TIME_BASIS_UTC, "2017-01-01T00:00:00Z", "2017-01-01T00:00:01Z"}, /* leap second */
      {"2025-10-09T24:00:00Z", -1, TIME_BASIS_UTC, "2025-10-10T00:00:00Z", "2025-10-10T00:00:01Z"},
      {"2025-10-09 25:00", 10, TIME_BASIS_FLOATING, "2025-10-09T00:00:00Z", "2025-10-10T00:00:00Z"},
      {"2025-10-09 - 17:40 EST", -1, TIME_BASIS_NAMED, "2025-10-09T22:40:00Z", "2025-10-09T22:41:00Z"},
      {"2025-10-09 17:40 (PST)", -1, TIME_BASIS_NAMED, "2025-10-10T01:40:00Z", "2025-10-10T01:41:00Z"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct moment m = {0};
    size_t want = rows[i].used < 0 ? strlen(rows[i].text) : (size_t)rows[i].used;
    size_t used = time_scan(str_of(rows[i].text), &m);
    if (used != want || m.basis != rows[i].basis) fail_msg("%s: used %zu basis %d", rows[i].text, used, m.basis);
    if (strcmp(format(m.lo), rows[i].lo) != 0) fail_msg("%s: from %s", rows[i].text, format(m.lo));
    if (strcmp(format(m.hi), rows[i].hi) != 0) fail_msg("%s: to %s", rows[i].text, format(m.hi));
  }
}

static void tells_the_calendar_it_was_written_in(void **state) {
  static const struct {
    const char *text, *local;
  } rows[] = {{"Sat Aug 05 2023 02:36:31 GMT+0800", "2023-08-05T02:36:31Z"},
              {"2025-10-09T23:30:00-05:00", "2025-10-09T23:30:00Z"},
              {"2025-10-09 5:40 PM PT", "2025-10-09T17:40:00Z"}, /* one of two offsets, but one day */
              {"2025-10-09", "2025-10-09T00:00:00Z"}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct moment m = {0};
    assert_int_equal(time_scan(str_of(rows[i].text), &m), strlen(rows[i].text));
    assert_string_equal(format(m.lo + m.offset * INT64_C(60000000)), rows[i].local);
  }
  (void)state;
}

static void what_looks_like_a_time_is_none(void **state) {
  static const char *const rows[] = {
      "",           "2025",       "2025-10",     "2025-13-01", "2025-02-29",  "1900-02-29",   "2025-00-10",     "2025-10-32",
      "0000-01-01", "20251009",   "12:30",       "v1.2.3",     "October",     "October 2025", "May be",         "Marching 9, 2025",
      "9 2025",     "10-09-2025", "2025-10-091", "2025.10.09", "12025-10-09", "Monday",       "9 Octopus 2025", "31 June 2025",
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct moment m;
    if (time_scan(str_of(rows[i]), &m) != 0) fail_msg("%s", rows[i]);
  }
}

static void scans_clocks(void **state) {
  static const struct {
    const char *text;
    int used;
    int hour, minute;
    int precision; /* seconds */
    bool zone;
  } rows[] = {
      {"17:40", -1, 17, 40, 60, false},     {"17:40:05 UTC", -1, 17, 40, 1, true}, {"5:40 PM PST", -1, 17, 40, 60, true},
      {"5 PM", -1, 17, 0, 3600, false},     {"11:16pm", -1, 23, 16, 60, false},    {"00:00Z", -1, 0, 0, 60, true},
      {"4:00 PM - 7", 7, 16, 0, 60, false}, {"9:05 and", 4, 9, 5, 60, false},      {"12:30 AM", -1, 0, 30, 60, false},
      {"20:59:28Z", -1, 20, 59, 1, true},   {"7:00 AM (ET)", -1, 7, 0, 60, true},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct clock_time c = {0};
    size_t want = rows[i].used < 0 ? strlen(rows[i].text) : (size_t)rows[i].used;
    size_t used = time_scan_clock(str_of(rows[i].text), &c);
    int minutes = (int)(c.usec / 60000000);
    if (used != want || minutes != rows[i].hour * 60 + rows[i].minute || c.precision != rows[i].precision * INT64_C(1000000) ||
        c.has_zone != rows[i].zone)
      fail_msg("%s: used %zu, %d min, %d", rows[i].text, used, minutes, c.has_zone);
  }
  static const char *const none[] = {"",       "12",    "25:00", "12:61",  "12:5",   "1:2:3",
                                     "123:45", "13 PM", "0 AM",  "5 pmol", "12:30:", "17:40:75:1"};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
    struct clock_time c;
    if (time_scan_clock(str_of(none[i]), &c) != 0) fail_msg("%s", none[i]);
  }
}

static void finds_stamps_in_names(void **state) {
  static const struct {
    const char *name;
    enum time_basis basis;
    const char *lo, *hi;
  } rows[] = {
      {"deploy-manifest-20250930-235429.json", TIME_BASIS_FLOATING, "2025-09-30T23:54:29Z", "2025-09-30T23:54:30Z"},
      {"x_20250930T235429Z.log", TIME_BASIS_UTC, "2025-09-30T23:54:29Z", "2025-09-30T23:54:30Z"},
      {"x-20250930_2354.txt", TIME_BASIS_FLOATING, "2025-09-30T23:54:00Z", "2025-09-30T23:55:00Z"},
      {"run.2025-09-30T23-54-29Z", TIME_BASIS_UTC, "2025-09-30T23:54:29Z", "2025-09-30T23:54:30Z"},
      {"20250930235429", TIME_BASIS_FLOATING, "2025-09-30T23:54:29Z", "2025-09-30T23:54:30Z"},
      {"2026-01-25-deployment.md", TIME_BASIS_FLOATING, "2026-01-25T00:00:00Z", "2026-01-26T00:00:00Z"},
      {"READINESS_20251004.md", TIME_BASIS_FLOATING, "2025-10-04T00:00:00Z", "2025-10-05T00:00:00Z"},
      {"2025-09-01/report-20250930-235429.json", TIME_BASIS_FLOATING, "2025-09-30T23:54:29Z", "2025-09-30T23:54:30Z"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct moment m;
    if (!time_find_stamp(str_of(rows[i].name), &m)) fail_msg("%s", rows[i].name);
    if (m.basis != rows[i].basis || strcmp(format(m.lo), rows[i].lo) != 0) fail_msg("%s: %s", rows[i].name, format(m.lo));
    assert_string_equal(format(m.hi), rows[i].hi);
  }
  static const char *const none[] = {"",         "report.json", "v20.25",       "20259930-000000", "18005551234567",
                                     "a1b2c3d4", "99999999",    "123456789012", "2025093"};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
    struct moment m;
    if (time_find_stamp(str_of(none[i]), &m)) fail_msg("%s: %s", none[i], format(m.lo));
  }
}

static void every_day_of_the_calendar_comes_back(void **state) {
  int64_t last = TIME_NONE;
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (int y = 1; y <= 9999; y += y < 1890 || y > 2110 ? 97 : 1) {
    bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
    for (int m = 1; m <= 12; m++)
      for (int d = 1; d <= days[m - 1] + (m == 2 && leap); d++) {
        int64_t t;
        assert_true(time_from_civil(y, m, d, 12, 34, 56, &t));
        assert_true(last == TIME_NONE || t > last);
        last = t;
        char want[64];
        snprintf(want, sizeof want, "%04d-%02d-%02dT12:34:56Z", y, m, d);
        if (strcmp(format(t), want) != 0) fail_msg("%s: %s", want, format(t));
      }
  }
  int64_t t;
  assert_false(time_from_civil(0, 1, 1, 0, 0, 0, &t));
  assert_false(time_from_civil(10000, 1, 1, 0, 0, 0, &t));
  assert_false(time_from_civil(2023, 2, 29, 0, 0, 0, &t));
  assert_false(time_from_civil(2023, 1, 1, 24, 0, 0, &t));
}

static void formats_spans(void **state) {
  static const struct {
    int64_t usec;
    const char *text;
  } rows[] = {
      {0, "0 s"},
      {250, "250 us"},
      {450000, "450 ms"},
      {4500000, "4.5 s"},
      {59000000, "59 s"},
      {INT64_C(293) * 1000000, "4 min 53 s"},
      {INT64_C(1566) * 1000000, "26 min 06 s"},
      {INT64_C(3600) * 1000000, "1 h"},
      {INT64_C(3599700000), "1 h"},
      {INT64_C(10800) * 1000000, "3 h"},
      {INT64_C(11100) * 1000000, "3 h 05 min"},
      {INT64_C(187200) * 1000000, "2 d 4 h"},
      {-INT64_C(90) * 1000000, "-1 min 30 s"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct buf b = BUF_INIT;
    time_format_span(rows[i].usec, &b);
    assert_string_equal(buf_cstr(&b), rows[i].text);
    buf_release(&b);
  }
}

static void the_clock_can_be_fixed(void **state) {
  clock_fix(42);
  assert_int_equal(clock_now(), 42);
  clock_fix(TIME_NONE);
  setenv("SOURCE_DATE_EPOCH", "1759280832", 1);
  assert_string_equal(format(clock_now()), "2025-10-01T01:07:12Z");
  setenv("SOURCE_DATE_EPOCH", "17x", 1);
  assert_true(clock_now() > INT64_C(1600000000) * 1000000);
  setenv("SOURCE_DATE_EPOCH", "99999999999999999999", 1);
  assert_true(clock_now() < INT64_C(253402300800) * 1000000);
  unsetenv("SOURCE_DATE_EPOCH");
}

/* A project's own zones go before ours, in front of and behind the date, and nowhere but where a zone stands. */
static void own_zones(void **state) {
  struct time_zone v[] = {{STR("PT"), -480}, {STR("HQT"), 330}};
  const struct time_zones own = {v, 2, 2};
  static const struct {
    const char *text;
    size_t used; /* 0: all of it */
    const char *utc;
  } rows[] = {
      {"2031-04-02 09:30 PT", 0, "2031-04-02T17:30:00Z"},     {"April 2, 2031 at 9:30 AM (PT)", 0, "2031-04-02T17:30:00Z"},
      {"2031-04-02 09:30:05 HQT", 0, "2031-04-02T04:00:05Z"}, {"Wed Apr  2 09:30:00 PT 2031", 0, "2031-04-02T17:30:00Z"},
      {"2031-04-02 HQT", 0, "2031-04-01T18:30:00Z"},          {"2031-04-02 09:30 HQ", 16, "2031-04-02T09:30:00Z"},
      {"2031-04-02 09:30 UTC", 0, "2031-04-02T09:30:00Z"},    {"2031-04-02 09:30 PST", 0, "2031-04-02T17:30:00Z"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    struct moment m;
    struct buf b = BUF_INIT;
    size_t used = time_scan_in(str_of(rows[i].text), &own, &m);
    time_format(m.lo, &b);
    if (used != (rows[i].used ? rows[i].used : strlen(rows[i].text)) || strcmp(buf_cstr(&b), rows[i].utc) != 0)
      fail_msg("%s: %zu, %s", rows[i].text, used, buf_cstr(&b));
    if (strstr(rows[i].text, "PT")) assert_true(m.hi - m.lo <= 60000000); /* one meaning, not two */
    buf_release(&b);
  }
  struct clock_time c;
  assert_int_equal(time_scan_clock_in(STR("5:40 PM PT"), &own, &c), 10);
  assert_true(c.offset_low == -480 && c.offset_high == -480);
  assert_int_equal(time_scan_clock(STR("5:40 PM PT"), &c), 10);
  assert_true(c.offset_low == -480 && c.offset_high == -420);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(own_zones),
      cmocka_unit_test(scans_points_in_time),
      cmocka_unit_test(tells_the_calendar_it_was_written_in),
      cmocka_unit_test(what_looks_like_a_time_is_none),
      cmocka_unit_test(scans_clocks),
      cmocka_unit_test(finds_stamps_in_names),
      cmocka_unit_test(every_day_of_the_calendar_comes_back),
      cmocka_unit_test(formats_spans),
      cmocka_unit_test(the_clock_can_be_fixed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
