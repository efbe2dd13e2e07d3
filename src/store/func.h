/* Inside of the store: the SQL functions of rules. */
#ifndef TIEOUT_STORE_FUNC_H
#define TIEOUT_STORE_FUNC_H

#include "base/buf.h"
#include "store/db.h"

/* A figure for people, as fmt(number, unit) gives it. */
void func_put_figure(struct buf *b, double v, struct str unit);
/* -1, 0 or 1; what a conversion of units leaves to chance counts as equal. */
int func_order(double a, double b);
struct str func_text(sqlite3_value *v);
/* The function's result; empties `b`. */
void func_result(sqlite3_context *c, struct buf *b);
/* terms(), reads() and apart(): how a rule writes its arithmetic out. */
int func_register_working(sqlite3 *db);

#endif
