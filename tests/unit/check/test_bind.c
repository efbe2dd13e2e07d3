/* Which evidence belongs to a report. First of all: never another release's. */
#include "check_test.h"

#include "check/prepare.h"

static const struct check_options NONE = {0};

static void bind_it(struct store *s, int64_t document, const struct check_options *o) {
  struct err err = ERR_INIT;
  OK(bind_document(s, document, o, &err));
}

struct asked {
  int64_t reading;
  int bound;
  char reason[200];
};

static int take_answer(void *ctx, const struct row *r, struct err *err) {
  struct asked *a = ctx;
  struct str reason = row_text(r, 2);
  a->bound = (int)row_int(r, 1);
  snprintf(a->reason, sizeof a->reason, "%.*s", STR_ARG(reason));
  return 0;
}

/* With one document in the ledger. */
static struct asked answer(struct store *s, int64_t reading) {
  struct err err = ERR_INIT;
  struct asked a = {.reading = reading, .bound = -1};
  OK(store_query(s, SQL_BINDING_OF_READING, BINDS(B_INT("reading", reading)), take_answer, &a, &err));
  return a;
}

static void expect(struct store *s, int64_t reading, bool bound, const char *reason) {
  struct asked a = answer(s, reading);
  if (a.bound == (int)bound && strstr(a.reason, reason)) return;
  print_error("bound %d: \"%s\", wanted %d: \"%s\"\n", a.bound, a.reason, bound, reason);
  fail();
}

/* --- generated folders: three companies, ten releases each ------------------------------------------------------------------ */

enum { COMPANIES = 3, RELEASES = 10, KINDS = 5 };
static const char *const PROJECTS[COMPANIES] = {"acme-web", "bolt-pay", "corp-api"};
static const char *const KIND_NAMES[KINDS] = {"build-manifest", "deploy-manifest", "load-test", "readiness", "sla-summary"};

enum mode {
  CITES_ALL,
  CITES_DEPLOY,
  CITES_NAME,
  SAYS_COMMIT,
  SAYS_VERSION,
  SAYS_PROJECT_AND_TIME,
  SAYS_PROJECT_AND_DAY,
  SAYS_NOTHING,
  OTHER_PROJECT,
  MODES
};

struct random {
  uint64_t state;
};

static unsigned pick(struct random *r, unsigned n) {
  r->state = r->state * 6364136223846793005u + 1442695040888963407u;
  return (unsigned)((r->state >> 33) % n);
}

struct world {
  struct store *s;
  struct random r;
  bool stamped; /* one folder a company, stamped names; else a folder a release, the same names everywhere */
  int64_t time[COMPANIES][RELEASES];
  int64_t reading[COMPANIES][RELEASES][KINDS]; /* 0: lost */
};

static const int64_t MINUTE = 60000000;

static void stamp(int64_t usec, char out[16]) {
  struct buf b = BUF_INIT;
  time_format(usec, &b);
  const char *t = buf_cstr(&b);
  snprintf(out, 16, "%.4s%.2s%.2s-%.2s%.2s%.2s", t, t + 5, t + 8, t + 11, t + 14, t + 17);
  buf_release(&b);
}

static void path_of(const struct world *w, int c, int r, int k, char out[200]) {
  char when[16];
  stamp(w->time[c][r] + k * 40 * MINUTE, when);
  if (w->stamped)
    snprintf(out, 200, "evidence/%s/.deployment/manifests/%s-%s.json", PROJECTS[c], KIND_NAMES[k], when);
  else
    snprintf(out, 200, "evidence/%s/r%d/%s.json", PROJECTS[c], r, KIND_NAMES[k]);
}

static void version_of(int c, int r, char out[40]) { snprintf(out, 40, "%d.%d.0", c == 2 ? 1 : c, r); } /* two companies share versions */
static void commit_of(int c, int r, char out[41]) { snprintf(out, 41, "%07x%033x", 0xabc0000 + c * 4096 + r * 7, c * 100 + r); }

static void make_reading(struct world *w, int c, int r, int k) {
  char path[200], version[40], commit[41];
  path_of(w, c, r, k, path);
  version_of(c, r, version);
  commit_of(c, r, commit);
  bool names = k != 4, build = k == 0; /* the summary says nothing of where it is from; only the build says all */
  struct made m = {.path = path,
                   .importer = KIND_NAMES[k],
                   .observed = w->time[c][r] + k * 40 * MINUTE,
                   .project = names ? PROJECTS[c] : NULL,
                   .environment = names ? "production" : NULL,
                   .commit = build ? commit : NULL,
                   .version = build || (k == 1 && r % 2) ? version : NULL,
                   .rank = k < 3 ? RANK_PRIMARY : RANK_DERIVED};
  w->reading[c][r][k] = reading_of(w->s, m);
  fact_of(w->s, w->reading[c][r][k], "service:web", "status", r % 3 ? "success" : "failure", m.rank);
}

