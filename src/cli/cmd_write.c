/* tieout init, ingest, waive, importers, rules. */
#include "cli/cli.h"

enum tieout_status cmd_init(struct tieout *t, const struct args *a, struct output *out) {
  enum tieout_status status = tieout_init(a->operands_n ? a->operands[0] : ".", &out->text, &out->n);
  if (status == TIEOUT_OK && !args_on(a, OPT_QUIET)) return status;
  if (status != TIEOUT_OK) complain("%s", out->text);
  out->n = 0;
  return status;
}

enum tieout_status cmd_ingest(struct tieout *t, const struct args *a, struct output *out) {
  struct tieout_ingest o = {.paths = a->operands,
                            .paths_n = a->operands_n,
                            .as = args_value(a, OPT_AS),
                            .release = args_value(a, OPT_RELEASE),
                            .strict = args_on(a, OPT_STRICT),
                            .quiet = args_on(a, OPT_QUIET)};
  return tieout_ingest(t, &o, &out->text, &out->n);
}

enum tieout_status cmd_waive(struct tieout *t, const struct args *a, struct output *out) {
  struct tieout_waive o = {.finding = a->operands[0],
                           .check = {.reports = a->operands + 1,
                                     .reports_n = a->operands_n - 1,
                                     .with = a->options[OPT_WITH].v,
                                     .with_n = a->options[OPT_WITH].n,
                                     .evidence = a->options[OPT_EVIDENCE].v,
                                     .evidence_n = a->options[OPT_EVIDENCE].n,
                                     .release = args_value(a, OPT_RELEASE),
                                     .repo = args_value(a, OPT_REPO),
                                     .at = args_value(a, OPT_AT)},
                           .reason = args_value(a, OPT_REASON),
                           .owner = args_value(a, OPT_OWNER),
                           .until = args_value(a, OPT_UNTIL)};
  enum tieout_status status = tieout_waive(t, &o, &out->text, &out->n);
  if (args_on(a, OPT_QUIET)) out->n = 0;
  return status;
}

enum tieout_status cmd_catalog(struct tieout *t, const struct args *a, struct output *out) {
  return tieout_catalog(t, a->command->name, a->operands[0], a->operands_n > 1 ? a->operands[1] : NULL, &out->text, &out->n);
}
