#!/usr/bin/env python3
"""precision.py TIEOUT LIST SEED [DRAWN]: checks the Markdown files named in LIST, one path a line, and draws findings for somebody to read.

Prints how many documents, claims, errors and warnings there are, then DRAWN (60) errors and two thirds as many warnings, each with its line.
The same list, files and seed draw the same findings. A batch that crashes, hangs or ends in an unknown status is told, and the exit is 1."""
import collections
import json
import os
import random
import subprocess
import sys

BATCH = 200
SECONDS = 300


def findings(tieout, batch):
    """The reports of the JSON result, or what went wrong."""
    try:
        run = subprocess.run([tieout, "check", "--format", "json", "--", *batch], capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return [], "no answer in %d s" % SECONDS
    if run.returncode not in (0, 1, 3):
        return [], "exit %d: %s" % (run.returncode, run.stderr[-300:].decode(errors="replace"))
    return json.loads(run.stdout)["reports"], None


def line_of(path, number):
    with open(path, "rb") as f:
        lines = f.read().split(b"\n")
    return lines[number - 1].decode(errors="replace").strip()[:140] if 0 < number <= len(lines) else ""


def draw(found, seed, most):
    """Sorted first, so that the order of the list does not decide."""
    found = sorted(found, key=lambda f: (f[0], f[1]["line"], f[1]["column"], f[1]["rule"]))
    return found if len(found) <= most else random.Random(seed).sample(found, most)


def show(level, found, drawn):
    print("%d of %d %ss" % (len(drawn), len(found), level))
    for path, f in drawn:
        print("%s:%d: %s: %s\n    %s" % (path, f["line"], f["rule"], f["message"], line_of(path, f["line"])))


def main():
    tieout, listed, seed = os.path.abspath(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    most = int(sys.argv[4]) if len(sys.argv) > 4 else 60
    with open(listed, encoding="utf-8") as f:
        files = [line.rstrip("\n") for line in f if line.strip()]
    by_level, rules = collections.defaultdict(list), collections.Counter()
    documents = claims = silent = 0
    broken = []
    for i in range(0, len(files), BATCH):
        reports, wrong = findings(tieout, files[i:i + BATCH])
        if wrong:
            broken.append((files[i], wrong))
        for r in reports:
            documents += 1
            claims += r["coverage"]["claims"]
            silent += r["coverage"]["claims"] == 0
            for f in r["findings"]:
                by_level[f["level"]].append((r["path"], f))
                rules[(f["level"], f["rule"])] += 1
    errors, warnings = by_level["error"], by_level["warning"]
    print("%d documents, %d without a claim; %d claims; %d errors, %d warnings; %.2f errors in 200 documents"
          % (documents, silent, claims, len(errors), len(warnings), 200 * len(errors) / max(documents, 1)))
    for (level, rule), n in sorted(rules.items()):
        if level in ("error", "warning"):
            print("%s %s: %d" % (level, rule, n))
    show("error", errors, draw(errors, seed, most))
    show("warning", warnings, draw(warnings, seed, most * 2 // 3))
    for first, wrong in broken:
        print("the batch from %s: %s" % (first, wrong))
    return 1 if broken or documents != len(files) else 0


if __name__ == "__main__":
    sys.exit(main())
