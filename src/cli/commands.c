/* Command rows. */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static const enum option_id no_options[] = {OPT_COUNT};
static const enum option_id check_options[] = {OPT_EVIDENCE, OPT_WITH,    OPT_REPO,     OPT_AT,     OPT_CHANGED, OPT_RELEASE,
                                               OPT_FORMAT,   OPT_FAIL_ON, OPT_BASELINE, OPT_OUTPUT, OPT_COUNT};
static const enum option_id explain_options[] = {OPT_EVIDENCE, OPT_WITH, OPT_REPO, OPT_AT, OPT_RELEASE, OPT_FORMAT, OPT_OUTPUT, OPT_COUNT};
static const enum option_id waive_options[] = {OPT_EVIDENCE, OPT_WITH,  OPT_REPO,  OPT_AT,   OPT_RELEASE,
                                               OPT_REASON,   OPT_OWNER, OPT_UNTIL, OPT_COUNT};
static const enum option_id ingest_options[] = {OPT_AS, OPT_RELEASE, OPT_STRICT, OPT_COUNT};
static const enum option_id extract_options[] = {OPT_FORMAT, OPT_OUTPUT, OPT_COUNT};
static const enum option_id facts_options[] = {OPT_ARTIFACT, OPT_FORMAT, OPT_OUTPUT, OPT_COUNT};
static const enum option_id query_options[] = {OPT_FORMAT, OPT_OUTPUT, OPT_COUNT};

static const char *const json_formats[] = {"text", "json", NULL};
/* In the order of enum tieout_format. */
static const char *const check_formats[] = {"text", "json", "sarif", "junit", "github", "markdown", "cyclonedx", NULL};
static const char *const jsonl_formats[] = {"text", "jsonl", NULL};
static const char *const catalog_verbs[] = {"list", "show", "test", NULL};
static const char *const shells[] = {"bash", "zsh", "fish", NULL};

#define MANY ((size_t)-1)

const struct command commands[] = {
    {.name = "check",
     .operands = "[REPORT...]",
     .summary = "tie the claims of reports to evidence",
     .about =
         "Reads each report, finds what it claims, ties every claim to evidence, and says which claims are contradicted, with both sides\n"
         "quoted. A folder as REPORT means its *.md; - is standard input. Needs no set-up, and changes nothing.",
     .formats = check_formats,
     .completes = COMPLETES_REPORT,
     .options = check_options,
     .operands_max = MANY,
     .ledger = LEDGER_IF_FOUND,
     .many_outputs = true,
     .run = cmd_check},
    {.name = "explain",
     .operands = "ID [REPORT...]",
     .summary = "tell the story of one finding or claim",
     .about = "Checks again, and tells all about one finding or claim: its lines, how it was read, the other side in its lines, the "
              "arithmetic,\n"
              "the rule, and what it was not compared with. ID is a place as check prints it (report.md:9:13, which names the report, "
              "too), F3 or\n"
              "C12 of its JSON, or a fingerprint.",
     .formats = json_formats,
     .completes = COMPLETES_REPORT,
     .options = explain_options,
     .operands_min = 1,
     .operands_max = MANY,
     .ledger = LEDGER_IF_FOUND,
     .run = cmd_explain},
    {.name = "waive",
     .operands = "FINDING REPORT...",
     .summary = "take a finding upon oneself for a while",
     .about = "Checks the reports as `tieout check` does, and writes a waiver of the finding, F3 or the beginning of a fingerprint, for "
              "these bytes\n"
              "of its report, behind those in tieout-waivers.yaml. Takes the options that the finding was found with.",
     .completes = COMPLETES_REPORT,
     .options = waive_options,
     .operands_min = 2,
     .operands_max = MANY,
     .ledger = LEDGER_IF_FOUND,
     .run = cmd_waive},
    {.name = "init",
     .operands = "[DIR]",
     .summary = "make tieout.yaml and .tieout/ledger.db",
     .about = "Makes a policy to fill in and an empty ledger in DIR, by default here. What is there already is left alone.",
     .completes = COMPLETES_FOLDER,
     .options = no_options,
     .operands_max = 1,
     .run = cmd_init,
     .no_session = true},
    {.name = "ingest",
     .operands = "PATH...",
     .summary = "read evidence into the ledger",
     .about = "Keeps each file of evidence in the ledger, and reads facts from it with the importer that knows this kind of file.",
     .completes = COMPLETES_FILE,
     .options = ingest_options,
     .operands_min = 1,
     .operands_max = MANY,
     .ledger = LEDGER_WRITE,
     .run = cmd_ingest},
    {.name = "extract",
     .operands = "REPORT...",
     .summary = "show the claims of reports",
     .about = "Shows what was understood of each report: every claim with its place and family.",
     .formats = json_formats,
     .completes = COMPLETES_REPORT,
     .options = extract_options,
     .operands_min = 1,
     .operands_max = MANY,
     .run = cmd_extract},
    {.name = "facts",
     .operands = "",
     .summary = "show the facts of the ledger",
     .about = "Shows the facts that were read from evidence, each with its place.",
     .formats = jsonl_formats,
     .options = facts_options,
     .ledger = LEDGER_READ,
     .run = cmd_facts},
    {.name = "query",
     .operands = "SQL",
     .summary = "ask the ledger in SQL",
     .about = "Runs one SELECT over the ledger, read-only and within limits. The views artifacts and facts are made for it.",
     .formats = jsonl_formats,
     .options = query_options,
     .operands_min = 1,
     .operands_max = 1,
     .ledger = LEDGER_READ,
     .run = cmd_query},
    {.name = "importers",
     .operands = "list | show NAME | test FOLDER",
     .summary = "list, show or test what reads evidence",
     .about = "Importers turn one kind of file into facts. A project's own lie in tieout/importers beside its tieout.yaml.",
     .verbs = catalog_verbs,
     .options = no_options,
     .operands_min = 1,
     .operands_max = 2,
     .run = cmd_catalog},
    {.name = "rules",
     .operands = "list | show ID | test FOLDER",
     .summary = "list, show or test what is checked",
     .about = "A rule is one SQL query over claims and facts. A project's own lie in tieout/rules beside its tieout.yaml.",
     .verbs = catalog_verbs,
     .options = no_options,
     .operands_min = 1,
     .operands_max = 2,
     .run = cmd_catalog},
    {.name = "completion",
     .operands = "bash | zsh | fish",
     .summary = "print completions for a shell",
     .about = "Prints what makes the shell complete commands and options.",
     .verbs = shells,
     .options = no_options,
     .operands_min = 1,
     .operands_max = 1,
     .run = cmd_completion,
     .no_session = true},
    {.name = "help",
     .operands = "[COMMAND]",
     .summary = "explain a command",
     .about = "Prints the help of a command, or the list of commands.",
     .options = no_options,
     .operands_max = 1,
     .run = cmd_help,
     .no_session = true},
    {0},
};

const struct command *command_find(const char *name) {
  for (const struct command *c = commands; c->name; c++)
    if (strcmp(c->name, name) == 0) return c;
  return NULL;
}

static const char *name_at(size_t i) { return commands[i].name; }

void complain_command(const char *word) {
  char list[256] = "";
  size_t n = 0, used = 0;
  for (; commands[n].name; n++) used += (size_t)snprintf(list + used, sizeof list - used, "%s%s", n ? ", " : "", commands[n].name);
  const char *near = suggest(word, name_at, n);
  if (near)
    complain("no command \"%s\"; did you mean \"%s\"? There are %s", word, near, list);
  else
    complain("no command \"%s\"; there are %s", word, list);
}
