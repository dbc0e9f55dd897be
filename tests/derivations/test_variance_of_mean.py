"""The variance of a mean, Chebyshev's inequality for it, and what is not so."""

from mlekl_symbolic.language import (
    Equal,
    Expectation,
    Family,
    FiniteSet,
    MassFunction,
    Probability,
    Sum,
    Variable,
    Variance,
)
from tests.derivations.needed import superfluous
from tests.derivations.probe import assert_proved, theorem, verdicts

Omega = FiniteSet("Omega")
P, X = MassFunction("P", Omega), Family("X", 2)
w, v, n, s, mu, sigma, epsilon = map(Variable, ("w", "v", "n", "s", "mu", "sigma", "epsilon"))
DRAW = (w, P)
TOTAL = Sum(X[s](w), (s, 1, n))
AVERAGE = 1 / n * TOTAL


def test_it_is_proved_from_these_hypotheses():
    assert_proved("variance_of_mean")
    labels = [g.label for g in theorem("variance_of_mean").hypotheses]
    assert labels == ["S3", "S4", "S5", "A1", "A2", "A3"]


def test_every_hypothesis_is_needed():
    assert superfluous("variance_of_mean") == []


def test_neighbours_that_are_false():
    wrong = [
        Equal(Variance(AVERAGE, DRAW), v),
        Equal(Variance(AVERAGE, DRAW), v**2 / n),
        Equal(Variance(AVERAGE, DRAW), v / n**2),
        Equal(Variance(TOTAL, DRAW), v / n),
        Equal(Expectation(TOTAL, DRAW), mu),
        Equal(Variance(AVERAGE, DRAW), 0),
    ]
    assert "proved" not in verdicts("variance_of_mean", *wrong)


def test_the_inequality_is_proved_from_these_hypotheses():
    assert_proved("chebyshev_for_the_mean")
    labels = [g.label for g in theorem("chebyshev_for_the_mean").hypotheses]
    assert labels == ["S2", "S3", "S4", "S5", "A1", "A2", "A3"]
    assert theorem("chebyshev_for_the_mean").cites == ("variance_of_mean", "chebyshev")


def test_neighbours_of_the_inequality_that_are_false():
    far = Probability(abs(AVERAGE - mu) >= epsilon, DRAW)
    wrong = [
        far < sigma**2 / (n * epsilon**2),
        far <= sigma**2 / (n * epsilon),
        far <= sigma**2 / (n**2 * epsilon**2),
        far <= sigma**4 / (n**2 * epsilon**2),
        Probability(abs(TOTAL - mu) >= epsilon, DRAW) <= sigma**2 / (n * epsilon**2),
    ]
    assert "proved" not in verdicts("chebyshev_for_the_mean", *wrong)
