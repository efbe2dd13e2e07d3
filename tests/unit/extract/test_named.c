/* States of things that are called by their names. */
#include "extract_cases.h"

#define S(name, attribute, value, text) "1 status measured item:" name " " attribute " = " value " \"" text "\"\n"

static const struct extract_case sentences[] = {
    {"an identifier", "ledger-worker is healthy.\n", S("ledger-worker", "health", "success", "healthy")},
    {"in code", "The `cart` service is up and running.\n", S("cart", "health", "success", "up and running")},
    {"a word before its kind", "The cart service is down.\n", S("cart", "health", "failure", "down")},
    {"negated", "`cart` is not ready.\n", S("cart", "ready", "failure", "ready")},
    {"perfect", "`cart` has been deployed.\n", S("cart", "status", "success", "deployed")},
    {"two at once", "`cart` and ledger-worker are running.\n",
     S("cart", "health", "success", "running") S("ledger-worker", "health", "success", "running")},
    {"one after the other", "`cart` is up, and `till` is down.\n",
     S("cart", "health", "success", "up") S("till", "health", "failure", "down")},
    {"a row of a table", "| Service | Port |\n| --- | --- |\n| cart | 80 |\n\nCart is healthy.\n",
     "5 status measured service:cart health = success \"healthy\"\n"},
};

static const struct extract_case lists[] = {
    {"a tick behind", "## Services\n\n- cart: ✅\n", "3 status measured item:cart status = success \"✅\"\n"},
    {"a tick in front", "## Service status\n\n- ✅ `cart` service\n", "3 status measured item:cart status = success \"✅\"\n"},
    {"a cross", "Deployed services:\n\n- till ❌\n", "3 status measured item:till status = failure \"❌\"\n"},
    {"an identifier in a summary", "## Summary\n\n- ledger-worker: ✅\n", "3 status measured item:ledger-worker status = success \"✅\"\n"},
};

static const struct extract_case silent[] = {
    {"a question", "Is `cart` healthy? `cart` is up?\n", ""},
    {"a condition", "`cart` is healthy if the probe passes. `cart` is up once the cache is warm. When `cart` is down, wait.\n", ""},
    {"a wish", "`cart` should be healthy. `cart` will be ready. `cart` is expected to be up.\n", ""},
    {"the past", "`cart` was down at 02:10. `cart` was healthy before the cutover.\n", ""},
    {"a step of a story", "At 02:10 `cart` is down. `cart` is down at 02:10. `cart` is unavailable during the restart.\n", ""},
    {"not yet", "`cart` is being deployed. `cart` is ready for testing. `cart` is ready to be deployed. `cart` is almost ready.\n", ""},
    {"something of it", "The rollback plan for `cart` is ready. The health check of `cart` is up. The `cart` dashboard is ready.\n", ""},
    {"another meaning", "`cart` is up to date. `cart` is up 20 %. `cart` is running late. `cart` is down to two pods.\n", ""},
    {"half of it", "`cart` is healthy, but the gateway is not. `cart` is up and waiting for approval.\n", ""},
    {"elsewhere", "`cart` is healthy in staging.\n", ""},
    {"somebody's words", "\"cart-api is healthy\" was the message. The team said `cart` is up. We asked whether `cart` is up.\n", ""},
    {"whoever", "Everything is ready. This is ready. It is down. They are running. Nothing is broken.\n", ""},
    {"an instruction", "- Verify `cart` is healthy\n- Ensure that `cart` is up\n- [ ] `cart` is up\n", ""},
    {"taken back", "~~`cart` is healthy.~~\n", ""},
    {"sections that state nothing",
     "## Next steps\n\n`cart` is up.\n\n## Timeline\n\n`cart` is up.\n\n## Rollback\n\n`cart` is up.\n\n## Runbook\n\n`cart` is up.\n\n"
     "## Success criteria\n\n`cart` is up.\n",
     ""},
    {"ticks that mean something else",
     "## Services with tracing\n\n- cart: ✅\n\n## Deployment checklist\n\n- cart: ✅\n\n## Summary\n\n- backup: ✅\n\n## Legend\n\n- Ready: "
     "✅\n",
     ""},
    {"a tick and more than a name", "## Services\n\n- cart: ✅ with a new cache\n- cart: ✅ or ❌\n", ""},
};

static void test_sentences(void **state) { RUN_CASES(sentences); }
static void test_lists(void **state) { RUN_CASES(lists); }
static void test_silent(void **state) { RUN_CASES(silent); }

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_sentences), cmocka_unit_test(test_lists), cmocka_unit_test(test_silent)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
