#include "CLibcrypto.h"

#include <dlfcn.h>
#include <limits.h>
#include <openssl/bn.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <pthread.h>
#include <string.h>
#include <time.h>

#define FUNCTIONS(X)                                                                              \
  X(EVP_Digest) X(EVP_sha256) X(HMAC) X(RAND_priv_bytes) X(BIO_ctrl) X(BIO_free)                  \
  X(ERR_clear_error) X(EVP_PKEY_Q_keygen) X(BIO_new) X(BIO_s_mem)                                 \
  X(PEM_write_bio_PKCS8PrivateKey) X(EVP_PKEY_free) X(BIO_new_mem_buf) X(PEM_read_bio_PrivateKey) \
  X(X509V3_EXT_nconf_nid) X(X509_add_ext) X(X509_EXTENSION_free) X(BN_new) X(BN_rand)             \
  X(BN_to_ASN1_INTEGER) X(X509_get_serialNumber) X(BN_free) X(X509_get_subject_name)              \
  X(X509V3_set_ctx) X(X509_set_version) X(ASN1_TIME_set) X(X509_getm_notBefore)                   \
  X(X509_getm_notAfter) X(X509_set_pubkey) X(X509_NAME_add_entry_by_NID) X(X509_set_issuer_name)  \
  X(X509_sign) X(X509_new) X(PEM_write_bio_X509) X(X509_free) X(ASN1_TIME_to_tm)                  \
  X(PEM_read_bio_X509) X(X509_get0_notBefore) X(X509_get0_notAfter) X(X509_self_signed)           \
  X(X509_check_private_key) X(OPENSSL_init_crypto)

static struct {
#define MEMBER(name) __typeof__(&name) name;
  FUNCTIONS(MEMBER)
} lib;

static int is_loaded;

