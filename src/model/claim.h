/* What a report says: a claim with its place, and the relations that a reader sees between claims.
 *
 * docs/data-model.md says which families, attributes and relations exist and what each field means for them. */
#ifndef TIEOUT_MODEL_CLAIM_H
#define TIEOUT_MODEL_CLAIM_H

#include "base/str.h"
#include "model/place.h"

enum claim_family {
#define FAMILY(id, name, text) FAMILY_##id,
#include "model/family.def"
#undef FAMILY
  FAMILY_COUNT_
};
enum claim_role { ROLE_MEASURED, ROLE_TARGET, ROLE_ESTIMATE, ROLE_PREVIOUS, ROLE_PLAN, ROLE_ALARM };
enum claim_operator { OP_EQ, OP_LT, OP_LE, OP_GT, OP_GE, OP_APPROX, OP_RANGE };
enum relation_kind {
#define RELATION(id, name, text) RELATION_##id,
#include "model/relation.def"
#undef RELATION
  RELATION_COUNT_
};

const char *claim_family_name(enum claim_family f);
const char *claim_role_name(enum claim_role r);
const char *claim_operator_name(enum claim_operator o); /* "=", "<", "<=", ">", ">=", "~", ".." */
const char *relation_kind_name(enum relation_kind k);

/* Slices are borrowed for the call. */
struct claim {
  int64_t document;
  enum claim_family family;
  struct str subject;   /* canonical ("service:web", "deployment", "loadtest"), or empty: not known */
  struct str attribute; /* vocabulary word, or empty */
  enum claim_operator operator_;
  enum claim_role role;
  struct str value;     /* canonical, as in facts */
  struct str written;   /* the value exactly as the report writes it (original bytes) */
  struct str qualifier; /* words that narrow it ("failing" in "3 failing services"), lower case, or empty */
  bool has_number;
  bool exact;               /* an integer count: must be equal, no printed precision */
  double number, low, high; /* base unit; [low, high) after precision, "~" and "N+" (high = INFINITY) */
  struct str unit;
  int64_t section;  /* store id of the heading it stands under, 0 = before the first */
  int32_t block;    /* number of the block in the document: claims of one list item, paragraph or table share it */
  int32_t row, col; /* of a table, 0 = header row; -1 outside tables */
  struct place place;
  struct str text; /* the claim as quoted: original bytes, at most LIMIT_QUOTE_BYTES */
};

struct relation {
  int64_t document;
  enum relation_kind kind;
  int64_t claim; /* the one that can be wrong: total, row status, end … */
  int64_t other; /* the one it is measured by: part, target, start … */
  int32_t ord;   /* order among the others of one claim and kind */
};

/* A heading, for rules that ask where a claim stands. */
struct section {
  int64_t document;
  int64_t parent; /* 0 = none */
  int64_t top;    /* its ancestor of level 2, or the highest there is; 0 = itself */
  int32_t level;
  struct str title;
  uint32_t line;
};

/* A report as a whole. */
struct document {
  int64_t intake;
  bool is_with; /* given by --with */
  struct str title;
  struct str status_claimed; /* as written, or empty */
  int64_t as_of;             /* the document's own time: snapshot, generated, date; TIME_NONE */
  int64_t as_of_high;        /* first microsecond after it (a date covers a day) */
};

#endif
