/* What turns a statement into a plan, a target, a condition, an example or a thing of the past: of whole blocks (flags), and of the
 * words around one claim (voice_at). */
#include "extract/passes.h"
#include "extract/words.h"

enum cue_kind {
  CUE_PLAN = 1 << 0,      /* will, should, to be …: what the clause says has not happened */
  CUE_TARGET = 1 << 1,    /* target, threshold: the next number is one */
  CUE_ESTIMATE = 1 << 2,  /* estimated, projected */
  CUE_PREVIOUS = 1 << 3,  /* previously, before: what follows is past */
  CUE_CONDITION = 1 << 4, /* if, when, once: the sentence states nothing */
  CUE_EXAMPLE = 1 << 5,   /* e.g., for example */
  CUE_ORDER = 1 << 6,     /* verify, ensure, run: an instruction, where it begins the sentence */
  CUE_WAS = 1 << 7,       /* past tense of a value: "(was 12)" */
  CUE_PAST = 1 << 8,      /* yesterday, last week: past wherever it stands in the clause */
  CUE_DOUBT = 1 << 9,     /* said, wrongly, not true: somebody's words, which the sentence does not make its own */
  CUE_PLACE = 1 << 10     /* in staging: another environment than the report's */
};

/* Sorted by phrase; a test checks it. */
static const struct phrase_row cue_rows[] = {
    {"add", CUE_ORDER},
    {"aim", CUE_PLAN},
    {"allegedly", CUE_DOUBT},
    {"are wrong", CUE_DOUBT},
    {"assuming", CUE_CONDITION},
    {"baseline", CUE_PREVIOUS},
    {"before", CUE_PREVIOUS},
    {"before cutover", CUE_PLAN},
    {"before go live", CUE_PLAN},
    {"before launch", CUE_PLAN},
    {"can", CUE_PLAN},
    {"check", CUE_ORDER},
    {"claimed", CUE_DOUBT},
    {"claims that", CUE_DOUBT},
    {"compared to", CUE_PREVIOUS},
    {"compared with", CUE_PREVIOUS},
    {"confirm", CUE_ORDER},
    {"could", CUE_PLAN},
    {"create", CUE_ORDER},
    {"deploy", CUE_ORDER},
    {"e.g", CUE_EXAMPLE},
    {"earlier", CUE_PREVIOUS},
    {"ensure", CUE_ORDER},
    {"erroneously", CUE_DOUBT},
    {"estimate", CUE_ESTIMATE},
    {"estimated", CUE_ESTIMATE},
    {"eta", CUE_ESTIMATE},
    {"expect", CUE_PLAN},
    {"expected", CUE_PLAN},
    {"falsely", CUE_DOUBT},
    {"first attempt", CUE_PAST},
    {"first try", CUE_PAST},
    {"for example", CUE_EXAMPLE},
    {"for instance", CUE_EXAMPLE},
    {"formerly", CUE_PREVIOUS},
    {"future", CUE_PLAN},
    {"goal", CUE_TARGET},
    {"going to", CUE_PLAN},
    {"if", CUE_CONDITION},
    {"implement", CUE_ORDER},
    {"in case", CUE_CONDITION},
    {"in dev", CUE_PLACE},
    {"in development", CUE_PLACE},
    {"in pre production", CUE_PLACE},
    {"in preprod", CUE_PLACE},
    {"in prod", CUE_PLACE},
    {"in production", CUE_PLACE},
    {"in qa", CUE_PLACE},
    {"in sandbox", CUE_PLACE},
    {"in staging", CUE_PLACE},
    {"in test", CUE_PLACE},
    {"in test environment", CUE_PLACE},
    {"in the dev", CUE_PLACE},
    {"in the development", CUE_PLACE},
    {"in the pre production", CUE_PLACE},
    {"in the preprod", CUE_PLACE},
    {"in the prod", CUE_PLACE},
    {"in the production", CUE_PLACE},
    {"in the qa", CUE_PLACE},
    {"in the sandbox", CUE_PLACE},
    {"in the staging", CUE_PLACE},
    {"in the test environment", CUE_PLACE},
    {"in the uat", CUE_PLACE},
    {"in uat", CUE_PLACE},
    {"incorrectly", CUE_DOUBT},
    {"initially", CUE_PREVIOUS},
    {"investigate", CUE_ORDER},
    {"is false", CUE_DOUBT},
    {"is inaccurate", CUE_DOUBT},
    {"is incorrect", CUE_DOUBT},
    {"is not correct", CUE_DOUBT},
    {"is wrong", CUE_DOUBT},
    {"last month", CUE_PAST},
    {"last night", CUE_PAST},
    {"last quarter", CUE_PREVIOUS},
    {"last release", CUE_PAST},
    {"last time", CUE_PAST},
    {"last week", CUE_PAST},
    {"last year", CUE_PAST},
    {"legacy stack", CUE_PAST},
    {"legacy system", CUE_PAST},
    {"limit", CUE_TARGET},
    {"make sure", CUE_ORDER},
    {"may", CUE_PLAN},
    {"might", CUE_PLAN},
    {"mistakenly", CUE_DOUBT},
    {"monitor", CUE_ORDER},
    {"must", CUE_PLAN},
    {"need", CUE_PLAN},
    {"need to", CUE_PLAN},
    {"needs", CUE_PLAN},
    {"needs to", CUE_PLAN},
    {"next release", CUE_PLAN},
    {"next sprint", CUE_PLAN},
    {"next version", CUE_PLAN},
    {"not true", CUE_DOUBT},
    {"objective", CUE_TARGET},
    {"on dev", CUE_PLACE},
    {"on development", CUE_PLACE},
    {"on pre production", CUE_PLACE},
    {"on preprod", CUE_PLACE},
    {"on prod", CUE_PLACE},
    {"on production", CUE_PLACE},
    {"on qa", CUE_PLACE},
    {"on sandbox", CUE_PLACE},
    {"on staging", CUE_PLACE},
    {"on test environment", CUE_PLACE},
    {"on the dev", CUE_PLACE},
    {"on the development", CUE_PLACE},
    {"on the old", CUE_PAST},
    {"on the pre production", CUE_PLACE},
    {"on the preprod", CUE_PLACE},
    {"on the prod", CUE_PLACE},
    {"on the production", CUE_PLACE},
    {"on the qa", CUE_PLACE},
    {"on the sandbox", CUE_PLACE},
    {"on the staging", CUE_PLACE},
    {"on the test environment", CUE_PLACE},
    {"on the uat", CUE_PLACE},
    {"on uat", CUE_PLACE},
    {"once", CUE_CONDITION},
    {"originally", CUE_PREVIOUS},
    {"plan", CUE_PLAN},
    {"planned", CUE_PLAN},
    {"planning", CUE_PLAN},
    {"plans to", CUE_PLAN},
    {"previous", CUE_PREVIOUS},
    {"previous deployment", CUE_PAST},
    {"previous release", CUE_PAST},
    {"previous run", CUE_PAST},
    {"previous version", CUE_PAST},
    {"previously", CUE_PREVIOUS},
    {"prior", CUE_PREVIOUS},
    {"prior release", CUE_PAST},
    {"projected", CUE_ESTIMATE},
    {"proposed", CUE_PLAN},
    {"provided that", CUE_CONDITION},
    {"recommend", CUE_PLAN},
    {"recommended", CUE_PLAN},
    {"require", CUE_PLAN},
    {"requirement", CUE_TARGET},
    {"requires", CUE_PLAN},
    {"review", CUE_ORDER},
    {"run", CUE_ORDER},
    {"said", CUE_DOUBT},
    {"scheduled", CUE_PLAN},
    {"shall", CUE_PLAN},
    {"should", CUE_PLAN},
    {"slo", CUE_TARGET},
    {"suppose", CUE_CONDITION},
    {"supposedly", CUE_DOUBT},
    {"target", CUE_TARGET},
    {"targets", CUE_TARGET},
    {"test", CUE_ORDER},
    {"the old", CUE_PAST},
    {"threshold", CUE_TARGET},
    {"to be", CUE_PLAN},
    {"todo", CUE_PLAN},
    {"unless", CUE_CONDITION},
    {"until", CUE_CONDITION},
    {"untrue", CUE_DOUBT},
    {"upcoming", CUE_PLAN},
    {"update", CUE_ORDER},
    {"used to", CUE_PREVIOUS},
    {"verify", CUE_ORDER},
    {"wait", CUE_ORDER},
    {"was", CUE_WAS},
    {"was false", CUE_DOUBT},
    {"was inaccurate", CUE_DOUBT},
    {"was incorrect", CUE_DOUBT},
    {"was wrong", CUE_DOUBT},
    {"were", CUE_WAS},
    {"were wrong", CUE_DOUBT},
    {"when", CUE_CONDITION},
    {"whenever", CUE_CONDITION},
    {"will", CUE_PLAN},
    {"with the old", CUE_PAST},
    {"would", CUE_PLAN},
    {"wrongly", CUE_DOUBT},
    {"yesterday", CUE_PAST},
};
static void scan_cues(struct extraction *x, const struct phrase_set *set, int32_t block) {
  struct str s = block_at(x, block)->text;
  VEC(struct cue_at) found = {0};
  for (size_t i = 0; i < s.n; i++) {
    if (!ascii_is_alpha(s.p[i]) || (i > 0 && (ascii_is_alnum(s.p[i - 1]) || s.p[i - 1] == '_'))) continue;
    size_t used = 0;
    const struct phrase_row *c = phrase_longest(set, s, i, &used);
    bool month = str_eq(str_sub(s, i, used), STR("May"));
    if (c && !month) vec_push(&found, (struct cue_at){(uint32_t)i, (uint32_t)(i + used), c->kind});
  }
  if (found.n) {
    struct cue_at *kept = arena_alloc(&x->arena, found.n * sizeof *kept);
    memcpy(kept, found.v, found.n * sizeof *kept);
    x->blocks[block].cues = kept;
    x->blocks[block].cues_n = (uint32_t)found.n;
  }
  vec_release(&found);
}

