#include "extract/listing.h"

#include "extract/noun.h"
#include "extract/scope.h"
#include "extract/subject.h"
#include "extract/table.h"

/* A real miscount is off by a few; a list that is far from its count groups, samples or explains. */
static bool is_near(double count, int32_t listed) { return listed >= 2 && listed >= count * 0.6 && listed <= count * 1.6; }

static bool may_announce(const struct extracted *e) {
  return !e->dropped && e->d.family == FAMILY_COUNT && (e->d.exact || e->d.operator_ == OP_GE) && e->d.number >= 2 &&
         (e->d.role == ROLE_MEASURED || e->d.role == ROLE_ESTIMATE);
}

/* --- lists ----------------------------------------------------------------------------------------------------------------------- */

/* An item that may stand for several things, or says that the list is no full one. */
static const char *const grouping[] = {"and",     "including", "e.g", "such as", "etc",  "various", "other", "others",
                                       "several", "multiple",  "all", "each",    "both", "total",   "more",  NULL};

/* The words that name the item: up to a dash, colon or parenthesis. */
static struct str item_head(struct str s) {
  size_t n = 0;
  while (n < s.n && s.p[n] != '\n' && s.p[n] != ':' && s.p[n] != '(' && !str_eq(str_sub(s, n, 3), STR(" - ")) &&
         (unsigned char)s.p[n] != 0xE2)
    n++;
  return str_sub(s, 0, n);
}

static bool names_one_thing(struct str s) {
  struct str head = item_head(s);
  for (size_t i = 0; i < head.n; i++)
    if (strchr(",&+/;", head.p[i]) && !(head.p[i] == '/' && memchr(head.p, ' ', head.n) == NULL)) return false;
  for (size_t i = 0; i < s.n; i++) /* "3 files", "x2", "(4)": the item counts for itself */
    if (ascii_is_digit(s.p[i]) && (i == 0 || s.p[i - 1] == ' ' || s.p[i - 1] == '(') && (i + 1 >= s.n || !strchr(".-/:", s.p[i + 1])))
      return false;
  return head.n >= 3 && !phrases_in(head, grouping);
}

/* How an item begins: lists that enumerate begin alike. */
static int opening(const struct md_block *b) {
  if (!b->spans_n || b->spans[0].from > 4) return 0;
  return b->spans[0].kind == MD_CODE_SPAN || b->spans[0].kind == MD_LINK ? 1 : b->spans[0].kind == MD_STRONG ? 2 : 0;
}

/* Number of items; 0 unless each names one thing, all in the same manner, with no list below. *first: text of the first one. */
static int32_t enumerated(const struct extraction *x, int32_t list, int32_t *first) {
  int32_t n = 0;
  for (int32_t i = list + 1; i < (int32_t)x->md->n && block_at(x, i)->from < block_at(x, list)->to; i++) {
    const struct md_block *b = block_at(x, i);
    if (b->kind == MD_LIST) return 0;
    if (b->kind != MD_ITEM) continue;
    if (i + 1 >= (int32_t)x->md->n || block_at(x, i + 1)->kind != MD_PARAGRAPH || !names_one_thing(block_at(x, i + 1)->text)) return 0;
    if (n == 0) *first = i + 1;
    int how = opening(block_at(x, i + 1));
    if (how != opening(block_at(x, *first)) || (!how && !block_at(x, list)->ordered)) return 0;
    n++;
  }
  return n;
}

static int32_t item_claim(struct extraction *x, int32_t text) {
  struct str head = item_head(block_at(x, text)->text);
  struct claim_draft d = draft_at(FAMILY_TEXT, text, 0, head.n);
  d.subject = subject_make(x, "item:", head);
  return head.n ? claim_add(x, &d) : CLAIM_NONE;
}

/* Is block `i` the only list or table between a heading and the next? */
static bool is_alone(const struct extraction *x, int32_t i) {
  for (int32_t k = i - 1; k >= 0 && block_at(x, k)->kind != MD_HEADING; k--)
    if (block_at(x, k)->kind == MD_LIST || block_at(x, k)->kind == MD_TABLE) return false;
  for (int32_t k = i + 1; k < (int32_t)x->md->n && block_at(x, k)->kind != MD_HEADING; k++)
    if ((block_at(x, k)->kind == MD_LIST || block_at(x, k)->kind == MD_TABLE) && block_at(x, k)->from >= block_at(x, i)->to) return false;
  return true;
}

