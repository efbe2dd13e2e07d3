/* What the forms share while one report is read: the text, what is known about each block and heading, and the claims so far.
 *
 * A form is one function `void extract_<form>(struct extraction *x)`, named in the table of passes.c, which runs them in order. Forms
 * cannot fail: they look at x->md, and call claim_add and relation_add. Claims are kept here, may be changed by later forms, and are
 * written to the store at the end, in document order (extraction_flush). Everything lives until the report is done; slices point into
 * x->arena or x->md.
 *
 * Who claims a number first, owns it: claim_add marks the bytes of `from..to` as taken, and a form asks range_taken before it claims.
 * Tables and metadata run before prose; a cell that table.c understood, and a table it chose to leave alone (struct table.silent), are not
 * read again. */
#ifndef TIEOUT_EXTRACT_CONTEXT_H
#define TIEOUT_EXTRACT_CONTEXT_H

#include "base/arena.h"
#include "base/vec.h"
#include "doc/markdown.h"
#include "model/claim.h"
#include "policy/policy.h"
#include "store/store.h"

#define CLAIM_NONE (-1)

/* What kind of section it is, by the words of its title; inherited by the sections below. */
enum section_kind {
  SECTION_PLAN = 1 << 0,       /* next steps, TODO, recommendations, roadmap: nothing here has happened */
  SECTION_ROLLBACK = 1 << 1,   /* rollback triggers and procedures: thresholds of another kind */
  SECTION_TEMPLATE = 1 << 2,   /* template, example, checklist to be copied */
  SECTION_HISTORY = 1 << 3,    /* changelog, timeline, root cause, background: states that have passed */
  SECTION_BEFORE = 1 << 4,     /* before, previous state, problem */
  SECTION_ISSUES = 1 << 5,     /* known issues, limitations, risks */
  SECTION_REFERENCES = 1 << 6, /* references, related documents, artifacts */
  SECTION_CRITERIA = 1 << 7,   /* success criteria, acceptance, targets, SLO: numbers here are targets */
  SECTION_HOWTO = 1 << 8,      /* commands, troubleshooting, runbook procedures: instructions, not states */
  SECTION_EVIDENCE = 1 << 9,   /* artifacts, evidence, sources: paths here are offered as proof */
  SECTION_LOADTEST = 1 << 10,  /* load test, performance results, SLA: subject loadtest */
  SECTION_INCIDENT = 1 << 12,  /* a report of what went wrong: its sentences tell a story */
  SECTION_CHECKLIST = 1 << 11  /* checklist, sign-off */
};

struct heading {
  int32_t block;      /* the MD_HEADING */
  int32_t parent;     /* index in x->headings, or -1 */
  int32_t top;        /* its ancestor (or itself) of level 2, or the highest there is */
  int64_t id, top_id; /* store ids */
  int32_t level;
  unsigned own, kinds; /* enum section_kind: by its own title; with the ancestors' */
  struct str title;    /* plain */
  struct str subject;  /* whom it is about: "loadtest", "item:phase 2", or empty */
};

/* What hedge.c says about a whole block. */
enum block_flag {
  BLOCK_SILENT = 1 << 0,    /* gives no claims at all: code, HTML, rules, containers, templates in quotes, legends */
  BLOCK_PLAN = 1 << 1,      /* what it says has not happened: plan section, open box, future tense throughout */
  BLOCK_CONDITION = 1 << 2, /* item or text of "… is complete when:", "success criteria:" : targets, never states */
  BLOCK_PREVIOUS = 1 << 3,  /* before column, "was", "previously", section of the past */
  BLOCK_TEMPLATE = 1 << 4,  /* holds placeholders to be filled in by whoever copies it */
  BLOCK_OPEN_TASK = 1 << 5,
  BLOCK_DONE_TASK = 1 << 6,
  BLOCK_EXAMPLE = 1 << 7,  /* e.g., for example, sample output */
  BLOCK_CRITERIA = 1 << 9, /* below "success criteria": numbers are targets, and a tick says that one is met */
  BLOCK_QUOTED = 1 << 8    /* in a block quote: key-value pairs count, prose is somebody else's */
};

/* A word or phrase in a block that hedges what stands around it. */
struct cue_at {
  uint32_t from, to;
  unsigned kind; /* hedge.c */
};

struct block_info {
  unsigned flags;
  int32_t heading;           /* index in x->headings, -1 before the first */
  int32_t item;              /* MD_ITEM it stands in (innermost), or -1 */
  int32_t group;             /* block number of its claims: the table, the list item, or itself */
  int32_t table;             /* index in x->tables for cells and tables, or -1 */
  int32_t lead;              /* block of the line that introduces its list or table ("Results:"), or -1 */
  int32_t first, last;       /* claims of this block, chained by extracted.next_in_block; CLAIM_NONE */
  const struct cue_at *cues; /* in order of place */
  uint32_t cues_n;
  unsigned char *taken; /* one byte a byte of the block's text (TAKEN_…), or NULL: nothing yet */
};

