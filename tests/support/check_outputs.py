#!/usr/bin/env python3
"""check_outputs.py SCHEMAS FOLDER...: what one run of `tieout check` wrote, in every format, against schemas and readers that are not ours.

Each FOLDER holds result.json and the other forms of the same result (result.sarif, result.xml, result.github, result.markdown, result.cdx.json), and is
where the run was made, so that paths in them are found. Prints what is wrong and ends with 1, or a summary and 0.
"""
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.parse
import warnings
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser

try:
    import junitparser
except ImportError:
    junitparser = None

warnings.filterwarnings("ignore")
from jsonschema import Draft4Validator, Draft7Validator, RefResolver  # noqa: E402

problems = []


def wrong(where, what):
    problems.append(f"{where}: {what}")


def read(path):
    with open(path, "rb") as f:
        return f.read()


def is_live(finding):
    return "waiver" not in finding and finding.get("baseline_state") != "unchanged"


def findings_of(result):
    return [f for r in result["reports"] for f in r["findings"]] + result["findings"]


# --- SARIF ------------------------------------------------------------------------------------------------------------------------


def sarif_message(where, message, ids):
    """Embedded links name a location, each exactly once (3.11.6); braces stand for themselves only when doubled (3.11.5)."""
    text = message["text"]
    for target in re.findall(r"\[(?:[^\[\]\\]|\\.)*\]\(([^)]*)\)", text):
        if ids.count(target) != 1:
            wrong(where, f"a link to {target}, and locations {ids}")
    if re.search(r"[{}]", text.replace("{{", "").replace("}}", "")):
        wrong(where, f"a single brace: {text}")


def sarif_location(where, location, run, folder):
    physical = location.get("physicalLocation")
    if not physical:
        return
    at = physical["artifactLocation"]
    artifact = run["artifacts"][at["index"]]
    if artifact["location"]["uri"] != at["uri"]:
        wrong(where, "index and uri differ")
    if ("uriBaseId" in at) == (urllib.parse.urlsplit(at["uri"]).scheme != "") or at["uri"].startswith("/"):
        wrong(where, f"uriBaseId and uri do not fit: {at}")
    region = physical.get("region", {})
    if "snippet" in region and "uriBaseId" in at:
        path = os.path.join(folder, urllib.parse.unquote(at["uri"], errors="surrogateescape"))
        line = read(path).decode("utf-8", "surrogateescape").split("\n")[region["startLine"] - 1]
        there = re.sub("[\udc80-\udcff]", "\ufffd", line[region["startColumn"] - 1 : region["endColumn"] - 1])
        if there != region["snippet"]["text"]:
            wrong(where, f"snippet {region['snippet']['text']!r}, and in the file {there!r}")


def check_sarif(where, log, result, folder, validator):
    for error in validator.iter_errors(log):
        wrong(where, f"{list(error.absolute_path)}: {error.message[:200]}")
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    expected = findings_of(result)
    absent = result.get("baseline", {}).get("findings", [])
    if len(run["results"]) != len(expected) + len(absent):
        wrong(where, f"{len(run['results'])} results for {len(expected) + len(absent)} findings")
    for r, f in zip(run["results"], expected + absent):
        if (r["ruleId"], r["level"], r.get("baselineState")) != (f["rule"], f["level"], f.get("baseline_state")):
            wrong(where, f"a result that is not {f['rule']}: {r['ruleId']}")
        if rules[r["ruleIndex"]]["id"] != r["ruleId"]:
            wrong(where, "ruleIndex and ruleId differ")
        if r["partialFingerprints"] != {"tieoutFinding/v1": f["fingerprint"]}:
            wrong(where, "fingerprints differ")
        if ("suppressions" in r) != ("waiver" in f):
            wrong(where, f"waived and not suppressed, or the reverse: {r['ruleId']}")
        related = r.get("relatedLocations", [])
        sarif_message(where, r["message"], [str(x["id"]) for x in related])
        for location in r["locations"] + related:
            sarif_location(where, location, run, folder)
            if "message" in location:
                sarif_message(where, location["message"], [])
    for a in run["artifacts"]:
        path = os.path.join(folder, urllib.parse.unquote(a["location"]["uri"], errors="surrogateescape"))
        if "hashes" in a and "uriBaseId" in a["location"] and os.path.isfile(path):
            if hashlib.sha256(read(path)).hexdigest() != a["hashes"]["sha-256"]:
                wrong(where, f"hash of {path}")
    invocation = run["invocations"][0]
    if invocation["exitCode"] != result["exit"] or invocation["executionSuccessful"] != (result["exit"] < 2):
        wrong(where, "exit status")
    if result["exit"] > 1 and not any(n["level"] == "error" for n in invocation["toolExecutionNotifications"]):
        wrong(where, "failed, and no notification says why")


