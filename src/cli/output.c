/* Where text goes, and that it got there. */
#include "cli/cli.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void complain(const char *fmt, ...) {
  char text[4096];
  va_list ap;
  va_start(ap, fmt);
  vsnprintf(text, sizeof text, fmt, ap);
  va_end(ap);
  fprintf(stderr, "tieout: %s\n", text);
}

bool colour_wanted(const struct args *a) {
  const char *when = args_value(a, OPT_COLOR);
  const char *no = getenv("NO_COLOR"), *terminal = getenv("TERM");
  if (when && strcmp(when, "auto") != 0) return strcmp(when, "always") == 0;
  if ((no && no[0]) || (terminal && strcmp(terminal, "dumb") == 0)) return false;
  for (size_t i = 0; i < a->outputs_n; i++) /* text in a file is not to be coloured for the terminal's sake */
    if (output_file(a, i) && (!a->outputs[i].format || strcmp(a->outputs[i].format, "text") == 0)) return false;
  return isatty(STDOUT_FILENO);
}

static enum tieout_status worse(enum tieout_status a, enum tieout_status b) {
  static const int weight[] = {0, 1, 3, 2, 4, 5}; /* 5 wins, then 4, 2, 3, 1 */
  return weight[a] >= weight[b] ? a : b;
}

static bool same_file(const struct stat *a, const char *path) {
  struct stat b;
  return path && stat(path, &b) == 0 && a->st_dev == b.st_dev && a->st_ino == b.st_ino;
}

static const char *input_like(const struct stat *file, const struct args *a, const char *ledger) {
  static const enum option_id inputs[] = {OPT_EVIDENCE, OPT_WITH, OPT_BASELINE, OPT_POLICY};
  if (same_file(file, ledger)) return ledger;
  for (size_t i = 0; i < a->operands_n; i++)
    if (same_file(file, a->operands[i])) return a->operands[i];
  for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++)
    for (size_t k = 0; k < a->options[inputs[i]].n; k++)
      if (same_file(file, a->options[inputs[i]].v[k])) return a->options[inputs[i]].v[k];
  return NULL;
}

static bool is_apart(const char *file, const struct args *a, const char *ledger) {
  struct stat st;
  if (!file || stat(file, &st) != 0 || !S_ISREG(st.st_mode)) return true;
  const char *input = input_like(&st, a, ledger);
  if (input) complain("--output: \"%s\" is read by this command, and is not written over", file);
  return !input;
}

bool output_is_apart(const struct args *a, const char *ledger) {
  for (size_t i = 0; i < a->outputs_n; i++)
    if (!is_apart(output_file(a, i), a, ledger)) return false;
  return true;
}

/* What a reader that left early made of it is forgotten here: only the call that fails knows why. */
static enum tieout_status write_stdout(const char *text, size_t n) {
  errno = 0;
  if (n == 0 || fwrite(text, 1, n, stdout) == n) return TIEOUT_OK;
  if (errno == EPIPE) clearerr(stdout);
  return TIEOUT_OK; /* the rest is told when all is written */
}

static enum tieout_status write_one(const char *file, const char *text, size_t n) {
  char *message = NULL;
  if (!file) return write_stdout(text, n);
  if (!text) return TIEOUT_OK; /* there is no result: an older one stays */
  enum tieout_status written = tieout_write(file, text, n, &message);
  if (message) complain("%s", message);
  tieout_free(message);
  return written;
}

enum tieout_status output_write(const struct args *a, const struct output *out, enum tieout_status status) {
  status = worse(status, write_one(output_file(a, 0), out->text, out->n));
  for (size_t i = 1; i < a->outputs_n; i++) status = worse(status, write_one(output_file(a, i), out->also[i - 1].p, out->also[i - 1].n));
  return status;
}

enum tieout_status output_finish(enum tieout_status status) {
  errno = 0;
  bool failed = fflush(stdout) != 0 || ferror(stdout);
  if (!failed || errno == EPIPE) return status;
  complain("standard output: %s", errno ? strerror(errno) : "write error");
  return worse(status, TIEOUT_INTERNAL);
}
