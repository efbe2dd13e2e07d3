/* The parts of table.c: claims of cells, totals, targets of other tables. */
#ifndef TIEOUT_EXTRACT_TABLE_PARTS_H
#define TIEOUT_EXTRACT_TABLE_PARTS_H

#include "extract/pair.h"
#include "extract/table.h"

struct str cell_text(const struct extraction *x, const struct table *t, int32_t row, int32_t col);
void table_claims(struct extraction *x, struct table *t);
/* Total rows against their columns. */
void table_sums(struct extraction *x, struct table *t);
/* The row that sums all others, or -1: there is none, or it is not sure what it sums. */
int32_t table_total(const struct extraction *x, const struct table *t);
/* The number of a cell as a claim, made if there is none yet. */
int32_t table_cell_claim(struct extraction *x, struct table *t, int32_t row, int32_t col);
/* Columns that are computed from others in their row. */
void table_rows(struct extraction *x, struct table *t);
/* A metric table's target for an attribute also holds for the rows of results tables beside it. */
void table_targets(struct extraction *x);

/* The whole of a cell as a value, everything else open. */
struct value_at cell_value(const struct extraction *x, int32_t cell);
/* "Alert policies" → "count.alert-policy"; empty for a label that is no noun. */
struct str count_attribute(struct extraction *x, struct str label);

#endif
