/* tieout.yaml: what a project says about itself. Read once, validated, handed down; every key is optional.
 *
 *   aliases:            # what the report calls it: what the evidence calls it
 *     search: service:pear-search
 *   ignore:             # .gitignore-style patterns, for folders of evidence
 *     - node_modules/
 *   environments: [production, staging]   # suffixes that name one, where nothing says which one is meant
 *   status:             # further status words
 *     shipped: success
 *   levels:             # rule id: error | warning | note | off
 *     CI001: off
 *   waivers: docs/waivers.yaml            # where they are; default: tieout-waivers.yaml beside this file
 */
#ifndef TIEOUT_POLICY_POLICY_H
#define TIEOUT_POLICY_POLICY_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/err.h"
#include "base/time.h"
#include "base/vec.h"
#include "model/status.h"
#include "policy/ask.h"
#include "policy/waiver.h"

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
  struct time_zones zones;
  struct asks asks;
  char *waivers_path; /* owned; where waivers are, or would be; NULL: nowhere */
  struct waivers waivers;
  struct arena arena;
};

/* An empty policy. */
void policy_init(struct policy *p);
/* Unknown key, wrong type, bad value: ERR_CONFIG with line and column. */
int policy_load(struct policy *p, const char *path, struct err *err);
/* The file that the policy names, or tieout-waivers.yaml in `folder`, which need not be there. */
int policy_load_waivers(struct policy *p, const char *folder, struct err *err);
void policy_release(struct policy *p);
bool policy_ignores(const struct policy *p, struct str path);
/* Canonical subject for an alias, or empty. */
struct str policy_alias(const struct policy *p, struct str name);

static inline const struct time_zones *policy_zones(const struct policy *p) { return p ? &p->zones : NULL; }

#endif
