"""What the LaTeX writer prints is read as what was meant.

The writer leaves two things open, which `canonical` evens out: brackets that associativity makes idle, and
a minus that it moves to the front of a product.
"""

from __future__ import annotations

from typing import Any

import pytest

from mlekl_symbolic.language import Equal, Greater, Less, LessEqual, Product, SameSolutions, Variable
from mlekl_symbolic.language.relations import GreaterEqual
from mlekl_symbolic.readers.latex.documents import read_document
from mlekl_symbolic.readers.latex.elaborate.lines import Elaborator, Step
from mlekl_symbolic.readers.latex.notation import Notation, declarations
from mlekl_symbolic.readers.latex.source import Source
from mlekl_symbolic.writers.builder import layout
from mlekl_symbolic.writers.latex import latex

from .random_terms import NOTATION, N, Terms, c, canonical, s

DECLARED = Notation().updated(declarations(NOTATION))
ROUNDS = 1_000
RELATIONS = {"=": Equal, "<": Less, "<=": LessEqual, ">": Greater, ">=": GreaterEqual}


def step(written: str) -> Step:
    """The only line of a display."""
    document = read_document(Source("x", rf"\[ {written} \]"), DECLARED)
    (made,) = Elaborator(document.notation, document.lines()).steps()
    return made


def back(term: Any) -> Any:
    """A term printed and read."""
    made = step(f"0 = {latex(layout(term))}")
    assert not made.refusals, latex(layout(term))
    return made.right


@pytest.mark.parametrize("start", range(0, ROUNDS, 100))
def test_terms_come_back(start: int) -> None:
    for seed in range(start, start + 100):
        source = Terms(seed)
        term = source.term(source.random.randint(1, 4))
        assert canonical(back(term)) == canonical(term), latex(layout(term))


def test_a_factor_without_the_index_stands_in_brackets() -> None:
    i = Variable("i")
    body = s[i]
    for term in (Product(body * c, (i, 1, N)), Product(c * body, (i, 1, N))):
        assert canonical(back(term)) == canonical(term)
    assert step(r"0 = \prod_{i = 1}^{N} x_{i} c").refusals


def test_optima_come_back() -> None:
    for seed in range(100):
        source = Terms(seed)
        one, other = source.optimum(2), source.optimum(2)
        made = step(latex(layout(SameSolutions(one, other))))
        assert not made.refusals
        assert (canonical(made.left), canonical(made.right)) == (canonical(one), canonical(other))


@pytest.mark.parametrize("sign", RELATIONS)
def test_relations_come_back(sign: str) -> None:
    for seed in range(30):
        source = Terms(seed)
        statement = RELATIONS[sign](source.term(2), source.term(2))
        made = step(latex(layout(statement)))
        assert not made.refusals
        assert made.relation == sign
        assert (canonical(made.left), canonical(made.right)) == tuple(map(canonical, statement.args))
