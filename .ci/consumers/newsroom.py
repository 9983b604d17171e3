"""Articles made from templates and rows, with planted mistakes and known answers; seeded.

`make(folder, articles, seed)` writes `t.csv` and `a000.md`, `a001.md`, …, and returns the
planted mistakes, `claims` does the same and returns everything that is claimed. Countries, sentences and figures are invented.
"""

import datetime
import random
from dataclasses import dataclass
from pathlib import Path

COUNTRIES = ["Norland", "Sudmark", "Westerey", "Ostrava Isle", "Kelmund", "Brannia", "Tarrowen", "Illuria", "Marchland", "Quennor", "Dovania", "Sellmark"]
YEARS = [2012, 2014, 2016, 2018, 2020, 2022]
FILLERS = [
    "The talks went on into the night, and nobody gave way.",
    "Outside, the market was busy and the trams were late.",
    "A choir sang in the square while the guests arrived.",
    "The minister did not wish to comment on the matter.",
    "It rained, as it so often does in that part of the country.",
    "Older residents remember how quiet the place once was.",
    "The mayor thanked the volunteers and left by the side door.",
    "Nobody could say who had put up the posters.",
]
POPULATION = ["The population of {c} was {v} in {y}.", "In {y} the population of {c} was {v}.", "{c} had a population of {v} in {y}."]
INDEPENDENCE = ["{c} gained independence on {v}.", "{c} became independent on {v}."]
PLACES = ["harbour", "town hall", "theatre", "library", "tram line", "swimming bath", "observatory", "ferry terminal", "museum", "bridge"]
OPENED = ["The {p} of {c} was opened on {v}.", "On {v} the {p} of {c} was opened."]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@dataclass
class Said:
    """A claim: where it stands, what it says, the row that knows, and whether it is a mistake."""

    file: str
    sentence: str
    words: str
    row: str = ""
    wrong: bool = False


def long_day(day):
    return f"{day.day} {day:%B} {day.year}"


def table(chance):
    population, independence, lines = {}, {}, ["id,subject,property,value,unit,as_of,source"]
    for number, country in enumerate(COUNTRIES):
        value = chance.randrange(3_000, 9_000) * 1000
        for year in YEARS:
            value += chance.randrange(20, 90) * 1000
            population[country, year] = (f"pop.{number}.{year}", value)
            lines.append(f"pop.{number}.{year},{country},population,{value},people,{year},Census office")
        day = datetime.date(1900 + chance.randrange(20, 95), chance.randrange(1, 13), chance.randrange(1, 28))
        independence[country] = (f"ind.{number}", day)
        lines.append(f"ind.{number},{country},independence_date,{day},date,,Almanac")
    return population, independence, "\n".join(lines) + "\n"


def make(folder, articles, seed):
    return [said for said in claims(folder, articles, seed) if said.wrong]


def claims(folder, articles, seed):
    chance = random.Random(seed)
    folder = Path(folder)
    population, independence, rows = table(chance)
    (folder / "t.csv").write_text(rows)
    said = []
    for number in range(articles):
        file = f"a{number:03}.md"
        paragraphs = [f"# Report {chr(65 + number % 26)}", chance.choice(FILLERS)]
        for country in chance.sample(COUNTRIES, 4):
            kind, wrong = chance.randrange(3), chance.random() < 0.3
            row = ""
            if kind == 0:
                year = chance.choice(YEARS)
                row, value = population[country, year]
                words = f"{round(value * 1.4 if wrong else value, -3):,.0f}"
                sentence = chance.choice(POPULATION).format(c=country, v=words, y=year)
            elif kind == 1:
                row, day = independence[country]
                words = long_day(day.replace(month=day.month % 12 + 1) if wrong else day)
                sentence = chance.choice(INDEPENDENCE).format(c=country, v=words)
            else:
                day = datetime.date(2025, chance.randrange(1, 13), chance.randrange(1, 29))
                name = DAYS[(day.weekday() + (chance.randrange(1, 7) if wrong else 0)) % 7]
                words = f"{name}, {long_day(day)}"
                sentence = chance.choice(OPENED).format(p=chance.choice(PLACES), c=country, v=words)
            paragraphs.append(f"{chance.choice(FILLERS)} {sentence} {chance.choice(FILLERS)}")
            said.append(Said(file, sentence, words, row, wrong))
        (folder / file).write_text("\n\n".join(paragraphs) + "\n")
    return said
