#include "policy/waiver.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/sha256.h"
#include "base/time.h"
#include "base/utf8.h"
#include "policy/config.h"

enum { FINGERPRINT_HEX = 32 };

struct reading {
  struct waivers *out;
  struct arena *arena;
  struct waiver w;
};

static int read_text(struct reading *r, const struct config *c, uint32_t node, struct str *out, struct err *err) {
  struct str s;
  if (config_text(c, node, &s, err)) return -1;
  *out = arena_str(r->arena, str_trim(s));
  return out->n ? 0 : config_error(c, node, err, "this may not be empty");
}

static int read_hex(struct reading *r, const struct config *c, uint32_t node, size_t digits, struct str *out, struct err *err) {
  if (read_text(r, c, node, out, err)) return -1;
  size_t n = 0;
  while (n < out->n && (ascii_is_digit(out->p[n]) || (out->p[n] >= 'a' && out->p[n] <= 'f'))) n++;
  if (n == digits && n == out->n) return 0;
  return config_error(c, node, err, "expected %zu hexadecimal digits in lower case", digits);
}

static int read_rule(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct reading *r = ctx;
  return read_text(r, c, node, &r->w.rule, err);
}

static int read_fingerprint(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct reading *r = ctx;
  return read_hex(r, c, node, FINGERPRINT_HEX, &r->w.fingerprint, err);
}

static int read_report(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct reading *r = ctx;
  return read_hex(r, c, node, SHA256_HEX, &r->w.sha256, err);
}

static int read_path(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct reading *r = ctx;
  return read_text(r, c, node, &r->w.path, err);
}

static int read_owner(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct reading *r = ctx;
  return read_text(r, c, node, &r->w.owner, err);
}

static int read_reason(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct reading *r = ctx;
  r->w.line = config_node(c, node)->line;
  r->w.column = config_node(c, node)->column;
  r->w.text = arena_str(r->arena, config_line(c, node));
  return read_text(r, c, node, &r->w.reason, err);
}

static int read_expires(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct reading *r = ctx;
  struct str s;
  struct moment m;
  if (config_text(c, node, &s, err)) return -1;
  s = str_trim(s);
  if (!s.n || time_scan(s, &m) != s.n) return config_error(c, node, err, "expected a date (2026-03-31) or a time (2026-03-31T18:00:00Z)");
  r->w.expires = arena_str(r->arena, s);
  r->w.until = m.hi - m.lo < INT64_C(86400000000) ? m.lo : m.hi;
  return 0;
}

static const struct config_key keys[] = {
    {"expires", read_expires}, {"fingerprint", read_fingerprint}, {"owner", read_owner}, {"path", read_path},
    {"reason", read_reason},   {"report", read_report},           {"rule", read_rule},
};

static int check_whole(const struct config *c, uint32_t node, const struct waiver *w, struct err *err) {
  const struct {
    const char *key;
    bool there;
  } wanted[] = {{"rule", w->rule.n},   {"fingerprint", w->fingerprint.n}, {"report", w->sha256.n},
                {"owner", w->owner.n}, {"reason", w->reason.n},           {"expires", w->until != TIME_NONE}};
  for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
    if (!wanted[i].there) return config_error(c, node, err, "a waiver without \"%s\"", wanted[i].key);
  return 0;
}

static int read_waiver(void *ctx, const struct config *c, uint32_t node, struct err *err) {
  struct reading *r = ctx;
  r->w = (struct waiver){.until = TIME_NONE};
  if (config_object(c, node, "a waiver", keys, sizeof keys / sizeof keys[0], r, err) || check_whole(c, node, &r->w, err)) return -1;
  vec_push(r->out, r->w);
  return 0;
}

static int read_list(struct reading *r, struct str source, const char *path, struct err *err) {
  struct config c = {0};
  int rc = config_open(&c, source, path, err);
  if (rc == 0 && c.tree.nodes.n && config_node(&c, 0)->type == TREE_ARRAY)
    rc = config_each(&c, 0, read_waiver, r, err);
  else if (rc == 0 && c.tree.nodes.n && config_node(&c, 0)->type != TREE_NULL)
    rc = config_error(&c, 0, err, "a file of waivers is one list, of \"- rule: …\"");
  config_release(&c);
  return rc;
}

