/* Repositories as the git program makes them: whole, cut short, of other kinds, and broken. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/time.h"
#include "scm/scm.h"

#define OK(call) assert_ok((call), &err, __FILE__, __LINE__)
static void assert_ok(int rc, const struct err *err, const char *file, int line) {
  if (rc == 0) return;
  print_error("%s: %s\n", err->path, err->text);
  _fail(file, line);
}

/* Commits of one second each, always by the same person: the same script gives the same hex. */
static const char preamble[] =
    "set -e; cd \"$DIR\"; exec 2>/dev/null; export HOME=\"$DIR\" GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.org "
    "GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.org; n=0\n"
    "commit() { n=$((n + 1)); git add -A; GIT_AUTHOR_DATE=\"2031-03-01T09:00:0${n}Z\" GIT_COMMITTER_DATE=\"2031-03-02T09:00:0${n}Z\" git "
    "commit -q --allow-empty -m \"$1\"; }\n";

static void sh(const char *dir, const char *script) {
  struct buf b = BUF_INIT;
  setenv("DIR", dir, 1);
  buf_add_cstr(&b, preamble);
  buf_add_cstr(&b, script);
  int rc = system(buf_cstr(&b));
  buf_release(&b);
  if (rc != 0) fail_msg("the script that makes the repository failed: %s", script);
}

struct fixture {
  char *dir;
  struct scm *scm;
};

static const char history[] =
    "git init -q -b main r; cd r\n"
    "mkdir -p docs ev/deep; echo one >docs/report.md; echo x >ev/deep/a.json; echo x >top.txt; echo 'out/' >.gitignore; commit one\n"
    "git tag light; git tag -a -m annotated v2.4.1\n"
    "git rm -q ev/deep/a.json; echo y >top.txt; commit two\n"
    "echo two >docs/report.md; commit three\n"
    "git checkout -q -b side HEAD~1; echo s >side.txt; commit four; git checkout -q main\n"
    "GIT_COMMITTER_DATE=2031-03-02T09:00:05Z GIT_AUTHOR_DATE=2031-03-02T09:00:05Z git merge -q --no-ff -m five side\n"
    "echo z >top.txt; commit six\n";

static int make(void **state) {
  struct fixture *f = mem_calloc(1, sizeof *f);
  f->dir = mem_strdup("/tmp/tieout-scm-XXXXXX");
  if (!mkdtemp(f->dir)) return -1;
  f->scm = scm_new();
  *state = f;
  return 0;
}

static int drop(void **state) {
  struct fixture *f = *state;
  sh(f->dir, "chmod -R u+w .; cd /; rm -rf \"$DIR\"");
  scm_free(f->scm);
  mem_free(f->dir);
  mem_free(f);
  return 0;
}

static struct scm_repo *open_in(struct fixture *f, const char *folder, bool bare) {
  struct err err = ERR_INIT;
  struct scm_repo *r = NULL;
  char *dir = file_join(f->dir, folder);
  OK(scm_find(f->scm, dir, bare, &r, &err));
  mem_free(dir);
  return r;
}

static struct scm_commit named(struct scm_repo *r, const char *name) {
  struct err err = ERR_INIT;
  struct scm_commit c = {0};
  OK(scm_commit_named(r, name, &c, &err));
  return c;
}

static int64_t at(const char *when) {
  struct moment m;
  assert_true(time_scan(str_of(when), &m) > 0);
  return m.lo;
}

static void test_commits(void **state) {
  struct fixture *f = *state;
  sh(f->dir, history);
  struct scm_repo *r = open_in(f, "r/docs", false);
  assert_non_null(r);
  assert_ptr_equal(r, open_in(f, "r", false)); /* opened once */
  assert_string_equal(file_base(str_of(scm_tree(r))).p, "r");
  assert_false(scm_is_partial(r));
  struct scm_commit head, one = named(r, "light"), seen;
  assert_true(scm_head(r, &head));
  assert_string_equal(head.hex, named(r, "main").hex);
  assert_true(one.authored == at("2031-03-01T09:00:01Z") && one.committed == at("2031-03-02T09:00:01Z"));
  assert_int_equal(scm_commit_seen(r, str_make(one.hex, 7), &seen), SCM_FOUND);
  assert_string_equal(seen.hex, one.hex);
  assert_int_equal(scm_commit_seen(r, STR("0123456789"), &seen), SCM_UNKNOWN);
  assert_int_equal(scm_commit_seen(r, STR("abc"), &seen), SCM_UNKNOWN);
  assert_int_equal(scm_commit_seen(r, STR("HEAD"), &seen), SCM_UNKNOWN);
  assert_int_equal(scm_commit_seen(r, str_make(one.tree, 40), &seen), SCM_UNKNOWN); /* a tree is no commit */
  struct err err = ERR_INIT;
  assert_int_equal(scm_commit_named(r, "no-such", &seen, &err), -1);
  assert_int_equal(err.code, ERR_USAGE);
}

