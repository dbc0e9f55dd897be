"""The Hessian of the softmax cross-entropy."""

from mlekl_symbolic.language import (
    ByFormula,
    Derivative,
    Equal,
    FiniteSet,
    FunctionSymbol,
    MassFunction,
    Sum,
    delta,
    exp,
    log,
    variables,
)
from mlekl_symbolic.proof.verdict import PROVED, REFUTED
from tests.derivations.probe import assert_proved, stated, statement_without, verdicts, without

NAME = "softmax_hessian"
REFUTABLE = ()
"""None where the statement fails: (S3) only says that there is a class, and over none both sides are 0."""

K = FiniteSet("K")
y = MassFunction("Y", K)
z, v = FunctionSymbol("z"), FunctionSymbol("v")
j, k, t, s = variables("j k t s")
p = ByFormula("P", (k, K), exp(z(k) + s * v(k)) / Sum(exp(z(j) + s * v(j)), (j, K)))
loss = log(Sum(exp(z(j) + t * v(j)), (j, K))) - Sum(y(k) * (z(k) + t * v(k)), (k, K))
second = Derivative(Derivative(loss, t), (t, s))
mean, square = Sum(p(k) * v(k), (k, K)), Sum(p(k) * v(k) ** 2, (k, K))
TRUE = Equal(second, square - mean**2)
FALSE = (
    Equal(second, square + mean**2),
    Equal(second, mean**2 - square),
    Equal(second, square - mean),
    Equal(second, Sum(v(j) * (p(j) - p(j) * p(k)) * v(k), (k, K), (j, K))),
    Equal(second, 0),
    second < 0,
    Sum(v(j) * (delta(j, k) * p(j) - 2 * p(j) * p(k)) * v(k), (k, K), (j, K)) >= 0,
)


def test_proved() -> None:
    assert_proved(NAME)


def test_hypotheses() -> None:
    assert stated(NAME) == []


def test_every_hypothesis_is_needed() -> None:
    assert [label for label in REFUTABLE if statement_without(NAME, label) != REFUTED] == []
    assert [label for label in ("S1", "S3") if without(NAME, label) == PROVED] == []


def test_false_neighbours() -> None:
    first, *found = verdicts(NAME, TRUE, *FALSE)
    assert first == PROVED
    assert PROVED not in found
    assert found.count(REFUTED) == 7
