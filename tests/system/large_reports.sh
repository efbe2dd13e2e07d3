#!/bin/sh
# Reports that are long in one way each: no rule runs out of its steps, and the extractors are done long before the time limit. One budget is
# 200 million steps; a join without an index takes more than that for the pairs of 8,000 claims.
set -u
export LC_ALL=C TZ=UTC SOURCE_DATE_EPOCH=1900000000
[ -x "${TIEOUT:-}" ] || { echo "skipped: the program is not built"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
bad=0
# The sanitizers take ten times as long, and look at other things.
n=8000
[ -z "${SANITIZE:-}" ] || n=1000

head='# Quayside Deployment Report

**Date**: 2026-03-02
**Environment**: production
**Status**: COMPLETE
'
lines() { awk -v n=$n "BEGIN { for (i = 0; i < n; i++) { $1 } }"; }

# What was made by the caller's commands, checked: every exit status but "too much for a rule" and worse, and JSON to its end.
try() { # NAME
  status=0
  timeout 50 "$TIEOUT" check report.md --format json -o out.json 2>err || status=$?
  [ $status -le 1 ] || { echo "$1: exit $status: $(head -n 3 err)"; bad=1; }
  tail -n 1 out.json | grep -qx '}' || { echo "$1: no JSON"; bad=1; }
}
list() { # NAME AWK
  { echo "$head"; lines "$2"; } >report.md
  try "$1"
}
table() { # NAME HEADER AWK [LAST]
  { echo "$head"; echo "$2"; echo "$2" | sed 's/[^|][^|]*/---/g'; lines "$3"; echo "${4:-}"; } >report.md
  try "$1"
}

table 'a total' '| Service | Requests |' 'print "| svc-" i " | " i " |"' "| **Total** | $((n * (n - 1) / 2)) |"
table 'statuses of services' '| Service | Status |' 'print "| svc-" i " | Ready |"'
table 'one service' '| Service | Status |' 'print "| web | Ready |"'
table 'targets' '| Metric | Target | Actual | Status |' 'print "| p95 latency | < 1,500 ms | " 1000 + i " ms | PASS |"'
list 'headings with a status' 'print "## Phase " i ": COMPLETE\n"'
list 'one heading with the same figures' 'print "## Load test\n\nThroughput: 812 req/min\nDuration: 300 s\nRequests: 4,060\n"'
list 'one heading with other figures' 'print "## Load test\n\nThroughput: " i " req/min\nDuration: " i " s\n"'
list 'one status' 'print "**Status**: COMPLETE\n"'
list 'all of a kind' 'print "All services are ready.\n\n- **svc-" i "**: Failed\n"'
list 'hours' 'print "- task " i ": " i % 7 + 1 " hours"'
# shellcheck disable=SC2016
list 'citations' 'print "- see `evidence/file-" i ".json`"'
list 'ticked boxes' 'print "- [x] task " i'
list 'ratios' 'print "- " i " of " n " tests passed in suite " i'
list 'times' 'printf "- 2026-03-02 %02d:%02d:%02d step %d\n", i / 3600, i / 60 % 60, i % 60, i'
list 'starts and ends' 'print "**Started**: 2026-03-02 10:00\n**Ended**: 2026-03-02 09:00\n**Duration**: 3 h\n"'
list 'header pairs' 'print "**key" i "**: value " i'
list 'commits' 'printf "**Commit**: %040x\n", i'

# All of it in one paragraph, one line, one word.
{ echo "$head"; lines 'printf "%d requests, ", i'; echo; } >report.md && try 'numbers in a line'
{ echo "$head"; lines 'printf "**a:** "'; echo; } >report.md && try 'labels in a line'
{ echo "$head"; lines 'printf "%d/50 tests passed, ", i % 50'; echo; } >report.md && try 'ratios in a line'
for c in 9 ',' 1/ 1- '(' '[' '*a ' '`' 'a|' 'a: ' 'a/'; do
  { echo "$head"; printf 'Requests: 1'; yes " $c" | head -n $((n * 10)) | sed 's/^ //' | tr -d '\n'; echo; } >report.md
  try "$c over and over"
done
{ echo "$head"; lines 'printf "| a "'; echo '|'; lines 'printf "|---"'; echo '|'; lines 'printf "| %d ", i'; echo '|'; } >report.md && try 'columns'

# Many claims about one thing that the evidence tells as often: each is compared, and the pairs are not.
n=$((n * 5 / 16))
against() { # NAME STATUS AWK; the evidence says "failed" of each service
  { echo "$head"; echo '**Project**: `quayside-prod`'; echo; echo "${4:-}"; lines "$3"; } >report.md
  status=0
  timeout 50 "$TIEOUT" check report.md --evidence evidence --format json -o out.json 2>err || status=$?
  [ $status -eq "$2" ] && [ ! -s err ] || { echo "$1: exit $status: $(head -n 3 err)"; bad=1; }
  found=$(grep -c '"level": "error"' out.json)
  [ "$found" -ge "$n" ] || { echo "$1: $found errors for $n claims"; bad=1; }
}
manifest() { # AWK expression: the name of service i
  mkdir -p evidence
  { echo '{"deploymentTimestamp": "2026-03-01T09:15:00Z", "environment": "production", "projectId": "quayside-prod", "services": ['
    lines 'printf "%s{\"service\": \"%s\", \"status\": \"failed\", \"url\": null, \"health\": \"not_ready\"}\n", i ? "," : "", '"$1"
    echo ']}'; } >evidence/deploy-manifest-20260301-091500.json
}
manifest '"web"'
against 'one service, told often' 1 'print "| web | Ready |"' '| Service | Status |
| --- | --- |'
manifest '"svc-" i'
against 'one verdict over many services' 1 'print "**Status**: COMPLETE\n"'
against 'all of many services' 1 'print "- All services are healthy.\n"'
# shellcheck disable=SC2016
against 'so many of many services' 1 'print "- " n "/" n " services healthy\n"'

# More than a cap: refused, by its name.
refused() { # NAME RULE
  status=0
  timeout 50 "$TIEOUT" check report.md --format json -o out.json 2>err || status=$?
  [ $status -eq 3 ] || { echo "$1: exit $status: $(head -n 3 err)"; bad=1; }
  grep -q "^tieout: report.md.*\[$2\]" err || { echo "$1: no \"$2\": $(head -n 3 err)"; bad=1; }
}
yes '>' | head -n 20000 | tr -d '\n' >report.md
refused 'quotes in quotes' markdown-depth
awk 'BEGIN { for (r = 0; r < 8; r++) { for (i = 0; i < 200000; i++) printf r == 1 ? "|---" : "| a "; print "|" } }' >report.md
refused 'cells' markdown-blocks
truncate -s 1G report.md
refused 'a large file' file-size
if [ -z "${SANITIZE:-}" ]; then
  n=20000
  { echo "$head"; lines 'print "**Status**: " (i % 2 ? "COMPLETE" : "FAILED") "\n"'; } >report.md
  refused 'as many contradictions as claims' sql-budget
fi
exit $bad
