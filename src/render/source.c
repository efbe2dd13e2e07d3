#include "render/source.h"

#include "base/limits.h"
#include "base/sha256.h"

static bool is_same(struct str bytes, struct str sha256) {
  unsigned char sum[SHA256_SIZE];
  char hex[SHA256_HEX + 1];
  sha256_of(bytes, sum);
  sha256_hex(sum, hex);
  return str_eq(str_of(hex), sha256);
}

static void read_again(struct source *s, struct str path, struct str sha256, size_t max) {
  struct err ignored = ERR_INIT; /* what is gone is quoted by its claims and facts alone */
  if (!path.n || str_eq(path, STR("-"))) return;
  if (file_read(&s->file, path.p, max, &ignored) != 0) return;
  if (is_same(file_str(&s->file), sha256)) s->bytes = file_str(&s->file);
}

void source_open_file(struct source *s, struct str kept, struct str path, struct str sha256, size_t max) {
  *s = (struct source){.bytes = kept};
  if (!s->bytes.n) read_again(s, path, sha256, max);
  if (s->bytes.n) vec_push(&s->lines, 0);
  for (size_t i = 0; i < s->bytes.n; i++)
    if (s->bytes.p[i] == '\n') vec_push(&s->lines, i + 1);
}

void source_open(struct source *s, const struct view_report *report) {
  *s = (struct source){.bytes = report->bytes};
  if (report->findings.n) source_open_file(s, report->bytes, report->path, report->sha256, LIMIT_REPORT_BYTES);
}

void source_release(struct source *s) {
  file_release(&s->file);
  vec_release(&s->lines);
}

struct str source_line(const struct source *s, uint32_t number) {
  if (number == 0 || number > s->lines.n) return STR_NONE;
  size_t from = s->lines.v[number - 1], to = number < s->lines.n ? s->lines.v[number] - 1 : s->bytes.n;
  if (to > from && s->bytes.p[to - 1] == '\r') to--;
  return str_make(s->bytes.p + from, to - from);
}
