#!/bin/sh
# many.sh TIEOUT [REPORTS]: goal P2. Thousands of reports of 15 kB in one command: memory and growth over all of them; against Markdown linters, which
# people run over the same files, over a tenth of them, in turn. A linter that is not here is left out, and said.
set -eu
tieout=$1
reports=${2:-5000}
case $tieout in /*) ;; *) tieout=$PWD/$tieout ;; esac
bench=$(cd "$(dirname "$0")" && pwd)
tools=$(dirname "$tieout")/bench-tools
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

node_linter() {
  command -v markdownlint-cli2 && return
  [ -x "$tools/node_modules/.bin/markdownlint-cli2" ] || { command -v npm >/dev/null && npm install --silent --prefix "$tools" markdownlint-cli2 >/dev/null 2>&1; } || :
  [ ! -x "$tools/node_modules/.bin/markdownlint-cli2" ] || echo "$tools/node_modules/.bin/markdownlint-cli2"
}

cc -O2 -std=c11 -o "$work/measure" "$bench/measure.c"
hash=$(python3 "$bench/generate.py" 1 "$work/all" "$reports")
some=$((reports / 10))
for n in $some $((reports / 4)) $((reports / 2)); do
  mkdir -p "$work/$n"
  ls "$work/all" | head -n "$n" | while read -r name; do ln "$work/all/$name" "$work/$n/$name"; done
done
echo "$reports reports of $(wc -c <"$work/all/report-00000.md") bytes; sha256 $(printf %.16s "$hash")"

# The growth from one size to the next is measured pair by pair.
growth() { # SMALL LARGE: prints LARGE's time over SMALL's, and LARGE's peak memory
  "$work/measure" 3 "$tieout" check "$work/$2" -- "$tieout" check "$work/$1" >"$work/table"
  awk -F'|' -v s="$(ls "$work/$1" | wc -l)" -v l="$(ls "$work/$2" | wc -l)" '
    $2 ~ /tieout/ && !ms { ms = $3 + 0; mib = $6 + 0 }
    /^ratio/ { split($0, r, " "); printf "P2 growth: %d reports: %.2f s, %.1f MiB; %.2f x the time of %d\n", l, ms / 1000, mib, r[2], s }' "$work/table"
}
growth $((reports / 4)) $((reports / 2))
growth $((reports / 2)) all | tee "$work/growth"
awk '{ sub(/,/, ""); print "P2 memory: " $7 " MiB, goal 64: " ($7 <= 64 ? "met" : "MISSED") }' "$work/growth"

# Exit 1 of a linter is findings, as of tieout.
against() { # NAME GOAL COMMAND…
  name=$1 goal=$2
  shift 2
  "$work/measure" 3 "$@" -- "$tieout" check "$work/$some" >"$work/table"
  awk -F'|' -v name="$name" -v goal="$goal" -v n="$some" '
    NR > 2 && NF > 5 { ms[++k] = $3 + 0; mib[k] = $6 + 0 }
    /^ratio/ { split($0, r, " "); printf "P2 time: %s %.2f s and %.0f MiB for %d reports, tieout %.2f s: %.1f x faster, goal %d: %s\n", name, ms[1] / 1000,
      mib[1], n, ms[2] / 1000, r[2], goal, (r[2] >= goal ? "met" : "MISSED") }' "$work/table"
}
node=$(node_linter)
if [ -n "$node" ]; then against markdownlint-cli2 40 "$node" "$work/$some/*.md"; else echo "P2 time: markdownlint-cli2 is not here, and npm cannot get it"; fi
if command -v mdl >/dev/null; then against mdl 20 mdl "$work/$some"; else echo "P2 time: mdl is not here"; fi
