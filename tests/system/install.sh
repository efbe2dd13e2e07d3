#!/bin/sh
# Installs to a prefix, and uses what is there as a stranger would: the program, the pages, and the library through pkg-config.
set -eu
[ -x "${TIEOUT:-}" ] || { echo "skipped: the program is not built"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prefix=$work/prefix
"$CMAKE" --install "$BUILD" --prefix "$prefix" >"$work/log" || { cat "$work/log"; exit 1; }
bad=0
complain() { echo "$*"; bad=1; }

there() { # PATTERN: at least one file
  found=$(find "$prefix" -path "$prefix/$1" | head -n 1)
  [ -n "$found" ] || complain "not installed: $1"
}
there bin/tieout
there include/tieout.h
there 'lib*/libtieout.so'
there 'lib*/libtieout.so.0'
there 'lib*/pkgconfig/tieout.pc'
there share/man/man1/tieout.1
there share/bash-completion/completions/tieout
there share/zsh/site-functions/_tieout
there share/fish/vendor_completions.d/tieout.fish
there share/tieout/importers
there share/tieout/rules
[ $bad -eq 0 ] || find "$prefix" -type f | sed "s|$prefix/||" | head -n 50

[ "$("$prefix/bin/tieout" --version)" = "tieout $TIEOUT_VERSION" ] || complain "the installed program does not say its version"

library=$(find "$prefix" -name 'libtieout.so.0' | head -n 1)
libdir=$(dirname "$library")
objdump -p "$library" | grep -q 'SONAME *libtieout.so.0$' || complain "the library has no soname libtieout.so.0"
# Exported: what tieout.h declares, no more and no less.
nm -D --defined-only "$library" | awk '{print $3}' | sed 's/@.*//' | grep -vE '^(_init|_fini|__bss_start|_edata|_end|__odr_asan.*|__asan.*)$' | sort >"$work/exported"
grep -oE '\btieout_[a-z_]+\(' "$prefix/include/tieout.h" | tr -d '(' | sort -u >"$work/declared"
grep -v '^tieout_status$' "$work/declared" | comm -3 - "$work/exported" >"$work/differ"
[ ! -s "$work/differ" ] || { complain "declared (left) and exported (right) differ:"; cat "$work/differ"; }

export PKG_CONFIG_PATH="$libdir/pkgconfig"
[ "$(pkg-config --modversion tieout)" = "$TIEOUT_VERSION" ] || complain "pkg-config has another version"
# Flags are words.
# shellcheck disable=SC2046,SC2086
"$CC" ${SANITIZE:-} -std=c11 -Wall -Wextra -Werror -o "$work/consumer" "$SRC/tests/support/consumer.c" $(pkg-config --cflags --libs tieout) ||
  { complain "a program does not build against the installed library"; exit 1; }
cd "$SRC/examples/false-complete"
LD_LIBRARY_PATH=$libdir "$work/consumer" report.md evidence || complain "the program built against the installed library failed"
exit $bad
