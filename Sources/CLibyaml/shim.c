#include "CLibyaml.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#define SAME(ours, theirs) _Static_assert((int)ours == (int)theirs, "libyaml's number")
SAME(yaml_kind_none, YAML_NO_EVENT);
SAME(yaml_kind_stream_start, YAML_STREAM_START_EVENT);
SAME(yaml_kind_stream_end, YAML_STREAM_END_EVENT);
SAME(yaml_kind_document_start, YAML_DOCUMENT_START_EVENT);
SAME(yaml_kind_document_end, YAML_DOCUMENT_END_EVENT);
SAME(yaml_kind_alias, YAML_ALIAS_EVENT);
SAME(yaml_kind_scalar, YAML_SCALAR_EVENT);
SAME(yaml_kind_list_start, YAML_SEQUENCE_START_EVENT);
SAME(yaml_kind_list_end, YAML_SEQUENCE_END_EVENT);
SAME(yaml_kind_map_start, YAML_MAPPING_START_EVENT);
SAME(yaml_kind_map_end, YAML_MAPPING_END_EVENT);

struct yaml_events {
  yaml_parser_t parser;
  // The last one given: it owns what the caller's copy points to.
  yaml_event_t event;
};

yaml_events *yaml_events_open(const uint8_t *text, size_t count) {
  yaml_events *events = calloc(1, sizeof *events);
  if (events == NULL) return NULL;
  if (!yaml_parser_initialize(&events->parser)) {
    free(events);
    return NULL;
  }
  yaml_parser_set_encoding(&events->parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&events->parser, text ? text : (const uint8_t *)"", count);
  return events;
}

void yaml_events_free(yaml_events *events) {
  if (events == NULL) return;
  yaml_event_delete(&events->event);
  yaml_parser_delete(&events->parser);
  free(events);
}

int yaml_events_next(yaml_events *events, struct yaml_event *out) {
  yaml_event_t *event = &events->event;
  yaml_event_delete(event);
  if (!yaml_parser_parse(&events->parser, event)) return 0;
  memset(out, 0, sizeof *out);
  out->kind = (enum yaml_kind)event->type;
  out->line = event->start_mark.line;
  out->column = event->start_mark.column;
  switch (event->type) {
    case YAML_ALIAS_EVENT:
      out->anchor = (const char *)event->data.alias.anchor;
      break;
    case YAML_SCALAR_EVENT:
      out->anchor = (const char *)event->data.scalar.anchor;
      out->tag = (const char *)event->data.scalar.tag;
      out->text = event->data.scalar.value;
      out->count = event->data.scalar.length;
      out->is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
      break;
    case YAML_SEQUENCE_START_EVENT:
      out->anchor = (const char *)event->data.sequence_start.anchor;
      out->tag = (const char *)event->data.sequence_start.tag;
      break;
    case YAML_MAPPING_START_EVENT:
      out->anchor = (const char *)event->data.mapping_start.anchor;
      out->tag = (const char *)event->data.mapping_start.tag;
      break;
    default: break;
  }
  return 1;
}

void yaml_events_problem(const yaml_events *events, struct yaml_problem *out) {
  const yaml_parser_t *parser = &events->parser;
  out->words = parser->problem;
  out->context = parser->context;
  out->line = parser->problem_mark.line;
  out->column = parser->problem_mark.column;
  out->context_line = parser->context_mark.line;
  out->context_column = parser->context_mark.column;
  out->is_unreadable = parser->error == YAML_READER_ERROR;
  out->offset = parser->problem_offset;
}
