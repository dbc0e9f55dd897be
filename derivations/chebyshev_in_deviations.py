"""Chebyshev's inequality in units of the standard deviation, and not of the variance."""

from mlekl_symbolic import *


@derivation(
    title="Chebyshev's inequality in standard deviations",
    sources=(
        "P. L. Chebyshev, Des valeurs moyennes, Journal de mathématiques pures et appliquées 12 (1867).",
    ),
    claims=("B17",),
)
def chebyshev_in_deviations(proof: Proof) -> Theorem:
    """A random variable is rarely k standard deviations from its mean; with k variances this is false."""
    Omega = proof.finite_set("Omega")
    P = proof.distribution("P", over=Omega)
    X = proof.random_variable("X")
    mu, sigma = proof.real("mu"), proof.real("sigma")
    w, k = variables("omega k")
    proof.given(Equal(Expectation(X(w), (w, P)), mu), "X has the mean μ")
    spread = proof.given(Equal(Variance(X(w), (w, P)), sigma**2), "X has the variance σ²")
    proof.given(sigma > 0)
    deviation, positive = abs(X(w) - mu), Interval.above(0)
    proof.show(ForAll(Probability(deviation >= k * sigma, (w, P)) <= 1 / k**2, (k, positive)))

    proof.fix(k, positive)
    proof.refute(Probability(deviation >= k * sigma**2, (w, P)) <= 1 / k**2)
    bound = (
        proof.calc(Probability(deviation >= k * sigma, (w, P)), "Take ε = kσ in Chebyshev's inequality.")
        .le(Variance(X(w), (w, P)) / (k * sigma) ** 2, by=proof.cite("chebyshev"))
        .eq(sigma**2 / (k * sigma) ** 2, by=spread)
        .eq(1 / k**2)
    )
    return proof.qed(bound)
