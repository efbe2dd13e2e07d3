/* Preloaded into the program: makes the Nth allocation or the Nth write fail, or kills the process there.
 *
 * FAIL_ALLOC=N    the Nth allocation gives NULL, once
 * FAIL_IO=N       from the Nth write, sync, truncate, rename or create on, each says "no space left" (the disk stays full)
 * KILL_IO=N       SIGKILL instead of the Nth of those
 * FAIL_COUNT=FILE how many there were is written there at the end: "ALLOCATIONS IOS"
 * Counting starts when the program's own code does; descriptors 0 to 2 are left alone. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t count, size_t n);
void *__libc_realloc(void *p, size_t n);

static bool counting;
static long allocs, ios, fail_alloc, fail_io, kill_io;

static long number_from(const char *name) {
  const char *s = getenv(name);
  return s ? strtol(s, NULL, 10) : 0;
}

__attribute__((constructor)) static void start(void) {
  fail_alloc = number_from("FAIL_ALLOC");
  fail_io = number_from("FAIL_IO");
  kill_io = number_from("KILL_IO");
  counting = true;
}

__attribute__((destructor)) static void stop(void) {
  counting = false;
  const char *path = getenv("FAIL_COUNT");
  FILE *f = path ? fopen(path, "w") : NULL;
  if (!f) return;
  fprintf(f, "%ld %ld\n", allocs, ios);
  fclose(f);
}

/* A program that leaves in a hurry runs no destructors. */
void _exit(int status) {
  stop();
  syscall(SYS_exit_group, status);
  __builtin_unreachable();
}

static bool alloc_fails(void) {
  if (!counting) return false;
  if (++allocs != fail_alloc) return false;
  errno = ENOMEM;
  return true;
}

void *malloc(size_t n) { return alloc_fails() ? NULL : __libc_malloc(n); }
void *calloc(size_t count, size_t n) { return alloc_fails() ? NULL : __libc_calloc(count, n); }
void *realloc(void *p, size_t n) { return alloc_fails() ? NULL : __libc_realloc(p, n); }

static bool io_fails(int fd) {
  if (!counting || (fd >= 0 && fd <= STDERR_FILENO)) return false;
  ios++;
  if (kill_io && ios == kill_io) raise(SIGKILL);
  if (!fail_io || ios < fail_io) return false;
  errno = ENOSPC;
  return true;
}

/* The next definition of NAME; the cast through memory is what POSIX asks for. */
#define NEXT(name)                                                                                                                         \
  static __typeof__(&name) next;                                                                                                           \
  if (!next) *(void **)&next = dlsym(RTLD_NEXT, #name)

ssize_t write(int fd, const void *p, size_t n) {
  NEXT(write);
  return io_fails(fd) ? -1 : next(fd, p, n);
}
ssize_t pwrite(int fd, const void *p, size_t n, off_t at) {
  NEXT(pwrite);
  return io_fails(fd) ? -1 : next(fd, p, n, at);
}
ssize_t pwrite64(int fd, const void *p, size_t n, off64_t at) {
  NEXT(pwrite64);
  return io_fails(fd) ? -1 : next(fd, p, n, at);
}
int fsync(int fd) {
  NEXT(fsync);
  return io_fails(fd) ? -1 : next(fd);
}
int fdatasync(int fd) {
  NEXT(fdatasync);
  return io_fails(fd) ? -1 : next(fd);
}
int ftruncate(int fd, off_t n) {
  NEXT(ftruncate);
  return io_fails(fd) ? -1 : next(fd, n);
}
int ftruncate64(int fd, off64_t n) {
  NEXT(ftruncate64);
  return io_fails(fd) ? -1 : next(fd, n);
}
int rename(const char *from, const char *to) {
  NEXT(rename);
  return io_fails(-1) ? -1 : next(from, to);
}
int mkdir(const char *path, mode_t mode) {
  NEXT(mkdir);
  return io_fails(-1) ? -1 : next(path, mode);
}

static mode_t mode_of(int flags, va_list ap) { return flags & (O_CREAT | __O_TMPFILE) ? (mode_t)va_arg(ap, int) : 0; }

int open(const char *path, int flags, ...) {
  NEXT(open);
  va_list ap;
  va_start(ap, flags);
  mode_t mode = mode_of(flags, ap);
  va_end(ap);
  return (flags & O_CREAT) && io_fails(-1) ? -1 : next(path, flags, mode);
}
int open64(const char *path, int flags, ...) {
  NEXT(open64);
  va_list ap;
  va_start(ap, flags);
  mode_t mode = mode_of(flags, ap);
  va_end(ap);
  return (flags & O_CREAT) && io_fails(-1) ? -1 : next(path, flags, mode);
}
