"""Every format is read back by a program that is not ours.

usage: read_back.py TOOL [NAME…]

Runs the tool over sample and hostile articles and hands what it writes to the libraries
that its readers use. What they find is compared with the tool's own JSON: as many
findings, the same places, nothing executed and nothing lost. Prints one line a test and
"N passed, N failed".
"""

import csv
import html.parser
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import traceback
import xml.etree.ElementTree

import cmarkgfm
import jsonschema
import junitparser
from pyld import jsonld
from sarif import loader as sarif_loader

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "tests" / "schemas"
TOOL = str(pathlib.Path(sys.argv[1]).resolve())
SAMPLES = ["claims/caucasus-summit.md", "claims/caucasus-summit-errors.md", "claims/chile-profile.html", "claims/vietnam-economy.txt"]
BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")

# What an article or a table may hold to break a report or whatever reads it.
ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "=cmd('calc')",
    "@SUM(1)",
    "\x1b[31mred\x1b[0m",
    "\u202egnp.exe\u202c",
    "]]> --> <!-- ",
    "%0A::error file=x::owned",
    "::error::owned",
    "javascript:alert(1)",
    "[link](javascript:alert(1)) | cell | `code` **bold**",
    "&lt;b&gt; &amp; \\u0000 \\",
    "é 中文 😀 e\u0301",
]


def run(arguments, cwd=ROOT, stdin=None, codes=(0, 1)):
    done = subprocess.run([TOOL, *arguments], cwd=cwd, input=stdin, capture_output=True, env={"PATH": "/usr/bin:/bin", "NO_COLOR": "1", "HOME": str(cwd)})
    if done.returncode not in codes:
        raise AssertionError(f"exit code {done.returncode}: {' '.join(map(str, arguments))}\n{done.stderr.decode()}")
    return done.stdout


class Case:
    """Articles, and the options that they are checked with."""

    def __init__(self, folder, paths, options, codes=(0, 1)):
        self.folder, self.paths, self.options, self.codes = folder, paths, options, codes
        self.reports = [json.loads(line) for line in self.text("jsonl").splitlines()]

    def text(self, kind):
        # newlines inside are the format's own business: decode only
        return run(["check", "--format", kind, *self.options, *self.paths], cwd=self.folder, codes=self.codes).decode("utf-8")

    def told(self):
        """Findings that machine formats show: (path, line, code)."""
        return [(r["path"], c["span"]["line"], c["code"]) for r in self.reports for c in r["claims"] if c["level"] != "none" and c["verdict"] != "no-reference"]

    def claims(self, verdicts):
        return [c for r in self.reports for c in r["claims"] if c["verdict"] in verdicts]


def samples(_):
    return Case(ROOT, SAMPLES, ["--references", "built-in"])


