/* Headings: the tree of sections, what kind each is, and whom it is about. */
#include "extract/passes.h"
#include "extract/subject.h"
#include "extract/words.h"

/* "Completed next steps", "Rollback executed": what the kind promises has happened. */
enum { TITLE_DONE = 1 << 30 };

/* Phrases of titles, sorted. */
static const struct phrase_row title_rows[] = {
    {"acceptance criteria", SECTION_CRITERIA},
    {"achieved", TITLE_DONE},
    {"action items", SECTION_PLAN},
    {"action plan", SECTION_PLAN},
    {"alert rules", SECTION_HOWTO},
    {"alternatives", SECTION_PLAN},
    {"approval", SECTION_CHECKLIST},
    {"approvals", SECTION_CHECKLIST},
    {"artefacts", SECTION_EVIDENCE},
    {"artifacts", SECTION_EVIDENCE},
    {"background", SECTION_HISTORY},
    {"backlog", SECTION_PLAN},
    {"backout", SECTION_ROLLBACK},
    {"baseline", SECTION_BEFORE},
    {"before", SECTION_BEFORE},
    {"benchmark", SECTION_LOADTEST},
    {"benchmarks", SECTION_LOADTEST},
    {"blockers", SECTION_ISSUES},
    {"caveats", SECTION_ISSUES},
    {"change log", SECTION_HISTORY},
    {"changelog", SECTION_HISTORY},
    {"checklist", SECTION_CHECKLIST},
    {"checklists", SECTION_CHECKLIST},
    {"commands", SECTION_HOWTO},
    {"complete", TITLE_DONE},
    {"completed", TITLE_DONE},
    {"context", SECTION_HISTORY},
    {"criteria", SECTION_CRITERIA},
    {"current problem", SECTION_BEFORE},
    {"debugging", SECTION_HOWTO},
    {"definition of done", SECTION_CRITERIA},
    {"done", TITLE_DONE},
    {"escalation", SECTION_HOWTO},
    {"estimated", SECTION_PLAN},
    {"estimates", SECTION_PLAN},
    {"evidence", SECTION_EVIDENCE},
    {"example", SECTION_TEMPLATE},
    {"examples", SECTION_TEMPLATE},
    {"executed", TITLE_DONE},
    {"exit criteria", SECTION_CRITERIA},
    {"expected impact", SECTION_CRITERIA},
    {"expected outcome", SECTION_CRITERIA},
    {"expected output", SECTION_CRITERIA},
    {"expected results", SECTION_CRITERIA},
    {"finished", TITLE_DONE},
    {"follow up", SECTION_PLAN},
    {"follow ups", SECTION_PLAN},
    {"further reading", SECTION_REFERENCES},
    {"future", SECTION_PLAN},
    {"gatling", SECTION_LOADTEST},
    {"getting started", SECTION_HOWTO},
    {"goal", SECTION_CRITERIA},
    {"goals", SECTION_CRITERIA},
    {"guide", SECTION_HOWTO},
    {"history", SECTION_HISTORY},
    {"how to", SECTION_HOWTO},
    {"implementation plan", SECTION_PLAN},
    {"implemented", TITLE_DONE},
    {"improvements needed", SECTION_PLAN},
    {"incident", SECTION_HISTORY | SECTION_INCIDENT},
    {"initial state", SECTION_BEFORE},
    {"installation", SECTION_HOWTO},
    {"instructions", SECTION_HOWTO},
    {"investigation", SECTION_HISTORY},
    {"issues", SECTION_ISSUES},
    {"jmeter", SECTION_LOADTEST},
    {"k6", SECTION_LOADTEST},
    {"known issue", SECTION_ISSUES},
    {"known issues", SECTION_ISSUES},
    {"kpis", SECTION_CRITERIA},
    {"lessons learned", SECTION_HISTORY},
    {"limitations", SECTION_ISSUES},
    {"links", SECTION_REFERENCES},
    {"load results", SECTION_LOADTEST},
    {"load run", SECTION_LOADTEST},
    {"load suite", SECTION_LOADTEST},
    {"load test", SECTION_LOADTEST},
    {"load testing", SECTION_LOADTEST},
    {"load tests", SECTION_LOADTEST},
    {"locust", SECTION_LOADTEST},
    {"long term", SECTION_PLAN},
    {"medium term", SECTION_PLAN},
    {"met", TITLE_DONE},
    {"migration plan", SECTION_PLAN},
    {"motivation", SECTION_HISTORY},
    {"next actions", SECTION_PLAN},
    {"next phase", SECTION_PLAN},
    {"next session", SECTION_PLAN},
    {"next step", SECTION_PLAN},
    {"next steps", SECTION_PLAN},
    {"not started", SECTION_PLAN},
    {"objectives", SECTION_CRITERIA},
    {"old", SECTION_BEFORE},
    {"open issues", SECTION_ISSUES},
    {"open items", SECTION_PLAN},
    {"open questions", SECTION_PLAN},
    {"operational procedures", SECTION_HOWTO},
    {"options", SECTION_PLAN},
    {"original state", SECTION_BEFORE},
    {"outage", SECTION_INCIDENT},
    {"outstanding", SECTION_PLAN},
    {"pass criteria", SECTION_CRITERIA},
    {"pending", SECTION_PLAN},
    {"performance results", SECTION_LOADTEST},
    {"performance test", SECTION_LOADTEST},
    {"performance testing", SECTION_LOADTEST},
    {"performance tests", SECTION_LOADTEST},
    {"placeholder", SECTION_TEMPLATE},
    {"planned", SECTION_PLAN},
    {"playbook", SECTION_HOWTO},
    {"post mortem", SECTION_INCIDENT},
    {"postmortem", SECTION_INCIDENT},
    {"preventive measures", SECTION_PLAN},
    {"previous", SECTION_HISTORY},
    {"previous state", SECTION_BEFORE},
    {"problem", SECTION_HISTORY},
    {"problems", SECTION_HISTORY},
    {"procedure", SECTION_HOWTO},
    {"procedures", SECTION_HOWTO},
    {"proof", SECTION_EVIDENCE},
    {"proposed", SECTION_PLAN},
    {"quick start", SECTION_HOWTO},
    {"rca", SECTION_INCIDENT},
    {"recommendations", SECTION_PLAN},
    {"recommended", SECTION_PLAN},
    {"references", SECTION_REFERENCES},
    {"related docs", SECTION_REFERENCES},
    {"related documentation", SECTION_REFERENCES},
    {"related documents", SECTION_REFERENCES},
    {"remaining", SECTION_PLAN},
    {"requirements", SECTION_CRITERIA},
    {"resolved", TITLE_DONE},
    {"resources", SECTION_REFERENCES},
    {"revert", SECTION_ROLLBACK},
    {"revision history", SECTION_HISTORY},
    {"risk areas", SECTION_ISSUES},
    {"risks", SECTION_ISSUES},
    {"roadmap", SECTION_PLAN},
    {"roll back", SECTION_ROLLBACK},
    {"rollback", SECTION_ROLLBACK},
    {"rolling back", SECTION_ROLLBACK},
    {"root cause", SECTION_HISTORY},
    {"root cause analysis", SECTION_INCIDENT},
    {"root causes", SECTION_HISTORY},
    {"runbook", SECTION_HOWTO},
    {"sample", SECTION_TEMPLATE},
    {"samples", SECTION_TEMPLATE},
    {"scenario results", SECTION_LOADTEST},
    {"schedule", SECTION_PLAN},
    {"see also", SECTION_REFERENCES},
    {"setup", SECTION_HOWTO},
    {"severity", SECTION_HOWTO},
    {"short term", SECTION_PLAN},
    {"sign off", SECTION_CHECKLIST},
    {"signoff", SECTION_CHECKLIST},
    {"sla compliance", SECTION_LOADTEST},
    {"sla validation", SECTION_LOADTEST},
    {"slo", SECTION_CRITERIA},
    {"slos", SECTION_CRITERIA},
    {"soak test", SECTION_LOADTEST},
    {"soak tests", SECTION_LOADTEST},
    {"sources", SECTION_EVIDENCE},
    {"stress test", SECTION_LOADTEST},
    {"stress testing", SECTION_LOADTEST},
    {"stress tests", SECTION_LOADTEST},
    {"success criteria", SECTION_CRITERIA},
    {"success metrics", SECTION_CRITERIA},
    {"symptoms", SECTION_HISTORY},
    {"targets", SECTION_CRITERIA},
    {"template", SECTION_TEMPLATE},
    {"templates", SECTION_TEMPLATE},
    {"thresholds", SECTION_CRITERIA},
    {"timeline", SECTION_HISTORY},
    {"to do", SECTION_PLAN},
    {"todo", SECTION_PLAN},
    {"todos", SECTION_PLAN},
    {"troubleshooting", SECTION_HOWTO},
    {"upcoming", SECTION_PLAN},
    {"usage", SECTION_HOWTO},
    {"verification steps", SECTION_HOWTO},
    {"version history", SECTION_HISTORY},
    {"what happened", SECTION_HISTORY},
    {"what went wrong", SECTION_HISTORY},
    {"what's next", SECTION_PLAN},
    {"work plan", SECTION_PLAN},
};

