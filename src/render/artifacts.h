/* Every file that a result speaks of, once: reports in their order, then evidence, then what else is quoted. */
#ifndef TIEOUT_RENDER_ARTIFACTS_H
#define TIEOUT_RENDER_ARTIFACTS_H

#include "render/view.h"

struct artifact {
  struct str path, sha256; /* the second may be empty */
  bool is_report;
  size_t rank;  /* of its first mention */
  size_t index; /* in `order` */
};

struct artifacts {
  VEC(struct artifact) v; /* by path and hash */
  VEC(size_t) order;      /* into `v`, by first mention */
};

void artifacts_load(struct artifacts *a, const struct view *v);
void artifacts_release(struct artifacts *a);
/* Never NULL for a path and hash that the view has. */
const struct artifact *artifacts_find(const struct artifacts *a, struct str path, struct str sha256);

#endif
