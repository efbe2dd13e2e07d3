#include "base/str.h"

#include <stdint.h>

bool str_eq(struct str a, struct str b) { return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0); }

static bool same_ci(const char *a, const char *b, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (ascii_lower(a[i]) != ascii_lower(b[i])) return false;
  return true;
}

bool str_eq_ci(struct str a, struct str b) { return a.n == b.n && same_ci(a.p, b.p, a.n); }

int str_cmp(struct str a, struct str b) {
  size_t n = a.n < b.n ? a.n : b.n;
  int c = n ? memcmp(a.p, b.p, n) : 0;
  if (c) return c;
  return (a.n > b.n) - (a.n < b.n);
}

bool str_starts(struct str s, struct str prefix) { return s.n >= prefix.n && str_eq((struct str){s.p, prefix.n}, prefix); }

bool str_starts_ci(struct str s, struct str prefix) { return s.n >= prefix.n && same_ci(s.p, prefix.p, prefix.n); }

bool str_ends(struct str s, struct str suffix) {
  return s.n >= suffix.n && (suffix.n == 0 || memcmp(s.p + (s.n - suffix.n), suffix.p, suffix.n) == 0);
}

size_t str_find(struct str s, struct str needle, size_t from) {
  if (from > s.n) return SIZE_MAX;
  if (needle.n == 0) return from;
  if (needle.n > s.n - from) return SIZE_MAX;
  const char *hit = memmem(s.p + from, s.n - from, needle.p, needle.n);
  return hit ? (size_t)(hit - s.p) : SIZE_MAX;
}

size_t str_find_ci(struct str s, struct str needle, size_t from) {
  if (from > s.n || needle.n > s.n - from) return SIZE_MAX;
  for (size_t i = from; i + needle.n <= s.n; i++)
    if (same_ci(s.p + i, needle.p, needle.n)) return i;
  return SIZE_MAX;
}

struct str str_trim(struct str s) {
  while (s.n && ascii_is_space(s.p[0])) {
    s.p++;
    s.n--;
  }
  while (s.n && ascii_is_space(s.p[s.n - 1])) s.n--;
  return s;
}

struct str str_sub(struct str s, size_t from, size_t n) {
  if (from > s.n) from = s.n;
  if (n > s.n - from) n = s.n - from;
  return (struct str){s.p ? s.p + from : s.p, n};
}

/* Where matching resumes after a mismatch: the last star of each kind, and how much of the text it has eaten. */
struct retry {
  bool set;
  bool segments; /* "**" before a '/': eats whole path segments only */
  size_t pattern, text;
};

/* Lets the star eat one more step; false if it cannot. */
static bool retry_grow(struct retry *r, struct str s, bool over_slash) {
  if (!r->set) return false;
  if (r->segments) {
    while (r->text < s.n && s.p[r->text] != '/') r->text++;
    if (r->text == s.n) return false;
    r->text++;
    return true;
  }
  if (r->text == s.n || (!over_slash && s.p[r->text] == '/')) return false;
  r->text++;
  return true;
}

/* Reads the stars at pattern[*i] into the right retry slot and steps over them. */
static void read_star(struct str pattern, size_t *i, size_t at, struct retry *star, struct retry *deep) {
  bool two = *i + 1 < pattern.n && pattern.p[*i + 1] == '*';
  while (*i < pattern.n && pattern.p[*i] == '*') ++*i;
  star->set = false;
  if (!two) {
    *star = (struct retry){true, false, *i, at};
    return;
  }
  bool segments = *i < pattern.n && pattern.p[*i] == '/';
  if (segments) ++*i;
  *deep = (struct retry){true, segments, *i, at};
}

bool str_glob(struct str pattern, struct str s) {
  enum { STEPS = 1 << 22 }; /* a pattern that needs more is hostile: no match */
  struct retry star = {0}, deep = {0};
  size_t i = 0, j = 0;
  for (int step = 0; step < STEPS; step++) {
    if (i < pattern.n && pattern.p[i] == '*') {
      read_star(pattern, &i, j, &star, &deep);
      continue;
    }
    if (i == pattern.n && j == s.n) return true;
    if (i < pattern.n && j < s.n && (pattern.p[i] == s.p[j] || (pattern.p[i] == '?' && s.p[j] != '/'))) {
      i++;
      j++;
      continue;
    }
    if (retry_grow(&star, s, false)) {
      i = star.pattern;
      j = star.text;
    } else if (retry_grow(&deep, s, true)) {
      star.set = false;
      i = deep.pattern;
      j = deep.text;
    } else {
      return false;
    }
  }
  return false;
}

/* FNV-1a, then mixed so that the low bits can index a table. */
unsigned long long str_hash(struct str s) {
  uint64_t h = 14695981039346656037u;
  for (size_t i = 0; i < s.n; i++) h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
  h ^= h >> 32;
  h *= 0x9e3779b97f4a7c15u;
  return h ^ (h >> 29);
}
