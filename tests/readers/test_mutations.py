"""A correct formula with one token deleted, or two exchanged, is never read as the same formula.

Left out are tokens that print nothing of their own, and exchanges with a brace after which the same signs
stand in the same order: those change the source and not the formula.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from mlekl_symbolic.readers.latex.raw import scan
from mlekl_symbolic.readers.latex.reader import read
from mlekl_symbolic.readers.latex.reading import Reading
from mlekl_symbolic.readers.latex.vocabulary import MIDDLES, OTHER_SIDES, SIDES, SIZES, SPACES, WIDE_SPACES

FORMULAS = [
    f
    for f in json.loads((Path(__file__).parents[1] / "data" / "formulas.json").read_text(encoding="utf-8"))
    if f["expected_sympy"] not in ("Ambiguous", "Malformed")
]
LOOKS = SPACES | WIDE_SPACES | SIDES | OTHER_SIDES | MIDDLES | SIZES | {"&", "\\\\"}
FONTS = {r"\text", r"\mathrm", r"\operatorname", r"\operatorname*"}


def mutants(tokens: list[str]) -> Iterator[list[str]]:
    """Every deletion of a token and every exchange of neighbours that changes what is printed."""
    before = printed(tokens)
    for n in range(len(tokens)):
        made = tokens[:n] + tokens[n + 1 :]
        if tokens[n] in "{}" or printed(made) != before:
            yield made
    for n in range(len(tokens) - 1):
        made = [*tokens[:n], tokens[n + 1], tokens[n], *tokens[n + 2 :]]
        if printed(made) != before:
            yield made


def printed(tokens: list[str]) -> list[str]:
    """The tokens that print something; a comma and a wide space both separate formulas, alone or together."""
    out: list[str] = []
    for n, token in enumerate(tokens):
        sign = "," if token in WIDE_SPACES else token
        empty = token == "." and n > 0 and tokens[n - 1] in SIDES | OTHER_SIDES
        again = sign == "," and out[-1:] == [","]
        if (sign == "," or sign not in LOOKS | FONTS) and sign not in "{}" and not empty and not again:
            out.append(sign)
    while out and out[-1] in ",.":
        out.pop()
    return out


def spelled(tokens: list[str]) -> str:
    """Tokens as LaTeX; words in an upright font keep their letters together."""
    out = ""
    for n, token in enumerate(tokens):
        letters = token.isalpha() and n > 0 and tokens[n - 1].isalpha()
        out += token if letters or not out else f" {token}"
    return out


def said(reading: Reading) -> object:
    """What a reading says: its trees, and which conventions were applied."""
    return [(st.claims, [d.code for d in st.diagnostics]) for st in reading.statements]


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda f: f["id"])
def test_no_mutant_reads_the_same(formula: dict[str, str]) -> None:
    tokens = [r.text for r in scan(formula["latex"])]
    original = read(spelled(tokens))
    assert not original.refusals
    same = []
    for mutant in mutants(tokens):
        reading = read(spelled(mutant))
        if not reading.refusals and said(reading) == said(original):
            same.append(spelled(mutant))
    assert not same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"\frac{1}{2\sigma^2} x", r"\frac{1}2{\sigma^2} x"),
        (r"x^{2n}", r"x^2{n}"),
        (r"a_{i+1}", r"a_i{+1}"),
        (r"\sqrt{2\pi}", r"\sqrt2{\pi}"),
        (r"e^{-x}", r"e^-{x}"),
        (r"\frac{a+b}{c}", r"a+\frac{b}{c}"),
        (r"\log\left(a+b\right)", r"\log\left(a\right)+b"),
        (r"\sum_{i=1}^{N-1} a_i", r"\sum_{i=1}^N{-1} a_i"),
        (r"(a+b)c", r"a+(b)c"),
        (r"p(x \mid y)", r"p(x, y)"),
        (r"D_{KL}(p \| q)", r"D_{KL}(q \| p)"),
    ],
)
def test_a_moved_bracket_changes_the_reading(one: str, other: str) -> None:
    assert said(read(one)) != said(read(other))
