"""A made-up release and the evidence that its tools wrote: everything that a true document may say."""
import hashlib
import json
import os
from datetime import datetime, timedelta, timezone

HEAD = ["harbor", "ledger", "parcel", "quote", "route", "invoice", "stock", "search", "notify", "profile", "media", "audit", "claims", "roster",
        "pricing", "survey", "weather", "badge", "ticket", "meter"]
TAIL = ["api", "worker", "gateway", "intake", "planner", "store", "sync", "web", "engine", "relay"]
COMPANY = ["Alderway", "Brightmoor", "Calder", "Dunmore", "Eastfold", "Farrow", "Glenside", "Hartwell", "Islay", "Juniper", "Kestrel", "Lowfell",
           "Marram", "Northlea", "Orchard", "Pentland", "Quarry", "Redwing", "Saltmarsh", "Thornbury"]
SCENARIO = ["checkout", "browse", "login", "export", "import-batch", "price-quote", "upload", "report-view", "sign-up", "bulk-edit"]
CHECK = ["Gateway health", "Gateway readiness", "Login with password", "Refused without token", "Create an order", "List orders", "Upload a file",
         "Delete a draft", "Search by name", "Export as CSV", "Rate limit answers", "Webhook arrives", "Paging works", "Retry is safe"]
BOARD = ["Overview", "Latency", "Errors", "Queues", "Databases", "Costs", "Workers", "Edge"]


def stamp(t):
    return t.strftime("%Y%m%d-%H%M%S")


def iso(t):
    return t.strftime("%Y-%m-%dT%H:%M:%SZ")


