#!/bin/sh
# Calls that belong in one place. A row: where it may stand (patterns over paths), then the calls.
set -eu
cd "$SRC"
code=$(mktemp)
trap 'rm -f "$code"' EXIT
find src -name '*.[ch]' ! -name banned.h | sort | while read -r file; do
  awk -f tests/lint/strip.awk "$file"
done >"$code"

bad=0
ban() { # HOMES CALLS WHY
  found=$(grep -E "(^|[^A-Za-z0-9_>.])($2)" "$code" | grep -vE "^($1):" || true)
  [ -z "$found" ] || { printf '%s: allowed only in %s\n%s\n' "$3" "$1" "$found"; bad=1; }
}

ban 'src/cli/[a-z_]*\.[ch]|src/main\.c' '(printf|vprintf|puts|putchar|perror|fputs|fprintf|vfprintf|fwrite|putc|fputc) *\(' 'printing'
ban 'src/cli/[a-z_]*\.[ch]|src/main\.c' 'stderr' 'standard error'

ban 'src/cli/[a-z_]*\.[ch]|src/main\.c|src/base/mem\.c' '(exit|_exit|_Exit|abort|assert) *\(' 'ending the process'
ban 'src/base/clock\.c' '(time|gettimeofday|clock_gettime|clock|ftime) *\(' 'reading the clock'
# file.c: what realpath() gives is the C library's.
ban 'src/base/(mem|file)\.c' '(malloc|calloc|realloc|reallocarray|free|strdup|strndup|asprintf) *\(' 'allocating'
# db.c: where temporary files go is the environment's to say.
ban 'src/cli/[a-z_]*\.[ch]|src/main\.c|src/(base/clock|store/db)\.c' '(getenv|secure_getenv) *\(' 'reading the environment'
ban 'src/store/(db|migrate)\.c' 'sqlite3_exec *\(' 'SQL as text'
ban 'nowhere' '(setlocale|rand|random|srand|system|popen|alloca|setjmp|longjmp) *\(' 'never'
exit $bad
