#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/time.h"
#include "base/vec.h"

/* Owned by the C library: free(). NULL if there is no such path; out of memory is never mistaken for that. */
static char *real_path(const char *path) {
  char *real = realpath(path, NULL);
  if (!real && errno == ENOMEM) mem_fail(0);
  return real;
}

/* --- reading --- */

static int refuse(struct err *err, const char *path, const char *why) { return err_at(err, ERR_INPUT, NULL, path, 0, 0, "%s", why); }

static int too_large(struct err *err, const char *path, size_t max) {
  return err_at(err, ERR_INPUT, "file-size", path, 0, 0, "is larger than the limit of %zu bytes", max);
}

static int open_input(const char *path, struct stat *st, struct err *err) {
  int fd;
  do fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY); /* never waits for a writer of a pipe */
  while (fd < 0 && errno == EINTR);
  if (fd < 0) return errno == ENXIO ? refuse(err, path, "is a socket or device, not a file") : err_errno(err, ERR_INPUT, path, path);
  const char *why = NULL;
  if (fstat(fd, st) != 0)
    why = strerror(errno);
  else if (S_ISDIR(st->st_mode))
    why = "is a folder, not a file";
  else if (S_ISFIFO(st->st_mode))
    why = "is a pipe, not a file; standard input is \"-\"";
  else if (!S_ISREG(st->st_mode))
    why = "is a device, not a file";
  if (!why) return fd;
  close(fd);
  return refuse(err, path, why);
}

/* Reads to the end of file, whatever the size said at first; one byte over `max` is too large. */
static int read_all(int fd, const char *path, size_t hint, size_t max, struct buf *b, struct err *err) {
  if (max == SIZE_MAX) max--;
  b->max = max + 1;
  size_t chunk = hint < max ? hint + 1 : 65536;
  if (chunk < 4096) chunk = 4096;
  for (;;) {
    size_t room = b->cap - b->n;
    if (room < 2) {
      size_t want = b->cap ? b->cap + b->cap / 2 : chunk + 1;
      if (want > max + 2) want = max + 2;
      if (want <= b->cap) return too_large(err, path, max);
      b->p = mem_realloc(b->p, want);
      b->cap = want;
      room = b->cap - b->n;
    }
    ssize_t got = read(fd, b->p + b->n, room - 1 < (size_t)SSIZE_MAX ? room - 1 : (size_t)SSIZE_MAX);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return err_errno(err, ERR_INPUT, path, path);
    if (got == 0) break;
    b->n += (size_t)got;
    if (b->n > max) return too_large(err, path, max);
  }
  b->p[b->n] = '\0';
  return 0;
}

int file_read(struct file *f, const char *path, size_t max, struct err *err) {
  *f = (struct file){0};
  bool standard = strcmp(path, "-") == 0;
  struct stat st = {0};
  int fd = standard ? STDIN_FILENO : open_input(path, &st, err);
  if (fd < 0) return -1;
  struct buf b = BUF_INIT;
  int rc = -1;
  if (!standard && (uintmax_t)st.st_size > max)
    too_large(err, path, max);
  else
    rc = read_all(fd, standard ? "standard input" : path, (size_t)st.st_size, max, &b, err);
  if (!standard) close(fd);
  if (rc == 0) {
    f->mtime = standard ? TIME_NONE : (int64_t)st.st_mtim.tv_sec * 1000000 + st.st_mtim.tv_nsec / 1000;
    f->p = buf_take(&b, &f->n);
  }
  buf_release(&b);
  return rc;
}

void file_release(struct file *f) {
  mem_free(f->p);
  *f = (struct file){0};
}

/* --- writing --- */

static int write_all(int fd, struct str bytes, const char *path, struct err *err) {
  for (size_t done = 0; done < bytes.n;) {
    ssize_t n = write(fd, bytes.p + done, bytes.n - done);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return err_errno(err, ERR_SYSTEM, path, path);
    done += (size_t)n;
  }
  return 0;
}

/* Keeps the mode of the file that is replaced; a new one gets what the umask leaves. */
static mode_t mode_for(const char *path) {
  struct stat st;
  if (stat(path, &st) == 0 && S_ISREG(st.st_mode)) return st.st_mode & 07777;
  mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

/* Makes the rename itself durable; a folder that cannot be synced (some network file systems) is no reason to fail. */
static void sync_folder(const char *path) {
  char *dir = file_dir(path);
  int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0) {
    (void)fsync(fd);
    close(fd);
  }
  mem_free(dir);
}

