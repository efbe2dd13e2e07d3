#include "model/status.h"

/* A word as evidence writes it, in lower case and without '-', '_' and blanks. Sorted by status, then by use. */
struct word_row {
  const char *word;
  enum status status;
};

static const struct word_row words[] = {
    {"success", STATUS_SUCCESS},
    {"succeeded", STATUS_SUCCESS},
    {"successful", STATUS_SUCCESS},
    {"pass", STATUS_SUCCESS},
    {"passed", STATUS_SUCCESS},
    {"passing", STATUS_SUCCESS},
    {"ok", STATUS_SUCCESS},
    {"okay", STATUS_SUCCESS},
    {"complete", STATUS_SUCCESS},
    {"completed", STATUS_SUCCESS},
    {"done", STATUS_SUCCESS},
    {"finished", STATUS_SUCCESS},
    {"deployed", STATUS_SUCCESS},
    {"applied", STATUS_SUCCESS},
    {"executed", STATUS_SUCCESS},
    {"healthy", STATUS_SUCCESS},
    {"ready", STATUS_SUCCESS},
    {"active", STATUS_SUCCESS},
    {"available", STATUS_SUCCESS},
    {"operational", STATUS_SUCCESS},
    {"serving", STATUS_SUCCESS},
    {"up", STATUS_SUCCESS},
    {"true", STATUS_SUCCESS},
    {"synced", STATUS_SUCCESS},
    {"resolved", STATUS_SUCCESS},
    {"closed", STATUS_SUCCESS},
    {"fixed", STATUS_SUCCESS},
    {"verified", STATUS_SUCCESS},
    {"validated", STATUS_SUCCESS},
    {"valid", STATUS_SUCCESS},
    {"enabled", STATUS_SUCCESS},
    {"normal", STATUS_SUCCESS},
    {"green", STATUS_SUCCESS},
    {"met", STATUS_SUCCESS},
    {"fail", STATUS_FAILURE},
    {"failed", STATUS_FAILURE},
    {"failing", STATUS_FAILURE},
    {"failure", STATUS_FAILURE},
    {"error", STATUS_FAILURE},
    {"errored", STATUS_FAILURE},
    {"unhealthy", STATUS_FAILURE},
    {"notready", STATUS_FAILURE},
    {"notdeployed", STATUS_FAILURE},
    {"notmet", STATUS_FAILURE},
    {"blocked", STATUS_FAILURE},
    {"broken", STATUS_FAILURE},
    {"missing", STATUS_FAILURE},
    {"down", STATUS_FAILURE},
    {"false", STATUS_FAILURE},
    {"aborted", STATUS_FAILURE},
    {"crashed", STATUS_FAILURE},
    {"crashloopbackoff", STATUS_FAILURE},
    {"imagepullbackoff", STATUS_FAILURE},
    {"dead", STATUS_FAILURE},
    {"rejected", STATUS_FAILURE},
    {"denied", STATUS_FAILURE},
    {"invalid", STATUS_FAILURE},
    {"offline", STATUS_FAILURE},
    {"unavailable", STATUS_FAILURE},
    {"unreachable", STATUS_FAILURE},
    {"timedout", STATUS_FAILURE},
    {"timeout", STATUS_FAILURE},
    {"startupfailure", STATUS_FAILURE},
    {"majoroutage", STATUS_FAILURE},
    {"rolledback", STATUS_FAILURE},
    {"breached", STATUS_FAILURE},
    {"violated", STATUS_FAILURE},
    {"critical", STATUS_FAILURE},
    {"firing", STATUS_FAILURE},
    {"red", STATUS_FAILURE},
    {"partial", STATUS_PARTIAL},
    {"partially", STATUS_PARTIAL},
    {"partialsuccess", STATUS_PARTIAL},
    {"partialoutage", STATUS_PARTIAL},
    {"degraded", STATUS_PARTIAL},
    {"degradedperformance", STATUS_PARTIAL},
    {"warn", STATUS_PARTIAL},
    {"warning", STATUS_PARTIAL},
    {"unstable", STATUS_PARTIAL},
    {"outofsync", STATUS_PARTIAL},
    {"anomalous", STATUS_PARTIAL},
    {"completedwitherrors", STATUS_PARTIAL},
    {"completedwithwarnings", STATUS_PARTIAL},
    {"mixed", STATUS_PARTIAL},
    {"yellow", STATUS_PARTIAL},
    {"pending", STATUS_PENDING},
    {"running", STATUS_PENDING},
    {"inprogress", STATUS_PENDING},
    {"progressing", STATUS_PENDING},
    {"queued", STATUS_PENDING},
    {"waiting", STATUS_PENDING},
    {"scheduled", STATUS_PENDING},
    {"planned", STATUS_PENDING},
    {"notstarted", STATUS_PENDING},
    {"started", STATUS_PENDING},
    {"starting", STATUS_PENDING},
    {"creating", STATUS_PENDING},
    {"deploying", STATUS_PENDING},
    {"updating", STATUS_PENDING},
    {"pendinginstall", STATUS_PENDING},
    {"pendingupgrade", STATUS_PENDING},
    {"pendingrollback", STATUS_PENDING},
    {"actionrequired", STATUS_PENDING},
    {"open", STATUS_PENDING},
    {"triggered", STATUS_PENDING},
    {"acknowledged", STATUS_PENDING},
    {"investigating", STATUS_PENDING},
    {"identified", STATUS_PENDING},
    {"monitoring", STATUS_PENDING},
    {"skipped", STATUS_SKIPPED},
    {"skip", STATUS_SKIPPED},
    {"dryrun", STATUS_SKIPPED},
    {"cancelled", STATUS_SKIPPED},
    {"canceled", STATUS_SKIPPED},
    {"neutral", STATUS_SKIPPED},
    {"disabled", STATUS_SKIPPED},
    {"suspended", STATUS_SKIPPED},
    {"ignored", STATUS_SKIPPED},
    {"notrun", STATUS_SKIPPED},
    {"notapplicable", STATUS_SKIPPED},
    {"notselected", STATUS_SKIPPED},
    {"unknown", STATUS_UNKNOWN},
    {"stale", STATUS_UNKNOWN},
    {"insufficientdata", STATUS_UNKNOWN},
    {"inconclusive", STATUS_UNKNOWN},
    {"undetermined", STATUS_UNKNOWN},
    {"notchecked", STATUS_UNKNOWN},
    {"notmeasured", STATUS_UNKNOWN},
    {"untested", STATUS_UNKNOWN},
    {"unverified", STATUS_UNKNOWN},
};

static const char *const names[] = {
    [STATUS_NONE] = "",           [STATUS_SUCCESS] = "success", [STATUS_FAILURE] = "failure", [STATUS_PARTIAL] = "partial",
    [STATUS_PENDING] = "pending", [STATUS_SKIPPED] = "skipped", [STATUS_UNKNOWN] = "unknown"};

const char *status_name(enum status s) { return names[s]; }

enum status status_named(struct str name) {
  for (enum status s = STATUS_SUCCESS; s <= STATUS_UNKNOWN; s++)
    if (str_eq(name, str_of(names[s]))) return s;
  return STATUS_NONE;
}

enum status status_of_word(struct str word) {
  char folded[32];
  size_t n = 0;
  word = str_trim(word);
  for (size_t i = 0; i < word.n; i++) {
    char c = word.p[i];
    if (c == '-' || c == '_' || c == ' ') continue;
    if (n == sizeof folded) return STATUS_NONE; /* longer than any row */
    folded[n++] = ascii_lower(c);
  }
  if (!n) return STATUS_NONE;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) /* every word of a log comes by here: the first letter before the length */
    if (words[i].word[0] == folded[0] && str_eq(str_make(folded, n), str_of(words[i].word))) return words[i].status;
  return STATUS_NONE;
}
