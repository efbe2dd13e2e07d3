/* A table as table.c understood it: what each column is about, whom each row is about. For the forms that relate cells. */
#ifndef TIEOUT_EXTRACT_TABLE_H
#define TIEOUT_EXTRACT_TABLE_H

#include "extract/context.h"
#include "extract/lexicon.h"
#include "extract/words.h"
#include "model/unit.h"

enum table_shape {
  TABLE_UNKNOWN,
  TABLE_THINGS,   /* a row a thing: Service | URL | Status */
  TABLE_METRICS,  /* a row a metric: Metric | Target | Actual | Status */
  TABLE_KEYS,     /* a row a property: Property | Value */
  TABLE_COUNTS,   /* a row a kind of thing and how many: Resource | Count */
  TABLE_TIMELINE, /* rows in order with start/end or a clock */
  TABLE_MATRIX    /* first header cell empty, values inside */
};

struct table_column {
  struct str raw; /* as written */
  struct meaning meaning;
  bool role_named;          /* the header names a role ("Target", "Actual", "Value") */
  struct str header;        /* plain, lower case */
  struct str attribute;     /* vocabulary word, or empty */
  enum claim_family family; /* of the cells, where attribute is set */
  enum claim_role role;     /* TARGET for Target/Requirement/Threshold, PREVIOUS for Before/Baseline … */
  const struct unit *unit;  /* from the header ("p95 (ms)"), or NULL */
  bool label;               /* names the row's subject or metric */
  bool status;              /* status words */
  bool verdict;             /* "OK?", "Met": beside target and actual, and only there, a status; "yes" and "no" are ones too */
  bool summed;              /* a total row may sum it: not an average, rate, percentage, unique, max … */
};

struct table_row {
  struct meaning meaning; /* TABLE_METRICS, TABLE_KEYS */
  struct str label;       /* first cell, plain, trimmed */
  struct str subject;     /* canonical, or empty */
  struct str attribute;   /* TABLE_METRICS, TABLE_KEYS: what the row measures, or empty */
  struct str qualifier;   /* from parentheses in the label */
  bool total;             /* label is exactly total, sum, grand total … */
  bool part;              /* a sub-row: indented or led by a dash */
  bool strong;            /* the label is set in bold */
};

struct table {
  int32_t block;      /* MD_TABLE */
  int32_t rows, cols; /* rows includes the header */
  enum table_shape shape;
  int32_t label;        /* the column that names the rows */
  bool silent;          /* schema, legend, template, plan: gives no claims */
  const int32_t *cells; /* MD_CELL block of [row * cols + col], or -1 where the row is short */
  struct table_column *columns;
  struct table_row *row; /* `rows` of them */
};

static inline int32_t table_cell(const struct table *t, int32_t row, int32_t col) {
  return row < t->rows && col < t->cols ? t->cells[row * t->cols + col] : -1;
}
/* Claim of that cell with a number (the first), or CLAIM_NONE. */
int32_t table_claim(const struct extraction *x, const struct table *t, int32_t row, int32_t col);

/* A cell whose column's header has one of the words. */
bool column_is_of(const struct extraction *x, int32_t block, const char *const *words);

#endif
