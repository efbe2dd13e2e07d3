/* A slice: borrowed bytes with a length. Not NUL-terminated unless its maker says so. */
#ifndef TIEOUT_BASE_STR_H
#define TIEOUT_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
  const char *p;
  size_t n;
};

#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})
#define STR_NONE     ((struct str){NULL, 0})
/* For printf("%.*s"). */
#define STR_ARG(s) (int)(s).n, (s).p ? (s).p : ""

static inline struct str str_of(const char *s) { return s ? (struct str){s, strlen(s)} : STR_NONE; }
static inline struct str str_make(const char *p, size_t n) { return (struct str){p, n}; }

bool str_eq(struct str a, struct str b);
bool str_eq_ci(struct str a, struct str b); /* ASCII case only */
int str_cmp(struct str a, struct str b);    /* byte order; shorter first on a tie */
bool str_starts(struct str s, struct str prefix);
bool str_starts_ci(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
/* Offset of the first `needle` at or after `from`, or SIZE_MAX. */
size_t str_find(struct str s, struct str needle, size_t from);
size_t str_find_ci(struct str s, struct str needle, size_t from);
struct str str_trim(struct str s);                       /* ASCII blanks, tabs, CR, LF at both ends */
struct str str_sub(struct str s, size_t from, size_t n); /* clamped */
/* Shell-like glob: '*' (not '/'), '**', '?', no classes. Linear in practice, bounded. */
bool str_glob(struct str pattern, struct str s);
/* 64-bit hash, the same on every machine (for tables, never for output order). */
unsigned long long str_hash(struct str s);

static inline bool ascii_is_digit(char c) { return c >= '0' && c <= '9'; }
static inline bool ascii_is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static inline bool ascii_is_alnum(char c) { return ascii_is_digit(c) || ascii_is_alpha(c); }
static inline bool ascii_is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }
static inline char ascii_lower(char c) { return (c >= 'A' && c <= 'Z') ? (char)(c + 32) : c; }
static inline bool ascii_is_xdigit(char c) { return ascii_is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

#endif
