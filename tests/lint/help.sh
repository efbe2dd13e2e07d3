#!/bin/sh
# Each command has a manual page with the options that its --help has, each with the same argument.
set -eu
cd "$SRC"
[ -x "${TIEOUT:-}" ] || { echo "skipped: the program is not built"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0

# "--name ARGUMENT" of each option row below the heading.
options_of_help() { # HEADING
  awk -v heading="$1:" '
    /^[A-Z][a-z ]*:$/ { inside = ($0 == heading); next }
    inside && match($0, /--[a-z][a-z-]*/) {
      name = substr($0, RSTART, RLENGTH)
      rest = substr($0, RSTART + RLENGTH)
      print name (match(rest, /^ [A-Z]+/) ? substr(rest, RSTART, RLENGTH) : "")
    }' | sort -u
}

# The same from the items of an mdoc page: .It Fl e , Fl -evidence Ar PATH
options_of_page() { # PAGE
  sed -n 's/^\.It Fl/Fl/p' "$1" | sed 's/\\-/-/g; s/Fl -/--/g; s/ Ar / /g; s/\\&//g' | grep -oE -- '--[a-z][a-z-]*( [A-Z]+)?' | sort -u
}

differ() { # TEXT LINES
  [ -z "$2" ] || { printf '%s\n' "$2" | sed "s|^|$1: |"; bad=1; }
}

"$TIEOUT" --help >"$work/main"
options_of_help 'Common options' <"$work/main" >"$work/common"
options_of_page docs/man/tieout.1 >"$work/page"
differ 'tieout --help and not docs/man/tieout.1' "$(comm -23 "$work/common" "$work/page")"
differ 'docs/man/tieout.1 and not tieout --help' "$(comm -13 "$work/common" "$work/page")"

commands=$(awk '/^Commands:$/{inside=1; next} /^$/{inside=0} inside{print $1}' "$work/main")
[ -n "$commands" ] || { echo "tieout --help lists no commands"; exit 1; }
for command in $commands; do
  [ "$command" != help ] || continue
  page=docs/man/tieout-$command.1
  [ -f "$page" ] || { echo "no $page"; bad=1; continue; }
  "$TIEOUT" "$command" --help >"$work/help"
  options_of_help Options <"$work/help" >"$work/own"
  sort -u "$work/own" "$work/common" >"$work/all"
  options_of_page "$page" >"$work/page"
  differ "$command --help and not $page" "$(comm -23 "$work/own" "$work/page")"
  # A page may repeat the common options or leave them to tieout.1.
  differ "$page and not $command --help" "$(comm -13 "$work/all" "$work/page")"
  grep -q "tieout-$command" docs/man/tieout.1 || { echo "docs/man/tieout.1 does not name tieout-$command(1)"; bad=1; }
done

# The completions in the tree are what the program prints.
for shell in bash:tieout.bash zsh:_tieout fish:tieout.fish; do
  "$TIEOUT" completion "${shell%%:*}" | cmp -s - "completions/${shell#*:}" || { echo "completions/${shell#*:} is not what the program prints"; bad=1; }
done
exit $bad
