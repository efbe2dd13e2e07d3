#!/bin/sh
# The disk fills up at every write in turn: exit 5 with a message, the ledger whole, and the same command works once there is room.
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
  FAIL_IO=$i with_shim ingest "$evidence"
  case $status in
  5) [ -s "$work/err" ] || complain "write $i of $n: exit 5 without a message" ;;
  0) ;; # what failed was not needed, such as a truncation at the end
  *) complain "write $i of $n: exit $status: $(cat "$work/err")" ;;
  esac
  check_ledger .tieout/ledger.db "write $i of $n"
  "$TIEOUT" ingest "$evidence" >/dev/null 2>"$work/err" || complain "write $i of $n: the second try failed: $(cat "$work/err")"
  facts_of .tieout/ledger.db | cmp -s - "$work/facts" || complain "write $i of $n: the second try gave other facts"
done

# A full standard output is an error too.
cd "$SRC/examples/false-complete"
status=0
"$TIEOUT" check report.md --evidence evidence >/dev/full 2>"$work/err" || status=$?
[ $status -eq 5 ] || complain "output to a full device: exit $status, expected 5"
exit $bad
