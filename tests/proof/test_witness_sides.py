"""The two values of a counterexample stand as the line is written, and contradict it."""

from __future__ import annotations

import operator
from fractions import Fraction

import pytest

from mlekl_symbolic.language import (
    Alphabet,
    And,
    ForAll,
    Greater,
    GreaterEqual,
    H,
    Implies,
    Less,
    LessEqual,
    MassFunction,
    Not,
    Reals,
    Statement,
    Variable,
)
from mlekl_symbolic.proof.outcome import Refuted
from mlekl_symbolic.proof.run import prove
from mlekl_symbolic.proof.workspace import Workspace
from mlekl_symbolic.readers.latex.check import check_latex

a, b = Variable("a"), Variable("b")
HOLDS = {"=": operator.eq, "<=": operator.le, "<": operator.lt, ">=": operator.ge, ">": operator.gt}
UP, DOWN = (a, a + 1), (a + 1, a)


def sides(refuted: object) -> tuple[Fraction, Fraction]:
    assert isinstance(refuted, Refuted)
    return Fraction(refuted.witness.left), Fraction(refuted.witness.right)


@pytest.mark.parametrize(
    ("sign", "written"), [("<=", DOWN), ("<", DOWN), (">=", UP), (">", UP), ("=", UP), ("=", DOWN)]
)
def test_of_a_step(sign: str, written: tuple[Variable, Variable]) -> None:
    left, right = sides(prove(written[0], sign, written[1]))
    assert right - left == (1 if written is UP else -1)
    assert not HOLDS[sign](left, right)


def test_of_what_is_defined() -> None:
    p = MassFunction("P", Alphabet("X", "a b"))
    left, right = sides(prove(H(p), ">=", H(p) + 1))
    assert right - left == 1


@pytest.mark.parametrize(
    ("statement", "difference"),
    [
        (ForAll(GreaterEqual(*UP), (a, Reals())), 1),
        (ForAll(LessEqual(*DOWN), (a, Reals())), -1),
        (And(GreaterEqual(a, a), Greater(*UP)), 1),
        (And(GreaterEqual(a, a), Less(*DOWN)), -1),
        (Implies(Greater(b, 1), Greater(*UP)), 1),
        (ForAll(Implies(Greater(a, 0), GreaterEqual(*UP)), (a, Reals())), 1),
        (Not(LessEqual(*UP)), 1),
        (Not(GreaterEqual(*DOWN)), -1),
    ],
)
@pytest.mark.parametrize("given", [(), (Greater(a, 0),)], ids=["alone", "with a name taken"])
def test_of_a_statement(statement: Statement, difference: int, given: tuple[Statement, ...]) -> None:
    workspace = Workspace()
    workspace.meet(statement, *given)
    workspace.give_all(given)
    left, right = sides(workspace.judge_claim(statement)[0])
    assert right - left == difference


@pytest.mark.parametrize("sign", [r"\ge", ">", r"\geq"])
def test_of_a_line_of_latex(sign: str) -> None:
    (line,) = check_latex(f"For $a \\in \\mathbb{{R}}$,\n\\[ a {sign} a + 1 \\]\n").lines
    left, right = sides(line.outcome)
    assert right - left == 1
