# The repository of the cases: run by tests/support/rule_repo.sh in an empty work tree.
echo one >notes.txt && git add . && git commit -qm one && git tag -a -m 'release 3.1.0' v3.1.0
echo two >notes.txt && git commit -qam two && git tag v3.1.1
