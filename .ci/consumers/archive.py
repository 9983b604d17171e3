"""A data desk's day over an archive: which verdicts flip when cells of a table change.

usage: archive.py TOOL [ARTICLES] [CELLS] [SEED] [SECONDS]

Makes a table and articles from templates, indexes them, changes cells, and holds the answer
of the claim store against a check of every article under both editions, and against the
flips that the generator expects. Then articles are added and changed, and the store is
brought up to date. Fails if an answer differs, or if the store takes longer than SECONDS
(the least of three runs).
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from newsroom import FILLERS

TOOL = str(Path(sys.argv[1]).resolve())
ARTICLES = int(sys.argv[2]) if len(sys.argv) > 2 else 300
CELLS = int(sys.argv[3]) if len(sys.argv) > 3 else 10
SEED = int(sys.argv[4]) if len(sys.argv) > 4 else 5
SECONDS = float(sys.argv[5]) if len(sys.argv) > 5 else None
PLACES, YEARS = 400, [2010, 2012, 2014, 2016, 2018, 2020]
# label, unit, how a sentence says it
PROPERTIES = [
    ("population", "people", "In {y} the population of {p} was {v}."),
    ("harvest of grain", "tonnes", "The harvest of grain in {p} was {v} tonnes in {y}."),
    ("annual rainfall", "mm", "The annual rainfall in {p} was {v} mm in {y}."),
    ("number of schools", "schools", "In {y} the number of schools in {p} was {v}."),
    ("road network", "km", "The road network of {p} was {v} km in {y}."),
]
SYLLABLES = ["bra", "cel", "dor", "fen", "gul", "har", "jes", "kol", "lum", "mar", "nev", "pol", "ros", "sud", "tav", "wes"]
FOLDER = Path(tempfile.mkdtemp(prefix="factlint-archive-"))
chance = random.Random(SEED)


def name(number):
    return (SYLLABLES[number >> 8 & 15] + SYLLABLES[number >> 4 & 15] + SYLLABLES[number & 15]).capitalize() + "ia"


def table(values, folder):
    folder.mkdir()
    lines = ["id,subject,property,value,unit,as_of,source"]
    for (place, number, year), value in values.items():
        label, unit, _ = PROPERTIES[number]
        lines.append(f"r{place}.{number}.{year},{name(place)},{label},{value},{unit},{year},Bureau of statistics")
    (folder / "t.csv").write_text("\n".join(lines) + "\n")


def story(values):
    """An article, and the rows whose values it states rightly."""
    rows = [chance.choice(KEYS) for _ in range(chance.randrange(1, 5))]
    said = [PROPERTIES[n][2].format(p=name(p), y=y, v=f"{values[p, n, y]:,}") for p, n, y in rows]
    return "\n\n".join(f"{chance.choice(FILLERS)} {s} {chance.choice(FILLERS)}" for s in said), rows


def run(*arguments):
    start = time.perf_counter()
    done = subprocess.run([TOOL, *arguments], cwd=FOLDER, capture_output=True, text=True)
    assert done.returncode == 0, f"{arguments}: {done.returncode}\n{done.stderr[:2000]}"
    return done.stdout, time.perf_counter() - start


def answer(*articles):
    said, seconds = run("impact", "old", "new", *articles, "--format", "json")
    said = json.loads(said)
    return {k: v for k, v in said.items() if k not in ("read", "notes")}, said["read"], seconds


def same(one, other, what):
    for part in one:
        if one[part] != other[part]:
            differing = [(a, b) for a, b in zip(one[part], other[part]) if a != b] if isinstance(one[part], list) else (one[part], other[part])
            sys.exit(f"{what}: {part} differs: {str(differing)[:3000]}")


values = {}
for place in range(PLACES):
    for number in range(len(PROPERTIES)):
        value = chance.randrange(20_000, 90_000) if number else chance.randrange(200_000, 900_000)
        for year in YEARS:
            value += value * chance.randrange(1, 4) // 100
            values[place, number, year] = value
KEYS = list(values)
table(values, FOLDER / "old")
changed = chance.sample(KEYS, CELLS)
after = values | {key: values[key] * 3 // 2 for key in changed}
table(after, FOLDER / "new")

about = {}
for article in range(ARTICLES):
    text, rows = story(values)
    path = FOLDER / "archive" / f"{article // 1000:03}" / f"a{article:06}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"# Report\n\n{text}\n")
    about[f"archive/{article // 1000:03}/{path.name}"] = rows

said, seconds = run("index", "archive", "--references", "old")
print(f"{said.strip()} in {seconds:.1f} s; {(FOLDER / 'factlint.store').stat().st_size >> 20} MiB")
stored, read, seconds = min((answer() for _ in range(3)), key=lambda a: a[2])
direct, all_read, slow = answer("archive")
same(stored, direct, "the store and a check of everything")
assert all_read == ARTICLES, all_read
expected = {(path, f"r{p}.{n}.{y}") for path, rows in about.items() for p, n, y in rows if (p, n, y) in set(changed)}
flips = [f for f in stored["flips"] if f["before"] and f["before"]["verdict"] == "supported" and f["after"] and f["after"]["verdict"] == "contradicted"]
found = {(f["path"], stored["changes"][c]["row"]) for f in flips for c in f["changes"]}
assert found == expected, f"expected and not there: {sorted(expected - found)[:5]}; not expected: {sorted(found - expected)[:5]}"
print(f"{CELLS} cells: {len(stored['flips'])} flips, {len(flips)} from supported to contradicted, as expected; {read} articles read in {seconds:.2f} s")
print(f"the same by a check of every article in {slow:.1f} s")
assert SECONDS is None or seconds <= SECONDS, f"the store took {seconds:.2f} s"

for article in range(0, ARTICLES, max(1, ARTICLES // 20)):
    path = FOLDER / "archive" / f"{article // 1000:03}" / f"a{article:06}.md"
    path.write_text(f"# Report\n\n{story(values)[0]}\n")
(FOLDER / "archive" / "new.md").write_text(f"# Report\n\n{story(values)[0]}\n")
before, _, _ = answer()
said, seconds = run("index")
print(f"{said.strip()} in {seconds:.1f} s")
now, _, _ = answer()
direct, _, _ = answer("archive")
same(before, direct, "the store with files that changed since")
same(now, direct, "the store brought up to date")
said, seconds = run("index", "--references", "new")
print(f"by the new edition: {said.strip()} in {seconds:.1f} s")
same(answer()[0], direct, "the store made by the new edition")
