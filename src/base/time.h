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
  TIME_BASIS_NAMED,   /* a zone abbreviation with a fixed offset (PST, CET) */
  TIME_BASIS_FLOATING /* nothing written: read as UTC, may be up to 14 hours off */
};

/* lo is the first microsecond meant, hi the first one no longer meant. */
struct moment {
  int64_t lo, hi;
  enum time_basis basis;
};

/* The whole of `s`: RFC 3339 and its common relatives (blank for T, no seconds, fraction, " UTC", "+0000"), dates
 * (2025-10-01), long dates ("October 9, 2025", "9 October 2025", "Oct 9, 2025"). Returns bytes used (a prefix of s), 0 if none. */
size_t time_scan(struct str s, struct moment *out);
/* A stamp as tools put it into file names: 20250930-235429, 20250930T235429Z. First one found anywhere in `s`. */
bool time_find_stamp(struct str s, struct moment *out);
/* Days and clock from a civil date, proleptic Gregorian. false if there is no such date. */
bool time_from_civil(int year, int month, int day, int hour, int minute, int second, int64_t *usec);
/* "2025-10-01T01:07:12Z", with a fraction only if there is one. */
void time_format(int64_t usec, struct buf *out);
/* 4 m 53 s, 26 min 06 s, 3 h: at most two units. */
void time_format_span(int64_t usec, struct buf *out);

#endif
