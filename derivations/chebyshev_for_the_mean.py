"""Chebyshev's inequality for the mean of uncorrelated random variables."""

from mlekl_symbolic import *


@derivation(
    title="Chebyshev's inequality for the mean",
    sources=("W. Feller, An Introduction to Probability Theory and Its Applications I (1968), section X.1.",),
    claims=("B16", "B18"),
    spare={"S3": "the variance is taken about the given mean, whatever the total mass"},
)
def chebyshev_for_the_mean(proof: Proof) -> Theorem:
    """The mean of many uncorrelated random variables is rarely far from their expectation."""
    Omega = proof.finite_set("Omega")
    P = proof.distribution("P", over=Omega)
    n = proof.natural("n")
    X = proof.random_variables("X")
    mu, sigma = proof.real("mu"), proof.real("sigma")
    w, i, j, epsilon = variables("omega i j epsilon")
    proof.given(ForAll(Equal(Expectation(X[i](w), (w, P)), mu), (i, 1, n)), "all have the mean μ")
    proof.given(ForAll(Equal(Variance(X[i](w), (w, P)), sigma**2), (i, 1, n)), "all have the variance σ²")
    covariance = Expectation((X[i](w) - mu) * (X[j](w) - mu), (w, P))
    proof.given(
        ForAll(Implies(NotEqual(i, j), Equal(covariance, 0)), (j, 1, n), (i, 1, n)),
        "any two of them are uncorrelated",
    )
    average = 1 / n * Sum(X[i](w), (i, 1, n))
    far = Probability(abs(average - mu) >= epsilon, (w, P))
    positive = Interval.above(0)
    proof.show(ForAll(far <= sigma**2 / (n * epsilon**2), (epsilon, positive)))

    moments = proof.cite("variance_of_mean", v=sigma**2)
    inequality = proof.cite("chebyshev", X=MapsTo(average, (w, Omega)), by=moments)
    proof.fix(epsilon, positive)
    bound = (
        proof.calc(far, "The mean has expectation μ and variance σ²/n.")
        .le(Variance(average, (w, P)) / epsilon**2, by=inequality)
        .eq(sigma**2 / n / epsilon**2, by=moments)
        .eq(sigma**2 / (n * epsilon**2))
    )
    return proof.qed(bound)
