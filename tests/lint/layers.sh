#!/bin/sh
# Includes go only where the table of src/README.md allows, and each foreign library has one home.
set -eu
cd "$SRC"
bad=0
complain() { echo "$*"; bad=1; }

# "layer allowed" pairs from the table: first column the folder, third the layers it may include.
allowed=$(awk -F'|' '/^\| [a-z]+\/ \|/ {
  gsub(/[ \/]/, "", $2)
  n = split($4, words, /[ ,;]+/)
  for (i = 1; i <= n; i++) print $2, words[i]
}' src/README.md)
[ -n "$allowed" ] || { echo "src/README.md has no layer table"; exit 1; }

# Where a library's header may be included; a row ends in a pattern over paths.
library_home() {
  case $1 in
  sqlite3.h) echo 'src/store/*' ;;
  cmark*.h | yaml.h | expat.h) echo 'src/doc/*' ;;
  git2.h | git2/*) echo 'src/scm/*' ;;
  openssl/*) echo 'src/base/sha256.c' ;;
  jansson.h) echo 'src/render/*' ;;
  *) echo '*' ;;
  esac
}

check_library() { # FILE HEADER
  home=$(library_home "$2")
  # The home is a pattern.
  # shellcheck disable=SC2254
  case $1 in $home) ;; *) complain "$1: <$2> belongs in $home" ;; esac
}

# A file of the layer that is made at build counts as the layer's own: importers/, rules/ and templates/ are data of one stage each.
data_owner() {
  case $1 in importers) echo ingest ;; rules) echo check ;; templates) echo render ;; *) echo "$1" ;; esac
}

check_own() { # FILE LAYER HEADER
  case $3 in
  */*) to=$(data_owner "${3%%/*}") ;;
  tieout.h) to=tieout.h ;;
  *) return 0 ;;
  esac
  case $2 in
  cli) case $to in cli | tieout.h) return 0 ;; esac ;;
  *)
    [ "$to" = "$2" ] && return 0
    printf '%s\n' "$allowed" | grep -qx "$2 $to" && return 0
    ;;
  esac
  complain "$1: layer $2 may not include \"$3\""
}

includes=$(mktemp)
trap 'rm -f "$includes"' EXIT
find src -mindepth 2 -name '*.[ch]' -exec grep -HoE '^ *# *include *["<][^">]+[">]' {} + |
  sed -E 's/^([^:]*): *# *include *(["<])([^">]+).*/\1 \2 \3/' | sort >"$includes"
while read -r file kind header; do
  layer=${file#src/}
  layer=${layer%%/*}
  case $kind in
  '<') check_library "$file" "$header" ;;
  *) check_own "$file" "$layer" "$header" ;;
  esac
done <"$includes"

# main.c sees the public header and the commands.
grep -HnE '^ *# *include *"' src/main.c 2>/dev/null | grep -vE '"(tieout\.h|cli/[^"]*)"' && bad=1
exit $bad
