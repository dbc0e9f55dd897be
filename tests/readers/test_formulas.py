"""The formulas of the data file are read as expected, and those without one meaning are refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mlekl_symbolic.readers.latex.macros import find_macros
from mlekl_symbolic.readers.latex.reader import read
from mlekl_symbolic.readers.latex.reading import Status

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
