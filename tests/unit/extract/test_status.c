/* States and whom they are about. */
#include "extract_cases.h"

static const struct extract_case lines[] = {
    {"bold, colon outside", "# R\n\n**Status**: COMPLETE\n", "3 status measured deployment status = success \"COMPLETE\"\n"},
    {"bold, colon inside, tick", "# R\n\n**Status:** ✅ DEPLOYED\n", "3 status measured deployment status = success \"✅ DEPLOYED\"\n"},
    {"plain", "Status: FAILED\n", "1 status measured deployment status = failure \"FAILED\"\n"},
    {"in a list", "# R\n\n- **Status**: HEALTHY\n", "3 status measured deployment status = success \"HEALTHY\"\n"},
    {"in a quote", "# R\n\n> **Status:** Fixed\n", "3 status measured deployment status = success \"Fixed\"\n"},
    {"shouted", "# R\n\n**CURRENT STATE: ROLLOUT FAILED**\n", "3 status measured deployment status = failure \"ROLLOUT FAILED\"\n"},
    {"two on a line", "# R\n\n**Owner:** Ada | **Status:** COMPLETE | **Date:** 2024-03-01\n",
     "3 status measured deployment status = success \"COMPLETE\"\n"
     "3 metadata measured deployment as_of = 2024-03-01T00:00:00Z {date} \"2024-03-01\"\n"},
    {"ready for", "**Status**: READY FOR DEPLOYMENT\n", "1 status measured deployment status = pending \"READY FOR DEPLOYMENT\"\n"},
    {"composite, whole", "**Status:** Schema fixed ✅ | Queue broken ❌\n",
     "1 status measured deployment status = partial {composite} \"Schema fixed ✅ | Queue broken ❌\"\n"},
    {"past", "# R\n\n**Initial State**: failed\n**Final State**: operational\n",
     "3 status previous deployment status = failure \"failed\"\n"
     "4 status measured deployment status = success \"operational\"\n"},
    {"of a phase", "# R\n\n## Phase 2: Cut-over\n\n**Status**: in progress\n",
     "5 status measured item:phase 2: cut-over status = pending \"in progress\"\n"},
    {"of an item", "# R\n\n## Fixes\n\n1. **Port clash**\n   - Status: fixed\n",
     "6 status measured item:port clash status = success \"fixed\"\n"},
    {"of a named thing", "# R\n\n## State\n\n- **Database status**: healthy\n",
     "5 status measured item:database status = success \"healthy\"\n"},
    {"a label with a state", "# R\n\n## State\n\n- **Queue**: operational (three nodes)\n",
     "5 status measured item:queue status = success \"operational (three nodes)\"\n"},
    {"a postmortem's", "# Postmortem: queue outage\n\n**Status**: Resolved\n\nThe deployment failed.\n",
     "3 status measured item:postmortem: queue outage status = success \"Resolved\"\n"},
    {"load test", "# R\n\n## Checks\n\n- Load test: PASSED\n", "5 status measured loadtest status = success \"PASSED\"\n"},
    {"SLA", "# R\n\n## Checks\n\n- **SLA status**: pass\n", "5 status measured loadtest sla.status = success \"pass\"\n"},
};

static const struct extract_case headings[] = {
    {"phase with a state", "### Phase 3: Secrets ✅ COMPLETE\n", "1 status measured item:phase 3: secrets status = success \"COMPLETE\"\n"},
    {"phase with a tick", "### Task 4 - Routes ✅\n", "1 status measured item:task 4 - routes status = success \"✅\"\n"},
    {"state in parentheses", "### Phase 0: Keys (8 hours - IN PROGRESS)\n",
     "1 status measured item:phase 0: keys status = pending \"IN PROGRESS\"\n"},
    {"the whole", "## Overall Status: 🟢 HEALTHY\n", "1 status measured deployment status = success \"HEALTHY\"\n"},
    {"the deployment's", "## Deployment Status: FAILED\n", "1 status measured deployment status = failure \"FAILED\"\n"},
};

