"""Documents that are nearly right: real ones with tokens or bytes changed, and what comes out of them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

from mlekl_symbolic.checks import Options, codes
from mlekl_symbolic.checks.one import check_bytes
from mlekl_symbolic.checks.records import DocumentRecord
from tests.fuzz.formulas import DECLARED, Line, different, line

ROOT = Path(__file__).resolve().parents[2]
TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\s+|.", re.DOTALL)
PIECES = (
    "{", "}", "(", ")", "[", "]", "|", r"\|", "&", r"\\", "$", "$$", "%", "#", "#1", "~", "_", "^", "'", "=",
    r"\le", "+", "-", "/", "!", ",", ";", ":", ".", "0", "1", "9999999999", "0.1", "1e9", "x", "i", "N",
    r"\theta", r"\frac", r"\sqrt", r"\sum", r"\prod", r"\int", r"\lim", r"\log", r"\exp", r"\arg", r"\min",
    r"\max", r"\mid", r"\cdot", r"\left", r"\right", r"\big", r"\text{if }", r"\mathrm{d}", r"\hat", r"\bar",
    r"\begin{align}", r"\end{align}", r"\begin{cases}", r"\end{cases}", r"\begin", r"\end", r"\[", r"\]",
    r"\(", r"\)", r"\newcommand{\x}{\x}", r"\def\y#1{#1#1}", r"\y", r"\x", r"\operatorname{KL}", r"\,",
    r"\quad", r"\dots", r"\infty", r"\underbrace", r"\label{a}", r"\tag{1}", r"\nonumber", r"\input{a}",
    "\n\n", "\n", "\t", "\0", "\x1b", "\u202e", "é", "𝔼", "∑", "% mlekl: p, q: pmf on X",
    "% mlekl: x_i: sample of size N on X", "% mlekl: a: scalar\n", "```", "```math\n",
)  # fmt: skip
KINDS = ("latex", "latex", "latex", "markdown", "ipynb")
LINE_SECONDS = 0.5


@cache
def corpus() -> tuple[str, ...]:
    """Real documents and formulas: the examples, the formulas of the tests, and displays made of them."""
    files = (*sorted((ROOT / "examples").glob("*.tex")), *sorted((ROOT / "examples").glob("*.md")))
    documents = [f.read_text(encoding="utf-8") for f in files]
    formulas = [
        f["latex"] for f in json.loads((ROOT / "tests/data/formulas.json").read_text(encoding="utf-8"))
    ]
    rows = [" &= ".join(formulas[n : n + 2]) for n in range(0, len(formulas), 3)]
    aligned = [rf"\begin{{align}}{chr(10)}{row}{chr(10)}\end{{align}}" for row in rows]
    return (*documents, *(rf"\[ {f} \]" for f in formulas), *aligned)


def mutated(text: str, source: Random) -> str:
    """A text with a few tokens dropped, doubled, swapped, replaced or put in."""
    tokens = TOKEN.findall(text) or [""]
    for _ in range(source.choice((1, 1, 1, 1, 2, 3, 8))):
        n = source.randrange(len(tokens))
        match source.randrange(7):
            case 0:
                tokens[n] = ""
            case 1:
                tokens[n] *= source.choice((2, 2, 3, 40))
            case 2:
                m = source.randrange(len(tokens))
                tokens[n], tokens[m] = tokens[m], tokens[n]
            case 3:
                tokens[n] = source.choice(PIECES)
            case 4:
                tokens[n] += source.choice(PIECES)
            case 5:
                m = min(len(tokens), n + source.randrange(1, 30))
                tokens[n] += "".join(tokens[n:m])
            case _:
                tokens[n] += source.choice(PIECES) * source.choice((1, 1, 5, 200))
    return "".join(tokens)


def _spoilt(data: bytes, source: Random) -> bytes:
    """Bytes with some of them changed, so that they need not be text any more."""
    out = bytearray(data or b" ")
    for _ in range(source.choice((1, 2, 5))):
        n = source.randrange(len(out))
        match source.randrange(3):
            case 0:
                out[n] = source.randrange(256)
            case 1:
                del out[n : n + source.randrange(1, 9)]
                out = out or bytearray(b" ")
            case _:
                out[n:n] = source.randbytes(source.randrange(1, 5))
    return bytes(out)


def _notebook(text: str, source: Random) -> str:
    cut = source.randrange(len(text) + 1)
    cells = [{"cell_type": "markdown", "metadata": {}, "source": part} for part in (text[:cut], text[cut:])]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def document(source: Random) -> tuple[str, bytes]:
    """The name and the bytes of a document that is nearly right."""
    kind = source.choice(KINDS)
    text = source.choice(corpus())
    if source.random() < 0.3:
        text += source.choice(corpus())
    text = mutated(text, source)
    if kind == "ipynb":
        text = _notebook(text, source)
        text = mutated(text, source) if source.random() < 0.2 else text
    data = text.encode("utf-8", "replace")
    data = _spoilt(data, source) if source.random() < 0.1 else data
    return {"latex": "a.tex", "markdown": "a.md", "ipynb": "a.ipynb"}[kind], data


@dataclass(slots=True)
class TextTally:
    """What became of documents: how often each verdict was given, what crashed and what is false.

    Attributes
    ----------
    counts
        Verdicts of lines, and documents that ran into a limit of time or memory.
    crashed
        Faults of the checker.
    false
        False lines called proved, and true ones called refuted.
    """

    counts: Counter[str] = field(default_factory=Counter)
    crashed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    def add(self, record: DocumentRecord) -> None:
        """Count what a document got."""
        messages = [*record.problems, *(m for found in record.lines for m in found.messages)]
        self.counts.update(found.verdict for found in record.lines)
        self.counts["stopped by a limit"] += sum(m.code in (codes.TIME, codes.MEMORY) for m in messages)
        self.crashed += [m.text for m in messages if m.code in (codes.FAULT, codes.LOST)]


def judged(name: str, data: bytes) -> TextTally:
    """Check a document of which nothing is known."""
    tally = TextTally()
    tally.add(check_bytes(name, data, Options(seconds=LINE_SECONDS)))
    return tally


def equations(source: Random, count: int = 8) -> list[Line]:
    """Equations whose meaning is known."""
    return [line(source) for _ in range(count)]


def judged_equations(lines: Sequence[Line], source: Random) -> TextTally:
    """Check equations whose meaning is known, each as a display of its own, and compare."""
    tally = TextTally()
    text = DECLARED + "\n".join(rf"\[ {one.latex} \]" for one in lines) + "\n"
    record = check_bytes("a.tex", text.encode(), Options(seconds=LINE_SECONDS))
    tally.add(record)
    by_row = {found.region.line: found for found in record.lines}
    for number, one in enumerate(lines, start=2):
        found = by_row.get(number)
        if found is None:
            tally.false.append(f"skipped without a word: {one.latex}")
        elif found.verdict == "refuted" and one.same:
            tally.false.append(f"true and called refuted: {one.latex}")
        elif found.verdict in ("proved", "proved assuming"):
            ordinary = found.verdict == "proved assuming"
            point = different(one.left, one.right, source, ordinary=ordinary)
            if point is not None:
                tally.false.append(f"FALSE and {found.verdict}: {one.latex} at {point}")
            tally.counts["compared"] += 1
    return tally
