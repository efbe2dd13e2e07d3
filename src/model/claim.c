#include "model/claim.h"

const char *claim_family_name(enum claim_family f) {
  static const char *const names[] = {
#define FAMILY(id, name, text) [FAMILY_##id] = name,
#include "model/family.def"
#undef FAMILY
  };
  return names[f];
}

const char *claim_role_name(enum claim_role r) {
  static const char *const names[] = {[ROLE_MEASURED] = "measured", [ROLE_TARGET] = "target", [ROLE_ESTIMATE] = "estimate",
                                      [ROLE_PREVIOUS] = "previous", [ROLE_PLAN] = "plan",     [ROLE_ALARM] = "alarm"};
  return names[r];
}

const char *claim_operator_name(enum claim_operator o) {
  static const char *const names[] = {
      [OP_EQ] = "=", [OP_LT] = "<", [OP_LE] = "<=", [OP_GT] = ">", [OP_GE] = ">=", [OP_APPROX] = "~", [OP_RANGE] = ".."};
  return names[o];
}

const char *relation_kind_name(enum relation_kind k) {
  static const char *const names[] = {
#define RELATION(id, name, text) [RELATION_##id] = name,
#include "model/relation.def"
#undef RELATION
  };
  return names[k];
}