class World:
    """Numbers are drawn so that two different things never have the same one by chance where a reader could mix them up."""

    def __init__(self, rng):
        self.rng = rng
        self.company = rng.choice(COMPANY)
        self.project = "%s-prod-%d" % (self.company.lower(), rng.randint(100, 999))
        self.environment = "production"
        self.commit = hashlib.sha1(str(rng.random()).encode()).hexdigest()
        self.start = datetime(2027, 1, 1, tzinfo=timezone.utc) + timedelta(minutes=rng.randint(0, 700000))
        # A day has room for all phases: no clock runs over midnight.
        self.start = self.start.replace(hour=rng.randint(7, 12), second=rng.choice([0, 12, 44]))
        self.services()
        self.load()
        self.smoke()
        self.monitoring()
        self.timeline()
        self.suites()

    def services(self):
        rng = self.rng
        names, wanted = set(), rng.choice([3, 4, 5, 6, 7, 8, 9])
        while len(names) < wanted:
            names.add("%s-%s" % (rng.choice(HEAD), rng.choice(TAIL)))
        names = sorted(names)
        rng.shuffle(names)
        failed = set(rng.sample(names, rng.choice([0, 0, 1, 2]) if len(names) > 3 else 0))
        self.version = "%s-production-%s" % (self.commit[:7], stamp(self.start))
        self.service = [{"name": n, "ok": n not in failed, "digest": "sha256:" + hashlib.sha256((self.project + n).encode()).hexdigest(),
                         "seconds": rng.randint(21, 95), "url": "https://%s-%s.run.example" % (n, self.commit[7:11])} for n in names]
        self.failed = [s for s in self.service if not s["ok"]]
        self.good = [s for s in self.service if s["ok"]]

    def load(self):
        rng = self.rng
        self.scenario = []
        minutes = rng.choice([5, 10, 20])
        for name in rng.sample(SCENARIO, rng.choice([2, 3, 4, 5])):
            rate = rng.randint(180, 2400)
            requests = rate * minutes
            p95 = rng.randint(90, 1400)
            self.scenario.append({"name": name, "requests": requests, "errors": rng.randint(3, max(4, requests // 150)), "rate": rate, "p95": p95,
                                  "p99": int(p95 * rng.uniform(1.3, 2.2)), "cache": rng.randint(55, 97)})
        s = self.scenario
        self.minutes = minutes
        self.requests = sum(x["requests"] for x in s)
        self.errors = sum(x["errors"] for x in s)
        self.rate = sum(x["rate"] for x in s)
        self.p95 = max(x["p95"] for x in s)
        self.p99 = max(x["p99"] for x in s)
        self.error_rate = 100.0 * self.errors / self.requests
        self.target_p95 = rng.choice([500, 800, 1000, 1500])
        self.target_errors = rng.choice([0.5, 1.0, 2.0])

    def smoke(self):
        rng = self.rng
        checks = rng.sample(CHECK, rng.randint(6, 13))
        self.check = [{"name": c, "ok": True, "ms": rng.randint(40, 400)} for c in checks]
        for c in rng.sample(self.check, rng.choice([0, 0, 1, 2])):
            c["ok"] = False
        self.passed = sum(c["ok"] for c in self.check)

    def monitoring(self):
        rng = self.rng
        self.dashboards, self.alerts, self.uptime = rng.randint(2, 8), rng.randint(3, 14), rng.randint(2, 9)

    def timeline(self):
        rng = self.rng
        self.phase = []
        t = self.start
        for name in ["Build", "Deploy", "Smoke tests", "Monitoring", "Load test"]:
            length = timedelta(minutes=rng.randint(4, 38))
            self.phase.append({"name": name, "start": t, "end": t + length})
            t += length + timedelta(minutes=rng.randint(1, 9))
        self.done = t
        self.written = t + timedelta(minutes=rng.randint(10, 40))

    def suites(self):
        rng = self.rng
        self.suite = []
        for name in rng.sample(["unit", "contract", "integration", "browser", "property", "regression"], rng.choice([2, 3, 4, 5])):
            total = rng.randint(20, 1900)
            failed = rng.choice([0, 0, 0, rng.randint(1, 7)])
            skipped = rng.choice([0, rng.randint(1, 9)])
            self.suite.append({"name": name, "total": total, "failed": failed, "skipped": skipped, "passed": total - failed - skipped})

    # --- evidence ---

    def files(self):
        at = {p["name"]: p["end"] for p in self.phase}
        yield "build", "evidence/build-manifest-%s.json" % stamp(at["Build"]), {
            "buildTimestamp": iso(at["Build"]), "git": {"sha": self.commit, "branch": "main"}, "environment": self.environment,
            "projectId": self.project, "versionTag": self.version,
            "services": [{"service": s["name"], "image": "registry.example/%s/%s" % (self.project, s["name"]), "versionTag": self.version,
                          "digest": s["digest"], "status": "success", "durationSeconds": s["seconds"] * 3} for s in self.service]}
        yield "deploy", "evidence/deploy-manifest-%s.json" % stamp(at["Deploy"]), {
            "deploymentTimestamp": iso(at["Deploy"]), "environment": self.environment, "projectId": self.project,
            "services": [{"service": s["name"], "status": "success" if s["ok"] else "failed",
                          "image": "registry.example/%s/%s:%s" % (self.project, s["name"], self.version),
                          "url": s["url"] if s["ok"] else None, "durationSeconds": s["seconds"],
                          "health": "healthy" if s["ok"] else "not_ready"} for s in self.service]}
        yield "smoke", "evidence/smoke-test-report-%s.json" % stamp(at["Smoke tests"]), {
            "generatedAt": iso(at["Smoke tests"]), "projectId": self.project, "environment": self.environment, "mode": "full",
            "totals": {"tests": len(self.check), "passed": self.passed, "failed": len(self.check) - self.passed, "skipped": 0},
            "results": [{"name": c["name"], "status": "pass" if c["ok"] else "fail", "durationMs": c["ms"]} for c in self.check]}
        yield "monitoring", "evidence/monitoring-manifest-%s.json" % stamp(at["Monitoring"]), {
            "generatedAt": iso(at["Monitoring"]), "projectId": self.project, "environment": self.environment,
            "dashboards": [{"name": "%s %d" % (BOARD[i % len(BOARD)], i)} for i in range(self.dashboards)],
            "alertPolicies": [{"name": "Alert %d" % i, "severity": "SEV-2"} for i in range(self.alerts)],
            "uptimeChecks": [{"name": "Probe %d" % i} for i in range(self.uptime)]}
        rows = [{"scenario": s["name"], "status": "completed", "requests": s["requests"], "errors": s["errors"],
                 "p95LatencyMs": float(s["p95"]), "p99LatencyMs": float(s["p99"]), "throughputPerMin": float(s["rate"]),
                 "cacheHitRate": s["cache"] / 100} for s in self.scenario]
        good = self.p95 <= self.target_p95 and self.error_rate <= self.target_errors
        verdict = lambda ok: "pass" if ok else "fail"
        yield "load", "evidence/load-test-report-%s.json" % stamp(at["Load test"]), {
            "generatedAt": iso(at["Load test"]), "configuration": {"durationSeconds": self.minutes * 60, "concurrency": 12}, "scenarios": rows,
            "aggregate": {"scenarios": rows, "totals": {"requests": self.requests, "errors": self.errors, "p95LatencyMs": float(self.p95),
                                                       "p99LatencyMs": float(self.p99), "throughputPerMin": float(self.rate)}},
            "slaValidation": {"overall": {
                "p95LatencyMs": {"value": float(self.p95), "threshold": self.target_p95, "status": verdict(self.p95 <= self.target_p95)},
                "errorRate": {"value": self.error_rate, "threshold": self.target_errors,
                              "status": verdict(self.error_rate <= self.target_errors)},
                "status": verdict(good)}}}

    def write(self, folder):
        for _, path, value in self.files():
            place = os.path.join(folder, path)
            os.makedirs(os.path.dirname(place), exist_ok=True)
            with open(place, "w") as f:
                json.dump(value, f, indent=2)

    def paths(self):
        return {name: path for name, path, _ in self.files()}
