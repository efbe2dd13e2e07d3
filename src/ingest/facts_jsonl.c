#include "base/buf.h"
#include "base/num.h"
#include "base/time.h"
#include "ingest/ingest.h"

static void add_text(struct buf *out, struct str s) {
  static const char hex[] = "0123456789abcdef";
  buf_add_char(out, '"');
  for (size_t i = 0; i < s.n; i++) {
    unsigned char c = (unsigned char)s.p[i];
    if (c == '"' || c == '\\') buf_add_char(out, '\\');
    if (c >= 0x20)
      buf_add_char(out, (char)c);
    else if (c == '\n')
      buf_add_cstr(out, "\\n");
    else if (c == '\t')
      buf_add_cstr(out, "\\t");
    else
      buf_printf(out, "\\u00%c%c", hex[c >> 4], hex[c & 15]);
  }
  buf_add_char(out, '"');
}

static void add_name(struct buf *out, const char *name) {
  if (buf_str(out).n && buf_str(out).p[out->n - 1] != '{') buf_add_cstr(out, ", ");
  buf_printf(out, "\"%s\": ", name);
}

static void member(struct buf *out, const char *name, struct str value) {
  if (!value.n) return;
  add_name(out, name);
  add_text(out, value);
}

static void member_number(struct buf *out, const char *name, double value) {
  add_name(out, name);
  num_format(value, out);
}

void fact_jsonl(const struct fact *f, struct str importer, struct buf *out) {
  struct buf at = BUF_INIT;
  if (f->observed_at != TIME_NONE) time_format(f->observed_at, &at);
  buf_add_char(out, '{');
  member(out, "importer", importer);
  member(out, "rank", str_of(rank_name(f->rank)));
  member(out, "subject", f->subject);
  member(out, "attribute", f->attribute);
  member(out, "value", f->value);
  if (f->has_number) {
    member_number(out, "number", f->number);
    member_number(out, "low", f->low);
    member_number(out, "high", f->high);
  }
  member(out, "unit", f->unit);
  member(out, "state", str_of(fact_state_name(f->state)));
  member(out, "observed_at", buf_str(&at));
  member(out, "pointer", f->pointer);
  if (!f->pointer.n) member_number(out, "line", f->line);
  buf_add_cstr(out, "}\n");
  buf_release(&at);
}
