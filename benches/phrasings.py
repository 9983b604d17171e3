#!/usr/bin/env python3
"""Plain sentences made from the rows of a package, and what the tool says of them.

    benches/phrasings.py TOOL [REFERENCES] [--seed N] [--show]     (default: references)

Each form of words is filled from rows of five countries, once with the row's value and once with a wrong one. Seven kinds:

    stated    "The literacy rate in X is V percent."            right values are to be supported, wrong ones contradicted
    carried   "Voters in X … The country has V people."         the same, of a subject that a sentence before names
    timed     "X had V people two years ago."               the same, of every way of telling when
    loose     "X gained independence about 60 years ago."       right, told loosely: nothing may be contradicted
    derived   "X has twice as many people as Y."            what several rows add up to, right and wrong
    paired    "X shares a V-kilometre border with Y."       the same, of rows that have an object
    narrowed  "In rural areas, the literacy rate in X is V."     of something else: nothing may be contradicted

Fails if a right or a narrowed value is called wrong. `--show` prints every such sentence, and every form that is seldom read.
"""

import argparse
import csv
import json
import random
import re
import subprocess
import sys
from pathlib import Path

# {X} the country, {S} its possessive, {D} its adjective, {Y} the row's year, {V} the value as it stands, {P} in millions or billions, {M} the same in
# dollars, {C} as a whole number
STATED = {
    "population": ["{X} has {P} people.", "Some {P} people live in {X}.", "{X}, a nation of {P}, voted on Sunday.", "{X} (population {P}) has two airlines."],
    "area_total": ["{X} covers {C} square kilometres.", "At {C} square kilometres, {X} is soon crossed.", "{X} has an area of {C} km²."],
    "coastline_length": ["{X} has {C} km of coast.", "{S} coastline runs for {C} kilometres."],
    "forest_share": ["Forests cover {V} percent of {X}.", "{V} percent of {X} is covered by forest."],
    "urban_population_share": ["{V} percent of {S} people live in cities.", "In {X} {V} percent of the population is urban."],
    "median_age": ["The median age in {X} is {V} years."],
    "life_expectancy": ["Life expectancy in {X} was {V} years in {Y}.", "{S} life expectancy was {V} in {Y}."],
    "fertility_rate": ["The fertility rate in {X} is {V} children per woman.", "Women in {X} have {V} children on average."],
    "infant_mortality_rate": ["Infant mortality in {X} is {V} per 1,000 live births.", "{S} infant mortality rate stands at {V} deaths per 1,000 live births."],
    "literacy_rate": ["The literacy rate in {X} is {V} percent.", "{V} percent of adults in {X} can read and write."],
    "age_65_plus_share": ["{V} percent of {S} people are 65 or older.", "In {X} {V} percent of the population is over 65."],
    "gdp_nominal": ["{S} GDP was {M} in {Y}.", "{X}, a {M} economy in {Y}, imports its grain."],
    "gdp_growth_rate": ["{S} economy grew by {V} percent in {Y}.", "The economy of {X} expanded by {V} percent in {Y}."],
    "inflation_rate": ["Inflation in {X} averaged {V} percent in {Y}.", "Consumer prices in {X} rose by {V} percent in {Y}."],
    "unemployment_rate": ["Unemployment in {X} was {V} percent in {Y}.", "{V} percent of {S} workforce was unemployed in {Y}."],
    "public_debt_gdp_share": ["{S} public debt was {V} percent of GDP in {Y}."],
    "military_expenditure_gdp_share": ["{X} spent {V} percent of its GDP on defence in {Y}.", "Military spending in {X} was {V} percent of GDP in {Y}."],
    "electricity_access_rate": ["{V} percent of people in {X} have electricity.", "{V} percent of {S} population has access to electricity."],
    "refugees_hosted": ["{X} hosts {C} refugees."],
    "co2_emissions": ["{X} emitted {P} tonnes of carbon dioxide in {Y}.", "{S} CO2 emissions reached {P} tons in {Y}."],
}
# {T} when; how many years before the article that is
TIMED = {
    "population": ["{S} population was {P} {T}.", "{T}, {X} had {P} people."],
    "life_expectancy": ["Life expectancy in {X} was {V} years {T}.", "{T}, life expectancy in {X} was {V} years."],
    "co2_emissions": ["{X} emitted {P} tonnes of carbon dioxide {T}.", "{T}, {X} emitted {P} tonnes of carbon dioxide."],
}
TIMES = [
    ("last year", 1),
    ("in {y}", 3),
    ("two years ago", 2),
    ("ten years ago", 10),
    ("a decade ago", 10),
    ("by {y}", 3),
    ("as of {y}", 2),
    ("in the year {y}", 4),
    ("back in {y}", 12),
    ("according to {y} data", 2),
    ("in {y}, according to the World Bank", 2),
    ("in {y} alone", 2),
    ("the year before last", 2),
]
OPENERS = [
    "{X} voted on Sunday.",
    "Voters in {X} went to the polls on Sunday.",
    "{S} parliament met on Friday.",
    "Heavy rain fell in {X} on Friday.",
    "Thousands marched through the capital of {X}.",
]
CARRIED = {
    "population": ["The country has {P} people.", "The country of {P} is poor.", "It has {P} inhabitants."],
    "area_total": ["The country covers {C} square kilometres."],
    "inflation_rate": ["Inflation averaged {V} percent in {Y}."],
    "life_expectancy": ["Life expectancy was {V} years in {Y}."],
}
NARROWING = [
    "It is not true that {t}.",
    "If {t}, the bank would act.",
    "Critics wrongly claim that {t}.",
    "Nobody believes that {t}.",
    "Suppose that {t}.",
    "In rural areas, {t}.",
    "In the capital, {t}.",
    "In the novel, {t}.",
    "In the worst case, {t}.",
]
NARROWED = ["population", "literacy_rate", "median_age", "infant_mortality_rate", "electricity_access_rate", "urban_population_share"]
# {Z} another country, {N} what the rows of both make, in words; from the quotients of the two values for which it is right, and those
# for which it is wrong
MULTIPLES = {
    "population": {
        "{X} has twice as many people as {Z}.": ((1.8, 2.2), (3.2, 8)),
        "{X} has more than three times as many people as {Z}.": ((3.1, 3.9), (1.2, 2.5)),
        "{X} has half the population of {Z}.": ((0.46, 0.54), (0.7, 0.95)),
        "{X} has a third as many people as {Z}.": ((0.31, 0.355), (0.5, 0.9)),
    },
    "area_total": {
        "{X} is nearly three times the size of {Z}.": ((2.65, 2.98), (4, 9)),
        "{X} is four times as large as {Z}.": ((3.7, 4.3), (5.5, 12)),
        "{X} is less than half the size of {Z}.": ((0.3, 0.48), (0.7, 0.95)),
    },
    "coastline_length": {"{S} coastline is twice as long as that of {Z}.": ((1.85, 2.15), (3.2, 8))},
}
# {N} the difference or sum of the latest values of two countries
TOGETHER = {
    "{X} and {Z} together have {N} people.": lambda a, b: a + b,
    "{X} and {Z} have a combined population of {N}.": lambda a, b: a + b,
    "{X} has {N} more people than {Z}.": lambda a, b: a - b,
}
# {N} the change in percent from the year {A} to {B}, {P} and {Q} the values in the two
CHANGES = [
    "{S} population grew by {N} percent between {A} and {B}.",
    "The population of {X} rose {N} percent from {A} to {B}.",
    "{S} population rose from {P} in {A} to {Q} in {B}.",
]
# the same, {B} the year of the article or the one before
COMPARED = ["{S} population is {N} percent larger than in {A}.", "{X} has {N} percent more people than in {A}."]
# {N} years from independence to the article
LASTING = ["{X} has been independent for {N} years.", "{N} years after independence, {X} is still poor.", "{X} became independent {N} years ago."]
PAIRED = {
    "border_length": [
        "{X} shares a {C}-kilometre border with {Z}.",
        "The border between {X} and {Z} is {C} kilometres long.",
        "{S} {C}-km frontier with {Z} is closed.",
    ],
    "export_partner_share": [
        "{X} sends {V} percent of its exports to {Z}.",
        "{Z} buys {V} percent of {S} exports.",
        "{Z} takes {V} percent of {D} exports.",
        "{X} trades mostly with {Z}, which takes {V} percent of its exports.",
        "{X}, {V} percent of whose exports go to {Z}, is worried.",
    ],
    "import_partner_share": [
        "{X} gets {V} percent of its imports from {Z}.",
        "{Z} supplies {V} percent of {S} imports.",
        "{V} percent of {D} imports come from {Z}.",
    ],
}
LOOSE = ["in {y}", "in the {d}s", "about {a} years ago", "{a} years ago", "before {b}", "after {c}", "around {y}"]
# two names that are common words as well, and states that share one
AMBIGUOUS = {"Georgia", "Turkey", "Jordan", "Chad"}
MONTH = 6
# the day of what speaks of the latest rows
LATEST = "2025-06-01"


