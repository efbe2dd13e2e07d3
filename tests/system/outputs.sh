#!/bin/sh
# Every form of a result against schemas and readers that are not ours: of the examples, of each rule's firing cases, of runs that fail, of
# hostile reports and evidence, of a report with thousands of findings. And the same bytes twice.
python3 -c 'import jsonschema' 2>/dev/null || { echo "skipped: python3-jsonschema is not here"; exit 77; }
command -v xmllint >/dev/null 2>&1 || { echo "skipped: xmllint is not here"; exit 77; }
[ -n "$TIEOUT" ] || { echo "skipped: the program is not built"; exit 77; }
set -u
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
bad=0

# In the folder it is in: six forms of one result.
run() { # REPORT [OPTION...]
  "$TIEOUT" check "$@" --format json -o result.json --format sarif -o result.sarif --format junit -o result.xml --format github -o result.github \
    --format markdown -o result.markdown --format cyclonedx -o result.cdx.json >/dev/null 2>&1
  [ -s result.cdx.json ] || { echo "$PWD: no result of $1"; bad=1; }
}

begin() { mkdir -p "$work/$1" && cd "$work/$1" || exit 1; }

for example in "$SRC"/examples/*/; do
  begin "$(basename "$example")"
  cp -R "$example"/. .
  for report in *.md; do
    [ "$report" = README.md ] || { run "$report" --evidence evidence; break; }
  done
done

n=0
for report in "$SRC"/rules/*/fires*.md; do
  n=$((n + 1))
  [ $((n % 4)) -eq 1 ] || continue # every fourth: the schema validator takes its time
  begin "rule-$n"
  stem=${report%.md}
  cp "$report" .
  set -- "$(basename "$report")"
  for evidence in "$stem" "$stem.json"; do
    [ -e "$evidence" ] || continue
    cp -R "$evidence" .
    set -- "$@" --evidence "$(basename "$evidence")"
  done
  run "$@"
done

begin empty
printf 'no claim\n' >report.md
run report.md

begin levels # warnings that fail, and nothing that does
cp "$SRC"/rules/AR004-*/fires.md report.md
run report.md --fail-on never

begin waived # one finding that somebody took upon them, with an odd name and reason; the others count
printf '# Load test\n\n| Metric | Target | Measured | Status |\n|---|---|---|---|\n| Hits | > 70%% | 64%% | PASS |\n| Reads | > 70%% | 61%% | PASS |\n' >report.md
"$TIEOUT" waive F1 report.md --owner 'ann | @bob' --reason 'known <b>, see [x](y) {0}' --until 2027-03-01 --now 2026-02-14 >waive.log 2>&1 || cat waive.log
run report.md --now 2026-02-15
grep -q '"waiver"' result.json || { echo "waived: nothing is"; bad=1; }

begin baseline # against a former result: one gone, one as it was, one new
printf '# Load test\n\n| Metric | Target | Measured | Status |\n|---|---|---|---|\n| Hits | > 70%% | 64%% | PASS |\n| Reads | > 70%% | 61%% | PASS |\n' >report.md
"$TIEOUT" check report.md --format json -o former.json >/dev/null 2>&1
sed 's/64%/71%/; $a | Writes | > 70% | 12% | PASS |' report.md >new.md && mv new.md report.md
run report.md --baseline former.json
for state in new unchanged absent; do
  grep -q "\"baselineState\": \"$state\"" result.sarif || { echo "baseline: nothing is $state"; bad=1; }
done

begin 'odd folder'
python3 - <<'PY'
import json, os
names = ["@everyone [x](http://evil.example) <img src=x>", "a`b``c | d", "::error file=x::y", "##[add-mask]z", "esc\x1b[31mred",
         "q\"uote's & <b>]]>", "{0} {{1}} [y](1)", "\u202egnp.exe", "bell\u0007 \ufffe\uffff", "| a | b |", "https://evil.example/x", "a@b.example",
         "%0A::error::z", "plain"]
os.makedirs("ev dir")
manifest = "ev dir/deploy-manifest-20260214-183047.json"
json.dump({"deploymentTimestamp": "2026-02-14T18:30:47Z", "environment": "production",
           "services": [{"service": n, "status": "failed"} for n in names]}, open(manifest, "w"), indent=1)
report = f"# Deployment report\n\n**Date**: 2026-02-14T19:00:00Z\n**Status**: COMPLETE\n\nFrom `{os.path.basename(manifest)}`.\n\n| Service | Status |\n|---|---|\n"
cells = [n.replace("|", "\\|") for n in names]
report += "".join(f"| {n} | Ready |\n" for n in cells)
report += "\n| Metric | Target | Measured | Status |\n|---|---|---|---|\n"
report += "".join(f"| {n} | > 70% {n} | 64% {n} | PASS |\n| m{i} | > 70% | 64% | PASS |\n" for i, n in enumerate(cells))
raw = report.encode("utf-8") + b"\n| Bad | Status |\n|---|---|\n| \xff\xed\xa0\x80 | Ready |\n"
for name in ("r p%20\u00fc::,`x` | @y.md", "--x.md"):
    open(name, "wb").write(raw)
PY
run ./*.md --evidence 'ev dir'
grep -q '"message": "a@b.example is' result.json && grep -q '"message": "::error file=x::y is' result.json || { echo "odd folder: hostile names are in no finding"; bad=1; }

begin many
python3 - <<'PY'
rows = "".join(f"| metric {i} | > 70% | 64% | PASS |\n" for i in range(10000))
open("report.md", "w").write("# Load test report\n\n| Metric | Target | Measured | Status |\n|---|---|---|---|\n" + rows)
PY
"$TIEOUT" check report.md --format json -o result.json --format junit -o result.xml --format github -o result.github --format markdown -o result.markdown \
  --format sarif -o result.sarif --format cyclonedx -o result.cdx.json >/dev/null 2>&1
python3 - <<'PY' || bad=1
import json, xml.etree.ElementTree as E
count = len(json.load(open("result.json"))["reports"][0]["findings"])
sarif = len(json.load(open("result.sarif"))["runs"][0]["results"])
junit = len(E.parse("result.xml").getroot().findall("testsuite/testcase/failure"))
lines = open("result.github").read().count("\n")
size = len(open("result.markdown").read())
print(f"many: {count} findings; SARIF {sarif}, JUnit {junit}, GitHub {lines} lines, Markdown {size} characters")
raise SystemExit(not (count == 10000 == sarif == junit and lines == 11 and size < 65536))
PY

# Twice the same, and the same alone as together with others.
cd "$work/odd folder" || exit 1
for form in json:json sarif:sarif junit:xml github:github markdown:markdown cyclonedx:cdx.json; do
  "$TIEOUT" check ./*.md --evidence 'ev dir' --format "${form%%:*}" 2>/dev/null | cmp -s - "result.${form#*:}" || { echo "$form: other bytes"; bad=1; }
done

oldifs=$IFS
IFS='
'
cd "$work" || exit 1
set --
for folder in */; do
  [ "$folder" = many/ ] || set -- "$@" "${folder%/}"
done
IFS=$oldifs
python3 "$SRC/tests/support/check_outputs.py" "$SRC/tests/schemas" "$@" || bad=1
exit $bad
