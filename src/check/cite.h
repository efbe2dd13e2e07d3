/* One look-up of the citations of one document: what cite.c (files) and cite_tree.c (commits) share. */
#ifndef TIEOUT_CHECK_CITE_H
#define TIEOUT_CHECK_CITE_H

#include "base/arena.h"
#include "base/vec.h"
#include "check/check.h"
#include "scm/scm.h"

/* A commit or tag that the report names. */
struct revision {
  int64_t claim;
  bool is_tag;
  struct str value;
  enum scm_seen seen;
  struct scm_commit commit;
  char object[SCM_HEX + 1];
};

/* In the order of the words in cite.c. */
enum outcome { OUTCOME_UNCHECKED, OUTCOME_EXACT, OUTCOME_SUFFIX, OUTCOME_MOVED, OUTCOME_IGNORED, OUTCOME_ABSENT };

struct cited {
  int64_t claim;
  struct str value, clean; /* both NUL-terminated */
  bool open;               /* a path that can be looked for */
  bool proof;              /* offered as evidence of what the report says */
  bool in_tree;            /* found in the tree, not in evidence or elsewhere */
  enum outcome outcome;
  struct str found;  /* as a path of the file system, there or not; or empty */
  struct str commit; /* the last that had it, where it has moved */
};

/* A citation that no direct look-up found. */
struct wanted {
  struct str clean;
  size_t index; /* into look_up.v */
  bool found;   /* in the first of several that are the same */
};

struct look_up {
  struct arena arena;
  const struct check_options *o;
  char *report; /* owned */
  char *tree;   /* owned; the folder that is looked in, or NULL */
  VEC(struct cited) v;
  VEC(struct wanted) wanted; /* sorted */
  VEC(struct revision) revisions;
  VEC(struct str) ignored; /* patterns of the .gitignore, where git does not read it for us */
  size_t walked;
  struct str root;    /* being walked */
  struct str visited; /* the path before */
  bool capped;        /* not everything was seen: nothing is absent */

  struct scm_repo *repo; /* of the tree; NULL: none, or not needed yet */
  bool asked;            /* for the repository */
  struct scm_commit at;  /* the commit that is looked in; without hex if none */
  struct str prefix;     /* of the tree in its repository; "" for the top */
  struct str beside;     /* the report's folder in the repository, as `prefix`; without bytes if it is elsewhere */
  bool report_is_inside;
};

/* Any path of the tree, or any commit or tag, is where the report says. */
bool cite_resolves(const struct look_up *l);

/* Still to be found. */
static inline bool cited_is_lost(const struct cited *c) { return c->open && c->outcome == OUTCOME_UNCHECKED; }
static inline bool cited_is_absolute(const struct cited *c) { return c->value.p[0] == '/'; }

/* All citations of one text that `path` ends with are settled at once, and by the first such path. */
void cite_match_ends(struct look_up *l, struct str path);
void cite_want_the_rest(struct look_up *l);
/* `path` of the repository, as a path of the file system where there is a work tree. */
struct str cite_place(struct look_up *l, struct str path);

/* Opens the repository of the tree and chooses the commit, once. What cannot be read is told, unless a commit was asked for. */
int cite_open(struct look_up *l, struct err *err);
void cite_exactly_at(struct look_up *l);
void cite_ends_at(struct look_up *l);
/* What was offered as proof, and was there before. */
void cite_look_back(struct look_up *l);
/* The .gitignore at the top of the commit. */
struct str cite_committed_ignore(struct look_up *l);
/* Commits and tags, after the paths: one that is not there is missing only where something is. */
int cite_revisions(struct look_up *l, struct err *err);
int cite_write_revisions(struct look_up *l, struct store *s, int64_t document, struct err *err);
int cite_take_revision(void *ctx, const struct row *r, struct err *err); /* row_fn; ctx: struct look_up */
bool cite_is_ignored(struct look_up *l, const struct cited *c);

#endif