class Tables:
    """The rows of a folder of packages, by property and country, and those with an object."""

    def __init__(self, folder: Path) -> None:
        self.names: dict[str, str] = {}
        self.adjectives: dict[str, str] = {}
        self.rows: dict[str, dict[str, list[dict[str, str]]]] = {}
        self.pairs: dict[str, list[dict[str, str]]] = {}
        for path in sorted(folder.rglob("*.csv")):
            with path.open(encoding="utf-8") as file:
                for row in csv.DictReader(file):
                    self.add(row)

    def add(self, row: dict[str, str]) -> None:
        if row.get("type") == "country":
            self.names[row["id"]] = row["name"]
            self.adjectives[row["name"]] = (row.get("demonyms") or "").split("|")[0]
        elif row.get("subject") and row.get("value") and (not row.get("object") or row["property"] == "independence_date"):
            self.rows.setdefault(row["property"], {}).setdefault(row["subject"], []).append(row)
        elif row.get("subject") and row.get("value"):
            self.pairs.setdefault(row["property"], []).append(row)

    def known(self, entity: str) -> bool:
        return entity in self.names and " " not in self.names[entity] and self.names[entity] not in AMBIGUOUS

    def latest(self, property: str) -> dict[str, float]:
        """The latest value of each country, where no other source has another."""
        values = {}
        for subject, rows in self.rows.get(property, {}).items():
            last = max(rows, key=year_of)
            same = {row["value"] for row in rows if year_of(row) == year_of(last)}
            if self.known(subject) and len(same) == 1 and float(last["value"]) > 0:
                values[subject] = float(last["value"])
        return values

    def series(self, property: str) -> dict[str, dict[int, float]]:
        """The values of each country by year, of the years for which there is one row."""
        found: dict[str, dict[int, float]] = {}
        for subject, rows in self.rows.get(property, {}).items():
            years = [year_of(row) for row in rows]
            if self.known(subject):
                found[subject] = {int(year_of(row)): float(row["value"]) for row in rows if years.count(year_of(row)) == 1 and float(row["value"]) > 0}
        return found

    def of(self, property: str, chance: random.Random) -> list[tuple[str, dict[str, str]]]:
        """The latest rows of five countries."""
        known = [subject for subject in self.rows.get(property, {}) if self.known(subject)]
        latest = lambda subject: max(self.rows[property][subject], key=year_of)
        return [(self.names[s], latest(s)) for s in sorted(chance.sample(sorted(known), min(5, len(known))))]