static void test_tags(void **state) {
  struct fixture *f = *state;
  char object[SCM_HEX + 1];
  struct scm_commit c, seen;
  sh(f->dir, history);
  struct scm_repo *r = open_in(f, "r", false);
  struct scm_commit one = named(r, "light");
  assert_int_equal(scm_tag_seen(r, STR("v2.4.1"), &c, object), SCM_FOUND);
  assert_string_equal(c.hex, one.hex);
  assert_string_not_equal(object, one.hex);
  assert_int_equal(scm_commit_seen(r, str_of(object), &seen), SCM_FOUND); /* the tag's own object stands for its commit */
  assert_string_equal(seen.hex, one.hex);
  assert_int_equal(scm_tag_seen(r, STR("light"), &c, object), SCM_FOUND);
  assert_string_equal(object, one.hex);
  assert_int_equal(scm_tag_seen(r, STR("v2.4.2"), &c, object), SCM_UNKNOWN);
  assert_int_equal(scm_tag_seen(r, STR("../heads/main"), &c, object), SCM_UNKNOWN);
  assert_int_equal(scm_tag_seen(r, STR("v 2"), &c, object), SCM_UNKNOWN);
}

struct tally {
  size_t n;
  bool deep;
};

static int count_path(void *ctx, struct str path) {
  struct tally *t = ctx;
  t->n++;
  t->deep |= str_eq(path, STR("ev/deep/a.json"));
  return 0;
}

static void test_paths(void **state) {
  struct fixture *f = *state;
  sh(f->dir, history);
  struct scm_repo *r = open_in(f, "r", false);
  struct scm_commit one = named(r, "light"), head = named(r, "HEAD");
  static const struct {
    const char *path;
    enum scm_kind at_one, at_head;
  } cases[] = {{"ev/deep/a.json", SCM_FILE, SCM_NOTHING}, {"ev/deep", SCM_FOLDER, SCM_NOTHING},
               {"docs/", SCM_FOLDER, SCM_FOLDER},         {".", SCM_FOLDER, SCM_FOLDER},
               {"side.txt", SCM_NOTHING, SCM_FILE},       {"top.txt/x", SCM_NOTHING, SCM_NOTHING},
               {"TOP.txt", SCM_NOTHING, SCM_NOTHING}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    assert_int_equal(scm_kind_at(r, &one, cases[i].path), cases[i].at_one);
    assert_int_equal(scm_kind_at(r, &head, cases[i].path), cases[i].at_head);
  }
  struct tally t = {0};
  assert_int_equal(scm_each_path(r, &one, count_path, &t), 0);
  assert_true(t.n == 7 && t.deep); /* 4 files, 3 folders */
  struct err err = ERR_INIT;
  struct buf bytes = BUF_INIT;
  OK(scm_read(r, &one, "docs/report.md", 100, &bytes, &err));
  assert_string_equal(buf_cstr(&bytes), "one\n");
  assert_int_equal(scm_read(r, &one, "docs/report.md", 3, &bytes, &err), -1);
  assert_int_equal(scm_read(r, &one, "docs", 100, &bytes, &err), -1);
  buf_release(&bytes);
  assert_true(scm_is_ignored(r, "out/run.json"));
  assert_false(scm_is_ignored(r, "docs/gone.md"));
}

static void test_history(void **state) {
  struct fixture *f = *state;
  struct scm_commit c;
  sh(f->dir, history);
  struct scm_repo *r = open_in(f, "r", false);
  struct scm_commit head = named(r, "HEAD");
  assert_true(scm_last_change(r, "docs/report.md", STR("two\n"), &c));
  assert_string_equal(c.hex, named(r, "HEAD^^").hex); /* behind the merge, which changed nothing of it */
  assert_true(scm_last_change(r, "side.txt", STR("s\n"), &c));
  assert_string_equal(c.hex, named(r, "side").hex);
  assert_false(scm_last_change(r, "docs/report.md", STR("edited\n"), &c));
  assert_false(scm_last_change(r, "docs/none.md", STR("two\n"), &c));
  struct scm_lost lost[] = {{.path = "ev/deep/a.json"}, {.path = "never.json"}, {.path = "top.txt"}};
  scm_look_back(r, &head, lost, 3);
  assert_string_equal(lost[0].last.hex, named(r, "light").hex);
  assert_string_equal(lost[1].last.hex, "");
  assert_string_equal(lost[2].last.hex, head.hex);
}

/* Two commits whose hex starts with the same four digits: as many are made as it takes. */
static void test_ambiguous(void **state) {
  struct fixture *f = *state;
  struct scm_commit c;
  sh(f->dir,
     "git init -q r; cd r; T=$(git mktree </dev/null); i=0; while [ $i -lt 700 ]; do i=$((i + 1)); printf 'tree %s\\nauthor A <a> %d "
     "+0000\\ncommitter A <a> %d +0000\\n\\n%d\\n' $T $i $i $i >../c$i; echo ../c$i; done >../list; git hash-object -t commit -w "
     "--stdin-paths <../list | cut -c1-4 | sort | uniq -d | head -1 >../twice");
  struct scm_repo *r = open_in(f, "r", false);
  struct err err = ERR_INIT;
  struct file file;
  char *path = file_join(f->dir, "twice");
  OK(file_read(&file, path, 100, &err));
  assert_int_equal(file.n, 5);
  assert_int_equal(scm_commit_seen(r, str_make(file.p, 4), &c), SCM_AMBIGUOUS);
  assert_false(scm_head(r, &c)); /* no branch yet */
  file_release(&file);
  mem_free(path);
}

