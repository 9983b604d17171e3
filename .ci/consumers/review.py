"""`factlint review` through a pseudo-terminal, as an editor types.

usage: review.py TOOL [--show]

A session in which every key does its work: what stands on the screen, what stands in the
ledger afterwards, what `check` says then. Once with colours and once on a terminal that
knows none. `--show` prints the screens. Prints a line a test and "N passed, N failed".
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pexpect

from terminal import Terminal

TOOL = str(Path(sys.argv[1]).resolve())
SHOW = "--show" in sys.argv
ESC, ENTER = "\x1b", "\r"
PLACES = ["harbour", "market hall", "theatre", "library", "tram line", "swimming bath", "town gate", "observatory"]


class Session(Terminal):
    """`factlint review` of one article."""

    def __init__(self, folder, *arguments, environment=None):
        super().__init__(TOOL, ["review", "a.md", "--references", "none", "--who", "Ada", *arguments], folder, environment, SHOW)


def folder_with_article(count=8):
    folder = Path(tempfile.mkdtemp(prefix="factlint-review-"))
    lines = [f"The {PLACES[n]} was opened on Friday, 7 August 2025.\n" for n in range(count)]
    (folder / "a.md").write_text("\n".join(lines))
    return folder


def ledger(folder):
    path = folder / "factlint-decisions.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def decided(folder):
    """Which place got which decision; of several the last."""
    last = {}
    for one in ledger(folder):
        name = next(p for p in PLACES if p in one["sentence"])
        if name not in last or last[name]["turn"] < one["turn"]:
            last[name] = one
    return {name: one["decision"] for name, one in last.items()}


def check(folder, *arguments):
    run = subprocess.run([TOOL, "check", "a.md", "--references", "none", *arguments], cwd=folder, capture_output=True, text=True)
    return run.returncode, run.stdout, run.stderr


def every_key_does_its_work():
    folder = folder_with_article()
    s = Session(folder)
    s.see("[1/8] a.md:1:27", "7 August 2025 is a Thursday, not a Friday", "would pass: Thursday", "a accept", "reaches: this claim in this place")
    s.type("x")
    s.see("[1/8]", "? shows the keys")
    s.type("?")
    s.see("dismiss all the rest")
    s.type("a")
    s.see("[2/8] a.md:3", "accept: 1 written")
    s.type("r")
    s.see("why?")
    s.type("quoted from the lé\x7fetter" + ENTER)
    s.see("[3/8] a.md:5", "dismiss: 1 written")
    s.type(" ")
    s.see("[4/8]")
    s.type("w")
    s.see("until which day?")
    s.type("soon" + ENTER)
    s.see("that is no day")
    s.type("2031-01-31" + ENTER)
    s.see("why?")
    s.type("the minutes come" + ENTER)
    s.see("[5/8]")
    s.type("oo")
    s.see("reaches: this claim in whatever article")
    s.type("n")
    s.type("a song" + ENTER)
    s.see("[6/8]", "reaches: this claim in this place")
    s.type("c")
    s.type(ENTER)
    s.see("[7/8]")
    s.type("u")
    s.see("[6/8]", "undone")
    s.type("r")
    s.see("why?")
    s.type(ESC)
    s.see("[6/8]", "nothing was decided")
    s.type("q")
    s.see("4 decided, 4 open")
    s.end()
    wanted = {"harbour": "accept", "market hall": "dismiss", "library": "waive", "tram line": "not-a-claim"}
    assert decided(folder) == wanted, decided(folder)
    by_name = {next(p for p in PLACES if p in d["sentence"]): d for d in ledger(folder)}
    assert by_name["market hall"]["reason"] == "quoted from the letter", by_name["market hall"]
    assert by_name["library"]["until"] == "2031-01-31" and by_name["tram line"]["scope"] == "everywhere"
    assert all(d["who"] == "Ada" and d["when"].endswith("Z") for d in ledger(folder))
    code, _, said = check(folder)
    assert code == 1 and "3 findings held back by decisions" in said, said


def an_editor_says_what_to_write():
    folder = folder_with_article(2)
    s = Session(folder)
    s.see("[1/2]")
    s.type("e")
    s.see("write:")
    s.type(ESC)
    s.see("[1/2]", "nothing was decided")
    s.type("e")
    s.type("Thursday, 7 August 2025" + ENTER)
    s.see("[2/2]", "accept: 1 written")
    s.type("q")
    s.end()
    assert [(d["decision"], d["write"]) for d in ledger(folder)] == [("accept", "Thursday, 7 August 2025")]
    fixed = subprocess.run([TOOL, "corrections", "a.md", "--references", "none", "--fix"], cwd=folder, capture_output=True, text=True)
    assert fixed.returncode == 0 and "The harbour was opened on Thursday, 7 August 2025." in (folder / "a.md").read_text(), fixed.stdout


def the_rest_is_decided_with_one_key_and_undone_with_one():
    folder = folder_with_article()
    s = Session(folder)
    s.see("[1/8]")
    s.type("s")
    s.see("[2/8]")
    s.type("R")
    s.see("why?")
    s.type("all from the programme" + ENTER)
    s.see("7 decided, 1 open")
    s.end()
    assert len(ledger(folder)) == 7
    s = Session(folder)
    s.see("[1/1] a.md:1:27")
    s.type("A")
    s.see("1 decided, 0 open")
    s.end()
    s = Session(folder)
    s.see("no finding is open; 8 are decided")
    s.end()
    s = Session(folder, "--all")
    s.see("[1/8]", "earlier: accept by Ada")
    s.type("S")
    s.see("0 decided, 0 open")
    s.end()


def back_and_again_is_a_second_turn_of_the_same_finding():
    folder = folder_with_article(2)
    s = Session(folder)
    s.see("[1/2]")
    s.type(ENTER)
    s.see("[2/2]")
    s.type("b")
    s.see("[1/2]", "earlier: accept by Ada")
    s.type(ESC)
    s.see("why?")
    s.type("no" + ENTER)
    s.see("[2/2]")
    s.type("\x03")
    s.see("1 decided, 1 open")
    s.end()
    assert [(d["turn"], d["decision"]) for d in ledger(folder)] == [(1, "accept"), (2, "dismiss")], ledger(folder)


def what_changed_is_asked_again_with_its_history():
    folder = folder_with_article(2)
    s = Session(folder)
    s.see("[1/2]")
    s.type("R")
    s.see("why?")
    s.type("programme" + ENTER)
    s.see("2 decided, 0 open")
    s.end()
    article = folder / "a.md"
    article.write_text("A new first line.\n\n" + article.read_text().replace("The harbour was", "The old harbour was"))
    s = Session(folder)
    s.see("[1/1] a.md:3", "open again: the sentence was", "earlier: dismiss by Ada")
    s.type("q")
    s.end()


def without_colours_nothing_but_text_is_drawn():
    folder = folder_with_article(2)
    for environment in [{"NO_COLOR": "1"}, {"TERM": "dumb"}]:
        s = Session(folder, environment=environment)
        s.see("[1/2] a.md:1:27", "^^^^")
        s.type("q")
        s.see("0 decided, 2 open")
        s.end()
        coloured = "\x1b[3" in s.raw or "\x1b[1m" in s.raw or "\x1b[9" in s.raw
        assert not coloured, repr(s.raw[:400])
    s = Session(folder)
    s.see("[1/2]")
    s.type("q")
    s.end()
    assert "\x1b[" in s.raw and "m" in s.raw, "with colours there are some"


def what_was_decided_is_on_the_disk_before_the_next_screen():
    folder = folder_with_article(4)
    s = Session(folder)
    for n in range(1, 4):
        s.see(f"[{n}/4]")
        s.type("a")
        s.see(f"[{n + 1}/4]")
        assert len(ledger(folder)) == n
    s.child.kill(9)
    s.child.wait()
    assert len(ledger(folder)) == 3
    s = Session(folder)
    s.see("[1/1]")
    s.type("q")
    s.end()


def two_who_review_at_once_are_both_kept():
    folder = folder_with_article(4)
    one, other = Session(folder), Session(folder)
    one.see("[1/4]")
    other.see("[1/4]")
    one.type("a")
    one.see("[2/4]")
    other.type("ss")
    other.see("[3/4]")
    other.type("a")
    other.see("[4/4]")
    one.type("a")
    one.see("[3/4]")
    for s in (one, other):
        s.type("q")
        s.end()
    assert decided(folder) == dict.fromkeys(PLACES[:3], "accept"), decided(folder)


def lists_and_tables_ask_nothing():
    folder = folder_with_article(2)
    run = lambda *a: subprocess.run([TOOL, "review", "a.md", "--references", "none", *a], cwd=folder, capture_output=True, text=True)
    listed = run("--list").stdout.splitlines()
    assert len(listed) == 3 and listed[0].split()[1:4] == ["open", "a.md:1:27", "FL301"] and listed[2] == "2 findings, 2 open", listed
    table = run("--export", "csv").stdout.splitlines()
    assert table[0].startswith("id,state,path") and len(table) == 3
    piped = run()
    assert piped.returncode == 2 and "factlint decide" in piped.stderr


TESTS = [value for name, value in list(globals().items()) if callable(value) and getattr(value, "__module__", "") == "__main__" and name.islower() and name not in ("folder_with_article", "ledger", "decided", "check")]

passed = failed = 0
for test in TESTS:
    name = test.__name__.replace("_", " ")
    try:
        test()
        passed += 1
        print(f"ok   {name}")
    except (AssertionError, pexpect.ExceptionPexpect, StopIteration) as error:
        failed += 1
        print(f"FAIL {name}\n     {str(error)[:3000]}")
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
