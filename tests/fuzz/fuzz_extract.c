/* layers: extract */
/* Every form over any text: claims lie inside their blocks, have a value and an interval in order, and relations join claims that exist. */
#include "base/limits.h"
#include "extract/passes.h"
#include "model/vocabulary.h"

#include <math.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds) {
  if (!holds) __builtin_trap();
}

static void check_claim(const struct extraction *x, const struct extracted *e) {
  const struct claim_draft *d = &e->d;
  demand(d->block >= 0 && (size_t)d->block < x->md->n);
  struct str text = block_at(x, d->block)->text;
  demand(d->from <= d->to && d->to <= text.n);
  demand(d->value_from <= d->value_to && d->value_to <= text.n);
  demand(e->heading >= -1 && e->heading < (int32_t)x->headings.n);
  demand(!d->attribute.n || vocabulary_has_attribute(d->attribute));
  demand(!d->subject.n || vocabulary_has_subject(d->subject));
  if (d->has_number) demand(!isnan(d->number) && d->low <= d->high && d->unit.n > 0);
}

static void check(const struct extraction *x) {
  demand(x->claims.n <= LIMIT_CLAIMS);
  for (size_t i = 0; i < x->claims.n; i++) check_claim(x, &x->claims.v[i]);
  for (size_t i = 0; i < x->relations.n; i++) {
    const struct tied *t = &x->relations.v[i];
    demand(t->claim >= 0 && t->other >= 0 && t->claim != t->other);
    demand((size_t)t->claim < x->claims.n && (size_t)t->other < x->claims.n);
  }
  for (size_t i = 0; i < x->headings.n; i++) demand(x->headings.v[i].parent < (int32_t)i && x->headings.v[i].top <= (int32_t)i);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct err err = ERR_INIT;
  struct text text;
  struct markdown md;
  struct extraction x;
  size_t n = 0;
  const struct pass *p = passes(&n);
  if (text_read(&text, str_make((const char *)data, size), STR("fuzz.md"), NULL, &err) < 0) return 0;
  if (markdown_read(&md, &text, "fuzz.md", NULL, &err) == 0) {
    extraction_init(&x, &text, &md, STR("fuzz.md"));
    for (size_t i = 0; i < n; i++) p[i].run(&x);
    check(&x);
    extraction_release(&x);
    markdown_release(&md);
  }
  text_release(&text);
  return 0;
}