/* --- flags of blocks ------------------------------------------------------------------------------------------------------- */

/* Lines that introduce a list or table; sorted. */
static const struct phrase_row lead_rows[] = {
    {"before", BLOCK_PREVIOUS},
    {"before deploying", BLOCK_CONDITION},
    {"checklist", BLOCK_CRITERIA},
    {"criteria", BLOCK_CRITERIA},
    {"definition of done", BLOCK_CRITERIA},
    {"e.g", BLOCK_EXAMPLE},
    {"example", BLOCK_EXAMPLE},
    {"examples", BLOCK_EXAMPLE},
    {"expect", BLOCK_CONDITION},
    {"expected", BLOCK_CONDITION},
    {"follow up", BLOCK_PLAN},
    {"for example", BLOCK_EXAMPLE},
    {"if", BLOCK_CONDITION},
    {"initial", BLOCK_PREVIOUS},
    {"legend", BLOCK_EXAMPLE},
    {"next step", BLOCK_PLAN},
    {"next steps", BLOCK_PLAN},
    {"not started", BLOCK_PLAN},
    {"once", BLOCK_CONDITION},
    {"originally", BLOCK_PREVIOUS},
    {"outstanding", BLOCK_PLAN},
    {"pending", BLOCK_PLAN},
    {"planned", BLOCK_PLAN},
    {"pre deployment", BLOCK_CONDITION},
    {"prerequisites", BLOCK_CONDITION},
    {"previous", BLOCK_PREVIOUS},
    {"previously", BLOCK_PREVIOUS},
    {"proposed", BLOCK_PLAN},
    {"recommendations", BLOCK_PLAN},
    {"recommended", BLOCK_PLAN},
    {"remaining", BLOCK_PLAN},
    {"sample", BLOCK_EXAMPLE},
    {"should", BLOCK_CONDITION},
    {"success looks like", BLOCK_CONDITION},
    {"target", BLOCK_CRITERIA},
    {"targets", BLOCK_CRITERIA},
    {"template", BLOCK_EXAMPLE},
    {"to do", BLOCK_PLAN},
    {"to verify", BLOCK_CONDITION},
    {"todo", BLOCK_PLAN},
    {"tomorrow", BLOCK_PLAN},
    {"upcoming", BLOCK_PLAN},
    {"verify", BLOCK_CONDITION},
    {"when", BLOCK_CONDITION},
    {"you should see", BLOCK_CONDITION},
};

