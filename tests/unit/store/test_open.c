/* Opening: every ledger that is not one, and every one that cannot be had, is told apart. */
#include "store_test.h"

#include <signal.h>
#include <sys/wait.h>

#include "base/limits.h"
#include "store/sql_text.h"

static char *in_folder(void **state, const char *name) { return file_join(*state, name); }

static void make_ledger(const char *path) {
  struct err err = ERR_INIT;
  struct store *s = NULL;
  OK(store_open(&s, path, STORE_CREATE, &err));
  fact_make(s, reading_make(s, intake_make(s, "deploy.json", "{}")), "service:web", "failure");
  store_close(s);
}

static void other_program_sql(const char *path, const char *sql) {
  sqlite3 *db = NULL;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(db);
}

static void expect_refused(const char *path, enum store_mode mode, enum err_code code, const char *rule, const char *says) {
  struct err err = ERR_INIT;
  struct store *s = NULL;
  assert_int_equal(store_open(&s, path, mode, &err), -1);
  assert_null(s);
  assert_int_equal(err.code, code);
  assert_string_equal(err.rule, rule);
  assert_non_null(strstr(err.text, says));
  assert_string_equal(err.path, path);
}

static void test_memory(void **state) {
  struct err err = ERR_INIT;
  struct store *a = NULL, *b = NULL;
  OK(store_open(&a, NULL, STORE_CREATE, &err));
  OK(store_open(&b, NULL, STORE_CREATE, &err));
  assert_true(store_is_memory(a));
  intake_make(a, "x", "one");
  assert_int_equal(ask(a, "SELECT count(*) FROM intake"), 1);
  assert_int_equal(ask(b, "SELECT count(*) FROM intake"), 0);
  assert_int_equal(ask(a, "SELECT count(*) FROM artifact WHERE bytes IS NULL"), 1);
  store_close(a);
  store_close(b);
}

static void test_scratch(void **state) {
  struct err err = ERR_INIT;
  struct store *s = NULL;
  struct sandbox *b = NULL;
  char *folder = in_folder(state, "scratch");
  assert_int_equal(mkdir(folder, 0700), 0);
  assert_int_equal(setenv("TMPDIR", folder, 1), 0);
  OK(store_open_scratch(&s, &err));
  assert_true(store_is_memory(s));
  intake_make(s, "x", "one");
  OK(sandbox_open(&b, s, &err));
  assert_int_equal(rmdir(folder), 0); /* the file has no name any more */
  intake_make(s, "y", "two");
  assert_int_equal(ask(s, "SELECT count(*) FROM intake"), 2);
  sandbox_close(b);
  store_close(s);
  s = NULL;
  assert_int_equal(store_open_scratch(&s, &err), -1);
  assert_null(s);
  assert_int_equal(err.code, ERR_SYSTEM);
  unsetenv("TMPDIR");
  mem_free(folder);
}

/* The image is the migrations replayed, byte for byte, but for the version of SQLite that wrote last (96 to 99). */
static void test_image_is_replay(void **state) {
  struct err err = ERR_INIT;
  sqlite3 *db = NULL;
  assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
  OK(migrate_run(db, NULL, &err));
  sqlite3_int64 n = 0;
  unsigned char *bytes = sqlite3_serialize(db, "main", &n, 0);
  assert_int_equal(n, schema_image_size);
  assert_memory_equal(bytes, schema_image, 96);
  assert_memory_equal(bytes + 100, schema_image + 100, (size_t)n - 100);
  sqlite3_free(bytes);
  sqlite3_close(db);
}

static void test_create_then_read(void **state) {
  struct err err = ERR_INIT;
  struct store *s = NULL;
  char *path = in_folder(state, "ledger.db");
  make_ledger(path);
  OK(store_open(&s, path, STORE_READ, &err));
  assert_int_equal(ask(s, "SELECT count(*) FROM facts WHERE subject = 'service:web'"), 1);
  assert_int_equal(ask(s, "SELECT length(bytes) FROM artifact"), 2);
  assert_int_equal(ask(s, "PRAGMA foreign_keys"), 1);
  assert_int_equal(ask(s, "PRAGMA application_id"), LEDGER_APPLICATION_ID);
  assert_int_equal(ask(s, "PRAGMA user_version"), sql_migrations_count);
  assert_int_equal(
      store_exec(s, SQL_RELATION_INSERT,
                 BINDS(B_INT("document", 1), B_TEXT("kind", STR("sum")), B_INT("claim", 1), B_INT("other", 1), B_INT("ord", 0)), &err),
      -1);
  assert_string_equal(err.rule, "ledger-readonly");
  store_close(s);
  mem_free(path);
}

