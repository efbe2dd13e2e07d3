/* Points in time as UTC microseconds, with the interval that the written precision leaves open.
 *
 * Never the host's zone data and never its locale. */
#ifndef TIEOUT_BASE_TIME_H
#define TIEOUT_BASE_TIME_H

#include "base/str.h"
#include <stdint.h>

struct buf;

#define TIME_NONE INT64_MIN

enum time_basis {
  TIME_BASIS_NONE,
  TIME_BASIS_UTC,     /* Z, UTC, GMT, +00:00 */
  TIME_BASIS_OFFSET,  /* a numeric offset */
  TIME_BASIS_NAMED,   /* a zone abbreviation (PST, CET); one with several meanings (PT, CST) widens the interval */
  TIME_BASIS_FLOATING /* nothing written: read as UTC, may be up to 14 hours off */
};

/* lo is the first microsecond meant, hi the first one no longer meant. */
struct moment {
  int64_t lo, hi;
  enum time_basis basis;
  int32_t offset; /* minutes that the calendar it was written in is ahead of `lo` */
};

/* What a project means by a zone's name: one offset, where ours has several or none. */
struct time_zone {
  struct str name;
  int minutes; /* east of UTC */
};
struct time_zones {
  struct time_zone *v;
  size_t n, cap;
};
/* Two to eight capitals that are not UTC in another word. */
bool time_is_zone_name(struct str s);
/* The whole of `s`: "-08:00", "+0530", "+05". */
bool time_scan_offset(struct str s, int *minutes);

/* At the start of `s`: RFC 3339 and its common relatives (blank for T, no seconds, fraction, " UTC", "+0000"), dates
 * (2025-10-01), long dates ("October 9, 2025", "9 October 2025", "Oct 9, 2025"), with a clock or without. Returns bytes used, 0 if none. */
size_t time_scan(struct str s, struct moment *out);
size_t time_scan_in(struct str s, const struct time_zones *own, struct moment *out); /* NULL: none */

/* A time of day without a date. */
struct clock_time {
  int64_t usec;      /* since midnight of its own zone */
  int64_t precision; /* microseconds that its last digit stands for */
  enum time_basis basis;
  int32_t offset_low, offset_high; /* minutes east of UTC; they differ where the zone name has several meanings */
  bool has_zone;
};
/* At the start of `s`: "17:40", "17:40:05.25 UTC", "5:40 PM PST", "5 PM", "1740Z" is not read. Bytes used, 0 if none. */
size_t time_scan_clock(struct str s, struct clock_time *out);
size_t time_scan_clock_in(struct str s, const struct time_zones *own, struct clock_time *out);
/* A stamp as tools put it into file names: 20250930-235429, 20250930T235429Z. First one found anywhere in `s`. */
bool time_find_stamp(struct str s, struct moment *out);
/* Days and clock from a civil date, proleptic Gregorian. false if there is no such date. */
bool time_from_civil(int year, int month, int day, int hour, int minute, int second, int64_t *usec);
/* "2025-10-01T01:07:12Z", with a fraction only if there is one. */
void time_format(int64_t usec, struct buf *out);
/* 450 ms, 4.5 s, 4 min 53 s, 26 min 06 s, 3 h: at most two units. */
void time_format_span(int64_t usec, struct buf *out);

#endif
