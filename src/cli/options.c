/* Option rows. A manual page that differs from them fails a test. */
#include "cli/cli.h"

#include <string.h>

static const char *const colours[] = {"auto", "always", "never", NULL};
static const char *const levels[] = {"never", "error", "warning", "note", NULL}; /* in the order of enum tieout_level */

const struct option_row option_rows[OPT_COUNT] = {
    [OPT_EVIDENCE] = {.name = "evidence",
                      .letter = 'e',
                      .argument = "PATH",
                      .help = "file or folder of evidence",
                      .by_default = "what the report cites, and the ledger",
                      .completes = COMPLETES_FILE,
                      .many = true},
    [OPT_WITH] =
        {.name = "with", .argument = "DOC", .help = "another document to compare with", .completes = COMPLETES_REPORT, .many = true},
    [OPT_REPO] = {.name = "repo",
                  .argument = "DIR",
                  .help = "where cited paths, commits and tags are looked up",
                  .by_default = "the work tree of the report",
                  .completes = COMPLETES_FOLDER},
    [OPT_AT] = {.name = "at",
                .argument = "COMMIT",
                .help = "look cited paths up in this commit",
                .by_default = "the one that last changed the report, and the files there are"},
    [OPT_CHANGED] = {.name = "changed",
                     .argument = "BASE",
                     .help = "only what changed since this commit or branch",
                     .by_default = "everything"},
    [OPT_RELEASE] = {.name = "release", .argument = "LABEL", .help = "the release that is meant"},
    [OPT_AS] = {.name = "as", .argument = "NAME", .help = "read everything with this importer"},
    [OPT_STRICT] = {.name = "strict", .help = "exit 3 if any file was not read as evidence"},
    [OPT_ARTIFACT] = {.name = "artifact", .argument = "PATH", .help = "only facts of this artifact", .completes = COMPLETES_FILE},
    [OPT_FORMAT] = {.name = "format", .argument = "FORMAT", .help = "form of the output", .by_default = "text"},
    [OPT_FAIL_ON] = {.name = "fail-on",
                     .argument = "LEVEL",
                     .help = "exit 1 on findings of this level or above",
                     .by_default = "error",
                     .words = levels},
    [OPT_BASELINE] = {.name = "baseline",
                      .argument = "FILE",
                      .help = "a former JSON result; only findings that it does not have count",
                      .completes = COMPLETES_FILE},
    [OPT_REASON] = {.name = "reason", .argument = "TEXT", .help = "why it is waived"},
    [OPT_OWNER] = {.name = "owner", .argument = "WHO", .help = "who takes it upon them"},
    [OPT_UNTIL] = {.name = "until", .argument = "TIME", .help = "the last day of the waiver, or the time at which it ends"},
    [OPT_OUTPUT] = {.name = "output",
                    .letter = 'o',
                    .argument = "FILE",
                    .help = "write to this file, whole or not at all",
                    .by_default = "-, standard output",
                    .completes = COMPLETES_FILE},
    [OPT_LEDGER] = {.name = "ledger",
                    .argument = "FILE",
                    .help = "the ledger",
                    .by_default = ".tieout/ledger.db here or above",
                    .completes = COMPLETES_FILE},
    [OPT_POLICY] = {.name = "policy",
                    .argument = "FILE",
                    .help = "the policy",
                    .by_default = "tieout.yaml here or above",
                    .completes = COMPLETES_FILE},
    [OPT_NOW] = {.name = "now",
                 .argument = "TIME",
                 .help = "take this for the present time",
                 .by_default = "SOURCE_DATE_EPOCH, else the clock"},
    [OPT_COLOR] = {.name = "color", .argument = "WHEN", .help = "colours in text output", .by_default = "auto", .words = colours},
    [OPT_QUIET] = {.name = "quiet", .letter = 'q', .help = "say less"},
    [OPT_VERBOSE] = {.name = "verbose", .letter = 'v', .help = "say more"},
    [OPT_HELP] = {.name = "help", .letter = 'h', .help = "print this help"},
    [OPT_VERSION] = {.name = "version", .letter = 'V', .help = "print the version"},
};

const char *const *option_words(const struct command *c, enum option_id id) {
  return id == OPT_FORMAT && c ? c->formats : option_rows[id].words;
}

bool option_many(const struct command *c, enum option_id id) {
  return option_rows[id].many || (c && c->many_outputs && (id == OPT_FORMAT || id == OPT_OUTPUT));
}

int word_index(const char *const *words, const char *word) {
  for (int i = 0; words[i]; i++)
    if (strcmp(words[i], word) == 0) return i;
  return -1;
}
