/* Option rows. A manual page that differs from them fails a test. */
#include "cli/cli.h"

#include <string.h>

static const char *const colours[] = {"auto", "always", "never", NULL};
static const char *const levels[] = {"never", "error", "warning", "note", NULL}; /* in the order of enum tieout_level */

const struct option_row option_rows[OPT_COUNT] = {
    [OPT_EVIDENCE] = {"evidence", 'e', "PATH", "file or folder of evidence; default: what the report cites, and the ledger", NULL,
                      COMPLETES_FILE, true},
    [OPT_WITH] = {"with", 0, "DOC", "another document to compare with", NULL, COMPLETES_REPORT, true},
    [OPT_REPO] = {"repo", 0, "DIR", "where cited paths are looked up; default: the work tree of the report", NULL, COMPLETES_FOLDER, false},
    [OPT_RELEASE] = {"release", 0, "LABEL", "the release that is meant", NULL, COMPLETES_NOTHING, false},
    [OPT_AS] = {"as", 0, "NAME", "read everything with this importer", NULL, COMPLETES_NOTHING, false},
    [OPT_STRICT] = {"strict", 0, NULL, "exit 3 if any file was not read as evidence", NULL, COMPLETES_NOTHING, false},
    [OPT_ARTIFACT] = {"artifact", 0, "PATH", "only facts of this artifact", NULL, COMPLETES_FILE, false},
    [OPT_FORMAT] = {"format", 0, "FORMAT", "form of the output", NULL, COMPLETES_NOTHING, false},
    [OPT_FAIL_ON] = {"fail-on", 0, "LEVEL", "exit 1 on findings of this level or above; default: error", levels, COMPLETES_NOTHING, false},
    [OPT_OUTPUT] = {"output", 'o', "FILE", "write to this file, whole or not at all; - is standard output", NULL, COMPLETES_FILE, false},
    [OPT_LEDGER] = {"ledger", 0, "FILE", "the ledger; default: .tieout/ledger.db here or above", NULL, COMPLETES_FILE, false},
    [OPT_POLICY] = {"policy", 0, "FILE", "the policy; default: tieout.yaml here or above", NULL, COMPLETES_FILE, false},
    [OPT_NOW] = {"now", 0, "TIME", "use this as the present time; default: SOURCE_DATE_EPOCH, else the clock", NULL, COMPLETES_NOTHING,
                 false},
    [OPT_COLOR] = {"color", 0, "WHEN", "colours in text output; default: auto, on a terminal unless NO_COLOR is set", colours,
                   COMPLETES_NOTHING, false},
    [OPT_QUIET] = {"quiet", 'q', NULL, "say less", NULL, COMPLETES_NOTHING, false},
    [OPT_VERBOSE] = {"verbose", 'v', NULL, "say more", NULL, COMPLETES_NOTHING, false},
    [OPT_HELP] = {"help", 'h', NULL, "print this help", NULL, COMPLETES_NOTHING, false},
    [OPT_VERSION] = {"version", 'V', NULL, "print the version", NULL, COMPLETES_NOTHING, false},
};

const char *const *option_words(const struct command *c, enum option_id id) {
  return id == OPT_FORMAT && c ? c->formats : option_rows[id].words;
}

int word_index(const char *const *words, const char *word) {
  for (int i = 0; words[i]; i++)
    if (strcmp(words[i], word) == 0) return i;
  return -1;
}
