/* The texts behind enum sql_id, and the migrations in order. Both tables are made at build. */
#ifndef TIEOUT_STORE_SQL_TEXT_H
#define TIEOUT_STORE_SQL_TEXT_H

#include "base/embedded.h"
#include "store/sql_ids.h"

extern const struct embedded sql_texts[]; /* SQL_COUNT rows */
extern const struct embedded sql_migrations[];
extern const int sql_migrations_count; /* the schema version that this program writes */

#endif