/* SQLite would take these for memory or for a URI. */
static void test_odd_names(void **state) {
  static const char *const names[] = {":memory:", "file:x?mode=memory", "what?.db", "100%.db"};
  char here[4096];
  assert_non_null(getcwd(here, sizeof here));
  assert_int_equal(chdir(*state), 0);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    make_ledger(names[i]);
    assert_int_equal(file_kind(names[i]), FILE_REGULAR);
    struct err err = ERR_INIT;
    struct store *s = NULL;
    struct sandbox *b = NULL;
    OK(store_open(&s, names[i], STORE_READ, &err));
    OK(sandbox_open(&b, s, &err));
    sandbox_close(b);
    store_close(s);
  }
  assert_int_equal(chdir(here), 0);
}

static void test_missing_and_folder(void **state) {
  char *path = in_folder(state, "none.db");
  expect_refused(path, STORE_READ, ERR_USAGE, "ledger-missing", "no such ledger");
  expect_refused(path, STORE_WRITE, ERR_USAGE, "ledger-missing", "no such ledger");
  expect_refused(*state, STORE_CREATE, ERR_INPUT, "ledger-open", "a folder");
  expect_refused("/dev/null", STORE_READ, ERR_INPUT, "ledger-open", "not a regular file");
  mem_free(path);
  path = in_folder(state, "no/such/folder.db");
  expect_refused(path, STORE_CREATE, ERR_USAGE, "ledger-open", "no such folder");
  mem_free(path);
}

static void test_other_program(void **state) {
  char *path = in_folder(state, "other.db");
  other_program_sql(path, "CREATE TABLE bookmark (url TEXT)");
  for (int mode = STORE_READ; mode <= STORE_CREATE; mode++)
    expect_refused(path, (enum store_mode)mode, ERR_INPUT, "ledger-format", "another program");
  other_program_sql(path, "PRAGMA application_id = 252006673");
  expect_refused(path, STORE_CREATE, ERR_INPUT, "ledger-format", "another program");
  mem_free(path);
}

static void test_versions(void **state) {
  char *path = in_folder(state, "newer.db");
  make_ledger(path);
  other_program_sql(path, "PRAGMA user_version = 4711");
  expect_refused(path, STORE_READ, ERR_INPUT, "ledger-version", "version 4711 is newer");
  expect_refused(path, STORE_CREATE, ERR_INPUT, "ledger-version", "version 4711 is newer");
  mem_free(path);

  path = in_folder(state, "older.db");
  other_program_sql(path, "PRAGMA application_id = 1953064303");
  expect_refused(path, STORE_READ, ERR_INPUT, "ledger-version", "version 0 is older");
  struct err err = ERR_INIT;
  struct store *s = NULL;
  OK(store_open(&s, path, STORE_WRITE, &err));
  assert_int_equal(ask(s, "PRAGMA user_version"), sql_migrations_count);
  store_close(s);
  mem_free(path);
}

static void test_not_what_it_was(void **state) {
  struct err err = ERR_INIT;
  char *path = in_folder(state, "broken.db");
  OK(file_write(path,
                STR("This is a text file that somebody called ledger.db, and long enough to hold a header.\n"
                    "................................................................................"),
                &err));
  expect_refused(path, STORE_READ, ERR_INTEGRITY, "ledger-format", "no database");
  expect_refused(path, STORE_CREATE, ERR_INTEGRITY, "ledger-format", "no database");
  OK(file_write(path, STR(""), &err));
  expect_refused(path, STORE_READ, ERR_INTEGRITY, "ledger-format", "empty database");
  unlink(path);
  make_ledger(path);
  assert_int_equal(truncate(path, 40960), 0);
  expect_refused(path, STORE_READ, ERR_INTEGRITY, "ledger-corrupt", "damaged");
  expect_refused(path, STORE_WRITE, ERR_INTEGRITY, "ledger-corrupt", "damaged");
  mem_free(path);
}

/* Damage behind the header shows when it is read, as what it is. */
static void test_damage_shows_later(void **state) {
  struct err err = ERR_INIT;
  char *path = in_folder(state, "bad-page.db");
  make_ledger(path);
  int64_t root;
  struct store *s = NULL;
  OK(store_open(&s, path, STORE_READ, &err));
  root = ask(s, "SELECT rootpage FROM sqlite_schema WHERE name = 'journal'");
  store_close(s);
  FILE *f = fopen(path, "r+b");
  assert_non_null(f);
  assert_int_equal(fseek(f, (long)((root - 1) * 4096), SEEK_SET), 0);
  for (int i = 0; i < 4096; i++) fputc(0xA5, f);
  fclose(f);
  OK(store_open(&s, path, STORE_WRITE, &err));
  assert_int_equal(store_journal_append(s, STR("note"), STR("{}"), &err), -1);
  assert_int_equal(err.code, ERR_INTEGRITY);
  assert_string_equal(err.path, path);
  store_close(s);
  mem_free(path);
}

