/* layers: check */
/* A rule file: front matter and SQL. Whatever it holds, it ends in time, is refused with its place or gives findings that keep their
 * contract, and changes nothing that it may not change. */
#include "base/time.h"
#include "check/check.h"
#include "check/rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds) {
  if (!holds) __builtin_trap();
}

struct ledger {
  struct store *s;
  int64_t document;
};

static int64_t add_claim(struct store *s, int64_t document, enum claim_family family, const char *subject, const char *attribute,
                         const char *value, double number, uint32_t line) {
  struct err err = ERR_INIT;
  int64_t id = 0;
  struct claim c = {.document = document,
                    .family = family,
                    .subject = str_of(subject),
                    .attribute = str_of(attribute),
                    .value = str_of(value),
                    .written = str_of(value),
                    .has_number = number > 0,
                    .number = number,
                    .low = number,
                    .high = number,
                    .unit = STR("count"),
                    .block = (int32_t)line,
                    .row = -1,
                    .col = -1,
                    .place = {line, 1, line, 5},
                    .text = str_of(value)};
  demand(store_claim_add(s, &c, &id, &err) == 0);
  return id;
}

static int64_t add_intake(struct store *s, const char *path, const char *role, char letter) {
  struct err err = ERR_INIT;
  char hex[65];
  int64_t artifact = 0, id = 0;
  memset(hex, letter, 64);
  hex[64] = 0;
  demand(store_artifact_put(s, hex, str_of(path), &artifact, &err) == 0);
  struct intake in = {.artifact = artifact, .path = str_of(path), .role = str_of(role), .source_time = TIME_NONE};
  demand(store_intake_add(s, &in, hex, &id, &err) == 0);
  return id;
}

/* One report, one bound artifact, a few claims, facts and a relation. */
static const struct ledger *ledger(void) {
  static struct ledger l;
  struct err err = ERR_INIT;
  int64_t reading = 0, fact = 0;
  if (l.s) return &l;
  demand(store_open(&l.s, NULL, STORE_CREATE, &err) == 0);
  struct reading r = {.intake = add_intake(l.s, "d/deploy.json", "evidence", 'a'),
                      .importer = STR("deploy-manifest"),
                      .importer_version = STR("1"),
                      .observed_at = TIME_NONE};
  demand(store_reading_add(l.s, &r, &reading, &err) == 0);
  struct fact f = {.reading = reading,
                   .subject = STR("service:web"),
                   .attribute = STR("status"),
                   .value = STR("failure"),
                   .written = STR("failed"),
                   .observed_at = TIME_NONE,
                   .pointer = STR("/services/0/status"),
                   .line = 3,
                   .column = 5,
                   .text = STR("\"status\": \"failed\"")};
  demand(store_fact_add(l.s, &f, &fact, &err) == 0);
  demand(store_exec(l.s, SQL_READING_SET_FACTS, BINDS(B_INT("id", reading), B_INT("facts", 1)), &err) == 0);
  struct document d = {
      .intake = add_intake(l.s, "report.md", "report", 'b'), .title = STR("Report"), .as_of = TIME_NONE, .as_of_high = TIME_NONE};
  demand(store_document_add(l.s, &d, &l.document, &err) == 0);
  add_claim(l.s, l.document, FAMILY_CITATION, NULL, "path", "d/deploy.json", 0, 1);
  add_claim(l.s, l.document, FAMILY_STATUS, "service:web", "status", "success", 0, 2);
  int64_t total = add_claim(l.s, l.document, FAMILY_COUNT, "deployment", "count.service", "3", 3, 3);
  struct relation sum = {.document = l.document,
                         .kind = RELATION_SUM,
                         .claim = total,
                         .other = add_claim(l.s, l.document, FAMILY_COUNT, "deployment", "count.service", "2", 2, 4)};
  demand(store_relation_add(l.s, &sum, &err) == 0);
  struct check_options o = {0};
  demand(check_prepare(l.s, l.document, &o, &err) == 0);
  return &l;
}

static int check_finding(void *ctx, const struct row *r, struct err *err) {
  demand(row_text(r, 1).n && row_text(r, 3).n && row_text(r, 6).n && row_text(r, 10).n == 32);
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const struct ledger *l = ledger();
  struct err err = ERR_INIT;
  struct rules rules = {0};
  struct rule rule;
  struct check_options o = {0};
  size_t ran = 0;
  if (rule_parse(&rule, &rules.arena, "fuzz.sql", str_make((const char *)data, size), &err) != 0) {
    demand(err.code == ERR_CONFIG && err.text[0] && strcmp(err.path, "fuzz.sql") == 0);
    arena_release(&rules.arena);
    return 0;
  }
  vec_push(&rules.v, rule);
  if (check_run(l->s, &rules, &l->document, 1, &o, &ran, &err) != 0) demand(err.code == ERR_CONFIG && err.text[0]);
  err = (struct err)ERR_INIT;
  demand(ran <= 1);
  demand(store_query(l->s, SQL_FINDING_SHOW, BINDS(B_INT("document", l->document)), check_finding, NULL, &err) == 0);
  rule_release(&rules.v.v[0]);
  vec_release(&rules.v);
  arena_release(&rules.arena);
  return 0;
}
