#include "render/explain.h"

#include "render/json.h"
#include "render/story.h"

static int refuse(const struct view *v, struct str id, struct err *err) {
  struct buf near = BUF_INIT;
  struct str path;
  uint32_t line, column;
  story_near(v, id, &near);
  bool place = explain_place(id, &path, &line, &column);
  int rc = err_set(err, ERR_USAGE, "%s \"%.*s\"%s%s", place ? "no finding and no claim at" : "no finding and no claim has the id",
                   STR_ARG(str_sub(id, 0, 80)), near.n ? "; near it are" : "; `tieout check` shows what there is", buf_cstr(&near));
  buf_release(&near);
  return rc;
}

static int put_all(struct view *v, struct store *s, const story_targets *targets, const struct explain_options *o, struct buf *out,
                   struct err *err) {
  json_t *explained = o->json ? json_array() : NULL;
  int rc = 0;
  for (size_t i = 0; rc == 0 && i < targets->n; i++) {
    struct story x;
    rc = story_load(&x, v, s, &targets->v[i], o, err);
    if (rc == 0 && explained) json_array_append_new(explained, explain_json(&x, o));
    if (rc == 0 && !explained && i) buf_add_char(out, '\n');
    if (rc == 0 && !explained) explain_put_text(&x, o, out);
    story_release(&x);
  }
  if (explained) {
    json_t *top = json_object();
    json_put(top, "schema", json_string("tieout-explain/1"));
    json_put(top, "explained", explained);
    json_dump_to(top, JSON_INDENT(1), out);
  }
  return rc;
}

int render_explain(struct store *s, const struct explain_options *o, struct buf *out, struct err *err) {
  struct view v;
  story_targets targets = {0};
  json_prepare();
  int rc = view_load(&v, s, &o->render, VIEW_ALL, err);
  if (rc == 0) story_find(&v, o->id, &targets);
  if (rc == 0) rc = targets.n ? put_all(&v, s, &targets, o, out, err) : refuse(&v, o->id, err);
  vec_release(&targets);
  view_release(&v);
  return rc;
}
