/* The story for people. */
#include "base/time.h"
#include "render/quote.h"
#include "render/story.h"

/* Sides that are shown with the lines around them; the rest in one line each. */
enum { SIDES_IN_CONTEXT = 3, SIDES_SHOWN = 24, TEXT_MAX = 160, MESSAGE_MAX = 400, RELATED_SHOWN = 6 };

struct teller {
  const struct story *x;
  const struct explain_options *o;
  struct buf *out;
  const char *bold, *green, *off;
};

static void quoted(struct teller *t, struct str s, size_t max) { quote_text(t->out, s, max); }

static void heading(struct teller *t, const char *text) { buf_printf(t->out, "\n%s%s%s", t->bold, text, t->off); }

static void put_place(struct teller *t, struct str path, uint32_t line, uint32_t column) {
  quoted(t, path, MESSAGE_MAX);
  if (line) buf_printf(t->out, ":%u", line);
  if (line && column) buf_printf(t->out, ":%u", column);
}

static void put_location(struct teller *t, const struct location *at) {
  put_place(t, at->path, at->line, at->column);
  if (!at->pointer.n) return;
  buf_add_cstr(t->out, "  ");
  quoted(t, at->pointer, TEXT_MAX);
}

/* "  key        value" */
static void put_key(struct teller *t, const char *key) { buf_printf(t->out, "  %-11s", key); }

static void put_pair(struct teller *t, const char *key, struct str value) {
  if (!value.n) return;
  put_key(t, key);
  quoted(t, value, MESSAGE_MAX);
  buf_add_char(t->out, '\n');
}

/* --- lines ------------------------------------------------------------------------------------------------------------------- */

/* The quoted text without its lines, where they are not to be had. */
static void put_bare(struct teller *t, struct str text) {
  if (!text.n) return;
  buf_add_cstr(t->out, "       | ");
  quoted(t, text, TEXT_MAX);
  buf_add_char(t->out, '\n');
}

static size_t codepoints(struct str s) {
  size_t n = 0;
  for (size_t i = 0; i < s.n; i++) n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
  return n;
}

/* Where what begins at the place ends: a claim says so itself, a fact by its text, which may begin before it (with the key). */
static size_t end_of(const struct location *at, const struct place *place, struct str line) {
  size_t from = at->column ? at->column - 1 : 0;
  if (place) return place->end_line == at->line && place->end_column ? place->end_column - 1 : SIZE_MAX;
  for (size_t found = 0; at->text.n && (found = str_find(line, at->text, found)) != SIZE_MAX; found++) {
    size_t first = codepoints(str_sub(line, 0, found)), end = first + codepoints(at->text);
    if (first <= from && from < end) return end;
  }
  return from + 1;
}

static void put_context(struct teller *t, const struct location *at, const struct place *place, bool evidence) {
  struct quote_style style = {t->green, t->off};
  struct story_context c;
  context_open(&c, t->o->kept, at, evidence);
  for (uint32_t i = c.first; i < c.first + c.n; i++) {
    struct str line = context_line(&c, i, evidence);
    if (i == at->line)
      quote_line(t->out, line, at->column ? at->column - 1 : 0, end_of(at, place, line), i, &style, NULL);
    else
      quote_plain_line(t->out, line, i);
  }
  if (!c.n) put_bare(t, at->text);
  context_release(&c);
}

/* --- the claim ---------------------------------------------------------------------------------------------------------------- */

static void put_value(struct teller *t, const struct view_claim *c) {
  put_key(t, "value");
  if (t->x->reads.n && c->has_number)
    quoted(t, t->x->reads, MESSAGE_MAX);
  else
    quoted(t, c->value, MESSAGE_MAX);
  if (!c->has_number && c->written.n && !str_eq(c->written, c->value)) {
    buf_add_cstr(t->out, ", written \"");
    quoted(t, c->written, TEXT_MAX);
    buf_add_char(t->out, '"');
  }
  buf_add_char(t->out, '\n');
}