# --- JUnit ------------------------------------------------------------------------------------------------------------------------


def check_junit(where, path, result, schemas):
    run = subprocess.run(["xmllint", "--nonet", "--noout", "--schema", schemas + "/junit.xsd", path], capture_output=True, text=True)
    if run.returncode != 0:
        wrong(where, run.stderr[:500])
        return
    suites = ElementTree.parse(path).getroot()
    for suite in suites:
        cases = suite.findall("testcase")
        counts = (len(cases),) + tuple(len(suite.findall("testcase/" + k)) for k in ("failure", "error", "skipped"))
        said = tuple(int(suite.get(k)) for k in ("tests", "failures", "errors", "skipped"))
        if counts != said:
            wrong(where, f"{suite.get('name')}: counts {said}, and there are {counts}")
        if len({c.get("name") for c in cases}) != len(cases):
            wrong(where, f"{suite.get('name')}: two cases of one name")
    for report, suite in zip(result["reports"], suites):
        failing = {f.get("claim") for f in report["findings"] if f["level"] == "error" and is_live(f)}
        passing = [c["id"] for c in report["claims"] if c["verdict"] == "supported" and c["id"] not in failing]
        passed = [c for c in suite.findall("testcase") if len(c) == 0]
        if len(passed) != len(passing):
            wrong(where, f"{len(passed)} cases pass, and {len(passing)} claims are supported")
    if (len(suites.findall("testsuite/testcase/error")) > 0) != (result["exit"] > 1):
        wrong(where, "an error without exit status, or the reverse")
    if junitparser and sum(1 for _ in junitparser.JUnitXml.fromfile(path)) != len(suites):
        wrong(where, "junitparser reads something else")


# --- workflow commands ------------------------------------------------------------------------------------------------------------

COMMAND = re.compile(r"::(error|warning|notice)(?: ((?:file|line|endLine|col|endColumn|title)=[^:,\r\n]*(?:,(?:file|line|endLine|col|endColumn|title)=[^:,\r\n]*)*))?::(.*)")


def unescape(text, properties):
    for what, sign in (("%0D", "\r"), ("%0A", "\n")) + ((("%3A", ":"), ("%2C", ",")) if properties else ()) + (("%25", "%"),):
        text = text.replace(what, sign)
    return text


def check_github(where, path, result):
    """Read as the runner reads it: each line is one command, and what is in it comes out as it went in."""
    text = read(path).decode("utf-8")
    kinds = {"error": 0, "warning": 0, "notice": 0}
    paths = {re.sub("^(\\./)+", "", x["path"]) for x in result["reports"] + result["evidence"]}
    for line in text.split("\n")[:-1]:
        m = COMMAND.fullmatch(line)
        if not m:
            wrong(where, f"no command: {line[:200]}")
            continue
        kinds[m[1]] += 1
        for name, value in (p.split("=", 1) for p in (m[2] or "").split(",") if p):
            if name == "file" and unescape(value, True) not in paths:
                wrong(where, f"a file that is not there: {value}")
            if name not in ("file", "title") and not value.isdigit():
                wrong(where, f"{name} is {value}")
    if max(kinds.values()) > 10:
        wrong(where, f"more than a step shows: {kinds}")
    live = [f for f in findings_of(result) if is_live(f)]
    for level, kind, own in (("error", "error", result["exit"] > 1), ("warning", "warning", 0), ("note", "notice", result["exit"] <= 1)):
        n = sum(f["level"] == level for f in live)
        most = 9 if level == "note" else 10
        if kinds[kind] != min(n, most) + own:
            wrong(where, f"{kinds[kind]} of {kind} for {n} findings")


# --- Markdown ---------------------------------------------------------------------------------------------------------------------


class Page(HTMLParser):
    TAGS = {"h2", "p", "ul", "li", "strong", "code", "table", "thead", "tbody", "tr", "th", "td"}

    def __init__(self, where):
        super().__init__()
        self.where, self.code, self.plain, self.cells = where, 0, "", 0

    def handle_starttag(self, tag, attrs):
        if tag not in self.TAGS:
            wrong(self.where, f"<{tag}> {attrs}")
        self.code += tag == "code"
        self.cells += tag == "td"

    def handle_endtag(self, tag):
        self.code -= tag == "code"

    def handle_data(self, data):
        if not self.code:
            self.plain += data