static unsigned title_kinds(const struct phrase_set *set, struct str title) {
  unsigned k = phrase_kinds(set, str_sub(title, 0, 200));
  if (k & TITLE_DONE) k &= ~(unsigned)(SECTION_PLAN | SECTION_CRITERIA);
  if ((k & SECTION_BEFORE) && phrase_in(str_sub(title, 0, 200), "after")) k &= ~(unsigned)SECTION_BEFORE;
  return k & ~(unsigned)TITLE_DONE;
}

/* What a document is by its title is true of all its sections. A runbook or template states nothing; a plan only plans. */
static const unsigned document_kinds = SECTION_TEMPLATE | SECTION_HOWTO | SECTION_INCIDENT;
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
  static const char *const whole[] = {"load test report",        "load test results",        "load testing report",
                                      "performance test report", "performance test results", "benchmark report",
                                      "benchmark results",       "stress test report",       NULL};
  if (h->level == 1) return phrases_in(str_sub(h->title, 0, 200), whole) ? STR("loadtest") : STR_NONE;
  if (h->own & SECTION_LOADTEST) return STR("loadtest");
  struct str label = label_of(&x->arena, str_sub(h->title, 0, 120));
  struct span w;
  size_t at = 0;
  if (!label.n || !word_next(label, &at, &w)) return STR_NONE;
  if (word_among(span_str(label, w), item_words)) return subject_make(x, "item:", label);
  return STR_NONE;
}

