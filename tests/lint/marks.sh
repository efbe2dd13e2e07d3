#!/bin/sh
# No unfinished marks in comments, and nothing that only means something on one machine.
set -eu
cd "$SRC"
files() { git ls-files -co --exclude-standard -- "$@" 2>/dev/null || find . -type f -not -path './build*' -not -path './.git/*'; }
bad=0

# A mark is a word in a comment with ':' or '(' behind it; as a word of a report it is data ("TODO" is vocabulary).
if files '*.c' '*.h' '*.def' '*.sql' '*.sh' '*.cmake' '*.awk' '*.yaml' dev CMakeLists.txt | grep -v '^tests/lint/marks.sh$' |
  xargs grep -nE '(/\*|//|^ *\*|#|--).*\b(TODO|FIXME|XXX|HACK|NEEDSWORK)\b *[:(]'; then
  echo "unfinished marks"
  bad=1
fi

if files | grep -v '^tests/lint/marks.sh$' | xargs grep -nIE '(^|[^a-z.])/root/[a-z]|/home/[a-z]+/(src|dev|work)|/tmp/build'; then
  echo "paths of one machine"
  bad=1
fi
exit $bad
