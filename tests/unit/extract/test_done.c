/* Titles and first words that say that a release is done. */
#include "extract_cases.h"

#define DONE(line, word) #line " status measured deployment status = success \"" word "\"\n"
#define VERSION(line, v) #line " metadata measured deployment version = " v " \"" v "\"\n"

static const struct extract_case titles[] = {
    {"bare", "# Deployment complete\n", DONE(1, "complete")},
    {"with tick and version", "# ✅ Release 2.3 Complete!\n", DONE(1, "Complete") VERSION(1, "2.3")},
    {"of a named release", "# Orchard Release 4.2.0 Deployment Complete\n", DONE(1, "Complete") VERSION(1, "4.2.0")},
    {"to production", "# Release 2.3 deployed to production\n", DONE(1, "deployed") VERSION(1, "2.3")},
};

static const struct extract_case sentences[] = {
    {"who did it", "# Notes\n\nI've successfully deployed version 2.3.0 to production.\n", DONE(3, "deployed") VERSION(3, "2.3.0")},
    {"passive", "# Notes\n\nVersion 2.3.0 (commit 4be21d9) has been successfully deployed. It went well.\n",
     DONE(3, "deployed") VERSION(3, "2.3.0") "3 metadata measured deployment commit = 4be21d9 \"4be21d9\"\n"},
    {"below a summary", "# Notes\n\n## Summary\n\nWe deployed the release to production.\n", DONE(5, "deployed")},
};

static const struct extract_case silent[] = {
    {"a part", "# Backend deployment complete\n", ""},
    {"elsewhere", "# Staging deployment complete\n", ""},
    {"a guide", "# Release checklist complete\n", ""},
    {"a definition", "# When is a release complete\n", ""},
    {"a question", "# Deployment complete?\n", ""},
    {"a phase", "# Phase 1 deployment complete\n", ""},
    {"a task", "# Caching module complete\n", ""},
    {"not yet", "# Release not complete\n", ""},
    {"a section", "# Notes\n\n## Deployment complete\n", ""},
    {"of something else", "# Notes\n\nI've deployed version 7.2.0 of redis.\n", ""},
    {"a fix", "# Notes\n\nI've deployed the fix. We deployed 3 of 8 services. I deployed redis 7.2.0.\n", ""},
    {"to staging", "# Notes\n\nI've deployed version 2.3.0 to staging.\n", ""},
    {"to be", "# Notes\n\nWe will have deployed version 2.3.0 by Friday. Once we have deployed version 2.3.0, we go on.\n", ""},
    {"not", "# Notes\n\nWe have not deployed version 2.3.0. Have we deployed version 2.3.0?\n", ""},
    {"later on", "# Notes\n\nSome words.\n\nI've deployed version 2.3.0.\n", ""},
    {"in another section", "# Notes\n\n## History\n\nI've deployed version 2.3.0.\n", ""},
    {"a rollback", "# Notes\n\nI've deployed version 2.3.0 and rolled back.\n", ""},
};

static void test_titles(void **state) { RUN_CASES(titles); }
static void test_sentences(void **state) { RUN_CASES(sentences); }
static void test_silent(void **state) { RUN_CASES(silent); }

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_titles), cmocka_unit_test(test_sentences), cmocka_unit_test(test_silent)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
