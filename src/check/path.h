/* Paths as reports write them, against paths as they are. By text only, '/' between parts. */
#ifndef TIEOUT_CHECK_PATH_H
#define TIEOUT_CHECK_PATH_H

#include "base/str.h"

/* Without "./" and "../" in front and '/' behind. */
struct str path_clean(struct str path);
/* `tail` is `path`, or its last parts. */
bool path_ends_with(struct str path, struct str tail);
/* The parts of `folder` stand in `path`, one after the other and not at its end. */
bool path_is_below(struct str path, struct str folder);
/* The last part; the folder above it ("" if none). */
struct str path_name(struct str path);
struct str path_folder(struct str path);
/* A file name that carries a date and time, so that two of the same name are two copies. */
bool path_is_stamped(struct str base);

#endif
