/* What SQL that somebody else wrote may use. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/sandbox.h"

/* Built-in functions whose result depends on their arguments only; sorted. Dates are not among them: 'now' is one of their arguments. */
static const char *const functions[] = {
    "->",
    "->>",
    "abs",
    "acos",
    "agrees",
    "apart",
    "asin",
    "atan",
    "atan2",
    "avg",
    "ceil",
    "ceiling",
    "char",
    "coalesce",
    "cos",
    "count",
    "cume_dist",
    "degrees",
    "dense_rank",
    "exp",
    "first_value",
    "floor",
    "fmt",
    "format",
    "glob",
    "group_concat",
    "hex",
    "ifnull",
    "iif",
    "instr",
    "json",
    "json_array",
    "json_array_length",

    "json_extract",
    "json_group_array",
    "json_group_object",
    "json_object",
    "json_quote",
    "json_type",
    "json_valid",
    "lag",
    "last_value",
    "lead",
    "length",
    "like",
    "ln",
    "log",
    "log10",
    "log2",
    "lower",
    "ltrim",
    "max",
    "meets",
    "min",
    "mod",
    "nth_value",
    "ntile",
    "nullif",
    "percent_rank",
    "pi",
    "plain",
    "pow",
    "power",
    "printf",
    "quote",
    "radians",
    "rank",
    "reads",
    "replace",
    "round",
    "row_number",
    "rtrim",
    "sign",
    "sin",
    "sqrt",
    "substr",
    "substring",
    "sum",
    "tan",
    "terms",
    "total",
    "trim",
    "trunc",
    "typeof",
    "unicode",
    "upper",
};

static int compare_name(const void *key, const void *item) { return sqlite3_stricmp(key, *(const char *const *)item); }

static bool function_allowed(const char *name) {
  return name && bsearch(name, functions, sizeof functions / sizeof *functions, sizeof *functions, compare_name);
}

/* Everything in the ledger may be read; SQLite's own virtual tables, which tell about the process and the file, may not. */
static bool table_allowed(const char *name) {
  static const char *const prefixes[] = {"pragma_", "dbstat", "sqlite_stmt", "sqlite_dbpage", "bytecode", "tables_used", "fts3tokenize"};
  for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
    if (name && ascii_lower(name[0]) == prefixes[i][0] && sqlite3_strnicmp(name, prefixes[i], (int)strlen(prefixes[i])) == 0) return false;
  return true;
}

static int deny(struct sandbox *b, const char *what, const char *name) {
  if (name)
    snprintf(b->denied, sizeof b->denied, "%s \"%s\"", what, name);
  else
    snprintf(b->denied, sizeof b->denied, "%s", what);
  return SQLITE_DENY;
}

int sandbox_authorize(void *ctx, int action, const char *first, const char *second, const char *database, const char *inner) {
  switch (action) {
  case SQLITE_SELECT:
  case SQLITE_RECURSIVE:
    return SQLITE_OK;
  case SQLITE_READ:
    return table_allowed(first) ? SQLITE_OK : deny(ctx, "table", first);
  case SQLITE_FUNCTION:
    return function_allowed(second) ? SQLITE_OK : deny(ctx, "function", second);
  default:
    return deny(ctx, "anything but SELECT", NULL);
  }
}
