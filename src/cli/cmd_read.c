/* tieout check, explain, extract, facts, query: what only reads. */
#include "cli/cli.h"

#include <string.h>

static enum tieout_format format_of(const struct args *a) {
  const char *format = args_value(a, OPT_FORMAT);
  return format && strcmp(format, "text") != 0 ? TIEOUT_JSON : TIEOUT_TEXT;
}

/* The command's words stand in the order of enum tieout_format. */
static enum tieout_format output_format(const struct args *a, size_t i) {
  const char *format = i < a->outputs_n ? a->outputs[i].format : NULL;
  return format ? (enum tieout_format)word_index(a->command->formats, format) : TIEOUT_TEXT;
}

/* What check and explain are asked alike; the reports are the operands from `first` on. */
static struct tieout_check check_of(const struct args *a, size_t first) {
  const char *level = args_value(a, OPT_FAIL_ON);
  return (struct tieout_check){
      .reports = a->operands + first,
      .reports_n = a->operands_n - first,
      .with = a->options[OPT_WITH].v,
      .with_n = a->options[OPT_WITH].n,
      .evidence = a->options[OPT_EVIDENCE].v,
      .evidence_n = a->options[OPT_EVIDENCE].n,
      .release = args_value(a, OPT_RELEASE),
      .repo = args_value(a, OPT_REPO),
      .at = args_value(a, OPT_AT),
      .changed = args_value(a, OPT_CHANGED),
      .baseline = args_value(a, OPT_BASELINE),
      .fail_on = level ? (enum tieout_level)word_index(option_rows[OPT_FAIL_ON].words, level) : TIEOUT_LEVEL_ERROR,
      .format = output_format(a, 0),
      .colour = colour_wanted(a),
      .verbose = args_on(a, OPT_VERBOSE),
      .quiet = args_on(a, OPT_QUIET),
  };
}

enum tieout_status cmd_check(struct tieout *t, const struct args *a, struct output *out) {
  struct tieout_check o = check_of(a, 0);
  enum tieout_format also[OUTPUTS_MAX];
  for (size_t i = 1; i < a->outputs_n; i++) also[i - 1] = output_format(a, i);
  o.also = also;
  o.also_n = a->outputs_n > 1 ? a->outputs_n - 1 : 0;
  o.also_out = out->also;
  return tieout_check(t, &o, &out->text, &out->n);
}

enum tieout_status cmd_explain(struct tieout *t, const struct args *a, struct output *out) {
  struct tieout_check o = check_of(a, 1);
  return tieout_explain(t, a->operands[0], &o, &out->text, &out->n);
}

enum tieout_status cmd_extract(struct tieout *t, const struct args *a, struct output *out) {
  return tieout_extract(t, a->operands, a->operands_n, format_of(a), colour_wanted(a), &out->text, &out->n);
}

enum tieout_status cmd_facts(struct tieout *t, const struct args *a, struct output *out) {
  return tieout_facts(t, args_value(a, OPT_ARTIFACT), format_of(a), &out->text, &out->n);
}

enum tieout_status cmd_query(struct tieout *t, const struct args *a, struct output *out) {
  return tieout_query(t, a->operands[0], format_of(a), &out->text, &out->n);
}
