"""Markov's inequality, and what is not so."""

from mlekl_symbolic.language import (
    Expectation,
    FiniteSet,
    ForAll,
    FunctionSymbol,
    Indicator,
    MassFunction,
    Probability,
    Variable,
)
from tests.derivations.needed import superfluous
from tests.derivations.probe import assert_proved, theorem, verdicts

Omega = FiniteSet("Omega")
P, X = MassFunction("P", Omega), FunctionSymbol("X")
v, t = Variable("v"), Variable("t")
DRAW = (v, P)
MEAN = Expectation(X(v), DRAW)


def test_it_is_proved_from_these_hypotheses():
    assert_proved("markov")
    assert [str(g.statement) for g in theorem("markov").hypotheses] == [
        "ForAll(P(a) >= 0, (a, Omega))", "ForAll(X(omega) >= 0, (omega, Omega))", "t > 0",
    ]  # fmt: skip


def test_every_hypothesis_is_needed():
    assert superfluous("markov") == []


def test_neighbours_that_are_false():
    wrong = [
        Probability(X(v) >= t, DRAW) < MEAN / t,
        Probability(X(v) >= t, DRAW) <= MEAN,
        Probability(X(v) >= t, DRAW) <= MEAN / t**2,
        Probability(X(v) <= t, DRAW) <= MEAN / t,
        Probability(X(v) >= t, DRAW) >= MEAN / t,
        Probability(X(v) >= 2 * t, DRAW) <= MEAN / (3 * t),
        ForAll(t * Indicator(X(v) >= t) >= X(v), (v, Omega)),
    ]
    assert set(verdicts("markov", *wrong)) == {"refuted"}


def test_neighbours_that_are_true():
    right = [
        Probability(X(v) > t, DRAW) >= 0,
        Expectation(t * Indicator(X(v) >= t), DRAW) <= MEAN,
    ]
    assert set(verdicts("markov", *right)) == {"proved"}
