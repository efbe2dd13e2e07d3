/* argv into struct args. Options may stand anywhere; -- ends them. */
#include "cli/cli.h"

#include <string.h>

struct parser {
  struct args *a;
  int argc;
  char **argv;
  int at;
  size_t kept; /* operands moved to the front of argv so far */
  bool ended;  /* behind -- */
};

static const char *option_name(size_t i) { return option_rows[i].name; }

static bool unknown_option(const char *word) {
  const char *near = suggest(word, option_name, OPT_COUNT);
  if (near)
    complain("no option \"--%s\"; did you mean \"--%s\"?", word, near);
  else
    complain("no option \"--%s\"; `tieout help` lists the options", word);
  return false;
}

static bool has_option(const struct command *c, enum option_id id) {
  if (id >= OPT_FIRST_COMMON) return true;
  for (const enum option_id *o = c->options; *o != OPT_COUNT; o++)
    if (*o == id) return true;
  return false;
}

static bool put_option(struct parser *p, enum option_id id, const char *value) {
  const struct option_row *row = &option_rows[id];
  if (value && !*value) { /* a variable that a script forgot to set: never taken for an option that is not there */
    complain("--%s: %s is empty", row->name, row->argument);
    return false;
  }
  if (p->a->options[id].n == OPTION_VALUES_MAX) {
    complain("--%s: given more than %d times", row->name, OPTION_VALUES_MAX);
    return false;
  }
  if (id == OPT_FORMAT || id == OPT_OUTPUT) {
    if (!outputs_add(p->a, id, value)) return false;
  } else if (p->a->options[id].n && row->argument && !row->many) {
    complain("--%s: given twice", row->name);
    return false;
  }
  p->a->options[id].v[p->a->options[id].n++] = value;
  return true;
}

static bool next_value(struct parser *p, enum option_id id) {
  if (p->at + 1 >= p->argc) {
    complain("--%s: %s expected", option_rows[id].name, option_rows[id].argument);
    return false;
  }
  return put_option(p, id, p->argv[++p->at]);
}

static bool parse_long(struct parser *p, const char *word) {
  size_t n = strcspn(word, "=");
  for (int id = 0; id < OPT_COUNT; id++) {
    const struct option_row *row = &option_rows[id];
    if (strlen(row->name) != n || strncmp(row->name, word, n) != 0) continue;
    if (word[n] == '=' && row->argument) return put_option(p, (enum option_id)id, word + n + 1);
    if (word[n] == '=') {
      complain("--%s: takes no argument", row->name);
      return false;
    }
    return row->argument ? next_value(p, (enum option_id)id) : put_option(p, (enum option_id)id, NULL);
  }
  return unknown_option(word);
}

static int id_of_letter(char letter) {
  for (int id = 0; id < OPT_COUNT; id++)
    if (option_rows[id].letter == letter) return id;
  return -1;
}

/* -q, -qv, -oFILE, -o FILE */
static bool parse_short(struct parser *p, const char *letters) {
  for (; *letters; letters++) {
    int id = id_of_letter(*letters);
    if (id < 0) {
      complain("no option \"-%c\"; `tieout help` lists the options", *letters);
      return false;
    }
    if (option_rows[id].argument) return letters[1] ? put_option(p, (enum option_id)id, letters + 1) : next_value(p, (enum option_id)id);
    if (!put_option(p, (enum option_id)id, NULL)) return false;
  }
  return true;
}

static bool parse_word(struct parser *p, char *word) {
  if (!p->ended && strcmp(word, "--") == 0) {
    p->ended = true;
    return true;
  }
  if (!p->ended && strncmp(word, "--", 2) == 0) return parse_long(p, word + 2);
  if (!p->ended && word[0] == '-' && word[1]) return parse_short(p, word + 1);
  if (!p->a->command) {
    p->a->command = command_find(word);
    if (!p->a->command) complain_command(word);
    return p->a->command != NULL;
  }
  p->argv[1 + p->kept++] = word;
  return true;
}

/* --- after all words are known --- */

static bool check_word(enum option_id id, const char *const *words, const char *value) {
  if (word_index(words, value) >= 0) return true;
  char list[128] = "";
  size_t used = 0;
  for (size_t i = 0; words[i] && used + strlen(words[i]) + 3 < sizeof list; i++) {
    if (i) list[used++] = ',', list[used++] = ' ';
    memcpy(list + used, words[i], strlen(words[i]));
    used += strlen(words[i]);
  }
  complain("--%s: no \"%s\"; there are %.*s", option_rows[id].name, value, (int)used, list);
  return false;
}

static bool check_words(const struct args *a, enum option_id id) {
  const char *const *words = option_words(a->command, id);
  for (size_t i = 0; words && i < a->options[id].n; i++)
    if (!check_word(id, words, a->options[id].v[i])) return false;
  return true;
}

static bool check_options(const struct args *a) {
  for (int id = 0; id < OPT_COUNT; id++) {
    if (!a->options[id].n) continue;
    if (!has_option(a->command, (enum option_id)id)) {
      complain("--%s: not an option of `tieout %s`", option_rows[id].name, a->command->name);
      return false;
    }
    if (!check_words(a, (enum option_id)id)) return false;
  }
  return outputs_check(a);
}

static bool has_empty(const struct args *a) {
  for (size_t i = 0; i < a->operands_n; i++)
    if (!a->operands[i][0]) return true;
  return false;
}

static bool check_operands(const struct args *a) {
  const struct command *c = a->command;
  if (a->operands_n < c->operands_min)
    complain("%s: %s expected", c->name, c->operands);
  else if (a->operands_n > c->operands_max)
    complain("%s: too many arguments, from \"%s\"", c->name, a->operands[c->operands_max]);
  else if (has_empty(a))
    complain("%s: an argument is empty", c->name);
  else if (c->verbs && word_index(c->verbs, a->operands[0]) < 0)
    complain("%s: no \"%s\"; there are %s", c->name, a->operands[0], c->operands);
  else
    return true;
  return false;
}

bool args_parse(struct args *a, int argc, char **argv) {
  struct parser p = {.a = a, .argc = argc, .argv = argv};
  for (p.at = 1; p.at < argc; p.at++)
    if (!parse_word(&p, argv[p.at])) return false;
  a->operands = (const char *const *)argv + 1;
  a->operands_n = p.kept;
  if (args_on(a, OPT_HELP) || args_on(a, OPT_VERSION) || !a->command) return true;
  return check_options(a) && check_operands(a);
}
