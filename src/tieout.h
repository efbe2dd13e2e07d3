/* tieout: ties the claims of a report to evidence. The one public header.
 *
 * One session holds one ledger (a file, or memory) and everything read into it. Not thread-safe: one session, one thread. All strings in
 * options are borrowed for the call. Text handed out is owned by the caller and freed with tieout_free(). */
#ifndef TIEOUT_H
#define TIEOUT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define TIEOUT_API __attribute__((visibility("default")))
#else
#define TIEOUT_API
#endif

/* Exit statuses; several at once: 5 wins, then 4, 2, 3, 1. */
enum tieout_status {
  TIEOUT_OK = 0,
  TIEOUT_FINDINGS = 1,
  TIEOUT_USAGE = 2,
  TIEOUT_NOT_ESTABLISHED = 3,
  TIEOUT_INTEGRITY = 4,
  TIEOUT_INTERNAL = 5
};

struct tieout; /* private */

struct tieout_options {
  const char *ledger; /* file; NULL: memory */
  int create;         /* make the ledger if it is not there */
  int write;          /* open it for writing (a missing or older ledger is an error otherwise) */
  const char *policy; /* file; NULL: tieout.yaml found upwards from `start`; "" : none */
  const char *start;  /* folder to look upwards from; NULL: the working directory */
  int64_t now;        /* UTC microseconds; INT64_MIN: SOURCE_DATE_EPOCH, else the clock */
};

TIEOUT_API const char *tieout_version(void);
/* For a program that is nothing but tieout, before all else: sets SQLite up for speed, which holds for everything in the process. */
TIEOUT_API void tieout_own_process(void);
/* What went wrong in the last call, a line each: "path:line:column: text [rule]". Empty if nothing did. Valid until the next call on the
 * session. */
TIEOUT_API const char *tieout_message(const struct tieout *t);
/* Always gives a session (so that its message can be read), also when it returns something other than TIEOUT_OK. */
TIEOUT_API enum tieout_status tieout_open(struct tieout **out, const struct tieout_options *o);
TIEOUT_API void tieout_close(struct tieout *t);
TIEOUT_API void tieout_free(void *p);
/* Out of memory ends in this call, which must not return; default: abort(). */
TIEOUT_API void tieout_on_oom(void (*fn)(size_t size));

/* The commands other than check know the first two only. */
enum tieout_format {
  TIEOUT_TEXT,
  TIEOUT_JSON,
  TIEOUT_SARIF,
  TIEOUT_JUNIT,
  TIEOUT_GITHUB,
  TIEOUT_MARKDOWN,
  TIEOUT_CYCLONEDX,
  TIEOUT_FORMATS
};
struct tieout_text {
  char *p; /* NUL-terminated; freed with tieout_free() */
  size_t n;
};
enum tieout_level { TIEOUT_LEVEL_NEVER, TIEOUT_LEVEL_ERROR, TIEOUT_LEVEL_WARNING, TIEOUT_LEVEL_NOTE };

struct tieout_check {
  const char *const *reports; /* files; a folder means its *.md */
  size_t reports_n;
  const char *const *with;
  size_t with_n;
  const char *const *evidence;
  size_t evidence_n;
  const char *release;  /* or NULL */
  const char *repo;     /* where cited paths, commits and tags are looked up; NULL: the work tree of each report */
  const char *at;       /* a commit of it; NULL: the one that last changed the report, and the files there are */
  const char *changed;  /* only reports that changed since the commit of HEAD's history that this one comes from, or that stand on evidence
                           that did; without `reports` all of the work tree. Nothing changed is TIEOUT_OK. NULL: all */
  const char *baseline; /* a former result as JSON: only what is new counts for fail_on; or NULL */
  enum tieout_level fail_on;
  enum tieout_format format;
  int colour, verbose, quiet;
  const enum tieout_format *also; /* the same result in `also_n` more formats; also_out[i] is set where *output is */
  size_t also_n;
  struct tieout_text *also_out;
};
/* The whole job, also in a session whose ledger could not be opened; its status then counts here, too. *output is the rendered result; it
 * is set on TIEOUT_NOT_ESTABLISHED and TIEOUT_INTEGRITY too. */
TIEOUT_API enum tieout_status tieout_check(struct tieout *t, const struct tieout_check *o, char **output, size_t *output_n);

/* The story of one finding or claim of that check. `id`: F3, C12, a fingerprint or its first six digits, or a place as check prints it,
 * "report.md:9:13", which also names the report if `o` has none. `fail_on` does not count. */
TIEOUT_API enum tieout_status tieout_explain(struct tieout *t, const char *id, const struct tieout_check *o, char **output,
                                             size_t *output_n);

/* Runs the check, and puts the finding that is meant into the file of waivers. */
struct tieout_waive {
  const char *finding;       /* "F3", or the first six or more digits of a fingerprint */
  struct tieout_check check; /* what it is found with; the rest of it does not matter */
  const char *reason, *owner, *until;
};
TIEOUT_API enum tieout_status tieout_waive(struct tieout *t, const struct tieout_waive *o, char **output, size_t *output_n);

struct tieout_ingest {
  const char *const *paths;
  size_t paths_n;
  const char *as, *release;
  int strict, quiet;
};
TIEOUT_API enum tieout_status tieout_ingest(struct tieout *t, const struct tieout_ingest *o, char **output, size_t *output_n);

TIEOUT_API enum tieout_status tieout_extract(struct tieout *t, const char *const *reports, size_t n, enum tieout_format format, int colour,
                                             char **output, size_t *output_n);
TIEOUT_API enum tieout_status tieout_facts(struct tieout *t, const char *artifact, enum tieout_format format, char **output,
                                           size_t *output_n);
TIEOUT_API enum tieout_status tieout_query(struct tieout *t, const char *sql, enum tieout_format format, char **output, size_t *output_n);
/* verb: "list", "show NAME" or "test"; what: "importers" or "rules". */
TIEOUT_API enum tieout_status tieout_catalog(struct tieout *t, const char *what, const char *verb, const char *name, char **output,
                                             size_t *output_n);
/* tieout.yaml and .tieout/ledger.db in `dir`; what is there already is left alone, an older ledger is brought up to date. On failure
 * *output is the message. */
TIEOUT_API enum tieout_status tieout_init(const char *dir, char **output, size_t *output_n);

/* .tieout/ledger.db in `start` (NULL: the working directory) or above it; NULL if there is none. To be freed with tieout_free(). */
TIEOUT_API char *tieout_find_ledger(const char *start);
/* "2026-02-14T18:30:47Z" and its relatives, "2026-02-14", or "@" and seconds since 1970. 0, or -1 if it is no time. */
TIEOUT_API int tieout_parse_time(const char *text, int64_t *usec);
/* Writes a file whole or not at all; "-" is standard output. On failure *message, to be freed, says why. */
TIEOUT_API enum tieout_status tieout_write(const char *path, const char *bytes, size_t n, char **message);

#ifdef __cplusplus
}
#endif
#endif
