#include "doc/lines.h"

#include "base/limits.h"
#include "doc/cursor.h"

void lines_open(struct lines *l, struct str in, const char *path) { *l = (struct lines){.in = in, .path = path, .at = cursor_bom(in)}; }

int lines_next(struct lines *l, struct line *out, struct err *err) {
  size_t left = l->in.n - l->at;
  if (left == 0) return 0;
  const char *from = l->in.p + l->at;
  /* The longest line may have a CR and LF behind it. */
  size_t look = left < LIMIT_LINE_BYTES + 2 ? left : LIMIT_LINE_BYTES + 2;
  const char *newline = memchr(from, '\n', look);
  size_t n = newline ? (size_t)(newline - from) : look;
  size_t visible = newline && n > 0 && from[n - 1] == '\r' ? n - 1 : n;
  if (visible > LIMIT_LINE_BYTES)
    return err_at(err, ERR_INPUT, "line-length", l->path, l->number + 1, 1, "line longer than %zu bytes", LIMIT_LINE_BYTES);
  *out = (struct line){str_make(from, visible), ++l->number, l->at, newline != NULL};
  l->at += n + (newline ? 1 : 0);
  return 1;
}
