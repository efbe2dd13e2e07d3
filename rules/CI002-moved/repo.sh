# The repository of the cases: run by tests/support/rule_repo.sh in an empty work tree.
mkdir -p reports/load src
echo '{"requests": 1200}' >reports/load/spring.json
echo '{"requests": 1450}' >reports/load/summer.json
echo 'int main(void) { return 0; }' >src/main.c
git add . && git commit -qm 'load reports'
git rm -q reports/load/spring.json && git commit -qm 'spring is over'
