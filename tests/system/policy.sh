#!/bin/sh
# Every key of the policy has an example in docs/policy.md, and each example does what it says: its quoted lines are found with the policy and not
# without it, those behind "not:" the other way round.
set -eu
export LC_ALL=C TZ=UTC SOURCE_DATE_EPOCH=1900000000
[ -x "${TIEOUT:-}" ] || { echo "skipped: the program is not built"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
doc=$SRC/docs/policy.md
bad=0

# One folder a section, with the blocks of it and the quoted lines.
awk -v work="$work" '
  /^```/ && inside { inside = 0; close(file); next }
  inside { print >file; next }
  /^## `/ { key = $2; gsub(/`/, "", key); dir = work "/" key; system("mkdir -p " dir "/evidence"); print key >(work "/keys"); next }
  /^## / { key = "" }
  key == "" { next }
  /^```/ && NF > 1 { inside = 1; file = dir "/" $2; folder = file; sub(/[^\/]*$/, "", folder); system("mkdir -p " folder); next }
  /^```yaml/ { inside = 1; file = dir "/tieout.yaml"; next }
  /^```markdown/ { inside = 1; file = dir "/report.md"; next }
  /^```json/ { inside = 1; file = dir "/evidence/evidence.json"; next }
  /^```/ { inside = 1; file = "/dev/null"; next }
  /^> not: / { print substr($0, 8) >(dir "/without"); next }
  /^> / { print substr($0, 3) >(dir "/with") }
' "$doc"

try() { # POLICY: the findings of the example in $key
  set -- --policy "$1"
  [ -z "$(ls "$key/evidence")" ] || set -- "$@" --evidence "$key/evidence"
  "$TIEOUT" check "$@" --verbose "$key/report.md" 2>&1 || true
}

expect() { # FILE THERE NOT_THERE: each line of FILE stands in THERE only
  [ -f "$1" ] || return 0
  while read -r line; do
    grep -qF -- "$line" "$2" || { echo "$key: not found: $line"; cat "$2"; bad=1; }
    ! grep -qF -- "$line" "$3" || { echo "$key: makes no difference to: $line"; bad=1; }
  done <"$1"
}

cd "$work"
: >none.yaml
n=0
while read -r key; do
  n=$((n + 1))
  [ -f "$key/tieout.yaml" ] && [ -f "$key/report.md" ] || { echo "$key: no example"; bad=1; continue; }
  [ -f "$key/with" ] || [ -f "$key/without" ] || { echo "$key: the example shows nothing"; bad=1; }
  grep -q "^$key:" "$key/tieout.yaml" || { echo "$key: the example does not have it"; bad=1; }
  try "$key/tieout.yaml" >with.out
  try none.yaml >without.out
  expect "$key/with" with.out without.out
  expect "$key/without" without.out with.out
done <keys

# The program's own list of keys, which it tells to who writes one that it does not know.
echo 'nope: 1' >nope.yaml
"$TIEOUT" rules list --policy nope.yaml 2>&1 | sed -n 's/.*(known keys: \(.*\)).*/\1/p' | tr -d ' ' | tr , '\n' | sort >known
[ -s known ] || { echo "the program names no keys"; bad=1; }
sort keys | diff known - || { echo "docs/policy.md has not the keys that the program knows"; bad=1; }
sed -n 's/^\.It Cm \([a-z]*\)$/\1/p' "$SRC/docs/man/tieout.yaml.5" | sort -u >page
diff known page || { echo "docs/man/tieout.yaml.5 has not the keys that the program knows"; bad=1; }
echo "$n keys"
exit $bad
