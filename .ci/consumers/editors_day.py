"""An editor's day over articles with planted mistakes: every finding, every decision that
lasts and every one that opens again is expected, and no other.

usage: editors_day.py TOOL [ARTICLES] [SEED]

Review at a pseudo-terminal and from a script, two branches merged by git, articles edited
around the decisions and in them, a row revised, a waiver that ends, corrections written,
an article withdrawn. Prints a line a step; the exit code is 1 at the first that is wrong.
"""

import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pexpect

from newsroom import FILLERS, make

TOOL = str(Path(sys.argv[1]).resolve())
ARTICLES = int(sys.argv[2]) if len(sys.argv) > 2 else 40
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 11
FOLDER = Path(tempfile.mkdtemp(prefix="factlint-day-"))
LEDGER = FOLDER / "factlint-decisions.jsonl"
# the day on which it all happens: the clock is not asked
DESK = [".", "--references", "t.csv", "--today", "2025-09-01"]
chance = random.Random(SEED)


def run(*arguments, fails=False):
    done = subprocess.run([TOOL, *arguments], cwd=FOLDER, capture_output=True, text=True)
    assert fails or done.returncode in (0, 1), f"{arguments}: {done.returncode}\n{done.stderr[:2000]}"
    return done


def check(*more, today="2025-09-01"):
    return run("check", ".", "--references", "t.csv", "--today", today, *more)


def found(today="2025-09-01"):
    """Every finding that is told or decided: (file, words, nth of these words in the file) -> its state."""
    states, again = {}, {}
    for line in check("--format", "jsonl", today=today).stdout.splitlines():
        report = json.loads(line)
        for claim in report["claims"]:
            if claim["verdict"] not in ("contradicted", "inconsistent"):
                continue
            words, file = report["mentions"][claim["mention"]]["text"], Path(report["path"]).name
            nth = again[file, words] = again.get((file, words), -1) + 1
            decided = claim.get("decided")
            state = "open" if decided is None else "reopened: " + decided["reopened"] if "reopened" in decided else decided["decision"]
            states[file, words, nth] = state
    return states


def expect(what, states, wanted):
    differ = {key: (states.get(key), wanted.get(key)) for key in {*states, *wanted} if not (states.get(key) or "").startswith(wanted.get(key) or "nothing")}
    assert not differ, f"{what}: found, expected: {dict(sorted(differ.items())[:6])} … {len(differ)}"
    print(f"ok   {what} ({time.monotonic() - since:.1f} s)", flush=True)


since = time.monotonic()
planted = make(FOLDER, ARTICLES, SEED)
keys, seen = {}, {}
for one in planted:
    nth = seen[one.file, one.words] = seen.get((one.file, one.words), -1) + 1
    keys[one.file, one.words, nth] = one
expect(f"{len(keys)} mistakes planted in {ARTICLES} articles are found, and nothing else", found(), dict.fromkeys(keys, "open"))

# review at the terminal: the first dozen, in the order in which they are asked
wanted = {}
typed = [("accept", "a"), ("dismiss", "rthe desk knows better\r"), ("waive", "w2025-10-31\rthe census comes\r"), ("correct-reference", "cmistyped\r"), ("not-a-claim", "nquoted\r")]
child = pexpect.spawn(TOOL, ["review", *DESK, "--who", "Ada"], cwd=str(FOLDER), dimensions=(50, 120), encoding="utf-8", timeout=60)
order = list(found())
for number, key in enumerate(order[:12]):
    child.expect_exact(f"[{number + 1}/{len(order)}]")
    wanted[key], strokes = typed[number % len(typed)]
    for part in strokes.replace("\r", "\r\0").split("\0"):
        child.send(part)
child.expect_exact(f"[13/{len(order)}]")
child.send("q")
child.expect(pexpect.EOF)
wanted = {**dict.fromkeys(keys, "open"), **wanted}
expect("twelve are decided at the terminal", found(), wanted)

# two editors on two branches, merged by git
git = lambda *a: subprocess.run(["git", "-c", "user.name=desk", "-c", "user.email=d@example.org", *a], cwd=FOLDER, check=True, capture_output=True, text=True)
ids = {}
for line in run("review", *DESK, "--list").stdout.splitlines()[:-1]:
    ids.setdefault(line.split()[0], line)
listed = [key for key in order if wanted[key] == "open"]
assert len(ids) == len(listed), f"{len(ids)} listed, {len(listed)} open:\n" + "\n".join(ids.values())
by_key = dict(zip(listed, ids))
(FOLDER / ".gitattributes").write_text("factlint-decisions.jsonl merge=union\n")
(FOLDER / ".gitignore").write_text(".*.lock\n")
git("init", "-q", "-b", "main")
git("add", ".")
git("commit", "-qm", "articles and decisions")
choices = [("accept", ["--accept"]), ("dismiss", ["--dismiss", "--reason", "seen"]), ("waive", ["--waive", "--until", "2025-10-31", "--reason", "soon"]), ("not-a-claim", ["--not-a-claim", "--reason", "a song"])]
for branch, part in (("ada", listed[0::2]), ("bo", listed[1::2])):
    git("checkout", "-qb", branch, "main")
    for number, (name, flags) in enumerate(choices):
        mine = part[number :: len(choices)]
        if mine:
            named = [flag for key in mine for flag in ("--finding", by_key[key])]
            run("decide", *DESK, *named, *flags, "--who", branch, "--when", "2025-08-08")
            wanted.update(dict.fromkeys(mine, name))
    git("commit", "-qam", f"decisions of {branch}")
