/* Command rows. */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static const enum option_id no_options[] = {OPT_COUNT};
static const enum option_id check_options[] = {OPT_EVIDENCE, OPT_WITH,    OPT_REPO,   OPT_RELEASE,
                                               OPT_FORMAT,   OPT_FAIL_ON, OPT_OUTPUT, OPT_COUNT};
static const enum option_id ingest_options[] = {OPT_AS, OPT_RELEASE, OPT_STRICT, OPT_COUNT};
static const enum option_id extract_options[] = {OPT_FORMAT, OPT_OUTPUT, OPT_COUNT};
static const enum option_id facts_options[] = {OPT_ARTIFACT, OPT_FORMAT, OPT_OUTPUT, OPT_COUNT};
static const enum option_id query_options[] = {OPT_FORMAT, OPT_OUTPUT, OPT_COUNT};

static const char *const json_formats[] = {"text", "json", NULL};
static const char *const jsonl_formats[] = {"text", "jsonl", NULL};
static const char *const catalog_verbs[] = {"list", "show", "test", NULL};
static const char *const shells[] = {"bash", "zsh", "fish", NULL};

const struct command commands[] = {
    {"check", "REPORT...", "tie the claims of reports to evidence",
     "Reads each report, finds what it claims, ties every claim to evidence, and says which claims are contradicted, with both sides "
     "quoted.\n"
     "A folder as REPORT means its *.md; - is standard input. Needs no set-up, and changes nothing.",
     NULL, json_formats, COMPLETES_REPORT, check_options, 1, (size_t)-1, LEDGER_IF_FOUND, cmd_check, false},
    {"init", "[DIR]", "make tieout.yaml and .tieout/ledger.db",
     "Makes a policy to fill in and an empty ledger in DIR, by default here. What is there already is left alone.", NULL, NULL,
     COMPLETES_FOLDER, no_options, 0, 1, LEDGER_NONE, cmd_init, true},
    {"ingest", "PATH...", "read evidence into the ledger",
     "Keeps each file of evidence in the ledger, and reads facts from it with the importer that knows this kind of file.", NULL, NULL,
     COMPLETES_FILE, ingest_options, 1, (size_t)-1, LEDGER_WRITE, cmd_ingest, false},
    {"extract", "REPORT...", "show the claims of reports",
     "Shows what was understood of each report: every claim with its place and family.", NULL, json_formats, COMPLETES_REPORT,
     extract_options, 1, (size_t)-1, LEDGER_NONE, cmd_extract, false},
    {"facts", "", "show the facts of the ledger", "Shows the facts that were read from evidence, each with its place.", NULL, jsonl_formats,
     COMPLETES_NOTHING, facts_options, 0, 0, LEDGER_READ, cmd_facts, false},
    {"query", "SQL", "ask the ledger in SQL",
     "Runs one SELECT over the ledger, read-only and within limits. The views artifacts, facts, claims and findings are made for it.", NULL,
     jsonl_formats, COMPLETES_NOTHING, query_options, 1, 1, LEDGER_READ, cmd_query, false},
    {"importers", "list | show NAME | test FOLDER", "list, show or test what reads evidence",
     "Importers turn one kind of file into facts. A project's own lie in tieout/importers beside its tieout.yaml.", catalog_verbs, NULL,
     COMPLETES_NOTHING, no_options, 1, 2, LEDGER_NONE, cmd_catalog, false},
    {"rules", "list | show ID | test FOLDER", "list, show or test what is checked",
     "A rule is one SQL query over claims and facts. A project's own lie in tieout/rules beside its tieout.yaml.", catalog_verbs, NULL,
     COMPLETES_NOTHING, no_options, 1, 2, LEDGER_NONE, cmd_catalog, false},
    {"completion", "bash | zsh | fish", "print completions for a shell", "Prints what makes the shell complete commands and options.",
     shells, NULL, COMPLETES_NOTHING, no_options, 1, 1, LEDGER_NONE, cmd_completion, true},
    {"help", "[COMMAND]", "explain a command", "Prints the help of a command, or the list of commands.", NULL, NULL, COMPLETES_NOTHING,
     no_options, 0, 1, LEDGER_NONE, cmd_help, true},
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
