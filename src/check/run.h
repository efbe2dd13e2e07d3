/* Rules over one document: rows out of the sandbox, rows into findings, findings into verdicts. */
#ifndef TIEOUT_CHECK_RUN_H
#define TIEOUT_CHECK_RUN_H

#include "base/arena.h"
#include "base/vec.h"
#include "check/check.h"
#include "check/rules.h"

/* In order of precedence for a claim that several rules speak of. */
enum verdict {
  VERDICT_NONE,
  VERDICT_UNCHECKED,
  VERDICT_SUPPORTED,
  VERDICT_UNSUPPORTED,
  VERDICT_STALE,
  VERDICT_CONFLICTED,
  VERDICT_CONTRADICTED,
  VERDICT_WAIVED /* of no rule: somebody takes all that they found upon them */
};
enum level { LEVEL_OFF, LEVEL_NOTE, LEVEL_WARNING, LEVEL_ERROR };

const char *verdict_name(enum verdict v); /* NULL for NONE */
const char *level_name(enum level l);

/* The other side: a fact or a claim. */
struct side {
  bool is_fact;
  int64_t id; /* 0: none */
};

/* One row that a rule returned. */
struct rule_row {
  const struct rule *rule;
  int64_t claim; /* 0 in findings of evidence against evidence */
  struct side sides[2];
  int64_t policy; /* the line of the policy that it goes by, or 0 */
  enum verdict verdict;
  enum level level;
  struct str message, expected, actual, settle, working, group;
  size_t seq;
};

struct finding {
  const struct rule *rule;
  int64_t claim;
  enum verdict verdict;
  enum level level;
  struct str message, expected, actual, settle, working;
  VEC(struct side) others;
  int64_t policy, waiver; /* or 0 */
  char fingerprint[33];
  bool dropped; /* another finding says it */
};

/* Rules that are named for one claim. */
enum { RULES_HEARD = 6 };

struct claim_state {
  int64_t id;
  enum verdict verdict;
  bool by_primary, by_report, by_derived; /* contradicted by … */
  bool supported, supported_by_fact, unsupported, stale;
  VEC(struct side) leans;         /* what speaks for or against it, in order */
  struct str working;             /* of a rule that supports it, the first */
  const char *rules[RULES_HEARD]; /* ids of those that spoke of it; NULL behind the last */
};

struct fact_info {
  int64_t id;
  bool primary;
  struct str identity; /* the same in the next release's artifact */
};
struct claim_info {
  int64_t id, document;
  struct str identity;
};

struct policy_info {
  int64_t id;
  struct str text;
};

struct run {
  struct store *s;
  struct sandbox *sandbox;
  const struct rules *rules;
  const struct check_options *o;
  int64_t document;
  struct arena arena; /* of one document */
  struct arena kept;  /* of the whole run */
  VEC(struct rule_row) rows;
  VEC(struct finding) findings;
  VEC(struct finding) evidence;   /* evidence against evidence, of all documents so far; … */
  size_t evidence_from;           /* … of this document from here on */
  VEC(struct claim_state) claims; /* by id */
  VEC(struct fact_info) facts;    /* by id */
  VEC(struct claim_info) briefs;  /* by id */
  VEC(struct policy_info) lines;  /* by id */
  bool *ran;                      /* one a rule: it ran over some document */
};

/* Runs what the document has the needs for, over the document or over what was found there; rows are appended. */
int run_rules(struct run *r, bool result_scope, struct err *err);
/* Whether there is a rule to run over what was found. */
bool run_has_more(const struct run *r);
/* Reads rank and identity of everything that the rows name. */
int run_load_sides(struct run *r, struct err *err);
const struct fact_info *run_fact(const struct run *r, int64_t id);
const struct claim_info *run_claim(const struct run *r, int64_t id);
const struct policy_info *run_policy(const struct run *r, int64_t id);
/* Rows → r->findings and r->evidence. */
void run_find(struct run *r);
/* Rows and findings → r->claims; may add findings for claims that rest on evidence that disagrees. */
int run_judge(struct run *r, struct err *err);
/* Findings that a waiver fits, and claims with no other findings. */
int run_waive(struct run *r, struct err *err);
/* For one finding, of a document or (0) of the evidence. */
int run_waive_one(struct run *r, int64_t document, struct finding *f, struct err *err);
void run_fingerprint(const struct run *r, struct finding *f, unsigned occurrence);
/* The same finding about the same facts, made for two documents, is one. */
void run_merge_evidence(struct run *r);
void finding_release(struct finding *f);
/* What the policy says of a rule; `dflt` if nothing. */
enum level policy_level(const struct policy *p, const char *rule, enum level dflt);

#endif
