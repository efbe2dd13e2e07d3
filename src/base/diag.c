#include "base/diag.h"

#include <stdarg.h>

struct row {
  const char *name;
  enum diag_severity severity;
  const char *text;
};

static const struct row rows[DIAG_COUNT] = {
#define DIAG(id, name, severity, text) [DIAG_##id] = {name, severity, text},
#include "base/diag.def"
#undef DIAG
};

const char *diag_name(enum diag_id id) { return rows[id].name; }

const char *diag_text(enum diag_id id) { return rows[id].text; }

struct str diag_text_of(struct str name) {
  for (size_t i = 0; i < DIAG_COUNT; i++)
    if (str_eq(str_of(rows[i].name), name)) return str_of(rows[i].text);
  return name;
}

enum diag_severity diag_severity(enum diag_id id) { return rows[id].severity; }

const char *diag_severity_name(enum diag_severity s) {
  static const char *const names[] = {[DIAG_NOTE] = "note", [DIAG_WARNING] = "warning", [DIAG_ERROR] = "error"};
  return names[s];
}

void diag_emit(const struct diag_sink *sink, enum diag_id id, struct str path, uint32_t line, uint32_t column, const char *fmt, ...) {
  if (!sink || !sink->emit) return;
  char detail[512];
  va_list ap;
  va_start(ap, fmt);
  int n = vsnprintf(detail, sizeof detail, fmt, ap);
  va_end(ap);
  if (n < 0) n = 0;
  if ((size_t)n >= sizeof detail) n = sizeof detail - 1;
  struct diag d = {.id = id, .path = path, .line = line, .column = column, .detail = {detail, (size_t)n}};
  sink->emit(sink->ctx, &d);
}
