#include "base/sha256.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include "base/mem.h"

struct sha256 {
  EVP_MD_CTX *ctx;
};

/* Reading openssl.cnf costs more than a small report, and its contents must not change what we compute. */
static const EVP_MD *algorithm(void) {
  OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ADD_ALL_CIPHERS | OPENSSL_INIT_NO_ADD_ALL_DIGESTS, NULL);
  return EVP_sha256();
}

/* libcrypto fails here only when it has no memory or no digest at all; neither can be reported in a hash. */
static void must(int ok) {
  if (ok != 1) mem_fail(0);
}

struct sha256 *sha256_new(void) {
  struct sha256 *h = mem_alloc(sizeof *h);
  h->ctx = EVP_MD_CTX_new();
  must(h->ctx != NULL && EVP_DigestInit_ex(h->ctx, algorithm(), NULL));
  return h;
}

void sha256_add(struct sha256 *h, const void *p, size_t n) { must(EVP_DigestUpdate(h->ctx, p, n)); }

void sha256_take(struct sha256 *h, unsigned char out[SHA256_SIZE]) {
  unsigned n = 0;
  must(EVP_DigestFinal_ex(h->ctx, out, &n));
  EVP_MD_CTX_free(h->ctx);
  mem_free(h);
}

void sha256_of(struct str s, unsigned char out[SHA256_SIZE]) {
  struct sha256 *h = sha256_new();
  sha256_add(h, s.p, s.n);
  sha256_take(h, out);
}

void sha256_hex(const unsigned char sum[SHA256_SIZE], char out[SHA256_HEX + 1]) {
  static const char digits[] = "0123456789abcdef";
  for (int i = 0; i < SHA256_SIZE; i++) {
    out[2 * i] = digits[sum[i] >> 4];
    out[2 * i + 1] = digits[sum[i] & 15];
  }
  out[SHA256_HEX] = '\0';
}
