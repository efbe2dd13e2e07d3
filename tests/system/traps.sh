#!/bin/sh
# Texts that look like contradictions and are none (docs/traps.md): no error and no warning, though each of them gives claims; and each stands
# in the table.
set -u
export LC_ALL=C TZ=UTC SOURCE_DATE_EPOCH=1900000000
[ -x "${TIEOUT:-}" ] || { echo "skipped: the program is not built"; exit 77; }
bad=0
n=0
cd "$SRC" || exit 1
for trap in tests/traps/*.md; do
  case $trap in *.with.md) continue ;; esac
  n=$((n + 1))
  stem=${trap%.md}
  set -- "$trap"
  [ -f "$stem.with.md" ] && set -- "$@" --with "$stem.with.md"
  said=$("$TIEOUT" check "$@" 2>&1)
  status=$?
  [ $status -eq 0 ] || { echo "$trap: exit status $status"; bad=1; }
  printf '%s\n' "$said" | grep -E '^[^ ].*: (error|warning): ' && { echo "$trap is not silent"; bad=1; }
  printf '%s\n' "$said" | grep -qE ': [1-9][0-9]* claims: ' || { echo "$trap gives no claim"; bad=1; }
  grep -qF "(../$trap)" docs/traps.md || { echo "$trap is not in docs/traps.md"; bad=1; }
done
[ $n -ge 24 ] || { echo "only $n traps found"; bad=1; }
echo "$n traps"
exit $bad
