#!/bin/sh
# Each built-in rule fires on its own cases, as its findings.jsonl says, and is silent on the look-alikes; there no other rule speaks either.
# BLESS=1 writes the findings.
set -u
export LC_ALL=C TZ=UTC SOURCE_DATE_EPOCH=1900000000
[ -x "${TIEOUT:-}" ] || { echo "skipped: the program is not built"; exit 77; }
bad=0
n=0

findings() { # REPORT: one line a finding, as `tieout rules test` compares them
  stem=${1%.md}
  set -- "$1"
  [ -d "$stem" ] && set -- "$@" --evidence "$stem"
  [ -f "$stem.tieout.yaml" ] && set -- "$@" --policy "$stem.tieout.yaml"
  [ -f "$stem.with.md" ] && set -- "$@" --with "$stem.with.md"
  [ -d "${stem%/*}/repo" ] && set -- "$@" --repo "${stem%/*}/repo"
  "$TIEOUT" check --quiet "$@" 2>/dev/null | grep -E '^[^ ].*: (error|warning|note): '
}

cd "$SRC" || exit 1
for folder in rules/*/; do
  n=$((n + 1))
  if [ "${BLESS:-}" = 1 ]; then
    rm -f "$folder/findings.jsonl"
    touch "$folder/findings.jsonl"
    "$TIEOUT" rules test "$folder" | grep '^{' >"$folder/findings.new"
    mv "$folder/findings.new" "$folder/findings.jsonl"
  fi
  [ -f "$folder/findings.jsonl" ] || { echo "$folder has no findings.jsonl"; bad=1; }
  "$TIEOUT" rules test "$folder" >/dev/null 2>&1 || { "$TIEOUT" rules test "$folder"; bad=1; }
  for report in "$folder"silent*.md; do
    case $report in *.with.md) continue ;; esac
    said=$(findings "$report")
    [ -z "$said" ] || { echo "$report is not silent:"; echo "$said"; bad=1; }
  done
done
[ $n -ge 20 ] || { echo "only $n rules found"; bad=1; }
echo "$n rules"
exit $bad
