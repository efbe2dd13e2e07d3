/* --help, from the rows. */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

enum { HELP_COLUMN = 25 };

static void put_words(const char *const *words) {
  for (size_t i = 0; words[i]; i++) printf("%s%s", i ? ", " : " (", words[i]);
  putchar(')');
}

static void put_option(const struct command *c, enum option_id id) {
  const struct option_row *row = &option_rows[id];
  char left[64];
  int n = row->letter ? snprintf(left, sizeof left, "  -%c, --%s", row->letter, row->name)
                      : snprintf(left, sizeof left, "      --%s", row->name);
  if (row->argument) snprintf(left + n, sizeof left - (size_t)n, " %s", row->argument);
  printf("%-*s %s", HELP_COLUMN, left, row->help);
  const char *const *words = option_words(c, id);
  if (words) put_words(words);
  if (option_many(c, id)) printf(" (repeatable)");
  if (row->by_default) printf("; default: %s", row->by_default);
  putchar('\n');
}

void help_usage(const struct command *c) {
  printf("usage: tieout %s [OPTION]...", c->name);
  if (c->operands[0]) printf(" %s", c->operands);
  putchar('\n');
}

void help_command(const struct command *c) {
  help_usage(c);
  printf("\n%s\n", c->about);
  if (c->options[0] != OPT_COUNT) printf("\nOptions:\n");
  for (const enum option_id *o = c->options; *o != OPT_COUNT; o++) put_option(c, *o);
  printf("\nCommon options:\n");
  for (int id = OPT_FIRST_COMMON; id < OPT_COUNT; id++) put_option(c, (enum option_id)id);
}

void help_overview(void) {
  printf("usage: tieout COMMAND [OPTION]... [ARGUMENT]...\n\n"
         "Ties the claims of a report to evidence, and says which are contradicted.\n\nCommands:\n");
  for (const struct command *c = commands; c->name; c++) printf("  %-12s %s\n", c->name, c->summary);
  printf("\nCommon options:\n");
  for (int id = OPT_FIRST_COMMON; id < OPT_COUNT; id++) put_option(NULL, (enum option_id)id);
  printf("\nExit status: 0 nothing found, 1 findings, 2 usage or configuration, 3 could not be established, 4 integrity, 5 internal.\n"
         "`tieout COMMAND --help` explains a command.\n");
}

enum tieout_status cmd_help(struct tieout *t, const struct args *a, struct output *out) {
  const struct command *c = a->operands_n ? command_find(a->operands[0]) : NULL;
  if (a->operands_n && !c) {
    complain_command(a->operands[0]);
    return TIEOUT_USAGE;
  }
  if (c)
    help_command(c);
  else
    help_overview();
  return TIEOUT_OK;
}
