"""Chebyshev's inequality in its two forms, and what is not so."""

from mlekl_symbolic.language import (
    Expectation,
    FiniteSet,
    FunctionSymbol,
    MassFunction,
    Probability,
    Variable,
    Variance,
)
from mlekl_symbolic.proof.outcome import Refuted
from tests.derivations.needed import superfluous
from tests.derivations.probe import assert_proved, theorem, verdicts

Omega = FiniteSet("Omega")
P, X = MassFunction("P", Omega), FunctionSymbol("X")
v, u, mu, sigma, epsilon, k = map(Variable, ("v", "u", "mu", "sigma", "epsilon", "k"))
DRAW = (v, P)
SPREAD = Variance(X(u), (u, P))


def far(bound):
    return Probability(abs(X(v) - mu) >= bound, DRAW)


def test_it_is_proved_from_these_hypotheses():
    assert_proved("chebyshev")
    assert [str(g.statement) for g in theorem("chebyshev").hypotheses] == [
        "ForAll(P(a) >= 0, (a, Omega))",
        "Equal(Expectation(X(omega), (omega, P)), mu)",
    ]


def test_every_hypothesis_is_needed():
    assert superfluous("chebyshev") == []


def test_neighbours_that_are_false():
    wrong = [
        far(epsilon) < SPREAD / epsilon**2,
        far(epsilon) <= SPREAD / epsilon,
        far(epsilon) <= SPREAD,
        far(epsilon) <= SPREAD / (2 * epsilon**2),
        far(epsilon) <= SPREAD / epsilon**3,
        Probability(abs(X(v)) >= epsilon, DRAW) <= SPREAD / epsilon**2,
        Probability(abs(X(v) - mu) <= epsilon, DRAW) <= SPREAD / epsilon**2,
    ]
    assert "proved" not in verdicts("chebyshev", *wrong)


def test_in_standard_deviations_it_is_proved_from_these_hypotheses():
    assert_proved("chebyshev_in_deviations")
    assert [str(g.statement) for g in theorem("chebyshev_in_deviations").hypotheses][1:] == [
        "Equal(Expectation(X(omega), (omega, P)), mu)",
        "Equal(Variance(X(omega), (omega, P)), sigma**2)",
        "sigma > 0",
    ]
    assert superfluous("chebyshev_in_deviations") == []


def test_with_the_variance_for_the_standard_deviation_it_is_refuted():
    (line,) = theorem("chebyshev_in_deviations").refutations
    assert isinstance(line.outcome, Refuted)
    found = dict(line.outcome.witness.values)
    assert (found["sigma"], found["k"], found["P(a)"]) == ("1/2", "2", "1/2")
    assert (line.outcome.witness.left, line.outcome.witness.right) == ("1", "1/4")


def test_neighbours_in_standard_deviations_that_are_false():
    wrong = [
        far(k * sigma) < 1 / k**2,
        far(k * sigma) <= 1 / k**3,
        far(k) <= 1 / k**2,
        far(sigma) <= 1 / k**2,
        far(k * sigma) <= sigma**2 / k**2,
        Expectation(X(u), (u, P)) <= 0,
    ]
    assert "proved" not in verdicts("chebyshev_in_deviations", *wrong)
