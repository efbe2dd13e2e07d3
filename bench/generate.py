#!/usr/bin/env python3
"""generate.py SEED FOLDER [REPORTS]: a deployment report of about 15 kB and eight evidence files, the same for the same seed; or so many
such reports, without their evidence.

Prints the SHA-256 over everything written, so that two measurements can be known to have measured the same."""
import hashlib
import json
import os
import random
import sys

STAMP = "20260118-142500"
WORDS = ["ledger", "quota", "courier", "depot", "parcel", "freight", "berth", "crane", "manifest", "customs", "tariff", "pilot"]


def digest(rng):
    return "sha256:%064x" % rng.getrandbits(256)


def services(rng, tag):
    names = rng.sample([w + "-" + s for w in WORDS for s in ("api", "worker", "sync")], 16)
    return [{"service": n, "digest": digest(rng), "image": "registry.example/port/" + n, "seconds": rng.randint(60, 400),
             "url": "https://%s-production-%06x.run.example" % (n, rng.getrandbits(24)), "tag": tag} for n in sorted(names)]


def scenarios(rng):
    rows = []
    for name in rng.sample(WORDS, 10):
        per_minute = rng.randint(100, 900)
        rows.append({"scenario": name, "status": "completed", "requests": per_minute * 10, "errors": rng.randint(0, per_minute // 20),
                     "p95LatencyMs": float(rng.randint(120, 900)), "p99LatencyMs": float(rng.randint(900, 1400)),
                     "throughputPerMin": float(per_minute), "cacheHitRate": rng.randint(70, 95) / 100})
    return rows


def totals(rows):
    return {"requests": sum(r["requests"] for r in rows), "errors": sum(r["errors"] for r in rows),
            "p95LatencyMs": max(r["p95LatencyMs"] for r in rows), "p99LatencyMs": max(r["p99LatencyMs"] for r in rows),
            "throughputPerMin": round(sum(r["throughputPerMin"] for r in rows) / len(rows), 2)}


def verdict(value, threshold, good):
    return {"value": value, "threshold": threshold, "status": "pass" if good else "fail"}


def sla(sums):
    rate = sums["errors"] * 100 / sums["requests"]
    overall = {"p95LatencyMs": verdict(sums["p95LatencyMs"], 1000, sums["p95LatencyMs"] <= 1000),
               "p99LatencyMs": verdict(sums["p99LatencyMs"], 1500, sums["p99LatencyMs"] <= 1500),
               "errorRate": verdict(rate, 5.0, rate < 5), "throughputPerMin": verdict(sums["throughputPerMin"], 100, True)}
    overall["status"] = "pass" if all(v["status"] == "pass" for v in overall.values()) else "fail"
    return {"overall": overall, "scenarios": {}}


def evidence(rng, sha, tag, svc, rows):
    head = {"environment": "production", "projectId": "port-prod-88", "region": "europe-west4"}
    sums = totals(rows)
    verdicts = sla(sums)
    smoke = [{"name": "%s answers %d" % (s["service"], i), "status": "pass", "httpStatus": 200, "durationMs": rng.randint(40, 300), "notes": ""}
             for s in svc for i in range(2)]
    assets = {k: [{"name": "%s %s %d" % (k, w, i), "resourceName": "%s-%d" % (w, i)} for i, w in enumerate(rng.sample(WORDS, n))]
              for k, n in (("dashboards", 8), ("alertPolicies", 12), ("uptimeChecks", 6))}
    checks = [{"id": i, "name": "gate " + w, "status": "PASS", "message": w + " is there", "remediation": "None"} for i, w in enumerate(WORDS[:8])]
    return {
        "build-manifest-%s.json" % STAMP: {"buildTimestamp": "2026-01-18T14:25:00Z", "git": {"sha": sha, "branch": "main"}, **head, "versionTag": tag,
            "services": [{"service": s["service"], "image": s["image"], "versionTag": tag, "digest": s["digest"], "durationSeconds": s["seconds"],
                          "status": "success", "logFile": "build-logs/%s.log" % s["service"]} for s in svc]},
        "deploy-manifest-%s.json" % STAMP: {"deploymentTimestamp": "2026-01-18T14:41:00Z", **head,
            "services": [{"service": s["service"], "status": "failed" if i % 5 == 0 else "success", "image": s["image"] + ":" + tag,
                          "url": None if i % 5 == 0 else s["url"], "health": None if i % 5 == 0 else "pass"} for i, s in enumerate(svc)]},
        "load-test-report.json": {"generatedAt": "2026-01-18T16:40:00Z", "configuration": {"durationSeconds": 600, "concurrency": 8}, "scenarios": rows,
                                  "aggregate": {"scenarios": rows, "totals": sums}, "slaValidation": verdicts},
        "sla-validation.json": verdicts,
        "smoke-test-report-%s.json" % STAMP: {"generatedAt": "2026-01-18T14:50:00Z", **head, "mode": "full",
            "totals": {"tests": len(smoke), "successRate": 100, "passed": len(smoke), "failed": 0, "skipped": 0}, "results": smoke},
        "validation-report-%s.json" % STAMP: {"timestamp": "2026-01-18T16:50:00Z", **head, "overallStatus": "READY", "readinessScore": 100.0,
                                              "checks": checks, "blockers": [], "warnings": []},
        "monitoring-manifest.json": {"generatedAt": "2026-01-18T14:55:00Z", "runTimestamp": STAMP, **head, **assets},
        "migration-log.txt": "".join("[2026-01-18T%02d:%02d:00Z] Phase %d – %s success (Artifacts: build-manifest-%s.json)\n" %
                                     (14 + i // 4, i % 4 * 15, i + 1, WORDS[i], STAMP) for i in range(8)),
    }


def table(header, rows):
    return "\n".join(["| " + " | ".join(header) + " |", "|" + " --- |" * len(header)] + ["| " + " | ".join(map(str, r)) + " |" for r in rows]) + "\n"


def prose(rng, lines):
    said = ("The {a} team reviewed the {b} path and found the {c} setting as documented.", "Owners of {a} were told that {b} moves with the {c} window.",
            "Notes on {a}: the {b} flag stays off until the {c} change is reviewed.", "See the {a} page for how {b} and {c} are related.")
    return "".join("- " + rng.choice(said).format(**dict(zip("abc", rng.sample(WORDS, 3)))) + "\n" for _ in range(lines))


def report(rng, sha, tag, svc, rows, ev):
    sums = totals(rows)
    files = "".join("- `evidence/%s`\n" % f for f in sorted(ev))
    parts = [
        "# Port Production Deployment Report\n\n**Date**: 2026-01-18\n**Environment**: Production\n**Project**: `port-prod-88`\n**Git Commit**: `%s`\n\n**Status**: COMPLETE\n" % sha,
        "## Summary\n\n- Sixteen services run on revision `%s`.\n- The load test ran %d scenarios with %s requests and %.2f%% errors, p95 %d ms.\n- Monitoring has 8 dashboards, 12 alert policies and 6 uptime checks.\n"
        % (tag, len(rows), format(sums["requests"], ","), sums["errors"] * 100 / sums["requests"], sums["p95LatencyMs"]),
        "## Services\n\n" + table(["Service", "URL", "Revision", "Image Digest", "Health"],
                                  [[s["service"] + "-production", s["url"], tag, s["digest"], "Ready"] for s in svc]),
        "## Images\n\n" + table(["Service", "Image", "Digest", "Build Duration"], [[s["service"], s["image"], s["digest"], "%d s" % s["seconds"]] for s in svc]),
        "## Scenarios\n\n" + table(["Scenario", "Requests", "Errors", "p95 (ms)", "p99 (ms)", "Throughput (req/min)", "Cache Hit Rate", "Status"],
                                   [[r["scenario"], format(r["requests"], ","), r["errors"], int(r["p95LatencyMs"]), int(r["p99LatencyMs"]),
                                     int(r["throughputPerMin"]), "%d%%" % round(r["cacheHitRate"] * 100), "PASS"] for r in rows]),
        "## Timeline\n\n" + table(["Phase", "Start (UTC)", "End (UTC)", "Status"],
                                  [["Phase %d" % (i + 1), "2026-01-18T14:%02d:00Z" % (i * 7), "2026-01-18T14:%02d:00Z" % (i * 7 + 6), "Complete"] for i in range(8)]),
        "## Evidence\n\n" + files,
    ]
    body = "\n".join(parts)
    # Filled up with prose that claims nothing, to the size of a real report.
    notes = "\n## Notes\n\n"
    while len(body) + len(notes) < 15000:
        notes += prose(rng, 4)
    return body + notes


def release(seed):
    """Name to content: report.md and what it cites."""
    rng = random.Random(seed)
    sha = "%040x" % rng.getrandbits(160)
    tag = sha[:7] + "-production-" + STAMP
    svc, rows = services(rng, tag), scenarios(rng)
    ev = evidence(rng, sha, tag, svc, rows)
    files = {"report.md": report(rng, sha, tag, svc, rows, ev)}
    files.update({"evidence/" + n: c if isinstance(c, str) else json.dumps(c, indent=2) + "\n" for n, c in ev.items()})
    return files


def main():
    seed, folder = int(sys.argv[1]), sys.argv[2]
    files = release(seed)
    if len(sys.argv) > 3:
        files = {"report-%05d.md" % i: release(seed + i)["report.md"] for i in range(int(sys.argv[3]))}
    total = hashlib.sha256()
    for name in sorted(files):
        data = files[name].encode()
        total.update(data)
        os.makedirs(os.path.dirname(os.path.join(folder, name)), exist_ok=True)
        with open(os.path.join(folder, name), "wb") as out:
            out.write(data)
    print(total.hexdigest())


if __name__ == "__main__":
    main()
