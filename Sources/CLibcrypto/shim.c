#include "CLibcrypto.h"

#include <limits.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

int crypto_sha256(const uint8_t *data, size_t count, uint8_t *digest) {
  unsigned int size = 0;
  if (!EVP_Digest(data, count, digest, &size, EVP_sha256(), NULL)) return -1;
  return size == crypto_sha256_bytes ? 0 : -1;
}

int crypto_hmac_sha256(
    const uint8_t *key, size_t key_count, const uint8_t *data, size_t count, uint8_t *digest) {
  // A null key would mean "the key of last time" to libcrypto.
  static const uint8_t nothing = 0;
  unsigned int size = 0;
  if (key_count > INT_MAX) return -1;
  if (!HMAC(EVP_sha256(), key ? key : &nothing, (int)key_count, data, count, digest, &size)) return -1;
  return size == crypto_sha256_bytes ? 0 : -1;
}
