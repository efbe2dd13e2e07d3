/* The command line: rows of commands and options, from which parsing, --help and completions are made. Sees tieout.h only. */
#ifndef TIEOUT_CLI_CLI_H
#define TIEOUT_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include "tieout.h"

/* --- options --- */

enum option_id {
  OPT_EVIDENCE,
  OPT_WITH,
  OPT_REPO,
  OPT_AT,
  OPT_CHANGED,
  OPT_RELEASE,
  OPT_AS,
  OPT_STRICT,
  OPT_ARTIFACT,
  OPT_FORMAT,
  OPT_FAIL_ON,
  OPT_BASELINE,
  OPT_REASON,
  OPT_OWNER,
  OPT_UNTIL,
  OPT_OUTPUT,
  /* every command has these */
  OPT_LEDGER,
  OPT_POLICY,
  OPT_NOW,
  OPT_COLOR,
  OPT_QUIET,
  OPT_VERBOSE,
  OPT_HELP,
  OPT_VERSION,
  OPT_COUNT
};
#define OPT_FIRST_COMMON OPT_LEDGER
enum { OPTION_VALUES_MAX = 256 };

/* What completes an argument. */
enum completes { COMPLETES_NOTHING, COMPLETES_FILE, COMPLETES_FOLDER, COMPLETES_REPORT };

struct option_row {
  const char *name;         /* without "--" */
  char letter;              /* 0: none */
  const char *argument;     /* NULL: a switch */
  const char *help;         /* one sentence, no full stop */
  const char *by_default;   /* in words, or NULL */
  const char *const *words; /* NULL-terminated: the only arguments there are */
  enum completes completes;
  bool many;
};
extern const struct option_row option_rows[OPT_COUNT];

/* --- commands --- */

struct command;
/* One --format with its -o, either of them NULL if it was not given. */
struct wanted {
  const char *format, *file;
};
enum { OUTPUTS_MAX = 8 };
struct args {
  const struct command *command; /* NULL: none was given */
  const char *const *operands;
  size_t operands_n;
  struct {
    const char *v[OPTION_VALUES_MAX];
    size_t n;
  } options[OPT_COUNT]; /* a switch that is on has one NULL */
  struct wanted outputs[OUTPUTS_MAX];
  size_t outputs_n; /* 0: one, with neither */
};
static inline bool args_on(const struct args *a, enum option_id id) { return a->options[id].n > 0; }
/* The last one given, or NULL. */
static inline const char *args_value(const struct args *a, enum option_id id) {
  return a->options[id].n ? a->options[id].v[a->options[id].n - 1] : NULL;
}

/* Text for standard output or -o, owned; freed with tieout_free(). */
struct output {
  char *text; /* of the first output; … */
  size_t n;
  struct tieout_text also[OUTPUTS_MAX - 1]; /* … of the others */
};

enum ledger_need {
  LEDGER_NONE,
  LEDGER_IF_FOUND, /* --ledger, or one found upwards */
  LEDGER_READ,     /* the same, and an error if there is none */
  LEDGER_WRITE     /* the same; --ledger makes one that is not there */
};

struct command {
  const char *name;
  const char *operands;          /* "REPORT..." */
  const char *summary;           /* for the list of commands: no capital, no full stop */
  const char *about;             /* for its --help */
  const char *const *verbs;      /* words that the first operand may be; NULL: anything */
  const char *const *formats;    /* words of --format */
  enum completes completes;      /* what an operand is */
  const enum option_id *options; /* its own, ended by OPT_COUNT */
  size_t operands_min, operands_max;
  enum ledger_need ledger;
  bool many_outputs; /* --format and -o, several times */
  /* `t` is open. What goes wrong is in tieout_message(t), or, for commands without a session, in out->text. */
  enum tieout_status (*run)(struct tieout *t, const struct args *a, struct output *out);
  bool no_session; /* run gets NULL for t */
};
extern const struct command commands[]; /* ended by a row without a name */
const struct command *command_find(const char *name);

enum tieout_status cmd_check(struct tieout *t, const struct args *a, struct output *out);
enum tieout_status cmd_explain(struct tieout *t, const struct args *a, struct output *out);
enum tieout_status cmd_waive(struct tieout *t, const struct args *a, struct output *out);
enum tieout_status cmd_init(struct tieout *t, const struct args *a, struct output *out);
enum tieout_status cmd_ingest(struct tieout *t, const struct args *a, struct output *out);
enum tieout_status cmd_extract(struct tieout *t, const struct args *a, struct output *out);
enum tieout_status cmd_facts(struct tieout *t, const struct args *a, struct output *out);
enum tieout_status cmd_query(struct tieout *t, const struct args *a, struct output *out);
enum tieout_status cmd_catalog(struct tieout *t, const struct args *a, struct output *out);
enum tieout_status cmd_completion(struct tieout *t, const struct args *a, struct output *out);
enum tieout_status cmd_help(struct tieout *t, const struct args *a, struct output *out);

/* --- the rest --- */

/* The whole run; returns the exit status. */
int cli_main(int argc, char **argv);

/* Fills `a`; false after a message on standard error. Operands are moved to the front of argv. */
bool args_parse(struct args *a, int argc, char **argv);
/* The words that an option's argument may be with this command, or NULL. */
const char *const *option_words(const struct command *c, enum option_id id);
/* It may be given several times with this command. */
bool option_many(const struct command *c, enum option_id id);
/* Position in a NULL-terminated list, or -1. */
int word_index(const char *const *words, const char *word);

/* "tieout: TEXT" on standard error, for each line of it. */
void complain(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* Says that there is no such command, which ones there are, and which may be meant. */
void complain_command(const char *word);
/* The word of the list that `word` is most likely meant to be, or NULL. */
const char *suggest(const char *word, const char *(*item)(size_t i), size_t n);

void help_overview(void);
void help_command(const struct command *c);
/* The one line that shows how a command is called. */
void help_usage(const struct command *c);
/* false: there is no completion for this shell. */
bool completion_print(const char *shell);

/* Puts --format or -o with its other half: each belongs to the one beside it that has none yet. False after a message. */
bool outputs_add(struct args *a, enum option_id id, const char *value);
/* Each has a format and a place of its own. False after a message. */
bool outputs_check(const struct args *a);
/* NULL: standard output. */
const char *output_file(const struct args *a, size_t i);

bool colour_wanted(const struct args *a);
/* False, and said, if -o names a file that the command reads. `ledger` may be NULL. */
bool output_is_apart(const struct args *a, const char *ledger);
/* To standard output or -o; returns the worse of `status` and what writing came to. */
enum tieout_status output_write(const struct args *a, const struct output *out, enum tieout_status status);
/* Standard output is really written; a reader that left early is no error. */
enum tieout_status output_finish(enum tieout_status status);

/* On a terminal, a line that says how long the work takes already. */
void progress_start(const struct args *a);
void progress_stop(void);

#endif