static void add_heading(struct extraction *x, const struct phrase_set *set, int32_t block) {
  const struct md_block *b = block_at(x, block);
  struct heading h = {.block = block, .level = b->level, .title = str_trim(b->text)};
  int32_t index = (int32_t)x->headings.n;
  h.parent = index - 1; /* up from the last heading: at most six steps */
  while (h.parent >= 0 && x->headings.v[h.parent].level >= h.level) h.parent = x->headings.v[h.parent].parent;
  h.top = h.level <= 2 || h.parent < 0 ? index : x->headings.v[h.parent].level >= 2 ? x->headings.v[h.parent].top : index;
  h.own = title_kinds(set, h.title);
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

const char *section_phrase(size_t i) { return i < sizeof title_rows / sizeof title_rows[0] ? title_rows[i].phrase : NULL; }

void extract_section(struct extraction *x) {
  int32_t heading = -1;
  struct phrase_set set;
  phrase_set_init(&set, title_rows, sizeof title_rows / sizeof title_rows[0]);
  for (int32_t i = 0; i < (int32_t)x->md->n; i++) {
    const struct md_block *b = block_at(x, i);
    if (b->kind == MD_HEADING && !b->in_quote) {
      add_heading(x, &set, i);
      heading = (int32_t)x->headings.n - 1;
    }
    place_block(x, i, heading);
    if (b->kind == MD_HEADING && b->level == 1 && !x->document.title.n) x->document.title = str_trim(b->text);
  }
  find_leads(x);
}
