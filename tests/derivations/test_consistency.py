"""The road to consistency on a finite alphabet: each stage, what it needs, and what does not follow."""

import pytest

from mlekl_symbolic.language import (
    KL,
    Cardinality,
    Converges,
    Equal,
    Family,
    FiniteSet,
    ForAll,
    FunctionSymbol,
    Interval,
    MassFunction,
    Model,
    NamedSet,
    Not,
    Probability,
    Range,
    Sequence,
    Sum,
    Variable,
    delta,
    log,
    variables,
)
from tests.derivations.needed import superfluous
from tests.derivations.probe import assert_proved, theorem, verdicts

A, Omega = FiniteSet("A"), FiniteSet("Omega")
P, T, F, Q, R = (MassFunction(*p) for p in (("P", Omega), ("T", A), ("F", A), ("Q", A), ("R", A)))
X = Family("X", 2)
v, s, b, n, p, t, c, L, m = variables("v s b n p t c L m")
epsilon, eta = variables("epsilon eta")
BOUNDS = [
    "excess_divergence", "excess_for_a_sample", "probability_of_excess", "consistency_on_a_finite_alphabet",
    "consistency_of_the_estimate",
]  # fmt: skip
QUICK = [
    "smallest_mass",
    "bound_of_losses",
    "bernoulli_theorem",
    "frequencies_converge",
    "bounded_product",
    "mass_of_the_estimate",
]
STAGES = [*QUICK, "boole_inequality", *BOUNDS]


@pytest.mark.parametrize("name", STAGES)
def test_every_stage_is_proved(name: str) -> None:
    assert_proved(name)


@pytest.mark.parametrize("name", QUICK)
def test_every_hypothesis_of_a_stage_is_needed(name: str) -> None:
    assert superfluous(name) == []


@pytest.mark.parametrize("name", BOUNDS)
def test_every_hypothesis_of_the_bounds_is_needed(name: str) -> None:
    assert superfluous(name) == []


def test_boole_asks_for_no_independence() -> None:
    assert [g.label for g in theorem("boole_inequality").hypotheses] == ["S2", "S4"]


def test_false_neighbours_of_bernoulli() -> None:
    average = 1 / n * Sum(X[s](v), (s, 1, n))
    far = Probability(abs(average - p) >= epsilon, (v, P))
    wrong = [
        far < 1 / (4 * n * epsilon**2),
        far <= 1 / (8 * n * epsilon**2),
        far <= 1 / (4 * n**2 * epsilon**2),
        Equal(far, 0),
        Equal(Probability(average >= p, (v, P)), 1),
    ]
    assert "proved" not in verdicts("bernoulli_theorem", *wrong)


def test_false_neighbours_of_boole() -> None:
    draw = (v, P)
    below, large = ForAll(X[b](v) < t, (b, A)), X[b](v) >= t
    some = Probability(Not(below), draw)
    wrong = [
        Equal(some, Sum(Probability(large, draw), (b, A))),
        some >= Sum(Probability(large, draw), (b, A)),
        Probability(below, draw) <= Sum(Probability(large, draw), (b, A)),
        some <= Sum(Probability(large, draw), (b, A)) / Cardinality(A),
    ]
    assert verdicts("boole_inequality", *wrong) == ["refuted"] * len(wrong)


def test_false_neighbours_of_the_mass() -> None:
    z = Variable("z")
    wrong = [
        ForAll(-log(Q(z)) <= L, (z, A)),
        ForAll(Q(z) > 0, (z, A)),
        ForAll(-log(Q(z)) <= L / c, (z, A)),
        ForAll(log(Q(z)) >= 0, (z, A)),
    ]
    found = verdicts("mass_of_the_estimate", *wrong)
    assert "proved" not in found
    assert found.count("refuted") >= 2


def test_false_neighbours_of_the_excess() -> None:
    excess = KL(T, Q) - KL(T, R)
    wrong = [
        excess <= 0,
        excess <= L * epsilon,
        excess < 2 * Cardinality(A) * L / m * epsilon,
        KL(T, Q) <= KL(F, Q),
        ForAll(Equal(T(b), F(b)), (b, A)),
    ]
    found = verdicts("excess_divergence", *wrong)
    assert "proved" not in found
    assert found.count("refuted") >= 2


def test_consistency_says_nothing_about_every_outcome_or_the_parameters() -> None:
    k, w = variables("k w")
    theta_hat, M, rho = FunctionSymbol("theta_hat", 2), FunctionSymbol("M"), Variable("rho")
    outcomes = Range(1, M(k))
    draw = (w, Sequence("P", k, outcomes)[k])
    q = Model("Q", NamedSet("Theta"), A)
    x = Family("x", 3)
    frequency = 1 / k * Sum(delta(b, x[k, s](w)), (s, 1, k))
    excess = KL(T, q[theta_hat(k, w)]) - KL(T, q[rho])
    wrong = [
        ForAll(Converges(Probability(excess >= -eta, draw), (k, 0)), (eta, Interval.above(0))),
        ForAll(Converges(Probability(excess <= eta, draw), (k, 0)), (eta, Interval.above(0))),
        Converges(theta_hat(k, 1), (k, rho)),
        Converges(Probability(excess > 0, draw), (k, 0)),
        ForAll(Converges(Probability(abs(frequency - T(b)) >= 0, draw), (k, 0)), (b, A)),
    ]
    assert "proved" not in verdicts("consistency_on_a_finite_alphabet", *wrong)


def test_separation_is_for_one_error_at_a_time() -> None:
    k, w = variables("k w")
    theta_hat, M, rho = FunctionSymbol("theta_hat", 2), FunctionSymbol("M"), Variable("rho")
    draw = (w, Sequence("P", k, Range(1, M(k)))[k])
    wrong = [
        Converges(Probability(abs(theta_hat(k, w) - rho) >= 0, draw), (k, 0)),
        Converges(Probability(abs(theta_hat(k, w) - rho) >= epsilon, draw), (k, 1)),
        Converges(theta_hat(k, 1), (k, rho)),
    ]
    assert "proved" not in verdicts("consistency_of_the_estimate", *wrong)
