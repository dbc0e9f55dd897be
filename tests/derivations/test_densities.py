"""The derivations about densities: proved, with the hypotheses they need, beside false neighbours."""

from __future__ import annotations

from fractions import Fraction

import pytest
from sympy import Rational

from mlekl_symbolic.language import (
    KL,
    AlmostEverywhere,
    Alphabet,
    And,
    ArgMax,
    ArgMin,
    Density,
    DensityModel,
    Empirical,
    Equal,
    Expectation,
    Exponential,
    FiniteSet,
    ForAll,
    FunctionSymbol,
    Gaussian,
    H,
    Iff,
    Implies,
    InfiniteDivergence,
    Integral,
    Interval,
    LogLikelihood,
    MassFunction,
    NamedSet,
    Not,
    NotEqual,
    Pi,
    Probability,
    Reals,
    Sample,
    Singleton,
    Statement,
    Sum,
    TabulatedModel,
    Variance,
    exp,
    log,
    number,
    variables,
)
from mlekl_symbolic.proof.verdict import PROVED, REFUTED
from tests.derivations.needed import superfluous
from tests.derivations.probe import assert_proved, stated, statement_without, theorem, verdicts, without

S, Theta, R = NamedSet("S"), NamedSet("Theta"), Reals()
p, q = Density("p", S), Density("q", S)
x, y, z, a, i, j, mu, nu, sigma, tau, theta = variables("x y z a i j mu nu sigma tau theta")
rate, kappa, N, s = variables("lambda kappa N s")
half = number(Fraction(1, 2))

ALL = (
    "gibbs_for_densities", "elbo_for_densities", "variational_inference_for_densities", "kl_as_expectation",
    "cross_entropy_for_densities", "same_minimisers_for_densities", "empirical_against_a_density",
    "gaussian_divergence", "gaussian_entropy", "gaussian_least_squares", "moments_of_continuous_laws",
    "exponential_entropy", "normal_laws_with_one_variance", "moments_of_a_coin", "markov_for_densities",
    "infinite_divergence_from_data", "expectation_under_a_density", "normal_law_has_most_entropy",
    "gaussian_deviation", "jensen_for_densities",
)  # fmt: skip


@pytest.mark.parametrize("name", ALL)
def test_proved(name: str) -> None:
    assert_proved(name)


@pytest.mark.parametrize("name", ALL)
def test_the_hypotheses_can_be_met(name: str) -> None:
    made = theorem(name)
    assert made.instance is not None


NEEDED = {
    "gibbs_for_densities": 2,
    "elbo_for_densities": 4,
    "variational_inference_for_densities": 4,
    "cross_entropy_for_densities": 3,
    "same_minimisers_for_densities": 3,
    "gaussian_divergence": 2,
    "gaussian_entropy": 1,
    "gaussian_least_squares": 1,
    "moments_of_continuous_laws": 2,
    "exponential_entropy": 2,
    "normal_laws_with_one_variance": 1,
    "markov_for_densities": 4,
    "expectation_under_a_density": 2,
    "normal_law_has_most_entropy": 3,
    "gaussian_deviation": 2,
    "jensen_for_densities": 3,
}


@pytest.mark.parametrize("name", NEEDED)
def test_no_hypothesis_is_idle(name: str) -> None:
    assert len(stated(name)) == NEEDED[name]
    assert superfluous(name) == []


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("gibbs_for_densities", ("A1",)),
        ("elbo_for_densities", ("A1", "A2", "A3")),
        ("cross_entropy_for_densities", ("A1",)),
        ("markov_for_densities", ("A1", "A2")),
    ],
)
def test_without_a_hypothesis_the_statement_fails_somewhere(name: str, labels: tuple[str, ...]) -> None:
    """That what is integrated is integrable cannot be dropped either, but no step function shows it."""
    assert [label for label in labels if statement_without(name, label) != REFUTED] == []


