#ifndef CNCURSES_INTERNAL_H
#define CNCURSES_INTERNAL_H

#include <signal.h>
#include <termios.h>

// crash.c. `restore` is what gives the screen back, as bytes for the terminal.
void crash_prepare(int tty, const struct termios *cooked);
void crash_arm(const char *restore, int length);
void crash_disarm(void);
// The program that has the terminal meanwhile; 0 for none.
void crash_lent(pid_t child);
// After a crash on another thread nothing may be painted.
int crash_happened(void);

// Keeps stderr in memory while the screen is up, and gives it back with what was written to it.
void stderr_keep(void);
void stderr_release(void);

#endif