static unsigned lead_flags(const struct phrase_set *set, struct str lead) {
  return phrase_kinds(set, str_sub(lead, lead.n > 160 ? lead.n - 160 : 0, 160));
}

static unsigned section_flags(unsigned kinds) {
  unsigned f = 0;
  if (kinds & SECTION_PLAN) f |= BLOCK_PLAN;
  if (kinds & SECTION_TEMPLATE) f |= BLOCK_TEMPLATE;
  if (kinds & SECTION_BEFORE) f |= BLOCK_PREVIOUS;
  if (kinds & SECTION_CRITERIA) f |= BLOCK_CRITERIA;
  return f;
}

static unsigned task_flags(const struct extraction *x, int32_t item) {
  int8_t task = item < 0 ? 0 : block_at(x, item)->task;
  return task == 1 ? BLOCK_OPEN_TASK | BLOCK_PLAN : task == 2 ? BLOCK_DONE_TASK : 0;
}

/* An introducing line speaks for its list when it ends in a colon or is set in bold as a whole. */
static bool introduces(const struct md_block *b) {
  struct str s = str_trim(b->text);
  if (!s.n || s.n > 400) return false;
  if (s.p[s.n - 1] == ':') return true;
  return b->spans_n && b->spans[0].kind == MD_STRONG && b->spans[0].from == 0 && b->spans[0].to >= s.n;
}

