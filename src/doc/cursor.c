#include "doc/cursor.h"

#include "base/utf8.h"

size_t cursor_bom(struct str in) { return str_starts(in, STR("\xEF\xBB\xBF")) ? 3 : 0; }

void cursor_open(struct cursor *c, struct str in) { *c = (struct cursor){in, cursor_bom(in), 1, 1}; }

void cursor_to(struct cursor *c, size_t offset) {
  size_t to = offset < c->in.n ? offset : c->in.n;
  size_t counted = c->at;
  unsigned char seen = 0;
  for (size_t i = c->at; i < to; i++) {
    unsigned char byte = (unsigned char)c->in.p[i];
    seen |= byte;
    if (byte != '\n') continue;
    c->line++;
    c->column = 1;
    counted = i + 1;
    seen = 0;
  }
  if (to > counted) c->column += (uint32_t)(seen < 0x80 ? to - counted : utf8_count(str_make(c->in.p + counted, to - counted)));
  if (to > c->at) c->at = to;
}
