#include "CLibcurl.h"

// Plain declarations: the checking macros would call the functions by name, and they have none at link time.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define SAME(ours, theirs) _Static_assert((int)ours == (int)theirs, "libcurl's number")
SAME(http_code_ok, CURLE_OK);
SAME(http_code_protocol, CURLE_UNSUPPORTED_PROTOCOL);
SAME(http_code_url, CURLE_URL_MALFORMAT);
SAME(http_code_host, CURLE_COULDNT_RESOLVE_HOST);
SAME(http_code_connect, CURLE_COULDNT_CONNECT);
SAME(http_code_not_http, CURLE_WEIRD_SERVER_REPLY);
SAME(http_code_partial, CURLE_PARTIAL_FILE);
SAME(http_code_timeout, CURLE_OPERATION_TIMEDOUT);
SAME(http_code_tls_connect, CURLE_SSL_CONNECT_ERROR);
SAME(http_code_cancelled, CURLE_ABORTED_BY_CALLBACK);
SAME(http_code_nothing, CURLE_GOT_NOTHING);
SAME(http_code_send, CURLE_SEND_ERROR);
SAME(http_code_receive, CURLE_RECV_ERROR);
SAME(http_code_tls_verify, CURLE_PEER_FAILED_VERIFICATION);
SAME(http_code_ca_file, CURLE_SSL_CACERT_BADFILE);

#define FUNCTIONS(X)                                                                              \
  X(global_init) X(easy_init) X(easy_setopt) X(easy_getinfo) X(easy_strerror) X(easy_cleanup)     \
  X(easy_reset)                                                                                   \
  X(multi_init) X(multi_add_handle) X(multi_remove_handle) X(multi_perform) X(multi_poll)         \
  X(multi_info_read) X(multi_cleanup) X(slist_append) X(slist_free_all)                           \
  X(url) X(url_set) X(url_get) X(url_cleanup) X(free)

static struct {
#define MEMBER(name) __typeof__(&curl_##name) name;
  FUNCTIONS(MEMBER)
} curl;

static int is_loaded;

