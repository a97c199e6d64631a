#ifndef CLIBCRYPTO_H
#define CLIBCRYPTO_H

#include <stddef.h>
#include <stdint.h>

// OpenSSL's own headers stay out of here: they would make Swift's importer read all of them.

enum { crypto_sha256_bytes = 32 };

// libcrypto is loaded by the first call of any of these; where it is not installed, it refuses everything.

// Each writes crypto_sha256_bytes bytes; 0 on success, -1 when libcrypto refuses (it is out of memory or its
// configuration forbids the algorithm).
int crypto_sha256(const uint8_t *data, size_t count, uint8_t *digest);
int crypto_hmac_sha256(
    const uint8_t *key, size_t key_count, const uint8_t *data, size_t count, uint8_t *digest);

// Fills the bytes from libcrypto's generator for private values; 0 on success.
int crypto_random(uint8_t *bytes, size_t count);

// More than any PEM text takes that is made here.
enum { crypto_pem_bytes_max = 8192 };

// Each writes a PEM text and returns its length, or -1 when libcrypto refuses or the room is too small.

// An EC key on P-256 as PKCS #8.
long crypto_make_private_key(uint8_t *pem, size_t room);

// A certificate that the key itself signs, for TLS servers. The alternative names are in the words of x509v3_config(5),
// such as `DNS:api,IP:127.0.0.1`; times are seconds since 1970.
long crypto_make_certificate(
    const uint8_t *key_pem, size_t key_count, const char *common_name, const char *alternative_names,
    int64_t starts_at, int64_t ends_at, uint8_t *pem, size_t room);

struct crypto_certificate {
  int64_t starts_at, ends_at;
  int is_self_signed;
  // -1 when the key cannot be read.
  int belongs_to_key;
};

// Reads the first certificate of a PEM text and holds it against a key, which may be empty. 0 on success, -1 when there
// is no certificate.
int crypto_read_certificate(
    const uint8_t *pem, size_t count, const uint8_t *key_pem, size_t key_count,
    struct crypto_certificate *result);

#endif
