#include "CVTerm.h"

#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <vterm.h>

enum { RAW_MAX = 1 << 20 };

struct vt {
  VTerm *state;
  VTermScreen *screen;
  int master, process, status;
  bool ended, cursor_visible, alternate;
  long received;
  char *raw;  // the last bytes, at least RAW_MAX / 2 of them
  long raw_from;  // how many came before them
};

static int on_property(VTermProp property, VTermValue *value, void *context) {
  vt *terminal = context;
  if (property == VTERM_PROP_CURSORVISIBLE) terminal->cursor_visible = value->boolean;
  if (property == VTERM_PROP_ALTSCREEN) terminal->alternate = value->boolean;
  return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = on_property};

static void start(vt *terminal, int columns, int rows) {
  terminal->state = vterm_new(rows, columns);
  vterm_set_utf8(terminal->state, 1);
  terminal->screen = vterm_obtain_screen(terminal->state);
  vterm_screen_set_callbacks(terminal->screen, &callbacks, terminal);
  vterm_screen_enable_altscreen(terminal->screen, 1);
  vterm_screen_reset(terminal->screen, 1);
  terminal->cursor_visible = true;
}

vt *vt_spawn(
    const char *path, char *const argv[], char *const environment[], const char *directory,
    int columns, int rows) {
  vt *terminal = calloc(1, sizeof *terminal);
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  terminal->process = forkpty(&terminal->master, NULL, NULL, &size);
  if (terminal->process < 0) {
    free(terminal);
    return NULL;
  }
  if (terminal->process == 0) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    if (directory && chdir(directory) != 0) _exit(126);
    execve(path, argv, environment);
    _exit(127);
  }
  // Tests run in parallel: the next child must not hold this terminal open.
  fcntl(terminal->master, F_SETFD, FD_CLOEXEC);
  fcntl(terminal->master, F_SETFL, O_NONBLOCK);
  terminal->raw = malloc(RAW_MAX);
  start(terminal, columns, rows);
  return terminal;
}

void vt_hang_up(vt *terminal) {
  if (terminal->master >= 0) close(terminal->master);
  terminal->master = -1;
}

void vt_free(vt *terminal) {
  int status;
  vt_hang_up(terminal);
  if (!vt_ended(terminal, &status)) {
    kill(terminal->process, SIGKILL);
    waitpid(terminal->process, &status, 0);
  }
  vterm_free(terminal->state);
  free(terminal->raw);
  free(terminal);
}

int vt_descriptor(const vt *terminal) { return terminal->master; }

int vt_process(const vt *terminal) { return terminal->process; }

static void reply(vt *terminal) {
  char bytes[256];
  for (size_t length; (length = vterm_output_read(terminal->state, bytes, sizeof bytes)) > 0;)
    vt_send(terminal, bytes, (int)length);
}

static void keep(vt *terminal, const char *bytes, long length) {
  long kept = terminal->received - terminal->raw_from;
  if (kept + length > RAW_MAX) {
    long rest = kept < RAW_MAX / 2 ? kept : RAW_MAX / 2;
    memmove(terminal->raw, terminal->raw + kept - rest, (size_t)rest);
    terminal->raw_from = terminal->received - rest;
    kept = rest;
  }
  memcpy(terminal->raw + kept, bytes, (size_t)length);
  terminal->received += length;
}

bool vt_feed(vt *terminal) {
  char bytes[65536];
  for (;;) {
    ssize_t length = read(terminal->master, bytes, sizeof bytes);
    if (length < 0 && errno == EINTR) continue;
    if (length < 0) return errno == EAGAIN;
    if (length == 0) return false;
    keep(terminal, bytes, length);
    vterm_input_write(terminal->state, bytes, (size_t)length);
    vterm_screen_flush_damage(terminal->screen);
    reply(terminal);
  }
}