/* A claim as forms make it. `from..to` is what is quoted (and taken); `value_from..value_to` the value in it, as written; both are bytes of
 * the block's text, and an empty value range means the whole. Subject, attribute, value, qualifier and unit must outlive the extraction. */
struct claim_draft {
  enum claim_family family;
  struct str subject, attribute;
  enum claim_operator operator_;
  enum claim_role role;
  struct str value; /* canonical; empty: the written text (or, with a number, its text in the base unit) */
  struct str qualifier;
  bool has_number, exact;
  double number, low, high;
  struct str unit;
  int32_t block;
  size_t from, to, value_from, value_to;
};

struct extracted {
  struct claim_draft d;
  int32_t group, row, col; /* row and col -1 outside tables */
  int32_t heading;
  int32_t next_in_block;
  bool dropped; /* by claim_drop: not written, and its relations neither */
  int64_t id;   /* set by extraction_flush */
};

struct tied {
  enum relation_kind kind;
  int32_t claim, other, ord;
};

struct table; /* extract/table.h */

struct extraction {
  struct store *store;
  const struct policy *policy;
  const struct text *text;
  const struct markdown *md;
  struct str path;
  int64_t intake, document_id;
  struct document document;        /* title, status_claimed, as_of: filled by metadata.c and status.c */
  int32_t as_of_claim;             /* the claim that as_of comes from, or CLAIM_NONE */
  int as_of_rank;                  /* how surely it is the document's own time: 1 a bare date … 5 a snapshot time; 0 none */
  int32_t status_claim;            /* the report's own verdict, or CLAIM_NONE */
  struct str environment, project; /* as the metadata say, or empty */
  struct arena arena;
  struct block_info *blocks; /* md->n of them */
  VEC(struct heading) headings;
  VEC(struct table *) tables;
  VEC(struct extracted) claims;
  VEC(struct tied) relations;
  bool capped; /* LIMIT_CLAIMS was reached */
};

/* Takes nothing over; `md` and `text` must outlive it. */
void extraction_init(struct extraction *x, const struct text *text, const struct markdown *md, struct str path);
void extraction_release(struct extraction *x);
/* Writes sections, claims in document order, relations. The document's row is there already (x->store, x->document_id). */
int extraction_flush(struct extraction *x, struct err *err);

/* Index of the claim, or CLAIM_NONE when the cap is reached or the text is struck through. Fills what the draft leaves open: value, value
 * range. */
int32_t claim_add(struct extraction *x, const struct claim_draft *d);
void claim_drop(struct extraction *x, int32_t claim);
/* Its value as the report writes it: original bytes. */
struct str claim_written(const struct extraction *x, int32_t claim);
/* `claim` is the one that can be wrong. Nothing happens if one of them is CLAIM_NONE or they are the same. */
void relation_add(struct extraction *x, enum relation_kind kind, int32_t claim, int32_t other, int32_t ord);
/* The draft of a status, text … at a range of a block, with everything else zero. */
struct claim_draft draft_at(enum claim_family family, int32_t block, size_t from, size_t to);

/* By a claim other than a status: "7 not deployed, 1 failing" is a state, and its numbers can still be counted. */
bool range_taken(const struct extraction *x, int32_t block, size_t from, size_t to);
/* Takes bytes without a claim: what a form has understood and leaves alone. */
void range_take(struct extraction *x, int32_t block, size_t from, size_t to);
/* By any claim. */
bool range_claimed(const struct extraction *x, int32_t block, size_t from, size_t to);

static inline const struct md_block *block_at(const struct extraction *x, int32_t block) { return &x->md->blocks[block]; }
/* enum section_kind bits of the section that a block stands in. */
unsigned block_kinds(const struct extraction *x, int32_t block);
/* Innermost heading's subject that is not empty, going up; empty if there is none. */
struct str block_subject(const struct extraction *x, int32_t block);
/* true if the bytes lie in a span of that kind (MD_CODE_SPAN …). */
bool in_span(const struct md_block *b, enum md_span_kind kind, size_t from, size_t to);

/* What the words around a claim make of it (hedge.c). Looks at the sentence, a few hundred bytes at most, and at the block's flags. */
struct voice {
  enum claim_role role; /* MEASURED, PLAN, TARGET, ESTIMATE, PREVIOUS */
  bool silent;          /* conditional, an example, a template: claim nothing */
};
struct voice voice_at(const struct extraction *x, int32_t block, size_t from, size_t to);
/* The same with what is known of the block given by the caller instead of taken from its flags. */
struct voice voice_from(const struct extraction *x, int32_t block, size_t from, size_t to, struct voice start);

#endif
