#define PCRE2_CODE_UNIT_WIDTH 8
#include "CPCRE2.h"

#include <pcre2.h>
#include <stdlib.h>

struct pattern {
  pcre2_code *code;
  pcre2_match_context *limits;
};

// A line that needs more steps than this has met a pattern that backtracks without end.
enum { steps_max = 100000, depth_max = 1000, heap_kibibytes_max = 1024 };

static pattern *failure(int code, size_t at, char *message, size_t *offset) {
  if (pcre2_get_error_message(code, (PCRE2_UCHAR *)message, pattern_message_max) < 0) message[0] = 0;
  *offset = at;
  return NULL;
}

pattern *pattern_compile(
    const uint8_t *text, size_t count, int ignores_case, char *message, size_t *offset) {
  // `\C` would cut characters in two.
  uint32_t options = PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | (ignores_case ? PCRE2_CASELESS : 0);
  int error = 0;
  PCRE2_SIZE at = 0;
  pcre2_code *code = pcre2_compile(text, count, options, &error, &at, NULL);
  if (code == NULL) return failure(error, at, message, offset);
  pcre2_match_context *limits = pcre2_match_context_create(NULL);
  pattern *made = malloc(sizeof *made);
  if (limits == NULL || made == NULL) {
    pcre2_code_free(code);
    pcre2_match_context_free(limits);
    free(made);
    return failure(PCRE2_ERROR_NOMEMORY, 0, message, offset);
  }
  pcre2_set_match_limit(limits, steps_max);
  pcre2_set_depth_limit(limits, depth_max);
  pcre2_set_heap_limit(limits, heap_kibibytes_max);
  // Where the machine has no JIT the interpreter does the same, slower.
  pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
  made->code = code;
  made->limits = limits;
  return made;
}

void pattern_free(pattern *pattern) {
  if (pattern == NULL) return;
  pcre2_code_free(pattern->code);
  pcre2_match_context_free(pattern->limits);
  free(pattern);
}

int pattern_find(
    const pattern *pattern, const uint8_t *subject, size_t count, size_t start, size_t *from,
    size_t *to) {
  pcre2_match_data *match = pcre2_match_data_create(1, NULL);
  if (match == NULL) return -1;
  int result = pcre2_match(
      pattern->code, subject, count, start, PCRE2_NO_UTF_CHECK, match, pattern->limits);
  if (result >= 0) {
    PCRE2_SIZE *bounds = pcre2_get_ovector_pointer(match);
    *from = bounds[0];
    *to = bounds[1];
  }
  pcre2_match_data_free(match);
  return result >= 0 ? 1 : result == PCRE2_ERROR_NOMATCH ? 0 : -1;
}
