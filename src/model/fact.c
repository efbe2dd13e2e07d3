#include "model/fact.h"

const char *rank_name(enum rank r) {
  static const char *const names[] = {[RANK_PRIMARY] = "primary", [RANK_DERIVED] = "derived", [RANK_NARRATIVE] = "narrative"};
  return names[r];
}

const char *fact_state_name(enum fact_state s) {
  static const char *const names[] = {
      [FACT_KNOWN] = "known", [FACT_NULL] = "null", [FACT_PLACEHOLDER] = "placeholder", [FACT_UNMAPPED] = "unmapped"};
  return names[s];
}
