#!/bin/sh
# Killed at every write in turn: the ledger opens, holds each artifact whole or not at all, and the same command completes it.
set -eu
# shellcheck source=tests/support/failures.sh
. "$SRC/tests/support/failures.sh"
command -v sqlite3 >/dev/null || { echo "skipped: no sqlite3 here"; exit 77; }

project "$work/model"
cd "$work/model"
n=$(writes_of ingest "$evidence")
[ "$n" -gt 5 ] || complain "only $n writes counted"
facts_of .tieout/ledger.db >"$work/facts"
[ -s "$work/facts" ] || complain "the undisturbed run gave no facts"

for i in $(steps "$n" 40); do
  project "$work/p"
  cd "$work/p"
  KILL_IO=$i with_shim ingest "$evidence" 2>/dev/null
  [ $status -eq 137 ] || complain "write $i of $n: exit $status, expected to be killed"
  check_ledger .tieout/ledger.db "killed at write $i of $n"
  "$TIEOUT" ingest "$evidence" >/dev/null 2>"$work/err" || complain "killed at write $i of $n: the second try failed: $(cat "$work/err")"
  facts_of .tieout/ledger.db | cmp -s - "$work/facts" || complain "killed at write $i of $n: the second try gave other facts"
done
exit $bad
