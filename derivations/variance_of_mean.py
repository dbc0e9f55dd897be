"""The variance of the mean of uncorrelated random variables."""

from typing import Any

from mlekl_symbolic import *


@derivation(
    title="The variance of a mean",
    sources=(
        "W. Feller, An Introduction to Probability Theory and Its Applications I (1968), section IX.5.",
    ),
    claims=("B16",),
    spare={"S3": "the variance is taken about the given mean, whatever the total mass"},
)
def variance_of_mean(proof: Proof) -> Theorem:
    """Averaging n uncorrelated random variables divides the variance by n."""
    Omega = proof.finite_set("Omega")
    P = proof.distribution("P", over=Omega)
    n = proof.natural("n")
    X = proof.random_variables("X")
    mu, v = proof.real("mu"), proof.real("v")
    w, i, j, k, m = variables("omega i j k m")

    def covariance(i: Variable, j: Variable) -> Any:
        return Expectation((X[i](w) - mu) * (X[j](w) - mu), (w, P))

    mean = proof.given(ForAll(Equal(Expectation(X[i](w), (w, P)), mu), (i, 1, n)), "all have the mean μ")
    spread = proof.given(ForAll(Equal(Variance(X[i](w), (w, P)), v), (i, 1, n)), "all have the variance v")
    uncorrelated = proof.given(
        ForAll(Implies(NotEqual(i, j), Equal(covariance(i, j), 0)), (j, 1, n), (i, 1, n)),
        "any two of them are uncorrelated",
    )
    average = 1 / n * Sum(X[i](w), (i, 1, n))
    proof.show(And(Equal(Expectation(average, (w, P)), mu), Equal(Variance(average, (w, P)), v / n)))

    same_mean = (
        proof.calc(Expectation(average, (w, P)), "The mean of the average is the average of the means.")
        .eq(1 / n * Sum(Expectation(X[i](w), (w, P)), (i, 1, n)))
        .eq(1 / n * Sum(mu, (i, 1, n)), by=mean)
        .eq(mu)
    )
    proof.fix(k, Range(1, n))
    proof.fix(m, Range(1, n))
    with proof.suppose(Equal(k, m)):
        alike = (
            proof.calc(covariance(k, m), "The covariance of a variable with itself is its variance.")
            .eq(Expectation((X[k](w) - mu) ** 2, (w, P)))
            .eq(Variance(X[k](w), (w, P)), by=[mean, variance])
            .eq(v, by=spread)
            .eq(delta(k, m) * v)
        )
    with proof.suppose(NotEqual(k, m)):
        apart = (
            proof.calc(covariance(k, m), "The covariance of two different variables is zero.")
            .eq(0, by=uncorrelated)
            .eq(delta(k, m) * v)
        )
    covariances = proof.claim(
        ForAll(Equal(covariance(i, j), delta(i, j) * v), (j, 1, n), (i, 1, n)),
        "In one formula,",
        by=[alike, apart],
    )
    divided = (
        proof.calc(Variance(average, (w, P)), "The square of a sum is a double sum.")
        .eq(Expectation((1 / n * Sum(X[i](w) - mu, (i, 1, n))) ** 2, (w, P)), by=variance)
        .eq(1 / n**2 * Sum(covariance(i, j), (j, 1, n), (i, 1, n)))
        .eq(1 / n**2 * Sum(delta(i, j) * v, (j, 1, n), (i, 1, n)), by=covariances)
        .eq(v / n, by=sum_delta)
    )
    return proof.qed(same_mean, divided)