def check_markdown(where, path, result):
    """Rendered by GitHub's own renderer: only our tags, and outside of code only our words."""
    if len(read(path)) > 65000:
        wrong(where, "more than a comment holds")
    if not shutil.which("cmark-gfm"):
        return
    html = subprocess.run(["cmark-gfm", "--unsafe", "-e", "table", "-e", "autolink", "-e", "strikethrough", path], capture_output=True, check=True).stdout
    page = Page(where)
    page.feed(html.decode("utf-8"))
    if page.cells != 9 * min(len(result["reports"]), 200):
        wrong(where, f"{page.cells} cells for {len(result['reports'])} reports")
    strange = re.sub(r"[a-z0-9\s.,:;()…✅❌⚠\ufe0f]", "", page.plain)
    if strange:
        wrong(where, f"not our words: {strange[:100]!r}")


# --- CycloneDX --------------------------------------------------------------------------------------------------------------------


def check_cyclonedx(where, bom, result, validator):
    for error in validator.iter_errors(bom):
        wrong(where, f"{list(error.absolute_path)}: {error.message[:200]}")
    declarations = bom["declarations"]
    named, used = [], []

    def walk(x):
        if isinstance(x, list):
            for y in x:
                walk(y)
        elif isinstance(x, dict):
            for k, y in x.items():
                if k == "bom-ref":
                    named.append(y)
                elif k in ("target", "assessor", "requirement"):
                    used.append(y)
                elif k in ("claims", "counterClaims", "evidence", "counterEvidence", "mitigationStrategies") and y and isinstance(y[0], str):
                    used.extend(y)
                else:
                    walk(y)

    walk(bom)
    if len(set(named)) != len(named):
        wrong(where, "two things of one bom-ref")
    for ref in set(used) - set(named):
        wrong(where, f"no {ref}")
    claims = [c for r in result["reports"] for c in r["claims"]]
    own = [c for c in declarations["claims"] if c["bom-ref"].startswith("claim:")]
    if len(own) != len(claims):
        wrong(where, f"{len(own)} claims of {len(claims)}")
    for ours, c in zip(own, claims):
        if ours["bom-ref"] != "claim:" + c["id"] or not ours["reasoning"].startswith(c["verdict"]):
            wrong(where, f"claim {ours['bom-ref']} is not {c['id']}")
        if c["verdict"] != "supported" and "evidence" in ours:
            wrong(where, f"evidence for a claim that is {c['verdict']}")


# --- all --------------------------------------------------------------------------------------------------------------------------


def validators(schemas):
    def load(name):
        return json.loads(read(f"{schemas}/{name}"))

    bom = load("bom-1.6.SNAPSHOT.schema.json")
    store = {}
    for name in ("jsf-0.82", "spdx"):
        schema = load(name + ".SNAPSHOT.schema.json")
        store[urllib.parse.urljoin(bom["$id"], name + ".SNAPSHOT.schema.json")] = schema
    return Draft4Validator(load("sarif-2.1.0-rtm.5.json")), Draft7Validator(bom, resolver=RefResolver(bom["$id"], bom, store=store))


def main():
    schemas, folders = sys.argv[1], sys.argv[2:]
    sarif, cyclonedx = validators(schemas)
    findings = claims = 0
    for folder in folders:
        result = json.loads(read(folder + "/result.json"))
        findings += len(findings_of(result))
        claims += sum(len(r["claims"]) for r in result["reports"])
        check_sarif(folder + "/result.sarif", json.loads(read(folder + "/result.sarif")), result, folder, sarif)
        check_junit(folder + "/result.xml", folder + "/result.xml", result, schemas)
        check_github(folder + "/result.github", folder + "/result.github", result)
        check_markdown(folder + "/result.markdown", folder + "/result.markdown", result)
        check_cyclonedx(folder + "/result.cdx.json", json.loads(read(folder + "/result.cdx.json")), result, cyclonedx)
    for p in problems[:50]:
        print(p)
    for missing in [n for n in ("cmark-gfm",) if not shutil.which(n)] + ([] if junitparser else ["junitparser"]):
        print(f"not checked by {missing}, which is not here")
    print(f"{len(folders)} results, {claims} claims, {findings} findings, {len(problems)} problems")
    return bool(problems) or findings == 0 or not folders


sys.exit(main())
