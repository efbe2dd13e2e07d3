/* libcrypto's digest functions themselves, not its EVP layer: EVP allocates, reads configuration and looks up providers, which costs more
 * than a small report, and it crashes when memory runs out on the way. Deprecated in 3.0 in favour of EVP, and the same code underneath. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "base/sha256.h"

#include <openssl/sha.h>

#include "base/mem.h"

struct sha256 {
  SHA256_CTX ctx;
};

struct sha256 *sha256_new(void) {
  struct sha256 *h = mem_alloc(sizeof *h);
  SHA256_Init(&h->ctx);
  return h;
}

void sha256_add(struct sha256 *h, const void *p, size_t n) { SHA256_Update(&h->ctx, p, n); }

void sha256_take(struct sha256 *h, unsigned char out[SHA256_SIZE]) {
  SHA256_Final(out, &h->ctx);
  mem_free(h);
}

void sha256_of(struct str s, unsigned char out[SHA256_SIZE]) {
  SHA256_CTX ctx;
  SHA256_Init(&ctx);
  SHA256_Update(&ctx, s.p, s.n);
  SHA256_Final(out, &ctx);
}

void sha256_hex(const unsigned char sum[SHA256_SIZE], char out[SHA256_HEX + 1]) {
  static const char digits[] = "0123456789abcdef";
  for (int i = 0; i < SHA256_SIZE; i++) {
    out[2 * i] = digits[sum[i] >> 4];
    out[2 * i + 1] = digits[sum[i] & 15];
  }
  out[SHA256_HEX] = '\0';
}
