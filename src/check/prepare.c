#include "check/prepare.h"

static int bind_and_match(struct store *s, int64_t document, const struct check_options *o, struct err *err) {
  return bind_document(s, document, o, err) != 0 ? -1 : subject_match_document(s, document, o, err);
}

static int transact(struct store *s, int64_t document, const struct check_options *o, bool cite, struct err *err) {
  if (store_begin(s, err) != 0) return -1;
  if (bind_and_match(s, document, o, err) != 0 || (cite && cite_document(s, document, o, err) != 0)) {
    store_rollback(s);
    return -1;
  }
  return store_commit(s, err);
}

int check_prepare(struct store *s, int64_t document, const struct check_options *o, struct err *err) {
  return transact(s, document, o, true, err);
}

int check_bind(struct store *s, int64_t document, const struct check_options *o, struct err *err) {
  return transact(s, document, o, false, err);
}
