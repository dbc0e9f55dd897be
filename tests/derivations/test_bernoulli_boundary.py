"""A likelihood without a maximiser, and one with two."""

from sympy import Rational

from mlekl_symbolic.language import (
    Alphabet,
    And,
    ArgMax,
    Equal,
    Interval,
    LogLikelihood,
    Member,
    Not,
    Sample,
    Singleton,
    TabulatedModel,
    Variable,
    log,
    number,
    variables,
)
from mlekl_symbolic.proof.verdict import PROVED, REFUTED
from tests.derivations.probe import assert_proved, stated, statement_without, verdicts, without

NAME = "bernoulli_boundary"
REFUTABLE = ("A2", "A3")
"""Hypotheses without which a world is found in which the statement fails."""

X = Alphabet("X", "failure success")
theta, eta = variables("theta eta")
unit, pair = Interval.open(0, 1), Singleton(Rational(1, 3), Rational(2, 3))
x, y = Sample("x", Variable("N"), X), Sample("y", number(2), X)
coin = TabulatedModel("B", unit, X, theta, (1 - theta, theta))
estimates = ArgMax(LogLikelihood(coin[eta], x), (eta, unit))
others = ArgMax(LogLikelihood(coin[eta], y), (eta, pair))
TRUE = And(Not(Member(theta, estimates)), Member(Rational(1, 3), others))
FALSE = (
    Member(theta, estimates),
    Member(Rational(1, 2), estimates),
    Not(Member(Rational(1, 3), others)),
    Equal(others, Singleton(Rational(1, 3))),
    Equal(LogLikelihood(coin[theta], x), 2 * log(theta)),
    LogLikelihood(coin[Rational(2, 3)], x) < LogLikelihood(coin[Rational(1, 3)], x),
)


def test_proved() -> None:
    assert_proved(NAME)


def test_hypotheses() -> None:
    assert stated(NAME) == [
        "ForAll(Equal(x[i], success), (i, 1, N))",
        "Equal(y[1], failure)",
        "Equal(y[2], success)",
    ]


def test_every_hypothesis_is_needed() -> None:
    assert [label for label in REFUTABLE if statement_without(NAME, label) != REFUTED] == []
    assert [label for label in (*REFUTABLE, "A1", "S1", "S2") if without(NAME, label) == PROVED] == []


def test_false_neighbours() -> None:
    first, *found = verdicts(NAME, TRUE, *FALSE)
    assert first == PROVED
    assert PROVED not in found
    assert found.count(REFUTED) == 6
