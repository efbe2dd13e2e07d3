/* The lines around a place. */
#include "base/limits.h"
#include "base/redact.h"
#include "render/story.h"

/* What is larger is quoted by its facts alone: it would be read and counted through for five lines. */
static const size_t CONTEXT_BYTES = (size_t)64 << 20;

static int take_bytes(void *ctx, const struct row *r, struct err *err) {
  struct buf *b = ctx;
  buf_add_str(b, row_text(r, 0));
  return 1;
}

void context_open(struct story_context *c, struct store *kept, const struct location *at, bool evidence) {
  struct err ignored = ERR_INIT;
  *c = (struct story_context){0};
  if (!at->line) return;
  if (kept) store_query(kept, SQL_ARTIFACT_BYTES, BINDS(B_TEXT("sha256", at->sha256)), take_bytes, &c->kept, &ignored);
  source_open_file(&c->source, buf_str(&c->kept), at->path, at->sha256, evidence ? CONTEXT_BYTES : LIMIT_REPORT_BYTES);
  if (at->line > c->source.lines.n) return;
  c->first = at->line > CONTEXT_LINES ? at->line - CONTEXT_LINES : 1;
  uint32_t last = at->line + CONTEXT_LINES;
  bool ends = source_line(&c->source, (uint32_t)c->source.lines.n).n == 0; /* a newline at the very end begins no line */
  uint32_t lines = (uint32_t)c->source.lines.n - ends;
  if (last > lines) last = lines > at->line ? lines : at->line;
  c->n = last - c->first + 1;
}

struct str context_line(struct story_context *c, uint32_t number, bool evidence) {
  struct str line = source_line(&c->source, number);
  if (!evidence) return line;
  buf_clear(&c->shown);
  buf_add_str(&c->shown, line);
  redact_hide(&c->shown);
  return buf_str(&c->shown);
}

void context_release(struct story_context *c) {
  source_release(&c->source);
  buf_release(&c->shown);
  buf_release(&c->kept);
}
