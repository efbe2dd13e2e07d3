/* Files: read whole with a cap, written whole or not at all, folders walked in byte order. */
#ifndef TIEOUT_BASE_FILE_H
#define TIEOUT_BASE_FILE_H

#include "base/err.h"
#include "base/str.h"
#include <stdint.h>

/* The bytes of one file, read once (a changing file cannot change under us). */
struct file {
  char *p; /* owned; NUL behind the last byte */
  size_t n;
  int64_t mtime; /* microseconds; TIME_NONE for standard input */
};

/* "-" is standard input. Refuses folders, devices and anything over `max` bytes, each with its own words. */
int file_read(struct file *f, const char *path, size_t max, struct err *err);
void file_release(struct file *f);
static inline struct str file_str(const struct file *f) { return (struct str){f->p, f->n}; }

/* Temp file beside it, fsync, rename: the old file or the new one, never half. "-" is standard output. */
int file_write(const char *path, struct str bytes, struct err *err);

enum file_kind { FILE_MISSING, FILE_REGULAR, FILE_FOLDER, FILE_OTHER };
enum file_kind file_kind(const char *path);
bool file_is_dangling(const char *path); /* a link to nothing, which file_kind takes for a file that is missing */

/* Calls fn for each regular file below `root` (or for root itself if it is one), sorted by bytes, with its path joined to root.
 * Goes into dot folders but not into .git; follows no link out of root. fn returns 0 to go on. */
typedef int (*file_walk_fn)(void *ctx, const char *path, struct err *err);
int file_walk(const char *root, file_walk_fn fn, void *ctx, struct err *err);
/* The same, past folders that cannot be read: each is given to `failed`, which returns 0 to go on, before the first file is given to fn. */
typedef int (*file_fail_fn)(void *ctx, const struct err *why);
int file_walk_past(const char *root, file_walk_fn fn, file_fail_fn failed, void *ctx, struct err *err);

/* The files of a project's own folder `dir`/`below` (rules, importers), where nothing that is meant to be read is passed over: what
 * `wanted` names is given to fn even if it is no file, for file_read to refuse, and a link out of the folder is an error. Errors are
 * ERR_CONFIG. No such folder: no files. */
typedef bool (*file_wanted_fn)(const char *root, const char *path);
int file_walk_own(const char *dir, const char *below, file_wanted_fn wanted, file_walk_fn fn, void *ctx, struct err *err);

/* Joins, and drops "." and ".." by text. Result NUL-terminated, owned by the caller. */
char *file_join(const char *dir, const char *name);
char *file_dir(const char *path);      /* owned; "." if there is none */
struct str file_base(struct str path); /* behind the last '/' */
/* Absolute, links followed; owned, NULL if there is no such path. */
char *file_real(const char *path);
/* As a person in this folder would write it: without the working directory in front. Points into `path`. */
const char *file_from_here(const char *path);
/* Both exist, and `path`, links followed, is `root` or lies below it. */
bool file_is_below(const char *root, const char *path);
/* The rest of `path` behind `root`, links followed, if it lies below it; "." for root itself. Owned, or NULL. */
char *file_below(const char *root, const char *path);
/* Looks for `name` in dir and its parents, a link to nothing included; owned path or NULL. */
char *file_find_up(const char *dir, const char *name);

#endif
