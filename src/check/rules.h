/* Rules as check runs them: what check.h shows of one, and what only the runner needs. */
#ifndef TIEOUT_CHECK_RULES_H
#define TIEOUT_CHECK_RULES_H

#include "base/arena.h"
#include "base/vec.h"
#include "check/check.h"

/* A rule runs only where each list that is not empty has at least one word that the ledger has. "latency.*" fits any latency. */
struct rule_needs {
  VEC(struct str) families, attributes, relations;
  VEC(struct str) policy; /* keys that the policy must say something under */
  bool with;              /* another document to compare with */
};

struct rule {
  struct rule_info info; /* strings live in the registry's arena */
  struct str name;       /* "ST001-overall-status/rule.sql", for messages */
  bool built_in;
  bool evidence_scope; /* its findings have no place in a report */
  bool result_scope;   /* it runs after the others, over what they found */
  int priority;        /* of two rules that say the same of one claim, the higher is kept; then the one that comes first */
  struct rule_needs needs;
};

struct rules {
  VEC(struct rule) v; /* sorted by id */
  VEC(struct rule_info) infos;
  struct arena arena;
};

/* Reads one rule's text. ERR_CONFIG with path, line and column. Slices of `rule` live in `arena`. */
int rule_parse(struct rule *rule, struct arena *arena, const char *path, struct str text, struct err *err);
/* With its front matter as JSON, where the program carries it (base/embedded.h). */
int rule_parse_json(struct rule *rule, struct arena *arena, const char *path, struct str text, struct str json, struct err *err);
void rule_release(struct rule *rule);

#endif
