#!/bin/sh
# Each allocation fails once: the run says so and exits 5 with nothing on standard output, or it did without and the result is the same.
set -eu
# shellcheck source=tests/support/failures.sh
. "$SRC/tests/support/failures.sh"

fail_each() { # ARGUMENT…
  n=$(count_of 1 "$@")
  [ "$n" -gt 50 ] || { complain "only $n allocations counted in: $*"; return; }
  cp "$work/out" "$work/baseline"
  normal=$status
  for i in $(steps "$n" 120); do
    FAIL_ALLOC=$i with_shim "$@"
    if [ $status -eq 5 ]; then
      [ ! -s "$work/out" ] || complain "allocation $i of $n: exit 5 with output: $*"
      grep -q 'out of memory' "$work/err" || complain "allocation $i of $n: the message is not about memory: $(cat "$work/err")"
    else
      { [ $status -eq "$normal" ] && cmp -s "$work/out" "$work/baseline"; } || complain "allocation $i of $n: exit $status: $* $(head -n 3 "$work/err")"
    fi
  done
}

cd "$SRC/examples/false-complete"
fail_each check report.md --evidence evidence --format json
fail_each extract report.md
project "$work/p"
cd "$work/p"
fail_each ingest "$evidence"
check_ledger .tieout/ledger.db "out of memory"
exit $bad