/* What a block is, of itself and of what it stands in: an item inherits from the item around its list. */
static void flag_block(struct extraction *x, const struct phrase_set *leads, int32_t i) {
  const struct md_block *b = block_at(x, i);
  struct block_info *info = &x->blocks[i];
  info->flags |= section_flags(block_kinds(x, i)) | task_flags(x, b->kind == MD_ITEM ? i : info->item);
  if (info->lead >= 0 && introduces(block_at(x, info->lead))) info->flags |= lead_flags(leads, block_at(x, info->lead)->text);
  if (b->parent >= 0) info->flags |= x->blocks[b->parent].flags & ~(unsigned)(BLOCK_SILENT | BLOCK_DONE_TASK);
  if (b->kind == MD_HEADING) info->flags &= ~(unsigned)(BLOCK_CONDITION | BLOCK_CRITERIA | BLOCK_PLAN | BLOCK_PREVIOUS);
}

const char *hedge_cue(size_t i) { return i < sizeof cue_rows / sizeof cue_rows[0] ? cue_rows[i].phrase : NULL; }
const char *hedge_lead(size_t i) { return i < sizeof lead_rows / sizeof lead_rows[0] ? lead_rows[i].phrase : NULL; }

void extract_hedge(struct extraction *x) {
  struct phrase_set leads, cues;
  phrase_set_init(&leads, lead_rows, sizeof lead_rows / sizeof lead_rows[0]);
  phrase_set_init(&cues, cue_rows, sizeof cue_rows / sizeof cue_rows[0]);
  for (int32_t i = 0; i < (int32_t)x->md->n; i++) {
    flag_block(x, &leads, i);
    if (!(x->blocks[i].flags & BLOCK_SILENT)) scan_cues(x, &cues, i);
  }
}

/* --- the words around a claim ------------------------------------------------------------------------------------------------ */

/* Where a clause ends inside a sentence. */
static bool clause_stop(struct str s, size_t i) {
  unsigned char c = (unsigned char)s.p[i];
  if (c == ',' || c == ';' || c == ':' || c == '(' || c == ')' || c == '|') return true;
  return c == 0xE2 && i + 2 < s.n && (unsigned char)s.p[i + 1] == 0x80 &&
         ((unsigned char)s.p[i + 2] == 0x93 || (unsigned char)s.p[i + 2] == 0x94);
}

/* The nearest marks on both sides of a claim in its sentence, found once, so that each cue costs a comparison. */
struct around {
  size_t from, to; /* the claim */
  struct span sentence;
  size_t stop, but, digit; /* behind the last one before the claim; 0 = none */
  size_t next_stop;        /* the first one after it */
  size_t outer;            /* as stop, but for the parentheses that are closed before the claim */
};

static struct around look_around(struct str s, size_t from, size_t to) {
  struct around a = {.from = from, .to = to, .sentence = sentence_around(s, from, to)};
  size_t before_open = 0;
  for (size_t i = a.sentence.from; i < from; i++) {
    if (clause_stop(s, i)) {
      if (s.p[i] == '(') before_open = a.outer;
      a.outer = s.p[i] == ')' ? before_open : i + 1;
      a.stop = i + 1;
    } else if (ascii_is_digit(s.p[i])) {
      a.digit = i + 1;
    } else if (phrase_here(s, i, "but")) {
      a.but = i + 1;
    }
  }
  a.next_stop = to;
  while (a.next_stop < a.sentence.to && !clause_stop(s, a.next_stop) && !phrase_here(s, a.next_stop, "but")) a.next_stop++;
  return a;
}

/* No clause ends between cue and claim; the colon of "target: 1.2 s" does not count. */
static bool same_clause(struct str s, const struct around *a, const struct cue_at *c) {
  if (a->stop <= c->to) return true;
  return a->stop == c->to + 1 && s.p[c->to] == ':';
}

