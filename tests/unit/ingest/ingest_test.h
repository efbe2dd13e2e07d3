/* A fact list made of a mapping and a document, as text, one line a fact: `subject attribute = value [state] @pointer`. */
#ifndef TIEOUT_TESTS_INGEST_TEST_H
#define TIEOUT_TESTS_INGEST_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/num.h"
#include "base/time.h"
#include "ingest/intake.h"
#include "ingest/mapping.h"

static inline int list_fact(void *ctx, struct fact *f, struct err *err) {
  struct buf *out = ctx;
  buf_printf(out, "%.*s %.*s = ", STR_ARG(f->subject), STR_ARG(f->attribute));
  if (f->state == FACT_KNOWN)
    buf_add_str(out, f->value);
  else
    buf_printf(out, "[%s]", fact_state_name(f->state));
  if (f->has_number) buf_printf(out, " %.*s", STR_ARG(f->unit));
  buf_printf(out, " @%.*s\n", STR_ARG(f->pointer));
  return 0;
}

static inline void list_diag(void *ctx, const struct diag *d) {
  buf_printf(ctx, "! %u:%u %s %.*s\n", d->line, d->column, diag_name(d->id), STR_ARG(d->detail));
}

/* `rules` is YAML; the frame around it is the same for all. */
static inline int facts_of(const char *rules, const char *json, struct buf *out, struct err *err) {
  struct buf yaml = BUF_INIT;
  struct mapping m;
  struct evidence e;
  buf_printf(&yaml, "name: t\ndetect: {docs: any, all: [{path: \"\", exists: true}]}\nrules:\n%s\n", rules);
  int rc = mapping_compile(&m, buf_str(&yaml), "t.yaml", err);
  if (!rc) {
    struct identity id = {.observed_at = TIME_NONE};
    struct diag_sink diags = {list_diag, out};
    struct import_sink sink = {list_fact, out, &diags, NULL};
    assert_int_equal(evidence_open(&e, str_of(json), "t", NULL, err), 0);
    rc = mapping_read(&m, &e, &id, &sink, err);
    evidence_release(&e);
    mapping_release(&m);
  }
  buf_release(&yaml);
  return rc;
}

#endif
