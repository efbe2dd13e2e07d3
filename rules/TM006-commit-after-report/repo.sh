# The repository of the cases: run by tests/support/rule_repo.sh in an empty work tree.
echo one >notes.txt && git add . && git commit -qm one
echo two >notes.txt
GIT_AUTHOR_DATE=2031-03-09T09:00:00Z GIT_COMMITTER_DATE=2031-03-09T09:00:00Z git commit -qam two
# Written early and committed late: a branch that was rebased.
echo three >notes.txt
GIT_AUTHOR_DATE=2031-03-01T08:00:00Z GIT_COMMITTER_DATE=2031-03-20T09:00:00Z git commit -qam three