static void make_world(struct world *w) {
  for (int c = 0; c < COMPANIES; c++) {
    int64_t t = at("2026-03-01T08:00:00Z") + c * 7 * MINUTE;
    for (int r = 0; r < RELEASES; r++) {
      w->time[c][r] = t;
      t += (int64_t)(6 + pick(&w->r, 66)) * 60 * MINUTE;
      for (int k = 0; k < KINDS; k++)
        if (pick(&w->r, 5)) make_reading(w, c, r, k);
    }
  }
}

static int64_t make_report(struct world *w, enum mode mode, int c, int r) {
  int64_t end = w->time[c][r] + 5 * 40 * MINUTE;
  int64_t day = end - end % (24 * 60 * MINUTE);
  bool dated = mode == SAYS_PROJECT_AND_DAY || mode == OTHER_PROJECT, timed = mode == SAYS_PROJECT_AND_TIME;
  int64_t document = document_of(w->s, "docs/report.md",
                                 dated   ? day
                                 : timed ? end
                                         : TIME_NONE,
                                 dated   ? day + 24 * 60 * MINUTE
                                 : timed ? end + MINUTE
                                         : TIME_NONE);
  char text[200];
  for (int k = 0; k < KINDS; k++) {
    if (mode != CITES_ALL && !(k == 1 && (mode == CITES_DEPLOY || mode == CITES_NAME))) continue;
    path_of(w, c, r, k, text);
    const char *name = strrchr(text, '/') + 1, *below = strstr(text, w->stamped ? ".deployment" : PROJECTS[c]);
    citation_of(w->s, document, mode == CITES_NAME ? name : below);
  }
  if (mode == SAYS_COMMIT) {
    commit_of(c, r, text);
    text[9] = 0;
    metadata_of(w->s, document, "commit", text);
  }
  if (mode == SAYS_VERSION) {
    version_of(c, r, text);
    metadata_of(w->s, document, "version", text);
  }
  if (timed || mode == SAYS_PROJECT_AND_DAY) metadata_of(w->s, document, "project", PROJECTS[c]);
  if (mode == OTHER_PROJECT) metadata_of(w->s, document, "project", "dune-db");
  if (timed || dated) metadata_of(w->s, document, "environment", "Production");
  return document;
}

/* How many are bound; none of them may be another release's. */
static int check_world(struct world *w, enum mode mode, int c, int r, unsigned seed) {
  int bound = 0, wrong = 0;
  for (int i = 0; i < COMPANIES; i++)
    for (int j = 0; j < RELEASES; j++)
      for (int k = 0; k < KINDS; k++) {
        if (!w->reading[i][j][k]) continue;
        struct asked a = answer(w->s, w->reading[i][j][k]);
        assert_true(a.bound >= 0);
        assert_true(a.reason[0] != 0);
        if (!a.bound) continue;
        bound++;
        if (i == c && j == r) continue;
        print_error("seed %u mode %d: report of %s %d got %s of %s %d: %s\n", seed, (int)mode, PROJECTS[c], r, KIND_NAMES[k], PROJECTS[i],
                    j, a.reason);
        wrong++;
      }
  assert_int_equal(wrong, 0);
  return bound;
}

static void test_no_other_release(void **state) {
  int by_mode[MODES] = {0}, runs[MODES] = {0};
  for (unsigned seed = 1; seed <= 400; seed++) {
    struct err err = ERR_INIT;
    struct world w = {.r = {seed * 77773u}, .stamped = seed % 2};
    enum mode mode = (enum mode)(seed % MODES);
    OK(store_open(&w.s, NULL, STORE_CREATE, &err));
    make_world(&w);
    int c = (int)pick(&w.r, COMPANIES), r = (int)pick(&w.r, RELEASES);
    bind_it(w.s, make_report(&w, mode, c, r), &NONE);
    by_mode[mode] += check_world(&w, mode, c, r, seed);
    runs[mode]++;
    store_close(w.s);
  }
  assert_int_equal(by_mode[SAYS_NOTHING], 0);
  assert_int_equal(by_mode[OTHER_PROJECT], 0);
  /* silence is no success: what can be known is found */
  static const enum mode FINDS[] = {CITES_ALL, CITES_DEPLOY, SAYS_COMMIT, SAYS_PROJECT_AND_TIME};
  for (size_t i = 0; i < sizeof FINDS / sizeof FINDS[0]; i++) {
    if (by_mode[FINDS[i]] >= 2 * runs[FINDS[i]]) continue;
    print_error("mode %d: %d bound in %d runs\n", (int)FINDS[i], by_mode[FINDS[i]], runs[FINDS[i]]);
    fail();
  }
}

