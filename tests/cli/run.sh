#!/bin/sh
# run.sh CASE: one CLI case in a fresh folder. Format and rules: tests/cli/README.md. Exit: 0 passed, 77 skipped, 1 failed.
# Environment: TIEOUT (the program), SRC (the repository); BLESS=1 writes what came out into the case.
set -eu
export LC_ALL=C TZ=UTC
case=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
work=$(mktemp -d)
trap 'chmod -R u+rwX "$work" 2>/dev/null; rm -rf "$work"' EXIT
awk=$SRC/tests/cli/case.awk

mkdir "$work/bin" "$work/dir" "$work/home" "$work/part"
ln -s "$TIEOUT" "$work/bin/tieout"
awk -v mode=split -v out="$work" -f "$awk" "$case"

for command in $(cat "$work/part/needs" 2>/dev/null); do
  command -v "$command" >/dev/null 2>&1 || { echo "skipped: no $command here"; exit 77; }
done
if grep -qx root-cannot "$work/part/needs-user" 2>/dev/null && [ "$(id -u)" -eq 0 ]; then
  echo "skipped: root may do everything"
  exit 77
fi

in_folder() {
  cd "$work/dir" && exec env -u NO_COLOR -u XDG_CONFIG_HOME HOME="$work/home" PATH="$work/bin:$PATH" SOURCE_DATE_EPOCH=1767225600 \
    SRC="$SRC" sh -u "$1"
}

if [ -f "$work/part/setup" ]; then
  (in_folder "$work/part/setup") >"$work/setup.log" 2>&1 || { echo "setup failed:"; cat "$work/setup.log"; exit 1; }
fi

status=0
(in_folder "$work/part/run") >"$work/stdout" 2>"$work/stderr" </dev/null || status=$?

if [ "${BLESS:-}" = 1 ]; then
  awk -v mode=bless -v out="$work" -v status="$status" -f "$awk" "$case" >"$work/blessed"
  cmp -s "$work/blessed" "$case" || { cat "$work/blessed" >"$case"; echo "blessed: $case"; }
  exit 0
fi

bad=0
complain() { echo "$case: $*"; bad=1; }

want=$(cat "$work/part/exit" 2>/dev/null || echo 0)
[ "$status" = "$want" ] || complain "exit status is $status, expected $want"
for stream in stdout stderr; do
  # A stream without a section must be empty; one with the single line "..." may say anything.
  [ -f "$work/part/$stream" ] || : >"$work/part/$stream"
  sed "s/{version}/${TIEOUT_VERSION:-}/g" "$work/part/$stream" >"$work/want"
  if ! awk -v actual="$work/$stream" -f "$SRC/tests/cli/match.awk" "$work/want"; then
    complain "$stream differs (- expected, + actual):"
    diff -u "$work/want" "$work/$stream" | tail -n +3 || true
  fi
done
if [ -f "$work/part/after" ]; then
  (in_folder "$work/part/after") >"$work/after.log" 2>&1 || { complain "the after section failed:"; cat "$work/after.log"; }
fi
if [ $bad -ne 0 ] && [ -s "$work/stderr" ]; then
  echo "stderr was:"
  cat "$work/stderr"
fi
exit $bad
