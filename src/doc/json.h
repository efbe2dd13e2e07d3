/* A pull reader for JSON (RFC 8259): exact number text, integers of any size, byte offsets, duplicate keys, constant memory.
 *
 * Our own because none of the kept libraries gives all of these; docs/decisions/ has the measurements. Accepts what JSONTestSuite
 * says must be accepted and rejects what must be rejected. A byte-order mark is skipped. */
#ifndef TIEOUT_DOC_JSON_H
#define TIEOUT_DOC_JSON_H

#include "base/buf.h"
#include "base/err.h"

enum json_kind {
  JSON_OBJECT,
  JSON_OBJECT_END,
  JSON_ARRAY,
  JSON_ARRAY_END,
  JSON_KEY,
  JSON_STRING,
  JSON_NUMBER,
  JSON_TRUE,
  JSON_FALSE,
  JSON_NULL,
  JSON_END
};

struct json_event {
  enum json_kind kind;
  struct str raw;  /* the token's bytes in the input */
  struct str text; /* KEY, STRING: decoded (valid until the next call; may hold NUL bytes); NUMBER: == raw */
  size_t offset;   /* of raw in the input */
};

struct json_reader {
  struct str in;
  const char *path;
  size_t at;
  struct buf scratch;
  uint64_t stack[512 / 64 + 1]; /* one bit a level: object or array */
  uint32_t depth;
  uint8_t state;
  bool many; /* several documents one after the other (NDJSON, concatenated); JSON_END only at the end of input */
};

/* `in` is borrowed and must outlive the reader. */
void json_open(struct json_reader *r, struct str in, const char *path, bool many);
int json_next(struct json_reader *r, struct json_event *e, struct err *err);
void json_close(struct json_reader *r);
/* Line and column (code points) of a byte offset: counts from the start, so for messages only. */
void json_place(const struct json_reader *r, size_t offset, uint32_t *line, uint32_t *column);

#endif
