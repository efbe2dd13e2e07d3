/* One file as importers see it: readable text with the way back to its bytes, and its tree if it is JSON or YAML. */
#ifndef TIEOUT_INGEST_EVIDENCE_H
#define TIEOUT_INGEST_EVIDENCE_H

#include "base/buf.h"
#include "doc/encoding.h"
#include "doc/tree.h"

enum evidence_form { EVIDENCE_TEXT, EVIDENCE_JSON, EVIDENCE_YAML };

struct evidence {
  const char *path; /* borrowed */
  struct text text;
  enum evidence_form form;
  struct tree tree; /* JSON: one root a document; YAML: the same */
};

/* ERR_INPUT with the place: empty, binary, or broken where it clearly is JSON or YAML. `raw` is borrowed. */
int evidence_open(struct evidence *e, struct str raw, const char *path, const struct diag_sink *sink, struct err *err);
void evidence_release(struct evidence *e);

/* The original bytes of a value with its key in front, for people: `"status": "failed"`; of a list or object only its first line.
 * At most LIMIT_QUOTE_BYTES, cut at a character. */
struct str evidence_quote(const struct evidence *e, uint32_t node);
struct str quote_cap(struct str s, size_t max);

/* Line and column of a value in the file as stored. */
void evidence_place(const struct evidence *e, uint32_t node, uint32_t *line, uint32_t *column);

static inline const struct tree_node *evidence_node(const struct evidence *e, uint32_t node) { return &e->tree.nodes.v[node]; }

#endif
