/* The pieces that a mapping file is made of: YAML node → plan piece. One function for each place of the language. */
#ifndef TIEOUT_INGEST_MAPPING_PARSE_H
#define TIEOUT_INGEST_MAPPING_PARSE_H

#include "ingest/mapping.h"

/* What every reader below needs: where to put it. The key tables hand `ctx` on, so each context starts with one of these. */
struct build {
  struct arena *a;
};

int parse_path(struct build *b, const struct config *c, uint32_t node, struct path *out, struct err *err);
int parse_paths(struct build *b, const struct config *c, uint32_t node, struct paths *out, struct err *err);
int parse_words(struct build *b, const struct config *c, uint32_t node, struct str **out, size_t *n, struct err *err);
int parse_template(struct build *b, const struct config *c, uint32_t node, struct template *out, struct err *err);
/* A condition, or a list of which all must hold. */
int parse_conds(struct build *b, const struct config *c, uint32_t node, struct conds *out, struct err *err);
int parse_moment(struct build *b, const struct config *c, uint32_t node, struct moment_plan *out, struct err *err);
int parse_time_format(const struct config *c, uint32_t node, enum time_format *out, struct err *err);
int parse_rank(const struct config *c, uint32_t node, int *out, struct err *err);
int parse_text(struct build *b, const struct config *c, uint32_t node, struct str *out, struct err *err);
int parse_fact(struct build *b, const struct config *c, uint32_t node, bool has_subject, struct fact_plan *out, struct err *err);

/* The text that a template gives when every path in it finds "x": what the vocabulary is asked about. */
struct str template_example(struct arena *a, const struct template *t);
int check_subject(struct build *b, const struct config *c, uint32_t node, const struct template *t, struct err *err);

#endif