static int write_temp(char *temp, const char *path, struct str bytes, struct err *err) {
  int fd = mkostemp(temp, O_CLOEXEC);
  if (fd < 0) return err_errno(err, ERR_SYSTEM, path, path);
  int rc = write_all(fd, bytes, path, err);
  if (rc == 0 && (fchmod(fd, mode_for(path)) != 0 || fsync(fd) != 0)) rc = err_errno(err, ERR_SYSTEM, path, path);
  if (close(fd) != 0 && rc == 0) rc = err_errno(err, ERR_SYSTEM, path, path);
  if (rc == 0 && rename(temp, path) != 0) rc = err_errno(err, ERR_SYSTEM, path, path);
  if (rc != 0) unlink(temp);
  return rc;
}

/* A device or pipe (/dev/stdout, /dev/null) is written to, never replaced. */
static int write_through(const char *path, struct str bytes, struct err *err) {
  int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0) return err_errno(err, ERR_SYSTEM, path, path);
  int rc = write_all(fd, bytes, path, err);
  if (close(fd) != 0 && rc == 0) rc = err_errno(err, ERR_SYSTEM, path, path);
  return rc;
}

int file_write(const char *path, struct str bytes, struct err *err) {
  if (strcmp(path, "-") == 0) return write_all(STDOUT_FILENO, bytes, "standard output", err);
  enum file_kind kind = file_kind(path);
  if (kind == FILE_FOLDER) return err_at(err, ERR_SYSTEM, NULL, path, 0, 0, "is a folder, not a file");
  if (kind == FILE_OTHER) return write_through(path, bytes, err);
  char *real = real_path(path); /* the file behind a link is replaced, not the link */
  struct buf temp = BUF_INIT;
  buf_printf(&temp, "%s.XXXXXX", real ? real : path);
  int rc = write_temp(temp.p, real ? real : path, bytes, err);
  if (rc == 0) sync_folder(real ? real : path);
  buf_release(&temp);
  free(real);
  return rc;
}

/* --- kinds and folders --- */

enum file_kind file_kind(const char *path) {
  struct stat st;
  if (stat(path, &st) != 0) return FILE_MISSING;
  if (S_ISREG(st.st_mode)) return FILE_REGULAR;
  return S_ISDIR(st.st_mode) ? FILE_FOLDER : FILE_OTHER;
}

bool file_is_dangling(const char *path) {
  struct stat st;
  return lstat(path, &st) == 0 && S_ISLNK(st.st_mode) && file_kind(path) == FILE_MISSING;
}

struct folder {
  char *path;
  int depth;
};

struct walk {
  VEC(struct folder) todo;
  VEC(char *) files;
  char *root;            /* canonical, to tell links that lead out */
  file_wanted_fn wanted; /* or NULL */
  const char *given;     /* the root as it was given, for `wanted` */
  struct err *err;
};

/* A link to a regular file inside the root. Links to folders are skipped: what they show inside the root is found at its own place. */
static bool link_is_inside(const struct walk *w, const char *path) {
  char *target = real_path(path);
  if (!target) return false;
  struct str t = str_of(target), root = str_of(w->root);
  bool inside = str_starts(t, root) && (root.n == 1 || t.p[root.n] == '/') && file_kind(target) == FILE_REGULAR;
  free(target);
  return inside;
}

/* Among wanted files, what would be passed over elsewhere is kept, to be refused by whoever reads it; and no folder of them hides behind a
 * link. */
static int walk_wanted(struct walk *w, const char *path, const struct stat *st, bool *keep) {
  bool wanted = w->wanted && w->wanted(w->given, path);
  *keep = wanted && !S_ISREG(st->st_mode);
  if (!w->wanted || !S_ISLNK(st->st_mode)) return 0;
  enum file_kind kind = file_kind(path);
  bool leads = kind == FILE_FOLDER || (wanted && kind == FILE_REGULAR);
  if (!leads || file_is_below(w->root, path)) return 0;
  return err_at(w->err, ERR_INPUT, NULL, path, 0, 0, "is a link out of %s; such links are not followed", w->given);
}

