/* require: and sections: what must be there before a report may say so, and in it. */
#include "policy/ask.h"

/* --- require ---------------------------------------------------------------------------------------------------------------------------
 */

struct reading {
  struct asks *asks;
  struct ask_evidence evidence;
  struct ask_sections sections;
};

static int read_words(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct reading *r = ctx;
  return ask_read_texts(r->asks, c, node, &r->evidence.words, err);
}

static bool is_kind(struct str s) {
  static const struct str importer = {"importer:", 9};
  return ask_is_kind(s) || (str_starts(s, importer) && s.n > importer.n);
}

static int read_kind(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct reading *r = ctx;
  struct str s;
  if (config_text(c, node, &s, err)) return -1;
  if (!is_kind(s))
    return config_error(c, node, err,
                        "\"%.*s\" is no kind of evidence; write what it is about, such as service, loadtest or suite, or importer:NAME",
                        STR_ARG(s));
  vec_push(&r->evidence.kinds, arena_str(r->asks->arena, s));
  return 0;
}

static int read_kinds(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct reading *r = ctx;
  r->evidence.place = ask_place_of(r->asks, c, node);
  return config_each(c, node, read_kind, r, err);
}

static int read_evidence_level(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct reading *r = ctx;
  return ask_read_level(r->asks, c, node, &r->evidence.level, err);
}

static const struct config_key evidence_keys[] = {{"evidence", read_kinds}, {"level", read_evidence_level}, {"words", read_words}};

static int read_requirement(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct reading r = {.asks = ctx, .evidence = {.level = STR("warning")}};
  int rc = config_object(c, node, "a requirement", evidence_keys, sizeof evidence_keys / sizeof evidence_keys[0], &r, err);
  vec_push(&r.asks->evidence, r.evidence);
  if (rc == 0 && r.evidence.kinds.n == 0) rc = config_error(c, node, err, "a requirement without \"evidence\"");
  return rc;
}

int ask_read_require(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  return config_each(c, node, read_requirement, ctx, err);
}

/* --- sections --------------------------------------------------------------------------------------------------------------------------
 */

static int read_reports(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct reading *r = ctx;
  return ask_read_texts(r->asks, c, node, &r->sections.reports, err);
}

static int read_titles(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct reading *r = ctx;
  return ask_read_texts(r->asks, c, node, &r->sections.titles, err);
}

/* An item is a title, or a list of titles of which one is enough. */
static int read_section(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct reading *r = ctx;
  struct ask_section s = {.place = ask_place_of(r->asks, c, node)};
  int rc = ask_read_texts(r->asks, c, node, &s.titles, err);
  vec_push(&r->sections.wanted, s);
  return rc;
}

static int read_wanted(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  return config_each(c, node, read_section, ctx, err);
}

static int read_sections_level(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct reading *r = ctx;
  return ask_read_level(r->asks, c, node, &r->sections.level, err);
}

static const struct config_key section_keys[] = {
    {"level", read_sections_level}, {"reports", read_reports}, {"require", read_wanted}, {"titles", read_titles}};

static int read_kind_of_report(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct reading r = {.asks = ctx, .sections = {.level = STR("warning")}};
  int rc = config_object(c, node, "a kind of report", section_keys, sizeof section_keys / sizeof section_keys[0], &r, err);
  vec_push(&r.asks->sections, r.sections);
  if (rc == 0 && r.sections.wanted.n == 0) rc = config_error(c, node, err, "a kind of report without \"require\"");
  return rc;
}

int ask_read_sections(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  return config_each(c, node, read_kind_of_report, ctx, err);
}