static const struct extract_case sentences[] = {
    {"has failed", "The Orion deployment executed on **2024-05-01** has **FAILED**.\n",
     "1 status measured deployment status = failure \"FAILED\"\n"},
    {"completed with a date", "It covers the production rollout completed 2024-05-01 to 2024-05-02.\n",
     "1 status measured deployment status = success \"completed\"\n"},
    {"all services", "All 6 backend services are **NON-FUNCTIONAL** now.\n",
     "1 status measured service:* status = failure \"NON-FUNCTIONAL\"\n"},
    {"a gateway by name", "API Gateway `edge-prod` is ACTIVE at some place.\n",
     "1 status measured gateway:edge-prod status = success \"ACTIVE\"\n"},
    {"an episode", "All services were unavailable for a while, and the deployment was rolled back.\n", ""},
    {"past tense of good news", "The deployment was successful.\n", "1 status measured deployment status = success \"successful\"\n"},
    {"production ready", "**The platform is now PRODUCTION READY!**\n",
     "1 status measured deployment status = success \"PRODUCTION READY\"\n"},
    {"every service", "Every service is up and running.\n", "1 status measured service:* status = success \"up\"\n"},
    {"all smoke tests", "The rollout went on and all 12 smoke tests passed.\n",
     "1 status measured suite:smoke status = success \"passed\"\n"},
    {"all tests", "All tests pass.\n", "1 status measured suite:* status = success \"pass\"\n"},
    {"some tests", "3 smoke tests passed. Three smoke tests passed. Most smoke tests passed. Not all smoke tests passed.\n", ""},
    {"tests of something", "All tests in the cart module passed. All tests passed locally. The new smoke tests passed.\n", ""},
    {"tests elsewhere or later", "All smoke tests passed in staging. All smoke tests should pass. Have all smoke tests passed?\n", ""},
    {"tests but one", "All smoke tests passed except one. All smoke tests but one passed.\n", ""},
    {"each service in another sense",
     "Every service is deployed to its own cluster. Not every service is up. Each service is up to date. Every other service is up.\n", ""},
    {"SLA at once", "It ran six scenarios with an overall SLA PASS.\n", "1 status measured loadtest sla.status = success \"PASS\"\n"},
    {"SLA in parentheses", "Includes 6 scenarios, SLA validation (FAIL), and more.\n",
     "1 status measured loadtest sla.status = failure \"FAIL\"\n"},
};

static const struct extract_case bullets[] = {
    {"all services", "- ✅ All services healthy\n", "1 status measured service:* status = success \"healthy\"\n"},
    {"load tests", "- ✅ Load tests passed\n", "1 status measured loadtest status = success \"passed\"\n"},
    {"SLA targets", "- ✅ SLA targets met\n", "1 status measured loadtest sla.status = success \"met\"\n"},
    {"a ticked box", "- [x] All services healthy\n", "1 status measured service:* status = success \"healthy\"\n"},
    {"a guide to the deployment", "- ✅ Deployment guide complete\n",
     "1 status measured item:deployment guide status = success \"complete\"\n"},
    {"another deployment", "- ✅ Staging deployment complete\n",
     "1 status measured item:staging deployment status = success \"complete\"\n"},
    {"something else", "- ❌ Queue routing broken\n", "1 status measured item:queue routing status = failure \"broken\"\n"},
    {"criteria that are met", "## Success Criteria\n\n- ✅ Gateway routing working\n",
     "3 status measured item:gateway routing status = success \"working\"\n"},
};

static const struct extract_case tables[] = {
    {"column", "| Service | Status |\n| --- | --- |\n| `api` | ✅ Ready |\n| web | ❌ not deployed |\n",
     "3 status measured service:api status = success \"✅ Ready\"\n"
     "4 status measured service:web status = failure \"❌ not deployed\"\n"},
    {"expected and actual",
     "| Component | Expected State | Actual State | Status |\n| --- | --- | --- | --- |\n| Edge | Active | Not deployed | ❌ FAILED |\n",
     "3 status target item:edge status = success \"Active\"\n"
     "3 status measured item:edge status = failure \"Not deployed\"\n"
     "3 status measured item:edge status = failure \"❌ FAILED\"\n"},
    {"row", "# R\n\n| Property | Value |\n| --- | --- |\n| Status | Complete |\n| Environment | Staging |\n",
     "5 status measured deployment status = success \"Complete\"\n"
     "6 metadata measured deployment environment = staging \"Staging\"\n"},
    {"in a remark only", "| Component | Actual State |\n| --- | --- |\n| Traffic | Old functions (46 active) |\n", ""},
};

static void test_lines(void **state) { RUN_CASES(lines); }
static void test_headings(void **state) { RUN_CASES(headings); }
static void test_sentences(void **state) { RUN_CASES(sentences); }
static void test_bullets(void **state) { RUN_CASES(bullets); }
static void test_tables(void **state) { RUN_CASES(tables); }

/* The header's verdict is the report's, not a footer's or a phase's. */
static void test_verdict(void **state) {
  static const char text[] =
      "# R\n\n## Phase 1: Keys\n\n**Status**: failed\n\n## Summary\n\n**Final Status**: ✅ COMPLETE\n\n**Status**: failed\n";
  struct dump d;
  struct err err = ERR_INIT;
  assert_int_equal(dump_open(&d, NULL, text, sizeof text - 1, "r.md", &err), 0);
  assert_true(str_eq(d.x.document.status_claimed, STR("✅ COMPLETE")));
  dump_close(&d);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_lines),   cmocka_unit_test(test_headings), cmocka_unit_test(test_sentences),
                                     cmocka_unit_test(test_bullets), cmocka_unit_test(test_tables),   cmocka_unit_test(test_verdict)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
