#!/usr/bin/env python3
"""The mutation bench: true documents, the same told otherwise but as truly, and with one lie each; what `tieout check` says of them.

run.py TIEOUT [--seed N] [--count N] [--lies N] [--harmless N] [--keep DIR] [--misses N]

Everything follows from the seed: the same seed gives the same documents."""
import argparse
import collections
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from styles import STYLES  # noqa: E402
from telling import Telling  # noqa: E402
from world import World  # noqa: E402

BATCH = 20  # true documents, with all that is made of them, in one run of the program
FAMILIES = ["status", "figure", "digest", "count", "total", "ratio", "target", "time", "citation"]
GOALS = set(FAMILIES) - {"citation"}


class Document:
    def __init__(self, seed, number):
        rng = random.Random("%d/%d" % (seed, number))
        self.number = number
        self.style = STYLES[number % len(STYLES)]
        self.world = World(rng)
        self.seed = rng.random()

    def tell(self, override=None, order=None):
        t = Telling(self.seed, override, order)
        t.begin()
        text = "\n".join(self.style(t, self.world)) + "\n"
        return t, text


def rotate(rows):
    return rows[1:] + rows[:1]


class Case:
    def __init__(self, document, kind, family, text, what):
        self.document, self.kind, self.family, self.text, self.what = document, kind, family, text, what


def make_cases(document, rng, lies, harmless):
    t, text = document.tell()
    yield Case(document, "true", "-", text, "")
    wrong = [(i, s, x) for i, s in enumerate(t.sites) for x in s.lies]
    # Families that a document has few sites of are not drowned by those that it has many of.
    by_family = collections.defaultdict(list)
    for one in wrong:
        by_family[one[1].family].append(one)
    for k in range(lies):
        family = sorted(by_family)[k % len(by_family)]
        i, s, x = rng.choice(by_family[family])
        yield Case(document, "lie", family, document.tell({i: x})[1], "%s → %s" % (s.text, x))
    yield Case(document, "harmless", "order", document.tell(order=rotate)[1], "rows in another order")
    as_true = [(i, s, x) for i, s in enumerate(t.sites) for x in s.truths]
    for i, s, x in rng.sample(as_true, min(harmless, len(as_true))):
        yield Case(document, "harmless", s.family, document.tell({i: x})[1], "%s → %s" % (s.text, x))


def check(tieout, folder):
    """Errors and warnings by path."""
    out = os.path.join(folder, "result.json")
    run = subprocess.run([tieout, "check", "--format", "json", "-o", out, "--fail-on", "never", "-q", folder],
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if run.returncode not in (0, 3) or not os.path.exists(out):
        sys.exit("perjury: tieout ended with status %d:\n%s" % (run.returncode, run.stdout[-2000:]))
    with open(out) as f:
        result = json.load(f)
    os.unlink(out)
    return {r["path"]: [x for x in r["findings"] if x["level"] in ("error", "warning")] for r in result["reports"]}


def run_batch(tieout, cases, root):
    folder = os.path.join(root, "batch")
    paths = {}
    shutil.rmtree(folder, ignore_errors=True)
    for n, c in enumerate(cases):
        home = os.path.join(folder, "d%05d" % c.document.number)
        if not os.path.isdir(home):
            c.document.world.write(home)
            subprocess.run(["git", "init", "-q", home], check=True)  # citations are looked up in the work tree of a report
        path = os.path.join(home, "%s-%05d.md" % (c.kind, n))
        with open(path, "w") as f:
            f.write(c.text)
        paths[path] = c
    found = check(tieout, folder)
    for path, c in paths.items():
        c.findings = found.get(path)
        if c.findings is None:
            sys.exit("perjury: no result for %s" % path)
        yield c


class Tally:
    def __init__(self):
        self.n = collections.Counter()
        self.bad = collections.Counter()
        self.examples = []

    def add(self, c):
        key = (c.kind, c.family if c.kind != "true" else "-")
        wrong = bool(c.findings) != (c.kind == "lie")
        self.n[key] += 1
        self.n[key[0], "all"] += 1
        if wrong:
            self.bad[key] += 1
            self.bad[key[0], "all"] += 1
            self.examples.append(c)

    def table(self):
        yield "| family | lies | caught | missed | share |"
        yield "|---|---|---|---|---|"
        for family in FAMILIES + ["all"]:
            n, bad = self.n["lie", family], self.bad["lie", family]
            if n:
                yield "| %s | %d | %d | %d | %.2f %% |" % (family, n, n - bad, bad, 100 * (n - bad) / n)
        yield ""
        yield "| told truly | documents | false alarms |"
        yield "|---|---|---|"
        yield "| as they are | %d | %d |" % (self.n["true", "-"], self.bad["true", "-"])
        for family in FAMILIES + ["order", "all"]:
            if self.n["harmless", family]:
                yield "| %s | %d | %d |" % ("otherwise, all" if family == "all" else family + ", otherwise", self.n["harmless", family],
                                           self.bad["harmless", family])

    def goal(self):
        missed = [f for f in GOALS if self.n["lie", f] and self.bad["lie", f] * 100 > self.n["lie", f]]
        return not missed and not self.bad["true", "all"] and not self.bad["harmless", "all"]


def show(c):
    print("%s, %s, document %d (%s): %s" % (c.kind, c.family, c.document.number, c.document.style.__name__, c.what))
    for f in c.findings:
        print("    %s %s:%s %s" % (f["level"], f["rule"], f.get("line"), f["message"]))


def main():
    p = argparse.ArgumentParser()
    p.add_argument("tieout")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--count", type=int, default=504)
    p.add_argument("--lies", type=int, default=11)
    p.add_argument("--harmless", type=int, default=10)
    p.add_argument("--misses", type=int, default=20, help="how many of those that went wrong are shown")
    p.add_argument("--keep", help="folder for the documents that went wrong")
    a = p.parse_args()
    tally = Tally()
    rng = random.Random(a.seed)
    with tempfile.TemporaryDirectory() as root:
        for first in range(0, a.count, BATCH):
            cases = [c for n in range(first, min(first + BATCH, a.count)) for c in make_cases(Document(a.seed, n), rng, a.lies, a.harmless)]
            for c in run_batch(os.path.abspath(a.tieout), cases, root):
                tally.add(c)
    for c in tally.examples[: a.misses]:
        show(c)
    if a.keep:
        for k, c in enumerate(tally.examples):
            home = os.path.join(a.keep, "%04d" % k)
            c.document.world.write(home)
            with open(os.path.join(home, "report.md"), "w") as f:
                f.write(c.text)
    print("\n".join(tally.table()))
    sys.exit(0 if tally.goal() else 1)


if __name__ == "__main__":
    main()
