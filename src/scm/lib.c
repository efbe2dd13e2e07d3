/* libgit2 at run time. Linked, it would take 9 ms of every start: half of it is the cryptography that it gets ready to reach servers. */
#include <dlfcn.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "scm/lib.h"

/* --- memory: what a damaged or hostile object asks for is refused, all else comes from where everything comes from --- */

static bool too_much(size_t n, size_t size) { return size && n > LIMIT_GIT_ALLOCATION / size; }

static void *git_malloc(size_t n, const char *file, int line) { return too_much(n, 1) ? NULL : mem_alloc(n); }
static void *git_calloc(size_t n, size_t size, const char *file, int line) { return too_much(n, size) ? NULL : mem_calloc(n, size); }
static void *git_realloc(void *p, size_t n, const char *file, int line) { return too_much(n, 1) ? NULL : mem_realloc(p, n); }
static void *git_realloc_array(void *p, size_t n, size_t size, const char *file, int line) {
  return too_much(n, size) ? NULL : mem_array(p, n, size);
}
static void *git_malloc_array(size_t n, size_t size, const char *file, int line) { return git_realloc_array(NULL, n, size, file, line); }
static char *git_strdup(const char *s, const char *file, int line) { return mem_strdup(s); }
static char *git_strndup(const char *s, size_t n, const char *file, int line) { return mem_strndup(s, strnlen(s, n)); }
static char *git_substrdup(const char *s, size_t n, const char *file, int line) { return too_much(n, 1) ? NULL : mem_strndup(s, n); }

static void set_memory(struct git_lib *g) {
  git_allocator ours = {.gmalloc = git_malloc,
                        .gcalloc = git_calloc,
                        .gstrdup = git_strdup,
                        .gstrndup = git_strndup,
                        .gsubstrdup = git_substrdup,
                        .grealloc = git_realloc,
                        .greallocarray = git_realloc_array,
                        .gmallocarray = git_malloc_array,
                        .gfree = mem_free};
  g->libgit2_opts(GIT_OPT_SET_ALLOCATOR, &ours);
}

/* --- what it may look at --- */

/* Objects are only read, so whose they are does not matter; and no configuration counts but the repository's own. */
static void set_options(struct git_lib *g) {
  static const int levels[] = {GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL};
  for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++) g->libgit2_opts(GIT_OPT_SET_SEARCH_PATH, levels[i], "");
  g->libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
}

/* A program that uses libgit2 itself, around our library, keeps its own settings: who starts it first decides. */
static int start(struct git_lib *g) {
  int users = g->libgit2_init();
  if (users == 1) set_options(g);
  return users > 0 ? 0 : -1;
}

/* --- finding it --- */

static int find_functions(struct git_lib *g, struct err *err) {
#define SCM_FIND(name)                                                                                                                     \
  if (!(*(void **)&g->name = dlsym(g->handle, "git_" #name))) return err_set(err, ERR_INPUT, "git: " TIEOUT_LIBGIT2 " has no git_" #name);
  SCM_FUNCTIONS(SCM_FIND)
#undef SCM_FIND
  int major = 0, minor = 0, revision = 0;
  g->libgit2_version(&major, &minor, &revision);
  if (major != LIBGIT2_VER_MAJOR || minor != LIBGIT2_VER_MINOR)
    return err_set(err, ERR_INPUT, "git: " TIEOUT_LIBGIT2 " is version %d.%d, and not the %d.%d that this program was built for", major,
                   minor, LIBGIT2_VER_MAJOR, LIBGIT2_VER_MINOR);
  return 0;
}

int lib_open(struct git_lib *g, struct err *err) {
  if (g->handle) return 0;
  void *others = dlopen(TIEOUT_LIBGIT2, RTLD_LAZY | RTLD_NOLOAD);
  g->handle = others ? others : dlopen(TIEOUT_LIBGIT2, RTLD_LAZY | RTLD_LOCAL);
  if (!g->handle) return err_set(err, ERR_INPUT, "git: cannot load libgit2: %.300s", dlerror());
  int rc = find_functions(g, err);
  if (rc == 0 && !others) set_memory(g); /* nobody holds memory of it yet */
  if (rc == 0 && start(g) != 0) rc = err_set(err, ERR_INPUT, "git: libgit2 does not start");
  if (rc != 0) g->handle = NULL;
  return rc;
}

/* Left in memory: others may use it, and loading it again would cost the same once more. */
void lib_close(struct git_lib *g) {
  if (g->handle) g->libgit2_shutdown();
  g->handle = NULL;
}
