#!/bin/sh
# SQLite points into the middle of its pages, so "possibly lost" says nothing.
# valgrind.sh BUILD JOBS: unit tests and corpora under memcheck, then the examples with the program itself.
set -eu
build=$1
jobs=$2
memcheck="valgrind --quiet --leak-check=full --show-leak-kinds=definite,indirect --errors-for-leak-kinds=definite,indirect --error-exitcode=99 --suppressions=$PWD/tests/support/valgrind.supp"
failed=0
for program in "$build"/unit_* ; do
  [ -x "$program" ] && [ -f "$program" ] || continue
  echo "$program"
done | xargs -P "$jobs" -I{} sh -c "$memcheck {} >{}.valgrind 2>&1 && echo 'ok      {}' || { echo 'FAILED  {}'; tail -n 40 {}.valgrind; false; }" || failed=1
for program in "$build"/fuzz_*; do
  [ -x "$program" ] && [ -f "$program" ] || continue
  name=$(basename "$program")
  [ -d "tests/fuzz/corpus/${name#fuzz_}" ] || continue
  $memcheck "$program" "tests/fuzz/corpus/${name#fuzz_}" >/dev/null && echo "ok      $program" || { echo "FAILED  $program"; failed=1; }
done
for example in examples/*/; do
  status=0
  (cd "$example" && $memcheck ../../"$build"/tieout check report.md --evidence evidence --format json >/dev/null) || status=$?
  [ $status -eq "$(cat "$example/expected/exit")" ] && echo "ok      $example" || { echo "FAILED  $example: exit $status"; failed=1; }
done
[ $failed -eq 0 ] && echo "valgrind: all passed" || { echo "valgrind: failed"; exit 1; }
