/* layers: ingest */
/* A mapping and a piece of evidence, divided by a line "%%"; without one, evidence for the importers that are built in. Whatever they hold:
 * an answer in time, and facts that keep their contract. */
#include <math.h>

#include "base/limits.h"
#include "base/time.h"
#include "base/utf8.h"
#include "ingest/intake.h"
#include "ingest/mapping.h"
#include "model/vocabulary.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FACTS_MAX = 20000 };

static void demand(bool holds) {
  if (!holds) __builtin_trap();
}

static int check_fact(void *ctx, struct fact *f, struct err *err) {
  size_t *n = ctx;
  demand(vocabulary_has_subject(f->subject) && vocabulary_has_attribute(f->attribute));
  demand(!f->has_number || (f->state == FACT_KNOWN && f->unit.n && isfinite(f->number) && f->low <= f->high));
  demand(f->state == FACT_KNOWN || !f->has_number);
  demand(f->line > 0 && f->column > 0);
  demand(utf8_valid(f->subject, NULL) && utf8_valid(f->value, NULL));
  demand(f->pointer.n == 0 || f->pointer.p[0] == '/');
  if (++*n > FACTS_MAX) return err_set(err, ERR_INPUT, "enough");
  return 0;
}

static void read_with(const struct importers *r, struct str bytes) {
  struct diag_list list = {0};
  struct diag_sink diags = diag_list_sink(&list);
  struct recognised x;
  struct err err = ERR_INIT;
  size_t n = 0;
  struct import_sink sink = {check_fact, &n, &diags, NULL};
  recognise(&x, r, NULL, bytes, "fuzz", &diags);
  if (x.importer && x.importer->read(x.importer, &x.evidence, &x.identity, &sink, &err)) demand(err.code == ERR_INPUT);
  demand(list.v.n <= LIMIT_DIAGNOSTICS);
  diag_list_close(&list);
  recognised_release(&x);
  diag_list_release(&list);
}

static const struct importers *built_in(void) {
  static struct importers *r;
  struct err err = ERR_INIT;
  if (!r) demand(importers_open(&r, NULL, &err) == 0);
  return r;
}

static void read_by(struct str yaml, struct str bytes) {
  struct mapping m;
  struct evidence e;
  struct err err = ERR_INIT;
  if (mapping_compile(&m, yaml, "fuzz.yaml", &err)) {
    demand(err.code == ERR_CONFIG && err.text[0]);
    return;
  }
  if (evidence_open(&e, bytes, "fuzz", NULL, &err) == 0 && e.form != EVIDENCE_TEXT) {
    struct arena arena = ARENA_INIT;
    struct identity id;
    size_t n = 0;
    struct import_sink sink = {check_fact, &n, NULL, NULL};
    mapping_score(&m, &e);
    mapping_identify(&m, &e, &arena, &id, NULL);
    if (mapping_read(&m, &e, &id, &sink, &err)) demand(err.code == ERR_INPUT);
    arena_release(&arena);
  }
  evidence_release(&e);
  mapping_release(&m);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct str all = {(const char *)data, size};
  size_t at = size ? str_find(all, STR("\n%%\n"), 0) : SIZE_MAX;
  if (at == SIZE_MAX)
    read_with(built_in(), all);
  else
    read_by(str_sub(all, 0, at), str_sub(all, at + 4, all.n));
  return 0;
}
