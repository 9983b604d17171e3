#!/usr/bin/env python3
"""Plain sentences made from the rows of a package, and what the tool says of them.

    benches/phrasings.py TOOL [REFERENCES] [--seed N] [--show]     (default: references)

Each form of words is filled from rows of five countries, once with the row's value and once with a wrong one. Four kinds:

    stated    "The literacy rate in X is V percent."            right values are to be supported, wrong ones contradicted
    carried   "Voters in X … The country has V people."         the same, of a subject that a sentence before names
    loose     "X gained independence about 60 years ago."       right, told loosely: nothing may be contradicted
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

# {X} the country, {S} its possessive, {Y} the row's year, {V} the value as it stands, {P} in millions or billions, {M} the same in
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
LOOSE = ["in {y}", "in the {d}s", "about {a} years ago", "{a} years ago", "before {b}", "after {c}", "around {y}"]
# two names that are common words as well, and states that share one
AMBIGUOUS = {"Georgia", "Turkey", "Jordan", "Chad"}
MONTH = 6


class Tables:
    """The rows of a folder of packages, by property and country; rows with an object are of pairs."""

    def __init__(self, folder: Path) -> None:
        self.names: dict[str, str] = {}
        self.rows: dict[str, dict[str, list[dict[str, str]]]] = {}
        for path in sorted(folder.rglob("*.csv")):
            with path.open(encoding="utf-8") as file:
                for row in csv.DictReader(file):
                    self.add(row)

    def add(self, row: dict[str, str]) -> None:
        if row.get("type") == "country":
            self.names[row["id"]] = row["name"]
        elif row.get("subject") and row.get("value") and (not row.get("object") or row["property"] == "independence_date"):
            self.rows.setdefault(row["property"], {}).setdefault(row["subject"], []).append(row)

    def of(self, property: str, chance: random.Random) -> list[tuple[str, dict[str, str]]]:
        """The latest rows of five countries."""
        known = [s for s in self.rows.get(property, {}) if s in self.names and " " not in self.names[s] and self.names[s] not in AMBIGUOUS]
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


def filled(form: str, name: str, value: float, year: str) -> str:
    words = {
        "X": name,
        "S": name + ("'" if name.endswith("s") else "'s"),
        "Y": year,
        "V": plain(value),
        "P": large(value),
        "M": "$" + large(value),
        "C": plain(value, 0),
    }
    text = re.sub(r"\{(\w)\}", lambda match: words[match[1]], form)
    return text[0].upper() + text[1:]


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
    cases = list(sentences(Tables(Path(chosen.references)), random.Random(chosen.seed)))
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
