#!/bin/sh
# perjury.sh TIEOUT [--seed N] [--count N] …: the mutation bench. True documents with their evidence, the same told otherwise, and with one lie each.
set -eu
exec python3 "$(dirname "$0")/perjury/run.py" "$@"
