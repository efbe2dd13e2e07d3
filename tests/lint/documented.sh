#!/bin/sh
# Every diagnostic and every rule is explained, and nothing is explained that is not there.
set -eu
cd "$SRC"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0

compare() { # WHAT CODE DOCUMENT
  comm -23 "$2" "$3" | sed "s|^|$1 not documented: |"
  comm -13 "$2" "$3" | sed "s|^|$1 documented but not there: |"
  cmp -s "$2" "$3" || bad=1
}

sed -n 's/^DIAG([A-Z_0-9]*, "\([a-z0-9-]*\)".*/\1/p' src/base/diag.def >"$work/diag.order"
sort "$work/diag.order" >"$work/diag.code"
cmp -s "$work/diag.order" "$work/diag.code" || { echo "src/base/diag.def is not sorted by name"; bad=1; }
[ -s "$work/diag.code" ] || { echo "no diagnostic found in src/base/diag.def"; bad=1; }
sed -n 's/^### `\([a-z0-9-]*\)`$/\1/p' docs/diagnostics.md | sort >"$work/diag.doc"
compare diagnostic "$work/diag.code" "$work/diag.doc"

# Rules of broken input, the id in brackets behind an error message: the string literals that err_at() gets as `rule`.
find rules -name rule.sql -exec sed -n 's/^id: *\([A-Z]*[0-9]*\).*/\1/p' {} + | sort >"$work/rule.code"
if [ -s "$work/rule.code" ]; then
  uniq -d "$work/rule.code" | sed 's/^/rule id used twice: /' >"$work/twice"
  [ ! -s "$work/twice" ] || { cat "$work/twice"; bad=1; }
  sed -nE 's/^(#+|\|) *`?([A-Z]{2}[0-9]{3})`?.*/\2/p' docs/rules.md | sort -u >"$work/rule.doc"
  compare rule "$work/rule.code" "$work/rule.doc"
fi
exit $bad
