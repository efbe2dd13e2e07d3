/* The hash chain over everything that was handed in: an edited, reordered or shortened ledger shows. */
#include "store/journal.h"

#include <inttypes.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/sha256.h"
#include "base/time.h"
#include "base/utf8.h"
#include "store/db.h"

#define GENESIS "0000000000000000000000000000000000000000000000000000000000000000"

struct link {
  int64_t seq, at;
  struct str kind, body, prev;
};

static void link_hash(const struct link *l, char hex[SHA256_HEX + 1]) {
  struct buf b = BUF_INIT;
  buf_add_str(&b, l->prev);
  buf_printf(&b, "\n%" PRId64 "\n%" PRId64 "\n", l->seq, l->at);
  buf_add_str(&b, l->kind);
  buf_add_char(&b, '\n');
  buf_add_str(&b, l->body);
  unsigned char sum[SHA256_SIZE];
  sha256_of(buf_str(&b), sum);
  sha256_hex(sum, hex);
  buf_release(&b);
}

struct tip {
  int64_t seq;
  char hash[SHA256_HEX + 1];
};

static int row_tip(void *ctx, const struct row *r, struct err *err) {
  struct tip *tip = ctx;
  struct str hash = row_text(r, 1);
  if (hash.n != SHA256_HEX) return err_set(err, ERR_INTEGRITY, "journal entry %" PRId64 " has no hash", row_int(r, 0));
  tip->seq = row_int(r, 0);
  memcpy(tip->hash, hash.p, SHA256_HEX);
  return 1;
}

static int append_at(struct store *s, int64_t at, struct str kind, struct str body, struct err *err) {
  struct tip tip = {0, GENESIS};
  if (store_query(s, SQL_JOURNAL_LAST, NULL, 0, row_tip, &tip, err) != 0) return -1;
  struct link l = {tip.seq + 1, at, kind, body, str_of(tip.hash)};
  char hex[SHA256_HEX + 1];
  link_hash(&l, hex);
  return store_exec(s, SQL_JOURNAL_INSERT,
                    BINDS(B_INT("seq", l.seq), B_INT("at", l.at), B_TEXT("kind", l.kind), B_TEXT("body", l.body), B_TEXT("prev", l.prev),
                          B_TEXT("hash", str_of(hex))),
                    err);
}

int store_journal_append(struct store *s, struct str kind, struct str body, struct err *err) {
  if (store_begin(s, err) != 0) return -1;
  int rc = append_at(s, clock_now(), kind, body, err);
  if (rc == 0) rc = store_commit(s, err);
  if (rc != 0) store_rollback(s);
  return rc;
}

/* --- canonical JSON: keys sorted, no blanks, UTF-8 as it is, invalid bytes as U+FFFD --- */

static void json_char(struct buf *b, struct str s, size_t at, size_t len) {
  unsigned char c = (unsigned char)s.p[at];
  if (len == 0)
    buf_add_utf8(b, 0xFFFD);
  else if (c == '"' || c == '\\')
    buf_printf(b, "\\%c", c);
  else if (c < 0x20)
    buf_printf(b, "\\u%04x", c);
  else
    buf_add(b, s.p + at, len);
}

static void json_text(struct buf *b, struct str s) {
  buf_add_char(b, '"');
  for (size_t i = 0; i < s.n;) {
    uint32_t cp;
    size_t len = utf8_decode(s, i, &cp);
    json_char(b, s, i, len);
    i += len ? len : 1;
  }
  buf_add_char(b, '"');
}

static void json_text_or_null(struct buf *b, const char *key, struct str s) {
  buf_printf(b, ",\"%s\":", key);
  if (s.n)
    json_text(b, s);
  else
    buf_add_cstr(b, "null");
}

static void intake_body(const struct intake *in, const char *sha256_hex, int64_t taken_at, struct buf *b) {
  buf_printf(b, "{\"artifact\":\"%s\",\"path\":", sha256_hex);
  json_text(b, in->path);
  json_text_or_null(b, "release", in->release);
  json_text_or_null(b, "role", in->role);
  if (in->source_time == TIME_NONE)
    buf_add_cstr(b, ",\"source_time\":null");
  else
    buf_printf(b, ",\"source_time\":%" PRId64, in->source_time);
  json_text_or_null(b, "source_time_basis", in->source_time_basis);
  buf_printf(b, ",\"taken_at\":%" PRId64 "}", taken_at);
}

int journal_intake(struct store *s, const struct intake *in, const char *sha256_hex, int64_t taken_at, struct err *err) {
  struct buf body = BUF_INIT;
  intake_body(in, sha256_hex, taken_at, &body);
  int rc = append_at(s, taken_at, STR("intake"), buf_str(&body), err);
  buf_release(&body);
  return rc;
}

/* --- checking --- */

struct walk {
  int64_t seq;
  int64_t intakes;
  char prev[SHA256_HEX + 1];
};

static int row_check(void *ctx, const struct row *r, struct err *err) {
  struct walk *w = ctx;
  struct link l = {row_int(r, 0), row_int(r, 1), row_text(r, 2), row_text(r, 3), row_text(r, 4)};
  char hex[SHA256_HEX + 1];
  link_hash(&l, hex);
  if (l.seq != w->seq + 1) return err_set(err, ERR_INTEGRITY, "journal entry %" PRId64 " is missing", w->seq + 1);
  if (!str_eq(l.prev, str_of(w->prev)) || !str_eq(row_text(r, 5), str_of(hex)))
    return err_set(err, ERR_INTEGRITY, "journal entry %" PRId64 " is not what was written", l.seq);
  w->seq = l.seq;
  w->intakes += str_eq(l.kind, STR("intake"));
  memcpy(w->prev, hex, sizeof hex);
  return 0;
}

int store_journal_verify(struct store *s, struct err *err) {
  struct walk w = {0, 0, GENESIS};
  if (store_query(s, SQL_JOURNAL_ALL, NULL, 0, row_check, &w, err) != 0) return -1;
  int64_t intakes = 0;
  if (store_int(s, SQL_INTAKE_COUNT, NULL, 0, 0, &intakes, err) != 0) return -1;
  if (intakes != w.intakes)
    return err_set(err, ERR_INTEGRITY, "%" PRId64 " files were handed in, the journal knows of %" PRId64, intakes, w.intakes);
  return 0;
}
