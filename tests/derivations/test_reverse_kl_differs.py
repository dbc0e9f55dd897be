"""The reversed divergence has another minimiser."""

from sympy import Rational

from mlekl_symbolic.language import (
    KL,
    Alphabet,
    ArgMin,
    Empirical,
    Equal,
    Interval,
    Member,
    Not,
    SameSolutions,
    Sample,
    Singleton,
    TabulatedModel,
    variables,
)
from mlekl_symbolic.proof.verdict import PROVED
from tests.derivations.probe import assert_proved, stated, verdicts

NAME = "reverse_kl_differs"

X = Alphabet("X", "zero one two")
theta, N = variables("theta N")
unit = Interval.open(0, 1)
x = Sample("x", N, X)
p_data = Empirical("P_data", x)
binomial = TabulatedModel("B", unit, X, theta, ((1 - theta) ** 2, 2 * theta * (1 - theta), theta**2))
best = Rational(7, 12)
forward = ArgMin(KL(p_data, binomial[theta]), (theta, unit))
reverse = ArgMin(KL(binomial[theta], p_data), (theta, unit))
TRUE = Not(Member(best, reverse))
FALSE = (
    Member(best, reverse),
    SameSolutions(forward, reverse),
    Equal(reverse, Singleton(best)),
    Not(Member(best, forward)),
    KL(binomial[best], p_data) < KL(binomial[Rational(2, 3)], p_data),
    KL(binomial[best], p_data) <= KL(p_data, binomial[best]),
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
