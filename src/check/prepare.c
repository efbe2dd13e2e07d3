#include "check/prepare.h"

int check_prepare(struct store *s, int64_t document, const struct check_options *o, struct err *err) {
  if (store_begin(s, err) != 0) return -1;
  if (bind_document(s, document, o, err) != 0 || subject_match_document(s, document, o, err) != 0 ||
      cite_document(s, document, o, err) != 0) {
    store_rollback(s);
    return -1;
  }
  return store_commit(s, err);
}
