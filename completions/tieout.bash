# bash completion for tieout. Made by `tieout completion bash`.
_tieout() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command='' word flags='' words='' action=:
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in
    -*) ;;
    *) command=$word; break ;;
    esac
  done
  if [ -z "$command" ]; then
    mapfile -t COMPREPLY < <(compgen -W 'check explain waive init ingest extract facts query importers rules completion help --help --version' -- "$current")
    return
  fi
  case $command:$previous in
    check:--evidence | check:-e) action='compgen -f' ;;
    check:--with) action='compgen -f' ;;
    check:--repo) action='compgen -d' ;;
    check:--at) action=':' ;;
    check:--changed) action=':' ;;
    check:--release) action=':' ;;
    check:--format) words='text json sarif junit github markdown cyclonedx' ;;
    check:--fail-on) words='never error warning note' ;;
    check:--baseline) action='compgen -f' ;;
    check:--output | check:-o) action='compgen -f' ;;
    check:--ledger) action='compgen -f' ;;
    check:--policy) action='compgen -f' ;;
    check:--now) action=':' ;;
    check:--color) words='auto always never' ;;
    explain:--evidence | explain:-e) action='compgen -f' ;;
    explain:--with) action='compgen -f' ;;
    explain:--repo) action='compgen -d' ;;
    explain:--at) action=':' ;;
    explain:--release) action=':' ;;
    explain:--format) words='text json' ;;
    explain:--output | explain:-o) action='compgen -f' ;;
    explain:--ledger) action='compgen -f' ;;
    explain:--policy) action='compgen -f' ;;
    explain:--now) action=':' ;;
    explain:--color) words='auto always never' ;;
    waive:--evidence | waive:-e) action='compgen -f' ;;
    waive:--with) action='compgen -f' ;;
    waive:--repo) action='compgen -d' ;;
    waive:--at) action=':' ;;
    waive:--release) action=':' ;;
    waive:--reason) action=':' ;;
    waive:--owner) action=':' ;;
    waive:--until) action=':' ;;
    waive:--ledger) action='compgen -f' ;;
    waive:--policy) action='compgen -f' ;;
    waive:--now) action=':' ;;
    waive:--color) words='auto always never' ;;
    init:--ledger) action='compgen -f' ;;
    init:--policy) action='compgen -f' ;;
    init:--now) action=':' ;;
    init:--color) words='auto always never' ;;
    ingest:--as) action=':' ;;
    ingest:--release) action=':' ;;
    ingest:--ledger) action='compgen -f' ;;
    ingest:--policy) action='compgen -f' ;;
    ingest:--now) action=':' ;;
    ingest:--color) words='auto always never' ;;
    extract:--format) words='text json' ;;
    extract:--output | extract:-o) action='compgen -f' ;;
    extract:--ledger) action='compgen -f' ;;
    extract:--policy) action='compgen -f' ;;
    extract:--now) action=':' ;;
    extract:--color) words='auto always never' ;;
    facts:--artifact) action='compgen -f' ;;
    facts:--format) words='text jsonl' ;;
    facts:--output | facts:-o) action='compgen -f' ;;
    facts:--ledger) action='compgen -f' ;;
    facts:--policy) action='compgen -f' ;;
    facts:--now) action=':' ;;
    facts:--color) words='auto always never' ;;
    query:--format) words='text jsonl' ;;
    query:--output | query:-o) action='compgen -f' ;;
    query:--ledger) action='compgen -f' ;;
    query:--policy) action='compgen -f' ;;
    query:--now) action=':' ;;
    query:--color) words='auto always never' ;;
    importers:--ledger) action='compgen -f' ;;
    importers:--policy) action='compgen -f' ;;
    importers:--now) action=':' ;;
    importers:--color) words='auto always never' ;;
    rules:--ledger) action='compgen -f' ;;
    rules:--policy) action='compgen -f' ;;
    rules:--now) action=':' ;;
    rules:--color) words='auto always never' ;;
    completion:--ledger) action='compgen -f' ;;
    completion:--policy) action='compgen -f' ;;
    completion:--now) action=':' ;;
    completion:--color) words='auto always never' ;;
    help:--ledger) action='compgen -f' ;;
    help:--policy) action='compgen -f' ;;
    help:--now) action=':' ;;
    help:--color) words='auto always never' ;;
    *)
  case $command in
    check) flags=' --evidence -e --with --repo --at --changed --release --format --fail-on --baseline --output -o --ledger --policy --now --color --quiet -q --verbose -v --help -h --version -V' action='compgen -f' ;;
    explain) flags=' --evidence -e --with --repo --at --release --format --output -o --ledger --policy --now --color --quiet -q --verbose -v --help -h --version -V' action='compgen -f' ;;
    waive) flags=' --evidence -e --with --repo --at --release --reason --owner --until --ledger --policy --now --color --quiet -q --verbose -v --help -h --version -V' action='compgen -f' ;;
    init) flags=' --ledger --policy --now --color --quiet -q --verbose -v --help -h --version -V' action='compgen -d' ;;
    ingest) flags=' --as --release --strict --ledger --policy --now --color --quiet -q --verbose -v --help -h --version -V' action='compgen -f' ;;
    extract) flags=' --format --output -o --ledger --policy --now --color --quiet -q --verbose -v --help -h --version -V' action='compgen -f' ;;
    facts) flags=' --artifact --format --output -o --ledger --policy --now --color --quiet -q --verbose -v --help -h --version -V' action=':' ;;
    query) flags=' --format --output -o --ledger --policy --now --color --quiet -q --verbose -v --help -h --version -V' action=':' ;;
    importers) flags=' --ledger --policy --now --color --quiet -q --verbose -v --help -h --version -V' words='list show test' action=':' ;;
    rules) flags=' --ledger --policy --now --color --quiet -q --verbose -v --help -h --version -V' words='list show test' action=':' ;;
    completion) flags=' --ledger --policy --now --color --quiet -q --verbose -v --help -h --version -V' words='bash zsh fish' action=':' ;;
    help) flags=' --ledger --policy --now --color --quiet -q --verbose -v --help -h --version -V' action=':' ;;
  esac
  ;;
  esac
  case $current in -*) words=$flags action=: ;; esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current"; $action -- "$current")
}
complete -o filenames -F _tieout tieout
