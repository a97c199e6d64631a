// A program on a pseudo-terminal of our own, and what it shows there, by libvterm. For tests only.
#ifndef CVTERM_H
#define CVTERM_H

#include <stdbool.h>
#include <stdint.h>

typedef struct vt vt;

typedef struct {
  // UTF-8, ends with NUL; empty in an untouched cell and in the second half of a wide one.
  char text[32];
  int width;
  bool bold, reverse, underline;
  int foreground, background;  // an index, -1 for the terminal's own, -2 for RGB
} vt_cell;

// Starts a program; null when it cannot. `directory` may be null.
vt *vt_spawn(
    const char *path, char *const argv[], char *const environment[], const char *directory,
    int columns, int rows);
// Ends the program if it runs, and frees all.
void vt_free(vt *terminal);
int vt_descriptor(const vt *terminal);
int vt_process(const vt *terminal);
// Takes what the program has written, if any. False when it has closed the terminal.
bool vt_feed(vt *terminal);
void vt_send(vt *terminal, const char *bytes, int length);
void vt_resize(vt *terminal, int columns, int rows);
// Closes our side: the program loses its terminal.
void vt_hang_up(vt *terminal);
void vt_cell_at(const vt *terminal, int x, int y, vt_cell *cell);
void vt_size(const vt *terminal, int *columns, int *rows);
void vt_cursor(const vt *terminal, int *x, int *y, bool *visible);
bool vt_is_alternate(const vt *terminal);
// Whether the line discipline echoes and edits lines: what a shell expects to find.
bool vt_is_cooked(const vt *terminal);
// How many bytes the program has written so far, and the last of them, raw.
long vt_received(const vt *terminal);
int vt_raw(const vt *terminal, long from, char *bytes, int room);
// True once it has ended; then the exit code, or 128 and the signal.
bool vt_ended(vt *terminal, int *status);

#endif
