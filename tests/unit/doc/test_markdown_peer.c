/* Table grids against the cmark-gfm program, where it is installed: the same cells with the same plain text, in documents made by seed
 * and in real ones. Left out of the made documents is what we read otherwise on purpose: symbols next to emphasis (cmark-gfm has the
 * older rule), and text that follows a table in a list or quote without a blank line and without its marker. */
#include <dirent.h>
#include <unistd.h>

#include "base/file.h"
#include "markdown_case.h"

enum { TABLES = 3000, SEEDS = 3 };

/* ---- documents by seed ---- */

static uint32_t draw(uint64_t *seed, uint32_t below) {
  *seed = *seed * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(*seed >> 33) % below;
}

static const char *const words[] = {
    "berth",
    "12.5 t",
    "**moored**",
    "*due*",
    "_soft_",
    "`crane`",
    "`a\\|b`",
    "\\|",
    "\\\\|x",
    "x\\*y",
    "[log](out/a.log)",
    "[a](b \"t\")",
    "![p](q)",
    "<b>",
    "</b>",
    "<br>",
    "&amp;",
    "&lt;3",
    "&nope;",
    "~~gone~~",
    "***",
    "**",
    "*",
    "_",
    "`",
    "[",
    "]",
    "](",
    "é",
    "a_b_c",
    "<https://a.example>",
    "2 * 3",
    "<!-- c -->",
    "&#124;",
    "\\",
    "~",
    "\t",
    "  ",
    "[ref]",
    "[x][ref]",
};

struct place_in {
  const char *first, *rest;
};
static const struct place_in places[] = {{"", ""},     {"", ""},       {"  ", " "},      {"> ", "> "},
                                         {"- ", "  "}, {"7. ", "   "}, {"> - ", ">   "}, {"- > ", "  >"}};

static void add_cells(struct buf *out, uint64_t *seed, uint32_t cols) {
  bool outer = draw(seed, 4) > 0;
  if (outer) buf_add_char(out, '|');
  for (uint32_t col = 0; col < cols; col++) {
    if (col) buf_add_char(out, '|');
    buf_add_cstr(out, outer && draw(seed, 3) ? " " : "c");
    for (uint32_t n = draw(seed, 4); n > 0; n--) buf_printf(out, "%s ", words[draw(seed, sizeof words / sizeof *words)]);
  }
  buf_add_cstr(out, outer ? "|\n" : "\n");
}

static void add_delimiters(struct buf *out, uint64_t *seed, uint32_t cols) {
  static const char *const marks[] = {"---", ":-", "-:", ":--:", " - "};
  buf_add_char(out, '|');
  for (uint32_t col = 0; col < cols; col++) buf_printf(out, "%s|", marks[draw(seed, 5)]);
  buf_add_char(out, '\n');
}

static void add_table(struct buf *out, uint64_t *seed) {
  struct place_in in = places[draw(seed, sizeof places / sizeof *places)];
  uint32_t cols = 1 + draw(seed, 5), rows = draw(seed, 5);
  buf_printf(out, "# next\n%s", in.first);
  if (draw(seed, 3) == 0) buf_printf(out, "words *above\n%s", in.rest);
  add_cells(out, seed, cols);
  buf_add_cstr(out, in.rest);
  add_delimiters(out, seed, draw(seed, 12) ? cols : cols + 1);
  for (uint32_t row = 0; row < rows; row++) {
    buf_add_cstr(out, in.rest);
    add_cells(out, seed, draw(seed, 4) ? cols : 1 + draw(seed, 6));
  }
  buf_add_cstr(out, draw(seed, 2) ? "\n" : "");
}

/* ---- the grid as text: "0,1 plain text" a line ---- */

static void add_text(struct buf *out, struct str s) {
  for (size_t i = 0; i < s.n; i++) buf_add_char(out, s.p[i] == '\n' ? '/' : s.p[i] == '\t' ? ' ' : s.p[i]);
}

static void add_cell(struct buf *out, int32_t row, int32_t col, struct str text) {
  buf_printf(out, "%d,%d ", row, col);
  add_text(out, str_trim(text));
  buf_add_char(out, '\n');
}

static void our_grid(struct buf *out, const struct markdown *m) {
  for (size_t i = 0; i < m->n; i++)
    if (m->blocks[i].kind == MD_CELL) add_cell(out, m->blocks[i].row, m->blocks[i].col, m->blocks[i].text);
}

static void add_unescaped(struct buf *out, struct str s) {
  static const struct {
    struct str name;
    char c;
  } names[] = {{{"&amp;", 5}, '&'}, {{"&lt;", 4}, '<'}, {{"&gt;", 4}, '>'}, {{"&quot;", 6}, '"'}};
  for (size_t i = 0; i < s.n;) {
    char c = s.p[i];
    size_t used = 1;
    for (size_t k = 0; k < 4; k++)
      if (str_starts(str_sub(s, i, s.n), names[k].name)) c = names[k].c, used = names[k].name.n;
    buf_add_char(out, c);
    i += used;
  }
}

