/* Append-only logs, one entry a line: "[2025-03-02T10:11:12Z] text (Artifacts: a, b)", with or without brackets and list marks.
 *
 * What an entry says is narrative; where it reports an outcome it repeats what another tool found, which is derived. */
#include "ingest/native/native.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/time.h"
#include "doc/lines.h"
#include "ingest/redact.h"
#include "model/status.h"

enum { SNIFFED_LINES = 200 };
static const int64_t day_usec = (int64_t)86400 * 1000000;

struct entry {
  struct moment at;
  struct str text;      /* behind the time, without the artifacts */
  struct str artifacts; /* inside "(Artifacts: …)", or empty */
};

static struct str skip_marks(struct str s) {
  s = str_trim(s);
  if (s.n > 2 && strchr("-*+", s.p[0]) && s.p[1] == ' ') s = str_trim(str_sub(s, 2, s.n));
  return s;
}

/* ",123": milliseconds as Java and Python loggers write them. */
static size_t skip_millis(struct str s, size_t at) {
  if (at >= s.n || s.p[at] != ',') return at;
  size_t end = at + 1;
  while (end < s.n && ascii_is_digit(s.p[end])) end++;
  return end > at + 1 ? end : at;
}

/* Bytes of the time in front; 0: none. A bare date without brackets is prose ("2025-03-02 was a good day"). */
static size_t read_time(struct str s, struct moment *out) {
  bool bracket = s.n && s.p[0] == '[';
  size_t used = time_scan(str_sub(s, bracket, s.n), out);
  if (!used) return 0;
  size_t at = skip_millis(s, used + bracket);
  if (!bracket) return out->hi - out->lo < day_usec && at < s.n && strchr(" \t|", s.p[at]) ? at : 0;
  return at < s.n && s.p[at] == ']' ? at + 1 : 0;
}

static struct str strip_separator(struct str s) {
  s = str_trim(s);
  static const char *const separators[] = {"- ", "\xE2\x80\x93 ", "\xE2\x80\x94 ", ": ", "| "};
  for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++)
    if (str_starts(s, str_of(separators[i]))) return str_trim(str_sub(s, strlen(separators[i]), s.n));
  return s;
}

static void split_artifacts(struct entry *e) {
  if (!str_ends(e->text, STR(")"))) return;
  size_t open = str_find_ci(e->text, STR("(artifact"), 0);
  if (open == SIZE_MAX) return;
  size_t colon = str_find(e->text, STR(":"), open);
  if (colon == SIZE_MAX) return;
  e->artifacts = str_trim(str_sub(e->text, colon + 1, e->text.n - colon - 2));
  e->text = str_trim(str_sub(e->text, 0, open));
}

static bool read_entry(struct str line, struct entry *out) {
  line = skip_marks(line);
  *out = (struct entry){0};
  size_t used = read_time(line, &out->at);
  if (!used) return false;
  out->text = strip_separator(str_sub(line, used, line.n));
  split_artifacts(out);
  return out->text.n > 0;
}

static bool is_blank(struct str line) {
  line = str_trim(line);
  return !line.n || line.p[0] == '#';
}

/* --- the importer --- */

static int log_score(const struct importer *self, const struct evidence *e) {
  if (e->form != EVIDENCE_TEXT) return 0;
  struct lines lines;
  struct line line;
  struct entry entry;
  struct err ignored = ERR_INIT;
  size_t dated = 0, all = 0;
  lines_open(&lines, e->text.s, e->path);
  while (all < SNIFFED_LINES && lines_next(&lines, &line, &ignored) == 1) {
    if (is_blank(line.s)) continue;
    dated += read_entry(line.s, &entry);
    if (++all == 1 && !dated) return 0;
  }
  if (!dated || dated * 2 < all) return 0;
  return 2 + (str_find_ci(file_base(str_of(e->path)), STR("log"), 0) != SIZE_MAX);
}

static void log_identify(const struct importer *self, const struct evidence *e, struct arena *a, struct identity *out,
                         const struct diag_sink *diags) {
  struct lines lines;
  struct line line;
  struct entry entry;
  struct err ignored = ERR_INIT; /* read() meets the same error and tells it */
  *out = (struct identity){.observed_at = TIME_NONE};
  lines_open(&lines, e->text.s, e->path);
  while (lines_next(&lines, &line, &ignored) == 1)
    if (read_entry(line.s, &entry) && entry.at.lo > out->observed_at) out->observed_at = entry.at.lo;
}

