#include "base/redact.h"

#include <stdint.h>

#include "base/buf.h"

static const char *const secret_keys[] = {"password", "passwd",     "passphrase",  "secret",        "token",         "api_key",   "api-key",
                                          "apikey",   "access_key", "private_key", "client_secret", "authorization", "credential"};
/* Tokens that say what they are by their first letters, and how long the rest is at least. */
static const struct {
  const char *prefix;
  size_t rest;
} shapes[] = {{"AKIA", 16},  {"ghp_", 30},  {"gho_", 30}, {"github_pat_", 22}, {"glpat-", 20},
              {"xoxb-", 20}, {"xoxp-", 20}, {"AIza", 35}, {"eyJhbGciOi", 30},  {"sk_live_", 16}};

static bool is_token_char(char c) { return ascii_is_alnum(c) || strchr("_-+/=.~", c); }

static size_t token_end(struct str s, size_t at) {
  while (at < s.n && s.p[at] && is_token_char(s.p[at])) at++;
  return at;
}

struct span {
  size_t from, to;
};

/* "://user:pass@" */
static bool url_password(struct str s, size_t at, struct span *out) {
  if (!str_starts(str_sub(s, at, 3), STR("://"))) return false;
  size_t colon = SIZE_MAX;
  for (size_t i = at + 3; i < s.n && !ascii_is_space(s.p[i]) && !strchr("/\"'<>", s.p[i]); i++) {
    if (s.p[i] == ':' && colon == SIZE_MAX) colon = i;
    if (s.p[i] == '@' && colon != SIZE_MAX && i > colon + 1) {
      *out = (struct span){colon + 1, i};
      return true;
    }
  }
  return false;
}

static bool skip_assign(struct str s, size_t *at) {
  size_t i = *at;
  if (i < s.n && (s.p[i] == '"' || s.p[i] == '\'')) i++;
  while (i < s.n && s.p[i] == ' ') i++;
  if (i >= s.n || (s.p[i] != '=' && s.p[i] != ':')) return false;
  for (i++; i < s.n && (s.p[i] == ' ' || s.p[i] == '"' || s.p[i] == '\'');) i++;
  if (str_starts_ci(str_sub(s, i, 7), STR("bearer "))) i += 7;
  if (str_starts_ci(str_sub(s, i, 6), STR("basic "))) i += 6;
  *at = i;
  return true;
}

/* "password=…", "token: …". A short or plain word behind it is prose ("token: expired"), a path or URL names a place. */
static bool assigned_secret(struct str s, size_t at, struct span *out) {
  for (size_t k = 0; k < sizeof secret_keys / sizeof secret_keys[0]; k++) {
    if (secret_keys[k][0] != ascii_lower(s.p[at])) continue; /* nearly every letter of every quote comes by here */
    struct str key = str_of(secret_keys[k]);
    if (!str_starts_ci(str_sub(s, at, key.n), key)) continue;
    size_t from = at + key.n;
    if (!skip_assign(s, &from)) continue;
    size_t to = token_end(s, from);
    bool digit = false;
    for (size_t i = from; i < to; i++) digit |= ascii_is_digit(s.p[i]);
    if (to - from < 6 || !digit || s.p[from] == '/' || s.p[from] == '.') continue;
    *out = (struct span){from, to};
    return true;
  }
  return false;
}

static bool shaped_token(struct str s, size_t at, struct span *out) {
  if (at > 0 && (ascii_is_alnum(s.p[at - 1]) || s.p[at - 1] == '_')) return false;
  for (size_t k = 0; k < sizeof shapes / sizeof shapes[0]; k++) {
    if (shapes[k].prefix[0] != s.p[at]) continue;
    struct str prefix = str_of(shapes[k].prefix);
    if (!str_starts(str_sub(s, at, prefix.n), prefix)) continue;
    size_t to = token_end(s, at);
    if (to - at < prefix.n + shapes[k].rest) continue;
    *out = (struct span){at, to};
    return true;
  }
  return false;
}

/* What a key, a shape or a password in a URL starts with, in lower case. */
static const char FIRST[] = "acegpstx:";

static bool secret_at(struct str s, size_t at, struct span *out) {
  char c = ascii_lower(s.p[at]);
  if (!memchr(FIRST, c, sizeof FIRST - 1)) return false;
  if (c == ':') return url_password(s, at, out);
  return assigned_secret(s, at, out) || shaped_token(s, at, out);
}

struct str redact(struct arena *a, struct str s, bool *found) {
  struct buf out = BUF_INIT;
  struct span secret;
  size_t kept = 0;
  for (size_t i = 0; i < s.n; i++) {
    if (!secret_at(s, i, &secret)) continue;
    buf_add_str(&out, str_sub(s, kept, secret.from - kept));
    buf_add_cstr(&out, "[withheld]");
    kept = secret.to;
    i = secret.to - 1;
  }
  if (!kept) return s;
  *found = true;
  buf_add_str(&out, str_sub(s, kept, s.n));
  struct str copy = arena_str(a, buf_str(&out));
  buf_release(&out);
  return copy;
}

void redact_hide(struct buf *b) {
  struct span secret;
  for (size_t i = 0; i < b->n; i++) {
    if (!secret_at(buf_str(b), i, &secret)) continue;
    memset(b->p + secret.from, '*', secret.to - secret.from);
    i = secret.to - 1;
  }
}