static void load(void) {
  // Never closed: libcurl's threads may outlive a check.
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
#define FIND(name) \
  if (!(curl.name = (__typeof__(&curl_##name))dlsym(library, "curl_" #name))) return;
  FUNCTIONS(FIND)
  is_loaded = curl.global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

int http_is_available(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return is_loaded;
}

int http_url_parts(const char *text, char *host, size_t host_size, int *port, int *is_tls) {
  if (!http_is_available()) return -1;
  CURLU *url = curl.url();
  if (!url) return -1;
  char *name = NULL, *number = NULL, *scheme = NULL;
  int code = -1;
  if (!curl.url_set(url, CURLUPART_URL, text, 0) &&
      !curl.url_get(url, CURLUPART_HOST, &name, 0) &&
      !curl.url_get(url, CURLUPART_PORT, &number, CURLU_DEFAULT_PORT) &&
      !curl.url_get(url, CURLUPART_SCHEME, &scheme, 0) &&
      (!strcmp(scheme, "http") || !strcmp(scheme, "https"))) {
    size_t count = strlen(name);
    const char *start = name;
    if (count > 1 && name[0] == '[' && name[count - 1] == ']') {
      start++;
      count -= 2;
    }
    if (count < host_size) {
      memcpy(host, start, count);
      host[count] = 0;
      *port = atoi(number);
      *is_tls = !strcmp(scheme, "https");
      code = 0;
    }
  }
  curl.free(name);
  curl.free(number);
  curl.free(scheme);
  curl.url_cleanup(url);
  return code;
}

struct bytes {
  uint8_t *start;
  size_t count, room, max;
};

// How much was taken; less when memory or the limit ends it.
static size_t append(struct bytes *bytes, const char *data, size_t wanted) {
  size_t fits = bytes->max - bytes->count;
  size_t taken = wanted < fits ? wanted : fits;
  if (bytes->count + taken > bytes->room) {
    size_t room = bytes->room ? bytes->room * 2 : 4096;
    while (room < bytes->count + taken) room *= 2;
    uint8_t *start = realloc(bytes->start, room);
    if (!start) return 0;
    bytes->start = start;
    bytes->room = room;
  }
  if (taken) memcpy(bytes->start + bytes->count, data, taken);
  bytes->count += taken;
  return taken;
}

struct http_answer {
  int code, is_connected;
  long status, certificate, system_error;
  curl_off_t connected, secured, first_byte, total;
  char error[CURL_ERROR_SIZE];
  struct bytes body, header;
};

struct http_client {
  CURL *easy;
  CURLM *multi;
  int is_connected;
};

static size_t take(char *data, size_t size, size_t count, void *context) {
  http_answer *answer = context;
  // A short count makes libcurl stop reading.
  return append(&answer->body, data, size * count);
}

static size_t take_header(char *data, size_t size, size_t count, void *context) {
  http_answer *answer = context;
  size_t length = size * count;
  // Interim answers, such as 100, have a header of their own before the one that counts.
  if (length > 5 && !memcmp(data, "HTTP/", 5)) answer->header.count = 0;
  append(&answer->header, data, length);
  return length;
}

// Libcurl counts a connection as made only when TLS is done as well; the socket itself knows better.
static int close_socket(void *context, curl_socket_t socket) {
  http_client *client = context;
  struct sockaddr_storage peer;
  socklen_t size = sizeof peer;
  if (!getpeername(socket, (struct sockaddr *)&peer, &size)) client->is_connected = 1;
  return close(socket);
}

static void set_up_tls(CURL *easy, const struct http_request *request) {
  if (request->ca_file) {
    curl.easy_setopt(easy, CURLOPT_CAINFO, request->ca_file);
    curl.easy_setopt(easy, CURLOPT_CAPATH, NULL);
  }
  long newest = 0;
  switch (request->tls_max) {
    case 10: newest = CURL_SSLVERSION_MAX_TLSv1_0; break;
    case 11: newest = CURL_SSLVERSION_MAX_TLSv1_1; break;
    case 12: newest = CURL_SSLVERSION_MAX_TLSv1_2; break;
    case 13: newest = CURL_SSLVERSION_MAX_TLSv1_3; break;
    default: return;
  }
  curl.easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_0 | newest);
  // The usual security level would not even offer 1.1, and the handshake would fail on this side.
  curl.easy_setopt(easy, CURLOPT_SSL_CIPHER_LIST, "DEFAULT@SECLEVEL=0");
}

static void set_up_body(CURL *easy, const struct http_request *request) {
  const char *method = request->method;
  if (!strcmp(method, "HEAD")) curl.easy_setopt(easy, CURLOPT_NOBODY, 1L);
  int sends = !strcmp(method, "POST") || !strcmp(method, "PUT") || !strcmp(method, "PATCH");
  if (request->body || sends) {
    curl.easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_count);
    curl.easy_setopt(easy, CURLOPT_POSTFIELDS, request->body ? (const char *)request->body : "");
  }
  curl.easy_setopt(easy, CURLOPT_CUSTOMREQUEST, method);
}

static void set_up(
    http_client *client, const struct http_request *request, struct curl_slist *headers,
    http_answer *answer) {
  CURL *easy = client->easy;
  curl.easy_setopt(easy, CURLOPT_URL, request->url);
  curl.easy_setopt(easy, CURLOPT_ERRORBUFFER, answer->error);
  curl.easy_setopt(easy, CURLOPT_WRITEFUNCTION, take);
  curl.easy_setopt(easy, CURLOPT_WRITEDATA, answer);
  curl.easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
  curl.easy_setopt(easy, CURLOPT_HEADERDATA, answer);
  curl.easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, close_socket);
  curl.easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, client);
  curl.easy_setopt(easy, CURLOPT_TIMEOUT_MS, request->timeout_milliseconds);
  curl.easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, request->timeout_milliseconds);
  curl.easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl.easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  // A check asks the service itself: through a proxy it would measure the proxy.
  curl.easy_setopt(easy, CURLOPT_PROXY, "");
  curl.easy_setopt(easy, CURLOPT_USERAGENT, "triptych");
  curl.easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
#if LIBCURL_VERSION_NUM >= 0x075500
  curl.easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
#else
  curl.easy_setopt(easy, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
#if LIBCURL_VERSION_NUM >= 0x075700
  // Otherwise a name server that hangs would hold the thread beyond its deadline.
  curl.easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
#endif
  if (headers) curl.easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
  set_up_tls(easy, request);
  set_up_body(easy, request);
}

static int perform(CURLM *multi, int cancel_descriptor) {
  for (;;) {
    int running = 0;
    if (curl.multi_perform(multi, &running)) return CURLE_FAILED_INIT;
    if (!running) break;
    struct curl_waitfd cancel = {.fd = cancel_descriptor, .events = CURL_WAIT_POLLIN};
    // Libcurl wakes up by itself for its own deadlines.
    if (curl.multi_poll(multi, &cancel, 1, 60000, NULL)) return CURLE_FAILED_INIT;
    if (cancel.revents) return CURLE_ABORTED_BY_CALLBACK;
  }
  int left = 0;
  for (CURLMsg *message; (message = curl.multi_info_read(multi, &left));)
    if (message->msg == CURLMSG_DONE) return message->data.result;
  return CURLE_FAILED_INIT;
}

static void read_info(CURL *easy, http_answer *answer) {
  curl.easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &answer->status);
  curl.easy_getinfo(easy, CURLINFO_SSL_VERIFYRESULT, &answer->certificate);
  curl.easy_getinfo(easy, CURLINFO_OS_ERRNO, &answer->system_error);
  curl.easy_getinfo(easy, CURLINFO_CONNECT_TIME_T, &answer->connected);
  curl.easy_getinfo(easy, CURLINFO_APPCONNECT_TIME_T, &answer->secured);
  curl.easy_getinfo(easy, CURLINFO_STARTTRANSFER_TIME_T, &answer->first_byte);
  curl.easy_getinfo(easy, CURLINFO_TOTAL_TIME_T, &answer->total);
}

