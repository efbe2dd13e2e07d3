#!/bin/sh
# rule_repo.sh FOLDER: makes FOLDER/repo, the bare repository that a rule's cases are looked up in, from FOLDER/repo.sh. Same script, same commits.
set -eu
folder=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.org
export GIT_AUTHOR_DATE='2031-03-01T09:00:00Z' GIT_COMMITTER_DATE='2031-03-01T09:00:00Z'
git init -q -b main "$work/tree"
cd "$work/tree"
# shellcheck disable=SC1091
. "$folder/repo.sh"
git gc -q --prune=now
rm -rf "$folder/repo"
mkdir -p "$folder/repo/objects/pack" "$folder/repo/refs"
cp .git/objects/pack/*.pack .git/objects/pack/*.idx "$folder/repo/objects/pack/"
cp .git/packed-refs "$folder/repo/"
echo 'ref: refs/heads/main' >"$folder/repo/HEAD"
echo 'Made by tests/support/rule_repo.sh; refs are in packed-refs.' >"$folder/repo/refs/README"
chmod -R u+w "$folder/repo"
