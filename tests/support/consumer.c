/* What a stranger's program looks like: only the installed header and pkg-config. Expects the report to be contradicted. */
#include <stdio.h>
#include <string.h>
#include <tieout.h>

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  const char *reports[] = {argv[1]}, *evidence[] = {argv[2]};
  const struct tieout_options options = {.policy = "", .now = INT64_MIN};
  const struct tieout_check check = {
      .reports = reports, .reports_n = 1, .evidence = evidence, .evidence_n = 1, .fail_on = TIEOUT_LEVEL_ERROR, .format = TIEOUT_JSON};
  struct tieout *t = NULL;
  char *output = NULL;
  size_t output_n = 0;
  enum tieout_status status = tieout_open(&t, &options);
  if (status == TIEOUT_OK) status = tieout_check(t, &check, &output, &output_n);
  int ok = status == TIEOUT_FINDINGS && output && strstr(output, "\"tieout-check/1\"") != NULL;
  if (!ok) fprintf(stderr, "status %d: %s\n", (int)status, tieout_message(t));
  tieout_free(output);
  tieout_close(t);
  return ok ? 0 : 1;
}
