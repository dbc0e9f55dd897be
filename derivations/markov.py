"""Markov's inequality on a finite space."""

from mlekl_symbolic import *


@derivation(
    title="Markov's inequality",
    sources=("W. Feller, An Introduction to Probability Theory and Its Applications I (1968), chapter IX.",),
)
def markov(proof: Proof) -> Theorem:
    """A nonnegative random variable is rarely much larger than its mean."""
    Omega = proof.finite_set("Omega")
    P = proof.distribution("P", over=Omega)
    X = proof.random_variable("X")
    t = proof.real("t")
    w = Variable("omega")
    proof.given(ForAll(X(w) >= 0, (w, Omega)), "X is nonnegative")
    proof.given(t > 0)
    large = X(w) >= t
    proof.show(Probability(large, (w, P)) <= Expectation(X(w), (w, P)) / t)

    proof.fix(w, Omega)
    with proof.suppose(large):
        above = proof.calc(t * Indicator(large), "Where X is at least t,").eq(t).le(X(w))
    with proof.suppose(Not(large)):
        below = proof.calc(t * Indicator(large), "and where it is smaller,").eq(0).le(X(w))
    pointwise = proof.claim(
        ForAll(t * Indicator(large) <= X(w), (w, Omega)), "So in any case,", by=[above, below]
    )
    inequality = (
        proof.calc(Probability(large, (w, P)), "Averaging this comparison gives the bound.")
        .eq(Expectation(Indicator(large), (w, P)), by=probability)
        .eq(Expectation(t * Indicator(large), (w, P)) / t)
        .le(Expectation(X(w), (w, P)) / t, by=pointwise)
    )
    return proof.qed(inequality)
