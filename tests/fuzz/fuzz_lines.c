/* layers: doc */
/* Lines of any bytes: numbered without a gap, and with their ends they are the input. */
#include "doc/lines.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds) {
  if (!holds) __builtin_trap();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct str in = {(const char *)data, size};
  struct lines l;
  struct line line;
  struct err err = ERR_INIT;
  uint32_t number = 0;
  lines_open(&l, in, "fuzz.log");
  size_t behind = l.at;
  int rc;
  while ((rc = lines_next(&l, &line, &err)) == 1) {
    demand(line.number == ++number && line.offset == behind);
    size_t end = line.offset + line.s.n;
    demand(end <= size && memchr(line.s.p, '\n', line.s.n) == NULL);
    if (line.ended) {
      end += in.p[end] == '\r';
      demand(in.p[end++] == '\n');
    }
    behind = end;
  }
  demand(rc < 0 || behind == size);
  return 0;
}
