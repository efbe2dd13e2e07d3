#!/bin/sh
# Hundreds of reports in one command: the same result with one processor as with two, from a scratch file that leaves nothing behind, past reports
# that cannot be read; and a clear end where there is no room for the scratch file.
set -u
export LC_ALL=C TZ=UTC SOURCE_DATE_EPOCH=1950000000
[ -x "${TIEOUT:-}" ] || { echo "skipped: the program is not built"; exit 77; }
work=$(mktemp -d) || exit 1
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
mkdir "$work/reports" "$work/scratch"
bad=0
fail() { echo "$1"; bad=1; }

i=0
while [ $i -lt 240 ]; do
  { printf '# Batch run %d\n\n**Status**: COMPLETE\n\n| Lane | Parcels |\n|---|---|\n| North | %d |\n| South | 7 |\n| **Total** | %d |\n' $i $i $((i + 7 + (i % 40 == 39))); } \
    >"$work/reports/run-$(printf %03d $i).md"
  i=$((i + 1))
done
printf '\000\001' >"$work/reports/run-100-binary.md"

check() { # NAME COMMAND…
  name=$1
  shift
  (cd "$work" && TMPDIR="$work/scratch" "$@" check reports --format json >"$name.json" 2>"$name.err")
  status=$?
  [ $status -eq 3 ] || fail "$name: exit status $status instead of 3"
  grep -q 'run-100-binary.md' "$work/$name.err" || fail "$name: the unreadable report is not named"
  [ "$(grep -c '"status_claimed"' "$work/$name.json")" -eq 240 ] || fail "$name: not all reports were read"
  [ "$(grep -c '"rule": "AR001"' "$work/$name.json")" -eq 6 ] || fail "$name: not the six totals that are wrong"
  [ -z "$(ls "$work/scratch")" ] || fail "$name: something is left behind"
}
check all "$TIEOUT"
if command -v taskset >/dev/null; then
  check one taskset -c "$(taskset -pc $$ | sed 's/.*: //; s/[-,].*//')" "$TIEOUT"
  cmp -s "$work/all.json" "$work/one.json" || fail "one processor finds something else than two"
fi

(cd "$work" && TMPDIR="$work/none" "$TIEOUT" check reports >out 2>err)
[ $? -eq 5 ] && grep -q 'memory' "$work/err" || fail "no folder for the scratch file: $(cat "$work/err")"
exit $bad