http_client *http_client_create(void) {
  if (!http_is_available()) return NULL;
  http_client *client = calloc(1, sizeof *client);
  if (!client) return NULL;
  client->easy = curl.easy_init();
  client->multi = client->easy ? curl.multi_init() : NULL;
  if (client->multi) return client;
  http_client_free(client);
  return NULL;
}

void http_client_free(http_client *client) {
  if (!client) return;
  // Closes the connections, which is told to the client itself.
  if (client->multi) curl.multi_cleanup(client->multi);
  if (client->easy) curl.easy_cleanup(client->easy);
  free(client);
}

// The secret one stands first. Null when memory is short.
static struct curl_slist *header_list(const struct http_request *request) {
  // Without this, a large body waits for a leave that few servers give.
  struct curl_slist *list = curl.slist_append(
      NULL, request->secret_header ? request->secret_header : "Expect:");
  struct curl_slist *end = list ? curl.slist_append(list, "Expect:") : NULL;
  for (size_t index = 0; end && index < request->header_count; index++)
    end = curl.slist_append(list, request->headers[index]);
  if (end) return list;
  curl.slist_free_all(list);
  return NULL;
}

static void free_headers(struct curl_slist *list, const struct http_request *request) {
  if (list && request->secret_header) explicit_bzero(list->data, strlen(list->data));
  curl.slist_free_all(list);
}

http_answer *http_send(http_client *client, const struct http_request *request) {
  http_answer *answer = calloc(1, sizeof *answer);
  struct curl_slist *headers = answer ? header_list(request) : NULL;
  struct curl_slist *resolved =
      headers && request->resolved ? curl.slist_append(NULL, request->resolved) : NULL;
  if (!headers || (request->resolved && !resolved)) {
    free_headers(headers, request);
    free(answer);
    return NULL;
  }
  answer->code = CURLE_FAILED_INIT;
  answer->body.max = request->body_bytes_max;
  answer->header.max = 32 << 10;
  client->is_connected = 0;
  curl.easy_reset(client->easy);
  set_up(client, request, headers, answer);
  if (resolved) curl.easy_setopt(client->easy, CURLOPT_RESOLVE, resolved);
  if (!curl.multi_add_handle(client->multi, client->easy)) {
    answer->code = perform(client->multi, request->cancel_descriptor);
    read_info(client->easy, answer);
    curl.multi_remove_handle(client->multi, client->easy);
  }
  answer->is_connected = client->is_connected;
  // The body was cut on purpose.
  if (answer->code == CURLE_WRITE_ERROR && answer->body.count == answer->body.max)
    answer->code = CURLE_OK;
  if (answer->code && !answer->error[0]) {
    strncpy(answer->error, curl.easy_strerror(answer->code), CURL_ERROR_SIZE - 1);
  }
  // What the handle refers to ends here.
  curl.easy_reset(client->easy);
  curl.slist_free_all(resolved);
  free_headers(headers, request);
  return answer;
}

void http_answer_free(http_answer *answer) {
  if (!answer) return;
  free(answer->body.start);
  free(answer->header.start);
  free(answer);
}

int http_answer_code(const http_answer *answer) { return answer->code; }
int http_answer_is_connected(const http_answer *answer) { return answer->is_connected; }
long http_answer_status(const http_answer *answer) { return answer->status; }
long http_answer_certificate(const http_answer *answer) { return answer->certificate; }
long http_answer_system_error(const http_answer *answer) { return answer->system_error; }
const char *http_answer_error(const http_answer *answer) { return answer->error; }

const uint8_t *http_answer_body(const http_answer *answer, size_t *count) {
  *count = answer->body.count;
  return answer->body.start;
}

const uint8_t *http_answer_header(const http_answer *answer, size_t *count) {
  *count = answer->header.count;
  return answer->header.start;
}

int64_t http_answer_connected(const http_answer *answer) { return answer->connected; }
int64_t http_answer_secured(const http_answer *answer) { return answer->secured; }
int64_t http_answer_first_byte(const http_answer *answer) { return answer->first_byte; }
int64_t http_answer_total(const http_answer *answer) { return answer->total; }
