#!/bin/sh
# make.sh TIEOUT: writes ledger-vN.db, a ledger as this version of the schema stores it. To be run once for each schema version, when it is released;
# the file is never changed afterwards, for it stands for the ledgers that are out there.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export SOURCE_DATE_EPOCH=1762430400
cd "$work"
mkdir release-41
cat >release-41/deploy-manifest-20251106-114500.json <<'END'
{"deploymentTimestamp": "2025-11-06T11:45:00Z", "environment": "production", "projectId": "quayside-prod", "services": [
  {"service": "checkout", "status": "failed", "url": null, "health": "not_ready"},
  {"service": "cart", "status": "deployed", "url": "https://cart.example", "health": "healthy"}]}
END
"$1" ingest --ledger ledger.db release-41
version=$(od -An -j 60 -N 4 -t u1 ledger.db | awk "{ print \$4 }") # user_version, as the SQLite file format has it
rm -f ledger.db-wal ledger.db-shm
mv ledger.db "$here/ledger-v$version.db"
