/* Files that the report points to. A path is claimed where it stands for a file of the tree: not in commands, URLs, routes, host paths. */
#include "extract/passes.h"
#include "extract/table.h"
#include "extract/words.h"

static const char *const extensions[] = {
    "c",      "cfg",  "conf",  "cpp", "csproj", "css",   "csv", "dart", "env",  "gif",   "go",  "gradle", "h",   "hpp",   "html",    "ini",
    "ipynb",  "java", "jpg",   "js",  "json",   "jsonl", "jsx", "kt",   "lock", "log",   "lua", "md",     "mdx", "mjs",   "parquet", "pdf",
    "php",    "png",  "proto", "ps1", "py",     "r",     "rb",  "rs",   "rst",  "scala", "sh",  "sql",    "svg", "swift", "tar",     "tf",
    "tfvars", "toml", "ts",    "tsv", "tsx",    "txt",   "vue", "xlsx", "xml",  "yaml",  "yml", "zip",    "gz",  "db",    "sarif",   NULL};
/* Names that are written like a file beside prose, and are none: "Node.js", "console.log". */
static const char *const not_files[] = {"node.js",   "next.js",     "vue.js",   "react.js", "express.js", "three.js", "d3.js", "chart.js",
                                        "socket.io", "console.log", "math.log", "np.log",   "asp.net",    "nuxt.js",  NULL};
static const char *const not_roots[] = {"v1",     "v2",    "api",           "roles",       "projects", "refs", "origin", "feature", "http:",
                                        "https:", "users", "organizations", "application", "text",     "tcp",  "udp",    NULL};

struct path_shape {
  bool path, glob, slash, known_extension, folder;
  size_t n; /* bytes of the path in the token: without ":12", "#anchor", full stop */
};

static size_t without_lines(struct str s) {
  size_t n = s.n;
  const char *hash = memchr(s.p, '#', n);
  if (hash && hash > s.p) n = (size_t)(hash - s.p);
  while (n && strchr(".,;:!?)", s.p[n - 1])) n--;
  for (;;) { /* ":12", ":10-20", ":12:5" */
    size_t i = n;
    while (i > 0 && (ascii_is_digit(s.p[i - 1]) || s.p[i - 1] == '-')) i--;
    if (i == n || i < 2 || s.p[i - 1] != ':') return n;
    n = i - 1;
  }
}

static bool allowed_bytes(struct str s, bool *glob) {
  for (size_t i = 0; i < s.n; i++) {
    unsigned char c = (unsigned char)s.p[i];
    if (c == '*' || c == '<' || c == '>' || c == '{' || c == '}' || c == '$' || c == '[' || c == ']') {
      *glob = true;
    } else if (!(ascii_is_alnum((char)c) || strchr("._-/+@~%", (char)c) || c == ',' || c >= 0x80)) {
      return false;
    }
  }
  return true;
}

/* Dates and stand-ins in a name: "report-YYYYMMDD.json", "session-XXX.md". */
static bool has_stand_in(struct str s) {
  return str_find(s, STR("YYYY"), 0) != SIZE_MAX || str_find(s, STR("XXX"), 0) != SIZE_MAX || str_find(s, STR("..."), 0) != SIZE_MAX ||
         str_find(s, STR("\xE2\x80\xA6"), 0) != SIZE_MAX;
}

static bool outside_tree(struct str s) {
  if (strchr("/~$-@#%", s.p[0])) return true;
  if (str_find(s, STR("://"), 0) != SIZE_MAX || str_starts_ci(s, STR("mailto:")) || str_starts(s, STR("../../../"))) return true;
  size_t slash = str_find(s, STR("/"), 0);
  struct str root = str_sub(s, 0, slash == SIZE_MAX ? 0 : slash);
  if (word_among(root, not_roots)) return true;
  /* "registry.example.com/team/app": a host in front */
  return root.n > 2 && root.p[0] != '.' && memchr(root.p, '.', root.n) != NULL;
}

static bool extension_known(struct str s) {
  size_t dot = s.n;
  while (dot > 0 && s.p[dot - 1] != '.' && s.p[dot - 1] != '/') dot--;
  return dot > 1 && s.p[dot - 1] == '.' && s.p[dot - 2] != '/' && word_among(str_sub(s, dot, SIZE_MAX), extensions);
}

static struct path_shape shape_of(struct str token) {
  struct path_shape p = {.n = without_lines(token)};
  struct str s = str_sub(token, 0, p.n);
  if (s.n < 4 || s.n > 250 || !allowed_bytes(s, &p.glob) || outside_tree(s) || word_among(s, not_files)) return p;
  size_t slashes = 0;
  for (size_t i = 0; i < s.n; i++) slashes += s.p[i] == '/';
  p.slash = slashes > 0;
  p.glob |= has_stand_in(s);
  p.known_extension = extension_known(s);
  p.folder = !p.known_extension && (s.p[s.n - 1] == '/' || (slashes >= 2 && str_find(s, STR("//"), 0) == SIZE_MAX));
  p.path = p.known_extension || p.folder;
  return p;
}

