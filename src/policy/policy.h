/* tieout.yaml: what a project says about itself. Read once, validated, handed down; every key is optional.
 *
 *   aliases:            # what the report calls it: what the evidence calls it
 *     search: service:pear-search
 *   ignore:             # .gitignore-style patterns, for folders of evidence
 *     - node_modules/
 *   environments: [production, staging]   # suffixes that name an environment
 *   status:             # further status words
 *     shipped: success
 *   levels:             # rule id: error | warning | note | off
 *     CI001: off
 */
#ifndef TIEOUT_POLICY_POLICY_H
#define TIEOUT_POLICY_POLICY_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/err.h"
#include "base/vec.h"
#include "model/status.h"

struct policy_pair {
  struct str key, value;
  uint32_t line, column; /* of the key */
};
struct policy_pairs {
  struct policy_pair *v;
  size_t n, cap;
};
struct policy {
  char *path; /* owned; NULL: no policy file */
  struct policy_pairs aliases;
  VEC(struct str) ignore;
  VEC(struct str) environments;
  struct policy_pairs status;
  struct policy_pairs levels;
  struct arena arena;
};

/* An empty policy with the built-in environments. */
void policy_init(struct policy *p);
/* Unknown key, wrong type, bad value: ERR_CONFIG with line and column. */
int policy_load(struct policy *p, const char *path, struct err *err);
void policy_release(struct policy *p);
bool policy_ignores(const struct policy *p, struct str path);
/* Canonical subject for an alias, or empty. */
struct str policy_alias(const struct policy *p, struct str name);

#endif
