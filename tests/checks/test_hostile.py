"""Documents that nobody should be given: a diagnostic with its place, in bounded time, no exception."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from mlekl_symbolic.checks import Options, check_path, one
from mlekl_symbolic.checks.one import check_bytes
from mlekl_symbolic.checks.page import checked_page
from mlekl_symbolic.checks.results import as_json
from mlekl_symbolic.checks.sarif import sarif
from mlekl_symbolic.checks.selection import Selection
from mlekl_symbolic.checks.text import document_report, line_report
from mlekl_symbolic.readers.latex.check import Checked, Setting
from mlekl_symbolic.readers.latex.elaborate.lines import Step

GOOD = b"\\[ 1 = 1 \\]\n"
BOMB = b"".join(b"\\newcommand{\\a%c}{\\a%c\\a%c}\n" % (97 + i, 98 + i, 98 + i) for i in range(20))
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")

HOSTILE = {
    "deep": (b"\\[ " + b"{(" * 20_000 + b"x" + b")}" * 20_000 + b" = 1 \\]\n" + GOOD, ["E217"], 1),
    "nested": (b"\\[ " + b"\\left(" * 500 + b"x" + b"\\right)" * 500 + b" = x \\]\n" + GOOD, ["E216"], 1),
    "bomb": (BOMB + b"\\newcommand{\\au}{x}\n\\[ \\aa = 1 \\]\n" + GOOD, ["E218"], 1),
    "self": (b"\\newcommand{\\y}{\\y\\y}\n\\[ \\y = 1 \\]\n" + GOOD, ["E218"], 1),
    "mutual": (b"\\def\\y{\\z}\\def\\z{\\y}\n\\[ \\y = 1 \\]\n" + GOOD, ["E218"], 1),
    "null": (GOOD + b"\0" + GOOD, ["E219"], 0),
    "binary": (bytes(range(256)) * 100, ["E219"], 0),
    "mixed": ("\\[ é = 1 \\]".encode() + "ä".encode("latin-1") + GOOD, ["E219"], 0),
    "unclosed": (b"\\begin{align} a &= b \\\\\n\n" + GOOD, ["E204"], 1),
    "opened": (b"\\begin{align}" * 5_000 + GOOD, ["E204"], 1),
    "dollars": (b"$" * 100_001, [], 0),
    "input": (b"\\input{/etc/passwd} \\input{../../x}\n" + GOOD, ["E220"], 1),
    "digits": (b"\\[ " + b"9" * 10_000 + b" = 1 \\]\n" + GOOD, ["E217"], 1),
    "direction": ("\\[ x = x\u202e + 1 \\]\n".encode() + GOOD, ["E202"], 1),
    "escape": (b"\\[ x = \x1b[2J\x07 1 \\]\n" + GOOD, ["E202"], 1),
    "declarations": (b"% mlekl: " * 20_000 + b"\n" + GOOD, ["E235"], 1),
    "powers": (b"\\[ 9^{9^{9^{9}}} = 1 \\]\n" + GOOD, [], 1),
    "products": (b"\\[ \\prod_{i=1}^{99999999} i = 2 \\]\n" + GOOD, [], 1),
    "empty": (b"", [], 0),
}
"""The bytes, the codes of what is wrong, and how many lines are proved nevertheless."""


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile(name: str) -> None:
    data, codes, proved = HOSTILE[name]
    record = check_bytes(f"{name}.tex", data, Options(illustrated=True))
    messages = [*record.problems, *(m for line in record.lines for m in line.messages)]
    found = {m.code for m in messages if m.code.startswith("E")}
    assert found == set(codes)
    assert all(m.region.line >= 1 and m.region.column >= 1 for m in messages)
    assert sum(line.code == "V501" for line in record.lines) == proved
    assert sum(line.code in ("V501", "V502", "V503") for line in record.lines) == proved
    for line in record.lines:
        assert not STEERING.search(line_report(line))
    assert not STEERING.search(document_report(record))
    assert checked_page([record])
    assert json.loads(sarif([record], Selection(), "1"))
    assert [json.loads(row) for row in as_json(record)]


def test_the_place_of_a_null_byte() -> None:
    (problem,) = check_bytes("x.tex", b"one\ntwo \0").problems
    assert (problem.region.line, problem.region.column) == (2, 5)


def test_fifty_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "large.tex"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    (problem,) = check_path(path).problems
    assert problem.code == "E217"


@pytest.mark.parametrize(
    "data", [b'{"cells": [', b"[" * 100_000, b"{}", b"[]", b'{"cells": [{"source": 1}]}']
)
def test_a_notebook_that_is_none(data: bytes) -> None:
    record = check_bytes("x.ipynb", data)
    assert {m.code for m in record.problems} <= {"E219"}
    assert record.lines == ()


POWER = b"\\[ (a+b+c+d+e+f+g+h)^{60} = (a+b+c+d+e+f+g+h)^{59} (a+b+c+d+e+f+g+h) \\]\n"


def test_a_line_that_takes_too_long_stops_no_other() -> None:
    record = check_bytes("x.tex", GOOD + POWER + GOOD + POWER + GOOD, Options(seconds=0.3))
    assert [line.code for line in record.lines] == ["V501", "V504", "V501", "V504", "V501"]
    assert [m.code for m in record.lines[1].messages] == ["E301"]


def test_a_line_that_needs_too_much_memory_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    real = one.check_step

    def greedy(setting: Setting, step: Step) -> Checked:
        if step.line.span[0] < 10:
            bytearray(2**31)
        return real(setting, step)

    monkeypatch.setattr(one, "check_step", greedy)
    record = check_bytes("x.tex", GOOD + GOOD, Options(megabytes=100))
    assert [line.code for line in record.lines] == ["V504", "V501"]
    assert [m.code for m in record.lines[0].messages] == ["E302"]
