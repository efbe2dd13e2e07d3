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
/* Quotes and list items inside one another in a report; each blank line costs cmark a step for every one of them. Seen in 740 files: 5. */
#define LIMIT_MARKDOWN_DEPTH 64
/* Lines and list or quote markers of a report, and then blocks and table cells (a short row stands for as many cells as its header has). */
#define LIMIT_MARKDOWN_BLOCKS ((size_t)1 << 20)
/* Bytes that cmark may look through in vain for the end of HTML comments inside paragraphs: well under a second. */
#define LIMIT_MARKDOWN_OPENERS ((size_t)1 << 29)
/* Lines, and repairs, of one text: eight bytes each. A report of the largest size cannot have more. */
#define LIMIT_TEXT_PLACES ((size_t)17 << 20)
/* One line of a log. */
#define LIMIT_LINE_BYTES ((size_t)1 << 20)
/* Default maximum of a growing buffer. */
#define LIMIT_BUF_DEFAULT ((size_t)1 << 30)
/* Claims of one report; real ones have below 2,000. */
#define LIMIT_CLAIMS ((size_t)100000)
/* Facts of one artifact. */
#define LIMIT_FACTS ((size_t)4 << 20)
/* Steps over a tree that one mapping may take in one file: a second or two, 20 for each node of the largest tree. */
#define LIMIT_MAPPING_STEPS ((int64_t)160 << 20)
/* Diagnostics kept for one artifact; the rest is counted. */
#define LIMIT_DIAGNOSTICS ((size_t)1000)
/* Steps of SQLite's virtual machine for one rule, in thousands. */
#define LIMIT_RULE_KSTEPS 200000
/* Rows that one rule may return. */
#define LIMIT_RULE_ROWS 100000
/* Files in one folder of evidence. */
#define LIMIT_WALK_FILES ((size_t)1000000)
/* Subject, value or written form of one fact or claim; what is longer is no value of anything that a report claims. Below what a rule may
 * read. */
#define LIMIT_VALUE_BYTES ((size_t)16 << 10)
/* Quoted text kept for a fact or claim. */
#define LIMIT_QUOTE_BYTES 400
/* A ledger in memory; facts at some 300 bytes each reach LIMIT_FACTS for several artifacts first. */
#define LIMIT_MEMORY_LEDGER ((size_t)8 << 30)
/* Artifacts up to this size are kept in the ledger, larger ones by their hash; SQLite's own limit for one value is 1e9 bytes. */
#define LIMIT_KEEP_BYTES ((size_t)256 << 20)
/* Memory that one rule or query may take for sorting and for recursive queries. */
#define LIMIT_RULE_MEMORY ((size_t)512 << 20)
/* One value that a rule reads or makes. Short enough that no single SQL function call on it takes seconds. */
#define LIMIT_RULE_VALUE_BYTES (256 << 10)
/* Text of one rule. */
#define LIMIT_RULE_SQL_BYTES (64 << 10)
/* Processor time of one rule, should its steps be slow ones. */
#define LIMIT_RULE_SECONDS 30
/* One block of memory that libgit2 may ask for: above every index and every object that is worth reading, below what a damaged size says.
 */
#define LIMIT_GIT_ALLOCATION ((size_t)512 << 20)
/* Commits that one run looks back over, all its look-ups together: some seconds, and more than most projects have. */
#define LIMIT_GIT_STEPS ((size_t)200000)
/* Paths of one commit; a look-up for citations is worth a glance at the tree, not a crawl through it. */
#define LIMIT_GIT_PATHS ((size_t)500000)
/* Evidence read out of a commit is in memory twice for a moment. */
#define LIMIT_GIT_EVIDENCE_BYTES ((size_t)256 << 20)

/* A former result that a run is compared with; one of 5,000 reports has some 100 MB. */
#define LIMIT_RESULT_BYTES ((size_t)1 << 30)

#endif
