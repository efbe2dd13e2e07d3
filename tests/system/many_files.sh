#!/bin/sh
# Folders and lines that are large in one way: thousands of files that nobody knows, and files that are one line. What is printed stays readable,
# what is over a cap is refused by its name, in bounded time and memory.
set -u
export LC_ALL=C TZ=UTC SOURCE_DATE_EPOCH=1900000000
[ -x "${TIEOUT:-}" ] || { echo "skipped: the program is not built"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
bad=0
say() { echo "$*"; bad=1; }
cat >report.md <<'MD'
# Quayside Deployment Report

**Date**: 2026-03-02
**Project**: `quayside-prod`
**Environment**: production
**Status**: COMPLETE
MD

# NAME STATUS TEXT, said somewhere, of what "$@" was checked with.
check() {
  name=$1 expected=$2 said=$3
  shift 3
  status=0
  timeout 100 "$TIEOUT" check "$@" >out 2>err || status=$?
  [ $status -eq "$expected" ] || say "$name: exit $status: $(head -n 3 err)"
  cat out err | grep -qF -- "$said" || say "$name: no \"$said\": $(head -n 3 err)"
}

files=5000
[ -z "${SANITIZE:-}" ] || files=500
mkdir many
awk -v n=$files 'BEGIN { for (i = 0; i < n; i++) { f = "many/" i ".txt"; print "hello " i > f; close(f) } }'
check 'many files' 3 "… and $((files - 20)) more [import-unknown]" report.md --evidence many
check 'many files' 3 "and $((files - 20)) more" report.md --evidence many
lines=$(cat out err | wc -l)
[ "$lines" -le 100 ] || say "many files: $lines lines of output"
[ "$("$TIEOUT" check report.md --evidence many --format json 2>/dev/null | grep -c '"path": "many/')" -ge $files ] || say 'many files: not all are in the result'
cat >many/deploy-manifest-20260302-091500.json <<'JSON'
{"deploymentTimestamp": "2026-03-01T09:15:00Z", "environment": "production", "projectId": "quayside-prod", "services": [
  {"service": "ledger-api", "status": "failed", "url": null, "health": "not_ready"}]}
JSON
check 'one among many' 1 '1 of 1 services failed [ST001]' report.md --evidence many

# One line each: more values than a tree may have, one value of 64 MiB, more text than a report may have.
repeat() { awk -v s="$1" -v n="$2" 'BEGIN { for (i = 0; i < 1000; i++) line = line s; for (i = 0; i < n / 1000; i++) printf "%s", line }'; }
mkdir json yaml string
{ printf '['; repeat '1,' 9000000; printf '1]'; } >json/dense.json
check 'dense JSON' 3 '[tree-nodes]' report.md --evidence json
{ printf '{x: ['; repeat 'a, ' 9000000; printf '1]}'; } >yaml/dense.yaml
[ -n "${SANITIZE:-}" ] || check 'dense YAML' 3 '[tree-nodes]' report.md --evidence yaml
{ printf '["'; repeat 'abcdefgh' 8000000; printf '"]'; } >string/string.json
check 'one string' 3 'no importer knows this kind of file' report.md --evidence string
repeat '**Status**: COMPLETE 1,234 requests ' 500000 >line.md
check 'dense Markdown' 3 '[file-size]' line.md
repeat '**Status**: COMPLETE 1,234 requests ' 100000 >line.md
[ -n "${SANITIZE:-}" ] || check 'a line of 3.6 MB' 0 'line.md: 100000 claims' line.md
exit $bad
