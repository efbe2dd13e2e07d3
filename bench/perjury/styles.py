"""Six ways in which people and tools tell of a release. Each function gives a document's text."""
from datetime import timedelta

from telling import BAD, GOOD


def table(t, head, rows):
    lines = ["| " + " | ".join(head) + " |", "| " + " | ".join("---" for _ in head) + " |"]
    return lines + ["| " + " | ".join(r) + " |" for r in t.rows(rows)]


def all_good(w):
    return not w.failed and w.passed == len(w.check)


def whole(w, key):
    parts = [s[key] for s in w.scenario]
    return parts + [sum(parts), sum(parts) / len(parts)]


def error_rates(w):
    """A whole may be told by its worst part, its best, their sum or their mean: what is one of these is no lie."""
    rates = [100.0 * s["errors"] / s["requests"] for s in w.scenario]
    return rates + [sum(rates), sum(rates) / len(rates)]


def seconds(a, b):
    return int((b - a).total_seconds())


def length(n):
    return "%d min" % (n // 60)


def service_rows(t, w, column, digest):
    digests = [s["digest"] for s in w.service]
    rows = []
    for s in w.service:
        row = [s["name"], t.status(s["ok"], column)]
        if digest:
            row.append("`%s`" % t.digest(s["digest"], digests))
        rows.append(row)
    return rows


def target_rows(t, w, column):
    """Target, actual and verdict; a lie blesses a row that misses, or asks for less than was measured."""
    rows = []
    for name, target, actual, less, more, tell, shown in [
        ("p95 latency", w.target_p95, w.p95, w.p95 * 0.6, None, "≤ %d ms",
         lambda: t.milliseconds(w.p95, whole(w, "p95") + [w.target_p95])),
        ("Error rate", w.target_errors, w.error_rate, w.error_rate * 0.5, None, "≤ %.2f%%", lambda: t.percent(w.error_rate, error_rates(w))),
    ]:
        met = actual <= target
        goal = t.say("target", tell % target, [tell % less] if met else [], [(tell % target).replace("≤ ", "<= "), (tell % target).replace("≤ ", "≤")])
        words = GOOD[2], BAD[2]
        i = t.word[2]
        verdict = t.say("target", words[0 if met else 1][i], [] if met else [words[0][i]], words[0 if met else 1])
        rows.append([name, goal, shown(), verdict])
    return rows


def scenario_table(t, w):
    rows = [[s["name"], t.figure_count(s["requests"], "figure"), t.figure_count(s["errors"], "figure"),
             t.milliseconds(s["p95"]), t.milliseconds(s["p99"])] for s in w.scenario]
    lines = table(t, ["Scenario", "Requests", "Errors", "p95", "p99"], rows)
    lines.append("| **Total** | %s | %s | %s | %s |" % (t.figure_count(w.requests, "total"), t.figure_count(w.errors, "total"), t.dash, t.dash))
    return lines


def timeline(t, w):
    rows = []
    for p in w.phase:
        n = seconds(p["start"], p["end"])
        form = "%Y-%m-%dT%H:%M:%SZ"
        start = t.time(p["start"], [p["end"] + timedelta(minutes=7)], form)
        end = t.time(p["end"], [p["start"] - timedelta(minutes=11), w.written + timedelta(minutes=95)], form)
        told = t.say("time", length(n), [length(n * 3 + 600), length(n + 1500)], ["%d minutes" % (n // 60), "%dm" % (n // 60)])
        rows.append([p["name"], start, end, told])
    order, t.order = t.order, None  # phases are told in their order
    lines = table(t, ["Phase", "Start (UTC)", "End (UTC)", "Duration"], rows)
    t.order = order
    return lines


def suite_table(t, w):
    rows = [[s["name"], t.number(s["total"]), t.number(s["passed"]), t.number(s["failed"]), t.number(s["skipped"])] for s in w.suite]
    lines = table(t, ["Suite", "Tests", "Passed", "Failed", "Skipped"], rows)
    total = [t.figure_count(sum(s[k] for s in w.suite), "total") for k in ("total", "passed", "failed", "skipped")]
    lines.append("| **Total** | " + " | ".join(total) + " |")
    return lines


def evidence_list(t, w, names):
    titles = {"build": "Build manifest", "deploy": "Deploy manifest", "smoke": "Smoke test report", "monitoring": "Monitoring manifest",
              "load": "Load test report"}
    paths = w.paths()
    return ["- %s: `%s`" % (titles[n], t.path(paths[n])) for n in names]


def formal(t, w):
    n = len(w.service)
    lines = ["# %s %s" % (w.company, t.pick("Production Deployment Report", "Release Sign-off Report", "Deployment Report")), "",
             "**Date**: %s" % w.written.strftime("%Y-%m-%d"), "**Project**: `%s`" % w.project, "**Environment**: Production",
             "**Git Commit**: `%s`" % w.commit, "", "**Status**: %s" % t.overall(all_good(w), not all_good(w)), "", "## Summary", ""]
    if w.failed:
        lines += ["- %s of %s services were deployed; %s failed." % (t.count(len(w.good), capital=True), t.count(n), t.count(len(w.failed)))]
    else:
        lines += ["- %s services were deployed on revision `%s`." % (t.count(n, capital=True), w.version)]
    lines += ["- Monitoring has %s dashboards, %s alert policies and %s uptime checks." % (t.count(w.dashboards), t.count(w.alerts), t.count(w.uptime)),
              "- The load test ran %s scenarios (%s requests) with %s errors, p95 %s and p99 %s." % (
                  t.count(len(w.scenario)), t.figure_count(w.requests, "figure"), t.percent(w.error_rate, error_rates(w)),
                  t.milliseconds(w.p95, whole(w, "p95")), t.milliseconds(w.p99, whole(w, "p99"))),
              "- Smoke tests: %s passed." % t.say("count", "%d/%d" % (w.passed, len(w.check)),
                                                  ["%d/%d" % (w.passed - 1, len(w.check)), "%d/%d" % (w.passed + 1, len(w.check) + 1)],
                                                  ["%d of %d" % (w.passed, len(w.check))]), "",
              "## Evidence", ""]
    lines += evidence_list(t, w, ["build", "deploy", "smoke", "monitoring", "load"])
    lines += ["- Snapshot Timestamp (UTC): %s" % w.written.strftime("%Y-%m-%dT%H:%M:%SZ"), "", "## Services (%s)" % t.say(
        "count", str(n), [str(n + 1), str(n + 2)], []), ""]
    lines += table(t, ["Service", t.pick("Status", "Health"), "Image Digest"], service_rows(t, w, 0, True))
    lines += ["", "## Load Test", ""] + table(t, ["Metric", "Target", "Actual", "Status"], target_rows(t, w, 2)) + [""] + scenario_table(t, w)
    lines += ["", "## Timeline", ""] + timeline(t, w)
    return lines


def done_note(t, w):
    mark = lambda ok: t.say("status", "✅" if ok else "❌", ["❌" if ok else "✅"])
    lines = ["# %s: %s" % (w.company, t.pick("deployment done" if all_good(w) else "deployment", "release notes", "rollout")), "",
             "**Status**: %s" % t.overall(all_good(w), not all_good(w)), "**Project**: %s" % w.project, "**Environment**: production",
             "**Date**: %s" % w.written.strftime("%Y-%m-%d"), "", "## Services", ""]
    lines += t.rows(["- %s %s" % (mark(s["ok"]), s["name"]) for s in w.service])
    lines += ["", "## What was checked", "",
              "- Smoke tests: %s passed" % t.say("count", "%d/%d" % (w.passed, len(w.check)), ["%d/%d" % (w.passed - 1, len(w.check))],
                                                 ["%d of %d" % (w.passed, len(w.check))]),
              "- Load test: %s requests, %s error rate, p95 %s" % (
                  t.figure_count(w.requests, "figure"), t.percent(w.error_rate, error_rates(w)), t.milliseconds(w.p95, whole(w, "p95"))),
              "- Monitoring: %s dashboards, %s alert policies, %s uptime checks" % (t.count(w.dashboards), t.count(w.alerts), t.count(w.uptime)),
              "", "## Evidence", ""]
    return lines + evidence_list(t, w, ["deploy", "smoke", "monitoring", "load"])


def handoff(t, w):
    n = len(w.service)
    lines = ["# Handoff: %s" % w.company, "", "**Status**: %s" % t.overall(all_good(w), bool(w.failed)), "**Project**: `%s`" % w.project,
             "**Environment**: production", "**Date**: %s" % w.written.strftime("%Y-%m-%d %H:%M UTC"),
             "**Commit**: `%s`" % w.commit[:12], "", "## %s" % t.pick("Services", "Service status", "State of the services"), ""]
    lines += t.rows(["- **%s**: %s" % (s["name"], t.status(s["ok"], 1)) for s in w.service])
    lines += ["", "## Numbers", "",
              "**Services healthy**: %s" % t.say("count", "%d of %d" % (len(w.good), n),
                                                 ["%d of %d" % (len(w.good) - 1, n)] + (["%d of %d" % (n, n)] if w.failed else []),
                                                 ["%d/%d" % (len(w.good), n)]) + "  ",
              "**Load test p95**: %s" % t.milliseconds(w.p95, whole(w, "p95")) + "  ",
              "**Load test p99**: %s" % t.milliseconds(w.p99, whole(w, "p99")) + "  ",
              "**Load test error rate**: %s" % t.percent(w.error_rate, error_rates(w)) + "  ",
              "**Load test throughput**: %s" % t.rate(w.rate, [s["rate"] for s in w.scenario] + [w.rate // len(w.scenario)]),
              "", "## Digests", ""]
    digests = [s["digest"] for s in w.service]
    lines += table(t, ["Service", "Digest"], [[s["name"], "`%s`" % t.digest(s["digest"], digests)] for s in w.service])
    return lines + ["", "## Timeline", ""] + timeline(t, w) + ["", "## Evidence", ""] + evidence_list(t, w, ["build", "deploy", "load"])


def key_values(t, w):
    lines = ["# %s" % t.pick("Release record", "Deployment record", "Release data"), "", "- Project: %s" % w.project, "- Environment: production",
             "- Date: %s" % w.written.strftime("%Y-%m-%d"), "- Status: %s" % t.overall(all_good(w), bool(w.failed)), "- Commit: %s" % w.commit, "",
             "## Load test", "", "- Requests: %s" % t.figure_count(w.requests, "figure"), "- Errors: %s" % t.figure_count(w.errors, "figure"),
             "- Error rate: %s" % t.percent(w.error_rate, error_rates(w)), "- p95 latency: %s" % t.milliseconds(w.p95, whole(w, "p95")),
             "- p99 latency: %s" % t.milliseconds(w.p99, whole(w, "p99")),
             "- Throughput: %s" % t.rate(w.rate, [s["rate"] for s in w.scenario] + [w.rate // len(w.scenario)]), "", "## Services", ""]
    lines += t.rows(["- %s: %s" % (s["name"], t.status(s["ok"], 0)) for s in w.service])
    lines += ["", "## Monitoring", "", "- Dashboards: %s" % t.figure_count(w.dashboards), "- Alert policies: %s" % t.figure_count(w.alerts),
              "- Uptime checks: %s" % t.figure_count(w.uptime), "", "## Evidence", ""]
    return lines + evidence_list(t, w, ["deploy", "monitoring", "load"])


def prose(t, w):
    n = len(w.service)
    done = w.phase[1]
    lines = ["# %s" % t.pick("How the %s release went" % w.company, "%s release: what happened" % w.company), "",
             "Project: %s  " % w.project, "Environment: production  ", "Date: %s" % w.written.strftime("%Y-%m-%d"), ""]
    if w.failed:
        lines += ["%s of %s services were deployed, %s failed (`%s`)." % (
            t.count(len(w.good), capital=True), t.count(n), t.count(len(w.failed)), t.path(w.paths()["deploy"]))]
    else:
        lines += ["All %s services were deployed and are %s (`%s`)." % (t.count(n), t.pick("healthy", "running"), t.path(w.paths()["deploy"]))]
    lines += ["The load test sent %s requests, of which %s failed with errors, an error rate of %s; the p95 latency was %s and the p99 latency %s (`%s`)." % (
        t.figure_count(w.requests, "figure"), t.number(w.errors), t.percent(w.error_rate, error_rates(w)), t.milliseconds(w.p95, whole(w, "p95")),
        t.milliseconds(w.p99, whole(w, "p99")), t.path(w.paths()["load"])), "",
        "Of the smoke tests, %s passed (`%s`)." % (t.ratio(w.passed, len(w.check)), t.path(w.paths()["smoke"])), "",
        "Monitoring was set up with %s dashboards, %s alert policies and %s uptime checks (`%s`)." % (
            t.count(w.dashboards), t.count(w.alerts), t.count(w.uptime), t.path(w.paths()["monitoring"]))]
    return lines


def ci_summary(t, w):
    passed, total = sum(s["passed"] for s in w.suite), sum(s["total"] for s in w.suite)
    lines = ["# CI summary: %s" % w.company, "", "- Project: `%s`" % w.project, "- Commit: `%s`" % w.commit[:10],
             "- Environment: production", "- Finished: %s" % w.written.strftime("%Y-%m-%dT%H:%M:%SZ"), "", "## Tests", ""]
    lines += suite_table(t, w)
    lines += ["", "%s tests passed." % t.ratio(passed, total), "", "## Smoke tests", "",
              "%s: %s passed, %s failed." % (t.pick("Smoke tests", "**Smoke tests**"), t.figure_count(w.passed), t.figure_count(len(w.check) - w.passed)
                                                if w.passed < len(w.check) else "0"),
              "", "## Deploy", ""]
    lines += table(t, ["Service", "Status"], service_rows(t, w, 1, False))
    lines += ["", "## Pipeline", ""] + timeline(t, w) + ["", "## Load", ""] + scenario_table(t, w)
    return lines + ["", "## Artifacts", ""] + evidence_list(t, w, ["deploy", "smoke", "load"])


STYLES = [formal, done_note, handoff, key_values, prose, ci_summary]
