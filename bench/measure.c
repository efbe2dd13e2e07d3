/* measure PAIRS A… -- B… [-- C…]: runs the commands in turn, and prints for each the median, the spread and the peak memory.
 *
 * The figure of a command is from fork to exit, output to /dev/null. The last line is the median, pair by pair, of the first command's time over
 * the sum of the others'. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { COMMANDS_MAX = 4, PAIRS_MAX = 1000 };

struct command {
  char **argv;
  double ms[PAIRS_MAX];
  long peak_kib;
};

static double now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void run_child(char **argv) {
  int null = open("/dev/null", O_RDWR);
  if (null < 0 || dup2(null, 0) < 0 || dup2(null, 1) < 0 || dup2(null, 2) < 0) _exit(126);
  execvp(argv[0], argv);
  _exit(127);
}

/* Milliseconds; the peak is kept in the command. */
static double run_once(struct command *c) {
  double start = now_ms();
  pid_t pid = fork();
  if (pid == 0) run_child(c->argv);
  int status = 0;
  struct rusage used;
  if (pid < 0 || wait4(pid, &status, 0, &used) != pid || !WIFEXITED(status) || WEXITSTATUS(status) >= 2) {
    fprintf(stderr, "measure: %s failed\n", c->argv[0]);
    exit(1);
  }
  double ms = now_ms() - start;
  if (used.ru_maxrss > c->peak_kib) c->peak_kib = used.ru_maxrss;
  return ms;
}

static int by_value(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void print_row(const struct command *c, int pairs) {
  double sorted[PAIRS_MAX];
  memcpy(sorted, c->ms, (size_t)pairs * sizeof *sorted);
  qsort(sorted, (size_t)pairs, sizeof *sorted, by_value);
  const char *name = strrchr(c->argv[0], '/');
  printf("| %-8s | %9.2f | %9.2f | %9.2f | %8.1f |\n", name ? name + 1 : c->argv[0], sorted[pairs / 2], sorted[pairs / 10], sorted[pairs * 9 / 10],
         (double)c->peak_kib / 1024);
}

static double median_ratio(const struct command *c, int commands, int pairs) {
  double ratio[PAIRS_MAX];
  for (int i = 0; i < pairs; i++) {
    double others = 0;
    for (int k = 1; k < commands; k++) others += c[k].ms[i];
    ratio[i] = c[0].ms[i] / others;
  }
  qsort(ratio, (size_t)pairs, sizeof *ratio, by_value);
  return ratio[pairs / 2];
}

static int split_commands(int argc, char **argv, struct command *commands) {
  int n = 0;
  for (int i = 2; i < argc && n < COMMANDS_MAX; i++) {
    commands[n++].argv = argv + i;
    while (i < argc && strcmp(argv[i], "--") != 0) i++;
    if (i < argc) argv[i] = NULL;
  }
  return n;
}

int main(int argc, char **argv) {
  static struct command commands[COMMANDS_MAX];
  int pairs = argc > 1 ? (int)strtol(argv[1], NULL, 10) : 0;
  int n = split_commands(argc, argv, commands);
  if (n < 2 || pairs < 1 || pairs > PAIRS_MAX) {
    fprintf(stderr, "usage: measure PAIRS A... -- B... [-- C...]\n");
    return 2;
  }
  for (int k = 0; k < n; k++) run_once(&commands[k]); /* warm */
  for (int i = 0; i < pairs; i++)
    for (int k = 0; k < n; k++) commands[k].ms[i] = run_once(&commands[k]);
  printf("| command  | median ms |    p10 ms |    p90 ms | peak MiB |\n|---|---|---|---|---|\n");
  for (int k = 0; k < n; k++) print_row(&commands[k], pairs);
  printf("ratio %.2f\n", median_ratio(commands, n, pairs));
  return 0;
}
