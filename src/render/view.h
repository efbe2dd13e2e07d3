/* The result of a check as rows in the order in which they are shown. All writers read this and nothing else. */
#ifndef TIEOUT_RENDER_VIEW_H
#define TIEOUT_RENDER_VIEW_H

#include "base/arena.h"
#include "base/vec.h"
#include "model/place.h"
#include "render/render.h"

/* The other side of something. Empty and 0: not known. */
struct location {
  struct str path, sha256, pointer, text;
  uint32_t line, column;
};

struct view_claim {
  int64_t id;
  unsigned number; /* shown as C1, C2 … over the whole result */
  struct place place;
  struct str text, family, subject, attribute, operator_, role, value, written, qualifier, unit, verdict;
  bool has_number;
  double value_number, low, high;
  VEC(struct location) evidence;
};

/* Who takes a finding upon them, why, and until when (the first moment at which it no longer holds). No owner: it is not waived. */
struct view_waiver {
  struct str owner, reason, expires; /* as written */
  int64_t until;
  struct location place; /* in the file of waivers */
};

struct view_finding {
  unsigned number; /* F1, F2 … */
  int64_t id;
  int64_t claim; /* store id, 0 = none; … */
  unsigned claim_number;
  struct place place; /* of the claim; 0 = none */
  struct str claim_text;
  struct str rule, category, level, verdict, message, expected, actual, settle, fingerprint;
  struct str baseline_state; /* "new", "unchanged", "absent"; empty: compared with no former result */
  struct str report;         /* path; of absent ones only */
  struct view_waiver waiver;
  struct location policy; /* what of the policy it goes by, also the last of … */
  VEC(struct location) others;
};
static inline bool view_is_waived(const struct view_finding *f) { return f->waiver.owner.n != 0; }

struct view_diagnostic {
  struct str name, severity, detail;
  uint32_t line, column;
};

enum { VERDICTS_N = 7 };
extern const char *const VIEW_VERDICTS[VERDICTS_N]; /* in the order of the coverage */

struct view_report {
  int64_t id;
  struct str path, sha256, status_claimed;
  struct str bytes; /* as the ledger keeps them; empty if it does not */
  int64_t as_of;    /* TIME_NONE */
  int64_t intake;
  size_t claims_n, coverage[VERDICTS_N];
  VEC(struct view_claim) claims;
  VEC(struct view_finding) findings;
  VEC(struct view_diagnostic) diagnostics;
};

struct view_scope {
  size_t report; /* index */
  bool bound;
  struct str reason;
};

struct view_evidence {
  int64_t intake, reading;
  struct str path, sha256, importer, rank, release;
  int64_t observed_at, facts;
  VEC(struct view_diagnostic) diagnostics;
  VEC(struct view_scope) scopes; /* by report */
};

struct view {
  struct arena arena;
  VEC(struct view_report) reports;
  VEC(struct view_evidence) evidence;
  VEC(struct view_finding) findings; /* evidence against evidence */
  VEC(struct view_finding) absent;   /* of the former result, and no longer found; without a number */
};

enum view_depth {
  VIEW_CLAIMS,   /* for `tieout extract` */
  VIEW_FINDINGS, /* and findings, evidence, coverage: for text */
  VIEW_ALL,      /* and what each claim leans on */
};
int view_load(struct view *v, struct store *s, const struct render_options *o, enum view_depth depth, struct err *err);
/* The same with the claims, findings and bytes of one report at a time, which `fn` sees and the view does not keep, so that the result of
 * thousands of reports need not fit into memory. The evidence is in `v` when fn is called; its findings come last. */
typedef int (*view_report_fn)(void *ctx, const struct view_report *r, struct err *err);
int view_each(struct view *v, struct store *s, const struct render_options *o, enum view_depth depth, view_report_fn fn, void *ctx,
              struct err *err);
void view_release(struct view *v);

/* Whether the evidence was compared with the report of this index, and why (not). */
const struct view_scope *view_scope_of(const struct view_evidence *e, size_t report);

#endif
