// What triptych needs of ncurses and of Unix signals, with plain C types only: <ncurses.h> itself
// would flood Swift with macros and shared globals.
#ifndef CNCURSES_H
#define CNCURSES_H

#include <stdbool.h>
#include <stdint.h>

// Keys that are not characters.
enum {
  NC_KEY_UP = 1,
  NC_KEY_DOWN,
  NC_KEY_LEFT,
  NC_KEY_RIGHT,
  NC_KEY_HOME,
  NC_KEY_END,
  NC_KEY_PAGE_UP,
  NC_KEY_PAGE_DOWN,
  NC_KEY_ENTER,
  NC_KEY_BACKTAB,
  NC_KEY_BACKSPACE,
  NC_KEY_DELETE,
  NC_KEY_OTHER,
  NC_KEY_FUNCTION = 100,  // plus the number: F1 is 101
};

enum {
  NC_BOLD = 1,
  NC_DIM = 2,
  NC_REVERSE = 4,
  NC_UNDERLINE = 8,
};

typedef struct {
  bool is_key;     // value is one of NC_KEY_*; otherwise a Unicode scalar
  uint32_t value;
} nc_event;

// The most columns and rows that are drawn. Some programs set sizes that no window has, and ncurses
// crashes with 65,535 columns.
enum { NC_CELLS_MAX = 1000 };

enum { NC_STARTED = 0, NC_NO_TTY = 1, NC_UNKNOWN_TERM = 2 };

// screen.c: the terminal. One thread, the same that calls nc_start.

// Before nc_start. False when the system has no locale of UTF-8.
bool nc_use_utf8(void);
// Opens the controlling terminal, enters the alternate screen, installs the crash guard, keeps
// stderr. Pastes come in brackets, and with `mouse` its reports come as SGR sequences.
int nc_start(const char *term, bool colors, bool mouse);
// Gives the terminal back as it was and writes what was kept of stderr.
void nc_stop(void);
// The same for a while: for an editor, or ^Z.
void nc_suspend(void);
void nc_resume(void);
// Stops the whole job, as ^Z in a shell does; returns when it is continued, or at once where nobody
// could.
void nc_stop_job(void);
// lend.c. While suspended: runs a program on the terminal until it ends. Its exit code, 128 and the
// signal, or -1 when it could not be started. `directory` may be null.
int nc_lend(char *const argv[], char *const environment[], const char *directory);
// Sends bytes that are no text, after all that was shown.
void nc_send(const char *bytes, int length);
int nc_tty(void);
// How many there are; 0 without colours.
int nc_colors(void);
// Asks the terminal for its size and follows it, up to NC_CELLS_MAX each way; true
// when it has more.
bool nc_resize(int *columns, int *rows);
bool nc_next(nc_event *event);
// Whether input arrives within the time.
bool nc_await(int milliseconds);
// Colours are -1 for the terminal's own. Looks are numbered by the caller, 0...1023.
void nc_define_look(int look, unsigned attributes, int foreground, int background);
void nc_put(int x, int y, const uint32_t *scalars, int count, int width, int look);
// Blanks all that was put.
void nc_erase(void);
void nc_cursor(bool shown, int x, int y);
// Sends what changed, in one go.
void nc_flush(void);
// The next flush sends everything.
void nc_redraw(void);

// wakeup.c: signals and wake-ups as descriptors.

// Watches SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGCONT and SIGTSTP, ignores SIGPIPE; the descriptor
// yields their numbers as bytes. -1 when there is none.
int nc_signals(void);
int nc_eventfd(void);

#endif
