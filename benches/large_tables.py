#!/usr/bin/env python3
"""Large tables: generates them, and measures what an index of them costs.

    benches/large_tables.py generate FOLDER ROWS          a package of so many rows
    benches/large_tables.py measure TOOL [ROWS …]         build, open, check (default: 10,000 and 10,000,000)

The package is made of numbers alone: places, each with properties, each a yearly series. `measure` fails if a
limit is exceeded. Times are CPU seconds of the tool's own process (user and system), the least of five runs for
checks; memory is its largest resident set.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

PROPERTIES = [
    ("population", "population", "count", "people", "population|inhabitants"),
    ("area", "area", "quantity", "sq km", "area"),
    ("harvest", "harvest of grain", "quantity", "tonnes", "harvest"),
    ("rainfall", "annual rainfall", "quantity", "mm", "rainfall"),
    ("budget", "budget", "money", "USD", "budget"),
    ("literacy", "literacy rate", "percent", "%", "literacy"),
]
YEARS = range(2001, 2021)
SYLLABLES = ["ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va"]

# what an index of ten million rows may cost
BUILD_SECONDS, BUILD_MB = 60, 2000
OPEN_SECONDS, CHECK_SECONDS, CHECK_MB = 0.1, 0.3, 300
GROWTH = 2


def name(number: int) -> str:
    """A name of its own for every number: its digits to the base of sixteen, as syllables."""
    letters = "".join(SYLLABLES[number >> shift & 15] for shift in (20, 16, 12, 8, 4, 0))
    return letters.capitalize()


def value(place: int, prop: int, year: int) -> int:
    """Numbers without an order, the same on every machine."""
    mixed = (place * 2654435761 + prop * 40503 + year * 97) & 0xFFFFFFFF
    return 1000 + mixed % 9_000_000


def generate(folder: Path, rows: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    places = max(1, rows // (len(PROPERTIES) * len(YEARS)))
    with open(folder / "entities.csv", "w") as out:
        out.write("id,name,type,aliases,demonyms\n")
        for place in range(places):
            out.write(f"p{place:07},{name(place)},city,,\n")
    with open(folder / "properties.csv", "w") as out:
        out.write("id,label,kind,unit,triggers,temporal\n")
        for prop in PROPERTIES:
            out.write(",".join(prop) + ",series\n")
    left = rows
    with open(folder / "facts.csv", "w", buffering=1 << 20) as out:
        out.write("id,subject,property,value,unit,as_of,source,source_url\n")
        while left:
            for place in range(places):
                lines = []
                for number, (prop, _, _, unit, _) in enumerate(PROPERTIES):
                    for year in YEARS:
                        lines.append(f"r{rows - left + len(lines)},p{place:07},{prop},{value(place, number, year)},{unit},{year},Yearbook {year},https://example.org/{year}\n")
                lines = lines[:left]
                out.writelines(lines)
                left -= len(lines)
                if not left:
                    break
    resources = [{"name": table, "path": f"{table}.csv"} for table in ("entities", "properties", "facts")]
    (folder / "datapackage.json").write_text(json.dumps({"name": "generated", "version": "1", "resources": resources}))


def run(tool: str, arguments: list[str], **more) -> tuple[float, float, int]:
    """CPU seconds, megabytes, exit code."""
    process = subprocess.Popen([tool, *arguments], stdout=subprocess.DEVNULL, **more)
    _, status, usage = os.wait4(process.pid, 0)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def least(tool: str, arguments: list[str]) -> tuple[float, float]:
    runs = [run(tool, arguments) for _ in range(5)]
    assert all(code == 0 for *_, code in runs), f"{arguments}: {runs}"
    return min(seconds for seconds, *_ in runs), max(mb for _, mb, _ in runs)


def measure(tool: str, sizes: list[int]) -> bool:
    tool = os.path.abspath(tool)
    good, checks = True, {}

    def told(what: str, found: float, limit: float, unit: str) -> None:
        nonlocal good
        good &= found <= limit
        print(f"  {what:34} {found:8.2f} {unit:3} (limit {limit}){'' if found <= limit else '  EXCEEDED'}", flush=True)

    for rows in sizes:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch, "tables")
            print(f"{rows:,} rows", flush=True)
            generate(folder, rows)
            seconds, mb, code = run(tool, ["refs", "build", str(folder)])
            assert code == 0, f"refs build: exit code {code}"
            told("refs build", seconds, BUILD_SECONDS, "s")
            told("refs build, memory", mb, BUILD_MB, "MB")
            print(f"  {'index':34} {(folder / 'factlint.index').stat().st_size / 1e6:8.1f} MB", flush=True)
            article = Path(scratch, "article.txt")
            places = max(1, rows // (len(PROPERTIES) * len(YEARS)))
            sentences = [f"In 2015 the population of {name(place)} was {value(place, 0, 2015):,}." for place in range(0, places, max(1, places // 40))]
            article.write_text("2016-03-01\n\n" + " ".join(sentences[:40]) + "\n")
            nothing = Path(scratch, "nothing.txt")
            nothing.write_text("Nothing is counted here.\n")
            bare, _ = least(tool, ["check", "--references", "none", str(nothing)])
            opened, _ = least(tool, ["check", "--references", str(folder), str(nothing)])
            told("opening (beyond a check of nothing)", opened - bare, OPEN_SECONDS, "s")
            seconds, mb = least(tool, ["check", "--references", str(folder), "--date", "2016-03-01", str(article)])
            told("check of one article", seconds, CHECK_SECONDS, "s")
            told("check, memory", mb, CHECK_MB, "MB")
            report = subprocess.run([tool, "check", "--references", str(folder), "--format", "jsonl", str(article)], capture_output=True, text=True)
            verdicts = [claim["verdict"] for line in report.stdout.splitlines() for claim in json.loads(line)["claims"]]
            assert "the index" not in report.stderr, report.stderr
            assert verdicts.count("supported") >= min(40, places) * 0.9, f"the rows are not found: {verdicts}"
            checks[rows] = seconds
    if len(checks) > 1:
        told("growth of a check", checks[max(checks)] / checks[min(checks)], GROWTH, "×")
    return good


def main() -> int:
    match sys.argv[1:]:
        case ["generate", folder, rows]:
            generate(Path(folder), int(rows))
            return 0
        case ["measure", tool, *sizes]:
            return 0 if measure(tool, [int(s) for s in sizes] or [10_000, 10_000_000]) else 1
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
