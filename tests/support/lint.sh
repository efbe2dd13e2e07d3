#!/bin/sh
# lint.sh JOBS: every lint, all of them even when one fails; ends with a line that says which did.
set -u
jobs=$1
failed=

step() { # NAME COMMAND…
  name=$1
  shift
  log=$(mktemp)
  status=0
  "$@" >"$log" 2>&1 || status=$?
  if [ $status -eq 0 ]; then
    echo "ok      $name"
  elif [ $status -eq 77 ]; then
    echo "skipped $name: $(tail -n 1 "$log")"
  else
    echo "FAILED  $name"
    cat "$log"
    failed="$failed $name"
  fi
  rm -f "$log"
}

sources() { git ls-files -co --exclude-standard "$@" | while read -r f; do [ ! -f "$f" ] || echo "$f"; done; }

formatted() { sources 'src/*.[ch]' 'tests/*.[ch]' | xargs clang-format --dry-run -Werror; }
compiles() { cmake --preset "$1" -DTIEOUT_TESTS=ON && cmake --build --preset "$1" -j "$jobs"; }
tidy() { sources 'src/*.c' | xargs -n 4 -P "$jobs" clang-tidy --quiet -p build/clang; }
cppchecked() {
  cppcheck --quiet --error-exitcode=1 -j "$jobs" --std=c11 --enable=warning,performance,portability --inline-suppr \
    --suppress=missingIncludeSystem --suppress=unmatchedSuppression --suppress=internalAstError -Isrc -Ibuild/clang/generated src
}
manual_pages() { for page in $(sources 'docs/man/*'); do mandoc -Tlint -Wwarning "$page" || return 1; done; }
shell_lint() { SRC=$PWD BUILD=$PWD/build/clang TIEOUT=$PWD/build/clang/tieout sh "$1"; }

step formatting formatted
step gcc compiles strict
step clang compiles clang
step clang-tidy tidy
step cppcheck cppchecked
step manual-pages manual_pages
for script in tests/lint/*.sh; do
  step "$(basename "$script" .sh)" shell_lint "$script"
done

if [ -n "$failed" ]; then
  echo "lint: failed:$failed"
  exit 1
fi
echo "lint: all passed"
