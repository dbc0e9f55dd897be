"""The softmax cross-entropy is convex."""

from mlekl_symbolic.language import FiniteSet, FunctionSymbol, MassFunction, Sum, exp, log, variables
from mlekl_symbolic.proof.verdict import PROVED, REFUTED
from tests.derivations.probe import assert_proved, stated, statement_without, verdicts, without

NAME = "softmax_convex"
REFUTABLE = ("A1", "A2")
"""Hypotheses without which a world is found in which the statement fails."""

K = FiniteSet("K")
y = MassFunction("Y", K)
z, w = FunctionSymbol("z"), FunctionSymbol("w")
j, k, c = variables("j k c")


def loss(scores):
    return log(Sum(exp(scores(j)), (j, K))) - Sum(y(k) * scores(k), (k, K))


between = loss(lambda a: (1 - c) * z(a) + c * w(a))
chord = (1 - c) * loss(z) + c * loss(w)
TRUE = between <= chord
FALSE = (
    between >= chord,
    between < chord,
    between <= loss(z) + c * loss(w) - 1,
    between <= c * loss(z) + (1 - c) * loss(w),
    between <= loss(z),
)


def test_proved() -> None:
    assert_proved(NAME)


def test_hypotheses() -> None:
    assert stated(NAME) == ["c >= 0", "c <= 1"]


def test_every_hypothesis_is_needed() -> None:
    assert [label for label in REFUTABLE if statement_without(NAME, label) != REFUTED] == []
    assert [label for label in ("A1", "A2", "S3") if without(NAME, label) == PROVED] == []


def test_false_neighbours() -> None:
    first, *found = verdicts(NAME, TRUE, *FALSE)
    assert first == PROVED
    assert PROVED not in found
    assert found.count(REFUTED) == 5
