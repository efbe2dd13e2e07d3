/* Where something stands in a text file. */
#ifndef TIEOUT_MODEL_PLACE_H
#define TIEOUT_MODEL_PLACE_H

#include <stdint.h>

/* 1-based; columns in Unicode code points of the file as stored; end_column is one past the end. 0 = unknown. */
struct place {
  uint32_t line, column, end_line, end_column;
};

#endif