git("checkout", "-q", "main")
git("merge", "-q", "ada")
git("merge", "-q", "--no-edit", "bo")
expect("two branches of decisions are merged by git, and none is lost", found(), wanted)
held = sum(state != "accept" for state in wanted.values())
assert f"{held} findings held back by decisions" in check().stderr, check().stderr

# edits around the decisions
for path in sorted(FOLDER.glob("a*.md")):
    paragraphs = path.read_text().rstrip("\n").split("\n\n")
    paragraphs.insert(1, f"{chance.choice(FILLERS)} A line that was not there before.")
    paragraphs[-1] += " More of it will follow."
    path.write_text("\n\n".join(paragraphs) + "\n")
expect("edits around them disturb nothing", found(), wanted)

# edits in the sentences of some
edited = chance.sample(sorted(keys), max(3, len(keys) // 8))
for key in edited:
    one, path = keys[key], FOLDER / key[0]
    text = path.read_text()
    assert text.count(one.sentence) >= 1
    old = one.sentence
    one.sentence = old[:-1] + ", it was said."
    path.write_text(text.replace(old, one.sentence, 1))
before = dict(wanted)
wanted.update(dict.fromkeys(edited, "reopened: the sentence was"))
expect(f"{len(edited)} edited sentences open again, and no other", found(), wanted)
reopened = check("--check-stale", "--fail-on", "never")
assert reopened.returncode == 1 and reopened.stderr.count("open again") == len(edited), reopened.stderr[-800:]
# decided again as before, by id
listing = [line.split() for line in run("review", *DESK, "--list").stdout.splitlines()[:-1]]
again = {line[0] for line in listing if line[1] == "reopened"}
assert len(again) == len(edited)
run("decide", *DESK, *[f for i in sorted(again) for f in ("--finding", i)], "--dismiss", "--reason", "still so", "--who", "Ada", "--when", "2025-08-20")
wanted.update(dict.fromkeys(edited, "dismiss"))
expect("and are decided again", found(), wanted)

# a row is revised
rows = [one.row for one in keys.values() if one.row.startswith("pop")]
row = max(sorted(set(rows)), key=rows.count)
table = (FOLDER / "t.csv").read_text().splitlines()
place = next(n for n, line in enumerate(table) if line.startswith(row + ","))
cells = table[place].split(",")
cells[3] = str(int(cells[3]) + 9000)
table[place] = ",".join(cells)
(FOLDER / "t.csv").write_text("\n".join(table) + "\n")
touched = [key for key, one in keys.items() if one.row == row]
kept = dict(wanted)
wanted.update(dict.fromkeys(touched, f"reopened: row {row} was"))
# what was right to the thousand may be wrong now: those findings are new and open
states = found()
fresh = {key: state for key, state in states.items() if key not in wanted}
assert all(state == "open" for state in fresh.values()), fresh
expect(f"a revised row opens its {len(touched)} findings again, and no other", states, {**wanted, **dict.fromkeys(fresh, "open")})
cells[3] = str(int(cells[3]) - 9000)
table[place] = ",".join(cells)
(FOLDER / "t.csv").write_text("\n".join(table) + "\n")
wanted = kept
expect("and with the old value they hold again", found(), wanted)

# waivers end
over = {key: "reopened: it held until 2025-10-31" if state == "waive" else state for key, state in wanted.items()}
assert any(state.startswith("reopened") for state in over.values())
expect("waivers end with their last day", found(today="2025-11-01"), over)

# corrections
accepted = [key for key, state in wanted.items() if state == "accept"]
listing = json.loads(run("corrections", *DESK, "--format", "json").stdout)
assert sorted((Path(c["path"]).name, c["wrong"]) for c in listing) == sorted(key[:2] for key in accepted), "other corrections than what was accepted"
run("corrections", *DESK, "--fix")
fixed = {key for key in accepted if keys[key].row}
expect(f"{len(fixed)} of {len(accepted)} accepted mistakes are put right, and nothing else changes", found(), {key: state for key, state in wanted.items() if key not in fixed})
wanted = {key: state for key, state in wanted.items() if key not in fixed}
stale = check("--check-stale", "--fail-on", "never")
assert stale.returncode == 0, f"what was fixed is no stale decision: {stale.stderr[-500:]}"

# an article is withdrawn
gone = next(file for file, words, _ in sorted(wanted) if any(state != "accept" for key, state in wanted.items() if key[0] == file))
(FOLDER / gone).unlink()
dead = sum(state != "accept" for key, state in wanted.items() if key[0] == gone)
stale = check("--check-stale", "--fail-on", "never")
assert stale.returncode == 1 and stale.stderr.count("its article is no longer there") == dead, stale.stderr[-800:]
run("decide", *DESK, "--prune")
assert check("--check-stale", "--fail-on", "never").returncode == 0
expect("a withdrawn article's decisions are dead, said, and pruned", found(), {key: state for key, state in wanted.items() if key[0] != gone})
assert not list(FOLDER.glob(".*.tmp")), "half files are left"
shutil.rmtree(FOLDER)
