#!/bin/sh
# One folder with the artifacts of three projects' ten releases each: a true report of any of them is contradicted by nothing, a false one by its own
# release only. All figures differ from release to release, so that one wrong comparison shows.
set -u
export LC_ALL=C TZ=UTC SOURCE_DATE_EPOCH=1950000000
[ -x "${TIEOUT:-}" ] || { echo "skipped: the program is not built"; exit 77; }
command -v python3 >/dev/null || { echo "skipped: python3 is not here"; exit 77; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
python3 - "$work" <<'PY' || exit 1
import datetime, json, os, random, sys
root, rnd = sys.argv[1], random.Random(7)
start = datetime.datetime(2031, 3, 1, 8)
stamp = lambda t: t.strftime("%Y%m%d-%H%M%S")
iso = lambda t: t.strftime("%Y-%m-%dT%H:%M:%SZ")
def write(path, value):
    path = os.path.join(root, "evidence", path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    json.dump(value, open(path, "w"), indent=1)
for c, project in enumerate(["acme-web", "bolt-pay", "corp-api"]):
    t = start + datetime.timedelta(minutes=7 * c)
    for r in range(10):
        names = ["api", "mail", "web"] if c < 2 else ["api", "batch", "web", "worker"]
        at = lambda m: t + datetime.timedelta(minutes=m)
        sha = "%040x" % rnd.getrandbits(160)
        version = "%s-production-%s" % (sha[:7], stamp(t))
        failed = r % 3 == 2
        env = {"environment": "production", "projectId": project}
        status = lambda i: "failed" if failed and i == 0 else "success"
        build = f"{project}/.ci/manifests/build-manifest-{stamp(t)}.json"
        deploy = f"{project}/.ci/manifests/deploy-manifest-{stamp(at(40))}.json"
        run = f"{project}/.ci/load/run-{stamp(at(60))}"
        digest = {n: "sha256:%064x" % rnd.getrandbits(256) for n in names}
        write(build, {"buildTimestamp": iso(t), "git": {"sha": sha}, **env, "versionTag": version, "services": [
            {"service": n, "image": f"registry.example.net/{project}/{n}", "versionTag": version, "digest": digest[n], "durationSeconds": rnd.randint(60, 400),
             "status": "success"} for n in names]})
        write(deploy, {"deploymentTimestamp": iso(at(40)), **env, "services": [
            {"service": n, "status": status(i), "image": f"registry.example.net/{project}/{n}:{version}",
             "url": None if status(i) == "failed" else f"https://{n}-{sha[:5]}.{project}.example", "health": "fail" if status(i) == "failed" else "pass"}
            for i, n in enumerate(names)]})
        rows = [(s, rnd.randint(1000, 9000), rnd.randint(1, 40), rnd.randint(100, 900), rnd.randint(20, 400)) for s in ("browse", "order", "search")]
        totals = {"requests": sum(x[1] for x in rows), "errors": sum(x[2] for x in rows), "p95LatencyMs": max(x[3] for x in rows),
                  "p99LatencyMs": max(x[3] for x in rows) + 90, "throughputPerMin": sum(x[4] for x in rows)}
        sla = "pass" if r % 2 else "fail"
        write(f"{run}/load-test-report.json", {"generatedAt": iso(at(75)), "configuration": {"durationSeconds": 300, "concurrency": 5}, "scenarios": [
            {"scenario": s, "status": "completed", "requests": q, "errors": e, "p95LatencyMs": p, "p99LatencyMs": p + 90, "throughputPerMin": w}
            for s, q, e, p, w in rows], "aggregate": {"totals": totals},
            "slaValidation": {"overall": {"p95LatencyMs": {"value": totals["p95LatencyMs"], "threshold": 1000, "status": "pass"}, "status": sla}}})
        write(f"{run}/results/sla-validation.json", {"overall": {"p95LatencyMs": {"value": totals["p95LatencyMs"], "threshold": 1000, "status": "pass"},
              "errorRate": {"value": 100 * totals["errors"] / totals["requests"], "threshold": 5.0, "status": "pass"}, "status": sla}, "scenarios": {}})
        dashboards = rnd.randint(2, 20)
        write(f"{project}/.ci/monitoring/setup-{stamp(at(50))}/monitoring-manifest.json", {"generatedAt": iso(at(50)), **env,
              "dashboards": [{"name": f"D{i}", "resourceName": f"d{i}"} for i in range(dashboards)], "alertPolicies": [], "uptimeChecks": []})
        write(f"{project}/.ci/validation-report-{stamp(at(90))}.json", {"timestamp": iso(at(90)), **env, "overallStatus": "BLOCKED" if failed else "READY",
              "readinessScore": 100.0, "checks": [{"id": 0, "name": "Services answer", "status": "FAIL" if failed else "PASS", "message": "m"}],
              "blockers": [], "warnings": []})
        def report(kind, said, cited, true, digests=True, revision=None):
            ready = lambda i: "Failed" if true and status(i) == "failed" else "Ready"
            verdict = "FAILED" if true and failed else "COMPLETE"
            column = "Digest" if digests else "Revision" if revision else "Port"
            cell = lambda n: digest[n] if digests else revision or "8080"
            text = f"# Release report\n\n{said}\n**Status**: {verdict}\n\n## Services\n\n| Service | {column} | Health |\n| --- | --- | --- |\n"
            text += "".join(f"| {n}-production | {cell(n)} | {ready(i)} |\n" for i, n in enumerate(names))
            text += f"\n## Load test\n\n- The load test made {totals['requests']:,} requests with a p95 latency of {totals['p95LatencyMs']} ms, overall SLA "
            text += f"{sla.upper() if true else 'PASS'}.\n\n## Summary\n\n- {dashboards} dashboards are in place.\n\n"
            text += "".join(f"- Source: `{x}`\n" for x in cited)
            path = os.path.join(root, "reports", ("true" if true else "false") + f"-{kind}-{project}-{r}" + ("-failed" if failed else "") + ("-slow" if sla == "fail" else ""))
            os.makedirs(os.path.dirname(path), exist_ok=True)
            open(path + ".md", "w").write(text)
        below = lambda p: p.split("/", 1)[1]
        where = f"**Project**: `{project}`\n**Environment**: Production\n"
        for true in (True, False) if r < 4 else (True,):
            report("cited", "", [below(build), below(deploy), below(f"{run}/load-test-report.json")], true)
            report("commit", f"**Git Commit**: `{sha[:10]}`\n", [], true, False)
            report("version", where, [], true, False, version)
            report("digest", "", [], true)
            report("time", f"- Snapshot Timestamp (UTC): {iso(at(95))}\n\n" + where, [], true, False)
        report("day", f"**Date**: {t.date()}\n" + where, [], True, False)
        t += datetime.timedelta(minutes=rnd.randint(6 * 60, 70 * 60))
PY
bad=0
n=0
bound=0
seen=0
every=1
[ -z "${SANITIZE:-}" ] || every=9 # the sanitizers look at code, not at data: a part of the reports is enough for them
for report in "$work"/reports/*.md; do
  seen=$((seen + 1))
  [ $((seen % every)) -eq 0 ] || continue
  n=$((n + 1))
  "$TIEOUT" check "$report" --evidence "$work/evidence" >"$work/out" 2>"$work/err"
  status=$?
  bound=$((bound + $(grep -c '^  in ' "$work/out")))
  case ${report##*/} in
  true-*) [ $status -eq 0 ] && continue ;;
  false-cited-*-slow.md | false-*-failed*.md) [ $status -eq 1 ] && continue ;; # the load test says nothing of itself: only who cites it is told
  *) [ $status -le 1 ] && continue ;;
  esac
  echo "${report##*/}: exit status $status"
  grep -E ': (error|warning): ' "$work/out" || cat "$work/err"
  bad=1
done
[ $n -ge $((200 / every)) ] && [ $bound -ge $((900 / every)) ] || { echo "only $n reports, $bound bindings"; bad=1; }
echo "$n reports, $bound bindings"
exit $bad
