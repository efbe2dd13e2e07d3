/* What a policy asks of reports and their evidence. Each item knows its place and its line, which a finding shows as its other side. */
#ifndef TIEOUT_POLICY_ASK_H
#define TIEOUT_POLICY_ASK_H

#include "base/arena.h"
#include "base/vec.h"
#include "policy/config.h"

struct ask_place {
  uint32_t line, column;
  struct str text; /* the line */
};
struct ask_texts {
  struct str *v;
  size_t n, cap;
};

/* "latency.p95 of loadtest is < 500 ms, says docs/slo.md" */
struct ask_target {
  struct str attribute, subject, source, written; /* subject empty: the deployment or its load test as a whole */
  const char *operator_;                          /* < <= > >= */
  double number;                                  /* in the base unit `unit` */
  const char *unit;
  struct ask_place place;
};
/* Evidence about `kind` ("loadtest", "service"; "default": any other) may be so old. */
struct ask_age {
  struct str kind, written;
  double seconds;
  struct ask_place place;
};
/* Before the overall status may be one of `words` (none: any success), evidence of these kinds must be there. */
struct ask_evidence {
  struct ask_texts words, kinds; /* kind: of a subject, or "importer:NAME" */
  struct str level;
  struct ask_place place;
};
/* Reports whose path or title fits have a section whose title has one of `titles` in it. */
struct ask_section {
  struct ask_texts titles;
  struct ask_place place;
};
struct ask_sections {
  struct ask_texts reports, titles; /* globs; both empty: every report */
  VEC(struct ask_section) wanted;
  struct str level;
};

struct asks {
  struct arena *arena; /* of the policy */
  VEC(struct ask_target) targets;
  VEC(struct ask_age) ages;
  VEC(struct ask_evidence) evidence;
  VEC(struct ask_sections) sections;
};
void asks_release(struct asks *a);

/* Values of the policy's keys; `ctx` is a struct asks. */
int ask_read_targets(void *ctx, const struct config *c, uint32_t node, struct err *err);
int ask_read_ages(void *ctx, const struct config *c, uint32_t node, struct err *err);
int ask_read_require(void *ctx, const struct config *c, uint32_t node, struct err *err);
int ask_read_sections(void *ctx, const struct config *c, uint32_t node, struct err *err);

/* --- for the readers --- */

struct ask_place ask_place_of(struct asks *a, const struct config *c, uint32_t node);
/* One text or a list of them; none may be empty. */
int ask_read_texts(struct asks *a, const struct config *c, uint32_t node, struct ask_texts *out, struct err *err);
/* "service", as in "service:NAME". */
bool ask_is_kind(struct str s);
int ask_read_level(struct asks *a, const struct config *c, uint32_t node, struct str *out, struct err *err);

#endif
