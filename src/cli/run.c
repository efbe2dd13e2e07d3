/* One run: parse, open, run the command, say what went wrong, write, close. */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void out_of_memory(size_t size) {
  static const char line[] = "tieout: out of memory\n";
  if (write(STDERR_FILENO, line, sizeof line - 1) < 0) _exit(TIEOUT_INTERNAL);
  _exit(TIEOUT_INTERNAL);
}

/* A reader that left early shows as an error of write, where it is dealt with. */
static void ignore_broken_pipes(void) {
  struct sigaction action = {.sa_handler = SIG_IGN};
  sigemptyset(&action.sa_mask);
  sigaction(SIGPIPE, &action, NULL);
}

/* A stream that the caller closed: the next file that is opened would take its place and get our output. The wrong direction on purpose:
 * using it fails as using a closed one does. */
static void fill_closed_streams(void) {
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl(fd, F_GETFD) < 0 && errno == EBADF && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0) _exit(TIEOUT_INTERNAL);
}

/* Every line of it with our name in front, but for source lines and carets, which are indented. */
static void say_message(const char *message) {
  while (message && *message) {
    size_t n = strcspn(message, "\n");
    if (*message == ' ')
      fprintf(stderr, "%.*s\n", (int)n, message);
    else
      complain("%.*s", (int)n, message);
    message += n + (message[n] == '\n');
  }
}

/* The reproducible-builds specification wants whole seconds, and an end to the run on anything else. Empty is not set. */
static bool epoch_is_sound(void) {
  const char *epoch = getenv("SOURCE_DATE_EPOCH");
  char at[32];
  int64_t ignored;
  if (!epoch || !*epoch) return true;
  bool fits = snprintf(at, sizeof at, "@%s", epoch) < (int)sizeof at;
  if (fits && tieout_parse_time(at, &ignored) == 0) return true;
  complain("SOURCE_DATE_EPOCH: \"%s\" is no number of seconds", epoch);
  return false;
}

static bool session_options(const struct args *a, char **found, struct tieout_options *o) {
  const char *now = args_value(a, OPT_NOW);
  enum ledger_need need = a->command->ledger;
  *o = (struct tieout_options){.policy = args_value(a, OPT_POLICY), .now = INT64_MIN};
  if (now && tieout_parse_time(now, &o->now) != 0) {
    complain("--now: \"%s\" is no time; write 2026-02-14T18:30:47Z, 2026-02-14 or @1771093847", now);
    return false;
  }
  if (!now && !epoch_is_sound()) return false;
  if (need == LEDGER_NONE) return true;
  const char *ledger = args_value(a, OPT_LEDGER);
  o->create = need == LEDGER_WRITE && ledger;
  o->write = need == LEDGER_WRITE;
  if (!ledger) ledger = *found = tieout_find_ledger(NULL);
  o->ledger = ledger;
  return true;
}

/* A command that would do without a ledger gives its result, and the exit status of the ledger that it was given with it. */
static bool goes_without_ledger(const struct args *a, enum tieout_status opened) {
  return a->command->ledger == LEDGER_IF_FOUND && (opened == TIEOUT_NOT_ESTABLISHED || opened == TIEOUT_INTEGRITY);
}

static enum tieout_status run_session(const struct args *a, struct output *out) {
  struct tieout *t = NULL;
  struct tieout_options options;
  char *found = NULL;
  if (!session_options(a, &found, &options) || !output_is_apart(a, options.ledger)) {
    tieout_free(found);
    return TIEOUT_USAGE;
  }
  enum tieout_status status = tieout_open(&t, &options);
  progress_start(a);
  if (goes_without_ledger(a, status)) {
    say_message(tieout_message(t));
    status = TIEOUT_OK;
  }
  if (status == TIEOUT_OK) status = a->command->run(t, a, out);
  progress_stop();
  say_message(tieout_message(t));
  tieout_close(t);
  tieout_free(found);
  return status;
}

static enum tieout_status run_command(const struct args *a) {
  struct output out = {0};
  enum tieout_status status = a->command->no_session ? a->command->run(NULL, a, &out) : run_session(a, &out);
  status = output_write(a, &out, status);
  tieout_free(out.text);
  for (size_t i = 0; i < OUTPUTS_MAX - 1; i++) tieout_free(out.also[i].p);
  return status;
}

static enum tieout_status run(const struct args *a) {
  if (args_on(a, OPT_VERSION)) {
    printf("tieout %s\n", tieout_version());
  } else if (args_on(a, OPT_HELP) && a->command) {
    help_command(a->command);
  } else if (args_on(a, OPT_HELP)) {
    help_overview();
  } else if (!a->command) {
    complain("no command; `tieout help` lists the commands");
    return TIEOUT_USAGE;
  } else {
    return run_command(a);
  }
  return TIEOUT_OK;
}

int cli_main(int argc, char **argv) {
  struct args args = {0};
  fill_closed_streams();
  tieout_own_process();
  tieout_on_oom(out_of_memory);
  ignore_broken_pipes();
  if (!args_parse(&args, argc, argv)) return TIEOUT_USAGE;
  return (int)output_finish(run(&args));
}
