#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include "CNcurses.h"
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <ncurses.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

typedef struct {
  attr_t attributes;
  int pair;
} look_t;

static SCREEN *screen;
// Keys are read through a pad of their own: reading through stdscr would paint it.
static WINDOW *keys;
static FILE *input, *output;
static int tty = -1;
static struct termios cooked;
static look_t looks[1024];
static bool suspended, cursor_shown, with_colors;
// Bracketed paste, and the mouse: 1000 reports buttons, 1006 beyond column 223. Empty for a
// terminal that does not speak ANSI.
static const char *modes_on = "", *modes_off = "";

bool nc_use_utf8(void) {
  // Of the locale only the characters matter here; each other category is a file to open.
  const char *name = setlocale(LC_CTYPE, "");
  if (name && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return true;
  // LANG is unset in containers and in CI, and minimal systems have no other locale.
  return setlocale(LC_CTYPE, "C.UTF-8") != NULL;
}

// Adds a terminal capability without its padding ("$<5>"), which only real tubes need.
static int add(char *to, int length, int room, char *name) {
  const char *text = tigetstr(name);
  if (text == NULL || text == (char *)-1) return length;
  while (*text && length < room) {
    if (text[0] == '$' && text[1] == '<') {
      const char *end = strchr(text, '>');
      if (end) {
        text = end + 1;
        continue;
      }
    }
    to[length++] = *text++;
  }
  return length;
}

static void choose_modes(bool mouse) {
  const char *place = tigetstr("cup");
  if (place == NULL || place == (char *)-1 || strncmp(place, "\033[", 2) != 0) return;
  modes_on = mouse ? "\033[?2004h\033[?1000h\033[?1006h" : "\033[?2004h";
  modes_off = mouse ? "\033[?1006l\033[?1000l\033[?2004l" : "\033[?2004l";
}

static void send(const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t written = write(tty, bytes, length);
    if (written < 0) return;
    bytes += written;
    length -= (size_t)written;
  }
}

// Before anything is sent that a crash or a signal would leave behind.
static void guard(void) {
  char bytes[512];
  int length = (int)strlen(modes_off);
  memcpy(bytes, modes_off, (size_t)length);
  // The cursor last: some terminals give back with their first screen whether it was hidden when that one was left.
  char *names[] = {"sgr0", "rmkx", "rmcup", "cnorm"};
  for (int i = 0; i < 4; i++) length = add(bytes, length, sizeof bytes, names[i]);
  crash_arm(bytes, length);
}

static void begin(void) {
  send(modes_on, strlen(modes_on));
  stderr_keep();
}

static int give_up(int reason) {
  if (input) fclose(input);
  if (output) fclose(output);
  input = output = NULL;
  close(tty);
  tty = -1;
  return reason;
}

// ncurses asks the terminal for its size, except for one that it could not stand: that begins with
// the size in terminfo, and `nc_resize` follows. COLUMNS and LINES may be left over from another
// window or be no numbers, and newterm fails with them.
static void choose_size(void) {
  struct winsize size = {0};
  ioctl(tty, TIOCGWINSZ, &size);
  use_env(FALSE);
  use_tioctl(size.ws_row <= NC_CELLS_MAX && size.ws_col <= NC_CELLS_MAX);
}

int nc_start(const char *term, bool colors, bool mouse) {
  tty = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  if (tty < 0 || tcgetattr(tty, &cooked) != 0) return give_up(NC_NO_TTY);
  // Ours before ncurses installs its own: it only takes those at their default.
  nc_signals();
  crash_prepare(tty, &cooked);
  input = fdopen(fcntl(tty, F_DUPFD_CLOEXEC, 3), "r");
  output = fdopen(fcntl(tty, F_DUPFD_CLOEXEC, 3), "w");
  if (!input || !output) return give_up(NC_NO_TTY);
  // From here on the terminal is not as it was.
  crash_arm("", 0);
  choose_size();
  // Not initscr, which ends the process when it fails.
  screen = newterm(term, output, input);
  if (!screen) {
    tcsetattr(tty, TCSANOW, &cooked);
    crash_disarm();
    return give_up(NC_UNKNOWN_TERM);
  }
  set_term(screen);
  choose_modes(mouse);
  guard();
  set_escdelay(25);
  raw();
  noecho();
  nonl();
  keys = newpad(1, 1);
  keypad(keys, TRUE);
  // Its reports come to us as they are.
  define_key(NULL, KEY_MOUSE);
  nodelay(keys, TRUE);
  leaveok(stdscr, TRUE);
  curs_set(0);
  // Starting colours sends some already.
  with_colors = colors && has_colors();
  if (with_colors) {
    start_color();
    use_default_colors();
  }
  begin();
  return NC_STARTED;
}

static void leave(void) {
  char bytes[64];
  send(modes_off, strlen(modes_off));
  curs_set(1);
  endwin();
  // Once more, for the reason that `guard` names.
  send(bytes, (size_t)add(bytes, 0, sizeof bytes, "cnorm"));
  // endwin gives back what ncurses saw at start; this is what we saw.
  tcsetattr(tty, TCSADRAIN, &cooked);
  crash_disarm();
  stderr_release();
}

void nc_stop(void) {
  if (!screen) return;
  if (!suspended) leave();
  delscreen(screen);
  screen = NULL;
  give_up(0);
}

void nc_suspend(void) {
  if (!screen || suspended) return;
  suspended = true;
  leave();
}

