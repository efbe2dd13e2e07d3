/* "Did you mean": the nearest word by edits. */
#include "cli/cli.h"

#include <string.h>

enum { WORD_MAX = 32 };

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* Insertions, deletions and changes of one letter; words longer than WORD_MAX are far from everything. */
static size_t distance(const char *a, const char *b) {
  size_t row[WORD_MAX + 1], n = strlen(b);
  if (n > WORD_MAX || strlen(a) > WORD_MAX) return WORD_MAX;
  for (size_t j = 0; j <= n; j++) row[j] = j;
  for (size_t i = 1; a[i - 1]; i++) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= n; j++) {
      size_t above = row[j];
      row[j] = least(least(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] != b[j - 1]));
      diagonal = above;
    }
  }
  return row[n];
}

const char *suggest(const char *word, const char *(*item)(size_t i), size_t n) {
  const char *best = NULL;
  size_t nearest = strlen(word) < 4 ? 2 : 3; /* at least this far is a coincidence */
  for (size_t i = 0; i < n; i++) {
    size_t d = distance(word, item(i));
    if (d >= nearest) continue;
    nearest = d;
    best = item(i);
  }
  return best;
}
