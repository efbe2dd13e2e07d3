/* The chain: what it says, and that every way to change it shows. */
#include "store_test.h"

#include "base/clock.h"

static int open_three(void **state) {
  struct err err = ERR_INIT;
  struct store *s = NULL;
  clock_fix(1700000000000000);
  if (store_open(&s, NULL, STORE_CREATE, &err) != 0) return -1;
  intake_make(s, "build/manifest.json", "{}");
  intake_make(s, "odd \"name\"\\\x01\xFF.json", "[]");
  intake_make(s, "build/manifest.json", "{} ");
  *state = s;
  return 0;
}

static int close_three(void **state) {
  store_close(*state);
  clock_fix(TIME_NONE);
  return 0;
}

static int row_body(void *ctx, const struct row *r, struct err *err) {
  static const char *const bodies[] = {
      "{\"artifact\":\"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\",\"path\":\"build/"
      "manifest.json\",\"release\":null,"
      "\"role\":\"evidence\",\"source_time\":null,\"source_time_basis\":null,\"taken_at\":1700000000000000}",
      "{\"artifact\":\"4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945\",\"path\":\"odd "
      "\\\"name\\\"\\\\\\u0001\xEF\xBF\xBD.json\","
      "\"release\":null,\"role\":\"evidence\",\"source_time\":null,\"source_time_basis\":null,\"taken_at\":1700000000000000}"};
  int *n = ctx;
  struct str body = row_text(r, 3);
  assert_int_equal(body.n, strlen(bodies[*n]));
  assert_memory_equal(body.p, bodies[*n], body.n);
  return ++*n == 2;
}

static void test_bodies_are_canonical(void **state) {
  struct err err = ERR_INIT;
  int n = 0;
  OK(store_query(*state, SQL_JOURNAL_ALL, NULL, 0, row_body, &n, &err));
  assert_int_equal(n, 2);
}

/* The first link worked out by hand: sha256("0"×64 LF "1" LF at LF "note" LF "{}"). */
static int row_hash(void *ctx, const struct row *r, struct err *err) {
  unsigned char sum[SHA256_SIZE];
  char hex[SHA256_HEX + 1];
  sha256_of(STR("0000000000000000000000000000000000000000000000000000000000000000\n1\n1700000000000000\nnote\n{}"), sum);
  sha256_hex(sum, hex);
  assert_memory_equal(row_text(r, 5).p, hex, SHA256_HEX);
  return 1;
}

static void test_hash_of_a_link(void **state) {
  struct err err = ERR_INIT;
  struct store *s = NULL;
  OK(store_open(&s, NULL, STORE_CREATE, &err));
  OK(store_journal_append(s, STR("note"), STR("{}"), &err));
  OK(store_query(s, SQL_JOURNAL_ALL, NULL, 0, row_hash, NULL, &err));
  store_close(s);
}

static void test_tampering_shows(void **state) {
  static const struct {
    const char *sql, *says;
  } cases[] = {
      {"UPDATE journal SET body = replace(body, 'manifest', 'Manifest') WHERE seq = 1", "entry 1 is not what was written"},
      {"UPDATE journal SET at = at + 1 WHERE seq = 2", "entry 2 is not what was written"},
      {"UPDATE journal SET kind = 'note' WHERE seq = 3", "entry 3 is not what was written"},
      {"DELETE FROM journal WHERE seq = 2", "entry 2 is missing"},
      {"DELETE FROM journal WHERE seq = 1", "entry 1 is missing"},
      {"UPDATE journal SET seq = 9 WHERE seq = 2; UPDATE journal SET seq = 2 WHERE seq = 3; UPDATE journal SET seq = 3 WHERE seq = 9",
       "entry 2 is not what was written"},
      {"DELETE FROM journal WHERE seq = 3", "3 files were handed in, the journal knows of 2"},
      {"DELETE FROM intake WHERE id = 3", "2 files were handed in, the journal knows of 3"},
  };
  struct store *s = *state;
  struct err err = ERR_INIT;
  OK(store_journal_verify(s, &err));
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    OK(store_begin(s, &err));
    OK(db_script(s->db, NULL, cases[i].sql, &err));
    assert_int_equal(store_journal_verify(s, &err), -1);
    assert_int_equal(err.code, ERR_INTEGRITY);
    if (!strstr(err.text, cases[i].says)) fail_msg("%s: \"%s\"", cases[i].sql, err.text);
    store_rollback(s);
  }
  OK(store_journal_verify(s, &err));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_bodies_are_canonical, open_three, close_three),
      cmocka_unit_test_setup_teardown(test_hash_of_a_link, open_three, close_three),
      cmocka_unit_test_setup_teardown(test_tampering_shows, open_three, close_three),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
