#include "CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <unistd.h>

static int ends[2] = {-1, -1};

static void on_signal(int number) {
  int kept = errno;
  unsigned char byte = (unsigned char)number;
  // A full pipe has woken the reader already.
  ssize_t written = write(ends[1], &byte, 1);
  (void)written;
  errno = kept;
}

int nc_signals(void) {
  static const int watched[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGCONT, SIGTSTP};
  if (ends[0] >= 0) return ends[0];
  if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
  struct sigaction action = {0};
  action.sa_handler = on_signal;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < sizeof watched / sizeof *watched; i++)
    sigaction(watched[i], &action, NULL);
  signal(SIGPIPE, SIG_IGN);
  return ends[0];
}

int nc_eventfd(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }
