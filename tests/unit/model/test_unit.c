#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "model/unit.h"

static void what_looks_like_a_unit_is_none(void **state) {
  static const char *const rows[] = {
      "",         "pp",       "M",  "K",        "Mb", "minor", "min/max", "mean",     "hourly",   "seconds_total",
      "services", "s3",       "m2", "h264",     "d3", "B2B",   "msg",     "daylight", "/service", "%20",
      "req",      "requests", "x",  "per user", "H",  "D",     "bps",     "/sum",
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    size_t used = 0;
    const struct unit *u = unit_scan(str_of(rows[i]), &used);
    if (u) fail_msg("%s: %s", rows[i], u->written);
  }
}

static void scans_written_units(void **state) {
  static const struct {
    const char *text;
    size_t used;
    const char *base;
    double factor;
    bool glued;
  } rows[] = {
      {"ms", 2, "s", 1e-3, true},
      {"ms)", 2, "s", 1e-3, true},
      {"s", 1, "s", 1, true},
      {"s.", 1, "s", 1, true},
      {"sec", 3, "s", 1, true},
      {"Minutes", 7, "s", 60, true},
      {"minutes,", 7, "s", 60, true},
      {"min", 3, "s", 60, true},
      {"m", 1, "s", 60, true},
      {"h", 1, "s", 3600, true},
      {"hrs", 3, "s", 3600, true},
      {"hours/week", 0, NULL, 0, false},
      {"days", 4, "s", 86400, true},
      {"weeks", 5, "s", 604800, false},
      {"%", 1, "ratio", 0.01, true},
      {"%)", 1, "ratio", 0.01, true},
      {"percent", 7, "ratio", 0.01, false},
      {"req/min", 7, "1/s", 1.0 / 60, true},
      {"req/min/service", 0, NULL, 0, false},
      {"requests per second", 19, "1/s", 1, false},
      {"req/s", 5, "1/s", 1, true},
      {"rps", 3, "1/s", 1, true},
      {"/min", 4, "1/s", 1.0 / 60, true},
      {"/hour", 5, "1/s", 1.0 / 3600, true},
      {"KB", 2, "B", 1e3, true},
      {"MiB", 3, "B", 1048576, true},
      {"GB", 2, "B", 1e9, true},
      {"bytes", 5, "B", 1, false},
      {"\xC2\xB5s", 3, "s", 1e-6, true},
      {"\xCE\xBCs", 3, "s", 1e-6, true},
      {"us", 2, "s", 1e-6, true},
      {"USD", 3, "USD", 1, true},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    size_t used = 0;
    const struct unit *u = unit_scan(str_of(rows[i].text), &used);
    if (!rows[i].base) {
      if (u) fail_msg("%s: %s", rows[i].text, u->written);
      continue;
    }
    if (!u || used != rows[i].used || strcmp(u->base, rows[i].base) != 0 || fabs(u->factor - rows[i].factor) > 1e-9 * rows[i].factor ||
        u->glued != rows[i].glued)
      fail_msg("%s: %s, used %zu", rows[i].text, u ? u->written : "none", used);
  }
}

static void mappings_name_units_exactly(void **state) {
  static const char *const rows[] = {"ns",    "us",    "ms", "s",   "min", "h",   "d",     "percent", "ratio", "per_min",
                                     "per_s", "per_h", "B",  "KiB", "MiB", "GiB", "count", "usd",     "cents"};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) assert_non_null(unit_named(str_of(rows[i])));
  static const char *const none[] = {"", "MS", "minutes", "%", "req/min", "kB"};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++) assert_null(unit_named(str_of(none[i])));
  assert_true(unit_named(STR("percent"))->factor == 0.01);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_looks_like_a_unit_is_none),
      cmocka_unit_test(scans_written_units),
      cmocka_unit_test(mappings_name_units_exactly),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
