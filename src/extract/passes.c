#include "extract/passes.h"

/* Earlier passes own what they claim: tables and metadata before prose, relations last. */
static const struct pass rows[] = {
    {"section", extract_section},
    {"hedge", extract_hedge},
    {"metadata", extract_metadata},
    {"table", extract_table},
    {"timeline", extract_timeline},
    {"status", extract_status},
    {"named", extract_named},
    {"done", extract_done},
    {"citation", extract_citation},
    {"placeholder", extract_placeholder},
    {"command", extract_command},
    {"change", extract_change},
    {"prose", extract_prose},
    {"ratio", extract_ratio},
    {"fractions", extract_fractions},
    {"effort", extract_effort},
    {"duration", extract_duration},
    {"chronicle", extract_chronicle},
    {"outage", extract_outage},
    {"ordinal", extract_ordinal},
    {"superlative", extract_superlative},
    {"quantity", extract_quantity},
    {"alarm", extract_alarm},
    {"severity", extract_severity},
    {"limit", extract_limit},
    {"count", extract_count},
    {"ticked", extract_ticked},
    {"goal", extract_goal},
    {"setting", extract_setting},
    {"aggregate", extract_aggregate},
    {"commit", extract_commit},
    {"same", extract_same},
    {"restated", extract_restated},
    {"part", extract_part},
    {"outline", extract_outline},
};

const struct pass *passes(size_t *n) {
  *n = sizeof rows / sizeof rows[0];
  return rows;
}
