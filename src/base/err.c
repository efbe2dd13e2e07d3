#include "base/err.h"

#include <errno.h>

#include "base/buf.h"
#include "base/visible.h"

/* Copies what fits and never cuts a UTF-8 sequence. */
static void copy_text(char *out, size_t size, const char *s) {
  size_t n = strlen(s);
  if (n >= size) {
    n = size - 1;
    while (n && ((unsigned char)s[n] & 0xC0) == 0x80) n--;
  }
  memmove(out, s, n);
  out[n] = '\0';
}

static void fill(struct err *e, enum err_code code, const char *rule, const char *path, uint32_t line, uint32_t column) {
  e->code = code;
  e->rule = rule;
  e->line = line;
  e->column = column;
  copy_text(e->path, sizeof e->path, path ? path : "");
}

int err_set(struct err *e, enum err_code code, const char *fmt, ...) {
  if (!e) return -1;
  char text[ERR_TEXT_MAX]; /* arguments may point into *e */
  va_list ap;
  va_start(ap, fmt);
  vsnprintf(text, sizeof text, fmt, ap);
  va_end(ap);
  fill(e, code, NULL, NULL, 0, 0);
  copy_text(e->text, sizeof e->text, text);
  return -1;
}

int err_at(struct err *e, enum err_code code, const char *rule, const char *path, uint32_t line, uint32_t column, const char *fmt, ...) {
  if (!e) return -1;
  char text[ERR_TEXT_MAX];
  va_list ap;
  va_start(ap, fmt);
  vsnprintf(text, sizeof text, fmt, ap);
  va_end(ap);
  fill(e, code, rule, path, line, column);
  copy_text(e->text, sizeof e->text, text);
  return -1;
}

int err_errno(struct err *e, enum err_code code, const char *path, const char *what) {
  int saved = errno;
  if (!e) return -1;
  char reason[160];
  /* Whatever was asked for: no memory is the machine's trouble, not the file's. */
  if (saved == ENOMEM) code = ERR_SYSTEM;
  copy_text(reason, sizeof reason, saved == ENOMEM ? "out of memory" : strerror(saved));
  reason[0] = ascii_lower(reason[0]);
  bool names_path = !what || (path && strcmp(path, what) == 0); /* the path stands in front already */
  fill(e, code, NULL, path, 0, 0);
  if (names_path) {
    copy_text(e->text, sizeof e->text, reason);
  } else {
    snprintf(e->text, sizeof e->text, "%s: \"%s\"", reason, what);
  }
  errno = saved;
  return -1;
}

int err_context(struct err *e, const char *fmt, ...) {
  if (!e) return -1;
  char front[ERR_TEXT_MAX], old[ERR_TEXT_MAX];
  va_list ap;
  va_start(ap, fmt);
  vsnprintf(front, sizeof front, fmt, ap);
  va_end(ap);
  copy_text(old, sizeof old, e->text);
  struct buf b = BUF_INIT_MAX(2 * ERR_TEXT_MAX);
  buf_printf(&b, "%s: %s", front, old);
  copy_text(e->text, sizeof e->text, buf_cstr(&b));
  buf_release(&b);
  return -1;
}

void err_format_text(const struct err *e, struct buf *out) {
  visible_add_message(out, str_of(e->text));
  if (e->rule) buf_printf(out, " [%s]", e->rule);
}

void err_format(const struct err *e, struct buf *out) {
  if (e->path[0]) {
    visible_add(out, str_of(e->path));
    if (e->line) buf_printf(out, ":%u", e->line);
    if (e->line && e->column) buf_printf(out, ":%u", e->column);
    buf_add_cstr(out, ": ");
  } else if (e->line) {
    buf_printf(out, "%u:%u: ", e->line, e->column);
  }
  err_format_text(e, out);
}

int err_exit(enum err_code code) {
  static const int exits[] = {
      [ERR_NONE] = 0, [ERR_USAGE] = 2, [ERR_CONFIG] = 2, [ERR_INPUT] = 3, [ERR_INTEGRITY] = 4, [ERR_SYSTEM] = 5, [ERR_INTERNAL] = 5};
  return exits[code];
}
