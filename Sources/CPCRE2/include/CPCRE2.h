#ifndef CPCRE2_H
#define CPCRE2_H

#include <stddef.h>
#include <stdint.h>

// PCRE2's own header needs a macro for the width of its characters before it can be imported.

enum { pattern_message_max = 128 };

// A compiled pattern for UTF-8, with its limits. It never changes, so any thread may match with it.
typedef struct pattern pattern;

// Null when the pattern is wrong; `message` then says how, ended by a zero, and `offset` is where, in bytes.
pattern *pattern_compile(
    const uint8_t *text, size_t count, int ignores_case, char *message, size_t *offset);
void pattern_free(pattern *pattern);

// The first match from `start` on: 1 with its bounds in bytes, 0 for none, -1 when a limit of steps was passed. The
// subject must be valid UTF-8.
int pattern_find(
    const pattern *pattern, const uint8_t *subject, size_t count, size_t start, size_t *from,
    size_t *to);

#endif
