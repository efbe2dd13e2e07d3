#!/bin/sh
# fuzz.sh SECONDS BUILD: every libFuzzer target in BUILD for so long. New inputs go to BUILD/corpus, what crashed to BUILD/crashes.
set -u
seconds=$1
build=$2
failed=
mkdir -p "$build/crashes"
for program in "$build"/fuzz_*; do
  [ -x "$program" ] && [ -f "$program" ] || continue
  name=$(basename "$program")
  name=${name#fuzz_}
  found=$build/corpus/$name
  seeds=tests/fuzz/corpus/$name
  mkdir -p "$found"
  [ -d "$seeds" ] || seeds=
  dictionary=tests/fuzz/$name.dict
  [ -f "$dictionary" ] && dictionary=-dict=$dictionary || dictionary=
  log=$(mktemp)
  # A missing corpus or dictionary leaves no word.
  # shellcheck disable=SC2086
  if "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1 \
    -artifact_prefix="$build/crashes/$name-" $dictionary "$found" $seeds >"$log" 2>&1; then
    echo "ok      $name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") runs"
  else
    echo "FAILED  $name"
    tail -n 40 "$log"
    failed="$failed $name"
  fi
  rm -f "$log"
done
if [ -n "$failed" ]; then
  echo "fuzz: failed:$failed"
  exit 1
fi
echo "fuzz: all passed"
