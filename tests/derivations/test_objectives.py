"""Equal solutions with other objectives; equal frequencies; single masses: claims A17, A20 and A21."""

import pytest
from sympy import Rational

from mlekl_symbolic.language import (
    KL,
    Alphabet,
    ArgMax,
    Empirical,
    Equal,
    FiniteSet,
    Interval,
    LogLikelihood,
    Model,
    NamedSet,
    SameSolutions,
    Sample,
    Singleton,
    TabulatedModel,
    Variable,
    log,
    number,
    variables,
)
from tests.derivations.needed import superfluous
from tests.derivations.probe import assert_proved, verdicts

COINS, UNIT = Alphabet("X", "heads tails"), Interval.open(0, 1)
t, s = variables("t s")
COIN = TabulatedModel("B", UNIT, COINS, t, (t, 1 - t))
NAMES = ["objectives_differ", "same_frequencies_same_estimates", "single_masses_shrink"]


@pytest.mark.parametrize("name", NAMES)
def test_it_is_proved_and_every_hypothesis_is_needed(name: str) -> None:
    assert_proved(name)
    assert superfluous(name) == []


def test_false_neighbours_of_the_objectives() -> None:
    x = Sample("x", number(2), COINS)
    data, likelihood = Empirical("P_data", x), LogLikelihood(COIN[t], x)
    wrong = [
        Equal(KL(data, COIN[t]), -likelihood / 2),
        Equal(KL(data, COIN[t]), -likelihood - log(2)),
        Equal(KL(data, COIN[t]), -likelihood / 2 + log(2)),
        KL(data, COIN[t]) >= -likelihood / 2,
    ]
    assert verdicts("objectives_differ", *wrong) == ["refuted"] * len(wrong)


def test_equal_frequencies_are_not_equal_samples() -> None:
    X, theta = FiniteSet("X"), Variable("theta")
    M, N = variables("M N")
    x, y = Sample("x", M, X), Sample("y", N, X)
    q = Model("Q", NamedSet("Theta"), X)
    wrong = [
        Equal(M, N),
        Equal(LogLikelihood(q[theta], x), LogLikelihood(q[theta], y)),
        Equal(x[1], y[1]),
    ]
    assert verdicts("same_frequencies_same_estimates", *wrong) == ["refuted"] * len(wrong)


def test_false_neighbours_of_the_masses() -> None:
    x = Sample("x", number(3), COINS)
    best, fair = COIN[Rational(2, 3)], COIN[Rational(1, 2)]
    estimates = ArgMax(LogLikelihood(COIN[s], x), (s, UNIT))
    wrong = [
        fair(x[3]) <= best(x[3]),
        best(x[1]) <= fair(x[1]),
        Equal(estimates, Singleton(Rational(1, 2))),
        SameSolutions(estimates, ArgMax(COIN[s](x[3]), (s, UNIT))),
    ]
    found = verdicts("single_masses_shrink", *wrong)
    assert "proved" not in found
    assert found[:2] == ["refuted"] * 2