/* A folder without extension or closing slash may be a route or a bucket: its segments must look like folders. */
static bool plain_segments(struct str s) {
  for (size_t i = 0; i < s.n; i++)
    if (!(ascii_is_alnum(s.p[i]) || strchr("._-/*<>", s.p[i]))) return false;
  for (size_t i = 0; i < s.n && s.p[i] != '/'; i++)
    if (ascii_is_alpha(s.p[i])) return true;
  return false;
}

/* --- what the words around make of it ----------------------------------------------------------------------------------------- */

/* Sorted. */
static const struct phrase_row proof_rows[] = {
    {"according", 1}, {"artifact", 1},  {"artifacts", 1}, {"based", 1},  {"captured", 1},  {"confirmed", 1}, {"documented", 1},
    {"evidence", 1},  {"evidenced", 1}, {"generated", 1}, {"logged", 1}, {"logs", 1},      {"manifest", 1},  {"output", 1},
    {"per", 1},       {"proof", 1},     {"recorded", 1},  {"report", 1}, {"reports", 1},   {"results", 1},   {"saved", 1},
    {"see", 1},       {"source", 1},    {"sources", 1},   {"stored", 1}, {"validated", 1}, {"verified", 1},
};
static const char *const proof_headers[] = {"evidence", "source", "sources", "artifact", "artifacts", "path",   "report",
                                            "manifest", "proof",  "results", "log",      "logs",      "output", NULL};

/* A pass over citations: the phrase set is made once. */
struct citing {
  struct extraction *x;
  struct phrase_set proof;
};

static bool words_prove(const struct citing *c, int32_t block, size_t from) {
  struct str s = block_at(c->x, block)->text;
  struct span sentence = sentence_around(s, from, from);
  return phrase_kinds(&c->proof, str_sub(s, sentence.from, from - sentence.from)) != 0;
}

/* Programs make evidence, they are none. */
static bool is_program(struct str path) {
  static const char *const programs[] = {".sh",   ".py", ".js", ".ts",  ".go",  ".rb",  ".tsx", ".jsx",
                                         ".java", ".c",  ".rs", ".sql", ".mjs", ".ps1", NULL};
  for (const char *const *p = programs; *p; p++)
    if (str_ends(path, str_of(*p))) return true;
  return false;
}

static bool proves(const struct citing *c, int32_t block, size_t from, struct str path) {
  if (is_program(path)) return false;
  unsigned k = block_kinds(c->x, block);
  if (k & (SECTION_HOWTO | SECTION_PLAN | SECTION_TEMPLATE | SECTION_ROLLBACK)) return false;
  if (column_is_of(c->x, block, proof_headers) || words_prove(c, block, from)) return true;
  return (k & SECTION_EVIDENCE) != 0 && block_at(c->x, block)->kind != MD_HEADING;
}

/* "Evidence: `x.json`": what the line is for stands in front, wherever the line does. */
static bool is_introduced(const struct extraction *x, int32_t block, size_t from) {
  static const char *const labels[] = {"evidence", "source", "sources", "proof", NULL};
  struct str s = block_at(x, block)->text;
  size_t line = from, at = 0;
  while (line > 0 && from - line < 200 && s.p[line - 1] != '\n') line--;
  struct str before = str_sub(s, line, from - line);
  struct span w;
  while (word_next(before, &at, &w) && !word_among(span_str(before, w), labels)) return false;
  if (at >= before.n || w.to >= before.n) return false;
  struct str rest = str_sub(before, w.to, SIZE_MAX);
  while (rest.n && (rest.p[0] == '*' || rest.p[0] == ' ')) rest = str_sub(rest, 1, SIZE_MAX);
  if (!rest.n || rest.p[0] != ':') return false;
  for (size_t i = 1; i < rest.n; i++) /* other paths may stand between, words may not */
    if (ascii_is_alpha(rest.p[i])) {
      size_t end = i;
      bool path = false;
      while (end < rest.n && !ascii_is_space(rest.p[end]) && rest.p[end] != ',') path |= strchr("./", rest.p[end++]) != NULL;
      if (!path && !str_eq(str_sub(rest, i, end - i), STR("and")) && !str_eq(str_sub(rest, i, end - i), STR("see"))) return false;
      i = end;
    }
  return true;
}

static const char *const made_later[] = {"create",  "to be created", "will create", "new file",        "to create", "planned", "add",
                                         "will be", "to be added",   "todo",        "to be generated", "tbd",       NULL};

static bool is_planned(const struct extraction *x, int32_t block, size_t from, size_t to, bool introduced) {
  unsigned f = x->blocks[block].flags;
  if ((f & BLOCK_OPEN_TASK) || ((f & BLOCK_PLAN) && !introduced)) return true;
  struct str s = block_at(x, block)->text;
  struct span sentence = sentence_around(s, from, to);
  struct str before =
      str_sub(s, from - sentence.from > 40 ? from - 40 : sentence.from, from - sentence.from > 40 ? 40 : from - sentence.from);
  struct str after = str_sub(s, to, sentence.to - to > 40 ? 40 : sentence.to - to);
  return phrases_in(before, made_later) || (after.n && phrases_in(after, made_later + 1) && memchr(after.p, '(', after.n));
}

