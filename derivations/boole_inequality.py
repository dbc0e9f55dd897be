"""Boole's inequality: a union of events has at most the sum of their probabilities."""

from mlekl_symbolic import *


@derivation(
    title="Boole's inequality",
    sources=(
        "W. Feller, An Introduction to Probability Theory and Its Applications I (1968), section IV.1.",
    ),
)
def boole_inequality(proof: Proof) -> Theorem:
    """The probability that some X_a reaches t is at most the sum of the probabilities that each one does."""
    Omega = proof.finite_set("Omega")
    P = proof.distribution("P", over=Omega)
    A = proof.finite_set("A")
    X = proof.random_variables("X")
    t = proof.real("t")
    w, a, b = variables("omega a b")
    draw = (w, P)
    below, large = ForAll(X[a](w) < t, (a, A)), X[a](w) >= t
    proof.show(Probability(Not(below), draw) <= Sum(Probability(large, draw), (a, A)))

    proof.fix(w, Omega)
    count = Sum(Indicator(X[b](w) >= t), (b, A))
    proof.fix(a, A)
    with proof.suppose(large):
        counted = (
            proof.calc(count, "An event that happens counts as one.")
            .ge(Indicator(large), by=single_le_sum)
            .eq(1)
        )
    with proof.suppose(count < 1):
        none = proof.claim(Not(large), "Then X_a does not reach t,", by=counted)
        small = proof.claim(X[a](w) < t, "that is, it is smaller,", by=[not_le, none])
        nothing = proof.claim(below, "and so are all of them.", by=small)
    with proof.suppose(Not(below)):
        some = proof.claim(Not(count < 1), "Then the count is not below one,", by=nothing)
        outside = (
            proof.calc(Indicator(Not(below)), "while the indicator is one.")
            .eq(1, by=ind_of_true)
            .le(count, by=[not_lt, some])
        )
    with proof.suppose(below):
        inside = (
            proof.calc(Indicator(Not(below)), "Then nothing is to be shown.")
            .eq(0, by=ind_of_false)
            .le(count, by=sum_nonneg)
        )
    pointwise = proof.claim(
        ForAll(Indicator(Not(below)) <= count, (w, Omega)), "In both cases,", by=[inside, outside]
    )
    union = (
        proof.calc(Probability(Not(below), draw), "Averaging this comparison gives the bound.")
        .eq(Sum(P(w) * Indicator(Not(below)), (w, Omega)), by=[probability, expectation])
        .le(Sum(P(w) * count, (w, Omega)), by=[sum_le_sum, pointwise])
        .eq(Sum(Probability(large, draw), (a, A)))
    )
    return proof.qed(union)
