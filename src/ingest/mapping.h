/* An importer written in YAML, compiled to a plan. docs/importers.md is the language's manual.
 *
 * A plan is const after compiling and lives in one arena; running it allocates only for the artifact at hand. */
#ifndef TIEOUT_INGEST_MAPPING_H
#define TIEOUT_INGEST_MAPPING_H

#include "ingest/importer.h"
#include "model/status.h"
#include "model/unit.h"
#include "policy/config.h"

/* --- paths: RFC 6901 with '*', '**', '[k]', '[k=v]', '[k!=v]', negative indexes; '^' enclosing rule, '$' document, '@key' member name ---
 */

enum step_kind { STEP_KEY, STEP_ALL, STEP_DEEP, STEP_WHERE };
struct step {
  enum step_kind kind;
  struct str key;   /* KEY, WHERE */
  struct str value; /* WHERE */
  bool differs;     /* WHERE: !=; a member that is missing differs too */
  bool present;     /* WHERE: the member alone: there and not null */
  bool has_index;   /* KEY: also an index into a list … */
  int64_t index;    /* … from the end if negative */
};
struct path {
  bool document; /* '$' */
  int up;        /* number of '^' */
  bool key;      /* '@key': the member's name (or index) instead of its value */
  struct step *steps;
  size_t n;
};
/* The first that is present and not null; else the first that is present. */
struct paths {
  struct path *v;
  size_t n;
};

/* Where a rule stands: the node it runs for, inside the node of the enclosing rule. */
struct scope {
  const struct scope *outer;
  uint32_t node, root;
};

/* What a path found. `node` is the place even where the text is a member's name. */
struct found {
  uint32_t node; /* TREE_NONE: nothing */
  bool is_key;
};

/* Running a plan over one file. `budget` counts steps over the tree down, so that no mapping and no file makes it quadratic for long. */
struct walk {
  const struct evidence *e;
  int64_t budget;
};

/* Compiles one path; `why` says what is wrong (static text). */
bool path_compile(struct arena *a, struct str text, struct path *out, const char **why);
struct found path_first(struct walk *w, const struct path *p, const struct scope *s);
struct found paths_first(struct walk *w, const struct paths *p, const struct scope *s);
/* Calls fn for every node, in document order, until it returns false. */
typedef bool (*path_fn)(void *ctx, uint32_t node);
void path_all(struct walk *w, const struct path *p, const struct scope *s, path_fn fn, void *ctx);
/* The node in front of the path's first '*', '**' or '[…]': TREE_NONE means that the list itself is not there. */
uint32_t path_base(struct walk *w, const struct path *p, const struct scope *s);
bool path_is_many(const struct path *p);
/* Text of a scalar or of a member's name; an empty slice for lists and objects. */
struct str found_text(const struct walk *w, struct found f, struct arena *a);

/* --- conditions --- */

enum test_kind { TEST_EXISTS, TEST_TYPE, TEST_EQ, TEST_IN, TEST_MATCH, TEST_GT, TEST_GE, TEST_LT, TEST_LE, TEST_ALL, TEST_ANY, TEST_NOT };
struct cond;
struct conds {
  struct cond *v;
  size_t n;
};
/* One test: of what a path finds, or of other conditions. */
struct cond {
  enum test_kind kind;
  struct paths path;
  bool flag;         /* EXISTS */
  unsigned types;    /* TYPE: bit per enum tree_type */
  double number;     /* GT … LE */
  struct str *words; /* EQ, IN, MATCH */
  size_t words_n;
  struct conds inner; /* ALL, ANY, NOT */
};
bool conds_hold(struct walk *w, const struct conds *c, const struct scope *s);

/* --- templates: "service:{/service|/name}" --- */

struct piece {
  struct str text;    /* literal … */
  struct paths paths; /* … or, where it has any, a path's value */
};
struct template {
  struct piece *v;
  size_t n;
};

/* --- values --- */

enum value_kind { VALUE_NONE, VALUE_FROM, VALUE_CONST, VALUE_COUNT, VALUE_SUM, VALUE_MIN, VALUE_MAX, VALUE_RATIO, VALUE_CASES };
struct value_case {
  struct conds when;
  struct str value;
  struct paths place;
};
struct value {
  enum value_kind kind;
  struct paths paths;       /* FROM */
  struct path many;         /* COUNT, SUM, MIN, MAX */
  struct paths part, whole; /* RATIO */
  struct str text;          /* CONST */
  struct paths place;       /* CONST: the value that it stands for */
  struct value_case *cases; /* CASES: the first that holds */
  size_t cases_n;
};

/* What the attribute wants: decides how written text becomes a value. */
enum fact_kind { KIND_TEXT, KIND_STATUS, KIND_NUMBER, KIND_TIME, KIND_DIGEST, KIND_COMMIT };
enum time_format { TIME_TEXT, TIME_EPOCH_S, TIME_EPOCH_MS, TIME_EPOCH_US, TIME_EPOCH_NS };
enum take { TAKE_ALL, TAKE_TAG, TAKE_NAME, TAKE_BASENAME };

struct moment_plan {
  struct paths paths; /* none: not given */
  enum time_format format;
};

struct fact_plan {
  struct template attribute;
  struct template subject; /* none: the rule's */
  struct value value;
  struct conds when;
  enum fact_kind kind;
  const struct unit *unit; /* KIND_NUMBER: of a bare number */
  enum time_format time;
  enum take take;
  struct policy_pair *map;
  size_t map_n;
  struct str *nulls;
  size_t nulls_n;
  struct str dflt;
  bool has_default;
  bool required; /* absent or null is worth a diagnostic */
  int rank;      /* enum rank, or -1: the mapping's */
};

struct rule {
  bool has_each;
  struct path each;
  struct conds when;
  struct template subject;
  struct moment_plan at;
  struct template doubt; /* a diagnostic at this node */
  struct fact_plan *facts;
  size_t facts_n;
  struct rule *rules;
  size_t rules_n;
};

enum docs { DOCS_JSON, DOCS_NDJSON, DOCS_YAML, DOCS_ANY };

struct identity_plan {
  struct paths project, environment, commit, version, release;
  struct moment_plan observed_at;
};

struct mapping {
  struct str name, version, title;
  int rank;
  int docs;
  struct conds detect;
  struct str *filenames;
  size_t filenames_n;
  struct identity_plan identity;
  struct rule top; /* its `rules` are the mapping's */
  struct arena arena;
};

/* `out` is released on failure. */
int mapping_compile(struct mapping *out, struct str yaml, const char *path, struct err *err);
/* With the same as JSON, where the program carries it (base/embedded.h). */
int mapping_compile_json(struct mapping *out, struct str yaml, struct str json, const char *path, struct err *err);
void mapping_release(struct mapping *m);

int mapping_score(const struct mapping *m, const struct evidence *e);
void mapping_identify(const struct mapping *m, const struct evidence *e, struct arena *arena, struct identity *out,
                      const struct diag_sink *diags);
int mapping_read(const struct mapping *m, const struct evidence *e, const struct identity *id, const struct import_sink *out,
                 struct err *err);

struct scalar {
  struct str text;
  bool absent; /* null, an empty list */
};
void scalar_to_fact(const struct fact_plan *plan, struct scalar in, const struct policy *policy, struct arena *a, struct fact *out);
/* The part of an image reference or path that `take` names; empty if it has none. */
struct str take_part(enum take take, struct str s);
bool is_null_word(struct str s);
bool is_placeholder(struct str s);
int64_t moment_read(struct walk *w, const struct moment_plan *plan, const struct scope *s, struct arena *a, int64_t dflt);

#endif
