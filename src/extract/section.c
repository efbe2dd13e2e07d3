/* Headings: the tree of sections, what kind each is, and whom it is about. */
#include "extract/passes.h"
#include "extract/subject.h"
#include "extract/words.h"

static const struct {
  unsigned kind;
  const char *words[24]; /* phrases in the title, lower case */
} kinds[] = {
    {SECTION_PLAN,
     {"next step",   "next steps", "next actions",    "next session", "next phase", "todo",        "todos",      "to do",
      "remaining",   "roadmap",    "recommendations", "recommended",  "future",     "follow up",   "follow ups", "action items",
      "outstanding", "upcoming",   "proposed",        "backlog",      "planned",    "what's next", "pending"}},
    {SECTION_PLAN,
     {"improvements needed", "work plan", "action plan", "implementation plan", "migration plan", "schedule", "not started", "open items",
      "open questions", "long term", "short term", "medium term", "estimates", "estimated", "options", "alternatives",
      "preventive measures"}},
    {SECTION_ROLLBACK, {"rollback", "roll back", "rolling back", "backout", "revert"}},
    {SECTION_TEMPLATE, {"template", "templates", "example", "examples", "sample", "samples", "placeholder"}},
    {SECTION_HISTORY, {"changelog",  "change log",    "version history", "revision history", "history",  "root cause", "root causes",
                       "background", "what happened", "lessons learned", "timeline",         "incident", "problem",    "problems",
                       "symptoms",   "investigation", "context",         "what went wrong",  "previous", "motivation"}},
    {SECTION_BEFORE, {"before", "previous state", "initial state", "original state", "current problem", "baseline", "old"}},
    {SECTION_ISSUES, {"known issues", "known issue", "limitations", "blockers", "risks", "issues", "risk areas", "open issues", "caveats"}},
    {SECTION_REFERENCES,
     {"references", "related documents", "related documentation", "related docs", "resources", "see also", "further reading", "links"}},
    {SECTION_CRITERIA,
     {"success criteria",
      "acceptance criteria",
      "exit criteria",
      "success metrics",
      "pass criteria",
      "criteria",
      "slo",
      "slos",
      "goals",
      "goal",
      "objectives",
      "requirements",
      "definition of done",
      "kpis",
      "thresholds",
      "targets",
      "expected results",
      "expected outcome",
      "expected output",
      "expected impact"}},
    {SECTION_HOWTO,
     {"how to",
      "usage",
      "troubleshooting",
      "runbook",
      "playbook",
      "procedure",
      "procedures",
      "setup",
      "instructions",
      "quick start",
      "getting started",
      "guide",
      "commands",
      "verification steps",
      "operational procedures",
      "alert rules",
      "escalation",
      "severity",
      "debugging",
      "installation"}},
    {SECTION_EVIDENCE, {"evidence", "artifacts", "artefacts", "sources", "proof"}},
    {SECTION_LOADTEST,
     {"load test", "load tests", "load testing", "performance test", "performance tests", "performance testing", "stress test", "benchmark",
      "benchmarks", "sla compliance", "sla validation", "scenario results", "performance results"}},
    {SECTION_CHECKLIST, {"checklist", "checklists", "sign off", "signoff", "approvals", "approval"}},
};

/* "Completed next steps", "Rollback plan executed": what the kind promises has happened. */
static const char *const done_words[] = {"completed", "complete", "done",        "finished", "achieved",
                                         "met",       "executed", "implemented", "resolved", NULL};

static unsigned title_kinds(struct str title) {
  unsigned k = 0;
  title = str_sub(title, 0, 200);
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
    for (size_t j = 0; j < sizeof kinds[i].words / sizeof kinds[i].words[0] && kinds[i].words[j] && !(k & kinds[i].kind); j++)
      if (phrase_in(title, kinds[i].words[j])) k |= kinds[i].kind;
  if ((k & (SECTION_PLAN | SECTION_CRITERIA)) && phrases_in(title, done_words)) k &= ~(unsigned)(SECTION_PLAN | SECTION_CRITERIA);
  return k;
}

/* What a document is by its title is true of all its sections. A runbook or template states nothing; a plan only plans. */
static const unsigned document_kinds = SECTION_TEMPLATE | SECTION_HOWTO;
/* Not inherited: a "before" or "history" section's subsections are named for themselves often enough. */
static const unsigned own_only = SECTION_CHECKLIST;

