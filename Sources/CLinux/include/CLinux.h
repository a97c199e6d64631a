#ifndef CLINUX_H
#define CLINUX_H

#include <stddef.h>
#include <stdint.h>

// What the kernel offers and Swift cannot import: constants made by macros, and calls behind _GNU_SOURCE.
// Calls return -1 with errno set, as the kernel's own do. Every descriptor is closed on exec.

// A counter that wakes a poll from any thread or signal handler.
int linux_eventfd(void);
int linux_eventfd_signal(int descriptor);

// Sets the counter back. Returns 0, or -1 when it was not signalled.
int linux_eventfd_clear(int descriptor);

enum linux_readiness { linux_readable, linux_writable };

// Waiting for many descriptors at once. A watched one is told once, by its number, and stays known until it is forgotten.
int linux_epoll(void);
int linux_epoll_watch(int epoll, int descriptor, enum linux_readiness readiness, uint64_t number);
int linux_epoll_forget(int epoll, int descriptor);
// Blocks until one is ready or the time is over (-1: never), and gives their numbers; returns how many.
int linux_epoll_wait(int epoll, uint64_t *numbers, int room, int milliseconds);

// Opens a file for reading without waiting for anybody, and follows no link on the way: -1 with ELOOP where there is one,
// and with ENOSYS or EPERM where the kernel or a sandbox does not know how.
int linux_open_unlinked(const char *path);

// The same with the caller's flags, such as O_WRONLY | O_CREAT, and the mode of a file that it makes.
int linux_open_unlinked_with(const char *path, int flags, unsigned mode);

// A file in memory alone, which no folder names and which is gone with its last descriptor.
int linux_memory_file(void);

// An advisory lock on an open file; 0 when it was taken, -1 with EWOULDBLOCK when another has it. Closing releases it.
int linux_lock_exclusive(int descriptor);

// Watching folders. Neither call blocks.
int linux_inotify(void);
int linux_inotify_watch(int descriptor, const char *folder);

enum linux_change {
  // A name in the folder was written, made, removed, renamed or had its mode changed.
  linux_change_entry,
  // The folder itself was removed, moved or unmounted; its watch has ended or is about to.
  linux_change_folder,
  // The kernel dropped changes, because nobody read them in time.
  linux_change_lost,
};

// Hands each queued change to `receive` (the name is empty unless the change is an entry's), until none is left.
// Returns 0, or -1 with errno set.
int linux_inotify_drain(
    int descriptor, void *context,
    void (*receive)(void *context, int watch, enum linux_change change, const char *name));

#endif