/* --- single cases ----------------------------------------------------------------------------------------------------------- */

static int64_t deploy(struct store *s, const char *path, const char *project, const char *version, const char *when) {
  int64_t id = reading_of(s, (struct made){.path = path,
                                           .importer = "deploy-manifest",
                                           .project = project,
                                           .environment = "production",
                                           .version = version,
                                           .observed = at(when)});
  fact_of(s, id, "service:web", "status", "success", RANK_PRIMARY);
  return id;
}

static void test_cited(void **state) {
  static const struct {
    const char *cited, *path;
    bool bound;
  } cases[] = {
      {".deployment/deploy-20260301-090000.json", "given/.deployment/deploy-20260301-090000.json", true},
      {"./.deployment/deploy.json", ".deployment/deploy.json", true},
      {"../out/deploy.json", "out/deploy.json", true},
      {"deploy.json", "docs/deploy.json", true}, /* beside the report */
      {"out/deploy.json", "deploy.json", true},  /* given from inside the folder */
      {"out/my-deploy.json", "x/deploy.json", false},
      {"ut/deploy.json", "out/deploy.json", false}, /* not at a '/' */
      {"/srv/ci/deploy-20260301-090000.json", "copy/deploy-20260301-090000.json", true},
      {"/srv/ci/deploy.json", "copy/deploy.json", false},
      {"given/deploys/", "given/deploys/a/deploy.json", true},
      {"given/deploys", "given/deploys/deploy.json", true},
      {"deploys/", "given/old-deploys/deploy.json", false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct store *s = NULL;
    struct err err = ERR_INIT;
    OK(store_open(&s, NULL, STORE_CREATE, &err));
    int64_t reading = deploy(s, cases[i].path, NULL, NULL, "2026-03-01T09:00:00Z"),
            document = document_of(s, "docs/report.md", TIME_NONE, TIME_NONE);
    citation_of(s, document, cases[i].cited);
    bind_it(s, document, &NONE);
    expect(s, reading, cases[i].bound, "");
    store_close(s);
  }
}

static void test_cited_of_other_project(void **state) {
  struct store *s = *state;
  int64_t other = deploy(s, "b/.deployment/deploy.json", "bolt-pay", NULL, "2026-03-01T09:00:00Z");
  int64_t document = document_of(s, "report.md", TIME_NONE, TIME_NONE);
  metadata_of(s, document, "project", "acme-web");
  citation_of(s, document, ".deployment/deploy.json");
  bind_it(s, document, &NONE);
  expect(s, other, false, "project bolt-pay, the report is about acme-web");
}

static void test_cited_twice_takes_the_later(void **state) {
  struct store *s = *state;
  int64_t first = deploy(s, "m/deploy-20260301-090000.json", "acme-web", "1.0.0", "2026-03-01T09:00:00Z");
  int64_t second = deploy(s, "m/deploy-20260302-090000.json", "acme-web", "1.1.0", "2026-03-02T09:00:00Z");
  int64_t document = document_of(s, "report.md", TIME_NONE, TIME_NONE);
  citation_of(s, document, "m/deploy-20260301-090000.json");
  citation_of(s, document, "m/deploy-20260302-090000.json");
  bind_it(s, document, &NONE);
  expect(s, first, false, "overtaken by m/deploy-20260302-090000.json");
  expect(s, second, true, "cited");
}

/* What is offered as proof is held against the report, though another file has the report's commit. */
static void test_proof_before_commit(void **state) {
  struct store *s = *state;
  int64_t cited = deploy(s, "m/deploy-20260301-090000.json", "acme-web", "1.0.0-20260301", "2026-03-01T09:00:00Z");
  int64_t other = deploy(s, "m/deploy-20260302-090000.json", "acme-web", "1.1.0-20260302", "2026-03-02T09:00:00Z");
  int64_t document = document_of(s, "report.md", TIME_NONE, TIME_NONE);
  metadata_of(s, document, "version", "1.1.0-20260302");
  citation_of(s, document, "m/deploy-20260301-090000.json");
  bind_it(s, document, &NONE);
  expect(s, cited, true, "cited");
  expect(s, other, false, "overtaken by m/deploy-20260301-090000.json");
}

static void test_one_path_twice(void **state) {
  struct store *s = *state;
  int64_t before = reading_of(s, (struct made){.path = "m/deploy.json",
                                               .importer = "deploy-manifest",
                                               .project = "acme-web",
                                               .environment = "production",
                                               .version = "1.1.0-20260302",
                                               .same = "its bytes of that time",
                                               .observed = at("2026-03-02T09:00:00Z")});
  fact_of(s, before, "service:web", "status", "failure", RANK_PRIMARY);
  int64_t after = deploy(s, "m/deploy.json", "acme-web", "1.1.0-20260302", "2026-03-02T11:00:00Z");
  int64_t document = document_of(s, "report.md", TIME_NONE, TIME_NONE);
  metadata_of(s, document, "version", "1.1.0-20260302");
  bind_it(s, document, &NONE);
  expect(s, before, false, "overtaken by m/deploy.json of 2026-03-02T11:00:00Z");
  expect(s, after, true, "version of the report");
}

static void test_label(void **state) {
  struct store *s = *state;
  int64_t in = reading_of(s, (struct made){.path = "a.json", .importer = "deploy-manifest", .label = "spring", .observed = TIME_NONE});
  int64_t out = deploy(s, "b.json", "acme-web", NULL, "2026-03-01T09:00:00Z");
  fact_of(s, in, "service:web", "status", "success", RANK_PRIMARY);
  int64_t document = document_of(s, "report.md", TIME_NONE, TIME_NONE);
  citation_of(s, document, "b.json");
  struct check_options o = {.release = STR("spring")};
  bind_it(s, document, &o);
  expect(s, in, true, "release spring");
  expect(s, out, false, "not of release spring");
}

/* A version names the release, and the release is what its commit says. */
static void test_label_is_a_version(void **state) {
  struct store *s = *state;
  int64_t build = reading_of(s, (struct made){.path = "build.json",
                                              .importer = "build-manifest",
                                              .project = "acme-web",
                                              .version = "v1.1.0",
                                              .commit = "abc1234def",
                                              .observed = at("2026-03-01T08:00:00Z")});
  int64_t same = reading_of(
      s, (struct made){.path = "d.json", .importer = "deploy-manifest", .commit = "abc1234def", .observed = at("2026-03-01T09:00:00Z")});
  int64_t other = reading_of(
      s, (struct made){.path = "e.json", .importer = "deploy-manifest", .commit = "fff1234def", .observed = at("2026-03-01T09:00:00Z")});
  int64_t elsewhere = reading_of(s, (struct made){.path = "f.json",
                                                  .importer = "deploy-manifest",
                                                  .label = "autumn",
                                                  .commit = "abc1234def",
                                                  .observed = at("2026-03-01T10:00:00Z")});
  int64_t readings[] = {build, same, other, elsewhere};
  for (size_t i = 0; i < 4; i++) fact_of(s, readings[i], "service:web", "status", "success", RANK_PRIMARY);
  document_of(s, "report.md", TIME_NONE, TIME_NONE);
  struct check_options o = {.release = STR("v1.1.0")};
  bind_it(s, 1, &o);
  expect(s, build, true, "release v1.1.0");
  expect(s, same, true, "same commit as what is bound");
  expect(s, other, false, "not of release v1.1.0");
  expect(s, elsewhere, false, "");
}

/* --- attempts at one release ----------------------------------------------------------------------------------------------- */

static int64_t attempt(struct store *s, const char *path, const char *importer, const char *commit, const char *when) {
  int64_t id = reading_of(s, (struct made){.path = path,
                                           .importer = importer,
                                           .project = "acme-web",
                                           .environment = "production",
                                           .commit = commit,
                                           .version = strcmp(importer, "build-manifest") == 0 ? "v1.1.0" : NULL,
                                           .observed = at(when)});
  fact_of(s, id, importer, "status", strstr(path, "bad") ? "failure" : "success", RANK_PRIMARY);
  return id;
}

static void expect_second_attempt(struct store *s, const char *attribute, const char *value, const char *from, const char *to) {
  static const char commit[] = "abc1234def0";
  attempt(s, "build.json", "build-manifest", commit, "2026-03-01T07:00:00Z");
  int64_t first = attempt(s, "bad.json", "deploy-manifest", commit, "2026-03-01T07:30:00Z");
  int64_t first_smoke = attempt(s, "bad-smoke.json", "smoke-test", NULL, "2026-03-01T07:36:00Z");
  int64_t second = attempt(s, "good.json", "deploy-manifest", commit, "2026-03-01T08:45:00Z");
  int64_t second_smoke = attempt(s, "good-smoke.json", "smoke-test", NULL, "2026-03-01T08:52:00Z");
  int64_t document = document_of(s, "report.md", from ? at(from) : TIME_NONE, to ? at(to) : TIME_NONE);
  metadata_of(s, document, "project", "acme-web");
  metadata_of(s, document, "environment", "production");
  if (attribute) metadata_of(s, document, attribute, value);
  bind_it(s, document, &NONE);
  expect(s, first, false, "overtaken by good.json");
  expect(s, first_smoke, false, "");
  expect(s, second, true, "");
  expect(s, second_smoke, true, "");
}

static void test_second_attempt_by_version(void **state) { expect_second_attempt(*state, "version", "v1.1.0", NULL, NULL); }
static void test_second_attempt_by_commit(void **state) { expect_second_attempt(*state, "commit", "abc1234", NULL, NULL); }
static void test_second_attempt_by_time(void **state) {
  expect_second_attempt(*state, NULL, NULL, "2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z");
}
static void test_second_attempt_by_day(void **state) {
  expect_second_attempt(*state, NULL, NULL, "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z");
}

/* Written between the two: nothing that came later is its own. */
static void test_first_attempt_of_an_early_report(void **state) {
  struct store *s = *state;
  int64_t first = attempt(s, "bad.json", "deploy-manifest", "abc1234def0", "2026-03-01T07:30:00Z");
  int64_t second = attempt(s, "good.json", "deploy-manifest", "abc1234def0", "2026-03-01T08:45:00Z");
  int64_t document = document_of(s, "report.md", at("2026-03-01T08:00:00Z"), at("2026-03-01T08:00:00Z"));
  metadata_of(s, document, "commit", "abc1234");
  bind_it(s, document, &NONE);
  expect(s, first, true, "commit of the report");
  expect(s, second, false, "later than the report, which goes by bad.json");
}

/* Deployed again the week after: a report that does not say when it is from keeps what it cites. */
static void test_cited_attempt(void **state) {
  struct store *s = *state;
  int64_t first = attempt(s, "m/first.json", "deploy-manifest", "abc1234def0", "2026-03-01T07:30:00Z");
  int64_t second = attempt(s, "m/bad.json", "deploy-manifest", "abc1234def0", "2026-03-08T08:45:00Z");
  int64_t document = document_of(s, "report.md", TIME_NONE, TIME_NONE);
  citation_of(s, document, "m/first.json");
  bind_it(s, document, &NONE);
  expect(s, first, true, "cited");
  expect(s, second, false, "overtaken by m/first.json");
}

static void test_no_date(void **state) {
  struct store *s = *state;
  int64_t first = attempt(s, "m/first.json", "deploy-manifest", "abc1234def0", "2026-03-01T07:30:00Z");
  int64_t document = document_of(s, "report.md", TIME_NONE, TIME_NONE);
  metadata_of(s, document, "project", "acme-web");
  bind_it(s, document, &NONE);
  expect(s, first, false, "the report gives no date");
}

/* Corrected and taken in again: only what it says now counts. One file that is written anew for every release is not corrected. */
static void test_corrected(void **state) {
  struct store *s = *state;
  struct made m = {.path = "m/load.json",
                   .importer = "load-test",
                   .project = "acme-web",
                   .version = "v1.1.0",
                   .same = "wrong",
                   .observed = at("2026-03-01T09:00:00Z")};
  int64_t older = reading_of(s, m);
  m.same = "right";
  int64_t newer = reading_of(s, m);
  m.same = "of the next release";
  m.version = "v1.2.0";
  int64_t next = reading_of(s, m);
  m.same = "of the next release, right";
  int64_t corrected = reading_of(s, m);
  int64_t all[] = {older, newer, next, corrected};
  for (size_t i = 0; i < 4; i++) fact_of(s, all[i], "loadtest", "p95", i % 2 ? "1" : "2", RANK_PRIMARY);
  int64_t document = document_of(s, "report.md", TIME_NONE, TIME_NONE);
  metadata_of(s, document, "version", "v1.1.0");
  metadata_of(s, document, "project", "acme-web");
  bind_it(s, document, &NONE);
  expect(s, older, false, "superseded by a later intake of the same file");
  expect(s, newer, true, "version of the report");
  expect(s, next, false, "superseded by a later intake of the same file");
  expect(s, corrected, false, "another release: version v1.2.0");
}

static void test_completed(void **state) {
  struct store *s = *state;
  struct made load = {.path = "run-1/load.json",
                      .importer = "load-test",
                      .project = "acme-web",
                      .environment = "prod",
                      .observed = at("2026-03-01T10:00:00Z")};
  struct made sla = {.path = "run-1/results/sla.json", .importer = "sla-summary", .observed = TIME_NONE, .rank = RANK_DERIVED};
  struct made late = {.path = "run-2/load.json",
                      .importer = "load-test",
                      .project = "acme-web",
                      .environment = "prod",
                      .observed = at("2026-03-04T10:00:00Z")};
  struct made log = {.path = "steps.log", .importer = "migration-log", .observed = TIME_NONE};
  struct made mixed = {.path = "all.log", .importer = "deploy-log", .observed = TIME_NONE};
  struct made copy = load;
  copy.path = "archive/load.json";
  copy.same = "run-1/load.json";
  int64_t deployed = deploy(s, "m/deploy-20260301-090000.json", "acme-web", "1.0.0", "2026-03-01T09:00:00Z");
  int64_t ids[] = {reading_of(s, load), reading_of(s, sla),   reading_of(s, late),
                   reading_of(s, log),  reading_of(s, mixed), reading_of(s, copy)};
  for (size_t i = 0; i < 3; i++) fact_of(s, ids[i], "loadtest", "requests", "100", RANK_PRIMARY);
  fact_of(s, ids[3], "log", "status", "done (m/deploy-20260301-090000.json, run-1/load.json)", RANK_PRIMARY);
  fact_of(s, ids[4], "log", "status", "deploy-20260301-090000.json then run-2/load.json", RANK_PRIMARY);
  fact_of(s, ids[5], "loadtest", "requests", "100", RANK_PRIMARY);
  int64_t document = document_of(s, "report.md", TIME_NONE, TIME_NONE);
  citation_of(s, document, "m/deploy-20260301-090000.json");
  bind_it(s, document, &NONE);
  expect(s, deployed, true, "cited");
  expect(s, ids[0], false, "the same bytes as archive/load.json");
  expect(s, ids[5], true, "within hours");
  expect(s, ids[2], false, "another release");
  expect(s, ids[3], true, "names artifacts of the release");
  expect(s, ids[4], false, "names artifacts of several releases");
}

static void test_folder_of_its_own(void **state) {
  struct store *s = *state;
  struct made load = {.path = "run-1/load-20260301-100000.json", .importer = "load-test", .observed = at("2026-03-01T10:00:00Z")};
  struct made sla = {.path = "run-1/results/sla.json", .importer = "sla-summary", .observed = TIME_NONE, .rank = RANK_DERIVED};
  struct made apart = {.path = "run-2/results/sla.json", .importer = "sla-summary", .observed = TIME_NONE, .rank = RANK_DERIVED};
  int64_t ids[] = {reading_of(s, load), reading_of(s, sla), reading_of(s, apart)};
  for (size_t i = 0; i < 3; i++) fact_of(s, ids[i], "loadtest", i ? "sla.status" : "requests", "1", RANK_PRIMARY);
  int64_t document = document_of(s, "report.md", TIME_NONE, TIME_NONE);
  citation_of(s, document, "run-1/load-20260301-100000.json");
  bind_it(s, document, &NONE);
  expect(s, ids[0], true, "cited");
  expect(s, ids[1], true, "in a folder of the release");
  expect(s, ids[2], false, "nothing ties it");
}

/* A folder that was given holds a second project's folder, whose files say nothing of themselves. */
static void test_folder_that_was_given(void **state) {
  struct store *s = *state;
  struct made here = {.path = "given/sla.json", .importer = "sla-summary", .observed = TIME_NONE};
  struct made below = {.path = "given/cellar/smoke.json", .importer = "smoke-test", .observed = TIME_NONE};
  struct made log = {.path = "given/all.log", .importer = "deploy-log", .observed = TIME_NONE};
  struct made theirs = {
      .path = "given/cellar/deploy-20260101-000000.json", .importer = "deploy-manifest", .project = "cellar", .observed = TIME_NONE};
  int64_t own = deploy(s, "given/deploy-20260301-090000.json", "acme-web", NULL, "2026-03-01T09:00:00Z");
  int64_t ids[] = {reading_of(s, here), reading_of(s, below), reading_of(s, log), reading_of(s, theirs)};
  for (size_t i = 0; i < 4; i++) fact_of(s, ids[i], "loadtest", "requests", i == 2 ? "deploy-20260101-000000.json" : "100", RANK_PRIMARY);
  int64_t document = document_of(s, "report.md", TIME_NONE, TIME_NONE);
  citation_of(s, document, "deploy-20260301-090000.json");
  const char *const roots[] = {"given/"};
  struct check_options o = {.evidence_roots = roots, .evidence_roots_n = 1};
  bind_it(s, document, &o);
  expect(s, own, true, "cited");
  expect(s, ids[0], true, "in a folder of the release");
  expect(s, ids[1], false, "nothing ties it");
  expect(s, ids[2], false, "names artifacts of another release");
  expect(s, ids[3], false, "another release");
}

static void test_digests(void **state) {
  static const char DIGEST[] = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  struct store *s = *state;
  int64_t own = deploy(s, "a.json", "acme-web", NULL, "2026-03-01T09:00:00Z"),
          other = deploy(s, "b.json", "acme-web", NULL, "2026-03-01T09:01:00Z");
  fact_of(s, own, "service:web", "digest", DIGEST, RANK_PRIMARY);
  int64_t document = document_of(s, "report.md", TIME_NONE, TIME_NONE);
  claim_at(s, document, FAMILY_TEXT, "service:web", "digest", DIGEST, NULL, 5);
  bind_it(s, document, &NONE);
  expect(s, own, true, "names the digests");
  expect(s, other, false, "another release");
}

static void test_nothing_said(void **state) {
  struct store *s = *state;
  int64_t reading = deploy(s, "deploy.json", "acme-web", "1.0.0", "2026-03-01T09:00:00Z");
  int64_t unknown = reading_of(s, (struct made){.path = "notes.txt", .observed = TIME_NONE});
  bind_it(s, document_of(s, "report.md", at("2026-03-01T12:00:00Z"), at("2026-03-01T12:01:00Z")), &NONE);
  expect(s, reading, false, "names no project, commit or artifact");
  expect(s, unknown, false, "no importer knows");
}

/* The manifests of one moment, each with a service of its own; a later one of the same kind is none of them. */
enum { TIED = 70 };

static int64_t tied(struct store *s, int i, const char *kind, const char *version, const char *value) {
  char path[64], subject[64];
  snprintf(path, sizeof path, "m/%s-%d.json", kind, i);
  snprintf(subject, sizeof subject, "service:s%d", i);
  int64_t id = reading_of(s, (struct made){.path = path,
                                           .importer = kind,
                                           .project = "acme-web",
                                           .environment = "prod",
                                           .version = version,
                                           .observed = at("2026-03-01T09:00:00Z")});
  fact_of(s, id, subject, "status", value, RANK_PRIMARY);
  fact_of(s, id, "deployment", "count.service", i % 2 ? "1" : "2", RANK_PRIMARY);
  return id;
}

static int64_t report_of_day(struct store *s) {
  int64_t document = document_of(s, "report.md", at("2026-03-01T00:00:00Z"), at("2026-03-02T00:00:00Z"));
  metadata_of(s, document, "project", "acme-web");
  metadata_of(s, document, "environment", "production");
  return document;
}

static void test_parts_of_one_moment(void **state) {
  struct store *s = *state;
  int64_t parts[TIED], build = tied(s, 0, "build-manifest", "1.4.0", "success");
  for (int i = 0; i < TIED; i++) parts[i] = tied(s, i, "deploy-manifest", NULL, i ? "success" : "failure");
  bind_it(s, report_of_day(s), &NONE);
  expect(s, build, true, "project acme-web, the latest before the report");
  for (int i = 0; i < TIED; i++) expect(s, parts[i], true, "project acme-web, the latest before the report");
}

static void test_parts_near_what_is_bound(void **state) {
  struct store *s = *state;
  int64_t first = tied(s, 1, "deploy-manifest", NULL, "success"), second = tied(s, 2, "deploy-manifest", NULL, "success");
  int64_t load = reading_of(s, (struct made){.path = "load.json",
                                             .importer = "load-test",
                                             .project = "acme-web",
                                             .environment = "prod",
                                             .observed = at("2026-03-01T10:00:00Z")});
  fact_of(s, load, "loadtest", "status", "success", RANK_PRIMARY);
  bind_it(s, report_of_day(s), &NONE);
  expect(s, load, true, "the latest before the report");
  expect(s, first, true, "within hours");
  expect(s, second, true, "within hours");
}

/* Two say different things of one service, and nothing says which counts; the third is about something else. */
static void test_one_moment_told_twice(void **state) {
  struct store *s = *state;
  int64_t a = tied(s, 1, "deploy-manifest", NULL, "success"), b = tied(s, 2, "deploy-manifest", NULL, "success"),
          c = tied(s, 3, "deploy-manifest", NULL, "success");
  fact_of(s, b, "service:s1", "status", "failure", RANK_PRIMARY);
  bind_it(s, report_of_day(s), &NONE);
  expect(s, a, false, "of the same time as m/deploy-manifest-2.json, which says otherwise of the same things");
  expect(s, b, false, "of the same time as m/deploy-manifest-1.json, which says otherwise of the same things");
  expect(s, c, true, "the latest before the report");
}

/* What is cited belongs to the report: that it disagrees is for the rules to tell. */
static void test_one_moment_cited_twice(void **state) {
  struct store *s = *state;
  int64_t a = tied(s, 1, "deploy-manifest", NULL, "success"), b = tied(s, 2, "deploy-manifest", NULL, "success");
  fact_of(s, b, "service:s1", "status", "failure", RANK_PRIMARY);
  int64_t document = document_of(s, "report.md", TIME_NONE, TIME_NONE);
  citation_of(s, document, "m/deploy-manifest-1.json");
  citation_of(s, document, "m/deploy-manifest-2.json");
  bind_it(s, document, &NONE);
  expect(s, a, true, "cited");
  expect(s, b, true, "cited");
}

static void test_two_releases_of_one_moment(void **state) {
  struct store *s = *state;
  int64_t a = tied(s, 1, "deploy-manifest", "1.4.0", "success"), b = tied(s, 2, "deploy-manifest", "1.5.0", "success"),
          c = tied(s, 3, "build-manifest", NULL, "success");
  bind_it(s, report_of_day(s), &NONE);
  static const char why[] = "at its time there are m/deploy-manifest-1.json and m/deploy-manifest-2.json, of different releases";
  expect(s, a, false, why);
  expect(s, b, false, why);
  expect(s, c, false, why);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_no_other_release),
      cmocka_unit_test(test_cited),
      cmocka_unit_test_setup_teardown(test_cited_of_other_project, ledger_open, ledger_close),
      cmocka_unit_test_setup_teardown(test_cited_twice_takes_the_later, ledger_open, ledger_close),
      cmocka_unit_test_setup_teardown(test_parts_of_one_moment, ledger_open, ledger_close),
      cmocka_unit_test_setup_teardown(test_parts_near_what_is_bound, ledger_open, ledger_close),
      cmocka_unit_test_setup_teardown(test_one_moment_told_twice, ledger_open, ledger_close),
      cmocka_unit_test_setup_teardown(test_one_moment_cited_twice, ledger_open, ledger_close),
      cmocka_unit_test_setup_teardown(test_two_releases_of_one_moment, ledger_open, ledger_close),
      cmocka_unit_test_setup_teardown(test_proof_before_commit, ledger_open, ledger_close),
      cmocka_unit_test_setup_teardown(test_one_path_twice, ledger_open, ledger_close),
      cmocka_unit_test_setup_teardown(test_label, ledger_open, ledger_close),
      cmocka_unit_test_setup_teardown(test_label_is_a_version, ledger_open, ledger_close),
      cmocka_unit_test_setup_teardown(test_second_attempt_by_version, ledger_open, ledger_close),
      cmocka_unit_test_setup_teardown(test_second_attempt_by_commit, ledger_open, ledger_close),
      cmocka_unit_test_setup_teardown(test_second_attempt_by_time, ledger_open, ledger_close),
      cmocka_unit_test_setup_teardown(test_second_attempt_by_day, ledger_open, ledger_close),
      cmocka_unit_test_setup_teardown(test_first_attempt_of_an_early_report, ledger_open, ledger_close),
      cmocka_unit_test_setup_teardown(test_cited_attempt, ledger_open, ledger_close),
      cmocka_unit_test_setup_teardown(test_no_date, ledger_open, ledger_close),
      cmocka_unit_test_setup_teardown(test_corrected, ledger_open, ledger_close),
      cmocka_unit_test_setup_teardown(test_completed, ledger_open, ledger_close),
      cmocka_unit_test_setup_teardown(test_folder_of_its_own, ledger_open, ledger_close),
      cmocka_unit_test_setup_teardown(test_folder_that_was_given, ledger_open, ledger_close),
      cmocka_unit_test_setup_teardown(test_digests, ledger_open, ledger_close),
      cmocka_unit_test_setup_teardown(test_nothing_said, ledger_open, ledger_close),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