static int walk_entry(struct walk *w, const struct folder *dir, const char *name) {
  char *path = file_join(dir->path, name);
  struct stat st;
  bool keep = false;
  int rc = 0;
  if (lstat(path, &st) != 0) {
    if (errno != ENOENT) rc = err_errno(w->err, ERR_INPUT, path, path);
  } else if (walk_wanted(w, path, &st, &keep) != 0) {
    rc = -1;
  } else if (!keep && S_ISDIR(st.st_mode)) {
    if (dir->depth >= LIMIT_DEPTH) {
      rc = err_at(w->err, ERR_INPUT, "walk-depth", path, 0, 0, "is more than %d folders deep", LIMIT_DEPTH);
    } else if (strcmp(name, ".git") != 0) {
      vec_push(&w->todo, (struct folder){path, dir->depth + 1});
      path = NULL;
    }
  } else if (keep || S_ISREG(st.st_mode) || (S_ISLNK(st.st_mode) && link_is_inside(w, path))) {
    if (w->files.n >= LIMIT_WALK_FILES) {
      rc = err_at(w->err, ERR_INPUT, "walk-files", dir->path, 0, 0, "there are more than %zu files", LIMIT_WALK_FILES);
    } else {
      vec_push(&w->files, path);
      path = NULL;
    }
  }
  mem_free(path);
  return rc;
}

static int walk_folder(struct walk *w, const struct folder *dir) {
  DIR *d = opendir(dir->path);
  if (!d) return err_errno(w->err, ERR_INPUT, dir->path, dir->path);
  int rc = 0;
  for (struct dirent *e; rc == 0 && (errno = 0, e = readdir(d)) != NULL;)
    if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0) rc = walk_entry(w, dir, e->d_name);
  if (rc == 0 && errno) rc = err_errno(w->err, ERR_INPUT, dir->path, dir->path);
  closedir(d);
  return rc;
}