static void put_subject(struct teller *t, const struct view_claim *c) {
  put_key(t, "subject");
  if (!c->subject.n) buf_add_cstr(t->out, "not told by the report");
  quoted(t, c->subject, TEXT_MAX);
  for (size_t i = 0; i < t->x->subjects.n; i++) {
    if (str_eq(t->x->subjects.v[i].subject, c->subject)) continue;
    buf_add_cstr(t->out, ", in the evidence ");
    quoted(t, t->x->subjects.v[i].subject, TEXT_MAX);
  }
  buf_add_char(t->out, '\n');
}

static const char *kind_words(struct str kind, bool reverse) {
  static const struct {
    const char *kind, *forward, *back;
  } WORDS[] = {
      {"sum", "the sum of", "part of the sum"},
      {"numerator", "a ratio with the numerator", "numerator of"},
      {"denominator", "a ratio with the denominator", "denominator of"},
      {"percent-of", "a percentage for", "a ratio told in percent as"},
      {"complement-of", "a percentage for", "a ratio told in percent as"},
      {"target", "measured, with the target", "the target of"},
      {"blesses", "the verdict on", "with the verdict"},
      {"aggregate", "a summary of", "summed up in"},
      {"start", "counted from", "the start of"},
      {"end", "counted to", "the end of"},
      {"snapshot", "not after the time of the report", "the time of the report, for"},
      {"next", "the row behind", "the row before"},
      {"same", "the same quantity as", "the same quantity as"},
      {"items", "a count of the list from", "first of the list counted in"},
      {"rate", "as many, at a rate of", "the rate of"},
      {"duration-of", "the length of", "of the length"},
      {"before", "a change from", "what it was before"},
      {"after", "a change to", "what it became after"},
  };
  for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++)
    if (str_eq(kind, str_of(WORDS[i].kind))) return reverse ? WORDS[i].back : WORDS[i].forward;
  return "in relation with";
}

static bool same_kind(const struct story_relation *a, const struct story_relation *b) {
  return a->reverse == b->reverse && str_eq(a->kind, b->kind);
}

/* Those of one kind from `i` on, in one line; returns how many. */
static size_t put_relation(struct teller *t, size_t i) {
  const struct story_relation *v = t->x->relations.v;
  size_t n = 1;
  while (i + n < t->x->relations.n && same_kind(&v[i], &v[i + n])) n++;
  put_key(t, i ? "" : "stands in");
  buf_add_cstr(t->out, kind_words(v[i].kind, v[i].reverse));
  for (size_t k = 0; k < n && k < RELATED_SHOWN; k++) {
    buf_printf(t->out, "%s%u:%u \"", k ? ", " : " ", v[i + k].line, v[i + k].column);
    quoted(t, v[i + k].text, 40);
    buf_add_char(t->out, '"');
  }
  if (n > RELATED_SHOWN) buf_printf(t->out, " and %zu more", n - RELATED_SHOWN);
  buf_add_char(t->out, '\n');
  return n;
}

static void put_claim(struct teller *t) {
  const struct view_claim *c = t->x->claim;
  struct location at = {
      .path = t->x->report->path, .sha256 = t->x->report->sha256, .line = c->place.line, .column = c->place.column, .text = c->text};
  heading(t, "claim");
  buf_printf(t->out, " C%u  ", c->number);
  put_location(t, &at);
  buf_add_char(t->out, '\n');
  put_context(t, &at, &c->place, false);
  heading(t, "read as\n");
  put_pair(t, "family", c->family);
  put_subject(t, c);
  put_pair(t, "attribute", c->attribute);
  if (!str_eq(c->operator_, STR("="))) put_pair(t, "operator", c->operator_);
  put_value(t, c);
  put_pair(t, "role", c->role);
  put_pair(t, "qualifier", c->qualifier);
  put_pair(t, "under", t->x->section);
  for (size_t i = 0; i < t->x->relations.n;) i += put_relation(t, i);
}

/* --- the other sides ---------------------------------------------------------------------------------------------------------- */

