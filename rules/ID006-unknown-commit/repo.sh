# The repository of the cases: run by tests/support/rule_repo.sh in an empty work tree.
mkdir src
echo 'int main(void) { return 0; }' >src/main.c
git add . && git commit -qm 'a program'
echo 'int main(void) { return 1; }' >src/main.c
git commit -qam 'another program'
