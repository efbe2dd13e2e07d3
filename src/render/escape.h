/* Foreign text in other languages. Each escaper leaves nothing that its language could take for more than text; what has no shape of its
 * own (control characters, direction marks, bytes that are not UTF-8) is shown as `\x1b` or `\u{202e}`. */
#ifndef TIEOUT_RENDER_ESCAPE_H
#define TIEOUT_RENDER_ESCAPE_H

#include "base/buf.h"
#include "base/str.h"

/* Without "./" in front: readers compare paths as they are written. */
struct str path_plain(struct str path);
/* A path as a URI reference: relative stays relative, absolute becomes file:///…; every byte that is not unreserved is percent-encoded. */
void escape_uri(struct buf *out, struct str path);
void escape_uri_part(struct buf *out, struct str s);
/* XML 1.0 character data and attribute values. Line ends stay in text (`lines`), and are escapes elsewhere. */
void escape_xml(struct buf *out, struct str s, bool lines);
/* A workflow command of GitHub Actions: its message, or (`property`) one of its properties. */
void escape_command(struct buf *out, struct str s, bool property);
/* A code span of Markdown: nothing in it is markup, a link, a mention or HTML. In a table cell a pipe is shown as `\x7c`. Nothing for empty
 * text. */
void escape_code(struct buf *out, struct str s, size_t max, bool cell);
/* A plain message of SARIF: braces are doubled, and "](" is kept from being a link by a blank. */
void escape_sarif(struct buf *out, struct str s);

#endif
