# Sourced by the tests that inject failures: the shim, a fresh folder, and what must hold of a ledger at any moment.
[ -x "${TIEOUT:-}" ] || { echo "skipped: the program is not built"; exit 77; }
[ -z "${SANITIZE:-}" ] || { echo "skipped: the sanitizers own the allocator"; exit 77; }
export LC_ALL=C TZ=UTC SOURCE_DATE_EPOCH=1767225600
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work
evidence=$SRC/examples/honest-release/evidence
bad=0
complain() { echo "$*"; bad=1; }

# [VARIABLE=VALUE…] with_shim ARGUMENT…: the program with the shim before it; output in $work/out and $work/err, status in $status.
with_shim() {
  status=0
  LD_PRELOAD=$FAIL_SHIM "$TIEOUT" "$@" >"$work/out" 2>"$work/err" </dev/null || status=$?
}

# How many writes a run makes.
writes_of() { # ARGUMENT…
  FAIL_COUNT=$work/count with_shim "$@"
  cut -d' ' -f2 "$work/count"
}

# 1 2 3 … densely at first, then ever wider steps up to N: every kind of place, not every turn of every loop.
steps() { awk -v n="$1" -v dense="$2" 'BEGIN { for (i = 1; i <= n; i += i < dense ? 1 : int(i / dense) + 1) print i }'; }

project() { # FOLDER: a fresh project with an empty ledger
  rm -rf "$1"
  mkdir "$1"
  (cd "$1" && "$TIEOUT" init >/dev/null)
}

facts_of() { # LEDGER: every fact, in words
  sqlite3 "$1" "SELECT i.path, f.subject, f.attribute, f.written, f.state FROM fact f JOIN reading r ON r.id = f.reading
    JOIN intake i ON i.id = r.intake ORDER BY 1, 2, 3, 4"
}

# A ledger that can be opened and holds each artifact whole or not at all.
check_ledger() { # LEDGER WHAT
  found=$(sqlite3 "$1" "PRAGMA integrity_check; PRAGMA foreign_key_check;
    SELECT 'never read: ' || path FROM intake i WHERE role = 'evidence'
      AND NOT EXISTS (SELECT 1 FROM reading r JOIN intake j ON j.id = r.intake WHERE j.artifact = i.artifact AND j.path = i.path);
    SELECT 'reading with ' || (SELECT count(*) FROM fact WHERE reading = reading.id) || ' of ' || facts || ' facts' FROM reading
      WHERE facts <> (SELECT count(*) FROM fact f WHERE f.reading = reading.id);
    SELECT 'journal and intake differ' WHERE (SELECT count(*) FROM intake) <> (SELECT count(*) FROM journal WHERE kind = 'intake');" 2>&1)
  [ "$found" = ok ] || complain "$2: the ledger is not whole: $found"
}