static void cite(struct citing *c, int32_t block, size_t from, size_t to, struct str value, bool glob) {
  struct extraction *x = c->x;
  if (x->capped || range_taken(x, block, from, to)) return;
  unsigned f = x->blocks[block].flags;
  struct voice v = voice_at(x, block, from, to);
  if (f & (BLOCK_TEMPLATE | BLOCK_EXAMPLE)) return;
  bool introduced = is_introduced(x, block, from), planned = is_planned(x, block, from, to, introduced);
  struct claim_draft d = draft_at(FAMILY_CITATION, block, from, to);
  d.attribute = STR("path");
  d.value = arena_str(&x->arena, value);
  d.role = planned ? ROLE_PLAN : ROLE_MEASURED;
  d.qualifier = glob                                                                                 ? STR("glob")
                : planned                                                                            ? STR("plan")
                : !v.silent && ((introduced && !is_program(value)) || proves(c, block, from, value)) ? STR("evidence")
                                                                                                     : STR_NONE;
  claim_add(x, &d);
}

/* --- where paths stand -------------------------------------------------------------------------------------------------------- */

static bool has_scheme(struct str s) { return str_find(s, STR(":"), 0) != SIZE_MAX || str_starts(s, STR("//")); }

static void cite_link(struct citing *c, int32_t block, const struct md_span *span) {
  struct str t = span->target;
  size_t end = 0;
  while (end < t.n && t.p[end] != '#' && t.p[end] != '?') end++;
  t = str_sub(t, 0, end);
  if (t.n < 2 || span->to <= span->from || has_scheme(t) || t.p[0] == '/') return;
  bool glob = false;
  if (!allowed_bytes(t, &glob) || glob || !(extension_known(t) || memchr(t.p, '/', t.n))) return;
  cite(c, block, span->from, span->to, t, false);
}

static void cite_code(struct citing *c, int32_t block, const struct md_span *span) {
  const struct md_block *b = block_at(c->x, block);
  struct str s = str_trim(str_sub(b->text, span->from, span->to - span->from));
  struct path_shape p = shape_of(s);
  if (!p.path || (p.folder && !plain_segments(str_sub(s, 0, p.n)))) return;
  size_t from = (size_t)(s.p - b->text.p);
  cite(c, block, from, from + p.n, str_sub(s, 0, p.n), p.glob);
}

static void cite_spans(struct citing *c, int32_t block) {
  const struct md_block *b = block_at(c->x, block);
  for (size_t i = 0; i < b->spans_n; i++)
    if (b->spans[i].kind == MD_LINK) cite_link(c, block, &b->spans[i]);
  uint32_t link_end = 0;
  for (size_t i = 0; i < b->spans_n; i++) {
    const struct md_span *span = &b->spans[i];
    if (span->kind == MD_LINK && span->to > link_end) link_end = span->to;
    if (span->kind == MD_CODE_SPAN && span->from >= link_end) cite_code(c, block, span);
  }
}

static bool token_end(char c) {
  switch (c) {
  case ' ':
  case '\n':
  case '\t':
  case ',':
  case ';':
  case '(':
  case ')':
  case '|':
  case '"':
  case '\'':
  case '`':
    return true;
  default:
    return false;
  }
}

/* Plain text: only what cannot be anything else, a path with a folder and a known extension; or a file name that is the whole text. */
static void cite_plain(struct citing *c, int32_t block) {
  const struct extraction *x = c->x;
  struct str s = block_at(x, block)->text;
  struct str whole = str_trim(s);
  const struct md_block *b = block_at(x, block);
  for (size_t i = 0; i < s.n;) {
    while (i < s.n && token_end(s.p[i])) i++;
    size_t from = i;
    bool mark = false;
    for (; i < s.n && !token_end(s.p[i]); i++) mark |= s.p[i] == '/' || s.p[i] == '.';
    if (!mark || i - from < 4 || (i < s.n && s.p[i] == '(') || in_span(b, MD_CODE_SPAN, from, from + 1)) continue;
    struct str token = str_sub(s, from, i - from);
    struct path_shape p = shape_of(token);
    bool alone = token.n == whole.n && block_at(x, block)->kind != MD_HEADING;
    if (!p.known_extension || !(p.slash || alone) || range_taken(x, block, from, from + p.n)) continue;
    cite(c, block, from, from + p.n, str_sub(token, 0, p.n), p.glob);
  }
}

void extract_citation(struct extraction *x) {
  struct citing c = {.x = x};
  phrase_set_init(&c.proof, proof_rows, sizeof proof_rows / sizeof proof_rows[0]);
  for (int32_t i = 0; i < (int32_t)x->md->n; i++) {
    enum md_kind k = block_at(x, i)->kind;
    if (k != MD_PARAGRAPH && k != MD_CELL && k != MD_HEADING) continue;
    cite_spans(&c, i);
    cite_plain(&c, i);
  }
}

const char *citation_proof(size_t i) { return i < sizeof proof_rows / sizeof proof_rows[0] ? proof_rows[i].phrase : NULL; }
