/* Facts as a list for people and as JSON lines. */
#include "base/time.h"
#include "render/json.h"
#include "render/quote.h"

/* The order of columns in fact/show.sql. */
enum column {
  ARTIFACT,
  IMPORTER,
  RANK,
  RELEASE,
  SUBJECT,
  ATTRIBUTE,
  VALUE,
  NUMBER,
  LOW,
  HIGH,
  UNIT,
  STATE,
  OBSERVED_AT,
  POINTER,
  LINE,
  WRITTEN,
  TEXT
};

static int each_fact(struct store *s, struct str artifact, row_fn fn, struct buf *out, struct err *err) {
  return store_query(s, SQL_FACT_SHOW, BINDS(B_TEXT_OR_NULL("artifact", artifact)), fn, out, err);
}

static int put_line(void *ctx, const struct row *r, struct err *err) {
  struct buf *out = ctx;
  quote_text(out, row_text(r, ARTIFACT), 400);
  if (!row_is_null(r, LINE)) buf_printf(out, ":%lld", (long long)row_int(r, LINE));
  buf_add_cstr(out, ": ");
  quote_text(out, row_text(r, SUBJECT), 120);
  buf_add_char(out, ' ');
  quote_text(out, row_text(r, ATTRIBUTE), 120);
  buf_add_cstr(out, " = ");
  quote_text(out, row_is_null(r, VALUE) ? row_text(r, STATE) : row_text(r, VALUE), 120);
  if (!row_is_null(r, UNIT) && !row_is_null(r, NUMBER)) {
    buf_add_char(out, ' ');
    quote_text(out, row_text(r, UNIT), 20);
  }
  if (!row_is_null(r, POINTER)) {
    buf_add_cstr(out, "  ");
    quote_text(out, row_text(r, POINTER), 160);
  }
  buf_add_char(out, '\n');
  return 0;
}

static void put_member(json_t *o, const char *key, const struct row *r, enum column c) {
  if (!row_is_null(r, (int)c)) json_put(o, key, json_text(row_text(r, (int)c)));
}

static void put_number(json_t *o, const char *key, const struct row *r, enum column c) {
  if (!row_is_null(r, (int)c)) json_put(o, key, json_figure(row_real(r, (int)c)));
}

static int put_json(void *ctx, const struct row *r, struct err *err) {
  json_t *o = json_object();
  put_member(o, "artifact", r, ARTIFACT);
  put_member(o, "importer", r, IMPORTER);
  put_member(o, "rank", r, RANK);
  put_member(o, "release", r, RELEASE);
  put_member(o, "subject", r, SUBJECT);
  put_member(o, "attribute", r, ATTRIBUTE);
  put_member(o, "value", r, VALUE);
  put_number(o, "number", r, NUMBER);
  put_number(o, "low", r, LOW);
  put_number(o, "high", r, HIGH);
  put_member(o, "unit", r, UNIT);
  put_member(o, "written", r, WRITTEN);
  put_member(o, "state", r, STATE);
  if (!row_is_null(r, OBSERVED_AT)) json_put(o, "observed_at", json_time(row_int(r, OBSERVED_AT)));
  put_member(o, "pointer", r, POINTER);
  if (!row_is_null(r, LINE)) json_put(o, "line", json_integer(row_int(r, LINE)));
  json_dump_to(o, JSON_COMPACT, ctx);
  return 0;
}

int render_facts_text(struct store *s, const struct render_options *o, struct str artifact, struct buf *out, struct err *err) {
  return each_fact(s, artifact, put_line, out, err);
}

int render_facts_jsonl(struct store *s, const struct render_options *o, struct str artifact, struct buf *out, struct err *err) {
  json_prepare();
  return each_fact(s, artifact, put_json, out, err);
}
