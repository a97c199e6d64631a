#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

int linux_eventfd(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

int linux_eventfd_signal(int descriptor) {
  uint64_t one = 1;
  return write(descriptor, &one, sizeof one) == sizeof one ? 0 : -1;
}

int linux_eventfd_clear(int descriptor) {
  uint64_t count;
  return read(descriptor, &count, sizeof count) == sizeof count ? 0 : -1;
}

int linux_epoll(void) { return epoll_create1(EPOLL_CLOEXEC); }

int linux_epoll_watch(int epoll, int descriptor, enum linux_readiness readiness, uint64_t number) {
  struct epoll_event event = {.data.u64 = number};
  event.events = EPOLLONESHOT | (readiness == linux_readable ? EPOLLIN | EPOLLRDHUP : EPOLLOUT);
  return epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event);
}

int linux_epoll_forget(int epoll, int descriptor) {
  return epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, NULL);
}

int linux_epoll_wait(int epoll, uint64_t *numbers, int room, int milliseconds) {
  struct epoll_event events[16];
  int count = epoll_wait(epoll, events, room < 16 ? room : 16, milliseconds);
  for (int index = 0; index < count; index++) numbers[index] = events[index].data.u64;
  return count;
}

int linux_open_unlinked(const char *path) { return linux_open_unlinked_with(path, O_RDONLY, 0); }

int linux_open_unlinked_with(const char *path, int flags, unsigned mode) {
  // The kernel refuses a mode without O_CREAT.
  struct open_how how = {
      .flags = (unsigned)flags | O_NONBLOCK | O_CLOEXEC | O_NOCTTY,
      .mode = flags & O_CREAT ? mode : 0,
      .resolve = RESOLVE_NO_SYMLINKS};
  return (int)syscall(SYS_openat2, AT_FDCWD, path, &how, sizeof how);
}

int linux_memory_file(void) { return memfd_create("triptych", MFD_CLOEXEC); }

int linux_lock_exclusive(int descriptor) { return flock(descriptor, LOCK_EX | LOCK_NB); }

int linux_inotify(void) { return inotify_init1(IN_CLOEXEC | IN_NONBLOCK); }

int linux_inotify_watch(int descriptor, const char *folder) {
  return inotify_add_watch(
      descriptor, folder,
      IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB | IN_CREATE | IN_DELETE | IN_MOVED_FROM |
          IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_EXCL_UNLINK);
}

static enum linux_change kind_of(uint32_t mask) {
  if (mask & IN_Q_OVERFLOW) return linux_change_lost;
  if (mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED)) return linux_change_folder;
  return linux_change_entry;
}

int linux_inotify_drain(
    int descriptor, void *context,
    void (*receive)(void *context, int watch, enum linux_change change, const char *name)) {
  _Alignas(struct inotify_event) char buffer[16384];
  for (;;) {
    ssize_t count = read(descriptor, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno == EAGAIN ? 0 : -1;
    if (count == 0) return 0;
    for (char *at = buffer; at < buffer + count;) {
      struct inotify_event *event = (struct inotify_event *)at;
      receive(context, event->wd, kind_of(event->mask), event->len ? event->name : "");
      at += sizeof *event + event->len;
    }
  }
}
