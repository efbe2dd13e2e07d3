/* --format and -o, which belong together: one run, several forms of its result, each in its own place. */
#include "cli/cli.h"

#include <string.h>

bool outputs_add(struct args *a, enum option_id id, const char *value) {
  struct wanted *last = a->outputs_n ? &a->outputs[a->outputs_n - 1] : NULL;
  bool is_format = id == OPT_FORMAT;
  if (!last || (is_format ? last->format : last->file)) {
    if (a->outputs_n == OUTPUTS_MAX) {
      complain("--%s: given more than %d times", option_rows[id].name, OUTPUTS_MAX);
      return false;
    }
    last = &a->outputs[a->outputs_n++];
  }
  *(is_format ? &last->format : &last->file) = value;
  return true;
}

const char *output_file(const struct args *a, size_t i) {
  const char *file = i < a->outputs_n ? a->outputs[i].file : NULL;
  return file && strcmp(file, "-") == 0 ? NULL : file;
}

static bool same_place(const struct args *a, size_t i, size_t k) {
  const char *x = output_file(a, i), *y = output_file(a, k);
  return x && y ? strcmp(x, y) == 0 : x == y;
}

static bool check_one(const struct args *a, size_t i) {
  if (!a->outputs[i].format) {
    complain("--output: \"%s\" has no --format of its own", a->outputs[i].file);
    return false;
  }
  for (size_t k = 0; k < i; k++) {
    if (!same_place(a, i, k)) continue;
    const char *file = output_file(a, i);
    complain("--format: %s and %s would both go to %s%s%s", a->outputs[k].format, a->outputs[i].format, file ? "\"" : "",
             file ? file : "standard output", file ? "\"" : "");
    return false;
  }
  return true;
}

static bool check_single(const struct args *a) {
  static const enum option_id BOTH[] = {OPT_FORMAT, OPT_OUTPUT};
  for (size_t i = 0; i < 2; i++) {
    if (a->options[BOTH[i]].n < 2) continue;
    complain("--%s: given twice", option_rows[BOTH[i]].name);
    return false;
  }
  return true;
}

bool outputs_check(const struct args *a) {
  if (!a->command->many_outputs) return check_single(a);
  for (size_t i = 0; i < a->outputs_n && a->outputs_n > 1; i++)
    if (!check_one(a, i)) return false;
  return true;
}
