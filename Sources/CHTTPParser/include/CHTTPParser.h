#ifndef CHTTPPARSER_H
#define CHTTPPARSER_H

#include <stddef.h>
#include <stdint.h>

// Answers of HTTP/1.1, taken apart by http-parser. Its own header stays out of here.

typedef struct answer_parser answer_parser;

struct answer_listener {
  void *context;
  // A line of the head; a name or value beyond 256 bytes is cut.
  void (*header)(
      void *context, const uint8_t *name, size_t name_count, const uint8_t *value, size_t value_count);
  // What came of the body, without the marks of its chunks.
  void (*body)(void *context, const uint8_t *bytes, size_t count);
};

// For one answer. Null when memory is short.
answer_parser *answer_parser_create(void);
void answer_parser_free(answer_parser *parser);

// Takes the next bytes. Returns 0, or -1 when they are no HTTP, or go on beyond the end of the answer.
int answer_parser_feed(
    answer_parser *parser, const uint8_t *bytes, size_t count, const struct answer_listener *listener);

// The other side sends no more. Returns 0 when the answer is whole by that.
int answer_parser_end(answer_parser *parser, const struct answer_listener *listener);

// 0 until the head is complete.
int answer_parser_status(const answer_parser *parser);
int answer_parser_is_complete(const answer_parser *parser);
// Whether another question may follow on the same connection.
int answer_parser_keeps_alive(const answer_parser *parser);
// What is wrong, in words of http-parser's.
const char *answer_parser_error(const answer_parser *parser);

#endif
