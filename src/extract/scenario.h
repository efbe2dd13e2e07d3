/* Names of a load test's scenarios in titles and sentences. Results are in lower case and live as long as the arena; empty: none. */
#ifndef TIEOUT_EXTRACT_SCENARIO_H
#define TIEOUT_EXTRACT_SCENARIO_H

#include "extract/words.h"

/* "checkout", "Scenario: checkout", "`refund flow`": one to three words, one of which at least is no everyday one and none a setting. */
struct str scenario_name(struct arena *a, const struct phrase_set *settings, struct str s);
/* Of text that ends where a figure begins: the NAME of "NAME scenario" that is nearest. */
struct str scenario_before(struct arena *a, struct str s);
/* "412 ms (checkout)": in parentheses right behind s[to). */
struct str scenario_behind(struct arena *a, const struct phrase_set *settings, struct str s, size_t to);

#endif
