"""Sixty per cent cats, by calculus."""

from sympy import Rational

from mlekl_symbolic.language import (
    KL,
    Alphabet,
    And,
    ArgMax,
    ArgMin,
    Derivative,
    Empirical,
    Equal,
    Interval,
    Sample,
    Singleton,
    TabulatedModel,
    variables,
)
from mlekl_symbolic.proof.verdict import PROVED, REFUTED
from tests.derivations.probe import assert_proved, stated, statement_without, verdicts, without

NAME = "categorical_by_calculus"
REFUTABLE = ()
"""None where the statement fails: its divergences are over an interval, where no minimum is decided."""

X = Alphabet("X", "cat dog")
theta, t, N = variables("theta t N")
unit = Interval.open(0, 1)
x = Sample("x", N, X)
data = Empirical("P_data", x)
q = TabulatedModel("Q", unit, X, theta, (theta, 1 - theta))
cats, dogs = Rational(3, 5), Rational(2, 5)
slope = Derivative(KL(data, q[theta]), theta)
divergences = ArgMin(KL(data, q[t]), (t, unit))
TRUE = And(Equal(slope, (theta - cats) / (theta * (1 - theta))), Equal(divergences, Singleton(cats)))
FALSE = (
    Equal(slope, (cats - theta) / (theta * (1 - theta))),
    Equal(slope, (theta - dogs) / (theta * (1 - theta))),
    Equal(slope, cats / theta - dogs / (1 - theta)),
    Equal(slope, 0),
    Equal(divergences, Singleton(dogs)),
    Equal(ArgMax(KL(data, q[t]), (t, unit)), Singleton(cats)),
)


def test_proved() -> None:
    assert_proved(NAME)


def test_hypotheses() -> None:
    assert stated(NAME) == [
        "Equal(Sum(delta(cat, x[i]), (i, 1, N)), Rational(3, 5)*N)",
        "Equal(Sum(delta(dog, x[i]), (i, 1, N)), Rational(2, 5)*N)",
    ]


def test_every_hypothesis_is_needed() -> None:
    assert [label for label in REFUTABLE if statement_without(NAME, label) != REFUTED] == []
    assert [label for label in ("A1",) if without(NAME, label) == PROVED] == []


def test_false_neighbours() -> None:
    first, *found = verdicts(NAME, TRUE, *FALSE)
    assert first == PROVED
    assert PROVED not in found
    assert found.count(REFUTED) == 6
