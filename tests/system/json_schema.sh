#!/bin/sh
# The JSON result is what docs/check-result.schema.json says: for every rule's own cases, with and without evidence, and for a run that failed.
python3 -c 'import jsonschema' 2>/dev/null || { echo "skipped: python3-jsonschema is not here"; exit 77; }
[ -n "$TIEOUT" ] || { echo "skipped: the program is not built"; exit 77; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
n=0
for report in "$SRC"/rules/*/*.md "$SRC"/examples/*/report.md; do
  [ -f "$report" ] || continue
  n=$((n + 1))
  stem=${report%.md}
  set -- "$report"
  for evidence in "$stem" "$stem.json" "${report%/*}/evidence"; do
    [ -e "$evidence" ] && set -- "$@" --evidence "$evidence"
  done
  "$TIEOUT" check --format json "$@" >"$work/$n.json" 2>/dev/null
done
printf 'no claim\n' >"$work/empty.md"
"$TIEOUT" check --format json "$work/empty.md" >"$work/empty.json" 2>/dev/null
python3 - "$SRC/docs/check-result.schema.json" "$work" <<'PY'
import glob, json, sys
from jsonschema import Draft7Validator
schema = json.load(open(sys.argv[1], encoding="utf-8"))
Draft7Validator.check_schema(schema)
validator, bad, seen, findings = Draft7Validator(schema), 0, 0, 0
for path in sorted(glob.glob(sys.argv[2] + "/*.json")):
    result = json.load(open(path, encoding="utf-8"))
    seen += 1
    findings += sum(len(r["findings"]) for r in result["reports"])
    for error in validator.iter_errors(result):
        bad += 1
        print(path, "/".join(map(str, error.absolute_path)), error.message[:200])
print(f"{seen} results, {findings} findings, {bad} violations")
sys.exit(bad > 0 or seen < 2 or findings == 0)
PY
