"""A document while it is told: each thing that it claims is a site that can be told otherwise, truly or falsely."""
import random

WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
GOOD = [["Ready", "Healthy", "Operational", "✅ Ready", "✅"], ["Deployed", "✅ Deployed", "Live", "✅", "Online"],
        ["Passed", "PASS", "✅ Pass", "✅", "Green"]]
BAD = [["Failed", "FAILED", "❌ Failed", "❌", "Down"], ["Failed", "❌ Failed", "Not deployed", "❌", "Down"],
       ["Failed", "FAIL", "❌ Fail", "❌", "Red"]]
OVERALL_GOOD = ["COMPLETE", "SUCCESS", "✅ COMPLETE", "✅ Complete", "Done", "DEPLOYED"]
OVERALL_BAD = ["FAILED", "❌ FAILED", "Failed", "INCOMPLETE", "PARTIAL", "⚠️ PARTIAL"]


class Site:
    def __init__(self, family, text, lies, truths):
        self.family, self.text, self.lies, self.truths = family, text, lies, truths


class Telling:
    """`override` maps the number of a site to the text that stands there instead."""

    def __init__(self, seed, override=None, order=None):
        self.rng = random.Random(seed)
        self.override = override or {}
        self.order = order  # a function of the rows of a table, or None
        self.sites = []

    def pick(self, *words):
        return self.rng.choice(words)

    def say(self, family, text, lies=(), truths=()):
        """lies, truths: other texts for this place, each false or as true as `text`."""
        self.sites.append(Site(family, text, [x for x in lies if x != text], [x for x in truths if x != text]))
        return self.override.get(len(self.sites) - 1, text)

    def rows(self, rows):
        """Rows of a table or list whose order says nothing."""
        return self.order(rows) if self.order else rows

    # --- what is claimed ---

    def status(self, ok, column):
        words, others = (GOOD, BAD) if ok else (BAD, GOOD)
        return self.say("status", words[column][self.word[column]], [others[column][self.word[column]]], words[column])

    def begin(self):
        """One document has one way to write each thing."""
        self.word = [self.rng.randrange(5) for _ in range(3)]
        self.comma = self.rng.random() < 0.7
        self.space = self.rng.random() < 0.4
        self.seconds = self.rng.random() < 0.3
        self.dash = self.rng.choice(["-", "–", "—"])
        self.spelled = self.rng.random() < 0.5

    def overall(self, ok, proved):
        """`proved`: the evidence that the document cites shows that it is not ok."""
        if ok:
            # That a whole has failed is not refuted by parts that went well: there may be others. Nobody could catch that lie.
            return self.say("status", self.pick(*OVERALL_GOOD), [], OVERALL_GOOD)
        return self.say("status", self.pick(*OVERALL_BAD[:3]), ["COMPLETE", "✅ COMPLETE", "SUCCESS"] if proved else [], OVERALL_BAD[:3])

    def number(self, n):
        return "{:,}".format(n) if self.comma else str(n)

    def count(self, n, family="count", capital=False):
        def tell(k, spelled):
            word = WORDS[k] if spelled and k < len(WORDS) else self.number(k)
            return word.capitalize() if capital and spelled else word
        lies = [tell(k, self.spelled) for k in (n - 2, n - 1, n + 1, n + 2) if k > 1]
        return self.say(family, tell(n, self.spelled), lies, [tell(n, True), tell(n, False)])

    def figure_count(self, n, family="count"):
        """In digits; wrong by more than a reader would round."""
        lies = [self.number(k) for k in (n + 1, int(n * 1.1) + 1, n - max(1, n // 7)) if k > 0 and k != n]
        return self.say(family, self.number(n), lies, ["{:,}".format(n), str(n)])

    def milliseconds(self, ms, avoid=(), family="figure"):
        gap = " " if self.space else ""
        def tell(x, seconds):
            return "%.2f%ss" % (x / 1000, gap) if seconds else "%s%sms" % (self.number(x), gap)
        def apart(x):
            return all(abs(x - a) > 0.02 * a + 6 for a in (ms, *avoid))
        lies = [tell(x, self.seconds) for x in (int(ms * f) for f in (0.31, 0.62, 1.37, 1.9, 2.4)) if apart(x)]
        truths = [tell(ms, True), tell(ms, False), "%.1f s" % (ms / 1000), "%d.%d s" % (ms // 1000, ms % 1000 // 100)]
        return self.say(family, tell(ms, self.seconds), lies, truths if ms >= 100 else truths[:2])

    def percent(self, p, avoid=(), family="figure"):
        gap = self.pick("", " ")
        rounded = "%.2f%s%%" % (p, gap)
        cut = "%d.%02d%s%%" % (int(p), int(p * 100) % 100, gap)
        lies = ["%.2f%s%%" % (q, gap) for q in (p * 0.5, p * 1.6 + 0.05, p * 2.3 + 0.1) if all(abs(q - a) > 0.02 for a in avoid)]
        return self.say(family, rounded, lies, [cut, "%.3f%s%%" % (p, gap)] + (["%.1f%s%%" % (p, gap)] if p >= 0.1 else []))

    def rate(self, per_minute, avoid=()):
        unit = self.pick("req/min", "requests/min")
        def apart(x):
            return all(abs(x - a) > 0.02 * a + 2 for a in (per_minute, *avoid))
        lies = ["%s %s" % (self.number(x), unit) for x in (int(per_minute * f) for f in (0.41, 0.7, 1.45, 2.1)) if apart(x)]
        return self.say("figure", "%s %s" % (self.number(per_minute), unit), lies,
                        ["{:,} {}".format(per_minute, unit), "%.2f req/s" % (per_minute / 60)])

    def digest(self, value, others):
        wrong = value[:-1] + ("0" if value[-1] != "0" else "1")
        changed = value[:9] + "".join(reversed(value[9:]))
        return self.say("digest", value, [o for o in others if o != value] + [wrong, changed], [value[:7 + 12], value[:7 + 16] + "…"])

    def ratio(self, part, whole, text="%s of %s"):
        """ "42 of 45 (93.3 %)": the share of two numbers that nothing else of the document tells."""
        share = 100 * part / whole
        def tell(a, b, p, form=text):
            return "%s (%s)" % (form % (self.number(a), self.number(b)), p)
        right = "%.1f%%" % share
        near = [q for q in (share - 7.3, share + 3.1, share - 2.4) if 0 < q <= 100]
        lies = [tell(part, whole, "%.1f%%" % q) for q in near]
        return self.say("ratio", tell(part, whole, right), lies, [tell(part, whole, "%.2f%%" % share), tell(part, whole, "%.0f %%" % share),
                                                                 tell(part, whole, right, "%s/%s")])

    def time(self, t, lies=(), form=None, family="time"):
        def tell(x, form):
            return x.strftime(form)
        forms = ["%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M:%S UTC"]
        form = form or forms[0]
        return self.say(family, tell(t, form), [tell(x, form) for x in lies], [tell(t, f) for f in forms])

    def path(self, path):
        name, dot, ext = path.rpartition(".")
        day = name[-15:]
        other = "%04d%s" % (int(day[:4]) - 1, day[4:])
        return self.say("citation", path, [name[:-15] + other + dot + ext, path.replace("evidence/", "evidence/final-")], ["./" + path])