def hostile(folder):
    """Articles and a table that hold every attack, in words, names, units, sources and paths."""
    table = [["id", "subject", "property", "value", "unit", "as_of", "source", "source_url", "note"]]
    article = ["Attacks on a report", ""]
    for number, attack in enumerate(ATTACKS):
        subject = f"Town{number}land"
        table.append([f"row{number}{attack}", subject, "population", "500", "people", "2020", f"census {attack}", f"javascript:alert({number})", attack])
        article.append(f"The population of {subject} was 70{number % 10} in 2020, {attack} said. In 2021 {attack} it had 3 bridges.")
    with open(folder / "table.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(table)
    text = "\n\n".join(article).replace("\0", " ")
    names = ["plain.txt", "a b,c:d%0A::error::x.md", "=cmd.txt", "<b>&'.html"]
    for name in names:
        body = f"<html><head><title>A</title></head><body><p>{text}</p></body></html>" if name.endswith("html") else text
        (folder / name).write_text(body, encoding="utf-8")
    long_title = "A title of 9,000 words " + "that goes on " * 800_000
    line = {"id": "<script>\u202e\x1b[0m=1+1]]>", "title": long_title, "text": "The population of Town1land was 900 in 2020."}
    (folder / "lines.jsonl").write_text(json.dumps(line) + "\n{broken <script>\n", encoding="utf-8")
    return Case(folder, [f"./{n}" for n in names] + ["lines.jsonl"], ["--references", "table.csv"], codes=(0, 1, 2))


CASES = {"samples": samples, "hostile": hostile}


def schema(name):
    return json.loads((SCHEMAS / name).read_text())


def clean(text):
    """No escape sequence, no turned direction, nothing that XML or a terminal chokes on."""
    assert "\x1b" not in text and "\0" not in text, "a control character got through"
    assert not BIDI.search(text), "a mark that turns the direction of text got through"


def is_input(code):
    """What could not be read, and faults of tables: no verdicts on articles."""
    return code == "input" or code.startswith("FL9")


def normal(path):
    return path.removeprefix("./")


def read_json(case):
    document = json.loads(case.text("json"))
    assert len(document["articles"]) == len(case.reports)
    published = json.loads(run(["schema"]))
    validator = jsonschema.Draft202012Validator(published)
    for report in case.reports + document["articles"]:
        errors = [e.message[:200] for e in validator.iter_errors(report)]
        assert not errors, errors[:3]


def read_csv(case):
    rows = list(csv.DictReader(io.StringIO(case.text("csv"), newline="")))
    assert len(rows) == sum(len(r["claims"]) for r in case.reports)
    for row in rows:
        assert None not in row and None not in row.values(), row
        for cell in row.values():
            assert not re.match(r"^[=@\t\r]|^[+-](?![\d.]+$)", cell), f"a spreadsheet would run {cell[:40]!r}"


def read_sarif(case):
    text = case.text("sarif")
    clean(text)
    document = json.loads(text)
    jsonschema.Draft7Validator(schema("sarif-2.1.0.json")).validate(document)
    results = document["runs"][0]["results"]
    found = [(r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], r["ruleId"]) for r in results if not is_input(r["ruleId"])]
    assert len(found) == len(case.told()), (len(found), len(case.told()))
    github(document["runs"][0])
    with tempfile.NamedTemporaryFile("w", suffix=".sarif") as file:
        file.write(text)
        file.flush()
        loaded = sarif_loader.load_sarif_file(file.name)
        assert loaded.get_result_count() == len(results)


def github(run_):
    """What code scanning refuses beyond the schema."""
    rules = {r["id"]: r for r in run_["tool"]["driver"]["rules"]}
    assert run_["columnKind"] == "unicodeCodePoints"
    for rule in rules.values():
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024 and 0 < len(rule["fullDescription"]["text"]) <= 1024 and rule["help"]["text"]
        assert rule["properties"]["precision"] in ("very-high", "high", "medium", "low")
    assert len(run_["results"]) <= 25_000
    for result in run_["results"]:
        assert result["ruleId"] in rules and result["message"]["text"] and result["level"] in ("error", "warning", "note")
        assert result["locations"], "a result without a location: GitHub refuses the file"
        assert result["partialFingerprints"]["primaryLocationLineHash"]
        location = result["locations"][0]["physicalLocation"]
        assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", location["artifactLocation"]["uri"]) and not location["artifactLocation"]["uri"].startswith("/")
        region = location["region"]
        assert region["startLine"] >= 1 and region["startColumn"] >= 1
        assert (region.get("endLine", region["startLine"]), region.get("endColumn", 1 << 40)) > (region["startLine"], region["startColumn"])


def read_junit(case):
    text = case.text("junit")
    clean(text)
    suites = junitparser.JUnitXml.fromstring(text.encode())
    cases = [c for suite in suites for c in suite]
    failed = [c for c in cases if any(isinstance(r, junitparser.Failure) for r in c.result)]
    skipped = [c for c in cases if any(isinstance(r, junitparser.Skipped) for r in c.result)]
    assert len(failed) == len(case.claims(("contradicted", "inconsistent")))
    assert len(skipped) == len(case.claims(("no-reference", "ambiguous")))
    assert len(list(suites)) == len(case.reports) and all(len(list(suite)) > 0 for suite in suites)
    for suite in suites:
        assert suite.tests == len(list(suite))