def year_of(row: dict[str, str]) -> str:
    return (row.get("as_of") or row.get("valid_from") or "2023")[:4]


def plain(value: float, places: int = 1) -> str:
    text = f"{value:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def large(value: float) -> str:
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if value >= size:
            return f"{plain(value / size)} {word}"
    return plain(float(f"{value:.3g}"), 0)


def put(form: str, words: dict[str, object]) -> str:
    """The form with its places filled; {S} is the possessive of {X}."""
    name = str(words["X"])
    words = words | {"S": name + ("'" if name.endswith("s") else "'s")}
    text = re.sub(r"\{(\w)\}", lambda match: str(words[match[1]]), form)
    return text[0].upper() + text[1:]


def filled(form: str, name: str, value: float, year: str, other: str = "", adjective: str = "") -> str:
    places = {"D": adjective, "V": plain(value), "P": large(value), "M": "$" + large(value), "C": plain(value, 0)}
    return put(form, {"X": name, "Y": year, "Z": other} | places)


def sentences(tables: Tables, chance: random.Random):
    """(kind, form, right?, day, text)"""
    forms = [("stated", form, property) for property, all_of in STATED.items() for form in all_of]
    forms += [("carried", f"{opener} {form}", property) for property, all_of in CARRIED.items() for form in all_of for opener in OPENERS]
    for kind, form, property in forms:
        for name, row in tables.of(property, chance):
            value, year = float(row["value"]), year_of(row)
            if value < 1:
                continue
            for right in (True, False):
                said = value if right else value * chance.choice([0.6, 1.7])
                yield kind, form, right, day_after(year), filled(form, name, said, year)
    for property in NARROWED:
        for form in STATED[property]:
            for narrowing in NARROWING:
                for name, row in tables.of(property, chance)[:2]:
                    text = filled(form, name, float(row["value"]) * 1.7, year_of(row)).rstrip(".")
                    text = text if form.startswith(("{X}", "{S}")) else text[0].lower() + text[1:]
                    yield "narrowed", narrowing, False, day_after(year_of(row)), narrowing.replace("{t}", text)
    for name, row in tables.of("independence_date", chance):
        if not re.fullmatch(r"19\d\d-\d\d-\d\d", row["value"]):
            continue
        year = int(row["value"][:4])
        for form in LOOSE:
            words = {"y": year, "d": year // 10 * 10, "a": round(2024 - year, -1), "b": year + 2, "c": year - 2}
            told = re.sub(r"\{(\w)\}", lambda match: str(words[match[1]]), form)
            near = "{a}" not in form or abs(words["a"] - (2024 - year)) <= 2
            if near:
                yield "loose", form, True, "2024-12-31", f"{name} gained independence {told}."


def timed(tables: Tables, chance: random.Random):
    """(kind, form, right?, day, text) of values with each way of telling when"""
    for property, forms in TIMED.items():
        series = tables.series(property)
        for form in forms:
            for time, back in TIMES:
                spans = sorted((s, year) for s, by in series.items() for year in by if 2000 <= year + back <= 2024 and by[year] > 1.5)
                for s, year in chance.sample(spans, min(2, len(spans))):
                    words = {"X": tables.names[s], "T": time.replace("{y}", str(year))}
                    for right in (True, False):
                        said = series[s][year] * (1 if right else chance.choice([0.55, 1.8]))
                        text = put(form, words | {"P": large(said), "V": plain(said)})
                        yield "timed", f"{form} ({time})", right, f"{year + back}-12-20", text


def derived(tables: Tables, chance: random.Random):
    """(kind, form, right?, day, text) of what several rows add up to"""
    off = lambda: chance.choice([0.6, 1.7])
    for property, forms in MULTIPLES.items():
        values = tables.latest(property)
        for form, spans in forms.items():
            for right, (low, high) in zip((True, False), spans, strict=True):
                pairs = sorted((a, b) for a in values for b in values if low <= values[a] / values[b] <= high)
                for a, b in chance.sample(pairs, min(5, len(pairs))):
                    yield "derived", form, right, LATEST, put(form, {"X": tables.names[a], "Z": tables.names[b]})
    people = tables.latest("population")
    for form, reckon in TOGETHER.items():
        pairs = sorted((a, b) for a in people for b in people if people[b] > 2e6 and people[a] > people[b] * 1.3)
        for a, b in chance.sample(pairs, min(5, len(pairs))):
            for right in (True, False):
                said = reckon(people[a], people[b]) * (1 if right else off())
                yield "derived", form, right, LATEST, put(form, {"X": tables.names[a], "Z": tables.names[b], "N": large(said)})
    series = tables.series("population")
    for form in CHANGES:
        spans = sorted((s, a, b) for s, by in series.items() for a in by for b in by if b - a > 7 and by[b] > by[a] * 1.1 and by[b] > 2e6)
        for s, a, b in chance.sample(spans, min(5, len(spans))):
            first, last = series[s][a], series[s][b]
            for right in (True, False):
                share, end = (last / first - 1) * (1 if right else off()), last * (1 if right else 1.4)
                words = {"X": tables.names[s], "A": a, "B": b, "N": plain(share * 100), "P": large(first), "Q": large(end)}
                yield "derived", form, right, day_after(str(b)), put(form, words)
    grown = sorted((s, a, max(by)) for s, by in series.items() for a in by if max(by) - a > 7 and by[max(by)] > by[a] * 1.1 and by[a] > 1e6)
    for form in COMPARED:
        for s, a, b in chance.sample(grown, min(5, len(grown))):
            share = (series[s][b] / series[s][a] - 1) * 100
            for right in (True, False):
                said = share if right else share * 2.5
                yield "derived", form, right, day_after(str(b)), put(form, {"X": tables.names[s], "A": a, "N": plain(said)})
    for form in LASTING:
        for name, row in tables.of("independence_date", chance):
            if re.fullmatch(r"1[89]\d\d-\d\d-\d\d", row["value"]):
                for right in (True, False):
                    years = 2024 - int(row["value"][:4]) + (0 if right else chance.choice([-17, 18]))
                    yield "derived", form, right, "2024-12-31", put(form, {"X": name, "N": years})


def paired(tables: Tables, chance: random.Random):
    """(kind, form, right?, day, text) of rows with an object"""
    for property, forms in PAIRED.items():
        known = [row for row in tables.pairs.get(property, []) if tables.known(row["subject"]) and tables.known(row["object"]) and float(row["value"]) > 2]
        for form in forms:
            for row in chance.sample(known, min(5, len(known))):
                for right in (True, False):
                    said = float(row["value"]) * (1 if right else 1.8)
                    name = tables.names[row["subject"]]
                    if "{D}" in form and not tables.adjectives[name]:
                        continue
                    text = filled(form, name, said, year_of(row), tables.names[row["object"]], tables.adjectives[name])
                    yield "paired", form, right, LATEST, text


def day_after(year: str) -> str:
    return f"{max(int(year) + 1, 2024)}-{MONTH:02}-01"


def judged(tool: str, references: str, cases: list) -> list[dict]:
    lines = [json.dumps({"id": str(number), "date": case[3], "text": case[4]}) for number, case in enumerate(cases)]
    command = [tool, "check", "-", "--input-format", "jsonl", "--format", "jsonl", "--exit-zero", "--references", references]
    run = subprocess.run(command, input="\n".join(lines) + "\n", capture_output=True, text=True, check=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("tool")
    options.add_argument("references", nargs="?", default="references")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", action="store_true")
    chosen = options.parse_args()
    tables = Tables(Path(chosen.references))
    cases = [case for family in (sentences, timed, derived, paired) for case in family(tables, random.Random(chosen.seed))]
    tallies: dict[str, list[int]] = {}
    by_form: dict[tuple[str, str], list[int]] = {}
    alarms = []
    for (kind, form, right, _, text), line in zip(cases, judged(chosen.tool, chosen.references, cases), strict=True):
        verdicts = {claim["verdict"] for claim in line["claims"]}
        good = bool(verdicts & {"supported", "close"}) if right else bool(verdicts & {"contradicted", "outdated"})
        tally = tallies.setdefault(kind, [0, 0, 0, 0])
        tally[0 if right else 2] += good
        tally[1 if right else 3] += 1
        if right:
            read = by_form.setdefault((kind, form), [0, 0])
            read[0] += good
            read[1] += 1
        if (right or kind == "narrowed") and verdicts & {"contradicted", "outdated", "inconsistent"}:
            alarms.append((kind, text))
    for kind, (supported, of_right, wrong, of_wrong) in tallies.items():
        print(f"{kind:9} right values supported {supported}/{of_right}, wrong ones called wrong {wrong}/{of_wrong}")
    print(f"called wrong that must not be: {len(alarms)} of {len(cases)}")
    if chosen.show:
        for kind, text in alarms:
            print(f"  {kind}: {text}")
        for (kind, form), (read, of) in by_form.items():
            if read * 2 < of:
                print(f"  seldom read, {kind}: {form} ({read}/{of})")
    return 1 if alarms else 0


if __name__ == "__main__":
    sys.exit(main())