/* A count at the end of a heading or of a line that ends in a colon speaks of the list right behind it. */
static bool announces(const struct extraction *x, const struct claim_draft *d) {
  const struct md_block *b = block_at(x, d->block);
  struct str tail = strip_marks(str_sub(b->text, d->to, SIZE_MAX)); /* "(54 tests) ✅" */
  if (b->kind == MD_HEADING || is_bold_line(x, d->block))
    return str_eq(tail, STR(")")) || str_eq(tail, STR("):")) || str_eq(tail, STR(" total)"));
  return str_eq(tail, STR(":")) || str_eq(tail, STR("):"));
}

/* The one count of that kind in an item's own text; CLAIM_NONE if there is none, or several. */
static int32_t count_in(const struct extraction *x, int32_t text, const struct claim_draft *whole) {
  int32_t found = CLAIM_NONE;
  for (int32_t c = x->blocks[text].first; c != CLAIM_NONE; c = x->claims.v[c].next_in_block) {
    const struct extracted *e = &x->claims.v[c];
    if (e->dropped || e->d.family != FAMILY_COUNT || !str_eq(e->d.attribute, whole->attribute) || !str_eq(e->d.qualifier, whole->qualifier))
      continue;
    if (found != CLAIM_NONE || !e->d.exact || e->d.role != whole->role) return CLAIM_NONE;
    found = c;
  }
  return found;
}

enum { ADDENDS_MAX = 200 };

/* "Model tests (54 tests)" above "parser - 20 tests", "reader - 34 tests": every item tells how many of them it has. */
static void relate_addends(struct extraction *x, int32_t claim, int32_t list) {
  int32_t parts[ADDENDS_MAX], n = 0;
  for (int32_t i = list + 1; i < (int32_t)x->md->n && block_at(x, i)->from < block_at(x, list)->to; i++) {
    if (block_at(x, i)->kind != MD_ITEM || block_at(x, i)->parent != list) continue;
    bool text = i + 1 < (int32_t)x->md->n && block_at(x, i + 1)->kind == MD_PARAGRAPH;
    int32_t part = text && n < ADDENDS_MAX ? count_in(x, i + 1, &x->claims.v[claim].d) : CLAIM_NONE;
    if (part == CLAIM_NONE) return;
    parts[n++] = part;
  }
  for (int32_t i = 0; n > 1 && i < n; i++) relation_add(x, RELATION_SUM, claim, parts[i], i);
}

static void relate_list(struct extraction *x, int32_t claim) {
  const struct claim_draft *d = &x->claims.v[claim].d;
  int32_t list = d->block + 1, first = -1;
  if (list >= (int32_t)x->md->n || block_at(x, list)->kind != MD_LIST || block_at(x, list)->parent != block_at(x, d->block)->parent) return;
  if (!announces(x, d) || (block_at(x, d->block)->kind == MD_HEADING && !is_alone(x, list))) return;
  relate_addends(x, claim, list);
  int32_t n = x->claims.v[claim].d.exact ? enumerated(x, list, &first) : 0;
  if (is_near(d->number, n)) relation_add(x, RELATION_ITEMS, claim, item_claim(x, first), n);
}

/* --- names in a row ----------------------------------------------------------------------------------------------------------------- */

/* What is written like a name, not like a remark: in code, or with a mark, digit or capital in it. */
static bool is_name(const struct md_block *b, struct str s, size_t at) {
  bool marked = in_span(b, MD_CODE_SPAN, at, at + s.n);
  if (!s.n || s.n > 60 || ascii_is_digit(s.p[0])) return false;
  for (size_t i = 0; i < s.n; i++) {
    if (!ascii_is_alnum(s.p[i]) && !strchr("-_./:@", s.p[i])) return false;
    marked |= !ascii_is_alpha(s.p[i]) || (i == 0 && s.p[i] < 'a');
  }
  return marked && s.p[s.n - 1] != '.';
}