def read_checkstyle(case):
    text = case.text("checkstyle")
    clean(text)
    root = xml.etree.ElementTree.fromstring(text.encode())
    errors = [(f.get("name"), int(e.get("line")), e.get("source")) for f in root.iter("file") for e in f.iter("error")]
    told = [(normal(p), line, f"factlint.{code}") for p, line, code in case.told()]
    assert sorted(e for e in errors if not is_input(e[2].removeprefix("factlint."))) == sorted(told)


def read_gitlab(case):
    text = case.text("gitlab")
    clean(text)
    issues = json.loads(text)
    validator = jsonschema.Draft7Validator(schema("gitlab-codequality.json"))
    for issue in issues:
        validator.validate(issue)
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker") and issue["description"].startswith(issue["check_name"])
        assert issue["location"]["lines"]["begin"] >= 1 and not issue["location"]["path"].startswith(("./", "/"))
    prints = [i["fingerprint"] for i in issues]
    assert len(set(prints)) == len(prints), "fingerprints must be unique"
    assert len([i for i in issues if not is_input(i["check_name"])]) == len(case.told())


def read_rdjson(case):
    text = case.text("rdjson")
    clean(text)
    diagnostics = json.loads(text)["diagnostics"]
    for diagnostic in diagnostics:
        path = case.folder / diagnostic["location"]["path"]
        span = diagnostic["location"]["range"]
        assert diagnostic["message"] and diagnostic["severity"] in ("ERROR", "WARNING", "INFO") and path.exists()
        if span["start"]["line"] == span["end"]["line"] and path.suffix in (".md", ".txt") and not is_input(diagnostic["code"]["value"]):
            # columns are bytes: what they enclose is what the message quotes
            line = path.read_bytes().split(b"\n")[span["start"]["line"] - 1]
            words = line[span["start"]["column"] - 1 : span["end"]["column"] - 1].decode("utf-8")
            assert diagnostic["message"].startswith(f"“{words}”"), (words, diagnostic["message"])
    assert len([d for d in diagnostics if not is_input(d["code"]["value"])]) == len(case.told())


def read_github(case):
    """As the runner reads workflow commands."""
    commands = []
    for line in case.text("github").splitlines():
        command = re.match(r"^::(\w+)(?: ([^:]*(?::(?!:)[^:]*)*?))?::(.*)$", line)
        if not command:
            # a line of the log, which the runner does not obey
            assert "::" not in line, line
            continue
        commands.append(command.groups())
    counts = {level: sum(1 for c in commands if c[0] == level) for level in ("error", "warning", "notice")}
    assert all(count <= 10 for count in counts.values()), counts
    for level, properties, message in commands:
        if level not in ("error", "warning", "notice") or not (properties or "").startswith("file="):
            continue
        named = dict(p.split("=", 1) for p in properties.split(","))
        path = named["file"].replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
        assert (case.folder / path).exists(), path
        assert int(named["line"]) >= 1 and message
        clean(message)
    shown = sum(counts.values())
    more = [c for c in commands if "more findings" in c[2]]
    assert shown - len(more) >= min(len(case.told()), 9) and (more or shown >= len(case.told()))


class Tags(html.parser.HTMLParser):
    """Collects the elements and addresses of a page."""

    def __init__(self):
        super().__init__()
        self.tags, self.links, self.text = set(), [], []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.links += [v for k, v in attrs if k in ("href", "src")]
        assert not [k for k, _ in attrs if k.startswith("on")], attrs

    def handle_data(self, data):
        self.text.append(data)


def read_markdown(case, kind="markdown", limit=65_536):
    text = case.text(kind)
    clean(text)
    assert len(text) < limit
    page = Tags()
    page.feed(cmarkgfm.github_flavored_markdown_to_html(text))
    assert page.tags <= {"h1", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "a", "em", "br"}, page.tags
    assert all(link.startswith(("https://", "http://")) for link in page.links), page.links
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert len(rows) - 1 >= min(len(case.told()), 50)


def read_summary(case):
    read_markdown(case, "github-summary", 1 << 20)