static void test_kinds_of_repository(void **state) {
  struct fixture *f = *state;
  sh(f->dir, history);
  sh(f->dir,
     "git clone -q --bare r bare.git; git -C r worktree add -q ../work side; git clone -q --depth 1 file://$DIR/r shallow\n"
     "git init -q super; cd super; git -c protocol.file.allow=always submodule add -q ../r sub; commit s; mkdir -p plain/.git ../none");
  struct scm_repo *whole = open_in(f, "r", false), *bare = open_in(f, "bare.git", true), *work = open_in(f, "work", false);
  struct scm_repo *shallow = open_in(f, "shallow", false), *sub = open_in(f, "super/sub/docs", false);
  assert_true(whole && bare && work && shallow && sub);
  assert_null(scm_tree(bare));
  assert_string_equal(named(bare, "HEAD").hex, named(whole, "HEAD").hex);
  assert_string_equal(named(work, "HEAD").hex, named(whole, "side").hex);
  assert_string_equal(named(sub, "HEAD").hex, named(whole, "HEAD").hex);
  assert_true(scm_is_partial(shallow) && !scm_is_partial(bare) && !scm_is_partial(work));
  struct scm_commit c;
  assert_false(scm_last_change(shallow, "docs/report.md", STR("two\n"), &c)); /* its first commit seems to add everything */
  assert_null(open_in(f, "bare.git", false));
  assert_null(open_in(f, "none", false));
  assert_null(open_in(f, "none", true));
  char *inside = file_join(f->dir, "work/side.txt"), *path = scm_path(work, inside);
  assert_string_equal(path, "side.txt");
  mem_free(path);
  assert_null(scm_path(whole, inside));
  mem_free(inside);
}

static void test_unreadable(void **state) {
  struct fixture *f = *state;
  static const struct {
    const char *folder, *script, *says;
  } cases[] = {
      {"sha256", "git init -q --object-format=sha256 sha256", "objectformat"},
      {"newer", "git init -q newer; git -C newer config core.repositoryformatversion 7", "version"},
      {"config", "git init -q config; printf '[core\\n' >config/.git/config", "config"},
      {"pipe", "git init -q pipe; rm pipe/.git/HEAD; mkfifo pipe/.git/HEAD", "no file"},
      {"link", "mkdir link; echo 'gitdir: /nowhere/at/all' >link/.git", "nowhere"},
      {"text", "mkdir text; echo 'something else' >text/.git", "cannot be read"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct scm_repo *r = NULL;
    sh(f->dir, cases[i].script);
    char *dir = file_join(f->dir, cases[i].folder);
    for (int again = 0; again < 2; again++) {
      struct err err = ERR_INIT;
      assert_int_equal(scm_find(f->scm, dir, false, &r, &err), -1);
      assert_null(r);
      assert_int_equal(err.code, ERR_INPUT);
      if (!strstr(err.text, cases[i].says)) fail_msg("%s: %s", cases[i].folder, err.text);
    }
    mem_free(dir);
  }
}

/* Objects that are not what they should be are not there. */
static void test_damaged(void **state) {
  struct fixture *f = *state;
  sh(f->dir, history);
  sh(f->dir,
     "cp -r r trees; cd trees; for f in $(git rev-parse HEAD^{tree} HEAD:docs); do p=.git/objects/$(echo $f | cut -c1-2)/$(echo $f | cut "
     "-c3-); chmod u+w $p; echo garbage >$p; done; cd ..; cp -r r refs; echo zzzz >refs/.git/refs/heads/main; cp -r r empty; rm -rf "
     "empty/.git/objects/??");
  struct scm_commit c;
  struct tally t = {0};
  struct scm_repo *r = open_in(f, "trees", false);
  assert_true(scm_head(r, &c));
  assert_int_equal(scm_kind_at(r, &c, "docs/report.md"), SCM_NOTHING);
  assert_int_equal(scm_each_path(r, &c, count_path, &t), 1);
  assert_false(scm_last_change(r, "docs/report.md", STR("two\n"), &c));
  assert_false(scm_head(open_in(f, "refs", false), &c));
  assert_false(scm_head(open_in(f, "empty", false), &c));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_commits, make, drop),    cmocka_unit_test_setup_teardown(test_tags, make, drop),
      cmocka_unit_test_setup_teardown(test_paths, make, drop),      cmocka_unit_test_setup_teardown(test_history, make, drop),
      cmocka_unit_test_setup_teardown(test_ambiguous, make, drop),  cmocka_unit_test_setup_teardown(test_kinds_of_repository, make, drop),
      cmocka_unit_test_setup_teardown(test_unreadable, make, drop), cmocka_unit_test_setup_teardown(test_damaged, make, drop),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