static void put_fact(struct teller *t, const struct story_side *s) {
  put_key(t, "fact");
  quoted(t, s->subject, TEXT_MAX);
  buf_add_cstr(t->out, ", ");
  quoted(t, s->attribute, TEXT_MAX);
  buf_add_cstr(t->out, ": ");
  quoted(t, s->figure.n ? s->figure : s->value, TEXT_MAX);
  if (s->written.n && !str_eq(s->written, s->value)) {
    buf_add_cstr(t->out, ", written \"");
    quoted(t, s->written, TEXT_MAX);
    buf_add_char(t->out, '"');
  }
  if (!str_eq(s->state, STR("known"))) buf_printf(t->out, " (%.*s)", STR_ARG(s->state));
  buf_add_char(t->out, '\n');
  put_key(t, "evidence");
  buf_printf(t->out, "%.*s, %.*s", STR_ARG(s->rank), STR_ARG(s->importer));
  if (s->release.n) {
    buf_add_cstr(t->out, ", release ");
    quoted(t, s->release, TEXT_MAX);
  }
  if (s->observed_at != TIME_NONE) {
    buf_add_cstr(t->out, ", observed ");
    time_format(s->observed_at, t->out);
  }
  buf_add_char(t->out, '\n');
}

static void put_side_in_context(struct teller *t, const struct story_side *s) {
  put_location(t, &s->at);
  buf_add_char(t->out, '\n');
  put_context(t, &s->at, NULL, s->is_fact);
  if (s->is_fact) put_fact(t, s);
}

static void put_side_line(struct teller *t, const struct story_side *s) {
  buf_add_cstr(t->out, "  ");
  put_location(t, &s->at);
  buf_add_cstr(t->out, "  ");
  quoted(t, s->at.text, 60);
  buf_add_char(t->out, '\n');
}

static void put_sides(struct teller *t) {
  const struct story *x = t->x;
  for (size_t i = 0; i < x->sides.n && i < SIDES_IN_CONTEXT; i++) {
    heading(t, x->finding ? "against" : "held against");
    buf_add_char(t->out, ' ');
    put_side_in_context(t, &x->sides.v[i]);
  }
  if (x->sides.n > SIDES_IN_CONTEXT) heading(t, "and against\n");
  for (size_t i = SIDES_IN_CONTEXT; i < x->sides.n && i < SIDES_SHOWN; i++) put_side_line(t, &x->sides.v[i]);
  if (x->sides.n > SIDES_SHOWN) buf_printf(t->out, "  … and %zu more\n", x->sides.n - SIDES_SHOWN);
}

/* --- the project's own word -------------------------------------------------------------------------------------------------- */

static void put_policy(struct teller *t, const struct view_finding *f) {
  if (!f->policy.path.n) return;
  heading(t, "policy");
  buf_add_char(t->out, ' ');
  put_location(t, &f->policy);
  buf_add_char(t->out, '\n');
  put_bare(t, f->policy.text);
}

static void put_waiver(struct teller *t, const struct view_finding *f) {
  if (!view_is_waived(f)) return;
  heading(t, "waived");
  buf_add_char(t->out, ' ');
  put_location(t, &f->waiver.place);
  buf_add_char(t->out, '\n');
  put_pair(t, "owner", f->waiver.owner);
  put_pair(t, "reason", f->waiver.reason);
  put_pair(t, "until", f->waiver.expires);
}

/* --- why ---------------------------------------------------------------------------------------------------------------------- */

static void put_rule(struct teller *t) {
  const struct explain_rule *r = &t->x->rule;
  const struct view_finding *f = t->x->finding;
  if (!r->id) return;
  heading(t, "rule");
  buf_printf(t->out, " %s  ", r->id);
  quoted(t, str_of(r->title), MESSAGE_MAX);
  buf_add_cstr(t->out, "\n  ");
  quoted(t, str_of(r->why), MESSAGE_MAX);
  buf_add_char(t->out, '\n');
  put_key(t, "level");
  buf_printf(t->out, "%.*s", STR_ARG(f->level));
  if (!str_eq(f->level, str_of(r->level))) buf_printf(t->out, "; the rule may give %s", r->level);
  buf_add_char(t->out, '\n');
  put_pair(t, "verdict", f->verdict);
}