int waivers_load(struct waivers *w, struct arena *arena, const char *path, struct err *err) {
  struct file file = {0};
  struct reading r = {.out = w, .arena = arena};
  int rc = file_read(&file, path, LIMIT_CONFIG_BYTES, err);
  if (rc && err->code == ERR_INPUT) err->code = ERR_CONFIG;
  if (rc == 0) rc = read_list(&r, file_str(&file), path, err);
  file_release(&file);
  return rc;
}

/* --- one more -------------------------------------------------------------------------------------------------------------------- */

/* As YAML's double quotes have it. */
static void add_quoted(struct buf *b, const char *key, struct str s) {
  buf_printf(b, "  %s: \"", key);
  for (size_t i = 0; i < s.n; i++) {
    unsigned char c = (unsigned char)s.p[i];
    if (c == '"' || c == '\\')
      buf_printf(b, "\\%c", c);
    else if (c < 0x20 || c == 0x7F)
      buf_printf(b, "\\x%02x", c);
    else
      buf_add_char(b, s.p[i]);
  }
  buf_add_cstr(b, "\"\n");
}

static void add_remark(struct buf *b, struct str s) {
  if (!s.n) return;
  buf_add_cstr(b, "# ");
  for (size_t i = 0; i < s.n; i++) buf_add_char(b, (unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7F ? ' ' : s.p[i]);
  buf_add_char(b, '\n');
}

static void add_waiver(struct buf *b, const struct waiver *w, struct str expires, struct str remark) {
  add_remark(b, remark);
  buf_printf(b, "- rule: %.*s\n  fingerprint: \"%.*s\"\n  report: \"%.*s\"\n", STR_ARG(w->rule), STR_ARG(w->fingerprint),
             STR_ARG(w->sha256));
  if (w->path.n) add_quoted(b, "path", w->path);
  add_quoted(b, "owner", w->owner);
  add_quoted(b, "reason", w->reason);
  buf_printf(b, "  expires: %.*s\n", STR_ARG(expires));
}

static const char heading[] = "# Findings that somebody takes upon them: tieout-waive(1). An expired one is a finding of its own.\n";

static int read_if_there(const char *path, struct buf *text, struct err *err) {
  struct file file = {0};
  if (file_kind(path) == FILE_MISSING) {
    buf_add_cstr(text, heading);
    return 0;
  }
  if (file_read(&file, path, LIMIT_CONFIG_BYTES, err)) return -1;
  buf_add_str(text, file_str(&file));
  file_release(&file);
  if (text->n && text->p[text->n - 1] != '\n') buf_add_char(text, '\n');
  return 0;
}

/* What was written must be what is read: a file that is not a plain list is refused, not damaged. */
static int reads_back(struct str text, const char *path, const struct waiver *w, struct err *err) {
  struct arena arena = ARENA_INIT;
  struct waivers all = {0};
  struct reading r = {.out = &all, .arena = &arena};
  int rc = read_list(&r, text, path, err);
  if (rc == 0) {
    const struct waiver *last = all.n ? &all.v[all.n - 1] : NULL;
    if (!last || !str_eq(last->fingerprint, w->fingerprint) || !str_eq(last->reason, str_trim(w->reason)))
      rc = err_at(err, ERR_CONFIG, NULL, path, 0, 0, "cannot be appended to");
  }
  vec_release(&all);
  arena_release(&arena);
  return rc;
}

int waiver_append(const char *path, const struct waiver *w, struct str expires, struct str remark, struct err *err) {
  struct buf text = BUF_INIT;
  int rc = read_if_there(path, &text, err);
  if (rc == 0) {
    add_waiver(&text, w, expires, remark);
    rc = reads_back(buf_str(&text), path, w, err);
  }
  if (rc == 0) rc = file_write(path, buf_str(&text), err);
  buf_release(&text);
  return rc;
}
