"""The weak law of large numbers, for variables with a common variance."""

from mlekl_symbolic import *


@derivation(
    title="The weak law of large numbers",
    sources=("W. Feller, An Introduction to Probability Theory and Its Applications I (1968), section X.1.",),
    claims=("B15", "B18"),
    unshown={
        "A1 A2 A3 S1": "the statement speaks of infinitely many numbers, and only finite examples are tried"
    },
    spare={"S2": "the variance is taken about the given mean, whatever the total mass"},
)
def weak_law(proof: Proof) -> Theorem:
    """The mean of n uncorrelated random variables tends to their expectation in probability.

    For every n there is a finite probability space with n random variables; its outcomes are numbered.
    """
    w, n, i, j, epsilon = variables("omega n i j epsilon")
    M = proof.function("M")
    Omega = Range(1, M(n))
    P = proof.distributions("P", index=n, over=Omega)
    X = proof.random_variables("X", indices=2)
    mu, sigma = proof.real("mu"), proof.real("sigma")
    numbers, draw = (n, Naturals()), (w, P[n])
    mean = Expectation(X[n, i](w), draw)
    proof.given(ForAll(Equal(mean, mu), (i, 1, n), numbers), "all have the mean μ")
    spread = Variance(X[n, i](w), draw)
    proof.given(ForAll(Equal(spread, sigma**2), (i, 1, n), numbers), "all have the variance σ²")
    covariance = Expectation((X[n, i](w) - mu) * (X[n, j](w) - mu), draw)
    proof.given(
        ForAll(Implies(NotEqual(i, j), Equal(covariance, 0)), (j, 1, n), (i, 1, n), numbers),
        "any two for the same n are uncorrelated",
    )
    proof.instance(
        "a single outcome and variables that are zero",
        M=MapsTo(1, numbers), P=MapsTo(1, (w, Reals()), numbers),
        X=MapsTo(0, (w, Reals()), (i, Reals()), numbers), mu=number(0), sigma=number(0),
    )  # fmt: skip
    average = 1 / n * Sum(X[n, i](w), (i, 1, n))
    far = Probability(abs(average - mu) >= epsilon, draw)
    positive = Interval.above(0)
    proof.show(ForAll(Converges(far, (n, 0)), (epsilon, positive)))

    proof.fix(epsilon, positive)
    bound = sigma**2 / epsilon**2 / n
    null = proof.claim(Converges(bound, (n, 0)), by=tendsto_const_div)
    proof.fix(n, Naturals())
    with proof.suppose(n >= 1):
        inequality = proof.cite("chebyshev_for_the_mean", Omega=Omega, P=P[n], X=X[n])
        chance = proof.calc(far).le(sigma**2 / (n * epsilon**2), by=inequality).eq(bound)
    small = MapsTo(bound, (n, Naturals()))
    limit = proof.claim(Converges(far, (n, 0)), by=[squeeze_zero(g=small), chance, null])
    return proof.qed(limit)
