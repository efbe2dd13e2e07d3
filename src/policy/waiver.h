/* tieout-waivers.yaml: findings that somebody takes upon them, each for a while and for these bytes of a report. A file of its own, so that
 * it can be appended to, and have owners of its own in a repository. One list:
 *
 *   - rule: ST002
 *     fingerprint: 5b0c…          # 32 digits, as JSON output has it
 *     report: 9f2e…               # SHA-256 of the report
 *     path: docs/release-41.md    # of the report; may be missing
 *     owner: ops@quayside.example
 *     reason: the canary is not part of this release
 *     expires: 2026-03-31         # that day is the last one; or a time, the first moment without
 */
#ifndef TIEOUT_POLICY_WAIVER_H
#define TIEOUT_POLICY_WAIVER_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"

struct buf;

#define WAIVERS_NAME "tieout-waivers.yaml"

struct waiver {
  struct str rule, fingerprint, sha256, path, owner, reason;
  struct str expires;    /* as written; … */
  int64_t until;         /* … the first moment at which it no longer holds */
  uint32_t line, column; /* of the reason, which is what a finding shows of it */
  struct str text;       /* that line */
};
struct waivers {
  struct waiver *v;
  size_t n, cap;
};

/* ERR_CONFIG with line and column. Slices live in `arena`. */
int waivers_load(struct waivers *w, struct arena *arena, const char *path, struct err *err);
/* Puts one more behind the list in the file, which is made if it is not there; nothing else in it is touched. `remark` becomes a comment.
 * `expires` is written as it is; the other texts are quoted. */
int waiver_append(const char *path, const struct waiver *w, struct str expires, struct str remark, struct err *err);

#endif
