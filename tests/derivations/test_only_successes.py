"""The boundary case: every trial succeeds."""

from mlekl_symbolic.language import (
    Alphabet,
    And,
    ArgMax,
    ArgMin,
    Derivative,
    Equal,
    Interval,
    Product,
    Sample,
    Singleton,
    TabulatedModel,
    variables,
)
from mlekl_symbolic.proof.verdict import PROVED, REFUTED
from tests.derivations.probe import assert_proved, stated, statement_without, verdicts, without

NAME = "only_successes"
REFUTABLE = ("A1",)
"""Hypotheses without which a world is found in which the statement fails."""

X = Alphabet("X", "failure success")
theta, t, i, N = variables("theta t i N")
closed, half_open = Interval.closed(0, 1), Interval.open(0, 1)
x = Sample("x", N, X)
coin = TabulatedModel("B", closed, X, theta, (1 - theta, theta))
likelihood = Product(coin[theta](x[i]), (i, 1, N))
TRUE = And(Equal(ArgMax(likelihood, (theta, closed)), Singleton(1)), Equal(Derivative(t**N, (t, 1)), N))
FALSE = (
    Equal(ArgMax(likelihood, (theta, closed)), Singleton(0)),
    Equal(ArgMax(likelihood, (theta, half_open)), Singleton(1)),
    Equal(ArgMin(likelihood, (theta, closed)), Singleton(1)),
    Equal(Derivative(t**N, (t, 1)), 0),
    Equal(Derivative(t**N, (t, 1)), N - 1),
    Equal(likelihood, (1 - theta) ** N),
)


def test_proved() -> None:
    assert_proved(NAME)


def test_hypotheses() -> None:
    assert stated(NAME) == ["ForAll(Equal(x[i], success), (i, 1, N))"]


def test_every_hypothesis_is_needed() -> None:
    assert [label for label in REFUTABLE if statement_without(NAME, label) != REFUTED] == []
    assert [label for label in ("A1", "S2") if without(NAME, label) == PROVED] == []


def test_false_neighbours() -> None:
    first, *found = verdicts(NAME, TRUE, *FALSE)
    assert first == PROVED
    assert PROVED not in found
    assert found.count(REFUTED) == 6
