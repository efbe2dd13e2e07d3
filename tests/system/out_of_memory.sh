#!/bin/sh
# Each allocation fails once: the run says so and exits 5, or it did without and the result is the same. No result is printed by halves;
# only ingest, which commits file by file, names what it has taken in by then.
set -eu
# shellcheck source=tests/support/failures.sh
. "$SRC/tests/support/failures.sh"

# An intake is tried on an empty ledger each time: what is there already is left alone.
fresh() { # ARGUMENT…
  [ "$1" = ingest ] || return 0
  rm -f .tieout/ledger.db*
  "$TIEOUT" init >/dev/null
}

fail_each() { # ARGUMENT…
  fresh "$@"
  FAIL_COUNT=$work/count with_shim "$@"
  n=$(cut -d' ' -f1 "$work/count")
  [ "$n" -gt 50 ] || { complain "only $n allocations counted in: $*"; return; }
  cp "$work/out" "$work/baseline"
  normal=$status
  for i in $(steps "$n" 50); do
    fresh "$@"
    FAIL_ALLOC=$i with_shim "$@"
    if [ $status -eq 5 ]; then
      [ ! -s "$work/out" ] || [ "$1" = ingest ] || complain "allocation $i of $n: exit 5 with output: $*"
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