def test_gibbs_needs_that_the_densities_are_densities() -> None:
    assert all(without("gibbs_for_densities", label) != PROVED for label in ("S1", "S2", "S3", "S4"))


posterior, evidence = Density("p_post", S), Integral(FunctionSymbol("p_x")(y), (y, S))
joint = FunctionSymbol("p_x")
bound = Integral(q(z) * log(joint(z) / q(z)), (z, S))
member = DensityModel("q", Theta, S)[theta]
data = Sample("x", N, R)
squares = Sum((data[i] - mu) ** 2, (i, 1, N))
mean = 1 / N * Sum(data[j], (j, 1, N))
likelihood = LogLikelihood(Gaussian(mu, sigma), data)
P_data, on_line = Empirical("P_data", data), Density("q", R)
normal, other = Gaussian(mu, sigma), Gaussian(nu, tau)
closed = log(tau / sigma) + (sigma**2 + (mu - nu) ** 2) / (2 * tau**2) - half
X = FiniteSet("X")
P, Q, pr, qr = MassFunction("P", X), MassFunction("Q", X), Density("p", R), Density("q", R)
waiting, slower = Exponential(rate), Exponential(kappa)

f, g, X_of = FunctionSymbol("f"), FunctionSymbol("g"), FunctionSymbol("X")
c, t = variables("c t")
draw, below = (x, p), ForAll(f(x) <= g(x), (x, S))
chance, mean_of_X = Probability(X_of(x) >= t, draw), Expectation(X_of(x), draw)
coin_set = Alphabet("X", "0 1")
coin = TabulatedModel("B", Interval.closed(0, 1), coin_set, theta, (1 - theta, theta))[theta]
one_variance = Gaussian(nu, sigma)
letters = Sample("x", N, X)
observed = ForAll(NotEqual(Q(letters[i]), 0), (i, 1, N))