static int compare_paths(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

/* A cap, which has a rule, ends the walk; what the system refused is one folder. */
static int walk_failed(struct walk *w, file_fail_fn failed, void *ctx) {
  struct err why = *w->err;
  if (!failed || why.code != ERR_INPUT || why.rule) return -1;
  *w->err = (struct err)ERR_INIT;
  return failed(ctx, &why);
}

static int walk_all(struct walk *w, file_fail_fn failed, void *ctx) {
  int rc = 0;
  while (rc == 0 && w->todo.n) {
    struct folder dir = w->todo.v[--w->todo.n];
    rc = walk_folder(w, &dir);
    if (rc != 0) rc = walk_failed(w, failed, ctx);
    mem_free(dir.path);
  }
  return rc;
}

static void walk_release(struct walk *w) {
  for (size_t i = 0; i < w->files.n; i++) mem_free(w->files.v[i]);
  for (size_t i = 0; i < w->todo.n; i++) mem_free(w->todo.v[i].path);
  vec_release(&w->files);
  vec_release(&w->todo);
  free(w->root);
}

int file_walk(const char *root, file_walk_fn fn, void *ctx, struct err *err) { return file_walk_past(root, fn, NULL, ctx, err); }

static int walk_root(const char *root, file_wanted_fn wanted, file_walk_fn fn, file_fail_fn failed, void *ctx, struct err *err) {
  struct walk w = {.err = err, .root = real_path(root), .wanted = wanted, .given = root};
  if (!w.root) return err_errno(err, ERR_INPUT, root, root);
  int rc = 0;
  if (file_kind(root) == FILE_FOLDER) {
    vec_push(&w.todo, (struct folder){mem_strdup(root), 0});
    rc = walk_all(&w, failed, ctx);
    if (rc == 0 && w.files.n) qsort(w.files.v, w.files.n, sizeof *w.files.v, compare_paths);
  } else {
    vec_push(&w.files, mem_strdup(root));
  }
  for (size_t i = 0; rc == 0 && i < w.files.n; i++) rc = fn(ctx, w.files.v[i], err);
  walk_release(&w);
  return rc;
}

int file_walk_past(const char *root, file_walk_fn fn, file_fail_fn failed, void *ctx, struct err *err) {
  return walk_root(root, NULL, fn, failed, ctx, err);
}

static int walk_own(const char *dir, const char *root, file_wanted_fn wanted, file_walk_fn fn, void *ctx, struct err *err) {
  struct stat st;
  if (lstat(root, &st) != 0) return errno == ENOENT || errno == ENOTDIR ? 0 : err_errno(err, ERR_INPUT, root, root);
  enum file_kind kind = file_kind(root);
  if (kind == FILE_MISSING) return refuse(err, root, "is a link to nothing");
  if (kind != FILE_FOLDER) return refuse(err, root, "is not a folder");
  if (!file_is_below(dir, root)) return err_at(err, ERR_INPUT, NULL, root, 0, 0, "is a link out of %s; such links are not followed", dir);
  return walk_root(root, wanted, fn, NULL, ctx, err);
}

int file_walk_own(const char *dir, const char *below, file_wanted_fn wanted, file_walk_fn fn, void *ctx, struct err *err) {
  char *root = file_join(dir, below);
  int rc = walk_own(dir, root, wanted, fn, ctx, err);
  if (rc != 0 && err->code == ERR_INPUT) err->code = ERR_CONFIG;
  mem_free(root);
  return rc;
}

const char *file_from_here(const char *path) {
  char folder[PATH_MAX];
  const char *here = getcwd(folder, sizeof folder);
  size_t n = here ? strlen(here) : 0;
  return n > 1 && strncmp(path, here, n) == 0 && path[n] == '/' && path[n + 1] ? path + n + 1 : path;
}

char *file_real(const char *path) {
  char *real = real_path(path), *copy = real ? mem_strdup(real) : NULL;
  free(real);
  return copy;
}

char *file_below(const char *root, const char *path) {
  char *r = real_path(root), *p = real_path(path), *rest = NULL;
  struct str a = str_of(r), b = str_of(p);
  if (r && p && str_eq(a, b))
    rest = mem_strdup(".");
  else if (r && p && str_starts(b, a) && (a.n == 1 || b.p[a.n] == '/'))
    rest = mem_strdup(b.p + a.n + (a.n > 1));
  free(r);
  free(p);
  return rest;
}

bool file_is_below(const char *root, const char *path) {
  char *rest = file_below(root, path);
  mem_free(rest);
  return rest != NULL;
}

/* --- paths as text --- */

/* Takes the last part off, unless that is "..", or puts ".." where there is none to take off. */
static void path_up(struct buf *out, bool absolute) {
  size_t at = out->n;
  while (at && out->p[at - 1] != '/') at--;
  bool is_up = str_eq(str_sub(buf_str(out), at, SIZE_MAX), STR(".."));
  if (out->n == 0 || (absolute && out->n == 1) || is_up) {
    if (absolute) return;
    buf_add_cstr(out, out->n ? "/.." : "..");
    return;
  }
  out->n = at > 1 ? at - 1 : at;
  out->p[out->n] = '\0';
}

static void path_add(struct buf *out, struct str path, bool absolute) {
  for (size_t i = 0; i < path.n;) {
    size_t end = i;
    while (end < path.n && path.p[end] != '/') end++;
    struct str part = {path.p + i, end - i};
    i = end + 1;
    if (part.n == 0 || str_eq(part, STR("."))) continue;
    if (str_eq(part, STR(".."))) {
      path_up(out, absolute);
      continue;
    }
    if (out->n && out->p[out->n - 1] != '/') buf_add_char(out, '/');
    buf_add_str(out, part);
  }
}

char *file_join(const char *dir, const char *name) {
  if (name[0] == '/') dir = "";
  bool absolute = dir[0] == '/' || name[0] == '/';
  struct buf out = BUF_INIT;
  if (absolute) buf_add_char(&out, '/');
  path_add(&out, str_of(dir), absolute);
  path_add(&out, str_of(name), absolute);
  if (out.n == 0) buf_add_char(&out, '.');
  return buf_take(&out, NULL);
}

char *file_dir(const char *path) {
  size_t n = strlen(path);
  while (n > 1 && path[n - 1] == '/') n--;
  while (n && path[n - 1] != '/') n--;
  if (n == 0) return mem_strdup(".");
  while (n > 1 && path[n - 1] == '/') n--;
  return mem_strndup(path, n);
}

struct str file_base(struct str path) {
  size_t at = path.n;
  while (at && path.p[at - 1] != '/') at--;
  return str_sub(path, at, path.n - at);
}

char *file_find_up(const char *dir, const char *name) {
  char *at = real_path(dir);
  if (!at) return NULL;
  char *found = NULL;
  for (;;) {
    char *path = file_join(at, name);
    struct stat st;
    if (lstat(path, &st) == 0) {
      found = path;
      break;
    }
    mem_free(path);
    if (strcmp(at, "/") == 0) break;
    char *up = file_dir(at);
    free(at);
    at = up;
  }
  free(at);
  return found;
}
