#include "check/path.h"

#include "base/time.h"

#include <stdint.h>

struct str path_clean(struct str path) {
  for (;;) {
    if (str_starts(path, STR("./")))
      path = str_sub(path, 2, path.n);
    else if (str_starts(path, STR("../")))
      path = str_sub(path, 3, path.n);
    else
      break;
  }
  while (path.n > 1 && path.p[path.n - 1] == '/') path.n--;
  return path;
}

bool path_ends_with(struct str path, struct str tail) {
  if (!tail.n || !str_ends(path, tail)) return false;
  return path.n == tail.n || path.p[path.n - tail.n - 1] == '/' || tail.p[0] == '/';
}

bool path_is_below(struct str path, struct str folder) {
  if (!folder.n) return false;
  for (size_t at = 0; (at = str_find(path, folder, at)) != SIZE_MAX; at++) {
    bool starts = at == 0 || path.p[at - 1] == '/';
    size_t end = at + folder.n;
    if (starts && end < path.n && path.p[end] == '/') return true;
  }
  return false;
}

struct str path_name(struct str path) {
  size_t from = path.n;
  while (from && path.p[from - 1] != '/') from--;
  return str_sub(path, from, path.n - from);
}

struct str path_folder(struct str path) {
  size_t n = path.n - path_name(path).n;
  return str_sub(path, 0, n ? n - 1 : 0);
}

bool path_is_stamped(struct str base) {
  struct moment m;
  return time_find_stamp(base, &m);
}
