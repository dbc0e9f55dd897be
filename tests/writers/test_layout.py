"""Where factors keep apart, where a formula is cut, and what the template makes of it."""

from __future__ import annotations

import re

import pytest
from sympy import Basic

from mlekl_symbolic.language.densities import Exponential
from mlekl_symbolic.language.expressions import FunctionSymbol, log, variables
from mlekl_symbolic.language.integrals import Integral
from mlekl_symbolic.language.sets import Reals
from mlekl_symbolic.writers.builder import layout
from mlekl_symbolic.writers.document import document_of
from mlekl_symbolic.writers.latex import latex
from mlekl_symbolic.writers.layout import (
    Delimiter,
    Fence,
    Identifier,
    Layout,
    Number,
    Relation,
    Script,
    Text,
    finer,
    leaves,
    pieces,
    row,
)
from mlekl_symbolic.writers.page import Calculation, Line, Mark, SmallPrint
from mlekl_symbolic.writers.tex_document import tex_parts
from mlekl_symbolic.writers.typst import typst
from mlekl_symbolic.writers.typst_document import typst_source
from tests.writers import samples

a, b, c, d, x, rate = variables("a b c d x rate")
f = FunctionSymbol("f")

FACTORS: dict[Basic, str] = {
    a / b * (c / d): r"\frac{a}{b}\,\frac{c}{d}",
    a / b * c: r"\frac{a}{b}c",
    Integral(log(a / b), (x, Reals())): r"\int_{\mathbb{R}}\log\frac{a}{b}\,\mathrm{d}x",
    2 * (a + b): r"2 \cdot (a + b)",
    c * (a + b): r"c \cdot (a + b)",
    f(a) * (a + b): r"f(a) \cdot (a + b)",
    (a + b) * (c + d): r"(a + b)\,(c + d)",
    a / b * (c + d): r"\frac{a}{b}(c + d)",
}


@pytest.mark.parametrize("node", FACTORS, ids=str)
def test_factors(node: Basic) -> None:
    assert latex(layout(node)) == FACTORS[node]


def test_no_space_between_a_name_and_its_bracket_or_sign() -> None:
    assert 'upright("Exp")lr(' in typst(layout(Exponential(rate)(x)))
    assert '−upright("rate")' in typst(layout(-rate))


X, Y, ONE = Identifier("X"), Identifier("Y"), Number("1")
CUTS: dict[Layout, list[str]] = {
    row(X, Relation("="), ONE, Text("and")): ["X", "=1and"],
    row(X, Relation("="), ONE, Text("and"), Y): ["X", "=1", "andY"],
}


@pytest.mark.parametrize("node", CUTS, ids=str)
def test_words_at_the_end_stay_with_what_is_before_them(node: Layout) -> None:
    assert ["".join(leaves(p)) for p in pieces(node)] == CUTS[node]


def test_a_bracket_with_something_written_at_it_is_opened() -> None:
    inside = row(X, Relation("="), Y)
    opened = finer(row(X, Script(Fence("[", inside, "]"), ONE)))
    assert opened == (row(X, Delimiter("["), X), row(Relation("="), Y, Script(Delimiter("]"), ONE)))
    assert finer(Script(X, ONE)) == ()


def test_small_print_is_one_call_that_keeps_its_last_two_together() -> None:
    document = document_of(samples.theorem())
    notes = sum(isinstance(part, SmallPrint) for part in document.parts)
    assert notes > 1
    source = typst_source(document)
    assert len(re.findall(r"^#small\[", source, re.MULTILINE)) == 1
    assert "sticky: n == notes.pos().len() - 2" in source


@pytest.mark.parametrize(
    ("sign", "place"), [("", r"&\tag*{\mlabove{algebra"), ("=", r"&\quad\mlabove{algebra")]
)
def test_a_reason_above_a_claim_stands_at_the_right(sign: str, place: str) -> None:
    shown = Line("1", sign, X, ("algebra alone",), Mark.CHECKED, ())
    assert place in tex_parts([Calculation((), None, (shown,))], 12.0)
