"""A data desk's day over articles with planted mistakes: rows are revised, and every verdict
that flips is expected, and no other.

usage: data_desks_day.py TOOL [ARTICLES] [SEED] [--show]

Verdicts approved and committed, articles edited around them, cells revised, what flips read
from `impact` over the claim store and from `snapshot check` in CI, the page of the impact written, approved claim by claim at a pseudo-terminal, an article
withdrawn. Prints a line a step; the exit code is 1 at the first that is wrong.
"""

import csv
import datetime
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from newsroom import FILLERS, claims
from terminal import Terminal

SHOW = "--show" in sys.argv
ARGUMENTS = [a for a in sys.argv[1:] if a != "--show"]
TOOL = str(Path(ARGUMENTS[0]).resolve())
ARTICLES = int(ARGUMENTS[1]) if len(ARGUMENTS) > 1 else 40
SEED = int(ARGUMENTS[2]) if len(ARGUMENTS) > 2 else 11
FOLDER = Path(tempfile.mkdtemp(prefix="factlint-desk-"))
NEWS, TABLE = FOLDER / "news", FOLDER / "t.csv"
SNAPSHOTS = FOLDER / "snapshots" / "news"
HERE = ["news", "--references", "t.csv"]
AT_A_DESK = {key: value for key, value in os.environ.items() if key not in ("CI", "TF_BUILD")}
chance = random.Random(SEED)
# the rows that were revised
REVISED = set()


def run(*arguments, codes=(0,), ci=False):
    environment = {**AT_A_DESK, **({"CI": "true"} if ci else {})}
    done = subprocess.run([TOOL, *arguments], cwd=FOLDER, capture_output=True, text=True, env=environment)
    assert done.returncode in codes, f"{arguments}: {done.returncode}\n{done.stdout[:2000]}{done.stderr[:2000]}"
    return done


def git(*arguments):
    identity = ["-c", "user.name=Ada", "-c", "user.email=ada@desk.example"]
    return subprocess.run(["git", *identity, *arguments], cwd=FOLDER, check=True, capture_output=True, text=True).stdout


def checked(code):
    """What differs from the approved verdicts, as CI sees it: (file, words, old verdict, new verdict)."""
    before = state_of(FOLDER / "snapshots")
    document = json.loads(run("snapshot", "check", *HERE, "--format", "json", codes=(code,), ci=True).stdout)
    assert state_of(FOLDER / "snapshots") == before, "check writes nothing"
    flips = set()
    for article in document["articles"]:
        for change in article["changes"]:
            old, new = change["old"], change["new"]
            assert old and new and old["text"] == new["text"], change
            if old["verdict"] == new["verdict"]:
                # the closest rows of what was not judged are shown with their values
                assert code == 1 and rows_of(old) & rows_of(new) & REVISED, change
                continue
            flips.add((Path(article["path"]).name, words_of(new["text"]), old["verdict"], new["verdict"]))
    return flips, document


def rows_of(claim):
    """The rows that a claim names."""
    return {line.split(": ")[1].split(" = ")[0] for line in claim["told"].splitlines() if " = " in line}


def words_of(text):
    """The words over the carets."""
    lines, words = text.split("\n"), ""
    for above, below in zip(lines, lines[1:]):
        if above.startswith("> ") and below.strip(" ^") == "" and "^" in below:
            words += above[below.index("^") : below.rindex("^") + 1]
    return words


def state_of(folder):
    return {path.relative_to(folder): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()}


def step(words):
    print(f"ok   {words}")