static void load(void) {
  // Never closed: the functions in the table are its own.
  void *library = dlopen("libcrypto.so.3", RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
#define FIND(name) \
  if (!(lib.name = (__typeof__(&name))dlsym(library, #name))) return;
  FUNCTIONS(FIND)
  // exit() runs while other threads may still work on a digest: without this, libcrypto takes its tables from under them.
  is_loaded = lib.OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, NULL) == 1;
}

// Every door of this shim asks first.
static int is_available(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return is_loaded;
}

int crypto_sha256(const uint8_t *data, size_t count, uint8_t *digest) {
  if (!is_available()) return -1;
  unsigned int size = 0;
  if (!lib.EVP_Digest(data, count, digest, &size, lib.EVP_sha256(), NULL)) return -1;
  return size == crypto_sha256_bytes ? 0 : -1;
}

int crypto_hmac_sha256(
    const uint8_t *key, size_t key_count, const uint8_t *data, size_t count, uint8_t *digest) {
  if (!is_available()) return -1;
  // A null key would mean "the key of last time" to libcrypto.
  static const uint8_t nothing = 0;
  unsigned int size = 0;
  if (key_count > INT_MAX) return -1;
  if (!lib.HMAC(lib.EVP_sha256(), key ? key : &nothing, (int)key_count, data, count, digest, &size)) return -1;
  return size == crypto_sha256_bytes ? 0 : -1;
}

int crypto_random(uint8_t *bytes, size_t count) {
  return is_available() && count <= INT_MAX && lib.RAND_priv_bytes(bytes, (int)count) == 1 ? 0 : -1;
}

// Gives what the BIO holds to the caller, and frees it; libcrypto wipes the memory of its own copy.
static long hand_over(BIO *bio, int is_written, uint8_t *text, size_t room) {
  char *start = NULL;
  long count = is_written ? lib.BIO_ctrl(bio, BIO_CTRL_INFO, 0, &start) : -1;
  if (count > 0 && (size_t)count <= room) memcpy(text, start, (size_t)count);
  else count = -1;
  lib.BIO_free(bio);
  lib.ERR_clear_error();
  return count;
}

long crypto_make_private_key(uint8_t *pem, size_t room) {
  if (!is_available()) return -1;
  EVP_PKEY *key = lib.EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
  BIO *bio = lib.BIO_new(lib.BIO_s_mem());
  int is_written = key && bio && lib.PEM_write_bio_PKCS8PrivateKey(bio, key, NULL, NULL, 0, NULL, NULL);
  lib.EVP_PKEY_free(key);
  return hand_over(bio, is_written, pem, room);
}

// A key that asks for a passphrase is refused: the default would ask on the terminal.
static int no_passphrase(char *buffer, int size, int is_writing, void *context) {
  (void)buffer, (void)size, (void)is_writing, (void)context;
  return -1;
}

static EVP_PKEY *private_key(const uint8_t *pem, size_t count) {
  BIO *bio = count > 0 && count <= INT_MAX ? lib.BIO_new_mem_buf(pem, (int)count) : NULL;
  EVP_PKEY *key = bio ? lib.PEM_read_bio_PrivateKey(bio, NULL, no_passphrase, NULL) : NULL;
  lib.BIO_free(bio);
  return key;
}

static int extend(X509 *certificate, X509V3_CTX *context, int name, const char *value) {
  X509_EXTENSION *extension = lib.X509V3_EXT_nconf_nid(NULL, context, name, value);
  int is_added = extension && lib.X509_add_ext(certificate, extension, -1);
  lib.X509_EXTENSION_free(extension);
  return is_added;
}

static int number(X509 *certificate) {
  BIGNUM *number = lib.BN_new();
  int is_set = number && lib.BN_rand(number, 159, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) &&
               lib.BN_to_ASN1_INTEGER(number, lib.X509_get_serialNumber(certificate));
  lib.BN_free(number);
  return is_set;
}

static int fill(
    X509 *certificate, EVP_PKEY *key, const char *common_name, const char *alternative_names,
    int64_t starts_at, int64_t ends_at) {
  X509_NAME *name = lib.X509_get_subject_name(certificate);
  X509V3_CTX context;
  lib.X509V3_set_ctx(&context, certificate, certificate, NULL, NULL, 0);
  return lib.X509_set_version(certificate, X509_VERSION_3) && number(certificate) &&
         lib.ASN1_TIME_set(lib.X509_getm_notBefore(certificate), (time_t)starts_at) &&
         lib.ASN1_TIME_set(lib.X509_getm_notAfter(certificate), (time_t)ends_at) &&
         lib.X509_set_pubkey(certificate, key) &&
         lib.X509_NAME_add_entry_by_NID(
             name, NID_commonName, MBSTRING_ASC, (const unsigned char *)common_name, -1, -1, 0) &&
         lib.X509_set_issuer_name(certificate, name) &&
         extend(certificate, &context, NID_subject_key_identifier, "hash") &&
         extend(certificate, &context, NID_basic_constraints, "critical,CA:FALSE") &&
         // No key usage: where it is told and leaves out the signing of certificates, BoringSSL does not take this one
         // for its own authority.
         extend(certificate, &context, NID_ext_key_usage, "serverAuth") &&
         extend(certificate, &context, NID_subject_alt_name, alternative_names) &&
         lib.X509_sign(certificate, key, lib.EVP_sha256()) > 0;
}

long crypto_make_certificate(
    const uint8_t *key_pem, size_t key_count, const char *common_name, const char *alternative_names,
    int64_t starts_at, int64_t ends_at, uint8_t *pem, size_t room) {
  if (!is_available()) return -1;
  EVP_PKEY *key = private_key(key_pem, key_count);
  X509 *certificate = lib.X509_new();
  BIO *bio = lib.BIO_new(lib.BIO_s_mem());
  int is_written = key && certificate && bio &&
                   fill(certificate, key, common_name, alternative_names, starts_at, ends_at) &&
                   lib.PEM_write_bio_X509(bio, certificate);
  lib.X509_free(certificate);
  lib.EVP_PKEY_free(key);
  return hand_over(bio, is_written, pem, room);
}

static int seconds(const ASN1_TIME *time, int64_t *seconds) {
  struct tm parts;
  if (!lib.ASN1_TIME_to_tm(time, &parts)) return 0;
  *seconds = timegm(&parts);
  return 1;
}

int crypto_read_certificate(
    const uint8_t *pem, size_t count, const uint8_t *key_pem, size_t key_count,
    struct crypto_certificate *result) {
  if (!is_available()) return -1;
  BIO *bio = count > 0 && count <= INT_MAX ? lib.BIO_new_mem_buf(pem, (int)count) : NULL;
  X509 *certificate = bio ? lib.PEM_read_bio_X509(bio, NULL, no_passphrase, NULL) : NULL;
  EVP_PKEY *key = private_key(key_pem, key_count);
  int is_read = certificate && seconds(lib.X509_get0_notBefore(certificate), &result->starts_at) &&
                seconds(lib.X509_get0_notAfter(certificate), &result->ends_at);
  if (is_read) {
    result->is_self_signed = lib.X509_self_signed(certificate, 1) == 1;
    result->belongs_to_key = key ? lib.X509_check_private_key(certificate, key) == 1 : -1;
  }
  lib.EVP_PKEY_free(key);
  lib.X509_free(certificate);
  lib.BIO_free(bio);
  lib.ERR_clear_error();
  return is_read ? 0 : -1;
}
