/* How long an outage lasted, in the head of its report and again in a sentence: "**Duration:** 45 minutes", "the outage lasted 52 minutes".
 */
#include "extract/measure.h"
#include "extract/pair.h"
#include "extract/passes.h"
#include "extract/scope.h"
#include "extract/words.h"

enum { MENTIONS_MAX = 8, ORD_RESTATED = 100 };

/* The report's title says that it is about one outage. */
static bool is_of_outage(const struct extraction *x) {
  static const char *const words[] = {"outage", "incident", "postmortem", "post-mortem", "post mortem", "disruption", "downtime", NULL};
  static const char *const several[] = {"outages", "incidents", "history", "runbook", "log", "guide", "policy", "weekly", "monthly", NULL};
  if (!x->headings.n || x->headings.v[0].level != 1) return false;
  struct str title = str_sub(x->headings.v[0].title, 0, 120);
  return phrases_in(title, words) && !phrases_in(title, several);
}

/* The duration that the head of the report states; CLAIM_NONE if it states none, or two. */
static int32_t stated_length(const struct extraction *x) {
  int32_t found = CLAIM_NONE;
  for (size_t i = 0; i < x->claims.n; i++) {
    const struct extracted *e = &x->claims.v[i];
    if (e->dropped || e->d.family != FAMILY_DURATION || !str_eq(e->d.attribute, STR("duration")) || e->d.role != ROLE_MEASURED ||
        e->row >= 0 || !in_header(x, e->d.block))
      continue;
    if (found != CLAIM_NONE) return CLAIM_NONE;
    found = (int32_t)i;
  }
  return found;
}

/* "The outage lasted 52 minutes", "a downtime of 52 minutes", "Total downtime: 52 minutes": bytes to the number, 0 if it is something else.
 */
static size_t length_at(struct str s, size_t at) {
  static const char *const leads[] = {"outage lasted for", "outage lasted",      "incident lasted for",  "incident lasted",
                                      "disruption lasted", "downtime lasted",    "downtime of",          "total downtime of",
                                      "outage took",       "total downtime was", "outage duration was",  "incident took",
                                      "downtime was",      "lasted a total of",  "total outage time of", NULL};
  for (const char *const *l = leads; *l; l++) {
    size_t n = phrase_here(s, at, *l);
    if (n && at + n < s.n && s.p[at + n] == ' ') return n + 1;
  }
  return 0;
}

static const char *const others[] = {"previous", "last",    "earlier", "first",    "second",   "another", "other",
                                     "partial",  "would",   "could",   "similar",  "before",   "planned", "expected",
                                     "typical",  "average", "each",    "users in", "for some", "region",  NULL};

static void read_block(struct extraction *x, int32_t block, int32_t length, int *found) {
  struct str s = block_at(x, block)->text;
  struct span w;
  for (size_t at = 0; word_next(s, &at, &w) && *found < MENTIONS_MAX;) {
    size_t lead = length_at(s, w.from);
    struct measure m;
    if (!lead || !measure_scan(s, w.from + lead, NULL, &m) || m.op != OP_EQ || !m.unit || strcmp(m.unit->base, "s") != 0) continue;
    struct voice v = voice_at(x, block, w.from, m.to);
    if (v.silent || v.role != ROLE_MEASURED || range_taken(x, block, m.from, m.to)) continue;
    if (phrases_in(span_str(s, sentence_around(s, w.from, m.to)), others)) continue;
    struct claim_draft d = draft_at(FAMILY_DURATION, block, m.from, m.to);
    measure_into(&m, &d);
    d.attribute = STR("duration");
    d.subject = x->claims.v[length].d.subject;
    relation_add(x, RELATION_SAME, claim_add(x, &d), length, ORD_RESTATED + (*found)++);
  }
}

void extract_outage(struct extraction *x) {
  int32_t length = is_of_outage(x) ? stated_length(x) : CLAIM_NONE;
  int found = 0;
  for (int32_t i = 0; length != CLAIM_NONE && i < (int32_t)x->md->n; i++)
    if (is_prose(x, i) && i != x->claims.v[length].d.block && !(block_kinds(x, i) & (SECTION_PLAN | SECTION_BEFORE | SECTION_TEMPLATE)))
      read_block(x, i, length, &found);
}