static unsigned inherited(const struct extraction *x, const struct heading *h) {
  if (h->parent < 0) return 0;
  const struct heading *p = &x->headings.v[h->parent];
  if (p->level == 1) return p->kinds & document_kinds;
  return p->kinds & ~own_only;
}

/* "Phase 2", "Task 7", "Step 3", "Issue 4", "Milestone B" and what follows them names an item of the report itself. */
static const char *const item_words[] = {"phase", "task",  "step",    "issue", "milestone", "workstream", "sprint", "week",
                                         "stage", "story", "feature", "day",   "session",   "part",       NULL};

static struct str heading_subject(struct extraction *x, const struct heading *h) {
  if (h->level == 1) return STR_NONE;
  if (h->own & SECTION_LOADTEST) return STR("loadtest");
  struct str label = label_of(&x->arena, str_sub(h->title, 0, 120));
  struct span w;
  size_t at = 0;
  if (!label.n || !word_next(label, &at, &w)) return STR_NONE;
  if (word_among(span_str(label, w), item_words)) return subject_make(x, "item:", label);
  return STR_NONE;
}

static void add_heading(struct extraction *x, int32_t block) {
  const struct md_block *b = block_at(x, block);
  struct heading h = {.block = block, .level = b->level, .title = str_trim(b->text)};
  int32_t index = (int32_t)x->headings.n;
  h.parent = index - 1; /* up from the last heading: at most six steps */
  while (h.parent >= 0 && x->headings.v[h.parent].level >= h.level) h.parent = x->headings.v[h.parent].parent;
  h.top = h.level <= 2 || h.parent < 0 ? index : x->headings.v[h.parent].level >= 2 ? x->headings.v[h.parent].top : index;
  h.own = title_kinds(h.title);
  h.kinds = h.own | inherited(x, &h);
  h.subject = heading_subject(x, &h);
  vec_push(&x->headings, h);
}

static void place_block(struct extraction *x, int32_t i, int32_t heading) {
  const struct md_block *b = block_at(x, i);
  struct block_info *info = &x->blocks[i];
  info->heading = heading;
  if (b->parent < 0) return;
  const struct md_block *p = block_at(x, b->parent);
  info->item = p->kind == MD_ITEM ? b->parent : x->blocks[b->parent].item;
  if (b->kind == MD_CELL || p->kind == MD_ITEM) info->group = b->parent;
  if (b->in_quote) info->flags |= BLOCK_QUOTED;
}

/* The paragraph that introduces a list or table: directly before it, under the same parent; for a nested list the item's own text. */
static void find_leads(struct extraction *x) {
  int32_t last = -1; /* last paragraph or heading seen */
  for (int32_t i = 0; i < (int32_t)x->md->n; i++) {
    const struct md_block *b = block_at(x, i);
    if (b->kind == MD_PARAGRAPH || b->kind == MD_HEADING) last = i;
    if (b->kind == MD_CODE || b->kind == MD_RULE || b->kind == MD_HTML) last = -1;
    if ((b->kind == MD_LIST || b->kind == MD_TABLE) && last >= 0 && block_at(x, last)->kind == MD_PARAGRAPH &&
        block_at(x, last)->parent == b->parent)
      x->blocks[i].lead = last;
    if ((b->kind == MD_ITEM || b->kind == MD_CELL) && b->parent >= 0) x->blocks[i].lead = x->blocks[b->parent].lead;
    if (b->kind == MD_PARAGRAPH && b->parent >= 0 && block_at(x, b->parent)->kind == MD_ITEM) x->blocks[i].lead = x->blocks[b->parent].lead;
    if (b->kind == MD_TABLE) last = -1;
  }
}

void extract_section(struct extraction *x) {
  int32_t heading = -1;
  for (int32_t i = 0; i < (int32_t)x->md->n; i++) {
    const struct md_block *b = block_at(x, i);
    if (b->kind == MD_HEADING && !b->in_quote) {
      add_heading(x, i);
      heading = (int32_t)x->headings.n - 1;
    }
    place_block(x, i, heading);
    if (b->kind == MD_HEADING && b->level == 1 && !x->document.title.n) x->document.title = str_trim(b->text);
  }
  find_leads(x);
}
