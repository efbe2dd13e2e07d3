#include "policy/ask.h"

#include "model/vocabulary.h"

struct ask_place ask_place_of(struct asks *a, const struct config *c, uint32_t node) {
  const struct tree_node *v = config_node(c, node);
  return (struct ask_place){v->line, v->column, arena_str(a->arena, config_line(c, node))};
}

struct texts {
  struct asks *asks;
  struct ask_texts *out;
};

static int read_text(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct texts *t = ctx;
  struct str s;
  if (config_text(c, node, &s, err)) return -1;
  s = str_trim(s);
  if (!s.n) return config_error(c, node, err, "this may not be empty");
  vec_push(t->out, arena_str(t->asks->arena, s));
  return 0;
}

int ask_read_texts(struct asks *a, const struct config *c, uint32_t node, struct ask_texts *out, struct err *err) {
  struct texts t = {a, out};
  if (config_node(c, node)->type == TREE_ARRAY && config_node(c, node)->count == 0) return config_error(c, node, err, "the list is empty");
  return config_each(c, node, read_text, &t, err);
}

bool ask_is_kind(struct str s) {
  size_t n;
  const struct word *rows = vocabulary_rows(&n);
  for (size_t i = 0; i < n; i++) {
    struct str name = str_of(rows[i].name);
    if (rows[i].kind == WORD_SUBJECT && str_eq(str_sub(name, 0, str_find(name, STR(":"), 0)), s)) return true;
  }
  return false;
}

int ask_read_level(struct asks *a, const struct config *c, uint32_t node, struct str *out, struct err *err) {
  static const char *const levels[] = {"error", "warning", "note", NULL};
  int word = 0;
  if (config_word(c, node, levels, &word, err)) return -1;
  *out = str_of(levels[word]);
  return 0;
}

static void evidence_release(struct ask_evidence *e) {
  vec_release(&e->words);
  vec_release(&e->kinds);
}

static void sections_release(struct ask_sections *s) {
  for (size_t i = 0; i < s->wanted.n; i++) vec_release(&s->wanted.v[i].titles);
  vec_release(&s->wanted);
  vec_release(&s->reports);
  vec_release(&s->titles);
}

void asks_release(struct asks *a) {
  for (size_t i = 0; i < a->evidence.n; i++) evidence_release(&a->evidence.v[i]);
  for (size_t i = 0; i < a->sections.n; i++) sections_release(&a->sections.v[i]);
  vec_release(&a->targets);
  vec_release(&a->ages);
  vec_release(&a->evidence);
  vec_release(&a->sections);
}