/* Things that have names of their own, so that a row of plain words behind their count is one of names: "5 queues (mail, audit, …)". */
static const char *const named_things[] = {
    "service",   "microservice", "table",     "index",    "database", "schema",  "user",       "environment", "region",      "role",
    "queue",     "topic",        "bucket",    "cluster",  "module",   "package", "component",  "team",        "endpoint",    "dashboard",
    "field",     "column",       "page",      "host",     "node",     "branch",  "provider",   "platform",    "language",    "locale",
    "country",   "tenant",       "customer",  "plugin",   "scenario", "suite",   "category",   "namespace",   "network",     "container",
    "worker",    "job",          "pipeline",  "view",     "stage",    "phase",   "squad",      "repository",  "library",     "collection",
    "processor", "stream",       "workspace", "store",    "site",     "shard",   "partition",  "extension",   "channel",     "exchange",
    "consumer",  "producer",     "workflow",  "screen",   "form",     "server",  "replica",    "engine",      "app",         "application",
    "tenant",    "zone",         "cache",     "division", "office",   "city",    "datacenter", "data-center", "data-source", NULL};
/* Words that make a row of words no row of names. */
static const char *const no_names[] = {
    "etc",  "and so on", "more", "others", "other", "all",  "each",   "both",     "including", "e.g",   "i.e",  "such as",   "not",
    "with", "for",       "of",   "in",     "on",    "by",   "from",   "to",       "is",        "are",   "was",  "were",      "has",
    "have", "which",     "that", "then",   "plus",  "or",   "new",    "old",      "some",      "most",  "none", "the",       "a",
    "an",   "still",     "now",  "only",   "see",   "also", "former", "formerly", "both",      "every", "as",   "see below", NULL};

static bool is_plain_name(struct str s) {
  size_t blanks = 0;
  if (!s.n || s.n > 40 || !ascii_is_alpha(s.p[0]) || !ascii_is_alnum(s.p[s.n - 1])) return false;
  for (size_t i = 0; i < s.n; i++) {
    if (!ascii_is_alnum(s.p[i]) && s.p[i] != '-' && s.p[i] != '_' && s.p[i] != ' ') return false;
    blanks += s.p[i] == ' ';
  }
  return blanks < 2 && !phrases_in(s, no_names) && !is_state(s) && !str_ends(s, STR("ed")) && !str_ends(s, STR("ly"));
}

/* A row of names between `from` and `to`: how many, how many of them are names for sure. */
struct name_row {
  int32_t n;
  bool marked; /* each is written like a name */
  struct span first;
};

static bool take_name(const struct md_block *b, struct str s, struct str name, struct name_row *row) {
  size_t from = (size_t)(name.p - s.p);
  bool marked = is_name(b, name, from);
  if (!marked && !is_plain_name(name)) return false;
  if (row->n == 0) *row = (struct name_row){.marked = true, .first = {from, from + name.n}};
  row->marked &= marked;
  row->n++;
  return true;
}

/* "a, b and c", "a, b, and c", "a, b, c". */
static bool read_names(const struct md_block *b, struct str s, size_t from, size_t to, struct name_row *row) {
  *row = (struct name_row){.n = 0};
  for (size_t i = from; i < to;) {
    size_t comma = str_find(str_sub(s, 0, to), STR(","), i), end = comma == SIZE_MAX ? to : comma;
    struct str name = str_trim(str_sub(s, i, end - i));
    if (comma == SIZE_MAX && str_starts_ci(name, STR("and "))) name = str_trim(str_sub(name, 4, SIZE_MAX));
    size_t joint = comma == SIZE_MAX ? str_find_ci(name, STR(" and "), 0) : SIZE_MAX;
    if (joint != SIZE_MAX) {
      if (!take_name(b, s, str_trim(str_sub(name, 0, joint)), row)) return false;
      name = str_trim(str_sub(name, joint + 5, SIZE_MAX));
    }
    if (!take_name(b, s, name, row)) return false;
    i = end + 1;
  }
  return row->n >= 2;
}