FALSE: dict[str, tuple[tuple[Statement, ...], int]] = {
    "gibbs_for_densities": ((
        KL(p, q) <= 0,
        KL(p, q) > 0,
        Equal(KL(p, q), KL(q, p)),
        Implies(Equal(KL(p, q), 0), Equal(Integral(p(x) ** 2, (x, S)), 1)),
        Iff(Equal(KL(p, q), 0), Not(AlmostEverywhere(Equal(p(x), q(x)), (x, S)))),
        AlmostEverywhere(Equal(p(x), q(x)), (x, S)),
        KL(q, p) >= 1,
    ), 6),
    "elbo_for_densities": ((
        Equal(log(evidence), bound + KL(posterior, q)),
        Equal(log(evidence), bound - KL(q, posterior)),
        log(evidence) <= bound,
        bound < log(evidence),
        Equal(evidence, bound + KL(q, posterior)),
        Equal(log(evidence), bound),
    ), 5),
    "cross_entropy_for_densities": ((
        Equal(H(p, q), H(p) - KL(p, q)),
        Equal(H(p, q), H(q) + KL(p, q)),
        Equal(H(p, q), H(p)),
        Equal(H(p, q), KL(p, q)),
        H(p, q) < H(p),
        Equal(H(p, q), H(q, p)),
    ), 5),
    "same_minimisers_for_densities": ((
        Equal(ArgMin(H(p, member), (theta, Theta)), ArgMax(KL(p, member), (theta, Theta))),
        Equal(ArgMin(KL(p, member), (theta, Theta)), ArgMin(KL(member, p), (theta, Theta))),
        Equal(ArgMin(KL(p, member), (theta, Theta)), ArgMin(H(member), (theta, Theta))),
        Equal(ArgMin(KL(p, member), (theta, Theta)),
              ArgMin(Expectation(log(member(x)), (x, p)), (theta, Theta))),
        Equal(ArgMin(KL(p, member), (theta, Theta)), Theta),
    ), 0),
    "empirical_against_a_density": ((
        Equal(Integral(P_data(a), (a, R)), 1),
        Not(InfiniteDivergence(P_data, on_line)),
        Equal(P_data(data[1]), 0),
        NotEqual(Integral(on_line(a), (a, Singleton(0))), 0),
        Equal(Integral(P_data(a) * on_line(a), (a, R)), 1 / N),
    ), 3),
    "kl_as_expectation": ((
        Equal(KL(P, Q), Expectation(log(Q(a) / P(a)), (a, P))),
        Equal(KL(P, Q), Expectation(log(P(a) / Q(a)), (a, Q))),
        Equal(KL(pr, qr), Expectation(log(qr(x) / pr(x)), (x, pr))),
        Equal(KL(pr, qr), Expectation(log(pr(x) / qr(x)), (x, qr))),
        Equal(KL(pr, qr), Expectation(pr(x) / qr(x), (x, pr))),
        Equal(KL(pr, qr), log(Expectation(pr(x) / qr(x), (x, pr)))),
    ), 6),
    "gaussian_divergence": ((
        Equal(KL(normal, other), closed + half),
        Equal(KL(normal, other), -closed),
        Equal(KL(other, normal), closed),
        Equal(KL(normal, other), log(sigma / tau) + (sigma**2 + (mu - nu) ** 2) / (2 * tau**2) - half),
        Equal(KL(normal, other), log(tau / sigma) + (sigma**2 + (mu - nu) ** 2) / (2 * sigma**2) - half),
        Equal(KL(normal, other), (mu - nu) ** 2 / (2 * tau**2)),
    ), 0),
    "normal_law_has_most_entropy": ((
        H(pr) >= H(normal),
        H(pr) < H(normal),
        Equal(H(pr), H(normal)),
        Equal(H(pr), log(2 * Pi() * exp(1) * sigma**2) / 2),
        Equal(KL(pr, normal), H(pr) - H(normal)),
        Equal(KL(normal, pr), H(normal) - H(pr)),
        AlmostEverywhere(Equal(pr(x), normal(x)), (x, R)),
    ), 0),
    "jensen_for_densities": ((
        Expectation(log(f(x)), draw) >= log(Expectation(f(x), draw)),
        Expectation(log(f(x)), draw) < log(Expectation(f(x), draw)),
        Equal(Expectation(log(f(x)), draw), log(Expectation(f(x), draw))),
        log(Expectation(f(x), draw)) <= 0,
        Expectation(f(x), draw) <= log(Expectation(f(x), draw)),
    ), 5),
    "gaussian_deviation": ((
        Equal(ArgMax(likelihood, (sigma, Interval.above(0))), Singleton(s ** 2)),
        Equal(ArgMax(likelihood, (sigma, Interval.above(0))), Singleton(1)),
        Equal(ArgMin(likelihood, (sigma, Interval.above(0))), Singleton(s)),
        Equal(ArgMax(-likelihood, (sigma, Interval.above(0))), Singleton(s)),
        Equal(ArgMax(likelihood, (sigma, Interval.above(0))), Singleton(N * s)),
    ), 0),
    "gaussian_entropy": ((
        Equal(H(normal), log(2 * Pi() * sigma**2) / 2),
        Equal(H(normal), log(2 * Pi() * exp(1) * sigma) / 2),
        Equal(H(normal), log(2 * Pi() * exp(1) * sigma**2)),
        Equal(H(normal), -log(2 * Pi() * exp(1) * sigma**2) / 2),
        Equal(H(normal), log(2 * Pi() * exp(1) * sigma**2) / 2 + mu),
        H(normal) >= 0,
    ), 0),
    "gaussian_least_squares": ((
        Equal(ArgMax(likelihood, (mu, R)), ArgMax(squares, (mu, R))),
        Equal(ArgMin(squares, (mu, R)), Singleton(0)),
        Equal(ArgMin(squares, (mu, R)), Singleton(mean / 2)),
        Equal(ArgMin(likelihood, (mu, R)), ArgMin(squares, (mu, R))),
        Equal(ArgMax(likelihood, (mu, R)), Singleton(Sum(data[j], (j, 1, N)))),
    ), 2),
    "moments_of_continuous_laws": ((
        Equal(Expectation(x, (x, normal)), sigma),
        Equal(Variance(x, (x, normal)), sigma),
        Equal(Expectation(x**2, (x, normal)), sigma**2),
        Equal(Expectation(x, (x, waiting)), rate),
        Equal(Variance(x, (x, waiting)), 1 / rate),
        Equal(Variance(x, (x, waiting)), 2 / rate**2),
    ), 0),
    "expectation_under_a_density": ((
        Equal(Expectation(f(x) * g(x), draw), Expectation(f(x), draw) * Expectation(g(x), draw)),
        Equal(Expectation(f(x) + c, draw), Expectation(f(x), draw)),
        Equal(Expectation(c * f(x), draw), Expectation(f(x), draw)),
        Implies(below, Expectation(g(x), draw) <= Expectation(f(x), draw)),
        Implies(below, Expectation(f(x), draw) < Expectation(g(x), draw)),
        Implies(Expectation(f(x), draw) <= Expectation(g(x), draw), below),
    ), 6),
    "markov_for_densities": ((
        chance <= mean_of_X / t**2,
        chance >= mean_of_X / t,
        chance <= mean_of_X,
        chance < mean_of_X / t,
        Equal(chance, mean_of_X / t),
        chance <= mean_of_X / (2 * t),
    ), 6),
    "infinite_divergence_from_data": ((
        Iff(InfiniteDivergence(Empirical("P_data", letters), Q), observed),
        InfiniteDivergence(Empirical("P_data", letters), Q),
        Not(InfiniteDivergence(Empirical("P_data", letters), Q)),
        Iff(InfiniteDivergence(Q, Empirical("P_data", letters)), Not(observed)),
        observed,
    ), 5),
    "moments_of_a_coin": ((
        Equal(Expectation(a, (a, coin)), 1 - theta),
        Equal(Variance(a, (a, coin)), theta),
        Equal(Variance(a, (a, coin)), theta**2),
        Equal(Expectation(a**2, (a, coin)), theta**2),
        Variance(a, (a, coin)) >= Rational(1, 3),
    ), 5),
    "normal_laws_with_one_variance": ((
        Equal(KL(normal, one_variance), (mu - nu) ** 2 / sigma**2),
        Equal(KL(normal, one_variance), (mu - nu) ** 2),
        Equal(KL(normal, one_variance), (mu + nu) ** 2 / (2 * sigma**2)),
        Equal(KL(normal, one_variance), 0),
        Equal(KL(normal, one_variance), -((mu - nu) ** 2) / (2 * sigma**2)),
    ), 0),
    "exponential_entropy": ((
        Equal(H(waiting), 1 + log(rate)),
        Equal(H(waiting), -log(rate)),
        Equal(KL(waiting, slower), log(kappa / rate) + kappa / rate - 1),
        Equal(KL(waiting, slower), log(rate / kappa) + rate / kappa - 1),
        Equal(KL(waiting, slower), log(rate / kappa) + kappa / rate + 1),
        Equal(KL(waiting, slower), KL(slower, waiting)),
    ), 0),
}  # fmt: skip


@pytest.mark.parametrize("name", FALSE)
def test_false_neighbours(name: str) -> None:
    statements, refuted = FALSE[name]
    found = verdicts(name, *statements)
    assert PROVED not in found, dict(zip(map(str, statements), found, strict=True))
    assert found.count(REFUTED) >= refuted, dict(zip(map(str, statements), found, strict=True))


def test_the_true_statements_are_recognised() -> None:
    agree = AlmostEverywhere(Equal(p(x), q(x)), (x, S))
    assert verdicts("gibbs_for_densities", And(KL(p, q) >= 0, Iff(Equal(KL(p, q), 0), agree))) == [PROVED]
    assert verdicts("gaussian_divergence", Equal(KL(normal, other), closed)) == [PROVED]