void nc_resume(void) {
  if (!screen) return;
  // Continued after a stop that we did not see: the shell has changed the terminal under us.
  if (!suspended) leave();
  suspended = false;
  int columns, rows;
  guard();
  reset_prog_mode();
  nc_resize(&columns, &rows);
  curs_set(cursor_shown);
  begin();
  nc_redraw();
}

void nc_stop_job(void) {
  struct sigaction ours, plain = {.sa_handler = SIG_DFL};
  sigaction(SIGTSTP, &plain, &ours);
  // The whole group, since the shell waits for `make`, not for us. Not SIGSTOP: without a shell
  // that could continue us the kernel ignores this one.
  kill(0, SIGTSTP);
  sigaction(SIGTSTP, &ours, NULL);
}

void nc_send(const char *bytes, int length) {
  if (!screen || suspended || crash_happened()) return;
  send(bytes, (size_t)length);
}

int nc_tty(void) { return tty; }

int nc_colors(void) { return with_colors ? COLORS : 0; }

static int bounded(int cells) { return cells < NC_CELLS_MAX ? cells : NC_CELLS_MAX; }

bool nc_resize(int *columns, int *rows) {
  struct winsize size = {0};
  // A serial line has no size; then it stays what terminfo says.
  bool known = ioctl(tty, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0;
  if (known && (bounded(size.ws_row) != LINES || bounded(size.ws_col) != COLS)) {
    resizeterm(bounded(size.ws_row), bounded(size.ws_col));
    // What a terminal does with its content when it is resized differs among them.
    nc_redraw();
  }
  *columns = COLS;
  *rows = LINES;
  return known && (size.ws_row > NC_CELLS_MAX || size.ws_col > NC_CELLS_MAX);
}

static uint32_t named(wint_t key) {
  switch (key) {
    case KEY_UP: return NC_KEY_UP;
    case KEY_DOWN: return NC_KEY_DOWN;
    case KEY_LEFT: return NC_KEY_LEFT;
    case KEY_RIGHT: return NC_KEY_RIGHT;
    case KEY_HOME: return NC_KEY_HOME;
    case KEY_END: return NC_KEY_END;
    case KEY_PPAGE: return NC_KEY_PAGE_UP;
    case KEY_NPAGE: return NC_KEY_PAGE_DOWN;
    case KEY_ENTER: return NC_KEY_ENTER;
    case KEY_BTAB: return NC_KEY_BACKTAB;
    case KEY_BACKSPACE: return NC_KEY_BACKSPACE;
    case KEY_DC: return NC_KEY_DELETE;
  }
  if (key > KEY_F0 && key <= KEY_F(63)) return NC_KEY_FUNCTION + (key - KEY_F0);
  return NC_KEY_OTHER;
}

bool nc_await(int milliseconds) {
  struct pollfd watched = {.fd = tty, .events = POLLIN};
  int result;
  do result = poll(&watched, 1, milliseconds);
  while (result < 0 && errno == EINTR);
  return result > 0;
}

bool nc_next(nc_event *event) {
  wint_t value;
  if (!screen || suspended) return false;
  int result = wget_wch(keys, &value);
  if (result == ERR) return false;
  event->is_key = result == KEY_CODE_YES;
  event->value = event->is_key ? named(value) : (uint32_t)value;
  return true;
}

void nc_define_look(int look, unsigned attributes, int foreground, int background) {
  if (look < 0 || look >= 1024) return;
  attr_t bits = 0;
  if (attributes & NC_BOLD) bits |= A_BOLD;
  if (attributes & NC_DIM) bits |= A_DIM;
  if (attributes & NC_REVERSE) bits |= A_REVERSE;
  if (attributes & NC_UNDERLINE) bits |= A_UNDERLINE;
  int pair = foreground == -1 && background == -1 ? 0 : alloc_pair(foreground, background);
  looks[look] = (look_t){bits, pair < 0 ? 0 : pair};
}

void nc_put(int x, int y, const uint32_t *scalars, int count, int width, int look) {
  if (!screen) return;
  wchar_t text[CCHARW_MAX + 1] = {0};
  if (count > CCHARW_MAX) count = CCHARW_MAX;
  int length = 0;
  for (int i = 0; i < count; i++)
    if (i == 0 || wcwidth((wchar_t)scalars[i]) == 0) text[length++] = (wchar_t)scalars[i];
  // A control, or a width the C library disagrees about, would move all that follows.
  if (count == 0 || wcwidth(text[0]) != width) {
    wmemset(text, 0, CCHARW_MAX);
    text[0] = L'?';
  }
  look_t *as = &looks[look & 1023];
  cchar_t cell[2];
  int pair = as->pair;
  setcchar(&cell[0], text, as->attributes, (short)pair, &pair);
  mvwadd_wchnstr(stdscr, y, x, cell, 1);
  if (width == 2 && text[0] == L'?') mvwadd_wchnstr(stdscr, y, x + 1, cell, 1);
}

void nc_erase(void) {
  if (screen) werase(stdscr);
}

void nc_cursor(bool shown, int x, int y) {
  if (!screen) return;
  if (shown != cursor_shown) {
    leaveok(stdscr, !shown);
    curs_set(shown);
    cursor_shown = shown;
  }
  if (shown) wmove(stdscr, y, x);
}

void nc_flush(void) {
  if (!screen || suspended || crash_happened()) return;
  wnoutrefresh(stdscr);
  doupdate();
}

void nc_redraw(void) {
  if (screen) clearok(curscr, TRUE);
}
