"""A family that misses the data."""

from sympy import Rational

from mlekl_symbolic.language import (
    KL,
    Alphabet,
    And,
    ArgMax,
    ArgMin,
    Empirical,
    Equal,
    Interval,
    Not,
    SameSolutions,
    Sample,
    Singleton,
    Sum,
    TabulatedModel,
    log,
    variables,
)
from mlekl_symbolic.proof.verdict import PROVED
from tests.derivations.probe import assert_proved, stated, verdicts

NAME = "misspecified"

X = Alphabet("X", "zero one two")
theta, i, N = variables("theta i N")
unit = Interval.open(0, 1)
x = Sample("x", N, X)
p_data = Empirical("P_data", x)
binomial = TabulatedModel("B", unit, X, theta, ((1 - theta) ** 2, 2 * theta * (1 - theta), theta**2))
best = Rational(7, 12)
forward = ArgMin(KL(p_data, binomial[theta]), (theta, unit))
likelihood = ArgMax(Sum(log(binomial[theta](x[i])), (i, 1, N)), (theta, unit))
TRUE = And(Equal(forward, Singleton(best)), KL(p_data, binomial[best]) > 0)
FALSE = (
    Equal(forward, Singleton(Rational(1, 2))),
    Equal(likelihood, Singleton(Rational(2, 3))),
    Equal(KL(p_data, binomial[best]), 0),
    KL(p_data, binomial[Rational(1, 2)]) < KL(p_data, binomial[best]),
    Not(SameSolutions(forward, likelihood)),
    Equal(ArgMin(KL(binomial[theta], p_data), (theta, unit)), Singleton(best)),
)


def test_proved() -> None:
    assert_proved(NAME)


def test_hypotheses() -> None:
    assert stated(NAME) == [
        "Equal(Sum(delta(zero, x[i]), (i, 1, N)), Rational(1, 3)*N)",
        "Equal(Sum(delta(one, x[i]), (i, 1, N)), Rational(1, 6)*N)",
    ]


def test_false_neighbours() -> None:
    first, *found = verdicts(NAME, TRUE, *FALSE)
    assert first == PROVED
    assert PROVED not in found
