/* YAML that people write by hand (tieout.yaml, importer mappings), read strictly: every key is known, every value has its type, and a
 * mistake is ERR_CONFIG with line, column, the line itself and a caret under the place. */
#ifndef TIEOUT_POLICY_CONFIG_H
#define TIEOUT_POLICY_CONFIG_H

#include "doc/tree.h"

struct config {
  struct tree tree;
  struct str source; /* borrowed */
  const char *path;  /* borrowed */
};

/* An empty file is an empty object; more than one document is refused. */
int config_open(struct config *c, struct str source, const char *path, struct err *err);
/* From `json`, made of `source` at build and known to be good: faster, but mistakes are not told where they stand. */
int config_open_json(struct config *c, struct str source, struct str json, const char *path, struct err *err);
void config_release(struct config *c);

/* Returns -1. `node` TREE_NONE: the whole file. */
int config_error(const struct config *c, uint32_t node, struct err *err, const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* What a key's value means. `node` is the value. */
typedef int (*config_read_fn)(void *ctx, const struct config *c, uint32_t node, struct err *err);
struct config_key {
  const char *name;
  config_read_fn read;
};
/* Reads an object key by key. An unknown key is an error that names the known ones (a repeated one was refused by config_open). `what`:
 * "fact", for messages. */
int config_object(const struct config *c, uint32_t node, const char *what, const struct config_key *keys, size_t n, void *ctx,
                  struct err *err);
/* Calls `read` for each element of a list, or once for anything else. */
int config_each(const struct config *c, uint32_t node, config_read_fn read, void *ctx, struct err *err);

/* Scalars; the slices live as long as the config. */
int config_text(const struct config *c, uint32_t node, struct str *out, struct err *err); /* a scalar as written; not null */
int config_bool(const struct config *c, uint32_t node, bool *out, struct err *err);
/* Index of the word in `names`, which ends with NULL. */
int config_word(const struct config *c, uint32_t node, const char *const *names, int *out, struct err *err);

/* The line of the source that the value begins in, without blanks at its ends. */
struct str config_line(const struct config *c, uint32_t node);

static inline const struct tree_node *config_node(const struct config *c, uint32_t node) { return &c->tree.nodes.v[node]; }

/* The one of `names` (NULL-terminated) that `word` is a slip of, or NULL. */
const char *nearest_word(struct str word, const char *const *names);

#endif
