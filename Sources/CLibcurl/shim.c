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
SAME(http_code_receive, CURLE_RECV_ERROR);
SAME(http_code_tls_verify, CURLE_PEER_FAILED_VERIFICATION);
SAME(http_code_ca_file, CURLE_SSL_CACERT_BADFILE);

#define FUNCTIONS(X)                                                                              \
  X(global_init) X(easy_init) X(easy_setopt) X(easy_getinfo) X(easy_strerror) X(easy_cleanup)     \
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

struct http_answer {
  int code, is_connected;
  long status, certificate, system_error;
  curl_off_t connected, secured, first_byte, total;
  char error[CURL_ERROR_SIZE];
  uint8_t *body;
  size_t count, room, max;
};

static size_t take(char *data, size_t size, size_t count, void *context) {
  http_answer *answer = context;
  size_t wanted = size * count;
  size_t fits = answer->max - answer->count;
  size_t taken = wanted < fits ? wanted : fits;
  if (answer->count + taken > answer->room) {
    size_t room = answer->room ? answer->room * 2 : 4096;
    while (room < answer->count + taken) room *= 2;
    uint8_t *body = realloc(answer->body, room);
    if (!body) return 0;
    answer->body = body;
    answer->room = room;
  }
  if (taken) memcpy(answer->body + answer->count, data, taken);
  answer->count += taken;
  // A short count makes libcurl stop reading.
  return taken;
}

// Libcurl counts a connection as made only when TLS is done as well; the socket itself knows better.
static int close_socket(void *context, curl_socket_t socket) {
  http_answer *answer = context;
  struct sockaddr_storage peer;
  socklen_t size = sizeof peer;
  if (!getpeername(socket, (struct sockaddr *)&peer, &size)) answer->is_connected = 1;
  return close(socket);
}

static void set_up(CURL *easy, const struct http_request *request, http_answer *answer) {
  curl.easy_setopt(easy, CURLOPT_URL, request->url);
  curl.easy_setopt(easy, CURLOPT_ERRORBUFFER, answer->error);
  curl.easy_setopt(easy, CURLOPT_WRITEFUNCTION, take);
  curl.easy_setopt(easy, CURLOPT_WRITEDATA, answer);
  curl.easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, close_socket);
  curl.easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, answer);
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
  if (request->ca_file) {
    curl.easy_setopt(easy, CURLOPT_CAINFO, request->ca_file);
    curl.easy_setopt(easy, CURLOPT_CAPATH, NULL);
  }
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

http_answer *http_get(const struct http_request *request) {
  http_answer *answer = calloc(1, sizeof *answer);
  if (!answer) return NULL;
  answer->code = CURLE_FAILED_INIT;
  answer->max = request->body_bytes_max;
  CURL *easy = http_is_available() ? curl.easy_init() : NULL;
  CURLM *multi = easy ? curl.multi_init() : NULL;
  struct curl_slist *resolved = NULL;
  if (multi) {
    set_up(easy, request, answer);
    if (request->resolved) {
      resolved = curl.slist_append(NULL, request->resolved);
      curl.easy_setopt(easy, CURLOPT_RESOLVE, resolved);
    }
    if (!curl.multi_add_handle(multi, easy)) {
      answer->code = perform(multi, request->cancel_descriptor);
      read_info(easy, answer);
      curl.multi_remove_handle(multi, easy);
    }
    // The body was cut on purpose.
    if (answer->code == CURLE_WRITE_ERROR && answer->count == answer->max) answer->code = CURLE_OK;
    if (answer->code && !answer->error[0]) {
      strncpy(answer->error, curl.easy_strerror(answer->code), CURL_ERROR_SIZE - 1);
    }
  }
  if (multi) curl.multi_cleanup(multi);
  if (easy) curl.easy_cleanup(easy);
  if (resolved) curl.slist_free_all(resolved);
  return answer;
}

void http_answer_free(http_answer *answer) {
  if (!answer) return;
  free(answer->body);
  free(answer);
}

int http_answer_code(const http_answer *answer) { return answer->code; }
int http_answer_is_connected(const http_answer *answer) { return answer->is_connected; }
long http_answer_status(const http_answer *answer) { return answer->status; }
long http_answer_certificate(const http_answer *answer) { return answer->certificate; }
long http_answer_system_error(const http_answer *answer) { return answer->system_error; }
const char *http_answer_error(const http_answer *answer) { return answer->error; }

const uint8_t *http_answer_body(const http_answer *answer, size_t *count) {
  *count = answer->count;
  return answer->body;
}

int64_t http_answer_connected(const http_answer *answer) { return answer->connected; }
int64_t http_answer_secured(const http_answer *answer) { return answer->secured; }
int64_t http_answer_first_byte(const http_answer *answer) { return answer->first_byte; }
int64_t http_answer_total(const http_answer *answer) { return answer->total; }