struct log_run {
  const struct evidence *e;
  const struct import_sink *out;
  struct arena arena; /* of the line at hand */
};

static int add_fact(struct log_run *r, const struct line *line, const struct entry *entry, const char *attribute, struct str value,
                    enum rank rank, struct err *err) {
  struct place place = text_place(&r->e->text, line->offset, line->offset);
  struct fact f = {
      .subject = STR("log"),
      .attribute = str_of(attribute),
      .value = quote_cap(value, LIMIT_QUOTE_BYTES),
      .state = FACT_KNOWN,
      .rank = rank,
      .observed_at = entry->at.lo,
      .line = place.line,
      .column = place.column,
      .text = quote_cap(text_quote(&r->e->text, line->offset, line->offset + line->s.n), LIMIT_QUOTE_BYTES),
  };
  f.written = f.value;
  return emit_fact(r->out, &r->arena, str_of(r->e->path), &f, err);
}

/* "[text](target)" → text, "`x`" → x. */
static struct str plain_path(struct str s) {
  s = str_trim(s);
  if (s.n > 2 && s.p[0] == '`' && s.p[s.n - 1] == '`') return str_sub(s, 1, s.n - 2);
  size_t close = s.n && s.p[0] == '[' ? str_find(s, STR("]("), 0) : SIZE_MAX;
  return close == SIZE_MAX ? s : str_sub(s, 1, close - 1);
}

static int add_artifacts(struct log_run *r, const struct line *line, const struct entry *entry, struct err *err) {
  for (size_t at = 0; at < entry->artifacts.n;) {
    size_t comma = str_find(entry->artifacts, STR(","), at);
    size_t end = comma == SIZE_MAX ? entry->artifacts.n : comma;
    struct str path = plain_path(str_sub(entry->artifacts, at, end - at));
    if (path.n && add_fact(r, line, entry, "path", path, RANK_NARRATIVE, err)) return -1;
    at = end + 1;
  }
  return 0;
}

static bool is_word_end(char c) { return ascii_is_space(c) || strchr(",;:()[]", c); }

/* Whether some word of the entry says how something went. */
static bool tells_outcome(struct str text) {
  for (size_t at = 0; at < text.n;) {
    size_t end = at;
    while (end < text.n && !is_word_end(text.p[end])) end++;
    enum status s = status_of_word(str_sub(text, at, end - at));
    if (s == STATUS_SUCCESS || s == STATUS_FAILURE || s == STATUS_PARTIAL) return true;
    at = end + 1;
  }
  return false;
}

static int add_entry(struct log_run *r, const struct line *line, const struct entry *entry, struct err *err) {
  bool outcome = tells_outcome(entry->text);
  if (add_fact(r, line, entry, "message", entry->text, outcome ? RANK_DERIVED : RANK_NARRATIVE, err)) return -1;
  int rc = add_artifacts(r, line, entry, err);
  arena_release(&r->arena);
  return rc;
}

static int log_read(const struct importer *self, const struct evidence *e, const struct identity *id, const struct import_sink *out,
                    struct err *err) {
  struct log_run r = {.e = e, .out = out};
  struct lines lines;
  struct line line;
  struct entry entry;
  int64_t last = TIME_NONE;
  uint32_t undated = 0, first_undated = 0;
  int rc;
  lines_open(&lines, e->text.s, e->path);
  while ((rc = lines_next(&lines, &line, err)) == 1) {
    if (is_blank(line.s)) continue;
    if (!read_entry(line.s, &entry)) {
      if (!undated++) first_undated = line.number;
      continue;
    }
    if (entry.at.hi <= last) diag_emit(out->diags, DIAG_LOG_ORDER, str_of(e->path), line.number, 1, "%s", "");
    last = entry.at.lo;
    if (add_entry(&r, &line, &entry, err)) return -1;
  }
  if (undated) diag_emit(out->diags, DIAG_LOG_UNDATED, str_of(e->path), first_undated, 1, "%u lines, the first one here", undated);
  return rc;
}

const struct importer native_log = {
    .info = {.name = "append-only-log", .version = "1", .title = "log that is only appended to, one dated entry a line", .native = true},
    .rank = RANK_NARRATIVE,
    .score = log_score,
    .identify = log_identify,
    .read = log_read,
    .append_only = true,
};
