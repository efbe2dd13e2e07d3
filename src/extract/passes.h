/* The forms of claims, in the order in which they run. */
#ifndef TIEOUT_EXTRACT_PASSES_H
#define TIEOUT_EXTRACT_PASSES_H

#include "extract/context.h"

void extract_section(struct extraction *x);     /* headings: ids, parents, kinds, subjects */
void extract_hedge(struct extraction *x);       /* flags of every block */
void extract_metadata(struct extraction *x);    /* header pairs, property lists: commit, tag, date, environment … */
void extract_table(struct extraction *x);       /* tables → claims of every family, target, blesses, sum */
void extract_timeline(struct extraction *x);    /* start, end, next, snapshot */
void extract_status(struct extraction *x);      /* status lines, headings, verdicts, bullets */
void extract_named(struct extraction *x);       /* states of things called by name, in sentences and lists */
void extract_done(struct extraction *x);        /* titles and first sentences that say that it is done */
void extract_citation(struct extraction *x);    /* paths */
void extract_placeholder(struct extraction *x); /* values never filled in */
void extract_superlative(struct extraction *x); /* all, the fastest, the largest of a table */
void extract_quantity(struct extraction *x);    /* figures with units in prose */
void extract_ratio(struct extraction *x);       /* N/M, N of M, percentages */
void extract_fractions(struct extraction *x);   /* columns of N/M with a row that sums them */
void extract_count(struct extraction *x);       /* numbers with a noun, lists that are counted */
void extract_ticked(struct extraction *x);      /* "3/4 done" above a list of boxes */
void extract_effort(struct extraction *x);      /* hours in headings and items */
void extract_duration(struct extraction *x);    /* durations, ranges, start and end in prose */
void extract_chronicle(struct extraction *x);   /* lists of events by time, days of the week */
void extract_ordinal(struct extraction *x);     /* 3rd occurrence */
void extract_command(struct extraction *x);     /* options of a load-test command in a code span */
void extract_change(struct extraction *x);      /* A → B (+x %), from A to B */
void extract_prose(struct extraction *x);       /* breakdowns N (a + b), a + b = N */
void extract_alarm(struct extraction *x);       /* thresholds of alerts */
void extract_severity(struct extraction *x);    /* severities: answers and conditions */
void extract_part(struct extraction *x);        /* counts of some of the things, not of all */
void extract_outline(struct extraction *x);     /* sections, and what is promised of other documents */
void extract_limit(struct extraction *x);       /* "740 ms (limit 600 ms) ✅" */
void extract_goal(struct extraction *x);        /* targets in prose ↔ figures in prose */
void extract_setting(struct extraction *x);     /* whose figures are of another environment, release, test, scenario */
void extract_aggregate(struct extraction *x);   /* summaries ↔ rows of results tables */
void extract_restated(struct extraction *x);    /* one count of done things told twice */
void extract_outage(struct extraction *x);      /* how long an outage lasted, told twice */
void extract_commit(struct extraction *x);      /* commits in the text */
void extract_same(struct extraction *x);        /* the same quantity stated twice */

struct pass {
  const char *name;
  void (*run)(struct extraction *x);
};
const struct pass *passes(size_t *n);

/* Rows of the tables that are searched by halves, NULL behind the last: a test checks their order. */
const char *hedge_cue(size_t i);
const char *hedge_lead(size_t i);
const char *setting_phrase(size_t i);
const char *section_phrase(size_t i);
const char *metadata_key(size_t i);
const char *citation_proof(size_t i);

#endif