/* A line that ends here, and not in the middle of the row: "a, b,\nand c". */
static bool is_line_end(struct str s, size_t i) {
  if (s.p[i] != '\n') return false;
  struct str before = str_trim(str_sub(s, 0, i)), behind = str_trim(str_sub(s, i + 1, SIZE_MAX));
  return !str_ends(before, STR(",")) && !str_ends(before, STR(" and")) && !str_starts_ci(behind, STR("and "));
}

/* Where the sentence ends; SIZE_MAX if something else is behind the names. */
static size_t names_end(struct str s, size_t from) {
  size_t i = from;
  while (i < s.n && i - from < 400 && !is_line_end(s, i) && s.p[i] != ';' && s.p[i] != '(' &&
         !(s.p[i] == '.' && (i + 1 >= s.n || ascii_is_space(s.p[i + 1]))))
    i++;
  return i >= s.n || s.p[i] == '.' || s.p[i] == '\n' ? i : SIZE_MAX;
}

/* "3 services (api-web, api-jobs, web)", "four queues: mail, audit, sms and push." behind a count. */
static bool names_behind(const struct md_block *b, size_t at, struct name_row *row) {
  struct str s = b->text;
  if (str_eq(str_sub(s, at, 2), STR(" ("))) {
    size_t close = str_find(str_sub(s, 0, at + 600), STR(")"), at + 2);
    return close != SIZE_MAX && read_names(b, s, at + 2, close, row);
  }
  size_t end = str_eq(str_sub(s, at, 2), STR(": ")) ? names_end(s, at + 2) : SIZE_MAX;
  return end != SIZE_MAX && read_names(b, s, at + 2, end, row) && row->n >= 3;
}

/* Plain words are names only of things that have some, and then there are three at least. */
static bool names_things(const struct claim_draft *d, const struct name_row *row) {
  return row->marked ||
         (row->n >= 3 && str_starts(d->attribute, STR("count.")) && word_among(str_sub(d->attribute, 6, SIZE_MAX), named_things));
}

static void relate_names(struct extraction *x, int32_t claim) {
  const struct claim_draft *d = &x->claims.v[claim].d;
  struct name_row row;
  if (!d->exact || !names_behind(block_at(x, d->block), d->to, &row) || !names_things(d, &row) || !is_near(d->number, row.n) ||
      range_taken(x, d->block, row.first.from, row.first.to))
    return;
  struct claim_draft name = draft_at(FAMILY_TEXT, d->block, row.first.from, row.first.to);
  name.subject = subject_make(x, "item:", span_str(block_at(x, d->block)->text, row.first));
  relation_add(x, RELATION_ITEMS, claim, claim_add(x, &name), row.n);
}

/* --- tables ---------------------------------------------------------------------------------------------------------------------- */

static int32_t things_in(const struct table *t) {
  int32_t n = 0;
  for (int32_t r = 1; r < t->rows; r++) {
    if (t->row[r].part) return 0;
    n += !t->row[r].total;
  }
  return n;
}

static const char *const inventory_words[] = {"inventory", "overview", "status",  "results", "list", "summary",
                                              "all",       "deployed", "details", "final",   NULL};
static const char *const selection_words[] = {"issue",    "issues",   "failed",   "failing",  "failures",  "changed", "changes",
                                              "modified", "fixed",    "fixes",    "affected", "remaining", "problem", "problems",
                                              "new",      "top",      "known",    "sample",   "example",   "key",     "critical",
                                              "before",   "previous", "selected", "updated",  NULL};

/* Does the table hold all things of that noun? By its label column or its heading, and a heading that promises all of them. */
static bool holds_all(struct extraction *x, const struct table *t, struct str noun) {
  int32_t h = x->blocks[t->block].heading;
  struct str title = h < 0 ? STR_NONE : x->headings.v[h].title;
  struct counted named;
  if (t->silent || (t->shape != TABLE_THINGS && t->shape != TABLE_UNKNOWN) || !is_alone(x, t->block) || phrases_in(title, selection_words))
    return false;
  if (x->blocks[t->block].flags & (BLOCK_PLAN | BLOCK_PREVIOUS | BLOCK_CONDITION)) return false;
  bool titled = noun_of_label(x, title, &named);
  if (titled && str_eq(named.noun, noun) && !named.qualifier.n) return true;
  struct str label = noun_of(&x->arena, t->columns[t->label].header);
  return str_eq(label, noun) && (titled ? str_eq(named.noun, noun) : phrases_in(title, inventory_words));
}

