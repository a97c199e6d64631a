#include "CHTTPParser.h"

#include <http_parser.h>
#include <stdlib.h>
#include <string.h>

struct text {
  uint8_t bytes[256];
  size_t count;
};

struct answer_parser {
  http_parser parser;
  const struct answer_listener *listener;
  struct text name, value;
  int has_value, status, is_complete, keeps_alive, interim_count;
};

static void append(struct text *text, const char *bytes, size_t count) {
  size_t room = sizeof text->bytes - text->count;
  if (count > room) count = room;
  memcpy(text->bytes + text->count, bytes, count);
  text->count += count;
}

// A line of the head is over when the next one, or the body, begins.
static void tell_header(answer_parser *self) {
  if (self->has_value)
    self->listener->header(
        self->listener->context, self->name.bytes, self->name.count, self->value.bytes,
        self->value.count);
  self->name.count = self->value.count = 0;
  self->has_value = 0;
}

// An answer has an end; what begins after it was not asked for.
static int on_begin(http_parser *parser) {
  answer_parser *self = parser->data;
  return self->is_complete;
}

static int on_field(http_parser *parser, const char *at, size_t length) {
  answer_parser *self = parser->data;
  if (self->has_value) tell_header(self);
  append(&self->name, at, length);
  return 0;
}

static int on_value(http_parser *parser, const char *at, size_t length) {
  answer_parser *self = parser->data;
  self->has_value = 1;
  append(&self->value, at, length);
  return 0;
}

static int on_head(http_parser *parser) {
  answer_parser *self = parser->data;
  tell_header(self);
  self->status = (int)parser->status_code;
  return 0;
}

static int on_body(http_parser *parser, const char *at, size_t length) {
  answer_parser *self = parser->data;
  self->listener->body(self->listener->context, (const uint8_t *)at, length);
  return 0;
}

static int on_end(http_parser *parser) {
  answer_parser *self = parser->data;
  // An interim answer, such as 100, is followed by the one that counts.
  if (self->status >= 100 && self->status < 200) {
    self->status = 0;
    return ++self->interim_count > 10;
  }
  self->is_complete = 1;
  self->keeps_alive = http_should_keep_alive(parser);
  return 0;
}

static const http_parser_settings settings = {
    .on_message_begin = on_begin,
    .on_header_field = on_field,
    .on_header_value = on_value,
    .on_headers_complete = on_head,
    .on_body = on_body,
    .on_message_complete = on_end,
};

answer_parser *answer_parser_create(void) {
  answer_parser *self = calloc(1, sizeof *self);
  if (!self) return NULL;
  http_parser_init(&self->parser, HTTP_RESPONSE);
  self->parser.data = self;
  return self;
}

void answer_parser_free(answer_parser *self) { free(self); }

int answer_parser_feed(
    answer_parser *self, const uint8_t *bytes, size_t count, const struct answer_listener *listener) {
  self->listener = listener;
  size_t taken = http_parser_execute(&self->parser, &settings, (const char *)bytes, count);
  self->listener = NULL;
  return taken == count && !self->parser.http_errno && !self->parser.upgrade ? 0 : -1;
}

int answer_parser_end(answer_parser *self, const struct answer_listener *listener) {
  if (self->is_complete) return 0;
  self->listener = listener;
  http_parser_execute(&self->parser, &settings, NULL, 0);
  self->listener = NULL;
  return self->is_complete && !self->parser.http_errno ? 0 : -1;
}

int answer_parser_status(const answer_parser *self) { return self->status; }
int answer_parser_is_complete(const answer_parser *self) { return self->is_complete; }
int answer_parser_keeps_alive(const answer_parser *self) { return self->keeps_alive; }

const char *answer_parser_error(const answer_parser *self) {
  return http_errno_description(HTTP_PARSER_ERRNO(&self->parser));
}
