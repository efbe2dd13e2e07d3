/* Whom a figure or count in running text is about, and in which role it is said. */
#ifndef TIEOUT_EXTRACT_SCOPE_H
#define TIEOUT_EXTRACT_SCOPE_H

#include "extract/context.h"

/* The load test where the section or the sentence speaks of one, the deployment in the header and in sections about it, else what the
 * heading names. */
struct str scope_of(struct extraction *x, int32_t block, size_t from, size_t to);
/* What narrows the subject: "load test" says nothing of the load test. */
struct str scope_qualifier(struct str subject, struct str qualifier);
/* The subject of a table row with this name ("rerank" → "scenario:rerank"), or empty. */
struct str scope_row(const struct extraction *x, struct str name);
/* Does the sentence speak of what sets off an alarm or a rollback? Its numbers are thresholds of another kind. */
bool is_alarm_talk(const struct extraction *x, int32_t block, size_t from, size_t to);
/* Does the sentence, the key in front or the line above say that bounds are targets? */
bool is_target_talk(const struct extraction *x, int32_t block, size_t from, size_t to);
/* Blocks whose running text gives claims: paragraphs outside quotes, not silent. */
bool is_prose(const struct extraction *x, int32_t block);

/* A paragraph that is set in bold as a whole: a heading by other means. */
bool is_bold_line(const struct extraction *x, int32_t block);

/* What a target without a sign means: OP_LE where less is better, OP_GE where more is, OP_EQ where nobody can tell. */
enum claim_operator better_when(struct str attribute);

#endif
