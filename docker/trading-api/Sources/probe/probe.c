// Asks a server of this container whether it is well, for health checks: small and static, because the engine starts
// it again and again. It takes what a health check gives to wget, so that images without one have it in wget's place:
//
//   probe [-q] [-T SECONDS] [-O FILE] http://ADDRESS[:PORT]/PATH
//
// ADDRESS is an IPv4 address. Prints the body of the answer, which the engine keeps with the result. Exit codes:
// 0 the answer is 200, whole and in time; 1 it is not, and the reason is on standard output; 64 usage.
// -q and -O are taken and mean nothing. Redirects, TLS and names of hosts are beyond it.

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { healthy = 0, unhealthy = 1, usage = 64 };

// Where to ask, and until when.
struct question {
  struct sockaddr_in address;
  const char *path;
  double seconds, deadline;
};

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

__attribute__((noreturn, format(printf, 2, 3)))
static void end(int code, const char *words, ...) {
  char line[256];
  va_list values;
  va_start(values, words);
  int length = vsnprintf(line, sizeof line - 1, words, values);
  va_end(values);
  if (length > (int)sizeof line - 2) length = (int)sizeof line - 2;
  line[length] = '\n';
  ssize_t ignored = write(STDOUT_FILENO, line, (size_t)length + 1);
  (void)ignored;
  exit(code);
}

// Waits until the socket can be read or written. One deadline for the whole question: an answer that comes byte by byte
// must not hold it up for ever.
static void await(int socket, short events, const struct question *question) {
  struct pollfd wanted = {.fd = socket, .events = events};
  for (;;) {
    double left = question->deadline - now();
    if (left <= 0) end(unhealthy, "no whole answer within %g s", question->seconds);
    if (poll(&wanted, 1, (int)(left * 1000) + 1) > 0) return;
  }
}

static int connected(const struct question *question) {
  int connection = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (connection < 0) end(unhealthy, "no socket: %s", strerror(errno));
  if (connect(connection, (const struct sockaddr *)&question->address, sizeof question->address) < 0) {
    int error = errno;
    socklen_t length = sizeof error;
    if (error == EINPROGRESS) {
      await(connection, POLLOUT, question);
      getsockopt(connection, SOL_SOCKET, SO_ERROR, &error, &length);
    }
    if (error != 0) end(unhealthy, "port %d cannot be reached: %s", ntohs(question->address.sin_port), strerror(error));
  }
  return connection;
}

static void ask(int connection, const struct question *question) {
  char request[1024], address[INET_ADDRSTRLEN];
  inet_ntop(AF_INET, &question->address.sin_addr, address, sizeof address);
  int length = snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: %s:%d\r\nUser-Agent: probe\r\nConnection: close\r\n\r\n",
                        question->path, address, ntohs(question->address.sin_port));
  if (length >= (int)sizeof request) end(usage, "the path is too long");
  // A new connection takes so few bytes at once, or it is broken.
  if (send(connection, request, (size_t)length, MSG_NOSIGNAL) != length) end(unhealthy, "the request is not taken: %s", strerror(errno));
}

// Reads to the end of the answer, of which the beginning is kept.
static size_t answer(int connection, const struct question *question, char *kept, size_t size) {
  size_t length = 0;
  for (;;) {
    char more[4096];
    await(connection, POLLIN, question);
    ssize_t count = read(connection, more, sizeof more);
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (count < 0) end(unhealthy, "the answer breaks off: %s", strerror(errno));
    if (count == 0) return length;
    size_t room = size - length, taken = (size_t)count < room ? (size_t)count : room;
    memcpy(kept + length, more, taken);
    length += taken;
  }
}

static int verdict(char *text, size_t length) {
  int status = 0;
  text[length] = 0;
  char *body = strstr(text, "\r\n\r\n");
  if (!body || sscanf(text, "HTTP/1.%*1[01] %3d", &status) != 1) end(unhealthy, "the answer is not HTTP");
  body += 4;
  size_t words = strcspn(body, "\r\n");
  if (status == 200) end(healthy, "%.*s", (int)words, body);
  end(unhealthy, "%d: %.*s", status, (int)words, body);
}

static int is_url(const char *text, struct question *question) {
  char host[INET_ADDRSTRLEN];
  int port = 80, read = 0;
  if (sscanf(text, "http://%15[0-9.]%n", host, &read) != 1) return 0;
  if (text[read] == ':') {
    char *after;
    port = (int)strtol(text + read + 1, &after, 10);
    read = (int)(after - text);
  }
  question->path = text[read] ? text + read : "/";
  question->address.sin_family = AF_INET;
  question->address.sin_port = htons((uint16_t)port);
  return port > 0 && port < 65536 && question->path[0] == '/' && inet_pton(AF_INET, host, &question->address.sin_addr) == 1;
}

int main(int count, char **arguments) {
  struct question question = {.seconds = 2};
  for (int option; (option = getopt(count, arguments, "qT:O:")) != -1;) {
    if (option == 'T') question.seconds = strtod(optarg, NULL);
    if (option == '?') return usage;
  }
  if (optind != count - 1 || !is_url(arguments[optind], &question) || !(question.seconds > 0 && question.seconds <= 3600))
    end(usage, "usage: probe [-q] [-T SECONDS] [-O FILE] http://ADDRESS[:PORT]/PATH");
  question.deadline = now() + question.seconds;
  char text[4096];
  int connection = connected(&question);
  ask(connection, &question);
  return verdict(text, answer(connection, &question, text, sizeof text - 1));
}
