#!/bin/sh
# What README.md shows of the demo is what the demo prints, and every file that a document links to is there.
set -eu
cd "$SRC"
bad=0
expected=examples/false-complete/expected/check.txt

shown=$(awk '/^## What the demo prints/{section = 1} /^```/{if (section) block++; next} block == 1' README.md | grep -vxE '…|exit status 1|' || true)
[ -n "$shown" ] || { echo "README.md shows no demo"; exit 1; }
printf '%s\n' "$shown" | grep -vxF -f "$expected" && { echo "README.md shows lines that $expected has not"; bad=1; }

links() { # FILE: targets of its links that are files, joined to its folder
  sed 's/`[^`]*`//g' "$1" | grep -oE '\]\([^)#: ]+(#[^)]*)?\)' | sed -E "s|^\]\(||; s|(#.*)?\)\$||; s|^|$(dirname "$1")/|"
}
for document in README.md CONTRIBUTING.md SECURITY.md src/README.md docs/*.md docs/decisions/*.md tests/cli/README.md examples/*/README.md; do
  for target in $(links "$document"); do
    [ -e "$target" ] || { echo "$document: no such file: $target"; bad=1; }
  done
done
exit $bad
