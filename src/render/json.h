/* JSON values out, by jansson. Nothing is glued by hand. */
#ifndef TIEOUT_RENDER_JSON_H
#define TIEOUT_RENDER_JSON_H

#include <jansson.h>

#include "base/buf.h"
#include "base/str.h"
#include "render/view.h"

/* Before the first value: allocation goes through base/mem.h. */
void json_prepare(void);
json_t *json_text(struct str s);
json_t *json_figure(double v);
json_t *json_time(int64_t usec);
/* Absent members are left out, never null. `json_put` takes the value. */
void json_put(json_t *object, const char *key, json_t *value);
void json_put_text(json_t *object, const char *key, struct str s);
/* One value and a newline; takes the value. */
void json_dump_to(json_t *value, size_t flags, struct buf *out);
json_t *location_json(const struct location *l);
json_t *finding_json(const struct view_finding *f);
json_t *claim_json(const struct view_claim *c, bool with_verdict);
json_t *diagnostic_json(const struct view_diagnostic *d);
json_t *report_coverage_json(const struct view_report *r);

#endif
