/* What the program and the project bring along: importers and rules, listed, shown and tested. */
#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/visible.h"
#include "importers/embedded_importers.h"
#include "session.h"

/* --- importers --- */

static const struct importer_info *importer_find(const struct tieout *t, const char *name) {
  const struct importer_info *v = NULL;
  size_t n = importers_list(t->importers, &v);
  for (size_t i = 0; i < n; i++)
    if (strcmp(v[i].name, name) == 0) return &v[i];
  return NULL;
}

static void importers_print(struct tieout *t, struct buf *out) {
  const struct importer_info *v = NULL;
  size_t n = importers_list(t->importers, &v);
  for (size_t i = 0; i < n; i++) {
    buf_printf(out, "%-24s ", v[i].name);
    visible_add(out, str_of(v[i].title));
    buf_add_char(out, '\n');
  }
}

/* The mapping as it is read: the project's own before the one in the program. */
static int put_mapping(const struct tieout *t, const char *name, struct buf *out, struct err *err) {
  struct buf below = BUF_INIT;
  buf_printf(&below, "tieout/importers/%s/importer.yaml", name);
  char *path = file_join(t->project ? t->project : ".", buf_cstr(&below));
  struct str inside = str_sub(buf_str(&below), strlen("tieout/importers/"), SIZE_MAX);
  struct file file = {0};
  int rc = 0;
  if (t->project && file_kind(path) == FILE_REGULAR) {
    rc = file_read(&file, path, LIMIT_CONFIG_BYTES, err);
    if (rc == 0) buf_add_str(out, file_str(&file));
  } else {
    for (size_t i = 0; i < embedded_importers_count; i++)
      if (str_eq(str_of(embedded_importers[i].name), inside)) buf_add(out, embedded_importers[i].p, embedded_importers[i].n);
  }
  file_release(&file);
  mem_free(path);
  buf_release(&below);
  return rc;
}

static int importer_show(struct tieout *t, const char *name, struct buf *out, struct err *err) {
  const struct importer_info *i = importer_find(t, name);
  if (!i) return err_set(err, ERR_USAGE, "no importer \"%s\"; `tieout importers list` names them", name);
  buf_printf(out, "# %s, version %s (%s): %s\n", i->name, i->version, i->native ? "native reader" : "mapping", i->title ? i->title : "");
  return put_mapping(t, name, out, err);
}

static enum tieout_status importer_test(struct tieout *t, const char *folder, struct buf *out, struct err *err) {
  struct importer_test result = {0};
  if (file_kind(folder) != FILE_FOLDER) {
    err_at(err, ERR_USAGE, NULL, folder, 0, 0, "no such folder; an importer is tested by its folder");
    return session_err(t, err);
  }
  if (importers_test(t->importers, folder, out, &result, err) != 0) return session_err(t, err);
  buf_printf(out, "%s: %zu of %zu as expected\n", folder, result.checks - result.failures, result.checks);
  return result.failures || result.checks == 0 ? TIEOUT_FINDINGS : TIEOUT_OK;
}

/* --- rules --- */

static void rules_print(struct tieout *t, struct buf *out) {
  const struct rule_info *v = NULL;
  size_t n = rules_list(t->rules, &v);
  for (size_t i = 0; i < n; i++) {
    buf_printf(out, "%-8s %-8s %-13s ", v[i].id, v[i].level, v[i].category);
    visible_add(out, str_of(v[i].title));
    buf_add_char(out, '\n');
  }
}

static int rule_show(struct tieout *t, const char *id, struct buf *out, struct err *err) {
  const struct rule_info *v = NULL;
  size_t n = rules_list(t->rules, &v);
  for (size_t i = 0; i < n; i++) {
    if (!str_eq_ci(str_of(v[i].id), str_of(id))) continue;
    buf_add_cstr(out, v[i].sql);
    return 0;
  }
  return err_set(err, ERR_USAGE, "no rule \"%s\"; `tieout rules list` names them", id);
}

/* --- both --- */

static const struct catalog {
  const char *what;
  int (*open)(struct tieout *t, struct err *err);
  void (*list)(struct tieout *t, struct buf *out);
  int (*show)(struct tieout *t, const char *name, struct buf *out, struct err *err);
  enum tieout_status (*test)(struct tieout *t, const char *folder, struct buf *out, struct err *err);
} catalogs[] = {
    {"importers", session_importers, importers_print, importer_show, importer_test},
    {"rules", session_rules, rules_print, rule_show, session_rule_test},
};

static const struct catalog *catalog_find(const char *what) {
  for (size_t i = 0; i < sizeof catalogs / sizeof *catalogs; i++)
    if (strcmp(catalogs[i].what, what) == 0) return &catalogs[i];
  return NULL;
}

static enum tieout_status catalog_run(struct tieout *t, const struct catalog *c, const char *verb, const char *name, struct buf *out) {
  struct err err = ERR_INIT;
  if (c->open(t, &err) != 0) return session_err(t, &err);
  if (strcmp(verb, "list") == 0) {
    c->list(t, out);
    return TIEOUT_OK;
  }
  if (!name) return session_say(t, TIEOUT_USAGE, "%s %s: %s expected", c->what, verb, strcmp(verb, "test") == 0 ? "a folder" : "a name");
  if (strcmp(verb, "show") == 0) return c->show(t, name, out, &err) == 0 ? TIEOUT_OK : session_err(t, &err);
  if (strcmp(verb, "test") == 0) return c->test(t, name, out, &err);
  return session_say(t, TIEOUT_USAGE, "%s: no verb \"%s\"; there are list, show and test", c->what, verb);
}

enum tieout_status tieout_catalog(struct tieout *t, const char *what, const char *verb, const char *name, char **output, size_t *output_n) {
  struct buf out = BUF_INIT;
  session_clear(t);
  const struct catalog *c = catalog_find(what);
  enum tieout_status status = c ? catalog_run(t, c, verb, name, &out) : session_say(t, TIEOUT_USAGE, "no catalog \"%s\"", what);
  session_output(&out, output, output_n);
  return status;
}