struct peer {
  struct buf *out, cell;
  int32_t row, col;
  bool in_cell;
};

static void peer_element(struct peer *p, struct str tag, struct str content) {
  if (str_starts(tag, STR("table_header")))
    p->row = 0, p->col = 0;
  else if (str_starts(tag, STR("table_row")))
    p->row++, p->col = 0;
  else if (str_starts(tag, STR("table_cell")))
    p->in_cell = true;
  else if (str_starts(tag, STR("/table_cell"))) {
    add_cell(p->out, p->row, p->col++, buf_str(&p->cell));
    buf_clear(&p->cell);
    p->in_cell = false;
  } else if (!p->in_cell)
    return;
  else if (str_starts(tag, STR("text")) || str_starts(tag, STR("code")))
    add_unescaped(&p->cell, content);
  else if (str_starts(tag, STR("html_inline")) && str_starts(content, STR("&lt;br")))
    buf_add_char(&p->cell, '\n');
}

/* Tags of the XML and the text behind each; an empty cell is "<table_cell />". */
static void peer_grid(struct buf *out, struct str xml) {
  struct peer p = {.out = out, .row = -1};
  for (size_t at = str_find(xml, STR("<"), 0); at != SIZE_MAX;) {
    size_t end = str_find(xml, STR(">"), at), next = str_find(xml, STR("<"), at + 1);
    struct str tag = str_sub(xml, at + 1, end - at - 1), content = str_sub(xml, end + 1, (next == SIZE_MAX ? xml.n : next) - end - 1);
    peer_element(&p, tag, content);
    if (p.in_cell && str_ends(tag, STR("/")) && str_starts(tag, STR("table_cell"))) peer_element(&p, STR("/table_cell"), STR_NONE);
    at = next;
  }
  buf_release(&p.cell);
}

/* ---- running it ---- */

static bool peer_installed(void) { return system("cmark-gfm --version >/dev/null 2>&1") == 0; }

static void run_peer(struct buf *out, struct str source) {
  char path[] = "/tmp/tieout-peer-XXXXXX", command[160];
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  assert_int_equal(write(fd, source.p, source.n), (ssize_t)source.n);
  close(fd);
  snprintf(command, sizeof command, "cmark-gfm -t xml -e table -e strikethrough --strikethrough-double-tilde %s", path);
  FILE *pipe = popen(command, "r");
  assert_non_null(pipe);
  char chunk[65536];
  for (size_t n; (n = fread(chunk, 1, sizeof chunk, pipe)) > 0;) buf_add(out, chunk, n);
  assert_int_equal(pclose(pipe), 0);
  unlink(path);
}

static void fail_at_difference(const char *name, struct str ours, struct str theirs) {
  size_t line = 0;
  for (size_t i = 0; i < ours.n && i < theirs.n && ours.p[i] == theirs.p[i]; i++)
    if (ours.p[i] == '\n') line = i + 1;
  fail_msg("%s: ours %.80s\ntheirs %.80s", name, ours.p + line, theirs.p + line);
}

static size_t compare(const char *name, struct str source) {
  struct text t;
  struct markdown m;
  struct buf xml = BUF_INIT, ours = BUF_INIT, theirs = BUF_INIT;
  md_load(&t, &m, source);
  our_grid(&ours, &m);
  run_peer(&xml, t.s);
  peer_grid(&theirs, buf_str(&xml));
  if (!str_eq(buf_str(&ours), buf_str(&theirs))) fail_at_difference(name, buf_str(&ours), buf_str(&theirs));
  size_t cells = 0;
  for (size_t i = 0; i < m.n; i++) cells += m.blocks[i].kind == MD_CELL;
  buf_release(&xml);
  buf_release(&ours);
  buf_release(&theirs);
  md_unload(&t, &m);
  return cells;
}

static void agrees_on_made_documents(void **state) {
  (void)state;
  if (!peer_installed()) skip();
  for (uint64_t i = 1; i <= SEEDS; i++) {
    struct buf b = BUF_INIT;
    uint64_t seed = i;
    for (int k = 0; k < TABLES; k++) add_table(&b, &seed);
    buf_add_cstr(&b, "\n[ref]: target\n");
    assert_true(compare("made", buf_str(&b)) > TABLES);
    buf_release(&b);
  }
}

static void agrees_on_real_documents(void **state) {
  (void)state;
  DIR *dir = peer_installed() ? opendir(TIEOUT_SHARED_DIR "/seeds") : NULL;
  if (!dir) skip();
  size_t cells = 0;
  for (struct dirent *e; (e = readdir(dir));) {
    if (!str_ends(str_of(e->d_name), STR(".md"))) continue;
    char *path = file_join(TIEOUT_SHARED_DIR "/seeds", e->d_name);
    struct file f;
    struct err err = ERR_INIT;
    assert_int_equal(file_read(&f, path, 1 << 24, &err), 0);
    cells += compare(e->d_name, file_str(&f));
    file_release(&f);
    mem_free(path);
  }
  closedir(dir);
  assert_true(cells > 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(agrees_on_made_documents),
      cmocka_unit_test(agrees_on_real_documents),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