# The terms that are used, as the contexts of schema.org and of the W3C define them: nothing is fetched here.
CONTEXTS = {
    "https://schema.org": {"@vocab": "http://schema.org/", "url": {"@type": "@id"}, "citation": {"@type": "@id"}},
    "http://www.w3.org/ns/anno.jsonld": {
        "oa": "http://www.w3.org/ns/oa#", "as": "http://www.w3.org/ns/activitystreams#", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "dc": "http://purl.org/dc/elements/1.1/",
        "id": "@id", "type": "@type", "Annotation": "oa:Annotation", "AnnotationPage": "as:OrderedCollectionPage", "TextualBody": "oa:TextualBody",
        "TextQuoteSelector": "oa:TextQuoteSelector", "TextPositionSelector": "oa:TextPositionSelector", "assessing": "oa:assessing", "tagging": "oa:tagging",
        "body": {"@id": "oa:hasBody", "@type": "@id"}, "target": {"@id": "oa:hasTarget", "@type": "@id"}, "source": {"@id": "oa:hasSource", "@type": "@id"},
        "scope": {"@id": "oa:hasScope", "@type": "@id"}, "selector": {"@id": "oa:hasSelector", "@type": "@id"},
        "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"}, "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
        "value": "rdf:value", "format": "dc:format", "language": "dc:language", "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix",
        "start": "oa:start", "end": "oa:end", "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    },
}


def load(url, _options):
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": CONTEXTS[url]}}


def expand(text):
    return jsonld.flatten(jsonld.expand(json.loads(text), {"documentLoader": load, "base": "https://example.org/"}))


def typed(nodes, kind):
    return [n for n in nodes if kind in n.get("@type", [])]


def read_claimreview(case):
    text = case.text("claimreview")
    clean(text)
    nodes = expand(text)
    name = "http://schema.org/"
    reviews = typed(nodes, name + "ClaimReview")
    checked = case.claims(("supported", "close", "outdated", "disputed", "contradicted", "inconsistent"))
    assert len({r["@id"] for r in reviews}) == len(reviews)
    assert len(reviews) >= len({c["id"] for c in checked})
    by_id = {n["@id"]: n for n in nodes}
    for review in reviews:
        for term in ("claimReviewed", "reviewRating", "url", "author", "itemReviewed"):
            assert review[name + term], term
        rating = by_id[review[name + "reviewRating"][0]["@id"]]
        values = [rating[name + t][0]["@value"] for t in ("worstRating", "ratingValue", "bestRating")]
        assert values == sorted(values) and rating[name + "alternateName"][0]["@value"]
        for link in review.get(name + "citation", []):
            assert link["@id"].startswith("http"), link


def read_webannotation(case):
    text = case.text("webannotation")
    clean(text)
    nodes = expand(text)
    oa = "http://www.w3.org/ns/oa#"
    annotations = typed(nodes, oa + "Annotation")
    assert len(annotations) == sum(1 for r in case.reports for c in r["claims"] if c["level"] != "none")
    by_id = {n["@id"]: n for n in nodes}
    for annotation in annotations:
        target = by_id[annotation[oa + "hasTarget"][0]["@id"]]
        kinds = {kind for s in target[oa + "hasSelector"] for kind in by_id[s["@id"]]["@type"]}
        assert kinds == {oa + "TextQuoteSelector", oa + "TextPositionSelector"} and target[oa + "hasSource"]
        assert annotation[oa + "motivatedBy"][0]["@id"] == oa + "assessing" and len(annotation[oa + "hasBody"]) == 3


def read_text(case):
    clean(case.text("text"))


TESTS = [read_json, read_csv, read_sarif, read_junit, read_checkstyle, read_gitlab, read_rdjson, read_github, read_markdown, read_summary, read_claimreview, read_webannotation, read_text]


def main():
    wanted = sys.argv[2:]
    passed = failed = 0
    for name, make in CASES.items():
        with tempfile.TemporaryDirectory() as folder:
            case = make(pathlib.Path(folder))
            assert case.told(), f"{name}: no findings, so nothing would be tested"
            for test in TESTS:
                title = f"{test.__name__} {name}"
                if wanted and not any(w in title for w in wanted):
                    continue
                try:
                    test(case)
                    passed += 1
                    print(f"ok   {title}")
                except Exception:  # noqa: BLE001 - every failure is told, then the next test runs
                    failed += 1
                    print(f"FAIL {title}\n{traceback.format_exc()[-2500:]}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
