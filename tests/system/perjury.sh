#!/bin/sh
# The mutation bench, a short form: single lies in true documents are caught, and the documents themselves, told this way or that, are not.
set -u
export LC_ALL=C.UTF-8 TZ=UTC SOURCE_DATE_EPOCH=1900000000
[ -x "${TIEOUT:-}" ] || { echo "skipped: the program is not built"; exit 77; }
command -v python3 >/dev/null 2>&1 || { echo "skipped: no python3"; exit 77; }
command -v git >/dev/null 2>&1 || { echo "skipped: no git"; exit 77; }
python3 -B "$SRC/bench/perjury/run.py" "$TIEOUT" --seed 3 --count 12 --lies 9 --harmless 6
