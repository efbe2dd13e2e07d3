#!/bin/sh
# Each example prints what its expected/ folder holds: check.txt, check.json, and the exit status in `exit`. BLESS=1 writes them.
set -eu
export LC_ALL=C TZ=UTC SOURCE_DATE_EPOCH=1767225600
[ -x "${TIEOUT:-}" ] || { echo "skipped: the program is not built"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0

check_example() { # FOLDER
  expected=$1/expected
  for format in text json; do
    name=check.txt
    [ $format = text ] || name=check.json
    status=0
    (cd "$1" && HOME=$work "$TIEOUT" check report.md --evidence evidence --format $format) >"$work/out" 2>"$work/err" || status=$?
    if [ "${BLESS:-}" = 1 ]; then
      mkdir -p "$expected"
      cp "$work/out" "$expected/$name"
      echo $status >"$expected/exit"
      continue
    fi
    diff -u "$expected/$name" "$work/out" || bad=1
    [ "$status" = "$(cat "$expected/exit")" ] || { echo "$1: exit status $status, expected $(cat "$expected/exit")"; bad=1; }
    [ ! -s "$work/err" ] || { echo "$1: on standard error:"; cat "$work/err"; bad=1; }
  done
}

for example in "$SRC"/examples/*/; do
  check_example "${example%/}"
done
exit $bad