/* "in staging" while the report is about production. A report that names no environment is about production. */
static bool other_place(const struct extraction *x, struct str cue) {
  size_t n = cue.n;
  while (n > 0 && !ascii_is_space(cue.p[n - 1])) n--;
  struct str own = x->environment.n ? x->environment : STR("production"), place = str_sub(cue, n, 4);
  if (place.n > 3 && !str_eq_ci(str_sub(cue, n, 3), STR("sta"))) place.n = 3; /* "prod" and "production", "dev" and "development" */
  for (size_t i = 0; i + place.n <= own.n; i++)
    if (str_eq_ci(str_sub(own, i, place.n), place)) return false;
  return true;
}

static void apply_before(struct str s, const struct cue_at *c, const struct around *a, struct voice *v) {
  if (a->but > c->to) return; /* "but" takes the force off what stands before it */
  bool first = c->from == a->sentence.from || (c->from > 0 && s.p[c->from - 1] == '(');
  bool near = same_clause(s, a, c);
  if (c->kind & (CUE_CONDITION | CUE_EXAMPLE)) v->silent = true;
  if (c->kind & CUE_PLAN) v->role = ROLE_PLAN;
  if (c->kind & CUE_DOUBT) v->silent = true;
  if ((c->kind & CUE_PLACE) && (first || near)) v->silent = true;
  if ((c->kind & CUE_PAST) && (first || near || a->outer <= c->to)) v->role = ROLE_PREVIOUS;
  if ((c->kind & CUE_ORDER) && first) v->role = ROLE_PLAN;
  if ((c->kind & CUE_WAS) && c->from > 0 && s.p[c->from - 1] == '(') v->role = ROLE_PREVIOUS;
  if ((c->kind & CUE_PREVIOUS) && (first || near)) v->role = ROLE_PREVIOUS;
  if (!near) return;
  if ((c->kind & CUE_TARGET) && a->digit <= c->to) v->role = ROLE_TARGET;
  if ((c->kind & CUE_ESTIMATE) && v->role == ROLE_MEASURED) v->role = ROLE_ESTIMATE;
}

static void apply_after(const struct cue_at *c, const struct around *a, struct voice *v) {
  if (c->kind & (CUE_CONDITION | CUE_DOUBT)) v->silent = true;
  if (a->next_stop < c->from) return;
  if (c->kind & CUE_PLACE) v->silent = true;
  if (c->kind & CUE_PAST) v->role = ROLE_PREVIOUS;
  if (c->kind & CUE_PLAN) v->role = ROLE_PLAN;
  if ((c->kind & CUE_TARGET) && c->from - a->to <= 2) v->role = ROLE_TARGET;
  if ((c->kind & CUE_ESTIMATE) && c->from - a->to <= 2) v->role = ROLE_ESTIMATE;
}

static struct voice voice_of_flags(unsigned f) {
  struct voice v = {ROLE_MEASURED, false};
  if (f & BLOCK_PREVIOUS) v.role = ROLE_PREVIOUS;
  if (f & (BLOCK_CONDITION | BLOCK_CRITERIA)) v.role = ROLE_TARGET;
  if (f & BLOCK_PLAN) v.role = ROLE_PLAN;
  if (f & (BLOCK_SILENT | BLOCK_TEMPLATE | BLOCK_EXAMPLE)) v.silent = true;
  return v;
}

static uint32_t first_cue(const struct block_info *b, size_t from) {
  uint32_t lo = 0, hi = b->cues_n;
  while (lo < hi) {
    uint32_t mid = (lo + hi) / 2;
    if (b->cues[mid].from < from) {
      lo = mid + 1;
    } else {
      hi = mid;
    }
  }
  return lo;
}

struct voice voice_from(const struct extraction *x, int32_t block, size_t from, size_t to, struct voice start) {
  const struct block_info *info = &x->blocks[block];
  struct voice v = start;
  if (!info->cues_n || v.silent) return v;
  struct str s = block_at(x, block)->text;
  struct around a = look_around(s, from, to);
  for (uint32_t i = first_cue(info, a.sentence.from); i < info->cues_n && info->cues[i].from < a.sentence.to; i++) {
    const struct cue_at *c = &info->cues[i];
    if ((c->kind & CUE_PLACE) && !other_place(x, str_sub(s, c->from, c->to - c->from))) continue;
    if (info->cues[i].to <= from) apply_before(s, &info->cues[i], &a, &v);
    if (info->cues[i].from >= to) apply_after(&info->cues[i], &a, &v);
  }
  return v;
}

struct voice voice_at(const struct extraction *x, int32_t block, size_t from, size_t to) {
  return voice_from(x, block, from, to, voice_of_flags(x->blocks[block].flags));
}
