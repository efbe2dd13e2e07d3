/* Every cap, with its reason. What is over a cap is refused with a message that names it. */
#ifndef TIEOUT_BASE_LIMITS_H
#define TIEOUT_BASE_LIMITS_H

/* A report is prose that somebody reads; the longest seen in 5,596 was under 1 MB. cmark needs memory of several times its input. */
#define LIMIT_REPORT_BYTES ((size_t)16 << 20)
/* Evidence is read whole for its hash; larger files need a streaming importer. */
#define LIMIT_EVIDENCE_BYTES ((size_t)1 << 30)
/* Policies, mappings and rules are written by hand. */
#define LIMIT_CONFIG_BYTES ((size_t)1 << 20)
/* Deep enough for every real file seen (19), shallow enough for any stack. */
#define LIMIT_DEPTH 512
/* Nodes of one JSON or YAML tree held for a mapping: 64 bytes each, so at most 512 MiB. */
#define LIMIT_TREE_NODES ((size_t)8 << 20)
/* One line of a log. */
#define LIMIT_LINE_BYTES ((size_t)1 << 20)
/* Default maximum of a growing buffer. */
#define LIMIT_BUF_DEFAULT ((size_t)1 << 30)
/* Claims of one report; real ones have below 2,000. */
#define LIMIT_CLAIMS ((size_t)100000)
/* Facts of one artifact. */
#define LIMIT_FACTS ((size_t)4 << 20)
/* Steps of SQLite's virtual machine for one rule, in thousands. */
#define LIMIT_RULE_KSTEPS 200000
/* Rows that one rule may return. */
#define LIMIT_RULE_ROWS 100000
/* Files in one folder of evidence. */
#define LIMIT_WALK_FILES ((size_t)1000000)
/* Quoted text kept for a fact or claim. */
#define LIMIT_QUOTE_BYTES 400

#endif
