#include "check/origin.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"

bool origin_in(struct scm_repo *r, const char *report, struct scm_commit *out) {
  struct err ignored = ERR_INIT; /* what cannot be read any more has been read before, and its claims are checked */
  struct file file;
  char *path = scm_path(r, report);
  bool found = path && file_read(&file, report, LIMIT_REPORT_BYTES, &ignored) == 0;
  if (found) {
    found = scm_last_change(r, path, file_str(&file), out);
    file_release(&file);
  }
  mem_free(path);
  return found;
}

bool origin_of(const struct check_options *o, const char *report, struct scm_commit *out) {
  struct err ignored = ERR_INIT; /* told where citations are looked up */
  struct scm_repo *r = NULL;
  if (!o->scm || strcmp(report, "-") == 0) return false;
  char *dir = file_dir(report);
  bool found = scm_find(o->scm, dir, false, &r, &ignored) == 0 && r && origin_in(r, report, out);
  mem_free(dir);
  return found;
}
