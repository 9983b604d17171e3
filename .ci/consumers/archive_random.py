"""The store's answer against a check of everything, with the starter tables and changes at random.

usage: archive_random.py TOOL REFERENCES [ARTICLES] [SEED …]

Articles say things of many kinds of countries (values, ranks, changes, shares, comparisons), rightly
or not. Of the tables' numbers some are changed and a few rows are removed. The store, made by the
old edition and then by the new one, must answer as a check of every article under both does: a
question that is put to the tables and not noted would show here.
"""

import csv
import json
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TOOL, REFERENCES = str(Path(sys.argv[1]).resolve()), Path(sys.argv[2])
ARTICLES = int(sys.argv[3]) if len(sys.argv) > 3 else 600
SEEDS = [int(seed) for seed in sys.argv[4:]] or [1]
SENTENCES = [
    "In {y} the population of {a} was {n},000.",
    "{a} has about {m} million inhabitants.",
    "{a} covers {n},{k} square kilometres.",
    "The population of {a} grew by {p} percent between {y} and 2020.",
    "{a} is the {r}-largest country in the world by area.",
    "{a} has the {r}-largest population in Africa.",
    "{a} has {t} times as many people as {b}.",
    "The economy of {a} was worth ${m} billion in {y}.",
    "Inflation in {a} was {p} percent in {y}.",
    "{a} became independent in {y2}.",
    "{a} and {b} have {m} million and {p} million people, respectively.",
    "{a} shares a border of {n} kilometres with {b}.",
    "About {p} percent of the people of {a} live in cities.",
    "The population density of {a} is {p} people per square kilometre.",
    "The highest point of {a} is {n} metres above the sea.",
    "Life expectancy in {a} is {p} years.",
    "{a} marked the {p}th anniversary of its independence from {b}.",
    "Unemployment in {a} stood at {p}% in {y}, and in {b} at {k2}%.",
]


RIGHT = {
    "population": "In {y} the population of {a} was {v:,.0f}.",
    "gdp_nominal": "The GDP of {a} was ${v:,.0f} in {y}.",
    "inflation": "Inflation in {a} was {v:.1f} percent in {y}.",
}


def read(*path):
    with open(REFERENCES.joinpath(*path), newline="", encoding="utf-8") as table:
        return list(csv.DictReader(table))


def countries():
    return {row["id"]: row["name"] for row in read("world", "entities.csv") if row["type"] == "country"}


def rightly(names):
    """What the series say, in sentences."""
    rows = [row for file in ("population.csv", "gdp.csv", "inflation.csv") for row in read("series", file)]
    told = [row for row in rows if row["property"] in RIGHT and row["subject"] in names]
    return [RIGHT[row["property"]].format(a=names[row["subject"]], y=row["as_of"], v=float(row["value"])) for row in told]


def story(chance, names, right):
    said = chance.sample(right, 3)
    for _ in range(chance.randrange(1, 4)):
        a, b = chance.sample(names, 2)
        numbers = {"n": chance.randrange(100, 999), "k": f"{chance.randrange(1000):03}", "k2": chance.randrange(2, 20), "m": chance.randrange(2, 90)}
        numbers |= {"p": chance.randrange(4, 90), "r": chance.choice(["second", "third", "fifth", "tenth"]), "t": chance.randrange(2, 9)}
        numbers |= {"y": chance.randrange(2000, 2023), "y2": chance.randrange(1950, 1992)}
        said.append(chance.choice(SENTENCES).format(a=a, b=b, **numbers))
    return " ".join(said)


def change(path, chance):
    with open(path, newline="", encoding="utf-8") as table:
        rows = list(csv.reader(table))
    head = rows[0]
    if "value" not in head or "property" not in head:
        return
    value, named = head.index("value"), head.index("property")
    kept = [head]
    for row in rows[1:]:
        draw, number = chance.random(), row[value].replace(".", "", 1).isdigit() and "date" not in row[named]
        if draw < 0.0002 and not ("object" in head and row[head.index("object")]):
            continue
        if 0.0002 <= draw < 0.0015 and number:
            row[value] = f"{float(row[value]) * chance.choice([0.5, 1.02, 1.3, 2]):.3f}"
        kept.append(row)
    with open(path, "w", newline="", encoding="utf-8") as table:
        csv.writer(table, lineterminator="\n").writerows(kept)


def run(folder, *arguments):
    done = subprocess.run([TOOL, *arguments], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, f"{arguments}: {done.returncode}\n{done.stderr[:2000]}"
    return done.stdout


for seed in SEEDS:
    chance, folder = random.Random(seed), Path(tempfile.mkdtemp(prefix="factlint-random-"))
    for edition in ("old", "new"):
        shutil.copytree(REFERENCES, folder / edition, ignore=shutil.ignore_patterns("*.index"))
    for table in sorted((folder / "new").glob("*/*.csv")):
        if table.name not in ("entities.csv", "properties.csv"):
            change(table, chance)
    by_id = countries()
    names, right = sorted(by_id.values()), rightly(by_id)
    lines = [json.dumps({"id": f"n{n}", "date": f"20{chance.randrange(15, 25)}-05-07", "text": story(chance, names, right)}) for n in range(ARTICLES)]
    (folder / "articles.jsonl").write_text("\n".join(lines) + "\n")
    direct = json.loads(run(folder, "impact", "old", "new", "articles.jsonl", "--format", "json"))
    for made in ("old", "new"):
        run(folder, "index", "articles.jsonl", "--references", made)
        stored = json.loads(run(folder, "impact", "old", "new", "--format", "json"))
        differing = [(a, b) for a, b in zip(stored["flips"], direct["flips"]) if a != b]
        same = stored["flips"] == direct["flips"] and stored["changes"] == direct["changes"]
        assert same, f"seed {seed}, made by {made}: {len(stored['flips'])} and {len(direct['flips'])} flips: {str(differing[:1])[:3000]}"
        assert stored["read"] < ARTICLES or stored["notes"], "nothing was passed over"
        print(f"seed {seed}, made by {made}: {len(stored['changes'])} rows, {len(stored['flips'])} flips, {stored['read']} of {ARTICLES} articles read")
    shutil.rmtree(folder)
