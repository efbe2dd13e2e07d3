/* Every place that a result points at, once. */
#ifndef TIEOUT_RENDER_SIDES_H
#define TIEOUT_RENDER_SIDES_H

#include "render/view.h"

struct sides {
  VEC(const struct location *) v; /* by path, hash, place, text */
};

void sides_load(struct sides *s, const struct view *v);
void sides_release(struct sides *s);
/* Which of them this one is. It must be of the view. */
size_t sides_index(const struct sides *s, const struct location *l);

#endif
