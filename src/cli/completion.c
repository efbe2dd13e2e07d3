/* Completions for bash, zsh and fish, from the rows. completions/ holds what this prints; a test compares. */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static bool is_last(const enum option_id *o) { return *o == OPT_COUNT; }

/* Calls fn for the options of a command, its own first. */
static void each_option(const struct command *c, void (*fn)(const struct command *c, enum option_id id)) {
  for (const enum option_id *o = c->options; !is_last(o); o++) fn(c, *o);
  for (int id = OPT_FIRST_COMMON; id < OPT_COUNT; id++) fn(c, (enum option_id)id);
}

static void put_words(const char *const *words) {
  for (size_t i = 0; words[i]; i++) printf("%s%s", i ? " " : "", words[i]);
}

static void put_commands(void) {
  for (const struct command *c = commands; c->name; c++) printf("%s%s", c == commands ? "" : " ", c->name);
}

/* --- bash --- */

static void bash_flag(const struct command *c, enum option_id id) {
  printf(" --%s", option_rows[id].name);
  if (option_rows[id].letter) printf(" -%c", option_rows[id].letter);
}

static const char *bash_action(enum completes what) {
  switch (what) {
  case COMPLETES_FILE:
  case COMPLETES_REPORT:
    return "compgen -f";
  case COMPLETES_FOLDER:
    return "compgen -d";
  case COMPLETES_NOTHING:
    break;
  }
  return ":";
}

static void bash_argument(const struct command *c, enum option_id id) {
  const struct option_row *row = &option_rows[id];
  if (!row->argument) return;
  printf("    %s:--%s", c->name, row->name);
  if (row->letter) printf(" | %s:-%c", c->name, row->letter);
  printf(") ");
  const char *const *words = option_words(c, id);
  if (words) {
    printf("words='");
    put_words(words);
    printf("' ;;\n");
  } else {
    printf("action='%s' ;;\n", bash_action(row->completes));
  }
}

static void bash_command(const struct command *c) {
  printf("    %s) flags='", c->name);
  each_option(c, bash_flag);
  printf("'");
  if (c->verbs) {
    printf(" words='");
    put_words(c->verbs);
    printf("'");
  }
  printf(" action='%s' ;;\n", bash_action(c->completes));
}

static void print_bash(void) {
  printf("# bash completion for tieout. Made by `tieout completion bash`.\n"
         "_tieout() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command='' word flags='' words='' action=:\n"
         "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
         "    case $word in\n"
         "    -*) ;;\n"
         "    *) command=$word; break ;;\n"
         "    esac\n"
         "  done\n"
         "  if [ -z \"$command\" ]; then\n"
         "    mapfile -t COMPREPLY < <(compgen -W '");
  put_commands();
  printf(" --help --version' -- \"$current\")\n"
         "    return\n"
         "  fi\n"
         "  case $command:$previous in\n");
  for (const struct command *c = commands; c->name; c++) each_option(c, bash_argument);
  printf("    *)\n"
         "  case $command in\n");
  for (const struct command *c = commands; c->name; c++) bash_command(c);
  printf("  esac\n"
         "  ;;\n"
         "  esac\n"
         "  case $current in -*) words=$flags action=: ;; esac\n"
         "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\"; $action -- \"$current\")\n"
         "}\n"
         "complete -o filenames -F _tieout tieout\n");
}

/* --- zsh --- */

/* Brackets and colons end a description, quotes the word. */
static void zsh_text(const char *s) {
  for (; *s; s++) {
    if (*s == '[' || *s == ']' || *s == ':') putchar('\\');
    if (*s == '\'')
      printf("'\\''");
    else
      putchar(*s);
  }
}

static const char *zsh_action(enum completes what) {
  switch (what) {
  case COMPLETES_FILE:
    return "_files";
  case COMPLETES_REPORT:
    return "_files -g \"*.md(-.)\"";
  case COMPLETES_FOLDER:
    return "_files -/";
  case COMPLETES_NOTHING:
    break;
  }
  return " ";
}

static void zsh_option(const struct command *c, enum option_id id) {
  const struct option_row *row = &option_rows[id];
  bool many = option_many(c, id);
  printf("      ");
  if (row->letter)
    printf("%s{-%c%s,--%s%s}'[", many ? "'*'" : "", row->letter, row->argument ? "+" : "", row->name, row->argument ? "=" : "");
  else
    printf("'%s--%s%s[", many ? "*" : "", row->name, row->argument ? "=" : "");
  zsh_text(row->help);
  putchar(']');
  const char *const *words = option_words(c, id);
  if (row->argument) printf(":%s:", row->argument);
  if (row->argument && words) {
    putchar('(');
    put_words(words);
    putchar(')');
  } else if (row->argument) {
    printf("%s", zsh_action(row->completes));
  }
  printf("' \\\n");
}

static void zsh_command(const struct command *c) {
  printf("    %s)\n    _arguments -s \\\n", c->name);
  each_option(c, zsh_option);
  if (c->verbs) {
    printf("      '1:argument:(");
    put_words(c->verbs);
    printf(")' '*:argument:_files' ;;\n");
  } else {
    printf("      '*:argument:%s' ;;\n", zsh_action(c->completes));
  }
}

static void print_zsh(void) {
  printf("#compdef tieout\n# zsh completion for tieout. Made by `tieout completion zsh`.\n"
         "_tieout() {\n"
         "  local state line\n"
         "  _arguments -C '1:command:->command' '*::argument:->argument' && return\n"
         "  case $state in\n"
         "  command)\n"
         "    local -a commands=(\n");
  for (const struct command *c = commands; c->name; c++) printf("      '%s:%s'\n", c->name, c->summary);
  printf("    )\n"
         "    _describe command commands ;;\n"
         "  argument)\n"
         "    case $line[1] in\n");
  for (const struct command *c = commands; c->name; c++) zsh_command(c);
  printf("    esac ;;\n"
         "  esac\n"
         "}\n"
         "_tieout \"$@\"\n");
}

/* --- fish --- */

static void fish_option(const struct command *c, enum option_id id) {
  const struct option_row *row = &option_rows[id];
  const char *const *words = option_words(c, id);
  printf("complete -c tieout -n '__fish_seen_subcommand_from %s' -l %s", c->name, row->name);
  if (row->letter) printf(" -s %c", row->letter);
  if (row->argument) printf(words || row->completes == COMPLETES_NOTHING ? " -x" : " -r");
  if (words) {
    printf(" -a '");
    put_words(words);
    putchar('\'');
  }
  printf(" -d '%s'\n", row->help);
}

static void print_fish(void) {
  printf("# fish completion for tieout. Made by `tieout completion fish`.\n");
  for (const struct command *c = commands; c->name; c++) {
    printf("complete -c tieout -n __fish_use_subcommand -f -a %s -d '%s'\n", c->name, c->summary);
    if (c->verbs) {
      printf("complete -c tieout -n '__fish_seen_subcommand_from %s' -a '", c->name);
      put_words(c->verbs);
      printf("'\n");
    }
    each_option(c, fish_option);
  }
}

bool completion_print(const char *shell) {
  static const struct {
    const char *shell;
    void (*print)(void);
  } rows[] = {{"bash", print_bash}, {"zsh", print_zsh}, {"fish", print_fish}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    if (strcmp(rows[i].shell, shell) != 0) continue;
    rows[i].print();
    return true;
  }
  return false;
}

enum tieout_status cmd_completion(struct tieout *t, const struct args *a, struct output *out) {
  return completion_print(a->operands[0]) ? TIEOUT_OK : TIEOUT_USAGE;
}