void vt_send(vt *terminal, const char *bytes, int length) {
  while (length > 0) {
    ssize_t written = write(terminal->master, bytes, (size_t)length);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    length -= (int)written;
  }
}

void vt_resize(vt *terminal, int columns, int rows) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  vterm_set_size(terminal->state, rows, columns);
  vterm_screen_flush_damage(terminal->screen);
  ioctl(terminal->master, TIOCSWINSZ, &size);
}

static int encode(uint32_t scalar, char *to) {
  if (scalar < 0x80) {
    to[0] = (char)scalar;
    return 1;
  }
  if (scalar < 0x800) {
    to[0] = (char)(0xc0 | scalar >> 6);
    to[1] = (char)(0x80 | (scalar & 0x3f));
    return 2;
  }
  if (scalar < 0x10000) {
    to[0] = (char)(0xe0 | scalar >> 12);
    to[1] = (char)(0x80 | (scalar >> 6 & 0x3f));
    to[2] = (char)(0x80 | (scalar & 0x3f));
    return 3;
  }
  to[0] = (char)(0xf0 | scalar >> 18);
  to[1] = (char)(0x80 | (scalar >> 12 & 0x3f));
  to[2] = (char)(0x80 | (scalar >> 6 & 0x3f));
  to[3] = (char)(0x80 | (scalar & 0x3f));
  return 4;
}

static int color(VTermColor color, bool is_default) {
  if (is_default) return -1;
  return VTERM_COLOR_IS_INDEXED(&color) ? color.indexed.idx : -2;
}

void vt_cell_at(const vt *terminal, int x, int y, vt_cell *cell) {
  VTermScreenCell from;
  memset(cell, 0, sizeof *cell);
  if (!vterm_screen_get_cell(terminal->screen, (VTermPos){.row = y, .col = x}, &from)) return;
  char *end = cell->text;
  for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL; i++) {
    if (from.chars[i] == 0 || from.chars[i] == (uint32_t)-1) break;
    end += encode(from.chars[i], end);
  }
  cell->width = from.width;
  cell->bold = from.attrs.bold;
  cell->reverse = from.attrs.reverse;
  cell->underline = from.attrs.underline != 0;
  cell->foreground = color(from.fg, VTERM_COLOR_IS_DEFAULT_FG(&from.fg));
  cell->background = color(from.bg, VTERM_COLOR_IS_DEFAULT_BG(&from.bg));
}

void vt_size(const vt *terminal, int *columns, int *rows) {
  vterm_get_size(terminal->state, rows, columns);
}

void vt_cursor(const vt *terminal, int *x, int *y, bool *visible) {
  VTermPos position;
  vterm_state_get_cursorpos(vterm_obtain_state(terminal->state), &position);
  *x = position.col;
  *y = position.row;
  *visible = terminal->cursor_visible;
}

bool vt_is_alternate(const vt *terminal) { return terminal->alternate; }

bool vt_is_cooked(const vt *terminal) {
  struct termios modes;
  if (tcgetattr(terminal->master, &modes) != 0) return false;
  return (modes.c_lflag & ECHO) && (modes.c_lflag & ICANON) && (modes.c_lflag & ISIG);
}

long vt_received(const vt *terminal) { return terminal->received; }

int vt_raw(const vt *terminal, long from, char *bytes, int room) {
  if (from < terminal->raw_from) from = terminal->raw_from;
  if (from >= terminal->received) return 0;
  long length = terminal->received - from < room ? terminal->received - from : room;
  memcpy(bytes, terminal->raw + from - terminal->raw_from, (size_t)length);
  return (int)length;
}

bool vt_ended(vt *terminal, int *status) {
  int code;
  if (!terminal->ended && waitpid(terminal->process, &code, WNOHANG) == terminal->process) {
    terminal->ended = true;
    terminal->status = WIFSIGNALED(code) ? 128 + WTERMSIG(code) : WEXITSTATUS(code);
  }
  *status = terminal->status;
  return terminal->ended;
}
