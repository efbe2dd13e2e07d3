/* Rows of one rule about one claim are one finding; what two rules say alike is said once. */
#include "base/buf.h"
#include "base/sha256.h"
#include "check/run.h"

/* A finding names so many other sides; a total of a thousand rows is proved by the first of them. */
enum { OTHERS_MAX = 64 };

static int by_group(const void *x, const void *y) {
  const struct rule_row *a = x, *b = y;
  if (a->claim != b->claim) return a->claim < b->claim ? -1 : 1;
  int d = strcmp(a->rule->info.id, b->rule->info.id);
  if (d == 0) d = str_cmp(a->group, b->group);
  if (d == 0 && a->policy != b->policy) d = a->policy < b->policy ? -1 : 1;
  return d ? d : (a->seq > b->seq) - (a->seq < b->seq);
}

static bool same_group(const struct rule_row *a, const struct rule_row *b) {
  return a->claim == b->claim && a->rule == b->rule && str_eq(a->group, b->group) && a->policy == b->policy;
}

/* --- levels ----------------------------------------------------------------------------------------------------------------- */

static enum level cap(enum level l, enum level max) { return l < max ? l : max; }

/* Only a primary fact or a text can make a contradiction an error. */
static bool rests_on_derived(const struct run *r, const struct rule_row *row) {
  bool derived = false;
  for (int k = 0; k < 2; k++) {
    if (!row->sides[k].id) continue;
    if (!row->sides[k].is_fact) return false;
    const struct fact_info *f = run_fact(r, row->sides[k].id);
    if (f && f->primary) return false;
    derived = true;
  }
  return derived;
}

static enum level row_level(const struct run *r, const struct rule_row *row) {
  enum level l = row->level;
  bool by_policy = policy_level(r->o->policy, row->rule->info.id, LEVEL_OFF) != LEVEL_OFF;
  if (by_policy) return l;
  if (row->policy && !rests_on_derived(r, row)) return l; /* what the policy asks for weighs what it says */
  if (row->rule->evidence_scope || row->verdict == VERDICT_UNSUPPORTED || row->verdict == VERDICT_STALE) return cap(l, LEVEL_WARNING);
  if (row->verdict == VERDICT_UNCHECKED) return cap(l, LEVEL_NOTE);
  return rests_on_derived(r, row) ? cap(l, LEVEL_WARNING) : l;
}

/* --- grouping --------------------------------------------------------------------------------------------------------------- */

static bool side_eq(struct side a, struct side b) { return a.is_fact == b.is_fact && a.id == b.id; }

static bool has_side(const struct finding *f, struct side s) {
  for (size_t i = 0; i < f->others.n; i++)
    if (side_eq(f->others.v[i], s)) return true;
  return false;
}

static void add_sides(struct finding *f, const struct rule_row *row) {
  for (int k = 0; k < 2; k++)
    if (row->sides[k].id && f->others.n < OTHERS_MAX && !has_side(f, row->sides[k])) vec_push(&f->others, row->sides[k]);
}

static void fill(struct str *slot, struct str value) {
  if (!slot->n) *slot = value;
}

/* The row of the highest level speaks for the group. */
static struct finding make_finding(const struct run *r, const struct rule_row *rows, size_t n) {
  struct finding f = {.rule = rows->rule, .claim = rows->claim, .policy = rows->policy};
  for (size_t i = 0; i < n; i++) {
    const struct rule_row *row = &rows[i];
    if (row->verdict == VERDICT_SUPPORTED) continue;
    enum level l = row_level(r, row);
    if (l > f.level) {
      f.level = l;
      f.message = row->message;
      f.verdict = row->verdict;
    }
    fill(&f.expected, row->expected);
    fill(&f.actual, row->actual);
    fill(&f.settle, row->settle);
    fill(&f.working, row->working);
    add_sides(&f, row);
  }
  return f;
}

/* --- said already ------------------------------------------------------------------------------------------------------------ */

static int by_claim_then_priority(const void *x, const void *y) {
  const struct finding *a = x, *b = y;
  if (a->claim != b->claim) return a->claim < b->claim ? -1 : 1;
  if (a->rule->priority != b->rule->priority) return b->rule->priority - a->rule->priority;
  return strcmp(a->rule->info.id, b->rule->info.id);
}

/* The same contradiction: of one category, against a side that the other names too. */
static bool is_said(const struct finding *f, const struct finding *kept) {
  if (strcmp(f->rule->info.category, kept->rule->info.category) != 0) return false;
  for (size_t i = 0; i < f->others.n; i++)
    if (has_side(kept, f->others.v[i])) return true;
  return false;
}

/* Findings of one claim that are compared with each other. */
enum { LOOK_BACK = 32 };

static void drop_said(struct run *r) {
  if (r->findings.n) qsort(r->findings.v, r->findings.n, sizeof *r->findings.v, by_claim_then_priority);
  for (size_t i = 0; i < r->findings.n; i++) {
    struct finding *f = &r->findings.v[i];
    for (size_t k = i; k-- > 0 && i - k <= LOOK_BACK && r->findings.v[k].claim == f->claim && !f->dropped;) {
      const struct finding *kept = &r->findings.v[k];
      bool hides = f->rule->built_in || !kept->rule->built_in; /* a project's own rule is not hidden behind one of the program's */
      if (hides && !kept->dropped && kept->rule != f->rule && kept->level >= f->level && kept->verdict == f->verdict)
        f->dropped = is_said(f, kept);
    }
  }
}

