/* Binding a report to its release: what the report says of itself, the readings that could belong to it, and the steps that decide.
 *
 * Order: label; what it cites; commit or version; project and environment with the latest artifact not later than the report. Then the
 * release is completed from what stands near. When in doubt a reading stays out: a wrong comparison costs more than a missed one. */
#ifndef TIEOUT_CHECK_BIND_H
#define TIEOUT_CHECK_BIND_H

#include "base/arena.h"
#include "base/time.h"
#include "base/vec.h"
#include "check/check.h"

struct candidate {
  int64_t id, artifact;
  struct str path, importer, release, project, environment, commit, version;
  int64_t observed; /* TIME_NONE: unknown; a file's own time does not count */
  int64_t facts;
  size_t same_as; /* index of the candidate that stands for these bytes; its own if it does */
  bool out;       /* never to be bound; `reason` says why */
  bool bound;
  bool cited;
  bool proof;     /* cited as evidence */
  bool by_folder; /* bound for where it lies only */
  bool tied;      /* out because another one of its moment says otherwise; no sign of another release near by */
  struct str reason;
};

struct citation {
  int64_t claim;
  struct str value;
  bool usable; /* no pattern, no plan */
  bool proof;  /* offered as evidence */
};

/* What a report, then its release, is known to be about. Empty: not said. */
struct identity {
  struct str project, environment;
  VEC(struct str) commits;  /* hex, at least 7 digits */
  VEC(struct str) versions; /* from the header; then … */
  VEC(struct str) mentions; /* … revisions and images from tables */
};

/* The last part of a candidate's path. */
struct base_entry {
  struct str base;
  size_t index; /* into binding.all */
};

struct binding {
  struct store *s;
  int64_t document;
  const struct check_options *o;
  struct arena arena;
  struct str path;           /* of the report */
  int64_t as_of, as_of_high; /* TIME_NONE */
  struct identity identity;
  VEC(struct citation) citations;
  VEC(struct candidate) all;      /* by path */
  VEC(struct base_entry) by_base; /* sorted */
};

int binding_load(struct binding *b, struct err *err);
void binding_release(struct binding *b);

/* The environment's name without variation: "Production (eu-1)" and "prod" are "production". Borrowed or static. */
struct str environment_plain(struct str name);
bool commits_agree(struct str a, struct str b);
/* Why the candidate is about something else; empty where nothing says so. What is cited may be of another commit: that is a finding. */
struct str candidate_conflict(struct binding *b, const struct candidate *c, bool cited);
bool candidate_matches_commit(const struct binding *b, const struct candidate *c);
bool candidate_matches_version(const struct binding *b, const struct candidate *c);
bool candidate_has_identity(const struct candidate *c);
void candidate_bind(struct binding *b, struct candidate *c, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void candidate_exclude(struct binding *b, struct candidate *c, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* Two readings of one importer that speak of the same things. */
int candidates_overlap(struct binding *b, const struct candidate *x, const struct candidate *y, bool *overlap, struct err *err);
/* First index into by_base whose last part is not before `base`. */
size_t binding_base_from(const struct binding *b, struct str base);

/* Both times are known and the same. */
bool candidates_of_one_moment(const struct candidate *x, const struct candidate *y);
/* Both say a version, a commit or a label, and they differ. */
bool candidates_name_two_releases(const struct candidate *x, const struct candidate *y);

/* Candidates of one moment and place, to be bound together or, where they contradict each other, not at all. */
struct tie {
  struct candidate **v;
  size_t n, cap;
};
int bind_tie(struct binding *b, const struct tie *t, const char *why, struct err *err);

/* Returns how many were bound, or -1. */
int bind_by_label(struct binding *b, struct err *err);
int bind_by_citation(struct binding *b, struct err *err);
int bind_by_name(struct binding *b, struct err *err); /* commit, version */
int bind_by_digest(struct binding *b, struct err *err);
int bind_by_project(struct binding *b, struct err *err);
/* Of several bound readings that are alternatives, keeps the report's own, else the latest that is not later than the report. `joined`:
 * some were bound for sharing a name with the others, which says nothing of which is the report's own. */
int bind_choose(struct binding *b, bool joined, struct err *err);
/* What has the version, commit or label of what is bound. */
int bind_named_alike(struct binding *b, struct err *err);
int bind_complete(struct binding *b, struct err *err);
bool is_after_report(const struct binding *b, const struct candidate *c);

#endif
