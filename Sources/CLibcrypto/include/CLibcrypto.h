#ifndef CLIBCRYPTO_H
#define CLIBCRYPTO_H

#include <stddef.h>
#include <stdint.h>

// OpenSSL's own headers stay out of here: they would make Swift's importer read all of them.

enum { crypto_sha256_bytes = 32 };

// Each writes crypto_sha256_bytes bytes; 0 on success, -1 when libcrypto refuses (it is out of memory or its
// configuration forbids the algorithm).
int crypto_sha256(const uint8_t *data, size_t count, uint8_t *digest);
int crypto_hmac_sha256(
    const uint8_t *key, size_t key_count, const uint8_t *data, size_t count, uint8_t *digest);

#endif