/* --- fingerprints ------------------------------------------------------------------------------------------------------------ */

static int by_text(const void *x, const void *y) { return str_cmp(*(const struct str *)x, *(const struct str *)y); }

/* Rule, claim and other sides by what they are, not by where they stand or what they measure. */
void run_fingerprint(const struct run *r, struct finding *f, unsigned occurrence) {
  struct buf b = BUF_INIT;
  VEC(struct str) sides = {0};
  buf_printf(&b, "%s\n", f->rule->info.id);
  const struct claim_info *claim = f->claim ? run_claim(r, f->claim) : NULL;
  if (claim) buf_add_str(&b, claim->identity);
  for (size_t i = 0; i < f->others.n; i++) {
    struct side s = f->others.v[i];
    const struct fact_info *fact = s.is_fact ? run_fact(r, s.id) : NULL;
    const struct claim_info *other = s.is_fact ? NULL : run_claim(r, s.id);
    vec_push(&sides, fact ? fact->identity : other ? other->identity : STR_NONE);
  }
  if (sides.n) qsort(sides.v, sides.n, sizeof *sides.v, by_text);
  for (size_t i = 0; i < sides.n; i++) buf_add_str(&b, sides.v[i]);
  const struct policy_info *line = f->policy ? run_policy(r, f->policy) : NULL;
  if (line) buf_printf(&b, "%.*s\n", STR_ARG(line->text));
  if (occurrence) buf_printf(&b, "%u\n", occurrence);
  unsigned char sum[SHA256_SIZE];
  char hex[SHA256_HEX + 1];
  sha256_of(buf_str(&b), sum);
  sha256_hex(sum, hex);
  memcpy(f->fingerprint, hex, 32);
  f->fingerprint[32] = 0;
  vec_release(&sides);
  buf_release(&b);
}

static int by_print_then_claim(const void *x, const void *y) {
  const struct finding *a = *(struct finding *const *)x, *b = *(struct finding *const *)y;
  int d = strcmp(a->fingerprint, b->fingerprint);
  return d ? d : (a->claim > b->claim) - (a->claim < b->claim);
}

/* The same words about the same thing twice in one section are told apart by their order. */
static void number_repeats(struct run *r) {
  VEC(struct finding *) v = {0};
  for (size_t i = 0; i < r->findings.n; i++) vec_push(&v, &r->findings.v[i]);
  if (v.n) qsort(v.v, v.n, sizeof *v.v, by_print_then_claim);
  for (size_t i = 0; i < v.n;) {
    size_t n = 1;
    while (i + n < v.n && strcmp(v.v[i]->fingerprint, v.v[i + n]->fingerprint) == 0) n++;
    for (size_t k = n; k-- > 1;) run_fingerprint(r, v.v[i + k], (unsigned)k);
    i += n;
  }
  vec_release(&v);
}

void finding_release(struct finding *f) { vec_release(&f->others); }

static void keep_evidence(struct run *r, struct finding *f) {
  struct str *texts[] = {&f->message, &f->expected, &f->actual, &f->settle, &f->working};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
    if (texts[i]->n) *texts[i] = arena_str(&r->kept, *texts[i]);
  vec_push(&r->evidence, *f);
}

static void add_finding(struct run *r, struct finding *f) {
  run_fingerprint(r, f, 0);
  if (f->rule->evidence_scope) {
    keep_evidence(r, f);
  } else {
    vec_push(&r->findings, *f);
  }
}

static int by_print_then_sides(const void *x, const void *y) {
  const struct finding *a = x, *b = y;
  int d = strcmp(a->fingerprint, b->fingerprint);
  if (d) return d;
  if (a->others.n != b->others.n) return a->others.n < b->others.n ? -1 : 1;
  for (size_t i = 0; i < a->others.n; i++)
    if (a->others.v[i].id != b->others.v[i].id) return a->others.v[i].id < b->others.v[i].id ? -1 : 1;
  return 0;
}

void run_merge_evidence(struct run *r) {
  size_t kept = 0;
  if (r->evidence.n) qsort(r->evidence.v, r->evidence.n, sizeof *r->evidence.v, by_print_then_sides);
  for (size_t i = 0; i < r->evidence.n; i++) {
    if (kept && by_print_then_sides(&r->evidence.v[kept - 1], &r->evidence.v[i]) == 0)
      finding_release(&r->evidence.v[i]);
    else
      r->evidence.v[kept++] = r->evidence.v[i];
  }
  r->evidence.n = kept;
}

void run_find(struct run *r) {
  if (r->rows.n) qsort(r->rows.v, r->rows.n, sizeof *r->rows.v, by_group);
  for (size_t i = 0; i < r->rows.n;) {
    size_t n = 1;
    while (i + n < r->rows.n && same_group(&r->rows.v[i], &r->rows.v[i + n])) n++;
    struct finding f = make_finding(r, &r->rows.v[i], n);
    if (f.level != LEVEL_OFF && f.message.n)
      add_finding(r, &f);
    else
      finding_release(&f);
    i += n;
  }
  drop_said(r);
  number_repeats(r);
}