static int32_t row_claim(struct extraction *x, const struct table *t) {
  int32_t cell = table_cell(t, 1, t->label);
  if (cell < 0 || !block_at(x, cell)->text.n) return CLAIM_NONE;
  for (int32_t c = x->blocks[cell].first; c != CLAIM_NONE; c = x->claims.v[c].next_in_block)
    if (x->claims.v[c].d.family == FAMILY_TEXT && !x->claims.v[c].d.attribute.n) return c; /* of another count */
  struct claim_draft d = draft_at(FAMILY_TEXT, cell, 0, block_at(x, cell)->text.n);
  d.subject = t->row[1].subject;
  return claim_add(x, &d);
}

enum { TABLES_LOOKED_AT = 200 };

/* All tables of that noun must agree on how many there are, else none is taken for the whole. */
static const struct table *whole_table(struct extraction *x, struct str noun, int32_t *n) {
  const struct table *found = NULL;
  for (size_t i = 0; i < x->tables.n && i < TABLES_LOOKED_AT; i++) {
    const struct table *t = x->tables.v[i];
    if (!holds_all(x, t, noun)) continue;
    if (found && things_in(t) != *n) return NULL;
    found = t;
    *n = things_in(t);
  }
  return found;
}

/* Only a count of the whole, without words that narrow it. */
static bool is_of_whole(const struct claim_draft *d) {
  return d->role == ROLE_MEASURED && !d->qualifier.n && (str_eq(d->subject, STR("deployment")) || str_eq(d->subject, STR("loadtest"))) &&
         str_starts(d->attribute, STR("count."));
}

static void relate_table(struct extraction *x, int32_t claim) {
  const struct claim_draft *d = &x->claims.v[claim].d;
  int32_t n = 0;
  if (!d->exact || !is_of_whole(d) || block_at(x, d->block)->kind == MD_CELL) return;
  const struct table *t = whole_table(x, str_sub(d->attribute, 6, SIZE_MAX), &n);
  if (t && is_near(d->number, n)) relation_add(x, RELATION_ITEMS, claim, row_claim(x, t), n);
}

/* "Alert rules (9)" right above the one table below it, a row a rule. */
static bool rows_name_things(const struct extraction *x, const struct table *t) {
  for (int32_t r = 1; r < t->rows; r++) {
    int32_t cell = table_cell(t, r, t->label);
    if (t->row[r].total) continue;
    if (cell < 0 || !t->row[r].label.n || !names_one_thing(block_at(x, cell)->text)) return false;
  }
  return true;
}

static void relate_titled_table(struct extraction *x, int32_t claim) {
  static const char *const any[] = {"name", "item", NULL};
  const struct claim_draft *d = &x->claims.v[claim].d;
  int32_t block = d->block + 1;
  if (!d->exact || block >= (int32_t)x->md->n || block_at(x, block)->kind != MD_TABLE || x->blocks[block].table < 0) return;
  const struct table *t = x->tables.v[x->blocks[block].table];
  bool counted = str_starts(d->attribute, STR("count.")) && announces(x, d) && is_alone(x, block);
  if (!counted || t->silent || (t->shape != TABLE_THINGS && t->shape != TABLE_UNKNOWN) || !rows_name_things(x, t)) return;
  struct str header = t->columns[t->label].header;
  bool same = word_among(header, any) || str_eq(noun_of(&x->arena, header), str_sub(d->attribute, 6, SIZE_MAX));
  if (same && is_near(d->number, things_in(t))) relation_add(x, RELATION_ITEMS, claim, row_claim(x, t), things_in(t));
}

enum { COUNTS_LOOKED_AT = 2000 };

void count_listings(struct extraction *x) {
  size_t n = x->claims.n;
  int looked = 0;
  for (size_t i = 0; i < n && looked < COUNTS_LOOKED_AT; i++) {
    if (!may_announce(&x->claims.v[i])) continue;
    looked++;
    relate_list(x, (int32_t)i);
    relate_names(x, (int32_t)i);
    relate_table(x, (int32_t)i);
    relate_titled_table(x, (int32_t)i);
  }
}
