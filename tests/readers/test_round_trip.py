"""What the LaTeX writer prints is read as what was meant.

The writer leaves two things open, which `canonical` evens out: brackets that associativity makes idle, and
a minus that it moves to the front of a product. One thing that it prints has no single meaning, a factor
after a product that does not depend on its index; the reader refuses that, and never takes it wrongly.
"""

from __future__ import annotations

from typing import Any

import pytest

from mlekl_symbolic.language import Equal, Greater, Less, LessEqual, SameSolutions
from mlekl_symbolic.language.relations import GreaterEqual
from mlekl_symbolic.readers.latex.documents import read_document
from mlekl_symbolic.readers.latex.elaborate.lines import Elaborator, Step
from mlekl_symbolic.readers.latex.notation import Notation, declarations
from mlekl_symbolic.readers.latex.source import Source
from mlekl_symbolic.writers.builder import layout
from mlekl_symbolic.writers.latex import latex

from .random_terms import NOTATION, Terms, canonical

DECLARED = Notation().updated(declarations(NOTATION))
ROUNDS = 1_000
RELATIONS = {"=": Equal, "<": Less, "<=": LessEqual, ">": Greater, ">=": GreaterEqual}


def step(written: str) -> Step:
    """The only line of a display."""
    document = read_document(Source("x", rf"\[ {written} \]"), DECLARED)
    (made,) = Elaborator(document.notation, document.lines()).steps()
    return made


def back(term: Any) -> Any:
    """A term printed and read, or None when it is refused for the reason above."""
    made = step(f"0 = {latex(layout(term))}")
    if made.refusals:
        assert [d.code for d in made.refusals] == ["E209"], latex(layout(term))
        return None
    return made.right


@pytest.mark.parametrize("start", range(0, ROUNDS, 100))
def test_terms_come_back(start: int) -> None:
    refused = 0
    for seed in range(start, start + 100):
        source = Terms(seed)
        term = source.term(source.random.randint(1, 4))
        read = back(term)
        refused += read is None
        assert read is None or canonical(read) == canonical(term), latex(layout(term))
    assert refused <= 3


def test_optima_come_back() -> None:
    for seed in range(100):
        source = Terms(seed)
        one, other = source.optimum(2), source.optimum(2)
        made = step(latex(layout(SameSolutions(one, other))))
        if made.refusals:
            assert [d.code for d in made.refusals] == ["E209"]
            continue
        assert (canonical(made.left), canonical(made.right)) == (canonical(one), canonical(other))


@pytest.mark.parametrize("sign", RELATIONS)
def test_relations_come_back(sign: str) -> None:
    for seed in range(30):
        source = Terms(seed)
        statement = RELATIONS[sign](source.term(2), source.term(2))
        made = step(latex(layout(statement)))
        if not made.refusals:
            assert made.relation == sign
            assert (canonical(made.left), canonical(made.right)) == tuple(map(canonical, statement.args))
