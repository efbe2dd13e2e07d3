/* SHA-256 by libcrypto. */
#ifndef TIEOUT_BASE_SHA256_H
#define TIEOUT_BASE_SHA256_H

#include "base/str.h"

enum { SHA256_SIZE = 32, SHA256_HEX = 64 };

struct sha256;
struct sha256 *sha256_new(void);
void sha256_add(struct sha256 *h, const void *p, size_t n);
void sha256_take(struct sha256 *h, unsigned char out[SHA256_SIZE]); /* and frees h */
void sha256_of(struct str s, unsigned char out[SHA256_SIZE]);
void sha256_hex(const unsigned char sum[SHA256_SIZE], char out[SHA256_HEX + 1]);

#endif
