/* "tieout: working, 3 s" on a terminal, when work lasts over a second. */
#include "cli/cli.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The one thing that a signal handler may share with the rest. */
static volatile sig_atomic_t seconds;

static void tick(int number) {
  char line[] = "\rtieout: working,    0 s";
  int n = (int)++seconds;
  for (size_t at = sizeof line - 4; n > 0 && line[at] != ','; at--, n /= 10) line[at] = (char)('0' + n % 10);
  if (write(STDERR_FILENO, line, sizeof line - 1) < 0) return; /* then there is no progress to be seen */
  alarm(1);
}

void progress_start(const struct args *a) {
  if (args_on(a, OPT_QUIET) || !isatty(STDERR_FILENO)) return;
  struct sigaction action = {.sa_handler = tick, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  sigaction(SIGALRM, &action, NULL);
  alarm(1);
}

void progress_stop(void) {
  alarm(0);
  if (seconds > 0) fputs("\r\033[K", stderr);
}
