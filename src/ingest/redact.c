#include "ingest/redact.h"

int emit_fact(const struct import_sink *out, struct arena *a, struct str path, struct fact *f, struct err *err) {
  bool found = false;
  f->value = redact(a, f->value, &found);
  f->written = redact(a, f->written, &found);
  f->text = redact(a, f->text, &found);
  if (found)
    diag_emit(out->diags, DIAG_FACT_WITHHELD, path, f->line, f->column, "%.*s of %.*s", STR_ARG(f->attribute), STR_ARG(f->subject));
  return out->fact(out->ctx, f, err);
}