static void put_candidate(struct teller *t, const struct story_candidate *c) {
  put_side_line(t, &(struct story_side){.at = c->at});
  buf_add_cstr(t->out, "    ");
  if (!c->bound)
    quoted(t, c->reason.n ? c->reason : STR("does not belong to the release of the report"), MESSAGE_MAX);
  else if (!str_eq(c->state, STR("known")))
    buf_printf(t->out, "its value is %.*s", STR_ARG(c->state));
  else
    buf_add_cstr(t->out, "in scope, but nothing of it speaks for or against the claim");
  buf_add_char(t->out, '\n');
}

static void put_candidates(struct teller *t) {
  const struct story *x = t->x;
  if (x->candidates.n) heading(t, "not compared with\n");
  for (size_t i = 0; i < x->candidates.n; i++) put_candidate(t, &x->candidates.v[i]);
  if (x->candidates_n > x->candidates.n) buf_printf(t->out, "  … and %zu more\n", x->candidates_n - x->candidates.n);
}

static void put_working(struct teller *t) {
  if (!t->x->working.n) return;
  heading(t, "arithmetic\n");
  buf_add_cstr(t->out, "  ");
  quoted(t, t->x->working, 2 * MESSAGE_MAX);
  buf_add_char(t->out, '\n');
}

/* What nothing was compared with: what there would have to be. */
static void put_unchecked(struct teller *t) {
  const struct story *x = t->x;
  if (x->sides.n || x->heard.n) return;
  heading(t, "why nothing was compared\n");
  buf_add_cstr(t->out, "  no rule had another side for it");
  if (x->claim->attribute.n && x->same_attribute.n) {
    buf_add_cstr(t->out, ". The evidence tells ");
    quoted(t, x->claim->attribute, TEXT_MAX);
    buf_add_cstr(t->out, " of ");
    for (size_t i = 0; i < x->same_attribute.n; i++) {
      if (i) buf_add_cstr(t->out, ", ");
      quoted(t, x->same_attribute.v[i], TEXT_MAX);
    }
  } else if (x->claim->attribute.n) {
    buf_add_cstr(t->out, ": no evidence of its release tells ");
    quoted(t, x->claim->attribute, TEXT_MAX);
    buf_add_cstr(t->out, " of anything");
  }
  buf_add_char(t->out, '\n');
}

static void put_head(struct teller *t) {
  const struct view_finding *f = t->x->finding;
  buf_add_cstr(t->out, t->bold);
  if (f) {
    buf_printf(t->out, "F%u %.*s:%s ", f->number, STR_ARG(f->level), t->off);
    quoted(t, f->message, MESSAGE_MAX);
    buf_printf(t->out, " [%.*s]\n  fingerprint %.*s\n", STR_ARG(f->rule), STR_ARG(f->fingerprint));
  } else {
    buf_printf(t->out, "C%u %.*s:%s ", t->x->claim->number, STR_ARG(t->x->claim->verdict), t->off);
    quoted(t, t->x->claim->text, MESSAGE_MAX);
    if (t->x->heard.n) buf_printf(t->out, " [%.*s]", STR_ARG(t->x->heard));
    buf_add_char(t->out, '\n');
  }
}

void explain_put_text(const struct story *x, const struct explain_options *o, struct buf *out) {
  bool colour = o->render.colour;
  struct teller t = {x, o, out, colour ? "\033[1m" : "", colour ? "\033[1;32m" : "", colour ? "\033[0m" : ""};
  put_head(&t);
  if (x->claim) put_claim(&t);
  put_sides(&t);
  if (x->finding) put_policy(&t, x->finding);
  put_working(&t);
  if (x->finding) put_waiver(&t, x->finding);
  if (x->finding) put_rule(&t);
  if (x->claim && !x->finding) put_unchecked(&t);
  put_candidates(&t);
  if (x->finding && x->finding->settle.n) {
    heading(&t, "what would settle it\n");
    buf_add_cstr(out, "  ");
    quoted(&t, x->finding->settle, MESSAGE_MAX);
    buf_add_char(out, '\n');
  }
}
