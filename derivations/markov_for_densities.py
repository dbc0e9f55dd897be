"""Markov's inequality for a law with a density."""

from mlekl_symbolic import *


@derivation(
    title="Markov's inequality for densities",
    sources=("P. Billingsley, Probability and Measure (1995), section 21.",),
    claims=("B17",),
    spare={"A4": "the left side is then 0 by convention, and the bound says nothing"},
)
def markov_for_densities(proof: Proof) -> Theorem:
    """A nonnegative random variable with a density is rarely much larger than its mean."""
    S = proof.region("S")
    p = proof.density("p", over=S)
    X = proof.random_variable("X")
    t = proof.real("t")
    x = Variable("x")
    large = X(x) >= t
    proof.given(ForAll(X(x) >= 0, (x, S)), "X is nonnegative")
    proof.given(t > 0)
    proof.given(Integrable(p(x) * X(x), (x, S)), "X has an expectation")
    proof.given(Integrable(p(x) * Indicator(large), (x, S)), "that X is large has a probability")
    proof.show(Probability(large, (x, p)) <= Expectation(X(x), (x, p)) / t)

    proof.fix(x, S)
    with proof.suppose(large):
        above = proof.calc(t * Indicator(large), "Where X is at least t,").eq(t).le(X(x))
    with proof.suppose(Not(large)):
        under = proof.calc(t * Indicator(large), "and where it is smaller,").eq(0).le(X(x))
    pointwise = proof.claim(
        ForAll(t * Indicator(large) <= X(x), (x, S)), "So in any case,", by=[above, under]
    )
    weighted = proof.claim(
        ForAll(p(x) * (t * Indicator(large)) <= p(x) * X(x), (x, S)), "also when weighted:", by=pointwise
    )
    chance = Probability(large, (x, p))
    scaled = (
        proof.calc(t * chance, "Integrate this comparison.")
        .eq(t * Expectation(Indicator(large), (x, p)), by=probability)
        .eq(Integral(p(x) * (t * Indicator(large)), (x, S)), by=expectation)
        .le(Integral(p(x) * X(x), (x, S)), by=[integral_mono, weighted])
        .eq(Expectation(X(x), (x, p)), by=expectation)
    )
    inequality = (
        proof.calc(chance, "Dividing by t gives the bound.")
        .eq(t * chance / t)
        .le(Expectation(X(x), (x, p)) / t, by=scaled)
    )
    return proof.qed(inequality)
