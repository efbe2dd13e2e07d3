#!/bin/sh
# What other programs are told to run does what docs/ci.md says: the pre-commit hooks, the GitHub action and the GitLab job, read from their own files.
set -eu
[ -x "${TIEOUT:-}" ] || { echo "skipped: the program is not built"; exit 77; }
command -v git >/dev/null && python3 -c 'import yaml' 2>/dev/null || { echo "skipped: no git or no python3-yaml here"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/home"
ln -s "$TIEOUT" "$work/bin/tieout"
export PATH="$work/bin:$PATH" HOME="$work/home" GIT_CONFIG_NOSYSTEM=1 SOURCE_DATE_EPOCH=1900000000
export GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.org
export GIT_AUTHOR_DATE=2031-03-02T12:00:00Z GIT_COMMITTER_DATE=2031-03-02T12:00:00Z
bad=0

wants() { # WHAT STATUS COMMAND…: its output stays in $work/out
  what=$1 want=$2
  shift 2
  status=0
  "$@" >"$work/out" 2>&1 || status=$?
  [ "$status" -eq "$want" ] || { echo "$what: exit status $status, expected $want"; cat "$work/out"; bad=1; }
}

has() { # WHAT PATTERN FILE
  grep -q "$2" "$3" || { echo "$1: no \"$2\" in"; cat "$3"; bad=1; }
}

# A project, and a clone of it with a branch.
git init -q -b main "$work/project"
cd "$work/project"
mkdir docs
printf '# Lock report\n\n**Status**: COMPLETE\n\n| Metric | Target | Measured | Status |\n|---|---|---|---|\n| Hits | > 70%% | 74%% | PASS |\n' >docs/good.md
echo 'Nothing is claimed here.' >README.md

# --- pre-commit ---
cat >"$work/hook.py" <<'END'
import sys, yaml
hook = {h["id"]: h for h in yaml.safe_load(open(sys.argv[1]))}[sys.argv[2]]
assert hook["language"] == "system" and hook["name"] and hook["description"], hook
print(hook["entry"] + ("" if hook.get("pass_filenames", True) is False else ' "$@"'))
END
hook() { # ID FILE…: as pre-commit does it
  id=$1
  shift
  sh -c "$(python3 "$work/hook.py" "$SRC/.pre-commit-hooks.yaml" "$id")" hook "$@"
}
git add .
wants "hook, the first commit" 0 hook tieout
git commit -qm first
wants "hook, nothing changed" 0 hook tieout
sed 's/74%/64%/' docs/good.md >docs/bad.md
git add .
wants "hook, a contradicted report" 1 hook tieout
has "hook" 'docs/bad.md:7:.*TG001' "$work/out"
wants "hook, a named report" 0 hook tieout-reports docs/good.md
wants "hook, two named reports" 1 hook tieout-reports docs/good.md docs/bad.md
echo 'Nothing is claimed here either.' >>README.md
git rm -qf docs/bad.md && git add .
wants "hook, no report among what changed" 0 hook tieout
git commit -qm second

git clone -q "$work/project" "$work/clone"
cd "$work/clone"
git checkout -q -b branch

# --- GitHub ---
cat >"$work/action.py" <<'END'
import os, re, subprocess, sys, yaml
action = yaml.safe_load(open(sys.argv[1]))
given = dict(a.split("=", 1) for a in sys.argv[2:])
unknown = set(given) - set(action["inputs"])
assert not unknown and action["runs"]["using"] == "composite", unknown
inputs = {name: given.get(name, i["default"]) for name, i in action["inputs"].items()}
fill = lambda text: re.sub(r"\$\{\{ *inputs\.([a-z-]+) *\}\}", lambda m: inputs[m[1]], text)
for step in action["runs"]["steps"]:
    assert "${{" not in step["run"], "an input in a script is a command"
    env = dict(os.environ, **{k: fill(v) for k, v in step.get("env", {}).items()})
    status = subprocess.run([step["shell"], "-e", "-c", step["run"]], env=env).returncode
    if status:
        sys.exit(status)
END
action() {
  : >"$work/summary"
  GITHUB_ACTION_PATH=$SRC GITHUB_PATH=$work/path GITHUB_STEP_SUMMARY=$work/summary GITHUB_BASE_REF=${BASE_REF:-} \
    python3 "$work/action.py" "$SRC/action.yml" "$@"
}
BASE_REF=main
wants "action, nothing changed" 0 action
sed 's/74%/64%/' docs/good.md >'docs/bad one.md'
git add . && git commit -qm third
wants "action, a contradicted report" 1 action sarif=out.sarif
has "action" '^::error file=docs/bad one.md,line=7' "$work/out"
has "action" 'TG001' "$work/summary"
has "action" '"version": "2.1.0"' out.sarif
wants "action, only told" 0 action fail-on=never
wants "action, a report with a blank in its name" 1 action "reports=docs/bad one.md
docs/good.md"
wants "action, a report that is right" 0 action reports=docs/good.md
wants "action, no command is run out of an input" 3 action "reports=docs/\$(touch $work/run)\`touch $work/run\`.md"
[ ! -e "$work/run" ] || { echo "action: ran a command that an input holds"; bad=1; }
BASE_REF=
wants "action, outside of a pull request" 2 action
wants "action, a base" 1 action base=origin/main

# --- GitLab ---
cat >"$work/job.py" <<'END'
import re, sys, yaml
text = open(sys.argv[1]).read()
job = [y["reports"] for y in map(yaml.safe_load, re.findall(r"^```yaml\n(.*?)^```", text, re.M | re.S)) if "script" in y.get("reports", {})]
assert len(job) == 1 and job[0]["artifacts"]["reports"]["junit"] == "tieout.xml", job
print("\n".join(job[0]["script"]))
END
python3 "$work/job.py" "$SRC/docs/ci.md" >"$work/job.sh"
export CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main
wants "job, a contradicted report" 1 sh -e "$work/job.sh"
has "job" 'TG001' tieout.xml
git rm -q 'docs/bad one.md' && rm -f tieout.xml
wants "job, nothing changed" 0 sh -e "$work/job.sh"
has "job" '<testsuites' tieout.xml
exit $bad
