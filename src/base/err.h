/* What went wrong, where, and by which rule. The last parameter of everything that can fail.
 *
 * A function returns 0, or -1 with *err filled. It is untouched on success. Context is added once a level. */
#ifndef TIEOUT_BASE_ERR_H
#define TIEOUT_BASE_ERR_H

#include <stdarg.h>
#include <stdint.h>

/* Each code belongs to one exit status (err_exit). */
enum err_code {
  ERR_NONE = 0,
  ERR_USAGE,     /* 2: the command line */
  ERR_CONFIG,    /* 2: a policy, mapping, rule or template */
  ERR_INPUT,     /* 3: a report or evidence that cannot be read or is rejected */
  ERR_INTEGRITY, /* 4: a ledger, log, signature or bundle that is not what it was */
  ERR_SYSTEM,    /* 5: the operating system said no: disk full, I/O error */
  ERR_INTERNAL,  /* 5: our fault */
};

enum { ERR_PATH_MAX = 512, ERR_TEXT_MAX = 1024 };

struct err {
  enum err_code code;
  const char *rule;      /* static id of the rule that was broken ("json-depth"), or NULL */
  uint32_t line, column; /* 1-based; 0 = none */
  char path[ERR_PATH_MAX];
  char text[ERR_TEXT_MAX];
};

#define ERR_INIT                                                                                                                           \
  { 0 }

/* All return -1, so that `return err_set(…)` reads well. */
int err_set(struct err *e, enum err_code code, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
int err_at(struct err *e, enum err_code code, const char *rule, const char *path, uint32_t line, uint32_t column, const char *fmt, ...)
    __attribute__((format(printf, 7, 8)));
/* From errno: `no such file or directory: "x"`. `what` is the subject, quoted by the function. */
int err_errno(struct err *e, enum err_code code, const char *path, const char *what);
/* Puts "text: " before the message. */
int err_context(struct err *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* "path:line:column: text [rule]" into out. */
struct buf;
void err_format(const struct err *e, struct buf *out);
/* Without the place: "text [rule]". */
void err_format_text(const struct err *e, struct buf *out);
int err_exit(enum err_code code);

#endif
