"""The formulas of the data file are read as expected, and those without one meaning are refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mlekl_symbolic.readers.latex.macros import find_macros, no_macros
from mlekl_symbolic.readers.latex.reader import read
from mlekl_symbolic.readers.latex.reading import Status
from mlekl_symbolic.readers.latex.surface import parts, walk
from mlekl_symbolic.readers.latex.tokens import tokenize
from mlekl_symbolic.readers.latex.vocabulary import ROW_ENVIRONMENTS

from .neutral import expected, named_symbols, neutral, same

FORMULAS = json.loads((Path(__file__).parents[1] / "data" / "formulas.json").read_text(encoding="utf-8"))
REFUSED = ("Ambiguous", "Malformed")


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda f: f["id"])
def test_is_read_as_expected(formula: dict[str, Any]) -> None:
    reading = read(formula["latex"], macros=find_macros(formula["preamble"]))
    if formula["expected_sympy"] in REFUSED:
        assert reading.status is Status.REFUSED
        assert all(d.message and d.remedy for d in reading.refusals)
        return
    assert not reading.refusals
    wanted = named_symbols(expected(formula["expected_sympy"]))
    assert same(named_symbols(neutral(reading)), wanted)


UNSEEN = ("punctuation", "gap", "amp", "newline")


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda f: f["id"])
def test_every_token_belongs_to_something_that_was_read(formula: dict[str, Any]) -> None:
    if formula["expected_sympy"] in REFUSED:
        return
    spans = [c.tree.span for st in read(formula["latex"]).statements for c in st.claims]
    for token in tokenize(formula["latex"], no_macros()).all:
        layout = token.kind in ("begin", "end") and token.text in ROW_ENVIRONMENTS
        if token.kind not in UNSEEN and not layout:
            assert any(start <= token.start <= token.end <= stop for start, stop in spans), token


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda f: f["id"])
def test_parts_stand_inside_the_whole(formula: dict[str, Any]) -> None:
    for statement in read(formula["latex"]).statements:
        for claim in statement.claims:
            for node in walk(claim.tree):
                for part in parts(node):
                    assert node.span[0] <= part.span[0] <= part.span[1] <= node.span[1], (node, part)
