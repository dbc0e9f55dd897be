"""Bernoulli's theorem: the relative frequency of an event is rarely far from its probability."""

from sympy import Rational

from mlekl_symbolic import *


@derivation(
    title="Bernoulli's theorem",
    sources=(
        "W. Feller, An Introduction to Probability Theory and Its Applications I (1968), section VI.4.",
    ),
    unshown={"A3": "it would take a larger example than those that were tried"},
)
def bernoulli_theorem(proof: Proof) -> Theorem:
    """In n independent trials the frequency of an event is rarely far from its probability p.

    The trials are counted by random variables with the values 0 and 1.
    """
    Omega = proof.finite_set("Omega")
    P = proof.distribution("P", over=Omega)
    n = proof.natural("n")
    X = proof.random_variables("X")
    p = proof.real("p")
    w, i, j, epsilon = variables("omega i j epsilon")
    draw = (w, P)
    values = proof.given(
        ForAll(Equal(X[i](w) ** 2, X[i](w)), (w, Omega), (i, 1, n)), "the values are 0 and 1"
    )
    mean = proof.given(ForAll(Equal(Expectation(X[i](w), draw), p), (i, 1, n)), "1 has the probability p")
    product = Equal(Expectation(X[i](w) * X[j](w), draw), p**2)
    independent = proof.given(
        ForAll(Implies(NotEqual(i, j), product), (j, 1, n), (i, 1, n)), "any two trials are independent"
    )
    frequency = 1 / n * Sum(X[i](w), (i, 1, n))
    far = Probability(abs(frequency - p) >= epsilon, draw)
    positive = Interval.above(0)
    spread = p * (1 - p)
    proof.show(ForAll(far <= 1 / (4 * n * epsilon**2), (epsilon, positive)))

    proof.fix(i, Range(1, n))
    proof.fix(j, Range(1, n))
    squares = (
        proof.calc(Expectation(X[i](w) ** 2, draw), "A number that is 0 or 1 is its own square.")
        .eq(Sum(P(w) * X[i](w) ** 2, (w, Omega)), by=expectation)
        .eq(Sum(P(w) * X[i](w), (w, Omega)), by=values)
        .eq(Expectation(X[i](w), draw), by=expectation)
        .eq(p, by=mean)
    )
    variances = (
        proof.calc(Variance(X[i](w), draw), "This gives the variance.")
        .eq(Expectation((X[i](w) - p) ** 2, draw), by=[variance, mean])
        .eq(Expectation(X[i](w) ** 2, draw) - 2 * p * Expectation(X[i](w), draw) + p**2)
        .eq(spread, by=[squares, mean])
    )
    with proof.suppose(NotEqual(i, j)):
        covariances = (
            proof.calc(Expectation((X[i](w) - p) * (X[j](w) - p), draw), "Different trials are uncorrelated.")
            .eq(
                Expectation(X[i](w) * X[j](w), draw)
                - p * Expectation(X[i](w), draw)
                - p * Expectation(X[j](w), draw)
                + p**2
            )
            .eq(0, by=[independent, mean])
        )
    moments = proof.cite("variance_of_mean", mu=p, v=spread, by=[variances, covariances])
    chebyshev = proof.cite("chebyshev", X=MapsTo(frequency, (w, Omega)), mu=p, by=moments)
    proof.fix(epsilon, positive)
    quarter = (
        proof.calc(spread, "The variance is at most a quarter.")
        .eq(Rational(1, 4) - (p - Rational(1, 2)) ** 2)
        .le(Rational(1, 4), by=sq_nonneg(a=p - Rational(1, 2)))
    )
    bound = (
        proof.calc(far, "So Chebyshev's inequality gives the bound.")
        .le(Variance(frequency, draw) / epsilon**2, by=chebyshev)
        .eq(1 / (n * epsilon**2) * spread, by=moments)
        .le(
            1 / (n * epsilon**2) * Rational(1, 4),
            by=[mul_le_mul_left(c=1 / (n * epsilon**2), a=spread, b=Rational(1, 4)), quarter],
        )
        .eq(1 / (4 * n * epsilon**2))
    )
    return proof.qed(bound)