static void test_locked(void **state) {
  struct err err = ERR_INIT;
  struct store *s = NULL;
  char *path = in_folder(state, "locked.db");
  make_ledger(path);
  sqlite3 *other = NULL;
  assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
  assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
  OK(store_open(&s, path, STORE_WRITE, &err));
  assert_int_equal(store_begin(s, &err), -1);
  assert_int_equal(err.code, ERR_INPUT);
  assert_string_equal(err.rule, "ledger-locked");
  assert_non_null(strstr(err.text, "locked by another program"));
  sqlite3_close(other);
  OK(store_begin(s, &err));
  store_rollback(s);
  store_close(s);
  mem_free(path);
}

/* Also as somebody for whom permissions count. */
static void as_nobody(const char *path, void (*fn)(const char *path)) {
  fflush(NULL);
  pid_t child = fork();
  if (child == 0) {
    if (geteuid() == 0 && setresuid(65534, 65534, 65534) != 0) _exit(3);
    fn(path);
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  assert_true(WIFEXITED(status));
  assert_int_equal(WEXITSTATUS(status), 0);
}

/* In the child a failed assertion must end it: no cmocka there. */
static void read_only_child(const char *path) {
  struct err err = ERR_INIT;
  struct store *s = NULL;
  struct sandbox *b = NULL;
  int64_t facts = 0;
  if (store_open(&s, path, STORE_READ, &err) != 0 || sandbox_open(&b, s, &err) != 0) _exit(10);
  if (db_pragma(s->db, path, "SELECT count(*) FROM fact", &facts, &err) != 0 || facts != 1) _exit(11);
  sandbox_close(b);
  store_close(s);
  s = NULL;
  if (store_open(&s, path, STORE_WRITE, &err) == 0) _exit(12);
  if (err.code != ERR_SYSTEM || strcmp(err.rule, "ledger-readonly") != 0) _exit(13);
}

static void unreadable_child(const char *path) {
  struct err err = ERR_INIT;
  struct store *s = NULL;
  if (store_open(&s, path, STORE_READ, &err) == 0) _exit(20);
  if (err.code != ERR_INPUT || strcmp(err.rule, "ledger-open") != 0) _exit(21);
}

static void test_permissions(void **state) {
  char *path = in_folder(state, "readonly.db");
  make_ledger(path);
  assert_int_equal(chmod(path, 0444), 0);
  assert_int_equal(chmod(*state, 0555), 0);
  as_nobody(path, read_only_child);
  assert_int_equal(chmod(path, 0000), 0);
  as_nobody(path, unreadable_child);
  assert_int_equal(chmod(*state, 0755), 0);
  mem_free(path);
}

static void test_full_disk(void **state) {
  struct err err = ERR_INIT;
  struct store *s = NULL;
  char *path = in_folder(state, "full.db");
  OK(store_open(&s, path, STORE_CREATE, &err));
  OK(db_script(s->db, NULL, "PRAGMA max_page_count = 60", &err));
  int64_t reading = reading_make(s, intake_make(s, "kept.json", "{}"));
  OK(store_begin(s, &err));
  struct fact f = {.reading = reading, .subject = STR("service:web"), .attribute = STR("status"), .observed_at = TIME_NONE};
  int64_t id;
  int rc = 0;
  for (int i = 0; i < 100000 && rc == 0; i++) rc = store_fact_add(s, &f, &id, &err);
  assert_int_equal(rc, -1);
  assert_int_equal(err.code, ERR_SYSTEM);
  assert_string_equal(err.rule, "ledger-full");
  store_rollback(s);
  assert_int_equal(ask(s, "SELECT count(*) FROM fact"), 0);
  store_close(s);
  OK(store_open(&s, path, STORE_READ, &err));
  assert_int_equal(ask(s, "SELECT count(*) FROM intake"), 1);
  store_close(s);
  mem_free(path);
}

/* Killed in the middle of a transaction: nothing of it is there afterwards. */
static void test_killed(void **state) {
  char *path = in_folder(state, "killed.db");
  make_ledger(path);
  fflush(NULL);
  pid_t child = fork();
  if (child == 0) {
    struct err err = ERR_INIT;
    struct store *s = NULL;
    if (store_open(&s, path, STORE_WRITE, &err) != 0 || store_begin(s, &err) != 0) _exit(1);
    int64_t reading = reading_make(s, intake_make(s, "second.json", "[]"));
    for (int i = 0; i < 20000; i++) fact_make(s, reading, "service:api", "success"); /* more than the page cache holds */
    kill(getpid(), SIGKILL);
  }
  int status = 0;
  waitpid(child, &status, 0);
  assert_true(WIFSIGNALED(status));
  struct err err = ERR_INIT;
  struct store *s = NULL;
  OK(store_open(&s, path, STORE_WRITE, &err));
  assert_int_equal(ask(s, "SELECT count(*) FROM fact"), 1);
  assert_int_equal(ask(s, "SELECT count(*) FROM intake"), 1);
  OK(store_journal_verify(s, &err));
  store_close(s);
  mem_free(path);
}

/* The whole schema as one text. */
static char *schema_of(struct store *s) {
  struct buf b = BUF_INIT;
  sqlite3_stmt *st = NULL;
  assert_int_equal(sqlite3_prepare_v2(s->db, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name", -1, &st, NULL),
                   SQLITE_OK);
  while (sqlite3_step(st) == SQLITE_ROW) buf_printf(&b, "%s\n", (const char *)sqlite3_column_text(st, 0));
  sqlite3_finalize(st);
  return buf_take(&b, NULL);
}

/* An old ledger that was brought up to date is what a fresh one is. Fails after an edit of a migration that ledgers out there have already
 * been through: write a new one (before the first release: run data/make.sh). */
static void assert_schema_is_fresh(struct store *s) {
  struct err err = ERR_INIT;
  struct store *fresh = NULL;
  OK(store_open(&fresh, NULL, STORE_CREATE, &err));
  char *have = schema_of(s), *want = schema_of(fresh);
  assert_string_equal(have, want);
  mem_free(have);
  mem_free(want);
  store_close(fresh);
}

/* A ledger that version 1 of the schema wrote, as it was stored then. */
static void test_stored_ledger(void **state) {
  struct err err = ERR_INIT;
  struct file f = {0};
  struct store *s = NULL;
  OK(file_read(&f, TIEOUT_SOURCE_DIR "/tests/unit/store/data/ledger-v1.db", LIMIT_CONFIG_BYTES, &err));
  char *path = in_folder(state, "ledger-v1.db");
  OK(file_write(path, file_str(&f), &err));
  OK(store_open(&s, path, STORE_WRITE, &err));
  assert_int_equal(ask(s, "PRAGMA user_version"), sql_migrations_count);
  assert_int_equal(ask(s, "SELECT count(*) FROM facts WHERE subject = 'service:checkout' AND attribute = 'status' AND value = 'failure'"),
                   1);
  assert_int_equal(ask(s, "SELECT count(*) FROM artifact WHERE length(bytes) = size"), 1);
  assert_schema_is_fresh(s);
  OK(store_journal_verify(s, &err));
  intake_make(s, "another.json", "[1]");
  OK(store_journal_verify(s, &err));
  store_close(s);
  file_release(&f);
  mem_free(path);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_memory),
      cmocka_unit_test_setup_teardown(test_scratch, folder_make, folder_drop),
      cmocka_unit_test(test_image_is_replay),
      cmocka_unit_test_setup_teardown(test_create_then_read, folder_make, folder_drop),
      cmocka_unit_test_setup_teardown(test_odd_names, folder_make, folder_drop),
      cmocka_unit_test_setup_teardown(test_missing_and_folder, folder_make, folder_drop),
      cmocka_unit_test_setup_teardown(test_other_program, folder_make, folder_drop),
      cmocka_unit_test_setup_teardown(test_versions, folder_make, folder_drop),
      cmocka_unit_test_setup_teardown(test_not_what_it_was, folder_make, folder_drop),
      cmocka_unit_test_setup_teardown(test_damage_shows_later, folder_make, folder_drop),
      cmocka_unit_test_setup_teardown(test_locked, folder_make, folder_drop),
      cmocka_unit_test_setup_teardown(test_permissions, folder_make, folder_drop),
      cmocka_unit_test_setup_teardown(test_full_disk, folder_make, folder_drop),
      cmocka_unit_test_setup_teardown(test_killed, folder_make, folder_drop),
      cmocka_unit_test_setup_teardown(test_stored_ledger, folder_make, folder_drop),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
