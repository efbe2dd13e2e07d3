#!/bin/sh
# single.sh TIEOUT [PAIRS]: goal P1. `tieout check` of a 15 kB report with eight evidence files, whole process, against what the same machine
# needs to start sqlite3 and to run cmark over the same report, in turn.
set -eu
tieout=$1
pairs=${2:-40}
case $tieout in /*) ;; *) tieout=$PWD/$tieout ;; esac
bench=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cc -O2 -std=c11 -o "$work/measure" "$bench/measure.c"
hash=$(python3 "$bench/generate.py" 1 "$work/input")
cd "$work/input"
status=0
"$tieout" check report.md --evidence evidence --format json >"$work/result.json" || status=$?
[ $status -eq 1 ] || { echo "bench: the generated report should be contradicted (exit 1), but exit is $status" >&2; exit 1; }
claims=$(python3 -c 'import json,sys; r=json.load(open(sys.argv[1])); print(r["reports"][0]["coverage"]["claims"], len(r["evidence"]))' "$work/result.json")

echo "report of $(wc -c <report.md) bytes; claims and evidence files read: $claims; input sha256 $(printf %.16s "$hash")"
"$work/measure" "$pairs" "$tieout" check report.md --evidence evidence -- sqlite3 :memory: 'select 1' -- cmark report.md | tee "$work/table"
ratio=$(sed -n 's/^ratio //p' "$work/table")
peak=$(awk -F'|' '$2 ~ /tieout/ {print $6 + 0}' "$work/table")
awk -v r="$ratio" -v p="$peak" 'BEGIN {
  printf "P1 time:   %.2f x (sqlite3 + cmark), goal 4: %s\n", r, r <= 4 ? "met" : "MISSED"
  printf "P1 memory: %.1f MiB, goal 16: %s\n", p, p <= 16 ? "met" : "MISSED"
}'
"$work/measure" "$pairs" "$tieout" --version -- sqlite3 --version >"$work/start"
echo "P11 start: $(sed -n 's/^ratio //p' "$work/start") x sqlite3 --version, goal 2"
