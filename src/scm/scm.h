/* What git knows: commits, tags, and which paths a commit holds. The only place for libgit2.
 *
 * Objects and refs are read, and nothing else: no hook, no filter program, no configuration but the repository's own, no network. The
 * library is loaded by the first repository that is opened, so that who has none does not pay for it. Paths are relative to the top of the
 * work tree, '/' between parts; commits are named by lower-case hex. */
#ifndef TIEOUT_SCM_SCM_H
#define TIEOUT_SCM_SCM_H

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

struct scm;      /* the repositories of one run */
struct scm_repo; /* one of them; lives as long as its scm */

enum { SCM_HEX = 40, SCM_SHORT = 7 };

struct scm_commit {
  char hex[SCM_HEX + 1]; /* "" if there is none */
  char tree[SCM_HEX + 1];
  int64_t authored, committed; /* UTC microseconds */
};

struct scm *scm_new(void);
void scm_free(struct scm *s);

/* The repository that `dir` lies in; with `bare` also one without work tree in `dir` itself. 0 and NULL where there is none. One that
 * cannot be read is an error, the same each time. */
int scm_find(struct scm *s, const char *dir, bool bare, struct scm_repo **out, struct err *err);

/* Top of the work tree; NULL in a bare repository. */
const char *scm_tree(const struct scm_repo *r);
/* Not all objects are here: a shallow or partial clone. What is missing may exist. */
bool scm_is_partial(const struct scm_repo *r);
/* `path` as the repository writes it, if it lies below the work tree; owned, or NULL. */
char *scm_path(const struct scm_repo *r, const char *path);

/* --- commits and tags --- */

enum scm_seen { SCM_UNKNOWN, SCM_FOUND, SCM_AMBIGUOUS };

/* A commit as a person names it: branch, tag, hex, HEAD~2. ERR_USAGE if there is none, or several. */
int scm_commit_named(struct scm_repo *r, const char *name, struct scm_commit *out, struct err *err);
/* At least four digits of hex. A tag's own object stands for its commit. */
enum scm_seen scm_commit_seen(struct scm_repo *r, struct str hex, struct scm_commit *out);
/* `object`: the tag's own hex, which is the commit's for a light one. */
enum scm_seen scm_tag_seen(struct scm_repo *r, struct str name, struct scm_commit *out, char object[SCM_HEX + 1]);
/* False in a repository without commits. */
bool scm_head(struct scm_repo *r, struct scm_commit *out);
bool scm_is_unborn(struct scm_repo *r);
/* The commit that last changed `path`, if the bytes are what HEAD has there. False for a file that is not tracked, or was edited since,
 * or if history is too long or too short to tell. */
bool scm_last_change(struct scm_repo *r, const char *path, struct str bytes, struct scm_commit *out);

/* --- what a commit holds --- */

enum scm_kind { SCM_NOTHING, SCM_FILE, SCM_FOLDER };
enum scm_kind scm_kind_at(struct scm_repo *r, const struct scm_commit *at, const char *path);
/* Every file and folder; `fn` returns 0 to go on. 1: it was stopped, or is deeper than the cap or not all there. */
typedef int (*scm_path_fn)(void *ctx, struct str path);
int scm_each_path(struct scm_repo *r, const struct scm_commit *at, scm_path_fn fn, void *ctx);
/* The bytes of a file, up to `max`. */
int scm_read(struct scm_repo *r, const struct scm_commit *at, const char *path, size_t max, struct buf *out, struct err *err);
/* Whether the ignore rules of the work tree name it. */
bool scm_is_ignored(struct scm_repo *r, const char *path);

/* Every path that differs between what HEAD and `base` have in common and the work tree (HEAD, in a bare repository), new files that git
 * does not know yet included. `fn` as above. `from` is the commit that was compared with. */
int scm_changed(struct scm_repo *r, const struct scm_commit *base, scm_path_fn fn, void *ctx, struct scm_commit *from, struct err *err);

/* A path that is looked for in the commits before. */
struct scm_lost {
  const char *path;
  struct scm_commit last; /* the latest that had it */
};
/* Looks back from `at`, as far as the cap on commits allows. */
void scm_look_back(struct scm_repo *r, const struct scm_commit *at, struct scm_lost *v, size_t n);

#endif
