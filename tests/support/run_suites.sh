#!/bin/sh
# run_suites.sh JOBS [CTEST ARGUMENT…]: all CTest tests of the release build, then of the sanitizer build.
# Ends with one line, "N passed, N failed"; the output of what failed and the names of what was skipped come before it.
set -u
jobs=$1
shift

passed=0
failed=0
skipped=$(mktemp)
trap 'rm -f "$skipped"' EXIT

# A build that fails counts as one failure, so that the closing line never says that all is well.
build_suite() {
  log=$(mktemp)
  if cmake --preset "$1" -DTIEOUT_TESTS=ON >"$log" 2>&1 && cmake --build --preset "$1" -j "$jobs" >>"$log" 2>&1; then
    rm -f "$log"
    return 0
  fi
  grep -vE '^\[[0-9]+/[0-9]+\]|^-- ' "$log"
  rm -f "$log"
  echo "$1: the build failed"
  failed=$((failed + 1))
  return 1
}

# The tests that CTest calls skipped, and the cmocka cases skipped inside a program that passed.
note_skipped() {
  sed -n 's/^ *[0-9]*\/[0-9]* Test .*: \([^ ]*\) \.*\*\*\*Skipped.*/\1/p' "$2" | sed "s|^|$1: |" >>"$skipped"
  awk -v suite="$1" '/^[0-9]+\/[0-9]+ Testing: /{test=$3} /^\[  SKIPPED \] [a-z_]/{print suite ": " test ": " $4}' \
    "build/$1/Testing/Temporary/LastTest.log" | sort -u >>"$skipped"
}

run_suite() {
  suite=$1
  shift
  build_suite "$suite" || return
  log=$(mktemp)
  ctest --preset "$suite" -j "$jobs" --no-tests=error "$@" >"$log" 2>&1 || true
  p=$(grep -c '   Passed ' "$log")
  f=$(grep -cE '\*\*\*(Failed|Timeout|Exception|Not Run)' "$log")
  grep -vE '^ +Start |   Passed |\*\*\*Skipped' "$log"
  # No result at all is a failure too.
  [ $((p + f)) -gt 0 ] || f=1
  note_skipped "$suite" "$log"
  rm -f "$log"
  passed=$((passed + p))
  failed=$((failed + f))
}

run_suite release "$@"
run_suite asan "$@"

if [ -s "$skipped" ]; then
  echo "skipped: $(wc -l <"$skipped")"
  sed 's/^/  /' "$skipped"
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
