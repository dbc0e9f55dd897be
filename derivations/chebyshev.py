"""Chebyshev's inequality for a random variable on a finite space."""

from mlekl_symbolic import *


@derivation(
    title="Chebyshev's inequality",
    sources=(
        "W. Feller, An Introduction to Probability Theory and Its Applications I (1968), section IX.6.",
    ),
)
def chebyshev(proof: Proof) -> Theorem:
    """A random variable of small variance is rarely far from its mean."""
    Omega = proof.finite_set("Omega")
    P = proof.distribution("P", over=Omega)
    X = proof.random_variable("X")
    mu = proof.real("mu")
    w, epsilon = variables("omega epsilon")
    mean = proof.given(Equal(Expectation(X(w), (w, P)), mu), "X has the mean μ")
    far = Probability(abs(X(w) - mu) >= epsilon, (w, P))
    positive = Interval.above(0)
    proof.show(ForAll(far <= Variance(X(w), (w, P)) / epsilon**2, (epsilon, positive)))

    proof.fix(epsilon, positive)
    markov = proof.cite("markov", X=MapsTo((X(w) - mu) ** 2, (w, Omega)), t=epsilon**2)
    bound = (
        proof.calc(far, "A large deviation is a large square.")
        .eq(Probability((X(w) - mu) ** 2 >= epsilon**2, (w, P)), by=le_abs_iff_sq)
        .le(Expectation((X(w) - mu) ** 2, (w, P)) / epsilon**2, by=markov)
        .eq(Variance(X(w), (w, P)) / epsilon**2, by=[mean, variance])
    )
    return proof.qed(bound)
