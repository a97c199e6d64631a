// A crash, and any other signal that would end the program, gives the terminal back, shows what was
// written to stderr meanwhile (Swift's "Fatal error: …") and then goes on as it would have: to
// Swift's backtracer or to the default action.
// Async-signal-safe throughout.
#include "internal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <fcntl.h>

// The other signals that end a program have no list: it would lack one. These do not end it, cannot
// be caught, or are the loop's (`nc_signals`).
static const int harmless[] = {SIGKILL, SIGSTOP, SIGCHLD, SIGCONT, SIGURG, SIGWINCH, SIGTSTP,
                               SIGTTIN, SIGTTOU, SIGTERM, SIGHUP,  SIGINT, SIGPIPE};
static const int crashes[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGSYS};
static struct sigaction before[NSIG];
static volatile sig_atomic_t armed, crashed;
static volatile pid_t borrower;
static int terminal = -1, kept = -1, real_stderr = -1;
static struct termios saved;
static char restore_bytes[512];
static int restore_length;
static int nothing = -1, without_questions;

static void write_all(int fd, const char *bytes, ssize_t length) {
  while (length > 0) {
    ssize_t written = write(fd, bytes, (size_t)length);
    if (written <= 0) return;
    bytes += written;
    length -= written;
  }
}

// The last 64 KiB of it: a limit, since a library may write without end.
static void show_kept(int to) {
  char buffer[4096];
  off_t end = lseek(kept, 0, SEEK_END);
  lseek(kept, end > 65536 ? end - 65536 : 0, SEEK_SET);
  for (ssize_t got; (got = read(kept, buffer, sizeof buffer)) > 0;) write_all(to, buffer, got);
}

static void restore(void) {
  armed = 0;
  crashed = 1;
  write_all(terminal, restore_bytes, restore_length);
  tcsetattr(terminal, TCSANOW, &saved);
  stderr_release();
}

// The program that has borrowed the terminal cannot stay on it without us. Most give it back at
// SIGHUP; they get half a second.
static void take_back(void) {
  struct timespec pause = {.tv_nsec = 10 * 1000 * 1000};
  kill(borrower, SIGHUP);
  kill(borrower, SIGCONT);
  for (int i = 0; i < 50 && waitpid(borrower, NULL, WNOHANG) == 0; i++) nanosleep(&pause, NULL);
  restore();
}

static int is_among(int number, const int *list, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (list[i] == number) return 1;
  return 0;
}
#define IS_AMONG(number, list) is_among(number, list, sizeof list / sizeof *list)

static int is_other_end(int number) {
  return !IS_AMONG(number, harmless) && !IS_AMONG(number, crashes);
}

static void give_signals_back(void) {
  for (int number = 1; number < NSIG; number++)
    if (is_other_end(number)) sigaction(number, &before[number], NULL);
}

static void on_crash(int number, siginfo_t *info, void *context) {
  if (borrower > 0) {
    take_back();
  } else if (armed) {
    restore();
  }
  if (crashed && without_questions) dup2(nothing, STDIN_FILENO);
  // Swift's backtracer stops the other threads with a signal that nobody uses.
  give_signals_back();
  struct sigaction *old = &before[number];
  if ((old->sa_flags & SA_SIGINFO) && old->sa_sigaction) {
    old->sa_sigaction(number, info, context);
    return;
  }
  signal(number, SIG_DFL);
  raise(number);
}

// Whatever calls exit(3) while the screen is up.
static void on_exit_call(void) {
  if (armed) restore();
}

static void watch(void) {
  struct sigaction action = {0};
  action.sa_sigaction = on_crash;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  sigemptyset(&action.sa_mask);
  for (int number = 1; number <= SIGRTMAX; number++) {
    if (IS_AMONG(number, harmless)) continue;
    // Fails for those that the C library keeps to itself.
    if (sigaction(number, NULL, &before[number]) != 0) continue;
    int is_ignored =
        !(before[number].sa_flags & SA_SIGINFO) && before[number].sa_handler == SIG_IGN;
    if (is_ignored && !IS_AMONG(number, crashes)) continue;
    sigaction(number, &action, NULL);
  }
}

void crash_prepare(int tty, const struct termios *cooked) {
  static char stack[65536];
  static int installed;
  terminal = tty;
  saved = *cooked;
  if (installed) return;
  installed = 1;
  // Swift's backtracer asks whether to go on and waits half a minute; at the end of its input it
  // does not.
  nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
  const char *wanted = getenv("SWIFT_BACKTRACE");
  without_questions = nothing >= 0 && (!wanted || !*wanted);
  stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&alternate, NULL);
  watch();
  atexit(on_exit_call);
}

void crash_arm(const char *restore, int length) {
  if (length > (int)sizeof restore_bytes) length = sizeof restore_bytes;
  memcpy(restore_bytes, restore, (size_t)length);
  restore_length = length;
  armed = 1;
}

void crash_disarm(void) { armed = 0; }

void crash_lent(pid_t child) { borrower = child; }

int crash_happened(void) { return crashed; }

void stderr_keep(void) {
  if (real_stderr >= 0 || !isatty(STDERR_FILENO)) return;
  kept = memfd_create("triptych-stderr", MFD_CLOEXEC);
  real_stderr = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 10);
  if (kept < 0 || real_stderr < 0) return;
  // Appending, so that reading it does not move where the next message goes.
  fcntl(kept, F_SETFL, O_APPEND);
  dup2(kept, STDERR_FILENO);
}

void stderr_release(void) {
  if (real_stderr < 0 || kept < 0) return;
  dup2(real_stderr, STDERR_FILENO);
  show_kept(STDERR_FILENO);
  close(real_stderr);
  close(kept);
  real_stderr = kept = -1;
}
