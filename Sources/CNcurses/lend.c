#include "CNcurses.h"
#include "internal.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

// As the child expects them: handlers go at exec by themselves, what is ignored stays.
static void set_signals(posix_spawnattr_t *attributes) {
  sigset_t all, none;
  sigfillset(&all);
  sigemptyset(&none);
  posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  posix_spawnattr_setsigdefault(attributes, &all);
  posix_spawnattr_setsigmask(attributes, &none);
}

static int spawn(
    pid_t *child, char *const argv[], char *const environment[], const char *directory) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  for (int fd = 0; fd < 3; fd++) posix_spawn_file_actions_adddup2(&actions, nc_tty(), fd);
  if (directory) posix_spawn_file_actions_addchdir_np(&actions, directory);
  set_signals(&attributes);
  int result = posix_spawnp(child, argv[0], &actions, &attributes, argv, environment);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return result;
}

static int await(pid_t child) {
  int status;
  for (;;) {
    if (waitpid(child, &status, WUNTRACED) < 0) {
      if (errno == EINTR) continue;
      return -1;
    }
    if (WIFEXITED(status)) return WEXITSTATUS(status);
    if (WIFSIGNALED(status)) return 128 + WTERMSIG(status);
    // ^Z in the editor: the shell that waits for us must see us stop as well. Where nobody could
    // continue us, go on.
    nc_stop_job();
    kill(child, SIGCONT);
  }
}

int nc_lend(char *const argv[], char *const environment[], const char *directory) {
  static const int keys[] = {SIGINT, SIGQUIT, SIGTSTP, SIGTTOU};
  struct sigaction before[4], ignore = {.sa_handler = SIG_IGN};
  pid_t child;
  for (int i = 0; i < 4; i++) sigaction(keys[i], &ignore, &before[i]);
  int result = -1;
  if (spawn(&child, argv, environment, directory) == 0) {
    crash_lent(child);
    result = await(child);
    crash_lent(0);
  }
  // A shell that was killed has left its own job in the foreground, and our next read would stop us.
  if (tcgetpgrp(nc_tty()) != getpgrp()) tcsetpgrp(nc_tty(), getpgrp());
  for (int i = 0; i < 4; i++) sigaction(keys[i], &before[i], NULL);
  return result;
}
