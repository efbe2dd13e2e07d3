/* `ignore:` lines with the meaning they have in .gitignore: the last line that matches decides, '!' takes back, a slash at the end means
 * folders only, a slash anywhere else anchors the pattern to the policy's folder, and what lies below an ignored folder stays ignored. */
#include "base/file.h"
#include "policy/policy.h"

struct pattern {
  struct str glob;
  bool negated, folder, anchored;
};

static struct pattern pattern_of(struct str line) {
  struct pattern p = {.glob = line};
  if (p.glob.n && p.glob.p[0] == '!') {
    p.negated = true;
    p.glob = str_sub(p.glob, 1, p.glob.n);
  }
  if (p.glob.n > 1 && p.glob.p[p.glob.n - 1] == '/') {
    p.folder = true;
    p.glob.n--;
  }
  p.anchored = str_find(p.glob, STR("/"), 0) != SIZE_MAX;
  if (p.glob.n && p.glob.p[0] == '/') p.glob = str_sub(p.glob, 1, p.glob.n);
  return p;
}

/* The path as seen from the policy's folder, as far as the text tells. */
static struct str relative(const struct policy *p, struct str path) {
  while (str_starts(path, STR("./"))) path = str_sub(path, 2, path.n);
  if (!p->path) return path;
  char *dir = file_dir(p->path);
  struct str prefix = str_of(dir);
  if (str_starts(prefix, STR("./"))) prefix = str_sub(prefix, 2, prefix.n);
  if (prefix.n && path.n > prefix.n && str_starts(path, prefix) && path.p[prefix.n] == '/') path = str_sub(path, prefix.n + 1, path.n);
  mem_free(dir);
  return path;
}

/* Whether the last pattern that matches `path` (a folder, or the file itself) ignores it. */
static bool ignored_itself(const struct policy *p, struct str path, bool folder) {
  for (size_t i = p->ignore.n; i-- > 0;) {
    struct pattern pattern = pattern_of(p->ignore.v[i]);
    if (pattern.folder && !folder) continue;
    if (str_glob(pattern.glob, pattern.anchored ? path : file_base(path))) return !pattern.negated;
  }
  return false;
}

bool policy_ignores(const struct policy *p, struct str path) {
  if (!p->ignore.n) return false;
  path = relative(p, path);
  for (size_t i = 1; i < path.n; i++)
    if (path.p[i] == '/' && ignored_itself(p, str_sub(path, 0, i), true)) return true;
  return ignored_itself(p, path, false);
}
