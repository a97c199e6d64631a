#ifndef CLIBYAML_H
#define CLIBYAML_H

#include <stddef.h>
#include <stdint.h>

// What libyaml reads from a text, one event at a time. Its own header keeps an event in a union that Swift reaches only
// by long ways, and the whole parser in a struct that must not move; both stay out of here.

typedef struct yaml_events yaml_events;

// Libyaml's own numbers.
enum yaml_kind {
  yaml_kind_none = 0,
  yaml_kind_stream_start = 1,
  yaml_kind_stream_end = 2,
  yaml_kind_document_start = 3,
  yaml_kind_document_end = 4,
  yaml_kind_alias = 5,
  yaml_kind_scalar = 6,
  yaml_kind_list_start = 7,
  yaml_kind_list_end = 8,
  yaml_kind_map_start = 9,
  yaml_kind_map_end = 10,
};

// What it points to holds until the next event. Lines and columns count from 0, columns in scalars.
struct yaml_event {
  enum yaml_kind kind;
  size_t line, column;
  // The name of the anchor, of an alias the one that it asks for; null for none.
  const char *anchor;
  // Resolved; null for none.
  const char *tag;
  // Of a scalar, UTF-8.
  const uint8_t *text;
  size_t count;
  int is_plain;
};

struct yaml_problem {
  // Null when memory was short.
  const char *words;
  // What was being read, and where that began; null for none.
  const char *context;
  size_t line, column, context_line, context_column;
  // Whether the text has bytes that no YAML has, the first of them `offset` bytes from its start; then there is no line.
  int is_unreadable;
  size_t offset;
};

// Reads UTF-8, which must outlive this. Null when memory is short.
yaml_events *yaml_events_open(const uint8_t *text, size_t count);
void yaml_events_free(yaml_events *events);

// 1 with the next event, 0 with a problem; there is nothing more after a problem or the end of the stream.
int yaml_events_next(yaml_events *events, struct yaml_event *event);
void yaml_events_problem(const yaml_events *events, struct yaml_problem *problem);

#endif