def revised(said):
    """Revises whole series, or the one date, of some countries; returns the flips that follow."""
    rows = list(csv.reader(TABLE.open()))
    series = sorted({".".join(claim.row.split(".")[:2]) for claim in said if claim.row})
    some = chance.sample(series, max(2, len(series) // 3))
    changed = {row[0] for row in rows if ".".join(row[0].split(".")[:2]) in some}
    REVISED.update(changed)
    for row in rows[1:]:
        if row[0] in changed and row[2] == "population":
            row[3] = str(round(int(row[3]) * 1.4 / 1000) * 1000)
        elif row[0] in changed:
            day = datetime.date.fromisoformat(row[3])
            row[3] = str(day.replace(month=day.month % 12 + 1))
    with TABLE.open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    # a mistake is what the row says now, and what was right is one
    names = ("contradicted", "supported")
    return {(claim.file, claim.words, *(names if claim.wrong else names[::-1])) for claim in said if claim.row in changed}


NEWS.mkdir()
said = claims(NEWS, ARTICLES, SEED)
(NEWS / "t.csv").rename(TABLE)
(FOLDER / ".gitignore").write_text(".*.lock\nfactlint.store\nimpact.html\n")
git("init", "-q")
run("snapshot", "accept", *HERE)
assert len(list(SNAPSHOTS.glob("*.verdicts"))) == ARTICLES
assert checked(0)[0] == set()
git("add", ".")
git("commit", "-qm", "approved")
step(f"the verdicts of {ARTICLES} articles are approved, {sum(c.wrong for c in said)} mistakes among {len(said)} claims")

for path in chance.sample(sorted(NEWS.glob("*.md")), ARTICLES // 2):
    title, *paragraphs = path.read_text().split("\n\n")
    paragraphs.insert(chance.randrange(len(paragraphs)), chance.choice(FILLERS))
    path.write_text("\n\n".join([title.replace("Report", "A late report"), *paragraphs]))
assert checked(0)[0] == set()
git("commit", "-qam", "edited around")
step("articles are edited around their claims: every verdict is as approved")

run("index", "news", "--references", "t.csv")
wanted = revised(said)
impact = ["impact", "HEAD:t.csv", "t.csv"]
told = json.loads(run(*impact, "--format", "json").stdout)
verdicts = lambda flip: (flip["before"]["verdict"], flip["after"]["verdict"])
foreseen = {(Path(flip["path"]).name, flip["words"], *verdicts(flip)) for flip in told["flips"] if len(set(verdicts(flip))) == 2}
assert foreseen == wanted, f"missing {wanted - foreseen}, not expected {foreseen - wanted}"
assert {change["row"] for change in told["changes"]} == REVISED
run(*impact, "--fail-on-flip", "contradicted", codes=(1,))
run(*impact, "--format", "html", "--output", "impact.html")
assert (FOLDER / "impact.html").read_text().count("supported") >= len(wanted)
step(f"what {len(REVISED)} revised rows do is foreseen from the claim store, before anything is merged")

flips, document = checked(1)
assert flips == wanted, f"missing {wanted - flips}, not expected {flips - wanted}"
since = [a["changed_since"] for a in document["articles"] if a["state"] == "changed"]
assert all(len(s) == 1 and s[0].startswith("references t.csv (") for s in since), since
step(f"rows are revised: {len(wanted)} verdicts flip, and no other; the table is named as what changed")

run("snapshot", "accept", *HERE, ci=True, codes=(2,))
assert git("status", "--porcelain", "snapshots") == ""
step("in CI nothing is approved")

in_order = [
    (Path(article["path"]).name, words_of(change["new"]["text"]), change["old"]["verdict"], change["new"]["verdict"])
    for article in document["articles"]
    for change in article["changes"]
]
count = len(in_order)
flipped = lambda changes: {change for change in changes if change[2] != change[3]}
screen = Terminal(TOOL, ["snapshot", "review", *HERE], FOLDER, show=SHOW, columns=130)
screen.see(f"[1/{count}]", "approved", "│ now", "since the approval changed: references t.csv", "a approve (Enter)")
screen.type("x")
screen.type("a")
screen.see(f"[2/{count}]")
screen.type("b")
screen.see(f"[1/{count}]")
screen.type("\r")
screen.see(f"[2/{count}]")
screen.type("r")
if count > 2:
    screen.see(f"[3/{count}]")
    screen.type("q")
screen.see(f"1 approved, 1 rejected, {count - 2} left")
screen.end(code=1)
flips, _ = checked(1)
assert flips == flipped(in_order[1:]), flips ^ flipped(in_order[1:])
step("at a terminal one is approved and one rejected: all but the one still differ")

narrow = Terminal(TOOL, ["snapshot", "review", *HERE], FOLDER, environment={"TERM": "dumb"}, show=SHOW, columns=80)
narrow.see(f"[1/{count - 1}]", "now\n")
narrow.type("A")
narrow.see(f"{count - 1} approved, 0 rejected, 0 left")
narrow.end()
assert "\x1b[3" not in narrow.raw, "a dumb terminal gets no colours"
assert checked(0)[0] == set()
changed = git("diff", "--name-only", "snapshots").split()
assert {Path(name).name.removesuffix(".verdicts") for name in changed} == {file for file, *_ in in_order}, changed
signs = [line for line in git("diff", "-U0", "snapshots").splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
strange = [line for line in signs if not line[1:].startswith(("  supported", "  contradicted", "  agrees:", "  disagrees:", "  closest:", "references t.csv: "))]
assert not strange, strange
git("commit", "-qam", "a new edition of the table")
step(f"the rest is approved with one key: {len(changed)} files changed, and their diffs hold verdicts and rows alone")

gone = sorted(NEWS.glob("*.md"))[ARTICLES // 3]
gone.unlink()
flips, document = checked(1)
assert flips == set() and [Path(o["path"]).name for o in document["orphans"]] == [gone.name], document["orphans"]
run("snapshot", "accept", *HERE, "--prune")
assert checked(0)[0] == set() and len(list(SNAPSHOTS.glob("*.verdicts"))) == ARTICLES - 1
step("an article is withdrawn: its approved verdicts are told, and taken away when asked")
print("every flip was expected")
