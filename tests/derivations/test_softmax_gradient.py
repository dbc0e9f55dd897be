"""The gradient of the softmax cross-entropy."""

from mlekl_symbolic.language import (
    ByFormula,
    Derivative,
    Equal,
    FiniteSet,
    FunctionSymbol,
    H,
    MassFunction,
    Sum,
    exp,
    log,
    variables,
)
from mlekl_symbolic.proof.verdict import PROVED, REFUTED
from tests.derivations.probe import assert_proved, stated, statement_without, verdicts, without

NAME = "softmax_gradient"
REFUTABLE = ("S3",)
"""Hypotheses without which a world is found in which the statement fails."""

K = FiniteSet("K")
y = MassFunction("Y", K)
z, v = FunctionSymbol("z"), FunctionSymbol("v")
j, k, t, c = variables("j k t c")
p = ByFormula("P", (k, K), exp(z(k)) / Sum(exp(z(j)), (j, K)))


def loss(at):
    return log(Sum(exp(z(j) + at * v(j)), (j, K))) - Sum(y(k) * (z(k) + at * v(k)), (k, K))


slope = Derivative(loss(t), (t, 0))
TRUE = Equal(slope, Sum((p(k) - y(k)) * v(k), (k, K)))
FALSE = (
    Equal(slope, Sum((y(k) - p(k)) * v(k), (k, K))),
    Equal(slope, Sum((p(k) + y(k)) * v(k), (k, K))),
    Equal(slope, Sum(p(k) * v(k), (k, K))),
    Equal(slope, Sum((exp(z(k)) - y(k)) * v(k), (k, K))),
    Equal(slope, Sum((p(k) - y(k)) * z(k), (k, K))),
    Equal(slope, 0),
    Equal(H(y, p), Sum(y(k) * z(k), (k, K)) - log(Sum(exp(z(j)), (j, K)))),
)


def test_proved() -> None:
    assert_proved(NAME)


def test_hypotheses() -> None:
    assert stated(NAME) == []


def test_every_hypothesis_is_needed() -> None:
    assert [label for label in REFUTABLE if statement_without(NAME, label) != REFUTED] == []
    assert [label for label in ("S1", "S2", "S3") if without(NAME, label) == PROVED] == []


def test_false_neighbours() -> None:
    first, *found = verdicts(NAME, TRUE, *FALSE)
    assert first == PROVED
    assert PROVED not in found
    assert found.count(REFUTED) == 7
