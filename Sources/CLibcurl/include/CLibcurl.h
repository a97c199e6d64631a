#ifndef CLIBCURL_H
#define CLIBCURL_H

#include <stddef.h>
#include <stdint.h>

// HTTP requests with libcurl, which is loaded at the first use: linked, its thirty libraries would cost every start
// of the program 6 ms. Its own headers stay out of here.

typedef struct http_answer http_answer;
// Keeps connections open between requests.
typedef struct http_client http_client;

struct http_request {
  const char *url;
  const char *method;
  // Each "Name: value"; as many as header_count.
  const char *const *headers;
  size_t header_count;
  // One more header; its copy is wiped as soon as the request is over. Null for none.
  const char *secret_header;
  // Null for none.
  const uint8_t *body;
  size_t body_count;
  // The newest TLS that is offered: 10, 11, 12 or 13, and 0 for the library's own choice. Otherwise everything
  // from TLS 1.0 on is offered, whatever the system's policy: whether the other side refuses it is what is asked.
  int tls_max;
  // "host:port:address[,address]", so that libcurl resolves nothing by itself; null for none.
  const char *resolved;
  // The only authorities that are trusted, a PEM file; null trusts the system's.
  const char *ca_file;
  long timeout_milliseconds;
  // The rest of the body is not read.
  size_t body_bytes_max;
  // Ends the request as soon as it can be read.
  int cancel_descriptor;
};

// Libcurl's own numbers, those that have words of their own.
enum http_code {
  http_code_ok = 0,
  http_code_protocol = 1,
  http_code_url = 3,
  http_code_host = 6,
  http_code_connect = 7,
  http_code_not_http = 8,
  http_code_partial = 18,
  http_code_timeout = 28,
  http_code_tls_connect = 35,
  http_code_cancelled = 42,
  http_code_nothing = 52,
  http_code_send = 55,
  http_code_receive = 56,
  http_code_tls_verify = 60,
  http_code_ca_file = 77,
};

// The results of verifying a certificate that have words of their own; OpenSSL's numbers.
enum http_certificate {
  http_certificate_ok = 0,
  http_certificate_not_yet_valid = 9,
  http_certificate_expired = 10,
  http_certificate_self_signed = 18,
  http_certificate_self_signed_chain = 19,
  http_certificate_unknown_issuer = 20,
  http_certificate_incomplete_chain = 21,
  http_certificate_other_host = 62,
};

// Whether libcurl is there. Safe from any thread, as everything below.
int http_is_available(void);

// Takes an http or https URL apart: the host, without the brackets of an IPv6 address, its port, and whether it
// is https. 0 on success, -1 when it is no such URL or the host does not fit.
int http_url_parts(const char *url, char *host, size_t host_size, int *port, int *is_tls);

// Null when memory is short, or without libcurl. Used by one thread at a time.
http_client *http_client_create(void);
void http_client_free(http_client *client);

// Blocks until the answer, the deadline or the cancellation. Null when memory is short. Freed by http_answer_free.
http_answer *http_send(http_client *client, const struct http_request *request);
void http_answer_free(http_answer *answer);

int http_answer_code(const http_answer *answer);
// Whether the host took a connection, TLS or not.
int http_answer_is_connected(const http_answer *answer);
long http_answer_status(const http_answer *answer);
long http_answer_certificate(const http_answer *answer);
// The system's error number of a connection that failed; 0 for none.
long http_answer_system_error(const http_answer *answer);
const char *http_answer_error(const http_answer *answer);
const uint8_t *http_answer_body(const http_answer *answer, size_t *count);

// The lines of the last header, status line included; cut after 32 KiB.
const uint8_t *http_answer_header(const http_answer *answer, size_t *count);

// Microseconds from the start until each was over; 0 for what was not reached.
int64_t http_answer_connected(const http_answer *answer);
int64_t http_answer_secured(const http_answer *answer);
int64_t http_answer_first_byte(const http_answer *answer);
int64_t http_answer_total(const http_answer *answer);

#endif
