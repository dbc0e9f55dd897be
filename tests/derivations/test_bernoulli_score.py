"""The score equation of a coin."""

from mlekl_symbolic.language import (
    And,
    ArgMax,
    ArgMin,
    Derivative,
    Equal,
    Iff,
    Interval,
    Singleton,
    log,
    variables,
)
from mlekl_symbolic.proof.verdict import PROVED, REFUTED
from tests.derivations.probe import assert_proved, stated, statement_without, verdicts, without

NAME = "bernoulli_score"
REFUTABLE = ("A1", "A2")
"""Hypotheses without which a world is found in which the statement fails."""

n, k, theta, t = variables("n k theta t")
unit = Interval.open(0, 1)
coin = k * log(theta) + (n - k) * log(1 - theta)
score = Derivative(coin, theta)
other = k * log(t) + (n - k) * log(1 - t)
largest = ArgMax(other, (t, unit))
TRUE = And(Iff(Equal(score, 0), Equal(theta, k / n)), Equal(largest, Singleton(k / n)))
FALSE = (
    Equal(score, k / theta + (n - k) / (1 - theta)),
    Equal(score, k / theta - n / (1 - theta)),
    Iff(Equal(score, 0), Equal(theta, (n - k) / n)),
    score < 0,
    score <= 0,
    Derivative(score, theta) > 0,
    Equal(largest, Singleton(1 - k / n)),
    Equal(ArgMin(other, (t, unit)), Singleton(k / n)),
)


def test_proved() -> None:
    assert_proved(NAME)


def test_hypotheses() -> None:
    assert stated(NAME) == ["k > 0", "k < n"]


def test_every_hypothesis_is_needed() -> None:
    assert [label for label in REFUTABLE if statement_without(NAME, label) != REFUTED] == []
    assert [label for label in ("A1", "A2") if without(NAME, label) == PROVED] == []


def test_false_neighbours() -> None:
    first, *found = verdicts(NAME, TRUE, *FALSE)
    assert first == PROVED
    assert PROVED not in found
    assert found.count(REFUTED) == 8
